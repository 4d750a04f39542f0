#include "jkk-case-list-model-private.h"

/* Who has its case open elsewhere; of the whole list that is a handful, and it is known without asking. */
void
jkk_case_list_mark (JkkCaseListModel *self, JkkCaseItem *item)
{
  gint64 id = jkk_case_item_get_id (item);

  jkk_case_item_set_others (item, g_hash_table_lookup (self->others, &id));
}

void
jkk_case_list_mark_all (JkkCaseListModel *self)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_unref (self->others);
  self->others = jkk_office_others (self->office);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    jkk_case_list_mark (self, item);
}

JkkCaseItem *
jkk_case_list_item (JkkCaseListModel *self, gint64 id)
{
  JkkCaseItem *item = g_hash_table_lookup (self->items, &id);

  if (item == NULL)
    {
      item = jkk_case_item_new (id);
      jkk_case_list_mark (self, item);
      g_hash_table_insert (self->items, g_memdup2 (&id, sizeof id), item);
    }
  return item;
}

/* Somebody else than the list holds it: it is shown, or selected. */
gboolean
jkk_case_list_is_held (gpointer item)
{
  return g_atomic_int_get (&G_OBJECT (item)->ref_count) > 1;
}

static void
drop_unused (GHashTable *items)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    if (!jkk_case_list_is_held (item))
      g_hash_table_iter_remove (&iter);
}

void
jkk_case_list_drop_unused (JkkCaseListModel *self)
{
  if (g_hash_table_size (self->items) > JKK_LIST_CACHE)
    drop_unused (self->items);
  if (g_hash_table_size (self->waiting) > JKK_LIST_CACHE)
    drop_unused (self->waiting);
}

/* Texts, in chunks. */

void
jkk_case_list_take_rows (JkkCaseListModel *self, GPtrArray *rows)
{
  JkkDay today = jkk_today ();
  JkkDay overdue_before = jkk_office_overdue_before (self->office, today);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const JkkCaseRow *row = rows->pdata[i];
      const char *name = row->verifier != NULL && self->verifiers != NULL
                             ? g_hash_table_lookup (self->verifiers, row->verifier)
                             : NULL;

      g_hash_table_remove (self->asked, &row->id);
      g_hash_table_remove (self->wanted, &row->id);
      jkk_case_item_take_state (jkk_case_list_item (self, row->id),
                                jkk_row_state_new (row, name, today, overdue_before));
    }
}

static void
rows_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkCaseListModel) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = jkk_office_rows_finish (JKK_OFFICE (source), result, &error);

  if (JKK_OFFICE (source) != self->office)
    return;
  if (rows == NULL)
    {
      g_debug ("rows: %s", error->message);
      return;
    }
  jkk_case_list_take_rows (self, rows);
  jkk_case_list_drop_unused (self);
}

/* Its texts were to be read again, but the line has gone since. */
static gboolean
is_left (JkkCaseListModel *self, const gint64 *id)
{
  gpointer item = g_hash_table_lookup (self->items, id);

  return item != NULL && !jkk_case_list_is_held (item) && jkk_case_item_get_state (item) != NULL;
}

static gboolean
fetch_cb (gpointer data)
{
  JkkCaseListModel *self = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer id;

  self->fetch_source = 0;
  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_hash_table_iter_steal (&iter);
      if (is_left (self, id))
        {
          g_hash_table_remove (self->items, id);
          g_free (id);
          continue;
        }
      g_array_append_val (ids, *(gint64 *) id);
      g_hash_table_add (self->asked, id);
    }
  if (ids->len > 0 && self->office != NULL)
    jkk_office_rows_async (self->office, &g_array_index (ids, gint64, 0), ids->len, NULL, rows_read_cb,
                           g_object_ref (self));
  jkk_case_list_look_on (self);
  return G_SOURCE_REMOVE;
}

/* Before the next frame, and once for all lines that come into sight together. */
void
jkk_case_list_fetch_soon (JkkCaseListModel *self)
{
  if (self->fetch_source == 0)
    self->fetch_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fetch_cb, self, NULL);
}

void
jkk_case_list_want_id (JkkCaseListModel *self, gint64 id)
{
  if (!g_hash_table_contains (self->asked, &id))
    g_hash_table_add (self->wanted, g_memdup2 (&id, sizeof id));
  jkk_case_list_fetch_soon (self);
}

void
jkk_case_list_fetch_shown_again (JkkCaseListModel *self)
{
  GHashTableIter iter;
  gpointer id;

  /* What was asked before the change may bring the old texts. */
  g_hash_table_remove_all (self->asked);
  drop_unused (self->items);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    jkk_case_list_want_id (self, *(gint64 *) id);
}
