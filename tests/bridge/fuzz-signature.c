/* Any bytes at the doors of signed and encrypted messages. Beyond not crashing: what has a good signature says what its
 * signer has said, however the bytes around it look; the key is that of tests/fixtures/keys/rsa2048.pem, and all that
 * was ever signed with it is data/schema/examples/pesan-bertanda-tangan.xml.
 *
 *   SANTUN_SOURCE_ROOT=. BUILD/tests/bridge/fuzz-signature FOLDER-OF-ITS-OWN data/schema/examples */

#include "jkk-encryption.h"
#include "jkk-message-xml.h"
#include "jkk-signature.h"
#include "jkk-trust.h"

#include <stdint.h>
#include <string.h>

#define DAY 20580

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
expect (gboolean holds)
{
  if (!holds)
    g_error ("This must not be.");
}

static char *
read_file (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("SANTUN_SOURCE_ROOT"), name, NULL);
  char *text = NULL;

  expect (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static GPtrArray *
make_keys (void)
{
  g_autofree char *pem = read_file ("tests/fixtures/keys/rsa2048.pem");
  JkkPartnerKey *key = jkk_key_read_certificate (pem, strlen (pem), "RS-CONTOH-SEHAT", JKK_KEY_SIGNS, NULL);
  GPtrArray *keys = g_ptr_array_new ();

  key->from_day = DAY;
  g_ptr_array_add (keys, key);
  return keys;
}

/* What a message says, without its signature. */
static char *
meaning (const char *bytes, gsize length)
{
  g_autoptr (JkkMessage) message = jkk_message_from_xml (bytes, length, NULL, NULL);

  return message != NULL ? jkk_message_to_xml (message, NULL) : NULL;
}

static void
check_signature (const GPtrArray *keys, const char *said, const char *bytes, gsize length)
{
  g_autofree char *signer = NULL;
  g_autoptr (JkkFault) fault = NULL;
  JkkSignatureState state = jkk_signature_verify (bytes, length, keys, DAY, &signer, &fault);

  expect ((state == JKK_SIGNATURE_GOOD) == (signer != NULL) && (state == JKK_SIGNATURE_GOOD) == (fault == NULL));
  if (state != JKK_SIGNATURE_GOOD)
    return;
  g_autofree char *meant = meaning (bytes, length);
  expect (g_strcmp0 (meant, said) == 0);
}

static void
check_file (const GPtrArray *keys, const GPtrArray *own, const char *bytes, gsize length)
{
  g_autoptr (JkkPartner) partner = jkk_partner_new ("RS-CONTOH-SEHAT", "RS", "faskes");
  const JkkTrust trust = { partner, keys, own, DAY };
  g_autoptr (JkkPostFile) file = jkk_trust_judge (&trust, "a.xml", bytes, length);

  /* In, refused or in quarantine, and the last two with a reason. */
  expect (file->message != NULL || file->faults->len > 0);
  expect (!file->quarantined || file->faults->len > 1);
  expect (file->message == NULL || file->quarantined || file->signer != NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static GPtrArray *keys, *own;
  static char *said;

  if (keys == NULL)
    {
      g_autofree char *only = read_file ("data/schema/examples/pesan-bertanda-tangan.xml");

      keys = make_keys ();
      own = g_ptr_array_new ();
      g_ptr_array_add (own, jkk_own_key_generate ("Kantor", JKK_KEY_ENCRYPTS, DAY, DAY + 9, NULL));
      said = meaning (only, strlen (only));
      expect (said != NULL);
    }
  g_autofree char *bytes = g_strndup ((const char *) data, size);
  check_signature (keys, said, bytes, size);
  check_file (keys, own, bytes, size);
  return 0;
}
