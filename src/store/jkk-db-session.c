#include "jkk-db-session-private.h"

#include "jkk-office-store.h"
#include "jkk-session-person.h"
#include "jkk-statement.h"
#include "jkk-stream.h"

/* Who has not said which program it is gets no memory. */
#define LONGEST_HELLO 1024

/* How long a desk waits for a stand-by: then it is behind, and the branch goes on without it. */
#define STAND_BY_PATIENCE (2 * G_TIME_SPAN_SECOND)

/* A desk that comes back after a broken line asks within seconds. */
#define KEPT_SECONDS (24 * 60 * 60)

gboolean
jkk_serving_reply (JkkServing *serving, GByteArray *frame)
{
  return jkk_frame_send (g_io_stream_get_output_stream (serving->session->stream), frame, serving->session->cancellable,
                         NULL);
}

static gboolean
reply_failure (JkkServing *serving, const JkkDbFailure *failure)
{
  GByteArray *frame = jkk_frame_start (JKK_FRAME_FAIL);

  jkk_frame_add_number (frame, failure->code);
  jkk_frame_add_number (frame, failure->is_full);
  jkk_frame_add_text (frame, failure->detail);
  return jkk_serving_reply (serving, frame);
}

gboolean
jkk_serving_fail (JkkServing *serving, int code)
{
  JkkDbFailure failure = { .code = code };

  /* This node does not lead its group any more, and what became of the last word it does not know: the desk asks the
   * one that leads now. */
  if (code == JKK_DB_AWAY)
    return FALSE;
  if (serving->db != NULL && code < JKK_DB_OUTDATED)
    serving->db->engine->explain (serving->db, code, &failure);
  failure.code = code;
  gboolean sent = reply_failure (serving, &failure);
  g_free (failure.detail);
  return sent;
}

gboolean
jkk_serving_said (JkkServing *serving, int code, const char *detail)
{
  JkkDbFailure failure = { .code = code, .detail = (char *) detail };

  return reply_failure (serving, &failure);
}

gboolean
jkk_serving_number (JkkServing *serving, gint64 number)
{
  GByteArray *frame = jkk_frame_start (JKK_FRAME_OK);

  jkk_frame_add_number (frame, number);
  return jkk_serving_reply (serving, frame);
}

static gboolean
reply_code (JkkServing *serving, int code)
{
  return code == SQLITE_OK ? jkk_serving_reply (serving, jkk_frame_start (JKK_FRAME_OK))
                           : jkk_serving_fail (serving, code);
}

/* The desk does not keep to the protocol: it is told so, and that was all. */
gboolean
jkk_serving_strange (JkkServing *serving)
{
  serving->is_over = TRUE;
  return jkk_serving_fail (serving, JKK_DB_STRANGE);
}

/* ---- Transactions ------------------------------------------------------------------------------------------------ */

/* However a transaction ends: no query outlives it, and the next may write. */
void
jkk_serving_end_transaction (JkkServing *serving)
{
  g_hash_table_remove_all (serving->queries);
  if (serving->in_transaction)
    jkk_db_rollback (serving->db);
  serving->in_transaction = FALSE;
  g_clear_pointer (&serving->posted.detail, g_free);
  serving->posted = (JkkDbFailure){ 0 };
  if (serving->has_turn)
    jkk_writers_leave (serving->session->writers);
  serving->has_turn = FALSE;
  g_clear_pointer (&serving->write_id, g_free);
}

static gboolean
begin (JkkServing *serving, JkkFrame *frame)
{
  gint64 way = jkk_frame_take_number (frame);
  gboolean writes = way != JKK_FRAME_READS, hurried = way == JKK_FRAME_WRITES_ASIDE;
  const char *write_id = jkk_frame_take_text (frame);

  jkk_session_person_refresh (serving->db, &serving->guard);
  serving->guard.must_tell = FALSE;
  serving->guard.has_told = FALSE;
  if (frame->is_broken || serving->in_transaction || writes != (write_id != NULL) ||
      (way != JKK_FRAME_READS && way != JKK_FRAME_WRITES && !hurried))
    return jkk_serving_strange (serving);
  if (writes && !jkk_writers_enter (serving->session->writers, hurried ? JKK_DB_HURRY : WRITER_PATIENCE))
    return jkk_serving_fail (serving, SQLITE_BUSY);

  serving->has_turn = writes;
  serving->write_id = g_strdup (write_id);
  serving->db->is_hurried = hurried;
  int code = jkk_db_start (serving->db, writes);
  serving->db->is_hurried = FALSE;
  gboolean sent;
  serving->in_transaction = code == SQLITE_OK;
  /* The sentence needs what SQLite said, which the end of the transaction would wipe out. */
  sent = reply_code (serving, code);
  if (code != SQLITE_OK)
    jkk_serving_end_transaction (serving);
  return sent;
}

static int
run_fixed (JkkServing *serving, JkkStatement statement, const char *text, gint64 number)
{
  g_autoptr (JkkQuery) query = jkk_db_query (serving->db, statement);
  int index = 1;

  if (text != NULL)
    jkk_query_bind_text (query, index++, text);
  if (number != JKK_NONE)
    jkk_query_bind_number (query, index, number);
  if (query->failure != SQLITE_OK)
    return query->failure;

  int code = serving->db->engine->query->step (query);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* In the same transaction stands that it was kept: whoever lost the line can learn it. */
static int
note_kept (JkkServing *serving)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  int code = run_fixed (serving, JKK_SQL_KEPT_ADD, serving->write_id, now);

  if (code == SQLITE_OK && now % 64 == 0)
    code = run_fixed (serving, JKK_SQL_KEPT_FORGET, NULL, now - KEPT_SECONDS);
  return code;
}

/* Whether the node looks who asks for what; not where a test stands in its place. */
gboolean
jkk_serving_is_guarded (JkkServing *serving)
{
  return serving->session->house != NULL && !serving->session->house->trusts_desks;
}

/* What a desk is told was kept lies at the stand-by too, as long as that is in step. Nobody waits for his turn
 * meanwhile. */
static void
tell_followers (JkkServing *serving)
{
  JkkSessionHouse *house = serving->session->house;

  if (house == NULL)
    return;
  jkk_followers_tell (house->followers);
  g_autoptr (JkkStreamChange) last =
      jkk_followers_matter (house->followers) ? jkk_stream_last (serving->db, NULL) : NULL;
  if (last != NULL)
    jkk_followers_await (house->followers, last->number, STAND_BY_PATIENCE);
}

static gboolean
commit (JkkServing *serving)
{
  int code;

  if (!serving->in_transaction)
    return jkk_serving_strange (serving);
  gboolean wrote = serving->write_id != NULL;
  g_hash_table_remove_all (serving->queries);
  if (jkk_serving_is_guarded (serving) && !jkk_session_guard_may_commit (&serving->guard))
    code = JKK_DB_NOT_ALLOWED;
  else
    code = wrote ? note_kept (serving) : SQLITE_OK;
  if (code == SQLITE_OK)
    code = jkk_db_finish (serving->db);
  serving->in_transaction = code != SQLITE_OK;
  if (code != SQLITE_OK)
    {
      gboolean sent = jkk_serving_fail (serving, code);

      jkk_serving_end_transaction (serving);
      return sent;
    }
  jkk_serving_end_transaction (serving);
  if (wrote)
    tell_followers (serving);
  return reply_code (serving, SQLITE_OK);
}

/* A write that is still under way over another line ends first: only then is the answer final. */
static gboolean
tell_kept (JkkServing *serving, JkkFrame *frame)
{
  const char *write_id = jkk_frame_take_text (frame);
  g_autoptr (JkkQuery) query = NULL;

  if (frame->is_broken || write_id == NULL || serving->in_transaction)
    return jkk_serving_strange (serving);
  if (!jkk_writers_enter (serving->session->writers, WRITER_PATIENCE))
    return jkk_serving_fail (serving, SQLITE_BUSY);

  query = jkk_db_query (serving->db, JKK_SQL_KEPT_FIND);
  jkk_query_bind_text (query, 1, write_id);
  int code = query->failure != SQLITE_OK ? query->failure : serving->db->engine->query->step (query);
  gboolean sent =
      code == SQLITE_ROW ? jkk_serving_number (serving, jkk_query_number (query, 0)) : jkk_serving_fail (serving, code);
  jkk_writers_leave (serving->session->writers);
  return sent;
}

/* ---- The session ------------------------------------------------------------------------------------------------- */

/* Two programs that number their statements in different ways must not talk to each other. */
static gboolean
greet (JkkServing *serving, JkkFrame *frame)
{
  JkkSessionHouse *house = serving->session->house;
  gint64 protocol = jkk_frame_take_number (frame);
  const char *print = jkk_frame_take_text (frame);

  if (!jkk_serving_leads (serving))
    return FALSE;
  if (protocol != JKK_FRAME_PROTOCOL || g_strcmp0 (print, jkk_statement_print ()) != 0)
    {
      serving->is_over = TRUE;
      return jkk_serving_said (serving, JKK_DB_OTHER_VERSION, JKK_VERSION);
    }
  if (!jkk_serving_open_store (serving))
    return FALSE;
  serving->is_greeted = TRUE;
  g_autofree char *demo = jkk_office_store_get (serving->db, JKK_OFFICE_IS_DEMO, NULL);
  serving->guard.is_demo = demo != NULL;
  serving->guard.workstation = serving->session->name;

  GByteArray *answer = jkk_frame_start (JKK_FRAME_OK);
  jkk_frame_add_text (answer, JKK_VERSION);
  jkk_frame_add_number (answer, house != NULL ? house->epoch : 0);
  jkk_serving_add_others (serving, answer);
  jkk_frame_add_text (answer, serving->session->name);
  g_autofree char *proof = house != NULL ? jkk_session_epoch_prove (house->secret, house->epoch) : NULL;
  jkk_frame_add_text (answer, proof);
  jkk_frame_add_number (answer, serving->session->group != NULL);
  return jkk_serving_reply (serving, answer);
}

/* Whether desks are served here at all. */
static gboolean
is_refused (JkkServing *serving, int *code)
{
  static const int codes[] = { SQLITE_OK, JKK_DB_STANDS_BY, JKK_DB_SUPERSEDED };
  JkkSessionHouse *house = serving->session->house;

  *code = codes[house != NULL ? g_atomic_int_get (&house->refusal) : JKK_SESSION_SERVES];
  return *code != SQLITE_OK;
}

static gboolean
refuse (JkkServing *serving, int code)
{
  if (serving->db != NULL)
    jkk_serving_end_transaction (serving);
  serving->is_over = TRUE;
  /* Whoever was not there when this node had another follow it learns it now. */
  JkkSessionHouse *house = serving->session->house;
  g_autofree char *others = house != NULL ? house->others (house->data) : NULL;
  return jkk_serving_said (serving, code, others);
}

/* A desk that has been served in a later epoch knows that this node's time is over, perhaps before the node does. It
 * must prove it: no desk can end a node by saying so. */
static gboolean
greet_in_epoch (JkkServing *serving, JkkFrame *frame)
{
  JkkSessionHouse *house = serving->session->house;
  gsize at = frame->at;
  int code;

  jkk_frame_take_number (frame);
  jkk_frame_take_text (frame);
  jkk_frame_take_text (frame);
  gint64 epoch = jkk_frame_take_number (frame);
  const char *proof = jkk_frame_take_text (frame);
  gboolean is_later = house != NULL && !frame->is_broken && epoch > house->epoch;
  gboolean is_proved = is_later && jkk_session_epoch_is_proved (house->secret, epoch, proof);

  /* Who speaks another protocol is told so. */
  frame->at = at;
  frame->is_broken = FALSE;
  if (is_proved)
    house->supersede (epoch, house->data);
  else if (is_later)
    return refuse (serving, JKK_DB_SUPERSEDED);
  else if (house != NULL)
    house->wait (house->data);
  return is_refused (serving, &code) ? refuse (serving, code) : greet (serving, frame);
}

/* Something that nobody waited for has failed: what is asked next is answered by that, and nothing more is done. */
static gboolean
tell_posted (JkkServing *serving, JkkFrame *frame)
{
  gboolean sent = reply_failure (serving, &serving->posted);

  if (frame->kind == JKK_FRAME_COMMIT)
    jkk_serving_end_transaction (serving);
  return sent;
}

static gboolean
answer (JkkServing *serving, JkkFrame *frame)
{
  int code;

  if (serving->is_greeted == (frame->kind == JKK_FRAME_HELLO || frame->kind == JKK_FRAME_RELAY))
    return jkk_serving_strange (serving);
  if (serving->is_greeted && is_refused (serving, &code))
    return refuse (serving, code);
  if (serving->posted.code != SQLITE_OK &&
      (frame->kind == JKK_FRAME_RUN || frame->kind == JKK_FRAME_MORE || frame->kind == JKK_FRAME_COMMIT))
    return tell_posted (serving, frame);

  switch (frame->kind)
    {
    case JKK_FRAME_HELLO:
      return greet_in_epoch (serving, frame);
    case JKK_FRAME_RELAY:
      return jkk_serving_hand_on (serving);
    case JKK_FRAME_BEGIN:
      return begin (serving, frame);
    case JKK_FRAME_COMMIT:
      return commit (serving);
    case JKK_FRAME_ROLLBACK:
      jkk_serving_end_transaction (serving);
      return TRUE;
    case JKK_FRAME_RUN:
      return jkk_serving_run (serving, frame);
    case JKK_FRAME_POST:
      return jkk_serving_post (serving, frame);
    case JKK_FRAME_MORE:
      return jkk_serving_more (serving, frame);
    case JKK_FRAME_END:
      return jkk_serving_end (serving, frame);
    case JKK_FRAME_VERSION:
      return jkk_serving_tell_version (serving);
    case JKK_FRAME_KEPT:
      return tell_kept (serving, frame);
    case JKK_FRAME_PUT:
      return jkk_serving_may_touch_documents (serving, TRUE) ? jkk_serving_put_document (serving, frame)
                                                             : jkk_serving_fail (serving, JKK_DB_NOT_ALLOWED);
    case JKK_FRAME_GET:
      return jkk_serving_may_touch_documents (serving, FALSE) ? jkk_serving_get_document (serving, frame)
                                                              : jkk_serving_fail (serving, JKK_DB_NOBODY);
    case JKK_FRAME_PRESENCE:
      return jkk_serving_meet (serving, frame);
    case JKK_FRAME_HAS:
      return jkk_serving_may_touch_documents (serving, FALSE) ? jkk_serving_has_document (serving, frame)
                                                              : jkk_serving_fail (serving, JKK_DB_NOBODY);
    case JKK_FRAME_SIGN_IN:
      return jkk_serving_sign_in (serving, frame);
    case JKK_FRAME_RESUME:
      return jkk_serving_resume (serving, frame);
    case JKK_FRAME_SIGN_OUT:
      g_clear_pointer (&serving->guard.person, jkk_account_free);
      return TRUE;
    default:
      return jkk_serving_strange (serving);
    }
}

/* The next question. Who is in a transaction holds something that others need, and may not be silent for long. */
static JkkFrame *
wait_for_question (JkkServing *serving)
{
  const JkkSession *session = serving->session;
  g_autoptr (GError) error = NULL;
  gboolean hurries = serving->in_transaction || !serving->is_greeted;

  g_socket_set_timeout (session->line, hurries ? session->quiet_seconds : 0);
  JkkFrame *frame =
      jkk_frame_receive (g_io_stream_get_input_stream (session->stream),
                         serving->is_greeted ? JKK_FRAME_LONGEST : LONGEST_HELLO, session->cancellable, &error);
  if (frame == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    {
      jkk_serving_end_transaction (serving);
      jkk_serving_fail (serving, JKK_DB_QUIET);
    }
  return frame;
}

/**
 * jkk_session_serve:
 * @session: a desk whose certificate has been checked
 *
 * Answers what a desk asks of the store, until it hangs up, falls silent in the middle of a transaction, or breaks the
 * protocol. Whatever it had not committed is then taken back. To be run on a thread of its own.
 */
void
jkk_session_serve (const JkkSession *session)
{
  JkkServing serving = { .session = session };
  gboolean goes_on = TRUE;

  serving.queries = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) jkk_query_end);
  if (session->barred)
    goes_on = jkk_serving_fail (&serving, JKK_DB_BARRED) && FALSE;
  while (goes_on && !serving.is_over)
    {
      g_autoptr (JkkFrame) frame = wait_for_question (&serving);

      goes_on = frame != NULL && answer (&serving, frame);
    }

  if (serving.db != NULL)
    jkk_serving_end_transaction (&serving);
  g_hash_table_unref (serving.queries);
  g_clear_pointer (&serving.guard.person, jkk_account_free);
  g_clear_pointer (&serving.db, jkk_db_close);
}
