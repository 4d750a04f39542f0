#include "jkk-told-store.h"

#include "jkk-journal.h"
#include "store-fixture.h"

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, data);
  fixture_begin (fixture);
  fixture_insert_account (fixture->db, "budi", "Budi", JKK_ROLE_SUPERVISOR);
  fixture_insert_case (fixture->db, "JKK-2026-000001");
  fixture_commit (fixture);
}

static void
tell (Fixture *fixture, const char *deed, gint64 case_id, const char *path)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_change_free);
  g_autofree char *deed_id = g_uuid_string_random ();
  JkkChange *change = g_new0 (JkkChange, 1);
  JkkJournalEntry entry = { .time = FIXTURE_TIME,
                            .person = "budi",
                            .workstation = "meja-1",
                            .deed = deed,
                            .deed_id = deed_id,
                            .case_id = case_id,
                            .changes = changes };

  change->path = g_strdup (path);
  change->after = g_strdup ("warrant.9");
  g_ptr_array_add (changes, change);
  fixture_begin (fixture);
  g_assert_true (jkk_journal_append (fixture->db, &entry, NULL, NULL));
  fixture_commit (fixture);
}

static gint64
warrant_after (Fixture *fixture, gint64 after)
{
  gint64 sequence = -1;

  g_assert_true (jkk_told_store_warrant_after (fixture->db, after, &sequence, NULL));
  return sequence;
}

/* Also what was told after it was asked the first time. */
static void
test_a_warrant_is_found_behind_an_entry (Fixture *fixture, gconstpointer data)
{
  tell (fixture, "set-password", 0, "office.name");
  g_assert_cmpint (warrant_after (fixture, 0), ==, 0);
  tell (fixture, "add-account", 0, "warrant.1");
  tell (fixture, "set-password", 0, "office.name");
  g_assert_cmpint (warrant_after (fixture, 0), ==, 2);
  g_assert_cmpint (warrant_after (fixture, 2), ==, 0);
  tell (fixture, "change-account", 0, "warrant.2");
  g_assert_cmpint (warrant_after (fixture, 2), ==, 4);
  g_assert_cmpint (warrant_after (fixture, 0), ==, 2);
}

static void
test_what_was_signed_and_is_gone_is_named (Fixture *fixture, gconstpointer data)
{
  tell (fixture, "approve", 1, "approval.signature");
  tell (fixture, "save", 1, "participant.name");
  tell (fixture, "add-account", 0, "warrant.1");
  g_autoptr (GPtrArray) unheld = jkk_told_store_unheld (fixture->db, NULL);
  g_assert_cmpuint (unheld->len, ==, 2);
  g_assert_cmpint (((JkkAuditFault *) unheld->pdata[0])->sequence, ==, 1);
  g_assert_cmpint (((JkkAuditFault *) unheld->pdata[0])->case_id, ==, 1);
  g_assert_cmpint (((JkkAuditFault *) unheld->pdata[1])->sequence, ==, 3);
  gint64 decided = 0;
  g_assert_true (jkk_told_store_decided (fixture->db, 1, &decided, NULL));
  g_assert_cmpint (decided, ==, 1);
}

static void
test_a_case_that_nobody_closed_is_listed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) all = jkk_told_store_cases (fixture->db, NULL);

  g_assert_cmpuint (all->len, ==, 1);
  g_autoptr (GArray) none = jkk_told_store_undecided (fixture->db, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  fixture_sql (fixture, "DROP TRIGGER cover_is_closed_by_decision; UPDATE cover SET status = 'ditolak'");
  g_autoptr (GArray) closed = jkk_told_store_undecided (fixture->db, NULL);
  g_assert_cmpuint (closed->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/told-store/" #name, Fixture, NULL, set_up, test_##name, fixture_tear_down)
  ADD (a_warrant_is_found_behind_an_entry);
  ADD (what_was_signed_and_is_gone_is_named);
  ADD (a_case_that_nobody_closed_is_listed);
  return g_test_run ();
}
