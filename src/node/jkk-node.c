#include "jkk-node.h"

#include "jkk-alarm.h"
#include "jkk-damage.h"
#include "jkk-db-session.h"
#include "jkk-frame.h"
#include "jkk-node-group.h"
#include "jkk-node-list.h"
#include "jkk-node-office.h"
#include "jkk-node-role.h"
#include "jkk-node-status.h"

#include <glib/gi18n-lib.h>

/* More desks than any branch has; who asks for more gets no thread. */
#define MOST_VISITORS 256

/* Who does not prove within this time who it is goes. */
#define HANDSHAKE_SECONDS 10

/* A node that has a stand-by first hears of it when it starts: it might have been promoted in the meantime. If nothing
 * is heard for so long it serves all the same. */
#define HOLD (5 * G_TIME_SPAN_SECOND)

/* The pages of the store are looked at when the desks of the branch have had their first lists. */
#define PAGES_DELAY (30 * G_TIME_SPAN_SECOND)

/*   acceptor ──▶ a thread for each visitor: handshake · who is it · jkk_session_serve () ──▶ the file
 *                                                                   └── all wait in one queue to write
 */
struct _JkkNode
{
  /* Owned */
  char *folder;
  JkkNodePlan *plan;
  GTlsCertificate *certificate;
  GTlsDatabase *trust;
  JkkWriters *writers;
  JkkNodeGroup *group; /* NULL: it stands alone, and a file is the store */
  JkkDamageWatch *pages;
  GSocketListener *listener;
  GCancellable *stopped;
  GThread *acceptor;
  guint16 port;
  guint quiet_seconds;
  JkkSessionHouse house;
  gint64 hold_until;

  GMutex mutex;
  char *others; /* where its stand-bys are; under the mutex */
  GCond cond;
  GHashTable *visitors; /* set of Visitor; under the mutex */
  GPtrArray *gone;      /* of threads that have ended or are about to; under the mutex */
};

typedef struct
{
  JkkNode *node;
  GSocketConnection *line;
  GCancellable *cancellable; /* ends this visit alone, or with the node */
  char *
      serial; /* (nullable): of its certificate, or of that of the desk which another node handed on; under the mutex */
  GThread *thread;
} Visitor;

/* On this side of a line GIO asks about each certificate, also about one in which it found no fault. */
static gboolean
accept_cb (GTlsConnection *connection, GTlsCertificate *certificate, GTlsCertificateFlags faults, gpointer data)
{
  return faults == G_TLS_CERTIFICATE_NO_FLAGS;
}

static GIOStream *
encipher (Visitor *visitor, GError **error)
{
  JkkNode *node = visitor->node;
  g_autoptr (GIOStream) stream = g_tls_server_connection_new (G_IO_STREAM (visitor->line), node->certificate, error);

  if (stream == NULL)
    return NULL;
  g_object_set (stream, "authentication-mode", G_TLS_AUTHENTICATION_REQUIRED, NULL);
  g_tls_connection_set_database (G_TLS_CONNECTION (stream), node->trust);
  g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (stream), FALSE);
  g_signal_connect (stream, "accept-certificate", G_CALLBACK (accept_cb), NULL);
  return g_tls_connection_handshake (G_TLS_CONNECTION (stream), visitor->cancellable, error) ? g_steal_pointer (&stream)
                                                                                             : NULL;
}

static void
serve (Visitor *visitor, GIOStream *stream, const JkkNodeDesk *desk)
{
  JkkNode *node = visitor->node;
  JkkSession session = {
    .address = node->plan->store,
    .group = node->group != NULL ? jkk_node_group_get_session (node->group) : NULL,
    .writers = node->writers,
    .line = g_socket_connection_get_socket (visitor->line),
    .stream = stream,
    .kind = desk != NULL ? desk->kind : JKK_SESSION_DESK,
    .name = desk != NULL ? desk->name : "",
    .serial = desk != NULL ? desk->serial : NULL,
    .house = &node->house,
    .barred = desk == NULL || desk->barred_at != 0 || desk->number > 0 ||
              (node->group != NULL && desk->kind != JKK_SESSION_DESK),
    .is_unknown = desk == NULL && node->group != NULL,
    .quiet_seconds = node->quiet_seconds,
    .cancellable = visitor->cancellable,
  };

  g_message ("desk %s: %s", desk != NULL ? desk->name : "unknown", session.barred ? "refused" : "connected");
  if (session.kind != JKK_SESSION_DESK && node->group == NULL && node->plan->part != JKK_NODE_STANDS_BY)
    jkk_follower_serve (&session);
  else
    jkk_session_serve (&session);
  g_message ("desk %s: gone", desk != NULL ? desk->name : "unknown");
}

/* In a group its key may have been made a moment ago at another node, of which this one has not heard since. */
static JkkNodeDesk *
find_desk (JkkNode *node, const char *serial)
{
  JkkNodeDesk *desk = jkk_node_office_find (node->folder, serial);

  if (desk == NULL && *serial != '\0' && node->group != NULL && jkk_node_list_spread (node->folder) > 0)
    desk = jkk_node_office_find (node->folder, serial);
  return desk;
}

/* Who is at the other end, so that it can be sent away. */
static void
remember (Visitor *visitor, const char *serial)
{
  g_mutex_lock (&visitor->node->mutex);
  g_free (visitor->serial);
  visitor->serial = g_strdup (serial);
  g_mutex_unlock (&visitor->node->mutex);
}

/* The certificate was vouched for by the office; whether it is still welcome stands in the list. */
static void
receive (Visitor *visitor, GIOStream *stream)
{
  JkkNode *node = visitor->node;
  GTlsCertificate *certificate = g_tls_connection_get_peer_certificate (G_TLS_CONNECTION (stream));
  g_autofree char *serial = certificate != NULL ? jkk_node_office_serial (certificate) : g_strdup ("");
  g_autoptr (JkkNodeDesk) desk = find_desk (node, serial);

  remember (visitor, serial);
  if (desk != NULL && desk->number > 0 && desk->barred_at != 0 && node->group != NULL)
    {
      jkk_node_group_turn_away (stream, visitor->cancellable);
      return;
    }
  if (desk != NULL && desk->number > 0 && desk->barred_at == 0 && node->group != NULL)
    {
      g_autofree char *guest = jkk_node_group_receive (node->group, g_socket_connection_get_socket (visitor->line),
                                                       stream, visitor->cancellable);

      if (guest == NULL)
        return;
      remember (visitor, guest);
      jkk_node_desk_free (desk);
      desk = find_desk (node, guest);
    }
  serve (visitor, stream, desk);
}

static void
say_goodbye (Visitor *visitor)
{
  JkkNode *node = visitor->node;

  g_io_stream_close (G_IO_STREAM (visitor->line), NULL, NULL);
  g_mutex_lock (&node->mutex);
  g_hash_table_remove (node->visitors, visitor);
  if (visitor->thread != NULL)
    g_ptr_array_add (node->gone, visitor->thread);
  g_free (visitor->serial);
  g_clear_object (&visitor->cancellable);
  g_clear_object (&visitor->line);
  g_free (visitor);
  g_cond_broadcast (&node->cond);
  g_mutex_unlock (&node->mutex);
}

static gpointer
visit (gpointer data)
{
  Visitor *visitor = data;
  GSocket *socket = g_socket_connection_get_socket (visitor->line);
  g_autoptr (GError) error = NULL;

  jkk_frame_tune_line (socket);
  g_socket_set_timeout (socket, HANDSHAKE_SECONDS);
  jkk_alarm_set (socket, HANDSHAKE_SECONDS);
  GIOStream *stream = encipher (visitor, &error);
  jkk_alarm_clear (socket);
  if (stream != NULL)
    receive (visitor, stream);
  else
    g_message ("a visitor was sent away: %s", error->message);
  g_clear_object (&stream);
  say_goodbye (visitor);
  return NULL;
}

static void
welcome (JkkNode *node, GSocketConnection *line)
{
  Visitor *visitor = g_new0 (Visitor, 1);

  visitor->node = node;
  visitor->line = g_object_ref (line);
  visitor->cancellable = g_cancellable_new ();
  g_mutex_lock (&node->mutex);
  gboolean is_full = g_hash_table_size (node->visitors) >= MOST_VISITORS;
  g_hash_table_add (node->visitors, visitor);
  /* Under the mutex, without which it cannot say goodbye: by then it is known. */
  if (!is_full)
    visitor->thread = g_thread_new ("visitor", visit, visitor);
  g_mutex_unlock (&node->mutex);

  if (is_full)
    say_goodbye (visitor);
}

/* What a thread held is free only when it has been waited for. */
static void
bury (JkkNode *node)
{
  g_autoptr (GPtrArray) gone = NULL;

  g_mutex_lock (&node->mutex);
  gone = g_steal_pointer (&node->gone);
  node->gone = g_ptr_array_new ();
  g_mutex_unlock (&node->mutex);
  for (guint i = 0; i < gone->len; i++)
    g_thread_join (gone->pdata[i]);
}

static gpointer
accept_all (gpointer data)
{
  JkkNode *node = data;

  while (!g_cancellable_is_cancelled (node->stopped))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSocketConnection) line = g_socket_listener_accept (node->listener, NULL, node->stopped, &error);

      bury (node);
      if (line != NULL)
        welcome (node, line);
      else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          /* Too many open files, above all: whoever goes makes room. */
          g_warning ("cannot accept: %s", error->message);
          g_usleep (G_USEC_PER_SEC / 10);
        }
    }
  return NULL;
}

static gboolean
listen_at (JkkNode *node, guint16 port, GError **error)
{
  g_autoptr (GError) reason = NULL;

  node->listener = g_socket_listener_new ();
  node->port = port;
  if (g_socket_listener_add_inet_port (node->listener, port, NULL, &reason))
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_BUSY,
               _ ("The node cannot listen at port %u: %s. Is another node running on this computer?"), port,
               reason->message);
  return FALSE;
}

/* ---- Who serves -------------------------------------------------------------------------------------------------- */

static gboolean
is_followed (JkkNode *node)
{
  g_autoptr (GPtrArray) list = jkk_followers_list (node->house.followers);
  gboolean any = FALSE;

  for (guint i = 0; i < list->len; i++)
    any |= ((JkkFollowerState *) list->pdata[i])->is_stand_by && ((JkkFollowerState *) list->pdata[i])->number > 0;
  return any;
}

static char *
others_cb (gpointer data)
{
  JkkNode *node = data;

  g_mutex_lock (&node->mutex);
  char *others = g_strdup (node->others);
  g_mutex_unlock (&node->mutex);
  return others;
}

static void
wait_cb (gpointer data)
{
  JkkNode *node = data;

  while (g_get_monotonic_time () < node->hold_until && g_atomic_int_get (&node->house.refusal) == JKK_SESSION_SERVES &&
         !g_cancellable_is_cancelled (node->stopped) && !is_followed (node))
    g_usleep (G_USEC_PER_SEC / 50);
}

/* The stand-by, or a desk that was served by it, says so. When this returns no desk writes any more. */
static void
supersede_cb (gint64 epoch, gpointer data)
{
  JkkNode *node = data;
  g_autoptr (GError) error = NULL;

  if (g_atomic_int_compare_and_exchange (&node->house.refusal, JKK_SESSION_SERVES, JKK_SESSION_SUPERSEDED))
    {
      g_message ("another node serves in epoch %" G_GINT64_FORMAT ": this one serves no more", epoch);
      if (!jkk_node_role_set (node->folder, JKK_NODE_RETIRED, node->plan->epoch, NULL, &error))
        g_warning ("%s", error->message);
    }
  if (jkk_writers_enter (node->writers, 2 * node->quiet_seconds * G_TIME_SPAN_SECOND))
    jkk_writers_leave (node->writers);
}

/* Where desks look as well: of a group all of it, also what was added since their desk files were made. */
static char *
find_others (JkkNode *node)
{
  return node->plan->number > 0 ? jkk_node_list_places (node->folder) : jkk_node_role_others (node->folder);
}

static void
furnish (JkkNode *node)
{
  static const int refusals[] = {
    [JKK_NODE_SERVES] = JKK_SESSION_SERVES,
    [JKK_NODE_STANDS_BY] = JKK_SESSION_STANDS_BY,
    [JKK_NODE_RETIRED] = JKK_SESSION_SUPERSEDED,
  };

  node->house = (JkkSessionHouse){
    .refusal = refusals[node->plan->part],
    .epoch = node->plan->epoch,
    .roster = g_build_filename (node->folder, "desks.conf", NULL),
    .followers = node->house.followers,
    .secret = jkk_node_role_secret (node->folder),
    .others = others_cb,
    .wait = wait_cb,
    .supersede = supersede_cb,
    .data = node,
  };
  node->others = find_others (node);
  node->hold_until = node->plan->number == 0 && node->others != NULL ? g_get_monotonic_time () + HOLD : 0;
}

/* Once, so that what is wrong with the file is said to the administrator, and it is brought up to date in time. */
static gboolean
check_store (const char *path, GError **error)
{
  g_autoptr (JkkDb) db = jkk_db_open (path, JKK_DB_DEFAULT, error);

  return db != NULL;
}

/**
 * jkk_node_start:
 * @folder: the node's folder, see jkk_node_office_set_up()
 * @error: NOT_FOUND, FORMAT: the folder is not whole; BUSY: the port is taken; as jkk_db_open()
 *
 * Opens the store and answers desks on threads of its own.
 *
 * Returns: (transfer full): the running node
 */
JkkNode *
jkk_node_start (const char *folder, GError **error)
{
  g_autoptr (JkkNode) node = g_new0 (JkkNode, 1);

  node->folder = g_canonicalize_filename (folder, NULL);
  node->writers = jkk_writers_new ();
  node->stopped = g_cancellable_new ();
  node->quiet_seconds = JKK_SESSION_QUIET_SECONDS;
  g_mutex_init (&node->mutex);
  g_cond_init (&node->cond);
  node->visitors = g_hash_table_new (NULL, NULL);
  node->gone = g_ptr_array_new ();
  node->house.followers = jkk_followers_new ();

  node->plan = jkk_node_office_load (folder, error);
  if (node->plan == NULL ||
      (node->plan->part != JKK_NODE_STANDS_BY && node->plan->number == 0 && !check_store (node->plan->store, error)))
    return NULL;
  furnish (node);
  node->certificate = jkk_node_office_certificate (folder, error);
  node->trust = node->certificate != NULL ? jkk_node_office_trust (node->folder, error) : NULL;
  if (node->trust == NULL || !listen_at (node, node->plan->port, error))
    return NULL;
  if (node->plan->number > 0)
    {
      node->group = jkk_node_group_start (node->folder, node->plan, node->certificate, node->trust, error);
      if (node->group == NULL)
        return NULL;
    }
  else
    node->pages = jkk_damage_watch_new (node->plan->store, PAGES_DELAY);
  node->acceptor = g_thread_new ("acceptor", accept_all, node);
  return g_steal_pointer (&node);
}

static void
send_away (JkkNode *node, gboolean (*who) (Visitor *visitor))
{
  GHashTableIter iter;
  gpointer visitor;

  g_mutex_lock (&node->mutex);
  g_hash_table_iter_init (&iter, node->visitors);
  while (g_hash_table_iter_next (&iter, &visitor, NULL))
    if (who (visitor))
      g_cancellable_cancel (((Visitor *) visitor)->cancellable);
  g_mutex_unlock (&node->mutex);
}

static gboolean
is_anybody (Visitor *visitor)
{
  return TRUE;
}

static gboolean
is_barred (Visitor *visitor)
{
  g_autoptr (JkkNodeDesk) desk = NULL;

  if (visitor->serial == NULL)
    return FALSE;
  desk = jkk_node_office_find (visitor->node->folder, visitor->serial);
  return desk == NULL || desk->barred_at != 0;
}

/**
 * jkk_node_look:
 * @node: a node
 *
 * Looks whether a desk has been revoked in the meantime, and hangs up on it. To be called now and then.
 */
void
jkk_node_look (JkkNode *node)
{
  char *others = find_others (node);

  if (node->group != NULL && jkk_node_group_is_out (node->group))
    g_atomic_int_set (&node->house.refusal, JKK_SESSION_SUPERSEDED);
  g_mutex_lock (&node->mutex);
  g_free (node->others);
  node->others = others;
  g_mutex_unlock (&node->mutex);
  jkk_node_status_write (node->folder, node->plan, node->house.followers);
  send_away (node, is_barred);
}

/**
 * jkk_node_stop:
 * @node: (transfer full): a node
 *
 * Hangs up on everybody and waits until all have gone; what was not committed is taken back.
 */
void
jkk_node_stop (JkkNode *node)
{
  g_cancellable_cancel (node->stopped);
  if (node->acceptor != NULL)
    g_thread_join (node->acceptor);
  if (node->listener != NULL)
    g_socket_listener_close (node->listener);
  g_clear_pointer (&node->pages, jkk_damage_watch_free);
  send_away (node, is_anybody);
  g_mutex_lock (&node->mutex);
  while (g_hash_table_size (node->visitors) > 0)
    g_cond_wait (&node->cond, &node->mutex);
  g_mutex_unlock (&node->mutex);

  bury (node);
  g_clear_pointer (&node->group, jkk_node_group_stop);
  g_ptr_array_unref (node->gone);
  g_hash_table_unref (node->visitors);
  g_clear_pointer (&node->plan, jkk_node_plan_free);
  g_clear_object (&node->certificate);
  g_clear_object (&node->trust);
  g_clear_object (&node->listener);
  g_clear_object (&node->stopped);
  jkk_writers_free (node->writers);
  jkk_followers_free (node->house.followers);
  g_free (node->others);
  g_free (node->house.roster);
  g_free (node->house.secret);
  g_mutex_clear (&node->mutex);
  g_cond_clear (&node->cond);
  g_free (node->folder);
  g_free (node);
}

/**
 * jkk_node_get_port:
 * @node: a node
 *
 * Returns: where it listens
 */
guint16
jkk_node_get_port (JkkNode *node)
{
  return node->port;
}

/**
 * jkk_node_is_retired:
 * @node: a node
 *
 * Returns: whether its stand-by has taken its place
 */
gboolean
jkk_node_is_retired (JkkNode *node)
{
  return g_atomic_int_get (&node->house.refusal) == JKK_SESSION_SUPERSEDED;
}

/**
 * jkk_node_count_visitors:
 * @node: a node
 *
 * Returns: how many lines are open
 */
guint
jkk_node_count_visitors (JkkNode *node)
{
  g_mutex_lock (&node->mutex);
  guint n_visitors = g_hash_table_size (node->visitors);
  g_mutex_unlock (&node->mutex);
  return n_visitors;
}

/**
 * jkk_node_set_quiet_seconds:
 * @node: a node
 * @seconds: how long a desk may say nothing within a transaction; for lines made from now on
 *
 * For tests; a node in use keeps to #JKK_SESSION_QUIET_SECONDS.
 */
void
jkk_node_set_quiet_seconds (JkkNode *node, guint seconds)
{
  node->quiet_seconds = seconds;
}

/**
 * jkk_node_set_trusts_desks:
 * @node: a node
 * @trusts: whether nobody has to sign in at a desk; for lines made from now on
 *
 * For tests of what lies below people; a node in use trusts nobody.
 */
void
jkk_node_set_trusts_desks (JkkNode *node, gboolean trusts)
{
  node->house.trusts_desks = trusts;
}
