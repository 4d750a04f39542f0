#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-ctl.h"
#include "jkk-looks.h"

static gboolean with_looks;

static void
print_entry (const JkkCase *jcase, const JkkHistoryEntry *entry, gboolean with_desk)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (entry->time);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);
  g_autofree char *time = g_date_time_format (local, "%d-%m-%Y %H:%M");

  g_print ("  %s  @%" G_GINT64_FORMAT "  %s %s%s%s", time, entry->sequence,
           entry->person_name != NULL ? entry->person_name : entry->person, jkk_deed_done_label (entry->deed),
           entry->reason != NULL ? ": " : "", entry->reason != NULL ? entry->reason : "");
  if (with_desk)
    /* Translators: name of a computer. */
    g_print (_ (" (at %s)"), entry->workstation);
  g_print ("\n");
  /* What came in with the case stands in the case. */
  if (strcmp (entry->deed, "take-in") != 0 && entry->changes != NULL)
    jkk_ctl_print_changes (jcase, entry->changes, 22);
}

/**
 * jkk_ctl_print_history:
 * @jcase: a case
 * @history: (element-type JkkHistoryEntry): its journal, the newest first
 *
 * Prints who did what with it, downwards as a story is read on paper and in a terminal.
 */
void
jkk_ctl_print_history (const JkkCase *jcase, GPtrArray *history)
{
  g_print ("\n%s\n", _ ("History"));
  for (guint i = history->len; i > 0; i--)
    print_entry (jcase, history->pdata[i - 1], FALSE);
}

/* Both are in the order of the journal, the newest first. */
static void
print_with_looks (const JkkCase *jcase, GPtrArray *history, GPtrArray *looks)
{
  guint h = history->len, l = looks->len;

  while (h > 0 || l > 0)
    {
      const JkkHistoryEntry *done = h > 0 ? history->pdata[h - 1] : NULL, *look = l > 0 ? looks->pdata[l - 1] : NULL;

      if (look == NULL || (done != NULL && done->sequence <= look->sequence))
        {
          /* An entry of an older version may be both. */
          l -= look != NULL && done->sequence == look->sequence ? 1 : 0;
          h--;
          print_entry (jcase, done, TRUE);
        }
      else
        {
          l--;
          print_entry (jcase, look, TRUE);
        }
    }
}

static gboolean
run_history (JkkCtl *ctl, char **args, GError **error)
{
  /* Who looked is told to some only, so that they must have said who they are. */
  if (with_looks && jkk_ctl_signed_in (ctl, error) == NULL)
    return FALSE;
  g_autoptr (JkkCaseFile) file = jkk_ctl_load (ctl, args[0], error);
  g_autoptr (GPtrArray) looks =
      file != NULL && with_looks ? jkk_looks_load (ctl->office, file->jcase->id, error) : NULL;

  if (file == NULL || (with_looks && looks == NULL))
    return FALSE;
  g_print ("%s · %s\n", file->jcase->cover.number,
           file->jcase->participant.name != NULL ? file->jcase->participant.name : "—");
  if (looks != NULL)
    print_with_looks (file->jcase, file->history, looks);
  else
    jkk_ctl_print_history (file->jcase, file->history);
  jkk_looks_note_now (ctl->office, file->jcase->id);
  return TRUE;
}

static const GOptionEntry options[] = {
  { "looks", 0, 0, G_OPTION_ARG_NONE, &with_looks,
    N_ ("Say who looked at it, too, and at which computer (supervisors and auditors)"), NULL },
  G_OPTION_ENTRY_NULL
};

const JkkCtlCommand jkk_ctl_history_commands[] = {
  { "history", N_ ("CASE [--looks]"), N_ ("Show who did what with a case, and why"),
    N_ ("Behind each time stands the number of the entry; santunctl show CASE --as-of @NUMBER shows the case as it\n"
        "stood after it."),
    options, 1, 1, run_history },
  { NULL }
};
