#include "jkk-postbox.h"
#include "jkk-work-fixture.h"

#include <string.h>

static JkkOutcome *
put (Fixture *fixture, const char *code, const char *name, gboolean active, GError **error)
{
  g_autoptr (JkkPartner) partner = jkk_partner_new (code, name, "faskes");
  JkkRequest request = { .partner = partner };

  partner->active = active;
  return jkk_office_do (fixture->office, "register-partner", &request, error);
}

static void
test_only_an_administrator_registers_partners (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) refusal = NULL, wrong = NULL, error = NULL;

  sign_in (fixture, "sari");
  g_assert_null (put (fixture, "RS-A", "RS A", TRUE, &refusal));
  g_assert_error (refusal, JKK_ERROR, JKK_ERROR_REFUSED);
  sign_in (fixture, "admin");
  g_assert_null (put (fixture, "../x", "RS A", TRUE, &wrong));
  g_assert_error (wrong, JKK_ERROR, JKK_ERROR_INVALID);
  g_autoptr (JkkOutcome) made = put (fixture, "RS-A", "RS A", TRUE, &error);
  g_autoptr (JkkOutcome) changed = put (fixture, "RS-A", "RS A Baru", FALSE, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) partners = jkk_postbox_partners (fixture->office, NULL);
  g_assert_cmpuint (partners->len, ==, 1);
  g_assert_cmpstr (((JkkPartner *) partners->pdata[0])->name, ==, "RS A Baru");
  g_assert_false (((JkkPartner *) partners->pdata[0])->active);
}

static void
test_no_partner_takes_the_place_of_another (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL, taken = NULL, shared = NULL;
  g_autoptr (JkkPartner) first = jkk_partner_new ("RS-A", "RS A", "faskes");
  g_autoptr (JkkPartner) again = jkk_partner_new ("RS-A", "RS Lain", "faskes");
  g_autoptr (JkkPartner) beside = jkk_partner_new ("RS-B", "RS B", "faskes");
  JkkRequest requests[] = { { .partner = first, .is_new = TRUE },
                            { .partner = again, .is_new = TRUE },
                            { .partner = beside, .is_new = TRUE } };

  jkk_set_str (&first->folder, "/srv/santun/rs-a");
  jkk_set_str (&beside->folder, "/srv/santun/./x/../rs-a/");
  sign_in (fixture, "admin");
  g_autoptr (JkkOutcome) made = jkk_office_do (fixture->office, "register-partner", &requests[0], &error);
  g_assert_no_error (error);
  g_assert_null (jkk_office_do (fixture->office, "register-partner", &requests[1], &taken));
  g_assert_error (taken, JKK_ERROR, JKK_ERROR_CONFLICT);
  g_assert_nonnull (strstr (taken->message, "RS A"));
  g_assert_null (jkk_office_do (fixture->office, "register-partner", &requests[2], &shared));
  g_assert_error (shared, JKK_ERROR, JKK_ERROR_INVALID);
  g_autoptr (GPtrArray) partners = jkk_postbox_partners (fixture->office, NULL);
  g_assert_cmpuint (partners->len, ==, 1);
  g_assert_cmpstr (((JkkPartner *) partners->pdata[0])->name, ==, "RS A");
  /* Whoever is changed keeps his folder. */
  requests[0].is_new = FALSE;
  g_autoptr (JkkOutcome) changed = jkk_office_do (fixture->office, "register-partner", &requests[0], &error);
  g_assert_no_error (error);
}

static void
test_a_key_is_registered_and_revoked_with_a_reason (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "keys", "ec-p256.pem", NULL);
  g_autofree char *weak_path = g_test_build_filename (G_TEST_DIST, "fixtures", "keys", "rsa1024.pem", NULL);
  g_autoptr (JkkPartnerKey) key = jkk_postbox_read_key ("RS-A", "tanda-tangan", path, NULL);
  g_autoptr (GError) error = NULL, reason = NULL, weak = NULL, forged = NULL;
  JkkRequest request = { .key = key };

  g_assert_null (jkk_postbox_read_key ("RS-A", "tanda-tangan", weak_path, &weak));
  g_assert_error (weak, JKK_ERROR, JKK_ERROR_INVALID);
  sign_in (fixture, "admin");
  g_autoptr (JkkOutcome) partner = put (fixture, "RS-A", "RS A", TRUE, &error);
  g_autoptr (JkkPartnerKey) other = jkk_partner_key_copy (key);
  JkkRequest forgery = { .key = other };
  other->fingerprint[0] = other->fingerprint[0] == '0' ? '1' : '0';
  g_assert_null (jkk_office_do (fixture->office, "register-key", &forgery, &forged));
  g_assert_error (forged, JKK_ERROR, JKK_ERROR_INVALID);
  g_autoptr (JkkOutcome) added = jkk_office_do (fixture->office, "register-key", &request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (added->made, ==, 1);
  key->id = added->made;
  g_assert_null (jkk_office_do (fixture->office, "revoke-key", &request, &reason));
  g_assert_error (reason, JKK_ERROR, JKK_ERROR_INVALID);
  request.reason = "kunci hilang";
  g_autoptr (JkkOutcome) revoked = jkk_office_do (fixture->office, "revoke-key", &request, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) keys = jkk_postbox_keys (fixture->office, "RS-A", NULL);
  const JkkPartnerKey *stored = keys->pdata[0];
  g_assert_cmpint (stored->from_day, ==, jkk_day_new (2026, 5, 5));
  g_assert_cmpint (stored->revoked_day, ==, jkk_day_new (2026, 5, 5));
  g_assert_cmpstr (stored->person, ==, "admin");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/partner-deed/administrator", test_only_an_administrator_registers_partners);
  fixture_test_add ("/partner-deed/place-of-another", test_no_partner_takes_the_place_of_another);
  fixture_test_add ("/partner-deed/key", test_a_key_is_registered_and_revoked_with_a_reason);
  return g_test_run ();
}
