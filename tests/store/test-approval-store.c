#include "jkk-approval-store.h"
#include "jkk-decision-store.h"
#include "store-fixture.h"

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkDecision) decision = jkk_decision_new ();
  gint64 id;

  fixture_set_up (fixture, data);
  fixture_begin (fixture);
  fixture_insert_case (fixture->db, "JKK-2026-000001");
  fixture_insert_case (fixture->db, "JKK-2026-000002");
  fixture_insert_account (fixture->db, "sari", "Sari",
                          JKK_ROLE_VERIFIER | JKK_ROLE_SUPERVISOR | JKK_ROLE_ADMINISTRATOR);
  fixture_insert_account (fixture->db, "budi", "Budi", JKK_ROLE_SUPERVISOR);
  fixture_insert_account (fixture->db, "rina", "Rina", JKK_ROLE_VERIFIER);
  decision->case_id = 1;
  decision->case_revision = 1;
  decision->proposal = g_strdup ("pay");
  decision->proposed_by = g_strdup ("sari");
  decision->proposed_at = FIXTURE_TIME;
  decision->total = 1000;
  decision->facts_xml = g_strdup ("<kasus/>");
  decision->payout_xml = g_strdup ("<santunan/>");
  decision->hash = g_strdup ("00");
  g_assert_true (jkk_decision_store_propose (fixture->db, decision, &id, NULL));
  g_assert_true (fixture_attempt (fixture,
                                  "INSERT INTO warrant (id, login, sequence, statement, signature) "
                                  "VALUES (1, 'budi', 1, 'x', printf ('%0128d', 0))",
                                  NULL));
  fixture_commit (fixture);
}

static gboolean
sign (Fixture *fixture, const char *person, gint64 case_id, GError **error)
{
  g_autoptr (JkkApproval) approval = jkk_approval_new ();

  approval->decision_id = 1;
  approval->case_id = case_id;
  approval->person = g_strdup (person);
  approval->warrant = 1;
  approval->sequence = 7;
  approval->time = FIXTURE_TIME + 60;
  approval->statement = g_strdup ("santun-approval-1\noffice=aa\nlaw-entries=2\nbefore=bb\n");
  approval->signature = g_strnfill (128, 'a');
  fixture_begin (fixture);
  if (jkk_approval_store_append (fixture->db, approval, error))
    {
      fixture_commit (fixture);
      return TRUE;
    }
  jkk_db_rollback (fixture->db);
  return FALSE;
}

static void
decide (Fixture *fixture)
{
  fixture_begin (fixture);
  g_assert_true (
      jkk_decision_store_decide (fixture->db, 1, JKK_VERDICT_APPROVED, "budi", FIXTURE_TIME + 60, NULL, NULL));
  fixture_commit (fixture);
}

static void
test_a_signature_comes_back_with_what_it_says (Fixture *fixture, gconstpointer data)
{
  decide (fixture);
  g_assert_true (sign (fixture, "budi", 1, NULL));
  g_assert_true (sign (fixture, "budi", 1, NULL));
  g_autoptr (GPtrArray) approvals = jkk_approval_store_of_decision (fixture->db, 1, NULL);
  g_autoptr (GArray) decided = jkk_approval_store_decided (fixture->db, NULL);
  g_assert_cmpuint (approvals->len, ==, 2);
  const JkkApproval *latest = approvals->pdata[0];
  g_assert_cmpint (latest->id, ==, 2);
  g_assert_cmpstr (latest->person, ==, "budi");
  g_assert_cmpstr (latest->office, ==, "aa");
  g_assert_cmpstr (latest->before, ==, "bb");
  g_assert_cmpint (latest->n_law, ==, 2);
  g_assert_cmpuint (decided->len, ==, 1);
}

/* What the deed refuses the schema refuses, too. */
static void
test_the_schema_keeps_who_may_sign (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *person;
    gint64 case_id;
  } bad[] = { { "sari", 1 }, { "rina", 1 }, { "budi", 2 } };
  g_autoptr (GError) early = NULL, over = NULL;

  g_assert_false (sign (fixture, "budi", 1, &early));
  g_assert_error (early, JKK_ERROR, JKK_ERROR_REFUSED);
  decide (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (sign (fixture, bad[i].person, bad[i].case_id, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
    }
  fixture_sql (fixture, "UPDATE account SET money_limit = 999 WHERE login = 'budi'");
  g_assert_false (sign (fixture, "budi", 1, &over));
  g_assert_error (over, JKK_ERROR, JKK_ERROR_REFUSED);
  fixture_sql (fixture, "UPDATE account SET money_limit = 1000 WHERE login = 'budi'");
  g_assert_true (sign (fixture, "budi", 1, NULL));
}

static void
test_a_signature_stays (Fixture *fixture, gconstpointer data)
{
  static const char *const attempts[] = { "UPDATE approval SET signature = printf ('%0128d', 1)",
                                          "DELETE FROM approval", "UPDATE approval SET decision_id = 2" };

  decide (fixture);
  g_assert_true (sign (fixture, "budi", 1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      fixture_begin (fixture);
      g_assert_false (fixture_attempt (fixture, attempts[i], NULL));
      jkk_db_rollback (fixture->db);
    }
}

static void
test_an_entry_that_is_not_there_is_told (Fixture *fixture, gconstpointer data)
{
  JkkApprovalEntry *entry = NULL;
  gint64 sequence = -1;

  g_assert_true (jkk_approval_store_entry (fixture->db, 7, &entry, NULL));
  g_assert_null (entry);
  g_assert_true (jkk_approval_store_decided_at (fixture->db, 1, FIXTURE_TIME, &sequence, NULL));
  g_assert_cmpint (sequence, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/store/approval-store/" #name, Fixture, NULL, set_up, test_##name, fixture_tear_down)
  ADD (a_signature_comes_back_with_what_it_says);
  ADD (the_schema_keeps_who_may_sign);
  ADD (a_signature_stays);
  ADD (an_entry_that_is_not_there_is_told);

  return g_test_run ();
}
