#include "jkk-dqlite.h"

#include "jkk-db-private.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* What an engine says to a client, word by word; what the real one answers is tried in the suite “node”. */
typedef struct
{
  int engine;
  JkkDqlite *line;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  int ends[2];
  guint64 protocol = 0;

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), ==, 0);
  fixture->engine = ends[0];
  fixture->line = jkk_dqlite_over (ends[1]);
  g_assert_cmpint (recv (fixture->engine, &protocol, sizeof protocol, 0), ==, sizeof protocol);
  g_assert_cmpuint (GUINT64_FROM_LE (protocol), ==, 1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  jkk_dqlite_close (fixture->line);
  if (fixture->engine >= 0)
    close (fixture->engine);
}

/* An answer of the engine: it waits until it is asked. */
static void
say (Fixture *fixture, guint8 kind, const void *body, gsize length)
{
  guint8 head[8] = { (guint8) (length / 8), (guint8) (length / 8 / 256), 0, 0, kind };

  g_assert_cmpint (length % 8, ==, 0);
  g_assert_cmpint (send (fixture->engine, head, sizeof head, 0), ==, sizeof head);
  g_assert_cmpint (send (fixture->engine, body, length, 0), ==, (gssize) length);
}

static const guint64 one_row[] = {
  GUINT64_TO_LE (3),
  GUINT64_TO_LE ('a'),
  GUINT64_TO_LE ('b'),
  GUINT64_TO_LE ('c'),
  GUINT64_TO_LE (1 | 3 << 4 | 5 << 8),
  GUINT64_TO_LE (42),
  GUINT64_TO_LE (0x69),
  0,
};

static void
test_values_go_out_as_they_are (Fixture *fixture, gconstpointer data)
{
  const JkkDqliteValue values[] = { { .kind = JKK_DQLITE_INTEGER, .number = -2 },
                                    { .kind = JKK_DQLITE_TEXT, .text = "delapan." },
                                    { .kind = JKK_DQLITE_BYTES, .data = "abc", .length = 3 },
                                    { .kind = JKK_DQLITE_EMPTY } };
  static const guint8 expected[] = { 10,   0,    0,   0,   5,   0,   0,   0,   0,   0,    0,    0,    7,    0,    0,
                                     0,    4,    1,   3,   4,   5,   0,   0,   0,   0xfe, 0xff, 0xff, 0xff, 0xff, 0xff,
                                     0xff, 0xff, 'd', 'e', 'l', 'a', 'p', 'a', 'n', '.',  0,    0,    0,    0,    0,
                                     0,    0,    0,   3,   0,   0,   0,   0,   0,   0,    0,    'a',  'b',  'c',  0,
                                     0,    0,    0,   0,   0,   0,   0,   0,   0,   0,    0,    0 };
  const guint64 result[] = { GUINT64_TO_LE (9), GUINT64_TO_LE (2) };
  guint8 sent[128];
  gint64 n_changed = 0;

  say (fixture, 6, result, sizeof result);
  g_assert_cmpint (jkk_dqlite_exec (fixture->line, 7, values, G_N_ELEMENTS (values), &n_changed), ==, SQLITE_OK);
  g_assert_cmpint (n_changed, ==, 2);
  gssize n_sent = recv (fixture->engine, sent, sizeof sent, 0);
  g_assert_cmpmem (sent + 8, n_sent - 8, expected + 8, sizeof expected - 8);
  g_assert_cmpint (sent[4], ==, 5);
  g_assert_cmpint (sent[0], ==, (n_sent - 8) / 8);
}

static void
test_rows_come_over_several_messages (Fixture *fixture, gconstpointer data)
{
  guint64 first[G_N_ELEMENTS (one_row) + 1], last[G_N_ELEMENTS (one_row) + 1];
  g_autoptr (JkkDqliteRows) rows = NULL;
  gboolean is_broken = FALSE;

  memcpy (first, one_row, sizeof one_row);
  memcpy (last, one_row, sizeof one_row);
  memset (&first[G_N_ELEMENTS (one_row)], 0xee, 8);
  memset (&last[G_N_ELEMENTS (one_row)], 0xff, 8);
  say (fixture, 7, first, sizeof first);
  say (fixture, 7, last, sizeof last);
  g_assert_cmpint (jkk_dqlite_query (fixture->line, 1, NULL, 0, &rows), ==, SQLITE_OK);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (jkk_dqlite_rows_next (rows, &is_broken));
      g_assert_cmpint (rows->row[0].number, ==, 42);
      g_assert_cmpstr (rows->row[1].text, ==, "i");
      g_assert_cmpint (rows->row[2].kind, ==, JKK_DQLITE_EMPTY);
    }
  g_assert_false (jkk_dqlite_rows_next (rows, &is_broken));
  g_assert_false (is_broken);
}

/* Cut off anywhere, or with a kind of value that there is not, it is told and nothing is read that is not there. */
static void
test_rows_that_are_none_are_told (Fixture *fixture, gconstpointer data)
{
  for (gsize n_words = 0; n_words <= G_N_ELEMENTS (one_row) + 1; n_words++)
    {
      guint64 message[G_N_ELEMENTS (one_row) + 2];
      g_autoptr (JkkDqliteRows) rows = NULL;
      gboolean is_broken = FALSE;

      memcpy (message, one_row, sizeof one_row);
      if (n_words == G_N_ELEMENTS (one_row) + 1)
        message[4] = GUINT64_TO_LE (11);
      say (fixture, 7, message, MIN (n_words, G_N_ELEMENTS (one_row)) * 8);
      g_assert_cmpint (jkk_dqlite_query (fixture->line, 1, NULL, 0, &rows), ==, SQLITE_OK);
      while (jkk_dqlite_rows_next (rows, &is_broken))
        ;
      g_assert_true (is_broken);
    }
}

static void
test_a_refusal_leaves_the_line_as_it_is (Fixture *fixture, gconstpointer data)
{
  const guint64 refusal[] = { GUINT64_TO_LE (SQLITE_CONSTRAINT_TRIGGER), GUINT64_TO_LE (0x6c616e6966) };
  const guint64 result[] = { 0, 0 };

  say (fixture, 0, refusal, sizeof refusal);
  say (fixture, 6, result, sizeof result);
  g_assert_cmpint (jkk_dqlite_exec_sql (fixture->line, "DELETE FROM decision", NULL, 0), ==, SQLITE_CONSTRAINT_TRIGGER);
  g_assert_cmpstr (jkk_dqlite_message (fixture->line), ==, "final");
  g_assert_cmpint (jkk_dqlite_exec_sql (fixture->line, "ROLLBACK", NULL, 0), ==, SQLITE_OK);
}

/* Who does not lead cannot know what was kept: the line says nothing more. */
static void
test_an_engine_that_does_not_lead_is_lost (Fixture *fixture, gconstpointer data)
{
  const guint64 refusal[] = { GUINT64_TO_LE (SQLITE_IOERR | 41 << 8), GUINT64_TO_LE (0x74736f6c) };
  const guint64 result[] = { 0, 0 };

  say (fixture, 0, refusal, sizeof refusal);
  say (fixture, 6, result, sizeof result);
  g_assert_cmpint (jkk_dqlite_exec_sql (fixture->line, "COMMIT", NULL, 0), ==, JKK_DQLITE_LOST);
  g_assert_cmpint (jkk_dqlite_exec_sql (fixture->line, "COMMIT", NULL, 0), ==, JKK_DQLITE_LOST);
}

static void
test_an_engine_that_went_away_is_lost (Fixture *fixture, gconstpointer data)
{
  GPtrArray *members = NULL;

  close (fixture->engine);
  fixture->engine = -1;
  g_assert_cmpint (jkk_dqlite_members (fixture->line, &members), ==, JKK_DQLITE_LOST);
  g_assert_nonnull (jkk_dqlite_message (fixture->line));
  g_autoptr (JkkDqlite) none = jkk_dqlite_connect ("@santun-tidak-ada");
  g_assert_cmpint (jkk_dqlite_open (none, "santun"), ==, JKK_DQLITE_LOST);
}

static void
test_members_are_read (Fixture *fixture, gconstpointer data)
{
  const guint64 servers[] = { GUINT64_TO_LE (1), GUINT64_TO_LE (3), GUINT64_TO_LE (0x313a61), GUINT64_TO_LE (2) };
  g_autoptr (GPtrArray) members = NULL;

  say (fixture, 3, servers, sizeof servers);
  g_assert_cmpint (jkk_dqlite_members (fixture->line, &members), ==, SQLITE_OK);
  g_assert_cmpuint (members->len, ==, 1);
  const JkkDqliteMember *member = members->pdata[0];
  g_assert_cmpuint (member->id, ==, 3);
  g_assert_cmpstr (member->address, ==, "a:1");
  g_assert_cmpint (member->role, ==, JKK_DQLITE_SPARE);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/dqlite/values_go_out_as_they_are", test_values_go_out_as_they_are);
  ADD ("/store/dqlite/rows_come_over_several_messages", test_rows_come_over_several_messages);
  ADD ("/store/dqlite/rows_that_are_none_are_told", test_rows_that_are_none_are_told);
  ADD ("/store/dqlite/a_refusal_leaves_the_line_as_it_is", test_a_refusal_leaves_the_line_as_it_is);
  ADD ("/store/dqlite/an_engine_that_does_not_lead_is_lost", test_an_engine_that_does_not_lead_is_lost);
  ADD ("/store/dqlite/an_engine_that_went_away_is_lost", test_an_engine_that_went_away_is_lost);
  ADD ("/store/dqlite/members_are_read", test_members_are_read);
  return g_test_run ();
}
