#include "jkk-case-list-model.h"

/* So many rows are read at a time, and so many lines may lie in the cache before those that nobody shows go. */
#define CHUNK 64
#define CACHE 1024

/* So many ids are listed at first, enough for what is seen; then so many at a time while the person reads. */
#define FIRST_PAGE 500
#define NEXT_PAGES 20000

struct _JkkCaseListModel
{
  GObject parent_instance;

  /* Owned */
  JkkOffice *office;
  JkkCaseQuery query; /* with texts of its own */
  GHashTable *verifiers;
  GArray *ids;       /* gint64, in the order of the list */
  GHashTable *items; /* id → JkkCaseItem */
  GHashTable *wanted;
  GHashTable *asked;
  GCancellable *listing;
  JkkCaseCursor cursor; /* how far it has come */
  GArray *coming;       /* what it has found so far, while the list stays as it is; NULL = shown as it comes */
  gboolean again;       /* something has changed since it began */
  GError *error;
  guint fetch_source;
};

static void jkk_case_list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (JkkCaseListModel,
                               jkk_case_list_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, jkk_case_list_model_iface_init))

enum
{
  LISTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
query_clear (JkkCaseQuery *query)
{
  g_free ((char *) query->verifier);
  g_free ((char *) query->search);
  *query = (JkkCaseQuery) JKK_CASE_QUERY_INIT;
}

static void
query_copy (JkkCaseQuery *target, const JkkCaseQuery *source)
{
  JkkCaseQuery copy = *source;

  copy.verifier = g_strdup (source->verifier);
  copy.search = g_strdup (source->search);
  query_clear (target);
  *target = copy;
}

static gint64
id_at (JkkCaseListModel *self, guint position)
{
  return g_array_index (self->ids, gint64, position);
}

static JkkCaseItem *
item_for (JkkCaseListModel *self, gint64 id)
{
  JkkCaseItem *item = g_hash_table_lookup (self->items, &id);

  if (item == NULL)
    {
      item = jkk_case_item_new (id);
      g_hash_table_insert (self->items, g_memdup2 (&id, sizeof id), item);
    }
  return item;
}

/* Lets go of the lines that nobody but the cache holds. */
static void
drop_unused_items (JkkCaseListModel *self)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    if (g_atomic_int_get (&G_OBJECT (item)->ref_count) == 1)
      g_hash_table_iter_remove (&iter);
}

/* Texts, in chunks. */

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

  JkkDay today = jkk_today ();
  JkkDay overdue_before = jkk_office_overdue_before (self->office, today);
  for (guint i = 0; i < rows->len; i++)
    {
      const JkkCaseRow *row = g_ptr_array_index (rows, i);
      const char *name = row->verifier != NULL && self->verifiers != NULL
                             ? g_hash_table_lookup (self->verifiers, row->verifier)
                             : NULL;

      g_hash_table_remove (self->asked, &row->id);
      jkk_case_item_take_state (item_for (self, row->id), jkk_row_state_new (row, name, today, overdue_before));
    }
  if (g_hash_table_size (self->items) > CACHE)
    drop_unused_items (self);
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
      g_array_append_val (ids, *(gint64 *) id);
      g_hash_table_iter_steal (&iter);
      g_hash_table_add (self->asked, id);
    }
  if (ids->len > 0 && self->office != NULL)
    jkk_office_rows_async (self->office, &g_array_index (ids, gint64, 0), ids->len, NULL, rows_read_cb,
                           g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
want_id (JkkCaseListModel *self, gint64 id)
{
  if (!g_hash_table_contains (self->asked, &id))
    g_hash_table_add (self->wanted, g_memdup2 (&id, sizeof id));
  /* Before the next frame, and once for all lines that come into sight together. */
  if (self->fetch_source == 0)
    self->fetch_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fetch_cb, self, NULL);
}

static void
fetch_shown_items_again (JkkCaseListModel *self)
{
  GHashTableIter iter;
  gpointer id;

  /* What was asked before the change may bring the old texts. */
  g_hash_table_remove_all (self->asked);
  drop_unused_items (self);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    want_id (self, *(gint64 *) id);
}

/* The ids. */

/* Tells only of the stretch that differs, so that selection and scroll position stay where they are. */
static void
replace_ids (JkkCaseListModel *self, GArray *ids)
{
  g_autoptr (GArray) old = g_steal_pointer (&self->ids);
  guint head = 0, tail = 0, shorter = MIN (old->len, ids->len);

  self->ids = g_array_ref (ids);
  while (head < shorter && g_array_index (old, gint64, head) == g_array_index (ids, gint64, head))
    head++;
  while (tail < shorter - head &&
         g_array_index (old, gint64, old->len - 1 - tail) == g_array_index (ids, gint64, ids->len - 1 - tail))
    tail++;

  guint removed = old->len - head - tail;
  guint added = ids->len - head - tail;
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, removed, added);
}

/* Behind those that are there. */
static void
append_ids (JkkCaseListModel *self, GArray *ids)
{
  guint n = self->ids->len;

  if (ids->len == 0)
    return;
  g_array_append_vals (self->ids, ids->data, ids->len);
  g_list_model_items_changed (G_LIST_MODEL (self), n, 0, ids->len);
}

static void ask_for_page (JkkCaseListModel *self);

static void
end_listing (JkkCaseListModel *self)
{
  g_autoptr (GArray) coming = g_steal_pointer (&self->coming);

  g_clear_object (&self->listing);
  if (coming != NULL)
    {
      replace_ids (self, coming);
      fetch_shown_items_again (self);
    }
  if (self->again)
    jkk_case_list_model_refresh (self);
}

/* A new list is shown from its first page on; one that is listed again is exchanged when all of it is there. */
static void
take_page (JkkCaseListModel *self, GArray *ids, gboolean is_first)
{
  if (self->coming != NULL)
    g_array_append_vals (self->coming, ids->data, ids->len);
  else if (is_first)
    {
      replace_ids (self, ids);
      fetch_shown_items_again (self);
    }
  else
    append_ids (self, ids);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkCaseListModel) self = data;
  g_autoptr (GError) error = NULL;
  g_auto (JkkCaseCursor) cursor = { 0 };
  g_autoptr (GArray) ids = jkk_office_list_page_finish (JKK_OFFICE (source), result, &cursor, &error);
  gboolean is_first = !self->cursor.begun;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || JKK_OFFICE (source) != self->office)
    return;

  g_clear_error (&self->error);
  if (ids == NULL)
    {
      g_clear_object (&self->listing);
      g_clear_pointer (&self->coming, g_array_unref);
      self->error = g_steal_pointer (&error);
      g_signal_emit (self, signals[LISTED], 0);
      return;
    }
  jkk_case_cursor_clear (&self->cursor);
  self->cursor = cursor;
  cursor = (JkkCaseCursor){ 0 };
  take_page (self, ids, is_first);
  if (self->cursor.done)
    end_listing (self);
  else
    ask_for_page (self);
  if (self->listing == NULL || (is_first && self->coming == NULL))
    g_signal_emit (self, signals[LISTED], 0);
}

static void
ask_for_page (JkkCaseListModel *self)
{
  jkk_office_list_page_async (self->office, &self->query, &self->cursor, self->cursor.begun ? NEXT_PAGES : FIRST_PAGE,
                              self->listing, listed_cb, g_object_ref (self));
}

static void
cancel_listing (JkkCaseListModel *self)
{
  if (self->listing != NULL)
    g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  g_clear_pointer (&self->coming, g_array_unref);
  jkk_case_cursor_clear (&self->cursor);
  self->again = FALSE;
}

/* GListModel */

static GType
jkk_case_list_model_get_item_type (GListModel *list)
{
  return JKK_TYPE_CASE_ITEM;
}

static guint
jkk_case_list_model_get_n_items (GListModel *list)
{
  return JKK_CASE_LIST_MODEL (list)->ids->len;
}

static gpointer
jkk_case_list_model_get_item (GListModel *list, guint position)
{
  JkkCaseListModel *self = JKK_CASE_LIST_MODEL (list);

  return position < self->ids->len ? g_object_ref (item_for (self, id_at (self, position))) : NULL;
}

static void
jkk_case_list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = jkk_case_list_model_get_item_type;
  iface->get_n_items = jkk_case_list_model_get_n_items;
  iface->get_item = jkk_case_list_model_get_item;
}

/* GObject */

static void
jkk_case_list_model_dispose (GObject *object)
{
  JkkCaseListModel *self = JKK_CASE_LIST_MODEL (object);

  cancel_listing (self);
  g_clear_handle_id (&self->fetch_source, g_source_remove);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (jkk_case_list_model_parent_class)->dispose (object);
}

static void
jkk_case_list_model_finalize (GObject *object)
{
  JkkCaseListModel *self = JKK_CASE_LIST_MODEL (object);

  query_clear (&self->query);
  g_clear_pointer (&self->verifiers, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->wanted, g_hash_table_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (jkk_case_list_model_parent_class)->finalize (object);
}

static void
jkk_case_list_model_class_init (JkkCaseListModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = jkk_case_list_model_dispose;
  object_class->finalize = jkk_case_list_model_finalize;

  signals[LISTED] =
      g_signal_new ("listed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jkk_case_list_model_init (JkkCaseListModel *self)
{
  self->query = (JkkCaseQuery) JKK_CASE_QUERY_INIT;
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->wanted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->asked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * jkk_case_list_model_new:
 *
 * Returns: (transfer full): an empty list.
 */
JkkCaseListModel *
jkk_case_list_model_new (void)
{
  return g_object_new (JKK_TYPE_CASE_LIST_MODEL, NULL);
}

/**
 * jkk_case_list_model_set_office:
 * @self: the list
 * @office: (nullable): where the cases come from, or %NULL to forget all
 *
 * Empties the list; the next listing fills it.
 */
void
jkk_case_list_model_set_office (JkkCaseListModel *self, JkkOffice *office)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_if_fail (JKK_IS_CASE_LIST_MODEL (self));

  if (!g_set_object (&self->office, office))
    return;
  cancel_listing (self);
  g_clear_error (&self->error);
  replace_ids (self, none);
  g_hash_table_remove_all (self->items);
  g_hash_table_remove_all (self->wanted);
  g_hash_table_remove_all (self->asked);
}

static void
begin_listing (JkkCaseListModel *self, gboolean is_new)
{
  cancel_listing (self);
  if (self->office == NULL)
    return;
  self->listing = g_cancellable_new ();
  if (!is_new)
    self->coming = g_array_new (FALSE, FALSE, sizeof (gint64));
  ask_for_page (self);
}

/**
 * jkk_case_list_model_set_query:
 * @self: the list
 * @query: which cases, in what order
 *
 * Lists other cases, or the same in another order. Until the first of them are there, the list stays as it is; of very
 * many the others follow while the person reads.
 */
void
jkk_case_list_model_set_query (JkkCaseListModel *self, const JkkCaseQuery *query)
{
  g_return_if_fail (JKK_IS_CASE_LIST_MODEL (self));
  g_return_if_fail (query != NULL);

  query_copy (&self->query, query);
  begin_listing (self, TRUE);
}

/**
 * jkk_case_list_model_set_verifiers:
 * @self: the list
 * @names: (nullable): full names by login
 *
 * Says whose names to show in place of logins, from the next texts on.
 */
void
jkk_case_list_model_set_verifiers (JkkCaseListModel *self, GHashTable *names)
{
  g_return_if_fail (JKK_IS_CASE_LIST_MODEL (self));

  g_clear_pointer (&self->verifiers, g_hash_table_unref);
  self->verifiers = names != NULL ? g_hash_table_ref (names) : NULL;
}

/**
 * jkk_case_list_model_refresh:
 * @self: the list
 *
 * Asks the store again.
 */
void
jkk_case_list_model_refresh (JkkCaseListModel *self)
{
  g_return_if_fail (JKK_IS_CASE_LIST_MODEL (self));

  /* A long listing is brought to its end first: else a busy office would never see it. */
  self->again = self->listing != NULL;
  if (!self->again)
    begin_listing (self, FALSE);
}

/**
 * jkk_case_list_model_want:
 * @self: the list
 * @position: a line that comes into sight
 *
 * Has the texts of this line and its neighbours fetched, if they are not here.
 */
void
jkk_case_list_model_want (JkkCaseListModel *self, guint position)
{
  g_return_if_fail (JKK_IS_CASE_LIST_MODEL (self));

  if (position >= self->ids->len || jkk_case_item_get_state (item_for (self, id_at (self, position))) != NULL)
    return;

  guint first = position - position % CHUNK;
  for (guint i = first; i < MIN (first + CHUNK, self->ids->len); i++)
    {
      gint64 id = id_at (self, i);
      JkkCaseItem *item = g_hash_table_lookup (self->items, &id);

      if (item == NULL || jkk_case_item_get_state (item) == NULL)
        want_id (self, id);
    }
}

/**
 * jkk_case_list_model_find:
 * @self: the list
 * @id: id of a case
 * @position: (out) (optional): where it stands
 *
 * Returns: whether the case is in the list.
 */
gboolean
jkk_case_list_model_find (JkkCaseListModel *self, gint64 id, guint *position)
{
  g_return_val_if_fail (JKK_IS_CASE_LIST_MODEL (self), FALSE);

  for (guint i = 0; i < self->ids->len; i++)
    if (id_at (self, i) == id)
      {
        if (position != NULL)
          *position = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * jkk_case_list_model_dup_ids:
 * @self: the list
 *
 * Returns: (transfer full) (element-type gint64): the ids as they stand now, for walking through them later.
 */
GArray *
jkk_case_list_model_dup_ids (JkkCaseListModel *self)
{
  g_return_val_if_fail (JKK_IS_CASE_LIST_MODEL (self), NULL);

  /* Arrays of ids are replaced, not changed; but for one that still grows. */
  return self->listing == NULL ? g_array_ref (self->ids) : g_array_copy (self->ids);
}

/**
 * jkk_case_list_model_is_loading:
 * @self: the list
 *
 * Returns: whether a listing is on its way.
 */
gboolean
jkk_case_list_model_is_loading (JkkCaseListModel *self)
{
  g_return_val_if_fail (JKK_IS_CASE_LIST_MODEL (self), FALSE);

  return self->listing != NULL;
}

/**
 * jkk_case_list_model_get_error:
 * @self: the list
 *
 * Returns: (transfer none) (nullable): why the last listing failed.
 */
const GError *
jkk_case_list_model_get_error (JkkCaseListModel *self)
{
  g_return_val_if_fail (JKK_IS_CASE_LIST_MODEL (self), NULL);

  return self->error;
}
