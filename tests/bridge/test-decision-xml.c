#include "jkk-case-xml.h"
#include "jkk-decision-xml.h"
#include "jkk-payout-xml.h"
#include "jkk-xml-check.h"
#include "xml-fixture.h"

#include <string.h>

/* An approved decision on the example case. */
static JkkDecision *
decision_new (void)
{
  JkkDecision *decision = jkk_decision_new ();
  g_autoptr (JkkPayout) payout = fixture_payout ();
  g_autofree char *example = fixture_example ("kasus.xml");
  g_autofree char *numbered = fixture_replace (example, "<cover>", "<cover><number>JKK-2026-000123</number>");
  g_autoptr (JkkCase) jcase = jkk_case_from_xml (numbered, strlen (numbered), JKK_CASE_XML_SYSTEM, NULL, NULL);

  decision->state = g_strdup ("approved");
  decision->proposal = g_strdup ("pay");
  decision->proposed_by = g_strdup ("sari");
  decision->proposed_at = 1777259700;
  decision->decided_by = g_strdup ("hendra");
  decision->decided_at = 1777270800;
  decision->decision_note = g_strdup ("Sesuai <berkas> & lengkap.");
  decision->total = payout->total;
  decision->pack = g_strdup (payout->pack);
  decision->pack_version = g_strdup (payout->pack_version);
  decision->program_version = g_strdup ("0.1.0");
  decision->facts_xml = jkk_case_to_xml (jcase, NULL);
  decision->payout_xml = jkk_payout_to_xml (payout, NULL);
  decision->hash = g_strdup ("abcdef");
  return decision;
}

static char *
written (const JkkDecision *decision)
{
  gsize length = 0;
  const char *kind = NULL;
  g_autoptr (GError) error = NULL;
  char *xml = jkk_decision_to_xml (decision, &length, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (xml), ==, length);
  g_assert_true (jkk_xml_check (xml, length, &kind, NULL, &error));
  g_assert_cmpstr (kind, ==, "penetapan");
  g_assert_true (fixture_xmllint ("santun-decision-1.xsd", xml, length));
  return xml;
}

static void
test_content (void)
{
  static const char *const pieces[] = {
    "<number>JKK-2026-000123</number>",
    "<participant_name>Budi Contoh Santoso</participant_name>",
    "<accident_day>2026-03-12</accident_day>",
    "<state>approved</state>",
    "<proposed_at>2026-04-27T03:15:00Z</proposed_at>",
    "<decided_by>hendra</decided_by>",
    "<decision_note>Sesuai &lt;berkas&gt; &amp; lengkap.</decision_note>",
    "<total>5466667</total>",
    "<program_version>0.1.0</program_version>",
    "<hash>abcdef</hash>",
    "<formula>{rate} × {days} × {wage} ÷ 30</formula>",
    "<shown>Months 1 to 6: 100\u00a0% × 41 × 4.000.000 ÷ 30</shown>",
    "<shown>Monthly wage: 4.000.000</shown>",
    "<path>participant.wage</path>",
    "<article>PP 82/2019, lampiran III</article>",
    "<unconfirmed>ya</unconfirmed>",
  };
  g_autoptr (JkkDecision) decision = decision_new ();
  g_autofree char *xml = written (decision);

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_test_message ("%s", pieces[i]);
      g_assert_nonnull (strstr (xml, pieces[i]));
    }
}

/* A decision goes to those who need not know where the participant lives and what the doctor found. */
static void
test_nothing_else_leaves (void)
{
  g_autoptr (JkkDecision) decision = decision_new ();
  g_autofree char *xml = written (decision);

  g_assert_null (strstr (xml, "9999011505900001"));
  g_assert_null (strstr (xml, "Gang Contoh"));
  g_assert_null (strstr (xml, "Fraktur"));
  g_assert_null (strstr (xml, "9900112233"));
}

static void
test_proposal_and_refusal (void)
{
  g_autoptr (JkkDecision) decision = decision_new ();

  g_clear_pointer (&decision->decided_by, g_free);
  decision->decided_at = 0;
  decision->total = JKK_NONE;
  g_clear_pointer (&decision->payout_xml, g_free);
  g_clear_pointer (&decision->state, g_free);
  decision->state = g_strdup ("proposed");
  g_clear_pointer (&decision->proposal, g_free);
  decision->proposal = g_strdup ("refuse");
  g_autofree char *xml = written (decision);
  g_assert_null (strstr (xml, "decided_at"));
  g_assert_null (strstr (xml, "santunan>"));
}

static void
expect_unreadable (JkkDecision *decision)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_decision_to_xml (decision, NULL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
}

static void
test_damaged (void)
{
  g_autoptr (JkkDecision) decision = decision_new ();

  decision->payout_xml[strlen (decision->payout_xml) / 2] = '\0';
  expect_unreadable (decision);
  g_clear_pointer (&decision->payout_xml, g_free);
  decision->facts_xml[10] = '\0';
  expect_unreadable (decision);
  g_clear_pointer (&decision->facts_xml, g_free);
  expect_unreadable (decision);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decision-xml/it says who decided what and why", test_content);
  g_test_add_func ("/decision-xml/no more than the reference of the case leaves", test_nothing_else_leaves);
  g_test_add_func ("/decision-xml/a proposal to refuse has no sheet and nobody who decided", test_proposal_and_refusal);
  g_test_add_func ("/decision-xml/what was frozen and damaged is not exported", test_damaged);
  return g_test_run ();
}
