#pragma once

#include "jkk-own-key.h"

G_BEGIN_DECLS

gboolean jkk_encryption_is (const char *bytes, gsize length);
char *jkk_encryption_encrypt (
    const char *bytes, gsize length, const JkkPartnerKey *key, gsize *encrypted_length, GError **error);
char *jkk_encryption_decrypt (
    const char *bytes, gsize length, const GPtrArray *keys, gsize *decrypted_length, GError **error);

G_END_DECLS
