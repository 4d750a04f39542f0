#include "jkk-db-session.h"

#include "jkk-office-store.h"
#include "jkk-statement.h"
#include "line-fixture.h"
#include "store-fixture.h"

/* A desk that says what it likes, and the session that answers it, without the enciphered line between. */
typedef struct
{
  Fixture store;
  JkkWriters *writers;
  Line line;
  gboolean barred;
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
    .barred = visit->barred,
    .quiet_seconds = 1,
  };

  jkk_session_serve (&session);
  g_assert_true (g_io_stream_close (G_IO_STREAM (visit->line.node), NULL, NULL));
  return NULL;
}

static void
open_line (Visit *visit)
{
  line_open (&visit->line, serve, visit);
}

static void
visit_set_up (Visit *visit, gconstpointer data)
{
  fixture_set_up (&visit->store, NULL);
  visit->writers = jkk_writers_new ();
  open_line (visit);
}

static void
visit_tear_down (Visit *visit, gconstpointer data)
{
  line_hang_up (&visit->line);
  jkk_writers_free (visit->writers);
  fixture_tear_down (&visit->store, NULL);
}

static void
assert_answer (Visit *visit, GByteArray *question, JkkFrameKind kind)
{
  g_autoptr (JkkFrame) answer = line_ask (&visit->line, question);

  g_assert_nonnull (answer);
  g_assert_cmpint (answer->kind, ==, kind);
}

static void
assert_failure (Visit *visit, GByteArray *question, int code)
{
  g_autoptr (JkkFrame) answer = line_ask (&visit->line, question);

  g_assert_nonnull (answer);
  g_assert_cmpint (answer->kind, ==, JKK_FRAME_FAIL);
  g_assert_cmpint (jkk_frame_take_number (answer), ==, code);
}

/* After this nothing is said any more. */
static void
assert_end (Visit *visit)
{
  g_autoptr (JkkFrame) answer = line_hear (&visit->line);

  g_assert_null (answer);
}

static GByteArray *
hello (gint64 protocol, const char *print)
{
  GByteArray *frame = jkk_frame_start (JKK_FRAME_HELLO);

  jkk_frame_add_number (frame, protocol);
  jkk_frame_add_text (frame, print);
  jkk_frame_add_text (frame, JKK_VERSION);
  return frame;
}

static void
greet (Visit *visit)
{
  assert_answer (visit, hello (JKK_FRAME_PROTOCOL, jkk_statement_print ()), JKK_FRAME_OK);
}

static GByteArray *
begin (const char *write_id)
{
  GByteArray *frame = jkk_frame_start (JKK_FRAME_BEGIN);

  jkk_frame_add_number (frame, write_id != NULL);
  jkk_frame_add_text (frame, write_id);
  return frame;
}

static GByteArray *
run (gint64 query, gint64 statement, const char *first, const char *second)
{
  GByteArray *frame = jkk_frame_start (JKK_FRAME_RUN);
  guint n_values = second != NULL ? 2 : first != NULL ? 1 : 0;

  jkk_frame_add_number (frame, query);
  jkk_frame_add_number (frame, statement);
  jkk_frame_add_number (frame, n_values);
  if (first != NULL)
    jkk_frame_add_text (frame, first);
  if (second != NULL)
    jkk_frame_add_text (frame, second);
  return frame;
}

static GByteArray *
with_text (JkkFrameKind kind, const char *text)
{
  GByteArray *frame = jkk_frame_start (kind);

  jkk_frame_add_text (frame, text);
  return frame;
}

static gint64
ask_number (Visit *visit, GByteArray *question)
{
  g_autoptr (JkkFrame) answer = line_ask (&visit->line, question);

  g_assert_nonnull (answer);
  g_assert_cmpint (answer->kind, ==, JKK_FRAME_OK);
  return jkk_frame_take_number (answer);
}

static void
assert_office (Visit *visit, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *stored = jkk_office_store_get (visit->store.db, JKK_OFFICE_NAME, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (stored, ==, name);
}

static void
test_a_write_is_kept_and_known (Visit *visit, gconstpointer data)
{
  greet (visit);
  assert_answer (visit, begin ("tulis-1"), JKK_FRAME_OK);
  assert_answer (visit, run (1, JKK_SQL_OFFICE_SET, JKK_OFFICE_NAME, "Cabang Contoh"), JKK_FRAME_ROWS);
  assert_answer (visit, jkk_frame_start (JKK_FRAME_COMMIT), JKK_FRAME_OK);

  assert_office (visit, "Cabang Contoh");
  g_assert_cmpint (ask_number (visit, with_text (JKK_FRAME_KEPT, "tulis-1")), ==, 1);
  g_assert_cmpint (ask_number (visit, with_text (JKK_FRAME_KEPT, "tulis-2")), ==, 0);
}

static void
test_a_lost_line_takes_everything_back (Visit *visit, gconstpointer data)
{
  greet (visit);
  assert_answer (visit, begin ("tulis-1"), JKK_FRAME_OK);
  assert_answer (visit, run (1, JKK_SQL_OFFICE_SET, JKK_OFFICE_NAME, "Cabang Contoh"), JKK_FRAME_ROWS);
  line_hang_up (&visit->line);
  assert_office (visit, NULL);

  /* And the next may write. */
  open_line (visit);
  greet (visit);
  g_assert_cmpint (ask_number (visit, with_text (JKK_FRAME_KEPT, "tulis-1")), ==, 0);
  assert_answer (visit, begin ("tulis-2"), JKK_FRAME_OK);
}

/* A computer that was switched off, or whose cable was cut, holds the others up for a while only. */
static void
test_who_falls_silent_in_a_transaction_is_sent_away (Visit *visit, gconstpointer data)
{
  greet (visit);
  assert_answer (visit, begin ("tulis-1"), JKK_FRAME_OK);
  assert_answer (visit, run (1, JKK_SQL_OFFICE_SET, JKK_OFFICE_NAME, "Cabang Contoh"), JKK_FRAME_ROWS);

  g_autoptr (JkkFrame) goodbye = line_hear (&visit->line);
  g_assert_cmpint (goodbye->kind, ==, JKK_FRAME_FAIL);
  g_assert_cmpint (jkk_frame_take_number (goodbye), ==, JKK_DB_QUIET);
  assert_end (visit);
  assert_office (visit, NULL);
  g_assert_true (jkk_writers_enter (visit->writers, 0));
  jkk_writers_leave (visit->writers);
}

/* Outside a transaction nobody is held up: a desk may be silent overnight. */
static void
test_who_is_silent_outside_a_transaction_stays (Visit *visit, gconstpointer data)
{
  greet (visit);
  g_usleep (G_USEC_PER_SEC * 3 / 2);
  assert_answer (visit, jkk_frame_start (JKK_FRAME_VERSION), JKK_FRAME_OK);
}

static void
test_another_version_is_told_and_served_nothing (Visit *visit, gconstpointer data)
{
  assert_failure (visit, hello (JKK_FRAME_PROTOCOL, "00ff"), JKK_DB_OTHER_VERSION);
  assert_end (visit);
  line_hang_up (&visit->line);

  open_line (visit);
  assert_failure (visit, hello (JKK_FRAME_PROTOCOL + 1, jkk_statement_print ()), JKK_DB_OTHER_VERSION);
  assert_end (visit);
}

static void
test_nothing_is_said_to_who_does_not_greet (Visit *visit, gconstpointer data)
{
  assert_failure (visit, run (1, JKK_SQL_OFFICE_GET, JKK_OFFICE_NAME, NULL), JKK_DB_STRANGE);
  assert_end (visit);
}

static void
test_no_memory_goes_to_who_has_not_greeted (Visit *visit, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (100 * 1000, 'x');

  line_say (&visit->line, hello (JKK_FRAME_PROTOCOL, long_text));
  assert_end (visit);
}

static void
test_who_is_barred_is_told_so (Visit *visit, gconstpointer data)
{
  line_hang_up (&visit->line);
  visit->barred = TRUE;
  open_line (visit);

  g_autoptr (JkkFrame) answer = line_hear (&visit->line);
  g_assert_cmpint (jkk_frame_take_number (answer), ==, JKK_DB_BARRED);
  assert_end (visit);
}

/* There is no way to send SQL; what is left to a hostile desk is numbers and values. */
static void
test_only_registered_statements_run (Visit *visit, gconstpointer data)
{
  const gint64 numbers[] = { -1, jkk_statement_count (), G_MAXINT64, JKK_NONE };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      greet (visit);
      assert_failure (visit, run (1, numbers[i], "DROP TABLE journal", NULL), JKK_DB_STRANGE);
      assert_end (visit);
      line_hang_up (&visit->line);
      open_line (visit);
    }
}

static void
test_nothing_is_written_outside_a_transaction (Visit *visit, gconstpointer data)
{
  greet (visit);
  assert_failure (visit, run (1, JKK_SQL_OFFICE_SET, JKK_OFFICE_NAME, "Cabang Contoh"), JKK_DB_OUTSIDE);
  /* Nor in one that was begun for reading. */
  assert_answer (visit, begin (NULL), JKK_FRAME_OK);
  assert_failure (visit, run (2, JKK_SQL_OFFICE_SET, JKK_OFFICE_NAME, "Cabang Contoh"), JKK_DB_OUTSIDE);
  assert_answer (visit, jkk_frame_start (JKK_FRAME_COMMIT), JKK_FRAME_OK);
  assert_office (visit, NULL);
}

static GByteArray *
post (gint64 statement, const char *first, const char *second)
{
  GByteArray *frame = jkk_frame_start (JKK_FRAME_POST);

  jkk_frame_add_number (frame, statement);
  jkk_frame_add_number (frame, 2);
  jkk_frame_add_text (frame, first);
  jkk_frame_add_text (frame, second);
  return frame;
}

/* Nobody waits for it; and all that was said goes in one piece. */
static void
test_what_is_posted_is_kept (Visit *visit, gconstpointer data)
{
  GByteArray *pieces = g_byte_array_new ();

  greet (visit);
  assert_answer (visit, begin ("tulis-1"), JKK_FRAME_OK);
  jkk_frame_queue (pieces, post (JKK_SQL_OFFICE_SET, JKK_OFFICE_NAME, "Cabang Lama"));
  jkk_frame_queue (pieces, post (JKK_SQL_OFFICE_SET, JKK_OFFICE_NAME, "Cabang Contoh"));
  jkk_frame_queue (pieces, jkk_frame_start (JKK_FRAME_COMMIT));
  g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (visit->line.here)),
                                            pieces->data, pieces->len, NULL, NULL, NULL));
  g_byte_array_unref (pieces);
  g_autoptr (JkkFrame) answer = line_hear (&visit->line);
  g_assert_cmpint (answer->kind, ==, JKK_FRAME_OK);
  assert_office (visit, "Cabang Contoh");
}

/* What comes after it is not run, whatever it is, and nothing is kept. */
static void
test_a_posted_failure_answers_what_is_asked_next (Visit *visit, gconstpointer data)
{
  greet (visit);
  for (guint i = 0; i < 2; i++)
    {
      assert_answer (visit, begin ("tulis-1"), JKK_FRAME_OK);
      line_say (&visit->line, post (JKK_SQL_OFFICE_SET, JKK_OFFICE_NAME, "Cabang Lama"));
      line_say (&visit->line, post (JKK_SQL_OFFICE_SET, JKK_OFFICE_NAME, NULL));
      line_say (&visit->line, post (JKK_SQL_OFFICE_SET, JKK_OFFICE_NAME, "Cabang Contoh"));
      if (i == 1)
        assert_failure (visit, run (1, JKK_SQL_OFFICE_SET, JKK_OFFICE_NAME, "Cabang Lain"), SQLITE_CONSTRAINT_NOTNULL);
      assert_failure (visit, jkk_frame_start (JKK_FRAME_COMMIT), SQLITE_CONSTRAINT_NOTNULL);
      assert_office (visit, NULL);
    }
  /* It is over with the transaction. */
  assert_answer (visit, begin ("tulis-2"), JKK_FRAME_OK);
  line_say (&visit->line, post (JKK_SQL_OFFICE_SET, JKK_OFFICE_NAME, NULL));
  line_say (&visit->line, jkk_frame_start (JKK_FRAME_ROLLBACK));
  assert_answer (visit, begin ("tulis-3"), JKK_FRAME_OK);
  line_say (&visit->line, post (JKK_SQL_OFFICE_SET, JKK_OFFICE_NAME, "Cabang Contoh"));
  assert_answer (visit, jkk_frame_start (JKK_FRAME_COMMIT), JKK_FRAME_OK);
  assert_office (visit, "Cabang Contoh");
}

static void
test_nothing_is_posted_outside_a_transaction (Visit *visit, gconstpointer data)
{
  greet (visit);
  assert_answer (visit, begin (NULL), JKK_FRAME_OK);
  line_say (&visit->line, post (JKK_SQL_OFFICE_SET, JKK_OFFICE_NAME, "Cabang Contoh"));
  assert_failure (visit, jkk_frame_start (JKK_FRAME_COMMIT), JKK_DB_OUTSIDE);
  assert_office (visit, NULL);
  assert_failure (visit, post (JKK_SQL_OFFICE_SET, JKK_OFFICE_NAME, "Cabang Contoh"), JKK_DB_STRANGE);
  assert_end (visit);
  assert_office (visit, NULL);
}

static void
test_the_protocol_is_kept_or_the_line_ends (Visit *visit, gconstpointer data)
{
  GByteArray *wrong[8];
  guint n_wrong = 0;

  wrong[n_wrong++] = hello (JKK_FRAME_PROTOCOL, jkk_statement_print ()); /* once more */
  wrong[n_wrong++] = jkk_frame_start (JKK_FRAME_COMMIT);                 /* of what? */
  wrong[n_wrong++] = jkk_frame_start (JKK_FRAME_MORE);                   /* of what? */
  wrong[n_wrong++] = jkk_frame_start (JKK_FRAME_RUN);                    /* what? */
  wrong[n_wrong++] = jkk_frame_start (JKK_FRAME_BEGIN);                  /* to do what? */
  wrong[n_wrong++] = jkk_frame_start (JKK_FRAME_PUT);                    /* what? */
  wrong[n_wrong++] = jkk_frame_start (JKK_FRAME_ROWS);                   /* that is an answer */
  wrong[n_wrong++] = run (1, JKK_SQL_OFFICE_GET, "a", NULL);
  jkk_frame_add_number (wrong[n_wrong - 1], 7); /* one value too many */

  for (guint i = 0; i < n_wrong; i++)
    {
      greet (visit);
      assert_failure (visit, wrong[i], JKK_DB_STRANGE);
      assert_end (visit);
      line_hang_up (&visit->line);
      open_line (visit);
    }
}

static void
test_a_value_too_many_is_a_plain_failure (Visit *visit, gconstpointer data)
{
  greet (visit);
  assert_failure (visit, run (1, JKK_SQL_OFFICE_GET, "a", "b"), SQLITE_RANGE);
  assert_answer (visit, run (2, JKK_SQL_OFFICE_GET, "a", NULL), JKK_FRAME_ROWS);
}

static void
test_documents_go_both_ways (Visit *visit, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("sehelai kertas", 14);
  GByteArray *put = jkk_frame_start (JKK_FRAME_PUT);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  greet (visit);
  jkk_frame_add_bytes (put, bytes);
  g_autoptr (JkkFrame) kept = line_ask (&visit->line, put);
  g_assert_cmpstr (jkk_frame_take_text (kept), ==, sha256);
  g_assert_cmpint (ask_number (visit, with_text (JKK_FRAME_HAS, sha256)), ==, 1);

  g_autoptr (JkkFrame) answer = line_ask (&visit->line, with_text (JKK_FRAME_GET, sha256));
  g_autoptr (GBytes) back = jkk_frame_take_bytes (answer);
  g_assert_true (g_bytes_equal (bytes, back));
}

static void
test_no_other_file_can_be_asked_for (Visit *visit, gconstpointer data)
{
  static const char *const names[] = { "", "../santun.db", "/etc/passwd",
                                       "0000000000000000000000000000000000000000000000000000000000000000" };

  greet (visit);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      assert_failure (visit, with_text (JKK_FRAME_GET, names[i]), JKK_DB_MISSING);
      g_assert_cmpint (ask_number (visit, with_text (JKK_FRAME_HAS, names[i])), ==, 0);
    }
}

#define ADD(name) g_test_add ("/store/db-session/" #name, Visit, NULL, visit_set_up, test_##name, visit_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (a_write_is_kept_and_known);
  ADD (a_lost_line_takes_everything_back);
  ADD (who_falls_silent_in_a_transaction_is_sent_away);
  ADD (who_is_silent_outside_a_transaction_stays);
  ADD (another_version_is_told_and_served_nothing);
  ADD (nothing_is_said_to_who_does_not_greet);
  ADD (no_memory_goes_to_who_has_not_greeted);
  ADD (who_is_barred_is_told_so);
  ADD (only_registered_statements_run);
  ADD (nothing_is_written_outside_a_transaction);
  ADD (what_is_posted_is_kept);
  ADD (a_posted_failure_answers_what_is_asked_next);
  ADD (nothing_is_posted_outside_a_transaction);
  ADD (the_protocol_is_kept_or_the_line_ends);
  ADD (a_value_too_many_is_a_plain_failure);
  ADD (documents_go_both_ways);
  ADD (no_other_file_can_be_asked_for);
  return g_test_run ();
}
