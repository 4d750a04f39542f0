#include "jkk-claim.h"
#include "jkk-person.h"

static void
test_the_tables_have_every_item_of_kk_2 (void)
{
  const JkkRecordType *types[] = { &jkk_claim_type, &jkk_payee_type, &jkk_heir_type, &jkk_child_type };

  for (guint item = 3; item <= 10; item++)
    {
      g_autofree char *place = g_strdup_printf ("KK 2 · %u", item);
      gboolean found = FALSE;

      for (guint t = 0; t < G_N_ELEMENTS (types); t++)
        for (guint i = 0; i < types[t]->n_fields; i++)
          found = found || g_str_equal (types[t]->fields[i].place, place);
      g_assert_true (found);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/claim/items", test_the_tables_have_every_item_of_kk_2);
  return g_test_run ();
}
