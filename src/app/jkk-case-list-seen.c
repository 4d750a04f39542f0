#include "jkk-case-list-model-private.h"

/* What has changed is told at once and one by one. */

/* Lines that wait for their case go along with their place. */
static void
shift_waiting (JkkCaseListModel *self, guint position, guint removed, guint added)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&self->waiting);
  GHashTableIter iter;
  gpointer key, item;

  self->waiting = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &key, &item))
    {
      guint at = GPOINTER_TO_UINT (key);

      if (at >= position && at - position < removed)
        continue;
      if (at >= position)
        at = at - removed + added;
      g_hash_table_insert (self->waiting, GUINT_TO_POINTER (at), g_object_ref (item));
    }
}

static void
tell_changed (guint position, guint removed, guint added, gpointer data)
{
  JkkCaseListModel *self = data;

  if (removed == 0 && added == 0)
    return;
  if (g_hash_table_size (self->waiting) > 0)
    shift_waiting (self, position, removed, added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* Which cases a block has is not known: lines come and go at its end. */
static void
set_count (JkkCaseListModel *self, guint index, guint count)
{
  JkkListBlock *block = jkk_list_blocks_get (self->blocks, index);
  guint first = jkk_list_blocks_first (self->blocks, index), before = block->count, shorter = MIN (before, count);

  block->count = count;
  tell_changed (first + shorter, before - shorter, count - shorter, self);
}

/* The sum is known; what is missing somewhere is in the largest of the stretches that nobody looks at. */
static void
correct_total (JkkCaseListModel *self, gint64 n)
{
  gint64 missing = n - (gint64) jkk_list_blocks_total (self->blocks);

  /* So much has changed that nobody knows where: begin anew. */
  if (ABS (missing) > JKK_LIST_APART)
    {
      self->list_due = TRUE;
      return;
    }
  while (missing != 0)
    {
      guint index = jkk_list_blocks_largest (self->blocks);
      if (index == self->blocks->len)
        return;
      gint64 count = (gint64) jkk_list_blocks_get (self->blocks, index)->count;
      gint64 next = MAX (count + missing, 0);

      if (next == count)
        return;
      set_count (self, index, (guint) next);
      missing -= next - count;
    }
}

/* Lines that were shown before anybody knew which cases they are. */
static void
name_waiting (JkkCaseListModel *self, guint index)
{
  GArray *ids = jkk_list_blocks_get (self->blocks, index)->ids;
  guint first = jkk_list_blocks_first (self->blocks, index);

  for (guint i = 0; i < ids->len && g_hash_table_size (self->waiting) > 0; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      gpointer item = NULL;

      if (!g_hash_table_steal_extended (self->waiting, GUINT_TO_POINTER (first + i), NULL, &item))
        continue;
      if (g_hash_table_contains (self->items, &id))
        {
          /* The case has a line already, which somebody may hold. */
          g_object_unref (item);
          tell_changed (first + i, 1, 1, self);
          continue;
        }
      jkk_case_item_set_id (item, id);
      jkk_case_list_mark (self, item);
      g_hash_table_insert (self->items, g_memdup2 (&id, sizeof id), item);
      jkk_case_list_want_id (self, id);
    }
}

/* What was seen. */

void
jkk_case_list_empty (JkkCaseListModel *self)
{
  guint before = jkk_list_blocks_total (self->blocks) - self->untold;

  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->untold = 0;
  g_ptr_array_set_size (self->blocks, 0);
  tell_changed (0, before, 0, self);
}

/* A list whose cases are all known, now and before: what is in both stays where it is. */
static void
exchange_whole (JkkCaseListModel *self, GArray *ids)
{
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (gint64));
  const JkkCaseCursor start = { 0 };
  guint first;

  if (self->blocks->len > 0)
    {
      g_array_unref (before);
      before = jkk_list_blocks_dup_near (self->blocks, 0, &first);
    }
  g_ptr_array_set_size (self->blocks, 0);
  jkk_list_blocks_add (self->blocks, 0, &start, before->len, before);
  jkk_list_blocks_exchange (self->blocks, 0, ids, tell_changed, self);
}

/* What is on no screen yet. */
void
jkk_case_list_tell_rest (JkkCaseListModel *self)
{
  guint n = self->untold, total = jkk_list_blocks_total (self->blocks);

  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->untold = 0;
  tell_changed (total - n, 0, n, self);
}

static gboolean
tell_rest_cb (gpointer data)
{
  JkkCaseListModel *self = data;

  self->rest_source = 0;
  jkk_case_list_tell_rest (self);
  return G_SOURCE_REMOVE;
}

/* Another list takes the place of the one that was there: first the lines that a screen holds, which are drawn; then
 * the rest, for which a list view makes two hundred lines at once. */
static void
begin_anew (JkkCaseListModel *self, GArray *ids, const JkkCaseCursor *end, gint64 n)
{
  const JkkCaseCursor start = { 0 };
  guint before = jkk_list_blocks_total (self->blocks);

  g_ptr_array_set_size (self->blocks, 0);
  jkk_list_blocks_add (self->blocks, 0, &start, ids->len, ids);
  if (end != NULL)
    jkk_list_blocks_add (self->blocks, 1, end, (guint) MAX (n - ids->len, 1), NULL);
  guint total = jkk_list_blocks_total (self->blocks);
  self->untold = total - MIN (total, JKK_LIST_SCREEN);
  if (self->untold > 0)
    self->rest_source = g_timeout_add_full (G_PRIORITY_LOW, JKK_LIST_SCREEN_MS, tell_rest_cb, self, NULL);
  tell_changed (0, before, total - self->untold, self);
}

static void
take_list (JkkCaseListModel *self, JkkListLook *look)
{
  JkkListPiece *piece = look->found == NULL ? look->pieces->pdata[0] : NULL;
  GArray *ids = piece != NULL ? piece->ids : look->found;
  GPtrArray *rows = piece != NULL ? piece->rows : look->rows;
  gboolean whole = piece == NULL || piece->reached;

  self->listed = TRUE;
  jkk_case_list_fetch_shown_again (self);
  /* Before they are shown, so that each line is filled once. */
  jkk_case_list_take_rows (self, rows);
  if (whole && jkk_list_blocks_are_whole (self->blocks))
    exchange_whole (self, ids);
  else
    begin_anew (self, ids, whole ? NULL : &piece->end, look->n);
}

/* A part has grown beyond what is read at a time. Of a list that was known whole the rest is what is missing. */
static void
add_grown (JkkCaseListModel *self, guint index, const JkkCaseCursor *end, gint64 n)
{
  if (!jkk_list_blocks_are_whole (self->blocks))
    {
      self->list_due = TRUE;
      return;
    }
  jkk_list_blocks_add (self->blocks, index + 1, end, 0, NULL);
  set_count (self, index + 1, (guint) MAX (n - (gint64) jkk_list_blocks_total (self->blocks), 1));
}

static void
take_refresh (JkkCaseListModel *self, JkkListLook *look)
{
  if (look->found != NULL)
    exchange_whole (self, look->found);
  else
    {
      for (guint i = look->pieces->len; i > 0; i--)
        {
          const JkkListPiece *piece = look->pieces->pdata[i - 1];
          guint index = g_array_index (self->refreshing, guint, i - 1);

          jkk_list_blocks_exchange (self->blocks, index, piece->ids, tell_changed, self);
          if (!piece->reached)
            add_grown (self, index, &piece->end, look->n);
        }
      correct_total (self, look->n);
    }
  jkk_case_list_fetch_shown_again (self);
}

/* Cuts the block that was looked at where its known part begins and ends. */
static void
take_place (JkkCaseListModel *self, JkkListLook *look)
{
  const JkkListPiece *piece = look->pieces->pdata[0];
  guint index = self->index, count = jkk_list_blocks_get (self->blocks, index)->count;
  gint64 before = piece->from_end ? (gint64) count - piece->skip : piece->moved;
  gint64 behind = piece->reached ? 0 : MAX ((gint64) count - before - piece->ids->len, 1);

  if (piece->ids->len == 0)
    {
      /* It is much shorter than was thought. */
      self->list_due = TRUE;
      return;
    }
  /* The lines that are more or fewer than was thought come and go at its end. */
  set_count (self, index, (guint) (before + piece->ids->len + behind));
  jkk_list_blocks_get (self->blocks, index)->count = (guint) before;
  jkk_list_blocks_add (self->blocks, index + 1, &piece->start, piece->ids->len, piece->ids);
  if (behind > 0)
    jkk_list_blocks_add (self->blocks, index + 2, &piece->end, (guint) behind, NULL);
  if (before == 0)
    g_ptr_array_remove_index (self->blocks, index);
  name_waiting (self, before == 0 ? index : index + 1);
  correct_total (self, look->n);
  jkk_case_list_take_rows (self, piece->rows);
}

static void
take_apart (JkkCaseListModel *self, JkkListLook *look)
{
  const JkkListPiece *piece = look->pieces->pdata[0];
  JkkListBlock *block = jkk_list_blocks_get (self->blocks, self->index);

  /* It is shorter than was thought. */
  if (piece->reached || piece->moved != JKK_LIST_APART || block->count <= JKK_LIST_APART)
    {
      self->list_due = TRUE;
      return;
    }
  jkk_list_blocks_add (self->blocks, self->index + 1, &piece->start, block->count - JKK_LIST_APART, NULL);
  block->count = JKK_LIST_APART;
}

void
jkk_case_list_take (JkkCaseListModel *self, JkkLookKind kind, JkkListLook *look)
{
  /* What changes now is told of the whole list. */
  if (self->untold > 0)
    jkk_case_list_tell_rest (self);
  if (kind == JKK_LOOK_LIST)
    take_list (self, look);
  else if (kind == JKK_LOOK_REFRESH)
    take_refresh (self, look);
  else if (kind == JKK_LOOK_PLACE)
    take_place (self, look);
  else
    take_apart (self, look);
  jkk_case_list_drop_unused (self);
}
