#include "jkk-warrants-private.h"

#include "jkk-audit-fixture.h"
#include "jkk-auditing.h"
#include "jkk-case.h"
#include "jkk-journal.h"
#include "jkk-warrant-store.h"

static JkkWarrants *
read_all (Fixture *fixture)
{
  g_autoptr (JkkDb) db = jkk_db_open (fixture->address, JKK_DB_READONLY, NULL);

  return jkk_warrants_read (db, NULL);
}

static void
change (Fixture *fixture, const char *login, const char *name, guint roles, JkkMoney limit)
{
  g_autoptr (JkkAccount) account = jkk_account_new (login, name, roles);
  JkkRequest request = { .account = account };
  g_autoptr (GError) error = NULL;

  account->money_limit = limit;
  sign_in (fixture, "admin");
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "change-account", &request, &error);
  g_assert_no_error (error);
  g_assert_nonnull (outcome);
}

static void
test_every_warrant_leads_back_to_the_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkWarrants) warrants = read_all (fixture);
  GPtrArray *list = jkk_warrants_get_list (warrants);

  /* admin; sari, rina and budi with a first key and one of the own. */
  g_assert_cmpuint (list->len, ==, 7);
  for (guint i = 0; i < list->len; i++)
    g_assert_true (jkk_warrants_check (warrants, list->pdata[i], NULL));
  const JkkWarrant *budi = jkk_warrants_in_force (warrants, "budi", 0);
  g_assert_true (budi->own);
  g_assert_cmpuint (budi->roles, ==, JKK_ROLE_SUPERVISOR | JKK_ROLE_VERIFIER);
  g_assert_cmpstr (jkk_warrants_find (warrants, budi->signer)->login, ==, "budi");
  g_assert_false (jkk_warrants_find (warrants, budi->signer)->own);
  g_assert_null (jkk_warrants_in_force (warrants, "budi", jkk_warrants_find (warrants, budi->signer)->sequence));
  g_assert_null (jkk_warrants_in_force (warrants, "umar", 0));
}

static void
test_a_change_of_an_account_is_a_new_warrant (Fixture *fixture, gconstpointer data)
{
  change (fixture, "budi", "Budi Contoh", JKK_ROLE_SUPERVISOR, 5000000);
  g_autoptr (JkkWarrants) warrants = read_all (fixture);
  const JkkWarrant *now = jkk_warrants_in_force (warrants, "budi", 0);
  const JkkWarrant *before = jkk_warrants_in_force (warrants, "budi", now->sequence);

  g_assert_cmpint (now->money_limit, ==, 5000000);
  g_assert_cmpint (before->money_limit, ==, JKK_NONE);
  g_assert_cmpstr (now->public_key, ==, before->public_key);
  g_assert_true (jkk_warrants_check (warrants, now, NULL));
  g_assert_cmpstr (jkk_warrants_find (warrants, now->signer)->login, ==, "admin");
  g_autoptr (JkkAuditReport) report = jkk_auditing_run (fixture->office, NULL, NULL);
  g_assert_true (jkk_audit_report_is_sound (report));
}

static void
test_a_limit_counts_from_its_day (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  g_autoptr (JkkCase) proposed = deed (fixture, "propose", id, NULL);

  change (fixture, "budi", "Budi Contoh", JKK_ROLE_SUPERVISOR, 5466666);
  sign_in (fixture, "budi");
  refused (fixture, "approve", id, NULL, JKK_ERROR_REFUSED);
  change (fixture, "budi", "Budi Contoh", JKK_ROLE_SUPERVISOR, 5466667);
  sign_in (fixture, "budi");
  g_autoptr (JkkCase) approved = deed (fixture, "approve", id, NULL);
  /* What was within the limit then stays good. */
  change (fixture, "budi", "Budi Contoh", JKK_ROLE_VERIFIER, JKK_NONE);
  g_autoptr (JkkCaseFile) file = jkk_office_load (fixture->office, id, NULL);
  g_assert_cmpint (file->decision->seal, ==, JKK_DECISION_SEAL_GOOD);
}

/* Whoever holds a good key writes a warrant for more than somebody gave. */
static void
test_nobody_gives_himself_more (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkDb) db = jkk_db_open (fixture->address, JKK_DB_DEFAULT, &error);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_change_free);
  g_autofree char *sealed = NULL;
  g_autoptr (JkkAccount) account = jkk_account_new ("sari", "Sari Contoh", JKK_ROLE_SUPERVISOR);

  g_assert_true (jkk_signing_key_get (db, "sari", &sealed, NULL));
  g_autoptr (JkkSigner) sari = jkk_signer_unseal ("sari", sealed, PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_true (jkk_db_begin_write (db, NULL));
  g_assert_false (jkk_warrants_issue (db, sari, account, jkk_signer_get_public_key (sari), TRUE, 1, changes, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  jkk_db_rollback (db);
  g_clear_error (&error);

  /* And by hand, past the program. */
  g_autoptr (JkkWarrant) forged = jkk_warrant_new (account, jkk_signer_get_public_key (sari), TRUE);
  g_autoptr (JkkWarrants) before = jkk_warrants_read (db, NULL);
  forged->id = jkk_warrants_get_list (before)->len + 1;
  forged->signer = jkk_warrants_in_force (before, "sari", 0)->id;
  forged->sequence = 900;
  forged->office = g_strdup (jkk_warrants_get_office (before));
  forged->before = g_strnfill (64, '0');
  forged->statement = jkk_warrant_to_text (forged);
  forged->signature = jkk_signer_sign (sari, forged->statement);
  g_assert_true (jkk_db_begin_write (db, NULL));
  g_assert_true (jkk_warrant_store_append (db, forged, NULL));
  g_assert_true (jkk_db_commit (db, NULL));
  g_autoptr (JkkWarrants) after = jkk_warrants_read (db, NULL);
  g_assert_false (jkk_warrants_check (after, jkk_warrants_in_force (after, "sari", 0), &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/warrants/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)
  ADD (every_warrant_leads_back_to_the_first);
  ADD (a_change_of_an_account_is_a_new_warrant);
  ADD (a_limit_counts_from_its_day);
  ADD (nobody_gives_himself_more);

  return g_test_run ();
}
