#include <glib/gi18n-lib.h>

#include "jkk-auditing.h"

/* What a check came to, in words. */

static void
append_word (GString *text, const char *word)
{
  if (word != NULL && *word != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", word);
}

/**
 * jkk_auditing_place:
 * @fault: one thing that was found
 *
 * Returns: (transfer full): where it is: number of the entry, time, person, what was done, case; what is known of it.
 */
char *
jkk_auditing_place (const JkkAuditFault *fault)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GDateTime) local = fault->time != 0 ? g_date_time_new_from_unix_local (fault->time) : NULL;
  g_autofree char *time = local != NULL ? g_date_time_format (local, "%d-%m-%Y %H:%M") : NULL;

  if (fault->sequence != 0)
    g_string_append_printf (text, "@%" G_GINT64_FORMAT, fault->sequence);
  if (fault->sequence != 0 && fault->until != fault->sequence)
    g_string_append_printf (text, "–%" G_GINT64_FORMAT, fault->until);
  append_word (text, time);
  append_word (text, fault->person);
  append_word (text, fault->deed != NULL ? jkk_deed_done_label (fault->deed) : NULL);
  append_word (text, fault->case_number);
  return g_string_free (text, FALSE);
}

static void
append_faults (GString *text, const char *title, const GPtrArray *faults)
{
  if (faults->len > 0)
    g_string_append_printf (text, "\n%s\n", title);
  for (guint i = 0; i < faults->len; i++)
    {
      const JkkAuditFault *fault = faults->pdata[i];
      g_autofree char *place = jkk_auditing_place (fault);

      g_string_append_printf (text, "  ✗ %s%s%s\n", place, *place != '\0' ? "\n    " : "", fault->text);
    }
}

static void
append_counts (GString *text, const JkkAuditReport *report)
{
  g_autofree char *head = jkk_audit_head_text (report->last, report->head);

  g_string_append_printf (text,
                          ngettext ("Journal: %lld entry, its head is %s\n", "Journal: %lld entries, its head is %s\n",
                                    (gulong) report->n_entries),
                          (long long) report->n_entries, *head != '\0' ? head : "—");
  g_string_append_printf (text,
                          ngettext ("Signatures: %lld decision is signed by who may sign",
                                    "Signatures: %lld decisions are signed by who may sign", (gulong) report->n_signed),
                          (long long) report->n_signed);
  if (report->n_unsigned > 0)
    g_string_append_printf (text,
                            ngettext ("; %lld is from before there were signatures",
                                      "; %lld are from before there were signatures", (gulong) report->n_unsigned),
                            (long long) report->n_unsigned);
  g_string_append_c (text, '\n');
  if (report->office != NULL)
    g_string_append_printf (text, _ ("Key of the office: %s\n"), report->office);
  if (report->known != 0)
    g_string_append_printf (
        text, _ ("The head on the paper is that of entry %lld; all up to there is as it was when it was printed.\n"),
        (long long) report->known);
}

/**
 * jkk_auditing_to_text:
 * @report: what was found
 * @office: (nullable): name of the office, which then heads the text with the time
 *
 * Returns: (transfer full): it as a text, to be printed or kept.
 */
char *
jkk_auditing_to_text (const JkkAuditReport *report, const char *office)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%d-%m-%Y %H:%M");

  if (office != NULL)
    /* Translators: name of the office, time. */
    g_string_append_printf (text, _ ("Check of the record of %s, %s\n\n"), office, time);
  append_counts (text, report);
  append_faults (text, _ ("To be known:"), report->remarks);
  append_faults (text, _ ("Not as it was written:"), report->faults);
  if (report->n_more > 0)
    g_string_append_printf (text, ngettext ("  … and %lld more\n", "  … and %lld more\n", (gulong) report->n_more),
                            (long long) report->n_more);
  if (jkk_audit_report_is_sound (report))
    g_string_append_printf (text, "%s\n", _ ("Everything is as it was written."));
  return g_string_free (text, FALSE);
}
