#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-auditing.h"
#include "jkk-ctl.h"

static char *head_text;

static char *
place_text (const JkkAuditFault *fault)
{
  if (fault->sequence == 0)
    return g_strdup ("");
  if (fault->until == fault->sequence)
    return g_strdup_printf ("%" G_GINT64_FORMAT, fault->sequence);
  return g_strdup_printf ("%" G_GINT64_FORMAT "–%" G_GINT64_FORMAT, fault->sequence, fault->until);
}

static char *
time_text (gint64 time)
{
  g_autoptr (GDateTime) local = time != 0 ? g_date_time_new_from_unix_local (time) : NULL;

  return local != NULL ? g_date_time_format (local, "%d-%m-%Y %H:%M") : g_strdup ("");
}

static void
print_fault (const JkkAuditFault *fault)
{
  g_autofree char *place = place_text (fault), *time = time_text (fault->time);
  const char *const words[] = { place, time, fault->person, fault->deed, fault->case_number };
  gboolean any = FALSE;

  g_print ("  ✗ ");
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i] != NULL && *words[i] != '\0')
      {
        g_print ("%s%s", any ? " · " : "", words[i]);
        any = TRUE;
      }
  g_print ("%s", any ? "\n    " : "");
  jkk_ctl_print_wrapped (fault->text, 4);
}

static void
print_faults (const char *title, const GPtrArray *faults)
{
  if (faults->len > 0)
    g_print ("\n%s\n", title);
  for (guint i = 0; i < faults->len; i++)
    print_fault (faults->pdata[i]);
}

static gboolean
verify (JkkCtl *ctl, GError **error)
{
  JkkOffice *office = jkk_ctl_office (ctl, error);
  g_autoptr (JkkAuditReport) report = office != NULL ? jkk_auditing_run (office, head_text, error) : NULL;

  if (report == NULL)
    return FALSE;
  g_autofree char *head = jkk_audit_head_text (report->last, report->head);
  g_print (ngettext ("Journal: %lld entry, its head is %s\n", "Journal: %lld entries, its head is %s\n",
                     (gulong) report->n_entries),
           (long long) report->n_entries, *head != '\0' ? head : "—");
  g_print (ngettext ("Signatures: %lld decision is signed by who may sign",
                     "Signatures: %lld decisions are signed by who may sign", (gulong) report->n_signed),
           (long long) report->n_signed);
  if (report->n_unsigned > 0)
    g_print (ngettext ("; %lld is from before there were signatures", "; %lld are from before there were signatures",
                       (gulong) report->n_unsigned),
             (long long) report->n_unsigned);
  g_print ("\n");
  if (report->office != NULL)
    g_print (_ ("Key of the office: %s\n"), report->office);
  if (report->known != 0)
    g_print (_ ("The head on the paper is that of entry %lld; all up to there is as it was when it was printed.\n"),
             (long long) report->known);
  print_faults (_ ("To be known:"), report->remarks);
  print_faults (_ ("Not as it was written:"), report->faults);
  if (report->n_more > 0)
    g_print (ngettext ("  … and %lld more\n", "  … and %lld more\n", (gulong) report->n_more),
             (long long) report->n_more);
  if (jkk_audit_report_is_sound (report))
    {
      g_print ("%s\n", _ ("Everything is as it was written."));
      return TRUE;
    }
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                       _ ("The record of this office is not as it was written. Keep the file as it is, and compare "
                          "with the last copy."));
  return FALSE;
}

static gboolean
run_audit (JkkCtl *ctl, char **args, GError **error)
{
  if (strcmp (args[0], "verify") == 0)
    return verify (ctl, error);
  if (strcmp (args[0], "head") != 0)
    return jkk_ctl_usage_error (error, _ ("There is no “audit %s”; santunctl audit --help lists what there is."),
                                args[0]);
  JkkOffice *office = jkk_ctl_office (ctl, error);
  g_autofree char *head = office != NULL ? jkk_auditing_head (office, error) : NULL;
  if (head == NULL)
    return FALSE;
  g_print ("%s\n", head);
  return TRUE;
}

static const GOptionEntry options[] = {
  { "head", 0, 0, G_OPTION_ARG_STRING, &head_text,
    N_ ("verify: the head of the journal as a letter shows it; finds entries that were cut off since"),
    N_ ("HASH[@NUMBER]") },
  G_OPTION_ENTRY_NULL
};

const JkkCtlCommand jkk_ctl_audit_commands[] = {
  { "audit", N_ ("verify|head [--head HASH@NUMBER]"), N_ ("Check that the record is as it was written"),
    N_ ("verify   go through the whole journal and name each entry that was changed, taken out, put in or moved; check "
        "who\n"
        "         may sign what, and the signature under each decision\n"
        "head     print the head of the journal, as letters do: it stands for every entry so far"),
    options, 1, 1, run_audit },
  { NULL }
};
