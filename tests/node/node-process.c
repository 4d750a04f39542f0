#include "node-process.h"

#include "free-port.h"
#include "jkk-desk-key.h"
#include "jkk-node-office.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* When the test fails, nothing of it goes on. */
void
outlive_nobody (void)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/* Where nobody listens yet. */
char *
node_process_find_address (void)
{
  return g_strdup_printf ("santun://localhost:%u", free_port ());
}

/* What an administrator does, and then somebody at a desk. */
static int
set_up (const NodeProcess *process)
{
  g_autofree char *path = g_build_filename (process->folder, "meja.santun-desk", NULL);
  g_auto (GStrv) hosts = g_strsplit ("localhost", ",", -1);
  const char *port = strrchr (process->address, ':') + 1;
  JkkNodePlan plan = { process->store, hosts, (guint16) g_ascii_strtoull (port, NULL, 10) };

  if (!jkk_node_office_set_up (process->folder, &plan, NULL) ||
      !jkk_node_office_add_desk (process->folder, "meja", path, NULL))
    return 1;
  g_autofree char *address = jkk_desk_key_join (path, NULL);
  return g_strcmp0 (address, process->address) == 0 ? 0 : 2;
}

static pid_t
fork_child (void)
{
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    outlive_nobody ();
  return child;
}

void
node_process_begin (NodeProcess *process, const char *store)
{
  int status;

  process->folder = g_dir_make_tmp ("santun-node-XXXXXX", NULL);
  process->address = node_process_find_address ();
  process->store = g_canonicalize_filename (store, NULL);
  pid_t child = fork_child ();
  if (child == 0)
    _exit (set_up (process));
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  node_process_start (process);
}

void
node_process_start (NodeProcess *process)
{
  process->pid = fork_child ();
  if (process->pid == 0)
    {
      int nowhere = open ("/dev/null", O_WRONLY);

      dup2 (nowhere, STDOUT_FILENO);
      dup2 (nowhere, STDERR_FILENO);
      execl (g_getenv ("SANTUN_NODE"), "santun-node", "serve", process->folder, NULL);
      _exit (127);
    }
}

static void
remove_files (const char *folder, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

void
node_process_end (NodeProcess *process)
{
  static const char *const of_node[] = { "node.conf",   "node.pem",   "office.pem",
                                         "office.key",  "desks.conf", "meja.santun-desk",
                                         "session.key", "status",     "status.new",
                                         "lock",        NULL };
  static const char *const of_desk[] = { "desk.pem", "places", NULL };
  g_autofree char *keys = jkk_desk_key_folder (process->address);

  kill (process->pid, SIGKILL);
  waitpid (process->pid, NULL, 0);
  remove_files (keys, of_desk);
  remove_files (process->folder, of_node);
  g_free (process->folder);
  g_free (process->address);
  g_free (process->store);
}
