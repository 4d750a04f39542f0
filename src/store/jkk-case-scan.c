#include "jkk-case-scan.h"

#include "jkk-statement.h"

#include <string.h>

/* Many cases at a time: one statement for each part runs through its table in the order of the cases, and all of them
 * go forward together. No statement is started anew for a case, and no free text is read.
 *
 *     cover        1 2 3 4 …      decides which case is next
 *     participant  1 2 3 4 …
 *     absences     1 1 3 4 4 …    rows of the same case are its list
 */
typedef struct
{
  const JkkCasePart *part;
  JkkQuery *query;
  gint64 at; /* the case that its current row belongs to; JKK_NONE = at the end */
  const JkkField **fields;
  guint n_fields;
} Lane;

static void
lane_clear (gpointer data)
{
  Lane *lane = data;

  g_clear_pointer (&lane->query, jkk_query_end);
  g_free (lane->fields);
}

static gboolean
lane_step (Lane *lane, GError **error)
{
  GError *failure = NULL;

  lane->at = jkk_query_next (lane->query, &failure) ? jkk_query_number (lane->query, 0) : JKK_NONE;
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
lane_open (Lane *lane, JkkDb *db, guint number, GError **error)
{
  guint n_parts;
  const JkkRecordType *type;

  lane->part = &jkk_case_parts (&n_parts)[number];
  type = lane->part->type;
  lane->fields = g_new0 (const JkkField *, type->n_fields);
  for (guint i = 0; i < type->n_fields; i++)
    if (jkk_statement_scans (&type->fields[i]))
      lane->fields[lane->n_fields++] = &type->fields[i];
  lane->query = jkk_db_query (db, jkk_statement_of_part (number, JKK_PART_SCAN));
  return lane_step (lane, error);
}

/* A code is mostly the one of the case before. */
static void
put_code (const JkkField *field, gpointer record, const char *text)
{
  if (g_strcmp0 (jkk_field_get_string (field, record), text) != 0)
    jkk_field_put_string (field, record, text);
}

static void
read_row (Lane *lane, gpointer record)
{
  for (guint i = 0; i < lane->n_fields; i++)
    if (jkk_field_is_text (lane->fields[i]))
      put_code (lane->fields[i], record, jkk_query_text (lane->query, (int) i + 1));
    else
      jkk_field_put_number (lane->fields[i], record, jkk_query_number (lane->query, (int) i + 1));
}

/* Reads what the lane has of a case. The records of the case before are written over. */
static gboolean
lane_read (Lane *lane, JkkCase *jcase, GError **error)
{
  guint n = 0;

  while (lane->at != JKK_NONE && lane->at < jcase->id)
    if (!lane_step (lane, error))
      return FALSE;
  for (; lane->at == jcase->id; n++)
    {
      GPtrArray *list = lane->part->is_list ? jkk_case_part_list (jcase, lane->part) : NULL;

      if (list != NULL && n == list->len)
        g_ptr_array_add (list, jkk_record_new (lane->part->type));
      read_row (lane, list != NULL ? list->pdata[n] : (gpointer) jkk_case_part_record (jcase, lane->part));
      if (!lane_step (lane, error))
        return FALSE;
    }
  if (!lane->part->is_list)
    return TRUE;
  GPtrArray *list = jkk_case_part_list (jcase, lane->part);
  for (guint i = list->len; i > n; i--)
    {
      jkk_record_free (lane->part->type, list->pdata[i - 1]);
      g_ptr_array_set_size (list, (int) i - 1);
    }
  return TRUE;
}

static gboolean
run (GArray *lanes, JkkCaseScanFunc func, gpointer data, GError **error)
{
  g_autoptr (JkkCase) jcase = jkk_case_new ();

  while (g_array_index (lanes, Lane, 0).at != JKK_NONE)
    {
      jcase->id = g_array_index (lanes, Lane, 0).at;
      for (guint i = 0; i < lanes->len; i++)
        if (!lane_read (&g_array_index (lanes, Lane, i), jcase, error))
          return FALSE;
      if (!func (jcase, data, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * jkk_case_scan_open:
 * @db: a connection, inside one transaction
 * @parts: (array zero-terminated=1): which parts are wanted; the first one must be "cover"
 * @func: called for each case
 * @data: for @func
 * @error: STORAGE, or what @func set
 *
 * Goes through all open cases in the order of their ids, quickly: codes, days and numbers of the wanted parts are read,
 * free texts are left empty.
 *
 * Returns: whether it came to the end
 */
gboolean
jkk_case_scan_open (JkkDb *db, const char *const *parts, JkkCaseScanFunc func, gpointer data, GError **error)
{
  g_autoptr (GArray) lanes = g_array_new (FALSE, TRUE, sizeof (Lane));
  guint n_parts;
  const JkkCasePart *all = jkk_case_parts (&n_parts);

  g_return_val_if_fail (parts != NULL && g_strcmp0 (parts[0], all[0].name) == 0, FALSE);

  g_array_set_clear_func (lanes, lane_clear);
  for (guint i = 0; i < n_parts; i++)
    if (g_strv_contains (parts, all[i].name))
      {
        g_array_set_size (lanes, lanes->len + 1);
        if (!lane_open (&g_array_index (lanes, Lane, lanes->len - 1), db, i, error))
          return FALSE;
      }
  return run (lanes, func, data, error);
}

/**
 * jkk_case_scan_count:
 * @db: a connection
 * @n: (out): how many cases jkk_case_scan_open() visits
 * @error: STORAGE
 *
 * Returns: whether they could be counted
 */
gboolean
jkk_case_scan_count (JkkDb *db, guint *n, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_COUNT_OPEN);

  if (!jkk_query_next (query, error))
    return FALSE;
  *n = (guint) jkk_query_number (query, 0);
  return TRUE;
}

/**
 * jkk_case_scan_put_total:
 * @db: a connection in a writing transaction
 * @case_id: a case
 * @total: the sum of its payout sheet by the law as it is now, or JKK_NONE
 * @error: STORAGE
 *
 * Lists show another sum from now on; the case itself does not change.
 *
 * Returns: whether it is stored
 */
gboolean
jkk_case_scan_put_total (JkkDb *db, gint64 case_id, JkkMoney total, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_INDEX_TOTAL);

  jkk_query_bind_number (query, 1, case_id);
  jkk_query_bind_number (query, 2, total);
  return jkk_query_run (query, NULL, error);
}
