/* A large store is looked at while people work; what is found damaged is not made worse. */
#include "jkk-damage.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jkk-case-store.h"
#include "jkk-db-copy.h"
#include "jkk-file-out.h"
#include "jkk-store.h"
#include "store-fixture.h"

/* A page of a new store, and what is larger than what is looked at as a whole when it is opened. */
#define PAGE 8192
#define BALLAST                                                                                                        \
  "CREATE TABLE ballast (text TEXT NOT NULL) STRICT;"                                                                  \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2600)"                                    \
  " INSERT INTO ballast SELECT hex (zeroblob (3900)) FROM n"

static gint64 damaged_case;

static void
large_set_up (Fixture *fixture, gconstpointer data)
{
  GStatBuf info;

  fixture_set_up (fixture, NULL);
  fixture_begin (fixture);
  damaged_case = fixture_insert_case (fixture->db, "JKK-2026-000001");
  fixture_commit (fixture);
  fixture_sql (fixture, BALLAST);
  g_clear_pointer (&fixture->db, jkk_db_close);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_size, >, 16 * 1024 * 1024);
}

static void
write_bytes (const char *path, goffset offset, gpointer bytes, gsize length, gboolean reads)
{
  FILE *file = g_fopen (path, "r+");

  g_assert_cmpint (fseek (file, offset, SEEK_SET), ==, 0);
  if (reads)
    g_assert_cmpuint (fread (bytes, 1, length, file), ==, length);
  else
    g_assert_cmpuint (fwrite (bytes, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

/* A page in the middle, of which nobody reads anything; @before gets what stood there. */
static goffset
damage (Fixture *fixture, guint8 *before)
{
  guint8 rubbish[PAGE / 4];
  GStatBuf info;

  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  goffset at = info.st_size / PAGE / 2 * PAGE;
  write_bytes (fixture->path, at, before, PAGE / 4, TRUE);
  memset (rubbish, 0xa5, sizeof rubbish);
  write_bytes (fixture->path, at, rubbish, sizeof rubbish, FALSE);
  return at;
}

static void
wait_for_check (const char *path, gint64 later_than)
{
  while (jkk_damage_checked_at (path) <= later_than)
    g_usleep (5000);
}

static void
open_again (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->db = jkk_db_open (fixture->path, JKK_DB_DEFAULT, &error);
  g_assert_no_error (error);
}

static void
assert_no_writing (JkkDb *db)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (jkk_db_begin_write (db, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
  g_test_message ("%s", error->message);
}

static void
test_damage_is_found_while_people_work (Fixture *fixture, gconstpointer data)
{
  guint8 before[PAGE / 4];
  g_autoptr (GError) error = NULL;

  damage (fixture, before);
  open_again (fixture);
  g_assert_false (jkk_db_changed_elsewhere (fixture->db));
  g_assert_false (jkk_db_is_damaged (fixture->db));
  g_autoptr (JkkDamageWatch) watch = jkk_damage_watch_new (fixture->path, 0);
  wait_for_check (fixture->path, 0);

  g_assert_true (jkk_damage_is_known (fixture->path));
  g_autoptr (JkkDamage) damage = jkk_damage_read (fixture->path);
  g_assert_cmpint (damage->found_at, >, 0);
  g_assert_nonnull (damage->text);
  jkk_db_changed_elsewhere (fixture->db);
  g_assert_true (jkk_db_is_damaged (fixture->db));
  /* What is there can be read; nothing is written into it. */
  assert_no_writing (fixture->db);
  g_autoptr (JkkCase) jcase = jkk_case_store_load (fixture->db, damaged_case, &error);
  g_assert_no_error (error);
}

/* Neither a write that is under way elsewhere nor the end of the last program changes a byte of it. */
static void
test_what_is_damaged_is_left_as_it_is (Fixture *fixture, gconstpointer data)
{
  guint8 before[PAGE / 4];
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);

  damage (fixture, before);
  open_again (fixture);
  fixture_begin (fixture);
  fixture_insert_case (fixture->db, "JKK-2026-000002");
  fixture_commit (fixture);
  g_autofree char *print = jkk_file_out_hash (fixture->path);
  jkk_damage_note (fixture->path, "page 7");
  assert_no_writing (fixture->db);
  g_clear_pointer (&fixture->db, jkk_db_close);
  g_autofree char *after = jkk_file_out_hash (fixture->path);
  g_assert_cmpstr (print, ==, after);
  /* The last deed lies in the log, for whoever mends the file. */
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
}

static void
set_found_at (Fixture *fixture, gint64 time)
{
  g_autofree char *record = g_strconcat (fixture->path, "-damaged", NULL);
  g_autoptr (GKeyFile) keys = g_key_file_new ();

  g_assert_true (g_key_file_load_from_file (keys, record, G_KEY_FILE_NONE, NULL));
  g_key_file_set_int64 (keys, "damage", "found", time);
  g_assert_true (g_key_file_save_to_file (keys, record, NULL));
}

static void
test_a_damaged_store_is_not_opened_before_it_is_sound (Fixture *fixture, gconstpointer data)
{
  guint8 before[PAGE / 4];
  goffset at = damage (fixture, before);
  gint64 long_ago = FIXTURE_TIME;

  jkk_damage_note (fixture->path, "page 7");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      /* The second time all pages are looked at once more. */
      if (i == 1)
        set_found_at (fixture, long_ago);
      g_assert_null (jkk_db_open (fixture->path, JKK_DB_DEFAULT, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
    }
  g_autoptr (JkkDamage) found = jkk_damage_read (fixture->path);
  g_assert_cmpint (found->found_at, >, long_ago);
  g_assert_cmpstr (found->text, !=, "page 7");

  /* It was the cable. */
  write_bytes (fixture->path, at, before, sizeof before, FALSE);
  set_found_at (fixture, long_ago);
  open_again (fixture);
  g_assert_false (jkk_damage_is_known (fixture->path));
  fixture_begin (fixture);
  fixture_commit (fixture);
}

/* What takes its place is not blamed for it, and what was found stays beside the file. */
static void
test_another_file_is_not_blamed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = g_strconcat (fixture->path, ".whole", NULL), *kept = NULL;

  open_again (fixture);
  jkk_db_copy (fixture->db, copy, &error);
  g_assert_no_error (error);
  g_clear_pointer (&fixture->db, jkk_db_close);
  jkk_damage_note (fixture->path, "page 7");
  jkk_db_replace (fixture->path, copy, FIXTURE_TIME, &kept, &error);
  g_assert_no_error (error);
  g_assert_false (jkk_damage_is_known (fixture->path));
  g_assert_true (jkk_damage_is_known (kept));
  open_again (fixture);
  fixture_begin (fixture);
  fixture_commit (fixture);
}

static void
test_a_sound_store_is_looked_at_once_a_day (Fixture *fixture, gconstpointer data)
{
  open_again (fixture);
  JkkDamageWatch *watch = jkk_damage_watch_new (fixture->path, 0);
  wait_for_check (fixture->path, 0);
  gint64 first = jkk_damage_checked_at (fixture->path);
  jkk_damage_watch_free (watch);
  g_assert_false (jkk_damage_is_known (fixture->path));

  watch = jkk_damage_watch_new (fixture->path, 0);
  g_usleep (300 * 1000);
  jkk_damage_watch_free (watch);
  g_assert_cmpint (jkk_damage_checked_at (fixture->path), ==, first);
  fixture_begin (fixture);
  fixture_commit (fixture);
}

static int
leave_without_a_word (gpointer path)
{
  jkk_damage_watch_new (path, G_TIME_SPAN_HOUR);
  _exit (0);
}

static void
test_after_an_unclean_end_it_is_looked_at_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *record = g_strconcat (fixture->path, "-checked", NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *before = g_strdup_printf ("[check]\nat=%" G_GINT64_FORMAT "\nopen=false\n", now - 60);

  /* Not long ago; so it is not due for that. */
  g_assert_true (g_file_set_contents (record, before, -1, NULL));
  open_again (fixture);
  g_assert_cmpint (run_child (leave_without_a_word, fixture->path), ==, 0);
  g_autoptr (JkkDamageWatch) watch = jkk_damage_watch_new (fixture->path, 0);
  wait_for_check (fixture->path, now - 60);
}

static void
test_of_several_programs_one_watches (Fixture *fixture, gconstpointer data)
{
  guint8 before[PAGE / 4];

  damage (fixture, before);
  open_again (fixture);
  g_autoptr (JkkDamageWatch) watch = jkk_damage_watch_new (fixture->path, G_TIME_SPAN_HOUR);
  g_autoptr (JkkDamageWatch) other = jkk_damage_watch_new (fixture->path, 0);
  g_usleep (300 * 1000);
  g_assert_false (jkk_damage_is_known (fixture->path));
}

static void
test_a_look_can_be_broken_off (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  open_again (fixture);
  g_cancellable_cancel (cancellable);
  g_assert_false (jkk_db_find_damage (fixture->db, cancellable, &text, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (text);
  g_clear_error (&error);
  g_assert_true (jkk_db_find_damage (fixture->db, NULL, &text, &error));
  g_assert_no_error (error);
  g_assert_null (text);
}

static void
state_changed_cb (JkkStore *store, gboolean *told)
{
  *told = jkk_store_is_damaged (store);
}

static void
test_a_store_tells_it (Fixture *fixture, gconstpointer data)
{
  guint8 before[PAGE / 4];
  g_autoptr (GError) error = NULL;
  gboolean told = FALSE;

  damage (fixture, before);
  g_autoptr (JkkStore) store = jkk_store_open (fixture->path, JKK_DB_DEFAULT, &error);
  g_assert_no_error (error);
  g_signal_connect (store, "state-changed", G_CALLBACK (state_changed_cb), &told);
  jkk_store_watch_pages (store, 0);
  while (!told)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (jkk_store_is_damaged (store));
  g_assert_false (jkk_store_is_away (store));
  jkk_store_close (store);
}

#define ADD(name) g_test_add ("/store/damage/" #name, Fixture, NULL, large_set_up, test_##name, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (damage_is_found_while_people_work);
  ADD (what_is_damaged_is_left_as_it_is);
  ADD (a_damaged_store_is_not_opened_before_it_is_sound);
  ADD (another_file_is_not_blamed);
  ADD (a_sound_store_is_looked_at_once_a_day);
  ADD (after_an_unclean_end_it_is_looked_at_again);
  ADD (of_several_programs_one_watches);
  ADD (a_look_can_be_broken_off);
  ADD (a_store_tells_it);
  return g_test_run ();
}
