#include "jkk-law.h"
#include "jkk-scholarship-dialog.h"
#include "jkk-test-window.h"

typedef struct
{
  JkkTestOffice *files;
  JkkWindow *window;
  JkkOffice *office;
  JkkCase *jcase; /* an approved case of which children are at school */
  guint open;     /* number of the first year in its plan of which nothing was paid */
  JkkPlannedYear year;
} Fixture;

static gboolean
find_open_year (Fixture *fixture, const JkkCase *jcase)
{
  g_autoptr (GArray) years = jkk_office_scholarship_years (fixture->office, jcase, jkk_today (), NULL);

  for (guint i = 0; i < years->len; i++)
    if (g_array_index (years, JkkPlannedYear, i).paid == 0)
      {
        fixture->open = i;
        fixture->year = g_array_index (years, JkkPlannedYear, i);
        return TRUE;
      }
  return FALSE;
}

static JkkCase *
find_case (Fixture *fixture)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;

  query.statuses = JKK_STATUS_BIT (JKK_STATUS_APPROVED);
  g_autoptr (GArray) ids = jkk_office_list (fixture->office, &query, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (JkkCaseFile) file = jkk_office_load (fixture->office, g_array_index (ids, gint64, i), NULL);

      if (file->jcase->children->len > 0 && find_open_year (fixture, file->jcase))
        return jkk_case_ref (file->jcase);
    }
  g_assert_not_reached ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->files = jkk_test_office_new (300);
  fixture->window = jkk_test_window_new (fixture->files);
  jkk_window_start (fixture->window);
  jkk_test_sign_in (fixture->window, "sari");
  fixture->office = jkk_window_get_office (fixture->window);
  fixture->jcase = find_case (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  jkk_case_unref (fixture->jcase);
  jkk_test_window_close (fixture->window);
  jkk_test_office_free (fixture->files);
}

static GtkWidget *
part (gpointer root, const char *name)
{
  GtkWidget *widget = jkk_test_find_named (root, G_TYPE_NONE, name);

  g_assert_nonnull (widget);
  return widget;
}

static GtkWindow *
open_dialog (Fixture *fixture)
{
  jkk_scholarship_dialog_open (GTK_WINDOW (fixture->window), fixture->office, fixture->jcase);
  GtkWindow *dialog = jkk_test_dialog (fixture->window, ADW_TYPE_WINDOW);
  g_assert_nonnull (dialog);
  return dialog;
}

static gboolean
is_plan (gpointer data)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (part (data, "stack"))), "plan") == 0;
}

static gboolean
has_fault (gpointer data)
{
  return gtk_widget_get_visible (part (data, "fault"));
}

static guint
stored_payments (Fixture *fixture)
{
  g_autoptr (JkkCaseFile) file = jkk_office_load (fixture->office, fixture->jcase->id, NULL);

  return file->jcase->installments->len;
}

static void
test_a_year_is_paid (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog = open_dialog (fixture);
  guint before = stored_payments (fixture);

  jkk_test_act (dialog, "installment.pay", "u", fixture->open);
  g_autofree char *amount = g_strdup_printf ("%" G_GINT64_FORMAT, fixture->year.amount);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (part (dialog, "amount"))), ==, amount);
  gtk_editable_set_text (GTK_EDITABLE (part (dialog, "reference")), "B-2026-17");
  jkk_test_act (dialog, "installment.save", NULL);
  jkk_test_wait_for (is_plan, dialog);
  g_assert_cmpuint (stored_payments (fixture), ==, before + 1);
  gtk_window_destroy (dialog);
}

/* The plan that this desk shows is old: the other desk's payment counts. */
static void
test_a_year_is_not_paid_twice_from_two_desks (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog = open_dialog (fixture);
  JkkInstallment paid = { .child = fixture->year.child,
                          .school_level = (char *) fixture->year.level,
                          .school_year = fixture->year.year,
                          .amount = fixture->year.amount,
                          .paid_day = jkk_today () };
  JkkRequest request = { .case_id = fixture->jcase->id, .installment = &paid };
  g_autoptr (GError) error = NULL;

  jkk_test_act (dialog, "installment.pay", "u", fixture->open);
  g_autoptr (JkkOutcome) elsewhere = jkk_office_do (fixture->office, "pay-installment", &request, &error);
  g_assert_no_error (error);
  guint before = stored_payments (fixture);
  jkk_test_act (dialog, "installment.save", NULL);
  jkk_test_wait_for (has_fault, dialog);
  g_assert_cmpuint (stored_payments (fixture), ==, before);
  gtk_window_destroy (dialog);
}

static void
test_nonsense_is_not_saved (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog = open_dialog (fixture);
  guint before = stored_payments (fixture);

  jkk_test_act (dialog, "installment.pay", "u", fixture->open);
  gtk_editable_set_text (GTK_EDITABLE (part (dialog, "amount")), "sejuta");
  g_assert_true (has_fault (dialog));
  jkk_test_act (dialog, "installment.save", NULL);
  jkk_test_settle (200);
  g_assert_cmpuint (stored_payments (fixture), ==, before);
  jkk_test_act (dialog, "installment.back", NULL);
  g_assert_true (is_plan (dialog));
  gtk_window_destroy (dialog);
}

#define fixture_test_add(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  jkk_test_init (&argc, &argv);
  fixture_test_add ("/scholarship-dialog/a-year-is-paid", test_a_year_is_paid);
  fixture_test_add ("/scholarship-dialog/not-twice-from-two-desks", test_a_year_is_not_paid_twice_from_two_desks);
  fixture_test_add ("/scholarship-dialog/nonsense-is-not-saved", test_nonsense_is_not_saved);
  return g_test_run ();
}
