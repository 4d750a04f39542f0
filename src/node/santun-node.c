#include "jkk-centre-store.h"
#include "jkk-collect.h"
#include "jkk-desk-key.h"
#include "jkk-node-members.h"
#include "jkk-node-office.h"
#include "jkk-node-role.h"
#include "jkk-node-status.h"
#include "jkk-stand-by.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#define EXIT_REFUSED 1
#define EXIT_USAGE 2

static char *store_path, *out_path, *with_path, *language;
static char **hosts;
static int port = JKK_NODE_PORT;
static gboolean for_centre, alone, in_group;

/* A command of the program: what it needs, and what does it. */
typedef struct
{
  const char *name;
  const char *usage;
  const char *summary;
  guint n_arguments;
  guint folder; /* which of them the node's folder is, in which something is written; 0 = none */
  gboolean (*run) (char **arguments, GError **error);
} Command;

static gboolean
set_up (char **arguments, GError **error)
{
  JkkNodePlan plan = { .hosts = hosts, .port = (guint16) CLAMP (port, 1, G_MAXUINT16) };

  if (store_path == NULL || hosts == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("Write: santun-node %s"),
                   "setup --store FILE --host NAME… FOLDER");
      return FALSE;
    }
  g_autofree char *store = g_canonicalize_filename (store_path, NULL);
  plan.store = store;
  if (in_group && !jkk_node_office_check_host (hosts[0], TRUE, error))
    return FALSE;
  if (in_group)
    {
      plan.number = 1;
      plan.latency = JKK_NODE_LATENCY;
    }
  if (!jkk_node_office_set_up (arguments[0], &plan, error))
    return FALSE;
  if (in_group)
    {
      g_print (
          _ ("The first node of a group is set up in %s; it keeps what %s held, which stays as it was and is not "
             "used any more. Start the node: santun-node serve %s, or by systemctl. Then make a file for each further "
             "node: santunctl store nodes add HOST, and last a desk file for each computer: santun-node desk.\n"),
          arguments[0], store, arguments[0]);
      return TRUE;
    }
  g_print (
      _ ("The node is set up in %s. Next, make a desk file for each computer: santun-node desk, and start the node: "
         "santun-node serve.\n"),
      arguments[0]);
  return TRUE;
}

static gboolean
join (char **arguments, GError **error)
{
  g_autofree char *beside = g_build_filename (arguments[1], "store", "office.db", NULL);
  g_autofree char *store = g_canonicalize_filename (store_path != NULL ? store_path : beside, NULL);

  if (!jkk_node_members_join (arguments[1], arguments[0], store, error))
    return FALSE;
  g_print (
      _ ("The node is set up in %s. Delete %s, then start the node: santun-node serve %s, or by systemctl. The group "
         "takes it in by itself; santunctl store nodes shows when.\n"),
      arguments[1], arguments[0], arguments[1]);
  return TRUE;
}

static gboolean
add_desk (char **arguments, GError **error)
{
  g_autofree char *path = out_path != NULL ? g_strdup (out_path) : g_strconcat (arguments[1], ".santun-desk", NULL);

  if (!jkk_node_office_add_desk (arguments[0], arguments[1], path, error))
    return FALSE;
  g_print (
      _ ("%s was written. Carry it to the computer %s, take it in there with “santunctl store join”, then delete it: "
         "who has it can open the store.\n"),
      path, arguments[1]);
  return TRUE;
}

static gboolean
bar_desk (char **arguments, GError **error)
{
  if (!jkk_node_office_bar_desk (arguments[0], arguments[1], error))
    return FALSE;
  g_print (_ ("The desk %s has been revoked; the node hangs up on it within a second.\n"), arguments[1]);
  return TRUE;
}

static void
print_desk (const JkkNodeDesk *desk)
{
  g_autoptr (GDateTime) until = g_date_time_new_from_unix_local (desk->until);
  g_autoptr (GDateTime) barred = g_date_time_new_from_unix_local (desk->barred_at);
  g_autofree char *day = g_date_time_format (desk->barred_at != 0 ? barred : until, "%Y-%m-%d");
  const char *state = desk->barred_at != 0                                ? _ ("revoked on")
                      : desk->until * G_USEC_PER_SEC < g_get_real_time () ? _ ("ended on")
                                                                          : _ ("valid until");

  g_print ("%-32s %s %s\n", desk->name, state, day);
}

static gboolean
list_desks (char **arguments, GError **error)
{
  g_autoptr (GPtrArray) desks = jkk_node_office_desks (arguments[0], error);

  for (guint i = 0; desks != NULL && i < desks->len; i++)
    if (((JkkNodeDesk *) desks->pdata[i])->number == 0)
      print_desk (desks->pdata[i]);
  return desks != NULL;
}

static gboolean
renew (char **arguments, GError **error)
{
  if (!jkk_node_office_renew (arguments[0], error))
    return FALSE;
  g_print ("%s\n", _ ("The node has a new certificate. Restart it; the desks need nothing new."));
  return TRUE;
}

static gboolean
invite (char **arguments, GError **error)
{
  g_autofree char *path = out_path != NULL ? g_strdup (out_path) : g_strconcat (arguments[1], ".santun-follower", NULL);

  if (for_centre == (hosts != NULL))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("Write: santun-node %s"),
                   "invite (--host NAME… | --centre) FOLDER NAME");
      return FALSE;
    }
  if (!jkk_node_role_invite (arguments[0], arguments[1], (const char *const *) hosts,
                             (guint16) CLAMP (port, 1, G_MAXUINT16), path, error))
    return FALSE;
  g_print (_ ("%s was written. Carry it to the computer %s, then delete it: who has it can read the whole store.\n"),
           path, arguments[1]);
  return TRUE;
}

static gboolean
stand_by (char **arguments, GError **error)
{
  if (store_path == NULL || with_path == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("Write: santun-node %s"),
                   "stand-by --with FILE --store FILE FOLDER");
      return FALSE;
    }
  g_autofree char *store = g_canonicalize_filename (store_path, NULL);
  if (!jkk_node_role_stand_by (arguments[0], with_path, store, error))
    return FALSE;
  g_print (_ ("This computer is set up as a stand-by in %s. Start it: santun-node serve.\n"), arguments[0]);
  return TRUE;
}

static gboolean
promote (char **arguments, GError **error)
{
  if (!jkk_stand_by_promote (arguments[0], alone, error))
    return FALSE;
  g_print ("%s\n", _ ("This computer is the node now. Desks find it by themselves. Keep the other one from starting "
                      "again; should it start, it serves no more once it hears of this one or of a desk."));
  return TRUE;
}

static gboolean
tell_status (char **arguments, GError **error)
{
  g_autofree char *text = jkk_node_status_describe (arguments[0], error);

  if (text != NULL)
    g_print ("%s", text);
  return text != NULL;
}

static gboolean
stop_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

typedef struct
{
  JkkStandBy *service;
  GMainLoop *loop;
} Running;

static gboolean
look_cb (gpointer data)
{
  Running *running = data;

  if (!jkk_stand_by_look (running->service))
    stop_cb (running->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
serve (char **arguments, GError **error)
{
  g_autoptr (JkkStandBy) service = jkk_stand_by_start (arguments[0], error);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Running running = { service, loop };

  if (service == NULL)
    return FALSE;
  g_unix_signal_add (SIGTERM, stop_cb, loop);
  g_unix_signal_add (SIGINT, stop_cb, loop);
  g_timeout_add_seconds (1, look_cb, &running);
  g_print (_ ("The node answers at port %u.\n"), jkk_stand_by_get_port (service));
  fflush (stdout);
  g_main_loop_run (loop);
  return TRUE;
}

/* ---- The centre -------------------------------------------------------------------------------------------------- */

/* More would not be read on a terminal. */
#define MOST_CASES 500

static gboolean
add_branch (char **arguments, GError **error)
{
  if (with_path == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("Write: santun-node %s"),
                   "branch --with FILE FOLDER CODE");
      return FALSE;
    }
  if (!jkk_collect_add (arguments[0], arguments[1], with_path, error))
    return FALSE;
  g_print (_ ("The branch %s was added. It is followed when “santun-node collect” is started again.\n"), arguments[1]);
  return TRUE;
}

static gboolean
collect (char **arguments, GError **error)
{
  g_autoptr (JkkCollect) running = jkk_collect_start (arguments[0], error);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint n_connected;

  if (running == NULL)
    return FALSE;
  g_unix_signal_add (SIGTERM, stop_cb, loop);
  g_unix_signal_add (SIGINT, stop_cb, loop);
  g_print (ngettext ("The centre follows %u branch.\n", "The centre follows %u branches.\n",
                     jkk_collect_count (running, &n_connected)),
           jkk_collect_count (running, &n_connected));
  fflush (stdout);
  g_main_loop_run (loop);
  return TRUE;
}

static JkkCentre *
open_list (const char *folder, GError **error)
{
  g_autofree char *path = jkk_collect_list_path (folder);

  return jkk_centre_open (path, error);
}

static gboolean
count (char **arguments, GError **error)
{
  g_autoptr (JkkCentre) centre = open_list (arguments[0], error);
  g_autoptr (GPtrArray) branches = centre != NULL ? jkk_centre_branches (centre, error) : NULL;
  gint64 n_cases = 0, n_open = 0, total = 0;

  for (guint i = 0; branches != NULL && i < branches->len; i++)
    {
      const JkkCentreBranch *branch = branches->pdata[i];
      g_autoptr (GDateTime) changed = g_date_time_new_from_unix_local (branch->changed_at);
      g_autofree char *time = g_date_time_format (changed, "%Y-%m-%d %H:%M:%S");

      g_print ("%-16s %10lld %10lld %20lld  %s  %s\n", branch->code, (long long) branch->n_cases,
               (long long) branch->n_open, (long long) branch->total, time, branch->name != NULL ? branch->name : "");
      n_cases += branch->n_cases;
      n_open += branch->n_open;
      total += branch->total;
    }
  if (branches != NULL)
    g_print (_ ("All: %lld cases, %lld open, Rp %lld approved\n"), (long long) n_cases, (long long) n_open,
             (long long) total);
  return branches != NULL;
}

static gboolean
list_cases (char **arguments, GError **error)
{
  g_autoptr (JkkCentre) centre = open_list (arguments[0], error);
  g_autoptr (GPtrArray) cases = centre != NULL ? jkk_centre_find (centre, arguments[1], MOST_CASES, error) : NULL;

  for (guint i = 0; cases != NULL && i < cases->len; i++)
    {
      const JkkCentreCase *found = cases->pdata[i];

      g_print ("%-16s %-18s %-12s %14lld  %s · %s\n", found->branch, found->number, found->status,
               (long long) found->total, found->participant != NULL ? found->participant : "",
               found->employer != NULL ? found->employer : "");
    }
  if (cases != NULL && cases->len == MOST_CASES)
    g_print (_ ("There may be more than these %d. Look for more letters.\n"), MOST_CASES);
  return cases != NULL;
}

static gboolean
verify_branch (const char *folder, const char *code)
{
  g_autoptr (GError) error = NULL;
  gint64 n_entries = 0;

  if (jkk_collect_verify (folder, code, &n_entries, &error))
    g_print (_ ("%s: sound, %lld entries of the journal\n"), code, (long long) n_entries);
  else
    g_print ("%s: %s\n", code, error->message);
  return error == NULL;
}

static gboolean
verify (char **arguments, GError **error)
{
  g_autoptr (JkkCentre) centre = open_list (arguments[0], error);
  g_autoptr (GPtrArray) branches = centre != NULL ? jkk_centre_branches (centre, error) : NULL;
  guint n_faulty = 0;

  for (guint i = 0; branches != NULL && i < branches->len; i++)
    n_faulty += verify_branch (arguments[0], ((JkkCentreBranch *) branches->pdata[i])->code) ? 0 : 1;
  if (n_faulty > 0)
    g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
                 ngettext ("%u branch is not sound.", "%u branches are not sound.", n_faulty), n_faulty);
  return branches != NULL && n_faulty == 0;
}

static const Command commands[] = {
  { "setup", N_ ("[--group] --store FILE --host NAME… FOLDER"), N_ ("Set a node up for a store on this computer"), 1, 1,
    set_up },
  { "join", N_ ("[--store FILE] MEMBER-FILE FOLDER"), N_ ("Set a further node of a group up on this computer"), 2, 2,
    join },
  { "serve", N_ ("FOLDER"), N_ ("Answer the desks until it is stopped"), 1, 1, serve },
  { "desk", N_ ("FOLDER NAME"), N_ ("Make a desk file for a computer"), 2, 1, add_desk },
  { "desks", N_ ("FOLDER"), N_ ("List the computers that have or had a key"), 1, 0, list_desks },
  { "revoke", N_ ("FOLDER NAME"), N_ ("Take a computer's right to connect away, at once"), 2, 1, bar_desk },
  { "invite", N_ ("(--host NAME… | --centre) FOLDER NAME"),
    N_ ("Invite a computer to follow this node: as its stand-by, or as the centre"), 2, 1, invite },
  { "stand-by", N_ ("--with FILE --store FILE FOLDER"), N_ ("Make this computer the stand-by of a node"), 1, 1,
    stand_by },
  { "promote", N_ ("[--alone] FOLDER"), N_ ("Make this stand-by the node"), 1, 1, promote },
  { "status", N_ ("FOLDER"), N_ ("Tell whether it runs, who follows, and how far behind"), 1, 0, tell_status },
  { "branch", N_ ("--with FILE FOLDER CODE"), N_ ("At the centre: add a branch by its invitation"), 2, 1, add_branch },
  { "collect", N_ ("FOLDER"), N_ ("At the centre: follow all branches until it is stopped"), 1, 1, collect },
  { "counts", N_ ("FOLDER"), N_ ("At the centre: cases, open cases and amounts of each branch"), 1, 0, count },
  { "list", N_ ("FOLDER TEXT"), N_ ("At the centre: find cases of all branches by name or number"), 2, 0, list_cases },
  { "verify", N_ ("FOLDER"), N_ ("At the centre: check each branch’s copy and the chain of its journal"), 1, 0,
    verify },
  { "renew", N_ ("FOLDER"), N_ ("Give the node a new certificate, for the hosts in node.conf"), 1, 1, renew },
};

static const GOptionEntry options[] = {
  { "store", 0, 0, G_OPTION_ARG_FILENAME, &store_path, N_ ("Where the store's file lies"), N_ ("FILE") },
  { "host", 0, 0, G_OPTION_ARG_STRING_ARRAY, &hosts, N_ ("Name or number by which desks reach this computer"),
    N_ ("NAME") },
  { "group", 0, 0, G_OPTION_ARG_NONE, &in_group, N_ ("Begin a group of nodes that take over from each other"), NULL },
  { "port", 0, 0, G_OPTION_ARG_INT, &port, N_ ("Where the node listens"), N_ ("PORT") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out_path, N_ ("Where the desk file is written"), N_ ("FILE") },
  { "with", 0, 0, G_OPTION_ARG_FILENAME, &with_path, N_ ("The invitation from the node"), N_ ("FILE") },
  { "centre", 0, 0, G_OPTION_ARG_NONE, &for_centre, N_ ("Invite the centre, which reads along"), NULL },
  { "alone", 0, 0, G_OPTION_ARG_NONE, &alone, N_ ("Promote although the node does not answer"), NULL },
  { "lang", 0, 0, G_OPTION_ARG_STRING, &language, N_ ("Speak this language: id or en"), N_ ("LANGUAGE") },
  { NULL },
};

static const Command *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_strcmp0 (commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

static char *
describe_commands (void)
{
  g_autoptr (GString) text = g_string_new (_ ("The service that keeps a store for all desks of a branch.\n"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "\n  %s %s\n      %s", commands[i].name, _ (commands[i].usage),
                            _ (commands[i].summary));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
run (int argc, char **argv, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("COMMAND FOLDER [NAME]"));
  g_autofree char *summary = describe_commands ();

  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;

  const Command *command = find_command (argc > 1 ? argv[1] : NULL);
  if (command != NULL && (guint) argc == command->n_arguments + 2)
    return (command->folder == 0 || jkk_node_office_check_user (argv[command->folder + 1], error)) &&
           command->run (argv + 2, error);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("Write: santun-node %s %s"),
               command != NULL ? command->name : _ ("COMMAND"), command != NULL ? _ (command->usage) : "…");
  return FALSE;
}

/* The language must be known before the options are described in it. */
static void
choose_language (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      const char *value = g_str_has_prefix (argv[i], "--lang=")             ? argv[i] + strlen ("--lang=")
                          : g_str_equal (argv[i], "--lang") && i + 1 < argc ? argv[i + 1]
                                                                            : NULL;
      if (value != NULL)
        g_setenv ("LANGUAGE", value, TRUE);
    }
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE,
                  g_getenv ("SANTUN_LOCALEDIR") != NULL ? g_getenv ("SANTUN_LOCALEDIR") : JKK_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  choose_language (argc, argv);
  if (run (argc, argv, &error))
    return 0;
  g_printerr ("santun-node: %s\n", error->message);
  return error->domain == G_OPTION_ERROR ? EXIT_USAGE : EXIT_REFUSED;
}
