#pragma once

#include "jkk-account-store.h"
#include "jkk-db.h"
#include "jkk-signer.h"

G_BEGIN_DECLS

/* The key of each person: made with the first password, opened by the password, taken by nobody else.
 * @changes gets what the journal has to hold; its entry must follow in the same transaction. */

gboolean jkk_keyring_introduce (JkkDb *db,
                                const JkkSigner *issuer,
                                const JkkAccount *account,
                                const char *password,
                                gint64 now,
                                GPtrArray *changes,
                                GError **error);
gboolean jkk_keyring_found (JkkDb *db,
                            const JkkSigner *key,
                            const JkkSigner *issuer,
                            const JkkAccount *account,
                            const char *password,
                            gint64 now,
                            GPtrArray *changes,
                            GError **error);
gboolean jkk_keyring_follow (
    JkkDb *db, const JkkSigner *issuer, const JkkAccount *account, gint64 now, GPtrArray *changes, GError **error);
JkkSigner *jkk_keyring_change (JkkDb *db,
                               const JkkAccount *account,
                               const char *old_password,
                               const char *password,
                               gint64 now,
                               GPtrArray *changes,
                               GError **error);
gboolean jkk_keyring_open (
    JkkDb *db, const JkkAccount *account, const char *password, gint64 now, JkkSigner **signer, GError **error);

G_END_DECLS
