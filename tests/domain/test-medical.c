#include "jkk-medical.h"

#include <string.h>

static void
test_icd10_accepts_and_refuses (void)
{
  static const char *const good[] = { "S62.6", "S62", "T14.1", "W31.90", "S62.6A" }, *const bad[] = {
    "s62.6", "62.6", "S6", "S62.", "S62.600x", "S62,6", ""
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (jkk_check_icd10 (good[i], NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (jkk_check_icd10 (bad[i], &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
    }
}

static void
test_the_table_has_every_item_of_kk_3 (void)
{
  for (guint item = 1; item <= 14; item++)
    {
      g_autofree char *place = g_strdup_printf ("KK 3 · %u", item);
      gboolean found = FALSE;

      for (guint i = 0; i < jkk_medical_type.n_fields; i++)
        found = found || g_str_equal (jkk_medical_type.fields[i].place, place);
      g_assert_true (found);
    }
}

/* The list is whole where its head says so, each code once and in the shape of one. */
static void
test_icd10_list (void)
{
  const JkkCodeList *list = jkk_code_list_get ("icd10");

  for (guint i = 0; i < list->n_codes; i++)
    {
      g_assert_cmpuint (strlen (list->codes[i].code), ==, 3);
      g_assert_true (jkk_check_icd10 (list->codes[i].code, NULL));
      g_assert_true (i == 0 || strcmp (list->codes[i - 1].code, list->codes[i].code) < 0);
    }
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *code = g_strdup_printf ("S%02u.9", i);

      g_assert_nonnull (jkk_icd10_category (code));
    }
  g_assert_cmpstr (jkk_icd10_category ("H83.3")->code, ==, "H83");
  g_assert_cmpstr (jkk_icd10_category ("J62")->code, ==, "J62");
  g_assert_nonnull (jkk_icd10_category ("T98.3"));
  g_assert_nonnull (jkk_icd10_category ("V29.9"));
  g_assert_null (jkk_icd10_category ("O80"));
  g_assert_null (jkk_icd10_category (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/medical/icd10", test_icd10_accepts_and_refuses);
  g_test_add_func ("/medical/icd10-list", test_icd10_list);
  g_test_add_func ("/medical/items", test_the_table_has_every_item_of_kk_3);
  return g_test_run ();
}
