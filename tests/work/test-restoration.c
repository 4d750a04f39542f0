#include "jkk-restoration.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "jkk-work-fixture.h"

static char *
back_up (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  const JkkSafekeeping keeping = { .address = fixture->address };
  guint n_removed;
  g_autoptr (JkkBackupInfo) info = jkk_safekeeping_run (&keeping, &n_removed, NULL, &error);

  g_assert_no_error (error);
  return g_steal_pointer (&info->path);
}

static JkkRestoration *
prepare (Fixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;
  const JkkSafekeeping keeping = { .address = fixture->address };
  JkkRestoration *restoration = jkk_restoration_new (&keeping, path, NULL, &error);

  g_assert_no_error (error);
  return restoration;
}

static void
close_office (Fixture *fixture)
{
  jkk_office_close (fixture->office);
  g_clear_object (&fixture->office);
}

static void
open_office (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->office = jkk_office_open (fixture->address, &error);
  g_assert_no_error (error);
}

static void
test_the_office_goes_on_from_the_backup (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  sign_in (fixture, "sari");
  gint64 first = take_in (fixture);
  g_autofree char *path = back_up (fixture);
  gint64 second = take_in (fixture);
  g_autoptr (JkkRestoration) restoration = prepare (fixture, path);
  g_assert_cmpint (jkk_restoration_get_loss (restoration)->n_deeds, ==, 1);
  g_assert_cmpint (jkk_restoration_get_loss (restoration)->n_cases, ==, 1);
  close_office (fixture);
  g_assert_true (jkk_restoration_run (restoration, "admin", PASSWORD, &kept, &error));
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));

  open_office (fixture);
  sign_in (fixture, "sari");
  g_autoptr (JkkCase) there = load (fixture, first);
  g_assert_nonnull (there);
  g_assert_null (jkk_office_load (fixture->office, second, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
}

static void
assert_refused (JkkRestoration *restoration, const char *login, const char *password)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  g_assert_false (jkk_restoration_run (restoration, login, password, &kept, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_assert_null (kept);
}

static void
test_only_an_administrator_with_his_password_may (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = back_up (fixture);
  g_autoptr (JkkRestoration) restoration = prepare (fixture, path);

  close_office (fixture);
  assert_refused (restoration, "sari", PASSWORD);
  assert_refused (restoration, "budi", PASSWORD);
  assert_refused (restoration, "admin", "bukan kata sandi");
  open_office (fixture);
}

static char *
last_reason (const char *path)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_prepare_v2 (handle, "SELECT reason FROM journal ORDER BY sequence DESC LIMIT 1", -1, &statement, NULL),
      ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  char *reason = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return reason;
}

/* As the program that found it does. */
static char *
note_damage (const char *path)
{
  char *record = g_strconcat (path, "-damaged", NULL);
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_autofree char *text = g_strdup_printf ("[damage]\nstore=%llu:%llu\nfound=1767600000\ntext=page 7\n",
                                           (unsigned long long) info.st_dev, (unsigned long long) info.st_ino);
  g_assert_true (g_file_set_contents (record, text, -1, NULL));
  return record;
}

/* The damaged file was not written into any more; whoever checks the record finds it in the one that goes on. */
static void
test_damage_is_told_where_the_office_goes_on (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = back_up (fixture);
  g_autofree char *kept = NULL;
  g_autoptr (JkkRestoration) restoration = prepare (fixture, path);

  g_autofree char *record = note_damage (fixture->address);
  close_office (fixture);
  g_assert_true (jkk_restoration_run (restoration, "admin", PASSWORD, &kept, &error));
  g_assert_no_error (error);
  g_autofree char *reason = last_reason (fixture->address);
  g_assert_nonnull (strstr (reason, "found damaged on"));
  g_autofree char *kept_record = g_strconcat (kept, "-damaged", NULL);
  g_assert_false (g_file_test (record, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (kept_record, G_FILE_TEST_EXISTS));
  open_office (fixture);
}

static void
test_who_does_not_go_on_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = back_up (fixture);
  JkkRestoration *restoration = prepare (fixture, path);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  jkk_restoration_free (restoration);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, ".santun-scratch"));
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
test_the_window_need_not_wait (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *path = back_up (fixture);
  const JkkSafekeeping keeping = { .address = fixture->address };

  jkk_restoration_new_async (&keeping, path, NULL, prepared_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_autoptr (JkkRestoration) restoration = jkk_restoration_new_finish (result, &error);
  g_assert_no_error (error);
  g_autofree char *text = jkk_restoration_tell (restoration);
  g_assert_nonnull (strstr (text, "Nothing would be lost"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  fixture_test_add ("/restoration/goes-on", test_the_office_goes_on_from_the_backup);
  fixture_test_add ("/restoration/who", test_only_an_administrator_with_his_password_may);
  fixture_test_add ("/restoration/not-used", test_who_does_not_go_on_leaves_nothing);
  fixture_test_add ("/restoration/window", test_the_window_need_not_wait);
  fixture_test_add ("/restoration/damage", test_damage_is_told_where_the_office_goes_on);
  return g_test_run ();
}
