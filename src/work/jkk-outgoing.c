#include "jkk-outgoing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *
facility_of (const JkkCase *jcase)
{
  return jcase->medical.facility != NULL ? jcase->medical.facility : jcase->accident.first_aid_place;
}

/* The number of the letter is that of the case under a prefix of its own. */
static char *
letter_number (const JkkCase *jcase)
{
  const char *number = jcase->cover.number;
  const char *rest = number != NULL ? strchr (number, '-') : NULL;

  return rest != NULL ? g_strconcat ("SJ", rest, NULL) : NULL;
}

static void
fill_guarantee (JkkGuarantee *letter, const JkkCase *jcase, JkkDay today)
{
  letter->number = letter_number (jcase);
  letter->issued_day = today;
  letter->facility = g_strdup (facility_of (jcase));
  letter->care_class = g_strdup (_ ("Class I of a government hospital, or its equal"));
  letter->scope =
      g_strdup (_ ("Care as it is medically needed, until it is concluded whether it was a work accident."));
}

/* Only what has been decided is told; a proposal is the office's own affair. */
static void
fill_decision (JkkOutcomeNotice *notice, const JkkCaseFile *file)
{
  const JkkDecision *decision = file->decision;

  if (decision == NULL || decision->decided_at <= 0 || jkk_case_status_is_open (jkk_case_get_status (file->jcase)))
    return;
  gboolean paid =
      jkk_case_get_status (file->jcase) == JKK_STATUS_APPROVED && g_strcmp0 (decision->proposal, "pay") == 0;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (decision->decided_at);

  notice->result = g_strdup (paid ? "disetujui" : "ditolak");
  notice->decided_day =
      jkk_day_new (g_date_time_get_year (time), g_date_time_get_month (time), g_date_time_get_day_of_month (time));
}

static void
fill_payment (JkkPaymentNotice *notice, const JkkCase *jcase, const JkkMessage *answered, JkkDay today)
{
  const JkkBill *bill = answered != NULL && g_strcmp0 (answered->kind, "bill") == 0 ? answered->own : NULL;

  notice->paid_day = today;
  notice->recipient_name = g_strdup (bill != NULL && bill->facility != NULL ? bill->facility : facility_of (jcase));
  if (bill == NULL)
    return;
  notice->amount = bill->total;
  notice->bill_number = g_strdup (bill->number);
}

static void
fill_stage (JkkStageReport *report, const JkkCase *jcase)
{
  gboolean claimed = jcase->claim.claimed_day != JKK_NONE;

  report->stage = g_strdup (claimed ? "tahap-2" : "tahap-1");
  report->reported_day = claimed ? jcase->claim.claimed_day : jcase->accident.reported_day;
}

static void
fill_answer (JkkQuestion *answer, const JkkMessage *answered)
{
  const JkkQuestion *question = answered != NULL && g_strcmp0 (answered->kind, "question") == 0 ? answered->own : NULL;

  if (question == NULL)
    return;
  answer->topic = g_strdup (question->topic);
  answer->about = g_strdup (question->about);
}

static void
fill (JkkMessage *message, const JkkCaseFile *file, const JkkMessage *answered, JkkDay today)
{
  const JkkCase *jcase = message->content;

  if (g_str_equal (message->kind, "guarantee"))
    fill_guarantee (message->own, jcase, today);
  else if (g_str_equal (message->kind, "decision") && file != NULL)
    fill_decision (message->own, file);
  else if (g_str_equal (message->kind, "payment"))
    fill_payment (message->own, jcase, answered, today);
  else if (g_str_equal (message->kind, "stage"))
    fill_stage (message->own, jcase);
  else if (g_str_equal (message->kind, "answer"))
    fill_answer (message->own, answered);
  else if (g_str_equal (message->kind, "number"))
    {
      JkkNumberNotice *notice = message->own;

      notice->issued_day = today;
      notice->valid_until = today + JKK_NUMBER_DAYS;
    }
}

/**
 * jkk_outgoing_trim:
 * @message: a message of the office
 *
 * Leaves of the case only what the partner needs to know whom and what it is about. A report of a stage goes to those
 * who get a copy of the form, and stays whole.
 */
void
jkk_outgoing_trim (JkkMessage *message)
{
  const JkkCase *whole = message->content;

  if (whole == NULL || g_str_equal (message->kind, "stage"))
    return;
  g_autoptr (JkkCase) known = jkk_case_new ();
  known->participant.name = g_strdup (whole->participant.name);
  known->participant.number = g_strdup (whole->participant.number);
  known->participant.identity = g_strdup (whole->participant.identity);
  known->participant.born = whole->participant.born;
  known->accident.accident_day = whole->accident.accident_day;
  jkk_case_unref (message->content);
  message->content = g_steal_pointer (&known);
}

/**
 * jkk_outgoing_new:
 * @kind: name of a kind of message that an office sends
 * @file: (nullable): the case that it is about
 * @answered: (nullable): the message that it answers
 * @today: the day
 *
 * Returns: (transfer full): a message of that kind with what the office knows already; the rest is for a person to
 * write.
 */
JkkMessage *
jkk_outgoing_new (const char *kind, const JkkCaseFile *file, const JkkMessage *answered, JkkDay today)
{
  JkkMessage *message = jkk_message_new (kind);

  /* An answer to a message that belongs to no case speaks of the same person and day. */
  message->content = file != NULL       ? jkk_case_ref (file->jcase)
                     : answered != NULL ? jkk_case_ref (answered->content)
                                        : jkk_case_new ();
  if (file != NULL)
    message->case_number = g_strdup (file->jcase->cover.number);
  else if (answered != NULL)
    message->case_number = g_strdup (answered->case_number);
  message->answers = answered != NULL ? g_strdup (answered->id) : NULL;
  fill (message, file, answered, today);
  jkk_outgoing_trim (message);
  return message;
}
