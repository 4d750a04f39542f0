#include "jkk-xml-check.h"
#include "xml-fixture.h"

#include <string.h>

static void
expect_good (const char *example, const char *expected)
{
  g_autofree char *text = fixture_example (example);
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;
  const char *kind = NULL;

  g_assert_true (jkk_xml_check (text, strlen (text), &kind, &faults, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpstr (kind, ==, expected);
}

static void
test_examples (void)
{
  expect_good ("kasus.xml", "kasus");
  expect_good ("pesan-kk3.xml", "pesan");
  expect_good ("penetapan.xml", "penetapan");
  expect_good ("santunan.xml", "santunan");
}

static void
expect_bad (const char *example, const char *from, const char *to, const char *path)
{
  g_autofree char *text = fixture_example (example);
  g_autofree char *changed = fixture_replace (text, from, to);
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (jkk_xml_check (changed, strlen (changed), NULL, &faults, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
  g_assert_cmpstr (((JkkFault *) faults->pdata[0])->path, ==, path);
  g_assert_nonnull (strstr (error->message, path)); /* the sentence alone leads to the place */
}

static void
test_mistakes (void)
{
  expect_bad ("kasus.xml", "<wage>4000000", "<wage>banyak", "/kasus/participant/wage");
  expect_bad ("pesan-kk3.xml", "<diagnosis_code>S62.6", "<diagnosis_code>patah", "/pesan/kk3/medical/diagnosis_code");
  expect_bad ("penetapan.xml", "<state>approved", "<state>ya", "/penetapan/state");
  expect_bad ("penetapan.xml", "<number>20524<", "<number>x<",
              "/penetapan/santunan/lines/reason[1]/children/reason[2]/inputs/input[1]/number");
  expect_bad ("santunan.xml", "<law_day>2026-03-12", "<law_day>besok", "/santunan/law_day");
}

static void
test_unknown_kind (void)
{
  const char *kind = "something";

  g_assert_false (jkk_xml_check ("<a/>", 4, &kind, NULL, NULL));
  g_assert_null (kind);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xml-check/the published examples are good", test_examples);
  g_test_add_func ("/xml-check/a mistake is found in every kind of document", test_mistakes);
  g_test_add_func ("/xml-check/another document has no kind", test_unknown_kind);
  return g_test_run ();
}
