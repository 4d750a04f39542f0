#pragma once

#include "jkk-account-store.h"
#include "jkk-db.h"
#include "jkk-decision.h"
#include "jkk-deed.h"
#include "jkk-own-key.h"
#include "jkk-pack.h"
#include "jkk-payout.h"
#include "jkk-signer.h"

G_BEGIN_DECLS

/* In the journal: what stands before the fingerprint of the values that a paper shows. */
#define JKK_DEED_CONTENT " · isi "

/**
 * JkkPostSender:
 * @office: code of the office
 * @time: the deed's time as messages write it
 * @key: the office's key for signing, or %NULL if it has none
 * @partner: whom the last message was for
 * @sequence: its running number
 *
 * What a deed asks of the store only once, however many messages it sends.
 */
typedef struct
{
  char *office;
  char *time;
  gboolean knows_key;
  JkkOwnKey *key;
  char *partner;
  gint64 sequence;
} JkkPostSender;

/**
 * JkkDeedContext:
 * @db: the connection, inside the deed's transaction
 * @person: who does it, as the store knows the account now
 * @request: what is asked
 * @stored: the case as it is stored, or %NULL for deeds without one
 * @packs: the law as the office has it
 * @changes: #JkkChange: what a deed without a case changes, for the journal
 * @made: id of what the deed makes, where that is no case
 * @signer: the key as it counts after the deed, if it changes
 * @again: whether what was asked had been done before, with no further effect
 * @today: the day
 * @now: seconds since 1970 UTC
 * @sender: what is known of the office as a sender so far
 * @batch_id: the batch of which messages are received, or 0
 *
 * What a deed's function works with.
 */
typedef struct
{
  JkkDb *db;
  const JkkAccount *person;
  const JkkRequest *request;
  const JkkCase *stored;
  const JkkPackSet *packs;
  GPtrArray *changes;
  gint64 *made;
  JkkSigner **signer;
  gboolean *again;
  JkkPostSender *sender;
  JkkDay today;
  gint64 now;
  gint64 batch_id;
} JkkDeedContext;

/* Does the deed; returns (transfer full) the case as it shall be stored, or %NULL: with an error, or without one when
 * the deed has no case. */
typedef JkkCase *(*JkkDeedFunc) (const JkkDeedContext *context, GError **error);

JkkOutcome *jkk_deed_run (JkkDb *db,
                          const char *name,
                          const char *login,
                          const JkkRequest *request,
                          JkkDay today,
                          gint64 now,
                          GError **error);

/* jkk-intake.c */
JkkCase *jkk_deed_take_in (const JkkDeedContext *context, GError **error);
JkkCase *jkk_deed_take (const JkkDeedContext *context, GError **error);
JkkCase *jkk_deed_give_back (const JkkDeedContext *context, GError **error);
gboolean jkk_deed_taken_in (const JkkDeedContext *context, const JkkCase *jcase, gint64 case_id, GError **error);
JkkCase *jkk_deed_take_over (const JkkDeedContext *context, GError **error);

/* jkk-verification.c */
JkkCase *jkk_deed_save (const JkkDeedContext *context, GError **error);
JkkCase *jkk_deed_hold (const JkkDeedContext *context, GError **error);
JkkCase *jkk_deed_resume (const JkkDeedContext *context, GError **error);

/* jkk-proposal.c */
JkkCase *jkk_deed_propose (const JkkDeedContext *context, GError **error);

/* jkk-approval.c */
JkkCase *jkk_deed_approve (const JkkDeedContext *context, GError **error);
JkkCase *jkk_deed_escalate (const JkkDeedContext *context, GError **error);
char *jkk_approval_names_above (JkkDb *db, const JkkDecision *decision, const char *login);
JkkCase *jkk_deed_return (const JkkDeedContext *context, GError **error);
JkkCase *jkk_deed_reject (const JkkDeedContext *context, GError **error);
JkkCase *jkk_deed_countersign (const JkkDeedContext *context, GError **error);

/* jkk-people.c */
JkkCase *jkk_deed_add_account (const JkkDeedContext *context, GError **error);
JkkCase *jkk_deed_change_account (const JkkDeedContext *context, GError **error);
JkkCase *jkk_deed_set_password (const JkkDeedContext *context, GError **error);
JkkCase *jkk_deed_change_password (const JkkDeedContext *context, GError **error);

/* jkk-law-deed.c */
JkkCase *jkk_deed_confirm_value (const JkkDeedContext *context, GError **error);

/* jkk-post-deed.c */
JkkCase *jkk_deed_receive (const JkkDeedContext *context, GError **error);
JkkCase *jkk_deed_release_post (const JkkDeedContext *context, GError **error);
JkkCase *jkk_deed_send_message (const JkkDeedContext *context, GError **error);
gboolean jkk_post_put_out (const JkkDeedContext *context,
                           JkkMessage *message,
                           const char *partner,
                           gint64 case_id,
                           gint64 *id,
                           GError **error);

/* jkk-post-desk.c */
JkkCase *jkk_deed_settle_post (const JkkDeedContext *context, GError **error);
JkkCase *jkk_deed_refuse_post (const JkkDeedContext *context, GError **error);
JkkCase *jkk_deed_file_post (const JkkDeedContext *context, GError **error);
JkkCase *jkk_deed_settle_owed (const JkkDeedContext *context, GError **error);

void jkk_post_sender_clear (JkkPostSender *sender);
gboolean jkk_post_receive (const JkkDeedContext *context, const JkkPostFile *read, gboolean *refused, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JkkPostSender, jkk_post_sender_clear)

/* jkk-paper-deed.c */
JkkCase *jkk_deed_receive_paper (const JkkDeedContext *context, GError **error);
gboolean jkk_paper_owed_for (JkkDb *db, const char *partner, const char *sha256, JkkPostIn **entry, GError **error);

/* jkk-batch-deed.c */
JkkCase *jkk_deed_receive_batch (const JkkDeedContext *context, GError **error);

/* jkk-partner-deed.c */
JkkCase *jkk_deed_register_partner (const JkkDeedContext *context, GError **error);
JkkCase *jkk_deed_register_key (const JkkDeedContext *context, GError **error);
JkkCase *jkk_deed_revoke_key (const JkkDeedContext *context, GError **error);
JkkCase *jkk_deed_make_key (const JkkDeedContext *context, GError **error);
JkkCase *jkk_deed_end_key (const JkkDeedContext *context, GError **error);

/* jkk-document-deed.c */
JkkCase *jkk_deed_attach (const JkkDeedContext *context, GError **error);
JkkCase *jkk_deed_add_paper (
    const JkkDeedContext *context, const JkkCase *jcase, const JkkDocument *document, GBytes *bytes, GError **error);
JkkCase *jkk_deed_judge_paper (const JkkDeedContext *context, GError **error);
JkkCase *jkk_deed_withdraw_paper (const JkkDeedContext *context, GError **error);

/* jkk-scholarship-deed.c */
JkkCase *jkk_deed_pay_installment (const JkkDeedContext *context, GError **error);

/* jkk-office-lock.c */
JkkCase *jkk_deed_set_idle_lock (const JkkDeedContext *context, GError **error);

/* jkk-restoration.c */
JkkCase *jkk_deed_restore_backup (const JkkDeedContext *context, GError **error);

/* Values that several deeds need. */
JkkCase *jkk_deed_moved (const JkkCase *jcase, JkkCaseStatus status);
JkkPasswordCost jkk_deed_password_cost (void);

G_END_DECLS
