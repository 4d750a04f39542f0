#include "jkk-case-store.h"

#include "jkk-case-list.h"
#include "jkk-record-store.h"
#include "jkk-statement.h"

#include <glib/gi18n-lib.h>

/* So many cases of one person are offered for a message. */
#define CANDIDATES_MAX 50

static void
set_not_found (gint64 id, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
               _ ("There is no case “%s” in this store. Look for it in the list."), name);
}

/* The one number of the first row, or JKK_NONE without an error when there is no row. */
static gint64
ask_number (JkkQuery *query, GError **error)
{
  return jkk_query_next (query, error) ? jkk_query_number (query, 0) : JKK_NONE;
}

static gint64
next_id (JkkDb *db, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_CASE_NEXT_ID);

  return ask_number (query, error);
}

static gboolean
insert_file (JkkDb *db, gint64 id, gint64 time, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_CASE_INSERT);

  jkk_query_bind_number (query, 1, id);
  jkk_query_bind_number (query, 2, time);
  return jkk_query_post (query, error);
}

static gboolean
insert_list (JkkDb *db, guint part, gint64 id, GPtrArray *list, GError **error)
{
  for (guint i = 0; i < list->len; i++)
    if (!jkk_record_store_insert_row (db, part, id, i + 1, list->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
insert_parts (JkkDb *db, gint64 id, const JkkCase *jcase, GError **error)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);
  gboolean done = TRUE;

  for (guint i = 0; done && i < n_parts; i++)
    if (parts[i].is_list)
      done = insert_list (db, i, id, jkk_case_part_list (jcase, &parts[i]), error);
    else
      done = jkk_record_store_insert_row (db, i, id, 0, jkk_case_part_record (jcase, &parts[i]), error);
  return done;
}

/**
 * jkk_case_store_insert:
 * @db: a connection in a writing transaction
 * @jcase: a case that has its number; its id and revision have no meaning
 * @total: the sum of its payout sheet, or JKK_NONE: what lists show
 * @time: now, seconds since 1970 UTC
 * @id: (out): the id that the case now has; its revision is 1
 * @error: CONFLICT: the number is taken; INVALID: no number; REFUSED: the case is closed already
 *
 * Stores a new case.
 *
 * Returns: whether it is stored
 */
gboolean
jkk_case_store_insert (JkkDb *db, const JkkCase *jcase, JkkMoney total, gint64 time, gint64 *id, GError **error)
{
  gint64 new_id = next_id (db, error);

  if (new_id == JKK_NONE || !insert_file (db, new_id, time, error) || !insert_parts (db, new_id, jcase, error) ||
      !jkk_case_list_put (db, new_id, jcase, total, time, error))
    return FALSE;

  *id = new_id;
  return TRUE;
}

/* The cover's status is what the whole program goes by. */
static gboolean
check_status (JkkQuery *query, const JkkCase *jcase, GError **error)
{
  JkkCaseStatus status;

  if (jkk_case_status_parse (jcase->cover.status, &status))
    return TRUE;
  jkk_query_take_damage (query, error);
  return FALSE;
}

static gboolean
load_parts (JkkDb *db, JkkCase *jcase, GError **error)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);
  gboolean done = TRUE;

  for (guint i = 0; done && i < n_parts; i++)
    if (parts[i].is_list)
      done = jkk_record_store_load_list (db, i, jcase->id, jkk_case_part_list (jcase, &parts[i]), error);
    else
      done = jkk_record_store_load_row (db, i, jcase->id, (gpointer) jkk_case_part_record (jcase, &parts[i]), error);
  return done;
}

/**
 * jkk_case_store_load:
 * @db: a connection
 * @id: id of a case
 * @error: NOT_FOUND
 *
 * Returns: (transfer full): the case as it is stored, with its id and revision
 */
JkkCase *
jkk_case_store_load (JkkDb *db, gint64 id, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_CASE_REVISION);
  g_autoptr (JkkCase) jcase = jkk_case_new ();
  GError *failure = NULL;

  jkk_query_bind_number (query, 1, id);
  jcase->id = id;
  jcase->revision = ask_number (query, &failure);
  if (failure == NULL && jcase->revision != JKK_NONE && load_parts (db, jcase, &failure) &&
      check_status (query, jcase, &failure))
    return g_steal_pointer (&jcase);

  if (failure == NULL)
    set_not_found (id, error);
  else
    g_propagate_error (error, failure);
  return NULL;
}

static gboolean
check_revision (gint64 stored, gint64 expected, GError **error)
{
  if (stored == expected)
    return TRUE;

  g_set_error_literal (
      error, JKK_ERROR, JKK_ERROR_CONFLICT,
      _ ("Somebody else has changed this case in the meantime. Compare both versions, then save again; "
         "nothing that you entered is lost."));
  return FALSE;
}

static gboolean
advance_revision (JkkDb *db, gint64 id, gint64 expected, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_CASE_ADVANCE);
  gint64 n_changed;

  jkk_query_bind_number (query, 1, id);
  jkk_query_bind_number (query, 2, expected);
  return jkk_query_run (query, &n_changed, error) && check_revision (n_changed == 1 ? expected : 0, expected, error);
}

static gboolean
lists_equal (const JkkRecordType *type, GPtrArray *a, GPtrArray *b)
{
  gboolean equal = a->len == b->len;

  for (guint i = 0; equal && i < a->len; i++)
    equal = jkk_record_equal (type, a->pdata[i], b->pdata[i]);
  return equal;
}

static gboolean
update_list (
    JkkDb *db, guint index, const JkkCasePart *part, const JkkCase *stored, const JkkCase *edited, GError **error)
{
  GPtrArray *list = jkk_case_part_list (edited, part);

  return lists_equal (part->type, jkk_case_part_list (stored, part), list) ||
         (jkk_record_store_delete_rows (db, index, stored->id, error) &&
          insert_list (db, index, stored->id, list, error));
}

static gboolean
update_single (
    JkkDb *db, guint index, const JkkCasePart *part, const JkkCase *stored, const JkkCase *edited, GError **error)
{
  gconstpointer record = jkk_case_part_record (edited, part);

  return jkk_record_equal (part->type, jkk_case_part_record (stored, part), record) ||
         jkk_record_store_update_row (db, index, stored->id, record, error);
}

/* Only what differs is written: most saves touch one part of thirteen. */
static gboolean
update_parts (JkkDb *db, const JkkCase *stored, const JkkCase *edited, GError **error)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);
  gboolean done = TRUE;

  for (guint i = 0; done && i < n_parts; i++)
    done = parts[i].is_list ? update_list (db, i, &parts[i], stored, edited, error)
                            : update_single (db, i, &parts[i], stored, edited, error);
  return done;
}

/**
 * jkk_case_store_update:
 * @db: a connection in a writing transaction
 * @edited: the case as it shall be; its id says which
 * @expected_revision: the revision that the change was made from
 * @total: the sum of its payout sheet, or JKK_NONE: what lists show
 * @time: now, seconds since 1970 UTC
 * @error: CONFLICT: the stored revision has moved on; NOT_FOUND; REFUSED: closed without a decision
 *
 * Stores a changed case; its revision goes up by one.
 *
 * Returns: whether it is stored
 */
gboolean
jkk_case_store_update (
    JkkDb *db, const JkkCase *edited, gint64 expected_revision, JkkMoney total, gint64 time, GError **error)
{
  g_autoptr (JkkCase) stored = jkk_case_store_load (db, edited->id, error);

  return stored != NULL && check_revision (stored->revision, expected_revision, error) &&
         advance_revision (db, stored->id, expected_revision, error) && update_parts (db, stored, edited, error) &&
         jkk_case_list_put (db, stored->id, edited, total, time, error);
}

/**
 * jkk_case_store_find_number:
 * @db: a connection
 * @number: number of a case, such as "JKK-2026-000123"
 * @error: NOT_FOUND
 *
 * Returns: its id, or 0
 */
gint64
jkk_case_store_find_number (JkkDb *db, const char *number, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_CASE_FIND_NUMBER);
  GError *failure = NULL;

  jkk_query_bind_text (query, 1, number);
  gint64 id = ask_number (query, &failure);
  if (id != JKK_NONE)
    return id;

  if (failure != NULL)
    g_propagate_error (error, failure);
  else
    g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
                 _ ("There is no case “%s” in this store. Look for it in the list."), number);
  return 0;
}

/**
 * jkk_case_store_find_candidates:
 * @db: a connection
 * @participant_number: (nullable): number of a participant
 * @identity: (nullable): NIK or passport number
 * @accident_day: the day of the accident as somebody wrote it, or JKK_NONE
 * @error: STORAGE
 *
 * Which cases a message may belong to: those of the same person, those nearest to the day first. The day itself decides
 * nothing, because a wrong day is what such messages often carry.
 *
 * Returns: (transfer full) (element-type gint64): ids, none when nobody fits
 */
GArray *
jkk_case_store_find_candidates (
    JkkDb *db, const char *participant_number, const char *identity, JkkDay accident_day, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_CASE_CANDIDATES);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *failure = NULL;

  jkk_query_bind_text (query, 1, participant_number);
  jkk_query_bind_text (query, 2, identity);
  jkk_query_bind_number (query, 3, accident_day);
  while (ids->len < CANDIDATES_MAX && jkk_query_next (query, &failure))
    {
      gint64 id = jkk_query_number (query, 0);

      g_array_append_val (ids, id);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  return g_steal_pointer (&ids);
}

static gint64
take_number (JkkDb *db, int year, GError **error)
{
  g_autoptr (JkkQuery) take = jkk_db_query (db, JKK_SQL_NUMBER_TAKE);
  g_autoptr (JkkQuery) last = jkk_db_query (db, JKK_SQL_NUMBER_LAST);

  jkk_query_bind_number (take, 1, year);
  jkk_query_bind_number (last, 1, year);
  return jkk_query_run (take, NULL, error) ? ask_number (last, error) : JKK_NONE;
}

/**
 * jkk_case_store_next_number:
 * @db: a connection in a writing transaction
 * @year: the year that the number shall carry
 * @error: STORAGE
 *
 * Takes the next free number of a year. A number is given once; of a transaction that is taken back it becomes free.
 *
 * Returns: (transfer full): a number such as "JKK-2026-000123"
 */
char *
jkk_case_store_next_number (JkkDb *db, int year, GError **error)
{
  /* A case that came from elsewhere may have brought a number along: then the next one. */
  for (gboolean taken = TRUE; taken;)
    {
      g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_CASE_FIND_NUMBER);
      GError *failure = NULL;
      gint64 last = take_number (db, year, error);
      if (last == JKK_NONE)
        return NULL;

      g_autofree char *number = g_strdup_printf ("JKK-%04d-%06" G_GINT64_FORMAT, year, last);
      jkk_query_bind_text (query, 1, number);
      taken = ask_number (query, &failure) != JKK_NONE;
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return NULL;
        }
      if (!taken)
        return g_steal_pointer (&number);
    }
  g_assert_not_reached ();
}
