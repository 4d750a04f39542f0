#include "jkk-payout-xml.h"
#include "xml-fixture.h"

#include <string.h>

static JkkPayout *
read_payout (const char *text)
{
  g_autoptr (GError) error = NULL;
  JkkPayout *payout = jkk_payout_from_xml (text, strlen (text), &error);

  g_assert_no_error (error);
  return payout;
}

static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint i = 0; i < 200; i++)
    {
      gsize length = 0;
      g_autoptr (JkkPayout) payout = fixture_random_payout (rand);
      g_autofree char *xml = jkk_payout_to_xml (payout, &length);
      g_autoptr (JkkPayout) again = read_payout (xml);
      g_autofree char *xml_again = jkk_payout_to_xml (again, NULL);

      g_assert_true (jkk_payout_equal (payout, again));
      g_assert_cmpstr (xml, ==, xml_again);
      if (i < 3)
        g_assert_true (fixture_xmllint ("santun-decision-1.xsd", xml, length));
    }
}

/* What is frozen does not depend on the language, for it is signed and compared. */
static void
test_example (void)
{
  g_autofree char *example = fixture_example ("santunan.xml");
  g_autoptr (JkkPayout) payout = read_payout (example);
  g_autofree char *again = jkk_payout_to_xml (payout, NULL);
  const JkkReason *line = jkk_payout_find_line (payout, "disability-functional");

  g_assert_cmpstr (example, ==, again);
  g_assert_cmpint (payout->total, ==, 20216667);
  g_assert_cmpint (payout->law_day, ==, jkk_day_new (2026, 3, 12));
  g_assert_nonnull (line);
  g_assert_cmpint (line->amount, ==, 14400000);
}

static void
test_empty_and_absent (void)
{
  g_autoptr (JkkPayout) payout = jkk_payout_new ();
  JkkReason *reason = jkk_reason_new ("", "", "", "");

  payout->total = JKK_NONE;
  payout->pack = "";
  jkk_payout_take_line (payout, reason);
  g_autofree char *xml = jkk_payout_to_xml (payout, NULL);
  g_autoptr (JkkPayout) again = read_payout (xml);

  g_assert_true (jkk_payout_equal (payout, again));
  g_assert_cmpstr (again->pack, ==, "");
  g_assert_null (again->pack_title);
  g_assert_cmpint (again->total, ==, JKK_NONE);
}

static void
test_deep_tree (void)
{
  g_autoptr (JkkPayout) payout = jkk_payout_new ();
  JkkReason *reason = jkk_reason_new ("top", "stmb", "Top", NULL);

  jkk_payout_take_line (payout, reason);
  for (guint i = 0; i < 25; i++)
    {
      JkkReason *step = jkk_reason_new ("step", NULL, "Step", NULL);

      jkk_reason_add_input (step, "n", "Number", JKK_KIND_COUNT, i);
      jkk_reason_take_child (reason, step);
      reason = step;
    }
  g_autofree char *xml = jkk_payout_to_xml (payout, NULL);
  g_autoptr (JkkPayout) again = read_payout (xml);
  g_assert_true (jkk_payout_equal (payout, again));
}

static void
expect_refused (const char *from, const char *to, JkkError code)
{
  g_autoptr (JkkPayout) payout = fixture_payout ();
  g_autofree char *xml = jkk_payout_to_xml (payout, NULL);
  g_autofree char *changed = fixture_replace (xml, from, to);
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_payout_from_xml (changed, strlen (changed), &error));
  g_assert_error (error, JKK_ERROR, (int) code);
}

/* A sheet that was tampered with or damaged is not shown as if it were whole. */
static void
test_strict (void)
{
  expect_refused ("<total>5466667</total>", "<total>5466667,00</total>", JKK_ERROR_FORMAT);
  expect_refused ("<total>5466667</total>", "<total>99999999999999999999</total>", JKK_ERROR_FORMAT);
  expect_refused ("<total>5466667</total>", "<total>5466667</total><total>1</total>", JKK_ERROR_FORMAT);
  expect_refused ("<kind>percent</kind>", "<kind>per cent</kind>", JKK_ERROR_FORMAT);
  expect_refused ("<kind>percent</kind>", "", JKK_ERROR_FORMAT);
  expect_refused ("<rule>stmb</rule>", "", JKK_ERROR_FORMAT);
  expect_refused ("<name>rate</name>", "", JKK_ERROR_FORMAT);
  expect_refused ("<law_day>2026-03-12", "<law_day>2026-02-30", JKK_ERROR_FORMAT);
  expect_refused ("<law_day>2026-03-12", "<law_day>1026-03-12", JKK_ERROR_FORMAT);
  expect_refused ("<number>20524", "<number>205240000", JKK_ERROR_FORMAT); /* no such day */
  expect_refused ("<number>10000", "<number>-1", JKK_ERROR_FORMAT);
  expect_refused ("</santunan>", "<more/></santunan>", JKK_ERROR_FORMAT);
  expect_refused ("</santunan>", "", JKK_ERROR_FORMAT);
  expect_refused ("penetapan:1", "penetapan:2", JKK_ERROR_TOO_NEW);
  expect_refused ("versi=\"1\"", "versi=\"2\"", JKK_ERROR_TOO_NEW);
}

static void
test_blanks_around_numbers (void)
{
  g_autoptr (JkkPayout) payout = fixture_payout ();
  g_autofree char *xml = jkk_payout_to_xml (payout, NULL);
  g_autofree char *total = fixture_replace (xml, "<total>5466667", "<total>\n 5466667 ");
  g_autofree char *changed = fixture_replace (total, "<law_day>", "<law_day> ");
  g_autoptr (JkkPayout) again = read_payout (changed);

  g_assert_true (jkk_payout_equal (payout, again));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/payout-xml/any sheet comes back as it went out", test_round_trip);
  g_test_add_func ("/payout-xml/the example comes back byte by byte", test_example);
  g_test_add_func ("/payout-xml/empty texts and absent ones are told apart", test_empty_and_absent);
  g_test_add_func ("/payout-xml/a deep tree of reasons comes back", test_deep_tree);
  g_test_add_func ("/payout-xml/a sheet that was changed by hand is refused", test_strict);
  g_test_add_func ("/payout-xml/blanks around numbers do not change them", test_blanks_around_numbers);
  return g_test_run ();
}
