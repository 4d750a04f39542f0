#include "jkk-case-xml.h"
#include "xml-fixture.h"

#include <string.h>

static JkkCase *
read_case (const char *text, JkkCaseXmlFlags flags)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;
  JkkCase *jcase = jkk_case_from_xml (text, strlen (text), flags, &faults, &error);

  for (guint i = 0; i < faults->len; i++)
    {
      g_autofree char *said = jkk_fault_to_text (faults->pdata[i]);

      g_test_message ("%s", said);
    }
  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 0);
  return jcase;
}

static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 200; i++)
    {
      gsize length = 0;
      g_autoptr (JkkCase) jcase = fixture_random_case (rand);
      g_autofree char *xml = jkk_case_to_xml (jcase, &length);
      g_autoptr (JkkCase) again = read_case (xml, JKK_CASE_XML_SYSTEM);
      g_autofree char *xml_again = jkk_case_to_xml (again, NULL);

      g_assert_cmpuint (strlen (xml), ==, length);
      g_assert_true (jkk_case_equal (jcase, again));
      g_assert_cmpstr (xml, ==, xml_again);
    }
}

static void
test_xmllint_agrees (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);

  for (guint i = 0; i < 10; i++)
    {
      gsize length = 0;
      g_autoptr (JkkCase) jcase = fixture_random_case (rand);
      g_autofree char *xml = jkk_case_to_xml (jcase, &length);

      g_assert_true (fixture_xmllint ("santun-case-1.xsd", xml, length));
    }
}

static void
test_empty_case (void)
{
  g_autoptr (JkkCase) empty = jkk_case_new ();
  g_autofree char *xml = jkk_case_to_xml (empty, NULL);
  g_autoptr (JkkCase) again = read_case (xml, JKK_CASE_XML_NONE);

  g_assert_true (jkk_case_equal (empty, again));
}

/* An empty row of a list is there. */
static void
test_empty_row (void)
{
  g_autoptr (JkkCase) empty = jkk_case_new ();
  g_autoptr (JkkCase) one = jkk_case_append (empty, "children", NULL);
  g_autofree char *xml = jkk_case_to_xml (one, NULL);
  g_autoptr (JkkCase) again = read_case (xml, JKK_CASE_XML_NONE);

  g_assert_cmpuint (again->children->len, ==, 1);
}

static void
test_system_fields (void)
{
  g_autofree char *example = fixture_example ("kasus.xml");
  g_autofree char *text = fixture_replace (example, "<cover>",
                                           "<cover><number>JKK-2026-000009</number><status>disetujui</status>"
                                           "<approver>dewi</approver>");
  g_autoptr (JkkCase) taken = read_case (text, JKK_CASE_XML_NONE);
  g_autoptr (JkkCase) whole = read_case (text, JKK_CASE_XML_SYSTEM);

  g_assert_null (taken->cover.number);
  g_assert_null (taken->cover.approver);
  g_assert_cmpint (jkk_case_get_status (taken), ==, JKK_STATUS_RECEIVED);
  g_assert_cmpstr (taken->cover.segment, ==, "PU");
  g_assert_cmpstr (whole->cover.number, ==, "JKK-2026-000009");
  g_assert_cmpstr (whole->cover.approver, ==, "dewi");
  g_assert_cmpint (jkk_case_get_status (whole), ==, JKK_STATUS_APPROVED);
}

static void
test_example (void)
{
  g_autofree char *example = fixture_example ("kasus.xml");
  g_autoptr (JkkCase) jcase = read_case (example, JKK_CASE_XML_NONE);

  g_assert_cmpstr (jcase->participant.name, ==, "Budi Contoh Santoso");
  g_assert_cmpint (jcase->participant.wage, ==, 4000000);
  g_assert_cmpint (jcase->accident.accident_day, ==, jkk_day_new (2026, 3, 12));
  g_assert_cmpint (jcase->accident.accident_time, ==, 7 * 60 + 40);
  g_assert_cmpint (jcase->medical.loss_percent, ==, 5000);
  g_assert_cmpuint (jcase->payees->len, ==, 2);
  g_assert_cmpstr (((JkkPayee *) jcase->payees->pdata[1])->payee, ==, "peserta");
  g_assert_nonnull (strchr (jcase->employer.address, '\n'));
}

static void
test_order_is_free (void)
{
  const char *text =
      "<kasus xmlns='urn:santun:kasus:1' versi='1'><participant><wage>5</wage><name>A</name></participant>"
      "<cover><segment>BPU</segment></cover></kasus>";
  const char *prefixed =
      "<k:kasus xmlns:k='urn:santun:kasus:1' versi='1'><k:participant><k:name>A</k:name>"
      "<k:wage>5</k:wage></k:participant><k:cover><k:segment><![CDATA[BPU]]></k:segment></k:cover></k:kasus>";
  g_autoptr (JkkCase) one = read_case (text, JKK_CASE_XML_NONE);
  g_autoptr (JkkCase) two = read_case (prefixed, JKK_CASE_XML_NONE);

  g_assert_cmpint (one->participant.wage, ==, 5);
  g_assert_true (jkk_case_equal (one, two));
}

/* Nothing is half taken in. */
static void
test_faulty_case_is_no_case (void)
{
  g_autofree char *example = fixture_example ("kasus.xml");
  g_autofree char *text = fixture_replace (example, "9999011505900001", "999901150590000");
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_case_from_xml (text, strlen (text), JKK_CASE_XML_NONE, &faults, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
  g_assert_cmpuint (faults->len, ==, 2); /* the participant's, and as the doctor wrote it */
  g_assert_cmpstr (((JkkFault *) faults->pdata[0])->path, ==, "/kasus/participant/identity");
  g_assert_nonnull (strstr (((JkkFault *) faults->pdata[0])->text, "16"));
  g_clear_error (&error);
  g_assert_null (jkk_case_from_xml (text, strlen (text), JKK_CASE_XML_NONE, NULL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
}

/* The template names every field that a person can fill in, and is the example. */
static void
test_template (void)
{
  guint n_parts;
  gsize length = 0;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);
  g_autofree char *template = jkk_case_xml_template (&length);
  g_autofree char *example = fixture_example ("kasus.xml");
  g_autoptr (JkkCase) from_template = read_case (template, JKK_CASE_XML_NONE);
  g_autoptr (JkkCase) from_example = read_case (example, JKK_CASE_XML_NONE);

  g_assert_true (jkk_case_equal (from_template, from_example));
  g_assert_true (fixture_xmllint ("santun-case-1.xsd", template, length));
  for (guint i = 0; i < n_parts; i++)
    for (guint j = 0; j < parts[i].type->n_fields; j++)
      {
        const JkkField *field = &parts[i].type->fields[j];
        g_autofree char *tag = g_strdup_printf ("<%s>", field->name);

        if ((field->flags & JKK_FIELD_SYSTEM) == 0)
          {
            g_assert_nonnull (strstr (template, tag));
            g_assert_nonnull (strstr (template, field->place));
          }
      }
}

/* Parts that came later are optional, so that what was written before them is read beside what is written now. */
static void
test_a_case_of_an_earlier_program_is_read (void)
{
  g_autofree char *text = fixture_frozen ("kasus-first.xml"), *now = fixture_example ("kasus.xml");
  g_autoptr (JkkCase) first = read_case (text, JKK_CASE_XML_SYSTEM);
  g_autoptr (JkkCase) today = read_case (now, JKK_CASE_XML_SYSTEM);

  g_assert_null (strstr (text, "<installments>"));
  g_assert_cmpstr (first->employer.name, ==, "PT Contoh Maju Bersama");
  g_assert_cmpuint (first->children->len, ==, today->children->len);
  g_assert_cmpuint (first->installments->len, ==, 0);
  g_assert_cmpuint (first->elsewhere->len, ==, 0);
  g_assert_null (first->claim.disability_choice);

  g_autofree char *written = jkk_case_to_xml (first, NULL);
  g_autoptr (JkkCase) again = read_case (written, JKK_CASE_XML_SYSTEM);
  g_assert_nonnull (strstr (written, "versi=\"1\""));
  g_assert_true (jkk_case_equal (first, again));
  g_assert_true (fixture_xmllint ("santun-case-1.xsd", text, strlen (text)));
}

static void
test_days_elsewhere_are_not_taken_from_a_file (void)
{
  g_autoptr (JkkCase) empty = jkk_case_new ();
  g_autoptr (JkkCase) jcase = jkk_case_append (empty, "elsewhere", NULL);

  ((JkkElsewhere *) jcase->elsewhere->pdata[0])->from_day = jkk_day_new (2026, 3, 1);
  g_autofree char *text = jkk_case_to_xml (jcase, NULL);
  g_autoptr (JkkCase) whole = read_case (text, JKK_CASE_XML_SYSTEM);
  g_autoptr (JkkCase) typed = read_case (text, JKK_CASE_XML_NONE);
  g_assert_cmpuint (whole->elsewhere->len, ==, 1);
  g_assert_cmpuint (typed->elsewhere->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case-xml/any case comes back as it went out", test_round_trip);
  g_test_add_func ("/case-xml/xmllint accepts any case that we write", test_xmllint_agrees);
  g_test_add_func ("/case-xml/an empty case comes back", test_empty_case);
  g_test_add_func ("/case-xml/an empty row of a list comes back", test_empty_row);
  g_test_add_func ("/case-xml/what deeds keep is only taken when asked for", test_system_fields);
  g_test_add_func ("/case-xml/the example says what it says", test_example);
  g_test_add_func ("/case-xml/order and prefix of elements do not matter", test_order_is_free);
  g_test_add_func ("/case-xml/a faulty case gives no case", test_faulty_case_is_no_case);
  g_test_add_func ("/case-xml/the template is valid and names every field", test_template);
  g_test_add_func ("/case-xml/a case of an earlier program is read", test_a_case_of_an_earlier_program_is_read);
  g_test_add_func ("/case-xml/days elsewhere are not taken from a file", test_days_elsewhere_are_not_taken_from_a_file);
  return g_test_run ();
}
