#include "jkk-db-session-private.h"

#include "jkk-alarm.h"
#include "jkk-session-person.h"
#include "jkk-statement.h"
#include "jkk-stream.h"

/* How long a desk waits for a stand-by: then it is behind, and the branch goes on without it. */
#define STAND_BY_PATIENCE (2 * G_TIME_SPAN_SECOND)

/* A desk that comes back after a broken line asks within seconds. */
#define KEPT_SECONDS (24 * 60 * 60)

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
  if (serving->is_timed)
    jkk_alarm_clear (serving->session->line);
  serving->is_timed = FALSE;
  g_clear_pointer (&serving->write_id, g_free);
  jkk_session_telling_clear (&serving->telling);
}

static void
set_alarm (JkkServing *serving)
{
  jkk_alarm_set (serving->session->line, serving->has_turn ? WRITING_SECONDS : READING_SECONDS);
  serving->is_timed = TRUE;
}

/* Roles may have been taken away, or the account closed, since somebody has signed in; within a transaction all is as
 * it was when that began. */
void
jkk_serving_look_again (JkkServing *serving)
{
  gboolean was_there = serving->guard.person != NULL;

  if (serving->in_transaction || !was_there)
    return;
  jkk_session_person_refresh (serving->db, &serving->guard);
  if (serving->guard.person == NULL)
    g_hash_table_remove_all (serving->queries);
}

/* Starts to read or write; without a turn nothing is written. */
int
jkk_serving_start (JkkServing *serving, gboolean hurried)
{
  serving->db->is_hurried = hurried;
  int code = jkk_db_start (serving->db, serving->has_turn);
  serving->db->is_hurried = FALSE;
  serving->in_transaction = code == SQLITE_OK;
  if (code == SQLITE_OK)
    set_alarm (serving);
  return code;
}

gboolean
jkk_serving_begin (JkkServing *serving, JkkFrame *frame)
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
  /* Where nobody has signed in nothing is written, so that nobody waits: only a password may be tried. */
  gboolean has_turn = writes && (!jkk_serving_is_guarded (serving) || serving->guard.person != NULL);
  if (has_turn && !jkk_writers_enter (serving->session->writers, hurried ? JKK_DB_HURRY : WRITER_PATIENCE))
    return jkk_serving_fail (serving, SQLITE_BUSY);

  /* Who writes learns at the end whether this node leads. */
  if (!has_turn && !jkk_serving_is_sure (serving))
    return jkk_serving_fail (serving, JKK_DB_AWAY);

  serving->has_turn = has_turn;
  serving->write_id = g_strdup (write_id);
  int code = jkk_serving_start (serving, hurried);
  /* The sentence needs what SQLite said, which the end of the transaction would wipe out. */
  gboolean sent = jkk_serving_code (serving, code);
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

static int
judge_telling (JkkServing *serving)
{
  g_autoptr (GError) error = NULL;

  if (!jkk_serving_is_guarded (serving))
    return SQLITE_OK;
  if (jkk_session_guard_may_commit (&serving->guard) &&
      jkk_session_telling_is_true (&serving->telling, serving->db, &error))
    return SQLITE_OK;
  if (g_error_matches (error, JKK_ERROR, JKK_ERROR_AWAY))
    return JKK_DB_AWAY;
  g_message ("desk %s: what it has changed is not what the journal was told", serving->session->name);
  return JKK_DB_NOT_ALLOWED;
}

gboolean
jkk_serving_commit (JkkServing *serving)
{
  int code;

  if (!serving->in_transaction)
    return jkk_serving_strange (serving);
  gboolean wrote = serving->has_turn;
  g_hash_table_remove_all (serving->queries);
  code = judge_telling (serving);
  if (code == SQLITE_OK && wrote)
    code = note_kept (serving);
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
  return jkk_serving_code (serving, SQLITE_OK);
}

/* What a node wrote down that led before, but did not bring to most of the others, is there again when it comes back
 * and leads; until another has had most of them keep something later. */
static int
settle (JkkServing *serving)
{
  g_autofree char *unique = g_uuid_string_random ();
  int code = jkk_db_start (serving->db, TRUE);

  if (code != SQLITE_OK)
    return code;
  code = run_fixed (serving, JKK_SQL_KEPT_ADD, unique, g_get_real_time () / G_USEC_PER_SEC);
  if (code == SQLITE_OK)
    code = jkk_db_finish (serving->db);
  if (code != SQLITE_OK)
    jkk_db_rollback (serving->db);
  return code;
}

/* A write that is still under way over another line ends first: only then is the answer final. */
gboolean
jkk_serving_tell_kept (JkkServing *serving, JkkFrame *frame)
{
  const char *write_id = jkk_frame_take_text (frame);
  g_autoptr (JkkQuery) query = NULL;

  if (frame->is_broken || write_id == NULL || serving->in_transaction)
    return jkk_serving_strange (serving);
  if (!jkk_writers_enter (serving->session->writers, WRITER_PATIENCE))
    return jkk_serving_fail (serving, SQLITE_BUSY);

  int code = serving->session->group != NULL ? settle (serving) : SQLITE_OK;
  query = jkk_db_query (serving->db, JKK_SQL_KEPT_FIND);
  jkk_query_bind_text (query, 1, write_id);
  if (code == SQLITE_OK)
    code = query->failure != SQLITE_OK ? query->failure : serving->db->engine->query->step (query);
  gboolean sent =
      code == SQLITE_ROW ? jkk_serving_number (serving, jkk_query_number (query, 0)) : jkk_serving_fail (serving, code);
  jkk_writers_leave (serving->session->writers);
  return sent;
}
