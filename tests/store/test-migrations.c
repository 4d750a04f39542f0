#include "jkk-account-store.h"
#include "jkk-approval-store.h"
#include "jkk-case-list.h"
#include "jkk-case-store.h"
#include "jkk-decision-store.h"
#include "jkk-journal.h"
#include "jkk-law-store.h"
#include "jkk-message-store.h"
#include "jkk-number-store.h"
#include "jkk-office-store.h"
#include "jkk-post-store.h"
#include "jkk-signer.h"
#include "jkk-warrant-store.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

/* ---- The schema follows the field tables */

static gboolean
has_column (JkkDb *db, const char *table, const char *column, const char *type)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT count(*) FROM pragma_table_info ('%s') WHERE name = '%s' AND type = '%s'", table, column, type);
  gint64 n = 0;

  g_assert_true (jkk_db_pragma (db, sql, &n, NULL));
  return n == 1;
}

/* Adds to @missing the SQL that makes the columns which the table of a part lacks. */
static void
list_missing (JkkDb *db, const JkkCasePart *part, GString *missing)
{
  for (guint i = 0; i < part->type->n_fields; i++)
    {
      const JkkField *field = &part->type->fields[i];
      const char *type = jkk_field_is_text (field) ? "TEXT" : "INTEGER";

      if (!has_column (db, part->name, field->name, type))
        g_string_append_printf (missing, " ALTER TABLE %s ADD COLUMN %s %s;", part->name, field->name, type);
    }
}

static void
test_the_tables_have_exactly_the_columns_of_the_field_tables (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) missing = g_string_new (NULL);
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint i = 0; i < n_parts; i++)
    list_missing (fixture->db, &parts[i], missing);
  if (missing->len > 0)
    g_test_fail_printf ("the store lacks fields; write the next step, src/store/migrations/%04d-what.sql:%s",
                        jkk_migrations_newest (jkk_migrations_text) + 1, missing->str);
}

static void
test_no_table_has_a_column_that_no_field_table_names (Fixture *fixture, gconstpointer data)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint i = 0; i < n_parts; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM pragma_table_info ('%s')", parts[i].name);

      g_test_message ("%s", parts[i].name);
      g_assert_cmpint (fixture_ask (fixture, sql), <=, parts[i].type->n_fields + (parts[i].is_list ? 2 : 1));
    }
}

static void
test_every_table_is_strict_and_has_plain_columns (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (fixture_ask (fixture,
                                "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
                                "AND NOT strict AND name NOT LIKE 'sqlite_%'"),
                   ==, 0);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count(*) FROM pragma_table_list AS t, pragma_table_info (t.name) AS c "
                                         "WHERE t.schema = 'main' AND t.type = 'table' AND t.strict "
                                         "AND c.type NOT IN ('TEXT', 'INTEGER') "
                                         /* No statement of a desk touches this one. */
                                         "AND NOT (t.name = 'change_stream' AND c.name = 'changes')"),
                   ==, 0);
}

static void
test_the_states_of_the_schema_are_those_of_the_program (Fixture *fixture, gconstpointer data)
{
  for (guint status = 0; status < JKK_N_STATUS; status++)
    {
      g_autofree char *sql =
          g_strdup_printf ("SELECT instr ((SELECT sql FROM sqlite_schema WHERE name = 'cover'), '''%s''') > 0",
                           jkk_case_status_name (status));
      g_autofree char *open = g_strdup_printf (
          "SELECT instr ((SELECT sql FROM sqlite_schema WHERE name = 'case_index_open'), '''%s''') > 0",
          jkk_case_status_name (status));

      g_assert_cmpint (fixture_ask (fixture, sql), ==, 1);
      g_assert_cmpint (fixture_ask (fixture, open), ==, jkk_case_status_is_open (status) ? 1 : 0);
    }
  fixture_begin (fixture);
  fixture_insert_case (fixture->db, "JKK-2026-000001");
  g_assert_false (jkk_db_exec (fixture->db, "UPDATE cover SET status = 'entah'", NULL));
  fixture_commit (fixture);
}

/* ---- Stores of all versions so far */

static void
unpack (const char *source, const char *target)
{
  g_autoptr (GFile) file = g_file_new_for_path (source), sink = g_file_new_for_path (target);
  g_autoptr (GConverter) unzip = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) in = g_file_read (file, NULL, &error);

  g_assert_no_error (error);
  g_autoptr (GFileOutputStream) out = g_file_create (sink, G_FILE_CREATE_PRIVATE, NULL, &error);
  g_autoptr (GInputStream) plain = g_converter_input_stream_new (G_INPUT_STREAM (in), unzip);
  g_output_stream_splice (G_OUTPUT_STREAM (out), plain, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
}

/* All fields that the store had then say what was written; those that came later are empty. */
static void
assert_sample_case (Fixture *fixture, GHashTable *columns)
{
  g_autoptr (JkkCase) expected = sample_case ("JKK-2026-000001");
  g_autoptr (JkkCase) read = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = jkk_case_store_find_number (fixture->db, "JKK-2026-000001", &error);

  read = jkk_case_store_load (fixture->db, id, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) changes = jkk_case_diff (read, expected);
  for (guint i = 0; i < changes->len; i++)
    {
      const JkkChange *change = changes->pdata[i];
      g_auto (GStrv) words = g_strsplit (change->path, ".", 2);
      g_autofree char *column = NULL;

      words[0][strcspn (words[0], "[")] = '\0';
      column = g_strjoin (".", words[0], words[1], NULL);
      g_test_message ("%s: %s / %s", change->path, change->before, change->after);
      g_assert_false (g_hash_table_contains (columns, column));
      g_assert_cmpstr (change->before, ==, NULL);
    }
}

static GHashTable *
list_columns (const char *path)
{
  GHashTable *columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sqlite3 *handle;
  sqlite3_stmt *statement;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle,
                                       "SELECT t.name || '.' || c.name FROM pragma_table_list AS t, "
                                       "pragma_table_info (t.name) AS c WHERE t.schema = 'main'",
                                       -1, &statement, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_hash_table_add (columns, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return columns;
}

static void
assert_the_rest (Fixture *fixture, int version)
{
  g_autofree char *name = jkk_office_store_get (fixture->db, JKK_OFFICE_NAME, NULL);
  g_autoptr (JkkDecision) decision = jkk_decision_store_current (fixture->db, 1, NULL);
  g_autoptr (GPtrArray) history = jkk_journal_history (fixture->db, 1, NULL);
  g_autoptr (GPtrArray) messages = jkk_message_store_of_case (fixture->db, 1, NULL);
  g_autoptr (GError) error = NULL;
  const JkkCaseQuery search = { .claimed_before = JKK_NONE, .search = "000001 jkk" };
  g_autoptr (GArray) found = jkk_case_list_ids (fixture->db, &search, NULL);
  g_autoptr (GPtrArray) law = jkk_law_store_all (fixture->db, NULL);
  g_autoptr (JkkReservedNumber) number = NULL;
  g_autoptr (GPtrArray) post = jkk_post_store_list (fixture->db, 1u << JKK_POST_NEW, JKK_NONE, 9, NULL);
  g_autoptr (JkkAuditReport) report = jkk_journal_audit (fixture->db, 0, NULL, NULL, NULL);
  JkkSignIn result;

  g_assert_cmpstr (name, ==, "Kantor Cabang Uji");
  g_assert_cmpstr (decision->state, ==, "approved");
  g_assert_cmpint (decision->total, ==, 24666667);
  g_assert_cmpuint (history->len, ==, 2);
  g_assert_cmpstr (((JkkHistoryEntry *) history->pdata[0])->person_name, ==, "Budi Hartono");
  g_assert_cmpuint (messages->len, ==, 1);
  g_assert_cmpint (((JkkTakenMessage *) messages->pdata[0])->edition, ==, 1);
  g_assert_cmpuint (post->len, ==, version >= 4 ? 1 : 0);
  g_assert_true (jkk_number_store_find (fixture->db, "RS-UJI", "JKK-2026-000002", &number, NULL));
  g_assert_cmpint (number != NULL, ==, version >= 10);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpuint (law->len, ==, version >= 3 ? 1 : 0);
  g_assert_true (jkk_audit_report_is_sound (report));
  g_autoptr (GPtrArray) approvals = jkk_approval_store_of_decision (fixture->db, 1, NULL);
  g_autoptr (GPtrArray) warrants = jkk_warrant_store_all (fixture->db, NULL);
  g_assert_cmpuint (approvals->len, ==, version >= 13 ? 1 : 0);
  g_assert_cmpuint (warrants->len, ==, version >= 13 ? 1 : 0);
  if (version >= 13)
    g_assert_true (jkk_signature_is_good (((JkkWarrant *) warrants->pdata[0])->public_key,
                                          ((JkkApproval *) approvals->pdata[0])->statement,
                                          ((JkkApproval *) approvals->pdata[0])->signature));
  fixture_begin (fixture);
  g_assert_true (jkk_account_verify (fixture->db, "sari", "kata sandi uji", FIXTURE_TIME, &result, NULL, &error));
  g_assert_cmpint (result, ==, JKK_SIGN_IN_OK);
  fixture_commit (fixture);
}

static char *
find_frozen (int version)
{
  g_autofree char *name = g_strdup_printf ("store-%04d.db.gz", version);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

static void
open_frozen (const char *frozen, int version)
{
  Fixture fixture = { .folder = make_folder () };

  fixture.path = g_build_filename (fixture.folder, "santun.db", NULL);
  unpack (frozen, fixture.path);
  g_assert_cmpint (fixture_ask (&fixture, "PRAGMA user_version"), ==, version);
  g_autoptr (GHashTable) columns = list_columns (fixture.path);
  fixture_reopen (&fixture);
  assert_sample_case (&fixture, columns);
  assert_the_rest (&fixture, version);
  fixture_tear_down (&fixture, NULL);
}

static void
test_stores_of_all_versions_are_opened (void)
{
  int newest = jkk_migrations_newest (jkk_migrations_text);

  g_assert_cmpint (newest, >, 0);
  for (int version = 1; version <= newest; version++)
    {
      g_autofree char *frozen = find_frozen (version);

      if (frozen != NULL)
        open_frozen (frozen, version);
      else
        /* The newest step may still change; the one before it is out in the world. */
        g_assert_cmpint (version, ==, newest);
    }
}

static void
test_the_newest_step_is_frozen (void)
{
  int newest = jkk_migrations_newest (jkk_migrations_text);
  g_autofree char *frozen = find_frozen (newest);

  if (frozen == NULL)
    g_test_skip ("not yet: before it is released, let freeze-store write its store into tests/fixtures");
}

/* ---- How steps are taken, shown with steps of our own */

static const char *const own_steps[] = {
  "CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT) STRICT; INSERT INTO person VALUES (1, 'Sari')",
  "ALTER TABLE person ADD COLUMN city TEXT; UPDATE person SET city = 'Jambi'",
  "CREATE TABLE visit (person INTEGER REFERENCES person (id)) STRICT; INSERT INTO visit VALUES (1)",
  "INSERT INTO visit VALUES (99)",
};
static guint n_own_steps;

static const char *
own_source (const char *name, gsize *length)
{
  guint64 step = g_ascii_strtoull (name, NULL, 10);

  return step <= n_own_steps ? own_steps[step - 1] : NULL;
}

typedef struct
{
  char *folder;
  char *path;
} Place;

static void
place_set_up (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  place->folder = make_folder ();
  place->path = g_build_filename (place->folder, "santun.db", NULL);
  n_own_steps = 1;
  g_autoptr (JkkDb) db = jkk_db_open_with (place->path, JKK_DB_CREATE, own_source, &error);
  g_assert_no_error (error);
}

static void
place_tear_down (Place *place, gconstpointer data)
{
  remove_folder (place->folder);
  g_free (place->folder);
  g_free (place->path);
}

static gint64
ask (JkkDb *db, const char *sql)
{
  gint64 answer;
  g_autoptr (GError) error = NULL;

  jkk_db_pragma (db, sql, &answer, &error);
  g_assert_no_error (error);
  return answer;
}

static void
test_a_store_is_brought_up_to_date_and_a_copy_is_kept (Place *place, gconstpointer data)
{
  g_autofree char *copy = g_strconcat (place->path, ".version-1", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  /* A new store holds nothing that a copy could keep. */
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));

  n_own_steps = 3;
  JkkDb *db = jkk_db_open_with (place->path, JKK_DB_DEFAULT, own_source, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (db, "PRAGMA user_version"), ==, 3);
  g_assert_cmpint (ask (db, "SELECT count(*) FROM person WHERE city = 'Jambi'"), ==, 1);
  g_assert_cmpint (ask (db, "PRAGMA foreign_keys"), ==, 1);
  jkk_db_close (db);

  g_assert_cmpint (g_stat (copy, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  n_own_steps = 1;
  db = jkk_db_open_with (copy, JKK_DB_DEFAULT, own_source, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (db, "SELECT count(*) FROM person WHERE name = 'Sari'"), ==, 1);
  jkk_db_close (db);
}

static void
test_a_step_that_fails_leaves_the_one_before (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  /* The fourth step refers to somebody who is not there. */
  n_own_steps = 4;
  g_assert_null (jkk_db_open_with (place->path, JKK_DB_DEFAULT, own_source, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);

  n_own_steps = 3;
  g_clear_error (&error);
  g_autoptr (JkkDb) db = jkk_db_open_with (place->path, JKK_DB_DEFAULT, own_source, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (db, "PRAGMA user_version"), ==, 3);
  g_assert_cmpint (ask (db, "SELECT count(*) FROM visit"), ==, 1);
}

static void
test_without_a_copy_nothing_is_migrated (Place *place, gconstpointer data)
{
  g_autofree char *copy = g_strconcat (place->path, ".version-1", NULL);
  g_autoptr (GError) error = NULL;
  const char *name;
  guint n_files = 0;

  /* A folder stands where the copy should be. */
  g_assert_cmpint (g_mkdir (copy, 0700), ==, 0);
  n_own_steps = 2;
  g_assert_null (jkk_db_open_with (place->path, JKK_DB_DEFAULT, own_source, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);

  n_own_steps = 1;
  g_clear_error (&error);
  g_autoptr (JkkDb) db = jkk_db_open_with (place->path, JKK_DB_READONLY, own_source, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (db, "PRAGMA user_version"), ==, 1);
  /* Nothing half-made is left lying about. */
  g_autoptr (GDir) dir = g_dir_open (place->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    n_files += g_str_has_prefix (name, "santun.db.version-1.") ? 1 : 0;
  g_assert_cmpuint (n_files, ==, 0);
}

static void
test_an_older_store_is_not_read_without_the_right_to_write (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  n_own_steps = 2;
  g_assert_null (jkk_db_open_with (place->path, JKK_DB_READONLY, own_source, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
}

static void
test_two_programs_that_start_at_once_take_each_step_once (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  JkkDb *first, *second;

  first = jkk_db_open_with (place->path, JKK_DB_DEFAULT, own_source, &error);
  second = jkk_db_open_with (place->path, JKK_DB_DEFAULT, own_source, &error);
  n_own_steps = 3;
  g_assert_true (jkk_migrations_run (first, own_source, &error));
  g_assert_true (jkk_migrations_run (second, own_source, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ask (second, "SELECT count(*) FROM visit"), ==, 1);
  jkk_db_close (first);
  jkk_db_close (second);
}

static int
create_on_full_disk (gpointer data)
{
  const struct rlimit limit = { 100000, 100000 };
  g_autoptr (GError) error = NULL;

  signal (SIGXFSZ, SIG_IGN);
  if (setrlimit (RLIMIT_FSIZE, &limit) != 0 || jkk_db_open (data, JKK_DB_CREATE, &error) != NULL)
    return 1;
  return g_error_matches (error, JKK_ERROR, JKK_ERROR_STORAGE) && strstr (error->message, "full") != NULL ? 0 : 2;
}

static void
test_a_store_that_found_no_space_is_made_later (Place *place, gconstpointer data)
{
  g_autofree char *path = g_build_filename (place->folder, "penuh.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (run_child (create_on_full_disk, path), ==, 0);
  g_autoptr (JkkDb) db = jkk_db_open (path, JKK_DB_CREATE, &error);
  g_assert_no_error (error);
}

static void
test_the_steps_are_numbered_without_a_gap (void)
{
  n_own_steps = 4;
  g_assert_cmpint (jkk_migrations_newest (own_source), ==, 4);
  g_assert_null (jkk_migrations_text ("0", NULL));
  g_assert_null (jkk_migrations_text ("9999", NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/store/migrations/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)
#define ADD_OWN(name) g_test_add ("/store/migrations/" #name, Place, NULL, place_set_up, test_##name, place_tear_down)
#define ADD_PLAIN(name) g_test_add_func ("/store/migrations/" #name, test_##name)
  ADD (the_tables_have_exactly_the_columns_of_the_field_tables);
  ADD (no_table_has_a_column_that_no_field_table_names);
  ADD (every_table_is_strict_and_has_plain_columns);
  ADD (the_states_of_the_schema_are_those_of_the_program);
  ADD_PLAIN (stores_of_all_versions_are_opened);
  ADD_PLAIN (the_newest_step_is_frozen);
  ADD_OWN (a_store_is_brought_up_to_date_and_a_copy_is_kept);
  ADD_OWN (a_step_that_fails_leaves_the_one_before);
  ADD_OWN (without_a_copy_nothing_is_migrated);
  ADD_OWN (an_older_store_is_not_read_without_the_right_to_write);
  ADD_OWN (two_programs_that_start_at_once_take_each_step_once);
  ADD_OWN (a_store_that_found_no_space_is_made_later);
  ADD_PLAIN (the_steps_are_numbered_without_a_gap);

  return g_test_run ();
}
