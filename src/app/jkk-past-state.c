#include "jkk-past-state.h"

#include <glib/gi18n-lib.h>

#include "jkk-check.h"
#include "jkk-code-list.h"

static char *
tell_remarks (const JkkPast *past)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < past->remarks->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", (const char *) past->remarks->pdata[i]);
  return g_string_free (text, text->len == 0);
}

static char *
tell_difference (guint n)
{
  if (n == 0)
    return g_strdup (_ ("No entry tells of a change since then."));
  return g_strdup_printf (ngettext ("%u value is otherwise today", "%u values are otherwise today", n), n);
}

static JkkFinding *
finding_of (const JkkHistoryChange *change)
{
  JkkFinding *finding = g_new0 (JkkFinding, 1);

  finding->level = JKK_FINDING_WARNING;
  finding->code = g_strdup ("otherwise-today");
  finding->path = g_strdup (change->path);
  finding->text =
      *change->after != '\0' ? g_strdup_printf (_ ("Today: %s"), change->after) : g_strdup (_ ("Today: empty"));
  return finding;
}

static char *
paper_line (const JkkDocument *document)
{
  const JkkCode *kind =
      document->kind != NULL ? jkk_code_list_find (jkk_code_list_get ("document_kind"), document->kind) : NULL;
  const char *what = kind != NULL ? jkk_code_label (kind) : document->kind != NULL ? document->kind : "—";
  g_autofree char *day = document->received_day != JKK_NONE ? jkk_day_to_text (document->received_day) : g_strdup ("—");
  const char *verdict = document->complete == 1    ? _ ("in order")
                        : document->complete == 0  ? _ ("not in order")
                        : document->sha256 == NULL ? _ ("no file")
                                                   : _ ("not judged yet");

  return g_strdup_printf ("%s · %s · %s · %s", what, document->title != NULL ? document->title : "—", day, verdict);
}

static char *
tell_decision (const JkkCaseFile *file)
{
  const JkkDecision *decision = file->decision;
  GString *text = g_string_new (NULL);

  if (decision == NULL)
    return g_string_free (text, TRUE);
  g_string_append_printf (text, "%s: %s", _ ("Proposed by"), file->proposer_name != NULL ? file->proposer_name : "—");
  if (decision->proposal_note != NULL)
    g_string_append_printf (text, " · “%s”", decision->proposal_note);
  if (decision->decided_by != NULL)
    g_string_append_printf (text, "\n%s: %s", _ ("Decided by"), file->approver_name);
  if (decision->decided_by != NULL && decision->decision_note != NULL)
    g_string_append_printf (text, " · “%s”", decision->decision_note);
  return g_string_free (text, FALSE);
}

/**
 * jkk_past_state_new:
 * @past: a case as it stood
 *
 * Returns: (transfer full): it as a person reads it.
 */
JkkPastState *
jkk_past_state_new (const JkkPast *past)
{
  const JkkCase *jcase = past->file->jcase;
  JkkPastState *state = g_new0 (JkkPastState, 1);

  state->heading = g_strdup_printf ("%s · %s · %s", jcase->cover.number != NULL ? jcase->cover.number : "—",
                                    jcase->participant.name != NULL ? jcase->participant.name : "—",
                                    jkk_case_status_label (jkk_case_get_status (jcase)));
  state->moment = g_strdup (past->title);
  state->remarks = tell_remarks (past);
  state->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_history_change_free);
  state->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_finding_free);
  for (guint i = 0; i < past->changes->len; i++)
    {
      const JkkChange *change = past->changes->pdata[i];
      JkkHistoryChange *told = jkk_history_change_new (change->path, change->before, change->after);

      g_ptr_array_add (state->changes, told);
      g_ptr_array_add (state->findings, finding_of (told));
    }
  state->difference = tell_difference (state->changes->len);
  state->papers = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < jcase->documents->len; i++)
    g_ptr_array_add (state->papers, paper_line (jcase->documents->pdata[i]));
  state->decision = tell_decision (past->file);
  return state;
}

/**
 * jkk_past_state_free:
 * @state: (transfer full): a state
 */
void
jkk_past_state_free (JkkPastState *state)
{
  g_free (state->heading);
  g_free (state->moment);
  g_free (state->remarks);
  g_free (state->difference);
  g_ptr_array_unref (state->changes);
  g_ptr_array_unref (state->findings);
  g_ptr_array_unref (state->papers);
  g_free (state->decision);
  g_free (state);
}
