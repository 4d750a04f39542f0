#include "jkk-postbox-desk.h"
#include "jkk-test-window.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  JkkTestOffice *office;
  JkkWindow *window;
  GtkWidget *page;
} Fixture;

static GtkWidget *
part (gpointer root, const char *name)
{
  GtkWidget *widget = jkk_test_find_named (root, G_TYPE_NONE, name);

  g_assert_nonnull (widget);
  return widget;
}

static gboolean
letter_is_shown (gpointer data)
{
  Fixture *fixture = data;

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (part (fixture->page, "letter_stack"))), "letter") == 0;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->office = jkk_test_office_new (60);
  fixture->window = jkk_test_window_new (fixture->office);
  jkk_window_start (fixture->window);
  jkk_test_sign_in (fixture->window, data != NULL ? data : "sari");
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "inbox", NULL);
  fixture->page = part (fixture->window, "JkkInboxPage");
  jkk_test_wait_for (letter_is_shown, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  jkk_test_window_close (fixture->window);
  jkk_test_office_free (fixture->office);
}

static JkkPostDesk *
desk_of (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  JkkPostDesk *desk = jkk_postbox_desk (jkk_window_get_office (fixture->window), &error);

  g_assert_no_error (error);
  return desk;
}

static guint
count_lines (Fixture *fixture)
{
  GtkListBox *list = GTK_LIST_BOX (part (fixture->page, "list"));
  guint n = 0;

  while (gtk_list_box_get_row_at_index (list, (int) n) != NULL)
    n++;
  return n;
}

static void
show_view (Fixture *fixture, guint view)
{
  jkk_test_act (fixture->page, "inbox.view", "u", view);
  jkk_test_wait_for (letter_is_shown, fixture);
}

static const char *
text_of (Fixture *fixture, const char *name)
{
  return gtk_label_get_text (GTK_LABEL (part (fixture->page, name)));
}

typedef struct
{
  Fixture *fixture;
  guint lines;
} LinesWanted;

static gboolean
has_lines (gpointer data)
{
  LinesWanted *wanted = data;

  return count_lines (wanted->fixture) == wanted->lines;
}

static void
wait_lines (Fixture *fixture, guint lines)
{
  LinesWanted wanted = { fixture, lines };

  jkk_test_wait_for (has_lines, &wanted);
  jkk_test_settle (100);
}

static gint64
shown_id (JkkPostDesk *desk, gboolean proposal)
{
  for (guint i = 0; i < desk->waiting->len; i++)
    if ((((JkkPostIn *) desk->waiting->pdata[i])->case_id != 0) == proposal)
      return ((JkkPostIn *) desk->waiting->pdata[i])->id;
  return 0;
}

static JkkPostState
state_of (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPostIn) entry = jkk_postbox_load (jkk_window_get_office (fixture->window), id, &error);

  g_assert_no_error (error);
  return entry->state;
}

static void
test_the_views_show_what_waits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPostDesk) desk = desk_of (fixture);
  const gint64 counts[] = { desk->counts.fresh, desk->counts.proposals, desk->counts.faulty, desk->counts.owed };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      show_view (fixture, i);
      g_assert_cmpuint (count_lines (fixture), ==, counts[i]);
      g_assert_cmpstr (text_of (fixture, "title"), !=, "");
    }
}

static void
test_a_proposal_is_taken_over_into_its_case (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPostDesk) desk = desk_of (fixture);
  gint64 id = shown_id (desk, TRUE);

  show_view (fixture, 1);
  GtkWidget *first = jkk_test_find (part (fixture->page, "differences"), GTK_TYPE_CHECK_BUTTON);
  g_assert_nonnull (first);
  g_autofree char *all = g_strdup (gtk_button_get_label (GTK_BUTTON (part (fixture->page, "primary"))));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (first), FALSE);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (part (fixture->page, "primary"))), !=, all);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (first), TRUE);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (part (fixture->page, "primary"))), ==, all);
  jkk_test_act (fixture->page, "inbox.primary", NULL);
  wait_lines (fixture, (guint) desk->counts.proposals - 1);
  g_assert_cmpint (state_of (fixture, id), ==, JKK_POST_TAKEN);
  g_autoptr (JkkPostLetter) after = jkk_postbox_letter (jkk_window_get_office (fixture->window), id, 0, 0, &error);
  g_autoptr (GPtrArray) rest = jkk_exchange_differences (after->jcase, after->message);
  g_assert_cmpuint (rest->len, ==, 0);
}

/* Who wants none of the values still keeps the message with the case. */
static void
test_a_message_is_kept_without_its_values (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPostDesk) desk = desk_of (fixture);
  gint64 id = shown_id (desk, TRUE);

  show_view (fixture, 1);
  jkk_test_act (fixture->page, "inbox.none", NULL);
  jkk_test_act (fixture->page, "inbox.primary", NULL);
  wait_lines (fixture, (guint) desk->counts.proposals - 1);
  g_assert_cmpint (state_of (fixture, id), ==, JKK_POST_TAKEN);
  g_autoptr (JkkPostLetter) after = jkk_postbox_letter (jkk_window_get_office (fixture->window), id, 0, 0, &error);
  g_autoptr (GPtrArray) rest = jkk_exchange_differences (after->jcase, after->message);
  g_assert_cmpuint (rest->len, >, 0);
}

static void
test_a_case_is_made_of_a_suspicion (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPostDesk) desk = desk_of (fixture);
  gint64 id = shown_id (desk, FALSE);

  show_view (fixture, 0);
  jkk_test_act (fixture->page, "inbox.new-case", NULL);
  jkk_test_settle (600);
  g_assert_cmpint (state_of (fixture, id), ==, JKK_POST_TAKEN);
}

/* Gives a reason in the dialog that has come up. */
static void
give_reason (Fixture *fixture, const char *reason)
{
  GtkWindow *dialog = jkk_test_dialog (fixture->window, ADW_TYPE_WINDOW);
  GtkWidget *view = jkk_test_find (dialog, GTK_TYPE_TEXT_VIEW);

  g_assert_nonnull (view);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), reason, -1);
  jkk_test_act (dialog, "reason.give", NULL);
  jkk_test_settle (600);
}

static void
test_refusing_and_settling_take_a_reason (Fixture *fixture, gconstpointer data)
{
  guint lines = count_lines (fixture);

  /* First let in what still lies in the folders. */
  jkk_test_act (fixture->page, "inbox.look", NULL);
  wait_lines (fixture, lines + 1);
  g_autoptr (JkkPostDesk) desk = desk_of (fixture);
  gint64 id = shown_id (desk, FALSE);

  show_view (fixture, 0);
  jkk_test_act (fixture->page, "inbox.refuse", NULL);
  give_reason (fixture, "Bukan peserta kantor ini.");
  g_assert_cmpint (state_of (fixture, id), ==, JKK_POST_DONE);
  show_view (fixture, 2);
  jkk_test_act (fixture->page, "inbox.aside", NULL);
  give_reason (fixture, "Rumah sakit sudah ditelepon.");
  show_view (fixture, 3);
  jkk_test_act (fixture->page, "inbox.primary", NULL);
  give_reason (fixture, "Dijawab lewat telepon.");
  g_autoptr (JkkPostDesk) after = desk_of (fixture);
  g_assert_cmpint (after->counts.faulty, ==, 0);
  g_assert_cmpint (after->counts.owed, ==, desk->counts.owed - 2); /* the number for the refused message, too */
}

/* Another desk on the same store settles what is shown here. */
static void
test_what_another_desk_settles_goes_away (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPostDesk) desk = desk_of (fixture);
  JkkOffice *other = jkk_office_open (fixture->office->demo, &error);

  g_assert_no_error (error);
  g_assert_true (jkk_office_sign_in (other, "rina", "santun-demo", &error));
  show_view (fixture, 1);
  JkkRequest request = { .post_id = shown_id (desk, TRUE), .reason = "Ganda." };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (other, "settle-post", &request, &error);
  g_assert_no_error (error);
  wait_lines (fixture, (guint) desk->counts.proposals - 1);
  jkk_office_close (other);
  g_object_unref (other);
}

/* A file that is laid into a folder appears when the folders are looked at. */
static void
test_files_come_when_the_folders_are_looked_at (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPostDesk) desk = desk_of (fixture);
  const JkkPartner *partner = desk->partners->pdata[0];
  g_autofree char *path = g_build_filename (partner->folder, "inbox", "rusak.xml", NULL);

  g_assert_true (g_file_set_contents (path, "<pesan", -1, NULL));
  show_view (fixture, 2);
  jkk_test_act (fixture->page, "inbox.look", NULL);
  wait_lines (fixture, (guint) desk->counts.faulty + 1);
  g_assert_nonnull (strstr (text_of (fixture, "watched"), "3 files"));
}

static void
test_an_administrator_only_looks (Fixture *fixture, gconstpointer data)
{
  show_view (fixture, 1);
  g_assert_false (gtk_widget_get_visible (part (fixture->page, "primary")));
  g_assert_false (gtk_widget_get_visible (part (fixture->page, "refuse")));
  g_assert_true (gtk_widget_get_visible (part (fixture->page, "open_case")));
}

/* Chooses the line of what is owed for a message. */
static void
select_owed (Fixture *fixture, const JkkPostDesk *desk, const char *kind, gint64 id)
{
  g_autoptr (JkkPostIn) entry = jkk_postbox_load (jkk_window_get_office (fixture->window), id, NULL);
  GtkListBox *list = GTK_LIST_BOX (part (fixture->page, "list"));

  for (guint i = 0; i < desk->owed->len; i++)
    {
      const JkkOwed *owed = desk->owed->pdata[i];

      if (g_str_equal (owed->kind, kind) && g_str_equal (owed->guid, entry->guid))
        gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, (int) i));
    }
  jkk_test_wait_for (letter_is_shown, fixture);
}

static void
test_an_answer_is_written_and_sent (Fixture *fixture, gconstpointer data)
{
  guint lines = count_lines (fixture);

  jkk_test_act (fixture->page, "inbox.look", NULL);
  wait_lines (fixture, lines + 1);
  g_autoptr (JkkPostDesk) desk = desk_of (fixture);

  show_view (fixture, 0);
  g_assert_false (gtk_widget_get_visible (part (fixture->page, "answer"))); /* there is no case yet */
  jkk_test_act (fixture->page, "inbox.new-case", NULL);
  wait_lines (fixture, lines);
  show_view (fixture, 3);
  select_owed (fixture, desk, "number", shown_id (desk, FALSE));
  jkk_test_act (fixture->page, "inbox.answer", NULL);
  jkk_test_settle (400);
  GtkWindow *dialog = jkk_test_dialog (fixture->window, ADW_TYPE_WINDOW);
  g_assert_nonnull (dialog);
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (dialog), ==, "JkkSendDialog");
  g_assert_true (gtk_widget_get_visible (part (dialog, "answers")));
  /* A day that is none keeps the message back. */
  jkk_test_act (dialog, "case.edit", "(ss)", "number_notice.valid_until", "besok");
  jkk_test_act (dialog, "case.edit", "(ss)", "number_notice.valid_until", "2026-05-11");
  jkk_test_act (dialog, "send.go", NULL);
  jkk_test_settle (800);
  g_autoptr (JkkPostDesk) after = desk_of (fixture);
  g_assert_null (jkk_test_dialog (fixture->window, ADW_TYPE_WINDOW));
  /* The number is no longer owed; its receipt is. */
  g_assert_cmpint (after->counts.owed, ==, desk->counts.owed);
  guint numbers = 0, receipts = 0;
  for (guint i = 0; i < after->owed->len; i++)
    {
      const JkkOwed *owed = after->owed->pdata[i];

      numbers += g_str_equal (owed->kind, "number") ? 1 : 0;
      receipts += g_str_equal (owed->kind, "receipt") ? 1 : 0;
    }
  g_assert_cmpuint (numbers, ==, 1); /* that of the other suspicion */
  g_assert_cmpuint (receipts, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_setenv ("SANTUN_POST_SETTLE", "0", TRUE);
  jkk_test_init (&argc, &argv);
#define ADD(path, who, function) g_test_add ("/inbox/" path, Fixture, who, set_up, function, tear_down)
  ADD ("views", NULL, test_the_views_show_what_waits);
  ADD ("take-over", NULL, test_a_proposal_is_taken_over_into_its_case);
  ADD ("kept", NULL, test_a_message_is_kept_without_its_values);
  ADD ("new-case", NULL, test_a_case_is_made_of_a_suspicion);
  ADD ("reasons", NULL, test_refusing_and_settling_take_a_reason);
  ADD ("other-desk", NULL, test_what_another_desk_settles_goes_away);
  ADD ("folders", NULL, test_files_come_when_the_folders_are_looked_at);
  ADD ("administrator", "admin", test_an_administrator_only_looks);
  ADD ("answer", NULL, test_an_answer_is_written_and_sent);
  return g_test_run ();
}
