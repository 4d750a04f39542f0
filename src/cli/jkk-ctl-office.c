#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "jkk-ctl.h"
#include "jkk-demo.h"

static char *office_name, *office_city, *login, *person;
static int n_cases = JKK_DEMO_CASES, seed = JKK_DEMO_SEED;

static gboolean
run_init (JkkCtl *ctl, char **args, GError **error)
{
  g_autofree char *address = ctl->store != NULL ? g_strdup (ctl->store) : jkk_office_default_address ();

  if (office_name == NULL || office_city == NULL || login == NULL || person == NULL)
    return jkk_ctl_usage_error (error, _ ("A new office needs --name, --city, --login and --person."));
  if (jkk_office_exists (address))
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
                   _ ("There is an office at “%s” already. Open that one, or choose another place."), address);
      return FALSE;
    }
  g_autofree char *password = jkk_ctl_new_password (ctl->password_file, error);
  if (password == NULL)
    return FALSE;

  JkkOfficeSetup setup = {
    .name = office_name, .city = office_city, .login = login, .person = person, .password = password
  };
  if (!jkk_office_create (address, &setup, error))
    return FALSE;
  g_print (_ ("The office “%s” is made at “%s”. Its administrator is %s.\n"), office_name, address, login);
  return TRUE;
}

static void
progress_cb (guint done, guint total, gpointer user_data)
{
  if (isatty (STDERR_FILENO))
    g_printerr ("\r%u/%u", done, total);
}

static gboolean
run_demo (JkkCtl *ctl, char **args, GError **error)
{
  g_autofree char *address = ctl->store != NULL ? g_strdup (ctl->store) : jkk_office_demo_address ();
  guint n_accounts;
  const JkkDemoAccount *accounts = jkk_demo_accounts (&n_accounts);

  if (n_cases < 1)
    return jkk_ctl_usage_error (error, _ ("A demonstration office needs at least one case."));
  gboolean made =
      jkk_demo_create (address, (guint) n_cases, (guint32) seed, jkk_today (), progress_cb, NULL, NULL, error);
  if (isatty (STDERR_FILENO))
    g_printerr ("\r%20s\r", "");
  if (!made)
    return FALSE;
  g_print (ngettext ("A demonstration office with %d invented case is made at “%s”.\n",
                     "A demonstration office with %d invented cases is made at “%s”.\n", (gulong) n_cases),
           n_cases, address);
  g_print ("%s\n", _ ("Its accounts:"));
  for (guint i = 0; i < n_accounts; i++)
    g_print ("  %-8s %s · %s · %s\n", accounts[i].login, accounts[i].password, accounts[i].name,
             jkk_role_label (accounts[i].roles));
  return TRUE;
}

static const GOptionEntry init_options[] = {
  { "name", 0, 0, G_OPTION_ARG_STRING, &office_name, N_ ("Name of the office as printed on letters"), N_ ("NAME") },
  { "city", 0, 0, G_OPTION_ARG_STRING, &office_city, N_ ("Town where letters are signed"), N_ ("TOWN") },
  { "login", 0, 0, G_OPTION_ARG_STRING, &login, N_ ("Login of the first administrator"), N_ ("LOGIN") },
  { "person", 0, 0, G_OPTION_ARG_STRING, &person, N_ ("Full name of the first administrator"), N_ ("NAME") },
  G_OPTION_ENTRY_NULL
};

static const GOptionEntry demo_options[] = {
  { "cases", 0, 0, G_OPTION_ARG_INT, &n_cases, N_ ("How many cases (300)"), "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT, &seed, N_ ("Which office: the same seed on the same day gives the same one"), "S" },
  G_OPTION_ENTRY_NULL
};

static gboolean
run_store (JkkCtl *ctl, char **args, GError **error)
{
  if (strcmp (args[0], "nodes") == 0)
    return jkk_ctl_nodes (args + 1, error);
  if (strcmp (args[0], "join") != 0 || args[1] == NULL || args[2] != NULL)
    return jkk_ctl_usage_error (error, _ ("Write: santunctl store join FILE, or santunctl store nodes"));
  g_autofree char *address = jkk_office_join (args[1], error);
  if (address == NULL)
    return FALSE;
  g_print (
      _ ("The office at “%s” is yours on this computer from now on. Delete “%s”: who has it can open the store.\n"),
      address, args[1]);
  return TRUE;
}

const JkkCtlCommand jkk_ctl_office_commands[] = {
  { "init", N_ ("--name NAME --city TOWN --login LOGIN --person NAME"), N_ ("Make a new, empty office"),
    N_ ("The password of the first administrator is asked at the terminal, or taken from --password-file."),
    init_options, 0, 0, run_init },
  { "demo", N_ ("[--cases N] [--seed S]"), N_ ("Make a demonstration office with invented cases"), NULL, demo_options,
    0, 0, run_demo },
  { "store", N_ ("join FILE | nodes [add HOST|replace OLD NEW|remove HOST|transfer HOST]"),
    N_ ("Take in a desk file and work at the node of the branch, or look after the nodes of a group"),
    N_ ("The administrator of the node makes the desk file with “santun-node desk”. The nodes of a group are looked "
        "after "
        "on the computer of one of them, as the user it runs as: who leads, who is behind, who does not answer; a "
        "further one is added, one that is gone for good replaced or removed, and another one made to lead."),
    jkk_ctl_nodes_options, 1, 4, run_store },
  { NULL }
};
