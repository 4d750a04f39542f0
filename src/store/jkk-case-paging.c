#include "jkk-case-list.h"

#include "jkk-case-list-private.h"

#include <string.h>

/* Comes after every text that a person writes. */
#define LAST_TEXT "\xf4\x8f\xbf\xbf\xf4\x8f\xbf\xbf"

static gboolean
is_text_key (JkkCaseSort sort)
{
  return sort != JKK_SORT_ACCIDENT_DAY && sort != JKK_SORT_RECEIVED_DAY && sort != JKK_SORT_TOTAL &&
         sort != JKK_SORT_UPDATED_AT;
}

/* Before the first case that has the key. */
static void
stand_before (JkkCaseCursor *cursor, gboolean descending)
{
  g_free (cursor->text);
  cursor->text = g_strdup (descending ? LAST_TEXT : "");
  /* JKK_NONE stands for nothing; the number after it is early enough. */
  cursor->number = descending ? G_MAXINT64 : JKK_NONE + 1;
  cursor->id = descending ? G_MAXINT64 : -1;
}

static void
bind_key (JkkQuery *query, JkkCaseSort sort, const JkkCaseCursor *cursor)
{
  if (is_text_key (sort))
    jkk_query_bind_text (query, 17, cursor->in_empty ? NULL : cursor->text);
  else
    jkk_query_bind_number (query, 17, cursor->in_empty ? JKK_NONE : cursor->number);
}

static void
note_key (JkkQuery *query, JkkCaseSort sort, JkkCaseCursor *cursor)
{
  if (!is_text_key (sort))
    {
      cursor->number = jkk_query_number (query, 1);
      return;
    }
  /* Most cases have the key of the one before. */
  if (g_strcmp0 (cursor->text, jkk_query_text (query, 1)) == 0)
    return;
  g_free (cursor->text);
  cursor->text = jkk_query_dup_text (query, 1);
}

/* Those with the same key as the last one, or those beyond it. */
static gboolean
read_stretch (JkkDb *db,
              const JkkCaseQuery *wanted,
              guint statuses,
              gboolean beyond,
              JkkCaseCursor *cursor,
              guint limit,
              GArray *ids,
              GError **error)
{
  gboolean open = (statuses & ~JKK_STATUS_OPEN) == 0;
  JkkListWay way =
      beyond ? (open ? JKK_LIST_OPEN_BEYOND : JKK_LIST_BEYOND) : (open ? JKK_LIST_OPEN_SAME : JKK_LIST_SAME);
  g_autoptr (JkkQuery) query = NULL;
  GError *failure = NULL;

  if (ids->len == limit)
    return TRUE;
  query = jkk_db_query (db, jkk_statement_of_list (way, wanted->sort, wanted->descending));
  jkk_case_list_bind_filter (query, wanted, statuses, limit - ids->len);
  bind_key (query, wanted->sort, cursor);
  if (!beyond)
    jkk_query_bind_number (query, 18, cursor->id);
  while (jkk_query_next (query, &failure))
    {
      cursor->id = jkk_query_number (query, 0);
      if (beyond)
        note_key (query, wanted->sort, cursor);
      g_array_append_val (ids, cursor->id);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* What has no key comes first in rising order, last in falling order, as the engine sorts it. */
static gboolean
read_page (JkkDb *db,
           const JkkCaseQuery *wanted,
           guint statuses,
           JkkCaseCursor *cursor,
           guint limit,
           GArray *ids,
           GError **error)
{
  if (!cursor->begun)
    {
      stand_before (cursor, wanted->descending);
      cursor->in_empty = !wanted->descending;
    }
  cursor->begun = TRUE;
  if (cursor->in_empty && !wanted->descending)
    {
      if (!read_stretch (db, wanted, statuses, FALSE, cursor, limit, ids, error))
        return FALSE;
      if (ids->len == limit)
        return TRUE;
      stand_before (cursor, FALSE);
      cursor->in_empty = FALSE;
    }
  if (!cursor->in_empty)
    {
      if (!read_stretch (db, wanted, statuses, FALSE, cursor, limit, ids, error) ||
          !read_stretch (db, wanted, statuses, TRUE, cursor, limit, ids, error))
        return FALSE;
      if (ids->len == limit || !wanted->descending)
        return TRUE;
      stand_before (cursor, TRUE);
      cursor->in_empty = TRUE;
    }
  return read_stretch (db, wanted, statuses, FALSE, cursor, limit, ids, error);
}

/**
 * jkk_case_list_page:
 * @db: a connection
 * @wanted: which cases, in what order; its limit has no meaning here
 * @cursor: how far the list was read; goes on
 * @limit: so many at a time; what was searched for comes at once
 * @ids: (element-type gint64): the next ids are appended
 * @error: STORAGE
 *
 * The next page of a list. It costs the same wherever it is, and however many cases there are.
 *
 * Returns: whether it was read; @cursor says whether there is more
 */
gboolean
jkk_case_list_page (
    JkkDb *db, const JkkCaseQuery *wanted, JkkCaseCursor *cursor, guint limit, GArray *ids, GError **error)
{
  guint statuses = wanted->statuses != 0 ? wanted->statuses & JKK_STATUS_ALL : JKK_STATUS_ALL;
  gboolean searching = wanted->search != NULL && *wanted->search != '\0';
  g_autoptr (GArray) page = NULL;
  JkkCaseQuery query = *wanted;

  g_return_val_if_fail ((guint) wanted->sort < JKK_N_SORT && limit > 0, FALSE);

  if (cursor->done)
    return TRUE;
  if (searching)
    {
      query.limit = 0;
      page = jkk_case_list_ids (db, &query, error);
      cursor->begun = cursor->done = TRUE;
    }
  else
    {
      page = g_array_new (FALSE, FALSE, sizeof (gint64));
      if (!read_page (db, wanted, statuses, cursor, limit, page, error))
        return FALSE;
      cursor->done = page->len < limit;
    }
  if (page != NULL)
    g_array_append_vals (ids, page->data, page->len);
  return page != NULL;
}
