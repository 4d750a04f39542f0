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

/* One way through a list, from a cursor on. */
typedef struct
{
  JkkDb *db;
  const JkkCaseQuery *wanted;
  guint statuses;
  JkkCaseCursor *cursor;
  const JkkCaseCursor *until; /* (nullable) */
  gint64 skip;                /* so many are passed over */
  guint limit, n;
  GArray *ids;     /* (nullable) */
  GPtrArray *rows; /* (nullable) */
  gboolean stopped;
} Walk;

static void
bind_place (JkkQuery *query, const Walk *walk, gboolean beyond)
{
  const JkkCaseCursor *cursor = walk->cursor;

  if (is_text_key (walk->wanted->sort))
    jkk_query_bind_text (query, 17, cursor->in_empty ? NULL : cursor->text);
  else
    jkk_query_bind_number (query, 17, cursor->in_empty ? JKK_NONE : cursor->number);
  if (!beyond)
    jkk_query_bind_number (query, 18, cursor->id);
}

static gboolean
is_every_one (const Walk *walk, gboolean open)
{
  return walk->statuses == (open ? JKK_STATUS_OPEN : JKK_STATUS_ALL) && walk->wanted->verifier == NULL &&
         walk->wanted->claimed_before == JKK_NONE;
}

static JkkQuery *
ask (const Walk *walk, gboolean beyond, JkkListWay base, gint64 limit, gint64 skip)
{
  gboolean open = (walk->statuses & ~JKK_STATUS_OPEN) == 0;
  JkkListWay way = base + (open ? 2 : 0) + (beyond ? 1 : 0);
  JkkQuery *query = jkk_db_query (walk->db, jkk_statement_of_list (way, walk->wanted->sort, walk->wanted->descending));

  jkk_case_list_bind_filter (query, walk->wanted, walk->statuses, 0);
  jkk_query_bind_number (query, 9, limit);
  bind_place (query, walk, beyond);
  jkk_query_bind_number (query, 19, skip);
  jkk_query_bind_number (query, 20, is_every_one (walk, open));
  return query;
}

static void
note_key (JkkQuery *query, int column, JkkCaseSort sort, JkkCaseCursor *cursor)
{
  if (!is_text_key (sort))
    {
      cursor->number = jkk_query_number (query, column);
      return;
    }
  /* Most cases have the key of the one before. */
  if (g_strcmp0 (cursor->text, jkk_query_text (query, column)) == 0)
    return;
  g_free (cursor->text);
  cursor->text = jkk_query_dup_text (query, column);
}

/* Whether the case on which the query stands comes after the place where the walk ends. */
static gboolean
is_behind (const Walk *walk, JkkQuery *query, int column)
{
  const JkkCaseCursor *until = walk->until;
  gboolean descending = walk->wanted->descending;

  if (until == NULL || !until->begun)
    return FALSE;
  if (walk->cursor->in_empty != until->in_empty)
    return walk->cursor->in_empty == descending;
  gint64 order = 0;
  if (!until->in_empty && is_text_key (walk->wanted->sort))
    order = g_strcmp0 (jkk_query_text (query, column), until->text);
  else if (!until->in_empty)
    order = jkk_query_number (query, column) < until->number ? -1 : jkk_query_number (query, column) > until->number;
  if (order == 0)
    order = jkk_query_number (query, 0) < until->id ? -1 : jkk_query_number (query, 0) > until->id;
  return descending ? order < 0 : order > 0;
}

static gboolean
take_row (Walk *walk, JkkQuery *query, GError **error)
{
  JkkCaseRow *row = jkk_case_list_read_row (query, error);

  if (row != NULL)
    g_ptr_array_add (walk->rows, row);
  return row != NULL;
}

/* How many were passed over when there was nothing behind them. */
static gboolean
count_skipped (Walk *walk, gboolean beyond, GError **error)
{
  g_autoptr (JkkQuery) query = ask (walk, beyond, JKK_LIST_SAME_COUNT, walk->skip, 0);

  if (!jkk_query_next (query, error))
    return FALSE;
  walk->skip -= jkk_query_number (query, 0);
  return TRUE;
}

/* Those with the same key as the last one, or those beyond it. */
static gboolean
read_stretch (Walk *walk, gboolean beyond, GError **error)
{
  JkkListWay base = walk->rows != NULL ? JKK_LIST_SAME_ROWS : JKK_LIST_SAME;
  int column = walk->rows != NULL ? 14 : 1;
  guint before = walk->n;
  GError *failure = NULL;

  if (walk->n == walk->limit || walk->stopped)
    return TRUE;
  g_autoptr (JkkQuery) query = ask (walk, beyond, base, walk->limit - walk->n, walk->skip);
  while (!walk->stopped && jkk_query_next (query, &failure))
    {
      walk->stopped = is_behind (walk, query, column);
      if (walk->stopped)
        break;
      if (walk->rows != NULL && !take_row (walk, query, error))
        return FALSE;
      walk->cursor->id = jkk_query_number (query, 0);
      if (beyond)
        note_key (query, column, walk->wanted->sort, walk->cursor);
      if (walk->ids != NULL)
        g_array_append_val (walk->ids, walk->cursor->id);
      walk->n++;
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  else if (walk->n > before || walk->stopped)
    walk->skip = 0;
  else if (walk->skip > 0)
    return count_skipped (walk, beyond, error);
  return failure == NULL;
}

/* What has no key comes first in rising order, last in falling order, as the engine sorts it. */
static gboolean
read_on (Walk *walk, GError **error)
{
  JkkCaseCursor *cursor = walk->cursor;
  gboolean descending = walk->wanted->descending;
  /* A text may be empty, but no number is as small or as large as the place before all of them. */
  gboolean was_among = (cursor->begun && !cursor->in_empty) || is_text_key (walk->wanted->sort);

  if (!cursor->begun)
    {
      stand_before (cursor, descending);
      cursor->in_empty = !descending;
    }
  cursor->begun = TRUE;
  if (cursor->in_empty && !descending)
    {
      if (!read_stretch (walk, FALSE, error))
        return FALSE;
      if (walk->n == walk->limit || walk->stopped)
        return TRUE;
      stand_before (cursor, FALSE);
      cursor->in_empty = FALSE;
    }
  if (!cursor->in_empty)
    {
      if ((was_among && !read_stretch (walk, FALSE, error)) || !read_stretch (walk, TRUE, error))
        return FALSE;
      if (walk->n == walk->limit || walk->stopped || !descending)
        return TRUE;
      stand_before (cursor, TRUE);
      cursor->in_empty = TRUE;
    }
  return read_stretch (walk, FALSE, error);
}

static gboolean
walk_on (Walk *walk, GError **error)
{
  walk->statuses = walk->wanted->statuses != 0 ? walk->wanted->statuses & JKK_STATUS_ALL : JKK_STATUS_ALL;
  if (!read_on (walk, error))
    return FALSE;
  walk->cursor->done = walk->n < walk->limit;
  return TRUE;
}

/**
 * jkk_case_list_stretch:
 * @db: a connection
 * @wanted: which cases, in what order, without a search
 * @cursor: (inout): behind this place; afterwards behind the last one that was read
 * @until: (nullable): up to this place; %NULL or one that has not begun = to the end
 * @limit: at most so many
 * @ids: (element-type gint64): the ids are appended
 * @error: STORAGE
 *
 * Returns: whether it was read; @cursor is done if it came to @until
 */
gboolean
jkk_case_list_stretch (JkkDb *db,
                       const JkkCaseQuery *wanted,
                       JkkCaseCursor *cursor,
                       const JkkCaseCursor *until,
                       guint limit,
                       GArray *ids,
                       GError **error)
{
  Walk walk = { .db = db, .wanted = wanted, .cursor = cursor, .until = until, .limit = limit, .ids = ids };

  return walk_on (&walk, error);
}

/**
 * jkk_case_list_page_rows:
 * @db: a connection
 * @wanted: which cases, in what order, without a search
 * @cursor: (inout): behind this place; afterwards behind the last one that was read
 * @skip: so many are passed over
 * @limit: at most so many
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkCaseRow): what a list shows of them, read at once
 */
GPtrArray *
jkk_case_list_page_rows (
    JkkDb *db, const JkkCaseQuery *wanted, JkkCaseCursor *cursor, guint skip, guint limit, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_full (limit, (GDestroyNotify) jkk_case_row_free);
  Walk walk = { .db = db, .wanted = wanted, .cursor = cursor, .skip = skip, .limit = limit, .rows = rows };

  return walk_on (&walk, error) ? g_steal_pointer (&rows) : NULL;
}

/**
 * jkk_case_list_advance:
 * @db: a connection
 * @wanted: which cases, in what order, without a search
 * @cursor: (inout): from this place on
 * @n: so many
 * @moved: (out): over so many it went: fewer, if there are no more
 * @error: STORAGE
 *
 * Goes through an index and reads nothing else: a million takes a twentieth of a second.
 *
 * Returns: whether it went
 */
gboolean
jkk_case_list_advance (
    JkkDb *db, const JkkCaseQuery *wanted, JkkCaseCursor *cursor, gint64 n, gint64 *moved, GError **error)
{
  Walk walk = { .db = db, .wanted = wanted, .cursor = cursor, .skip = n - 1, .limit = 1 };

  *moved = 0;
  if (n <= 0)
    return TRUE;
  if (!walk_on (&walk, error))
    return FALSE;
  *moved = walk.n == 1 ? n : n - 1 - walk.skip;
  return TRUE;
}

/**
 * jkk_case_list_count:
 * @db: a connection
 * @wanted: which cases, without a search
 * @n: (out): how many they are
 * @error: STORAGE
 *
 * The table that each write keeps up to date tells it, or, where a day decides, an index.
 *
 * Returns: whether it could be told
 */
gboolean
jkk_case_list_count (JkkDb *db, const JkkCaseQuery *wanted, gint64 *n, GError **error)
{
  guint statuses = wanted->statuses != 0 ? wanted->statuses & JKK_STATUS_ALL : JKK_STATUS_ALL;

  if (wanted->claimed_before != JKK_NONE)
    {
      g_auto (JkkCaseCursor) cursor = { 0 };

      return jkk_case_list_advance (db, wanted, &cursor, G_MAXINT32, n, error);
    }
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_COUNT_IN);
  for (guint i = 0; i < JKK_N_STATUS; i++)
    jkk_query_bind_text (query, i + 1, (statuses & JKK_STATUS_BIT (i)) != 0 ? jkk_case_status_name (i) : NULL);
  jkk_query_bind_text (query, 7, wanted->verifier);
  if (!jkk_query_next (query, error))
    return FALSE;
  *n = jkk_query_number (query, 0);
  return TRUE;
}
