#include "jkk-audit-state.h"

#include <glib/gi18n-lib.h>

#include "jkk-auditing.h"

/* The journal is most of the work. */
#define SHARE_OF_JOURNAL 0.5
#define SHARE_OF_DECISIONS 0.8

static void
row_free (gpointer data)
{
  JkkAuditRow *row = data;

  g_free (row->title);
  g_free (row->text);
  g_free (row);
}

static void
add_rows (GPtrArray *rows, const GPtrArray *faults, gboolean is_fault)
{
  for (guint i = 0; i < faults->len; i++)
    {
      const JkkAuditFault *fault = faults->pdata[i];
      JkkAuditRow *row = g_new0 (JkkAuditRow, 1);
      g_autofree char *place = jkk_auditing_place (fault);

      row->title = *place != '\0' ? g_steal_pointer (&place) : g_strdup (_ ("The journal as a whole"));
      row->text = g_strdup (fault->text);
      row->case_id = fault->case_id;
      row->is_fault = is_fault;
      g_ptr_array_add (rows, row);
    }
}

static char *
tell_summary (const JkkAuditReport *report)
{
  g_autofree char *head = jkk_audit_head_text (report->last, report->head);
  g_autofree char *entries = g_strdup_printf ("%" G_GINT64_FORMAT, report->n_entries);
  g_autofree char *n_signed = g_strdup_printf ("%" G_GINT64_FORMAT, report->n_signed);
  g_autofree char *n_unsigned = g_strdup_printf ("%" G_GINT64_FORMAT, report->n_unsigned);
  g_autofree char *n_warrants = g_strdup_printf ("%" G_GINT64_FORMAT, report->n_warrants);
  GString *text = g_string_new (NULL);

  /* Translators: number of entries; the head of the journal as it is printed on letters. */
  g_string_append_printf (text, _ ("Entries of the journal: %s. Its head: %s"), entries, *head != '\0' ? head : "—");
  /* Translators: three numbers. */
  g_string_append_printf (text, _ ("\nSigned decisions: %s; from before there were signatures: %s. Warrants: %s."),
                          n_signed, n_unsigned, n_warrants);
  if (report->office != NULL)
    g_string_append_printf (text, _ ("\nKey of the office: %s"), report->office);
  if (report->known != 0)
    {
      g_autofree char *known = g_strdup_printf ("@%" G_GINT64_FORMAT, report->known);

      g_string_append_printf (
          text, _ ("\nThe head on the paper is that of entry %s: all up to there is as it was when it was printed."),
          known);
    }
  return g_string_free (text, FALSE);
}

static char *
tell_heading (const JkkAuditReport *report)
{
  gint64 n = (gint64) report->faults->len + report->n_more;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, n);

  if (n == 0)
    return g_strdup (_ ("Everything Is as It Was Written"));
  return g_strdup_printf (
      ngettext ("%s Thing Is Not as It Was Written", "%s Things Are Not as They Were Written", (gulong) n), number);
}

/**
 * jkk_audit_state_new:
 * @report: what was found
 *
 * Returns: (transfer full): it as a person reads it.
 */
JkkAuditState *
jkk_audit_state_new (const JkkAuditReport *report)
{
  JkkAuditState *state = g_new0 (JkkAuditState, 1);

  state->is_sound = jkk_audit_report_is_sound (report);
  state->heading = tell_heading (report);
  state->summary = tell_summary (report);
  state->rows = g_ptr_array_new_with_free_func (row_free);
  add_rows (state->rows, report->faults, TRUE);
  add_rows (state->rows, report->remarks, FALSE);
  if (!state->is_sound)
    state->advice = g_strdup (_ ("Keep the file as it is, and compare with the last backup. Do not work on until it is "
                                 "known who has touched it."));
  return state;
}

/**
 * jkk_audit_state_free:
 * @state: (transfer full): a state
 */
void
jkk_audit_state_free (JkkAuditState *state)
{
  g_free (state->heading);
  g_free (state->summary);
  g_free (state->advice);
  g_ptr_array_unref (state->rows);
  g_free (state);
}

/**
 * jkk_audit_state_fraction:
 * @gauge: how far it is
 *
 * Returns: from 0 to 1
 */
double
jkk_audit_state_fraction (JkkAuditGauge *gauge)
{
  int all = g_atomic_int_get (&gauge->n_all), done = g_atomic_int_get (&gauge->n_done);
  double part = all > 0 ? MIN (1.0, (double) done / all) : 0;

  static const double shares[] = { 0, SHARE_OF_JOURNAL, SHARE_OF_DECISIONS, 1 };
  int phase = CLAMP (g_atomic_int_get (&gauge->phase), 0, 2);

  return shares[phase] + (shares[phase + 1] - shares[phase]) * part;
}

/**
 * jkk_audit_state_progress:
 * @gauge: how far it is
 *
 * Returns: (transfer full): the same in words.
 */
char *
jkk_audit_state_progress (JkkAuditGauge *gauge)
{
  int all = g_atomic_int_get (&gauge->n_all), done = g_atomic_int_get (&gauge->n_done);

  if (all == 0)
    return g_strdup (_ ("Opening the journal…"));
  switch (g_atomic_int_get (&gauge->phase))
    {
    case 0:
      return g_strdup_printf (_ ("Journal: %d of %d entries"), done, all);
    case 1:
      return g_strdup_printf (_ ("Signatures: %d of %d decisions"), done, all);
    default:
      return g_strdup_printf (_ ("Cases: %d of %d"), done, all);
    }
}
