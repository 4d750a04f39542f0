#include "jkk-checkup.h"
#include "xml-fixture.h"

#include <string.h>

static GString *printed;

static void
print_cb (const char *text)
{
  g_string_append (printed, text);
}

/* What is printed of these texts, in files of these names. */
static char *
print (const char *const *texts, gboolean brief, gboolean as_json)
{
  g_auto (JkkCheckup) checkup = { NULL };

  jkk_checkup_init (&checkup);
  checkup.today = jkk_day_new (2026, 5, 5);
  checkup.need_not_sign = TRUE;
  for (guint i = 0; texts[i] != NULL; i += 2)
    jkk_checkup_judge (&checkup, texts[i], texts[i + 1], strlen (texts[i + 1]));
  printed = g_string_new (NULL);
  GPrintFunc before = g_set_print_handler (print_cb);
  if (as_json)
    jkk_checkup_print_json (&checkup);
  else
    jkk_checkup_print_text (&checkup, brief);
  g_set_print_handler (before);
  return g_string_free (printed, FALSE);
}

static void
test_findings (void)
{
  g_autofree char *good = fixture_example ("pesan-tagihan.xml");
  g_autofree char *bad = fixture_replace (good, "<total>18450000", "<total>1");
  const char *const texts[] = { "baik.xml", good, "salah.xml", bad, NULL };
  g_autofree char *all = print (texts, FALSE, FALSE), *brief = print (texts, TRUE, FALSE);

  g_assert_nonnull (strstr (all, "baik.xml: Accepted · Treatment bill\n"));
  g_assert_nonnull (strstr (all, "salah.xml: Refused · Treatment bill\n  line "));
  g_assert_nonnull (strstr (all, "· /pesan/bill/bill_head/total · [sum-differs]\n"));
  g_assert_nonnull (strstr (all, "\n    → "));
  g_assert_true (g_str_has_suffix (all, "2 files: 1 accepted, 0 with notices, 1 refused, 0 in quarantine\n"));
  g_assert_null (strstr (brief, "baik.xml"));
  g_assert_nonnull (strstr (brief, "salah.xml"));
}

/* A name or a value can hold what a terminal takes for orders. */
static void
test_orders_to_the_terminal (void)
{
  const char *const texts[] = { "a\033[31m\n.xml", "<\302\2331m/>", NULL };
  g_autofree char *all = print (texts, FALSE, FALSE);

  g_assert_null (strchr (all, '\033'));
  g_assert_null (strstr (all, "\302\233"));
  g_assert_nonnull (strstr (all, "a\\u001b[31m\\u000a.xml: Refused"));
}

/* Said once, however many Bundles there are, and not of other messages. */
static void
test_remark (void)
{
  g_autofree char *bundle = fixture_example ("bundle-kk3.xml"), *bill = fixture_example ("pesan-tagihan.xml");
  const char *const bundles[] = { "a.xml", bundle, "b.xml", bundle, NULL }, *const bills[] = { "a.xml", bill, NULL };
  g_autofree char *of_bundles = print (bundles, FALSE, FALSE), *of_bills = print (bills, FALSE, FALSE);
  const char *remark = strstr (of_bundles, "HL7");

  g_assert_nonnull (remark);
  g_assert_null (strstr (remark + 1, "HL7"));
  g_assert_null (strstr (of_bills, "HL7"));
}

static void
test_json (void)
{
  g_autofree char *good = fixture_example ("pesan-tagihan.xml");
  const char *const texts[] = { "baik \"satu\".xml", good, "rusak.xml", "<pesan", NULL };
  g_autofree char *json = print (texts, FALSE, TRUE);

  g_assert_true (g_str_has_prefix (json, "["));
  g_assert_nonnull (strstr (json, "\"baik \\\"satu\\\".xml\""));
  g_assert_nonnull (strstr (json, "\"diterima\""));
  g_assert_nonnull (strstr (json, "\"ditolak\""));
  g_assert_nonnull (strstr (json, "8d116ece-1738-47d9-bd9c-172411e20b8f"));
}

static void
test_nothing (void)
{
  const char *const none[] = { NULL };
  g_autofree char *text = print (none, FALSE, FALSE), *json = print (none, FALSE, TRUE);

  g_assert_cmpstr (text, ==, "0 files: 0 accepted, 0 with notices, 0 refused, 0 in quarantine\n");
  g_assert_cmpstr (g_strstrip (json), ==, "[]");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checkup-print/each finding has its place and its repair", test_findings);
  g_test_add_func ("/checkup-print/a terminal gets no orders", test_orders_to_the_terminal);
  g_test_add_func ("/checkup-print/bundles are told of openly", test_remark);
  g_test_add_func ("/checkup-print/programs get JSON", test_json);
  g_test_add_func ("/checkup-print/nothing is nothing", test_nothing);
  return g_test_run ();
}
