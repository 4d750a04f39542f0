#include "jkk-pdf-overlay.h"

#include "jkk-typeface.h"
#include "sample-paper.h"

static void
string_free (gpointer data)
{
  g_string_free (data, TRUE);
}

static void
test_pages_are_what_was_drawn (void)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func (string_free);
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (JkkFormPage));
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      JkkFormPage size = { 0, 0, 300 + i, 400 };
      GString *ops = g_string_new (NULL);

      jkk_typeface_append (ops, JKK_TYPEFACE_BOLD, i == 1 ? "Łukasz" : "Halaman", 10, 20, 20);
      g_ptr_array_add (pages, ops);
      g_array_append_val (sizes, size);
    }
  g_autoptr (GBytes) bytes = jkk_pdf_overlay_write (pages, sizes, &error);
  g_assert_no_error (error);
  assert_sound (bytes);
  g_autoptr (JkkPaper) paper = open_paper (bytes);
  g_assert_cmpuint (jkk_paper_get_n_pages (paper), ==, 3);
  g_autofree char *text = jkk_paper_get_text (paper, 1);
  double width, height;

  jkk_paper_get_size (paper, 2, &width, &height);
  g_assert_cmpfloat (width, ==, 302);
  /* Nothing of the form that carries the typefaces is left. */
  g_assert_cmpstr (text, ==, "Łukasz");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf-overlay/pages-are-what-was-drawn", test_pages_are_what_was_drawn);
  return g_test_run ();
}
