#include "jkk-accident.h"
#include "jkk-person.h"

static gboolean
has_place (const JkkRecordType *type, const char *place)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (g_str_equal (type->fields[i].place, place))
      return TRUE;
  return FALSE;
}

static void
test_the_tables_have_every_item_of_kk_1 (void)
{
  const JkkRecordType *types[] = { &jkk_employer_type, &jkk_participant_type, &jkk_accident_type };

  for (guint item = 1; item <= 8; item++)
    {
      g_autofree char *place = g_strdup_printf ("KK 1 · %u", item);
      gboolean found = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (types); i++)
        found = found || has_place (types[i], place);
      g_assert_true (found);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/accident/items", test_the_tables_have_every_item_of_kk_1);
  return g_test_run ();
}
