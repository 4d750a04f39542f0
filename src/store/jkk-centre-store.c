#include "jkk-centre-store.h"

#include "jkk-case-list-private.h"
#include "jkk-db-private.h"
#include "jkk-replica.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One file for each branch, which is its store as it is, and this one beside them, with a line for each case of all: no
 * two branches can clash, one that is damaged is copied anew without the others, and a national list reads one file.
 *
 * What it says can be made again from the copies: a list of an earlier shape is emptied, and filled as the centre
 * starts. */
#define SHAPE 2

#define EMPTY                                                                                                          \
  "DROP TABLE IF EXISTS national_case; DROP TABLE IF EXISTS national_search; DROP TABLE IF EXISTS branch_count; "      \
  "DROP TABLE IF EXISTS branch;"

#define COUNT                                                                                                          \
  "INSERT INTO branch_count VALUES (new.branch, new.status, 1, coalesce (new.total, 0)) "                              \
  "ON CONFLICT (branch, status) DO UPDATE SET n = n + 1, total = total + excluded.total;"

#define UNCOUNT                                                                                                        \
  "UPDATE branch_count SET n = n - 1, total = total - coalesce (old.total, 0) "                                        \
  "WHERE branch = old.branch AND status = old.status;"

/* The numbers of each branch stand in a table of their own, kept by triggers, and any three letters of the folded texts
 * in one of the full-text kind, which SQLite 3.40 leaves out of triggers: for it, a line says that it is new. */
#define SCHEMA                                                                                                         \
  "CREATE TABLE branch (code TEXT PRIMARY KEY, name TEXT, number INTEGER NOT NULL, "                                   \
  "sequence INTEGER NOT NULL, changed_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;"                                     \
  "CREATE TABLE national_case (id INTEGER PRIMARY KEY, branch TEXT NOT NULL, case_id INTEGER NOT NULL, "               \
  "number TEXT NOT NULL, status TEXT NOT NULL, participant_name TEXT, employer_name TEXT, total INTEGER, "             \
  "folded TEXT NOT NULL, is_new INTEGER NOT NULL DEFAULT 1, UNIQUE (branch, case_id)) STRICT;"                         \
  "CREATE INDEX national_new ON national_case (branch) WHERE is_new = 1;"                                              \
  "CREATE VIRTUAL TABLE national_search USING fts5 (folded, content = '', columnsize = 0, tokenize = 'trigram', "      \
  "detail = 'none');"                                                                                                  \
  "CREATE TABLE branch_count (branch TEXT NOT NULL, status TEXT NOT NULL, n INTEGER NOT NULL, "                        \
  "total INTEGER NOT NULL, PRIMARY KEY (branch, status)) STRICT, WITHOUT ROWID;"                                       \
  "CREATE TRIGGER national_added AFTER INSERT ON national_case BEGIN " COUNT " END;"                                   \
  "CREATE TRIGGER national_removed AFTER DELETE ON national_case BEGIN " UNCOUNT " END;"                               \
  "CREATE TRIGGER national_moved AFTER UPDATE OF status, total ON national_case BEGIN " UNCOUNT COUNT " END;"

/* The full-text table keeps no text: it must be told what was there of lines that are gone or say something else. Each
 * is for one case, or for all of a branch when none is bound. */
#define FORGET_TEXTS                                                                                                   \
  "INSERT INTO national_search (national_search, rowid, folded) SELECT 'delete', ours.id, ours.folded "                \
  "FROM national_case AS ours LEFT JOIN other.case_index AS theirs ON theirs.case_id = ours.case_id "                  \
  "WHERE ours.branch = ?1 AND theirs.folded IS NOT ours.folded"

#define FORGET_CASES                                                                                                   \
  "DELETE FROM national_case WHERE branch = ?1 "                                                                       \
  "AND NOT EXISTS (SELECT 1 FROM other.case_index AS theirs WHERE theirs.case_id = national_case.case_id)"

#define TAKE                                                                                                           \
  "INSERT INTO national_case (branch, case_id, number, status, participant_name, employer_name, total, folded) "       \
  "SELECT ?1, case_id, number, status, participant_name, employer_name, total, folded FROM other.case_index "          \
  "WHERE true%s ON CONFLICT (branch, case_id) DO UPDATE SET number = excluded.number, status = excluded.status, "      \
  "participant_name = excluded.participant_name, employer_name = excluded.employer_name, total = excluded.total, "     \
  "is_new = max (is_new, folded <> excluded.folded), folded = excluded.folded "                                        \
  "WHERE (number, status, participant_name, employer_name, total, folded) IS NOT "                                     \
  "(excluded.number, excluded.status, excluded.participant_name, excluded.employer_name, excluded.total, "             \
  "excluded.folded)"

#define LEARN_TEXTS                                                                                                    \
  "INSERT INTO national_search (rowid, folded) SELECT id, folded FROM national_case WHERE branch = ?1 AND is_new = 1"

#define KNOWN "UPDATE national_case SET is_new = 0 WHERE branch = ?1 AND is_new = 1"

#define FIND                                                                                                           \
  "SELECT branch, number, status, participant_name, employer_name, coalesce (total, 0) FROM national_case WHERE %s"    \
  "instr (folded, ?1) > 0 AND instr (folded, ?2) > 0 AND instr (folded, ?3) > 0 AND instr (folded, ?4) > 0 AND "       \
  "instr (folded, ?5) > 0 AND instr (folded, ?6) > 0 ORDER BY branch, case_id LIMIT ?7"

/* What more cases than these have in them is found soon by going through the list in its order. */
#define MANY 20000

#define COUNT_AMONG "SELECT count (*) FROM (SELECT rowid FROM national_search WHERE national_search MATCH ?1 LIMIT %d)"

#define AMONG "id IN (SELECT rowid FROM national_search WHERE national_search MATCH ?8) AND "

struct _JkkCentre
{
  char *path;
  sqlite3 *handle;
};

/**
 * jkk_centre_branch_free:
 * @branch: (transfer full): what is known of a branch
 */
void
jkk_centre_branch_free (JkkCentreBranch *branch)
{
  g_free (branch->code);
  g_free (branch->name);
  g_free (branch);
}

/**
 * jkk_centre_case_free:
 * @found: (transfer full): what is known of a case
 */
void
jkk_centre_case_free (JkkCentreCase *found)
{
  g_free (found->branch);
  g_free (found->number);
  g_free (found->status);
  g_free (found->participant);
  g_free (found->employer);
  g_free (found);
}

static gboolean
fail (JkkCentre *centre, GError **error)
{
  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
               _ ("The national list “%s” cannot be kept (%s). Check the disk; if it is damaged, remove it: it is made "
                  "again from the copies of the branches."),
               centre->path, sqlite3_errmsg (centre->handle));
  return FALSE;
}

static gboolean
exec (JkkCentre *centre, const char *sql, GError **error)
{
  return sqlite3_exec (centre->handle, sql, NULL, NULL, NULL) == SQLITE_OK || fail (centre, error);
}

static gint64
ask (JkkCentre *centre, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gint64 answer = sqlite3_prepare_v2 (centre->handle, sql, -1, &statement, NULL) == SQLITE_OK &&
                          sqlite3_step (statement) == SQLITE_ROW
                      ? sqlite3_column_int64 (statement, 0)
                      : -1;

  sqlite3_finalize (statement);
  return answer;
}

static gboolean
shape (JkkCentre *centre, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("%s %s PRAGMA user_version = %d", EMPTY, SCHEMA, SHAPE);

  if (ask (centre, "PRAGMA user_version") == SHAPE)
    return TRUE;
  if (!exec (centre, "BEGIN IMMEDIATE", error))
    return FALSE;
  /* Somebody else may have done it in the meantime. */
  gboolean done =
      (ask (centre, "PRAGMA user_version") == SHAPE || exec (centre, sql, error)) && exec (centre, "COMMIT", error);
  if (!sqlite3_get_autocommit (centre->handle))
    sqlite3_exec (centre->handle, "ROLLBACK", NULL, NULL, NULL);
  return done;
}

/**
 * jkk_centre_open:
 * @path: of the national list; made when it is not there
 * @error: STORAGE
 *
 * Returns: (transfer full): the list; it belongs to the calling thread
 */
JkkCentre *
jkk_centre_open (const char *path, GError **error)
{
  g_autoptr (JkkCentre) centre = g_new0 (JkkCentre, 1);

  centre->path = g_strdup (path);
  if (sqlite3_open_v2 (path, &centre->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) !=
      SQLITE_OK)
    {
      fail (centre, error);
      return NULL;
    }
  sqlite3_busy_timeout (centre->handle, 60000);
  return exec (centre, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;", error) && shape (centre, error)
             ? g_steal_pointer (&centre)
             : NULL;
}

/**
 * jkk_centre_close:
 * @centre: (transfer full): the list
 */
void
jkk_centre_close (JkkCentre *centre)
{
  sqlite3_close (centre->handle);
  g_free (centre->path);
  g_free (centre);
}

static sqlite3_stmt *
prepare (JkkCentre *centre, const char *sql, const char *first, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (centre->handle, sql, -1, &statement, NULL) != SQLITE_OK)
    {
      fail (centre, error);
      return NULL;
    }
  if (first != NULL)
    sqlite3_bind_text (statement, 1, first, -1, SQLITE_TRANSIENT);
  return statement;
}

static gboolean
run (JkkCentre *centre, const char *sql, const char *first, GError **error)
{
  sqlite3_stmt *statement = prepare (centre, sql, first, error);
  gboolean done = statement != NULL && sqlite3_step (statement) == SQLITE_DONE;

  if (statement != NULL && !done)
    fail (centre, error);
  sqlite3_finalize (statement);
  return done;
}

/**
 * jkk_centre_number:
 * @centre: the list
 * @code: of a branch
 *
 * Returns: the last change of the branch that the list knows; 0: none
 */
gint64
jkk_centre_number (JkkCentre *centre, const char *code)
{
  sqlite3_stmt *statement = prepare (centre, "SELECT number FROM branch WHERE code = ?1", code, NULL);
  gint64 number = statement != NULL && sqlite3_step (statement) == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;

  sqlite3_finalize (statement);
  return number;
}

static void
note_case (const char *table, gint64 key, gpointer ids)
{
  if (strcmp (table, "case_index") == 0)
    g_hash_table_add (ids, g_memdup2 (&key, sizeof key));
}

/* Runs it for each of the cases. */
static gboolean
run_each (JkkCentre *centre, const char *sql, const char *code, GHashTable *ids, GError **error)
{
  sqlite3_stmt *statement = prepare (centre, sql, code, error);
  gboolean done = statement != NULL;
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, ids);
  while (done && g_hash_table_iter_next (&iter, &id, NULL))
    {
      sqlite3_bind_int64 (statement, 2, *(gint64 *) id);
      done = sqlite3_step (statement) == SQLITE_DONE || fail (centre, error);
      sqlite3_reset (statement);
    }
  sqlite3_finalize (statement);
  return done;
}

static gboolean
take_cases (JkkCentre *centre, const char *code, GPtrArray *changes, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree char *take = g_strdup_printf (TAKE, " AND case_id = ?2");

  for (guint i = 0; i < changes->len; i++)
    jkk_replica_each_row (changes->pdata[i], note_case, ids);
  return run_each (centre, FORGET_TEXTS " AND ours.case_id = ?2", code, ids, error) &&
         run_each (centre, FORGET_CASES " AND case_id = ?2", code, ids, error) &&
         run_each (centre, take, code, ids, error);
}

static gboolean
take_all (JkkCentre *centre, const char *code, GError **error)
{
  g_autofree char *take = g_strdup_printf (TAKE, "");

  return run (centre, FORGET_TEXTS, code, error) && run (centre, FORGET_CASES, code, error) &&
         run (centre, take, code, error);
}

static gboolean
note_branch (JkkCentre *centre, const char *code, GError **error)
{
  return run (centre,
              "INSERT OR REPLACE INTO branch (code, name, number, sequence, changed_at) "
              "SELECT ?1, (SELECT value FROM other.office WHERE key = 'name'), number, sequence, time "
              "FROM other.change_stream ORDER BY number DESC LIMIT 1",
              code, error);
}

/**
 * jkk_centre_take:
 * @centre: the list
 * @code: of a branch
 * @store: path of the copy of its store
 * @changes: (nullable) (element-type JkkStreamChange): what has changed there; %NULL: all is taken anew
 * @error: STORAGE
 *
 * Brings the list up to date with the copy of a branch.
 *
 * Returns: whether it is
 */
gboolean
jkk_centre_take (JkkCentre *centre, const char *code, const char *store, GPtrArray *changes, GError **error)
{
  if (!run (centre, "ATTACH ?1 AS other", store, error))
    return FALSE;
  gboolean done = exec (centre, "BEGIN IMMEDIATE", error) &&
                  (changes != NULL ? take_cases (centre, code, changes, error) : take_all (centre, code, error)) &&
                  run (centre, LEARN_TEXTS, code, error) && run (centre, KNOWN, code, error) &&
                  note_branch (centre, code, error) && exec (centre, "COMMIT", error);
  if (!sqlite3_get_autocommit (centre->handle))
    sqlite3_exec (centre->handle, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_exec (centre->handle, "DETACH other", NULL, NULL, NULL);
  return done;
}

static char *
dup_column (sqlite3_stmt *row, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (row, column));
}

/**
 * jkk_centre_branches:
 * @centre: the list
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkCentreBranch): all branches, by code
 */
GPtrArray *
jkk_centre_branches (JkkCentre *centre, GError **error)
{
  GPtrArray *branches = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_centre_branch_free);
  sqlite3_stmt *row =
      prepare (centre,
               "SELECT code, name, coalesce (sum (n), 0), "
               "coalesce (sum (CASE WHEN status NOT IN ('disetujui', 'ditolak') THEN n END), 0), "
               "coalesce (sum (CASE WHEN status = 'disetujui' THEN total END), 0), sequence, changed_at "
               "FROM branch LEFT JOIN branch_count ON branch_count.branch = branch.code GROUP BY code ORDER BY code",
               NULL, error);

  while (row != NULL && sqlite3_step (row) == SQLITE_ROW)
    {
      JkkCentreBranch *branch = g_new0 (JkkCentreBranch, 1);

      branch->code = dup_column (row, 0);
      branch->name = dup_column (row, 1);
      branch->n_cases = sqlite3_column_int64 (row, 2);
      branch->n_open = sqlite3_column_int64 (row, 3);
      branch->total = sqlite3_column_int64 (row, 4);
      branch->sequence = sqlite3_column_int64 (row, 5);
      branch->changed_at = sqlite3_column_int64 (row, 6);
      g_ptr_array_add (branches, branch);
    }
  if (row == NULL)
    g_clear_pointer (&branches, g_ptr_array_unref);
  sqlite3_finalize (row);
  return branches;
}

/* The empty word occurs in every text. */
static void
bind_search (sqlite3_stmt *row, const JkkCaseSearch *search, gboolean is_in_index, guint limit)
{
  for (guint i = 0; i < JKK_LIST_MAX_WORDS; i++)
    sqlite3_bind_text (row, (int) i + 1, i < search->n_words ? search->words[i] : "", -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (row, JKK_LIST_MAX_WORDS + 1, limit);
  if (is_in_index)
    sqlite3_bind_text (row, JKK_LIST_MAX_WORDS + 2, search->pieces->str, -1, SQLITE_TRANSIENT);
}

static gboolean
is_in_few (JkkCentre *centre, const JkkCaseSearch *search)
{
  g_autofree char *sql = g_strdup_printf (COUNT_AMONG, MANY);
  sqlite3_stmt *count = search->pieces->len > 0 ? prepare (centre, sql, search->pieces->str, NULL) : NULL;
  gboolean is_few = count != NULL && sqlite3_step (count) == SQLITE_ROW && sqlite3_column_int64 (count, 0) < MANY;

  sqlite3_finalize (count);
  return is_few;
}

/**
 * jkk_centre_find:
 * @centre: the list
 * @text: (nullable): what is looked for in names and numbers, as in the queue of a desk; %NULL: everything
 * @limit: how many at most
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkCentreCase): cases of all branches, by branch and number
 */
GPtrArray *
jkk_centre_find (JkkCentre *centre, const char *text, guint limit, GError **error)
{
  g_auto (JkkCaseSearch) search = { .n_words = 0 };
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_centre_case_free);

  jkk_case_search_parse (&search, text);
  gboolean is_in_index = is_in_few (centre, &search);
  g_autofree char *sql = g_strdup_printf (FIND, is_in_index ? AMONG : "");
  sqlite3_stmt *row = prepare (centre, sql, NULL, error);
  if (row != NULL)
    bind_search (row, &search, is_in_index, limit);
  while (row != NULL && sqlite3_step (row) == SQLITE_ROW)
    {
      JkkCentreCase *found = g_new0 (JkkCentreCase, 1);

      found->branch = dup_column (row, 0);
      found->number = dup_column (row, 1);
      found->status = dup_column (row, 2);
      found->participant = dup_column (row, 3);
      found->employer = dup_column (row, 4);
      found->total = sqlite3_column_int64 (row, 5);
      g_ptr_array_add (cases, found);
    }
  if (row == NULL)
    g_clear_pointer (&cases, g_ptr_array_unref);
  sqlite3_finalize (row);
  return cases;
}
