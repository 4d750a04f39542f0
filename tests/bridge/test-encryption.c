#include "jkk-encryption.h"

#include <string.h>

#define MESSAGE "<pesan xmlns=\"urn:santun:pesan:2\" versi=\"2\"><a>é &lt; b</a></pesan>"

static JkkOwnKey *
make_key (const char *purpose)
{
  g_autoptr (GError) error = NULL;
  JkkOwnKey *key = jkk_own_key_generate ("RS Contoh", purpose, 20000, 30000, &error);

  g_assert_no_error (error);
  return key;
}

static char *
encrypt (const JkkOwnKey *key, gsize *length)
{
  g_autoptr (GError) error = NULL;
  char *text = jkk_encryption_encrypt (MESSAGE, strlen (MESSAGE), key->certificate, length, &error);

  g_assert_no_error (error);
  return text;
}

static GPtrArray *
keys_of (JkkOwnKey *key)
{
  GPtrArray *keys = g_ptr_array_new ();

  g_ptr_array_add (keys, key);
  return keys;
}

static void
expect_closed (const char *text, const GPtrArray *keys)
{
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_null (jkk_encryption_decrypt (text, strlen (text), keys, &length, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
}

static char *
replaced (const char *text, const char *from, const char *to)
{
  GString *result = g_string_new (text);

  g_assert_cmpuint (g_string_replace (result, from, to, 1), ==, 1);
  return g_string_free (result, FALSE);
}

static void
test_only_the_recipient_reads_it (void)
{
  g_autoptr (JkkOwnKey) key = make_key (JKK_KEY_ENCRYPTS), other = make_key (JKK_KEY_ENCRYPTS);
  g_autoptr (GPtrArray) right = keys_of (key), wrong = keys_of (other), none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  gsize length, plain_length;
  g_autofree char *text = encrypt (key, &length);

  g_assert_true (jkk_encryption_is (text, length));
  g_assert_false (jkk_encryption_is (MESSAGE, strlen (MESSAGE)));
  g_assert_null (strstr (text, "urn:santun"));
  expect_closed (text, wrong);
  expect_closed (text, none);
  g_ptr_array_add (wrong, key); /* an office that has changed its key reads what was sent before */
  g_autofree char *plain = jkk_encryption_decrypt (text, length, wrong, &plain_length, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (plain, ==, MESSAGE);
  g_assert_cmpuint (plain_length, ==, strlen (MESSAGE));
  g_autofree char *again = jkk_encryption_decrypt (text, length, right, &plain_length, &error);
  g_assert_cmpstr (again, ==, MESSAGE);
}

static void
test_weak_ciphers_addresses_and_changes_are_refused (void)
{
  g_autoptr (JkkOwnKey) key = make_key (JKK_KEY_ENCRYPTS);
  g_autoptr (GPtrArray) keys = keys_of (key);
  gsize length;
  g_autofree char *text = encrypt (key, &length);
  g_autofree char *cbc = replaced (text, "2009/xmlenc11#aes256-gcm", "2001/04/xmlenc#aes256-cbc");
  g_autofree char *pkcs1 = replaced (text, "rsa-oaep-mgf1p", "rsa-1_5");
  g_autofree char *elsewhere = replaced (text, "<KeyName", "<RetrievalMethod URI=\"http://127.0.0.1/k\"/><KeyName");
  char *value = strrchr (text, '=') - 20;

  expect_closed (cbc, keys);
  expect_closed (pkcs1, keys);
  expect_closed (elsewhere, keys);
  expect_closed ("<EncryptedData xmlns=\"http://www.w3.org/2001/04/xmlenc#\"/>", keys);
  expect_closed ("<EncryptedData", keys);
  *value = *value == 'A' ? 'B' : 'A';
  expect_closed (text, keys);
}

static void
test_a_key_for_signing_is_none_for_encrypting (void)
{
  g_autoptr (JkkOwnKey) key = make_key (JKK_KEY_SIGNS);
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_null (jkk_encryption_encrypt (MESSAGE, strlen (MESSAGE), key->certificate, &length, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/encryption/recipient", test_only_the_recipient_reads_it);
  g_test_add_func ("/encryption/hostile", test_weak_ciphers_addresses_and_changes_are_refused);
  g_test_add_func ("/encryption/purpose", test_a_key_for_signing_is_none_for_encrypting);
  return g_test_run ();
}
