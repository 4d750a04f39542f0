#include "store-fixture.h"

#include "jkk-account-store.h"
#include "jkk-case-store.h"
#include "jkk-db-group.h"
#include "jkk-dqlite.h"
#include "place.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = make_folder ();
  fixture->path = g_build_filename (fixture->folder, "santun.db", NULL);
  fixture->db = jkk_db_open (fixture->path, JKK_DB_CREATE, &error);
  g_assert_no_error (error);
  fixture->address = place_open (fixture->path);
  if (!g_str_equal (fixture->address, fixture->path))
    fixture_reopen (fixture);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->db, jkk_db_close);
  place_close (fixture->address);
  remove_folder (fixture->folder);
  g_free (fixture->address);
  g_free (fixture->folder);
  g_free (fixture->path);
}

void
fixture_reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->db, jkk_db_close);
  fixture->db = jkk_db_open (fixture->address != NULL ? fixture->address : fixture->path, JKK_DB_DEFAULT, &error);
  g_assert_no_error (error);
}

void
fixture_begin (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  jkk_db_begin_write (fixture->db, &error);
  g_assert_no_error (error);
}

void
fixture_commit (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  jkk_db_commit (fixture->db, &error);
  g_assert_no_error (error);
}

gint64
fixture_insert_case (JkkDb *db, const char *number)
{
  g_autoptr (JkkCase) jcase = sample_case (number);
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  jkk_case_store_insert (db, jcase, 5466667, FIXTURE_TIME, &id, &error);
  g_assert_no_error (error);
  return id;
}

void
fixture_insert_account (JkkDb *db, const char *login, const char *name, guint roles)
{
  g_autoptr (JkkAccount) account = jkk_account_new (login, name, roles);
  g_autoptr (GError) error = NULL;

  jkk_account_insert (db, account, "kata sandi uji", JKK_PASSWORD_COST_MINIMAL, FIXTURE_TIME, &error);
  g_assert_no_error (error);
}

/* As somebody would who has the file in hand and no program of ours. */
static sqlite3 *
open_behind (Fixture *fixture)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  sqlite3_busy_timeout (handle, 5000);
  return handle;
}

static JkkDqlite *
open_engine (void)
{
  int fd = place_engine ();
  JkkDqlite *engine = fd >= 0 ? jkk_dqlite_over (fd) : NULL;

  g_assert_true (engine == NULL || jkk_dqlite_open (engine, JKK_DB_GROUP_STORE) == SQLITE_OK);
  return engine;
}

static gboolean
attempt_at_engine (JkkDqlite *engine, const char *sql, GError **error)
{
  int code = jkk_dqlite_exec_sql (engine, sql, NULL, 0);

  /* It is the schema that refuses, and not an engine that is busy. */
  g_assert_true (code == SQLITE_OK || (code & 0xff) == SQLITE_CONSTRAINT);
  if (code != SQLITE_OK)
    g_set_error_literal (error, JKK_ERROR,
                         code == SQLITE_CONSTRAINT_TRIGGER                                          ? JKK_ERROR_REFUSED
                         : code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ? JKK_ERROR_CONFLICT
                                                                                                    : JKK_ERROR_INVALID,
                         jkk_dqlite_message (engine));
  return code == SQLITE_OK;
}

/* What the schema says to SQL that the program would never send: in the transaction that is open, or, where a desk can
 * send none, from behind in between. */
gboolean
fixture_attempt (Fixture *fixture, const char *sql, GError **error)
{
  gboolean in_write = fixture->db->in_write;

  if (fixture->db->engine->exec != NULL)
    return jkk_db_exec (fixture->db, sql, error);
  if (in_write)
    fixture_commit (fixture);
  g_autoptr (JkkDqlite) engine = open_engine ();
  g_autoptr (JkkDb) file = engine == NULL ? jkk_db_open (fixture->path, JKK_DB_DEFAULT, error) : NULL;
  gboolean done = engine != NULL ? attempt_at_engine (engine, sql, error) : jkk_db_exec (file, sql, error);
  g_clear_pointer (&file, jkk_db_close);
  if (in_write)
    fixture_begin (fixture);
  return done;
}

void
fixture_sql (Fixture *fixture, const char *sql)
{
  g_autoptr (JkkDqlite) engine = open_engine ();

  if (engine != NULL)
    {
      g_assert_cmpint (jkk_dqlite_exec_sql (engine, sql, NULL, 0), ==, SQLITE_OK);
      return;
    }
  sqlite3 *handle = open_behind (fixture);
  char *message = NULL;

  sqlite3_exec (handle, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

gint64
fixture_ask (Fixture *fixture, const char *sql)
{
  g_autoptr (JkkDqlite) engine = open_engine ();
  gint64 number;

  if (engine != NULL)
    {
      g_assert_cmpint (jkk_dqlite_query_number (engine, sql, &number), ==, SQLITE_OK);
      return number;
    }
  sqlite3 *handle = open_behind (fixture);
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  gint64 answer = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  return answer;
}

/* Every field says where it belongs, so that two that were exchanged are noticed; frozen stores hold these values. */
static void
fill_record (const JkkRecordType *type, gpointer record, guint seed)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (jkk_field_is_text (&type->fields[i]))
      {
        g_autofree char *text = g_strdup_printf ("%s.%s %u “é” O'Brien\n\t;", type->name, type->fields[i].name, seed);

        jkk_field_put_string (&type->fields[i], record, text);
      }
    else
      jkk_field_put_number (&type->fields[i], record, g_str_hash (type->fields[i].name) % 1000000 + seed);
}

static void
fill_list (JkkCase *jcase, const JkkCasePart *part)
{
  for (guint row = 1; row <= 3; row++)
    {
      gpointer record = jkk_record_new (part->type);

      fill_record (part->type, record, row);
      g_ptr_array_add (jkk_case_part_list (jcase, part), record);
    }
}

JkkCase *
sample_case (const char *number)
{
  JkkCase *jcase = jkk_case_new ();
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint i = 0; i < n_parts; i++)
    if (parts[i].is_list)
      fill_list (jcase, &parts[i]);
    else
      fill_record (parts[i].type, (gpointer) jkk_case_part_record (jcase, &parts[i]), i + 1);
  jkk_set_str (&jcase->cover.number, number);
  jkk_set_str (&jcase->cover.status, jkk_case_status_name (JKK_STATUS_RECEIVED));
  jkk_set_str (&jcase->cover.verifier, "sari");
  return jcase;
}

void
assert_case_equal (const JkkCase *a, const JkkCase *b)
{
  g_autoptr (GPtrArray) changes = jkk_case_diff (a, b);

  for (guint i = 0; i < changes->len; i++)
    {
      const JkkChange *change = changes->pdata[i];

      g_test_message ("%s: %s / %s", change->path, change->before, change->after);
    }
  g_assert_cmpuint (changes->len, ==, 0);
  g_assert_true (jkk_case_equal (a, b));
}

int
run_child (ChildFunc func, gpointer data)
{
  int status;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    _exit (func (data));
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return WIFSIGNALED (status) ? -WTERMSIG (status) : WEXITSTATUS (status);
}

static void
print_table (sqlite3 *handle, const char *name, GChecksum *sum)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY 1, 2", name);
  sqlite3_stmt *rows = NULL;

  g_checksum_update (sum, (const guint8 *) name, -1);
  if (sqlite3_prepare_v2 (handle, sql, -1, &rows, NULL) != SQLITE_OK)
    {
      /* Of one column. */
      *strstr (sql, ", 2") = '\0';
      g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &rows, NULL), ==, SQLITE_OK);
    }
  while (sqlite3_step (rows) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (rows); i++)
      {
        g_autofree char *head =
            g_strdup_printf ("|%d:%d:", sqlite3_column_type (rows, i), sqlite3_column_bytes (rows, i));

        g_checksum_update (sum, (const guint8 *) head, -1);
        g_checksum_update (sum, sqlite3_column_blob (rows, i), sqlite3_column_bytes (rows, i));
      }
  g_assert_cmpint (sqlite3_finalize (rows), ==, SQLITE_OK);
}

/* A hash over every row of every table, also of those of the index of texts: stores that are the same have the same. */
char *
store_print (const char *path)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3 *handle = NULL;
  sqlite3_stmt *names = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "BEGIN", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle,
                                       "SELECT name FROM sqlite_schema WHERE type = 'table' "
                                       "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
                                       -1, &names, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (names) == SQLITE_ROW)
    print_table (handle, (const char *) sqlite3_column_text (names, 0), sum);
  sqlite3_finalize (names);
  sqlite3_close (handle);
  return g_strdup (g_checksum_get_string (sum));
}
