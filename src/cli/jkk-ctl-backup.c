#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-ctl.h"
#include "jkk-demo.h"
#include "jkk-node-keeper.h"
#include "jkk-restoration.h"

static char *folder_text, *passphrase_file, *node_folder;
static gboolean ask_passphrase, due_flag, yes_flag;

static char *
choose_address (const JkkCtl *ctl)
{
  g_autofree char *address = ctl->store != NULL ? g_strdup (ctl->store) : jkk_office_default_address ();
  const char *given = g_getenv ("SANTUN_STORE");

  if (ctl->store != NULL || (given != NULL && *given != '\0') || jkk_office_exists (address))
    return g_steal_pointer (&address);
  return jkk_office_demo_address ();
}

static gboolean
may_replace_cb (gpointer data, GError **error)
{
  return jkk_node_keeper_may_replace (data, error);
}

static gboolean
copy_cb (const char *copy, gpointer data, GCancellable *cancellable, GError **error)
{
  return jkk_node_keeper_copy (data, copy, cancellable, error);
}

static gboolean
replace_cb (gpointer data, const char *store, char **kept, GError **error)
{
  return jkk_node_keeper_replace (data, store, kept, error);
}

/* What the node of this computer keeps; NULL when none was named. */
static const JkkSafekeepingKeeper *
choose_keeper (JkkNodeKeeper *node)
{
  static JkkSafekeepingKeeper keeper;
  gboolean is_group = node != NULL && jkk_node_keeper_is_group (node);

  keeper = (JkkSafekeepingKeeper){ .may_replace = may_replace_cb,
                                   .copy = is_group ? copy_cb : NULL,
                                   .replace = is_group ? replace_cb : NULL,
                                   .data = node };
  return node != NULL ? &keeper : NULL;
}

/* What the command works with, for as long as it runs. */
static gboolean
prepare (JkkCtl *ctl, JkkSafekeeping *keeping, GError **error)
{
  static char *address, *passphrase;
  static JkkNodeKeeper *node;

  node = node_folder != NULL ? jkk_node_keeper_new (node_folder, error) : NULL;
  if (node_folder != NULL && node == NULL)
    return FALSE;
  address = node != NULL ? g_strdup (jkk_node_keeper_get_store (node)) : choose_address (ctl);
  if (passphrase_file != NULL || ask_passphrase)
    {
      passphrase = jkk_ctl_read_password (passphrase_file, _ ("Passphrase of the backups:"), error);
      if (passphrase == NULL)
        return FALSE;
    }
  *keeping = (JkkSafekeeping){
    .address = address, .folder = folder_text, .passphrase = passphrase, .keeper = choose_keeper (node)
  };
  return TRUE;
}

static char *
say_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

  return g_date_time_format (time, "%Y-%m-%d %H:%M");
}

/* The backup is as good as the office. */
static void
tell_journal_faults (gint64 n)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, n);

  if (n > 0)
    jkk_ctl_say (
        ngettext ("%s entry of the journal is not as it was written. That is so in the office, too: look with "
                  "santunctl audit verify.",
                  "%s entries of the journal are not as they were written. That is so in the office, too: look "
                  "with santunctl audit verify.",
                  (gulong) n),
        number);
}

static gboolean
run (const JkkSafekeeping *keeping, GError **error)
{
  guint n_removed = 0;

  if (due_flag && !jkk_safekeeping_is_due (keeping, g_get_real_time () / G_USEC_PER_SEC))
    {
      g_print ("%s\n", _ ("No backup is due."));
      return TRUE;
    }
  g_autoptr (JkkBackupInfo) info = jkk_safekeeping_run (keeping, &n_removed, NULL, error);
  if (info == NULL)
    return FALSE;
  g_autofree char *size = g_format_size ((guint64) info->size);
  g_print (_ ("The backup “%s” is made and was restored into a scratch copy without a fault (%s).\n"), info->path,
           size);
  tell_journal_faults (info->n_journal_faults);
  if (n_removed > 0)
    g_print (ngettext ("%u older backup is no longer kept.\n", "%u older backups are no longer kept.\n", n_removed),
             n_removed);
  return TRUE;
}

static gboolean
list (const JkkSafekeeping *keeping, GError **error)
{
  g_autoptr (GPtrArray) backups = jkk_safekeeping_list (keeping, error);
  g_autoptr (JkkCtlTable) table = jkk_ctl_table_new ();

  if (backups == NULL)
    return FALSE;
  jkk_ctl_table_add_column (table, _ ("Made"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Last entry"), JKK_CTL_RIGHT, 0);
  jkk_ctl_table_add_column (table, _ ("Size"), JKK_CTL_RIGHT, 0);
  jkk_ctl_table_add_column (table, _ ("Locked"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("File"), JKK_CTL_LEFT, 0);
  for (guint i = 0; i < backups->len; i++)
    {
      const JkkBackupInfo *info = backups->pdata[i];
      g_autofree char *made = say_time (info->made_at);
      g_autofree char *entry = g_strdup_printf ("%" G_GINT64_FORMAT, info->sequence);
      g_autofree char *size = g_format_size ((guint64) info->size);

      jkk_ctl_table_add_cell (table, made);
      jkk_ctl_table_add_cell (table, entry);
      jkk_ctl_table_add_cell (table, size);
      jkk_ctl_table_add_cell (table, info->is_locked ? _ ("yes") : _ ("no"));
      jkk_ctl_table_add_cell (table, info->path);
    }
  jkk_ctl_table_print (table);
  return TRUE;
}

/* The file that is named, or the newest one. */
static char *
choose_backup (const JkkSafekeeping *keeping, const char *given, GError **error)
{
  if (given != NULL)
    return g_strdup (given);

  g_autoptr (GPtrArray) backups = jkk_safekeeping_list (keeping, error);
  if (backups != NULL && backups->len == 0)
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
                         _ ("There is no backup yet. Make one: santunctl backup run"));
  return backups != NULL && backups->len > 0 ? g_strdup (((JkkBackupInfo *) backups->pdata[0])->path) : NULL;
}

static gboolean
verify (const JkkSafekeeping *keeping, const char *given, GError **error)
{
  g_autofree char *path = choose_backup (keeping, given, error);

  gint64 n_journal_faults = 0;
  if (path == NULL || !jkk_safekeeping_verify (keeping, path, &n_journal_faults, NULL, error))
    return FALSE;
  tell_journal_faults (n_journal_faults);
  g_print (_ ("The office can be restored from “%s”: store and documents are sound.\n"), path);
  return TRUE;
}

static char *
ask_for_password (const JkkCtl *ctl, const JkkRestoration *restoration, GError **error)
{
  g_autofree char *prompt = g_strdup_printf (_ ("Password of %s:"), ctl->login);
  guint n;
  const JkkDemoAccount *accounts = jkk_demo_accounts (&n);

  for (guint i = 0; i < n && ctl->password_file == NULL && jkk_restoration_is_demo (restoration); i++)
    if (strcmp (accounts[i].login, ctl->login) == 0)
      return g_strdup (accounts[i].password);
  return jkk_ctl_read_password (ctl->password_file, prompt, error);
}

static void
tell_next_steps (const JkkSafekeepingKeeper *keeper)
{
  if (keeper->replace == NULL)
    g_print ("%s\n", _ ("Start the node again: systemctl start santun-node"));
  else
    g_print ("%s\n",
             _ ("This node alone is the group now. Start it: systemctl start santun-node. Desks find it by themselves. "
                "Then take the others in anew: here a file for each with santunctl store nodes add HOST; there move "
                "the folder of the old node aside, santun-node join FILE, and start it. Do not start the old ones as "
                "they are."));
}

static gboolean
restore (const JkkCtl *ctl, const JkkSafekeeping *keeping, const char *given, GError **error)
{
  g_autofree char *path = choose_backup (keeping, given, error);
  g_autofree char *kept = NULL;
  gboolean yes = yes_flag;

  if (ctl->login == NULL)
    return jkk_ctl_usage_error (error, _ ("Say who you are: --as LOGIN."));
  g_autoptr (JkkRestoration) restoration = path != NULL ? jkk_restoration_new (keeping, path, NULL, error) : NULL;
  if (restoration == NULL)
    return FALSE;
  g_autofree char *loss = jkk_restoration_tell (restoration);
  jkk_ctl_say (_ ("“%s” would be replaced by “%s”."), keeping->address, path);
  jkk_ctl_say ("%s", loss);
  if (!yes && !jkk_ctl_confirm (_ ("Restore it?"), &yes, error))
    return FALSE;
  if (!yes)
    return TRUE;

  g_autofree char *password = ask_for_password (ctl, restoration, error);
  if (password == NULL || !jkk_restoration_run (restoration, ctl->login, password, &kept, error))
    return FALSE;
  g_print (_ ("The office is restored from “%s”.\n"), path);
  if (kept != NULL)
    g_print (_ ("The replaced store is kept as “%s”.\n"), kept);
  if (keeping->keeper != NULL)
    tell_next_steps (keeping->keeper);
  return TRUE;
}

static gboolean
run_backup (JkkCtl *ctl, char **args, GError **error)
{
  JkkSafekeeping keeping;

  if (!prepare (ctl, &keeping, error))
    return FALSE;
  if (strcmp (args[0], "run") == 0)
    return run (&keeping, error);
  if (strcmp (args[0], "list") == 0)
    return list (&keeping, error);
  if (strcmp (args[0], "verify") == 0)
    return verify (&keeping, args[1], error);
  if (strcmp (args[0], "restore") == 0)
    return restore (ctl, &keeping, args[1], error);
  return jkk_ctl_usage_error (error, _ ("There is no “backup %s”; santunctl backup --help lists what there is."),
                              args[0]);
}

static const GOptionEntry options[] = {
  { "node", 0, 0, G_OPTION_ARG_FILENAME, &node_folder,
    N_ ("The store of this computer's node, whose folder this is, instead of a file"), N_ ("FOLDER") },
  { "folder", 0, 0, G_OPTION_ARG_FILENAME, &folder_text,
    N_ ("Where backups are kept (else SANTUN_BACKUP_FOLDER, else beside the store)"), N_ ("FOLDER") },
  { "passphrase", 0, 0, G_OPTION_ARG_NONE, &ask_passphrase, N_ ("Ask for the passphrase that locks the backups"),
    NULL },
  { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &passphrase_file,
    N_ ("Take the passphrase from the first line of this file (“-”: standard input)"), N_ ("FILE") },
  { "if-due", 0, 0, G_OPTION_ARG_NONE, &due_flag,
    N_ ("run: only when the last one is a day old and something was done since"), NULL },
  { "yes", 0, 0, G_OPTION_ARG_NONE, &yes_flag, N_ ("restore: do not ask"), NULL },
  { NULL },
};

const JkkCtlCommand jkk_ctl_backup_commands[] = {
  { "backup", N_ ("run|list|verify|restore [FILE]"), N_ ("Backups of the office, documents included"),
    N_ ("run             make one while people work, and restore it into a scratch copy to see that it is sound;\n"
        "                the newest of seven days, five weeks and twelve months are kept\n"
        "list            the backups, the newest first\n"
        "verify [FILE]   restore one into a scratch copy and check all of it; without FILE the newest\n"
        "restore [FILE]  put one in the place of the office, after saying what would be lost; an administrator\n"
        "                with --as, and nobody may have the office open; the replaced store stays beside it\n"
        "\n"
        "A store that a node keeps is backed up and restored on the computer of the node, with --node and the node's\n"
        "folder, by the account that runs the node. Desks go on working during run. For restore, the node is stopped\n"
        "(of a group all nodes); a group then begins anew with the node of this computer, and the others join it."),
    options, 1, 2, run_backup },
  { NULL },
};
