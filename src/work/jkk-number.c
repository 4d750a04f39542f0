#include "jkk-case-store.h"
#include "jkk-number-private.h"
#include "jkk-number-store.h"
#include "jkk-outgoing.h"
#include "jkk-post-store.h"

#include <glib/gi18n-lib.h>

/*   report of a hospital ── "number" ──▶ number_reserved ── the case is made ──▶ the case has this number
 *
 * A number is taken from the row of all case numbers when it is given, so that no other case ever gets it. After its
 * last day it stays unused, and the case gets another one. */

/* --- Giving --- */

/* The day from which and until which a number shall count. */
static gboolean
check_days (JkkNumberNotice *notice, JkkDay today, GError **error)
{
  if (notice->issued_day == JKK_NONE)
    notice->issued_day = today;
  if (notice->valid_until == JKK_NONE)
    notice->valid_until = today + JKK_NUMBER_DAYS;
  if (notice->valid_until >= today && notice->valid_until <= today + JKK_NUMBER_DAYS)
    return TRUE;
  g_autofree char *first = jkk_day_to_text (today), *last = jkk_day_to_text (today + JKK_NUMBER_DAYS);
  g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
               _ ("A case number given in advance is valid for %d days at most. Choose a last day from %s to %s."),
               JKK_NUMBER_DAYS, first, last);
  return FALSE;
}

/* The number of the case that was made of the report meanwhile; NULL without an error if there is none. */
static char *
number_of_report (const JkkDeedContext *context, const char *partner, const char *guid, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (JkkPostIn) report = jkk_post_store_find_guid (context->db, partner, guid, &problem);
  g_autoptr (JkkCase) jcase = report != NULL && report->state == JKK_POST_TAKEN && report->case_id != 0
                                  ? jkk_case_store_load (context->db, report->case_id, &problem)
                                  : NULL;

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return jcase != NULL ? g_strdup (jcase->cover.number) : NULL;
}

static char *
next_number (const JkkDeedContext *context, GError **error)
{
  int year;

  jkk_day_split (context->today, &year, NULL, NULL);
  return jkk_case_store_next_number (context->db, year, error);
}

static gboolean
reserve (const JkkDeedContext *context, JkkMessage *message, const char *partner, GError **error)
{
  const JkkNumberNotice *notice = message->own;
  g_autoptr (JkkReservedNumber) before = NULL;

  if (message->answers != NULL && !jkk_number_store_find_for (context->db, partner, message->answers, &before, error))
    return FALSE;
  g_free (message->case_number);
  message->case_number = before != NULL ? g_strdup (before->number) : next_number (context, error);
  if (message->case_number == NULL || (before != NULL && before->case_id != 0))
    return message->case_number != NULL;
  const JkkReservedNumber number = { .number = message->case_number,
                                     .partner = (char *) partner,
                                     .answers = message->answers,
                                     .given_day = notice->issued_day,
                                     .valid_until = notice->valid_until };
  return jkk_number_store_reserve (context->db, &number, error);
}

/**
 * jkk_number_give:
 * @context: a deed's context
 * @message: a message of the kind "number"
 * @partner: code of the partner that gets it
 * @error: %JKK_ERROR_INVALID: its last day is too late, or over
 *
 * Writes the number into the message: that of its case, of the case that was made of the report that it answers, the
 * one that was given for this report before, or the next free one, which is kept for the partner from now on.
 *
 * Returns: whether the message has a number
 */
gboolean
jkk_number_give (const JkkDeedContext *context, JkkMessage *message, const char *partner, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (!check_days (message->own, context->today, error))
    return FALSE;
  if (context->request->case_id != 0)
    return TRUE;
  g_autofree char *number =
      message->answers != NULL ? number_of_report (context, partner, message->answers, &problem) : NULL;
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (number == NULL)
    return reserve (context, message, partner, error);
  g_free (message->case_number);
  message->case_number = g_steal_pointer (&number);
  return TRUE;
}

/* --- Using --- */

/* What was given to the sender of the message of which the case is made: by the number that the message names, or for
 * this very report. */
static gboolean
find_given (const JkkDeedContext *context, JkkReservedNumber **given, GError **error)
{
  const JkkMessage *message = context->request->message;

  *given = NULL;
  if (message == NULL || message->sender == NULL)
    return TRUE;
  if (message->case_number != NULL &&
      !jkk_number_store_find (context->db, message->sender, message->case_number, given, error))
    return FALSE;
  return *given != NULL || message->id == NULL ||
         jkk_number_store_find_for (context->db, message->sender, message->id, given, error);
}

/**
 * jkk_number_for_case:
 * @context: the context of "take-in"
 * @year: the year that a new number shall carry
 * @error: return location
 *
 * Returns: (transfer full): the number that the new case gets: the one that was given to the sender of its message in
 * advance, if it counts today, else the next free one
 */
char *
jkk_number_for_case (const JkkDeedContext *context, int year, GError **error)
{
  g_autoptr (JkkReservedNumber) given = NULL;

  if (!find_given (context, &given, error))
    return NULL;
  if (given != NULL && jkk_reserved_number_is_free (given, context->today))
    return g_strdup (given->number);
  return jkk_case_store_next_number (context->db, year, error);
}
