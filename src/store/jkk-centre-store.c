#include "jkk-centre-store.h"

#include "jkk-case-list.h"
#include "jkk-db-private.h"
#include "jkk-replica.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One file for each branch, which is its store as it is, and this one beside them, with a line for each case of all: no
 * two branches can clash, one that is damaged is copied anew without the others, and a national list reads one file. */
#define SCHEMA                                                                                                         \
  "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"                                                            \
  "CREATE TABLE IF NOT EXISTS branch (code TEXT PRIMARY KEY, name TEXT, number INTEGER NOT NULL, "                     \
  "sequence INTEGER NOT NULL, changed_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;"                                     \
  "CREATE TABLE IF NOT EXISTS national_case (branch TEXT NOT NULL, case_id INTEGER NOT NULL, number TEXT NOT NULL, "   \
  "status TEXT NOT NULL, participant_name TEXT, employer_name TEXT, total INTEGER, folded TEXT NOT NULL, "             \
  "PRIMARY KEY (branch, case_id)) STRICT, WITHOUT ROWID;"                                                              \
  "CREATE INDEX IF NOT EXISTS national_by_status ON national_case (branch, status, total);"

#define TAKE                                                                                                           \
  "INSERT OR REPLACE INTO national_case (branch, case_id, number, status, participant_name, employer_name, total, "    \
  "folded) SELECT ?1, case_id, number, status, participant_name, employer_name, total, folded FROM other.case_index"

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
  return exec (centre, SCHEMA, error) ? g_steal_pointer (&centre) : NULL;
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

static gboolean
take_cases (JkkCentre *centre, const char *code, GPtrArray *changes, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  sqlite3_stmt *statement = prepare (centre, TAKE " WHERE case_id = ?2", code, error);
  gboolean done = statement != NULL;
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < changes->len; i++)
    jkk_replica_each_row (changes->pdata[i], note_case, ids);
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
take_all (JkkCentre *centre, const char *code, GError **error)
{
  return run (centre, "DELETE FROM national_case WHERE branch = ?1", code, error) && run (centre, TAKE, code, error);
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
  sqlite3_stmt *row = prepare (
      centre,
      "SELECT code, name, count (number_of.branch), "
      "coalesce (sum (number_of.status NOT IN ('disetujui', 'ditolak')), 0), "
      "coalesce (sum (CASE WHEN number_of.status = 'disetujui' THEN number_of.total END), 0), sequence, changed_at "
      "FROM branch LEFT JOIN national_case AS number_of ON number_of.branch = branch.code GROUP BY code ORDER BY code",
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
  g_autofree char *folded = jkk_case_list_fold (text != NULL ? text : "");
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_centre_case_free);
  sqlite3_stmt *row =
      prepare (centre,
               "SELECT branch, number, status, participant_name, employer_name, coalesce (total, 0) FROM national_case "
               "WHERE instr (folded, ?1) > 0 OR ?1 = '' ORDER BY branch, case_id LIMIT ?2",
               g_strstrip (folded), error);

  if (row != NULL)
    sqlite3_bind_int64 (row, 2, limit);
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
