#include <string.h>

#include "jkk-audit-fixture.h"
#include "jkk-auditing.h"
#include "jkk-documents.h"

/* Somebody has the file of the store in hand, and tries what no signature stands against by itself: to take away what
 * was signed, and to edit what is not signed yet. */

#define WITHOUT_GUARDS                                                                                                 \
  "DROP TRIGGER decision_is_final; DROP TRIGGER decision_is_frozen; DROP TRIGGER decision_is_kept; "                   \
  "DROP TRIGGER approval_is_kept; DROP TRIGGER warrant_is_kept; DROP TRIGGER warrant_is_not_changed; "                 \
  "DROP TRIGGER cover_stays_closed; DROP TRIGGER cover_is_closed_by_decision; "                                        \
  "DROP TRIGGER law_entry_is_not_changed; DROP TRIGGER law_entry_is_kept; "

static gint64
proposed_case (Fixture *fixture)
{
  gint64 id = take_in (fixture);

  sign_in (fixture, "sari");
  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  g_autoptr (JkkCase) proposed = deed (fixture, "propose", id, NULL);
  return id;
}

static gint64
approved_case (Fixture *fixture)
{
  gint64 id = proposed_case (fixture);

  sign_in (fixture, "budi");
  g_autoptr (JkkCase) approved = deed (fixture, "approve", id, NULL);
  return id;
}

static void
change_account (Fixture *fixture, const char *login, guint roles, JkkMoney limit)
{
  g_autoptr (JkkAccount) account = jkk_account_new (login, "Budi Contoh", roles);
  JkkRequest request = { .account = account };
  g_autoptr (GError) error = NULL;

  account->money_limit = limit;
  sign_in (fixture, "admin");
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "change-account", &request, &error);
  g_assert_no_error (error);
  g_assert_nonnull (outcome);
}

static gboolean
finds (Fixture *fixture, JkkAuditKind kind, gint64 case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkAuditReport) report = jkk_auditing_run (fixture->office, NULL, &error);
  gboolean found = FALSE;

  g_assert_no_error (error);
  for (guint i = 0; i < report->faults->len; i++)
    {
      const JkkAuditFault *fault = report->faults->pdata[i];

      g_test_message ("%d: %s", fault->kind, fault->text);
      found |= fault->kind == kind && (case_id == 0 || fault->case_id == case_id);
    }
  return found;
}

static void
assert_sound (Fixture *fixture)
{
  g_autoptr (JkkAuditReport) report = jkk_auditing_run (fixture->office, NULL, NULL);

  g_assert_true (jkk_audit_report_is_sound (report));
}

static void
assert_nothing_goes_out (Fixture *fixture, gint64 id)
{
  g_autoptr (JkkCaseFile) file = jkk_office_load (fixture->office, id, NULL);
  g_autoptr (GError) xml = NULL, letter = NULL;

  g_test_message ("%s", file->decision->seal_text);
  g_assert_cmpint (file->decision->seal, ==, JKK_DECISION_SEAL_VOID);
  g_assert_null (jkk_exchange_decision_xml (file, NULL, &xml));
  g_assert_error (xml, JKK_ERROR, JKK_ERROR_REFUSED);
  g_assert_null (jkk_printing_make_copy (fixture->office, "penetapan", file, 0, &letter));
  g_assert_error (letter, JKK_ERROR, JKK_ERROR_REFUSED);
}

/* ---- Warrants */

/* One thing that is done to the file. */
typedef struct
{
  const char *sql;
} Edit;

/* To the last warrant, by which somebody may do less. */
static const Edit thefts[] = {
  { "DELETE FROM warrant WHERE id = (SELECT max (id) FROM warrant)" },
  { "UPDATE warrant SET login = 'sari' WHERE id = (SELECT max (id) FROM warrant)" },
  { "UPDATE warrant SET sequence = 999999 WHERE id = (SELECT max (id) FROM warrant)" },
  { "UPDATE warrant SET login = 'sari', statement = replace (statement, 'login=budi', 'login=sari') "
    "WHERE id = (SELECT max (id) FROM warrant)" },
};

/* A supervisor who was dismissed, or may approve less, knows his password still and has a key that was good. */
static void
test_who_was_dismissed_signs_no_more (Fixture *fixture, gconstpointer data)
{
  const Edit *theft = data;
  g_autofree char *sql = g_strconcat (WITHOUT_GUARDS, theft->sql,
                                      "; UPDATE account SET roles = 3, money_limit = NULL WHERE login = 'budi'", NULL);
  gint64 early = approved_case (fixture), id = proposed_case (fixture);

  change_account (fixture, "budi", JKK_ROLE_VERIFIER, JKK_NONE);
  assert_sound (fixture);
  behind (fixture, sql);
  sign_in (fixture, "budi");
  refused (fixture, "approve", id, NULL, JKK_ERROR_REFUSED);
  g_assert_true (finds (fixture, strstr (theft->sql, "DELETE") != NULL ? JKK_AUDIT_UNHELD : JKK_AUDIT_WARRANT, 0));
  /* What was signed in time stays good. */
  g_autoptr (JkkCaseFile) file = jkk_office_load (fixture->office, early, NULL);
  g_assert_cmpint (file->decision->seal, ==, JKK_DECISION_SEAL_GOOD);
}

static void
test_a_limit_that_was_taken_away_still_counts (Fixture *fixture, gconstpointer data)
{
  gint64 id = proposed_case (fixture);

  change_account (fixture, "budi", JKK_ROLE_SUPERVISOR, 1000);
  behind (fixture, "UPDATE account SET money_limit = NULL WHERE login = 'budi'");
  sign_in (fixture, "budi");
  refused (fixture, "approve", id, NULL, JKK_ERROR_REFUSED);
  g_autoptr (JkkCase) still = load (fixture, id);
  g_assert_cmpint (jkk_case_get_status (still), ==, JKK_STATUS_PROPOSED);
}

/* Then the next administrator to sign in would stand for a new office, and could have everything signed anew. */
static void
test_an_office_is_founded_once (Fixture *fixture, gconstpointer data)
{
  gint64 id = approved_case (fixture);

  behind (fixture, WITHOUT_GUARDS "DELETE FROM approval; DELETE FROM warrant; DELETE FROM signing_key");
  assert_nothing_goes_out (fixture, id);
  sign_in (fixture, "admin");
  g_autofree char *none = behind_ask (fixture, "SELECT count (*) FROM warrant");
  g_assert_cmpstr (none, ==, "0");
  g_assert_true (finds (fixture, JKK_AUDIT_UNHELD, id));
}

/* ---- Decisions */

#define UNDECIDE                                                                                                       \
  WITHOUT_GUARDS "DELETE FROM approval; UPDATE decision SET state = 'proposed', decided_by = NULL, "                   \
                 "decided_at = NULL, decision_note = NULL; "                                                           \
                 "UPDATE cover SET status = 'diajukan', approver = NULL; "

/* It was paid; undone behind the program it would be paid again. */
static void
test_nothing_is_decided_twice (Fixture *fixture, gconstpointer data)
{
  gint64 id = approved_case (fixture);

  behind (fixture, UNDECIDE);
  sign_in (fixture, "budi");
  refused (fixture, "approve", id, NULL, JKK_ERROR_REFUSED);
  g_assert_true (finds (fixture, JKK_AUDIT_UNHELD, id));
  behind (fixture, "UPDATE decision SET state = 'returned', decided_by = 'budi', decided_at = 1; "
                   "UPDATE cover SET status = 'diverifikasi', proposer = NULL");
  sign_in (fixture, "sari");
  refused (fixture, "propose", id, NULL, JKK_ERROR_REFUSED);
}

static void
test_a_case_opened_again_is_void (Fixture *fixture, gconstpointer data)
{
  gint64 id = approved_case (fixture);

  behind (fixture, WITHOUT_GUARDS "UPDATE cover SET status = 'diverifikasi'");
  g_autoptr (JkkCaseFile) file = jkk_office_load (fixture->office, id, NULL);
  g_assert_cmpint (file->decision->seal, ==, JKK_DECISION_SEAL_VOID);
  g_assert_true (finds (fixture, JKK_AUDIT_APPROVAL, id));
  sign_in (fixture, "sari");
  refused (fixture, "propose", id, NULL, JKK_ERROR_REFUSED);
}

static void
test_a_case_that_nobody_closed_is_named (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture);

  behind (fixture, WITHOUT_GUARDS "UPDATE cover SET status = 'disetujui', approver = 'budi'");
  g_assert_true (finds (fixture, JKK_AUDIT_CASE, id));
}

/* ---- What is not signed yet */

static const Edit edits[] = {
  { "UPDATE participant SET wage = 9000000" },
  { "UPDATE participant SET bank_account = '666'" },
  { "INSERT INTO heirs (case_id, ord, name, bank_account) VALUES (1, 1, 'Penyusup', '666')" },
  { "UPDATE medical SET rest_until = rest_until + 100" },
};

/* Before it is signed as well: else somebody would sign it who sees nothing but a plausible case. */
static void
test_an_open_case_is_what_the_journal_tells (Fixture *fixture, gconstpointer data)
{
  const Edit *edit = data;
  gint64 id = take_in (fixture);

  g_assert_cmpint (id, ==, 1);
  sign_in (fixture, "sari");
  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  assert_sound (fixture);
  behind (fixture, edit->sql);
  g_assert_true (finds (fixture, JKK_AUDIT_CASE, id));
  refused (fixture, "propose", id, NULL, JKK_ERROR_REFUSED);
}

static void
test_what_is_entered_anew_can_be_proposed (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture);

  sign_in (fixture, "sari");
  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  behind (fixture, "UPDATE participant SET wage = 9000000");
  g_autoptr (JkkCase) found = load (fixture, id);
  g_autoptr (JkkCase) right = jkk_case_set (found, "participant.wage", "4000000", NULL);
  JkkRequest save = { .case_id = id, .edited = right };
  g_autoptr (JkkOutcome) saved = jkk_office_do (fixture->office, "save", &save, NULL);
  g_assert_nonnull (saved);
  g_autoptr (JkkCase) proposed = deed (fixture, "propose", id, NULL);
  assert_sound (fixture);
}

static const Edit sheets[] = {
  { "UPDATE decision SET total = total * 2" },
  { "UPDATE decision SET total = 9466667, payout_xml = replace (payout_xml, '5466667', '9466667')" },
  { "UPDATE decision SET payout_xml = replace (payout_xml, 'peserta', 'pemberi-kerja')" },
};

/* Who approves signs the sheet that lies before him: it must be what the rules make of the facts. */
static void
test_a_sheet_that_was_edited_is_not_approved (Fixture *fixture, gconstpointer data)
{
  const Edit *edit = data;
  g_autofree char *sql = g_strconcat (WITHOUT_GUARDS, edit->sql, NULL);
  gint64 id = proposed_case (fixture);
  g_autofree char *before = behind_ask (fixture, "SELECT payout_xml || total FROM decision");

  behind (fixture, sql);
  g_autofree char *after = behind_ask (fixture, "SELECT payout_xml || total FROM decision");
  g_assert_cmpstr (before, !=, after);
  sign_in (fixture, "budi");
  refused (fixture, "approve", id, NULL, JKK_ERROR_REFUSED);
  g_autoptr (JkkCase) returned = deed (fixture, "return", id, "Lembar tidak cocok.");
  g_assert_cmpint (jkk_case_get_status (returned), ==, JKK_STATUS_VERIFYING);
}

static void
confirm (Fixture *fixture)
{
  g_autoptr (JkkLawEntry) entry =
      jkk_law_entry_new ("PP-82-2019", "dental-max", jkk_day_parse ("2019-12-02", NULL), "4000000", "naskah");
  JkkRequest request = { .law = entry, .reason = "naskah, halaman 31" };
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "confirm-value", &request, &error);

  g_assert_no_error (error);
  g_assert_nonnull (outcome);
}

static const Edit laws[] = {
  { "UPDATE law_entry SET value = '9000000'" },
  { "DELETE FROM law_entry" },
  { "INSERT INTO law_entry VALUES (2, 'PP-82-2019', 'dental-max', 18232, '9000000', 'x', 'budi', 1)" },
};

static void
test_the_law_is_what_the_office_confirmed (Fixture *fixture, gconstpointer data)
{
  const Edit *edit = data;
  g_autofree char *sql = g_strconcat (WITHOUT_GUARDS, edit->sql, NULL);

  sign_in (fixture, "budi");
  confirm (fixture);
  gint64 id = proposed_case (fixture);
  assert_sound (fixture);
  behind (fixture, sql);
  sign_in (fixture, "budi");
  refused (fixture, "approve", id, NULL, JKK_ERROR_REFUSED);
  g_assert_true (finds (fixture, JKK_AUDIT_LAW, 0));
}

/* ---- What is paid after the decision */

static gint64
approved_case_with_a_child (Fixture *fixture)
{
  gint64 id = case_with_a_child (fixture);

  g_autoptr (JkkCase) proposed = deed (fixture, "propose", id, NULL);
  sign_in (fixture, "budi");
  g_autoptr (JkkCase) approved = deed (fixture, "approve", id, "Sesuai.");
  return id;
}

static JkkOutcome *
pay (Fixture *fixture, gint64 id, GError **error)
{
  JkkInstallment paid = {
    .child = 1, .school_level = (char *) "SD", .school_year = 4, .amount = 1500000, .paid_day = jkk_day_new (2026, 5, 5)
  };
  JkkRequest request = { .case_id = id, .installment = &paid };

  return jkk_office_do (fixture->office, "pay-installment", &request, error);
}

/* The decision does not hold what was paid since, but the journal does. */
static void
test_no_year_of_the_scholarship_is_paid_twice (Fixture *fixture, gconstpointer data)
{
  const Edit *edit = data;
  gint64 id = approved_case_with_a_child (fixture);
  g_autoptr (JkkOutcome) once = pay (fixture, id, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (once);
  assert_sound (fixture);
  behind (fixture, edit->sql);
  g_autoptr (JkkOutcome) twice = pay (fixture, id, &error);
  g_assert_null (twice);
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_assert_true (finds (fixture, JKK_AUDIT_CASE, id));
}

static const Edit payments[] = {
  { "DELETE FROM installments" },
  { "UPDATE installments SET amount = 1" },
  { "UPDATE installments SET school_year = 3" },
};

static void
add_each (const char *name, const Edit *all, guint n, void (*func) (Fixture *fixture, gconstpointer data))
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/told/%s/%u", name, i);

      g_test_add (path, Fixture, &all[i], fixture_set_up, func, fixture_tear_down);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/told/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)
#define ADD_EACH(name, all) add_each (#name, all, G_N_ELEMENTS (all), test_##name)
  ADD_EACH (who_was_dismissed_signs_no_more, thefts);
  ADD (a_limit_that_was_taken_away_still_counts);
  ADD (an_office_is_founded_once);
  ADD (nothing_is_decided_twice);
  ADD (a_case_opened_again_is_void);
  ADD (a_case_that_nobody_closed_is_named);
  ADD_EACH (an_open_case_is_what_the_journal_tells, edits);
  ADD (what_is_entered_anew_can_be_proposed);
  ADD_EACH (a_sheet_that_was_edited_is_not_approved, sheets);
  ADD_EACH (the_law_is_what_the_office_confirmed, laws);
  ADD_EACH (no_year_of_the_scholarship_is_paid_twice, payments);
  return g_test_run ();
}
