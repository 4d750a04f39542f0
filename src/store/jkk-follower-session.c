#include "jkk-db-session.h"

#include "jkk-db-copy.h"
#include "jkk-db-private.h"
#include "jkk-document-store.h"
#include "jkk-file-out.h"
#include "jkk-frame.h"
#include "jkk-stream.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* So much goes over the line at once. */
#define CHANGES_AT_ONCE (8 * 1024 * 1024)
#define COPY_AT_ONCE (1024 * 1024)

/* Nothing that is asked here is longer. */
#define LONGEST_QUESTION 8192

/* When nothing changes, this often is said so: both ends then know that the other is there. */
#define HEARTBEAT (G_TIME_SPAN_SECOND)

/* Another program may have written into the file: so often it is looked. */
#define LOOK_EVERY (G_TIME_SPAN_SECOND / 4)

#define WRITER_PATIENCE (20 * G_TIME_SPAN_SECOND)

/* What lies between who follows and the file. */
typedef struct
{
  const JkkSession *session;
  JkkDb *db;
  gboolean is_over;
} Serving;

static gboolean
reply (Serving *serving, GByteArray *frame)
{
  return jkk_frame_send (g_io_stream_get_output_stream (serving->session->stream), frame, serving->session->cancellable,
                         NULL);
}

static gboolean
reply_fail (Serving *serving, int code, const char *detail)
{
  GByteArray *frame = jkk_frame_start (JKK_FRAME_FAIL);

  jkk_frame_add_number (frame, code);
  jkk_frame_add_number (frame, FALSE);
  jkk_frame_add_text (frame, detail);
  return reply (serving, frame);
}

static gboolean
reply_strange (Serving *serving)
{
  serving->is_over = TRUE;
  return reply_fail (serving, JKK_DB_STRANGE, NULL);
}

/* Statements do not matter here, and a copy may be of an older schema: only the protocol counts. */
static gboolean
greet (Serving *serving, JkkFrame *frame)
{
  gint64 protocol = jkk_frame_take_number (frame);
  g_autoptr (GError) error = NULL;

  if (protocol != JKK_FRAME_PROTOCOL)
    {
      serving->is_over = TRUE;
      return reply_fail (serving, JKK_DB_OTHER_VERSION, JKK_VERSION);
    }
  serving->db = jkk_db_open (serving->session->address, JKK_DB_DEFAULT, &error);
  if (serving->db == NULL)
    {
      serving->is_over = TRUE;
      return reply_fail (serving, JKK_DB_SAID, error->message);
    }
  GByteArray *answer = jkk_frame_start (JKK_FRAME_OK);
  jkk_frame_add_text (answer, JKK_VERSION);
  jkk_frame_add_number (answer, serving->session->house->epoch);
  return reply (serving, answer);
}

/* ---- Changes ----------------------------------------------------------------------------------------------------- */

static void
add_change (GByteArray *frame, const JkkStreamChange *change)
{
  jkk_frame_add_number (frame, change->number);
  jkk_frame_add_number (frame, change->time);
  jkk_frame_add_number (frame, change->sequence);
  jkk_frame_add_text (frame, change->head);
  jkk_frame_add_number (frame, change->bytes);
  jkk_frame_add_text (frame, change->hash);
  jkk_frame_add_bytes (frame, change->changes);
}

/* The list of desks, when it is not the one that the other end has. */
static char *
read_roster (Serving *serving, const char *print)
{
  g_autofree char *text = NULL;

  if (serving->session->kind != JKK_SESSION_STAND_BY ||
      !g_file_get_contents (serving->session->house->roster, &text, NULL, NULL))
    return NULL;
  g_autofree char *own = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  return g_strcmp0 (own, print) != 0 ? g_steal_pointer (&text) : NULL;
}

/* @changes: (nullable): %NULL: a whole copy is needed */
static gboolean
reply_changes (Serving *serving, GPtrArray *changes, const char *roster)
{
  GByteArray *answer = jkk_frame_start (JKK_FRAME_CHANGES);

  jkk_frame_add_number (answer, serving->session->house->epoch);
  jkk_frame_add_text (answer, roster);
  jkk_frame_add_number (answer, changes != NULL ? (gint64) changes->len : -1);
  for (guint i = 0; changes != NULL && i < changes->len; i++)
    add_change (answer, changes->pdata[i]);
  return reply (serving, answer);
}

/* From the first time that somebody follows, changes are told. */
static gboolean
start_stream (Serving *serving)
{
  if (!jkk_writers_enter (serving->session->writers, WRITER_PATIENCE))
    return FALSE;
  gboolean started = jkk_stream_start (serving->db, NULL);
  jkk_writers_leave (serving->session->writers);
  return started;
}

static GPtrArray *
wait_for_changes (Serving *serving, gint64 number, const char *hash, gboolean in_haste, GError **error)
{
  JkkFollowers *followers = serving->session->house->followers;
  gint64 until = g_get_monotonic_time () + HEARTBEAT;

  for (;;)
    {
      guint64 seen = jkk_followers_count (followers);
      g_autoptr (GPtrArray) changes = jkk_stream_after (serving->db, number, hash, CHANGES_AT_ONCE, error);

      if (changes == NULL)
        return NULL;
      jkk_followers_note (followers, serving->session->name, serving->session->kind == JKK_SESSION_STAND_BY, number,
                          changes->len == 0);
      if (changes->len > 0 || in_haste || g_get_monotonic_time () >= until ||
          g_cancellable_is_cancelled (serving->session->cancellable))
        return g_steal_pointer (&changes);
      jkk_followers_wait (followers, seen, LOOK_EVERY);
    }
}

/* Copies that were made for this one are of no use once it follows, or wants another. */
static void
remove_copies (Serving *serving)
{
  g_autofree char *folder = g_path_get_dirname (serving->session->address);
  g_autofree char *base = g_path_get_basename (serving->session->address);
  g_autofree char *prefix = g_strdup_printf ("%s.copy-%s-", base, serving->session->name);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix) && strchr (name + strlen (prefix), '-') == NULL)
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
      }
}

static gboolean
follow (Serving *serving, JkkFrame *frame)
{
  gint64 number = jkk_frame_take_number (frame);
  const char *hash = jkk_frame_take_text (frame);
  const char *print = jkk_frame_take_text (frame);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  if (frame->is_broken)
    return reply_strange (serving);
  g_autofree char *roster = read_roster (serving, print);
  if (hash != NULL)
    changes = wait_for_changes (serving, number, hash, roster != NULL, &error);
  if (error != NULL && !g_error_matches (error, JKK_ERROR, JKK_ERROR_CONFLICT))
    return reply_fail (serving, JKK_DB_SAID, error->message);
  if (changes == NULL && !start_stream (serving))
    return reply_fail (serving, SQLITE_BUSY, NULL);
  if (changes != NULL)
    remove_copies (serving);
  return reply_changes (serving, changes, roster);
}

/* ---- A whole copy ------------------------------------------------------------------------------------------------ */

static char *
find_copy (Serving *serving, const char *id)
{
  gsize n_letters = strspn (id, "0123456789abcdef");

  return n_letters == 0 || id[n_letters] != '\0'
             ? NULL
             : g_strdup_printf ("%s.copy-%s-%s", serving->session->address, serving->session->name, id);
}

static char *
make_copy (Serving *serving, char **path, GError **error)
{
  g_autofree char *id = g_strdup_printf ("%08x%08x", g_random_int (), g_random_int ());

  remove_copies (serving);
  *path = find_copy (serving, id);
  return start_stream (serving) && jkk_db_copy (serving->db, *path, error) ? g_steal_pointer (&id) : NULL;
}

/* The piece from @offset on; the last one with the hash of the whole. */
static gboolean
reply_piece (Serving *serving, const char *id, const char *path, gint64 offset)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC);
  g_autofree guint8 *bytes = g_malloc (COPY_AT_ONCE);
  GByteArray *answer;
  gint64 size = fd >= 0 ? (gint64) lseek (fd, 0, SEEK_END) : -1;
  gssize n_read = fd >= 0 ? pread (fd, bytes, COPY_AT_ONCE, offset) : -1;

  if (n_read >= 0)
    {
      g_autofree char *hash = offset + n_read >= size ? jkk_file_out_hash (path) : NULL;
      g_autoptr (GBytes) piece = g_bytes_new (bytes, (gsize) n_read);

      answer = jkk_frame_start (JKK_FRAME_OK);
      jkk_frame_add_text (answer, id);
      jkk_frame_add_number (answer, size);
      jkk_frame_add_text (answer, hash);
      jkk_frame_add_bytes (answer, piece);
    }
  if (fd >= 0)
    g_close (fd, NULL);
  return n_read >= 0 ? reply (serving, answer) : reply_fail (serving, SQLITE_IOERR, NULL);
}

static gboolean
copy (Serving *serving, JkkFrame *frame)
{
  const char *given = jkk_frame_take_text (frame);
  gint64 offset = jkk_frame_take_number (frame);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *id = NULL;

  if (frame->is_broken || offset < 0 || (given != NULL && (path = find_copy (serving, given)) == NULL))
    return reply_strange (serving);
  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return reply_piece (serving, given, path, offset);
  g_clear_pointer (&path, g_free);
  id = make_copy (serving, &path, &error);
  if (id == NULL)
    return error != NULL ? reply_fail (serving, JKK_DB_SAID, error->message) : reply_fail (serving, SQLITE_BUSY, NULL);
  return reply_piece (serving, id, path, 0);
}

/* ---- Documents --------------------------------------------------------------------------------------------------- */

static gboolean
names (Serving *serving, JkkFrame *frame)
{
  const char *first = jkk_frame_take_text (frame);
  g_autofree char *beside = jkk_db_get_folder (serving->db);

  if (first == NULL)
    return reply_strange (serving);
  g_autofree char *list = jkk_document_store_names (beside, first);
  GByteArray *answer = jkk_frame_start (JKK_FRAME_OK);
  jkk_frame_add_text (answer, list);
  return reply (serving, answer);
}

static gboolean
get_document (Serving *serving, JkkFrame *frame)
{
  const char *sha256 = jkk_frame_take_text (frame);
  g_autoptr (GBytes) bytes = sha256 != NULL ? jkk_document_store_get (serving->db, sha256, NULL) : NULL;

  if (sha256 == NULL)
    return reply_strange (serving);
  if (bytes == NULL)
    return reply_fail (serving, JKK_DB_MISSING, NULL);
  GByteArray *answer = jkk_frame_start (JKK_FRAME_OK);
  jkk_frame_add_bytes (answer, bytes);
  return reply (serving, answer);
}

/* ---- The session ------------------------------------------------------------------------------------------------- */

/* The stand-by serves from now on: here no desk writes any more, and what is the last change does not change. */
static gboolean
retire (Serving *serving, JkkFrame *frame)
{
  gint64 epoch = jkk_frame_take_number (frame);
  JkkSessionHouse *house = serving->session->house;

  if (frame->is_broken || serving->session->kind != JKK_SESSION_STAND_BY || epoch <= house->epoch)
    return reply_strange (serving);
  house->supersede (epoch, house->data);
  g_autoptr (JkkStreamChange) last = start_stream (serving) ? jkk_stream_last (serving->db, NULL) : NULL;
  if (last == NULL)
    return reply_fail (serving, SQLITE_BUSY, NULL);
  GByteArray *answer = jkk_frame_start (JKK_FRAME_OK);
  jkk_frame_add_number (answer, last->number);
  return reply (serving, answer);
}

static gboolean
answer (Serving *serving, JkkFrame *frame)
{
  gboolean sees_documents = serving->session->kind == JKK_SESSION_STAND_BY;

  if ((serving->db != NULL) == (frame->kind == JKK_FRAME_HELLO))
    return reply_strange (serving);
  if (frame->kind == JKK_FRAME_HELLO)
    return greet (serving, frame);
  if (frame->kind == JKK_FRAME_FOLLOW)
    return follow (serving, frame);
  if (frame->kind == JKK_FRAME_COPY)
    return copy (serving, frame);
  if (frame->kind == JKK_FRAME_RETIRE)
    return retire (serving, frame);
  if (frame->kind == JKK_FRAME_NAMES && sees_documents)
    return names (serving, frame);
  return frame->kind == JKK_FRAME_GET && sees_documents ? get_document (serving, frame) : reply_strange (serving);
}

/**
 * jkk_follower_serve:
 * @session: a stand-by or a centre whose certificate has been checked
 *
 * Gives whole copies, changes and documents to who follows, until it hangs up. It can ask for nothing else, and writes
 * nothing. To be run on a thread of its own.
 */
void
jkk_follower_serve (const JkkSession *session)
{
  Serving serving = { .session = session };
  gboolean goes_on = TRUE;

  jkk_followers_come (session->house->followers, session->name, session->kind == JKK_SESSION_STAND_BY);
  if (session->barred)
    goes_on = reply_fail (&serving, JKK_DB_BARRED, NULL) && FALSE;
  while (goes_on && !serving.is_over)
    {
      g_autoptr (JkkFrame) frame = NULL;

      g_socket_set_timeout (session->line, serving.db != NULL ? 0 : session->quiet_seconds);
      frame = jkk_frame_receive (g_io_stream_get_input_stream (session->stream), LONGEST_QUESTION, session->cancellable,
                                 NULL);
      goes_on = frame != NULL && answer (&serving, frame);
    }
  jkk_followers_go (session->house->followers, session->name);
  g_clear_pointer (&serving.db, jkk_db_close);
}
