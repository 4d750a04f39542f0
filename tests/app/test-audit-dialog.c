#include "jkk-audit-dialog.h"

#include <string.h>

#include "jkk-auditing.h"
#include "jkk-test-window.h"

static GtkWindow *
open_dialog (JkkTestDesk *fixture, const char *login)
{
  jkk_test_sign_in (fixture->window, login);
  g_assert_true (jkk_test_is_enabled (fixture->window, "audit"));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "audit", NULL);
  return jkk_test_dialog (fixture->window, JKK_TYPE_AUDIT_DIALOG);
}

static const char *
text_of (gpointer dialog, const char *name)
{
  return gtk_label_get_text (GTK_LABEL (jkk_test_find_named (dialog, GTK_TYPE_LABEL, name)));
}

static void
type_head (GtkWindow *dialog, const char *head)
{
  gtk_editable_set_text (GTK_EDITABLE (jkk_test_find_named (dialog, ADW_TYPE_ENTRY_ROW, "head")), head);
}

static void
run (GtkWindow *dialog)
{
  jkk_test_act (dialog, "audit.start", NULL);
  g_assert_cmpstr (jkk_test_dialog_page (dialog), ==, "working");
  jkk_test_wait_for (jkk_test_dialog_is_idle, dialog);
}

static void
test_an_auditor_checks_and_keeps_the_result (JkkTestDesk *fixture, gconstpointer data)
{
  GtkWindow *dialog = open_dialog (fixture, "wati");
  g_autofree char *path = g_build_filename (fixture->files->folder, "result.txt", NULL);
  g_autofree char *text = NULL;
  g_autofree char *head = jkk_auditing_head (jkk_window_get_office (fixture->window), NULL);

  type_head (dialog, head);
  run (dialog);
  g_assert_cmpstr (jkk_test_dialog_page (dialog), ==, "result");
  g_assert_cmpstr (text_of (dialog, "heading"), ==, "Everything Is as It Was Written");
  g_assert_nonnull (strstr (text_of (dialog, "summary"), "The head on the paper"));
  g_assert_true (jkk_audit_dialog_save (JKK_AUDIT_DIALOG (dialog), path));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Everything is as it was written."));
  g_assert_nonnull (strstr (text, jkk_office_get_name (jkk_window_get_office (fixture->window))));
  gtk_window_destroy (dialog);
}

static void
test_a_head_that_is_not_in_the_journal_is_a_finding (JkkTestDesk *fixture, gconstpointer data)
{
  GtkWindow *dialog = open_dialog (fixture, "budi");

  type_head (dialog, "0000 1111 2222 3333 4444 5555 @999999");
  run (dialog);
  g_assert_cmpstr (jkk_test_dialog_page (dialog), ==, "result");
  g_assert_nonnull (strstr (text_of (dialog, "heading"), "1 Thing"));
  g_assert_nonnull (jkk_test_find_text (dialog, "cut off"));
  /* Another go, with what cannot be a head. */
  jkk_test_act (dialog, "audit.again", NULL);
  type_head (dialog, "kemarin");
  run (dialog);
  g_assert_cmpstr (jkk_test_dialog_page (dialog), ==, "start");
  g_assert_nonnull (strstr (text_of (dialog, "fault"), "kemarin"));
  gtk_window_destroy (dialog);
}

static void
test_it_can_be_given_up_and_left (JkkTestDesk *fixture, gconstpointer data)
{
  GtkWindow *dialog = open_dialog (fixture, "admin");

  jkk_test_act (dialog, "audit.start", NULL);
  jkk_test_act (dialog, "audit.stop-or-close", NULL);
  jkk_test_wait_for (jkk_test_dialog_is_idle, dialog);
  /* Left in the middle, and the office closed behind it. */
  if (g_str_equal (jkk_test_dialog_page (dialog), "start"))
    jkk_test_act (dialog, "audit.start", NULL);
  gtk_window_destroy (dialog);
  jkk_test_settle (300);
}

static void
test_a_verifier_has_no_such_thing (JkkTestDesk *fixture, gconstpointer data)
{
  jkk_test_sign_in (fixture->window, "sari");
  g_assert_false (jkk_test_is_enabled (fixture->window, "audit"));
  g_assert_false (jkk_test_is_enabled (fixture->window, "backups"));
}

int
main (int argc, char **argv)
{
  jkk_test_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, JkkTestDesk, NULL, jkk_test_desk_set_up, func, jkk_test_desk_tear_down)
  ADD ("/audit-dialog/sound", test_an_auditor_checks_and_keeps_the_result);
  ADD ("/audit-dialog/head", test_a_head_that_is_not_in_the_journal_is_a_finding);
  ADD ("/audit-dialog/given-up", test_it_can_be_given_up_and_left);
  ADD ("/audit-dialog/verifier", test_a_verifier_has_no_such_thing);
#undef ADD
  return g_test_run ();
}
