#pragma once

#include "jkk-account-store.h"

G_BEGIN_DECLS

/* The key of a person who has signed in, open. It lies in memory that is never written to the disk and is wiped when
 * the last holder lets it go. */
typedef struct _JkkSigner JkkSigner;

#define JKK_SIGNER_SEED_BYTES 32

JkkSigner *jkk_signer_new (const char *login, const guint8 *seed, GError **error);
JkkSigner *jkk_signer_ref (const JkkSigner *signer);
void jkk_signer_unref (JkkSigner *signer);
const char *jkk_signer_get_login (const JkkSigner *signer);
const char *jkk_signer_get_public_key (const JkkSigner *signer);

char *jkk_signer_seal (const JkkSigner *signer, const char *password, JkkPasswordCost cost, GError **error);
JkkSigner *jkk_signer_unseal (const char *login, const char *sealed, const char *password, GError **error);

char *jkk_signer_sign (const JkkSigner *signer, const char *statement);
char *jkk_signer_derive (const JkkSigner *signer, const char *purpose);
gboolean jkk_signature_is_good (const char *public_key, const char *statement, const char *signature);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkSigner, jkk_signer_unref)

G_END_DECLS
