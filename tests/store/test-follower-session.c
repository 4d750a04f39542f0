#include "jkk-db-session.h"

#include "jkk-document-store.h"
#include "jkk-stream.h"
#include "line-fixture.h"
#include "store-fixture.h"

/* One that follows and says what it likes, without the enciphered line between. */
typedef struct
{
  Fixture store;
  JkkWriters *writers;
  JkkSessionHouse house;
  Line line;
  JkkSessionKind kind;
  gint64 superseded;
} Visit;

static gpointer
serve (gpointer data)
{
  Visit *visit = data;
  JkkSession session = {
    .address = visit->store.path,
    .writers = visit->writers,
    .line = g_socket_connection_get_socket (visit->line.node),
    .stream = G_IO_STREAM (visit->line.node),
    .kind = visit->kind,
    .name = "cadangan",
    .house = &visit->house,
    .quiet_seconds = 5,
  };

  jkk_follower_serve (&session);
  g_assert_true (g_io_stream_close (G_IO_STREAM (visit->line.node), NULL, NULL));
  return NULL;
}

static void
supersede (gint64 epoch, gpointer data)
{
  ((Visit *) data)->superseded = epoch;
}

static void
visit_set_up (Visit *visit, gconstpointer kind)
{
  fixture_set_up (&visit->store, NULL);
  visit->writers = jkk_writers_new ();
  visit->kind = GPOINTER_TO_UINT (kind);
  visit->house.epoch = 1;
  visit->house.roster = g_build_filename (visit->store.folder, "desks.conf", NULL);
  visit->house.followers = jkk_followers_new ();
  visit->house.supersede = supersede;
  visit->house.data = visit;
  line_open (&visit->line, serve, visit);
}

static void
visit_tear_down (Visit *visit, gconstpointer kind)
{
  line_hang_up (&visit->line);
  jkk_writers_free (visit->writers);
  jkk_followers_free (visit->house.followers);
  g_free (visit->house.roster);
  fixture_tear_down (&visit->store, NULL);
}

static JkkFrame *
ask (Visit *visit, GByteArray *frame, JkkFrameKind kind)
{
  JkkFrame *answer = line_ask (&visit->line, frame);

  g_assert_nonnull (answer);
  g_assert_cmpint (answer->kind, ==, kind);
  return answer;
}

static void
greet (Visit *visit)
{
  GByteArray *hello = jkk_frame_start (JKK_FRAME_HELLO);

  jkk_frame_add_number (hello, JKK_FRAME_PROTOCOL);
  g_autoptr (JkkFrame) answer = ask (visit, hello, JKK_FRAME_OK);
}

static GByteArray *
follow (gint64 number, const char *hash)
{
  GByteArray *frame = jkk_frame_start (JKK_FRAME_FOLLOW);

  jkk_frame_add_number (frame, number);
  jkk_frame_add_text (frame, hash);
  jkk_frame_add_text (frame, "");
  return frame;
}

static void
test_who_has_nothing_takes_a_copy (Visit *visit, gconstpointer kind)
{
  greet (visit);
  g_autoptr (JkkFrame) answer = ask (visit, follow (0, NULL), JKK_FRAME_CHANGES);
  g_assert_cmpint (jkk_frame_take_number (answer), ==, 1);
  g_assert_null (jkk_frame_take_text (answer));
  g_assert_cmpint (jkk_frame_take_number (answer), ==, -1);
  g_autoptr (JkkStreamChange) last = jkk_stream_last (visit->store.db, NULL);
  g_assert_nonnull (last);
}

/* Piece by piece, and after a break from where it was. */
static void
test_a_copy_goes_on_after_a_break (Visit *visit, gconstpointer kind)
{
  GByteArray *question = jkk_frame_start (JKK_FRAME_COPY);

  greet (visit);
  jkk_frame_add_text (question, NULL);
  jkk_frame_add_number (question, 0);
  g_autoptr (JkkFrame) first = ask (visit, question, JKK_FRAME_OK);
  const char *id = jkk_frame_take_text (first);
  gint64 size = jkk_frame_take_number (first);
  line_hang_up (&visit->line);
  line_open (&visit->line, serve, visit);
  greet (visit);

  question = jkk_frame_start (JKK_FRAME_COPY);
  jkk_frame_add_text (question, id);
  jkk_frame_add_number (question, size - 10);
  g_autoptr (JkkFrame) rest = ask (visit, question, JKK_FRAME_OK);
  g_assert_cmpstr (jkk_frame_take_text (rest), ==, id);
  g_assert_cmpint (jkk_frame_take_number (rest), ==, size);
  g_assert_nonnull (jkk_frame_take_text (rest));
  g_autoptr (GBytes) piece = jkk_frame_take_bytes (rest);
  g_assert_cmpuint (g_bytes_get_size (piece), ==, 10);
}

/* The id of a copy cannot name another file. */
static void
test_no_other_file_is_read (Visit *visit, gconstpointer kind)
{
  GByteArray *question = jkk_frame_start (JKK_FRAME_COPY);

  greet (visit);
  jkk_frame_add_text (question, "../santun.db");
  jkk_frame_add_number (question, 0);
  g_autoptr (JkkFrame) answer = ask (visit, question, JKK_FRAME_FAIL);
}

static void
test_a_stand_by_reads_documents (Visit *visit, gconstpointer kind)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("sehelai kertas", 14);
  g_autofree char *sha256 = jkk_document_store_put (visit->store.db, bytes, NULL);
  g_autofree char *first = g_strndup (sha256, 2);
  g_autofree char *line = g_strconcat (sha256, "\n", NULL);
  GByteArray *question = jkk_frame_start (JKK_FRAME_NAMES);

  greet (visit);
  jkk_frame_add_text (question, first);
  g_autoptr (JkkFrame) names = ask (visit, question, JKK_FRAME_OK);
  g_assert_cmpstr (jkk_frame_take_text (names), ==, line);
}

static void
test_the_centre_reads_no_documents (Visit *visit, gconstpointer kind)
{
  GByteArray *question = jkk_frame_start (JKK_FRAME_NAMES);

  greet (visit);
  jkk_frame_add_text (question, "00");
  g_autoptr (JkkFrame) answer = ask (visit, question, JKK_FRAME_FAIL);
}

static void
test_the_centre_retires_nobody (Visit *visit, gconstpointer kind)
{
  GByteArray *question = jkk_frame_start (JKK_FRAME_RETIRE);

  greet (visit);
  jkk_frame_add_number (question, 2);
  g_autoptr (JkkFrame) answer = ask (visit, question, JKK_FRAME_FAIL);
  g_assert_cmpint (visit->superseded, ==, 0);
}

static void
test_a_stand_by_retires_the_node (Visit *visit, gconstpointer kind)
{
  GByteArray *question = jkk_frame_start (JKK_FRAME_RETIRE);

  greet (visit);
  jkk_frame_add_number (question, 2);
  g_autoptr (JkkFrame) answer = ask (visit, question, JKK_FRAME_OK);
  g_assert_cmpint (jkk_frame_take_number (answer), ==, 1);
  g_assert_cmpint (visit->superseded, ==, 2);
}

#define ADD(name, kind)                                                                                                \
  g_test_add ("/store/follower-session/" #name, Visit, GUINT_TO_POINTER (kind), visit_set_up, test_##name,             \
              visit_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (who_has_nothing_takes_a_copy, JKK_SESSION_STAND_BY);
  ADD (a_copy_goes_on_after_a_break, JKK_SESSION_STAND_BY);
  ADD (no_other_file_is_read, JKK_SESSION_STAND_BY);
  ADD (a_stand_by_reads_documents, JKK_SESSION_STAND_BY);
  ADD (the_centre_reads_no_documents, JKK_SESSION_CENTRE);
  ADD (the_centre_retires_nobody, JKK_SESSION_CENTRE);
  ADD (a_stand_by_retires_the_node, JKK_SESSION_STAND_BY);
  return g_test_run ();
}
