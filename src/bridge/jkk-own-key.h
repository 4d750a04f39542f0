#pragma once

#include "jkk-key.h"

G_BEGIN_DECLS

/**
 * JkkOwnKey:
 * @certificate: the public half, which others may have
 * @secret: the private half as PEM; wiped when it is freed
 *
 * A key that signs or reads in the name of its owner.
 */
typedef struct
{
  JkkPartnerKey *certificate;
  char *secret;
} JkkOwnKey;

JkkOwnKey *jkk_own_key_generate (const char *owner, const char *purpose, JkkDay first, JkkDay last, GError **error);
void jkk_own_key_free (JkkOwnKey *key);
char *jkk_own_key_path (const char *folder, const char *fingerprint);
gboolean jkk_own_key_save (const JkkOwnKey *key, const char *path, GError **error);
JkkOwnKey *jkk_own_key_load (const char *path, const char *purpose, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkOwnKey, jkk_own_key_free)

G_END_DECLS
