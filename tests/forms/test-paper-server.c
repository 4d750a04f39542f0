#include "jkk-paper-server.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "jkk-pdf-form.h"
#include "sample-case.h"

typedef struct
{
  GBytes *bytes;
  int ends[2];
  int status;
  GThread *thread;
} Talk;

static gpointer
serve (gpointer data)
{
  Talk *talk = data;

  talk->status = jkk_paper_server_run (talk->bytes, talk->ends[1]);
  shutdown (talk->ends[1], SHUT_RDWR);
  return NULL;
}

static void
talk_start (Talk *talk, GBytes *bytes)
{
  talk->bytes = bytes;
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, talk->ends), ==, 0);
  talk->thread = g_thread_new ("server", serve, talk);
}

static void
talk_end (Talk *talk, int status)
{
  shutdown (talk->ends[0], SHUT_WR);
  g_thread_join (talk->thread);
  g_assert_cmpint (talk->status, ==, status);
  close (talk->ends[0]);
  close (talk->ends[1]);
}

static JkkWireAnswer
asked (Talk *talk, guint32 magic, guint32 verb, guint32 page, guint32 scale)
{
  const JkkWireRequest request = { magic, verb, page, scale };
  JkkWireAnswer answer = { 0 };
  char rest[4096];

  g_assert_cmpint (jkk_wire_send (talk->ends[0], &request, sizeof request), ==, JKK_WIRE_DONE);
  if (jkk_wire_receive (talk->ends[0], -1, -1, &answer, sizeof answer) != JKK_WIRE_DONE)
    return (JkkWireAnswer){ 0 };
  for (gsize left = answer.length; left > 0;)
    {
      gsize n = MIN (left, sizeof rest);

      g_assert_cmpint (jkk_wire_receive (talk->ends[0], -1, -1, rest, n), ==, JKK_WIRE_DONE);
      left -= n;
    }
  return answer;
}

static void
test_answers_each_question (void)
{
  g_autoptr (JkkCase) jcase = sample_case ();
  g_autoptr (GBytes) bytes = jkk_form_fill ("KK2", jcase, NULL, NULL, JKK_FORM_FILLABLE, NULL);
  Talk talk = { 0 };

  talk_start (&talk, bytes);
  JkkWireAnswer opened = asked (&talk, JKK_WIRE_MAGIC, JKK_WIRE_OPEN, 0, 0);
  g_assert_cmpuint (opened.status, ==, JKK_WIRE_OK);
  g_assert_cmpuint (opened.length, ==, 8 + strlen ("application/pdf") + 8 + 2 * 16);
  JkkWireAnswer picture = asked (&talk, JKK_WIRE_MAGIC, JKK_WIRE_RENDER, 1, JKK_WIRE_SCALE);
  g_assert_cmpuint (picture.status, ==, JKK_WIRE_OK);
  g_assert_cmpuint (picture.length, ==, 596 * 842 * 4);
  g_assert_cmpuint (asked (&talk, JKK_WIRE_MAGIC, JKK_WIRE_TEXT, 9, 0).status, ==, JKK_WIRE_NOT_UNDERSTOOD);
  g_assert_cmpuint (asked (&talk, JKK_WIRE_MAGIC, JKK_WIRE_RENDER, 0, G_MAXUINT32).status, ==, JKK_WIRE_TOO_LARGE);
  g_assert_cmpuint (asked (&talk, JKK_WIRE_MAGIC, 77, 0, 0).status, ==, JKK_WIRE_NOT_UNDERSTOOD);
  talk_end (&talk, 0);
}

static void
test_a_bad_file_has_one_answer (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("%PDF-1.7 broken", 15);
  Talk talk = { 0 };

  talk_start (&talk, bytes);
  g_assert_cmpuint (asked (&talk, JKK_WIRE_MAGIC, JKK_WIRE_OPEN, 0, 0).status, ==, JKK_WIRE_DAMAGED);
  g_assert_cmpuint (asked (&talk, JKK_WIRE_MAGIC, JKK_WIRE_RENDER, 0, 1).status, ==, JKK_WIRE_DAMAGED);
  talk_end (&talk, 0);
}

static void
test_nonsense_ends_it (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  Talk talk = { 0 };

  talk_start (&talk, bytes);
  g_assert_cmpuint (asked (&talk, 1, JKK_WIRE_OPEN, 0, 0).magic, ==, 0);
  talk_end (&talk, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper-server/answers-each-question", test_answers_each_question);
  g_test_add_func ("/paper-server/a-bad-file-has-one-answer", test_a_bad_file_has_one_answer);
  g_test_add_func ("/paper-server/nonsense-ends-it", test_nonsense_ends_it);
  return g_test_run ();
}
