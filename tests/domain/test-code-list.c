#include "jkk-case.h"

#include <string.h>

static void
test_every_list_that_a_field_names_is_there (void)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint p = 0; p < n_parts; p++)
    for (guint f = 0; f < parts[p].type->n_fields; f++)
      {
        const JkkField *field = &parts[p].type->fields[f];

        if (field->kind != JKK_KIND_CODE)
          continue;
        const JkkCodeList *list = jkk_code_list_get (field->codes);
        g_assert_cmpstr (list->name, ==, field->codes);
        g_assert_cmpuint (list->n_codes, >, 0);
        for (guint i = 0; i < list->n_codes; i++)
          {
            g_assert_true (jkk_code_list_find (list, list->codes[i].code) == &list->codes[i]);
            g_assert_cmpstr (list->codes[i].label, !=, "");
            g_assert_cmpstr (list->codes[i].english, !=, "");
          }
      }
}

static void
test_the_statuses_are_the_codes_of_their_list (void)
{
  const JkkCodeList *list = jkk_code_list_get ("status");

  g_assert_cmpuint (list->n_codes, ==, JKK_N_STATUS);
  for (guint i = 0; i < JKK_N_STATUS; i++)
    g_assert_cmpstr (list->codes[i].code, ==, jkk_case_status_name ((JkkCaseStatus) i));
}

static void
test_a_term_carries_the_days_of_its_validity (void)
{
  const char *xml =
      "<codes name='x' title='X'><code code='a' id='A' en='A' from='2020-01-01' until='2020-12-31'/></codes>";
  g_autoptr (JkkCodeList) list = jkk_code_list_parse (xml, strlen (xml), NULL);

  g_assert_true (jkk_period_contains (list->codes[0].valid, jkk_day_new (2020, 12, 31)));
  g_assert_false (jkk_period_contains (list->codes[0].valid, jkk_day_new (2021, 1, 1)));
}

static void
test_what_is_no_list_is_refused (void)
{
  static const char *const texts[] = { "", "<codes", "<codes name='x' title='X'><term/></codes>",
                                       "<codes name='x' title='X'><code code='a'/></codes>",
                                       "<codes name='x' title='X'><code code='a' id='A' en='A' from='x'/></codes>" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (jkk_code_list_parse (texts[i], strlen (texts[i]), &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/code-list/every-list", test_every_list_that_a_field_names_is_there);
  g_test_add_func ("/code-list/statuses", test_the_statuses_are_the_codes_of_their_list);
  g_test_add_func ("/code-list/validity", test_a_term_carries_the_days_of_its_validity);
  g_test_add_func ("/code-list/refused", test_what_is_no_list_is_refused);
  return g_test_run ();
}
