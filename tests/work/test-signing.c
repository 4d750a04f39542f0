#include <glib/gstdio.h>
#include <string.h>

#include "jkk-audit-fixture.h"
#include "jkk-auditing.h"
#include "jkk-documents.h"
#include "jkk-journal.h"
#include "jkk-signer.h"
#include "jkk-warrant-store.h"

/* Approvals, and what somebody tries who has the file of the store in hand. */

#define WITHOUT_GUARDS                                                                                                 \
  "DROP TRIGGER decision_is_final; DROP TRIGGER decision_is_not_replaced; DROP TRIGGER decision_is_kept; "             \
  "DROP TRIGGER approval_is_not_changed; DROP TRIGGER approval_is_kept; DROP TRIGGER approval_goes_on; "               \
  "DROP TRIGGER warrant_is_not_changed; DROP TRIGGER warrant_is_kept; DROP TRIGGER warrant_goes_on; "                  \
  "DROP TRIGGER decision_starts_proposed; "                                                                            \
  "DROP TRIGGER law_entry_is_not_changed; " WITHOUT_JOURNAL_GUARDS

static gint64
approved_case (Fixture *fixture)
{
  gint64 id = take_in (fixture);
  g_autofree char *paper = g_build_filename (fixture->folder, "ktp.txt", NULL);

  sign_in (fixture, "sari");
  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  JkkDocument document = { .kind = (char *) "ktp", .title = (char *) "KTP", .media_type = (char *) "image/png" };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\x89PNG\r\n\x1a\n-", 9);
  JkkRequest attach = { .case_id = id, .document = &document, .bytes = bytes };
  g_autoptr (JkkOutcome) attached = jkk_office_do (fixture->office, "attach", &attach, NULL);
  g_assert_nonnull (attached);
  g_autoptr (JkkCase) proposed = deed (fixture, "propose", id, NULL);
  sign_in (fixture, "budi");
  g_autoptr (JkkCase) approved = deed (fixture, "approve", id, "Sesuai.");
  return id;
}

static JkkCaseFile *
open_case (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  JkkCaseFile *file = jkk_office_load (fixture->office, id, &error);

  g_assert_no_error (error);
  return file;
}

/* The seal of the case is void for this reason, nothing goes out, and the check of the record names the case. */
static void
assert_void (Fixture *fixture, gint64 id, const char *reason)
{
  g_autoptr (JkkCaseFile) file = open_case (fixture, id);
  g_autoptr (GError) xml = NULL, letter = NULL;

  g_test_message ("%s", file->decision->seal_text);
  g_assert_cmpint (file->decision->seal, ==, JKK_DECISION_SEAL_VOID);
  g_assert_nonnull (strstr (file->decision->seal_text, reason));
  g_assert_null (jkk_exchange_decision_xml (file, NULL, &xml));
  g_assert_error (xml, JKK_ERROR, JKK_ERROR_REFUSED);
  g_assert_null (jkk_printing_make_copy (fixture->office, "penetapan", file, 0, &letter));
  g_assert_error (letter, JKK_ERROR, JKK_ERROR_REFUSED);
  g_autoptr (JkkAuditReport) report = jkk_auditing_run (fixture->office, NULL, NULL);
  gboolean named = FALSE;
  for (guint i = 0; i < report->faults->len; i++)
    {
      const JkkAuditFault *fault = report->faults->pdata[i];

      named = named || (fault->kind == JKK_AUDIT_APPROVAL && fault->case_id == id &&
                        g_strcmp0 (fault->case_number, file->jcase->cover.number) == 0);
    }
  g_assert_true (named);
}

static void
assert_good (Fixture *fixture, gint64 id, const char *person)
{
  g_autoptr (JkkCaseFile) file = open_case (fixture, id);
  g_autofree char *xml = jkk_exchange_decision_xml (file, NULL, NULL);
  g_autoptr (JkkPrintout) letter = jkk_printing_make_copy (fixture->office, "penetapan", file, 0, NULL);

  g_assert_cmpstr (file->decision->seal_text, ==, NULL);
  g_assert_cmpint (file->decision->seal, ==, JKK_DECISION_SEAL_GOOD);
  g_assert_cmpstr (file->decision->signed_by, ==, person);
  g_assert_nonnull (xml);
  g_assert_nonnull (letter);
}

static void
test_an_approval_is_signed_and_goes_out (Fixture *fixture, gconstpointer data)
{
  gint64 id = approved_case (fixture);

  assert_good (fixture, id, "budi");
  g_autoptr (JkkAuditReport) report = jkk_auditing_run (fixture->office, NULL, NULL);
  g_assert_true (jkk_audit_report_is_sound (report));
  g_assert_cmpint (report->n_signed, ==, 1);
  g_assert_cmpint (report->n_unsigned, ==, 0);
  g_assert_cmpint (report->n_warrants, ==, 7);
}

typedef struct
{
  const char *sql;
  const char *reason;
} Attack;

/* One row edited behind the program's back. */
static const Attack attacks[] = {
  { "UPDATE decision SET total = total * 2", "the amount" },
  { "UPDATE decision SET payout_xml = replace (payout_xml, '5466667', '9466667')", "the payout sheet" },
  { "UPDATE decision SET facts_xml = replace (facts_xml, '4000000', '9000000')", "the facts of the case" },
  { "UPDATE decision SET pack = 'PP-44-2015'", "the regulation" },
  { "UPDATE decision SET pack_version = 'x'", "the version of the regulation" },
  { "UPDATE decision SET decided_by = 'sari', proposed_by = 'budi'", "had proposed it" },
  { "UPDATE decision SET decision_note = 'lain'", "the note of the decision" },
  { "UPDATE decision SET state = 'rejected'", "the verdict" },
  /* Backdated. */
  { "UPDATE decision SET decided_at = decided_at - 86400", "the time of the decision" },
  { "UPDATE approval SET time = time - 86400", "the time of the signature" },
  { "UPDATE participant SET wage = 9000000", "changed since it was signed" },
  { "UPDATE participant SET bank_account = '666'", "changed since it was signed" },
  { "UPDATE cover SET number = 'JKK-2026-999999'", "the number of the case" },
  { "UPDATE cover SET approver = 'sari'", "who decided" },
  { "INSERT INTO heirs (case_id, ord, name) VALUES (1, 1, 'Penyusup')", "changed since it was signed" },
  { "INSERT INTO law_entry VALUES (1, 'PP-82-2019', 'dental-max', 18232, '9', 'x', 'budi', 1); "
    "UPDATE approval SET statement = replace (statement, 'law-entries=0', 'law-entries=1')",
    "the signature is false" },
  /* Papers exchanged, taken away. */
  { "UPDATE documents SET sha256 = 'aa'", "the papers" },
  { "DELETE FROM documents", "the papers" },
  { "UPDATE approval SET signature = printf ('%0128d', 0)", "the signature is false" },
  { "UPDATE approval SET statement = replace (statement, 'total=5466667', 'total=6466667'); "
    "UPDATE decision SET total = 6466667",
    "the signature is false" },
  { "UPDATE approval SET warrant = 1, person = 'admin'", "no supervisor" },
  { "DELETE FROM approval", "signature is missing" },
  { "UPDATE approval SET sequence = sequence - 1", "the place in the journal" },
  { "UPDATE journal SET person = 'rina' WHERE deed = 'approve'", "the journal does not tell" },
  { "UPDATE journal SET changes = '' WHERE deed = 'approve'", "the journal does not tell" },
  { "DELETE FROM journal WHERE deed = 'approve'", "the journal does not tell" },
  { "UPDATE journal SET hash = printf ('%064d', 0) "
    "WHERE sequence = (SELECT sequence - 1 FROM journal WHERE deed = 'approve')",
    "the journal does not tell" },
};

static void
test_an_edited_row_voids_it (Fixture *fixture, gconstpointer data)
{
  const Attack *attack = data;
  g_autofree char *sql = g_strconcat (WITHOUT_GUARDS, attack->sql, NULL);
  gint64 id = approved_case (fixture);

  g_assert_cmpint (id, ==, 1);
  behind (fixture, sql);
  assert_void (fixture, id, attack->reason);
}

static void
test_a_damaged_paper_voids_it_when_it_goes_out (Fixture *fixture, gconstpointer data)
{
  gint64 id = approved_case (fixture);
  g_autofree char *sha256 = behind_ask (fixture, "SELECT sha256 FROM documents");
  g_autofree char *find = g_strdup_printf ("find '%s' -name '*%s*' -type f -exec sh -c 'echo x >> \"$1\"' _ {} ';'",
                                           fixture->folder, sha256 + 2);
  int status = -1;

  g_assert_true (g_spawn_command_line_sync (find, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  g_autoptr (JkkAuditReport) report = jkk_auditing_run (fixture->office, NULL, NULL);
  g_assert_cmpuint (report->faults->len, ==, 1);
  const JkkAuditFault *fault = report->faults->pdata[0];
  g_assert_cmpint (fault->case_id, ==, id);
  g_assert_nonnull (strstr (fault->text, "KTP"));
}

static void
test_a_signature_of_another_case_says_nothing (Fixture *fixture, gconstpointer data)
{
  gint64 one = approved_case (fixture), two = approved_case (fixture);

  behind (fixture, WITHOUT_GUARDS "UPDATE approval SET statement = (SELECT statement FROM approval WHERE case_id = 1), "
                                  "signature = (SELECT signature FROM approval WHERE case_id = 1), "
                                  "sequence = (SELECT sequence FROM approval WHERE case_id = 1), "
                                  "time = (SELECT time FROM approval WHERE case_id = 1) WHERE case_id = 2");
  assert_good (fixture, one, "budi");
  assert_void (fixture, two, "the number of the case");
}

/* A second decision with more money, under the signature of the first. */
static void
test_an_older_approval_of_the_same_case_is_not_good_again (Fixture *fixture, gconstpointer data)
{
  gint64 id = approved_case (fixture);

  behind (fixture, WITHOUT_GUARDS
          "INSERT INTO decision SELECT 2, case_id, case_revision, state, proposal, proposed_by, proposed_at, "
          "proposal_note, decided_by, decided_at, decision_note, total * 10, pack, pack_version, program_version, "
          "facts_xml, payout_xml, hash FROM decision; "
          "INSERT INTO approval SELECT 2, 2, case_id, person, warrant, sequence, time, statement, signature "
          "FROM approval");
  assert_void (fixture, id, "the decision, the amount");
}

/* ---- Somebody who writes an account with a key of the own, a warrant, an approval and the journal by hand */

static void
insert_intruder (Fixture *fixture, const JkkSigner *key, const char *statement, const char *signature)
{
  g_autofree char *sql = g_strdup_printf (
      WITHOUT_GUARDS
      "INSERT INTO account (login, name, roles, disabled, must_change, failures, locked_until, created_at, "
      "password) VALUES ('umar', 'Umar Penyusup', 2, 0, 0, 0, 0, 1, 'x'); "
      "INSERT INTO warrant SELECT max (id) + 1, 'umar', max (sequence) + 1, '%s', '%s' FROM warrant",
      statement, signature);

  g_assert_nonnull (key);
  behind (fixture, sql);
}

static void
test_an_inserted_account_signs_nothing (Fixture *fixture, gconstpointer data)
{
  gint64 id = approved_case (fixture);
  g_autoptr (JkkSigner) key = jkk_signer_new ("umar", NULL, NULL);
  g_autoptr (JkkAccount) account = jkk_account_new ("umar", "Umar Penyusup", JKK_ROLE_SUPERVISOR);
  g_autoptr (JkkWarrant) warrant = jkk_warrant_new (account, jkk_signer_get_public_key (key), TRUE);
  g_autofree char *last = behind_ask (fixture, "SELECT max (id) FROM warrant");
  g_autofree char *sequence = behind_ask (fixture, "SELECT max (sequence) FROM warrant");
  g_autofree char *root = behind_ask (fixture, "SELECT statement FROM warrant WHERE id = 1");
  g_autoptr (JkkWarrant) first = jkk_warrant_from_text (root);

  /* All that the form asks for is there, and it claims to be signed by the administrator. */
  warrant->id = g_ascii_strtoll (last, NULL, 10) + 1;
  warrant->signer = 1;
  warrant->sequence = g_ascii_strtoll (sequence, NULL, 10) + 1;
  warrant->office = g_strdup (first->office);
  warrant->before = g_strnfill (64, '0');
  g_autofree char *statement = jkk_warrant_to_text (warrant), *signature = jkk_signer_sign (key, statement);
  insert_intruder (fixture, key, statement, signature);
  g_autofree char *signed_then = behind_ask (fixture, "SELECT statement FROM approval");
  g_autofree char *by = g_strdup_printf ("warrant=%" G_GINT64_FORMAT, warrant->id);
  g_autoptr (GString) forged = g_string_new (signed_then);
  g_string_replace (forged, "approver=budi", "approver=umar", 1);
  g_string_replace (forged, "decider=budi", "decider=umar", 1);
  g_string_replace (forged, "warrant=5", by, 1);
  g_autofree char *mark = jkk_signer_sign (key, forged->str);
  g_autofree char *sql = g_strdup_printf (
      "UPDATE decision SET decided_by = 'umar'; UPDATE cover SET approver = 'umar'; "
      "UPDATE approval SET person = 'umar', warrant = %" G_GINT64_FORMAT ", statement = '%s', signature = '%s'",
      warrant->id, forged->str, mark);
  behind (fixture, sql);
  assert_void (fixture, id, "false");
  g_autoptr (JkkAuditReport) report = jkk_auditing_run (fixture->office, NULL, NULL);
  gboolean found = FALSE;
  for (guint i = 0; i < report->faults->len; i++)
    found = found || (((JkkAuditFault *) report->faults->pdata[i])->kind == JKK_AUDIT_WARRANT &&
                      g_strcmp0 (((JkkAuditFault *) report->faults->pdata[i])->person, "umar") == 0);
  g_assert_true (found);
}

static void
test_an_account_without_a_warrant_is_named (Fixture *fixture, gconstpointer data)
{
  behind (fixture,
          "INSERT INTO account (login, name, roles, disabled, must_change, failures, locked_until, created_at, "
          "password) VALUES ('umar', 'Umar', 2, 0, 0, 0, 0, 9999999999, 'x'); "
          "UPDATE account SET roles = 4 WHERE login = 'sari'");
  g_autoptr (JkkAuditReport) report = jkk_auditing_run (fixture->office, NULL, NULL);
  g_assert_cmpuint (report->faults->len, ==, 2);
  g_assert_cmpstr (((JkkAuditFault *) report->faults->pdata[0])->person, ==, "sari");
  g_assert_cmpstr (((JkkAuditFault *) report->faults->pdata[1])->person, ==, "umar");
}

/* Somebody who writes the whole journal anew makes a chain that fits; but each approval has signed the head before it.
 */
static void
test_a_journal_written_anew_is_found_by_the_signatures (Fixture *fixture, gconstpointer data)
{
  gint64 id = approved_case (fixture);
  g_autofree char *head = jkk_auditing_head (fixture->office, NULL);
  g_autoptr (GError) error = NULL;

  behind (fixture, WITHOUT_GUARDS "CREATE TABLE kept AS SELECT * FROM journal; DELETE FROM journal");
  g_autoptr (JkkDb) db = jkk_db_open (fixture->address, JKK_DB_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (jkk_db_begin_write (db, NULL));
  for (gint64 i = 1;; i++)
    {
      g_autofree char *ask = g_strdup_printf ("SELECT deed FROM kept WHERE sequence = %" G_GINT64_FORMAT, i);
      g_autofree char *deed_name = behind_ask (fixture, ask), *deed_id = g_uuid_string_random ();
      JkkJournalEntry entry = { .time = 1700000000 + i,
                                .person = "rina",
                                .workstation = "x",
                                .deed = deed_name,
                                .deed_id = deed_id,
                                .case_id = 1 };

      if (deed_name == NULL)
        break;
      g_assert_true (jkk_journal_append (db, &entry, NULL, NULL));
    }
  g_assert_true (jkk_db_commit (db, NULL));
  g_autoptr (JkkAuditReport) chain = jkk_journal_audit (db, 0, NULL, NULL, NULL);
  g_assert_true (jkk_audit_report_is_sound (chain));
  assert_void (fixture, id, "the journal does not tell");
  g_autoptr (JkkAuditReport) paper = jkk_auditing_run (fixture->office, head, NULL);
  g_assert_cmpint (((JkkAuditFault *) paper->faults->pdata[0])->kind, ==, JKK_AUDIT_CUT);
}

/* ---- What deeds do later */

static void
test_law_that_is_confirmed_later_changes_nothing (Fixture *fixture, gconstpointer data)
{
  gint64 id = approved_case (fixture);
  g_autoptr (JkkLawEntry) entry =
      jkk_law_entry_new ("PP-82-2019", "dental-max", jkk_day_parse ("2019-12-02", NULL), NULL, "naskah");
  JkkRequest request = { .law = entry, .reason = "naskah, halaman 31" };
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "confirm-value", &request, &error);

  g_assert_no_error (error);
  g_assert_nonnull (outcome);
  assert_good (fixture, id, "budi");
}

static void
choose_password (Fixture *fixture, const char *login, const char *first, const char *own)
{
  JkkRequest request = { .old_password = first, .password = own };
  g_autoptr (GError) error = NULL;

  g_assert_true (jkk_office_sign_in (fixture->office, login, first, &error));
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "change-password", &request, &error);
  g_assert_no_error (error);
  g_assert_nonnull (outcome);
}

static void
give_password (Fixture *fixture, const char *login, const char *password)
{
  g_autoptr (JkkAccount) account = jkk_account_new (login, "", 0);
  JkkRequest request = { .account = account, .password = password };
  g_autoptr (GError) error = NULL;

  sign_in (fixture, "admin");
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "set-password", &request, &error);
  g_assert_no_error (error);
  g_assert_nonnull (outcome);
}

static void
test_a_new_key_leaves_old_signatures_good (Fixture *fixture, gconstpointer data)
{
  gint64 id = approved_case (fixture);

  choose_password (fixture, "budi", PASSWORD, "kata-sandi-kedua");
  assert_good (fixture, id, "budi");
  give_password (fixture, "budi", "kata-sandi-darurat");
  assert_good (fixture, id, "budi");
  choose_password (fixture, "budi", "kata-sandi-darurat", PASSWORD);
  gint64 second = approved_case (fixture);
  assert_good (fixture, id, "budi");
  assert_good (fixture, second, "budi");
  g_autoptr (JkkAuditReport) report = jkk_auditing_run (fixture->office, NULL, NULL);
  g_assert_true (jkk_audit_report_is_sound (report));
}

static void
test_a_given_password_signs_nothing (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  g_autoptr (JkkCase) proposed = deed (fixture, "propose", id, NULL);

  give_password (fixture, "budi", "kata-sandi-darurat");
  g_assert_true (jkk_office_sign_in (fixture->office, "budi", "kata-sandi-darurat", NULL));
  refused (fixture, "approve", id, NULL, JKK_ERROR_REFUSED);
  refused (fixture, "reject", id, "Bukan.", JKK_ERROR_REFUSED);
  refused (fixture, "return", id, "Perjelas.", JKK_ERROR_REFUSED);
}

/* A store from before there were signatures. */
static void
forget_signatures (Fixture *fixture)
{
  behind (fixture, WITHOUT_GUARDS "DELETE FROM approval; DELETE FROM warrant; DELETE FROM signing_key; "
                                  "UPDATE journal SET changes = ''");
}

static void
test_what_was_decided_before_signatures_is_signed_once_more (Fixture *fixture, gconstpointer data)
{
  gint64 id = approved_case (fixture);

  forget_signatures (fixture);
  g_autoptr (JkkCaseFile) old = open_case (fixture, id);
  g_assert_cmpint (old->decision->seal, ==, JKK_DECISION_SEAL_NONE);
  /* The first administrator to sign in stands for the office. */
  sign_in (fixture, "admin");
  g_autoptr (JkkCaseFile) still = open_case (fixture, id);
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (still->decision->seal, ==, JKK_DECISION_SEAL_NONE);
  g_assert_null (jkk_exchange_decision_xml (still, NULL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  sign_in (fixture, "budi");
  refused (fixture, "countersign", id, NULL, JKK_ERROR_REFUSED);
  give_password (fixture, "budi", "kata-sandi-darurat");
  choose_password (fixture, "budi", "kata-sandi-darurat", PASSWORD);
  g_autoptr (JkkCase) done = deed (fixture, "countersign", id, NULL);
  g_assert_cmpstr (done->cover.approver, ==, "budi");
  assert_good (fixture, id, "budi");
  refused (fixture, "countersign", id, NULL, JKK_ERROR_REFUSED);
}

static void
test_what_is_not_what_was_decided_is_not_signed_again (Fixture *fixture, gconstpointer data)
{
  gint64 id = approved_case (fixture);

  behind (fixture, "UPDATE participant SET wage = 9000000");
  refused (fixture, "countersign", id, NULL, JKK_ERROR_REFUSED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/signing/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)
  ADD (an_approval_is_signed_and_goes_out);
  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/signing/an_edited_row_voids_it/%u", i);

      g_test_add (path, Fixture, &attacks[i], fixture_set_up, test_an_edited_row_voids_it, fixture_tear_down);
    }
  ADD (a_damaged_paper_voids_it_when_it_goes_out);
  ADD (a_signature_of_another_case_says_nothing);
  ADD (an_older_approval_of_the_same_case_is_not_good_again);
  ADD (an_inserted_account_signs_nothing);
  ADD (an_account_without_a_warrant_is_named);
  ADD (a_journal_written_anew_is_found_by_the_signatures);
  ADD (law_that_is_confirmed_later_changes_nothing);
  ADD (a_new_key_leaves_old_signatures_good);
  ADD (a_given_password_signs_nothing);
  ADD (what_was_decided_before_signatures_is_signed_once_more);
  ADD (what_is_not_what_was_decided_is_not_signed_again);

  return g_test_run ();
}
