#include <errno.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "jkk-ctl.h"
#include "jkk-printing.h"

#define EXIT_REFUSED 1
#define EXIT_USAGE 2

static JkkCtl ctl;
static gboolean show_version, show_help;

static const GOptionEntry shared_options[] = {
  { "store", 0, 0, G_OPTION_ARG_FILENAME, &ctl.store, N_ ("Work in the office at this place"), N_ ("ADDRESS") },
  { "as", 0, 0, G_OPTION_ARG_STRING, &ctl.login,
    N_ ("Sign in as this person; the accounts of a demonstration office need no password"), N_ ("LOGIN") },
  { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &ctl.password_file,
    N_ ("Take the password from the first line of this file (“-”: standard input)"), N_ ("FILE") },
  G_OPTION_ENTRY_NULL
};

static const GOptionEntry main_options[] = {
  { "version", 0, 0, G_OPTION_ARG_NONE, &show_version, N_ ("Show the version"), NULL },
  { "help", 'h', 0, G_OPTION_ARG_NONE, &show_help, N_ ("Show this help"), NULL },
  G_OPTION_ENTRY_NULL
};

typedef struct
{
  const char *title;
  const JkkCtlCommand *commands;
} Topic;

static guint
topics (Topic *list)
{
  const Topic all[] = {
    { N_ ("The office"), jkk_ctl_office_commands },
    { NULL, jkk_ctl_backup_commands },
    { N_ ("Its people"), jkk_ctl_people_commands },
    { NULL, jkk_ctl_audit_commands },
    { N_ ("Finding and reading cases"), jkk_ctl_list_commands },
    { NULL, jkk_ctl_show_commands },
    { NULL, jkk_ctl_history_commands },
    { N_ ("Working on a case"), jkk_ctl_edit_commands },
    { NULL, jkk_ctl_deed_commands () },
    { NULL, jkk_ctl_scholarship_commands },
    { N_ ("Files and papers"), jkk_ctl_exchange_commands },
    { NULL, jkk_ctl_form_commands },
    { NULL, jkk_ctl_documents_commands },
    { NULL, jkk_ctl_read_commands },
    { N_ ("The law"), jkk_ctl_law_commands },
    { N_ ("The bridge"), jkk_ctl_bridge_commands },
    { NULL, jkk_ctl_key_commands },
    { N_ ("Without an office"), jkk_ctl_calculate_commands },
  };

  memcpy (list, all, sizeof all);
  return G_N_ELEMENTS (all);
}

#define MAX_TOPICS 20

static const JkkCtlCommand *
find_command (const char *name)
{
  Topic list[MAX_TOPICS];
  guint n = topics (list);

  for (guint i = 0; i < n; i++)
    for (const JkkCtlCommand *command = list[i].commands; command->name != NULL; command++)
      if (strcmp (command->name, name) == 0)
        return command;
  return NULL;
}

static void
print_command (const JkkCtlCommand *command)
{
  g_autofree char *usage =
      command->usage != NULL ? g_strconcat (command->name, " ", _ (command->usage), NULL) : g_strdup (command->name);

  g_print ("  ");
  if (jkk_ctl_width (usage) < 38)
    jkk_ctl_print_padded (usage, 38);
  else
    g_print ("%s\n%40s", usage, "");
  g_print ("%s\n", _ (command->summary));
}

static void
print_help (void)
{
  Topic list[MAX_TOPICS];
  guint n = topics (list);

  g_print ("%s\n\n%s\n", _ ("Usage: santunctl [--as LOGIN] [--store ADDRESS] COMMAND [ARGUMENT…]"),
           _ ("Work-accident claims (JKK) of a branch office, without a display."));
  for (guint i = 0; i < n; i++)
    {
      if (list[i].title != NULL)
        g_print ("\n%s\n", _ (list[i].title));
      for (const JkkCtlCommand *command = list[i].commands; command->name != NULL; command++)
        print_command (command);
    }
  g_print (
      "\n%s\n",
      _ ("“santunctl COMMAND --help” says more. CASE is a number such as JKK-2026-000123, or its last digits.\n"
         "The office is that of --store, else of SANTUN_STORE, else the one of this person, else a demonstration\n"
         "office, in which the passwords of the demonstration accounts (sari, rina, budi, admin) need not be given.\n"
         "Exit status: 0 done, 1 refused, 2 not understood."));
}

static gboolean
parse_main (int *argc, char ***argv, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_add_main_entries (context, shared_options, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, main_options, GETTEXT_PACKAGE);
  return g_option_context_parse (context, argc, argv, error);
}

static gboolean
check_count (const JkkCtlCommand *command, guint n, GError **error)
{
  if (n < command->least)
    return jkk_ctl_usage_error (error, _ ("“%s” needs %s."), command->name,
                                command->usage != NULL ? _ (command->usage) : "");
  if (n > command->most)
    return jkk_ctl_usage_error (error, _ ("“%s” does not know what to do with this as well."), command->name);
  return TRUE;
}

/* Parses the words after the name of the command and does it. */
/* What is said before the command may be said again behind it: the last word counts, and the first is not leaked. */
static gboolean
parse_again (GOptionContext *context, int *argc, char ***argv, GError **error)
{
  char **const shared[] = { &ctl.store, &ctl.login, &ctl.password_file };
  char *before[G_N_ELEMENTS (shared)];

  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    before[i] = *shared[i];
  gboolean good = g_option_context_parse (context, argc, argv, error);
  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    if (*shared[i] != before[i])
      g_free (before[i]);
  return good;
}

static gboolean
run (const JkkCtlCommand *command, int argc, char **argv, GError **error)
{
  g_autofree char *parameters =
      g_strdup_printf ("%s %s", command->name, command->usage != NULL ? _ (command->usage) : "");
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);
  g_autofree char *summary = g_strconcat (_ (command->summary), ".", NULL);

  g_option_context_set_summary (context, summary);
  if (command->details != NULL)
    g_option_context_set_description (context, _ (command->details));
  if (command->options != NULL)
    g_option_context_add_main_entries (context, command->options, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, shared_options, GETTEXT_PACKAGE);
  if (!parse_again (context, &argc, &argv, error))
    return FALSE;
  if (argc > 1 && strcmp (argv[1], "--") == 0)
    {
      argv++;
      argc--;
    }
  ctl.command = command->name;
  return check_count (command, (guint) argc - 1, error) && command->func (&ctl, argv + 1, error);
}

static gboolean
dispatch (int argc, char **argv, GError **error)
{
  const JkkCtlCommand *command;

  if (!parse_main (&argc, &argv, error))
    return FALSE;
  if (show_version)
    {
      g_print ("santunctl %s\n", JKK_VERSION);
      return TRUE;
    }
  if (show_help || argc < 2 || (strcmp (argv[1], "help") == 0 && argc == 2))
    {
      print_help ();
      return TRUE;
    }
  if (strcmp (argv[1], "help") == 0)
    {
      static char help_option[] = "--help";
      char *help[] = { argv[0], help_option, NULL };

      if ((command = find_command (argv[2])) != NULL)
        return run (command, 2, help, error);
      argv++;
    }
  if ((command = find_command (argv[1])) != NULL)
    {
      argv[1] = argv[0];
      return run (command, argc - 1, argv + 1, error);
    }
  return jkk_ctl_usage_error (error, _ ("There is no command “%s”. “santunctl help” names them all."), argv[1]);
}

static int
report (const GError *error)
{
  g_autofree char *text = jkk_error_sentence (error);
  const char *detail = jkk_error_detail (error);

  if (detail != NULL)
    jkk_ctl_say ("santunctl: %s (%s)", g_strchomp (text), detail);
  else
    jkk_ctl_say ("santunctl: %s", g_strchomp (text));
  return error->domain == G_OPTION_ERROR ? EXIT_USAGE : EXIT_REFUSED;
}

/* Names and amounts need more than ASCII, whatever the system speaks. */
static void
set_language (void)
{
  const char *folder = g_getenv ("SANTUN_LOCALEDIR");

  if (setlocale (LC_ALL, "") == NULL || !g_get_charset (NULL))
    setlocale (LC_CTYPE, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : JKK_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status = 0;

  set_language ();
  g_set_prgname ("santunctl");
  jkk_printing_use_own_forms (NULL);
  if (!dispatch (argc, argv, &error))
    status = report (error);
  if (ctl.office != NULL)
    {
      jkk_office_close (ctl.office);
      g_clear_object (&ctl.office);
    }
  g_free (ctl.store);
  g_free (ctl.login);
  g_free (ctl.password_file);
  if (fflush (stdout) != 0 || ferror (stdout))
    {
      jkk_ctl_say ("santunctl: %s", _ ("The output could not be written completely."));
      return EXIT_REFUSED;
    }
  return status;
}
