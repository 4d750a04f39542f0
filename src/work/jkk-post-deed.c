#include "jkk-case-store.h"
#include "jkk-deed-private.h"
#include "jkk-ledger-private.h"
#include "jkk-match-private.h"
#include "jkk-message-xml.h"
#include "jkk-number-private.h"
#include "jkk-number-store.h"
#include "jkk-office-store.h"
#include "jkk-outgoing.h"
#include "jkk-partner-store.h"
#include "jkk-post-store.h"
#include "jkk-postbox-private.h"
#include "jkk-receipt.h"
#include "jkk-sha256.h"
#include "jkk-signing-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- The office as a sender --- */

/**
 * jkk_post_sender_clear:
 * @sender: what is known of the office; what it holds is freed
 */
void
jkk_post_sender_clear (JkkPostSender *sender)
{
  g_clear_pointer (&sender->office, g_free);
  g_clear_pointer (&sender->time, g_free);
  g_clear_pointer (&sender->key, jkk_own_key_free);
  g_clear_pointer (&sender->partner, g_free);
}

static const char *
office_code (const JkkDeedContext *context)
{
  JkkPostSender *sender = context->sender;

  if (sender->office == NULL)
    sender->office = jkk_office_store_get (context->db, JKK_OFFICE_BRANCH_CODE, NULL);
  if (sender->office == NULL || *sender->office == '\0')
    jkk_set_str (&sender->office, JKK_OFFICE_NO_CODE);
  return sender->office;
}

static const char *
sending_time (const JkkDeedContext *context)
{
  g_autoptr (GDateTime) time = context->sender->time == NULL ? g_date_time_new_from_unix_utc (context->now) : NULL;

  if (time != NULL)
    context->sender->time = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
  return context->sender->time;
}

/* Nobody else sends while a deed writes. */
static gboolean
next_sequence (const JkkDeedContext *context, const char *partner, GError **error)
{
  JkkPostSender *sender = context->sender;

  if (g_strcmp0 (sender->partner, partner) == 0)
    {
      sender->sequence++;
      return TRUE;
    }
  g_clear_pointer (&sender->partner, g_free);
  if (!jkk_post_store_next_sequence (context->db, partner, &sender->sequence, error))
    return FALSE;
  sender->partner = g_strdup (partner);
  return TRUE;
}

static gboolean
sign (const JkkDeedContext *context, char **content, gsize *length, GError **error)
{
  JkkPostSender *sender = context->sender;

  if (!sender->knows_key && !jkk_post_load_key (context->db, context->today, &sender->key, error))
    return FALSE;
  sender->knows_key = TRUE;
  return sender->key == NULL || jkk_post_sign (sender->key, content, length, error);
}

/**
 * jkk_post_put_out:
 * @context: a deed's context
 * @message: a message of the office with its GUID
 * @partner: code of whom it is for
 * @case_id: the case, or 0
 * @id: (out) (optional): its id in the store
 * @error: return location
 *
 * Gives a message of the office its sender, number and time, and puts it where it waits for the outbox.
 *
 * Returns: whether it waits there
 */
gboolean
jkk_post_put_out (
    const JkkDeedContext *context, JkkMessage *message, const char *partner, gint64 case_id, gint64 *id, GError **error)
{
  g_autoptr (JkkPostOut) post = jkk_post_out_new (partner, message->kind);
  gsize length = 0;

  if (!next_sequence (context, partner, error))
    return FALSE;
  message->sequence = context->sender->sequence;
  g_free (message->sender);
  message->sender = g_strdup (office_code (context));
  g_free (message->recipient);
  message->recipient = g_strdup (partner);
  g_free (message->sent_at);
  message->sent_at = g_strdup (sending_time (context));

  post->content = jkk_message_to_xml (message, &length);
  if (!sign (context, &post->content, &length, error))
    return FALSE;
  post->guid = g_strdup (message->id);
  post->edition = message->edition;
  post->sequence = message->sequence;
  post->answers = g_strdup (message->answers);
  post->case_id = case_id;
  post->file_name = g_strdup_printf ("%06" G_GINT64_FORMAT "-%s-%s.xml", post->sequence, post->kind, post->guid);
  post->sha256 = jkk_sha256 (post->content, length);
  post->made_at = context->now;
  post->made_by = g_strdup (context->person->login);
  post->batch_id = context->batch_id;
  return jkk_post_store_send (context->db, post, id, error);
}

/* --- Receiving --- */

/* The file as it was judged alone, with what the office knows added to its faults; the one that was read stays as it is
 * and has the rest. */
typedef struct
{
  JkkPostFile file;
  gint64 replaces; /* id of the sending that came before, or 0 */
  gboolean refused;
} Judgement;

static gpointer
copy_fault (gconstpointer fault, gpointer data)
{
  return jkk_fault_copy (fault);
}

static void
judgement_init (Judgement *judgement, const JkkPostFile *read)
{
  judgement->file = *read;
  judgement->file.faults = g_ptr_array_copy (read->faults, copy_fault, NULL);
  g_ptr_array_set_free_func (judgement->file.faults, (GDestroyNotify) jkk_fault_free);
  judgement->replaces = 0;
  judgement->refused = FALSE;
}

static void
judgement_clear (Judgement *judgement)
{
  g_ptr_array_unref (judgement->file.faults);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Judgement, judgement_clear)

static void
add_fault (Judgement *judgement, const char *name, const char *code, const char *text, const char *repair)
{
  g_autofree char *path = jkk_message_header_place (judgement->file.message, name);

  g_ptr_array_add (judgement->file.faults, jkk_fault_new (0, 0, path, code, text, repair));
}

static void
refuse (Judgement *judgement, const char *name, const char *code, const char *text, const char *repair)
{
  add_fault (judgement, name, code, text, repair);
  judgement->refused = TRUE;
}

/* Whom it comes from and whom it is for. */
static void
judge_names (const JkkDeedContext *context, Judgement *judgement)
{
  judgement->refused = !jkk_post_file_judge_names (&judgement->file, office_code (context));
}

/* A number that was used before: the same content again is found by its fingerprint, so this is another one. */
static gboolean
judge_identity (const JkkDeedContext *context, Judgement *judgement, GError **error)
{
  const JkkMessage *message = judgement->file.message;
  g_autoptr (GError) problem = NULL;
  g_autoptr (JkkPostIn) known = jkk_post_store_find_guid (context->db, judgement->file.partner, message->id, &problem);

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  judgement->replaces = known != NULL ? known->id : 0;
  if (known == NULL || known->edition < message->edition)
    return TRUE;
  if (known->edition == message->edition)
    refuse (judgement, "id", "id-conflict", _ ("A message with this id came before and said something else."),
            _ ("Send a correction with the next edition, or another message with an id of its own."));
  else
    refuse (judgement, "edition", "edition-outdated", _ ("A later sending of this message came before."),
            _ ("Send it with a higher edition if it shall count."));
  return TRUE;
}

/* A number that was given in advance is good until its last day, also while there is no case yet. */
static void
judge_given_number (const JkkDeedContext *context, Judgement *judgement, const JkkReservedNumber *given)
{
  g_autofree char *last = jkk_day_to_text (given->valid_until);
  g_autofree char *text = g_strdup_printf (_ ("This case number was given in advance and was valid until %s."), last);

  if (!jkk_reserved_number_is_free (given, context->today))
    add_fault (judgement, "case_number", "number-expired", text,
               _ ("The office will look for the case by participant and day; report the accident again to get "
                  "another number."));
}

/* What the office knows of the case: worth a look, no fault. */
static gboolean
judge_case (const JkkDeedContext *context, Judgement *judgement, GError **error)
{
  const JkkMessage *message = judgement->file.message;
  g_autoptr (GError) unknown = NULL;

  if (message->case_number == NULL)
    return TRUE;
  if (jkk_case_store_find_number (context->db, message->case_number, &unknown) != 0)
    return TRUE;
  if (!g_error_matches (unknown, JKK_ERROR, JKK_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&unknown));
      return FALSE;
    }
  g_autoptr (JkkReservedNumber) given = NULL;
  if (!jkk_number_store_find (context->db, judgement->file.partner, message->case_number, &given, error))
    return FALSE;
  if (given != NULL)
    {
      judge_given_number (context, judgement, given);
      return TRUE;
    }
  add_fault (judgement, "case_number", "case-unknown", _ ("The office has no case with this number."),
             _ ("The office will look for it by participant and day; compare the number with the guarantee letter."));
  return TRUE;
}

static JkkPostIn *
entry_new (const JkkDeedContext *context, const JkkPostFile *file, gboolean refused)
{
  JkkPostIn *post = jkk_post_in_new (file->partner, file->file_name);
  const JkkMessage *message = file->message != NULL ? file->message : file->head;
  gboolean in = file->message != NULL && !refused && !file->quarantined;

  post->sha256 = g_strdup (file->sha256);
  post->size = file->size;
  post->signer = g_strdup (file->signer);
  post->faults = file->faults->len;
  post->received_at = context->now;
  post->batch_id = context->batch_id;
  post->state = file->quarantined ? JKK_POST_QUARANTINED : in ? JKK_POST_NEW : JKK_POST_REFUSED;
  if (message == NULL)
    return post;
  post->guid = g_strdup (message->id);
  post->edition = message->edition;
  post->sequence = message->sequence;
  post->kind = g_strdup (message->kind);
  post->version = message->version;
  post->answers = g_strdup (message->answers);
  post->case_number = g_strdup (message->case_number);
  post->participant_name =
      g_strdup (message->content->participant.name != NULL ? message->content->participant.name
                                                           : message->content->medical.participant_name);
  post->content = in || file->quarantined ? g_strdup (file->content) : NULL;
  return post;
}

/* A receipt of the partner settles what it owed; it gets no receipt itself, or there would be no end. */
static gboolean
take_receipt (const JkkDeedContext *context, const JkkMessage *message, JkkPostIn *post, GError **error)
{
  const JkkReceipt *head = message->own;

  post->state = JKK_POST_DONE;
  post->settled_at = context->now;
  return head->of_id == NULL ||
         (jkk_post_store_receipted (context->db, head->of_id, head->result, context->now, error) &&
          jkk_post_store_owed_settle (context->db, head->of_id, "receipt", message->id, context->now, error));
}

/* Stores the file with its answer; both or none. */
static gboolean
answer (const JkkDeedContext *context, Judgement *judgement, GError **error)
{
  const JkkPostFile *file = &judgement->file;
  gboolean in = file->message != NULL && !judgement->refused && !file->quarantined;
  g_autoptr (JkkPostIn) post = entry_new (context, file, judgement->refused);

  if (in && g_str_equal (file->message->kind, "receipt"))
    {
      post->receipt = g_strdup ("");
      return take_receipt (context, file->message, post, error) &&
             jkk_post_store_receive (context->db, post, context->made, error);
    }
  if (in && ((judgement->replaces != 0 &&
              !jkk_post_store_replace (context->db, file->partner, post->guid, post->edition, error)) ||
             !jkk_ledger_enter (context, file->message, file->partner, judgement->replaces, error)))
    return FALSE;

  g_autoptr (JkkMessage) receipt = jkk_receipt_new (file, !in);
  post->receipt = g_strdup (receipt->id);
  return jkk_post_put_out (context, receipt, file->partner, 0, NULL, error) &&
         (!in || jkk_match_propose (context->db, file->message, &post->case_id, error)) &&
         jkk_post_store_receive (context->db, post, context->made, error);
}

/* A person may have refused what was accepted at first: the last word counts. */
static gboolean
send_receipt_again (const JkkDeedContext *context, const JkkPostIn *known, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *last = known->guid != NULL ? jkk_post_store_last_receipt (context->db, known->partner, known->guid,
                                                                             known->sha256, &problem)
                                              : NULL;

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return *known->receipt == '\0' ||
         jkk_post_store_send_again (context->db, last != NULL ? last : known->receipt, error);
}

static void
note_quarantine (const JkkDeedContext *context, const JkkPostFile *file)
{
  JkkChange *change = g_new0 (JkkChange, 1);

  change->path = g_strdup ("post.state");
  change->after = g_strconcat (jkk_post_state_name (JKK_POST_QUARANTINED), ": ",
                               ((const JkkFault *) file->faults->pdata[0])->code, NULL);
  g_ptr_array_add (context->changes, change);
}

/* A file that nobody has answered yet, or that is read anew. */
static gboolean
take_file (const JkkDeedContext *context, const JkkPostFile *read, gboolean *refused, GError **error)
{
  g_auto (Judgement) judgement;

  judgement_init (&judgement, read);
  if (read->quarantined)
    note_quarantine (context, read);
  else if (read->message != NULL)
    {
      judge_names (context, &judgement);
      if (!judge_identity (context, &judgement, error) || !judge_case (context, &judgement, error))
        return FALSE;
    }
  *refused = read->message == NULL || judgement.refused || read->quarantined;
  return answer (context, &judgement, error);
}

/**
 * jkk_deed_release_post:
 * @context: the deed's context
 * @error: %JKK_ERROR_REFUSED: its signature does not count today either
 *
 * Takes a message out of quarantine that was read anew and whose signature is good now.
 *
 * Returns: %NULL
 */
JkkCase *
jkk_deed_release_post (const JkkDeedContext *context, GError **error)
{
  const JkkPostFile *read = context->request->post;
  gboolean refused;

  g_return_val_if_fail (read != NULL, NULL);

  if (read->quarantined)
    {
      g_autofree char *why = jkk_fault_to_text (read->faults->pdata[0]);

      g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED, _ ("The message stays in quarantine: %s"), why);
      return NULL;
    }
  if (jkk_post_store_release (context->db, context->request->post_id, context->person->login, context->now, error))
    take_file (context, read, &refused, error);
  return NULL;
}

/**
 * jkk_post_receive:
 * @context: the deed's context; told what was made, and whether it had come before
 * @read: a file of a partner as it was judged
 * @refused: (out): whether nothing of it was taken in
 * @error: return location
 *
 * Stores a file with its answer, or answers it once more.
 *
 * Returns: whether it is answered
 */
gboolean
jkk_post_receive (const JkkDeedContext *context, const JkkPostFile *read, gboolean *refused, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (JkkPostIn) known = jkk_post_store_find_file (context->db, read->partner, read->sha256, &problem);

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  gboolean is_heard_now =
      known != NULL && known->state == JKK_POST_QUARANTINED && read->message != NULL && !read->quarantined;
  if (is_heard_now && !jkk_post_store_release (context->db, known->id, context->person->login, context->now, error))
    return FALSE;
  if (known == NULL || is_heard_now)
    return take_file (context, read, refused, error);
  *context->made = known->id;
  *context->again = TRUE;
  *refused = FALSE;
  return send_receipt_again (context, known, error);
}

/**
 * jkk_deed_receive:
 * @context: the deed's context
 * @error: return location
 *
 * Answers a file of a partner: stores what is faultless, with a receipt that waits for the outbox. The very same file
 * again has no second effect and gets the same receipt again; only one in quarantine, whose signature is good by now,
 * is taken in when it comes again.
 *
 * Returns: %NULL; with an error only if nothing could be stored
 */
JkkCase *
jkk_deed_receive (const JkkDeedContext *context, GError **error)
{
  gboolean refused;

  g_return_val_if_fail (context->request->post != NULL, NULL);

  jkk_post_receive (context, context->request->post, &refused, error);
  return NULL;
}

/* --- Sending --- */

static gboolean
check_outgoing (const JkkDeedContext *context, const JkkPartner *partner, GError **error)
{
  const JkkMessage *message = context->request->outgoing;
  const JkkMessageKind *kind = jkk_message_kind_find (message->kind);

  if (!partner->active)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
                   _ ("No post is exchanged with %s now. Ask an administrator to make the partner active again."),
                   partner->name);
      return FALSE;
    }
  if (kind == NULL || (kind->ways & JKK_MESSAGE_OUT) == 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED, _ ("An office sends no messages of the kind “%s”."),
                   message->kind);
      return FALSE;
    }
  for (guint i = 0; kind->needed[i] != NULL; i++)
    {
      g_autofree char *value = jkk_message_get_text (message, kind->needed[i]);

      if (value == NULL)
        {
          g_autofree char *label = jkk_message_path_label (message, kind->needed[i]);

          g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("Fill in “%s” first."), label);
          return FALSE;
        }
    }
  return TRUE;
}

/* What tells a partner of a decision, or of its payment, tells only what is signed. */
static gboolean
check_signed (const JkkDeedContext *context, GError **error)
{
  const char *kind = context->request->outgoing->kind;
  gint64 case_id = context->request->case_id;

  if (case_id == 0 || (!g_str_equal (kind, "decision") && !g_str_equal (kind, "payment")))
    return TRUE;
  return jkk_signing_require_case (context->db, case_id, TRUE, error);
}

/**
 * jkk_deed_send_message:
 * @context: the deed's context
 * @error: return location
 *
 * Sends a message of the office: it is stored, waits for the outbox, and the ledger knows what the partner now owes.
 *
 * Returns: %NULL
 */
JkkCase *
jkk_deed_send_message (const JkkDeedContext *context, GError **error)
{
  const JkkRequest *request = context->request;

  g_return_val_if_fail (request->outgoing != NULL && request->partner != NULL, NULL);

  g_autoptr (JkkPartner) partner = jkk_partner_store_load (context->db, request->partner->code, error);
  if (partner == NULL || !check_outgoing (context, partner, error) || !check_signed (context, error))
    return NULL;
  g_autoptr (JkkMessage) message = jkk_message_copy (request->outgoing);
  jkk_outgoing_trim (message);
  if (g_str_equal (message->kind, "number") && !jkk_number_give (context, message, partner->code, error))
    return NULL;
  const char *next = jkk_message_kind_find (message->kind)->next;
  if (message->id == NULL)
    message->id = g_uuid_string_random ();
  if (!jkk_post_put_out (context, message, partner->code, request->case_id, context->made, error) ||
      (message->answers != NULL &&
       !jkk_post_store_owed_settle (context->db, message->answers, message->kind, message->id, context->now, error)) ||
      !jkk_ledger_owe (context, partner->code, FALSE, "receipt", message->id, request->case_id, error))
    return NULL;
  if (next != NULL)
    jkk_ledger_owe (context, partner->code, FALSE, next, message->id, request->case_id, error);
  return NULL;
}
