#include "jkk-message-xml.h"
#include "jkk-record.h"
#include "xml-fixture.h"

#include <string.h>

static JkkMessage *
read_message (const char *text)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;
  JkkMessage *message = jkk_message_from_xml (text, strlen (text), &faults, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 0);
  return message;
}

static GPtrArray *
refused (const char *from, const char *to)
{
  g_autofree char *example = fixture_example ("pesan-kk3.xml");
  g_autofree char *text = fixture_replace (example, from, to);
  GPtrArray *faults = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_message_from_xml (text, strlen (text), &faults, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
  fixture_expect_sound_faults (faults);
  return faults;
}

static void
test_example (void)
{
  static const char *const parts[] = { "medical", "absences", "impairments", NULL };
  g_autofree char *example = fixture_example ("pesan-kk3.xml");
  g_autoptr (JkkMessage) message = read_message (example);

  g_assert_cmpstr (message->kind, ==, "kk3");
  g_assert_cmpstr (message->id, ==, "6f1c2a52-0d3e-4b7a-9c58-2f1e0a9b7c31");
  g_assert_cmpstr (message->sender, ==, "RS-CONTOH-SEHAT");
  g_assert_cmpint (message->sequence, ==, 57);
  g_assert_cmpstr (message->sent_at, ==, "2026-04-22T10:05:00+07:00");
  g_assert_cmpstr (message->case_number, ==, "JKK-2026-000123");
  g_assert_true (g_strv_equal ((const char *const *) message->parts, parts));
  g_assert_cmpstr (message->content->medical.diagnosis_code, ==, "S62.6");
  g_assert_cmpuint (message->content->absences->len, ==, 1);
  g_assert_cmpint (((JkkImpairment *) message->content->impairments->pdata[0])->function_loss, ==, 5000);
}

static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  const char *parts[] = { "medical", "absences", "impairments", NULL };

  for (guint i = 0; i < 50; i++)
    {
      gsize length = 0;
      g_autoptr (JkkCase) random = fixture_random_case (rand);
      g_autoptr (JkkMessage) message = jkk_message_new ("kk3");

      message->id = g_uuid_string_random ();
      message->sender = g_strdup ("RS-1");
      message->sequence = g_rand_int_range (rand, 1, 1000);
      message->sent_at = g_strdup ("2026-01-02T03:04:05Z");
      message->content = jkk_case_ref (random);
      message->parts = g_strdupv ((char **) parts);
      if (random->medical.doctor_name == NULL)
        random->medical.doctor_name = g_strdup ("dr. Contoh");

      g_autofree char *xml = jkk_message_to_xml (message, &length);
      g_autoptr (JkkMessage) again = read_message (xml);
      g_autofree char *xml_again = jkk_message_to_xml (again, NULL);

      g_assert_cmpstr (xml, ==, xml_again);
      g_assert_cmpstr (message->id, ==, again->id);
      g_assert_true (jkk_record_equal (&jkk_medical_type, &random->medical, &again->content->medical));
      g_assert_null (again->content->participant.name); /* only what the message carries */
      if (i < 3)
        g_assert_true (fixture_xmllint ("santun-message-1.xsd", xml, length));
    }
}

/* A whole case is a message, too. */
static void
test_case (void)
{
  g_autofree char *example = fixture_example ("kasus.xml");
  g_autofree char *numbered = fixture_replace (example, "<cover>", "<cover><number> JKK-2026-000007 </number>");
  g_autoptr (JkkMessage) message = read_message (numbered);
  g_autofree char *xml = jkk_message_to_xml (message, NULL);
  g_autoptr (JkkMessage) again = read_message (xml);

  g_assert_cmpstr (message->kind, ==, "case");
  g_assert_null (message->id);
  g_assert_cmpint (message->sequence, ==, JKK_NONE);
  g_assert_cmpstr (message->case_number, ==, "JKK-2026-000007");
  g_assert_null (message->content->cover.number); /* information, not content */
  g_assert_true (g_strv_contains ((const char *const *) message->parts, "employer"));
  g_assert_false (g_strv_contains ((const char *const *) message->parts, "heirs"));
  g_assert_true (jkk_case_equal (message->content, again->content));
}

static void
test_header (void)
{
  static const char *const rows[][4] = {
    { "6f1c2a52-", "6f1c2a5-", "/pesan/header/id", "value-invalid" },
    { "<sender>RS-", "<sender>RS ", "/pesan/header/sender", "value-invalid" },
    { "<sequence>57", "<sequence>0", "/pesan/header/sequence", "value-invalid" },
    { "<sequence>57</sequence>", "", "/pesan/header", "element-missing" },
    { "+07:00", "", "/pesan/header/sent_at", "value-invalid" },
    { "2026-04-22T10", "2026-13-22T10", "/pesan/header/sent_at", "value-invalid" },
    { "JKK-2026-000123", "../../etc", "/pesan/header/case_number", "value-invalid" },
    { "<header>", "<header><x/>", "/pesan/header/x", "element-unexpected" },
    { "kk3>", "bill>", "/pesan/bill", "element-unexpected" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) faults = refused (rows[i][0], rows[i][1]);
      const JkkFault *fault = fixture_find_fault (faults, rows[i][3]);

      g_assert_nonnull (fault);
      g_assert_cmpstr (fault->path, ==, rows[i][2]);
      g_assert_nonnull (fault->repair);
    }
}

static void
test_missing_body (void)
{
  static const char *const texts[] = {
    "<pesan xmlns='urn:santun:pesan:1' versi='1'/>",
    "<pesan xmlns='urn:santun:pesan:1' versi='1'><kk3/></pesan>",
    "<pesan xmlns='urn:santun:pesan:1' versi='1'><header/></pesan>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) faults = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_null (jkk_message_from_xml (texts[i], strlen (texts[i]), &faults, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
      fixture_expect_sound_faults (faults);
    }
}

/* What concerns the doctor's letter is said with the words of its field. */
static void
test_content (void)
{
  g_autoptr (GPtrArray) faults = refused ("<treated_until>2026-03-25", "<treated_until>25-03-2026");
  const JkkFault *fault = faults->pdata[0];

  g_assert_cmpuint (faults->len, ==, 1);
  g_assert_cmpstr (fault->path, ==, "/pesan/kk3/medical/treated_until");
  g_assert_nonnull (strstr (fault->repair, "2026-03-25"));
  g_autoptr (GPtrArray) part = refused ("</kk3>", "<heirs/></kk3>");
  g_assert_cmpstr (((JkkFault *) part->pdata[0])->path, ==, "/pesan/kk3/heirs");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/message-xml/the example says what it says", test_example);
  g_test_add_func ("/message-xml/a doctor's letter comes back as it went out", test_round_trip);
  g_test_add_func ("/message-xml/a case file is a message of its own kind", test_case);
  g_test_add_func ("/message-xml/each element of the header is checked", test_header);
  g_test_add_func ("/message-xml/a message without content is refused", test_missing_body);
  g_test_add_func ("/message-xml/the content is checked by its fields", test_content);
  return g_test_run ();
}
