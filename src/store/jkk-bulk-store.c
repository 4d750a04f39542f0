#include "jkk-bulk-store.h"

#include "jkk-bulk-sql.h"
#include "jkk-case-list.h"
#include "jkk-db-private.h"
#include "jkk-journal-private.h"
#include "jkk-stream-private.h"

/* So many cases wait until they are written together: enough that a statement costs nothing, few enough to stay in the
 * processor's cache. */
#define WAIT_FOR 4000

struct _JkkBulk
{
  JkkDb *db;
  GPtrArray *put_back; /* SQL of the indices and triggers that were taken away */
  GPtrArray *copies;   /* sqlite3_stmt: what makes all cases that wait */
  sqlite3_stmt *add;
  sqlite3_stmt *forget;
  sqlite3_stmt *note;
  guint n_waiting;
  gint64 sequence; /* of the journal's last entry */
  char *head;      /* its hash */
  GString *changes;
};

static const char *const guarded[] = { "cover", "decision", "journal", "case_index", NULL };

static gboolean
take_error (JkkBulk *bulk, int code, GError **error)
{
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW)
    return TRUE;
  jkk_db_take_error (bulk->db, code, error);
  return FALSE;
}

static sqlite3_stmt *
prepare (JkkBulk *bulk, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  take_error (bulk, sqlite3_prepare_v3 (bulk->db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL), error);
  return statement;
}

/* ---- Taking away, putting back */

static gboolean
remember (JkkBulk *bulk, GPtrArray *drops, GError **error)
{
  sqlite3_stmt *query = prepare (bulk,
                                 "SELECT type, name, sql, tbl_name FROM sqlite_schema WHERE sql IS NOT NULL AND "
                                 "type IN ('index', 'trigger') ORDER BY type, rowid",
                                 error);

  while (query != NULL && sqlite3_step (query) == SQLITE_ROW)
    if (g_strv_contains (guarded, (const char *) sqlite3_column_text (query, 3)))
      {
        g_ptr_array_add (
            drops, g_strdup_printf ("DROP %s \"%s\"", sqlite3_column_text (query, 0), sqlite3_column_text (query, 1)));
        g_ptr_array_add (bulk->put_back, g_strdup ((const char *) sqlite3_column_text (query, 2)));
      }
  return take_error (bulk, sqlite3_finalize (query), error) && query != NULL;
}

static gboolean
run_all (JkkBulk *bulk, GPtrArray *texts, GError **error)
{
  for (guint i = 0; i < texts->len; i++)
    if (!jkk_db_exec (bulk->db, texts->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* What is filled in bulk is not told as changes: who follows takes a whole copy. */
static gboolean
begin (JkkBulk *bulk, GError **error)
{
  return jkk_db_begin_write (bulk->db, error) && take_error (bulk, jkk_stream_break (bulk->db), error);
}

/* ---- The statements */

static gboolean
prepare_all (JkkBulk *bulk, GError **error)
{
  g_autofree char *tables = jkk_bulk_sql_tables ();
  g_autoptr (GPtrArray) copies = jkk_bulk_sql_copies ();

  if (!jkk_db_exec (bulk->db, tables, error))
    return FALSE;
  for (guint i = 0; i < copies->len; i++)
    {
      sqlite3_stmt *copy = prepare (bulk, copies->pdata[i], error);

      if (copy == NULL)
        return FALSE;
      g_ptr_array_add (bulk->copies, copy);
    }
  bulk->add = prepare (bulk, "INSERT INTO temp.made VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", error);
  bulk->forget = bulk->add != NULL ? prepare (bulk, "DELETE FROM temp.made", error) : NULL;
  bulk->note = bulk->forget != NULL
                   ? prepare (bulk,
                              "INSERT INTO journal (sequence, time, person, workstation, deed, deed_id, case_id, "
                              "reason, changes, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                              error)
                   : NULL;
  return bulk->note != NULL;
}

/* Each row refers to one that the same statement's neighbour has made, or that its template refers to. */
static void
set_references (JkkBulk *bulk, gboolean checked)
{
  sqlite3_db_config (bulk->db->handle, SQLITE_DBCONFIG_ENABLE_FKEY, checked ? 1 : 0, NULL);
}

/**
 * jkk_bulk_begin:
 * @db: a connection to a store that nobody else has open; it ends with it
 * @error: BUSY, STORAGE
 *
 * Begins to fill a store. Until jkk_bulk_finish() it is not safe against a power cut.
 *
 * Returns: (transfer full): what to add cases to
 */
JkkBulk *
jkk_bulk_begin (JkkDb *db, GError **error)
{
  g_autoptr (JkkBulk) bulk = g_new0 (JkkBulk, 1);
  g_autoptr (GPtrArray) drops = g_ptr_array_new_with_free_func (g_free);

  bulk->db = db;
  bulk->put_back = g_ptr_array_new_with_free_func (g_free);
  bulk->copies = g_ptr_array_new_with_free_func ((GDestroyNotify) sqlite3_finalize);
  bulk->changes = g_string_new (NULL);
  /* New pages only: the journal of a transaction stays small, and nothing is written twice. */
  if (!jkk_db_exec (db,
                    "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144; "
                    "PRAGMA temp_store = FILE; PRAGMA threads = 2",
                    error))
    return NULL;
  /* There is no log now. */
  g_clear_pointer (&db->log, g_free);
  set_references (bulk, FALSE);
  if (!begin (bulk, error) || !remember (bulk, drops, error) || !run_all (bulk, drops, error) ||
      !jkk_journal_head (db, &bulk->sequence, &bulk->head, error) || !prepare_all (bulk, error))
    return NULL;
  return g_steal_pointer (&bulk);
}

void
jkk_bulk_free (JkkBulk *bulk)
{
  sqlite3_finalize (bulk->add);
  sqlite3_finalize (bulk->forget);
  sqlite3_finalize (bulk->note);
  g_ptr_array_unref (bulk->copies);
  g_ptr_array_unref (bulk->put_back);
  g_string_free (bulk->changes, TRUE);
  g_free (bulk->head);
  if (bulk->db->in_write)
    jkk_db_rollback (bulk->db);
  set_references (bulk, TRUE);
  g_free (bulk);
}

static gboolean
run (JkkBulk *bulk, sqlite3_stmt *statement, GError **error)
{
  int code = sqlite3_step (statement);

  sqlite3_reset (statement);
  return take_error (bulk, code, error);
}

/* Makes all cases that wait. */
static gboolean
write_waiting (JkkBulk *bulk, GError **error)
{
  if (bulk->n_waiting == 0)
    return TRUE;
  for (guint i = 0; i < bulk->copies->len; i++)
    if (!run (bulk, bulk->copies->pdata[i], error))
      return FALSE;
  bulk->n_waiting = 0;
  return run (bulk, bulk->forget, error);
}

/**
 * jkk_bulk_set_sheet:
 * @bulk: what is filled
 * @template_decision: a decision that others are made after
 * @facts: the facts that they shall have
 * @payout: their sheet
 * @hash: their fingerprint
 * @error: STORAGE
 *
 * Returns: whether it was noted
 */
gboolean
jkk_bulk_set_sheet (
    JkkBulk *bulk, gint64 template_decision, const char *facts, const char *payout, const char *hash, GError **error)
{
  const char *const texts[] = { facts, payout, hash };
  sqlite3_stmt *put = prepare (bulk, "INSERT OR REPLACE INTO temp.sheet VALUES (?1, ?2, ?3, ?4)", error);

  if (put == NULL)
    return FALSE;
  sqlite3_bind_int64 (put, 1, template_decision);
  for (int i = 0; i < (int) G_N_ELEMENTS (texts); i++)
    sqlite3_bind_text (put, i + 2, texts[i], -1, SQLITE_STATIC);
  gboolean done = run (bulk, put, error);
  sqlite3_finalize (put);
  return done;
}

/**
 * jkk_bulk_add:
 * @bulk: what is filled
 * @made: a case
 * @error: STORAGE
 *
 * Returns: whether it was added; jkk_bulk_keep() keeps it
 */
gboolean
jkk_bulk_add (JkkBulk *bulk, const JkkBulkCase *made, GError **error)
{
  g_autofree char *name_key = jkk_case_list_fold (made->name);
  const gint64 numbers[] = { made->id, made->template_id, made->shift };
  const char *const texts[] = { made->number, made->name, made->participant_number, made->identity, name_key };

  for (int i = 0; i < (int) G_N_ELEMENTS (numbers); i++)
    sqlite3_bind_int64 (bulk->add, i + 1, numbers[i]);
  for (int i = 0; i < (int) G_N_ELEMENTS (texts); i++)
    sqlite3_bind_text (bulk->add, i + 4, texts[i], -1, SQLITE_STATIC);
  sqlite3_bind_int64 (bulk->add, 9, made->decision_id);
  sqlite3_bind_int64 (bulk->add, 10, made->template_decision);
  return run (bulk, bulk->add, error) && (++bulk->n_waiting < WAIT_FOR || write_waiting (bulk, error));
}

/**
 * jkk_bulk_note:
 * @bulk: what is filled
 * @entry: what was done
 * @error: STORAGE
 *
 * Writes the journal's next entry, as jkk_journal_append() does, but asks nobody for the one before.
 *
 * Returns: whether it was written
 */
gboolean
jkk_bulk_note (JkkBulk *bulk, const JkkJournalEntry *entry, GError **error)
{
  g_string_truncate (bulk->changes, 0);
  jkk_journal_write_changes (bulk->changes, entry->changes);
  char *hash = jkk_journal_hash (bulk->head, ++bulk->sequence, entry, bulk->changes->str);
  const char *const texts[] = { entry->person, entry->workstation, entry->deed, entry->deed_id };

  g_free (bulk->head);
  bulk->head = hash;
  sqlite3_bind_int64 (bulk->note, 1, bulk->sequence);
  sqlite3_bind_int64 (bulk->note, 2, entry->time);
  for (int i = 0; i < (int) G_N_ELEMENTS (texts); i++)
    sqlite3_bind_text (bulk->note, i + 3, texts[i], -1, SQLITE_STATIC);
  sqlite3_bind_int64 (bulk->note, 7, entry->case_id);
  sqlite3_bind_text (bulk->note, 8, entry->reason, -1, SQLITE_STATIC);
  sqlite3_bind_text (bulk->note, 9, bulk->changes->str, (int) bulk->changes->len, SQLITE_STATIC);
  sqlite3_bind_text (bulk->note, 10, hash, -1, SQLITE_STATIC);
  return run (bulk, bulk->note, error);
}

/**
 * jkk_bulk_keep:
 * @bulk: what is filled
 * @error: STORAGE
 *
 * Returns: whether what was added so far is kept
 */
gboolean
jkk_bulk_keep (JkkBulk *bulk, GError **error)
{
  return write_waiting (bulk, error) && jkk_db_commit (bulk->db, error) && begin (bulk, error);
}

/**
 * jkk_bulk_set_number:
 * @bulk: what is filled
 * @year: a year
 * @last: the last case number that was given in it
 * @error: STORAGE
 *
 * Returns: whether numbers go on from there
 */
gboolean
jkk_bulk_set_number (JkkBulk *bulk, int year, gint64 last, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO case_number (year, last) VALUES (%d, %" G_GINT64_FORMAT ") "
                                          "ON CONFLICT (year) DO UPDATE SET last = max (last, excluded.last)",
                                          year, last);

  return jkk_db_exec (bulk->db, sql, error);
}

/**
 * jkk_bulk_finish:
 * @bulk: what was filled
 * @error: STORAGE
 *
 * Counts, indexes and guards what was added. Afterwards the store is as if each case had been taken in by itself.
 *
 * Returns: whether it was done
 */
gboolean
jkk_bulk_finish (JkkBulk *bulk, GError **error)
{
  return write_waiting (bulk, error) &&
         jkk_db_exec (bulk->db,
                      "DELETE FROM case_count; INSERT INTO case_count (status, verifier, n) "
                      "SELECT status, coalesce (verifier, ''), count (*) FROM case_index GROUP BY 1, 2; "
                      "INSERT INTO case_search (case_search) VALUES ('rebuild')",
                      error) &&
         run_all (bulk, bulk->put_back, error) && jkk_db_commit (bulk->db, error) &&
         jkk_db_exec (bulk->db, "PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL", error);
}
