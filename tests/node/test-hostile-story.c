/* What a desk with a good certificate tells, and how long it keeps others waiting. */
#include "hostile-home.h"

/* The account number is changed, and the journal hears of a telephone. */
static void
test_the_journal_is_told_the_truth (Hostile *hostile, gconstpointer data)
{
  g_autoptr (JkkCase) before = jkk_case_store_load (hostile->store.db, hostile->case_id, NULL);
  const char *name = before->participant.name;
  const gint64 id = hostile->case_id;
  const Story lies[] = {
    { "save", "participant.phone", NULL, "0812", id },        { "save", "participant.name", name, "Nama Baik", id },
    { "save", "participant.name", "Orang", "Nama Lain", id }, { "save", "participant.name", name, "Nama Lain", 0 },
    { "open", "participant.name", name, "Nama Lain", id },    { "save", "approval.signature", NULL, "00", id },
    { "check", "participant.name", name, "Nama Lain", id },
  };
  GError *error = NULL;

  enter (hostile, "sari");
  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      begin (hostile);
      rename_case_at (hostile, &error);
      g_assert_no_error (error);
      g_assert_true (tell_story (hostile, "sari", &lies[i], &error));
      assert_refused (jkk_db_commit (hostile->desk, &error), &error);
    }
  /* Twice, and one of them is true. */
  begin (hostile);
  rename_case_at (hostile, &error);
  g_assert_true (tell_rename (hostile, "sari", &error));
  g_assert_true (tell_story (hostile, "sari", &lies[0], &error));
  assert_refused (jkk_db_commit (hostile->desk, &error), &error);
  g_assert_cmpint (fixture_ask (&hostile->store, "SELECT count (*) FROM participant WHERE name = 'Nama Lain'"), ==, 0);
  g_assert_cmpint (fixture_ask (&hostile->store, "SELECT count (*) FROM journal"), ==, 0);
}

static void
test_one_deed_changes_one_case (Hostile *hostile, gconstpointer data)
{
  GError *error = NULL;

  fixture_begin (&hostile->store);
  gint64 first = hostile->case_id, second = fixture_insert_case (hostile->store.db, "JKK-2026-000002");
  fixture_commit (&hostile->store);
  enter (hostile, "sari");
  begin (hostile);
  rename_case_at (hostile, &error);
  g_assert_true (tell_rename (hostile, "sari", &error));
  hostile->case_id = second;
  rename_case_at (hostile, &error);
  hostile->case_id = first;
  g_assert_no_error (error);
  assert_refused (jkk_db_commit (hostile->desk, &error), &error);
}

static void
test_nobody_passes_on_in_another_name (Hostile *hostile, gconstpointer data)
{
  GError *error = NULL;

  enter (hostile, "sari");
  begin (hostile);
  gint64 id = propose (hostile, "sari", &error);
  g_assert_no_error (error);
  assert_refused (jkk_escalation_add (hostile->desk, id, "budi", FIXTURE_TIME, "di atas batas", &error), &error);
  jkk_db_rollback (hostile->desk);
}

/* A demonstration is for everybody to read. */
static void
test_no_office_becomes_a_demonstration (Hostile *hostile, gconstpointer data)
{
  GError *error = NULL;

  enter (hostile, "admin");
  begin (hostile);
  assert_refused (jkk_office_store_set (hostile->desk, JKK_OFFICE_IS_DEMO, "ya", &error), &error);
  jkk_db_rollback (hostile->desk);
}

/* The node would compare with it for a year, and nobody else could sign in meanwhile. */
static void
test_no_hash_keeps_the_node_busy (Hostile *hostile, gconstpointer data)
{
  GError *error = NULL;
  g_autoptr (JkkQuery) query = NULL;

  enter (hostile, "sari");
  begin (hostile);
  query = jkk_db_query (hostile->desk, JKK_SQL_ACCOUNT_SET_PASSWORD);
  jkk_query_bind_text (query, 1, "sari");
  jkk_query_bind_text (query, 2, "$argon2id$v=19$m=4194304,t=999999999,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaA");
  jkk_query_bind_number (query, 3, 0);
  assert_refused (jkk_query_run (query, NULL, &error), &error);
  g_clear_pointer (&query, jkk_query_end);
  jkk_db_rollback (hostile->desk);
  /* And who has the file in hand is not let in by one. */
  fixture_sql (&hostile->store, "UPDATE account SET password = '$argon2id$v=19$m=4194304,t=999999999,p=1$c2FsdA$aA' "
                                "WHERE login = 'budi'");
  g_assert_cmpint (try_password (hostile, "budi", PASSWORD, TRUE), ==, JKK_SIGN_IN_WRONG);
}

/* It keeps the turn for as long as it likes, but nobody waits for it. */
static void
test_nobody_waits_for_who_is_nobody (Hostile *hostile, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  jkk_node_set_quiet_seconds (hostile->home.node, 600);
  g_autoptr (JkkDb) idle = jkk_db_open (hostile->home.address, JKK_DB_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (jkk_db_begin_write (idle, &error));
  g_assert_cmpint (try_password (hostile, "sari", "salah sama sekali", TRUE), ==, JKK_SIGN_IN_WRONG);
  enter (hostile, "sari");
  begin (hostile);
  jkk_db_rollback (hostile->desk);
  /* Nor after a password that was wrong. */
  JkkSignIn result;
  g_assert_true (jkk_account_verify (idle, "budi", "salah sama sekali", FIXTURE_TIME, &result, NULL, &error));
  begin (hostile);
  jkk_db_rollback (hostile->desk);
  jkk_db_rollback (idle);
}

/* Much memory is for who is known. */
static void
test_nobody_sends_much (Hostile *hostile, gconstpointer data)
{
  g_autofree char *long_name = g_strnfill (1024 * 1024, 'a');
  g_autoptr (GError) error = NULL;
  JkkSignIn result;

  begin (hostile);
  g_assert_false (jkk_account_verify (hostile->desk, long_name, PASSWORD, FIXTURE_TIME, &result, NULL, &error));
  g_assert_nonnull (error);
  jkk_db_rollback (hostile->desk);
  enter (hostile, "sari");
}

static void
test_a_desk_is_where_it_is (Hostile *hostile, gconstpointer data)
{
  g_autoptr (JkkPresent) mine = jkk_present_new ("Budi Contoh", "ruang kepala cabang", hostile->case_id);

  enter (hostile, "sari");
  g_autoptr (GPtrArray) others = jkk_db_meet (hostile->desk, mine);
  g_autoptr (GPtrArray) seen = jkk_db_meet (hostile->store.db, NULL);
  g_assert_cmpuint (seen->len, ==, 1);
  const JkkPresent *sari = seen->pdata[0];
  g_assert_cmpstr (sari->person, ==, "Sari Contoh");
  g_assert_cmpstr (sari->place, ==, "meja-1");
}

#define ADD(name)                                                                                                      \
  g_test_add ("/node/hostile-story/" #name, Hostile, NULL, hostile_set_up, test_##name, hostile_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (the_journal_is_told_the_truth);
  ADD (one_deed_changes_one_case);
  ADD (nobody_passes_on_in_another_name);
  ADD (no_office_becomes_a_demonstration);
  ADD (no_hash_keeps_the_node_busy);
  ADD (nobody_waits_for_who_is_nobody);
  ADD (nobody_sends_much);
  ADD (a_desk_is_where_it_is);
  return g_test_run ();
}
