#include "jkk-account-store.h"
#include "jkk-decision-store.h"
#include "store-fixture.h"

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, data);
  fixture_begin (fixture);
  fixture_insert_case (fixture->db, "JKK-2026-000001");
  fixture_insert_case (fixture->db, "JKK-2026-000002");
  fixture_insert_account (fixture->db, "sari", "Sari",
                          JKK_ROLE_VERIFIER | JKK_ROLE_SUPERVISOR | JKK_ROLE_ADMINISTRATOR);
  fixture_insert_account (fixture->db, "budi", "Budi", JKK_ROLE_SUPERVISOR);
  fixture_commit (fixture);
}

static JkkDecision *
make_proposal (gint64 case_id, const char *person)
{
  JkkDecision *decision = jkk_decision_new ();

  decision->case_id = case_id;
  decision->case_revision = 3;
  decision->proposal = g_strdup ("pay");
  decision->proposed_by = g_strdup (person);
  decision->proposed_at = FIXTURE_TIME;
  decision->proposal_note = g_strdup ("lengkap");
  decision->total = 24666667;
  decision->pack = g_strdup ("PP-82-2019");
  decision->pack_version = g_strdup ("abc");
  decision->program_version = g_strdup ("0.1.0");
  decision->facts_xml = g_strdup ("<kasus>é</kasus>");
  decision->payout_xml = g_strdup ("<santunan/>");
  decision->hash = g_strdup ("00ff");
  return decision;
}

static gint64
propose (Fixture *fixture, gint64 case_id, const char *person)
{
  g_autoptr (JkkDecision) decision = make_proposal (case_id, person);
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  fixture_begin (fixture);
  jkk_decision_store_propose (fixture->db, decision, &id, &error);
  g_assert_no_error (error);
  fixture_commit (fixture);
  return id;
}

static gboolean
decide (Fixture *fixture, gint64 id, JkkVerdict verdict, const char *person, GError **error)
{
  fixture_begin (fixture);
  if (jkk_decision_store_decide (fixture->db, id, verdict, person, FIXTURE_TIME + 60, "catatan", error))
    {
      fixture_commit (fixture);
      return TRUE;
    }
  jkk_db_rollback (fixture->db);
  return FALSE;
}

static void
test_a_proposal_comes_back_as_it_was (Fixture *fixture, gconstpointer data)
{
  gint64 id = propose (fixture, 1, "sari");
  g_autoptr (JkkDecision) read = jkk_decision_store_load (fixture->db, id, NULL);

  g_assert_cmpint (read->id, ==, id);
  g_assert_cmpint (read->case_id, ==, 1);
  g_assert_cmpint (read->case_revision, ==, 3);
  g_assert_cmpstr (read->state, ==, "proposed");
  g_assert_cmpstr (read->proposal, ==, "pay");
  g_assert_cmpstr (read->proposed_by, ==, "sari");
  g_assert_cmpint (read->proposed_at, ==, FIXTURE_TIME);
  g_assert_cmpstr (read->proposal_note, ==, "lengkap");
  g_assert_cmpstr (read->decided_by, ==, NULL);
  g_assert_cmpint (read->decided_at, ==, 0);
  g_assert_cmpint (read->total, ==, 24666667);
  g_assert_cmpstr (read->pack, ==, "PP-82-2019");
  g_assert_cmpstr (read->pack_version, ==, "abc");
  g_assert_cmpstr (read->program_version, ==, "0.1.0");
  g_assert_cmpstr (read->facts_xml, ==, "<kasus>é</kasus>");
  g_assert_cmpstr (read->payout_xml, ==, "<santunan/>");
  g_assert_cmpstr (read->hash, ==, "00ff");
}

static void
test_somebody_else_decides (Fixture *fixture, gconstpointer data)
{
  static const JkkVerdict verdicts[] = { JKK_VERDICT_RETURNED, JKK_VERDICT_REJECTED, JKK_VERDICT_APPROVED };

  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    {
      gint64 id = propose (fixture, 1, "sari");

      g_assert_true (decide (fixture, id, verdicts[i], "budi", NULL));
      g_autoptr (JkkDecision) read = jkk_decision_store_load (fixture->db, id, NULL);
      g_assert_cmpstr (read->state, ==, jkk_verdict_state (verdicts[i]));
      g_assert_cmpstr (read->decided_by, ==, "budi");
      g_assert_cmpint (read->decided_at, ==, FIXTURE_TIME + 60);
      g_assert_cmpstr (read->decision_note, ==, "catatan");
    }
}

static void
test_who_proposed_may_only_take_it_back (Fixture *fixture, gconstpointer data)
{
  gint64 id = propose (fixture, 1, "sari");
  g_autoptr (GError) error = NULL;

  /* Also not with all roles. */
  g_assert_false (decide (fixture, id, JKK_VERDICT_APPROVED, "sari", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (decide (fixture, id, JKK_VERDICT_REJECTED, "sari", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_assert_true (decide (fixture, id, JKK_VERDICT_RETURNED, "sari", NULL));
}

static void
test_a_person_without_an_account_decides_nothing (Fixture *fixture, gconstpointer data)
{
  gint64 id = propose (fixture, 1, "sari");
  g_autoptr (JkkDecision) by_nobody = make_proposal (2, "siapa");
  g_autoptr (GError) error = NULL;
  gint64 other;

  g_assert_false (decide (fixture, id, JKK_VERDICT_APPROVED, "SARI", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (decide (fixture, id, JKK_VERDICT_APPROVED, "siapa", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_clear_error (&error);
  fixture_begin (fixture);
  g_assert_false (jkk_decision_store_propose (fixture->db, by_nobody, &other, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
  jkk_db_rollback (fixture->db);
}

/* What an account may, the schema knows, too. */
static void
test_only_a_supervisor_decides_and_up_to_the_limit (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *before;
    JkkVerdict verdict;
    gboolean good;
  } tries[] = {
    { "UPDATE account SET roles = 1 WHERE login = 'budi'", JKK_VERDICT_APPROVED, FALSE },
    { "UPDATE account SET roles = 4 WHERE login = 'budi'", JKK_VERDICT_REJECTED, FALSE },
    { "UPDATE account SET roles = 8 WHERE login = 'budi'", JKK_VERDICT_APPROVED, FALSE },
    { "UPDATE account SET roles = 2, disabled = 1 WHERE login = 'budi'", JKK_VERDICT_APPROVED, FALSE },
    { "UPDATE account SET disabled = 0, money_limit = 24666666 WHERE login = 'budi'", JKK_VERDICT_APPROVED, FALSE },
    { "UPDATE account SET money_limit = 24666667 WHERE login = 'budi'", JKK_VERDICT_APPROVED, TRUE },
    /* To say no costs nothing. */
    { "UPDATE account SET money_limit = 0 WHERE login = 'budi'", JKK_VERDICT_REJECTED, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      gint64 id = i == 0 || tries[i - 1].good ? propose (fixture, 1, "sari") : 0;
      g_autoptr (JkkDecision) current = jkk_decision_store_current (fixture->db, 1, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (id, <=, current->id);
      fixture_sql (fixture, tries[i].before);
      g_assert_cmpint (decide (fixture, current->id, tries[i].verdict, "budi", &error), ==, tries[i].good);
      if (!tries[i].good)
        g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
    }
}

static void
test_one_proposal_waits_at_a_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkDecision) second = make_proposal (1, "budi");
  g_autoptr (GError) error = NULL;
  gint64 id;

  propose (fixture, 1, "sari");
  propose (fixture, 2, "sari");
  fixture_begin (fixture);
  g_assert_false (jkk_decision_store_propose (fixture->db, second, &id, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_CONFLICT);
  jkk_db_rollback (fixture->db);
}

static void
test_what_is_decided_is_decided (Fixture *fixture, gconstpointer data)
{
  static const JkkVerdict verdicts[] = { JKK_VERDICT_RETURNED, JKK_VERDICT_REJECTED, JKK_VERDICT_APPROVED };

  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    {
      gint64 id = propose (fixture, 1, "sari");

      g_assert_true (decide (fixture, id, verdicts[i], "budi", NULL));
      for (guint j = 0; j < G_N_ELEMENTS (verdicts); j++)
        {
          g_autoptr (GError) error = NULL;

          g_assert_false (decide (fixture, id, verdicts[j], "budi", &error));
          g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
        }
    }
}

/* What a program with an error, or a person at the SQL prompt, might try while a proposal waits or after it. */
static const char *const attempts[] = {
  "UPDATE decision SET total = total + 1",
  "UPDATE decision SET facts_xml = '<lain/>'",
  "UPDATE decision SET payout_xml = '<lain/>'",
  "UPDATE decision SET proposed_by = 'budi'",
  "UPDATE decision SET case_id = 2",
  "UPDATE decision SET proposal = 'refuse'",
  "UPDATE decision SET hash = '11'",
  "UPDATE decision SET state = 'approved', decided_by = 'sari', decided_at = 1",
  "UPDATE decision SET state = 'approved', decided_by = NULL, decided_at = 1",
  "UPDATE decision SET state = 'approved', proposed_by = 'budi', decided_by = 'sari', decided_at = 1",
  "DELETE FROM decision",
  "INSERT OR REPLACE INTO decision SELECT id, case_id, case_revision, state, proposal, 'budi', proposed_at, "
  "proposal_note, "
  "decided_by, decided_at, decision_note, total, pack, pack_version, program_version, facts_xml, payout_xml, hash FROM "
  "decision",
  "INSERT INTO decision SELECT 99, 2, case_revision, 'approved', proposal, 'sari', proposed_at, proposal_note, 'budi', "
  "1, "
  "decision_note, total, pack, pack_version, program_version, facts_xml, payout_xml, hash FROM decision",
};

static void
assert_attempts_fail (Fixture *fixture)
{
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_test_message ("%s", attempts[i]);
      fixture_begin (fixture);
      g_assert_false (fixture_attempt (fixture, attempts[i], NULL));
      jkk_db_rollback (fixture->db);
    }
}

static void
test_the_schema_itself_keeps_the_four_eyes (Fixture *fixture, gconstpointer data)
{
  gint64 id = propose (fixture, 1, "sari");

  assert_attempts_fail (fixture);
  g_assert_true (decide (fixture, id, JKK_VERDICT_APPROVED, "budi", NULL));
  assert_attempts_fail (fixture);
  fixture_begin (fixture);
  g_assert_false (fixture_attempt (fixture, "UPDATE decision SET decision_note = 'lain'", NULL));
  g_assert_false (
      fixture_attempt (fixture, "UPDATE decision SET state = 'proposed', decided_by = NULL, decided_at = NULL", NULL));
  fixture_commit (fixture);
}

static void
test_the_latest_decision_is_the_current_one (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkDecision) none = jkk_decision_store_current (fixture->db, 1, &error);

  g_assert_null (none);
  g_assert_no_error (error);
  gint64 first = propose (fixture, 1, "sari");
  decide (fixture, first, JKK_VERDICT_RETURNED, "budi", NULL);
  gint64 second = propose (fixture, 1, "sari");
  propose (fixture, 2, "sari");

  g_autoptr (JkkDecision) current = jkk_decision_store_current (fixture->db, 1, NULL);
  g_autoptr (GPtrArray) all = jkk_decision_store_all (fixture->db, 1, NULL);
  g_assert_cmpint (current->id, ==, second);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpint (((JkkDecision *) all->pdata[0])->id, ==, first);
  g_assert_cmpstr (((JkkDecision *) all->pdata[0])->state, ==, "returned");
}

static void
test_unknown_decisions_are_not_found (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_decision_store_load (fixture->db, 77, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (decide (fixture, 77, JKK_VERDICT_APPROVED, "budi", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/store/decision-store/" #name, Fixture, NULL, set_up, test_##name, fixture_tear_down)
  ADD (a_proposal_comes_back_as_it_was);
  ADD (somebody_else_decides);
  ADD (who_proposed_may_only_take_it_back);
  ADD (a_person_without_an_account_decides_nothing);
  ADD (only_a_supervisor_decides_and_up_to_the_limit);
  ADD (one_proposal_waits_at_a_time);
  ADD (what_is_decided_is_decided);
  ADD (the_schema_itself_keeps_the_four_eyes);
  ADD (the_latest_decision_is_the_current_one);
  ADD (unknown_decisions_are_not_found);

  return g_test_run ();
}
