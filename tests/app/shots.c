/* Pictures of every page: SHOTS_DIR receives them, SHOTS_SIZE is WIDTHxHEIGHT, SHOTS_SCHEME light or dark. */
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>

#include "jkk-account-dialog.h"
#include "jkk-case-page.h"
#include "jkk-draft-fixture.h"
#include "jkk-import-dialog.h"
#include "jkk-list-page.h"
#include "jkk-partner-dialog.h"
#include "jkk-password-dialog.h"
#include "jkk-rehearsal-dialog.h"
#include "jkk-test-window.h"

/* So many that each queue has something in it. */
#define N_CASES 300

static JkkWindow *window;
static guint number;
static int width = 1366, height = 768;

/* The pictures are numbered in the order in which a person meets the pages. */
static void
shoot (const char *name)
{
  const char *folder = g_getenv ("SHOTS_DIR");
  g_autofree char *file = g_strdup_printf ("%02u-%s.png", ++number, name);
  g_autofree char *path = g_build_filename (folder != NULL ? folder : ".", file, NULL);

  jkk_test_settle (500);
  jkk_test_picture (window, path);
}

static GtkWidget *
part (const char *name)
{
  GtkWidget *widget = jkk_test_find_named (window, G_TYPE_NONE, name);

  g_assert_nonnull (widget);
  return widget;
}

static void
type_into (const char *page, const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (jkk_test_find_named (part (page), G_TYPE_NONE, name)), text);
}

static void
close_dialog (GType type)
{
  GtkWindow *dialog = jkk_test_dialog (window, type);

  if (dialog != NULL)
    gtk_window_destroy (dialog);
  jkk_test_settle (100);
}

static void
shoot_import (const char *file, const char *name)
{
  g_autofree char *path = g_build_filename (JKK_SOURCE_ROOT, file, NULL);

  jkk_import_dialog_open (GTK_WINDOW (window), jkk_window_get_office (window), path, NULL, NULL);
  shoot (name);
  close_dialog (ADW_TYPE_WINDOW);
}

static void
shoot_before_sign_in (JkkTestOffice *office)
{
  g_autofree char *missing = g_build_filename (office->folder, "nowhere", "office.db", NULL);

  g_action_group_activate_action (G_ACTION_GROUP (window), "open-demo", NULL);
  jkk_test_wait_page (window, "start");
  shoot ("start");
  jkk_test_wait_page (window, "sign-in");
  jkk_window_open (window, missing);
  jkk_test_wait_page (window, "trouble");
  shoot ("trouble");

  g_action_group_activate_action (G_ACTION_GROUP (window), "new-office", NULL);
  jkk_test_wait_page (window, "new-office");
  shoot ("new-office");
  type_into ("JkkNewOfficePage", "office", "Kantor Cabang Jambi");
  type_into ("JkkNewOfficePage", "login", "Siti Rahma");
  type_into ("JkkNewOfficePage", "password", "abc");
  jkk_test_act (part ("JkkNewOfficePage"), "new-office.create", NULL);
  shoot ("new-office-faults");

  jkk_window_open (window, office->demo);
  jkk_test_wait_page (window, "sign-in");
  shoot ("sign-in");
}

static void
show_queue (JkkQueue queue)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), "queue", g_variant_new_uint32 (queue));
  jkk_test_settle (300);
}

static void
open_first (JkkQueue queue, const char *name)
{
  show_queue (queue);
  g_autoptr (GArray) ids = jkk_list_page_dup_ids (JKK_LIST_PAGE (part ("JkkListPage")));

  if (ids->len == 0)
    return;
  g_signal_emit_by_name (part ("JkkListPage"), "opened", g_array_index (ids, gint64, 0), 0u);
  jkk_test_settle (700);
  shoot (name);
}

static void
shoot_post (void)
{
  static const char *const names[] = { "inbox-new", "inbox-proposals", "inbox-faulty", "inbox-owed" };

  g_action_group_activate_action (G_ACTION_GROUP (window), "inbox", NULL);
  jkk_test_act (part ("JkkInboxPage"), "inbox.look", NULL);
  jkk_test_settle (1500);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      jkk_test_act (part ("JkkInboxPage"), "inbox.view", "u", i);
      shoot (names[i]);
    }
}

static void
shoot_as_verifier (void)
{
  jkk_test_sign_in (window, "sari");
  shoot ("list-mine");
  show_queue (JKK_QUEUE_ALL);
  shoot ("list-all");
  show_queue (JKK_QUEUE_OVERDUE);
  shoot ("list-overdue");
  type_into ("JkkDeskHeader", "search", "tidak ada");
  shoot ("list-nothing-found");
  type_into ("JkkDeskHeader", "search", "");
  open_first (JKK_QUEUE_RECEIVED, "case-received");
  open_first (JKK_QUEUE_MINE, "case-mine");
  jkk_test_act (part ("JkkCasePage"), "case.show-documents", NULL);
  shoot ("case-documents");
  open_first (JKK_QUEUE_HELD, "case-held");
  open_first (JKK_QUEUE_DECIDED, "case-decided");
  g_action_group_activate_action (G_ACTION_GROUP (window), "new-case", NULL);
  shoot ("case-new");
  g_action_group_activate_action (G_ACTION_GROUP (window), "back", NULL);
  shoot_post ();
  shoot_import ("data/schema/examples/pesan-kk3.xml", "import");
  shoot_import ("tests/fixtures/messages/entity-bomb.xml", "import-refused");
  g_action_group_activate_action (G_ACTION_GROUP (window), "change-password", NULL);
  shoot ("password");
  close_dialog (JKK_TYPE_PASSWORD_DIALOG);
  g_action_group_activate_action (G_ACTION_GROUP (window), "show-help-overlay", NULL);
  shoot ("shortcuts");
  close_dialog (GTK_TYPE_SHORTCUTS_WINDOW);
  g_action_group_activate_action (G_ACTION_GROUP (window), "sign-out", NULL);
}

static void
shoot_law (void)
{
  g_autofree char *draft = jkk_draft_fixture_write (JKK_SOURCE_ROOT, g_get_tmp_dir (), "stmb-rate-1", "90");

  g_action_group_activate_action (G_ACTION_GROUP (window), "show-law", g_variant_new_string ("funeral"));
  shoot ("law");
  jkk_test_act (part ("JkkLawPage"), "law.correct", NULL);
  shoot ("law-correct");
  close_dialog (ADW_TYPE_WINDOW);
  jkk_rehearsal_dialog_open (GTK_WINDOW (window), jkk_window_get_office (window), draft);
  jkk_test_settle (1500);
  shoot ("rehearsal");
  close_dialog (ADW_TYPE_WINDOW);
  g_unlink (draft);
}

static void
shoot_as_supervisor (void)
{
  jkk_test_sign_in (window, "budi");
  shoot ("list-for-approval");
  open_first (JKK_QUEUE_PROPOSED, "case-proposed");
  jkk_test_act (part ("JkkCasePage"), "case.primary", NULL);
  shoot ("case-decide");
  close_dialog (ADW_TYPE_WINDOW);
  shoot_law ();
  g_action_group_activate_action (G_ACTION_GROUP (window), "sign-out", NULL);
}

static void
shoot_as_administrator (void)
{
  jkk_test_sign_in (window, "admin");
  g_action_group_activate_action (G_ACTION_GROUP (window), "accounts", NULL);
  shoot ("accounts");
  jkk_test_act (part ("JkkAccountsPage"), "accounts.add", NULL);
  shoot ("account-add");
  jkk_test_act (jkk_test_dialog (window, JKK_TYPE_ACCOUNT_DIALOG), "account.save", NULL);
  shoot ("account-add-faults");
  close_dialog (JKK_TYPE_ACCOUNT_DIALOG);
  jkk_test_act (part ("JkkAccountsPage"), "accounts.change", "s", "sari");
  shoot ("account-change");
  close_dialog (JKK_TYPE_ACCOUNT_DIALOG);
  g_action_group_activate_action (G_ACTION_GROUP (window), "partners", NULL);
  shoot ("partners");
  jkk_test_act (part ("JkkPartnersPage"), "partners.add", NULL);
  shoot ("partner-add");
  close_dialog (JKK_TYPE_PARTNER_DIALOG);
  g_action_group_activate_action (G_ACTION_GROUP (window), "sign-out", NULL);
}

static void
prepare (int *argc, char ***argv)
{
  gboolean dark = g_strcmp0 (g_getenv ("SHOTS_SCHEME"), "dark") == 0;

  setlocale (LC_ALL, "");
  if (g_getenv ("SANTUN_LOCALEDIR") != NULL)
    bindtextdomain (GETTEXT_PACKAGE, g_getenv ("SANTUN_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  jkk_test_init (argc, argv);
  /* The letters that the desk has on Debian's own desktop. */
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Cantarell 11", "gtk-hint-font-metrics", TRUE, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  if (g_getenv ("SHOTS_SIZE") != NULL)
    {
      g_auto (GStrv) sides = g_strsplit (g_getenv ("SHOTS_SIZE"), "x", 2);

      g_assert_cmpuint (g_strv_length (sides), ==, 2);
      width = (int) strtol (sides[0], NULL, 10);
      height = (int) strtol (sides[1], NULL, 10);
    }
}

int
main (int argc, char *argv[])
{
  prepare (&argc, &argv);

  g_autoptr (JkkTestOffice) office = jkk_test_office_new (0);

  window = jkk_test_window_new (office);
  jkk_window_set_demo (window, office->demo, N_CASES);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  shoot_before_sign_in (office);
  shoot_as_verifier ();
  shoot_as_supervisor ();
  shoot_as_administrator ();
  jkk_test_window_close (window);
  return 0;
}
