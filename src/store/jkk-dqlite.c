#include "jkk-dqlite-private.h"

#include <errno.h>
#include <sqlite3.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

/*  8 bytes first: version of the protocol. Then messages, both ways:
 *
 *  words after the head (4) │ kind (1) │ 0 (1) │ 0 (2) │ words of 8 bytes, the lowest byte first
 *
 *  A text is filled up to whole words by NULs, of which it has one at least. */
#define PROTOCOL 1
#define HEAD 8

/* Values for a statement: their number and their kinds, a byte each. */
/* An engine that has nobody to agree with says so far sooner. */
#define PATIENCE_SECONDS 30

/* A whole store fits; what is longer is no message. */
#define LONGEST_WORDS (512u * 1024 * 1024)

/* What the engine says, beside SQLite's own reasons, when it does not lead. */
#define IOERR_NOT_LEADER (SQLITE_IOERR | (40 << 8))
#define IOERR_LEADERSHIP_LOST (SQLITE_IOERR | (41 << 8))

/* ---- Messages ---------------------------------------------------------------------------------------------------- */

/* Returns (transfer full): a request without a body yet. */
GByteArray *
jkk_dqlite_request (guint8 kind)
{
  guint8 head[HEAD] = { [4] = kind };
  GByteArray *request = g_byte_array_sized_new (256);

  return g_byte_array_append (request, head, HEAD);
}

/* Numbers go with the lowest byte first. */
void
jkk_dqlite_put_word (GByteArray *message, guint64 word)
{
  guint64 little = GUINT64_TO_LE (word);

  g_byte_array_append (message, (const guint8 *) &little, JKK_DQLITE_WORD);
}

static void
fill_word (GByteArray *message)
{
  static const guint8 nothing[JKK_DQLITE_WORD];

  if (message->len % JKK_DQLITE_WORD != 0)
    g_byte_array_append (message, nothing, JKK_DQLITE_WORD - message->len % JKK_DQLITE_WORD);
}

/* Adds a text and fills up its last word. */
void
jkk_dqlite_put_text (GByteArray *message, const char *text)
{
  g_byte_array_append (message, (const guint8 *) text, (guint) strlen (text) + 1);
  fill_word (message);
}

/* Two numbers of 32 bits in a word. */
static void
put_pair (GByteArray *message, guint32 first, guint32 second)
{
  jkk_dqlite_put_word (message, first | (guint64) second << 32);
}

static void
put_value (GByteArray *message, const JkkDqliteValue *value)
{
  switch (value->kind)
    {
    case JKK_DQLITE_TEXT:
      jkk_dqlite_put_text (message, value->text);
      break;
    case JKK_DQLITE_BYTES:
      jkk_dqlite_put_word (message, value->length);
      g_byte_array_append (message, value->data, (guint) value->length);
      fill_word (message);
      break;
    case JKK_DQLITE_EMPTY:
      jkk_dqlite_put_word (message, 0);
      break;
    default:
      jkk_dqlite_put_word (message, (guint64) value->number);
    }
}

static void
put_values (GByteArray *message, const JkkDqliteValue *values, guint n_values)
{
  guint8 count = (guint8) n_values;

  g_assert (n_values <= G_MAXUINT8);
  if (n_values == 0)
    return;
  g_byte_array_append (message, &count, 1);
  for (guint i = 0; i < n_values; i++)
    {
      guint8 kind = values[i].kind;

      g_byte_array_append (message, &kind, 1);
    }
  fill_word (message);
  for (guint i = 0; i < n_values; i++)
    put_value (message, &values[i]);
}

/* Returns (transfer none): the next bytes, or NULL when there are not so many. */
const guint8 *
jkk_dqlite_take_bytes (JkkDqliteReader *reader, gsize length)
{
  const guint8 *place = reader->bytes->data + reader->at;

  if (reader->is_broken || reader->bytes->len - reader->at < length)
    {
      reader->is_broken = TRUE;
      return NULL;
    }
  reader->at += length;
  return place;
}

/* Returns the next word, 0 when there is none. */
guint64
jkk_dqlite_take_word (JkkDqliteReader *reader)
{
  const guint8 *place = jkk_dqlite_take_bytes (reader, JKK_DQLITE_WORD);
  guint64 little = 0;

  if (place != NULL)
    memcpy (&little, place, JKK_DQLITE_WORD);
  return GUINT64_FROM_LE (little);
}

/* It lies in the message. */
const char *
jkk_dqlite_take_text (JkkDqliteReader *reader)
{
  const char *text = (const char *) reader->bytes->data + reader->at;
  gsize room = reader->is_broken ? 0 : reader->bytes->len - reader->at;
  gsize length = room > 0 ? strnlen (text, room) : 0;

  if (length >= room)
    {
      reader->is_broken = TRUE;
      return NULL;
    }
  return (const char *) jkk_dqlite_take_bytes (reader, (length + JKK_DQLITE_WORD) / JKK_DQLITE_WORD * JKK_DQLITE_WORD);
}

/* ---- The line ---------------------------------------------------------------------------------------------------- */

/* Closes the line, and keeps why. Returns the code of a line that is lost. */
int
jkk_dqlite_lose (JkkDqlite *line, const char *message)
{
  if (line->fd >= 0)
    close (line->fd);
  line->fd = -1;
  g_free (line->message);
  line->message = g_strdup (message);
  return JKK_DQLITE_LOST;
}

static gboolean
send_all (int fd, const guint8 *data, gsize length)
{
  while (length > 0)
    {
      gssize n_sent = send (fd, data, length, MSG_NOSIGNAL);

      if (n_sent < 0 && errno == EINTR)
        continue;
      if (n_sent <= 0)
        return FALSE;
      data += n_sent;
      length -= (gsize) n_sent;
    }
  return TRUE;
}

static gboolean
receive_all (int fd, guint8 *data, gsize length)
{
  while (length > 0)
    {
      gssize n_received = recv (fd, data, length, 0);

      if (n_received < 0 && errno == EINTR)
        continue;
      if (n_received <= 0)
        return FALSE;
      data += n_received;
      length -= (gsize) n_received;
    }
  return TRUE;
}

static GByteArray *
receive (int fd, guint8 *kind)
{
  guint8 head[HEAD];
  guint32 n_words;

  if (!receive_all (fd, head, HEAD))
    return NULL;
  memcpy (&n_words, head, sizeof n_words);
  n_words = GUINT32_FROM_LE (n_words);
  *kind = head[4];
  if (n_words > LONGEST_WORDS / JKK_DQLITE_WORD)
    return NULL;

  g_autoptr (GByteArray) body = g_byte_array_new ();
  g_byte_array_set_size (body, n_words * JKK_DQLITE_WORD);
  return receive_all (fd, body->data, body->len) ? g_steal_pointer (&body) : NULL;
}

/* Who does not lead cannot know what others have kept; who led again in the meantime has closed the store over this
 * line and knows neither it nor its statements any more. */
static gboolean
is_lost (int code)
{
  return code == SQLITE_OK || code == IOERR_NOT_LEADER || code == IOERR_LEADERSHIP_LOST || code == SQLITE_NOTFOUND ||
         code == SQLITE_ABORT;
}

/* A failure of the statement leaves the line as it is. */
static int
take_failure (JkkDqlite *line, GByteArray *answer)
{
  JkkDqliteReader reader = { answer, 0, FALSE };
  int code = (int) jkk_dqlite_take_word (&reader);
  const char *message = jkk_dqlite_take_text (&reader);

  if (reader.is_broken || is_lost (code))
    return jkk_dqlite_lose (line, message != NULL ? message : "not a message");
  g_free (line->message);
  line->message = g_strdup (message);
  return code;
}

/* Asks and waits for an answer of the @expected kind. */
int
jkk_dqlite_call (JkkDqlite *line, GByteArray *request, guint8 expected, GByteArray **answer)
{
  g_autoptr (GByteArray) owned = request;
  guint32 n_words = GUINT32_TO_LE ((owned->len - HEAD) / JKK_DQLITE_WORD);
  guint8 kind = 0;

  if (line->fd < 0)
    return JKK_DQLITE_LOST;
  memcpy (owned->data, &n_words, sizeof n_words);
  if (!send_all (line->fd, owned->data, owned->len))
    return jkk_dqlite_lose (line, g_strerror (errno));
  g_autoptr (GByteArray) body = receive (line->fd, &kind);
  if (body == NULL)
    return jkk_dqlite_lose (line, "the engine has closed the line");
  if (kind == RESPONSE_FAILURE)
    return take_failure (line, body);
  if (kind != expected)
    return jkk_dqlite_lose (line, "an answer that was not expected");
  if (answer != NULL)
    *answer = g_steal_pointer (&body);
  return SQLITE_OK;
}

/**
 * jkk_dqlite_over:
 * @fd: (transfer full): a socket that leads to an engine, or -1
 *
 * Returns: (transfer full): a line to it; one that could not be made says so at its first use
 */
JkkDqlite *
jkk_dqlite_over (int fd)
{
  JkkDqlite *line = g_new0 (JkkDqlite, 1);
  struct timeval patience = { .tv_sec = PATIENCE_SECONDS };
  guint64 protocol = GUINT64_TO_LE (PROTOCOL);

  line->fd = fd;
  if (fd < 0 || setsockopt (fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) != 0 ||
      !send_all (fd, (const guint8 *) &protocol, sizeof protocol))
    jkk_dqlite_lose (line, g_strerror (errno));
  return line;
}

/**
 * jkk_dqlite_connect:
 * @name: “@” and the abstract name under which the engine of this process listens
 *
 * Returns: (transfer full): a line to it, as jkk_dqlite_over()
 */
JkkDqlite *
jkk_dqlite_connect (const char *name)
{
  struct sockaddr_un place = { .sun_family = AF_UNIX };
  gsize length = g_strlcpy (place.sun_path, name, sizeof place.sun_path);
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  place.sun_path[0] = '\0';
  if (fd >= 0 &&
      (length >= sizeof place.sun_path ||
       connect (fd, (struct sockaddr *) &place, (socklen_t) (offsetof (struct sockaddr_un, sun_path) + length)) != 0))
    {
      close (fd);
      fd = -1;
    }
  return jkk_dqlite_over (fd);
}

/**
 * jkk_dqlite_close:
 * @line: (transfer full): a line; the engine takes back what was not committed over it
 */
void
jkk_dqlite_close (JkkDqlite *line)
{
  if (line->fd >= 0)
    close (line->fd);
  g_free (line->message);
  g_free (line);
}

/**
 * jkk_dqlite_message:
 * @line: a line
 *
 * Returns: (nullable): what the engine said of the last failure
 */
const char *
jkk_dqlite_message (JkkDqlite *line)
{
  return line->message;
}

/* ---- Statements -------------------------------------------------------------------------------------------------- */

/**
 * jkk_dqlite_open:
 * @line: a line to the engine that leads
 * @name: of the store; made when it is not there
 *
 * Returns: a code; from now on statements run in it
 */
int
jkk_dqlite_open (JkkDqlite *line, const char *name)
{
  GByteArray *request = jkk_dqlite_request (REQUEST_OPEN);
  g_autoptr (GByteArray) answer = NULL;

  jkk_dqlite_put_text (request, name);
  jkk_dqlite_put_word (request, 0);
  jkk_dqlite_put_text (request, "");
  int code = jkk_dqlite_call (line, request, RESPONSE_DB, &answer);
  if (code != SQLITE_OK)
    return code;

  JkkDqliteReader reader = { answer, 0, FALSE };
  line->store = (guint32) jkk_dqlite_take_word (&reader);
  return reader.is_broken ? jkk_dqlite_lose (line, "not a message") : SQLITE_OK;
}

/**
 * jkk_dqlite_prepare:
 * @line: a line with an open store
 * @sql: one statement
 * @statement: (out): its number on this line
 *
 * Returns: a code
 */
int
jkk_dqlite_prepare (JkkDqlite *line, const char *sql, guint32 *statement)
{
  GByteArray *request = jkk_dqlite_request (REQUEST_PREPARE);
  g_autoptr (GByteArray) answer = NULL;

  jkk_dqlite_put_word (request, line->store);
  jkk_dqlite_put_text (request, sql);
  int code = jkk_dqlite_call (line, request, RESPONSE_STATEMENT, &answer);
  if (code != SQLITE_OK)
    return code;

  JkkDqliteReader reader = { answer, 0, FALSE };
  *statement = (guint32) (jkk_dqlite_take_word (&reader) >> 32);
  return reader.is_broken ? jkk_dqlite_lose (line, "not a message") : SQLITE_OK;
}

static int
call_exec (JkkDqlite *line, GByteArray *request, gint64 *n_changed)
{
  g_autoptr (GByteArray) answer = NULL;
  int code = jkk_dqlite_call (line, request, RESPONSE_RESULT, &answer);

  if (code != SQLITE_OK)
    return code;

  JkkDqliteReader reader = { answer, 0, FALSE };
  jkk_dqlite_take_word (&reader);
  guint64 changed = jkk_dqlite_take_word (&reader);
  if (n_changed != NULL)
    *n_changed = (gint64) changed;
  return reader.is_broken ? jkk_dqlite_lose (line, "not a message") : SQLITE_OK;
}

/**
 * jkk_dqlite_exec:
 * @line: a line with an open store
 * @statement: number of a statement that yields no rows
 * @values: its values
 * @n_values: how many, 255 at most
 * @n_changed: (out) (optional): how many rows it wrote
 *
 * Returns: a code
 */
int
jkk_dqlite_exec (JkkDqlite *line, guint32 statement, const JkkDqliteValue *values, guint n_values, gint64 *n_changed)
{
  GByteArray *request = jkk_dqlite_request (REQUEST_EXEC);

  put_pair (request, line->store, statement);
  put_values (request, values, n_values);
  return call_exec (line, request, n_changed);
}

/**
 * jkk_dqlite_exec_sql:
 * @line: a line with an open store
 * @sql: statements that yield no rows
 * @values: those of the first one
 * @n_values: how many, 255 at most
 *
 * Returns: a code
 */
int
jkk_dqlite_exec_sql (JkkDqlite *line, const char *sql, const JkkDqliteValue *values, guint n_values)
{
  GByteArray *request = jkk_dqlite_request (REQUEST_EXEC_SQL);

  jkk_dqlite_put_word (request, line->store);
  jkk_dqlite_put_text (request, sql);
  put_values (request, values, n_values);
  return call_exec (line, request, NULL);
}

static gboolean
has_more (GByteArray *message)
{
  guint64 last = 0;

  if (message->len >= JKK_DQLITE_WORD)
    memcpy (&last, message->data + message->len - JKK_DQLITE_WORD, JKK_DQLITE_WORD);
  return GUINT64_FROM_LE (last) == JKK_DQLITE_END_OF_MESSAGE;
}

/* The engine sends all rows without being asked again, message after message. */
static int
call_query (JkkDqlite *line, GByteArray *request, JkkDqliteRows **rows)
{
  g_autoptr (JkkDqliteRows) all = g_new0 (JkkDqliteRows, 1);
  g_autoptr (GByteArray) first = NULL;
  int code = jkk_dqlite_call (line, request, RESPONSE_ROWS, &first);

  all->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  if (code != SQLITE_OK)
    return code;
  g_ptr_array_add (all->messages, g_steal_pointer (&first));
  while (has_more (g_ptr_array_index (all->messages, all->messages->len - 1)))
    {
      guint8 kind = 0;
      g_autoptr (GByteArray) next = receive (line->fd, &kind);

      if (next == NULL || (kind != RESPONSE_ROWS && kind != RESPONSE_FAILURE))
        return jkk_dqlite_lose (line, "the engine has closed the line");
      if (kind == RESPONSE_FAILURE)
        return take_failure (line, next);
      g_ptr_array_add (all->messages, g_steal_pointer (&next));
    }
  *rows = g_steal_pointer (&all);
  return SQLITE_OK;
}

/**
 * jkk_dqlite_query:
 * @line: a line with an open store
 * @statement: number of a statement that only reads
 * @values: its values
 * @n_values: how many, 255 at most
 * @rows: (out) (transfer full): what it yields
 *
 * Returns: a code
 */
int
jkk_dqlite_query (
    JkkDqlite *line, guint32 statement, const JkkDqliteValue *values, guint n_values, JkkDqliteRows **rows)
{
  GByteArray *request = jkk_dqlite_request (REQUEST_QUERY);

  put_pair (request, line->store, statement);
  put_values (request, values, n_values);
  return call_query (line, request, rows);
}

/**
 * jkk_dqlite_query_number:
 * @line: a line with an open store
 * @sql: a statement that yields one number
 * @number: (out): it
 *
 * Returns: a code
 */
int
jkk_dqlite_query_number (JkkDqlite *line, const char *sql, gint64 *number)
{
  GByteArray *request = jkk_dqlite_request (REQUEST_QUERY_SQL);
  g_autoptr (JkkDqliteRows) rows = NULL;
  gboolean is_broken = FALSE;

  jkk_dqlite_put_word (request, line->store);
  jkk_dqlite_put_text (request, sql);
  int code = call_query (line, request, &rows);
  if (code != SQLITE_OK)
    return code;
  if (!jkk_dqlite_rows_next (rows, &is_broken) || rows->n_columns < 1 || rows->row[0].kind != JKK_DQLITE_INTEGER)
    return jkk_dqlite_lose (line, "no number");
  *number = rows->row[0].number;
  return SQLITE_OK;
}
