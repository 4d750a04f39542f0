#include "jkk-test-case.h"

#include "jkk-demo.h"

#define N_CASES 40

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  jkk_office_sign_in_finish (JKK_OFFICE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

/* As the window does: what was typed and not stored is at hand then. */
static void
sign_in (JkkOffice *office, const char *login, const char *password)
{
  gboolean done = FALSE;

  jkk_office_sign_in_async (office, login, password, NULL, signed_in_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

JkkOffice *
jkk_test_office_as (JkkTestCase *fixture, const char *login)
{
  g_autoptr (GError) error = NULL;
  JkkOffice *office = jkk_office_open (fixture->files->demo, &error);
  guint n;
  const JkkDemoAccount *accounts = jkk_demo_accounts (&n);

  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    if (g_str_equal (accounts[i].login, login))
      sign_in (office, login, accounts[i].password);
  g_assert_nonnull (jkk_office_get_person (office));
  return office;
}

void
jkk_test_case_set_up (JkkTestCase *fixture, gconstpointer data)
{
  fixture->files = jkk_test_office_new (N_CASES);
  fixture->office = jkk_test_office_as (fixture, "sari");
  fixture->window = GTK_WINDOW (adw_window_new ());
  fixture->page = jkk_case_page_new (fixture->office);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_set_default_size (fixture->window, 1150, 700);
  gtk_window_present (fixture->window);
}

void
jkk_test_case_tear_down (JkkTestCase *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  jkk_test_settle (50);
  jkk_office_close (fixture->office);
  g_object_unref (fixture->office);
  jkk_test_office_free (fixture->files);
}

gint64
jkk_test_case_find (JkkTestCase *fixture, JkkCaseStatus status, const char *verifier)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  g_autoptr (GError) error = NULL;

  query.statuses = JKK_STATUS_BIT (status);
  query.verifier = verifier;
  g_autoptr (GArray) ids = jkk_office_list (fixture->office, &query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, >, 0);
  return g_array_index (ids, gint64, 0);
}

static gboolean
is_open (gpointer data)
{
  JkkCasePage *page = data;

  return page->draft != NULL && page->file != NULL && !page->reading && !page->doing && page->sent == NULL;
}

void
jkk_test_case_wait (JkkTestCase *fixture)
{
  jkk_test_wait_for (is_open, fixture->page);
  jkk_test_settle (150);
  jkk_test_wait_for (is_open, fixture->page);
}

void
jkk_test_case_open (JkkTestCase *fixture, gint64 id)
{
  jkk_case_page_open (fixture->page, id, 1, 2);
  jkk_test_case_wait (fixture);
}

void
jkk_test_case_take (JkkTestCase *fixture)
{
  jkk_test_act (fixture->page, "case.primary", NULL);
  jkk_test_case_wait (fixture);
}

/* Opens a case that waits in the queue and takes it on. */
void
jkk_test_case_open_and_take (JkkTestCase *fixture)
{
  jkk_test_case_open (fixture, jkk_test_case_find (fixture, JKK_STATUS_RECEIVED, NULL));
  g_assert_cmpstr (fixture->page->state->primary, ==, "take");
  jkk_test_case_take (fixture);
}

void
jkk_test_case_edit (JkkTestCase *fixture, const char *path, const char *text)
{
  jkk_test_act (fixture->page, "case.edit", "(ss)", path, text);
}

void
jkk_test_case_save (JkkTestCase *fixture)
{
  jkk_test_act (fixture->page, "case.save", NULL);
  jkk_test_case_wait (fixture);
}

char *
jkk_test_case_stored_text (JkkTestCase *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCaseFile) file = jkk_office_load (fixture->office, jkk_case_page_get_case_id (fixture->page), &error);

  g_assert_no_error (error);
  return jkk_case_get_text (file->jcase, path);
}

void
jkk_test_case_assert_stored (JkkTestCase *fixture, const char *path, const char *expected)
{
  g_autofree char *text = jkk_test_case_stored_text (fixture, path);

  g_assert_cmpstr (text, ==, expected);
}

void
jkk_test_case_assert_shown (JkkTestCase *fixture, const char *path, const char *expected)
{
  g_autofree char *text = jkk_draft_get_text (fixture->page->draft, path);

  g_assert_cmpstr (text, ==, expected);
}

/* The same person, at another desk. */
void
jkk_test_case_change_elsewhere (JkkTestCase *fixture, const char *path, const char *text)
{
  JkkOffice *other = jkk_test_office_as (fixture, "sari");
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCaseFile) file = jkk_office_load (other, jkk_case_page_get_case_id (fixture->page), &error);
  g_autoptr (JkkCase) changed = jkk_case_set (file->jcase, path, text, &error);
  JkkRequest request = { .case_id = file->jcase->id, .revision = file->jcase->revision, .edited = changed };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (other, "save", &request, &error);

  g_assert_no_error (error);
  g_assert_nonnull (outcome);
  jkk_office_close (other);
  g_object_unref (other);
}

GtkWindow *
jkk_test_case_dialog (JkkTestCase *fixture, const char *type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (gtk_window_get_transient_for (link->data) == fixture->window &&
        g_str_equal (G_OBJECT_TYPE_NAME (link->data), type))
      return link->data;
  return NULL;
}

/* The path of a picture in the folder of the test; each number gives another picture. */
char *
jkk_test_case_picture (JkkTestCase *fixture, const char *name, int number)
{
  char *path = g_build_filename (fixture->files->folder, name, NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 60 + number, 40);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 0.2, 0.5, 0.1 * number);
  cairo_paint (cr);
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return path;
}

void
jkk_test_case_sign_in (JkkTestCase *fixture, const char *login)
{
  guint n;
  const JkkDemoAccount *accounts = jkk_demo_accounts (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (accounts[i].login, login))
      sign_in (fixture->office, login, accounts[i].password);
}
