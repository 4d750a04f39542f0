#include "jkk-backups-dialog.h"

#include <glib/gstdio.h>
#include <string.h>

#include "jkk-test-window.h"

static GtkWindow *
open_dialog (JkkTestDesk *fixture)
{
  g_assert_true (jkk_test_is_enabled (fixture->window, "backups"));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "backups", NULL);
  return jkk_test_dialog (fixture->window, JKK_TYPE_BACKUPS_DIALOG);
}

static GtkWidget *
label_of (gpointer dialog, const char *name)
{
  return jkk_test_find_named (dialog, GTK_TYPE_LABEL, name);
}

static gboolean
has_row (gpointer dialog)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (jkk_test_find_named (dialog, GTK_TYPE_LIST_BOX, "rows")), 0) !=
         NULL;
}

static void
make_one (GtkWindow *dialog)
{
  jkk_test_act (dialog, "backups.run", NULL);
  g_assert_cmpstr (jkk_test_dialog_page (dialog), ==, "working");
  jkk_test_wait_for (jkk_test_dialog_is_idle, dialog);
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (label_of (dialog, "told"))), "without a fault"));
  jkk_test_wait_for (has_row, dialog);
}

static void
choose (GtkWindow *dialog)
{
  jkk_backups_dialog_choose (JKK_BACKUPS_DIALOG (dialog), 0);
  jkk_test_wait_for (jkk_test_dialog_is_idle, dialog);
  g_assert_cmpstr (jkk_test_dialog_page (dialog), ==, "confirm");
}

static void
sign (GtkWindow *dialog, const char *login, const char *password)
{
  gtk_editable_set_text (GTK_EDITABLE (jkk_test_find_named (dialog, G_TYPE_NONE, "login")), login);
  gtk_editable_set_text (GTK_EDITABLE (jkk_test_find_named (dialog, G_TYPE_NONE, "password")), password);
  jkk_test_act (dialog, "backups.restore", NULL);
}

static gint64
count_open (JkkTestDesk *fixture, JkkCaseStatus status)
{
  g_autofree JkkCaseCounts *counts = jkk_office_counts (jkk_window_get_office (fixture->window), NULL);

  return counts->by_status[status];
}

/* Something is done after the backup. */
static void
take_one (JkkTestDesk *fixture)
{
  g_autoptr (GError) error = NULL;
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  g_autoptr (JkkOffice) desk = jkk_office_open (fixture->files->demo, &error);

  g_assert_no_error (error);
  g_assert_true (jkk_office_sign_in (desk, "sari", "santun-demo", &error));
  query.statuses = JKK_STATUS_BIT (JKK_STATUS_RECEIVED);
  g_autoptr (GArray) ids = jkk_office_list (desk, &query, NULL);
  JkkRequest request = { .case_id = g_array_index (ids, gint64, 0) };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (desk, "take", &request, &error);
  g_assert_no_error (error);
  jkk_office_close (desk);
}

static gboolean
is_signed_out (gpointer window)
{
  return g_strcmp0 (jkk_window_get_page (window), "sign-in") == 0;
}

static guint
count_replaced (JkkTestDesk *fixture)
{
  g_autofree char *folder = g_path_get_dirname (fixture->files->demo);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += strstr (name, ".replaced-") != NULL && !g_str_has_suffix (name, "-wal");
  return n;
}

static void
test_a_backup_is_made_and_restored (JkkTestDesk *fixture, gconstpointer data)
{
  jkk_test_sign_in (fixture->window, "admin");
  GtkWindow *dialog = open_dialog (fixture);
  gint64 before = count_open (fixture, JKK_STATUS_RECEIVED);

  make_one (dialog);
  take_one (fixture);
  g_assert_cmpint (count_open (fixture, JKK_STATUS_RECEIVED), ==, before - 1);
  choose (dialog);
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (label_of (dialog, "loss"))), "1 deed"));

  /* A wrong password, and somebody who is no administrator, change nothing, and can be mended. */
  sign (dialog, "admin", "salah-sekali");
  jkk_test_wait_for (jkk_test_dialog_is_idle, dialog);
  g_assert_cmpstr (jkk_test_dialog_page (dialog), ==, "confirm");
  g_assert_true (gtk_widget_get_visible (label_of (dialog, "confirm_fault")));
  sign (dialog, "sari", "santun-demo");
  jkk_test_wait_for (jkk_test_dialog_is_idle, dialog);
  g_assert_cmpstr (jkk_test_dialog_page (dialog), ==, "confirm");
  g_assert_cmpstr (jkk_window_get_page (fixture->window), ==, "desk");

  sign (dialog, "admin", "santun-demo");
  jkk_test_wait_for (is_signed_out, fixture->window);
  jkk_test_settle (200);
  g_assert_null (jkk_test_dialog (fixture->window, JKK_TYPE_BACKUPS_DIALOG));
  g_assert_cmpuint (count_replaced (fixture), ==, 1);
  jkk_test_sign_in (fixture->window, "admin");
  g_assert_cmpint (count_open (fixture, JKK_STATUS_RECEIVED), ==, before);
}

static void
test_who_thinks_better_of_it_loses_nothing (JkkTestDesk *fixture, gconstpointer data)
{
  jkk_test_sign_in (fixture->window, "admin");
  GtkWindow *dialog = open_dialog (fixture);

  make_one (dialog);
  choose (dialog);
  jkk_test_act (dialog, "backups.stop-or-close", NULL);
  g_assert_cmpstr (jkk_test_dialog_page (dialog), ==, "list");
  g_assert_cmpstr (jkk_window_get_page (fixture->window), ==, "desk");
  g_assert_cmpuint (count_replaced (fixture), ==, 0);
  gtk_window_destroy (dialog);
}

static void
test_while_another_program_has_it_open_nothing_is_replaced (JkkTestDesk *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  jkk_test_sign_in (fixture->window, "admin");
  GtkWindow *dialog = open_dialog (fixture);
  make_one (dialog);
  choose (dialog);
  g_autofree char *command = g_strdup_printf ("import sqlite3, sys; c = sqlite3.connect('%s'); c.execute('BEGIN'); "
                                              "c.execute('SELECT 1 FROM office').fetchall(); "
                                              "print('held', flush=True); sys.stdin.read()",
                                              fixture->files->demo);
  g_autoptr (GSubprocess) other = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                                    &error, "/usr/bin/python3", "-c", command, NULL);
  g_assert_no_error (error);
  char held[5];
  g_assert_true (g_input_stream_read_all (g_subprocess_get_stdout_pipe (other), held, 5, NULL, NULL, NULL));

  sign (dialog, "admin", "santun-demo");
  jkk_test_wait_for (is_signed_out, fixture->window);
  jkk_test_wait_for (jkk_test_dialog_is_idle, dialog);
  g_assert_cmpstr (jkk_test_dialog_page (dialog), ==, "list");
  g_assert_true (gtk_widget_get_visible (label_of (dialog, "fault")));
  g_assert_cmpuint (count_replaced (fixture), ==, 0);
  g_output_stream_close (g_subprocess_get_stdin_pipe (other), NULL, NULL);
  g_subprocess_wait (other, NULL, NULL);
  gtk_window_destroy (dialog);
}

/* Nobody can sign in to a store that is damaged; its backup is the way out. */
static void
test_a_damaged_store_is_replaced_from_the_page_that_tells_of_it (JkkTestDesk *fixture, gconstpointer data)
{
  jkk_test_sign_in (fixture->window, "admin");
  GtkWindow *dialog = open_dialog (fixture);
  make_one (dialog);
  gtk_window_destroy (dialog);
  jkk_test_window_close (fixture->window);

  g_autofree char *log = g_strconcat (fixture->files->demo, "-wal", NULL);
  g_unlink (log);
  g_assert_true (g_file_set_contents (fixture->files->demo, "no store at all, whatever its name says", -1, NULL));
  fixture->window = jkk_test_window_new (fixture->files);
  jkk_window_start (fixture->window);
  jkk_test_wait_page (fixture->window, "trouble");
  dialog = open_dialog (fixture);
  jkk_test_wait_for (has_row, dialog);
  choose (dialog);
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (label_of (dialog, "loss"))), "cannot be read"));
  sign (dialog, "admin", "santun-demo");
  jkk_test_wait_for (is_signed_out, fixture->window);
  jkk_test_settle (200);
  jkk_test_sign_in (fixture->window, "admin");
}

static void
test_of_a_node_it_is_said_where (JkkTestDesk *fixture, gconstpointer data)
{
  JkkBackupsDialog *dialog = jkk_backups_dialog_open (fixture->window, "santun://kantor:7443", "admin");

  g_assert_cmpstr (jkk_test_dialog_page (dialog), ==, "elsewhere");
  g_assert_nonnull (jkk_test_find_text (dialog, "santun://kantor:7443"));
  jkk_test_act (dialog, "backups.stop-or-close", NULL);
  jkk_test_settle (100);
  g_assert_null (jkk_test_dialog (fixture->window, JKK_TYPE_BACKUPS_DIALOG));
}

static gboolean
is_offered (gpointer window)
{
  return jkk_test_find_text (window, "No backup of this office") != NULL;
}

static gboolean
is_at_desk (gpointer window)
{
  return g_strcmp0 (jkk_window_get_page (window), "desk") == 0;
}

static void
test_an_administrator_of_a_real_office_is_reminded (JkkTestDesk *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  JkkOfficeSetup setup = { "Kantor Contoh", "Contoh", "ayu", "Ayu Contoh", "kata-sandi-contoh" };

  g_assert_true (jkk_office_create (fixture->files->own, &setup, &error));
  g_assert_no_error (error);
  jkk_window_open (fixture->window, fixture->files->own);
  jkk_test_settle (500);
  jkk_test_wait_for (is_signed_out, fixture->window);
  g_assert_true (jkk_office_sign_in (jkk_window_get_office (fixture->window), "ayu", "kata-sandi-contoh", &error));
  jkk_test_wait_for (is_at_desk, fixture->window);
  jkk_test_wait_for (is_offered, fixture->window);
}

static gboolean
may_restore (gpointer window)
{
  return jkk_test_is_enabled (window, "backups");
}

/* Nobody can sign in, since that would be written: the way to the backups is open all the same. */
static void
test_where_the_file_is_damaged_nobody_need_sign_in (JkkTestDesk *fixture, gconstpointer data)
{
  g_autofree char *record = g_strconcat (fixture->files->demo, "-damaged", NULL);
  GStatBuf info;

  jkk_test_wait_page (fixture->window, "sign-in");
  g_assert_false (may_restore (fixture->window));
  g_assert_cmpint (g_stat (fixture->files->demo, &info), ==, 0);
  g_autofree char *text = g_strdup_printf ("[damage]\nstore=%llu:%llu\nfound=1767600000\ntext=page 7\n",
                                           (unsigned long long) info.st_dev, (unsigned long long) info.st_ino);
  g_assert_true (g_file_set_contents (record, text, -1, NULL));
  jkk_test_wait_for (may_restore, fixture->window);
  gtk_window_destroy (open_dialog (fixture));
}

int
main (int argc, char **argv)
{
  jkk_test_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, JkkTestDesk, NULL, jkk_test_desk_set_up, func, jkk_test_desk_tear_down)
  ADD ("/backups-dialog/restored", test_a_backup_is_made_and_restored);
  ADD ("/backups-dialog/thinks-better", test_who_thinks_better_of_it_loses_nothing);
  ADD ("/backups-dialog/busy", test_while_another_program_has_it_open_nothing_is_replaced);
  ADD ("/backups-dialog/damaged", test_a_damaged_store_is_replaced_from_the_page_that_tells_of_it);
  ADD ("/backups-dialog/no-sign-in", test_where_the_file_is_damaged_nobody_need_sign_in);
  ADD ("/backups-dialog/reminder", test_an_administrator_of_a_real_office_is_reminded);
  ADD ("/backups-dialog/node", test_of_a_node_it_is_said_where);
#undef ADD
  return g_test_run ();
}
