#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JkkSha256:
 *
 * A fingerprint that is being taken.
 */
typedef struct _JkkSha256 JkkSha256;

char *jkk_sha256 (gconstpointer bytes, gsize length);
JkkSha256 *jkk_sha256_new (void);
void jkk_sha256_add (JkkSha256 *sha256, gconstpointer bytes, gsize length);
char *jkk_sha256_finish (JkkSha256 *sha256);
void jkk_sha256_free (JkkSha256 *sha256);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkSha256, jkk_sha256_free)

G_END_DECLS
