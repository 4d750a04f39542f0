/* Writes the store that a version of the program leaves behind, for tests/fixtures:
 *
 *   freeze-store tests/fixtures/store-0002.db.gz
 *
 * Run it once for each new step of the schema, before that step is released: from then on neither the step nor the file
 * is ever changed, so that later programs prove that they still open what this one wrote. */
#include "jkk-account-store.h"
#include "jkk-approval-store.h"
#include "jkk-decision-store.h"
#include "jkk-journal.h"
#include "jkk-law-store.h"
#include "jkk-message-store.h"
#include "jkk-number-store.h"
#include "jkk-office-store.h"
#include "jkk-partner-store.h"
#include "jkk-post-store.h"
#include "jkk-signer.h"
#include "jkk-warrant-store.h"
#include "store-fixture.h"

static void
write_decision (JkkDb *db, gint64 case_id)
{
  g_autoptr (JkkDecision) decision = jkk_decision_new ();
  gint64 id;

  decision->case_id = case_id;
  decision->case_revision = 1;
  decision->proposal = g_strdup ("pay");
  decision->proposed_by = g_strdup ("sari");
  decision->proposed_at = FIXTURE_TIME;
  decision->total = 24666667;
  decision->facts_xml = g_strdup ("<kasus/>");
  decision->payout_xml = g_strdup ("<santunan/>");
  decision->hash = g_strdup ("00ff");
  g_assert_true (jkk_decision_store_propose (db, decision, &id, NULL));
  g_assert_true (jkk_decision_store_decide (db, id, JKK_VERDICT_APPROVED, "budi", FIXTURE_TIME + 60, "sesuai", NULL));
}

static void
write_signature (JkkDb *db, gint64 case_id)
{
  g_autoptr (JkkAccount) account =
      jkk_account_new ("budi", "Budi Hartono", JKK_ROLE_SUPERVISOR | JKK_ROLE_ADMINISTRATOR);
  guint8 seed[JKK_SIGNER_SEED_BYTES] = { 11 };
  g_autoptr (JkkSigner) key = jkk_signer_new ("budi", seed, NULL);
  g_autoptr (JkkWarrant) warrant = jkk_warrant_new (account, jkk_signer_get_public_key (key), TRUE);
  g_autoptr (JkkApproval) approval = jkk_approval_new ();

  warrant->id = warrant->signer = 1;
  warrant->sequence = 1;
  warrant->time = FIXTURE_TIME;
  warrant->office = g_strdup (warrant->public_key);
  warrant->statement = jkk_warrant_to_text (warrant);
  warrant->signature = jkk_signer_sign (key, warrant->statement);
  g_assert_true (jkk_warrant_store_append (db, warrant, NULL));
  g_assert_true (jkk_signing_key_put (db, "budi", "-", NULL));
  approval->decision_id = 1;
  approval->case_id = case_id;
  approval->person = g_strdup ("budi");
  approval->warrant = 1;
  approval->sequence = 2;
  approval->time = FIXTURE_TIME + 60;
  approval->statement = g_strdup (JKK_APPROVAL_KIND "\ntotal=24666667\n");
  approval->signature = jkk_signer_sign (key, approval->statement);
  g_assert_true (jkk_approval_store_append (db, approval, NULL));
}

static void
write_journal (JkkDb *db, gint64 case_id)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  JkkChange change = { (char *) "participant.name", NULL, (char *) "Siti\tMüller\n" };
  const JkkJournalEntry first = { .time = FIXTURE_TIME,
                                  .person = "sari",
                                  .workstation = "meja-1",
                                  .deed = "take-in",
                                  .deed_id = "5b9c1f0e-0000-4000-8000-000000000001",
                                  .case_id = case_id,
                                  .changes = changes };
  const JkkJournalEntry second = { .time = FIXTURE_TIME + 60,
                                   .person = "budi",
                                   .workstation = "meja-2",
                                   .deed = "approve",
                                   .deed_id = "5b9c1f0e-0000-4000-8000-000000000002",
                                   .case_id = case_id,
                                   .reason = "sesuai" };

  g_ptr_array_add (changes, &change);
  g_assert_true (jkk_journal_append (db, &first, NULL, NULL));
  g_assert_true (jkk_journal_append (db, &second, NULL, NULL));
}

static void
write_message (JkkDb *db, gint64 case_id)
{
  g_autoptr (JkkMessage) message = jkk_message_new ("kk3");

  message->id = g_strdup ("5b9c1f0e-0000-4000-8000-00000000000a");
  message->sender = g_strdup ("RS-UJI");
  message->sequence = 7;
  g_assert_true (jkk_message_store_take (db, message, "ab12", case_id, "sari", FIXTURE_TIME, NULL));
}

static void
write_law (JkkDb *db)
{
  g_autoptr (JkkLawEntry) entry = jkk_law_entry_new ("PP-82-2019", "dental-max", 18232, NULL, "naskah, halaman 31");

  entry->person = g_strdup ("budi");
  entry->time = FIXTURE_TIME;
  g_assert_true (jkk_law_store_append (db, entry, NULL, NULL));
}

static void
write_post (JkkDb *db)
{
  g_autoptr (JkkPartner) partner = jkk_partner_new ("RS-UJI", "RS Uji", "faskes");
  g_autoptr (JkkPostIn) post = jkk_post_in_new ("RS-UJI", "kk3.xml");

  post->guid = g_strdup ("5b9c1f0e-0000-4000-8000-00000000000b");
  post->edition = 1;
  post->sequence = 8;
  post->kind = g_strdup ("kk3");
  post->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "kk3", -1);
  post->content = g_strdup ("<pesan/>");
  post->received_at = FIXTURE_TIME;
  post->receipt = g_strdup ("5b9c1f0e-0000-4000-8000-00000000000c");
  g_assert_true (jkk_partner_store_put (db, partner, NULL));
  g_assert_true (jkk_post_store_receive (db, post, NULL, NULL));
}

static void
write_number (JkkDb *db)
{
  const JkkReservedNumber number = { .number = (char *) "JKK-2026-000002",
                                     .partner = (char *) "RS-UJI",
                                     .answers = (char *) "5b9c1f0e-0000-4000-8000-00000000000b",
                                     .given_day = 20500,
                                     .valid_until = 20560 };

  g_assert_true (jkk_number_store_reserve (db, &number, NULL));
}

static void
compress (const char *path, const char *target)
{
  g_autoptr (GFile) source = g_file_new_for_path (path), sink = g_file_new_for_path (target);
  g_autoptr (GConverter) zip = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) in = g_file_read (source, NULL, &error);
  g_autoptr (GFileOutputStream) out = g_file_create (sink, G_FILE_CREATE_NONE, NULL, &error);

  g_assert_no_error (error);
  g_autoptr (GOutputStream) zipped = g_converter_output_stream_new (G_OUTPUT_STREAM (out), zip);
  g_output_stream_splice (zipped, G_INPUT_STREAM (in), G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  Fixture fixture;

  if (argc != 2)
    {
      g_printerr ("Usage: %s tests/fixtures/store-NNNN.db.gz\n", argv[0]);
      return 2;
    }
  fixture_set_up (&fixture, NULL);
  fixture_begin (&fixture);
  fixture_insert_account (fixture.db, "sari", "Sari Dewi", JKK_ROLE_VERIFIER);
  fixture_insert_account (fixture.db, "budi", "Budi Hartono", JKK_ROLE_SUPERVISOR | JKK_ROLE_ADMINISTRATOR);
  gint64 id = fixture_insert_case (fixture.db, "JKK-2026-000001");
  write_decision (fixture.db, id);
  write_signature (fixture.db, id);
  write_journal (fixture.db, id);
  write_message (fixture.db, id);
  write_law (fixture.db);
  write_post (fixture.db);
  write_number (fixture.db);
  jkk_office_store_set (fixture.db, JKK_OFFICE_NAME, "Kantor Cabang Uji", NULL);
  fixture_commit (&fixture);
  g_clear_pointer (&fixture.db, jkk_db_close);
  fixture_sql (&fixture, "PRAGMA journal_mode = DELETE; VACUUM");
  compress (fixture.path, argv[1]);
  fixture_tear_down (&fixture, NULL);
  return 0;
}
