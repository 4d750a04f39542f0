#pragma once

#include <gio/gio.h>

#include "jkk-exchange.h"
#include "jkk-postbox.h"

G_BEGIN_DECLS

/**
 * JkkPostDesk:
 * @counts: how much waits
 * @waiting: #JkkPostIn: messages without faults that wait for a person, the newest first
 * @faulty: #JkkPostIn: refused and quarantined files that nobody has dealt with
 * @settled: #JkkPostIn: the last ones that are settled
 * @owed: #JkkOwed: answers that are owed, the most urgent first
 * @gaps: #JkkPostGap: numbers that partners have used and that never came
 * @partners: #JkkPartner: all partners
 * @own_keys: #JkkPartnerKey: the office's own keys, the newest first
 * @key_warnings: (element-type utf8): keys that end soon or have run out; see jkk_postbox_key_warnings()
 *
 * What the page of the inbox shows, and that of the partners.
 */
typedef struct
{
  JkkPostCounts counts;
  GPtrArray *waiting;
  GPtrArray *faulty;
  GPtrArray *settled;
  GPtrArray *owed;
  GPtrArray *gaps;
  GPtrArray *partners;
  GPtrArray *own_keys;
  GPtrArray *key_warnings;
} JkkPostDesk;

/**
 * JkkPostLetter:
 * @entry: (nullable): the file of the inbox
 * @sent: (nullable): the message of the office, where a partner owes an answer to it
 * @message: (nullable): what it says; %NULL for a file with faults
 * @receipt: (nullable): the last receipt that the office gave for it
 * @matches: #JkkMatch: cases that it may belong to, the best first
 * @jcase: (nullable): the case to compare it with: the one that was asked for, its own, or the best match
 *
 * A message with all that a person needs to deal with it.
 */
typedef struct
{
  JkkPostIn *entry;
  JkkPostOut *sent;
  JkkMessage *message;
  JkkMessage *receipt;
  GPtrArray *matches;
  JkkCase *jcase;
} JkkPostLetter;

/**
 * JkkPostSending:
 * @partners: #JkkPartner: those with whom post is exchanged now
 * @owed: #JkkOwed: what the office owes
 * @sent: #JkkPostOut: the last messages to each of the partners, the newest first
 *
 * What somebody should know who writes a message.
 */
typedef struct
{
  GPtrArray *partners;
  GPtrArray *owed;
  GPtrArray *sent;
} JkkPostSending;

void jkk_post_desk_free (JkkPostDesk *desk);
void jkk_post_letter_free (JkkPostLetter *letter);
void jkk_post_sending_free (JkkPostSending *sending);

void jkk_postbox_counts_async (JkkOffice *office,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
JkkPostCounts *jkk_postbox_counts_finish (JkkOffice *office, GAsyncResult *result, GError **error);

JkkPostDesk *jkk_postbox_desk (JkkOffice *office, GError **error);
void
jkk_postbox_desk_async (JkkOffice *office, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JkkPostDesk *jkk_postbox_desk_finish (JkkOffice *office, GAsyncResult *result, GError **error);

JkkPostLetter *jkk_postbox_letter (JkkOffice *office, gint64 id, gint64 owed_id, gint64 case_id, GError **error);
void jkk_postbox_letter_async (JkkOffice *office,
                               gint64 id,
                               gint64 owed_id,
                               gint64 case_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
JkkPostLetter *jkk_postbox_letter_finish (JkkOffice *office, GAsyncResult *result, GError **error);

JkkPostSending *jkk_postbox_sending (JkkOffice *office, GError **error);
void jkk_postbox_sending_async (JkkOffice *office,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
JkkPostSending *jkk_postbox_sending_finish (JkkOffice *office, GAsyncResult *result, GError **error);

/* A round that does not keep the window waiting; see jkk_postbox_round(). */
void jkk_postbox_round_async (JkkOffice *office,
                              JkkPostStanding *standing,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean jkk_postbox_round_finish (JkkOffice *office, GAsyncResult *result, JkkPostRound *round, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPostDesk, jkk_post_desk_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPostLetter, jkk_post_letter_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPostSending, jkk_post_sending_free)

G_END_DECLS
