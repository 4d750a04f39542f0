#pragma once

#include "jkk-day.h"
#include "jkk-error.h"

G_BEGIN_DECLS

/**
 * JkkPostState:
 * @JKK_POST_NEW: faultless, waits for a person
 * @JKK_POST_TAKEN: taken over into a case
 * @JKK_POST_DONE: needed no case, or was laid aside by a person
 * @JKK_POST_REPLACED: a later edition came before anybody took it
 * @JKK_POST_REFUSED: it had faults; nothing of it was taken in
 * @JKK_POST_QUARANTINED: its signature is missing or wrong; nothing of it was taken in
 * @JKK_POST_RELEASED: it was in quarantine and then read anew, as a file of its own
 *
 * What became of a file that came in.
 */
typedef enum
{
  JKK_POST_NEW,
  JKK_POST_TAKEN,
  JKK_POST_DONE,
  JKK_POST_REPLACED,
  JKK_POST_REFUSED,
  JKK_POST_QUARANTINED,
  JKK_POST_RELEASED,
  JKK_N_POST_STATES,
} JkkPostState;

/**
 * JkkPostIn:
 * @id: its id in the store
 * @partner: code of the partner in whose folder it lay
 * @guid: its GUID, or %NULL where it could not be read
 * @edition: which sending under that GUID, or JKK_NONE
 * @sequence: the sender's running number, or JKK_NONE
 * @kind: name of a #JkkMessageKind, or %NULL
 * @version: of the schema, or JKK_NONE
 * @answers: GUID of the message that it answers, or %NULL
 * @case_number: as it names the case, or %NULL
 * @participant_name: whom it is about, or %NULL
 * @file_name: name of the file
 * @sha256: fingerprint of the file
 * @size: its length in bytes
 * @content: the file, or %NULL where nothing was taken in (or it was not asked for)
 * @signer: fingerprint of the key that signed it, or %NULL
 * @state: what became of it
 * @faults: how many its receipt lists
 * @case_id: the case that it was taken into or is proposed for, or 0
 * @received_at: when, seconds since 1970 UTC
 * @settled_at: when a person settled it, or JKK_NONE
 * @settled_by: login of that person, or %NULL
 * @receipt: GUID of its receipt
 * @batch_id: the batch that it came in, or 0
 *
 * A file that came from a partner, and its answer.
 */
typedef struct
{
  gint64 id;
  char *partner;
  char *guid;
  gint64 edition;
  gint64 sequence;
  char *kind;
  gint64 version;
  char *answers;
  char *case_number;
  char *participant_name;
  char *file_name;
  char *sha256;
  gint64 size;
  char *content;
  char *signer;
  JkkPostState state;
  gint64 faults;
  gint64 case_id;
  gint64 received_at;
  gint64 settled_at;
  char *settled_by;
  char *receipt;
  gint64 batch_id;
} JkkPostIn;

/**
 * JkkPostOut:
 * @id: its id in the store
 * @partner: whom it is for
 * @guid: its GUID
 * @edition: which sending under that GUID
 * @sequence: the office's running number to this partner
 * @kind: name of a #JkkMessageKind
 * @answers: GUID of the message that it answers, or %NULL
 * @case_id: the case, or 0
 * @file_name: name of the file in the outbox
 * @content: the file
 * @sha256: fingerprint of the file
 * @made_at: when, seconds since 1970 UTC
 * @made_by: login
 * @delivered_at: when it was laid into the outbox, or JKK_NONE
 * @receipt_result: what the partner answered, or %NULL
 * @receipt_at: when, or JKK_NONE
 * @batch_id: the batch with whose receipts it goes out, or 0
 *
 * A message of the office to a partner.
 */
typedef struct
{
  gint64 id;
  char *partner;
  char *guid;
  gint64 edition;
  gint64 sequence;
  char *kind;
  char *answers;
  gint64 case_id;
  char *file_name;
  char *content;
  char *sha256;
  gint64 made_at;
  char *made_by;
  gint64 delivered_at;
  char *receipt_result;
  gint64 receipt_at;
  gint64 batch_id;
} JkkPostOut;

/**
 * JkkPostBatch:
 * @id: its id in the store
 * @partner: code of the partner
 * @guid: its GUID
 * @sender: who sends it, as its header says
 * @recipient: (nullable): for whom, as its header says
 * @answers: (nullable): GUID of the batch that it answers
 * @event: (nullable): the one event that all its messages are about
 * @file_name: name of the file
 * @sha256: fingerprint of the file
 * @size: its length in bytes
 * @stated: how many messages its header states, or JKK_NONE
 * @messages: how many it has
 * @done: how many of them are answered
 * @accepted: how many of these were taken in
 * @refused: how many were refused
 * @again: how many had come before
 * @received_at: when, seconds since 1970 UTC
 * @finished_at: when the last one was answered, or JKK_NONE
 * @answer: GUID of the batch of receipts
 *
 * Many messages in one file.
 */
typedef struct
{
  gint64 id;
  char *partner;
  char *guid;
  char *sender;
  char *recipient;
  char *answers;
  char *event;
  char *file_name;
  char *sha256;
  gint64 size;
  gint64 stated;
  gint64 messages;
  gint64 done;
  gint64 accepted;
  gint64 refused;
  gint64 again;
  gint64 received_at;
  gint64 finished_at;
  char *answer;
} JkkPostBatch;

/**
 * JkkOwed:
 * @id: its id in the store
 * @partner: with whom
 * @by_office: whether the office owes it, else the partner
 * @kind: what is owed: name of a #JkkMessageKind
 * @guid: the message that it is owed for
 * @case_id: the case, or 0
 * @since: when it began, seconds since 1970 UTC
 * @due_day: by when, or JKK_NONE
 *
 * An answer that somebody owes.
 */
typedef struct
{
  gint64 id;
  char *partner;
  gboolean by_office;
  char *kind;
  char *guid;
  gint64 case_id;
  gint64 since;
  JkkDay due_day;
} JkkOwed;

/**
 * JkkPostGap:
 * @partner: whose numbers
 * @first: the first number that never came
 * @last: the last one of them
 *
 * Messages that a partner has sent by its own count, and that never arrived.
 */
typedef struct
{
  char *partner;
  gint64 first;
  gint64 last;
} JkkPostGap;

/**
 * JkkPostCounts:
 * @fresh: messages that wait and fit no case
 * @proposals: messages that wait, with a case that they may belong to
 * @faulty: files that were refused or quarantined, and nobody has dealt with
 * @owed: answers that somebody owes
 * @overdue: those of them whose day is over
 *
 * How much post waits for a person.
 */
typedef struct
{
  gint64 fresh;
  gint64 proposals;
  gint64 faulty;
  gint64 owed;
  gint64 overdue;
} JkkPostCounts;

JkkPostIn *jkk_post_in_new (const char *partner, const char *file_name);
void jkk_post_in_free (JkkPostIn *post);
JkkPostOut *jkk_post_out_new (const char *partner, const char *kind);
void jkk_post_out_free (JkkPostOut *post);
void jkk_owed_free (JkkOwed *owed);
void jkk_post_gap_free (JkkPostGap *gap);

JkkPostBatch *jkk_post_batch_new (const char *partner, const char *file_name);
JkkPostBatch *jkk_post_batch_copy (const JkkPostBatch *batch);
void jkk_post_batch_free (JkkPostBatch *batch);

const char *jkk_post_state_name (JkkPostState state);
gboolean jkk_post_state_from_name (const char *name, JkkPostState *state);
const char *jkk_post_state_label (JkkPostState state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPostIn, jkk_post_in_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPostOut, jkk_post_out_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPostBatch, jkk_post_batch_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkOwed, jkk_owed_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPostGap, jkk_post_gap_free)

G_END_DECLS
