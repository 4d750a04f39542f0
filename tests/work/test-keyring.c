#include "jkk-keyring-private.h"

#include "jkk-audit-fixture.h"
#include "jkk-case.h"
#include "jkk-warrant-store.h"
#include "jkk-warrants-private.h"

static JkkDb *
open_store (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  JkkDb *db = jkk_db_open (fixture->address, JKK_DB_DEFAULT, &error);

  g_assert_no_error (error);
  g_assert_true (jkk_db_begin_write (db, NULL));
  return db;
}

static JkkSigner *
opened (JkkDb *db, const char *login, const char *password)
{
  g_autoptr (JkkAccount) account = jkk_account_load (db, login, NULL);
  JkkSigner *signer = NULL;

  g_assert_true (jkk_keyring_open (db, account, password, 1, &signer, NULL));
  return signer;
}

static void
test_the_password_opens_the_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkDb) db = open_store (fixture);
  g_autoptr (JkkSigner) right = opened (db, "budi", PASSWORD), wrong = opened (db, "budi", "salah sekali");
  g_autoptr (JkkWarrants) warrants = jkk_warrants_read (db, NULL);

  g_assert_nonnull (right);
  g_assert_null (wrong);
  g_assert_cmpstr (jkk_signer_get_public_key (right), ==, jkk_warrants_in_force (warrants, "budi", 0)->public_key);
  jkk_db_rollback (db);
}

/* Sealed anew, the key stays the same; the old password opens it no longer. */
static void
test_a_new_password_takes_the_key_along (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkDb) db = open_store (fixture);
  g_autoptr (JkkAccount) budi = jkk_account_load (db, "budi", NULL);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_change_free);
  g_autoptr (JkkSigner) before = opened (db, "budi", PASSWORD);
  g_autoptr (JkkSigner) changed = jkk_keyring_change (db, budi, PASSWORD, "kata-sandi-kedua", 1, changes, NULL);
  g_autoptr (JkkSigner) old = opened (db, "budi", PASSWORD), new = opened (db, "budi", "kata-sandi-kedua");

  g_assert_cmpstr (jkk_signer_get_public_key (changed), ==, jkk_signer_get_public_key (before));
  g_assert_cmpuint (changes->len, ==, 0);
  g_assert_null (old);
  g_assert_cmpstr (jkk_signer_get_public_key (new), ==, jkk_signer_get_public_key (before));
  jkk_db_rollback (db);
}

static void
test_a_new_first_password_is_a_new_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkDb) db = open_store (fixture);
  g_autoptr (JkkAccount) budi = jkk_account_load (db, "budi", NULL);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_change_free);
  g_autoptr (JkkSigner) admin = opened (db, "admin", PASSWORD), before = opened (db, "budi", PASSWORD);
  g_autoptr (GError) error = NULL;

  g_assert_true (jkk_keyring_introduce (db, admin, budi, "kata-sandi-darurat", 1, changes, NULL));
  g_assert_cmpuint (changes->len, ==, 1);
  g_autoptr (JkkSigner) lost = opened (db, "budi", PASSWORD), first = opened (db, "budi", "kata-sandi-darurat");
  g_assert_null (lost);
  g_assert_cmpstr (jkk_signer_get_public_key (first), !=, jkk_signer_get_public_key (before));
  g_autoptr (JkkWarrants) warrants = jkk_warrants_read (db, NULL);
  g_assert_false (jkk_warrants_in_force (warrants, "budi", 0)->own);
  /* Only an administrator does that. */
  g_assert_false (jkk_keyring_introduce (db, before, budi, "kata-sandi-lain", 1, changes, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  jkk_db_rollback (db);
}

static void
test_without_signatures_the_first_administrator_begins (Fixture *fixture, gconstpointer data)
{
  behind (fixture, WITHOUT_JOURNAL_GUARDS "DROP TRIGGER warrant_is_kept; DELETE FROM warrant; "
                                          "DELETE FROM signing_key; UPDATE journal SET changes = ''");
  g_autoptr (JkkDb) db = open_store (fixture);
  g_autoptr (JkkSigner) sari = opened (db, "sari", PASSWORD), admin = opened (db, "admin", PASSWORD);
  g_autoptr (JkkWarrants) warrants = jkk_warrants_read (db, NULL);

  g_assert_null (sari);
  g_assert_nonnull (admin);
  g_assert_cmpuint (jkk_warrants_get_list (warrants)->len, ==, 1);
  g_assert_cmpstr (jkk_warrants_get_office (warrants), ==, jkk_signer_get_public_key (admin));
  g_assert_true (jkk_warrants_check (warrants, jkk_warrants_find (warrants, 1), NULL));
  jkk_db_rollback (db);
}

/* Another's row under one's own login opens nothing. */
static void
test_an_exchanged_row_opens_nothing (Fixture *fixture, gconstpointer data)
{
  behind (fixture, "UPDATE signing_key SET sealed = (SELECT sealed FROM signing_key WHERE login = 'budi') "
                   "WHERE login = 'sari'");
  g_autoptr (JkkDb) db = open_store (fixture);
  g_autoptr (JkkSigner) sari = opened (db, "sari", PASSWORD);
  g_assert_null (sari);
  jkk_db_rollback (db);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/keyring/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)
  ADD (the_password_opens_the_key);
  ADD (a_new_password_takes_the_key_along);
  ADD (a_new_first_password_is_a_new_key);
  ADD (without_signatures_the_first_administrator_begins);
  ADD (an_exchanged_row_opens_nothing);

  return g_test_run ();
}
