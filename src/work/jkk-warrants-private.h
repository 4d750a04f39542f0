#pragma once

#include "jkk-db.h"
#include "jkk-signer.h"
#include "jkk-warrant.h"

G_BEGIN_DECLS

/* Who may sign what: all warrants of an office, as they were read. */
typedef struct _JkkWarrants JkkWarrants;

JkkWarrants *jkk_warrants_read (JkkDb *db, GError **error);
void jkk_warrants_free (JkkWarrants *warrants);
GPtrArray *jkk_warrants_get_list (const JkkWarrants *warrants);
const char *jkk_warrants_get_office (const JkkWarrants *warrants);
const JkkWarrant *jkk_warrants_find (const JkkWarrants *warrants, gint64 id);
const JkkWarrant *jkk_warrants_in_force (const JkkWarrants *warrants, const char *login, gint64 before_sequence);
gboolean jkk_warrants_check (const JkkWarrants *warrants, const JkkWarrant *warrant, GError **error);

gboolean jkk_warrants_check_standing (const JkkWarrants *warrants,
                                      const JkkWarrant *warrant,
                                      gint64 before_sequence,
                                      GError **error);
gboolean jkk_warrants_check_founded (const JkkWarrants *warrants, GError **error);

gboolean jkk_warrants_issue (JkkDb *db,
                             const JkkSigner *issuer,
                             const JkkAccount *account,
                             const char *public_key,
                             gboolean own,
                             gint64 now,
                             GPtrArray *changes,
                             GError **error);

/* What stands in the changes of an entry of the journal: "warrant.N" and "approval.signature" with the signature. */
void jkk_warrants_add_change (GPtrArray *changes, const char *path, const char *signature);
#define JKK_WARRANTS_WARRANT_PATH "warrant."
#define JKK_WARRANTS_APPROVAL_PATH "approval.signature"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkWarrants, jkk_warrants_free)

G_END_DECLS
