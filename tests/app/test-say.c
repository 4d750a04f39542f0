#include "jkk-say.h"

#include <string.h>

#include "jkk-test-window.h"

typedef struct
{
  GtkWindow *window;
  GtkWidget *inside;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  fixture->window = GTK_WINDOW (adw_window_new ());
  fixture->inside = gtk_label_new ("page");
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), fixture->inside);
  adw_window_set_content (ADW_WINDOW (fixture->window), overlay);
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  jkk_test_settle (50);
}

/* The first label below @root that says exactly this. */
static gboolean
is_said (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (root)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (is_said (child, text))
      return TRUE;
  return FALSE;
}

static GtkWindow *
find_dialog (Fixture *fixture)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_window_get_transient_for (window) == fixture->window)
        return window;
    }
  return NULL;
}

static void
say (Fixture *fixture, GQuark domain, int code, const char *sentence)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, sentence);

  jkk_say (fixture->inside, error);
  jkk_test_settle (100);
}

static void
test_what_the_person_can_mend_is_a_toast (Fixture *fixture, gconstpointer data)
{
  static const JkkError codes[] = { JKK_ERROR_INVALID, JKK_ERROR_NOT_FOUND, JKK_ERROR_REFUSED, JKK_ERROR_BUSY };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *sentence = g_strdup_printf ("Sentence %u <& so on>.", i);

      say (fixture, JKK_ERROR, codes[i], sentence);
      g_assert_null (find_dialog (fixture));
      /* Toasts come one after the other; a waiting one is shown when the one before is gone. */
      if (i == 0)
        g_assert_true (is_said (GTK_WIDGET (fixture->window), sentence));
    }
}

static void
test_what_may_cost_work_is_a_dialog (Fixture *fixture, gconstpointer data)
{
  static const JkkError codes[] = { JKK_ERROR_STORAGE, JKK_ERROR_CONFLICT, JKK_ERROR_FORMAT, JKK_ERROR_TOO_NEW };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *sentence = g_strdup_printf ("The disk is full (%u).", i);

      say (fixture, JKK_ERROR, codes[i], sentence);
      GtkWindow *dialog = find_dialog (fixture);

      g_assert_nonnull (dialog);
      g_assert_cmpstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), ==, sentence);
      gtk_window_destroy (dialog);
    }
}

static void
test_an_offer_gives_way_to_what_has_happened (Fixture *fixture, gconstpointer data)
{
  jkk_say_offer (fixture->inside, "Something was begun.", "_Continue", "win.new-case");
  jkk_test_settle (100);
  g_assert_true (is_said (GTK_WIDGET (fixture->window), "Something was begun."));
  jkk_say_toast (fixture->inside, "Filed.");
  jkk_test_settle (600);
  g_assert_true (is_said (GTK_WIDGET (fixture->window), "Filed."));
  jkk_say_toast (fixture->inside, "Filed again.");
}

/* Nothing in it but the sentence and its button, so that Enter closes it. */
static void
test_a_dialog_is_closed_by_enter (Fixture *fixture, gconstpointer data)
{
  say (fixture, JKK_ERROR, JKK_ERROR_STORAGE, "The disk is full.");
  GtkWindow *dialog = find_dialog (fixture);

  g_assert_cmpstr (adw_message_dialog_get_default_response (ADW_MESSAGE_DIALOG (dialog)), ==, "close");
  g_assert_null (jkk_test_find (dialog, GTK_TYPE_EXPANDER));
  gtk_window_destroy (dialog);
}

static void
test_an_error_of_the_system_is_a_dialog_too (Fixture *fixture, gconstpointer data)
{
  say (fixture, G_IO_ERROR, G_IO_ERROR_FAILED, "Something unheard of.");
  g_assert_nonnull (find_dialog (fixture));
  gtk_window_destroy (find_dialog (fixture));
}

static void
test_giving_up_is_nothing_to_speak_of (Fixture *fixture, gconstpointer data)
{
  say (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled.");
  jkk_say (fixture->inside, NULL);
  jkk_test_settle (100);
  g_assert_null (find_dialog (fixture));
  g_assert_false (is_said (GTK_WIDGET (fixture->window), "Cancelled."));
}

static void
test_a_dialog_speaks_in_the_window_behind_it (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog = GTK_WINDOW (adw_window_new ());

  gtk_window_set_transient_for (dialog, fixture->window);
  jkk_say_toast (GTK_WIDGET (dialog), "Done.");
  jkk_test_settle (100);
  g_assert_true (is_said (GTK_WIDGET (fixture->window), "Done."));
  gtk_window_destroy (dialog);
}

static void
test_each_code_has_a_heading_of_its_own (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (int code = JKK_ERROR_INVALID; code <= JKK_ERROR_BUSY; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (JKK_ERROR, code, "x");

      g_assert_true (g_hash_table_add (seen, (gpointer) jkk_say_heading (error)));
    }
}

int
main (int argc, char *argv[])
{
  jkk_test_init (&argc, &argv);
#define ADD(path, function) g_test_add ("/say/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("what-the-person-can-mend-is-a-toast", test_what_the_person_can_mend_is_a_toast);
  ADD ("what-may-cost-work-is-a-dialog", test_what_may_cost_work_is_a_dialog);
  ADD ("an-offer-gives-way-to-what-has-happened", test_an_offer_gives_way_to_what_has_happened);
  ADD ("a-dialog-is-closed-by-enter", test_a_dialog_is_closed_by_enter);
  ADD ("an-error-of-the-system-is-a-dialog-too", test_an_error_of_the_system_is_a_dialog_too);
  ADD ("giving-up-is-nothing-to-speak-of", test_giving_up_is_nothing_to_speak_of);
  ADD ("a-dialog-speaks-in-the-window-behind-it", test_a_dialog_speaks_in_the_window_behind_it);
  g_test_add_func ("/say/each-code-has-a-heading-of-its-own", test_each_code_has_a_heading_of_its_own);
  return g_test_run ();
}
