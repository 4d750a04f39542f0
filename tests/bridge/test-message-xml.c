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

      message->version = 1;
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

/* Makes each value that the kind needs, and some more. */
static void
fill (JkkMessage *message, GRand *rand)
{
  const JkkMessageKind *kind = jkk_message_kind_find (message->kind);
  JkkCase *content = fixture_random_case (rand);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();

  for (guint i = 0; kind->needed[i] != NULL; i++)
    {
      static const char *const texts[] = { "PT Contoh", "1", "2026-03-12", "12:00" };
      g_auto (GStrv) steps = g_strsplit (kind->needed[i], ".", 2);
      const JkkField *field = NULL;
      gboolean done = FALSE;

      if (g_str_equal (steps[0], kind->type->name))
        {
          field = jkk_record_type_find (kind->type, steps[1]);
          if (field->kind == JKK_KIND_CODE)
            done = jkk_field_set_text (field, message->own, jkk_code_list_get (field->codes)->codes[0].code, NULL);
          for (guint t = 0; t < G_N_ELEMENTS (texts) && !done; t++)
            done = jkk_field_set_text (field, message->own, texts[t], NULL);
          if (!done)
            {
              g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "isi", 3);

              done = jkk_field_set_text (field, message->own, hash, NULL);
            }
        }
      else
        for (guint t = 0; t < G_N_ELEMENTS (texts) && !done; t++)
          {
            JkkCase *next = jkk_case_set (content, kind->needed[i], texts[t], NULL);

            if ((done = next != NULL))
              {
                jkk_case_unref (content);
                content = next;
              }
          }
      g_assert_true (done);
    }
  for (guint i = 0; kind->parts[i] != NULL; i++)
    {
      const JkkCasePart *part = jkk_case_part_find (kind->parts[i]);

      if (part->is_list ? jkk_case_part_list (content, part)->len > 0
                        : !jkk_record_is_empty (part->type, jkk_case_part_record (content, part)))
        g_strv_builder_add (parts, part->name);
    }
  message->content = content;
  message->parts = g_strv_builder_end (parts);
}

static void
make_true (JkkMessage *message)
{
  if (g_str_equal (message->kind, "bill"))
    {
      JkkBill *bill = message->own;

      bill->total = 0;
      for (guint i = 0; i < message->content->expenses->len; i++)
        {
          const JkkExpense *line = message->content->expenses->pdata[i];

          if (line->amount != JKK_NONE)
            bill->total += line->amount;
        }
      bill->total = MIN (bill->total, JKK_MONEY_MAX);
    }
  if (g_str_equal (message->kind, "document"))
    {
      JkkEnclosure *said = message->own;

      g_free (said->file_name);
      said->file_name = g_strdup ("foto.jpg");
      said->size = 3;
      message->file = g_bytes_new_static ("isi", 3);
    }
  if (g_str_equal (message->kind, "receipt"))
    {
      message->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_fault_free);
      g_ptr_array_add (message->faults, jkk_fault_new (3, 9, "/pesan", "code", "A sentence.", "Mend it."));
      g_ptr_array_add (message->faults, jkk_fault_new (0, 0, NULL, "code", "Another one.", NULL));
    }
}

static void
test_every_kind (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  guint n_kinds;
  const JkkMessageKind *kinds = jkk_message_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds * 12; i++)
    {
      gsize length = 0;
      g_autoptr (JkkMessage) message = jkk_message_new (kinds[i % n_kinds].name);

      message->id = g_uuid_string_random ();
      message->sender = g_strdup ("CABANG-1");
      message->recipient = g_strdup ("RS-1");
      message->sequence = 5;
      message->edition = 1 + i % 3;
      message->sent_at = g_strdup ("2026-01-02T03:04:05Z");
      message->answers = i % 2 == 0 ? g_uuid_string_random () : NULL;
      fill (message, rand);
      make_true (message);

      g_autofree char *xml = jkk_message_to_xml (message, &length);
      g_autoptr (JkkMessage) again = read_message (xml);
      g_autoptr (JkkMessage) copy = jkk_message_copy (again);
      g_autofree char *xml_again = jkk_message_to_xml (copy, NULL);

      g_assert_cmpstr (xml, ==, xml_again);
      g_assert_cmpstr (again->kind, ==, message->kind);
      g_assert_cmpint (again->edition, ==, message->edition);
      g_assert_true (jkk_record_equal (kinds[i % n_kinds].type, again->own, message->own));
      if (i < n_kinds)
        g_assert_true (fixture_xmllint ("santun-message-2.xsd", xml, length));
    }
}

/* Each change of a published example is one mistake, and gets one sentence at its place. */
static void
test_mistakes_of_each_kind (void)
{
  static const char *const rows[][5] = {
    { "pesan-tagihan.xml", "<total>18450000", "<total>18540000", "/pesan/bill/bill_head/total", "sum-differs" },
    { "pesan-tagihan.xml", "<bill_day>2026-03-27</bill_day>", "", "/pesan/bill/bill_head", "value-missing" },
    { "pesan-tagihan.xml", "<edition>2", "<edition>0", "/pesan/header/edition", "value-invalid" },
    { "pesan-dokumen.xml", "<size>6", "<size>16", "/pesan/document/content", "content-size-differs" },
    { "pesan-dokumen.xml", "U3VyYXQg", "U3VyYXRg", "/pesan/document/content", "content-fingerprint-differs" },
    { "pesan-dokumen.xml", "surat-istirahat-2.txt", "../../surat.txt", "/pesan/document/enclosure/file_name",
      "file-name-unsafe" },
    { "pesan-dugaan.xml", "<reporter>fasilitas-kesehatan", "<reporter>tetangga", "/pesan/suspected/suspicion/reporter",
      "code-unknown" },
    { "pesan-dugaan.xml", "    <employer>\n      <name>PT Contoh Maju Bersama</name>\n    </employer>\n", "",
      "/pesan/suspected", "value-missing" },
    { "pesan-jawaban.xml", "<answers>", "<answers>x", "/pesan/header/answers", "value-invalid" },
    { "pesan-jaminan.xml", "<facility>", "<clinic>x</clinic><facility>", "/pesan/guarantee/guarantee_letter/clinic",
      "element-unexpected" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *example = fixture_example (rows[i][0]);
      g_autofree char *text = fixture_replace (example, rows[i][1], rows[i][2]);
      g_autoptr (GPtrArray) faults = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_null (jkk_message_from_xml (text, strlen (text), &faults, &error));
      fixture_expect_sound_faults (faults);
      for (guint f = 0; f < faults->len; f++)
        g_test_message ("%s: %s", rows[i][0], ((JkkFault *) faults->pdata[f])->text);
      const JkkFault *fault = fixture_find_fault (faults, rows[i][4]);
      g_assert_nonnull (fault);
      g_assert_cmpstr (fault->path, ==, rows[i][3]);
      g_assert_cmpuint (faults->len, ==, 1);
    }
}

static void
test_both_versions (void)
{
  g_autofree char *old = fixture_example ("pesan-kk3.xml"), *new = fixture_example ("pesan-kk3-kemajuan.xml");
  g_autoptr (JkkMessage) one = read_message (old), two = read_message (new);

  g_assert_cmpint (one->version, ==, 1);
  g_assert_cmpint (two->version, ==, 2);
  g_assert_cmpstr (one->kind, ==, two->kind);
  g_assert_cmpstr (((JkkReport *) two->own)->stage, ==, "kemajuan");
  g_assert_true (jkk_record_is_empty (jkk_message_kind_find ("kk3")->type, one->own));
  g_autofree char *again = jkk_message_to_xml (one, NULL);
  g_assert_nonnull (strstr (again, "urn:santun:pesan:1"));
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

static void
test_a_message_of_an_earlier_program_is_read (void)
{
  g_autofree char *text = fixture_frozen ("kk3-first.xml");
  g_autoptr (JkkMessage) message = read_message (text);

  g_assert_cmpstr (message->kind, ==, "kk3");
  g_assert_cmpstr (message->case_number, ==, "JKK-2026-000123");
  g_assert_cmpuint (message->content->impairments->len, ==, 1);
  g_assert_true (fixture_xmllint ("santun-message-1.xsd", text, strlen (text)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/message-xml/the example says what it says", test_example);
  g_test_add_func ("/message-xml/a doctor's letter comes back as it went out", test_round_trip);
  g_test_add_func ("/message-xml/every kind comes back as it went out", test_every_kind);
  g_test_add_func ("/message-xml/a mistake of each kind gets its sentence", test_mistakes_of_each_kind);
  g_test_add_func ("/message-xml/both versions are read", test_both_versions);
  g_test_add_func ("/message-xml/a case file is a message of its own kind", test_case);
  g_test_add_func ("/message-xml/each element of the header is checked", test_header);
  g_test_add_func ("/message-xml/a message without content is refused", test_missing_body);
  g_test_add_func ("/message-xml/the content is checked by its fields", test_content);
  g_test_add_func ("/message-xml/a message of an earlier program is read",
                   test_a_message_of_an_earlier_program_is_read);
  return g_test_run ();
}
