#include "jkk-medical.h"

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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/medical/icd10", test_icd10_accepts_and_refuses);
  g_test_add_func ("/medical/items", test_the_table_has_every_item_of_kk_3);
  return g_test_run ();
}
