#include "jkk-fhir.h"

#include "jkk-fhir-private.h"
#include "jkk-message-xml.h"
#include "jkk-record.h"
#include "jkk-xml-check.h"
#include "xml-fixture.h"

#include <string.h>

#define SCHEMA "santun-fhir-1.xsd"

static JkkMessage *
read_bundle (const char *text)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;
  JkkMessage *message = jkk_message_from_xml (text, strlen (text), &faults, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_nonnull (message->notices);
  return message;
}

/* The faults of the example with one piece of it changed. */
static GPtrArray *
refused (const char *name, const char *from, const char *to)
{
  g_autofree char *example = fixture_example (name);
  g_autofree char *text = fixture_replace (example, from, to);
  GPtrArray *faults = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_message_from_xml (text, strlen (text), &faults, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
  fixture_expect_sound_faults (faults);
  return faults;
}

static void
expect_refused (const char *name, const char *from, const char *to, const char *code)
{
  g_autoptr (GPtrArray) faults = refused (name, from, to);

  if (fixture_find_fault (faults, code) == NULL)
    g_test_message ("%s -> %s: %s, expected %s", from, to, ((JkkFault *) faults->pdata[0])->code, code);
  g_assert_nonnull (fixture_find_fault (faults, code));
  g_assert_cmpuint (faults->len, ==, 1);
}

static const JkkFault *
find_notice (const JkkMessage *message, const char *path)
{
  for (guint i = 0; i < message->notices->len; i++)
    if (strstr (((JkkFault *) message->notices->pdata[i])->path, path) != NULL)
      return message->notices->pdata[i];
  return NULL;
}

/* ---- Examples ---------------------------------------------------------------------------------------------------- */

static void
test_examples (void)
{
  g_autofree char *letter = fixture_example ("bundle-kk3.xml"), *bill = fixture_example ("bundle-tagihan.xml");
  g_autoptr (JkkMessage) kk3 = read_bundle (letter), claim = read_bundle (bill);

  g_assert_cmpstr (kk3->kind, ==, "kk3");
  g_assert_cmpstr (kk3->id, ==, "6f1c2a52-0d3e-4b7a-9c58-2f1e0a9b7c31");
  g_assert_cmpstr (kk3->sender, ==, "RS-CONTOH-SEHAT");
  g_assert_cmpstr (kk3->case_number, ==, "JKK-2026-000123");
  g_assert_cmpstr (kk3->content->medical.diagnosis_code, ==, "S62.6");
  g_assert_cmpint (kk3->content->medical.loss_percent, ==, 5000);
  g_assert_cmpint (((JkkImpairment *) kk3->content->impairments->pdata[0])->table_row, ==, 17);
  g_assert_cmpuint (kk3->notices->len, ==, 0);
  g_assert_cmpstr (claim->kind, ==, "bill");
  g_assert_cmpint (((JkkBill *) claim->own)->total, ==, 18450000);
  g_assert_cmpint (((JkkExpense *) claim->content->expenses->pdata[1])->amount, ==, 10500000);
  g_assert_cmpuint (claim->notices->len, ==, 0);
  g_assert_true (fixture_xmllint (SCHEMA, letter, strlen (letter)));
  g_assert_true (fixture_xmllint (SCHEMA, bill, strlen (bill)));
}

/* Where a value came from is told by its place in the Bundle. */
static void
test_places (void)
{
  g_autofree char *letter = fixture_example ("bundle-kk3.xml");
  g_autoptr (JkkMessage) message = read_bundle (letter);
  g_autofree char *place = jkk_message_path_place (message, "medical.diagnosis");

  g_assert_nonnull (strstr (place, "/resource/Condition/code/text"));
}

/* ---- There and back ---------------------------------------------------------------------------------------------- */

static JkkMessage *
random_message (GRand *rand, const char *kind, JkkCase *content)
{
  JkkMessage *message = jkk_message_new (kind);

  message->id = g_uuid_string_random ();
  message->sender = g_strdup ("RS-1");
  message->recipient = g_rand_boolean (rand) ? g_strdup ("CABANG-1") : NULL;
  message->sequence = g_rand_int_range (rand, 1, 1000);
  message->edition = g_rand_int_range (rand, 1, 3);
  message->sent_at = g_strdup ("2026-01-02T03:04:05Z");
  message->case_number = g_rand_boolean (rand) ? g_strdup ("JKK-2026-000001") : NULL;
  message->answers = g_rand_boolean (rand) ? g_uuid_string_random () : NULL;
  message->content = jkk_case_ref (content);
  return message;
}

/* What a message of its kind must have. */
static void
complete (GRand *rand, JkkMessage *message)
{
  JkkCase *content = message->content;
  JkkMoney sum = 0;

  if (g_str_equal (message->kind, "kk3"))
    {
      jkk_set_str (&content->medical.participant_name, "Budi Contoh");
      content->medical.accident_day = jkk_day_new (2026, 3, g_rand_int_range (rand, 1, 31));
      ((JkkReport *) message->own)->stage = g_rand_boolean (rand) ? g_strdup ("akhir") : NULL;
      ((JkkReport *) message->own)->note = g_rand_boolean (rand) ? g_strdup ("Catatan\nbaris kedua") : NULL;
      return;
    }
  JkkBill *bill = message->own;
  jkk_set_str (&content->participant.name, "Budi Contoh");
  content->accident.accident_day = jkk_day_new (2026, 3, g_rand_int_range (rand, 1, 31));
  bill->number = g_strdup ("417 & \"<9>\"");
  bill->bill_day = jkk_day_new (2026, 4, 1);
  bill->facility = g_rand_boolean (rand) ? g_strdup ("RS Contoh") : NULL;
  bill->guarantee_number = g_rand_boolean (rand) ? g_strdup ("SJ-1") : NULL;
  bill->admitted_day = g_rand_boolean (rand) ? jkk_day_new (2026, 3, 12) : JKK_NONE;
  bill->note = g_rand_boolean (rand) ? g_strdup ("Satu\n&amp; \"dua\" <&#38;>") : NULL;
  for (guint i = 0; i < content->expenses->len; i++)
    {
      JkkExpense *line = content->expenses->pdata[i];

      line->amount = g_rand_int_range (rand, 0, 100000000);
      sum += line->amount;
    }
  bill->total = sum;
}

/* What has no place in FHIR is taken out of @message, as the list of it says. */
static void
empty_what_was_left_out (JkkMessage *message, const GPtrArray *left_out)
{
  for (guint i = 0; i < left_out->len; i++)
    {
      g_autoptr (GError) error = NULL;

      jkk_message_set_text (message, ((JkkFault *) left_out->pdata[i])->path, "", &error);
      g_assert_no_error (error);
    }
}

static void
go_there_and_back (GRand *rand, const char *kind)
{
  g_autoptr (JkkCase) random = fixture_random_case (rand);
  g_autoptr (JkkMessage) message = random_message (rand, kind, random);
  g_autoptr (GPtrArray) left_out = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  complete (rand, message);
  g_autofree char *bundle = jkk_fhir_to_xml (message, &length, &left_out, &error);
  g_assert_no_error (error);
  if (g_rand_int_range (rand, 0, 20) == 0)
    g_assert_true (fixture_xmllint (SCHEMA, bundle, length));
  g_autoptr (JkkMessage) again = read_bundle (bundle);
  for (guint i = 0; i < again->notices->len; i++)
    g_test_message ("%s", ((JkkFault *) again->notices->pdata[i])->path);
  g_assert_cmpuint (again->notices->len, ==, 0);

  empty_what_was_left_out (message, left_out);
  g_autofree char *expected = jkk_message_to_xml (message, NULL), *found = jkk_message_to_xml (again, NULL);
  g_assert_cmpstr (found, ==, expected);
  g_autofree char *bundle_again = jkk_fhir_to_xml (again, NULL, NULL, NULL);
  g_assert_cmpstr (bundle_again, ==, bundle);
}

static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);

  for (guint i = 0; i < 200; i++)
    go_there_and_back (rand, i % 2 == 0 ? "kk3" : "bill");
}

/* Of a doctor's letter, nothing at all is left out; of a bill, only what its lines and head do not need. */
static void
test_left_out (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (JkkCase) random = fixture_random_case (rand);
      g_autoptr (JkkMessage) letter = random_message (rand, "kk3", random),
                             bill = random_message (rand, "bill", random);
      g_autoptr (GPtrArray) of_letter = NULL, of_bill = NULL;

      complete (rand, letter);
      complete (rand, bill);
      g_free (jkk_fhir_to_xml (letter, NULL, &of_letter, NULL));
      g_free (jkk_fhir_to_xml (bill, NULL, &of_bill, NULL));
      g_assert_cmpuint (of_letter->len, ==, 0);
      for (guint j = 0; j < of_bill->len; j++)
        {
          const char *path = ((JkkFault *) of_bill->pdata[j])->path;

          g_assert_true (g_str_has_prefix (path, "participant.") || g_str_has_prefix (path, "accident."));
        }
    }
}

/* Each field that the mapping names is there, and no two lines of a resource bring the same one twice in one form. */
static void
test_map (void)
{
  static const char *const kinds[] = { "kk3", "bill" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const JkkFhirKind *kind = jkk_fhir_kind_find (kinds[i]);
      g_autoptr (JkkMessage) empty = jkk_message_new (kinds[i]);
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      empty->content = jkk_case_new ();
      for (guint j = 0; j < kind->n_slots; j++)
        for (guint k = 0; k < kind->slots[j].n_rows; k++)
          {
            const JkkFhirRow *row = &kind->slots[j].rows[k];
            g_autofree char *key = g_strdup_printf ("%s %d", row->text, row->form);
            g_autofree char *path = jkk_fhir_field_path (row->text, 1);
            g_autofree char *label = NULL;

            if (row->role != JKK_FHIR_VALUE)
              continue;
            g_assert_true (g_hash_table_add (seen, g_steal_pointer (&key)));
            if (g_str_has_prefix (path, "header."))
              continue;
            label = jkk_message_path_label (empty, path);
            if (g_strcmp0 (label, path) == 0)
              g_test_message ("%s", path);
            g_assert_cmpstr (label, !=, path);
          }
    }
}

/* ---- What has no place ------------------------------------------------------------------------------------------- */

static void
test_listed (void)
{
  static const char strange[] =
      "<entry><resource><Observation><status value=\"final\"/><code><text value=\"Tekanan darah\"/></code>"
      "<valueString value=\"120/80\"/></Observation></resource></entry>"
      "<entry><resource><AllergyIntolerance><patient><reference value=\"Patient/1\"/></patient></AllergyIntolerance>"
      "</resource></entry></Bundle>";
  g_autofree char *example = fixture_example ("bundle-kk3.xml");
  g_autofree char *more = fixture_replace (example, "</Bundle>", strange);
  g_autofree char *text = fixture_replace (
      more, "<Condition>", "<Condition><extension url=\"http://example.org/x\"><valueString value=\"y\"/></extension>");
  g_autoptr (JkkMessage) message = read_bundle (text);

  g_assert_cmpuint (message->notices->len, ==, 3);
  g_assert_nonnull (find_notice (message, "/Condition/extension"));
  g_assert_nonnull (find_notice (message, "/resource/Observation"));
  g_assert_nonnull (find_notice (message, "/resource/AllergyIntolerance"));
  g_assert_cmpint (find_notice (message, "/Condition/extension")->line, >, 1);
  g_assert_cmpstr (message->content->medical.diagnosis_code, ==, "S62.6");
}

/* A second diagnosis, another coding, a second name: the first counts, the rest is listed. */
static void
test_more_of_the_same (void)
{
  g_autofree char *example = fixture_example ("bundle-kk3.xml");
  g_autofree char *text = fixture_replace (
      example, "</Bundle>",
      "<entry><resource><Condition><code><text value=\"Lain\"/></code><subject><display value=\"x\"/></subject>"
      "</Condition></resource></entry></Bundle>");
  g_autoptr (JkkMessage) message = read_bundle (text);

  g_assert_cmpuint (message->notices->len, ==, 1);
  g_assert_nonnull (find_notice (message, "/resource/Condition"));
  g_assert_cmpstr (message->content->medical.diagnosis, !=, "Lain");
}

/* ---- What is refused --------------------------------------------------------------------------------------------- */

static void
test_refused (void)
{
  expect_refused ("bundle-kk3.xml", "<code value=\"kk3\"/>", "<code value=\"kk9\"/>", "fhir-event-unknown");
  expect_refused ("bundle-kk3.xml", "<MessageHeader>", "<MessageHeader><implicitRules value=\"urn:x\"/>",
                  "fhir-modifier");
  expect_refused ("bundle-kk3.xml", "<Condition>",
                  "<Condition><modifierExtension url=\"urn:x\"><valueBoolean value=\"true\"/></modifierExtension>",
                  "fhir-modifier");
  expect_refused ("bundle-kk3.xml", "<onsetDateTime value=\"2026-03-12\"/>", "<onsetDateTime value=\"2026-03\"/>",
                  "fhir-day-incomplete");
  expect_refused ("bundle-kk3.xml", "<onsetDateTime value=\"2026-03-12\"/>",
                  "<onsetDateTime value=\"2026-03-12T16:30:00Z\"/>", "fhir-day-ambiguous");
  expect_refused ("bundle-kk3.xml", "<onsetDateTime value=\"2026-03-12\"/>", "", "value-missing");
  expect_refused ("bundle-kk3.xml", "<code value=\"S62.6\"/>", "<code value=\"tangan\"/>", "value-invalid");
  expect_refused ("bundle-kk3.xml", "<status value=\"completed\"/>", "<status value=\"entered-in-error\"/>",
                  "fhir-not-valid-fact");
  expect_refused ("bundle-kk3.xml", "<onsetDateTime value=\"2026-03-12\"/>", "<onsetDateTime value=\"2026-02-30\"/>",
                  "value-invalid");
  expect_refused ("bundle-tagihan.xml", "<use value=\"claim\"/>", "<use value=\"preauthorization\"/>",
                  "fhir-not-valid-fact");
  expect_refused ("bundle-tagihan.xml", "<value value=\"18450000\"/>", "<value value=\"18450001\"/>", "sum-differs");
  expect_refused ("bundle-tagihan.xml", "<value value=\"18450000\"/>", "<value value=\"18450000.50\"/>", "fhir-amount");
  expect_refused ("bundle-tagihan.xml", "<value value=\"18450000\"/>", "<value value=\"1845e4\"/>", "fhir-amount");
  expect_refused ("bundle-tagihan.xml", "<value value=\"18450000\"/>", "<value value=\"-18450000\"/>", "fhir-amount");
}

static void
test_other_currency (void)
{
  g_autoptr (GPtrArray) faults =
      refused ("bundle-tagihan.xml", "<currency value=\"IDR\"/>", "<currency value=\"USD\"/>");

  for (guint i = 0; i < faults->len; i++)
    g_assert_cmpstr (((JkkFault *) faults->pdata[i])->code, ==, "fhir-not-valid-fact");
}

/* Each on its own element, with the place in FHIR, not in the message that it becomes. */
static void
test_fault_places (void)
{
  g_autoptr (GPtrArray) faults = refused ("bundle-kk3.xml", "<code value=\"S62.6\"/>", "<code value=\"tangan\"/>");
  const JkkFault *fault = faults->pdata[0];

  g_assert_true (g_str_has_suffix (fault->path, "/Condition/code/coding/code"));
  g_assert_cmpint (fault->line, >, 1);
}

static void
test_two_people (void)
{
  static const char other[] = "<entry><resource><Patient><name><text value=\"Orang Lain\"/></name></Patient>"
                              "</resource></entry></Bundle>";

  expect_refused ("bundle-kk3.xml", "</Bundle>", other, "fhir-twice");
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
  g_autoptr (JkkMessage) message = read_bundle (text);
  g_assert_cmpuint (message->notices->len, ==, JKK_XML_MAX_FAULTS + 1);
}

/* ---- Spellings --------------------------------------------------------------------------------------------------- */

static void
expect_form (JkkFhirForm form, const char *value, const char *plain)
{
  const char *code = NULL;
  g_autofree char *text = NULL, *repair = NULL;
  g_autofree char *found = jkk_fhir_form_read (form, value, &code, &text, &repair);

  g_assert_cmpstr (found, ==, plain);
  g_assert_true ((found == NULL) == (code != NULL && text != NULL && repair != NULL));
}

/* 17:00 in Universal Time is the next day in Jakarta; 16:00 is it in the middle and the east of the country only. */
static void
test_days (void)
{
  expect_form (JKK_FHIR_DAY, "2026-03-12", "2026-03-12");
  expect_form (JKK_FHIR_DAY, "2026-03-12T00:10:00+07:00", "2026-03-12");
  expect_form (JKK_FHIR_DAY, "2026-03-12T23:50:00+09:00", "2026-03-12");
  expect_form (JKK_FHIR_DAY, "2026-03-12T14:59:59Z", "2026-03-12");
  expect_form (JKK_FHIR_DAY, "2026-03-12T15:00:00Z", NULL);
  expect_form (JKK_FHIR_DAY, "2026-03-12T16:59:59+00:00", NULL);
  expect_form (JKK_FHIR_DAY, "2026-03-12T17:00:00.000+00:00", "2026-03-13");
  expect_form (JKK_FHIR_DAY, "2026-12-31T17:00:00Z", "2027-01-01");
  expect_form (JKK_FHIR_DAY, "2026-03-01T00:30:00+14:00", "2026-02-28");
  expect_form (JKK_FHIR_DAY, "2026-03-12T25:00:00Z", NULL);
  expect_form (JKK_FHIR_DAY, "2026-03", NULL);
  expect_form (JKK_FHIR_DAY, "", NULL);
  expect_form (JKK_FHIR_DAY, "2026-03-12T", NULL);
}

static void
test_numbers (void)
{
  expect_form (JKK_FHIR_MONEY, "4000000", "4000000");
  expect_form (JKK_FHIR_MONEY, "4000000.00", "4000000");
  expect_form (JKK_FHIR_MONEY, "004", "4");
  expect_form (JKK_FHIR_MONEY, "0", "0");
  expect_form (JKK_FHIR_MONEY, "4000000.01", NULL);
  expect_form (JKK_FHIR_MONEY, "4.", NULL);
  expect_form (JKK_FHIR_MONEY, ".5", NULL);
  expect_form (JKK_FHIR_MONEY, "", NULL);
  expect_form (JKK_FHIR_PERCENT, "12.5", "12.50");
  expect_form (JKK_FHIR_PERCENT, "12", "12.00");
  expect_form (JKK_FHIR_PERCENT, "12.500", "12.50");
  expect_form (JKK_FHIR_PERCENT, "12.505", NULL);
  expect_form (JKK_FHIR_CLOCK, "07:40:00", "07:40");
  expect_form (JKK_FHIR_CLOCK, "07:40:30", NULL);
  expect_form (JKK_FHIR_SEX, "female", "perempuan");
  expect_form (JKK_FHIR_SEX, "unknown", NULL);
  expect_form (JKK_FHIR_UUID, "urn:uuid:x", "x");
  expect_form (JKK_FHIR_UUID, "x", NULL);
}

/* ---- Doors ------------------------------------------------------------------------------------------------------- */

static void
test_convert (void)
{
  g_autofree char *letter = fixture_example ("bundle-kk3.xml"), *paper = fixture_example ("pesan-kk3-kemajuan.xml");
  g_autofree char *question = fixture_example ("pesan-pertanyaan.xml");
  g_autoptr (GPtrArray) notices = NULL, faults = NULL, notices2 = NULL, faults2 = NULL, notices3 = NULL, faults3 = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  g_autofree char *message = jkk_fhir_convert (letter, strlen (letter), &length, &notices, &faults, &error);
  g_assert_no_error (error);
  g_assert_true (fixture_xmllint ("santun-message-2.xsd", message, length));
  g_autofree char *bundle = jkk_fhir_convert (paper, strlen (paper), &length, &notices2, &faults2, &error);
  g_assert_no_error (error);
  g_assert_true (fixture_xmllint (SCHEMA, bundle, length));
  g_assert_null (jkk_fhir_convert (question, strlen (question), &length, &notices3, &faults3, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
}

static void
test_check (void)
{
  g_autofree char *letter = fixture_example ("bundle-kk3.xml");
  const char *kind = NULL;

  g_assert_true (jkk_xml_check (letter, strlen (letter), &kind, NULL, NULL));
  g_assert_cmpstr (kind, ==, "Bundle");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fhir/the examples are read", test_examples);
  g_test_add_func ("/fhir/a value names its place in the bundle", test_places);
  g_test_add_func ("/fhir/there and back is the same", test_round_trip);
  g_test_add_func ("/fhir/what is left out is listed", test_left_out);
  g_test_add_func ("/fhir/the mapping names fields that are there", test_map);
  g_test_add_func ("/fhir/what has no place is listed", test_listed);
  g_test_add_func ("/fhir/a second one of the same is listed", test_more_of_the_same);
  g_test_add_func ("/fhir/what cannot be taken over is refused", test_refused);
  g_test_add_func ("/fhir/other currencies are refused", test_other_currency);
  g_test_add_func ("/fhir/faults stand at their element", test_fault_places);
  g_test_add_func ("/fhir/two patients are refused", test_two_people);
  g_test_add_func ("/fhir/facts about others are refused", test_other_subject);
  g_test_add_func ("/fhir/a bundle that does not say what it is is refused", test_no_header);
  g_test_add_func ("/fhir/mutilated examples are refused or read", test_mutilated);
  g_test_add_func ("/fhir/hostile bundles are refused", test_hostile_bundle);
  g_test_add_func ("/fhir/days have no time zone", test_days);
  g_test_add_func ("/fhir/numbers are whole", test_numbers);
  g_test_add_func ("/fhir/files are converted both ways", test_convert);
  g_test_add_func ("/fhir/bundles are checked", test_check);
  return g_test_run ();
}
