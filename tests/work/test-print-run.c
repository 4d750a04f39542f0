#include "jkk-work-fixture.h"

#include "jkk-print-run.h"

/* Papers of many cases, made to be printed in one go. */

static JkkPrintRun *
make_run (Fixture *fixture, const char *code, const gint64 *ids, guint n, guint copies)
{
  g_autoptr (GError) error = NULL;
  JkkPrintOrder order = { code, ids, n, copies };
  JkkPrintRun *run = jkk_print_run_make (fixture->office, &order, &error);

  g_assert_no_error (error);
  return run;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

/* Which page it is can be seen by its ink. */
static guint
ink_of (JkkPrintRun *run, guint page)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 596, 842);
  cairo_t *cr = cairo_create (surface);
  guint ink = 0;

  jkk_print_run_draw (run, page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int i = 0; i < 842 * cairo_image_surface_get_stride (surface); i++)
    ink = ink * 31 + cairo_image_surface_get_data (surface)[i];
  cairo_surface_destroy (surface);
  return ink;
}

static void
test_each_case_has_its_copies_in_order (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, "sari");
  const gint64 ids[] = { take_in (fixture), take_in (fixture) };
  g_auto (GStrv) lines = jkk_printing_copies ("KK1");
  g_autoptr (JkkPrintRun) run = make_run (fixture, "KK1", ids, 2, 1u << 2 | 1u << 4);
  GPtrArray *papers = jkk_print_run_get_papers (run);
  guint page = 0;

  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_cmpuint (papers->len, ==, 4);
  for (guint i = 0; i < papers->len; i++)
    {
      const JkkPrinted *printed = papers->pdata[i];

      g_assert_cmpint (printed->case_id, ==, ids[i / 2]);
      g_assert_cmpstr (printed->copy, ==, lines[i % 2 == 0 ? 1 : 3]);
      g_assert_cmpuint (printed->first_page, ==, page);
      page += printed->n_pages;
    }
  g_assert_cmpuint (jkk_print_run_get_n_pages (run), ==, page);
  g_assert_cmpuint (jkk_print_run_get_refused (run)->len, ==, 0);
}

/* The pages lie in a file: reading them back and forth gives each its own. */
static void
test_pages_are_drawn_in_any_order (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, "sari");
  const gint64 ids[] = { take_in (fixture), take_in (fixture), take_in (fixture) };
  g_autoptr (JkkPrintRun) run = make_run (fixture, "KK2", ids, 3, 0);
  guint n = jkk_print_run_get_n_pages (run);
  guint inks[64];

  g_assert_cmpuint (n, >=, 6);
  for (guint i = 0; i < n; i++)
    inks[i] = ink_of (run, i);
  for (guint i = n; i > 0; i--)
    g_assert_cmpuint (ink_of (run, i - 1), ==, inks[i - 1]);
  g_assert_cmpuint (inks[0], !=, inks[1]);
  g_assert_cmpuint (inks[0], !=, inks[jkk_print_run_get_n_pages (run) / 3]);
}

static void
test_a_case_that_cannot_be_printed_holds_up_no_other (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, "sari");
  const gint64 ids[] = { take_in (fixture), 987654, take_in (fixture) };
  g_autoptr (JkkPrintRun) run = make_run (fixture, "KK2", ids, 3, 0);

  g_assert_cmpuint (jkk_print_run_get_papers (run)->len, ==, 2);
  g_assert_cmpuint (jkk_print_run_get_refused (run)->len, ==, 1);
}

static void
progress_cb (guint n_done, guint n, gpointer user_data)
{
  g_assert_cmpuint (n_done, <=, n);
  g_assert_cmpuint (n_done, >, *(guint *) user_data);
  *(guint *) user_data = n_done;
}

static void
test_progress_is_told_and_cancel_ends_it (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, "sari");
  const gint64 ids[] = { take_in (fixture), take_in (fixture) };
  JkkPrintOrder order = { "KK2", ids, 2, 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *made = NULL, *cancelled = NULL;
  guint n_told = 0, n_none = 0;

  jkk_print_run_make_async (fixture->office, &order, progress_cb, &n_told, NULL, done_cb, &made);
  g_autoptr (JkkPrintRun) run = jkk_print_run_make_finish (wait_for (&made), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_told, >=, 1);
  g_assert_cmpuint (jkk_print_run_get_papers (run)->len, ==, 2);
  g_cancellable_cancel (cancellable);
  jkk_print_run_make_async (fixture->office, &order, progress_cb, &n_none, cancellable, done_cb, &cancelled);
  g_assert_null (jkk_print_run_make_finish (wait_for (&cancelled), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (n_none, ==, 0);
  g_object_unref (made);
  g_object_unref (cancelled);
}

static void
test_all_papers_go_into_one_pdf (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, "sari");
  const gint64 ids[] = { take_in (fixture), take_in (fixture) };
  g_autoptr (JkkPrintRun) run = make_run (fixture, "KK1", ids, 2, 1u << 1 | 1u << 2);
  g_autofree char *path = g_build_filename (fixture->folder, "semua.pdf", NULL), *bytes = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;
  gsize length = 0;
  guint n_told = 0;

  jkk_print_run_save_async (run, path, progress_cb, &n_told, NULL, done_cb, &result);
  g_assert_true (jkk_print_run_save_finish (wait_for (&result), &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_autoptr (GBytes) pdf = g_bytes_new (bytes, length);
  g_autoptr (JkkPrintout) read = jkk_printout_new (pdf, NULL, "", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (jkk_printout_get_n_pages (read), ==, jkk_print_run_get_n_pages (run));
  g_assert_cmpuint (n_told, >=, 1);
  g_object_unref (result);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
cancel_cb (guint n_done, guint n, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/* As when somebody presses Cancel at the first of many papers. */
static void
test_a_pdf_that_is_given_up_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  enum
  {
    MANY = 60
  };
  gint64 ids[MANY];

  sign_in (fixture, "sari");
  const gint64 id = take_in (fixture);
  for (guint i = 0; i < MANY; i++)
    ids[i] = id;
  g_autoptr (JkkPrintRun) run = make_run (fixture, "KK1", ids, MANY, 1u << 1 | 1u << 2 | 1u << 3 | 1u << 4);
  g_autofree char *path = g_build_filename (fixture->folder, "semua.pdf", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;
  guint before = count_files (fixture->folder);

  jkk_print_run_save_async (run, path, cancel_cb, cancellable, cancellable, done_cb, &result);
  g_assert_false (jkk_print_run_save_finish (wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (fixture->folder), ==, before);
  g_object_unref (result);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) fixture_test_add ("/print-run/" path, function)
  ADD ("each-case-has-its-copies-in-order", test_each_case_has_its_copies_in_order);
  ADD ("pages-are-drawn-in-any-order", test_pages_are_drawn_in_any_order);
  ADD ("a-case-that-cannot-be-printed-holds-up-no-other", test_a_case_that_cannot_be_printed_holds_up_no_other);
  ADD ("progress-is-told-and-cancel-ends-it", test_progress_is_told_and_cancel_ends_it);
  ADD ("all-papers-go-into-one-pdf", test_all_papers_go_into_one_pdf);
  ADD ("a-pdf-that-is-given-up-leaves-nothing", test_a_pdf_that_is_given_up_leaves_nothing);
  return g_test_run ();
}
