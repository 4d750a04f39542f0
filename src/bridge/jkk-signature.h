#pragma once

#include "jkk-message.h"
#include "jkk-own-key.h"

G_BEGIN_DECLS

/**
 * JkkSignatureState:
 * @JKK_SIGNATURE_NONE: the message is not signed
 * @JKK_SIGNATURE_UNKNOWN: it is signed as it should be, but no key was given to check it with
 * @JKK_SIGNATURE_GOOD: it is what the owner of a registered key has signed
 * @JKK_SIGNATURE_BAD: it is signed, and that must not be trusted
 *
 * What a signature is worth.
 */
typedef enum
{
  JKK_SIGNATURE_NONE,
  JKK_SIGNATURE_UNKNOWN,
  JKK_SIGNATURE_GOOD,
  JKK_SIGNATURE_BAD,
} JkkSignatureState;

JkkSignatureState jkk_signature_verify (
    const char *bytes, gsize length, const GPtrArray *keys, JkkDay day, char **signer, JkkFault **fault);
char *jkk_signature_sign (const char *bytes, gsize length, const JkkOwnKey *key, gsize *signed_length, GError **error);

G_END_DECLS
