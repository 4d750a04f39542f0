#include "jkk-node-group-private.h"

#include "jkk-db-group.h"
#include "jkk-db-private.h"
#include "jkk-node-tunnel.h"

/* How this node answers another one, or an administrator with this node's own key. */

static GByteArray *
fail (int code, const char *detail)
{
  GByteArray *frame = jkk_frame_start (JKK_FRAME_FAIL);

  jkk_frame_add_number (frame, code);
  jkk_frame_add_number (frame, FALSE);
  jkk_frame_add_text (frame, detail);
  return frame;
}

static GByteArray *
answer_list (JkkNodeGroup *group, JkkFrame *frame)
{
  const char *theirs = jkk_frame_take_text (frame);
  g_autofree char *own = jkk_node_list_write (group->folder);
  g_autoptr (GError) error = NULL;
  GByteArray *answer = jkk_frame_start (JKK_FRAME_OK);

  jkk_frame_add_text (answer, own);
  if (theirs != NULL && g_strcmp0 (own, theirs) != 0 && !jkk_node_list_merge (group->folder, theirs, &error))
    g_warning ("%s", error->message);
  return answer;
}

/* What is done with members is done by who leads; the others name it. */
static JkkDqlite *
connect_leading (JkkNodeGroup *group, GByteArray **refusal)
{
  g_autoptr (JkkDqlite) line = jkk_dqlite_connect (group->session.line);
  g_autofree char *leader = NULL;
  guint64 id = 0;

  if (jkk_dqlite_leader (line, &id, &leader) == SQLITE_OK && id == group->plan->number)
    return g_steal_pointer (&line);
  *refusal = fail (JKK_DB_ELSEWHERE, leader != NULL ? leader : "");
  return NULL;
}

static GByteArray *
answer_code (JkkDqlite *line, int code)
{
  return code == SQLITE_OK ? jkk_frame_start (JKK_FRAME_OK)
                           : fail (code > 0 ? code : JKK_DB_AWAY, jkk_dqlite_message (line));
}

/* A node that was added but fell ill on the way is there already: then only the rest is done. */
static GByteArray *
answer_join (JkkNodeGroup *group, JkkFrame *frame)
{
  gint64 id = jkk_frame_take_number (frame);
  const char *address = jkk_frame_take_text (frame);
  GByteArray *refusal = NULL;
  g_autoptr (JkkDqlite) line = connect_leading (group, &refusal);

  if (line == NULL)
    return refusal;
  if (frame->is_broken || id <= 0 || address == NULL)
    return fail (JKK_DB_STRANGE, NULL);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&group->membership);
  if (jkk_node_list_barred_at (group->folder, (guint64) id) != 0)
    return fail (JKK_DB_SUPERSEDED, NULL);
  jkk_dqlite_add (line, (guint64) id, address);
  return answer_code (line, jkk_dqlite_assign (line, (guint64) id, JKK_DQLITE_VOTER));
}

/* One that was invited and never came is on the list alone. */
static gboolean
is_known (JkkNodeGroup *group, guint64 id)
{
  g_autoptr (GPtrArray) members = jkk_node_group_members (group);
  gboolean found = members->len == 0;

  for (guint i = 0; i < members->len; i++)
    found |= ((JkkDqliteMember *) members->pdata[i])->id == id;
  return found;
}

/* Revoked here at the same time: it would ask to be taken in again before the list of another node says so. */
static GByteArray *
take_out (JkkNodeGroup *group, JkkDqlite *line, guint64 id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&group->membership);
  g_autoptr (GError) error = NULL;
  int code = is_known (group, id) ? jkk_dqlite_remove (line, id) : SQLITE_OK;

  if (code == SQLITE_OK && !jkk_node_list_bar (group->folder, id, &error))
    g_warning ("%s", error->message);
  return answer_code (line, code);
}

static GByteArray *
answer_change (JkkNodeGroup *group, JkkFrame *frame)
{
  const char *what = jkk_frame_take_text (frame);
  gint64 id = jkk_frame_take_number (frame);
  GByteArray *refusal = NULL;
  g_autoptr (JkkDqlite) line = connect_leading (group, &refusal);

  if (line == NULL)
    return refusal;
  if (g_strcmp0 (what, "remove") == 0 && id > 0)
    return take_out (group, line, (guint64) id);
  if (g_strcmp0 (what, "lead") == 0 && id > 0)
    {
      jkk_node_lead_hand_over (group->lead, TRUE);
      int code = jkk_dqlite_transfer (line, (guint64) id);
      jkk_node_lead_hand_over (group->lead, FALSE);
      return answer_code (line, code);
    }
  return fail (JKK_DB_STRANGE, NULL);
}

static GByteArray *
answer_status (JkkNodeGroup *group)
{
  static GMutex mutex;
  GByteArray *answer = jkk_frame_start (JKK_FRAME_OK);
  g_autofree char *scratch = g_build_filename (group->folder, "status.db", NULL);
  g_autofree char *leader = NULL;
  g_autoptr (GPtrArray) members = jkk_node_group_members (group);
  guint64 id = 0;

  jkk_db_group_leader (group->session.line, &id, &leader);
  g_mutex_lock (&mutex);
  gint64 n_entries = jkk_db_group_count_entries (group->session.line, scratch);
  g_mutex_unlock (&mutex);
  jkk_frame_add_number (answer, (gint64) group->plan->number);
  jkk_frame_add_number (answer, (gint64) id);
  jkk_frame_add_number (answer, n_entries);
  jkk_frame_add_text (answer, JKK_VERSION);
  jkk_frame_add_number (answer, jkk_node_group_counts (group, members));
  return answer;
}

static GByteArray *
answer_put (JkkNodeGroup *group, JkkFrame *frame)
{
  g_autoptr (GBytes) bytes = jkk_frame_take_bytes (frame);
  g_autofree char *sha256 = bytes != NULL ? jkk_node_papers_keep (group, bytes) : NULL;
  GByteArray *answer;

  if (sha256 == NULL)
    return fail (SQLITE_IOERR, NULL);
  answer = jkk_frame_start (JKK_FRAME_OK);
  jkk_frame_add_text (answer, sha256);
  return answer;
}

static GByteArray *
answer_get (JkkNodeGroup *group, JkkFrame *frame)
{
  const char *sha256 = jkk_frame_take_text (frame);
  g_autoptr (GBytes) bytes = sha256 != NULL ? jkk_node_papers_read (group, sha256) : NULL;
  GByteArray *answer;

  if (bytes == NULL)
    return fail (JKK_DB_MISSING, NULL);
  answer = jkk_frame_start (JKK_FRAME_OK);
  jkk_frame_add_bytes (answer, bytes);
  return answer;
}

static GByteArray *
answer_names (JkkNodeGroup *group, JkkFrame *frame)
{
  const char *first = jkk_frame_take_text (frame);
  g_autofree char *names = jkk_node_papers_names (group, first != NULL ? first : "");
  GByteArray *answer = jkk_frame_start (JKK_FRAME_OK);

  jkk_frame_add_text (answer, names);
  return answer;
}

static GByteArray *
answer_leads (JkkNodeGroup *group)
{
  GByteArray *answer = jkk_frame_start (JKK_FRAME_OK);
  g_autofree char *leader = NULL;
  guint64 id = 0;

  jkk_db_group_leader (group->session.line, &id, &leader);
  jkk_frame_add_number (answer, (gint64) id);
  return answer;
}

static GByteArray *
answer (JkkNodeGroup *group, JkkFrame *frame)
{
  switch (frame->kind)
    {
    case JKK_FRAME_LIST:
      return answer_list (group, frame);
    case JKK_FRAME_JOIN:
      return answer_join (group, frame);
    case JKK_FRAME_CHANGE:
      return answer_change (group, frame);
    case JKK_FRAME_STATUS:
      return answer_status (group);
    case JKK_FRAME_PUT:
      return answer_put (group, frame);
    case JKK_FRAME_GET:
      return answer_get (group, frame);
    case JKK_FRAME_NAMES:
      return answer_names (group, frame);
    case JKK_FRAME_LEADS:
      return answer_leads (group);
    default:
      return fail (JKK_DB_STRANGE, NULL);
    }
}

static void
open_tunnel (JkkNodeGroup *group, GIOStream *stream, GCancellable *cancellable)
{
  g_autoptr (GIOStream) engine = jkk_node_tunnel_connect (group->session.line);

  if (engine != NULL)
    jkk_node_tunnel_run (stream, engine, cancellable);
}

/* Another node has checked who the desk is, and hands it on. */
static char *
welcome_guest (JkkFrame *frame, GIOStream *stream, GCancellable *cancellable)
{
  g_autofree char *serial = g_strdup (jkk_frame_take_text (frame));
  GByteArray *answer = serial != NULL ? jkk_frame_start (JKK_FRAME_OK) : fail (JKK_DB_STRANGE, NULL);

  return jkk_frame_send (g_io_stream_get_output_stream (stream), answer, cancellable, NULL) ? g_steal_pointer (&serial)
                                                                                            : NULL;
}

/**
 * jkk_node_group_turn_away:
 * @stream: the enciphered connection to a node that was taken out of the group
 * @cancellable: ends it
 *
 * Tells it so: it may have been off at that time.
 */
void
jkk_node_group_turn_away (GIOStream *stream, GCancellable *cancellable)
{
  g_autoptr (JkkFrame) frame =
      jkk_frame_receive (g_io_stream_get_input_stream (stream), JKK_FRAME_LONGEST, cancellable, NULL);

  if (frame != NULL && frame->kind != JKK_FRAME_TUNNEL)
    jkk_frame_send (g_io_stream_get_output_stream (stream), fail (JKK_DB_SUPERSEDED, NULL), cancellable, NULL);
}

/**
 * jkk_node_group_receive:
 * @group: this node's part
 * @line: the connection under @stream
 * @stream: the enciphered connection to another node of the list
 * @cancellable: ends it
 *
 * Answers another node, until it hangs up or hands a desk on.
 *
 * Returns: (transfer full) (nullable): number of the certificate of the desk whose line this is from now on
 */
char *
jkk_node_group_receive (JkkNodeGroup *group, GSocket *line, GIOStream *stream, GCancellable *cancellable)
{
  gboolean goes_on = TRUE;

  g_socket_set_timeout (line, 0);
  while (goes_on)
    {
      g_autoptr (JkkFrame) frame =
          jkk_frame_receive (g_io_stream_get_input_stream (stream), JKK_FRAME_LONGEST, cancellable, NULL);

      if (frame != NULL && frame->kind == JKK_FRAME_GUEST)
        return welcome_guest (frame, stream, cancellable);
      goes_on = frame != NULL && frame->kind != JKK_FRAME_TUNNEL;
      if (goes_on)
        goes_on = jkk_frame_send (g_io_stream_get_output_stream (stream), answer (group, frame), cancellable, NULL);
      else if (frame != NULL)
        open_tunnel (group, stream, cancellable);
    }
  return NULL;
}
