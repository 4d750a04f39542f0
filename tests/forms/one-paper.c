/* One paper by the forms layer alone, without store, post and law:
 *
 *   one-paper FILLED.pdf PICTURE
 *
 * Fills KK 2, saves it fillable, and draws its first page at 150 dots to the inch: as long as a program for nothing
 * else takes from its start to its end. bench-papers runs it beside others. */
#include "jkk-paper.h"
#include "jkk-pdf-form.h"
#include "sample-case.h"
#include "sample-picture.h"

#define FORM "KK2"
#define DPI 150.0

static gboolean
save (GBytes *pdf, const char *path, GError **error)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (pdf, &length);

  return g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCase) jcase = sample_case ();
  const JkkFormFacts facts = { jcase };

  g_assert_cmpint (argc, ==, 3);
  g_autoptr (GBytes) filled = jkk_form_fill_marked (FORM, &facts, JKK_FORM_FILLABLE, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) copy = jkk_form_fill_marked (FORM, &facts, JKK_FORM_FLAT, NULL, &error);
  g_assert_no_error (error);
  save (filled, argv[1], &error);
  g_assert_no_error (error);
  g_autoptr (JkkPaper) paper = jkk_paper_new (copy, &error);
  g_assert_no_error (error);
  cairo_surface_t *surface = jkk_paper_render (paper, 0, DPI / 72, &error);
  g_assert_no_error (error);
  sample_picture_write (surface, argv[2]);
  cairo_surface_destroy (surface);
  return 0;
}
