#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-auditing.h"
#include "jkk-ctl.h"

static char *head_text;

/* A file is looked through by who has it; a node asks who is there. */
static JkkOffice *
find_office (JkkCtl *ctl, GError **error)
{
  return ctl->login != NULL ? jkk_ctl_signed_in (ctl, error) : jkk_ctl_office (ctl, error);
}

static gboolean
verify (JkkCtl *ctl, GError **error)
{
  JkkOffice *office = find_office (ctl, error);
  g_autoptr (JkkAuditReport) report = office != NULL ? jkk_auditing_run (office, head_text, error) : NULL;

  if (report == NULL)
    return FALSE;
  g_autofree char *text = jkk_auditing_to_text (report, NULL);
  jkk_ctl_print_wrapped (text, 0);
  if (jkk_audit_report_is_sound (report))
    return TRUE;
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
  JkkOffice *office = find_office (ctl, error);
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
