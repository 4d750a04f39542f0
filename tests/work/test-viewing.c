#include "jkk-viewing.h"

#include <glib/gstdio.h>
#include <string.h>

#include "jkk-work-fixture.h"

static GBytes *
make_paper (void)
{
  g_autoptr (JkkCase) jcase = complete_case ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPrintout) printout = jkk_printing_make (NULL, "KK1", jcase, NULL, NULL, FALSE, &error);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "viewing-XXXXXX", NULL);

  g_assert_no_error (error);
  g_assert_cmpint (g_close (g_mkstemp (path), NULL), ==, TRUE);
  g_assert_true (jkk_printout_save (printout, path, &error));
  GBytes *bytes = jkk_viewing_read_file (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_unlink (path), ==, 0);
  return bytes;
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
test_opens_and_renders (void)
{
  g_autoptr (GBytes) bytes = make_paper ();
  g_autoptr (GAsyncResult) opened = NULL, rendered = NULL;
  g_autoptr (GError) error = NULL;

  jkk_viewing_open_async (bytes, NULL, finished_cb, &opened);
  g_autoptr (JkkViewing) viewing = jkk_viewing_open_finish (wait (&opened), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (jkk_viewing_get_media_type (viewing), ==, "application/pdf");
  g_assert_cmpuint (jkk_viewing_get_n_pages (viewing), ==, 2);
  jkk_viewing_render_async (viewing, 1, 0.5, NULL, finished_cb, &rendered);
  cairo_surface_t *surface = jkk_viewing_render_finish (wait (&rendered), &error);
  g_assert_no_error (error);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 298);
  cairo_surface_destroy (surface);
  g_autofree char *text = jkk_viewing_get_text (viewing, 0, NULL, &error);
  g_assert_nonnull (strstr (text, "Formulir 3 KK 1"));
}

static void
test_giving_up_is_cancelled (void)
{
  g_autoptr (GBytes) bytes = make_paper ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (jkk_viewing_open (bytes, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_a_broken_file_gives_a_sentence (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("%PDF-1.7\n", 9);
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_viewing_open (bytes, NULL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viewing/opens-and-renders", test_opens_and_renders);
  g_test_add_func ("/viewing/giving-up-is-cancelled", test_giving_up_is_cancelled);
  g_test_add_func ("/viewing/a-broken-file-gives-a-sentence", test_a_broken_file_gives_a_sentence);
  return g_test_run ();
}
