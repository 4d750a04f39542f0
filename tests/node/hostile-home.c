#include "hostile-home.h"

void
hostile_set_up (Hostile *hostile, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_set_up (&hostile->store, NULL);
  fixture_begin (&hostile->store);
  fixture_insert_account (hostile->store.db, "admin", "Ayu Admin", JKK_ROLE_ADMINISTRATOR);
  fixture_insert_account (hostile->store.db, "sari", "Sari Contoh", JKK_ROLE_VERIFIER);
  fixture_insert_account (hostile->store.db, "budi", "Budi Contoh", JKK_ROLE_SUPERVISOR | JKK_ROLE_VERIFIER);
  fixture_insert_account (hostile->store.db, "dian", "Dian Contoh", JKK_ROLE_AUDITOR);
  hostile->case_id = fixture_insert_case (hostile->store.db, "JKK-2026-000001");
  fixture_commit (&hostile->store);
  hostile->home.is_guarded = TRUE;
  node_home_begin (&hostile->home, hostile->store.path);
  hostile->desk = jkk_db_open (hostile->home.address, JKK_DB_DEFAULT, &error);
  g_assert_no_error (error);
}

void
hostile_tear_down (Hostile *hostile, gconstpointer data)
{
  jkk_db_sign_out (hostile->desk);
  g_clear_pointer (&hostile->desk, jkk_db_close);
  node_home_end (&hostile->home);
  fixture_tear_down (&hostile->store, NULL);
}

JkkSignIn
try_password (Hostile *hostile, const char *login, const char *password, gboolean keep)
{
  g_autoptr (GError) error = NULL;
  JkkSignIn result;

  jkk_db_begin_write (hostile->desk, &error);
  g_assert_no_error (error);
  jkk_account_verify (hostile->desk, login, password, FIXTURE_TIME, &result, NULL, &error);
  g_assert_no_error (error);
  if (keep)
    jkk_db_commit (hostile->desk, &error);
  else
    jkk_db_rollback (hostile->desk);
  g_assert_no_error (error);
  return result;
}

void
enter (Hostile *hostile, const char *login)
{
  g_assert_cmpint (try_password (hostile, login, PASSWORD, TRUE), ==, JKK_SIGN_IN_OK);
}

void
begin (Hostile *hostile)
{
  g_autoptr (GError) error = NULL;

  jkk_db_begin_write (hostile->desk, &error);
  g_assert_no_error (error);
}

/* By reference: the caller's error is set while @done is worked out. */
void
assert_refused (gboolean done, GError **error)
{
  g_assert_false (done);
  g_assert_error (*error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_test_message ("%s", (*error)->message);
  g_clear_error (error);
}

gboolean
tell_as (Hostile *hostile, const char *person, const char *workstation, const char *deed_id, GError **error)
{
  JkkJournalEntry entry = {
    .time = FIXTURE_TIME, .person = person, .workstation = workstation, .deed = "save", .deed_id = deed_id
  };

  return jkk_journal_append (hostile->desk, &entry, NULL, error);
}

gint64
propose (Hostile *hostile, const char *person, GError **error)
{
  g_autoptr (JkkDecision) decision = jkk_decision_new ();
  gint64 id = 0;

  decision->case_id = hostile->case_id;
  decision->case_revision = 1;
  decision->proposal = g_strdup ("pay");
  decision->proposed_by = g_strdup (person);
  decision->proposed_at = FIXTURE_TIME;
  decision->total = 1;
  decision->facts_xml = g_strdup ("<kasus/>");
  decision->payout_xml = g_strdup ("<santunan/>");
  decision->hash = g_strdup ("00ff");
  jkk_decision_store_propose (hostile->desk, decision, &id, error);
  return id;
}

void
rename_case_at (Hostile *hostile, GError **error)
{
  g_autoptr (JkkCase) jcase = jkk_case_store_load (hostile->desk, hostile->case_id, NULL);
  g_autoptr (JkkCase) changed = jkk_case_copy (jcase);

  jkk_set_str (&changed->participant.name, "Nama Lain");
  jkk_case_store_update (hostile->desk, changed, jcase->revision, 0, FIXTURE_TIME, error);
}

gboolean
tell_story (Hostile *hostile, const char *person, const Story *story, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_change_free);
  g_autofree char *deed_id = g_uuid_string_random ();
  JkkChange *change = g_new0 (JkkChange, 1);
  JkkJournalEntry entry = { .time = FIXTURE_TIME,
                            .person = person,
                            .workstation = "meja-1",
                            .deed = story->deed,
                            .deed_id = deed_id,
                            .case_id = story->case_id,
                            .changes = changes };

  change->path = g_strdup (story->path);
  change->before = g_strdup (story->before);
  change->after = g_strdup (story->after);
  g_ptr_array_add (changes, change);
  return jkk_journal_append (hostile->desk, &entry, NULL, error);
}

gboolean
tell_rename (Hostile *hostile, const char *person, GError **error)
{
  g_autoptr (JkkCase) before = jkk_case_store_load (hostile->store.db, hostile->case_id, NULL);
  const Story truth = { "save", "participant.name", before->participant.name, "Nama Lain", hostile->case_id };

  return tell_story (hostile, person, &truth, error);
}
