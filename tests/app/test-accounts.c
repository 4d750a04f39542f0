#include "jkk-account-dialog.h"
#include "jkk-password-dialog.h"
#include "jkk-test-window.h"

typedef struct
{
  JkkTestOffice *office;
  JkkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->office = jkk_test_office_new (4);
  fixture->window = jkk_test_window_new (fixture->office);
  jkk_window_start (fixture->window);
  jkk_test_sign_in (fixture->window, "admin");
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "accounts", NULL);
  jkk_test_settle (300);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  jkk_test_window_close (fixture->window);
  jkk_test_office_free (fixture->office);
}

static GtkWidget *
part (gpointer root, const char *name)
{
  GtkWidget *widget = jkk_test_find_named (root, G_TYPE_NONE, name);

  g_assert_nonnull (widget);
  return widget;
}

static void
type_into (gpointer root, const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (part (root, name)), text);
}

static JkkAccount *
account_of (Fixture *fixture, const char *login)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = jkk_office_accounts (jkk_window_get_office (fixture->window), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < accounts->len; i++)
    {
      const JkkAccount *account = g_ptr_array_index (accounts, i);

      if (g_str_equal (account->login, login))
        return jkk_account_copy (account);
    }
  return NULL;
}

static GtkWindow *
open_dialog (Fixture *fixture, const char *login)
{
  GtkWidget *page = part (fixture->window, "JkkAccountsPage");

  if (login != NULL)
    jkk_test_act (page, "accounts.change", "s", login);
  else
    jkk_test_act (page, "accounts.add", NULL);
  g_assert_nonnull (jkk_test_dialog (fixture->window, JKK_TYPE_ACCOUNT_DIALOG));
  return jkk_test_dialog (fixture->window, JKK_TYPE_ACCOUNT_DIALOG);
}

typedef struct
{
  JkkWindow *window;
  GType type;
} DialogGone;

static gboolean
is_gone (gpointer data)
{
  DialogGone *gone = data;

  return jkk_test_dialog (gone->window, gone->type) == NULL;
}

static void
wait_closed (Fixture *fixture, GType type)
{
  DialogGone gone = { fixture->window, type };

  jkk_test_wait_for (is_gone, &gone);
}

static void
add_dewi (Fixture *fixture)
{
  GtkWindow *dialog = open_dialog (fixture, NULL);

  type_into (dialog, "name", "Dewi Lestari");
  type_into (dialog, "login", "dewi");
  type_into (dialog, "password", "sementara saja 1");
  jkk_test_act (dialog, "account.save", NULL);
  wait_closed (fixture, JKK_TYPE_ACCOUNT_DIALOG);
}

static void
test_an_account_is_added (Fixture *fixture, gconstpointer data)
{
  add_dewi (fixture);
  g_autoptr (JkkAccount) dewi = account_of (fixture, "dewi");

  g_assert_nonnull (dewi);
  g_assert_cmpstr (dewi->name, ==, "Dewi Lestari");
  g_assert_cmpuint (dewi->roles, ==, JKK_ROLE_VERIFIER);
  g_assert_true (dewi->must_change);
}

static void
test_an_account_without_anything_is_not_added (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog = open_dialog (fixture, NULL);

  gtk_switch_set_active (GTK_SWITCH (part (dialog, "verifier")), FALSE);
  jkk_test_act (dialog, "account.save", NULL);
  jkk_test_settle (200);
  g_assert_true (gtk_widget_get_visible (part (dialog, "name_fault")));
  g_assert_true (gtk_widget_get_visible (part (dialog, "login_fault")));
  g_assert_true (gtk_widget_get_visible (part (dialog, "roles_fault")));
  g_assert_true (gtk_widget_get_visible (part (dialog, "password_fault")));
  type_into (dialog, "login", "sari");
  g_assert_true (gtk_widget_get_visible (part (dialog, "login_fault")));
  type_into (dialog, "login", "dewi");
  g_assert_false (gtk_widget_get_visible (part (dialog, "login_fault")));
  gtk_window_destroy (dialog);
}

static void
test_roles_change_and_an_account_is_closed (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog = open_dialog (fixture, "sari");

  gtk_switch_set_active (GTK_SWITCH (part (dialog, "supervisor")), TRUE);
  gtk_switch_set_active (GTK_SWITCH (part (dialog, "closed")), TRUE);
  jkk_test_act (dialog, "account.save", NULL);
  wait_closed (fixture, JKK_TYPE_ACCOUNT_DIALOG);
  g_autoptr (JkkAccount) sari = account_of (fixture, "sari");

  g_assert_cmpuint (sari->roles, ==, JKK_ROLE_VERIFIER | JKK_ROLE_SUPERVISOR);
  g_assert_true (sari->disabled);
  g_assert_false (sari->must_change);
}

static void
test_a_supervisor_gets_a_limit_and_keeps_it (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog = open_dialog (fixture, "budi");

  g_assert_true (gtk_widget_get_visible (part (dialog, "limits")));
  type_into (dialog, "limit", "lima juta");
  jkk_test_act (dialog, "account.save", NULL);
  jkk_test_settle (200);
  g_assert_true (gtk_widget_get_visible (part (dialog, "limit_fault")));
  type_into (dialog, "limit", "25.000.000");
  jkk_test_act (dialog, "account.save", NULL);
  wait_closed (fixture, JKK_TYPE_ACCOUNT_DIALOG);
  g_autoptr (JkkAccount) limited = account_of (fixture, "budi");
  g_assert_cmpint (limited->money_limit, ==, 25000000);

  /* A change of something else does not take it away, once the page has read it again. */
  jkk_test_settle (500);
  dialog = open_dialog (fixture, "budi");
  type_into (dialog, "name", "Budi H. Hartono");
  jkk_test_act (dialog, "account.save", NULL);
  wait_closed (fixture, JKK_TYPE_ACCOUNT_DIALOG);
  g_autoptr (JkkAccount) renamed = account_of (fixture, "budi");
  g_assert_cmpstr (renamed->name, ==, "Budi H. Hartono");
  g_assert_cmpint (renamed->money_limit, ==, 25000000);
}

static void
test_an_auditor_is_nothing_else (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog = open_dialog (fixture, "rina");

  gtk_switch_set_active (GTK_SWITCH (part (dialog, "auditor")), TRUE);
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (part (dialog, "verifier"))));
  gtk_switch_set_active (GTK_SWITCH (part (dialog, "supervisor")), TRUE);
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (part (dialog, "auditor"))));
  gtk_switch_set_active (GTK_SWITCH (part (dialog, "auditor")), TRUE);
  g_assert_false (gtk_widget_get_visible (part (dialog, "limits")));
  jkk_test_act (dialog, "account.save", NULL);
  wait_closed (fixture, JKK_TYPE_ACCOUNT_DIALOG);
  g_autoptr (JkkAccount) rina = account_of (fixture, "rina");

  g_assert_cmpuint (rina->roles, ==, JKK_ROLE_AUDITOR);
}

static void
test_the_last_administrator_stays (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog = open_dialog (fixture, "admin");

  gtk_switch_set_active (GTK_SWITCH (part (dialog, "closed")), TRUE);
  jkk_test_act (dialog, "account.save", NULL);
  jkk_test_settle (500);
  g_assert_true (jkk_test_dialog (fixture->window, JKK_TYPE_ACCOUNT_DIALOG) == dialog);
  g_assert_true (gtk_widget_get_visible (part (dialog, "roles_fault")));
  g_autoptr (JkkAccount) admin = account_of (fixture, "admin");

  g_assert_false (admin->disabled);
  gtk_window_destroy (dialog);
}

static void
sign_in_as (Fixture *fixture, const char *login, const char *password)
{
  GtkWidget *page = part (fixture->window, "JkkSignInPage");

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "sign-out", NULL);
  jkk_test_wait_page (fixture->window, "sign-in");
  type_into (page, "login", login);
  type_into (page, "password", password);
  jkk_test_act (page, "sign-in.submit", NULL);
  jkk_test_wait_page (fixture->window, "desk");
}

static void
test_who_was_given_a_password_chooses_another (Fixture *fixture, gconstpointer data)
{
  add_dewi (fixture);
  sign_in_as (fixture, "dewi", "sementara saja 1");
  GtkWindow *dialog = jkk_test_dialog (fixture->window, JKK_TYPE_PASSWORD_DIALOG);

  g_assert_nonnull (dialog);
  type_into (dialog, "old", "keliru");
  type_into (dialog, "password", "pilihan sendiri 2");
  type_into (dialog, "repeated", "pilihan lain 3");
  jkk_test_act (dialog, "password.save", NULL);
  g_assert_true (gtk_widget_get_visible (part (dialog, "repeated_fault")));
  type_into (dialog, "repeated", "pilihan sendiri 2");
  jkk_test_act (dialog, "password.save", NULL);
  jkk_test_settle (500);
  g_assert_true (gtk_widget_get_visible (part (dialog, "old_fault")));
  type_into (dialog, "old", "sementara saja 1");
  jkk_test_act (dialog, "password.save", NULL);
  wait_closed (fixture, JKK_TYPE_PASSWORD_DIALOG);
  g_assert_cmpstr (jkk_window_get_page (fixture->window), ==, "desk");

  sign_in_as (fixture, "dewi", "pilihan sendiri 2");
  g_assert_null (jkk_test_dialog (fixture->window, JKK_TYPE_PASSWORD_DIALOG));
}

static void
test_who_keeps_a_given_password_stays_outside (Fixture *fixture, gconstpointer data)
{
  add_dewi (fixture);
  sign_in_as (fixture, "dewi", "sementara saja 1");
  gtk_window_close (jkk_test_dialog (fixture->window, JKK_TYPE_PASSWORD_DIALOG));
  jkk_test_wait_page (fixture->window, "sign-in");
}

static void
test_an_administrator_gives_a_new_password (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog = open_dialog (fixture, "rina");

  type_into (dialog, "password", "baru untuk rina 5");
  jkk_test_act (dialog, "account.save", NULL);
  wait_closed (fixture, JKK_TYPE_ACCOUNT_DIALOG);
  g_autoptr (JkkAccount) rina = account_of (fixture, "rina");
  g_assert_true (rina->must_change);
  sign_in_as (fixture, "rina", "baru untuk rina 5");
  g_assert_nonnull (jkk_test_dialog (fixture->window, JKK_TYPE_PASSWORD_DIALOG));
}

int
main (int argc, char *argv[])
{
  jkk_test_init (&argc, &argv);
#define ADD(path, function) g_test_add ("/accounts/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("an-account-is-added", test_an_account_is_added);
  ADD ("an-account-without-anything-is-not-added", test_an_account_without_anything_is_not_added);
  ADD ("roles-change-and-an-account-is-closed", test_roles_change_and_an_account_is_closed);
  ADD ("a-supervisor-gets-a-limit-and-keeps-it", test_a_supervisor_gets_a_limit_and_keeps_it);
  ADD ("an-auditor-is-nothing-else", test_an_auditor_is_nothing_else);
  ADD ("the-last-administrator-stays", test_the_last_administrator_stays);
  ADD ("who-was-given-a-password-chooses-another", test_who_was_given_a_password_chooses_another);
  ADD ("who-keeps-a-given-password-stays-outside", test_who_keeps_a_given_password_stays_outside);
  ADD ("an-administrator-gives-a-new-password", test_an_administrator_gives_a_new_password);
  return g_test_run ();
}
