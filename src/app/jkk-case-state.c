#include "jkk-case-state.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-law.h"

#include "jkk-verification.h"

/* The hand has rested for so long, and nothing waits for longer than that; milliseconds. */
#define REST 3000
#define LONGEST_TYPING 15000

/* What happens next in each state: the first deed that the person may do. */
static const struct
{
  JkkCaseStatus status;
  const char *deed;
  const char *label; /* NULL: the deed's own */
} steps[] = {
  { JKK_STATUS_RECEIVED, "take", NULL },
  { JKK_STATUS_VERIFYING, "propose", N_ ("Propose…") },
  { JKK_STATUS_VERIFYING, "take", NULL },
  { JKK_STATUS_HELD, "resume", NULL },
  { JKK_STATUS_HELD, "take", NULL },
  { JKK_STATUS_PROPOSED, "escalate", N_ ("Pass On…") },
  { JKK_STATUS_PROPOSED, "approve", N_ ("Decide…") },
  { JKK_STATUS_APPROVED, "countersign", NULL },
  { JKK_STATUS_REJECTED, "countersign", NULL },
  { JKK_STATUS_APPROVED, "print", N_ ("Print the Decision…") },
  { JKK_STATUS_REJECTED, "print", N_ ("Print the Decision…") },
};

static const char *const status_classes[JKK_N_STATUS] = {
  [JKK_STATUS_RECEIVED] = "jkk-received", [JKK_STATUS_VERIFYING] = "jkk-verifying",
  [JKK_STATUS_HELD] = "jkk-held",         [JKK_STATUS_PROPOSED] = "jkk-proposed",
  [JKK_STATUS_APPROVED] = "jkk-approved", [JKK_STATUS_REJECTED] = "jkk-rejected",
};

/* The case as the store knows it: what was typed changes nobody's rights. */
static const JkkCase *
stored (const JkkCaseFacts *facts)
{
  return jkk_draft_get_original (facts->draft);
}

static void
find_position (JkkCaseState *state, const JkkCaseFacts *facts)
{
  if (facts->position == 0)
    return;
  state->position = g_strdup_printf ("%u/%u", facts->position, facts->n_cases);
  state->may_previous = facts->position > 1;
  state->may_next = facts->position < facts->n_cases;
}

static void
add_part (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static void
find_titles (JkkCaseState *state, const JkkCaseFacts *facts)
{
  const JkkCase *jcase = jkk_draft_get_current (facts->draft);
  GString *subtitle = g_string_new (NULL);

  state->title = g_strdup (jcase->participant.name != NULL ? jcase->participant.name
                           : facts->file == NULL           ? _ ("New case")
                                                           : _ ("Nobody named yet"));
  add_part (subtitle, jcase->cover.number);
  if (facts->others != NULL)
    {
      g_autofree char *open_elsewhere = g_strdup_printf (_ ("also opened by %s"), facts->others);

      add_part (subtitle, open_elsewhere);
    }
  add_part (subtitle, jcase->employer.name);
  if (facts->file != NULL && facts->file->verifier_name != NULL)
    add_part (subtitle, facts->file->verifier_name);
  state->subtitle = g_string_free (subtitle, FALSE);
}

static void
find_clock (JkkCaseState *state, const JkkCaseFacts *facts)
{
  JkkClock clock;

  if (facts->file == NULL || !jkk_office_clock (facts->office, stored (facts), facts->today, &clock))
    return;
  g_autofree char *due = jkk_day_to_text (clock.due);
  state->late = clock.late;
  if (clock.late)
    state->clock =
        g_strdup_printf (ngettext ("%d working day late", "%d working days late", (gulong) MAX (-clock.days_left, 0)),
                         (int) -clock.days_left);
  else
    /* Translators: the third working day of seven. */
    state->clock = g_strdup_printf (_ ("day %d of %d"), (int) clock.day_number, (int) clock.length);
  state->clock_tip =
      g_strdup_printf (_ ("%s: until %s (%s)%s"), clock.title, due, clock.article != NULL ? clock.article : "—",
                       clock.unconfirmed ? _ ("; not confirmed yet") : "");
}

static char *
day_of (gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time);

  return local != NULL ? g_date_time_format (local, "%d-%m-%Y") : g_strdup ("");
}

/* "Returned by Dewi on 12-03-2026" and the note, if there is one. */
static char *
with_note (char *text, const char *note)
{
  g_autofree char *taken = text;

  return note != NULL && *note != '\0' ? g_strdup_printf ("%s: %s", taken, note) : g_steal_pointer (&taken);
}

static char *
notice_of_proposal (const JkkCaseFile *file)
{
  const JkkDecision *decision = file->decision;
  const char *name = file->proposer_name != NULL ? file->proposer_name : "—";
  g_autofree char *day = day_of (decision->proposed_at);

  if (g_strcmp0 (decision->proposal, "refuse") == 0)
    return with_note (g_strdup_printf (_ ("Refusal proposed by %s on %s"), name, day), decision->proposal_note);
  return with_note (g_strdup_printf (_ ("Payment proposed by %s on %s"), name, day), decision->proposal_note);
}

static char *
notice_of_passing_on (const JkkCaseFile *file)
{
  g_autofree char *day = day_of (file->passed_on_at);

  return with_note (g_strdup_printf (_ ("Passed on by %s on %s; may be approved by %s"), file->passed_on_by, day,
                                     *file->approvers != '\0' ? file->approvers : "—"),
                    file->passed_on_note);
}

/* Whether the signature of a decided case does not hold. */
static gboolean
is_unsigned (const JkkCaseFile *file)
{
  return file != NULL && file->decision != NULL &&
         (file->decision->seal == JKK_DECISION_SEAL_VOID || file->decision->seal == JKK_DECISION_SEAL_NONE);
}

static char *
signed_too (const JkkCaseFile *file, char *text)
{
  g_autofree char *taken = text;

  if (file->decision->seal != JKK_DECISION_SEAL_GOOD)
    return g_steal_pointer (&taken);
  if (g_strcmp0 (file->decision->signed_by, file->decision->decided_by) == 0)
    /* Translators: behind "Payment approved by Budi on 12-03-2026". */
    return g_strdup_printf (_ ("%s, signed"), taken);
  return g_strdup_printf (_ ("%s, signed by %s"), taken,
                          file->decision->signed_name != NULL ? file->decision->signed_name
                                                              : file->decision->signed_by);
}

static char *
notice_of_decision (const JkkCaseFile *file, JkkCaseStatus status)
{
  const JkkDecision *decision = file->decision;
  const char *name = file->approver_name != NULL ? file->approver_name : "—";
  g_autofree char *day = decision != NULL ? day_of (decision->decided_at) : NULL;

  if (decision == NULL)
    return NULL;
  if (status == JKK_STATUS_PROPOSED && file->passed_on_by != NULL)
    return notice_of_passing_on (file);
  if (status == JKK_STATUS_PROPOSED)
    return notice_of_proposal (file);
  if (status == JKK_STATUS_APPROVED)
    return with_note (signed_too (file, g_strdup_printf (_ ("Payment approved by %s on %s"), name, day)),
                      decision->decision_note);
  if (status == JKK_STATUS_REJECTED)
    return with_note (signed_too (file, g_strdup_printf (_ ("Rejected by %s on %s"), name, day)),
                      decision->decision_note);
  if (status == JKK_STATUS_VERIFYING && g_strcmp0 (decision->state, "returned") == 0)
    return with_note (g_strdup_printf (_ ("Returned by %s on %s"), name, day), decision->decision_note);
  return NULL;
}

/* Why the facts of an open case may not be changed, and what to do about it. */
static char *
notice_of_others (const JkkCaseFacts *facts)
{
  const char *verifier = facts->file->verifier_name;
  gboolean may_take = jkk_deed_allowed ("take", facts->person, stored (facts), NULL);

  if (verifier != NULL)
    return may_take ? g_strdup_printf (_ ("%s verifies this case. Take it on to change it."), verifier)
                    : g_strdup_printf (_ ("%s verifies this case."), verifier);
  return g_strdup (may_take ? _ ("Take the case on to change it.") : _ ("Nobody has taken this case on yet."));
}

static void
find_notice (JkkCaseState *state, const JkkCaseFacts *facts)
{
  const JkkCase *jcase = stored (facts);
  JkkCaseStatus status = jkk_case_get_status (jcase);

  state->editable = jkk_deed_allowed (facts->file != NULL ? "save" : "take-in", facts->person, jcase, NULL);
  state->notice_icon = jkk_case_status_icon (status);
  if (facts->file == NULL)
    return;
  if (is_unsigned (facts->file) && !jkk_case_status_is_open (status))
    {
      state->notice = g_strdup (facts->file->decision->seal_text);
      state->notice_icon = "dialog-warning-symbolic";
      state->alarm = TRUE;
    }
  else if (status == JKK_STATUS_HELD && jcase->cover.hold_reason != NULL)
    state->notice = g_strdup_printf (_ ("On hold: %s"), jcase->cover.hold_reason);
  else
    state->notice = notice_of_decision (facts->file, status);
  if (state->notice == NULL && !state->editable && jkk_case_status_is_open (status))
    {
      state->notice = notice_of_others (facts);
      state->notice_icon = "changes-prevent-symbolic";
    }
}

static const char *
saving_text (JkkSaving saving)
{
  switch (saving)
    {
    case JKK_SAVED:
      return _ ("saved");
    case JKK_UNSAVED:
      return _ ("not saved yet");
    case JKK_SAVING:
      return _ ("saving…");
    case JKK_NOT_SAVED:
      return _ ("What you typed is not saved yet. It is tried again by itself; Ctrl+S tries at once.");
    }
  return "";
}

/**
 * jkk_case_state_may_pass_on:
 * @person: (nullable): who has signed in
 * @file: (nullable): what the store holds of a case
 *
 * Returns: whether the proposal is above the person’s limit, is within that of somebody else, and was not passed on by
 * this person already
 */
gboolean
jkk_case_state_may_pass_on (const JkkAccount *person, const JkkCaseFile *file)
{
  return person != NULL && file != NULL && file->decision != NULL && file->approvers != NULL &&
         *file->approvers != '\0' && g_strcmp0 (file->decision->proposal, "pay") == 0 &&
         !jkk_account_may_pay (person, file->decision->total) &&
         g_strcmp0 (file->passed_on_login, person->login) != 0 &&
         jkk_deed_allowed ("escalate", person, file->jcase, NULL);
}

static void
find_primary (JkkCaseState *state, const JkkCaseFacts *facts)
{
  JkkCaseStatus status = jkk_case_get_status (stored (facts));

  if (facts->file == NULL)
    {
      if (state->editable)
        {
          state->primary = "take-in";
          state->primary_label = g_strdup (jkk_deed_label (jkk_deed_find ("take-in")));
        }
      return;
    }
  for (guint i = 0; state->primary == NULL && i < G_N_ELEMENTS (steps); i++)
    if ((strcmp (steps[i].deed, "countersign") == 0) == state->alarm && steps[i].status == status &&
        jkk_deed_allowed (steps[i].deed, facts->person, stored (facts), NULL) &&
        (strcmp (steps[i].deed, "escalate") != 0 || jkk_case_state_may_pass_on (facts->person, facts->file)))
      {
        state->primary = steps[i].deed;
        state->primary_label =
            g_strdup (steps[i].label != NULL ? _ (steps[i].label) : jkk_deed_label (jkk_deed_find (steps[i].deed)));
      }
  if (g_strcmp0 (state->primary, "propose") != 0 || facts->hindrances == NULL || facts->hindrances->len == 0)
    return;
  state->n_hindrances = facts->hindrances->len;
  g_free (state->primary_label);
  state->primary_label = g_strdup_printf (
      ngettext ("%u thing to do first", "%u things to do first", state->n_hindrances), state->n_hindrances);
}

/**
 * jkk_case_state_new:
 * @facts: what is known
 *
 * Returns: (transfer full): what the page shows.
 */
JkkCaseState *
jkk_case_state_new (const JkkCaseFacts *facts)
{
  JkkCaseState *state = g_new0 (JkkCaseState, 1);
  JkkCaseStatus status = jkk_case_get_status (stored (facts));

  state->status = facts->file != NULL ? jkk_case_status_label (status) : _ ("Not taken in");
  state->status_icon = facts->file != NULL ? jkk_case_status_icon (status) : "document-new-symbolic";
  state->status_class = status_classes[status];
  state->saving = facts->file != NULL ? saving_text (facts->saving) : "";
  find_position (state, facts);
  find_titles (state, facts);
  find_clock (state, facts);
  find_notice (state, facts);
  find_primary (state, facts);
  return state;
}

/**
 * jkk_case_state_free:
 * @state: (transfer full): a state
 */
void
jkk_case_state_free (JkkCaseState *state)
{
  g_free (state->position);
  g_free (state->title);
  g_free (state->subtitle);
  g_free (state->clock);
  g_free (state->clock_tip);
  g_free (state->notice);
  g_free (state->primary_label);
  g_free (state);
}

/**
 * jkk_case_state_rest:
 * @typing: for how long something has been typed that is not saved, microseconds
 *
 * Whoever pauses is saved soon after; whoever types without a pause is saved all the same.
 *
 * Returns: after how many milliseconds it is to be saved, if nothing is typed until then.
 */
guint
jkk_case_state_rest (gint64 typing)
{
  gint64 left = LONGEST_TYPING - typing / 1000;

  return (guint) CLAMP (left, 0, REST);
}
