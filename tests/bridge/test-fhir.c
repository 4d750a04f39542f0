#include "jkk-fhir.h"

#include "jkk-fhir-private.h"
#include "jkk-message-xml.h"
#include "jkk-record.h"
#include "jkk-xml-check.h"
#include "xml-fixture.h"

#include <string.h>

#define SCHEMA "santun-fhir-1.xsd"

/* ---- Examples ---------------------------------------------------------------------------------------------------- */

static void
test_examples (void)
{
  g_autofree char *letter = fixture_example ("bundle-kk3.xml"), *bill = fixture_example ("bundle-tagihan.xml");
  g_autoptr (JkkMessage) kk3 = fixture_read_bundle (letter), claim = fixture_read_bundle (bill);

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
  g_autoptr (JkkMessage) message = fixture_read_bundle (letter);
  g_autofree char *place = jkk_message_path_place (message, "medical.diagnosis");

  g_assert_true (g_str_has_suffix (place, "/resource/Condition/code/text"));
  g_autofree char *row = jkk_message_path_place (message, "impairments[1].function_loss");
  g_assert_true (g_str_has_prefix (row, "/Bundle/entry["));
  g_assert_true (g_str_has_suffix (row, "/resource/Observation/valueQuantity/value"));
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
  g_autoptr (JkkMessage) again = fixture_read_bundle (bundle);
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

  for (guint i = 0; i < 400; i++)
    go_there_and_back (rand, i % 4 > 0 ? "kk3" : "bill");
}

/* Each example that has a Bundle becomes one and comes back as it was. */
static void
test_round_trip_of_the_examples (void)
{
  static const char *const names[] = { "pesan-kk3-kemajuan.xml", "pesan-tagihan.xml", "bundle-kk3.xml",
                                       "bundle-tagihan.xml" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *example = fixture_example (names[i]);
      g_autoptr (JkkMessage) message = jkk_message_from_xml (example, strlen (example), NULL, NULL);
      g_autoptr (GPtrArray) left_out = NULL;
      g_autofree char *bundle = jkk_fhir_to_xml (message, NULL, &left_out, NULL);
      g_autoptr (JkkMessage) again = fixture_read_bundle (bundle);
      g_autofree char *expected = jkk_message_to_xml (message, NULL), *found = jkk_message_to_xml (again, NULL);

      g_assert_cmpuint (left_out->len, ==, 0);
      g_assert_cmpuint (again->notices->len, ==, 0);
      g_assert_cmpstr (found, ==, expected);
    }
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
  g_autoptr (JkkMessage) message = fixture_read_bundle (text);

  g_assert_cmpuint (message->notices->len, ==, 3);
  g_assert_nonnull (fixture_find_notice (message, "/Condition/extension"));
  g_assert_nonnull (fixture_find_notice (message, "/resource/Observation"));
  g_assert_nonnull (fixture_find_notice (message, "/resource/AllergyIntolerance"));
  g_assert_cmpint (fixture_find_notice (message, "/Condition/extension")->line, >, 1);
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
  g_autoptr (JkkMessage) message = fixture_read_bundle (text);

  g_assert_cmpuint (message->notices->len, ==, 1);
  g_assert_nonnull (fixture_find_notice (message, "/resource/Condition"));
  g_assert_cmpstr (message->content->medical.diagnosis, !=, "Lain");
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

/* Version 1 takes a letter without a name; a Bundle without one could be read by nobody. */
static void
test_a_bundle_is_not_made_without_what_it_needs (void)
{
  g_autofree char *example = fixture_example ("pesan-kk3.xml");
  g_autofree char *bare = fixture_replace (example, "<participant_name>Budi Contoh Santoso</participant_name>", "");
  g_autoptr (GPtrArray) notices = NULL, faults = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkMessage) message = jkk_message_from_xml (bare, strlen (bare), NULL, NULL);

  g_assert_nonnull (message);
  g_assert_null (jkk_fhir_convert (bare, strlen (bare), NULL, &notices, &faults, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "Name of patient"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fhir/the examples are read", test_examples);
  g_test_add_func ("/fhir/a value names its place in the bundle", test_places);
  g_test_add_func ("/fhir/there and back is the same", test_round_trip);
  g_test_add_func ("/fhir/there and back of the examples is the same", test_round_trip_of_the_examples);
  g_test_add_func ("/fhir/what is left out is listed", test_left_out);
  g_test_add_func ("/fhir/the mapping names fields that are there", test_map);
  g_test_add_func ("/fhir/what has no place is listed", test_listed);
  g_test_add_func ("/fhir/a second one of the same is listed", test_more_of_the_same);
  g_test_add_func ("/fhir/files are converted both ways", test_convert);
  g_test_add_func ("/fhir/bundles are checked", test_check);
  g_test_add_func ("/fhir/needed", test_a_bundle_is_not_made_without_what_it_needs);
  return g_test_run ();
}
