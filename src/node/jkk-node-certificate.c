#include "jkk-node-certificate.h"

#include <glib/gi18n-lib.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)

#define CURVE "P-256"

/* Clocks of office computers differ. */
#define EARLIER (24 * 60 * 60)

#define SERIAL_BYTES 16

static const struct
{
  const char *constraints;
  const char *usage;
  const char *purpose;
} roles[] = {
  [JKK_NODE_OFFICE] = { "critical,CA:TRUE,pathlen:0", "critical,keyCertSign", NULL },
  [JKK_NODE_NODE] = { "critical,CA:FALSE", "critical,digitalSignature", "serverAuth,clientAuth" },
  [JKK_NODE_DESK] = { "critical,CA:FALSE", "critical,digitalSignature", "clientAuth" },
};

static gboolean
add_extension (X509 *certificate, int kind, const char *value)
{
  X509_EXTENSION *extension = X509V3_EXT_conf_nid (NULL, NULL, kind, value);
  gboolean added = extension != NULL && X509_add_ext (certificate, extension, -1) == 1;

  X509_EXTENSION_free (extension);
  return added;
}

/* A comma would begin another name, a colon another kind of name. */
static gboolean
add_hosts (X509 *certificate, const char *const *hosts)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; hosts != NULL && hosts[i] != NULL; i++)
    {
      gboolean is_number = g_hostname_is_ip_address (hosts[i]);

      if (!is_number && strpbrk (hosts[i], ",:/ ") != NULL)
        return FALSE;
      g_string_append_printf (names, "%s%s:%s", i > 0 ? "," : "", is_number ? "IP" : "DNS", hosts[i]);
    }
  return names->len == 0 || add_extension (certificate, NID_subject_alt_name, names->str);
}

static gboolean
set_serial (X509 *certificate)
{
  guint8 bytes[SERIAL_BYTES];

  if (RAND_bytes (bytes, sizeof bytes) != 1)
    return FALSE;
  bytes[0] = (bytes[0] & 0x3f) | 0x40; /* positive, and always of the same length */

  BIGNUM *number = BN_bin2bn (bytes, sizeof bytes, NULL);
  gboolean set = number != NULL && BN_to_ASN1_INTEGER (number, X509_get_serialNumber (certificate)) != NULL;
  BN_free (number);
  return set;
}

static gboolean
describe (X509 *certificate, JkkNodeRole role, const char *name, const char *const *hosts, guint days)
{
  X509_NAME *subject = X509_get_subject_name (certificate);

  return X509_set_version (certificate, X509_VERSION_3) == 1 && set_serial (certificate) &&
         X509_gmtime_adj (X509_getm_notBefore (certificate), -EARLIER) != NULL &&
         X509_gmtime_adj (X509_getm_notAfter (certificate), (long) days * 24 * 60 * 60) != NULL &&
         X509_NAME_add_entry_by_txt (subject, "CN", MBSTRING_UTF8, (const unsigned char *) name, -1, -1, 0) == 1 &&
         add_extension (certificate, NID_basic_constraints, roles[role].constraints) &&
         add_extension (certificate, NID_key_usage, roles[role].usage) &&
         (roles[role].purpose == NULL || add_extension (certificate, NID_ext_key_usage, roles[role].purpose)) &&
         add_hosts (certificate, hosts);
}

static BIO *
open_text (const char *text)
{
  return BIO_new_mem_buf (text, -1);
}

/* Signed by the office; the office by itself. */
static gboolean
sign (X509 *certificate, EVP_PKEY *own, const JkkNodePair *office)
{
  if (office == NULL)
    return X509_set_issuer_name (certificate, X509_get_subject_name (certificate)) == 1 &&
           X509_sign (certificate, own, EVP_sha256 ()) != 0;

  g_autoptr (BIO) certificate_text = open_text (office->certificate);
  g_autoptr (BIO) key_text = open_text (office->key);
  g_autoptr (X509) issuer = PEM_read_bio_X509 (certificate_text, NULL, NULL, NULL);
  g_autoptr (EVP_PKEY) key = PEM_read_bio_PrivateKey (key_text, NULL, NULL, NULL);

  return issuer != NULL && key != NULL && X509_check_private_key (issuer, key) == 1 &&
         X509_set_issuer_name (certificate, X509_get_subject_name (issuer)) == 1 &&
         X509_sign (certificate, key, EVP_sha256 ()) != 0;
}

static char *
take_text (BIO *target)
{
  char *text = NULL;
  long length = BIO_get_mem_data (target, &text);
  char *copy = g_strndup (text, (gsize) length);

  OPENSSL_cleanse (text, (size_t) length);
  return copy;
}

static char *
write_serial (const X509 *certificate)
{
  BIGNUM *number = ASN1_INTEGER_to_BN (X509_get0_serialNumber (certificate), NULL);
  char *hex = number != NULL ? BN_bn2hex (number) : NULL;
  char *copy = g_ascii_strdown (hex != NULL ? hex : "", -1);

  OPENSSL_free (hex);
  BN_free (number);
  return copy;
}

static JkkNodePair *
pair_new (X509 *certificate, EVP_PKEY *key)
{
  g_autoptr (BIO) public_half = BIO_new (BIO_s_mem ()), private_half = BIO_new (BIO_s_mem ());
  int days = 0, seconds = 0;

  if (PEM_write_bio_X509 (public_half, certificate) != 1 ||
      PEM_write_bio_PKCS8PrivateKey (private_half, key, NULL, NULL, 0, NULL, NULL) != 1 ||
      ASN1_TIME_diff (&days, &seconds, NULL, X509_get0_notAfter (certificate)) != 1)
    return NULL;

  JkkNodePair *pair = g_new0 (JkkNodePair, 1);
  pair->certificate = take_text (public_half);
  pair->key = take_text (private_half);
  pair->serial = write_serial (certificate);
  pair->until = g_get_real_time () / G_USEC_PER_SEC + (gint64) days * 24 * 60 * 60 + seconds;
  return pair;
}

/**
 * jkk_node_certificate_make:
 * @role: what it is good for
 * @name: whose it is
 * @hosts: (nullable): names and numbers by which it is reached
 * @days: how long it is valid, in days
 * @office: (nullable): who vouches for it; %NULL: nobody else
 * @error: INVALID: a host that is none; STORAGE: the system gave no randomness, or the office's key is damaged
 *
 * Returns: (transfer full): a new key (ECDSA on P-256) and its certificate
 */
JkkNodePair *
jkk_node_certificate_make (
    JkkNodeRole role, const char *name, const char *const *hosts, guint days, const JkkNodePair *office, GError **error)
{
  g_autoptr (EVP_PKEY) key = EVP_EC_gen (CURVE);
  g_autoptr (X509) certificate = X509_new ();
  JkkNodePair *pair = NULL;

  if (!describe (certificate, role, name, hosts, days))
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                   _ ("A certificate for “%s” could not be made. Write the names of computers with letters, digits, "
                      "dots and hyphens, of 64 characters at most."),
                   name);
      return NULL;
    }
  if (key != NULL && X509_set_pubkey (certificate, key) == 1 && sign (certificate, key, office))
    pair = pair_new (certificate, key);
  if (pair == NULL)
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_STORAGE,
                         _ ("A certificate could not be made. Check that the node's folder is whole, then try again."));
  return pair;
}

/**
 * jkk_node_pair_free:
 * @pair: (transfer full): a pair; its secret is wiped out
 */
void
jkk_node_pair_free (JkkNodePair *pair)
{
  if (pair->key != NULL)
    OPENSSL_cleanse (pair->key, strlen (pair->key));
  g_free (pair->key);
  g_free (pair->certificate);
  g_free (pair->serial);
  g_free (pair);
}

/**
 * jkk_node_certificate_serial:
 * @pem: a certificate
 *
 * Returns: (transfer full): its number, hexadecimal, or "" when it is no certificate
 */
char *
jkk_node_certificate_serial (const char *pem)
{
  g_autoptr (BIO) text = open_text (pem);
  g_autoptr (X509) certificate = PEM_read_bio_X509 (text, NULL, NULL, NULL);

  return certificate != NULL ? write_serial (certificate) : g_strdup ("");
}
