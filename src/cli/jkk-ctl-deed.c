#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-ctl.h"

static char *reason;
static gboolean refuse;

/* Deeds on a case that need more than a reason have commands of their own. */
static const char *const elsewhere[] = { "save",           "take-over",       "open",   "print",
                                         "export",         "file-post",       "attach", "judge-paper",
                                         "withdraw-paper", "pay-installment", NULL };

static gboolean
run_deed (JkkCtl *ctl, char **args, GError **error)
{
  const JkkDeed *deed = jkk_deed_find (ctl->command);

  if (deed->needs_reason && reason == NULL)
    return jkk_ctl_usage_error (error, _ ("“%s” needs a reason: --reason TEXT. It is kept in the history."),
                                deed->name);
  if (jkk_ctl_signed_in (ctl, error) == NULL)
    return FALSE;
  g_autoptr (JkkCaseFile) file = jkk_ctl_load (ctl, args[0], error);
  if (file == NULL)
    return FALSE;

  JkkRequest request = {
    .case_id = file->jcase->id, .revision = file->jcase->revision, .reason = reason, .refuse = refuse
  };
  g_autoptr (JkkOutcome) outcome = jkk_ctl_do (ctl, deed->name, &request, error);
  if (outcome == NULL)
    return FALSE;
  g_print ("%s: %s · %s\n", outcome->jcase->cover.number, jkk_deed_label (deed),
           jkk_case_status_label (jkk_case_get_status (outcome->jcase)));
  return TRUE;
}

static char *
who_text (guint who)
{
  static const JkkRole roles[] = { JKK_ROLE_VERIFIER, JKK_ROLE_SUPERVISOR, JKK_ROLE_ADMINISTRATOR, JKK_ROLE_AUDITOR };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if ((who & roles[i]) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", jkk_role_label (roles[i]));
  return g_string_free (text, FALSE);
}

static gboolean
run_deeds (JkkCtl *ctl, char **args, GError **error)
{
  guint n;
  const JkkDeed *deeds = jkk_deeds (&n);
  g_autoptr (JkkCtlTable) table = jkk_ctl_table_new ();

  jkk_ctl_table_add_column (table, _ ("Deed"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("In the window"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("In the history"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Reason"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Who may do it"), JKK_CTL_LEFT, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *who = who_text (deeds[i].who);

      jkk_ctl_table_add_cell (table, deeds[i].name);
      jkk_ctl_table_add_cell (table, jkk_deed_label (&deeds[i]));
      jkk_ctl_table_add_cell (table, jkk_deed_done_label (deeds[i].name));
      jkk_ctl_table_add_cell (table, deeds[i].needs_reason ? _ ("needed") : "");
      jkk_ctl_table_add_cell (table, who);
    }
  jkk_ctl_table_print (table);
  return TRUE;
}

#define REASON                                                                                                         \
  {                                                                                                                    \
    "reason", 'r', 0, G_OPTION_ARG_STRING, &reason, N_ ("Why, or a note; it is kept in the history"), N_ ("TEXT")      \
  }

static const GOptionEntry deed_options[] = { REASON, G_OPTION_ENTRY_NULL };

static const GOptionEntry propose_options[] = { REASON,
                                                { "refuse", 0, 0, G_OPTION_ARG_NONE, &refuse,
                                                  N_ ("Propose to refuse the claim instead of paying it"), NULL },
                                                G_OPTION_ENTRY_NULL };

static JkkCtlCommand
command_of (const JkkDeed *deed)
{
  gboolean proposal = strcmp (deed->name, "propose") == 0;

  return (JkkCtlCommand){
    .name = deed->name,
    .usage = deed->needs_reason ? N_ ("CASE --reason TEXT")
             : proposal         ? N_ ("CASE [--refuse] [--reason TEXT]")
                                : N_ ("CASE [--reason TEXT]"),
    .summary = deed->label,
    .options = proposal ? propose_options : deed_options,
    .least = 1,
    .most = 1,
    .func = run_deed,
  };
}

/**
 * jkk_ctl_deed_commands:
 *
 * Returns: (transfer none): a command for each deed of the table that needs a case and at most a reason, and one that
 * shows the table.
 */
const JkkCtlCommand *
jkk_ctl_deed_commands (void)
{
  static JkkCtlCommand commands[32];
  guint n_deeds, n = 0;
  const JkkDeed *deeds = jkk_deeds (&n_deeds);

  for (guint i = 0; i < n_deeds; i++)
    if (jkk_deed_needs_case (&deeds[i]) && !g_strv_contains (elsewhere, deeds[i].name))
      commands[n++] = command_of (&deeds[i]);
  commands[n++] = (JkkCtlCommand){ .name = "deeds", .summary = N_ ("Show the table of deeds"), .func = run_deeds };
  g_assert (n < G_N_ELEMENTS (commands));
  return commands;
}
