#include "santun-check.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#define EXIT_REFUSED 1
#define EXIT_USAGE 2

static char *language;

static const GOptionEntry shared_options[] = {
  { "lang", 0, 0, G_OPTION_ARG_STRING, &language, N_ ("Speak this language: id or en"), N_ ("LANGUAGE") },
  { NULL },
};

static const JkkCheckCommand *
find_command (const char *name)
{
  for (const JkkCheckCommand *command = jkk_check_commands; command->name != NULL; command++)
    if (strcmp (command->name, name) == 0)
      return command;
  return NULL;
}

static void
print_help (void)
{
  g_print ("%s\n\n%s\n\n", _ ("Usage: santun-check [COMMAND] [OPTION…] FILE|FOLDER…"),
           _ ("Checks messages for a branch office of the work-accident insurance (JKK) before they are sent,\n"
              "by the same rules as the office."));
  for (const JkkCheckCommand *command = jkk_check_commands; command->name != NULL; command++)
    g_print ("  %s %s\n      %s\n", command->name, _ (command->usage), _ (command->summary));
  g_print (
      "\n%s\n",
      _ ("Without a command, files are checked. “santun-check COMMAND --help” lists the options of a command.\n"
         "Exit status: 0 the office would take all of it in, 1 it would not, 2 not understood.\n"
         "What rests on what the office has stored (numbers used before, cases that it knows) only the office finds."));
}

static gboolean
check_count (const JkkCheckCommand *command, guint n, GError **error)
{
  if (n >= command->least && n <= command->most)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("Write: santun-check %s %s"), command->name,
               _ (command->usage));
  return FALSE;
}

static gboolean
run (const JkkCheckCommand *command, int argc, char **argv, GError **error)
{
  g_autofree char *parameters = g_strdup_printf ("%s %s", command->name, _ (command->usage));
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);
  g_autofree char *summary = g_strconcat (_ (command->summary), ".", NULL);

  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, command->options, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, shared_options, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  char **args = argv + 1;
  guint n = (guint) argc - 1;
  if (n > 0 && strcmp (args[0], "--") == 0)
    {
      args++;
      n--;
    }
  return check_count (command, n, error) && command->func (args, error);
}

static gboolean
dispatch (int argc, char **argv, GError **error)
{
  const JkkCheckCommand *command = argc > 1 ? find_command (argv[1]) : NULL;

  if (argc < 2 || g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") || g_str_equal (argv[1], "help"))
    print_help ();
  else if (g_str_equal (argv[1], "--version"))
    g_print ("santun-check %s\n", JKK_VERSION);
  else if (command == NULL)
    return run (jkk_check_commands, argc, argv, error);
  else
    {
      argv[1] = argv[0];
      return run (command, argc - 1, argv + 1, error);
    }
  return TRUE;
}

/* Read before all other words, for their mistakes are told in it too. */
static const char *
find_language (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    if (g_str_has_prefix (argv[i], "--lang="))
      return argv[i] + strlen ("--lang=");
    else if (g_str_equal (argv[i], "--lang") && i + 1 < argc)
      return argv[i + 1];
  return NULL;
}

static void
set_language (const char *wanted)
{
  const char *folder = g_getenv ("SANTUN_LOCALEDIR");
  const char *found = setlocale (LC_ALL, "");

  /* Without any language of the system, gettext translates nothing at all. */
  if (found == NULL || !g_get_charset (NULL) || wanted != NULL)
    setlocale (LC_ALL, "C.UTF-8");
  if (wanted != NULL)
    g_setenv ("LANGUAGE", wanted, TRUE);
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : JKK_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status = 0;

  set_language (find_language (argc, argv));
  g_set_prgname ("santun-check");
  if (!dispatch (argc, argv, &error))
    status = error != NULL && error->domain == G_OPTION_ERROR ? EXIT_USAGE : EXIT_REFUSED;
  if (error != NULL)
    g_printerr ("santun-check: %s\n", error->message);
  if (fflush (stdout) != 0 || ferror (stdout))
    {
      g_printerr ("santun-check: %s\n", _ ("The output could not be written completely."));
      return EXIT_REFUSED;
    }
  return status;
}
