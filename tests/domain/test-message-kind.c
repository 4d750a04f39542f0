#include "jkk-case.h"
#include "jkk-message.h"

#include <string.h>

static void
test_every_path_that_a_kind_needs_is_a_value_that_it_may_carry (void)
{
  guint n_kinds;
  const JkkMessageKind *kinds = jkk_message_kinds (&n_kinds);

  for (guint k = 0; k < n_kinds; k++)
    for (guint i = 0; kinds[k].needed[i] != NULL; i++)
      {
        g_auto (GStrv) steps = g_strsplit (kinds[k].needed[i], ".", 2);
        const JkkCasePart *part = jkk_case_part_find (steps[0]);
        const JkkRecordType *type = kinds[k].type;

        if (part != NULL)
          {
            g_assert_true (g_strv_contains (kinds[k].parts, part->name));
            type = part->type;
          }
        else
          g_assert_cmpstr (type->name, ==, steps[0]);
        g_assert_nonnull (jkk_record_type_find (type, steps[1]));
      }
}

static void
test_each_kind_is_found_by_its_one_name (void)
{
  guint n_kinds;
  const JkkMessageKind *kinds = jkk_message_kinds (&n_kinds);

  for (guint k = 0; k < n_kinds; k++)
    {
      g_assert_true (jkk_message_kind_find (kinds[k].name) == &kinds[k]);
      for (guint i = 0; kinds[k].parts[i] != NULL; i++)
        g_assert_nonnull (jkk_case_part_find (kinds[k].parts[i]));
      if (kinds[k].next != NULL)
        g_assert_nonnull (jkk_message_kind_find (kinds[k].next));
      /* An element of a body is either a part of a case or the record of the kind. */
      g_assert_null (jkk_case_part_find (kinds[k].type->name));
    }
  g_assert_null (jkk_message_kind_find ("case"));
  g_assert_null (jkk_message_kind_find (NULL));
}

static void
test_the_code_lists_of_the_records_are_there (void)
{
  guint n_kinds;
  const JkkMessageKind *kinds = jkk_message_kinds (&n_kinds);

  for (guint k = 0; k < n_kinds; k++)
    for (guint i = 0; i < kinds[k].type->n_fields; i++)
      if (kinds[k].type->fields[i].codes != NULL)
        g_assert_cmpuint (jkk_code_list_get (kinds[k].type->fields[i].codes)->n_codes, >, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/message-kind/needed", test_every_path_that_a_kind_needs_is_a_value_that_it_may_carry);
  g_test_add_func ("/message-kind/found", test_each_kind_is_found_by_its_one_name);
  g_test_add_func ("/message-kind/codes", test_the_code_lists_of_the_records_are_there);
  return g_test_run ();
}
