#include <string.h>

#include "jkk-case-page.h"
#include "jkk-lock-page.h"
#include "jkk-office-lock.h"
#include "jkk-password-dialog.h"
#include "jkk-test-window.h"

static void
set_up (JkkTestDesk *fixture, gconstpointer data)
{
  jkk_test_desk_set_up (fixture, data);
  jkk_test_sign_in (fixture->window, "sari");
}

static void
act (JkkTestDesk *fixture, const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), action, NULL);
}

static gboolean
is_open (gpointer data)
{
  return !jkk_window_is_locked (data);
}

static gboolean
is_told (gpointer lock)
{
  GtkWidget *fault = jkk_test_find_text (lock, "password is wrong");

  return fault != NULL && gtk_widget_get_mapped (fault);
}

static void
type_password (JkkTestDesk *fixture, const char *password)
{
  GtkWidget *lock = jkk_test_desk_part (fixture, "JkkLockPage");

  gtk_editable_set_text (GTK_EDITABLE (jkk_test_find_named (lock, G_TYPE_NONE, "password")), password);
  jkk_test_act (lock, "lock.open", NULL);
}

static char *
typed_name (JkkTestDesk *fixture)
{
  GtkWidget *row = jkk_test_find_text (jkk_test_desk_part (fixture, "JkkCasePage"), "Joko Widyatmo");

  return row != NULL ? g_strdup (gtk_label_get_text (GTK_LABEL (row))) : NULL;
}

static void
begin_case (JkkTestDesk *fixture)
{
  act (fixture, "new-case");
  jkk_test_settle (200);
  jkk_test_act (jkk_test_desk_part (fixture, "JkkCasePage"), "case.edit", "(ss)", "participant.name", "Joko Widyatmo");
  jkk_test_settle (100);
}

static void
test_locked_it_shows_nothing_and_does_nothing (JkkTestDesk *fixture, gconstpointer data)
{
  begin_case (fixture);
  act (fixture, "lock");
  g_assert_true (jkk_window_is_locked (fixture->window));
  g_assert_false (gtk_widget_get_mapped (jkk_test_desk_part (fixture, "JkkDesk")));
  g_assert_true (gtk_widget_get_mapped (jkk_test_desk_part (fixture, "JkkLockPage")));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Santun");
  g_auto (GStrv) actions = g_action_group_list_actions (G_ACTION_GROUP (fixture->window));
  for (guint i = 0; actions[i] != NULL; i++)
    if (!g_str_equal (actions[i], "show-help-overlay"))
      g_assert_false (jkk_test_is_enabled (fixture->window, actions[i]));
}

static void
test_what_was_typed_is_there_again (JkkTestDesk *fixture, gconstpointer data)
{
  begin_case (fixture);
  g_autofree char *before = typed_name (fixture);
  g_assert_nonnull (before);
  act (fixture, "lock");
  type_password (fixture, "bukan yang itu");
  jkk_test_wait_for (is_told, jkk_test_desk_part (fixture, "JkkLockPage"));
  g_assert_true (jkk_window_is_locked (fixture->window));
  type_password (fixture, "santun-demo");
  jkk_test_wait_for (is_open, fixture->window);
  g_assert_true (gtk_widget_get_mapped (jkk_test_desk_part (fixture, "JkkDesk")));
  g_autofree char *after = typed_name (fixture);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (jkk_test_is_enabled (fixture->window, "lock"));
}

static void
test_dialogs_wait_for_who_locked_it (JkkTestDesk *fixture, gconstpointer data)
{
  act (fixture, "change-password");
  GtkWindow *dialog = jkk_test_dialog (fixture->window, JKK_TYPE_PASSWORD_DIALOG);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (dialog)));
  jkk_window_lock (fixture->window);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (dialog)));
  /* What was under way asks later, too. */
  gtk_window_present (dialog);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (dialog)));
  type_password (fixture, "santun-demo");
  jkk_test_wait_for (is_open, fixture->window);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (dialog)));
  gtk_window_destroy (dialog);
}

static void
test_somebody_else_signs_in_and_finds_nothing_of_it (JkkTestDesk *fixture, gconstpointer data)
{
  begin_case (fixture);
  jkk_window_lock (fixture->window);
  jkk_test_act (jkk_test_desk_part (fixture, "JkkLockPage"), "lock.leave", NULL);
  g_assert_false (jkk_window_is_locked (fixture->window));
  jkk_test_sign_in (fixture->window, "rina");
  act (fixture, "new-case");
  jkk_test_settle (200);
  g_assert_null (jkk_test_find_text (fixture->window, "Joko Widyatmo"));

  act (fixture, "sign-out");
  jkk_test_sign_in (fixture->window, "sari");
  g_assert_nonnull (jkk_test_find_text (fixture->window, "A new case was begun"));
  act (fixture, "new-case");
  jkk_test_settle (200);
  g_assert_nonnull (jkk_test_find_text (fixture->window, "Joko Widyatmo"));
}

static void
test_a_locked_window_can_be_closed (JkkTestDesk *fixture, gconstpointer data)
{
  begin_case (fixture);
  jkk_test_act (jkk_test_desk_part (fixture, "JkkCasePage"), "case.edit", "(ss)", "participant.identity", "99");
  jkk_window_lock (fixture->window);
}

#define ADD(path, function)                                                                                            \
  g_test_add ("/window-lock/" path, JkkTestDesk, NULL, set_up, function, jkk_test_desk_tear_down)

int
main (int argc, char *argv[])
{
  jkk_test_init (&argc, &argv);

  ADD ("locked-it-shows-nothing-and-does-nothing", test_locked_it_shows_nothing_and_does_nothing);
  ADD ("what-was-typed-is-there-again", test_what_was_typed_is_there_again);
  ADD ("dialogs-wait-for-who-locked-it", test_dialogs_wait_for_who_locked_it);
  ADD ("somebody-else-signs-in-and-finds-nothing-of-it", test_somebody_else_signs_in_and_finds_nothing_of_it);
  ADD ("a-locked-window-can-be-closed", test_a_locked_window_can_be_closed);
  return g_test_run ();
}
