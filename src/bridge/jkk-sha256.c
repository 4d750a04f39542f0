#include "jkk-sha256.h"

#include <openssl/evp.h>

/* GLib knows SHA-256, too, but not the processor's instructions for it: of a batch of ten thousand reports it would
 * take a quarter of all the time. */

static gpointer
fetch (gpointer data)
{
  EVP_MD *algorithm = EVP_MD_fetch (NULL, "SHA256", NULL);

  if (algorithm == NULL)
    g_error ("OpenSSL has no SHA-256.");
  return algorithm;
}

static const EVP_MD *
algorithm (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, fetch, NULL);
}

/**
 * jkk_sha256_new:
 *
 * Returns: (transfer full): a fingerprint of nothing so far
 */
JkkSha256 *
jkk_sha256_new (void)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new ();

  if (context == NULL || EVP_DigestInit_ex2 (context, algorithm (), NULL) != 1)
    g_error ("OpenSSL cannot take a fingerprint.");
  return (JkkSha256 *) context;
}

/**
 * jkk_sha256_add:
 * @sha256: a fingerprint that is being taken
 * @bytes: what follows
 * @length: how much
 */
void
jkk_sha256_add (JkkSha256 *sha256, gconstpointer bytes, gsize length)
{
  if (EVP_DigestUpdate ((EVP_MD_CTX *) sha256, bytes, length) != 1)
    g_error ("OpenSSL cannot take a fingerprint.");
}

/**
 * jkk_sha256_finish:
 * @sha256: a fingerprint, to which nothing can be added any more
 *
 * Returns: (transfer full): 64 hexadecimal digits in lower case
 */
char *
jkk_sha256_finish (JkkSha256 *sha256)
{
  static const char digits[] = "0123456789abcdef";
  guchar digest[EVP_MAX_MD_SIZE];
  unsigned int n = 0;

  if (EVP_DigestFinal_ex ((EVP_MD_CTX *) sha256, digest, &n) != 1)
    g_error ("OpenSSL cannot take a fingerprint.");
  char *text = g_malloc (2 * n + 1);
  for (guint i = 0; i < n; i++)
    {
      text[2 * i] = digits[digest[i] >> 4];
      text[2 * i + 1] = digits[digest[i] & 0xf];
    }
  text[2 * n] = '\0';
  return text;
}

/**
 * jkk_sha256_free:
 * @sha256: (transfer full): a fingerprint
 */
void
jkk_sha256_free (JkkSha256 *sha256)
{
  EVP_MD_CTX_free ((EVP_MD_CTX *) sha256);
}

/**
 * jkk_sha256:
 * @bytes: any bytes
 * @length: how many
 *
 * Returns: (transfer full): their fingerprint, 64 hexadecimal digits in lower case
 */
char *
jkk_sha256 (gconstpointer bytes, gsize length)
{
  g_autoptr (JkkSha256) sha256 = jkk_sha256_new ();

  jkk_sha256_add (sha256, bytes, length);
  return jkk_sha256_finish (sha256);
}
