#include "jkk-node-engine.h"

#include "jkk-db-group.h"
#include "jkk-dqlite.h"
#include "jkk-node-office.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

/* An engine that has nobody to agree with. */
typedef struct
{
  char *folder;
  JkkNodeEngine *engine;
  JkkDqlite *line;
} Alone;

static gboolean
dial_nobody (const char *address, int *fd, gpointer data)
{
  return FALSE;
}

static void
alone_set_up (Alone *alone, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (jkk_db_group_prepare ());
  alone->folder = make_folder ();
  alone->engine = jkk_node_engine_start (alone->folder, 1, "localhost:1", JKK_NODE_LATENCY, dial_nobody, NULL, &error);
  g_assert_no_error (error);
  alone->line = jkk_dqlite_connect (jkk_node_engine_line (alone->engine));
  g_assert_cmpint (jkk_dqlite_open (alone->line, "coba"), ==, SQLITE_OK);
  g_assert_cmpint (jkk_dqlite_exec_sql (alone->line, "CREATE TABLE barang (nama TEXT, isi TEXT)", NULL, 0), ==,
                   SQLITE_OK);
}

static void
alone_tear_down (Alone *alone, gconstpointer data)
{
  jkk_dqlite_close (alone->line);
  jkk_node_engine_stop (alone->engine);
  remove_folder (alone->folder);
  g_free (alone->folder);
}

static void
write_rows (Alone *alone, guint n)
{
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (jkk_dqlite_exec_sql (alone->line,
                                          "INSERT INTO barang VALUES (hex (randomblob (8)), "
                                          "hex (zeroblob (6000)))",
                                          NULL, 0),
                     ==, SQLITE_OK);
}

static gint64
count_rows (Alone *alone)
{
  gint64 n = 0;

  g_assert_cmpint (jkk_dqlite_query_number (alone->line, "SELECT count (*) FROM barang", &n), ==, SQLITE_OK);
  return n;
}

/* As the engine does it after each write. */
static sqlite3 *
look (void)
{
  sqlite3 *handle = NULL;
  char name[32];

  /* They are numbered as they are started, and one runs. */
  for (guint i = 1; handle == NULL; i++)
    if (sqlite3_vfs_find (g_snprintf (name, sizeof name, "dqlite-%u", i) > 0 ? name : "") != NULL)
      g_assert_cmpint (sqlite3_open_v2 ("coba", &handle, SQLITE_OPEN_READWRITE, name), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "PRAGMA synchronous=OFF", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "PRAGMA journal_mode=WAL", NULL, NULL, NULL), ==, SQLITE_OK);
  return handle;
}

static gint64
log_length (sqlite3 *handle)
{
  sqlite3_file *log = NULL;
  sqlite3_int64 length = 0;

  g_assert_cmpint (sqlite3_file_control (handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log), ==, SQLITE_OK);
  g_assert_nonnull (log->pMethods);
  g_assert_cmpint (log->pMethods->xFileSize (log, &length), ==, SQLITE_OK);
  return length;
}

static void
test_who_looks_at_the_log_reads_no_schema (Alone *alone, gconstpointer data)
{
  int schema = 0, most = 0;

  write_rows (alone, 3);
  sqlite3 *handle = look ();
  g_assert_cmpint (log_length (handle), >, 3 * 12000);
  g_assert_cmpint (sqlite3_db_status (handle, SQLITE_DBSTATUS_SCHEMA_USED, &schema, &most, FALSE), ==, SQLITE_OK);
  g_assert_cmpint (schema, <, 500);
  sqlite3_close (handle);
  g_assert_cmpint (count_rows (alone), ==, 3);
}

/* At a thousand pages; were it not so, it would grow in memory for ever. */
static void
test_the_log_is_taken_into_the_store (Alone *alone, gconstpointer data)
{
  write_rows (alone, 400);
  sqlite3 *handle = look ();
  g_assert_cmpint (log_length (handle), <, 1100 * 4120);
  sqlite3_close (handle);
  g_assert_cmpint (count_rows (alone), ==, 400);
}

static void
test_its_files_are_large (Alone *alone, gconstpointer data)
{
  g_autofree char *path = g_build_filename (alone->folder, "open-1", NULL);
  struct stat state;

  write_rows (alone, 1);
  g_assert_cmpint (g_stat (path, &state), ==, 0);
  g_assert_cmpint (state.st_size, ==, 32 * 1024 * 1024);
}

/* What was told lies in them. */
static void
test_everything_is_there_after_a_restart (Alone *alone, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_rows (alone, 400);
  jkk_dqlite_close (alone->line);
  jkk_node_engine_stop (alone->engine);
  alone->engine = jkk_node_engine_start (alone->folder, 1, "localhost:1", JKK_NODE_LATENCY, dial_nobody, NULL, &error);
  g_assert_no_error (error);
  alone->line = jkk_dqlite_connect (jkk_node_engine_line (alone->engine));
  g_assert_cmpint (jkk_dqlite_open (alone->line, "coba"), ==, SQLITE_OK);
  g_assert_cmpint (count_rows (alone), ==, 400);
}

#define ADD(name) g_test_add ("/node-engine/" #name, Alone, NULL, alone_set_up, test_##name, alone_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (who_looks_at_the_log_reads_no_schema);
  ADD (the_log_is_taken_into_the_store);
  ADD (its_files_are_large);
  ADD (everything_is_there_after_a_restart);
  return g_test_run ();
}
