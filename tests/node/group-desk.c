/* A desk of a group as one program that goes on for hours: it does one deed after the other, each until it is told that
 * it was kept, and says when; and what an examiner needs afterwards: what one node's own copy of the store holds.
 *
 *     group-desk work ADDRESS NAME [PAUSE]    does deeds “NAME-0”, “NAME-1” …, so many milliseconds apart
 *     group-desk copy FOLDER HOST:PORT FILE   asks that node, with the key in the folder of any
 */
#include "jkk-account-store.h"
#include "jkk-db-group.h"
#include "jkk-dqlite.h"
#include "jkk-journal.h"
#include "jkk-node-office.h"
#include "jkk-node-peer.h"
#include "jkk-node-tunnel.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#include <signal.h>

/* As the account of the demonstration. */
#define PERSON "sari"
#define PASSWORD "santun-demo"

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
sign_in (JkkDb *db, GError **error)
{
  JkkSignIn result;

  if (!jkk_db_begin_write (db, error))
    return FALSE;
  if (jkk_account_verify (db, PERSON, PASSWORD, now (), &result, NULL, error) && jkk_sign_in_check (result, error))
    return jkk_db_commit (db, error);
  jkk_db_rollback (db);
  return FALSE;
}

static gboolean
do_deed (JkkDb *db, const char *deed_id, GError **error)
{
  JkkJournalEntry entry = {
    .time = now (), .person = PERSON, .workstation = jkk_db_get_workstation (db), .deed = "take-in", .deed_id = deed_id
  };

  if (!jkk_db_begin_write (db, error))
    return FALSE;
  if (jkk_journal_append (db, &entry, NULL, error))
    return jkk_db_commit (db, error);
  jkk_db_rollback (db);
  return FALSE;
}

static void
say (const char *what, const char *deed_id, gint64 since, const char *sentence)
{
  g_print ("%s %s %" G_GINT64_FORMAT " %s\n", what, deed_id, (g_get_monotonic_time () - since) / 1000, sentence);
  fflush (stdout);
}

static JkkDb *
open_when_there (const char *address)
{
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      gint64 since = g_get_monotonic_time ();
      JkkDb *db = jkk_db_open (address, JKK_DB_DEFAULT, &error);

      if (db != NULL && sign_in (db, &error))
        return db;
      g_clear_pointer (&db, jkk_db_close);
      say ("told", "-", since, error->message);
      if (!g_error_matches (error, JKK_ERROR, JKK_ERROR_AWAY))
        exit (3);
      g_usleep (G_USEC_PER_SEC / 10);
    }
}

/* As a person who is told that it was not kept, or that nobody knows, and does it again: a second time is refused. */
static void
do_until_done (JkkDb *db, const char *deed_id)
{
  gint64 since = g_get_monotonic_time ();
  gboolean is_again = FALSE;

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      gint64 tried = g_get_monotonic_time ();

      if (do_deed (db, deed_id, &error))
        break;
      if (is_again && g_error_matches (error, JKK_ERROR, JKK_ERROR_CONFLICT))
        {
          say ("found", deed_id, since, error->message);
          break;
        }
      say ("told", deed_id, tried, error->message);
      if (!g_error_matches (error, JKK_ERROR, JKK_ERROR_AWAY))
        exit (4);
      is_again = TRUE;
      g_usleep (G_USEC_PER_SEC / 10);
    }
  say ("done", deed_id, since, "");
}

/* Who else is there is told each time it is another number. */
static guint
meet (JkkDb *db, const char *name, guint n_known)
{
  g_autoptr (JkkPresent) mine = jkk_present_new (name, jkk_db_get_workstation (db), 1);
  g_autoptr (GPtrArray) others = jkk_db_meet (db, mine);
  g_autofree char *number = others != NULL ? g_strdup_printf ("%u", others->len) : NULL;

  if (others == NULL || others->len == n_known)
    return n_known;
  say ("met", number, g_get_monotonic_time (), "");
  return others->len;
}

static int
work (const char *address, const char *name, gulong pause)
{
  JkkDb *db = open_when_there (address);
  guint n_others = 0;

  for (guint i = 0;; i++)
    {
      g_autofree char *deed_id = g_strdup_printf ("%s-%u", name, i);

      if (i % 8 == 0)
        n_others = meet (db, name, n_others);
      do_until_done (db, deed_id);
      g_usleep (pause * 1000);
    }
  return 0;
}

/* ---- What a node has ----------------------------------------------------------------------------------------------
 */

typedef struct
{
  GIOStream *line;
  GIOStream *end;
} Behind;

static gpointer
hand_on (gpointer data)
{
  Behind *behind = data;
  g_autoptr (GCancellable) never = g_cancellable_new ();

  jkk_node_tunnel_run (behind->line, behind->end, never);
  return NULL;
}

static int
copy (const char *folder, const char *address, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) key = jkk_node_office_certificate (folder, &error);
  g_autoptr (GTlsDatabase) office = key != NULL ? jkk_node_office_trust (folder, &error) : NULL;
  int ends[2];

  if (office == NULL || socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return 1;
  JkkNodePeer *peer = jkk_node_peer_new (address, key, office);
  Behind behind = { jkk_node_peer_tunnel (peer, NULL), jkk_node_tunnel_wrap (ends[1]) };
  if (behind.line == NULL)
    return 1;
  GThread *thread = g_thread_new ("behind", hand_on, &behind);
  JkkDqlite *engine = jkk_dqlite_over (ends[0]);
  int code = jkk_dqlite_dump (engine, JKK_DB_GROUP_STORE, path);
  jkk_dqlite_close (engine);
  g_thread_join (thread);
  g_object_unref (behind.line);
  g_object_unref (behind.end);
  jkk_node_peer_free (peer);
  return code == 0 ? 0 : 1;
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (argc >= 4 && strcmp (argv[1], "work") == 0)
    return work (argv[2], argv[3], argc > 4 ? strtoul (argv[4], NULL, 10) : 0);
  if (argc == 5 && strcmp (argv[1], "copy") == 0)
    return copy (argv[2], argv[3], argv[4]);
  return 2;
}
