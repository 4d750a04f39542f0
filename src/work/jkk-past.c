#include "jkk-past.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-account-store.h"
#include "jkk-calculation.h"
#include "jkk-case-past.h"
#include "jkk-case-store.h"
#include "jkk-decision-store.h"
#include "jkk-journal.h"
#include "jkk-law-private.h"
#include "jkk-law-store.h"
#include "jkk-office-private.h"
#include "jkk-origin.h"
#include "jkk-payout-xml.h"

/**
 * jkk_moment_parse:
 * @text: a day as people write it, or "@1234" for the entry of that number
 * @moment: (out): the moment
 * @error: INVALID
 *
 * Returns: whether it is one; an entry is meant with what it did
 */
gboolean
jkk_moment_parse (const char *text, JkkMoment *moment, GError **error)
{
  guint64 entry = 0;

  *moment = (JkkMoment){ .day = JKK_NONE };
  if (*text != '@')
    return (moment->day = jkk_day_parse (text, error)) != JKK_NONE;
  if (g_ascii_string_to_unsigned (text + 1, 10, 1, G_MAXINT64, &entry, NULL))
    {
      moment->entry = (gint64) entry;
      return TRUE;
    }
  g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
               _ ("“%s” is no entry of the history. Write a day, such as 2026-10-01, or the number of an entry as the "
                  "history shows it, such as @1234."),
               text);
  return FALSE;
}

/**
 * jkk_past_free:
 * @past: (transfer full): a view
 */
void
jkk_past_free (JkkPast *past)
{
  g_clear_pointer (&past->file, jkk_case_file_free);
  g_clear_pointer (&past->present, jkk_case_unref);
  g_clear_pointer (&past->payout, jkk_payout_unref);
  g_clear_pointer (&past->changes, g_ptr_array_unref);
  g_clear_pointer (&past->remarks, g_ptr_array_unref);
  g_free (past->title);
  g_free (past->payout_problem);
  g_free (past);
}

/* ---- Which moment */

static char *
time_text (gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time);

  return g_date_time_format (local, "%d-%m-%Y %H.%M");
}

static JkkDay
local_day (gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time);

  return jkk_day_new (g_date_time_get_year (local), g_date_time_get_month (local),
                      g_date_time_get_day_of_month (local));
}

/* Days are those of the clock on the wall. */
static gint64
end_of_day (JkkDay day)
{
  g_autofree char *iso = jkk_day_to_iso (day + 1);
  g_autofree char *midnight = g_strconcat (iso, "T00:00:00", NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) end = g_date_time_new_from_iso8601 (midnight, zone);

  return g_date_time_to_unix (end) - 1;
}

/* Where an entry stands in the history, or -1. */
static int
find_entry (GPtrArray *history, gint64 sequence)
{
  for (guint i = 0; i < history->len; i++)
    if (((JkkHistoryEntry *) history->pdata[i])->sequence == sequence)
      return (int) i;
  return -1;
}

static gboolean
set_not_yet (GPtrArray *history, GError **error)
{
  const JkkHistoryEntry *first = history->len > 0 ? history->pdata[history->len - 1] : NULL;
  g_autofree char *when = first != NULL ? time_text (first->time) : NULL;

  if (first == NULL)
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
                         _ ("This case has no history, so that nobody can say how it stood before."));
  else
    g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
                 _ ("The case was not there yet: its history begins on %s. Choose that day or a later one."), when);
  return FALSE;
}

/* How many of the newest entries had not been written at the moment. */
static gboolean
find_moment (GPtrArray *history, const JkkMoment *moment, guint *n_undone, GError **error)
{
  guint n = 0;

  if (moment->entry == 0)
    for (gint64 end = end_of_day (moment->day);
         n < history->len && ((JkkHistoryEntry *) history->pdata[n])->time > end;)
      n++;
  else
    {
      int at = find_entry (history, moment->entry);

      if (at < 0)
        {
          g_autofree char *number = g_strdup_printf ("@%" G_GINT64_FORMAT, moment->entry);

          g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
                       _ ("The history of this case has no entry %s. Look the number up there."), number);
          return FALSE;
        }
      n = (guint) at + (moment->before ? 1 : 0);
    }
  *n_undone = n;
  return n < history->len || set_not_yet (history, error);
}

/* Of a clock that was set back, the order of the entries tells the truth, not their times. */
static gboolean
clock_went_back (const JkkMoment *moment, GPtrArray *history, guint n_undone)
{
  for (guint i = n_undone; moment->entry == 0 && i < history->len; i++)
    if (((JkkHistoryEntry *) history->pdata[i])->time > end_of_day (moment->day))
      return TRUE;
  return FALSE;
}

/* ---- What had been decided by then */

static gboolean
is_answer (const char *deed)
{
  return strcmp (deed, "approve") == 0 || strcmp (deed, "reject") == 0 || strcmp (deed, "return") == 0;
}

/* The proposal that was the last one at the moment, and whether it had been answered. */
static guint
count_proposals (GPtrArray *history, guint n_undone, gboolean *answered)
{
  guint n = 0;

  *answered = FALSE;
  for (guint i = history->len; i > n_undone; i--)
    {
      const char *deed = ((JkkHistoryEntry *) history->pdata[i - 1])->deed;

      if (strcmp (deed, "propose") == 0)
        {
          n++;
          *answered = FALSE;
        }
      else if (is_answer (deed))
        *answered = TRUE;
    }
  return n;
}

static void
unanswer (JkkDecision *decision)
{
  jkk_set_str (&decision->state, "proposed");
  jkk_set_str (&decision->decided_by, NULL);
  jkk_set_str (&decision->decision_note, NULL);
  decision->decided_at = 0;
}

static char *
name_of (JkkDb *db, const char *login)
{
  g_autoptr (JkkAccount) account = login != NULL ? jkk_account_load (db, login, NULL) : NULL;

  return g_strdup (account != NULL ? account->name : login);
}

static gboolean
load_decision (JkkDb *db, JkkPast *past, GPtrArray *history, guint n_undone, GError **error)
{
  gboolean answered;
  guint n = count_proposals (history, n_undone, &answered);
  g_autoptr (GPtrArray) decisions = n > 0 ? jkk_decision_store_all (db, past->present->id, error) : NULL;

  if (n == 0)
    return TRUE;
  if (decisions == NULL)
    return FALSE;
  if (n > decisions->len)
    {
      g_ptr_array_add (past->remarks, g_strdup (_ ("The proposal of that time is not kept in this store.")));
      return TRUE;
    }
  JkkCaseFile *file = past->file;
  file->decision = jkk_decision_copy (decisions->pdata[n - 1]);
  file->decision->seal = JKK_DECISION_SEAL_UNKNOWN;
  if (!answered)
    unanswer (file->decision);
  file->proposer_name = name_of (db, file->decision->proposed_by);
  file->approver_name = name_of (db, file->decision->decided_by);
  file->decided_payout = jkk_payout_from_xml (file->decision->payout_xml, strlen (file->decision->payout_xml), error);
  return file->decided_payout != NULL;
}

/* ---- The sheet */

static const JkkPackSet *
law_by (JkkDb *db, gint64 time, GError **error)
{
  g_autoptr (GPtrArray) entries = jkk_law_store_all (db, error);

  if (entries == NULL)
    return NULL;
  for (guint i = entries->len; i > 0; i--)
    if (((JkkLawEntry *) entries->pdata[i - 1])->time > time)
      g_ptr_array_remove_index (entries, i - 1);
  return jkk_law_packs_of (entries, error);
}

static void
take_kept_sheet (JkkPast *past)
{
  const JkkDecision *decision = past->file->decision;
  g_autofree char *when = time_text (decision->proposed_at);

  past->payout = jkk_payout_ref (past->file->decided_payout);
  past->payout_is_kept = TRUE;
  /* Translators: time of the proposal, version of the program. */
  g_ptr_array_add (past->remarks, g_strdup_printf (_ ("The sheet is the one that was frozen with the proposal of %s "
                                                      "(program %s)."),
                                                   when, decision->program_version));
}

static void
calculate_sheet (JkkPast *past, const JkkPackSet *packs)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GHashTable) origins = jkk_origins_new (past->file->history);

  past->payout = jkk_calculate_explained (packs, past->file->jcase, past->day, &problem);
  if (past->payout != NULL)
    jkk_origins_put (origins, past->payout);
  else
    past->payout_problem = g_strdup (problem->message);
  g_ptr_array_add (
      past->remarks,
      g_strdup (_ ("The sheet that the desk showed then was not kept. This one is calculated now, for that "
                   "day, by this version of the program and by the law as the office had confirmed it by "
                   "then.")));
}

static gboolean
find_sheet (JkkDb *db, JkkPast *past, gint64 until, GError **error)
{
  const JkkPackSet *packs = law_by (db, until, error);

  if (packs == NULL)
    return FALSE;
  past->file->law = packs;
  if (past->file->decided_payout != NULL && !jkk_case_status_is_editable (jkk_case_get_status (past->file->jcase)))
    take_kept_sheet (past);
  else
    calculate_sheet (past, packs);
  return TRUE;
}

/* ---- Reading it */

typedef struct
{
  gint64 case_id;
  JkkMoment moment;
} Wish;

/* Only what somebody did; the history that a person reads does not name who looked. */
static GPtrArray *
history_until (GPtrArray *history, guint n_undone)
{
  GPtrArray *kept = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_history_entry_free);

  while (history->len > n_undone)
    g_ptr_array_insert (kept, 0, g_ptr_array_steal_index (history, history->len - 1));
  for (guint i = kept->len; i > 0; i--)
    if (jkk_journal_is_look (kept->pdata[i - 1]))
      g_ptr_array_remove_index (kept, i - 1);
  return kept;
}

static char *
title_of (const JkkMoment *moment, const JkkHistoryEntry *last)
{
  g_autofree char *when = time_text (last->time);
  g_autofree char *day = moment->entry == 0 ? jkk_day_to_text (moment->day) : NULL;
  const char *who = last->person_name != NULL ? last->person_name : last->person;

  if (day != NULL)
    /* Translators: a day; time of the last entry before; who, did what. */
    return g_strdup_printf (_ ("As it stood at the end of %s; the last entry by then: %s, %s %s"), day, when, who,
                            jkk_deed_done_label (last->deed));
  g_autofree char *number = g_strdup_printf ("@%" G_GINT64_FORMAT, last->sequence);
  /* Translators: time of an entry, number of the entry, who, did what. */
  return g_strdup_printf (_ ("As it stood after the entry of %s (%s): %s %s"), when, number, who,
                          jkk_deed_done_label (last->deed));
}

/* The nearest entry that is no mere look, going on from @i by @step. */
static gint64
neighbour (GPtrArray *history, int i, int step)
{
  for (i += step; i >= 0 && i < (int) history->len; i += step)
    if (!jkk_journal_is_look (history->pdata[i]))
      return ((JkkHistoryEntry *) history->pdata[i])->sequence;
  return 0;
}

static void
name_moment (JkkPast *past, const JkkMoment *moment, GPtrArray *history, guint n_undone)
{
  const JkkHistoryEntry *last = history->pdata[n_undone];

  past->sequence = last->sequence;
  past->time = last->time;
  past->earlier = neighbour (history, (int) n_undone, 1);
  past->later = neighbour (history, (int) n_undone, -1);
  past->day = moment->entry == 0 ? moment->day : local_day (last->time);
  past->title = title_of (moment, last);
  if (clock_went_back (moment, history, n_undone))
    g_ptr_array_add (past->remarks,
                     g_strdup (_ ("Around that time a clock was set back. The order of the entries counts here, not "
                                  "the times that they bear.")));
}

/* Whether nothing has been changed since: then the case is known, whatever its history says. */
static gboolean
is_present (GPtrArray *history, guint n_undone)
{
  for (guint i = 0; i < n_undone; i++)
    {
      const JkkHistoryEntry *entry = history->pdata[i];

      if (entry->changes != NULL && entry->changes->len > 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
rebuild (JkkPast *past, GPtrArray *history, guint n_undone, GError **error)
{
  g_autoptr (GError) doubt = NULL;

  if (!jkk_case_past_is_complete (past->present, history, &doubt))
    {
      if (!is_present (history, n_undone))
        {
          g_propagate_error (error, g_steal_pointer (&doubt));
          return FALSE;
        }
      /* Nothing was noted since; whether it stood so then, the history does not bear out. */
      g_ptr_array_add (
          past->remarks,
          g_strdup_printf (_ ("Shown is what is stored today, since no entry tells of a change after that. "
                              "But: %s"),
                           doubt->message));
    }
  past->file->jcase = jkk_case_past_rewind (past->present, history, n_undone, error);
  if (past->file->jcase == NULL)
    return FALSE;
  past->changes = jkk_case_diff (past->file->jcase, past->present);
  return TRUE;
}

static gpointer
past_read (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wish *wish = data;
  g_autoptr (JkkPast) past = g_new0 (JkkPast, 1);
  guint n_undone;

  past->file = g_new0 (JkkCaseFile, 1);
  past->remarks = g_ptr_array_new_with_free_func (g_free);
  past->present = jkk_case_store_load (db, wish->case_id, error);
  g_autoptr (GPtrArray) history = past->present != NULL ? jkk_journal_whole (db, wish->case_id, error) : NULL;
  if (history == NULL || !find_moment (history, &wish->moment, &n_undone, error) ||
      !rebuild (past, history, n_undone, error))
    return NULL;
  name_moment (past, &wish->moment, history, n_undone);
  if (!load_decision (db, past, history, n_undone, error))
    return NULL;
  gint64 until = wish->moment.entry == 0 ? end_of_day (past->day) : past->time;
  past->file->history = history_until (history, n_undone);
  past->file->linked = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_case_row_free);
  past->file->verifier_name = name_of (db, past->file->jcase->cover.verifier);
  return find_sheet (db, past, until, error) ? g_steal_pointer (&past) : NULL;
}

/**
 * jkk_past_load:
 * @office: the office
 * @case_id: a case
 * @moment: when
 * @error: NOT_FOUND: there was no such case then, or its history does not reach so far; the sentence says which
 *
 * Rebuilds a case from the journal as it stood. What cannot be known is said, never guessed.
 *
 * Returns: (transfer full): the case and what belongs to it.
 */
JkkPast *
jkk_past_load (JkkOffice *office, gint64 case_id, const JkkMoment *moment, GError **error)
{
  Wish wish = { case_id, *moment };

  return jkk_office_read (office, past_read, &wish, (GDestroyNotify) jkk_past_free, error);
}

/**
 * jkk_past_load_async:
 * @office: the office
 * @case_id: a case
 * @moment: when
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_past_load().
 */
void
jkk_past_load_async (JkkOffice *office,
                     gint64 case_id,
                     const JkkMoment *moment,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  Wish wish = { case_id, *moment };

  jkk_office_read_async (office, past_read, g_memdup2 (&wish, sizeof wish), g_free, (GDestroyNotify) jkk_past_free,
                         cancellable, callback, user_data);
}

/**
 * jkk_past_load_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full): see jkk_past_load().
 */
JkkPast *
jkk_past_load_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  return jkk_office_finish (office, result, error);
}
