#include "jkk-bulk-store.h"

#include "jkk-case-list.h"
#include "jkk-case.h"
#include "jkk-db-private.h"
#include "jkk-stream-private.h"

#include <string.h>

/* Of the papers of a case so many are made anew. */
#define MOST_PAPERS 4

/* What the statements take: ?1 the case, ?2 its template, ?3 days, ?4 … ?7 number, name, participant number, NIK, ?8
 * the folded name, ?9 … ?12 the decision,
 * ?13 the one that it is made after. */
struct _JkkBulk
{
  JkkDb *db;
  GPtrArray *put_back; /* SQL of the indices and triggers that were taken away */
  GPtrArray *parts;    /* sqlite3_stmt for each part, or NULL */
  GHashTable *has;     /* template → which parts it has rows in, a set */
  sqlite3_stmt *file;
  sqlite3_stmt *index;
  sqlite3_stmt *decision;
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

/* What is filled in bulk is not told as changes: who follows takes a whole copy. */
static gboolean
begin (JkkBulk *bulk, GError **error)
{
  return jkk_db_begin_write (bulk->db, error) && take_error (bulk, jkk_stream_break (bulk->db), error);
}

static gboolean
run_all (JkkBulk *bulk, GPtrArray *texts, GError **error)
{
  for (guint i = 0; i < texts->len; i++)
    if (!jkk_db_exec (bulk->db, texts->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* ---- The statements */

static const struct
{
  const char *part, *field, *value;
} own_values[] = {
  { "cover", "number", "?4" },
  { "participant", "name", "?5" },
  { "participant", "bank_holder", "?5" },
  { "participant", "number", "?6" },
  { "participant", "identity", "?7" },
  { "medical", "participant_name", "iif (participant_name IS NULL, NULL, ?5)" },
  { "medical", "participant_number", "iif (participant_number IS NULL, NULL, ?6)" },
  { "medical", "participant_identity", "iif (participant_identity IS NULL, NULL, ?7)" },
};

static void
append_value (GString *sql, const char *part, const JkkField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (own_values); i++)
    if (strcmp (own_values[i].part, part) == 0 && strcmp (own_values[i].field, field->name) == 0)
      {
        g_string_append (sql, own_values[i].value);
        return;
      }
  g_string_append_printf (sql, field->kind == JKK_KIND_DAY ? "\"%s\" + ?3" : "\"%s\"", field->name);
}

static char *
part_text (const JkkCasePart *part)
{
  g_autoptr (GString) columns = g_string_new ("case_id");
  g_autoptr (GString) values = g_string_new ("?1");

  if (part->is_list)
    {
      g_string_append (columns, ", ord");
      g_string_append (values, ", ord");
    }
  for (guint i = 0; i < part->type->n_fields; i++)
    {
      g_string_append_printf (columns, ", \"%s\"", part->type->fields[i].name);
      g_string_append (values, ", ");
      append_value (values, part->name, &part->type->fields[i]);
    }
  g_autofree char *most =
      strcmp (part->name, "documents") == 0 ? g_strdup_printf (" AND ord <= %d", MOST_PAPERS) : g_strdup ("");
  return g_strdup_printf ("INSERT INTO \"%s\" (%s) SELECT %s FROM \"%s\" WHERE case_id = ?2%s", part->name,
                          columns->str, values->str, part->name, most);
}

/* What was paid in other cases cannot be made after a template. */
static gboolean
is_made (const JkkCasePart *part)
{
  return strcmp (part->name, "elsewhere") != 0 && strcmp (part->name, "installments") != 0;
}

static gboolean
note_templates (JkkBulk *bulk, const JkkCasePart *part, guint number, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT DISTINCT case_id FROM \"%s\"", part->name);
  sqlite3_stmt *query = prepare (bulk, sql, error);

  while (query != NULL && sqlite3_step (query) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (query, 0);
      guint parts = GPOINTER_TO_UINT (g_hash_table_lookup (bulk->has, &id)) | 1u << number;

      g_hash_table_insert (bulk->has, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (parts));
    }
  return take_error (bulk, sqlite3_finalize (query), error) && query != NULL;
}

static gboolean
prepare_parts (JkkBulk *bulk, GError **error)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  g_assert (n_parts < 32);
  for (guint i = 0; i < n_parts; i++)
    {
      g_autofree char *sql = part_text (&parts[i]);
      sqlite3_stmt *statement = is_made (&parts[i]) ? prepare (bulk, sql, error) : NULL;

      g_ptr_array_add (bulk->parts, statement);
      if (statement != NULL ? !note_templates (bulk, &parts[i], i, error) : is_made (&parts[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
prepare_rest (JkkBulk *bulk, GError **error)
{
  bulk->file = prepare (bulk,
                        "INSERT INTO case_file (id, revision, created_at) "
                        "SELECT ?1, revision, created_at + ?3 * 86400 FROM case_file WHERE id = ?2",
                        error);
  bulk->index =
      bulk->file == NULL
          ? NULL
          : prepare (bulk,
                     "INSERT INTO case_index (case_id, number, status, segment, participant_name, "
                     "employer_name, participant_number, participant_identity, accident_day, received_day, "
                     "claimed_day, verifier, total, outcome, updated_at, name_key, employer_key, folded) "
                     "SELECT ?1, ?4, status, segment, ?5, employer_name, ?6, ?7, accident_day + ?3, "
                     "received_day + ?3, claimed_day + ?3, verifier, total, outcome, updated_at + ?3 * 86400, "
                     "?8, employer_key, ' ' || lower (?4) || ' ' || ?8 || "
                     "iif (employer_key = '', '', ' ' || employer_key) || ' ' || ?6 || ' ' || ?7 "
                     "FROM case_index WHERE case_id = ?2",
                     error);
  bulk->decision =
      bulk->index == NULL
          ? NULL
          : prepare (bulk,
                     "INSERT INTO decision (id, case_id, case_revision, state, proposal, proposed_by, proposed_at, "
                     "proposal_note, decided_by, decided_at, decision_note, total, pack, pack_version, "
                     "program_version, facts_xml, payout_xml, hash) "
                     "SELECT ?9, ?1, case_revision, state, proposal, proposed_by, proposed_at + ?3 * 86400, "
                     "proposal_note, decided_by, decided_at + ?3 * 86400, decision_note, total, pack, pack_version, "
                     "program_version, ?10, ?11, ?12 FROM decision WHERE id = ?13",
                     error);
  return bulk->decision != NULL;
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
  bulk->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) sqlite3_finalize);
  bulk->has = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  /* New pages only: the journal of a transaction stays small, and nothing is written twice. */
  if (!jkk_db_exec (db,
                    "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144; "
                    "PRAGMA temp_store = FILE",
                    error))
    return NULL;
  /* There is no log now. */
  g_clear_pointer (&db->log, g_free);
  if (!begin (bulk, error) || !remember (bulk, drops, error) || !run_all (bulk, drops, error) ||
      !prepare_parts (bulk, error) || !prepare_rest (bulk, error))
    return NULL;
  return g_steal_pointer (&bulk);
}

void
jkk_bulk_free (JkkBulk *bulk)
{
  sqlite3_finalize (bulk->file);
  sqlite3_finalize (bulk->index);
  sqlite3_finalize (bulk->decision);
  g_ptr_array_unref (bulk->parts);
  g_ptr_array_unref (bulk->put_back);
  g_hash_table_unref (bulk->has);
  if (bulk->db->in_write)
    jkk_db_rollback (bulk->db);
  g_free (bulk);
}

static gboolean
run (JkkBulk *bulk, sqlite3_stmt *statement, const JkkBulkCase *made, const char *name_key, GError **error)
{
  const char *const texts[] = { made->number, made->name, made->participant_number, made->identity, name_key };
  int n = sqlite3_bind_parameter_count (statement);

  sqlite3_bind_int64 (statement, 1, made->id);
  sqlite3_bind_int64 (statement, 2, made->template_id);
  if (n >= 3)
    sqlite3_bind_int64 (statement, 3, made->shift);
  for (int i = 4; i <= MIN (n, 8); i++)
    sqlite3_bind_text (statement, i, texts[i - 4], -1, SQLITE_STATIC);
  if (n >= 12)
    {
      sqlite3_bind_int64 (statement, 9, made->decision_id);
      sqlite3_bind_text (statement, 10, made->facts, -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 11, made->payout, -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 12, made->hash, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 13, made->template_decision);
    }
  int code = sqlite3_step (statement);
  sqlite3_reset (statement);
  return take_error (bulk, code, error);
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
  guint parts = GPOINTER_TO_UINT (g_hash_table_lookup (bulk->has, &made->template_id));

  if (!run (bulk, bulk->file, made, name_key, error))
    return FALSE;
  for (guint i = 0; i < bulk->parts->len; i++)
    if ((parts & 1u << i) != 0 && !run (bulk, bulk->parts->pdata[i], made, name_key, error))
      return FALSE;
  return run (bulk, bulk->index, made, name_key, error) &&
         (made->decision_id == 0 || run (bulk, bulk->decision, made, name_key, error));
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
  return jkk_db_commit (bulk->db, error) && begin (bulk, error);
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
  return jkk_db_exec (bulk->db,
                      "DELETE FROM case_count; INSERT INTO case_count (status, verifier, n) "
                      "SELECT status, coalesce (verifier, ''), count (*) FROM case_index GROUP BY 1, 2; "
                      "INSERT INTO case_search (case_search) VALUES ('rebuild')",
                      error) &&
         run_all (bulk, bulk->put_back, error) && jkk_db_commit (bulk->db, error) &&
         jkk_db_exec (bulk->db, "PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL", error);
}
