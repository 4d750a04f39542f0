#include "jkk-case-list-model-private.h"

/* What to look at next. */

/* A look that is on its way. */
typedef struct
{
  JkkCaseListModel *model;
  GCancellable *cancellable;
} Look;

static void
look_free (Look *look)
{
  g_object_unref (look->model);
  g_object_unref (look->cancellable);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static void
look_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Look) look = data;
  JkkCaseListModel *self = look->model;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkListLook) seen = jkk_office_look_finish (JKK_OFFICE (source), result, &error);
  JkkLookKind kind = self->kind;

  /* Given up: somebody wants something else, which is on its way. */
  if (look->cancellable != self->looking)
    return;
  g_clear_object (&self->looking);
  self->kind = JKK_LOOK_NONE;
  g_clear_error (&self->error);
  if (seen == NULL)
    self->error = g_steal_pointer (&error);
  else
    {
      jkk_case_list_take (self, kind, seen);
      jkk_case_list_look_on (self);
    }
  if (kind == JKK_LOOK_LIST || kind == JKK_LOOK_REFRESH || self->error != NULL)
    g_signal_emit_by_name (self, "listed");
}

static void
look_at (JkkCaseListModel *self, JkkLookKind kind, GPtrArray *pieces)
{
  Look *look = g_new0 (Look, 1);

  self->kind = kind;
  self->looking = g_cancellable_new ();
  look->model = g_object_ref (self);
  look->cancellable = g_object_ref (self->looking);
  jkk_office_look_async (self->office, &self->query, pieces, JKK_LIST_FIRST_ROWS, self->looking, look_cb, look);
}

static GPtrArray *
pieces_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_list_piece_free);
}

static JkkListPiece *
add_piece (JkkCaseListModel *self, GPtrArray *pieces, guint index)
{
  JkkListPiece *piece = jkk_list_piece_new (&jkk_list_blocks_get (self->blocks, index)->start,
                                            jkk_list_blocks_until (self->blocks, index));

  g_ptr_array_add (pieces, piece);
  return piece;
}

static gboolean
is_shown (JkkCaseListModel *self, const JkkListBlock *block)
{
  for (guint i = 0; i < block->ids->len; i++)
    {
      gpointer item = g_hash_table_lookup (self->items, &g_array_index (block->ids, gint64, i));

      if (item != NULL && jkk_case_list_is_held (item))
        return TRUE;
    }
  return FALSE;
}

/* Of a long list only what somebody sees stays known. */
static void
forget_parts (JkkCaseListModel *self)
{
  guint n = 0;

  for (guint i = 0; i < self->blocks->len; i++)
    n += jkk_list_blocks_get (self->blocks, i)->ids != NULL ? 1 : 0;
  if (n <= JKK_LIST_MOST_PARTS || jkk_list_blocks_are_whole (self->blocks))
    return;
  for (guint i = 0; i < self->blocks->len; i++)
    if (jkk_list_blocks_get (self->blocks, i)->ids != NULL && !is_shown (self, jkk_list_blocks_get (self->blocks, i)))
      jkk_list_blocks_forget (self->blocks, i);
  jkk_list_blocks_join (self->blocks, JKK_LIST_APART);
}

static void
look_at_list (JkkCaseListModel *self)
{
  g_autoptr (GPtrArray) pieces = pieces_new ();
  const JkkCaseCursor start = { 0 };
  JkkListPiece *piece = jkk_list_piece_new (&start, NULL);

  self->list_due = self->refresh_due = FALSE;
  piece->limit = JKK_CASE_LIST_MODEL_PART;
  piece->n_rows = JKK_LIST_FIRST_ROWS;
  g_ptr_array_add (pieces, piece);
  look_at (self, JKK_LOOK_LIST, pieces);
}

static void
look_again (JkkCaseListModel *self)
{
  g_autoptr (GPtrArray) pieces = pieces_new ();

  self->refresh_due = FALSE;
  forget_parts (self);
  g_array_set_size (self->refreshing, 0);
  for (guint i = 0; i < self->blocks->len; i++)
    if (jkk_list_blocks_get (self->blocks, i)->ids != NULL)
      {
        add_piece (self, pieces, i)->limit = jkk_list_blocks_get (self->blocks, i)->ids->len + JKK_CASE_LIST_MODEL_PART;
        g_array_append_val (self->refreshing, i);
      }
  look_at (self, JKK_LOOK_REFRESH, pieces);
}

/* A line that is still in sight, and whose case is not known. */
static gboolean
next_sought (JkkCaseListModel *self, guint *position)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->sought);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint index, first;
      gpointer item = g_hash_table_lookup (self->waiting, key);

      *position = GPOINTER_TO_UINT (key);
      if ((item == NULL || jkk_case_list_is_held (item)) &&
          jkk_list_blocks_at (self->blocks, *position, &index, &first) &&
          jkk_list_blocks_get (self->blocks, index)->ids == NULL)
        return TRUE;
      g_hash_table_iter_remove (&iter);
    }
  return FALSE;
}

static void
look_at_place (JkkCaseListModel *self, guint position)
{
  g_autoptr (GPtrArray) pieces = pieces_new ();
  guint first;

  forget_parts (self);
  if (!jkk_list_blocks_at (self->blocks, position, &self->index, &first))
    return;
  guint count = jkk_list_blocks_get (self->blocks, self->index)->count, at = position - first;
  guint skip = count <= JKK_CASE_LIST_MODEL_PART || at < JKK_CASE_LIST_MODEL_PART / 2
                   ? 0
                   : MIN (at - JKK_CASE_LIST_MODEL_PART / 2, count - JKK_CASE_LIST_MODEL_PART);
  JkkListPiece *piece = add_piece (self, pieces, self->index);
  piece->limit = JKK_CASE_LIST_MODEL_PART;
  /* The way from the nearer end is the shorter one. */
  piece->from_end = skip > count / 2;
  piece->skip = piece->from_end ? count - skip : skip;
  piece->rows_first = at - skip > JKK_LIST_CHUNK ? at - skip - JKK_LIST_CHUNK : 0;
  piece->n_rows = 3 * JKK_LIST_CHUNK;
  look_at (self, JKK_LOOK_PLACE, pieces);
}

static gboolean
look_for_apart (JkkCaseListModel *self)
{
  guint index = jkk_list_blocks_largest (self->blocks);
  g_autoptr (GPtrArray) pieces = NULL;

  if (index == self->blocks->len || jkk_list_blocks_get (self->blocks, index)->count <= 2 * JKK_LIST_APART)
    return FALSE;
  pieces = pieces_new ();
  self->index = index;
  add_piece (self, pieces, index)->skip = JKK_LIST_APART;
  look_at (self, JKK_LOOK_APART, pieces);
  return TRUE;
}

void
jkk_case_list_look_on (JkkCaseListModel *self)
{
  guint position;

  if (self->office == NULL || self->looking != NULL)
    return;
  if (self->list_due || (self->refresh_due && self->blocks->len == 0))
    look_at_list (self);
  else if (self->refresh_due)
    look_again (self);
  else if (next_sought (self, &position))
    {
      g_hash_table_remove (self->sought, GUINT_TO_POINTER (position));
      look_at_place (self, position);
    }
  else
    look_for_apart (self);
}

void
jkk_case_list_stop_looking (JkkCaseListModel *self)
{
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->kind = JKK_LOOK_NONE;
  self->list_due = self->refresh_due = FALSE;
}
