#include "group-home.h"

#include "jkk-desk-key.h"
#include "jkk-node-members.h"
#include "jkk-node-office.h"
#include "jkk-node-peer.h"
#include "jkk-node-tunnel.h"

#include "free-port.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

/* A computer that builds and tests at the same time is often late; an office's own is not. */
#define LATENCY 100

/* Nothing of the test goes on without it. */
static void
prepare_child (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GPid
run_node (const char **arguments)
{
  g_autoptr (GError) error = NULL;
  const char *checks = g_getenv ("ASAN_OPTIONS");
  g_autofree char *most_checks = g_strconcat (checks != NULL ? checks : "", ":detect_leaks=0", NULL);
  gboolean talks = g_getenv ("SANTUN_NODE_TALKS") != NULL;
  GPid pid = 0;

  /* GnuTLS behind GIO loses the error of a line that is given up while somebody waits for it, as a node does at its
   * end. Everything else that it checks counts. */
  g_auto (GStrv) surroundings = g_environ_setenv (g_get_environ (), "ASAN_OPTIONS", most_checks, TRUE);
  g_spawn_async (NULL, (char **) arguments, surroundings,
                 G_SPAWN_DO_NOT_REAP_CHILD | (talks ? 0 : G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL),
                 prepare_child, NULL, &pid, &error);
  g_assert_no_error (error);
  return pid;
}

static void
assert_ends_well (GPid pid)
{
  int status = 0;

  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
}

void
group_home_start (GroupHome *home, guint which)
{
  const char *alone[] = { g_getenv ("SANTUN_GROUP_NODE"), home->folders[which], NULL };
  const char *serves[] = { g_getenv ("SANTUN_NODE"), "serve", home->folders[which], NULL };

  g_assert_cmpint (home->nodes[which], ==, 0);
  home->nodes[which] = run_node (home->serves ? serves : alone);
}

/* As the system does when it shuts down. */
void
group_home_stop (GroupHome *home, guint which)
{
  kill (home->nodes[which], SIGTERM);
  assert_ends_well (home->nodes[which]);
  home->nodes[which] = 0;
}

void
group_home_kill (GroupHome *home, guint which)
{
  int status = 0;

  kill (home->nodes[which], SIGKILL);
  g_assert_cmpint (waitpid (home->nodes[which], &status, 0), ==, home->nodes[which]);
  /* It was still running: nothing had brought it down before. */
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  home->nodes[which] = 0;
}

static void
set_latency (GroupHome *home)
{
  g_autofree char *path = g_build_filename (home->folders[0], "node.conf", NULL);
  g_autoptr (GKeyFile) keys = g_key_file_new ();

  g_assert_true (g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, NULL));
  g_key_file_set_integer (keys, "node", "latency", home->latency > 0 ? (int) home->latency : LATENCY);
  g_assert_true (g_key_file_save_to_file (keys, path, NULL));
}

static void
set_up_first (GroupHome *home, const char *store)
{
  g_autofree char *port = g_strdup_printf ("%u", free_port ());
  const char *arguments[] = {
    g_getenv ("SANTUN_NODE"), "setup", "--group", "--store", store, "--host", "localhost", "--port", port,
    home->folders[0],         NULL
  };

  home->hosts[0] = g_strdup_printf ("localhost:%s", port);
  assert_ends_well (run_node (arguments));
  set_latency (home);
}

static void
set_up_next (GroupHome *home, guint which)
{
  g_autofree char *file = g_strdup_printf ("%s/%u.santun-member", home->folder, which);
  g_autofree char *store = g_build_filename (home->folders[which], "store", "office.db", NULL);
  g_autoptr (GError) error = NULL;

  home->hosts[which] = g_strdup_printf ("localhost:%u", free_port ());
  jkk_node_members_invite (home->folders[0], home->hosts[which], file, &error);
  g_assert_no_error (error);
  jkk_node_members_join (home->folders[which], file, store, &error);
  g_assert_no_error (error);
}

/* Until so many nodes answer, one of them leads, and all have the same. */
void
group_home_wait (GroupHome *home, guint n_nodes)
{
  for (guint i = 0; i < 600; i++)
    {
      g_autoptr (GError) error = NULL;
      guint n_good = 0, n_leading = 0;

      for (guint which = 0; which < home->n_nodes && n_good == 0; which++)
        {
          g_autoptr (GPtrArray) nodes = jkk_node_members_list (home->folders[which], &error);

          g_assert_no_error (error);
          for (guint j = 0; j < nodes->len; j++)
            {
              const JkkNodeMember *node = nodes->pdata[j];

              n_good += node->answers && node->entries != JKK_NONE;
              n_leading += node->leads;
            }
        }
      if (n_good >= n_nodes && n_leading == 1)
        return;
      g_usleep (G_USEC_PER_SEC / 20);
    }
  g_assert_not_reached ();
}

guint
group_home_leader (GroupHome *home)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GPtrArray) nodes = jkk_node_members_list (home->folders[0], NULL);

      for (guint j = 0; j < nodes->len; j++)
        for (guint which = 0; which < home->n_nodes; which++)
          if (((JkkNodeMember *) nodes->pdata[j])->leads &&
              g_str_equal (((JkkNodeMember *) nodes->pdata[j])->address, home->hosts[which]))
            return which;
      g_usleep (G_USEC_PER_SEC / 20);
    }
  g_assert_not_reached ();
}

static guint64
ask_who_leads (GroupHome *home, guint which)
{
  g_autoptr (GTlsCertificate) key = jkk_node_office_certificate (home->folders[which], NULL);
  g_autoptr (GTlsDatabase) office = jkk_node_office_trust (home->folders[which], NULL);
  g_autoptr (JkkNodePeer) peer = jkk_node_peer_new (home->hosts[which], key, office);
  g_autoptr (JkkFrame) answer = jkk_node_peer_ask (peer, jkk_frame_start (JKK_FRAME_LEADS), 2, NULL);

  return answer != NULL && answer->kind == JKK_FRAME_OK ? (guint64) jkk_frame_take_number (answer) : 0;
}

/* Which node says of itself that it leads, just now; GROUP_NODES: none. */
guint
group_home_ask_leader (GroupHome *home)
{
  for (guint which = 0; which < GROUP_NODES; which++)
    if (home->nodes[which] != 0 && ask_who_leads (home, which) == which + 1)
      return which;
  return GROUP_NODES;
}

/* Such lines the nodes have among themselves; a test uses one with the key of a node. */
typedef struct
{
  JkkNodePeer *peer;
  GIOStream *line;
  GIOStream *end;
} Behind;

static gpointer
hand_on (gpointer data)
{
  Behind *behind = data;
  g_autoptr (GCancellable) never = g_cancellable_new ();

  jkk_node_tunnel_run (behind->line, behind->end, never);
  g_object_unref (behind->line);
  g_object_unref (behind->end);
  jkk_node_peer_free (behind->peer);
  g_free (behind);
  return NULL;
}

int
group_home_engine (GroupHome *home, guint which)
{
  g_autoptr (GTlsCertificate) key = jkk_node_office_certificate (home->folders[which], NULL);
  g_autoptr (GTlsDatabase) office = jkk_node_office_trust (home->folders[which], NULL);
  Behind *behind = g_new0 (Behind, 1);
  int ends[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), ==, 0);
  behind->peer = jkk_node_peer_new (home->hosts[which], key, office);
  behind->line = jkk_node_peer_tunnel (behind->peer, NULL);
  behind->end = jkk_node_tunnel_wrap (ends[1]);
  g_assert_nonnull (behind->line);
  g_thread_unref (g_thread_new ("behind", hand_on, behind));
  return ends[0];
}

static guint
count_nodes (void)
{
  const char *number = g_getenv ("SANTUN_TEST_NODES");

  return number != NULL ? (guint) CLAMP (g_ascii_strtoull (number, NULL, 10), 1, GROUP_NODES) : GROUP_NODES;
}

void
group_home_begin (GroupHome *home, const char *store)
{
  g_autofree char *file = NULL;
  g_autoptr (GError) error = NULL;

  home->folder = g_dir_make_tmp ("santun-group-XXXXXX", &error);
  g_assert_no_error (error);
  file = g_build_filename (home->folder, "meja.santun-desk", NULL);
  home->n_nodes = count_nodes ();
  for (guint i = 0; i < home->n_nodes; i++)
    home->folders[i] = g_strdup_printf ("%s/%u", home->folder, i + 1);
  set_up_first (home, store);
  group_home_start (home, 0);
  for (guint i = 1; i < home->n_nodes; i++)
    {
      set_up_next (home, i);
      group_home_start (home, i);
    }
  jkk_node_office_add_desk (home->folders[0], "meja-1", file, &error);
  g_assert_no_error (error);
  home->address = jkk_desk_key_join (file, &error);
  g_assert_no_error (error);
  group_home_wait (home, home->n_nodes);
}

static void
remove_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        remove_files (file);
      else
        g_unlink (file);
    }
  g_rmdir (path);
}

void
group_home_end (GroupHome *home)
{
  g_autofree char *keys = jkk_desk_key_folder (home->address);

  for (guint i = 0; i < home->n_nodes; i++)
    {
      if (home->nodes[i] != 0)
        group_home_stop (home, i);
      g_clear_pointer (&home->folders[i], g_free);
      g_clear_pointer (&home->hosts[i], g_free);
    }
  remove_files (keys);
  remove_files (home->folder);
  g_clear_pointer (&home->folder, g_free);
  g_clear_pointer (&home->address, g_free);
}
