#include "jkk-key.h"

#include "jkk-own-key.h"

#include <string.h>

static char *
fixture (const char *name, gsize *length)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "keys", name, NULL);
  char *bytes = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, length, NULL));
  return bytes;
}

static JkkPartnerKey *
read_key (const char *name, const char *purpose, GError **error)
{
  gsize length;
  g_autofree char *bytes = fixture (name, &length);

  return jkk_key_read_certificate (bytes, length, "RS-CONTOH", purpose, error);
}

static void
test_a_certificate_is_the_same_in_both_spellings (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPartnerKey) text = read_key ("rsa2048.pem", JKK_KEY_SIGNS, &error);
  g_autoptr (JkkPartnerKey) bytes = read_key ("rsa2048.cer", JKK_KEY_ENCRYPTS, &error);
  g_autoptr (JkkPartnerKey) curve = read_key ("ec-p256.pem", JKK_KEY_SIGNS, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text->fingerprint, ==, "187f0aaf8cdc44536f35d03900fcfd5b7228830dc5d12566036b35f543495d70");
  g_assert_cmpstr (text->fingerprint, ==, bytes->fingerprint);
  g_assert_cmpstr (text->pem, ==, bytes->pem);
  g_assert_cmpint (text->until_day, ==, jkk_day_new (2046, 11, 16));
  g_assert_true (jkk_key_check (text, &error) && jkk_key_check (curve, &error));
}

static void
expect_refused (const char *name, const char *purpose, JkkError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_key (name, purpose, &error));
  g_assert_error (error, JKK_ERROR, (gint) code);
}

static void
test_weak_and_foreign_keys_are_refused (void)
{
  expect_refused ("rsa1024.pem", JKK_KEY_SIGNS, JKK_ERROR_INVALID);
  expect_refused ("rsa1024.pem", JKK_KEY_ENCRYPTS, JKK_ERROR_INVALID);
  expect_refused ("ec-k256.pem", JKK_KEY_SIGNS, JKK_ERROR_INVALID);
  expect_refused ("ed25519.pem", JKK_KEY_SIGNS, JKK_ERROR_INVALID);
  expect_refused ("ec-p256.pem", JKK_KEY_ENCRYPTS, JKK_ERROR_INVALID);
}

static void
expect_no_certificate (const char *bytes, gsize length, JkkError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_key_read_certificate (bytes, length, NULL, JKK_KEY_SIGNS, &error));
  g_assert_error (error, JKK_ERROR, (gint) code);
}

static void
test_what_is_no_certificate_is_told (void)
{
  gsize length;
  g_autofree char *whole = fixture ("rsa2048.cer", &length), *large = g_strnfill (1024 * 1024, 'A');
  g_autoptr (JkkOwnKey) own = jkk_own_key_generate ("A", JKK_KEY_SIGNS, 20000, 30000, NULL);

  expect_no_certificate ("", 0, JKK_ERROR_FORMAT);
  expect_no_certificate ("bukan sertifikat", 16, JKK_ERROR_FORMAT);
  expect_no_certificate (large, 1024 * 1024, JKK_ERROR_FORMAT);
  for (gsize cut = 0; cut < length; cut += 37)
    expect_no_certificate (whole, cut, JKK_ERROR_FORMAT);
  expect_no_certificate (own->secret, strlen (own->secret), JKK_ERROR_INVALID);
}

static void
test_a_key_is_registered_as_what_it_is (void)
{
  g_autoptr (GError) other = NULL, days = NULL, none = NULL;
  g_autoptr (JkkPartnerKey) key = read_key ("rsa2048.pem", JKK_KEY_SIGNS, NULL);
  g_autoptr (JkkPartnerKey) empty = jkk_partner_key_new ("RS", JKK_KEY_SIGNS);

  key->from_day = key->until_day + 1;
  g_assert_false (jkk_key_check (key, &days));
  g_assert_error (days, JKK_ERROR, JKK_ERROR_INVALID);
  key->fingerprint[0] = key->fingerprint[0] == '0' ? '1' : '0';
  g_assert_false (jkk_key_check (key, &other));
  g_assert_error (other, JKK_ERROR, JKK_ERROR_INVALID);
  g_assert_false (jkk_key_check (empty, &none));
  g_assert_error (none, JKK_ERROR, JKK_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key/spellings", test_a_certificate_is_the_same_in_both_spellings);
  g_test_add_func ("/key/weak", test_weak_and_foreign_keys_are_refused);
  g_test_add_func ("/key/none", test_what_is_no_certificate_is_told);
  g_test_add_func ("/key/check", test_a_key_is_registered_as_what_it_is);
  return g_test_run ();
}
