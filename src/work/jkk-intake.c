#include <glib/gi18n-lib.h>

#include "jkk-batch-store.h"
#include "jkk-case-store.h"
#include "jkk-deed-private.h"
#include "jkk-document-store.h"
#include "jkk-exchange.h"
#include "jkk-match-private.h"
#include "jkk-message-store.h"
#include "jkk-number-private.h"
#include "jkk-number-store.h"
#include "jkk-partner-store.h"
#include "jkk-post-store.h"

/* A message that comes twice has one effect; one that came before with another content is refused. */
static gboolean
check_is_new (const JkkDeedContext *context, GError **error)
{
  const JkkRequest *request = context->request;
  g_autoptr (GError) problem = NULL;
  g_autoptr (JkkTakenMessage) taken = jkk_message_store_find (
      context->db, request->message->id, request->message->edition, request->message_sha256, &problem);

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (taken != NULL)
    g_set_error_literal (
        error, JKK_ERROR, JKK_ERROR_CONFLICT,
        _ ("This message was taken over before. Nothing was changed; the history of its case tells when."));
  return taken == NULL;
}

/* Who must sign is heard through its folder alone, where signatures are looked at: no file from elsewhere speaks in its
 * name. */
static gboolean
check_may_speak (const JkkDeedContext *context, GError **error)
{
  const JkkMessage *message = context->request->message;

  if (context->request->post_id != 0 || message->sender == NULL || jkk_message_kind_find (message->kind) == NULL)
    return TRUE;
  g_autoptr (JkkPartner) partner = jkk_partner_store_load (context->db, message->sender, NULL);
  if (partner == NULL || !partner->must_sign)
    return TRUE;
  g_set_error (
      error, JKK_ERROR, JKK_ERROR_REFUSED,
      _ ("The message names %s as its sender, whose signature must be looked at. Lay the file into the inbox of "
         "this partner, and take it over from there."),
      partner->name);
  return FALSE;
}

/* The message of the inbox belongs to this case from now on; it cannot be taken twice. */
static gboolean
take_message (const JkkDeedContext *context, gint64 case_id, GError **error)
{
  const JkkRequest *request = context->request;

  return check_may_speak (context, error) && check_is_new (context, error) &&
         jkk_message_store_take (context->db, request->message, request->message_sha256, case_id,
                                 context->person->login, context->now, error) &&
         (request->post_id == 0 || jkk_post_store_settle (context->db, request->post_id, JKK_POST_TAKEN, case_id,
                                                          context->person->login, context->now, error));
}

/* A message of a batch about one event links its case with those of the other victims. */
static gboolean
name_event (const JkkDeedContext *context, JkkCase *jcase, GError **error)
{
  g_autofree char *event = NULL;

  if (context->request->post_id == 0 || jcase->accident.event != NULL)
    return TRUE;
  if (!jkk_batch_store_event (context->db, context->request->post_id, &event, error))
    return FALSE;
  if (event != NULL)
    jkk_set_str (&jcase->accident.event, event);
  return TRUE;
}

/**
 * jkk_deed_take_in:
 * @context: the deed's context
 * @error: return location
 *
 * Takes a case in: it gets a number and waits in the queue.
 *
 * Returns: (transfer full): the case as it shall be stored.
 */
JkkCase *
jkk_deed_take_in (const JkkDeedContext *context, GError **error)
{
  int year;

  g_return_val_if_fail (context->request->edited != NULL, NULL);

  g_autoptr (JkkCase) jcase = jkk_deed_moved (context->request->edited, JKK_STATUS_RECEIVED);
  if (jcase->cover.received_day == JKK_NONE)
    jcase->cover.received_day = context->today;
  jkk_day_split (jcase->cover.received_day, &year, NULL, NULL);
  g_autofree char *number = jkk_number_for_case (context, year, error);
  if (number == NULL)
    return NULL;
  jcase->id = 0;
  jcase->revision = 0;
  jkk_set_str (&jcase->cover.number, number);
  jkk_set_str (&jcase->cover.verifier, NULL);
  jkk_set_str (&jcase->cover.proposer, NULL);
  jkk_set_str (&jcase->cover.approver, NULL);
  jkk_set_str (&jcase->cover.hold_reason, NULL);
  return name_event (context, jcase, error) ? g_steal_pointer (&jcase) : NULL;
}

/**
 * jkk_deed_taken_in:
 * @context: the deed's context
 * @jcase: the case that was taken in
 * @case_id: its id
 * @error: return location
 *
 * The message from which the case was made is settled, and messages that came before the case are proposed for it.
 *
 * Returns: whether it could be done
 */
gboolean
jkk_deed_taken_in (const JkkDeedContext *context, const JkkCase *jcase, gint64 case_id, GError **error)
{
  const JkkRequest *request = context->request;

  if (request->message != NULL && request->message_sha256 != NULL && !take_message (context, case_id, error))
    return FALSE;
  return jkk_number_store_use (context->db, jcase->cover.number, case_id, error) &&
         jkk_match_take_in (context->db, jcase, case_id, error);
}

/**
 * jkk_deed_take:
 * @context: the deed's context
 * @error: return location
 *
 * The person takes a case on, from the queue or from a colleague.
 *
 * Returns: (transfer full): the case as it shall be stored.
 */
JkkCase *
jkk_deed_take (const JkkDeedContext *context, GError **error)
{
  JkkCaseStatus status = jkk_case_get_status (context->stored);
  JkkCase *jcase = jkk_deed_moved (context->stored, status == JKK_STATUS_HELD ? status : JKK_STATUS_VERIFYING);

  jkk_set_str (&jcase->cover.verifier, context->person->login);
  return jcase;
}

/**
 * jkk_deed_give_back:
 * @context: the deed's context
 * @error: return location
 *
 * The person puts a case back into the queue.
 *
 * Returns: (transfer full): the case as it shall be stored.
 */
JkkCase *
jkk_deed_give_back (const JkkDeedContext *context, GError **error)
{
  JkkCase *jcase = jkk_deed_moved (context->stored, JKK_STATUS_RECEIVED);

  jkk_set_str (&jcase->cover.verifier, NULL);
  return jcase;
}

/* A paper that came as a file of its own, before somebody took its message over; one that is still owed is filed when
 * it comes. */
static GBytes *
paper_beside (const JkkDeedContext *context, const JkkEnclosure *enclosure)
{
  g_autofree char *sha256 = g_ascii_strdown (enclosure->sha256, -1);

  return jkk_document_store_has (context->db, sha256) ? jkk_document_store_get (context->db, sha256, NULL) : NULL;
}

/* The paper that a message brings goes to the papers of the case, unless it lies there already. */
static JkkCase *
take_paper (const JkkDeedContext *context, JkkCase *jcase, GError **error)
{
  const JkkMessage *message = context->request->message;
  const JkkEnclosure *enclosure = g_str_equal (message->kind, "document") ? message->own : NULL;
  g_autoptr (GError) problem = NULL;

  g_autoptr (GBytes) beside = enclosure != NULL && message->file == NULL ? paper_beside (context, enclosure) : NULL;
  GBytes *bytes = message->file != NULL ? message->file : beside;

  if (enclosure == NULL || bytes == NULL)
    return jkk_case_ref (jcase);
  const JkkDocument document = {
    .kind = enclosure->kind,
    .title = enclosure->title != NULL ? enclosure->title : enclosure->file_name,
    .received_day = context->today,
    .complete = JKK_NONE,
    .media_type = enclosure->media_type,
  };
  JkkCase *after = jkk_deed_add_paper (context, jcase, &document, bytes, &problem);
  if (g_error_matches (problem, JKK_ERROR, JKK_ERROR_CONFLICT))
    return jkk_case_ref (jcase);
  if (after == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return after;
}

/**
 * jkk_deed_take_over:
 * @context: the deed's context
 * @error: return location
 *
 * Takes values of a hospital's message over into the case, and remembers the message, so that it cannot be taken twice.
 *
 * Returns: (transfer full): the case as it shall be stored.
 */
JkkCase *
jkk_deed_take_over (const JkkDeedContext *context, GError **error)
{
  const JkkRequest *request = context->request;

  g_return_val_if_fail (request->message != NULL && request->message_sha256 != NULL, NULL);

  if (!take_message (context, context->stored->id, error))
    return NULL;
  g_autoptr (JkkCase) after = jkk_exchange_apply (context->stored, request->message, request->paths);
  if (!name_event (context, after, error))
    return NULL;
  return take_paper (context, after, error);
}
