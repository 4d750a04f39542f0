#include "jkk-signer.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

/* Stands before all that is signed, with its zero byte: so that no signature of ours means anything elsewhere. */
#define PREFIX "Santun"

#define SEALED_KIND "argon2id-xchacha20poly1305"
#define KEY_BYTES crypto_aead_xchacha20poly1305_ietf_KEYBYTES
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define SEALED_BYTES (JKK_SIGNER_SEED_BYTES + TAG_BYTES)

G_STATIC_ASSERT (JKK_SIGNER_SEED_BYTES == crypto_sign_SEEDBYTES);

struct _JkkSigner
{
  char *login;
  char *public_key;
  guint8 *secret; /* crypto_sign_SECRETKEYBYTES, of sodium_malloc() */
};

static const struct
{
  unsigned long long tries;
  size_t memory;
} costs[] = {
  [JKK_PASSWORD_COST_MINIMAL] = { crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN },
  [JKK_PASSWORD_COST_NORMAL] = { crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE },
  [JKK_PASSWORD_COST_HIGH] = { crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE },
};

static char *
to_hex (const guint8 *bytes, gsize length)
{
  char *text = g_malloc (2 * length + 1);

  return sodium_bin2hex (text, 2 * length + 1, bytes, length);
}

static gboolean
from_hex (const char *text, guint8 *bytes, gsize length)
{
  size_t n = 0;

  return text != NULL && strlen (text) == 2 * length &&
         sodium_hex2bin (bytes, length, text, 2 * length, NULL, &n, NULL) == 0 && n == length;
}

static gboolean
set_no_memory (GError **error)
{
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_STORAGE,
                       _ ("There is not enough memory to keep a key safely. Close other programs and try again."));
  return FALSE;
}

/**
 * jkk_signer_new:
 * @login: whose key
 * @seed: (nullable): %JKK_SIGNER_SEED_BYTES from which the key follows; %NULL = chance
 * @error: STORAGE: no memory
 *
 * Returns: (transfer full): a new key, open.
 */
JkkSigner *
jkk_signer_new (const char *login, const guint8 *seed, GError **error)
{
  guint8 public[crypto_sign_PUBLICKEYBYTES];
  guint8 *secret = sodium_init () >= 0 ? sodium_malloc (crypto_sign_SECRETKEYBYTES) : NULL;

  if (secret == NULL)
    {
      set_no_memory (error);
      return NULL;
    }
  if (seed != NULL)
    crypto_sign_seed_keypair (public, secret, seed);
  else
    crypto_sign_keypair (public, secret);
  sodium_mprotect_readonly (secret);
  JkkSigner *signer = g_atomic_rc_box_new0 (JkkSigner);
  signer->login = g_strdup (login);
  signer->public_key = to_hex (public, sizeof public);
  signer->secret = secret;
  return signer;
}

/**
 * jkk_signer_ref:
 * @signer: (nullable): a key
 *
 * Returns: (transfer full) (nullable): the same.
 */
JkkSigner *
jkk_signer_ref (const JkkSigner *signer)
{
  return signer != NULL ? g_atomic_rc_box_acquire ((gpointer) signer) : NULL;
}

static void
signer_clear (gpointer data)
{
  JkkSigner *signer = data;

  sodium_free (signer->secret);
  g_free (signer->login);
  g_free (signer->public_key);
}

/**
 * jkk_signer_unref:
 * @signer: (transfer full) (nullable): a key
 *
 * The last holder wipes the secret half from memory.
 */
void
jkk_signer_unref (JkkSigner *signer)
{
  if (signer != NULL)
    g_atomic_rc_box_release_full (signer, signer_clear);
}

/**
 * jkk_signer_get_login:
 * @signer: a key
 *
 * Returns: (transfer none): whose it is.
 */
const char *
jkk_signer_get_login (const JkkSigner *signer)
{
  return signer->login;
}

/**
 * jkk_signer_get_public_key:
 * @signer: a key
 *
 * Returns: (transfer none): its public half, 64 hexadecimal digits.
 */
const char *
jkk_signer_get_public_key (const JkkSigner *signer)
{
  return signer->public_key;
}

/* ---- Sealed by a password: "KIND$TRIES$MEMORY$SALT$NONCE$BOX". The box is of the seed, bound to the login. */

/* The key that follows from the password, in memory to be freed by sodium_free(). */
static guint8 *
key_of (const char *password, const guint8 *salt, unsigned long long tries, size_t memory)
{
  guint8 *key = sodium_init () >= 0 ? sodium_malloc (KEY_BYTES) : NULL;

  if (key == NULL || crypto_pwhash (key, KEY_BYTES, password, strlen (password), salt, tries, memory,
                                    crypto_pwhash_ALG_ARGON2ID13) == 0)
    return key;
  sodium_free (key);
  return NULL;
}

/**
 * jkk_signer_seal:
 * @signer: a key
 * @password: by which it shall be opened
 * @cost: how dear each try shall be
 * @error: STORAGE: no memory
 *
 * Returns: (transfer full): the key as the store keeps it; without the password it says nothing.
 */
char *
jkk_signer_seal (const JkkSigner *signer, const char *password, JkkPasswordCost cost, GError **error)
{
  guint8 salt[crypto_pwhash_SALTBYTES], nonce[NONCE_BYTES], box[SEALED_BYTES], seed[JKK_SIGNER_SEED_BYTES];

  randombytes_buf (salt, sizeof salt);
  randombytes_buf (nonce, sizeof nonce);
  guint8 *key = key_of (password, salt, costs[cost].tries, costs[cost].memory);
  if (key == NULL)
    {
      set_no_memory (error);
      return NULL;
    }
  crypto_sign_ed25519_sk_to_seed (seed, signer->secret);
  crypto_aead_xchacha20poly1305_ietf_encrypt (box, NULL, seed, sizeof seed, (const guint8 *) signer->login,
                                              strlen (signer->login), NULL, nonce, key);
  sodium_memzero (seed, sizeof seed);
  sodium_free (key);
  g_autofree char *salt_text = to_hex (salt, sizeof salt), *nonce_text = to_hex (nonce, sizeof nonce);
  g_autofree char *box_text = to_hex (box, sizeof box);
  return g_strdup_printf (SEALED_KIND "$%llu$%" G_GSIZE_FORMAT "$%s$%s$%s", costs[cost].tries,
                          (gsize) costs[cost].memory, salt_text, nonce_text, box_text);
}

typedef struct
{
  guint64 tries;
  guint64 memory;
  guint8 salt[crypto_pwhash_SALTBYTES];
  guint8 nonce[NONCE_BYTES];
  guint8 box[SEALED_BYTES];
} Sealed;

/* An edited row must not make the program try for hours or ask for all the memory there is. */
static gboolean
parse_sealed (const char *text, Sealed *sealed)
{
  g_auto (GStrv) words = g_strsplit (text, "$", 7);

  return g_strv_length (words) == 6 && g_str_equal (words[0], SEALED_KIND) &&
         g_ascii_string_to_unsigned (words[1], 10, crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_OPSLIMIT_SENSITIVE,
                                     &sealed->tries, NULL) &&
         g_ascii_string_to_unsigned (words[2], 10, crypto_pwhash_MEMLIMIT_MIN, crypto_pwhash_MEMLIMIT_SENSITIVE,
                                     &sealed->memory, NULL) &&
         from_hex (words[3], sealed->salt, sizeof sealed->salt) &&
         from_hex (words[4], sealed->nonce, sizeof sealed->nonce) &&
         from_hex (words[5], sealed->box, sizeof sealed->box);
}

/**
 * jkk_signer_unseal:
 * @login: whose key
 * @sealed: the key as the store keeps it
 * @password: as typed
 * @error: REFUSED: the password does not open it, or it is another's; STORAGE: no memory
 *
 * Returns: (transfer full): the key, open.
 */
JkkSigner *
jkk_signer_unseal (const char *login, const char *sealed, const char *password, GError **error)
{
  Sealed parsed;
  guint8 seed[JKK_SIGNER_SEED_BYTES];
  guint8 *key =
      parse_sealed (sealed, &parsed) ? key_of (password, parsed.salt, parsed.tries, (size_t) parsed.memory) : NULL;
  gboolean open = key != NULL && crypto_aead_xchacha20poly1305_ietf_decrypt (seed, NULL, NULL, parsed.box,
                                                                             sizeof parsed.box, (const guint8 *) login,
                                                                             strlen (login), parsed.nonce, key) == 0;

  if (key != NULL)
    sodium_free (key);
  if (!open)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                           _ ("Your key for signing cannot be opened with this password. Ask the administrator for a "
                              "new first password; you then get a new key."));
      return NULL;
    }
  JkkSigner *signer = jkk_signer_new (login, seed, error);
  sodium_memzero (seed, sizeof seed);
  return signer;
}

/* ---- Signing */

static char *
message_of (const char *statement, gsize *length)
{
  gsize n = strlen (statement);
  char *message = g_malloc (sizeof PREFIX + n);

  memcpy (message, PREFIX, sizeof PREFIX);
  memcpy (message + sizeof PREFIX, statement, n);
  *length = sizeof PREFIX + n;
  return message;
}

/**
 * jkk_signer_sign:
 * @signer: a key
 * @statement: what is signed; its first line says what it is
 *
 * Returns: (transfer full): the signature (Ed25519), 128 hexadecimal digits.
 */
char *
jkk_signer_sign (const JkkSigner *signer, const char *statement)
{
  guint8 signature[crypto_sign_BYTES];
  gsize length;
  g_autofree char *message = message_of (statement, &length);

  crypto_sign_detached (signature, NULL, (const guint8 *) message, length, signer->secret);
  return to_hex (signature, sizeof signature);
}

/**
 * jkk_signer_derive:
 * @signer: a key
 * @purpose: what for; another purpose gives another secret
 *
 * Returns: (transfer full): a secret that follows from the key alone, 64 hexadecimal digits; it tells nothing of the
 * key.
 */
char *
jkk_signer_derive (const JkkSigner *signer, const char *purpose)
{
  guint8 seed[JKK_SIGNER_SEED_BYTES], secret[JKK_SIGNER_SEED_BYTES];

  crypto_sign_ed25519_sk_to_seed (seed, signer->secret);
  crypto_generichash (secret, sizeof secret, (const guint8 *) purpose, strlen (purpose), seed, sizeof seed);
  sodium_memzero (seed, sizeof seed);
  char *text = to_hex (secret, sizeof secret);
  sodium_memzero (secret, sizeof secret);
  return text;
}

/**
 * jkk_signature_is_good:
 * @public_key: (nullable): 64 hexadecimal digits
 * @statement: (nullable): what is said to have been signed
 * @signature: (nullable): 128 hexadecimal digits
 *
 * Returns: whether the holder of the key has signed just this.
 */
gboolean
jkk_signature_is_good (const char *public_key, const char *statement, const char *signature)
{
  guint8 key[crypto_sign_PUBLICKEYBYTES], bytes[crypto_sign_BYTES];
  gsize length;

  if (statement == NULL || sodium_init () < 0 || !from_hex (public_key, key, sizeof key) ||
      !from_hex (signature, bytes, sizeof bytes))
    return FALSE;
  g_autofree char *message = message_of (statement, &length);
  return crypto_sign_verify_detached (bytes, (const guint8 *) message, length, key) == 0;
}
