#include "jkk-form-copy.h"
#include "jkk-pdf-form.h"

#include <string.h>

#include "sample-case.h"
#include "sample-paper.h"

/* Whom a copy is for stands on each of its pages, and changes nothing else. */

static char *
text_of_copy (const char *code, guint copy, guint *n_pages, char **hash)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCase) jcase = sample_case ();
  JkkFormFacts facts = { jcase, NULL, NULL, copy };
  g_autoptr (GBytes) bytes = jkk_form_fill_marked (code, &facts, JKK_FORM_FLAT, hash, &error);

  g_assert_no_error (error);
  g_autoptr (JkkPaper) paper = jkk_paper_new (bytes, &error);
  g_assert_no_error (error);
  *n_pages = jkk_paper_get_n_pages (paper);
  return text_of_paper (paper);
}

static guint
count (const char *text, const char *wanted)
{
  guint n = 0;

  for (const char *at = strstr (text, wanted); at != NULL; at = strstr (at + 1, wanted))
    n++;
  return n;
}

static void
test_every_page_of_a_copy_names_its_recipient (void)
{
  static const char *const codes[] = { "KK1", "PAK1" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const JkkForm *form = jkk_form_get (codes[i], NULL);

      g_assert_cmpuint (form->copies->len, ==, 4);
      for (guint copy = 1; copy <= 4; copy++)
        {
          guint n_pages = 0;
          g_autofree char *hash = NULL, *line = jkk_form_copy_line (form, copy);
          g_autofree char *text = text_of_copy (codes[i], copy, &n_pages, &hash);

          g_assert_cmpuint (count (text, line), ==, n_pages);
        }
    }
}

static void
test_recipients_are_those_of_the_form_in_its_order (void)
{
  static const char *const expected[] = { "Lembar 1 – BPJS Ketenagakerjaan", "Lembar 2 – Dinas Tenaga Kerja",
                                          "Lembar 3 – PLKK", "Lembar 4 – Perusahaan" };
  const JkkForm *form = jkk_form_get ("KK1", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *line = jkk_form_copy_line (form, i + 1);

      g_assert_cmpstr (line, ==, expected[i]);
    }
  g_assert_null (jkk_form_copy_line (form, 0));
  g_assert_null (jkk_form_copy_line (form, 5));
  g_assert_null (jkk_form_copy_line (jkk_form_get ("KK3", NULL), 1));
}

/* A copy that comes home is compared by its content hash: all copies show the same values. */
static void
test_all_copies_have_one_content_hash (void)
{
  guint n_pages = 0;
  g_autofree char *plain_hash = NULL, *copy_hash = NULL;
  g_autofree char *plain = text_of_copy ("KK1", 0, &n_pages, &plain_hash);
  g_autofree char *copy = text_of_copy ("KK1", 3, &n_pages, &copy_hash);

  g_assert_cmpstr (plain_hash, ==, copy_hash);
  g_assert_cmpuint (count (plain, "Lembar 3"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-copy/every-page-of-a-copy-names-its-recipient",
                   test_every_page_of_a_copy_names_its_recipient);
  g_test_add_func ("/form-copy/recipients-are-those-of-the-form-in-its-order",
                   test_recipients_are_those_of_the_form_in_its_order);
  g_test_add_func ("/form-copy/all-copies-have-one-content-hash", test_all_copies_have_one_content_hash);
  return g_test_run ();
}
