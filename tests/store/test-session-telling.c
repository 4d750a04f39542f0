#include "jkk-session-telling.h"

#include "jkk-case-store.h"
#include "jkk-journal-private.h"
#include "jkk-statement.h"
#include "store-fixture.h"

static gint64
set_up_case (Fixture *fixture)
{
  fixture_begin (fixture);
  gint64 id = fixture_insert_case (fixture->db, "JKK-2026-000001");
  fixture_commit (fixture);
  return id;
}

static void
note_change (JkkSessionTelling *telling, Fixture *fixture, gint64 id)
{
  const JkkFrameValue values[] = { { .number = id }, { .number = 1 } };

  jkk_session_telling_note (telling, fixture->db, JKK_SQL_CASE_ADVANCE, values, G_N_ELEMENTS (values));
}

static void
note_entry (JkkSessionTelling *telling, Fixture *fixture, gint64 id, const char *changes)
{
  JkkFrameValue values[10] = { { 0 } };

  values[6].number = id;
  values[8].text = changes;
  jkk_session_telling_note (telling, fixture->db, JKK_SQL_JOURNAL_APPEND, values, G_N_ELEMENTS (values));
}

/* Whether what was told of a change of the employer's sector is the truth. */
static gboolean
tells (Fixture *fixture, gint64 id, gint64 told_id, const char *changes)
{
  JkkSessionTelling telling = { 0 };

  fixture_begin (fixture);
  g_autoptr (JkkCase) stored = jkk_case_store_load (fixture->db, id, NULL);
  g_autoptr (JkkCase) after = jkk_case_set (stored, "employer.sector", "PT Lain", NULL);
  note_change (&telling, fixture, id);
  g_assert_true (jkk_case_store_update (fixture->db, after, stored->revision, 0, FIXTURE_TIME, NULL));
  if (changes != NULL)
    note_entry (&telling, fixture, told_id, changes);

  gboolean is_true = jkk_session_telling_is_true (&telling, fixture->db, NULL);
  jkk_session_telling_clear (&telling);
  jkk_db_rollback (fixture->db);
  return is_true;
}

static void
test_only_the_truth_counts (Fixture *fixture, gconstpointer data)
{
  gint64 id = set_up_case (fixture);
  g_autoptr (JkkCase) stored = jkk_case_store_load (fixture->db, id, NULL);
  g_autoptr (JkkCase) after = jkk_case_set (stored, "employer.sector", "PT Lain", NULL);
  g_autoptr (GPtrArray) differences = jkk_case_diff (stored, after);
  g_autoptr (GString) text = g_string_new (NULL);
  jkk_journal_write_changes (text, differences);
  const char *truth = text->str;
  g_autofree char *more = g_strconcat (truth, "employer.phone\t-\t=1\n", NULL);
  g_autofree char *beside = g_strconcat (truth, "approval.signature\t-\t=00\n", NULL);

  g_assert_true (tells (fixture, id, id, truth));
  g_assert_true (tells (fixture, id, id, beside));
  g_assert_false (tells (fixture, id, id, more));
  g_assert_false (tells (fixture, id, id, ""));
  g_assert_false (tells (fixture, id, id, NULL));
  g_assert_false (tells (fixture, id, id + 1, truth));
  g_assert_false (tells (fixture, id, id, "employer.sector\t=Bukan itu\t=PT Lain\n"));
}

static void
test_a_deed_without_a_case_may_tell_anything (Fixture *fixture, gconstpointer data)
{
  JkkSessionTelling telling = { 0 };

  note_entry (&telling, fixture, JKK_NONE, "warrant.1\t-\t=00\n");
  g_assert_true (jkk_session_telling_is_true (&telling, fixture->db, NULL));
  /* But once. */
  note_entry (&telling, fixture, JKK_NONE, "warrant.2\t-\t=00\n");
  g_assert_false (jkk_session_telling_is_true (&telling, fixture->db, NULL));
  jkk_session_telling_clear (&telling);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name)                                                                                                      \
  g_test_add ("/store/session-telling/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)
  ADD (only_the_truth_counts);
  ADD (a_deed_without_a_case_may_tell_anything);
  return g_test_run ();
}
