#include "jkk-key.h"

#include <glib/gi18n-lib.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)

/* Shorter ones are not trusted by anybody any more. */
#define RSA_BITS_MIN 2048

/* No honest certificate is larger. */
#define CERTIFICATE_MAX (64 * 1024)

static gboolean
invalid (GError **error, const char *text)
{
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID, text);
  return FALSE;
}

static gboolean
contains (const char *bytes, gsize length, const char *word)
{
  return g_strstr_len (bytes, (gssize) length, word) != NULL;
}

/* Text as most tools write it, or the bytes alone (.cer, .der). */
static X509 *
parse (const char *bytes, gsize length)
{
  g_autoptr (BIO) source = BIO_new_mem_buf (bytes, (int) length);

  if (contains (bytes, length, "-----BEGIN "))
    return PEM_read_bio_X509 (source, NULL, NULL, NULL);
  return d2i_X509_bio (source, NULL);
}

static gboolean
curve_is_good (const EVP_PKEY *key)
{
  static const char *const names[] = { "prime256v1", "P-256", "secp384r1", "P-384", "secp521r1", "P-521", NULL };
  char name[32] = "";

  return EVP_PKEY_get_group_name (key, name, sizeof name, NULL) == 1 && g_strv_contains (names, name);
}

static gboolean
check_strength (const X509 *certificate, const char *purpose, GError **error)
{
  const EVP_PKEY *key = X509_get0_pubkey (certificate);
  int kind = key != NULL ? EVP_PKEY_get_base_id (key) : EVP_PKEY_NONE;

  if (kind == EVP_PKEY_RSA && EVP_PKEY_get_bits (key) >= RSA_BITS_MIN)
    return TRUE;
  if (kind == EVP_PKEY_RSA)
    return invalid (error, _ ("The key is too short. Ask the partner for an RSA key of 3072 bits, or one of the curve "
                              "P-256."));
  if (g_str_equal (purpose, JKK_KEY_ENCRYPTS))
    return invalid (error, _ ("Only an RSA key can be encrypted for. Ask the partner for an RSA certificate of 3072 "
                              "bits."));
  if (kind == EVP_PKEY_EC && curve_is_good (key))
    return TRUE;
  return invalid (error, _ ("Signatures by this kind of key cannot be checked. Ask the partner for an RSA key of 3072 "
                            "bits, or one of the curve P-256."));
}

static JkkDay
last_day_of (const X509 *certificate)
{
  struct tm end;

  if (ASN1_TIME_to_tm (X509_get0_notAfter (certificate), &end) != 1)
    return JKK_NONE;
  return jkk_day_new (end.tm_year + 1900, end.tm_mon + 1, end.tm_mday);
}

static char *
fingerprint_of (X509 *certificate)
{
  unsigned char *der = NULL;
  int length = i2d_X509 (certificate, &der);
  char *fingerprint = length > 0 ? g_compute_checksum_for_data (G_CHECKSUM_SHA256, der, (gsize) length) : NULL;

  OPENSSL_free (der);
  return fingerprint;
}

static char *
pem_of (X509 *certificate)
{
  g_autoptr (BIO) target = BIO_new (BIO_s_mem ());
  char *text = NULL;

  if (PEM_write_bio_X509 (target, certificate) != 1)
    return NULL;
  long length = BIO_get_mem_data (target, &text);
  return g_strndup (text, (gsize) length);
}

/**
 * jkk_key_read_certificate:
 * @bytes: a certificate from anybody, as PEM or DER
 * @length: its length
 * @partner: (nullable): code of the partner whose it is; %NULL = the office's own
 * @purpose: JKK_KEY_SIGNS or JKK_KEY_ENCRYPTS
 * @error: %JKK_ERROR_FORMAT: it is no certificate; %JKK_ERROR_INVALID: it is one that must not be used
 *
 * Who signed a certificate is not looked at: an administrator registers it because he knows whose it is. Its last day
 * is that of the key, unless the administrator chooses an earlier one.
 *
 * Returns: (transfer full): a key without first day, ready to be registered
 */
JkkPartnerKey *
jkk_key_read_certificate (const char *bytes, gsize length, const char *partner, const char *purpose, GError **error)
{
  g_return_val_if_fail (bytes != NULL && purpose != NULL, NULL);

  if (contains (bytes, length, "PRIVATE KEY-----"))
    {
      invalid (error, _ ("This file holds a private key, which nobody but its owner may have. Ask the partner for the "
                         "certificate alone, and tell it that this key must be replaced."));
      return NULL;
    }
  g_autoptr (X509) certificate = length > 0 && length <= CERTIFICATE_MAX ? parse (bytes, length) : NULL;
  if (certificate == NULL)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_FORMAT,
                           _ ("This is no certificate. Choose the file that the partner has sent as its certificate, "
                              "with a name such as kunci.pem, kunci.crt or kunci.cer."));
      return NULL;
    }
  if (!check_strength (certificate, purpose, error))
    return NULL;
  JkkPartnerKey *key = jkk_partner_key_new (partner, purpose);
  key->fingerprint = fingerprint_of (certificate);
  key->pem = pem_of (certificate);
  key->until_day = last_day_of (certificate);
  return key;
}

/**
 * jkk_key_check:
 * @key: a key as it shall be registered
 * @error: %JKK_ERROR_FORMAT, %JKK_ERROR_INVALID
 *
 * Returns: whether its certificate may be used for its purpose, and is the one of its fingerprint
 */
gboolean
jkk_key_check (const JkkPartnerKey *key, GError **error)
{
  if (key->pem == NULL || key->purpose == NULL)
    return invalid (error, _ ("Choose the file of the certificate."));
  g_autoptr (JkkPartnerKey) read =
      jkk_key_read_certificate (key->pem, strlen (key->pem), key->partner, key->purpose, error);
  if (read == NULL)
    return FALSE;
  if (g_strcmp0 (read->fingerprint, key->fingerprint) != 0)
    return invalid (error, _ ("The fingerprint is not that of the certificate. Choose the file again."));
  if (key->until_day != JKK_NONE && key->from_day != JKK_NONE && key->until_day < key->from_day)
    return invalid (error, _ ("The last day of the key lies before its first."));
  return TRUE;
}
