#pragma once

#include "jkk-account.h"
#include "jkk-case.h"
#include "jkk-law-entry.h"
#include "jkk-message.h"
#include "jkk-partner.h"
#include "jkk-post-file.h"
#include "jkk-post.h"

G_BEGIN_DECLS

/* The open key of who has signed in; see jkk-signer.h of the store. */
typedef struct _JkkSigner JkkSigner;

/**
 * JkkRequest:
 * @case_id: the case; 0 for deeds without one
 * @revision: the revision that the person saw; 0 = whichever is stored
 * @edited: "take-in", "save": the case as edited
 * @reason: why, or the note; "hold", "escalate", "return", "reject" demand one, "confirm-value" the source in which
 *   the figure was read, "restore-backup" the file and what is lost
 * @refuse: "propose": propose to refuse the claim instead of paying it
 * @message: "take-over", and "take-in" of what came from elsewhere: the message, or the filled form
 * @message_sha256: the same: fingerprint of its bytes
 * @paths: "take-over": which values to take (%NULL-terminated), %NULL = all
 * @form: "print", "export": what was printed or exported ("KK2", "penetapan", "xml")
 * @fingerprint: "print", "export": SHA-256 of the paper or file
 * @content_hash: "print": fingerprint of the values on the paper, with which the mark on its pages begins, or %NULL
 * @account: "add-account", "change-account": the account
 * @password: "add-account", "set-password", "change-password": the new password
 * @old_password: "change-password": the one so far
 * @law: "confirm-value": regulation, figure, first day, and the value unless it is confirmed as it is
 * @post: "receive": a file from a partner as it was judged; "release-post": the same file read anew
 * @batch: "receive-batch": the batch with what was done of it so far; its id is 0 before it is begun
 * @posts: (element-type JkkPostFile): "receive-batch": its next messages as they were judged, or %NULL to begin it or
 * to have its receipts sent once more
 * @post_id: "settle-post", "refuse-post", "file-post": id of the message in the inbox; "take-over", "take-in": the
 *   message in the inbox that is taken, or 0
 * @owed_id: "settle-owed": id of a line of the ledger
 * @outgoing: "send-message": the message; sender, number and time are given by the deed
 * @partner: "register-partner": the partner; "send-message": for whom (its code alone)
 * @is_new: "register-partner": no partner has that code yet
 * @key: "register-key", "make-key": the key; "revoke-key", "end-key": its id, and the day in revoked_day
 * @document: "attach": kind, title and type of the paper; "judge-paper": complete, or what is wrong; "judge-paper",
 *   "withdraw-paper": with a fingerprint, the paper that is meant
 * @bytes: "attach": the file
 * @row: "judge-paper", "withdraw-paper": number of the paper in the list of the case, from 1, unless @document has its
 *   fingerprint
 * @installment: "pay-installment": what was paid of the scholarship
 * @signer: "approve", "reject", "countersign" and the deeds of accounts: the open key of who does it; the office puts
 * it in by itself
 * @minutes: "set-idle-lock": after how many minutes without input; 0 = never
 * @deed_id: a UUID made once for this deed, so that a repeat has one effect; %NULL = one is made
 *
 * What a deed needs; each deed uses only its own members. Borrowed for the call.
 */
typedef struct
{
  gint64 case_id;
  gint64 revision;
  const JkkCase *edited;
  const char *reason;
  gboolean refuse;
  const JkkMessage *message;
  const char *message_sha256;
  const char *const *paths;
  const char *form;
  const char *fingerprint;
  const char *content_hash;
  const JkkAccount *account;
  const char *password;
  const char *old_password;
  const JkkLawEntry *law;
  const JkkPostFile *post;
  const JkkPostBatch *batch;
  GPtrArray *posts;
  gint64 post_id;
  gint64 owed_id;
  const JkkMessage *outgoing;
  const JkkPartner *partner;
  gboolean is_new;
  const JkkPartnerKey *key;
  const JkkDocument *document;
  GBytes *bytes;
  guint row;
  const JkkInstallment *installment;
  const JkkSigner *signer;
  gint64 minutes;
  const char *deed_id;
} JkkRequest;

/**
 * JkkOutcome:
 * @case_id: the case, or 0
 * @jcase: the case as it is stored now, or %NULL
 * @repeated: the deed had been done before; nothing was done again
 * @made: id of what the deed made, where that is no case: "receive" the entry of the inbox, "send-message" that of the
 *   outbox, "register-key", "make-key" the key; else 0
 * @again: "receive": this very file had come before
 * @signer: "change-password": the key as it counts now, or %NULL
 * @law: the law that is in force in the office now; for jkk_office_calculate() itself
 */
typedef struct
{
  gint64 case_id;
  JkkCase *jcase;
  gboolean repeated;
  gint64 made;
  gboolean again;
  JkkSigner *signer;
  gconstpointer law;
} JkkOutcome;

void jkk_outcome_free (JkkOutcome *outcome);

/**
 * JkkDeed:
 * @name: its name on the command line, in the journal and as an action of the window
 * @label: what its button says, English, marked for translation
 * @done: what the history says, English, marked for translation
 * @who: who may do it (a set)
 * @needs_reason: whether a reason must be given
 *
 * A row of the table of deeds.
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *done;
  guint who;
  gboolean needs_reason;
} JkkDeed;

/* take-in, take, give-back, save, take-over, hold, resume, propose, approve, escalate, return, reject, countersign,
 * open, print, export, add-account, change-account, set-password, change-password, confirm-value, receive,
 * receive-batch, settle-post, refuse-post, file-post, settle-owed, send-message, register-partner, register-key,
 * revoke-key, make-key, end-key, release-post, receive-paper, file-paper, attach, judge-paper, withdraw-paper,
 * pay-installment, restore-backup, set-idle-lock */
const JkkDeed *jkk_deeds (guint *n_deeds);
const JkkDeed *jkk_deed_find (const char *name);
const char *jkk_deed_label (const JkkDeed *deed);
gboolean jkk_deed_needs_case (const JkkDeed *deed);
const char *jkk_deed_done_label (const char *name);

/* Whether this person may do it with this case now; if not, the error says why. The window asks it for its buttons, the
 * deed itself asks it again. */
gboolean jkk_deed_allowed (const char *name, const JkkAccount *person, const JkkCase *jcase, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkOutcome, jkk_outcome_free)

G_END_DECLS
