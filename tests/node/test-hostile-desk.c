/* What a desk with a good certificate reads and writes. */
#include "hostile-home.h"

static void
test_while_nobody_is_signed_in_nothing_is_read (Hostile *hostile, gconstpointer data)
{
  GError *error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("kertas", 6);
  g_autofree char *sha256 = jkk_document_store_put (hostile->store.db, bytes, NULL);

  /* What the page for signing in needs. */
  g_autofree char *name = jkk_office_store_get (hostile->desk, JKK_OFFICE_NAME, &error);
  g_assert_no_error (error);
  assert_refused (jkk_case_store_load (hostile->desk, hostile->case_id, &error) != NULL, &error);
  assert_refused (jkk_account_list (hostile->desk, &error) != NULL, &error);
  assert_refused (jkk_document_store_get (hostile->desk, sha256, &error) != NULL, &error);
  begin (hostile);
  assert_refused (tell_as (hostile, "sari", "meja-1", "1", &error), &error);
  jkk_db_rollback (hostile->desk);

  enter (hostile, "sari");
  g_autoptr (JkkCase) jcase = jkk_case_store_load (hostile->desk, hostile->case_id, NULL);
  g_assert_nonnull (jcase);
}

static void
test_guessing_is_counted_whatever_the_desk_keeps (Hostile *hostile, gconstpointer data)
{
  for (guint i = 0; i < JKK_ACCOUNT_MAX_FAILURES; i++)
    g_assert_cmpint (try_password (hostile, "sari", "salah sama sekali", FALSE), ==, JKK_SIGN_IN_WRONG);
  g_assert_cmpint (try_password (hostile, "sari", PASSWORD, FALSE), ==, JKK_SIGN_IN_LOCKED);
  g_autoptr (GError) error = NULL;
  g_assert_null (jkk_case_store_load (hostile->desk, hostile->case_id, &error));
}

static void
test_no_hash_of_a_password_leaves_the_node (Hostile *hostile, gconstpointer data)
{
  enter (hostile, "admin");
  for (guint i = 0; i < 2; i++)
    {
      GError *error = NULL;
      g_autoptr (JkkQuery) query =
          jkk_db_query (hostile->desk, i == 0 ? JKK_SQL_ACCOUNT_PASSWORD : JKK_SQL_ACCOUNT_ANY_PASSWORD);

      if (i == 0)
        jkk_query_bind_text (query, 1, "admin");
      assert_refused (jkk_query_next (query, &error), &error);
    }
  /* Nor the sealed key of somebody else. */
  GError *error = NULL;
  g_autoptr (JkkQuery) query = jkk_db_query (hostile->desk, JKK_SQL_SIGNING_KEY_GET);
  jkk_query_bind_text (query, 1, "budi");
  assert_refused (jkk_query_next (query, &error), &error);
}

static void
test_nobody_writes_in_another_name (Hostile *hostile, gconstpointer data)
{
  GError *error = NULL;

  enter (hostile, "sari");
  begin (hostile);
  assert_refused (tell_as (hostile, "budi", "meja-1", "1", &error), &error);
  assert_refused (tell_as (hostile, "sari", "meja-2", "2", &error), &error);
  g_assert_true (tell_as (hostile, "sari", "meja-1", "3", &error));
  /* The same once more. */
  g_assert_false (tell_as (hostile, "sari", "meja-1", "3", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_CONFLICT);
  g_clear_error (&error);
  jkk_db_rollback (hostile->desk);
}

/* It would make all that comes after it unbelievable. */
static void
test_a_false_hash_is_not_taken (Hostile *hostile, gconstpointer data)
{
  GError *error = NULL;
  g_autoptr (JkkQuery) query = NULL;
  static const char *const texts[] = { "sari", "meja-1", "save", "9", NULL, NULL, "", "00" };

  enter (hostile, "sari");
  begin (hostile);
  query = jkk_db_query (hostile->desk, JKK_SQL_JOURNAL_APPEND);
  jkk_query_bind_number (query, 1, 1);
  jkk_query_bind_number (query, 2, FIXTURE_TIME);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    jkk_query_bind_text (query, 3 + (int) i, texts[i]);
  assert_refused (jkk_query_run (query, NULL, &error), &error);
  g_clear_pointer (&query, jkk_query_end);
  jkk_db_rollback (hostile->desk);
}

static void
test_nobody_makes_himself_somebody (Hostile *hostile, gconstpointer data)
{
  GError *error = NULL;
  g_autoptr (JkkAccount) made = jkk_account_new ("palsu", "Palsu", JKK_ROLE_SUPERVISOR);
  g_autoptr (JkkAccount) own = jkk_account_new ("sari", "Sari Contoh", JKK_ROLE_SUPERVISOR);

  enter (hostile, "sari");
  begin (hostile);
  assert_refused (jkk_account_insert (hostile->desk, made, PASSWORD, JKK_PASSWORD_COST_MINIMAL, FIXTURE_TIME, &error),
                  &error);
  assert_refused (jkk_account_update (hostile->desk, own, &error), &error);
  assert_refused (jkk_account_set_password (hostile->desk, "budi", PASSWORD, JKK_PASSWORD_COST_MINIMAL, FALSE, &error),
                  &error);
  assert_refused (jkk_office_store_set (hostile->desk, JKK_OFFICE_IS_DEMO, "ya", &error), &error);
  jkk_db_rollback (hostile->desk);
}

static void
test_nobody_approves_his_own_proposal (Hostile *hostile, gconstpointer data)
{
  GError *error = NULL;

  enter (hostile, "budi");
  begin (hostile);
  gint64 id = propose (hostile, "sari", &error);
  assert_refused (id != 0, &error);
  id = propose (hostile, "budi", &error);
  g_assert_no_error (error);
  assert_refused (
      jkk_decision_store_decide (hostile->desk, id, JKK_VERDICT_APPROVED, "budi", FIXTURE_TIME, NULL, &error), &error);
  /* Nor in the name of a supervisor who is not there. */
  assert_refused (
      jkk_decision_store_decide (hostile->desk, id, JKK_VERDICT_APPROVED, "admin", FIXTURE_TIME, NULL, &error), &error);
  g_assert_true (tell_as (hostile, "budi", "meja-1", "1", &error));
  g_assert_true (jkk_db_commit (hostile->desk, &error));

  enter (hostile, "sari");
  begin (hostile);
  assert_refused (
      jkk_decision_store_decide (hostile->desk, id, JKK_VERDICT_APPROVED, "budi", FIXTURE_TIME, NULL, &error), &error);
  assert_refused (
      jkk_decision_store_decide (hostile->desk, id, JKK_VERDICT_APPROVED, "sari", FIXTURE_TIME, NULL, &error), &error);
  jkk_db_rollback (hostile->desk);
}

static gboolean
reads (JkkDb *db, gint64 case_id)
{
  g_autoptr (JkkCase) jcase = jkk_case_store_load (db, case_id, NULL);

  return jcase != NULL;
}

static void
test_an_auditor_changes_nothing (Hostile *hostile, gconstpointer data)
{
  GError *error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("kertas", 6);

  enter (hostile, "dian");
  begin (hostile);
  rename_case_at (hostile, &error);
  assert_refused (FALSE, &error);
  jkk_db_rollback (hostile->desk);
  assert_refused (jkk_document_store_put (hostile->desk, bytes, &error) != NULL, &error);
}

/* The password that an administrator has given is known to two persons. */
static void
test_a_given_password_opens_only_its_change (Hostile *hostile, gconstpointer data)
{
  GError *error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("kertas", 6);

  fixture_sql (&hostile->store, "UPDATE account SET must_change = 1 WHERE login = 'sari'");
  enter (hostile, "sari");
  g_assert_true (reads (hostile->desk, hostile->case_id));
  begin (hostile);
  rename_case_at (hostile, &error);
  assert_refused (FALSE, &error);
  assert_refused (tell_as (hostile, "sari", "meja-1", "1", &error), &error);
  jkk_db_rollback (hostile->desk);
  assert_refused (jkk_document_store_put (hostile->desk, bytes, &error) != NULL, &error);

  JkkJournalEntry entry = {
    .time = FIXTURE_TIME, .person = "sari", .workstation = "meja-1", .deed = "change-password", .deed_id = "2"
  };
  begin (hostile);
  jkk_account_set_password (hostile->desk, "sari", "kata sandi sendiri", JKK_PASSWORD_COST_MINIMAL, FALSE, &error);
  g_assert_no_error (error);
  jkk_journal_append (hostile->desk, &entry, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (jkk_db_commit (hostile->desk, &error));

  /* From then on it is a person like any other. */
  begin (hostile);
  rename_case_at (hostile, &error);
  g_assert_no_error (error);
  g_assert_true (tell_rename (hostile, "sari", &error));
  g_assert_true (jkk_db_commit (hostile->desk, &error));
}

static void
test_what_is_changed_is_told (Hostile *hostile, gconstpointer data)
{
  GError *error = NULL;

  enter (hostile, "sari");
  begin (hostile);
  rename_case_at (hostile, &error);
  g_assert_no_error (error);
  assert_refused (jkk_db_commit (hostile->desk, &error), &error);
  g_assert_cmpint (fixture_ask (&hostile->store, "SELECT count (*) FROM participant WHERE name = 'Nama Lain'"), ==, 0);

  begin (hostile);
  rename_case_at (hostile, &error);
  g_assert_true (tell_rename (hostile, "sari", &error));
  g_assert_true (jkk_db_commit (hostile->desk, &error));
}

static void
test_who_is_closed_is_out_at_once (Hostile *hostile, gconstpointer data)
{
  GError *error = NULL;

  enter (hostile, "sari");
  fixture_sql (&hostile->store, "UPDATE account SET disabled = 1 WHERE login = 'sari'");
  /* Whether the desk begins to read, or just asks. */
  assert_refused (jkk_case_store_load (hostile->desk, hostile->case_id, &error) != NULL, &error);
  g_assert_true (jkk_db_begin_read (hostile->desk, NULL));
  assert_refused (jkk_case_store_load (hostile->desk, hostile->case_id, &error) != NULL, &error);
  jkk_db_rollback (hostile->desk);
}

static void
test_a_restart_keeps_who_has_signed_in (Hostile *hostile, gconstpointer data)
{
  enter (hostile, "sari");
  g_clear_pointer (&hostile->home.node, jkk_node_stop);
  node_home_start (&hostile->home);
  g_assert_true (jkk_db_begin_read (hostile->desk, NULL));
  g_assert_true (reads (hostile->desk, hostile->case_id));
  jkk_db_rollback (hostile->desk);

  /* But not with another password than the one that was proved. */
  fixture_sql (&hostile->store, "UPDATE account SET password = (SELECT password FROM account WHERE login = 'budi') "
                                "WHERE login = 'sari'");
  g_clear_pointer (&hostile->home.node, jkk_node_stop);
  node_home_start (&hostile->home);
  g_assert_true (jkk_db_begin_read (hostile->desk, NULL));
  g_assert_false (reads (hostile->desk, hostile->case_id));
  jkk_db_rollback (hostile->desk);
}

static void
test_after_signing_out_nothing_is_read (Hostile *hostile, gconstpointer data)
{
  enter (hostile, "sari");
  jkk_db_sign_out (hostile->desk);
  g_assert_true (jkk_db_begin_read (hostile->desk, NULL));
  g_assert_false (reads (hostile->desk, hostile->case_id));
  jkk_db_rollback (hostile->desk);
}

/* It would have to have been served in that epoch. */
static void
test_no_desk_ends_a_node_by_saying_so (Hostile *hostile, gconstpointer data)
{
  g_autofree char *folder = jkk_desk_key_folder (hostile->home.address);
  g_autofree char *places = g_build_filename (folder, "places", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (places, "[node]\nepoch=99\nproof=palsu\n", -1, NULL));
  g_autoptr (JkkDb) liar = jkk_db_open (hostile->home.address, JKK_DB_DEFAULT, &error);
  g_assert_null (liar);
  g_assert_error (error, JKK_ERROR, JKK_ERROR_AWAY);
  g_assert_false (jkk_node_is_retired (hostile->home.node));
  enter (hostile, "sari");
}

#define ADD(name)                                                                                                      \
  g_test_add ("/node/hostile-desk/" #name, Hostile, NULL, hostile_set_up, test_##name, hostile_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (while_nobody_is_signed_in_nothing_is_read);
  ADD (guessing_is_counted_whatever_the_desk_keeps);
  ADD (no_hash_of_a_password_leaves_the_node);
  ADD (nobody_writes_in_another_name);
  ADD (a_false_hash_is_not_taken);
  ADD (nobody_makes_himself_somebody);
  ADD (nobody_approves_his_own_proposal);
  ADD (an_auditor_changes_nothing);
  ADD (a_given_password_opens_only_its_change);
  ADD (what_is_changed_is_told);
  ADD (who_is_closed_is_out_at_once);
  ADD (a_restart_keeps_who_has_signed_in);
  ADD (after_signing_out_nothing_is_read);
  ADD (no_desk_ends_a_node_by_saying_so);
  return g_test_run ();
}
