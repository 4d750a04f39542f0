#include "jkk-pdf-file.h"

#include <locale.h>
#include <string.h>

#include "jkk-form.h"
#include "jkk-paper.h"

static GBytes *
template_of (const char *form)
{
  g_autoptr (GError) error = NULL;
  const JkkForm *found = jkk_form_get (form, &error);

  g_assert_no_error (error);
  return found->template;
}

static JkkPdfFile *
open_template (void)
{
  g_autoptr (GError) error = NULL;
  JkkPdfFile *file = jkk_pdf_file_new (template_of ("KK2"), &error);

  g_assert_no_error (error);
  return file;
}

static void
test_a_template_written_again_has_the_same_pages_and_fields (void)
{
  g_autoptr (JkkPdfFile) file = open_template ();
  g_autoptr (GBytes) bytes = jkk_pdf_file_write (file);
  g_autoptr (JkkPaper) before = jkk_paper_new (template_of ("KK2"), NULL), after = jkk_paper_new (bytes, NULL);
  g_autoptr (GPtrArray) old_fields = jkk_paper_list_fields (before, NULL),
                        new_fields = jkk_paper_list_fields (after, NULL);
  g_autofree char *old_text = jkk_paper_get_text (before, 0), *new_text = jkk_paper_get_text (after, 0);

  g_assert_cmpuint (jkk_paper_get_n_pages (after), ==, jkk_paper_get_n_pages (before));
  g_assert_cmpuint (old_fields->len, >, 40);
  g_assert_cmpuint (new_fields->len, ==, old_fields->len);
  g_assert_cmpstr (new_text, ==, old_text);
}

static void
test_objects_are_replaced_added_and_left_out (void)
{
  g_autoptr (JkkPdfFile) file = open_template ();
  guint size = jkk_pdf_file_get_size (file), added = jkk_pdf_file_reserve (file);

  g_assert_cmpuint (added, ==, size);
  jkk_pdf_file_put (file, added, g_strdup ("(tambahan)"));
  jkk_pdf_file_put (file, added, g_strdup ("(diganti)"));
  jkk_pdf_file_put_stream (file, jkk_pdf_file_reserve (file), "", "0 0 m");
  jkk_pdf_file_drop (file, JKK_PDF_ACROFORM);

  g_autofree char *body = jkk_pdf_file_get (file, added);
  g_autoptr (GBytes) bytes = jkk_pdf_file_write (file);
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);

  g_assert_cmpstr (body, ==, "(diganti)");
  g_assert_nonnull (g_strstr_len (data + length - 20000, 20000, "(diganti)"));
  g_assert_nonnull (g_strstr_len (data + length - 20000, 20000, "<<  /Length 5 >>\nstream\n0 0 m\nendstream"));
  g_assert_null (g_strstr_len (data + length - 20000, 20000, "(tambahan)"));
}

static void
test_the_same_content_gives_the_same_bytes (void)
{
  g_autoptr (JkkPdfFile) one = open_template (), two = open_template ();
  g_autoptr (GBytes) first = jkk_pdf_file_write (one), second = jkk_pdf_file_write (two);

  g_assert_true (g_bytes_equal (first, second));
}

static void
test_a_damaged_template_is_refused (void)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (template_of ("KK2"), &length);
  const gsize lengths[] = { 0, 1, 9, length / 2, length - 30 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new (data, lengths[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (jkk_pdf_file_new (cut, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
    }
}

static void
test_a_table_that_lies_is_refused (void)
{
  static const char *const tails[] = {
    "xref\n0 9\n0000000000 65535 f \nstartxref\n0\n%%EOF\n",
    "xref\n0 99999999\n0000000000 65535 f \nstartxref\n0\n%%EOF\n",
    "startxref\n99999999\n%%EOF\n",
    "startxref\n\n%%EOF\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (tails[i], strlen (tails[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (jkk_pdf_file_new (bytes, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
    }
}

static void
test_numbers_are_short_and_the_same_in_every_locale (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  setlocale (LC_ALL, "id_ID.UTF-8");
  jkk_pdf_append_number (text, 12.5);
  jkk_pdf_append_number (text, -0.25);
  jkk_pdf_append_number (text, 841.894);
  jkk_pdf_append_number (text, 7);
  jkk_pdf_append_number (text, -0.001);
  jkk_pdf_append_number (text, 0.05);
  g_assert_cmpstr (text->str, ==, "12.50 -0.25 841.89 7 0 0.05 ");
}

static void
test_texts_may_hold_any_character (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  jkk_pdf_append_text (text, "Ł(\\)😀\n");
  g_assert_cmpstr (text->str, ==, "<FEFF01410028005C0029D83DDE00000A>");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf-file/a-template-written-again-has-the-same-pages-and-fields",
                   test_a_template_written_again_has_the_same_pages_and_fields);
  g_test_add_func ("/pdf-file/objects-are-replaced-added-and-left-out", test_objects_are_replaced_added_and_left_out);
  g_test_add_func ("/pdf-file/the-same-content-gives-the-same-bytes", test_the_same_content_gives_the_same_bytes);
  g_test_add_func ("/pdf-file/a-damaged-template-is-refused", test_a_damaged_template_is_refused);
  g_test_add_func ("/pdf-file/a-table-that-lies-is-refused", test_a_table_that_lies_is_refused);
  g_test_add_func ("/pdf-file/numbers-are-short-and-the-same-in-every-locale",
                   test_numbers_are_short_and_the_same_in_every_locale);
  g_test_add_func ("/pdf-file/texts-may-hold-any-character", test_texts_may_hold_any_character);
  return g_test_run ();
}
