#include "jkk-db-session.h"

#include "jkk-db-private.h"
#include "jkk-document-store.h"
#include "jkk-frame.h"
#include "jkk-statement.h"
#include "jkk-stream.h"

/* How much is answered at once; the rest follows when it is asked for. */
#define ROWS_AT_ONCE 500
#define BYTES_AT_ONCE (128 * 1024)

/* No desk of ours has more queries open at a time. */
#define MOST_QUERIES 64

/* Who has not said which program it is gets no memory. */
#define LONGEST_HELLO 1024

/* How long a desk waits for its turn to write. */
#define WRITER_PATIENCE (20 * G_TIME_SPAN_SECOND)

/* How long a desk waits for a stand-by: then it is behind, and the branch goes on without it. */
#define STAND_BY_PATIENCE (2 * G_TIME_SPAN_SECOND)

/* A desk that comes back after a broken line asks within seconds. */
#define KEPT_SECONDS (24 * 60 * 60)

/* What lies between a desk and the file. */
typedef struct
{
  const JkkSession *session;
  JkkDb *db;
  GHashTable *queries; /* number -> JkkQuery */
  char *write_id;      /* of the transaction that writes */
  gboolean is_greeted;
  gboolean in_transaction;
  gboolean has_turn;
  gboolean is_over; /* nothing more is said to this desk */
} Serving;

static gboolean
reply (Serving *serving, GByteArray *frame)
{
  return jkk_frame_send (g_io_stream_get_output_stream (serving->session->stream), frame, serving->session->cancellable,
                         NULL);
}

static gboolean
reply_fail (Serving *serving, int code)
{
  JkkDbFailure failure = { 0 };
  GByteArray *frame = jkk_frame_start (JKK_FRAME_FAIL);

  if (serving->db != NULL && code < JKK_DB_OUTDATED)
    serving->db->engine->explain (serving->db, code, &failure);
  jkk_frame_add_number (frame, code);
  jkk_frame_add_number (frame, failure.is_full);
  jkk_frame_add_text (frame, failure.detail);
  g_free (failure.detail);
  return reply (serving, frame);
}

static gboolean
reply_said (Serving *serving, int code, const char *detail)
{
  GByteArray *frame = jkk_frame_start (JKK_FRAME_FAIL);

  jkk_frame_add_number (frame, code);
  jkk_frame_add_number (frame, FALSE);
  jkk_frame_add_text (frame, detail);
  return reply (serving, frame);
}

static gboolean
reply_number (Serving *serving, gint64 number)
{
  GByteArray *frame = jkk_frame_start (JKK_FRAME_OK);

  jkk_frame_add_number (frame, number);
  return reply (serving, frame);
}

static gboolean
reply_code (Serving *serving, int code)
{
  return code == SQLITE_OK ? reply (serving, jkk_frame_start (JKK_FRAME_OK)) : reply_fail (serving, code);
}

/* The desk does not keep to the protocol: it is told so, and that was all. */
static gboolean
reply_strange (Serving *serving)
{
  serving->is_over = TRUE;
  return reply_fail (serving, JKK_DB_STRANGE);
}

/* ---- Transactions ------------------------------------------------------------------------------------------------ */

/* However a transaction ends: no query outlives it, and the next may write. */
static void
end_transaction (Serving *serving)
{
  g_hash_table_remove_all (serving->queries);
  if (serving->in_transaction)
    jkk_db_rollback (serving->db);
  serving->in_transaction = FALSE;
  if (serving->has_turn)
    jkk_writers_leave (serving->session->writers);
  serving->has_turn = FALSE;
  g_clear_pointer (&serving->write_id, g_free);
}

static gboolean
begin (Serving *serving, JkkFrame *frame)
{
  gint64 way = jkk_frame_take_number (frame);
  gboolean writes = way != JKK_FRAME_READS, hurried = way == JKK_FRAME_WRITES_ASIDE;
  const char *write_id = jkk_frame_take_text (frame);

  if (frame->is_broken || serving->in_transaction || writes != (write_id != NULL) ||
      (way != JKK_FRAME_READS && way != JKK_FRAME_WRITES && !hurried))
    return reply_strange (serving);
  if (writes && !jkk_writers_enter (serving->session->writers, hurried ? JKK_DB_HURRY : WRITER_PATIENCE))
    return reply_fail (serving, SQLITE_BUSY);

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
    end_transaction (serving);
  return sent;
}

static int
run_fixed (Serving *serving, JkkStatement statement, const char *text, gint64 number)
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
note_kept (Serving *serving)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  int code = run_fixed (serving, JKK_SQL_KEPT_ADD, serving->write_id, now);

  if (code == SQLITE_OK && now % 64 == 0)
    code = run_fixed (serving, JKK_SQL_KEPT_FORGET, NULL, now - KEPT_SECONDS);
  return code;
}

/* What a desk is told was kept lies at the stand-by too, as long as that is in step. Nobody waits for his turn
 * meanwhile. */
static void
tell_followers (Serving *serving)
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
commit (Serving *serving)
{
  int code;

  if (!serving->in_transaction)
    return reply_strange (serving);
  gboolean wrote = serving->write_id != NULL;
  g_hash_table_remove_all (serving->queries);
  code = wrote ? note_kept (serving) : SQLITE_OK;
  if (code == SQLITE_OK)
    code = jkk_db_finish (serving->db);
  serving->in_transaction = code != SQLITE_OK;
  if (code != SQLITE_OK)
    {
      gboolean sent = reply_fail (serving, code);

      end_transaction (serving);
      return sent;
    }
  end_transaction (serving);
  if (wrote)
    tell_followers (serving);
  return reply_code (serving, SQLITE_OK);
}

/* A write that is still under way over another line ends first: only then is the answer final. */
static gboolean
tell_kept (Serving *serving, JkkFrame *frame)
{
  const char *write_id = jkk_frame_take_text (frame);
  g_autoptr (JkkQuery) query = NULL;

  if (frame->is_broken || write_id == NULL || serving->in_transaction)
    return reply_strange (serving);
  if (!jkk_writers_enter (serving->session->writers, WRITER_PATIENCE))
    return reply_fail (serving, SQLITE_BUSY);

  query = jkk_db_query (serving->db, JKK_SQL_KEPT_FIND);
  jkk_query_bind_text (query, 1, write_id);
  int code = query->failure != SQLITE_OK ? query->failure : serving->db->engine->query->step (query);
  gboolean sent = code == SQLITE_ROW ? reply_number (serving, jkk_query_number (query, 0)) : reply_fail (serving, code);
  jkk_writers_leave (serving->session->writers);
  return sent;
}

/* Where else a node may be, should this one be gone. */
static void
add_others (Serving *serving, GByteArray *frame)
{
  JkkSessionHouse *house = serving->session->house;
  g_autofree char *others = house != NULL ? house->others (house->data) : NULL;

  jkk_frame_add_text (frame, others);
}

static gboolean
tell_version (Serving *serving)
{
  gint64 version = 0;
  int code = serving->db->engine->data_version (serving->db, &version);

  if (code != SQLITE_OK)
    return reply_fail (serving, code);
  /* Asked every second: so a desk knows of a stand-by soon after there is one. */
  GByteArray *frame = jkk_frame_start (JKK_FRAME_OK);
  jkk_frame_add_number (frame, version);
  add_others (serving, frame);
  return reply (serving, frame);
}

/* ---- Statements -------------------------------------------------------------------------------------------------- */

static void
add_row (GByteArray *frame, sqlite3_stmt *statement, int n_columns)
{
  for (int i = 0; i < n_columns; i++)
    if (sqlite3_column_type (statement, i) == SQLITE_INTEGER)
      jkk_frame_add_number (frame, sqlite3_column_int64 (statement, i));
    else
      jkk_frame_add_text (frame, (const char *) sqlite3_column_text (statement, i));
}

/* The next rows of a query; when it has no more, nobody needs it any longer. */
static gboolean
reply_rows (Serving *serving, gint64 number, JkkQuery *query)
{
  g_autoptr (GByteArray) rows = g_byte_array_new ();
  int n_columns = sqlite3_column_count (query->statement);
  gint64 n_rows = 0;
  int code = SQLITE_ROW;

  while (n_rows < ROWS_AT_ONCE && rows->len < BYTES_AT_ONCE &&
         (code = serving->db->engine->query->step (query)) == SQLITE_ROW)
    {
      add_row (rows, query->statement, n_columns);
      n_rows++;
    }
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    {
      gboolean sent = reply_fail (serving, code);

      g_hash_table_remove (serving->queries, &number);
      return sent;
    }

  GByteArray *frame = jkk_frame_start (JKK_FRAME_ROWS);
  jkk_frame_add_number (frame, code == SQLITE_ROW);
  jkk_frame_add_number (frame, serving->db->engine->query->n_changed (query));
  jkk_frame_add_number (frame, n_columns);
  jkk_frame_add_number (frame, n_rows);
  g_byte_array_append (frame, rows->data, rows->len);
  if (code == SQLITE_DONE)
    g_hash_table_remove (serving->queries, &number);
  return reply (serving, frame);
}

static gboolean
bind_all (JkkQuery *query, JkkFrame *frame)
{
  gint64 n_values = jkk_frame_take_number (frame);

  for (int i = 1; i <= n_values && !frame->is_broken; i++)
    {
      JkkFrameValue value = jkk_frame_take (frame);

      if (value.text != NULL)
        jkk_query_bind_text (query, i, value.text);
      else
        jkk_query_bind_number (query, i, value.number);
      if (query->failure != SQLITE_OK)
        break;
    }
  return !frame->is_broken && frame->at == frame->length;
}

/* Only what is registered is run, and by its number: no desk can send SQL. */
static gboolean
run (Serving *serving, JkkFrame *frame)
{
  gint64 number = jkk_frame_take_number (frame);
  gint64 statement = jkk_frame_take_number (frame);

  if (frame->is_broken || statement < 0 || statement >= jkk_statement_count () ||
      g_hash_table_contains (serving->queries, &number) || g_hash_table_size (serving->queries) >= MOST_QUERIES)
    return reply_strange (serving);

  JkkQuery *query = jkk_db_query (serving->db, (guint) statement);
  g_hash_table_insert (serving->queries, g_memdup2 (&number, sizeof number), query);
  if (!bind_all (query, frame))
    return reply_strange (serving);
  if (query->failure == SQLITE_OK)
    return reply_rows (serving, number, query);

  gboolean sent = reply_fail (serving, query->failure);
  g_hash_table_remove (serving->queries, &number);
  return sent;
}

static gboolean
more (Serving *serving, JkkFrame *frame)
{
  gint64 number = jkk_frame_take_number (frame);
  JkkQuery *query = g_hash_table_lookup (serving->queries, &number);

  return query != NULL ? reply_rows (serving, number, query) : reply_strange (serving);
}

static gboolean
end (Serving *serving, JkkFrame *frame)
{
  gint64 number = jkk_frame_take_number (frame);

  g_hash_table_remove (serving->queries, &number);
  return TRUE;
}

/* ---- Documents --------------------------------------------------------------------------------------------------- */

static gboolean
put_document (Serving *serving, JkkFrame *frame)
{
  g_autoptr (GBytes) bytes = jkk_frame_take_bytes (frame);
  g_autofree char *sha256 = NULL;

  if (bytes == NULL)
    return reply_strange (serving);
  sha256 = jkk_document_store_put (serving->db, bytes, NULL);
  if (sha256 == NULL)
    return reply_fail (serving, SQLITE_IOERR);

  GByteArray *answer = jkk_frame_start (JKK_FRAME_OK);
  jkk_frame_add_text (answer, sha256);
  return reply (serving, answer);
}

static gboolean
get_document (Serving *serving, JkkFrame *frame)
{
  const char *sha256 = jkk_frame_take_text (frame);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sha256 != NULL ? jkk_document_store_get (serving->db, sha256, &error) : NULL;

  if (sha256 == NULL)
    return reply_strange (serving);
  if (bytes == NULL)
    return reply_said (serving, g_error_matches (error, JKK_ERROR, JKK_ERROR_STORAGE) ? JKK_DB_DAMAGED : JKK_DB_MISSING,
                       NULL);

  GByteArray *answer = jkk_frame_start (JKK_FRAME_OK);
  jkk_frame_add_bytes (answer, bytes);
  return reply (serving, answer);
}

static gboolean
has_document (Serving *serving, JkkFrame *frame)
{
  const char *sha256 = jkk_frame_take_text (frame);

  return sha256 != NULL ? reply_number (serving, jkk_document_store_has (serving->db, sha256))
                        : reply_strange (serving);
}

/* ---- The session ------------------------------------------------------------------------------------------------- */

/* Two programs that number their statements in different ways must not talk to each other. */
static gboolean
greet (Serving *serving, JkkFrame *frame)
{
  JkkSessionHouse *house = serving->session->house;
  gint64 protocol = jkk_frame_take_number (frame);
  const char *print = jkk_frame_take_text (frame);
  g_autoptr (GError) error = NULL;

  if (protocol != JKK_FRAME_PROTOCOL || g_strcmp0 (print, jkk_statement_print ()) != 0)
    {
      serving->is_over = TRUE;
      return reply_said (serving, JKK_DB_OTHER_VERSION, JKK_VERSION);
    }
  serving->db = jkk_db_open (serving->session->address, JKK_DB_DEFAULT, &error);
  if (serving->db == NULL)
    {
      serving->is_over = TRUE;
      return reply_said (serving, JKK_DB_SAID, error->message);
    }
  serving->is_greeted = TRUE;

  GByteArray *answer = jkk_frame_start (JKK_FRAME_OK);
  jkk_frame_add_text (answer, JKK_VERSION);
  jkk_frame_add_number (answer, house != NULL ? house->epoch : 0);
  add_others (serving, answer);
  jkk_frame_add_text (answer, serving->session->name);
  return reply (serving, answer);
}

/* Whether desks are served here at all. */
static gboolean
is_refused (Serving *serving, int *code)
{
  static const int codes[] = { SQLITE_OK, JKK_DB_STANDS_BY, JKK_DB_SUPERSEDED };
  JkkSessionHouse *house = serving->session->house;

  *code = codes[house != NULL ? g_atomic_int_get (&house->refusal) : JKK_SESSION_SERVES];
  return *code != SQLITE_OK;
}

static gboolean
refuse (Serving *serving, int code)
{
  if (serving->db != NULL)
    end_transaction (serving);
  serving->is_over = TRUE;
  return reply_fail (serving, code);
}

/* A desk that has been served in a later epoch knows that this node's time is over, perhaps before the node does. */
static gboolean
greet_in_epoch (Serving *serving, JkkFrame *frame)
{
  JkkSessionHouse *house = serving->session->house;
  gsize at = frame->at;
  int code;

  jkk_frame_take_number (frame);
  jkk_frame_take_text (frame);
  jkk_frame_take_text (frame);
  gint64 epoch = jkk_frame_take_number (frame);
  gboolean is_later = house != NULL && !frame->is_broken && epoch > house->epoch;

  /* Who speaks another protocol is told so. */
  frame->at = at;
  frame->is_broken = FALSE;
  if (is_later)
    house->supersede (epoch, house->data);
  else if (house != NULL)
    house->wait (house->data);
  return is_refused (serving, &code) ? refuse (serving, code) : greet (serving, frame);
}

static gboolean
answer (Serving *serving, JkkFrame *frame)
{
  int code;

  if (serving->is_greeted == (frame->kind == JKK_FRAME_HELLO))
    return reply_strange (serving);
  if (serving->is_greeted && is_refused (serving, &code))
    return refuse (serving, code);

  switch (frame->kind)
    {
    case JKK_FRAME_HELLO:
      return greet_in_epoch (serving, frame);
    case JKK_FRAME_BEGIN:
      return begin (serving, frame);
    case JKK_FRAME_COMMIT:
      return commit (serving);
    case JKK_FRAME_ROLLBACK:
      end_transaction (serving);
      return TRUE;
    case JKK_FRAME_RUN:
      return run (serving, frame);
    case JKK_FRAME_MORE:
      return more (serving, frame);
    case JKK_FRAME_END:
      return end (serving, frame);
    case JKK_FRAME_VERSION:
      return tell_version (serving);
    case JKK_FRAME_KEPT:
      return tell_kept (serving, frame);
    case JKK_FRAME_PUT:
      return put_document (serving, frame);
    case JKK_FRAME_GET:
      return get_document (serving, frame);
    case JKK_FRAME_HAS:
      return has_document (serving, frame);
    default:
      return reply_strange (serving);
    }
}

/* The next question. Who is in a transaction holds something that others need, and may not be silent for long. */
static JkkFrame *
wait_for_question (Serving *serving)
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
      end_transaction (serving);
      reply_fail (serving, JKK_DB_QUIET);
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
  Serving serving = { .session = session };
  gboolean goes_on = TRUE;

  serving.queries = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) jkk_query_end);
  if (session->barred)
    goes_on = reply_fail (&serving, JKK_DB_BARRED) && FALSE;
  while (goes_on && !serving.is_over)
    {
      g_autoptr (JkkFrame) frame = wait_for_question (&serving);

      goes_on = frame != NULL && answer (&serving, frame);
    }

  if (serving.db != NULL)
    end_transaction (&serving);
  g_hash_table_unref (serving.queries);
  g_clear_pointer (&serving.db, jkk_db_close);
}
