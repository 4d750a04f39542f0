#include "jkk-own-keys.h"
#include "jkk-partner-dialog.h"
#include "jkk-partners-page.h"
#include "jkk-postbox.h"
#include "jkk-test-window.h"

#include <string.h>

typedef struct
{
  JkkTestOffice *office;
  JkkWindow *window;
} Fixture;

static GtkWidget *
part (gpointer root, const char *name)
{
  GtkWidget *widget = jkk_test_find_named (root, G_TYPE_NONE, name);

  g_assert_nonnull (widget);
  return widget;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->office = jkk_test_office_new (12);
  fixture->window = jkk_test_window_new (fixture->office);
  jkk_window_start (fixture->window);
  jkk_test_sign_in (fixture->window, "admin");
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "partners", NULL);
  jkk_test_settle (500);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  jkk_test_window_close (fixture->window);
  jkk_test_office_free (fixture->office);
}

static JkkPartner *
find_partner (Fixture *fixture, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = jkk_postbox_partners (jkk_window_get_office (fixture->window), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (((JkkPartner *) all->pdata[i])->code, code))
      return jkk_partner_copy (all->pdata[i]);
  return NULL;
}

static GtkWindow *
dialog_of (Fixture *fixture)
{
  return jkk_test_dialog (fixture->window, JKK_TYPE_PARTNER_DIALOG);
}

static gboolean
is_closed (gpointer data)
{
  return dialog_of (data) == NULL;
}

static void
test_a_partner_is_registered_with_its_folders (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->office->folder, "rs-baru", NULL);
  g_autofree char *inbox = g_build_filename (folder, JKK_FOLDER_INBOX, NULL);

  jkk_test_act (part (fixture->window, "JkkPartnersPage"), "partners.add", NULL);
  GtkWindow *dialog = dialog_of (fixture);
  /* Nothing is registered that nobody has named. */
  jkk_test_act (dialog, "partner.save", NULL);
  g_assert_true (gtk_widget_get_visible (part (dialog, "fault")));
  g_assert_true (gtk_widget_has_css_class (part (dialog, "name"), "error"));
  gtk_editable_set_text (GTK_EDITABLE (part (dialog, "name")), "RS Baru Sehat");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (part (dialog, "code"))), ==, "RS-BARU-SEHAT");
  gtk_editable_set_text (GTK_EDITABLE (part (dialog, "folder")), folder);
  jkk_test_act (dialog, "partner.save", NULL);
  jkk_test_wait_for (is_closed, fixture);
  g_autoptr (JkkPartner) partner = find_partner (fixture, "RS-BARU-SEHAT");
  g_assert_nonnull (partner);
  g_assert_true (partner->must_sign && partner->active);
  g_assert_true (g_file_test (inbox, G_FILE_TEST_IS_DIR));
}

static gboolean
is_at_fault (gpointer entry)
{
  return gtk_widget_has_css_class (entry, "error");
}

/* The mark stands at what the sentence speaks of. */
static void
test_a_new_partner_does_not_take_the_place_of_another (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) all = jkk_postbox_partners (jkk_window_get_office (fixture->window), NULL);
  const JkkPartner *known = all->pdata[0];

  jkk_test_act (part (fixture->window, "JkkPartnersPage"), "partners.add", NULL);
  GtkWindow *dialog = dialog_of (fixture);
  gtk_editable_set_text (GTK_EDITABLE (part (dialog, "name")), "RS Lain");
  gtk_editable_set_text (GTK_EDITABLE (part (dialog, "code")), "RS LAIN?");
  jkk_test_act (dialog, "partner.save", NULL);
  g_assert_true (is_at_fault (part (dialog, "code")));
  g_assert_false (is_at_fault (part (dialog, "name")));
  gtk_editable_set_text (GTK_EDITABLE (part (dialog, "code")), known->code);
  jkk_test_act (dialog, "partner.save", NULL);
  g_assert_false (is_at_fault (part (dialog, "code")));
  jkk_test_wait_for (is_at_fault, part (dialog, "code"));
  gtk_editable_set_text (GTK_EDITABLE (part (dialog, "code")), "RS-LAIN");
  gtk_editable_set_text (GTK_EDITABLE (part (dialog, "folder")), known->folder);
  jkk_test_act (dialog, "partner.save", NULL);
  jkk_test_wait_for (is_at_fault, part (dialog, "folder"));
  g_assert_false (is_at_fault (part (dialog, "code")));
  gtk_window_destroy (dialog);
  g_autoptr (JkkPartner) after = find_partner (fixture, known->code);
  g_assert_cmpstr (after->name, ==, known->name);
  g_assert_null (find_partner (fixture, "RS-LAIN"));
}

static void
test_a_partner_is_changed_but_for_its_code (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = jkk_postbox_partners (jkk_window_get_office (fixture->window), &error);
  const char *code = ((JkkPartner *) all->pdata[0])->code;

  jkk_test_act (part (fixture->window, "JkkPartnersPage"), "partners.change", "s", code);
  GtkWindow *dialog = dialog_of (fixture);
  g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (part (dialog, "code"))));
  gtk_switch_set_active (GTK_SWITCH (part (dialog, "active")), FALSE);
  jkk_test_act (dialog, "partner.save", NULL);
  jkk_test_wait_for (is_closed, fixture);
  g_autoptr (JkkPartner) partner = find_partner (fixture, code);
  g_assert_false (partner->active);
  g_assert_cmpstr (partner->folder, ==, ((JkkPartner *) all->pdata[0])->folder);
}

static void
test_what_is_no_certificate_is_no_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = jkk_postbox_partners (jkk_window_get_office (fixture->window), &error);
  const char *code = ((JkkPartner *) all->pdata[0])->code;
  g_autofree char *path = g_build_filename (fixture->office->folder, "kunci.pem", NULL);

  g_assert_true (g_file_set_contents (path, "bukan sertifikat", -1, NULL));
  jkk_test_act (part (fixture->window, "JkkPartnersPage"), "partners.change", "s", code);
  GtkWindow *dialog = dialog_of (fixture);
  jkk_partner_dialog_register_key (JKK_PARTNER_DIALOG (dialog), JKK_KEY_SIGNS, path);
  jkk_test_settle (400);
  g_autoptr (GPtrArray) keys = jkk_postbox_keys (jkk_window_get_office (fixture->window), code, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, 0);
  gtk_window_destroy (dialog);
}

static void
test_a_key_is_registered_and_revoked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  JkkOffice *office = jkk_window_get_office (fixture->window);
  g_autoptr (GPtrArray) all = jkk_postbox_partners (office, &error);
  const char *code = ((JkkPartner *) all->pdata[0])->code;
  g_autofree char *path =
      g_build_filename (g_getenv ("SANTUN_SOURCE_ROOT"), "tests", "fixtures", "keys", "ec-p256.pem", NULL);

  jkk_test_act (part (fixture->window, "JkkPartnersPage"), "partners.change", "s", code);
  GtkWindow *dialog = dialog_of (fixture);
  jkk_partner_dialog_register_key (JKK_PARTNER_DIALOG (dialog), JKK_KEY_SIGNS, path);
  jkk_test_settle (400);
  g_autoptr (GPtrArray) keys = jkk_postbox_keys (office, code, &error);
  g_assert_cmpuint (keys->len, ==, 1);
  jkk_test_act (dialog, "partner.revoke-key", "x", ((JkkPartnerKey *) keys->pdata[0])->id);
  GtkWindow *why = jkk_test_dialog (JKK_WINDOW (fixture->window), ADW_TYPE_WINDOW);
  GListModel *windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == dialog)
        why = window;
    }
  GtkWidget *view = jkk_test_find (why, GTK_TYPE_TEXT_VIEW);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "Kunci hilang.", -1);
  jkk_test_act (why, "reason.give", NULL);
  jkk_test_settle (400);
  g_autoptr (GPtrArray) after = jkk_postbox_keys (office, code, &error);
  g_assert_cmpstr (((JkkPartnerKey *) after->pdata[0])->revoked_reason, ==, "Kunci hilang.");
  gtk_window_destroy (dialog);
}

static void
test_a_key_for_encryption_is_registered (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  JkkOffice *office = jkk_window_get_office (fixture->window);
  g_autoptr (GPtrArray) all = jkk_postbox_partners (office, &error);
  const char *code = ((JkkPartner *) all->pdata[0])->code;
  g_autofree char *path =
      g_build_filename (g_getenv ("SANTUN_SOURCE_ROOT"), "tests", "fixtures", "keys", "rsa2048.pem", NULL);

  jkk_test_act (part (fixture->window, "JkkPartnersPage"), "partners.change", "s", code);
  GtkWindow *dialog = dialog_of (fixture);
  jkk_partner_dialog_register_key (JKK_PARTNER_DIALOG (dialog), JKK_KEY_ENCRYPTS, path);
  jkk_test_settle (400);
  g_autoptr (GPtrArray) keys = jkk_postbox_keys (office, code, &error);
  g_assert_cmpuint (keys->len, ==, 1);
  g_assert_cmpstr (((JkkPartnerKey *) keys->pdata[0])->purpose, ==, JKK_KEY_ENCRYPTS);
  g_assert_nonnull (jkk_test_find_text (dialog, "Key for encryption"));
  gtk_window_destroy (dialog);
}

/* ---- Keys of the office ---- */

static GPtrArray *
own_keys (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *keys = jkk_postbox_own_keys (jkk_window_get_office (fixture->window), &error);

  g_assert_no_error (error);
  return keys;
}

static void
make_own_key (Fixture *fixture, const char *response)
{
  jkk_test_act (part (fixture->window, "JkkOwnKeys"), "own-keys.make", "s", JKK_KEY_SIGNS);
  GtkWindow *question = jkk_test_dialog (fixture->window, ADW_TYPE_MESSAGE_DIALOG);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), response);
  jkk_test_settle (400);
}

static void
test_a_key_of_the_office_is_made_and_handed_out (Fixture *fixture, gconstpointer data)
{
  JkkOwnKeys *group = JKK_OWN_KEYS (part (fixture->window, "JkkOwnKeys"));
  g_autofree char *path = g_build_filename (fixture->office->folder, "kantor.crt", NULL), *text = NULL;

  g_assert_nonnull (jkk_test_find_text (group, "No key yet"));
  make_own_key (fixture, "cancel");
  g_autoptr (GPtrArray) none = own_keys (fixture);
  g_assert_cmpuint (none->len, ==, 0);

  make_own_key (fixture, "make");
  g_autoptr (GPtrArray) keys = own_keys (fixture);
  g_assert_cmpuint (keys->len, ==, 1);
  const JkkPartnerKey *key = keys->pdata[0];
  g_assert_null (jkk_test_find_text (group, "No key yet"));
  g_assert_nonnull (jkk_test_find_text (group, "Key for signatures · valid"));
  /* What partners get is the certificate, and never the other half. */
  g_assert_true (jkk_own_keys_save_certificate (group, key->id, path));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, key->pem);
  g_assert_null (strstr (text, "PRIVATE"));
}

static void
test_a_key_of_the_office_is_ended_with_a_reason (Fixture *fixture, gconstpointer data)
{
  make_own_key (fixture, "make");
  g_autoptr (GPtrArray) keys = own_keys (fixture);
  jkk_test_act (part (fixture->window, "JkkOwnKeys"), "own-keys.end", "x", ((JkkPartnerKey *) keys->pdata[0])->id);
  GtkWindow *why = jkk_test_dialog (fixture->window, ADW_TYPE_WINDOW);
  GtkWidget *view = jkk_test_find (why, GTK_TYPE_TEXT_VIEW);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "Komputer diganti.", -1);
  jkk_test_act (why, "reason.give", NULL);
  jkk_test_settle (400);
  g_autoptr (GPtrArray) after = own_keys (fixture);
  g_assert_cmpstr (((JkkPartnerKey *) after->pdata[0])->revoked_reason, ==, "Komputer diganti.");
  g_assert_nonnull (jkk_test_find_text (part (fixture->window, "JkkOwnKeys"), "Key for signatures · revoked"));
}

static void
test_a_key_that_runs_out_is_shown_before (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = part (fixture->window, "JkkPartnersPage");
  g_autoptr (GPtrArray) warnings = g_ptr_array_new ();

  g_assert_false (gtk_widget_get_visible (part (page, "warning_box")));
  g_ptr_array_add (warnings, (gpointer) "Kunci kantor berlaku sampai besok.");
  jkk_partners_page_set_keys (JKK_PARTNERS_PAGE (page), NULL, warnings);
  g_assert_true (gtk_widget_get_visible (part (page, "warning_box")));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (part (page, "warning"))), ==, "Kunci kantor berlaku sampai besok.");
}

static void
test_partners_are_for_administrators (Fixture *fixture, gconstpointer data)
{
  g_assert_true (jkk_test_is_enabled (fixture->window, "partners"));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "sign-out", NULL);
  jkk_test_sign_in (fixture->window, "sari");
  jkk_test_settle (300);
  g_assert_false (jkk_test_is_enabled (fixture->window, "partners"));
}

int
main (int argc, char *argv[])
{
  jkk_test_init (&argc, &argv);
#define ADD(path, function) g_test_add ("/partners/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("register", test_a_partner_is_registered_with_its_folders);
  ADD ("place-of-another", test_a_new_partner_does_not_take_the_place_of_another);
  ADD ("change", test_a_partner_is_changed_but_for_its_code);
  ADD ("no-certificate", test_what_is_no_certificate_is_no_key);
  ADD ("key", test_a_key_is_registered_and_revoked);
  ADD ("encryption-key", test_a_key_for_encryption_is_registered);
  ADD ("own-key", test_a_key_of_the_office_is_made_and_handed_out);
  ADD ("own-key-ends", test_a_key_of_the_office_is_ended_with_a_reason);
  ADD ("own-key-warning", test_a_key_that_runs_out_is_shown_before);
  ADD ("administrators", test_partners_are_for_administrators);
  return g_test_run ();
}
