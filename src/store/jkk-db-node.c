#include "jkk-db-node-private.h"

#include "jkk-desk-key.h"

#include <sodium.h>

/* So much goes at once, and not a whole batch. */
#define POSTED_AT_ONCE (64 * 1024)

/* After how long a connection is tried again. */
#define PAUSE (2 * G_TIME_SPAN_SECOND)

/* After how long it is asked whether a node that owes an answer still leads its group. */
#define HESITATION G_TIME_SPAN_SECOND

/* How long it is tried to learn whether a write was kept. */
#define DOUBT_PATIENCE (12 * G_TIME_SPAN_SECOND)

/* The other end does not keep to the protocol: nothing more is asked over this line. */
int
jkk_db_node_give_up (JkkDb *db)
{
  JkkDbRemote *remote = db->remote;

  jkk_db_node_hang_up (remote);
  jkk_db_node_fail (remote, JKK_DB_STRANGE, "an answer that was not expected", FALSE);
  return JKK_DB_STRANGE;
}

/* A transaction that fails at the other end is over there, or will be taken back; the line itself stays good. */
static int
take_failure (JkkDb *db, JkkFrame *frame)
{
  JkkDbRemote *remote = db->remote;
  int code = (int) jkk_frame_take_number (frame);
  gboolean is_full = jkk_frame_take_number (frame) == 1;
  const char *detail = jkk_frame_take_text (frame);

  if (frame->is_broken || code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE || code == JKK_DB_OUTSIDE)
    return jkk_db_node_give_up (db);
  jkk_db_node_fail (remote, code, detail, is_full);
  if (code == JKK_DB_QUIET || code == JKK_DB_BARRED || code == JKK_DB_OTHER_VERSION || code == JKK_DB_STANDS_BY ||
      code == JKK_DB_SUPERSEDED || code == JKK_DB_ELSEWHERE || code == JKK_DB_UNKNOWN_KEY)
    jkk_db_node_hang_up (remote);
  return code;
}

/* Sends what needs no answer, and what was kept back for it. */
int
jkk_db_node_post (JkkDb *db, GByteArray *frame)
{
  JkkDbRemote *remote = db->remote;
  g_autoptr (GError) error = NULL;

  if (remote->stream == NULL)
    {
      g_byte_array_unref (frame);
      return remote->failure.code != SQLITE_OK ? remote->failure.code : JKK_DB_AWAY;
    }
  if (remote->posted->len > 0)
    {
      jkk_frame_queue (remote->posted, frame);
      gboolean sent = g_output_stream_write_all (g_io_stream_get_output_stream (remote->stream), remote->posted->data,
                                                 remote->posted->len, NULL, NULL, &error);
      g_byte_array_set_size (remote->posted, 0);
      return sent ? SQLITE_OK : jkk_db_node_lose (remote, error);
    }
  return jkk_frame_send (g_io_stream_get_output_stream (remote->stream), frame, NULL, &error)
             ? SQLITE_OK
             : jkk_db_node_lose (remote, error);
}

/* Keeps back what needs no answer until something is asked: one piece over the line instead of many. */
int
jkk_db_node_queue (JkkDb *db, GByteArray *frame)
{
  if (db->remote->posted->len > POSTED_AT_ONCE)
    return jkk_db_node_post (db, frame);
  jkk_frame_queue (db->remote->posted, frame);
  return SQLITE_OK;
}

/* Of a group, the others are asked now and then whether it still makes sense to wait. */
static gboolean
wait_for_answer (JkkDb *db)
{
  JkkDbRemote *remote = db->remote;
  GPollableInputStream *input = G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (remote->stream));
  GSocket *line = g_socket_connection_get_socket (remote->line);
  guint n_seconds = 0;

  while (!g_pollable_input_stream_is_readable (input))
    if (!g_socket_condition_timed_wait (line, G_IO_IN, HESITATION, NULL, NULL) &&
        !jkk_db_node_may_answer (db, ++n_seconds))
      return FALSE;
  return TRUE;
}

static int
lose_silent (JkkDbRemote *remote)
{
  jkk_db_node_hang_up (remote);
  jkk_db_node_fail (remote, JKK_DB_AWAY, "it is not heard, or another node leads", FALSE);
  return JKK_DB_AWAY;
}

/* Asks and waits for the answer. What is under way is never given up half-way: the line would be lost with it. */
int
jkk_db_node_call (JkkDb *db, GByteArray *question, JkkFrameKind expected, JkkFrame **answer)
{
  JkkDbRemote *remote = db->remote;
  g_autoptr (GError) error = NULL;
  int code = jkk_db_node_post (db, question);

  if (code != SQLITE_OK)
    return code;
  /* Until it has said hello, the time is limited anyway. */
  if (remote->is_group && remote->tried_at == 0 && !wait_for_answer (db))
    return lose_silent (remote);
  g_autoptr (JkkFrame) frame =
      jkk_frame_receive (g_io_stream_get_input_stream (remote->stream), JKK_FRAME_LONGEST, NULL, &error);
  if (frame == NULL)
    return jkk_db_node_lose (remote, error);
  if (frame->kind == JKK_FRAME_FAIL)
    return take_failure (db, frame);
  if (frame->kind != expected)
    return jkk_db_node_give_up (db);
  if (answer != NULL)
    *answer = g_steal_pointer (&frame);
  return SQLITE_OK;
}

/* A question that is answered by a number. */
static int
ask_number (JkkDb *db, GByteArray *question, gint64 *number)
{
  g_autoptr (JkkFrame) answer = NULL;
  int code = jkk_db_node_call (db, question, JKK_FRAME_OK, &answer);

  if (code == SQLITE_OK)
    *number = jkk_frame_take_number (answer);
  return code;
}

/* There is a line, or one is made; shortly after a failure it is not tried again, so that nobody waits in vain twice.
 */
int
jkk_db_node_ensure_line (JkkDb *db)
{
  JkkDbRemote *remote = db->remote;

  if (remote->stream != NULL)
    return SQLITE_OK;
  if (remote->tried_at != 0 && g_get_monotonic_time () - remote->tried_at < PAUSE)
    return remote->failure.code;
  return jkk_db_node_connect (db);
}

/* Whether the transaction that was begun has ended at the other end, since its line was lost. */
gboolean
jkk_db_node_is_over (JkkDb *db)
{
  JkkDbRemote *remote = db->remote;

  return remote->begun && (remote->stream == NULL || remote->begun_round != remote->round);
}

/* Of no generator whose state two programs could share: two writes with one id would be one. */
static char *
make_write_id (void)
{
  guint8 bytes[16];
  char text[sizeof bytes * 2 + 1];

  randombytes_buf (bytes, sizeof bytes);
  return g_strdup (sodium_bin2hex (text, sizeof text, bytes, sizeof bytes));
}

static GByteArray *
make_begin (JkkDbRemote *remote, gboolean writes, gboolean hurried)
{
  GByteArray *begin = jkk_frame_start (JKK_FRAME_BEGIN);

  g_clear_pointer (&remote->write_id, g_free);
  if (writes)
    remote->write_id = make_write_id ();
  jkk_frame_add_number (begin, !writes ? JKK_FRAME_READS : hurried ? JKK_FRAME_WRITES_ASIDE : JKK_FRAME_WRITES);
  jkk_frame_add_text (begin, remote->write_id);
  return begin;
}

static int
node_begin (JkkDb *db, gboolean writes)
{
  JkkDbRemote *remote = db->remote;
  gboolean was_there = remote->stream != NULL;
  int code = jkk_db_node_ensure_line (db);

  if (code == SQLITE_OK)
    code = jkk_db_node_call (db, make_begin (remote, writes, db->is_hurried), JKK_FRAME_OK, NULL);
  /* A line from before a restart of the node: nothing was begun over it, so a new one may be tried at once. */
  if ((code == JKK_DB_AWAY || code == JKK_DB_SUPERSEDED) && was_there && (code = jkk_db_node_connect (db)) == SQLITE_OK)
    code = jkk_db_node_call (db, make_begin (remote, writes, db->is_hurried), JKK_FRAME_OK, NULL);
  g_byte_array_set_size (remote->posted, 0);
  remote->begun = code == SQLITE_OK;
  remote->begun_round = remote->round;
  remote->has_read = FALSE;
  return code;
}

/* A line to a group broke before anything was seen over it: what only reads may begin anew, over another, and nobody
 * need know. Returns whether it has. */
gboolean
jkk_db_node_begins_anew (JkkDb *db)
{
  JkkDbRemote *remote = db->remote;
  gboolean begun = remote->begun;

  if (!remote->is_group || remote->stream != NULL || (begun && (remote->write_id != NULL || remote->has_read)))
    return FALSE;
  remote->begun = FALSE;
  if (jkk_db_node_connect (db) != SQLITE_OK)
    return FALSE;
  return !begun || node_begin (db, FALSE) == SQLITE_OK;
}

/* The line broke while the commit was under way: what became of it stands in the store, once the node is back. */
static int
resolve_doubt (JkkDb *db)
{
  JkkDbRemote *remote = db->remote;
  gint64 until = g_get_monotonic_time () + DOUBT_PATIENCE;
  gint64 kept = JKK_NONE;
  int code = JKK_DB_AWAY;

  while (code != SQLITE_OK && g_get_monotonic_time () < until)
    {
      code = jkk_db_node_connect (db);
      if (code == SQLITE_OK)
        {
          GByteArray *question = jkk_frame_start (JKK_FRAME_KEPT);

          jkk_frame_add_text (question, remote->write_id);
          code = ask_number (db, question, &kept);
        }
      if (code != SQLITE_OK)
        g_usleep (G_USEC_PER_SEC / 4);
    }
  if (code == SQLITE_OK && kept == 1)
    return SQLITE_OK;

  jkk_db_node_fail (remote, code == SQLITE_OK ? JKK_DB_AWAY : JKK_DB_IN_DOUBT, NULL, FALSE);
  return remote->failure.code;
}

static int
node_commit (JkkDb *db)
{
  JkkDbRemote *remote = db->remote;
  int code = JKK_DB_AWAY;

  /* When the line was lost before, nothing can have been kept. */
  if (!jkk_db_node_is_over (db))
    {
      code = jkk_db_node_call (db, jkk_frame_start (JKK_FRAME_COMMIT), JKK_FRAME_OK, NULL);
      if (code == JKK_DB_AWAY && remote->write_id != NULL)
        code = resolve_doubt (db);
    }
  remote->begun = FALSE;
  g_clear_pointer (&remote->write_id, g_free);
  return code;
}

static void
node_rollback (JkkDb *db)
{
  g_byte_array_set_size (db->remote->posted, 0);
  if (db->remote->begun && !jkk_db_node_is_over (db))
    jkk_db_node_post (db, jkk_frame_start (JKK_FRAME_ROLLBACK));
  db->remote->begun = FALSE;
  g_clear_pointer (&db->remote->write_id, g_free);
}

static int
node_data_version (JkkDb *db, gint64 *version)
{
  JkkDeskPlaces *places = db->remote->places;
  g_autoptr (JkkFrame) answer = NULL;
  int code = jkk_db_node_ensure_line (db);

  if (code == SQLITE_OK)
    code = jkk_db_node_call (db, jkk_frame_start (JKK_FRAME_VERSION), JKK_FRAME_OK, &answer);
  if (code != SQLITE_OK)
    return code;
  *version = jkk_frame_take_number (answer);
  const char *others = jkk_frame_take_text (answer);
  gint64 is_damaged = jkk_frame_take_number (answer);
  if (answer->is_broken)
    return jkk_db_node_give_up (db);
  db->is_damaged = is_damaged != 0;
  g_autofree char *last = g_strdup (places->last);
  if (jkk_desk_places_learn (places, places->epoch, others, last))
    {
      jkk_desk_places_save (places, db->address);
      jkk_db_node_gather_hosts (db);
    }
  return SQLITE_OK;
}

static int
take_others (JkkDb *db, JkkFrame *answer, GPtrArray **others)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_present_free);
  gint64 n = jkk_frame_take_number (answer);

  for (gint64 i = 0; i < n && !answer->is_broken; i++)
    {
      const char *person = jkk_frame_take_text (answer), *place = jkk_frame_take_text (answer);
      gint64 case_id = jkk_frame_take_number (answer);

      if (person != NULL && place != NULL)
        g_ptr_array_add (found, jkk_present_new (person, place, case_id));
    }
  if (answer->is_broken)
    return jkk_db_node_give_up (db);
  *others = g_steal_pointer (&found);
  return SQLITE_OK;
}

static int
node_presence (JkkDb *db, const JkkPresent *mine, GPtrArray **others)
{
  g_autoptr (JkkFrame) answer = NULL;
  GByteArray *question = NULL;
  int code;

  if (db->remote->stream == NULL)
    return JKK_DB_AWAY;
  question = jkk_frame_start (JKK_FRAME_PRESENCE);
  jkk_frame_add_text (question, mine != NULL ? mine->person : NULL);
  jkk_frame_add_text (question, mine != NULL ? mine->place : NULL);
  jkk_frame_add_number (question, mine != NULL ? mine->case_id : 0);
  code = jkk_db_node_call (db, question, JKK_FRAME_OK, &answer);
  return code == SQLITE_OK ? take_others (db, answer, others) : code;
}

/* What is under way over the line is short; between two questions the query looks by itself. */
static void
node_heed (JkkDb *db)
{
}

static void
node_explain (JkkDb *db, int code, JkkDbFailure *failure)
{
  failure->code = code;
  failure->detail = g_strdup (code == db->remote->failure.code ? db->remote->failure.detail : NULL);
  failure->is_full = code == db->remote->failure.code && db->remote->failure.is_full;
  if (failure->detail == NULL)
    failure->detail = g_strdup (code < JKK_DB_OUTDATED ? sqlite3_errstr (code) : "");
}

static void
node_close (JkkDb *db)
{
  JkkDbRemote *remote = db->remote;

  jkk_db_node_hang_up (remote);
  g_clear_pointer (&remote->hosts, g_ptr_array_unref);
  g_clear_object (&remote->node);
  g_clear_object (&remote->via);
  g_clear_object (&remote->told);
  g_clear_object (&remote->key);
  g_clear_object (&remote->office);
  g_clear_pointer (&remote->places, jkk_desk_places_free);
  g_clear_pointer (&remote->posted, g_byte_array_unref);
  g_free (remote->token);
  g_free (remote->failure.detail);
  g_free (remote->write_id);
  g_free (remote);
}

static const JkkDbEngine node_engine = {
  .close = node_close,
  .begin = node_begin,
  .commit = node_commit,
  .rollback = node_rollback,
  .data_version = node_data_version,
  .presence = node_presence,
  .heed = node_heed,
  .explain = node_explain,
  .query = &jkk_db_node_query,
};

/* What jkk_db_open() does with the address of a node. */
gboolean
jkk_db_node_open (JkkDb *db, GError **error)
{
  JkkDbRemote *remote = g_new0 (JkkDbRemote, 1);

  db->engine = &node_engine;
  db->remote = remote;
  remote->posted = g_byte_array_new ();
  remote->places = jkk_desk_places_load (db->address);
  remote->hosts = jkk_desk_key_parse_hosts (db->address, error);
  if (remote->hosts == NULL || !jkk_desk_key_load (db->address, &remote->key, &remote->office, error))
    return FALSE;
  remote->is_group = remote->hosts->len > 1;
  jkk_db_node_gather_hosts (db);

  int code = jkk_db_node_connect (db);
  if (code == SQLITE_OK)
    code = node_data_version (db, &db->data_version);
  if (code != SQLITE_OK)
    jkk_db_take_error (db, code, error);
  return code == SQLITE_OK;
}
