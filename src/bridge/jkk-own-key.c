#include "jkk-own-key.h"

#include "jkk-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)

#define RSA_BITS 3072
#define CURVE "P-256"
#define FILE_MAX (64 * 1024)

/* Days of a certificate are days of UTC. */
static gboolean
set_time (ASN1_TIME *time, JkkDay day, const char *clock)
{
  int year, month, mday;

  jkk_day_split (day, &year, &month, &mday);
  g_autofree char *text = g_strdup_printf ("%04d%02d%02d%sZ", year, month, mday, clock);
  return ASN1_TIME_set_string_X509 (time, text) == 1;
}

static gboolean
add_usage (X509 *certificate, const char *purpose)
{
  const char *usage = g_str_equal (purpose, JKK_KEY_SIGNS) ? "critical,digitalSignature" : "critical,keyEncipherment";
  X509_EXTENSION *extension = X509V3_EXT_conf_nid (NULL, NULL, NID_key_usage, usage);
  gboolean added = extension != NULL && X509_add_ext (certificate, extension, -1) == 1;

  X509_EXTENSION_free (extension);
  return added;
}

/* Signed by itself: the partner registers it because the office has handed it over, not because somebody vouches. */
static X509 *
certify (EVP_PKEY *pair, const char *owner, const char *purpose, JkkDay first, JkkDay last)
{
  g_autoptr (X509) certificate = X509_new ();
  X509_NAME *name = X509_get_subject_name (certificate);
  guint64 serial = 0;

  if (RAND_bytes ((unsigned char *) &serial, sizeof serial) != 1 ||
      X509_set_version (certificate, X509_VERSION_3) != 1 ||
      ASN1_INTEGER_set_uint64 (X509_get_serialNumber (certificate), serial >> 1) != 1 ||
      X509_NAME_add_entry_by_txt (name, "CN", MBSTRING_UTF8, (const unsigned char *) owner, -1, -1, 0) != 1 ||
      X509_set_issuer_name (certificate, name) != 1 || !set_time (X509_getm_notBefore (certificate), first, "000000") ||
      !set_time (X509_getm_notAfter (certificate), last, "235959") || X509_set_pubkey (certificate, pair) != 1 ||
      !add_usage (certificate, purpose) || X509_sign (certificate, pair, EVP_sha256 ()) == 0)
    return NULL;
  return g_steal_pointer (&certificate);
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

static JkkOwnKey *
own_key_new (EVP_PKEY *pair, X509 *certificate, const char *purpose, GError **error)
{
  g_autoptr (BIO) public_half = BIO_new (BIO_s_mem ()), private_half = BIO_new (BIO_s_mem ());
  g_autofree char *pem = NULL;

  if (PEM_write_bio_X509 (public_half, certificate) != 1 ||
      PEM_write_bio_PKCS8PrivateKey (private_half, pair, NULL, NULL, 0, NULL, NULL) != 1)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_STORAGE, _ ("The key could not be written."));
      return NULL;
    }
  pem = take_text (public_half);
  g_autoptr (JkkOwnKey) key = g_new0 (JkkOwnKey, 1);
  key->secret = take_text (private_half);
  key->certificate = jkk_key_read_certificate (pem, strlen (pem), NULL, purpose, error);
  return key->certificate != NULL ? g_steal_pointer (&key) : NULL;
}

/**
 * jkk_own_key_generate:
 * @owner: whose key it is, as others will read it in the certificate
 * @purpose: JKK_KEY_SIGNS (ECDSA on P-256) or JKK_KEY_ENCRYPTS (RSA of 3072 bits)
 * @first: its first day
 * @last: its last day
 * @error: %JKK_ERROR_STORAGE: the system gave no randomness or memory
 *
 * Returns: (transfer full): a new key with a certificate that it has signed itself
 */
JkkOwnKey *
jkk_own_key_generate (const char *owner, const char *purpose, JkkDay first, JkkDay last, GError **error)
{
  g_autoptr (EVP_PKEY) pair = g_str_equal (purpose, JKK_KEY_SIGNS) ? EVP_EC_gen (CURVE) : EVP_RSA_gen (RSA_BITS);
  g_autofree char *name = g_utf8_substring (owner, 0, MIN (g_utf8_strlen (owner, -1), 64)); /* X.520: at most 64 */
  g_autoptr (X509) certificate = pair != NULL ? certify (pair, name, purpose, first, last) : NULL;

  if (certificate == NULL)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_STORAGE, _ ("The key could not be made. Try again."));
      return NULL;
    }
  return own_key_new (pair, certificate, purpose, error);
}

/**
 * jkk_own_key_free:
 * @key: (transfer full): a key
 */
void
jkk_own_key_free (JkkOwnKey *key)
{
  g_clear_pointer (&key->certificate, jkk_partner_key_free);
  if (key->secret != NULL)
    OPENSSL_cleanse (key->secret, strlen (key->secret));
  g_free (key->secret);
  g_free (key);
}

/**
 * jkk_own_key_path:
 * @folder: a folder of keys
 * @fingerprint: fingerprint of a certificate
 *
 * Returns: (transfer full): the file of that key in the folder
 */
char *
jkk_own_key_path (const char *folder, const char *fingerprint)
{
  g_autofree char *name = g_strconcat (fingerprint, ".pem", NULL);

  return g_build_filename (folder, name, NULL);
}

static gboolean
fail_file (GError **error, const char *path, int reason)
{
  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE, _ ("The key “%s” was not saved: %s. Choose another folder."), path,
               g_strerror (reason));
  return FALSE;
}

static gboolean
write_all (int fd, const char *text)
{
  gsize length = strlen (text);

  while (length > 0)
    {
      ssize_t n = write (fd, text, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      text += n;
      length -= (gsize) n;
    }
  return TRUE;
}

/**
 * jkk_own_key_save:
 * @key: a key
 * @path: where to; nothing may be there yet
 * @error: %JKK_ERROR_STORAGE
 *
 * Writes both halves into a file that only its owner can read, from the first moment on.
 *
 * Returns: whether it is on the disk
 */
gboolean
jkk_own_key_save (const JkkOwnKey *key, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail_file (error, path, errno);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail_file (error, path, errno);
  gboolean written = write_all (fd, key->secret) && write_all (fd, key->certificate->pem) && fsync (fd) == 0;
  int reason = errno;
  close (fd);
  if (written)
    return TRUE;
  g_unlink (path);
  return fail_file (error, path, reason);
}

/* A private key that others can read is no longer one. */
static gboolean
check_is_private (const char *path, GError **error)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0 || (info.st_mode & 077) == 0)
    return TRUE; /* one that is not there is told when it is read */
  g_set_error (
      error, JKK_ERROR, JKK_ERROR_REFUSED,
      _ ("Others can read the private key “%s”, so it is not used. Make it readable for its owner alone (chmod "
         "600), and make a new key if somebody may have copied it."),
      path);
  return FALSE;
}

static int
no_passphrase_cb (char *buffer, int size, int writing, void *data)
{
  return -1; /* never ask on a terminal */
}

/**
 * jkk_own_key_load:
 * @path: a file with a private key and its certificate, both as PEM
 * @purpose: what it is for
 * @error: %JKK_ERROR_NOT_FOUND, %JKK_ERROR_REFUSED: others can read it; %JKK_ERROR_FORMAT: it is none, or the two do
 * not belong together
 *
 * Returns: (transfer full): the key
 */
JkkOwnKey *
jkk_own_key_load (const char *path, const char *purpose, GError **error)
{
  gsize length = 0;
  g_autofree char *bytes = check_is_private (path, error) ? jkk_read_file (path, FILE_MAX, &length, error) : NULL;

  if (bytes == NULL)
    return NULL;
  g_autoptr (BIO) first = BIO_new_mem_buf (bytes, (int) length), second = BIO_new_mem_buf (bytes, (int) length);
  g_autoptr (EVP_PKEY) pair = PEM_read_bio_PrivateKey (first, NULL, no_passphrase_cb, NULL);
  g_autoptr (X509) certificate = PEM_read_bio_X509 (second, NULL, NULL, NULL);
  OPENSSL_cleanse (bytes, length);
  if (pair == NULL || certificate == NULL || X509_check_private_key (certificate, pair) != 1)
    {
      g_set_error (
          error, JKK_ERROR, JKK_ERROR_FORMAT,
          _ ("“%s” does not hold a private key without password and the certificate that belongs to it, both as "
             "PEM. Write them one after the other into one file."),
          path);
      return NULL;
    }
  return own_key_new (pair, certificate, purpose, error);
}
