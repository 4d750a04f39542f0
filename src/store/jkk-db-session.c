#include "jkk-db-session-private.h"

#include "jkk-alarm.h"
#include "jkk-office-store.h"
#include "jkk-session-person.h"
#include "jkk-statement.h"
#include "jkk-stream.h"

/* Who has not said which program it is gets no memory. */
#define LONGEST_HELLO 1024
#define LONGEST_OF_NOBODY (64 * 1024)

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

gboolean
jkk_serving_code (JkkServing *serving, int code)
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
  jkk_alarm_clear (serving->session->line);
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
      return jkk_serving_begin (serving, frame);
    case JKK_FRAME_COMMIT:
      return jkk_serving_commit (serving);
    case JKK_FRAME_ROLLBACK:
      jkk_serving_end_transaction (serving);
      return TRUE;
    case JKK_FRAME_RUN:
      jkk_serving_look_again (serving);
      return jkk_serving_run (serving, frame);
    case JKK_FRAME_POST:
      jkk_serving_look_again (serving);
      return jkk_serving_post (serving, frame);
    case JKK_FRAME_MORE:
      jkk_serving_look_again (serving);
      return jkk_serving_more (serving, frame);
    case JKK_FRAME_END:
      return jkk_serving_end (serving, frame);
    case JKK_FRAME_VERSION:
      return jkk_serving_tell_version (serving);
    case JKK_FRAME_KEPT:
      return jkk_serving_tell_kept (serving, frame);
    case JKK_FRAME_PUT:
      jkk_serving_look_again (serving);
      return jkk_serving_may_touch_documents (serving, TRUE) ? jkk_serving_put_document (serving, frame)
                                                             : jkk_serving_fail (serving, JKK_DB_NOT_ALLOWED);
    case JKK_FRAME_GET:
      jkk_serving_look_again (serving);
      return jkk_serving_may_touch_documents (serving, FALSE) ? jkk_serving_get_document (serving, frame)
                                                              : jkk_serving_fail (serving, JKK_DB_NOBODY);
    case JKK_FRAME_PRESENCE:
      jkk_serving_look_again (serving);
      return jkk_serving_meet (serving, frame);
    case JKK_FRAME_HAS:
      jkk_serving_look_again (serving);
      return jkk_serving_may_touch_documents (serving, FALSE) ? jkk_serving_has_document (serving, frame)
                                                              : jkk_serving_fail (serving, JKK_DB_NOBODY);
    case JKK_FRAME_SIGN_IN:
      return jkk_serving_sign_in (serving, frame);
    case JKK_FRAME_RESUME:
      return jkk_serving_resume (serving, frame);
    case JKK_FRAME_SIGN_OUT:
      jkk_serving_end_transaction (serving);
      g_clear_pointer (&serving->guard.person, jkk_account_free);
      return TRUE;
    default:
      return jkk_serving_strange (serving);
    }
}

/* Nobody gets much memory before it is known who that is. */
static gsize
longest_question (JkkServing *serving)
{
  if (!serving->is_greeted)
    return LONGEST_HELLO;
  return jkk_serving_is_guarded (serving) && serving->guard.person == NULL ? LONGEST_OF_NOBODY : JKK_FRAME_LONGEST;
}

/* The next question. Who is in a transaction holds something that others need, and may not be silent for long. */
static JkkFrame *
wait_for_question (JkkServing *serving)
{
  const JkkSession *session = serving->session;
  g_autoptr (GError) error = NULL;
  gboolean hurries = serving->in_transaction || !serving->is_greeted || g_hash_table_size (serving->queries) > 0;

  g_socket_set_timeout (session->line, hurries ? session->quiet_seconds : 0);
  JkkFrame *frame = jkk_frame_receive (g_io_stream_get_input_stream (session->stream), longest_question (serving),
                                       session->cancellable, &error);
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
  jkk_alarm_set (session->line, HELLO_SECONDS);
  if (session->barred)
    goes_on = jkk_serving_fail (&serving, session->is_unknown ? JKK_DB_UNKNOWN_KEY : JKK_DB_BARRED) && FALSE;
  while (goes_on && !serving.is_over)
    {
      g_autoptr (JkkFrame) frame = wait_for_question (&serving);

      goes_on = frame != NULL && answer (&serving, frame);
    }

  jkk_alarm_clear (session->line);
  if (serving.db != NULL)
    jkk_serving_end_transaction (&serving);
  g_hash_table_unref (serving.queries);
  g_clear_pointer (&serving.guard.person, jkk_account_free);
  g_clear_pointer (&serving.db, jkk_db_close);
}
