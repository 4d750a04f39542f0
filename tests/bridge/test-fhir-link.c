#include "jkk-fhir-private.h"
#include "jkk-message-xml.h"
#include "xml-fixture.h"

#include <string.h>

/* References: whom a resource is about, and which of two is meant. */

#define PATIENT_ADDRESS "urn:uuid:9e107d9d-372b-4b68-a1d3-2b0c8f9e1a77"

/* The example with the subject of its first @resource naming @reference. */
static char *
with_subject (const char *resource, const char *reference)
{
  g_autofree char *example = fixture_example ("bundle-kk3.xml"), *tag = g_strdup_printf ("<%s>", resource);
  char *value = strstr (strstr (strstr (example, tag), "<subject>"), "value=\"") + strlen ("value=\"");
  char *end = strchr (value, '"');

  return g_strdup_printf ("%.*s%s%s", (int) (value - example), example, reference, end);
}

static void
expect_fault (const char *text, const char *code)
{
  g_autoptr (GPtrArray) faults = NULL;

  g_assert_null (jkk_message_from_xml (text, strlen (text), &faults, NULL));
  fixture_expect_sound_faults (faults);
  g_assert_cmpuint (faults->len, ==, 1);
  g_assert_nonnull (fixture_find_fault (faults, code));
}

/* What nobody can resolve is not taken for the patient, whatever it looks like. */
static void
test_missing_reference (void)
{
  static const char *const references[] = { PATIENT_ADDRESS, "Patient/999", "#p1", "http://example.org/Patient/1", "" };

  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    {
      g_autofree char *text = with_subject ("Procedure", references[i]);
      g_autoptr (GPtrArray) faults = NULL;

      g_assert_null (jkk_message_from_xml (text, strlen (text), &faults, NULL));
      g_assert_nonnull (
          fixture_find_fault (faults, *references[i] != '\0' ? "fhir-reference-missing" : "attribute-value"));
    }
}

static void
test_no_reference (void)
{
  g_autofree char *text = with_subject ("Procedure", "x");
  g_autofree char *named =
      fixture_replace (text, "<reference value=\"x\"/>", "<display value=\"Budi Contoh Santoso\"/>");

  expect_fault (named, "fhir-reference-missing");
}

/* FHIR lets an observation be about nobody; a letter is always about somebody. */
static void
test_missing_subject (void)
{
  static const char bare[] = "<entry><resource><Observation><status value=\"final\"/><code><coding>"
                             "<system value=\"urn:santun:fhir:kk3\"/><code value=\"prosthesis\"/></coding></code>"
                             "<valueString value=\"Tangan\"/></Observation></resource></entry></Bundle>";

  fixture_expect_refused ("bundle-kk3.xml", "</Bundle>", bare, "fhir-subject-missing");
}

/* A patient that is contained in the resource which names it could be anybody. */
static void
test_contained (void)
{
  g_autofree char *text = with_subject ("Procedure", "#p1");
  g_autofree char *with_patient = fixture_replace (text, "<Procedure>",
                                                   "<Procedure><contained><Patient><id value=\"p1\"/><name><text "
                                                   "value=\"Orang Lain\"/></name></Patient></contained>");

  expect_fault (with_patient, "fhir-reference-missing");
}

static void
test_contained_is_listed (void)
{
  g_autofree char *example = fixture_example ("bundle-kk3.xml");
  g_autofree char *text =
      fixture_replace (example, "<Procedure>", "<Procedure><contained><Device><id value=\"d1\"/></Device></contained>");
  g_autoptr (JkkMessage) message = fixture_read_bundle (text);

  g_assert_cmpuint (message->notices->len, ==, 1);
  g_assert_nonnull (fixture_find_notice (message, "/Procedure/contained"));
}

/* The patient by its id, as FHIR servers write it. */
static void
test_relative_reference (void)
{
  g_autofree char *text = with_subject ("Procedure", "Patient/p-1");
  g_autofree char *named = fixture_replace (text, "<Patient>", "<Patient><id value=\"p-1\"/>");
  g_autoptr (JkkMessage) message = fixture_read_bundle (named);

  g_assert_cmpuint (message->notices->len, ==, 0);
}

static void
test_same_address_twice (void)
{
  fixture_expect_refused ("bundle-kk3.xml", "</Bundle>",
                          "<entry><fullUrl value=\"" PATIENT_ADDRESS "\"/><resource><Device/></resource></entry>"
                          "<entry><fullUrl value=\"" PATIENT_ADDRESS "\"/><resource><Device/></resource></entry>"
                          "</Bundle>",
                          "fhir-address-twice");
  fixture_expect_refused ("bundle-kk3.xml", "</Bundle>",
                          "<entry><resource><Device><id value=\"1\"/></Device></resource></entry>"
                          "<entry><resource><Device><id value=\"1\"/></Device></resource></entry></Bundle>",
                          "fhir-address-twice");
}

/* Resources that name each other, and one that names itself, end the reading as any others. */
static void
test_circle (void)
{
  static const char circle[] =
      "<entry><fullUrl value=\"urn:uuid:9e107d9d-372b-4b68-a1d3-2b0c8f9e1a01\"/><resource><Organization>"
      "<name value=\"A\"/><partOf><reference value=\"urn:uuid:9e107d9d-372b-4b68-a1d3-2b0c8f9e1a02\"/></partOf>"
      "</Organization></resource></entry>"
      "<entry><fullUrl value=\"urn:uuid:9e107d9d-372b-4b68-a1d3-2b0c8f9e1a02\"/><resource><Organization>"
      "<name value=\"B\"/><partOf><reference value=\"urn:uuid:9e107d9d-372b-4b68-a1d3-2b0c8f9e1a01\"/></partOf>"
      "</Organization></resource></entry></Bundle>";
  g_autofree char *example = fixture_example ("bundle-kk3.xml");
  g_autofree char *more = fixture_replace (example, "</Bundle>", circle);
  g_autofree char *text = fixture_replace (more, "<Encounter>",
                                           "<Encounter><extension url=\"urn:x\"><valueReference><reference "
                                           "value=\"Encounter/e\"/></valueReference></extension>");
  g_autoptr (JkkMessage) message = fixture_read_bundle (text);

  g_assert_cmpuint (message->notices->len, ==, 3);
  g_assert_cmpstr (message->content->medical.facility, ==, "RS Contoh Sehat");
}

/* The insurer stands before the hospital in many bills. */
static void
test_the_hospital_is_the_one_that_is_named (void)
{
  static const char insurer[] =
      "<entry><resource><Organization><name value=\"Penjamin\"/></Organization></resource></entry>";
  g_autofree char *example = fixture_example ("bundle-tagihan.xml");
  const char *header_end = strstr (example, "</entry>") + strlen ("</entry>");
  g_autofree char *text = g_strdup_printf ("%.*s%s%s", (int) (header_end - example), example, insurer, header_end);
  g_autoptr (JkkMessage) message = fixture_read_bundle (text);
  g_autofree char *facility = jkk_message_get_text (message, "bill_head.facility");

  g_assert_cmpstr (facility, ==, "RS Contoh Sehat");
  g_assert_cmpuint (message->notices->len, ==, 1);
  g_assert_nonnull (fixture_find_notice (message, "/Organization"));
}

static void
test_bundle_in_a_bundle (void)
{
  fixture_expect_refused ("bundle-kk3.xml", "</Bundle>",
                          "<entry><resource><Bundle><type value=\"message\"/></Bundle></resource></entry></Bundle>",
                          "fhir-twice");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fhir-link/what leads nowhere is nobody", test_missing_reference);
  g_test_add_func ("/fhir-link/a name is no reference", test_no_reference);
  g_test_add_func ("/fhir-link/a letter is about somebody", test_missing_subject);
  g_test_add_func ("/fhir-link/a contained patient is not the patient", test_contained);
  g_test_add_func ("/fhir-link/what is contained is listed", test_contained_is_listed);
  g_test_add_func ("/fhir-link/references by id are followed", test_relative_reference);
  g_test_add_func ("/fhir-link/an address belongs to one", test_same_address_twice);
  g_test_add_func ("/fhir-link/circles end", test_circle);
  g_test_add_func ("/fhir-link/the hospital is the one that is named", test_the_hospital_is_the_one_that_is_named);
  g_test_add_func ("/fhir-link/a bundle in a bundle is refused", test_bundle_in_a_bundle);
  return g_test_run ();
}
