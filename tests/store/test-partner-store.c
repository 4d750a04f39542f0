#include "jkk-partner-store.h"
#include "store-fixture.h"

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPartner) partner = jkk_partner_new ("RS-CONTOH", "RS Contoh", "faskes");

  fixture_set_up (fixture, data);
  fixture_begin (fixture);
  fixture_insert_account (fixture->db, "admin", "Admin", JKK_ROLE_ADMINISTRATOR);
  g_assert_true (jkk_partner_store_put (fixture->db, partner, NULL));
  fixture_commit (fixture);
}

static gint64
add_key (Fixture *fixture, const char *fingerprint, GError **error)
{
  g_autoptr (JkkPartnerKey) key = jkk_partner_key_new ("RS-CONTOH", "tanda-tangan");
  gint64 id = 0;

  key->fingerprint = g_strdup (fingerprint);
  key->pem = g_strdup ("-----BEGIN CERTIFICATE-----");
  key->from_day = 20000;
  key->person = g_strdup ("admin");
  key->time = FIXTURE_TIME;
  return jkk_partner_store_add_key (fixture->db, key, &id, error) ? id : 0;
}

static void
test_a_partner_is_changed_under_its_code (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPartner) partner = jkk_partner_store_load (fixture->db, "RS-CONTOH", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (partner->must_sign);
  partner->must_sign = FALSE;
  partner->folder = g_strdup ("/srv/rs");
  fixture_begin (fixture);
  g_assert_true (jkk_partner_store_put (fixture->db, partner, NULL));
  fixture_commit (fixture);
  fixture_reopen (fixture);
  g_autoptr (GPtrArray) all = jkk_partner_store_all (fixture->db, NULL);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpstr (((JkkPartner *) all->pdata[0])->folder, ==, "/srv/rs");
  g_assert_false (((JkkPartner *) all->pdata[0])->must_sign);
  g_assert_null (jkk_partner_store_load (fixture->db, "RS-LAIN", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
}

static void
test_a_key_is_only_ever_revoked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL, again = NULL, changed = NULL, gone = NULL, unknown = NULL;

  fixture_begin (fixture);
  gint64 id = add_key (fixture, HASH, &error);
  g_assert_no_error (error);
  g_assert_cmpint (add_key (fixture, HASH, &again), ==, 0);
  g_assert_error (again, JKK_ERROR, JKK_ERROR_CONFLICT);
  g_assert_true (jkk_partner_store_revoke_key (fixture->db, id, 20100, "kunci hilang", "admin", &error));
  fixture_commit (fixture);

  g_autoptr (GPtrArray) keys = jkk_partner_store_keys (fixture->db, "RS-CONTOH", &error);
  const JkkPartnerKey *key = keys->pdata[0];
  g_assert_true (jkk_partner_key_counts (key, 20099));
  g_assert_false (jkk_partner_key_counts (key, 20100));
  g_assert_cmpstr (key->revoked_reason, ==, "kunci hilang");

  fixture_begin (fixture);
  g_assert_false (jkk_partner_store_revoke_key (fixture->db, id, 20200, "lain", "admin", &changed));
  g_assert_error (changed, JKK_ERROR, JKK_ERROR_REFUSED);
  g_assert_false (jkk_partner_store_revoke_key (fixture->db, 99, 20200, "lain", "admin", &unknown));
  g_assert_error (unknown, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_assert_false (fixture_attempt (fixture, "DELETE FROM partner_key", &gone));
  g_assert_error (gone, JKK_ERROR, JKK_ERROR_REFUSED);
  jkk_db_rollback (fixture->db);
}

static void
test_a_key_of_the_office_is_kept_beside_those_of_partners (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL, again = NULL, gone = NULL;
  g_autoptr (JkkPartnerKey) key = jkk_partner_key_new (NULL, "tanda-tangan");
  gint64 id = 0;

  key->fingerprint = g_strdup (HASH);
  key->pem = g_strdup ("-----BEGIN CERTIFICATE-----");
  key->from_day = 20000;
  key->person = g_strdup ("admin");
  fixture_begin (fixture);
  g_assert_true (jkk_partner_store_add_key (fixture->db, key, &id, &error));
  g_assert_false (jkk_partner_store_add_key (fixture->db, key, NULL, &again));
  g_assert_error (again, JKK_ERROR, JKK_ERROR_CONFLICT);
  g_assert_true (jkk_partner_store_end_own_key (fixture->db, id, 20300, "diganti", "admin", &error));
  fixture_commit (fixture);
  g_autoptr (GPtrArray) own = jkk_partner_store_own_keys (fixture->db, &error);
  g_autoptr (GPtrArray) theirs = jkk_partner_store_keys (fixture->db, NULL, &error);
  g_assert_cmpuint (own->len, ==, 1);
  g_assert_cmpuint (theirs->len, ==, 0);
  g_assert_null (((JkkPartnerKey *) own->pdata[0])->partner);
  g_assert_true (jkk_partner_key_counts (own->pdata[0], 20299));
  g_assert_false (jkk_partner_key_counts (own->pdata[0], 20300));
  fixture_begin (fixture);
  g_assert_false (fixture_attempt (fixture, "DELETE FROM office_key", &gone));
  g_assert_error (gone, JKK_ERROR, JKK_ERROR_REFUSED);
  jkk_db_rollback (fixture->db);
  g_autofree char *folder = jkk_partner_store_key_folder (fixture->db);
  g_autofree char *store = g_path_get_dirname (fixture->path), *beside = g_path_get_dirname (folder);
  /* At a node they lie with the desk that signs. */
  if (g_str_equal (fixture->address, fixture->path))
    g_assert_cmpstr (store, ==, beside);
  else
    g_assert_cmpstr (store, !=, beside);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/partner-store/change", test_a_partner_is_changed_under_its_code);
  ADD ("/partner-store/key", test_a_key_is_only_ever_revoked);
  ADD ("/partner-store/own-key", test_a_key_of_the_office_is_kept_beside_those_of_partners);
  return g_test_run ();
}
