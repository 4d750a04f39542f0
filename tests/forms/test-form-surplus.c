#include "jkk-form-surplus.h"

#include <string.h>

#include "jkk-pdf-form.h"
#include "sample-case.h"
#include "sample-paper.h"

static char *
text_of_form (const char *form, const JkkCase *jcase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = jkk_form_fill (form, jcase, NULL, NULL, JKK_FORM_FLAT, &error);

  g_assert_no_error (error);
  g_autoptr (JkkPaper) paper = open_paper (bytes);
  return text_of_paper (paper);
}

static gboolean
has_surplus (const char *form, const JkkCase *jcase)
{
  const JkkForm *found = jkk_form_get (form, NULL);
  g_autoptr (JkkAttachment) attachment = jkk_attachment_new (found);
  JkkFormFacts facts = { jcase, NULL, NULL };

  jkk_form_surplus_attach (found, &facts, attachment);
  return !jkk_attachment_is_empty (attachment);
}

static void
test_rows_with_a_place_need_no_attachment (void)
{
  g_autoptr (JkkCase) jcase = sample_case (), empty = jkk_case_new ();

  g_assert_false (has_surplus ("KK2", jcase));
  g_assert_false (has_surplus ("KK2", empty));
}

static void
test_a_second_heir_stands_on_the_attachment (void)
{
  g_autoptr (JkkCase) jcase = sample_case_full ();
  g_autofree char *text = text_of_form ("KK2", jcase);

  g_assert_true (has_surplus ("KK2", jcase));
  assert_says (text, "Siti Aminah binti Kartono");
  assert_says (text, "Budi Kartono");
  /* The relation stands beside its label, which the form has once already. */
  g_assert_nonnull (strstr (strstr (text, "Hubungan dengan peserta") + 1, "Hubungan dengan peserta"));
}

static void
test_a_second_account_of_a_payee_stands_on_the_attachment (void)
{
  g_autoptr (JkkCase) jcase = sample_case_full ();
  g_autofree char *text = text_of_form ("KK2", jcase);

  assert_says (text, "Rekening Kedua");
}

static void
test_a_row_without_payee_is_not_lost (void)
{
  guint index = 0;
  g_autoptr (JkkCase) empty = jkk_case_new ();
  g_autoptr (JkkCase) longer = jkk_case_append (empty, "payees", &index);
  g_autoptr (JkkCase) jcase = jkk_case_set (longer, "payees[1].bank_holder", "Tanpa Penerima", NULL);
  g_autofree char *text = text_of_form ("KK2", jcase);

  g_assert_true (has_surplus ("KK2", jcase));
  assert_says (text, "Tanpa Penerima");
}

static void
test_lists_that_the_form_does_not_show_are_no_matter_of_it (void)
{
  g_autoptr (JkkCase) jcase = sample_case_full ();

  g_assert_false (has_surplus ("KK1", jcase));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-surplus/rows-with-a-place-need-no-attachment", test_rows_with_a_place_need_no_attachment);
  g_test_add_func ("/form-surplus/a-second-heir-stands-on-the-attachment", test_a_second_heir_stands_on_the_attachment);
  g_test_add_func ("/form-surplus/a-second-account-of-a-payee-stands-on-the-attachment",
                   test_a_second_account_of_a_payee_stands_on_the_attachment);
  g_test_add_func ("/form-surplus/a-row-without-payee-is-not-lost", test_a_row_without_payee_is_not_lost);
  g_test_add_func ("/form-surplus/lists-that-the-form-does-not-show-are-no-matter-of-it",
                   test_lists_that_the_form_does_not_show_are_no_matter_of_it);
  return g_test_run ();
}
