#include "jkk-row-state.h"

#include <glib/gi18n-lib.h>

static const char *const status_classes[JKK_N_STATUS] = {
  [JKK_STATUS_RECEIVED] = "status-received", [JKK_STATUS_VERIFYING] = "status-verifying",
  [JKK_STATUS_HELD] = "status-held",         [JKK_STATUS_PROPOSED] = "status-proposed",
  [JKK_STATUS_APPROVED] = "status-approved", [JKK_STATUS_REJECTED] = "status-rejected",
};

static char *
text_or_empty (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

static char *
day_or_empty (JkkDay day)
{
  return day != JKK_NONE ? jkk_day_to_text (day) : g_strdup ("");
}

/* Calendar days: that is what a participant counts. */
static char *
waiting_text (const JkkCaseRow *row, JkkDay today)
{
  if (!jkk_case_status_is_open (row->status) || row->received_day == JKK_NONE || row->received_day > today)
    return g_strdup ("");

  gint64 days = today - row->received_day;

  if (days == 0)
    return g_strdup (_ ("today"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", days), (int) days);
}

static void
add_spoken (GString *text, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append (text, part);
}

static char *
spoken_text (const JkkRowState *state, JkkMoney total)
{
  GString *text = g_string_new (NULL);
  g_autofree char *rupiah = total != JKK_NONE ? jkk_money_to_rupiah (total) : NULL;

  add_spoken (text, state->number);
  add_spoken (text, state->participant);
  add_spoken (text, state->employer);
  add_spoken (text, state->status_or_overdue);
  add_spoken (text, state->waiting);
  add_spoken (text, rupiah);
  return g_string_free (text, FALSE);
}

/**
 * jkk_row_state_new:
 * @row: what the store tells of a case
 * @verifier_name: (nullable): full name of its verifier; without it the login is shown
 * @today: the day that days are counted to
 * @overdue_before: open cases whose claim came in before this day are overdue
 *
 * Returns: (transfer full): the line of the list.
 */
JkkRowState *
jkk_row_state_new (const JkkCaseRow *row, const char *verifier_name, JkkDay today, JkkDay overdue_before)
{
  g_return_val_if_fail (row != NULL, NULL);

  JkkRowState *state = g_new0 (JkkRowState, 1);

  state->number = text_or_empty (row->number);
  state->participant = text_or_empty (row->participant_name);
  state->employer = text_or_empty (row->employer_name);
  state->segment = text_or_empty (row->segment);
  state->segment_label = text_or_empty (row->segment != NULL ? jkk_code_list_label ("segment", row->segment) : NULL);
  state->status = text_or_empty (jkk_case_status_label (row->status));
  state->status_icon = jkk_case_status_icon (row->status);
  state->status_class = status_classes[row->status];
  state->accident_day = day_or_empty (row->accident_day);
  state->received_day = day_or_empty (row->received_day);
  state->overdue =
      jkk_case_status_is_open (row->status) && row->claimed_day != JKK_NONE && row->claimed_day < overdue_before;
  /* Translators: state of a case, such as "On hold, overdue" */
  state->status_or_overdue =
      state->overdue ? g_strdup_printf (_ ("%s, overdue"), state->status) : g_strdup (state->status);
  state->waiting = waiting_text (row, today);
  state->verifier = text_or_empty (verifier_name != NULL ? verifier_name : row->verifier);
  state->total = row->total != JKK_NONE ? jkk_money_to_text (row->total) : g_strdup ("");
  state->spoken = spoken_text (state, row->total);
  return state;
}

/**
 * jkk_row_state_free:
 * @state: (transfer full): a line
 */
void
jkk_row_state_free (JkkRowState *state)
{
  g_free (state->number);
  g_free (state->participant);
  g_free (state->employer);
  g_free (state->segment);
  g_free (state->segment_label);
  g_free (state->status);
  g_free (state->status_or_overdue);
  g_free (state->accident_day);
  g_free (state->received_day);
  g_free (state->waiting);
  g_free (state->verifier);
  g_free (state->total);
  g_free (state->spoken);
  g_free (state);
}
