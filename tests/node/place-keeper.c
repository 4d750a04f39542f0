#include "place-keeper.h"

#include "group-home.h"
#include "jkk-node-office.h"
#include "jkk-node-role.h"
#include "jkk-node-status.h"
#include "node-process.h"
#include "store-fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

/* What is said to a keeper, a byte each. */
enum
{
  WORD_KILL = 'k',
  WORD_MEND = 'm',
};

/* Which node fails when one is to fail: the one that serves. */
typedef struct
{
  KeeperKind kind;
  const char *folder;
  NodeProcess node;
  NodeProcess stand_by;
  GroupHome group;
  guint killed;
} Keeping;

/* ---- A stand-by -------------------------------------------------------------------------------------------------- */

static gboolean
says_in_step (const char *folder)
{
  g_autofree char *text = jkk_node_status_describe (folder, NULL);

  return text != NULL && strstr (text, ": in step") != NULL;
}

static void
begin_stand_by (Keeping *keeping)
{
  const char *const hosts[] = { "localhost", NULL };
  g_autofree char *invitation = g_build_filename (keeping->folder, "cadangan.inv", NULL);
  g_autofree char *copy = g_build_filename (keeping->folder, "there", "copy.db", NULL);
  g_autofree char *place = node_process_find_address ();
  g_autoptr (GError) error = NULL;

  keeping->stand_by.folder = g_build_filename (keeping->folder, "stand-by", NULL);
  /* The node may not listen at its own port yet: another one is asked for where that was chosen. */
  jkk_node_role_invite (keeping->node.folder, "cadangan", hosts,
                        (guint16) g_ascii_strtoull (strrchr (place, ':') + 1, NULL, 10), invitation, &error);
  g_assert_no_error (error);
  jkk_node_role_stand_by (keeping->stand_by.folder, invitation, copy, &error);
  g_assert_no_error (error);
  node_process_start (&keeping->stand_by);
  for (guint i = 0; i < 600 && !says_in_step (keeping->node.folder); i++)
    g_usleep (G_USEC_PER_SEC / 20);
  g_assert_true (says_in_step (keeping->node.folder));
}

static void
stop_process (NodeProcess *process)
{
  kill (process->pid, SIGKILL);
  g_assert_cmpint (waitpid (process->pid, NULL, 0), ==, process->pid);
}

/* ---- What a keeper does ------------------------------------------------------------------------------------------ */

static char *
begin (Keeping *keeping, const char *store)
{
  switch (keeping->kind)
    {
    case KEPT_BY_GROUP:
      keeping->group.latency = JKK_NODE_LATENCY;
      group_home_begin (&keeping->group, store);
      return g_strdup (keeping->group.address);
    case KEPT_BY_NODE:
    case KEPT_BY_PAIR:
      node_process_begin (&keeping->node, store);
      if (keeping->kind == KEPT_BY_PAIR)
        begin_stand_by (keeping);
      return g_strdup (keeping->node.address);
    default:
      return g_strdup (store);
    }
}

static void
end (Keeping *keeping)
{
  switch (keeping->kind)
    {
    case KEPT_BY_GROUP:
      group_home_end (&keeping->group);
      break;
    case KEPT_BY_PAIR:
      stop_process (&keeping->stand_by);
      remove_folder (keeping->stand_by.folder);
      G_GNUC_FALLTHROUGH;
    case KEPT_BY_NODE:
      node_process_end (&keeping->node);
      break;
    default:
      break;
    }
}

static gint64
fail (Keeping *keeping)
{
  gint64 moment;

  if (keeping->kind == KEPT_BY_GROUP)
    keeping->killed = group_home_leader (&keeping->group);
  moment = g_get_monotonic_time ();
  if (keeping->kind == KEPT_BY_GROUP)
    group_home_kill (&keeping->group, keeping->killed);
  else
    {
      /* As the system's service manager does, which starts it again. */
      stop_process (&keeping->node);
      node_process_start (&keeping->node);
    }
  return moment;
}

static void
mend (Keeping *keeping)
{
  if (keeping->kind != KEPT_BY_GROUP)
    return;
  group_home_start (&keeping->group, keeping->killed);
  group_home_wait (&keeping->group, GROUP_NODES);
}

/* ---- The line between keeper and caller -------------------------------------------------------------------------- */

static void
say (int to, gconstpointer data, gsize length)
{
  g_assert_cmpint (write (to, data, length), ==, length);
}

static void
hear (int from, gpointer data, gsize length)
{
  g_assert_cmpint (read (from, data, length), ==, length);
}

static void
keep (Keeping *keeping, const char *store, int from, int to)
{
  g_autofree char *address = begin (keeping, store);
  char text[256] = { 0 }, word;
  gint64 moment;

  g_strlcpy (text, address, sizeof text);
  say (to, text, sizeof text);
  while (read (from, &word, 1) == 1)
    {
      moment = word == WORD_KILL ? fail (keeping) : 0;
      if (word == WORD_MEND)
        mend (keeping);
      say (to, &moment, sizeof moment);
    }
  end (keeping);
}

static void
make_store (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkDb) db = jkk_db_open (path, JKK_DB_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (jkk_db_begin_write (db, NULL));
  fixture_insert_account (db, "sari", "Sari Contoh", JKK_ROLE_VERIFIER);
  g_assert_true (jkk_db_commit (db, NULL));
}

/* A store of nobody but a verifier, at a place of its own. */
void
place_keeper_begin (PlaceKeeper *keeper, KeeperKind kind)
{
  int there[2], back[2];
  char text[256];

  keeper->folder = make_folder ();
  g_autofree char *path = g_build_filename (keeper->folder, "santun.db", NULL);
  make_store (path);
  g_assert_cmpint (pipe (there), ==, 0);
  g_assert_cmpint (pipe (back), ==, 0);
  keeper->pid = fork ();
  g_assert_cmpint (keeper->pid, >=, 0);
  if (keeper->pid == 0)
    {
      Keeping keeping = { .kind = kind, .folder = keeper->folder };

      outlive_nobody ();
      close (there[1]);
      close (back[0]);
      keep (&keeping, path, there[0], back[1]);
      _exit (0);
    }
  close (there[0]);
  close (back[1]);
  keeper->to = there[1];
  keeper->from = back[0];
  hear (keeper->from, text, sizeof text);
  keeper->address = g_strdup (text);
}

void
place_keeper_end (PlaceKeeper *keeper)
{
  int status = 0;

  close (keeper->to);
  g_assert_cmpint (waitpid (keeper->pid, &status, 0), ==, keeper->pid);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  close (keeper->from);
  remove_folder (keeper->folder);
  g_free (keeper->folder);
  g_free (keeper->address);
}

static gint64
ask (PlaceKeeper *keeper, char word)
{
  gint64 moment = 0;

  say (keeper->to, &word, 1);
  hear (keeper->from, &moment, sizeof moment);
  return moment;
}

/* The node that serves is killed; one that stands alone is started again at once. Returns: when, on the monotonic
 * clock */
gint64
place_keeper_kill (PlaceKeeper *keeper)
{
  return ask (keeper, WORD_KILL);
}

/* A group is whole again, and all of its nodes have everything. */
void
place_keeper_mend (PlaceKeeper *keeper)
{
  ask (keeper, WORD_MEND);
}
