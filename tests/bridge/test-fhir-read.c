#include "jkk-fhir-private.h"
#include "jkk-message-xml.h"
#include "xml-fixture.h"

#include <string.h>

static void
test_refused (void)
{
  fixture_expect_refused ("bundle-kk3.xml", "<code value=\"kk3\"/>", "<code value=\"kk9\"/>", "fhir-event-unknown");
  fixture_expect_refused ("bundle-kk3.xml", "<MessageHeader>", "<MessageHeader><implicitRules value=\"urn:x\"/>",
                          "fhir-modifier");
  fixture_expect_refused (
      "bundle-kk3.xml", "<Condition>",
      "<Condition><modifierExtension url=\"urn:x\"><valueBoolean value=\"true\"/></modifierExtension>",
      "fhir-modifier");
  fixture_expect_refused ("bundle-kk3.xml", "<onsetDateTime value=\"2026-03-12\"/>",
                          "<onsetDateTime value=\"2026-03\"/>", "fhir-day-incomplete");
  fixture_expect_refused ("bundle-kk3.xml", "<onsetDateTime value=\"2026-03-12\"/>",
                          "<onsetDateTime value=\"2026-03-12T16:30:00Z\"/>", "fhir-day-ambiguous");
  fixture_expect_refused ("bundle-kk3.xml", "<onsetDateTime value=\"2026-03-12\"/>", "", "value-missing");
  fixture_expect_refused ("bundle-kk3.xml", "<code value=\"S62.6\"/>", "<code value=\"tangan\"/>", "value-invalid");
  fixture_expect_refused ("bundle-kk3.xml", "<status value=\"completed\"/>", "<status value=\"entered-in-error\"/>",
                          "fhir-not-valid-fact");
  fixture_expect_refused ("bundle-kk3.xml", "<onsetDateTime value=\"2026-03-12\"/>",
                          "<onsetDateTime value=\"2026-02-30\"/>", "value-invalid");
  fixture_expect_refused ("bundle-tagihan.xml", "<use value=\"claim\"/>", "<use value=\"preauthorization\"/>",
                          "fhir-not-valid-fact");
  fixture_expect_refused ("bundle-tagihan.xml", "<value value=\"18450000\"/>", "<value value=\"18450001\"/>",
                          "sum-differs");
  fixture_expect_refused ("bundle-tagihan.xml", "<value value=\"18450000\"/>", "<value value=\"18450000.50\"/>",
                          "fhir-amount");
  fixture_expect_refused ("bundle-tagihan.xml", "<value value=\"18450000\"/>", "<value value=\"1845e4\"/>",
                          "fhir-amount");
  fixture_expect_refused ("bundle-tagihan.xml", "<value value=\"18450000\"/>", "<value value=\"-18450000\"/>",
                          "fhir-amount");
}

static void
test_other_currency (void)
{
  g_autoptr (GPtrArray) faults =
      fixture_refused ("bundle-tagihan.xml", "<currency value=\"IDR\"/>", "<currency value=\"USD\"/>");

  for (guint i = 0; i < faults->len; i++)
    g_assert_cmpstr (((JkkFault *) faults->pdata[i])->code, ==, "fhir-not-valid-fact");
}

/* Each on its own element, with the place in FHIR, not in the message that it becomes. */
static void
test_fault_places (void)
{
  g_autoptr (GPtrArray) faults =
      fixture_refused ("bundle-kk3.xml", "<code value=\"S62.6\"/>", "<code value=\"tangan\"/>");
  const JkkFault *fault = faults->pdata[0];

  g_assert_true (g_str_has_suffix (fault->path, "/Condition/code/coding/code"));
  g_assert_cmpint (fault->line, >, 1);
}

static void
test_two_people (void)
{
  static const char other[] = "<entry><resource><Patient><name><text value=\"Orang Lain\"/></name></Patient>"
                              "</resource></entry></Bundle>";

  fixture_expect_refused ("bundle-kk3.xml", "</Bundle>", other, "fhir-twice");
}

/* A diagnosis of somebody else must not become that of the patient. */
static void
test_other_subject (void)
{
  g_autofree char *example = fixture_example ("bundle-kk3.xml");
  g_autofree char *text = fixture_replace (
      example, "</Bundle>",
      "<entry><fullUrl value=\"urn:uuid:9e107d9d-372b-4b68-a1d3-2b0c8f9e1a77\"/><resource><RelatedPerson>"
      "<patient><display value=\"x\"/></patient></RelatedPerson></resource></entry></Bundle>");
  const char *subject = strstr (text, "<Procedure>");
  g_autoptr (GPtrArray) faults = NULL;

  subject = strstr (strstr (subject, "<subject>"), "value=\"") + strlen ("value=\"");
  memcpy ((char *) subject, "urn:uuid:9e107d9d-372b-4b68-a1d3-2b0c8f9e1a77", 45);
  g_assert_null (jkk_message_from_xml (text, strlen (text), &faults, NULL));
  g_assert_nonnull (fixture_find_fault (faults, "fhir-other-person"));
}

static void
test_no_header (void)
{
  static const char bare[] = "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"collection\"/></Bundle>";
  static const char elsewhere[] = "<Bundle><type value=\"collection\"/></Bundle>";
  g_autoptr (GPtrArray) faults = NULL, others = NULL;

  g_assert_null (jkk_message_from_xml (bare, strlen (bare), &faults, NULL));
  g_assert_nonnull (fixture_find_fault (faults, "fhir-header-missing"));
  g_assert_null (jkk_message_from_xml (elsewhere, strlen (elsewhere), &others, NULL));
  g_assert_null (strstr (fixture_find_fault (others, "namespace-wrong")->repair, "versi"));
}

/* Each piece of an example taken away, or doubled, is a fault or a message: never a crash, never silence. */
static void
test_mutilated (void)
{
  static const char *const names[] = { "bundle-kk3.xml", "bundle-tagihan.xml" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *example = fixture_example (names[i]);
      g_auto (GStrv) lines = g_strsplit (example, "\n", -1);

      for (guint j = 0; lines[j] != NULL; j++)
        for (guint twice = 0; twice < 2; twice++)
          {
            g_autoptr (GString) text = g_string_new (NULL);
            g_autoptr (GPtrArray) faults = NULL;

            for (guint k = 0; lines[k] != NULL; k++)
              for (guint n = k == j ? 2 * twice : 1; n > 0; n--)
                g_string_append_printf (text, "%s\n", lines[k]);
            g_autoptr (JkkMessage) message = jkk_message_from_xml (text->str, text->len, &faults, NULL);
            g_assert_true ((message == NULL) == (faults->len > 0));
          }
    }
}

static void
test_hostile_bundle (void)
{
  g_autoptr (GString) deep =
      g_string_new ("<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"message\"/><entry><resource>");
  g_autoptr (GPtrArray) faults = NULL, wide_faults = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (deep, "<extension url=\"x\">");
  g_assert_null (jkk_message_from_xml (deep->str, deep->len, &faults, NULL));
  fixture_expect_sound_faults (faults);

  g_autofree char *example = fixture_example ("bundle-tagihan.xml");
  g_autoptr (GString) wide = g_string_new (NULL);
  for (guint i = 0; i < 5000; i++)
    g_string_append (wide,
                     "<entry><resource><Observation><status value=\"final\"/><code/></Observation></resource></entry>");
  g_string_append (wide, "</Bundle>");
  g_autofree char *text = fixture_replace (example, "</Bundle>", wide->str);
  g_autoptr (JkkMessage) message = fixture_read_bundle (text);
  g_assert_cmpuint (message->notices->len, ==, JKK_XML_MAX_FAULTS + 1);
}

/* Terms of the office's own lists, which no other office can know. */
static void
test_unknown_terms (void)
{
  fixture_expect_refused ("bundle-kk3.xml", "<code value=\"cacat-sebagian-fungsi\"/>", "<code value=\"entah\"/>",
                          "code-unknown");
  fixture_expect_refused ("bundle-kk3.xml", "<type value=\"message\"/>", "<type value=\"transaction\"/>",
                          "fhir-not-valid-fact");
}

/* A diagnosis in another terminology is no ICD-10. */
static void
test_foreign_terminology (void)
{
  g_autofree char *example = fixture_example ("bundle-kk3.xml");
  g_autofree char *text = fixture_replace (example, "\"http://hl7.org/fhir/sid/icd-10\"", "\"http://snomed.info/sct\"");
  g_autoptr (JkkMessage) message = fixture_read_bundle (text);

  g_assert_null (message->content->medical.diagnosis_code);
  g_assert_nonnull (message->content->medical.diagnosis);
  g_assert_nonnull (fixture_find_notice (message, "/Condition/code/coding"));
}

/* A former name is not the name, even if it stands first. */
static void
test_former_name (void)
{
  g_autofree char *example = fixture_example ("bundle-kk3.xml");
  const char *name = strstr (strstr (example, "<Patient>"), "<name>");
  g_autofree char *text = g_strdup_printf ("%.*s<name><use value=\"old\"/><text value=\"Nama Lama\"/></name>%s",
                                           (int) (name - example), example, name);
  g_autoptr (JkkMessage) message = fixture_read_bundle (text);

  g_assert_cmpstr (message->content->medical.participant_name, ==, "Budi Contoh Santoso");
  g_assert_nonnull (fixture_find_notice (message, "/Patient/name[1]"));
}

static void
test_modifiers (void)
{
  static const char *const places[] = { "<entry>", "<Encounter>", "<Patient>", "<participant>" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *example = fixture_example ("bundle-kk3.xml");
      const char *place = strstr (example, places[i]) + strlen (places[i]);
      g_autofree char *text =
          g_strdup_printf ("%.*s<modifierExtension url=\"urn:x\"><valueBoolean value=\"true\"/></modifierExtension>%s",
                           (int) (place - example), example, place);
      g_autoptr (GPtrArray) faults = NULL;

      g_assert_null (jkk_message_from_xml (text, strlen (text), &faults, NULL));
      g_assert_nonnull (fixture_find_fault (faults, "fhir-modifier"));
    }
}

static void
test_document_type (void)
{
  fixture_expect_refused ("bundle-kk3.xml", "<Bundle xmlns", "<!DOCTYPE Bundle [<!ENTITY a \"b\">]><Bundle xmlns",
                          "doctype");
}

/* The sign & in an attribute, where FHIR keeps every value. */
static void
test_characters (void)
{
  g_autofree char *example = fixture_example ("bundle-kk3.xml");
  g_autofree char *text = fixture_replace (example, "<text value=\"Budi Contoh Santoso\"/>",
                                           "<text value=\"B &amp;amp; &#38;#38; &lt;&quot;&#x26;&gt; A&#x301;\"/>");
  g_autoptr (JkkMessage) message = fixture_read_bundle (text);

  g_assert_cmpstr (message->content->medical.participant_name, ==, "B &amp; &#38; <\"&> Á");
}

/* A bill of thousands of lines is read in the time of its lines, also where each is wrong. */
static void
test_many_lines (void)
{
  g_autofree char *example = fixture_example ("bundle-tagihan.xml");
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < 5000; i++)
    g_string_append (lines, "<item><sequence value=\"9\"/><productOrService/><net><value value=\"1\"/></net></item>");
  g_string_append (lines, "<total>");
  g_autofree char *text = fixture_replace (example, "<total>", lines->str);
  g_autoptr (GPtrArray) faults = NULL;
  g_assert_null (jkk_message_from_xml (text, strlen (text), &faults, NULL));
  g_assert_nonnull (fixture_find_fault (faults, "sum-differs"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fhir-read/what cannot be taken over is refused", test_refused);
  g_test_add_func ("/fhir-read/other currencies are refused", test_other_currency);
  g_test_add_func ("/fhir-read/faults stand at their element", test_fault_places);
  g_test_add_func ("/fhir-read/two patients are refused", test_two_people);
  g_test_add_func ("/fhir-read/facts about others are refused", test_other_subject);
  g_test_add_func ("/fhir-read/a bundle that does not say what it is is refused", test_no_header);
  g_test_add_func ("/fhir-read/mutilated examples are refused or read", test_mutilated);
  g_test_add_func ("/fhir-read/hostile bundles are refused", test_hostile_bundle);
  g_test_add_func ("/fhir-read/unknown terms are refused", test_unknown_terms);
  g_test_add_func ("/fhir-read/another terminology is no ICD-10", test_foreign_terminology);
  g_test_add_func ("/fhir-read/a former name is not the name", test_former_name);
  g_test_add_func ("/fhir-read/what changes the meaning is refused", test_modifiers);
  g_test_add_func ("/fhir-read/a document type is refused", test_document_type);
  g_test_add_func ("/fhir-read/each character arrives", test_characters);
  g_test_add_func ("/fhir-read/many lines are read", test_many_lines);
  return g_test_run ();
}
