#include "jkk-pdf-joint.h"

#include <string.h>

#include "jkk-pdf-form.h"
#include "sample-case.h"
#include "sample-paper.h"

static gboolean
append (const char *data, gsize length, gpointer user_data)
{
  g_byte_array_append (user_data, (const guint8 *) data, (guint) length);
  return TRUE;
}

static gboolean
refuse_all (const char *data, gsize length, gpointer user_data)
{
  return FALSE;
}

static GBytes *
make (const char *form, const char *name, JkkFormFlags flags)
{
  g_autoptr (JkkCase) jcase = sample_case_full ();
  g_autoptr (JkkCase) named = jkk_case_set (jcase, "participant.name", name, NULL);

  return jkk_form_fill (form, named, NULL, NULL, flags, NULL);
}

static GBytes *
join (const char *const *names, guint n_names, guint times)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (JkkPdfJoint) joint = jkk_pdf_joint_new (append, out);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < times * n_names; i++)
    {
      g_autoptr (GBytes) paper = make (i % 2 == 0 ? "KK2" : "KK1", names[i % n_names], JKK_FORM_FLAT);

      g_assert_true (jkk_pdf_joint_fits (paper));
      g_assert_true (jkk_pdf_joint_add (joint, paper, &error));
      g_assert_no_error (error);
    }
  g_assert_true (jkk_pdf_joint_finish (joint));
  return g_byte_array_free_to_bytes (out);
}

static const char *const names[] = { "Łukasz (Budi) Santoso", "Nguyễn Thị Ánh", "Siti Aminah" };

static void
test_papers_follow_one_another (void)
{
  g_autoptr (GBytes) first = make ("KK2", names[0], JKK_FORM_FLAT), second = make ("KK1", names[1], JKK_FORM_FLAT);
  g_autoptr (GBytes) joined = join (names, 2, 1);
  g_autoptr (JkkPaper) one = open_paper (first), two = open_paper (second), all = open_paper (joined);
  g_autofree char *text = text_of_paper (all), *before = text_of_paper (one), *after = text_of_paper (two);
  g_autofree char *expected = g_strconcat (before, after, NULL);

  assert_sound (joined);
  g_assert_cmpuint (jkk_paper_get_n_pages (all), ==, jkk_paper_get_n_pages (one) + jkk_paper_get_n_pages (two));
  g_assert_cmpstr (text, ==, expected);
}

static void
test_each_page_looks_as_it_did (void)
{
  g_autoptr (GBytes) single = make ("KK2", names[0], JKK_FORM_FLAT), joined = join (names, 1, 1);
  g_autoptr (JkkPaper) one = open_paper (single), all = open_paper (joined);

  for (guint i = 0; i < jkk_paper_get_n_pages (one); i++)
    {
      cairo_surface_t *left = jkk_paper_render (one, i, 1, NULL), *right = jkk_paper_render (all, i, 1, NULL);
      gsize length = (gsize) cairo_image_surface_get_stride (left) * (gsize) cairo_image_surface_get_height (left);

      g_assert_cmpmem (cairo_image_surface_get_data (left), length, cairo_image_surface_get_data (right), length);
      cairo_surface_destroy (left);
      cairo_surface_destroy (right);
    }
}

/* What the papers have in common is there once; a page that comes twice is two pages. */
static void
test_what_is_shared_is_there_once (void)
{
  g_autoptr (GBytes) few = join (names, 2, 1), many = join (names, 2, 20);
  g_autoptr (JkkPaper) first = open_paper (few), second = open_paper (many);
  gsize growth = g_bytes_get_size (many) - g_bytes_get_size (few);

  assert_sound (many);
  g_assert_cmpuint (jkk_paper_get_n_pages (second), ==, 20 * jkk_paper_get_n_pages (first));
  g_assert_cmpuint (growth, <, 38 * 2000);
}

static void
test_the_same_papers_give_the_same_bytes (void)
{
  g_autoptr (GBytes) one = join (names, 3, 1), two = join (names, 3, 1), other = join (names, 2, 1);

  g_assert_true (g_bytes_equal (one, two));
  g_assert_false (g_bytes_equal (one, other));
}

static void
test_other_papers_do_not_fit (void)
{
  g_autoptr (GBytes) fillable = make ("KK2", names[0], JKK_FORM_FILLABLE);
  g_autoptr (GBytes) words = g_bytes_new_static ("no PDF", 6);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (JkkPdfJoint) joint = jkk_pdf_joint_new (append, out);
  g_autoptr (GError) error = NULL;

  g_assert_false (jkk_pdf_joint_fits (fillable));
  g_assert_false (jkk_pdf_joint_fits (words));
  g_assert_false (jkk_pdf_joint_add (joint, words, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
}

static void
test_a_full_disk_is_told (void)
{
  g_autoptr (GBytes) paper = make ("KK2", names[0], JKK_FORM_FLAT);
  g_autoptr (JkkPdfJoint) joint = jkk_pdf_joint_new (refuse_all, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (jkk_pdf_joint_add (joint, paper, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
  g_assert_false (jkk_pdf_joint_finish (joint));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf-joint/papers-follow-one-another", test_papers_follow_one_another);
  g_test_add_func ("/pdf-joint/each-page-looks-as-it-did", test_each_page_looks_as_it_did);
  g_test_add_func ("/pdf-joint/what-is-shared-is-there-once", test_what_is_shared_is_there_once);
  g_test_add_func ("/pdf-joint/the-same-papers-give-the-same-bytes", test_the_same_papers_give_the_same_bytes);
  g_test_add_func ("/pdf-joint/other-papers-do-not-fit", test_other_papers_do_not_fit);
  g_test_add_func ("/pdf-joint/a-full-disk-is-told", test_a_full_disk_is_told);
  return g_test_run ();
}
