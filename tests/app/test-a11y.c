#include "jkk-account-dialog.h"
#include "jkk-inbox-state.h"
#include "jkk-list-page.h"
#include "jkk-partner-dialog.h"
#include "jkk-password-dialog.h"
#include "jkk-queue-state.h"
#include "jkk-send-dialog.h"
#include "jkk-test-a11y.h"
#include "jkk-test-window.h"

static void
set_up (JkkTestDesk *fixture, gconstpointer data)
{
  jkk_test_desk_set_up (fixture, data);
  jkk_test_wait_page (fixture->window, "sign-in");
}

static void
act (JkkTestDesk *fixture, const char *action, GVariant *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), action, parameter);
  jkk_test_settle (400);
}

static void
check (JkkTestDesk *fixture)
{
  g_assert_cmpuint (jkk_test_a11y_check (GTK_WIDGET (fixture->window)), >, 2);
}

static void
check_dialog (JkkTestDesk *fixture, GType type)
{
  GtkWindow *dialog = jkk_test_dialog (fixture->window, type);

  g_assert_nonnull (dialog);
  g_assert_cmpuint (jkk_test_a11y_check (GTK_WIDGET (dialog)), >, 2);
  gtk_window_destroy (dialog);
}

static void
test_every_control_before_sign_in_has_a_name (JkkTestDesk *fixture, gconstpointer data)
{
  check (fixture);
  act (fixture, "new-office", NULL);
  check (fixture);
  jkk_window_open (fixture->window, "/nonexistent/office.db");
  jkk_test_wait_page (fixture->window, "trouble");
  check (fixture);
}

static void
test_every_control_of_a_verifier_has_a_name (JkkTestDesk *fixture, gconstpointer data)
{
  jkk_test_sign_in (fixture->window, "sari");
  act (fixture, "queue", g_variant_new_uint32 (JKK_QUEUE_ALL));
  check (fixture);
  act (fixture, "change-password", NULL);
  check_dialog (fixture, JKK_TYPE_PASSWORD_DIALOG);
}

static void
test_every_control_of_the_post_has_a_name (JkkTestDesk *fixture, gconstpointer data)
{
  jkk_test_sign_in (fixture->window, "sari");
  act (fixture, "inbox", NULL);
  for (guint i = 0; i < JKK_N_INBOX_VIEWS; i++)
    {
      jkk_test_act (jkk_test_desk_part (fixture, "JkkInboxPage"), "inbox.view", "u", i);
      jkk_test_settle (300);
      check (fixture);
    }
  /* The dialog in which one writes: a question to a hospital. */
  jkk_test_act (jkk_test_desk_part (fixture, "JkkInboxPage"), "inbox.view", "u", JKK_INBOX_PROPOSALS);
  jkk_test_settle (300);
  jkk_test_act (jkk_test_desk_part (fixture, "JkkInboxPage"), "inbox.other-case", NULL);
  jkk_test_settle (400);
  GtkWindow *picker = jkk_test_dialog (fixture->window, ADW_TYPE_WINDOW);
  g_assert_cmpuint (jkk_test_a11y_check (GTK_WIDGET (picker)), ==, 2);
  gtk_window_destroy (picker);
  jkk_send_dialog_open (GTK_WINDOW (fixture->window), jkk_window_get_office (fixture->window),
                        &(JkkSendStart){ .kind = "question" }, NULL, NULL, NULL);
  jkk_test_settle (400);
  check_dialog (fixture, ADW_TYPE_WINDOW);
}

static void
test_every_control_of_a_case_has_a_name (JkkTestDesk *fixture, gconstpointer data)
{
  static const JkkQueue queues[] = { JKK_QUEUE_MINE, JKK_QUEUE_RECEIVED, JKK_QUEUE_DECIDED };

  jkk_test_sign_in (fixture->window, "sari");
  for (guint i = 0; i < G_N_ELEMENTS (queues); i++)
    {
      act (fixture, "queue", g_variant_new_uint32 (queues[i]));
      g_autoptr (GArray) ids = jkk_list_page_dup_ids (JKK_LIST_PAGE (jkk_test_desk_part (fixture, "JkkListPage")));

      if (ids->len == 0)
        continue;
      act (fixture, "open-case", g_variant_new_int64 (g_array_index (ids, gint64, 0)));
      check (fixture);
    }
  act (fixture, "new-case", NULL);
  check (fixture);
}

static void
test_every_control_of_an_administrator_has_a_name (JkkTestDesk *fixture, gconstpointer data)
{
  jkk_test_sign_in (fixture->window, "admin");
  act (fixture, "accounts", NULL);
  check (fixture);
  jkk_test_act (jkk_test_desk_part (fixture, "JkkAccountsPage"), "accounts.add", NULL);
  check_dialog (fixture, JKK_TYPE_ACCOUNT_DIALOG);
  jkk_test_act (jkk_test_desk_part (fixture, "JkkAccountsPage"), "accounts.change", "s", "sari");
  check_dialog (fixture, JKK_TYPE_ACCOUNT_DIALOG);
  act (fixture, "partners", NULL);
  check (fixture);
  jkk_test_act (jkk_test_desk_part (fixture, "JkkPartnersPage"), "partners.add", NULL);
  check_dialog (fixture, JKK_TYPE_PARTNER_DIALOG);
}

static void
test_a_control_without_a_name_is_found (void)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  GtkWidget *only_icon = gtk_button_new_from_icon_name ("edit-symbolic");
  GtkWidget *labelled_icon = gtk_button_new_from_icon_name ("edit-symbolic");
  g_autoptr (GPtrArray) unnamed = g_ptr_array_new_with_free_func (g_free);

  gtk_widget_set_tooltip_text (only_icon, "Edit");
  gtk_accessible_update_property (GTK_ACCESSIBLE (labelled_icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "Edit", -1);
  gtk_box_append (GTK_BOX (box), gtk_button_new_with_label ("Edit"));
  gtk_box_append (GTK_BOX (box), labelled_icon);
  gtk_box_append (GTK_BOX (box), only_icon);
  gtk_box_append (GTK_BOX (box), gtk_entry_new ());
  g_assert_cmpuint (jkk_test_a11y_look (box, unnamed), ==, 4);
  g_assert_cmpuint (unnamed->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (unnamed, 0), ==, " > GtkBox () > GtkButton ()");
  g_object_unref (box);
}

int
main (int argc, char *argv[])
{
  jkk_test_init (&argc, &argv);
#define ADD(path, function) g_test_add ("/a11y/" path, JkkTestDesk, NULL, set_up, function, jkk_test_desk_tear_down)
  g_test_add_func ("/a11y/a-control-without-a-name-is-found", test_a_control_without_a_name_is_found);
  ADD ("every-control-before-sign-in-has-a-name", test_every_control_before_sign_in_has_a_name);
  ADD ("every-control-of-a-verifier-has-a-name", test_every_control_of_a_verifier_has_a_name);
  ADD ("every-control-of-the-post-has-a-name", test_every_control_of_the_post_has_a_name);
  ADD ("every-control-of-a-case-has-a-name", test_every_control_of_a_case_has_a_name);
  ADD ("every-control-of-an-administrator-has-a-name", test_every_control_of_an_administrator_has_a_name);
  return g_test_run ();
}
