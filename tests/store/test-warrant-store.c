#include "jkk-warrant-store.h"
#include "store-fixture.h"

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, data);
  fixture_begin (fixture);
  fixture_insert_account (fixture->db, "budi", "Budi", JKK_ROLE_SUPERVISOR);
  fixture_commit (fixture);
}

static gboolean
append (Fixture *fixture, gint64 id, GError **error)
{
  g_autoptr (JkkAccount) account = jkk_account_new ("budi", "Budi", JKK_ROLE_SUPERVISOR);
  g_autoptr (JkkWarrant) warrant = jkk_warrant_new (account, "00ff", TRUE);

  warrant->id = id;
  warrant->signer = 1;
  warrant->sequence = 10 + id;
  warrant->time = FIXTURE_TIME;
  warrant->statement = jkk_warrant_to_text (warrant);
  warrant->signature = g_strnfill (128, 'a');
  fixture_begin (fixture);
  if (jkk_warrant_store_append (fixture->db, warrant, error))
    {
      fixture_commit (fixture);
      return TRUE;
    }
  jkk_db_rollback (fixture->db);
  return FALSE;
}

static void
test_warrants_come_back_in_order (Fixture *fixture, gconstpointer data)
{
  g_assert_true (append (fixture, 1, NULL));
  g_assert_true (append (fixture, 2, NULL));
  g_autoptr (GPtrArray) all = jkk_warrant_store_all (fixture->db, NULL);
  g_assert_cmpuint (all->len, ==, 2);
  const JkkWarrant *second = all->pdata[1];
  g_assert_cmpint (second->id, ==, 2);
  g_assert_cmpint (second->sequence, ==, 12);
  g_assert_cmpstr (second->login, ==, "budi");
  g_assert_nonnull (second->statement);
}

static void
test_nothing_is_changed_or_left_out (Fixture *fixture, gconstpointer data)
{
  static const char *const attempts[] = {
    "UPDATE warrant SET statement = 'x'",
    "DELETE FROM warrant",
    "UPDATE warrant SET login = 'sari'",
    "INSERT OR REPLACE INTO warrant SELECT 1, login, sequence, statement, signature FROM warrant",
  };
  g_autoptr (GError) error = NULL;

  g_assert_true (append (fixture, 1, NULL));
  g_assert_false (append (fixture, 3, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      fixture_begin (fixture);
      g_assert_false (fixture_attempt (fixture, attempts[i], NULL));
      jkk_db_rollback (fixture->db);
    }
}

/* A row that says something else than its statement is no warrant. */
static void
test_a_row_against_its_statement_says_nothing (Fixture *fixture, gconstpointer data)
{
  g_assert_true (append (fixture, 1, NULL));
  fixture_sql (fixture, "DROP TRIGGER warrant_is_not_changed; UPDATE warrant SET sequence = 3");
  g_autoptr (GPtrArray) all = jkk_warrant_store_all (fixture->db, NULL);
  g_assert_null (((JkkWarrant *) all->pdata[0])->statement);
  g_assert_cmpuint (((JkkWarrant *) all->pdata[0])->roles, ==, 0);
}

static void
test_only_the_newest_key_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *none = NULL, *sealed = NULL;

  g_assert_true (jkk_signing_key_get (fixture->db, "budi", &none, NULL));
  g_assert_null (none);
  fixture_begin (fixture);
  g_assert_true (jkk_signing_key_put (fixture->db, "budi", "satu", NULL));
  g_assert_true (jkk_signing_key_put (fixture->db, "budi", "dua", NULL));
  g_assert_false (jkk_signing_key_put (fixture->db, "siapa", "tiga", NULL));
  fixture_commit (fixture);
  g_assert_true (jkk_signing_key_get (fixture->db, "budi", &sealed, NULL));
  g_assert_cmpstr (sealed, ==, "dua");
  g_assert_cmpint (fixture_ask (fixture, "SELECT count(*) FROM signing_key"), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/store/warrant-store/" #name, Fixture, NULL, set_up, test_##name, fixture_tear_down)
  ADD (warrants_come_back_in_order);
  ADD (nothing_is_changed_or_left_out);
  ADD (a_row_against_its_statement_says_nothing);
  ADD (only_the_newest_key_is_kept);

  return g_test_run ();
}
