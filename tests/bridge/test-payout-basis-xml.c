#include "jkk-payout-xml.h"
#include "xml-fixture.h"

#include <string.h>

/* Sheets with and without a basis come back equal; what a stranger reads is in the schema. */
static void
test_a_basis_comes_back_as_it_went_out (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint with_basis = 0;

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (JkkPayout) payout = fixture_random_payout (rand);
      gsize length = 0;
      g_autofree char *xml = jkk_payout_to_xml (payout, &length);
      g_autoptr (GError) error = NULL;
      g_autoptr (JkkPayout) again = jkk_payout_from_xml (xml, length, &error);

      if (payout->law_day != JKK_NONE && (payout->law_day < -25567 || payout->law_day > 84005))
        continue;
      g_assert_no_error (error);
      g_assert_true (jkk_payout_basis_equal (payout->basis, again->basis));
      with_basis += payout->basis != NULL;
      if (i < 5)
        g_assert_true (fixture_xmllint ("santun-decision-1.xsd", xml, length));
    }
  g_assert_cmpuint (with_basis, >, 10);
}

static void
test_a_figure_with_a_wrong_day_is_refused (void)
{
  g_autoptr (GError) error = NULL;
  const char *text =
      "<santunan xmlns='urn:santun:penetapan:1' versi='1'><total>0</total><basis><today>2026-02-30</today>"
      "<facts/><law/></basis></santunan>";

  g_assert_null (jkk_payout_from_xml (text, strlen (text), &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/payout-basis-xml/a basis comes back as it went out", test_a_basis_comes_back_as_it_went_out);
  g_test_add_func ("/payout-basis-xml/a figure with a wrong day is refused", test_a_figure_with_a_wrong_day_is_refused);
  return g_test_run ();
}
