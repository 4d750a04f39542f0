#include "jkk-case-list-model-private.h"

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
  g_free ((char *) query->passed_on_to);
  *query = (JkkCaseQuery) JKK_CASE_QUERY_INIT;
}

static void
query_copy (JkkCaseQuery *target, const JkkCaseQuery *source)
{
  JkkCaseQuery copy = *source;

  copy.verifier = g_strdup (source->verifier);
  copy.search = g_strdup (source->search);
  copy.passed_on_to = g_strdup (source->passed_on_to);
  query_clear (target);
  *target = copy;
}

static gboolean
query_equal (const JkkCaseQuery *a, const JkkCaseQuery *b)
{
  return a->statuses == b->statuses && g_strcmp0 (a->verifier, b->verifier) == 0 &&
         a->claimed_before == b->claimed_before && g_strcmp0 (a->search, b->search) == 0 &&
         g_strcmp0 (a->passed_on_to, b->passed_on_to) == 0 && a->sort == b->sort && a->descending == b->descending;
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
  JkkCaseListModel *self = JKK_CASE_LIST_MODEL (list);

  return jkk_list_blocks_total (self->blocks) - self->untold;
}

static gpointer
jkk_case_list_model_get_item (GListModel *list, guint position)
{
  JkkCaseListModel *self = JKK_CASE_LIST_MODEL (list);
  gint64 id = jkk_list_blocks_id (self->blocks, position);
  gpointer item;

  if (position >= jkk_list_blocks_total (self->blocks) - self->untold)
    return NULL;
  if (id != 0)
    return g_object_ref (jkk_case_list_item (self, id));
  item = g_hash_table_lookup (self->waiting, GUINT_TO_POINTER (position));
  if (item == NULL)
    {
      item = jkk_case_item_new (0);
      g_hash_table_insert (self->waiting, GUINT_TO_POINTER (position), item);
    }
  return g_object_ref (item);
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

  jkk_case_list_stop_looking (self);
  g_clear_handle_id (&self->fetch_source, g_source_remove);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  if (self->office != NULL)
    g_signal_handlers_disconnect_by_data (self->office, self);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (jkk_case_list_model_parent_class)->dispose (object);
}

static void
jkk_case_list_model_finalize (GObject *object)
{
  JkkCaseListModel *self = JKK_CASE_LIST_MODEL (object);

  query_clear (&self->query);
  g_clear_pointer (&self->verifiers, g_hash_table_unref);
  g_clear_pointer (&self->others, g_hash_table_unref);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->waiting, g_hash_table_unref);
  g_clear_pointer (&self->wanted, g_hash_table_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  g_clear_pointer (&self->sought, g_hash_table_unref);
  g_clear_pointer (&self->refreshing, g_array_unref);
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
  self->blocks = jkk_list_blocks_new ();
  self->others = jkk_office_others (NULL);
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->waiting = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->wanted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->asked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->sought = g_hash_table_new (NULL, NULL);
  self->refreshing = g_array_new (FALSE, FALSE, sizeof (guint));
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
  g_return_if_fail (JKK_IS_CASE_LIST_MODEL (self));

  if (office == self->office)
    return;
  if (self->office != NULL)
    g_signal_handlers_disconnect_by_data (self->office, self);
  g_set_object (&self->office, office);
  if (office != NULL)
    g_signal_connect_swapped (office, "notify::others", G_CALLBACK (jkk_case_list_mark_all), self);
  jkk_case_list_stop_looking (self);
  self->listed = FALSE;
  g_clear_error (&self->error);
  jkk_case_list_empty (self);
  g_hash_table_remove_all (self->items);
  g_hash_table_remove_all (self->waiting);
  g_hash_table_remove_all (self->wanted);
  g_hash_table_remove_all (self->asked);
  g_hash_table_remove_all (self->sought);
  jkk_case_list_mark_all (self);
}

/**
 * jkk_case_list_model_set_query:
 * @self: the list
 * @query: which cases, in what order
 *
 * Lists other cases, or the same in another order. Until the first of them are there, the list stays as it is. Of very
 * many only the first are read; the others when somebody looks at them.
 */
void
jkk_case_list_model_set_query (JkkCaseListModel *self, const JkkCaseQuery *query)
{
  g_return_if_fail (JKK_IS_CASE_LIST_MODEL (self));
  g_return_if_fail (query != NULL);

  if (self->listed && query_equal (&self->query, query))
    {
      jkk_case_list_model_refresh (self);
      return;
    }
  query_copy (&self->query, query);
  jkk_case_list_stop_looking (self);
  self->listed = FALSE;
  jkk_case_list_model_refresh (self);
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

  if (self->office == NULL)
    return;
  if (self->listed)
    self->refresh_due = TRUE;
  else
    self->list_due = TRUE;
  /* What is on its way is brought to its end first: else a busy office would never see it. */
  jkk_case_list_look_on (self);
}

/**
 * jkk_case_list_model_look_at:
 * @self: the list
 * @position: a line
 *
 * Finds out which cases are around it, if that is not known, though nobody shows it.
 */
void
jkk_case_list_model_look_at (JkkCaseListModel *self, guint position)
{
  g_return_if_fail (JKK_IS_CASE_LIST_MODEL (self));

  if (position >= jkk_list_blocks_total (self->blocks) || jkk_list_blocks_id (self->blocks, position) != 0)
    return;
  g_hash_table_add (self->sought, GUINT_TO_POINTER (position));
  jkk_case_list_fetch_soon (self);
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
  guint index, start;

  g_return_if_fail (JKK_IS_CASE_LIST_MODEL (self));

  if (!jkk_list_blocks_at (self->blocks, position, &index, &start))
    return;
  GArray *ids = jkk_list_blocks_get (self->blocks, index)->ids;
  if (ids == NULL)
    {
      jkk_case_list_model_look_at (self, position);
      return;
    }
  guint at = position - start, first = at - at % JKK_LIST_CHUNK;
  if (jkk_case_item_get_state (jkk_case_list_item (self, g_array_index (ids, gint64, at))) != NULL)
    return;
  for (guint i = first; i < MIN (first + JKK_LIST_CHUNK, ids->len); i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      JkkCaseItem *item = g_hash_table_lookup (self->items, &id);

      if (item == NULL || jkk_case_item_get_state (item) == NULL)
        jkk_case_list_want_id (self, id);
    }
}

/**
 * jkk_case_list_model_get_n_cases:
 * @self: the list
 *
 * Returns: how many cases it has; of another list than before the lines come a moment later.
 */
guint
jkk_case_list_model_get_n_cases (JkkCaseListModel *self)
{
  g_return_val_if_fail (JKK_IS_CASE_LIST_MODEL (self), 0);

  return jkk_list_blocks_total (self->blocks);
}

/**
 * jkk_case_list_model_find:
 * @self: the list
 * @id: id of a case
 * @position: (out) (optional): where it stands
 *
 * Returns: whether the case is among those that are known; of a small list all are.
 */
gboolean
jkk_case_list_model_find (JkkCaseListModel *self, gint64 id, guint *position)
{
  g_return_val_if_fail (JKK_IS_CASE_LIST_MODEL (self), FALSE);

  return jkk_list_blocks_find (self->blocks, id, position);
}

/**
 * jkk_case_list_model_get_id:
 * @self: the list
 * @position: a line
 *
 * Returns: the id of the case there, 0 if it is not known.
 */
gint64
jkk_case_list_model_get_id (JkkCaseListModel *self, guint position)
{
  g_return_val_if_fail (JKK_IS_CASE_LIST_MODEL (self), 0);

  return jkk_list_blocks_id (self->blocks, position);
}

/**
 * jkk_case_list_model_is_whole:
 * @self: the list
 *
 * Returns: whether all its cases are known.
 */
gboolean
jkk_case_list_model_is_whole (JkkCaseListModel *self)
{
  g_return_val_if_fail (JKK_IS_CASE_LIST_MODEL (self), FALSE);

  return jkk_list_blocks_are_whole (self->blocks);
}

/**
 * jkk_case_list_model_dup_ids:
 * @self: the list
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the ids as they stand now; %NULL if not all are known.
 */
GArray *
jkk_case_list_model_dup_ids (JkkCaseListModel *self)
{
  guint first;

  g_return_val_if_fail (JKK_IS_CASE_LIST_MODEL (self), NULL);

  return jkk_list_blocks_are_whole (self->blocks) ? jkk_list_blocks_dup_near (self->blocks, 0, &first) : NULL;
}

/**
 * jkk_case_list_model_dup_near:
 * @self: the list
 * @position: a line
 * @first: (out): the position of the first of them
 *
 * Returns: (transfer full) (element-type gint64): the ids around it that are known without a gap, for walking through
 *   them later.
 */
GArray *
jkk_case_list_model_dup_near (JkkCaseListModel *self, guint position, guint *first)
{
  g_return_val_if_fail (JKK_IS_CASE_LIST_MODEL (self), NULL);

  return jkk_list_blocks_dup_near (self->blocks, position, first);
}

/**
 * jkk_case_list_model_is_listed:
 * @self: the list
 *
 * Returns: whether it shows the cases that were asked for last, and not those from before, for which they are on their
 *   way.
 */
gboolean
jkk_case_list_model_is_listed (JkkCaseListModel *self)
{
  g_return_val_if_fail (JKK_IS_CASE_LIST_MODEL (self), FALSE);

  return self->listed;
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

  return self->kind == JKK_LOOK_LIST || self->kind == JKK_LOOK_REFRESH || self->list_due || self->refresh_due ||
         self->untold > 0;
}

/**
 * jkk_case_list_model_get_query:
 * @self: the list
 *
 * Returns: (transfer none): which cases it lists, in what order.
 */
const JkkCaseQuery *
jkk_case_list_model_get_query (JkkCaseListModel *self)
{
  g_return_val_if_fail (JKK_IS_CASE_LIST_MODEL (self), NULL);

  return &self->query;
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
