#include "jkk-account-store.h"
#include "jkk-case-list.h"
#include "jkk-case-store.h"
#include "jkk-decision-store.h"
#include "store-fixture.h"

#include <string.h>

#define UPDATED_TOTAL 7000000

static gint64
insert (Fixture *fixture, const char *number)
{
  fixture_begin (fixture);
  gint64 id = fixture_insert_case (fixture->db, number);
  fixture_commit (fixture);
  return id;
}

static JkkCase *
load (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  JkkCase *jcase = jkk_case_store_load (fixture->db, id, &error);

  g_assert_no_error (error);
  return jcase;
}

/* Stores an edited case in a transaction of its own. */
static gboolean
update (Fixture *fixture, const JkkCase *edited, gint64 revision, GError **error)
{
  fixture_begin (fixture);
  if (jkk_case_store_update (fixture->db, edited, revision, UPDATED_TOTAL, FIXTURE_TIME + 60, error))
    {
      fixture_commit (fixture);
      return TRUE;
    }
  jkk_db_rollback (fixture->db);
  return FALSE;
}

static void
test_a_case_comes_back_as_it_was_also_after_reopening (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) written = sample_case ("JKK-2026-000001");
  gint64 id = insert (fixture, "JKK-2026-000001");

  fixture_reopen (fixture);
  g_autoptr (JkkCase) read = load (fixture, id);
  assert_case_equal (written, read);
  g_assert_cmpint (read->id, ==, id);
  g_assert_cmpint (read->revision, ==, 1);
}

static void
test_an_empty_case_comes_back_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) written = jkk_case_new ();
  g_autoptr (GError) error = NULL;
  gint64 id;

  jkk_set_str (&written->cover.number, "JKK-2026-000001");
  fixture_begin (fixture);
  g_assert_true (jkk_case_store_insert (fixture->db, written, JKK_NONE, FIXTURE_TIME, &id, &error));
  fixture_commit (fixture);
  g_autoptr (JkkCase) read = load (fixture, id);
  assert_case_equal (written, read);
}

static void
test_a_case_needs_a_number_of_its_own (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) unnumbered = sample_case (NULL);
  g_autoptr (JkkCase) twin = sample_case ("JKK-2026-000001");
  g_autoptr (GError) error = NULL;
  gint64 id;

  insert (fixture, "JKK-2026-000001");
  fixture_begin (fixture);
  g_assert_false (jkk_case_store_insert (fixture->db, unnumbered, JKK_NONE, FIXTURE_TIME, &id, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
  jkk_db_rollback (fixture->db);

  g_clear_error (&error);
  fixture_begin (fixture);
  g_assert_false (jkk_case_store_insert (fixture->db, twin, JKK_NONE, FIXTURE_TIME, &id, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_CONFLICT);
  jkk_db_rollback (fixture->db);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count(*) FROM case_file"), ==, 1);
}

static void
test_a_change_is_stored_and_counted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) first = load (fixture, insert (fixture, "JKK-2026-000001"));
  g_autoptr (JkkCase) named = jkk_case_set (first, "participant.name", "Siti Aminah", NULL);
  g_autoptr (JkkCase) longer = jkk_case_append (named, "children", NULL);
  g_autoptr (JkkCase) edited = jkk_case_remove (longer, "expenses", 2, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (update (fixture, edited, 1, &error));
  g_assert_no_error (error);
  g_autoptr (JkkCase) read = load (fixture, first->id);
  assert_case_equal (edited, read);
  g_assert_cmpint (read->revision, ==, 2);
  g_assert_cmpuint (read->children->len, ==, 4);
  g_assert_cmpuint (read->expenses->len, ==, 2);
}

static void
test_who_comes_second_is_told_and_overwrites_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) first = load (fixture, insert (fixture, "JKK-2026-000001"));
  g_autoptr (JkkCase) mine = jkk_case_set (first, "participant.name", "Siti", NULL);
  g_autoptr (JkkCase) yours = jkk_case_set (first, "employer.name", "PT Maju", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (update (fixture, mine, 1, NULL));
  g_assert_false (update (fixture, yours, 1, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_CONFLICT);
  g_autoptr (JkkCase) read = load (fixture, first->id);
  assert_case_equal (mine, read);
  g_assert_cmpint (read->revision, ==, 2);
}

static void
test_only_what_differs_is_written (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) first = load (fixture, insert (fixture, "JKK-2026-000001"));
  g_autoptr (JkkCase) edited = jkk_case_set (first, "employer.name", "PT Maju", NULL);

  /* Whoever touches another part is stopped. */
  fixture_sql (fixture, "CREATE TRIGGER t1 BEFORE UPDATE ON medical BEGIN SELECT RAISE (ABORT, 'touched'); END;"
                        "CREATE TRIGGER t2 BEFORE DELETE ON heirs BEGIN SELECT RAISE (ABORT, 'touched'); END;"
                        "CREATE TRIGGER t3 BEFORE UPDATE ON cover BEGIN SELECT RAISE (ABORT, 'touched'); END;");
  g_assert_true (update (fixture, edited, 1, NULL));
}

static void
test_unknown_cases_are_not_found (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) stray = sample_case ("JKK-2026-000009");
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_case_store_load (fixture->db, 4711, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_clear_error (&error);
  stray->id = 4711;
  g_assert_false (update (fixture, stray, 1, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (jkk_case_store_find_number (fixture->db, "JKK-2026-000009", &error), ==, 0);
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "JKK-2026-000009"));
}

static void
test_a_case_is_found_by_its_number (Fixture *fixture, gconstpointer data)
{
  gint64 first = insert (fixture, "JKK-2026-000001");
  gint64 second = insert (fixture, "JKK-2026-000002");

  g_assert_cmpint (jkk_case_store_find_number (fixture->db, "JKK-2026-000002", NULL), ==, second);
  g_assert_cmpint (jkk_case_store_find_number (fixture->db, "JKK-2026-000001", NULL), ==, first);
}

static void
assert_next (Fixture *fixture, int year, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *number = jkk_case_store_next_number (fixture->db, year, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (number, ==, expected);
}

static void
test_numbers_run_by_year_and_are_given_once (Fixture *fixture, gconstpointer data)
{
  insert (fixture, "JKK-2026-000003");

  fixture_begin (fixture);
  assert_next (fixture, 2026, "JKK-2026-000001");
  assert_next (fixture, 2026, "JKK-2026-000002");
  /* The third came from elsewhere. */
  assert_next (fixture, 2026, "JKK-2026-000004");
  assert_next (fixture, 2027, "JKK-2027-000001");
  fixture_commit (fixture);

  fixture_begin (fixture);
  assert_next (fixture, 2026, "JKK-2026-000005");
  jkk_db_rollback (fixture->db);
  fixture_begin (fixture);
  assert_next (fixture, 2026, "JKK-2026-000005");
  fixture_commit (fixture);
}

static gint64
insert_person (Fixture *fixture, const char *number, const char *participant, const char *identity, JkkDay day)
{
  g_autoptr (JkkCase) jcase = jkk_case_new ();
  g_autoptr (GError) error = NULL;
  gint64 id;

  jkk_set_str (&jcase->cover.number, number);
  jkk_set_str (&jcase->participant.number, participant);
  jkk_set_str (&jcase->participant.identity, identity);
  jcase->accident.accident_day = day;
  fixture_begin (fixture);
  jkk_case_store_insert (fixture->db, jcase, JKK_NONE, FIXTURE_TIME, &id, &error);
  g_assert_no_error (error);
  fixture_commit (fixture);
  return id;
}

static void
assert_candidates (Fixture *fixture, const char *number, const char *identity, JkkDay day, guint n, const gint64 *ids)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = jkk_case_store_find_candidates (fixture->db, number, identity, day, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (found->data, found->len * sizeof (gint64), ids, n * sizeof (gint64));
}

static void
test_candidates_are_cases_of_the_person_nearest_day_first (Fixture *fixture, gconstpointer data)
{
  gint64 early = insert_person (fixture, "A", "12045678901", "3671010101010001", 20000);
  gint64 late = insert_person (fixture, "B", "12045678901", NULL, 20500);
  gint64 undated = insert_person (fixture, "C", NULL, "3671010101010001", JKK_NONE);
  insert_person (fixture, "D", "99999999999", "3671010101019999", 20500);
  insert_person (fixture, "E", NULL, NULL, 20500);

  assert_candidates (fixture, "12045678901", "3671010101010001", 20499, 3, (gint64[]){ late, early, undated });
  assert_candidates (fixture, "12045678901", NULL, 20001, 2, (gint64[]){ early, late });
  assert_candidates (fixture, NULL, "3671010101010001", JKK_NONE, 2, (gint64[]){ undated, early });
  assert_candidates (fixture, NULL, NULL, 20500, 0, NULL);
  assert_candidates (fixture, "00000000000", "0", 20500, 0, NULL);
}

static void
test_a_case_is_neither_born_nor_made_closed_without_a_decision (Fixture *fixture, gconstpointer data)
{
  for (guint status = JKK_STATUS_APPROVED; status <= JKK_STATUS_REJECTED; status++)
    {
      g_autofree char *number = g_strdup_printf ("JKK-2026-%06u", status);
      g_autofree char *newborn = g_strdup_printf ("JKK-2025-%06u", status);
      g_autoptr (JkkCase) born_closed = sample_case (newborn);
      g_autoptr (JkkCase) first = load (fixture, insert (fixture, number));
      g_autoptr (JkkCase) closed = jkk_case_copy (first);
      g_autoptr (GError) error = NULL;
      gint64 id;

      jkk_set_str (&born_closed->cover.status, jkk_case_status_name (status));
      fixture_begin (fixture);
      g_assert_false (jkk_case_store_insert (fixture->db, born_closed, JKK_NONE, FIXTURE_TIME, &id, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
      jkk_db_rollback (fixture->db);

      g_clear_error (&error);
      jkk_set_str (&closed->cover.status, jkk_case_status_name (status));
      g_assert_false (update (fixture, closed, 1, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
    }
}

/* Proposes and decides, then tries to close the case with @status. */
static gboolean
close_case (Fixture *fixture, gint64 id, const char *proposal, JkkVerdict verdict, JkkCaseStatus status)
{
  g_autoptr (JkkDecision) decision = jkk_decision_new ();
  g_autoptr (JkkCase) stored = load (fixture, id);
  g_autoptr (JkkCase) closed = jkk_case_copy (stored);
  gint64 decision_id;

  decision->case_id = id;
  decision->case_revision = stored->revision;
  decision->proposal = g_strdup (proposal);
  decision->proposed_by = g_strdup ("sari");
  decision->facts_xml = g_strdup ("<kasus/>");
  decision->payout_xml = g_strdup ("<santunan/>");
  decision->hash = g_strdup ("00");
  fixture_begin (fixture);
  g_assert_true (jkk_decision_store_propose (fixture->db, decision, &decision_id, NULL));
  g_assert_true (jkk_decision_store_decide (fixture->db, decision_id, verdict, "budi", FIXTURE_TIME, NULL, NULL));
  fixture_commit (fixture);
  jkk_set_str (&closed->cover.status, jkk_case_status_name (status));
  return update (fixture, closed, stored->revision, NULL);
}

static void
test_a_case_is_closed_as_its_latest_decision_says (Fixture *fixture, gconstpointer data)
{
  gint64 id = insert (fixture, "JKK-2026-000001"), other = insert (fixture, "JKK-2026-000002");

  fixture_begin (fixture);
  fixture_insert_account (fixture->db, "sari", "Sari", JKK_ROLE_VERIFIER);
  fixture_insert_account (fixture->db, "budi", "Budi", JKK_ROLE_SUPERVISOR);
  fixture_commit (fixture);

  g_assert_false (close_case (fixture, id, "pay", JKK_VERDICT_RETURNED, JKK_STATUS_APPROVED));
  g_assert_false (close_case (fixture, id, "refuse", JKK_VERDICT_APPROVED, JKK_STATUS_APPROVED));
  g_assert_false (close_case (fixture, id, "pay", JKK_VERDICT_APPROVED, JKK_STATUS_REJECTED));
  g_assert_false (close_case (fixture, id, "pay", JKK_VERDICT_REJECTED, JKK_STATUS_APPROVED));
  g_assert_true (close_case (fixture, id, "pay", JKK_VERDICT_APPROVED, JKK_STATUS_APPROVED));
  g_assert_true (close_case (fixture, other, "refuse", JKK_VERDICT_APPROVED, JKK_STATUS_REJECTED));

  /* Whatever the sheet comes to: lists show what is owed. */
  const gint64 both[] = { id, other };
  g_autoptr (GPtrArray) rows = jkk_case_list_rows (fixture->db, both, 2, NULL);
  g_assert_cmpint (((JkkCaseRow *) rows->pdata[0])->total, ==, UPDATED_TOTAL);
  g_assert_cmpint (((JkkCaseRow *) rows->pdata[1])->total, ==, 0);

  /* What is closed stays closed. */
  g_autoptr (JkkCase) closed = load (fixture, id);
  g_autoptr (JkkCase) reopened = jkk_case_copy (closed);
  g_autoptr (GError) error = NULL;
  jkk_set_str (&reopened->cover.status, jkk_case_status_name (JKK_STATUS_VERIFYING));
  g_assert_false (update (fixture, reopened, closed->revision, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/store/case-store/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)
  ADD (a_case_comes_back_as_it_was_also_after_reopening);
  ADD (an_empty_case_comes_back_empty);
  ADD (a_case_needs_a_number_of_its_own);
  ADD (a_change_is_stored_and_counted);
  ADD (who_comes_second_is_told_and_overwrites_nothing);
  ADD (only_what_differs_is_written);
  ADD (unknown_cases_are_not_found);
  ADD (a_case_is_found_by_its_number);
  ADD (numbers_run_by_year_and_are_given_once);
  ADD (candidates_are_cases_of_the_person_nearest_day_first);
  ADD (a_case_is_neither_born_nor_made_closed_without_a_decision);
  ADD (a_case_is_closed_as_its_latest_decision_says);

  return g_test_run ();
}
