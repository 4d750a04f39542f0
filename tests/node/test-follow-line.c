#include "jkk-follow-line.h"

#include "pair-home.h"

static JkkFollowLine *
open_with (Pair *pair, const char *key, GError **error)
{
  g_autofree char *path = g_build_filename (pair->folder, key, NULL);
  g_autofree char *office = g_build_filename (pair->folder, "office.pem", NULL);

  return jkk_follow_line_open (pair->home.address, path, office, NULL, error);
}

static void
test_a_follower_is_greeted (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkFollowLine) line = open_with (pair, "follower.pem", &error);

  g_assert_no_error (error);
  g_assert_cmpint (line->epoch, ==, 1);
}

/* It reads and cannot write: what desks may ask is refused to it. */
static void
test_a_follower_is_no_desk (Pair *pair, gconstpointer data)
{
  static const JkkFrameKind kinds[] = { JKK_FRAME_BEGIN, JKK_FRAME_RUN, JKK_FRAME_COMMIT, JKK_FRAME_PUT,
                                        JKK_FRAME_KEPT };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JkkFollowLine) line = open_with (pair, "follower.pem", NULL);

      g_assert_null (jkk_follow_line_ask (line, jkk_frame_start (kinds[i]), JKK_FRAME_OK, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
    }
}

/* The certificate of a server opens no line as a follower. */
static void
test_another_certificate_is_not_taken (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (open_with (pair, "node.pem", &error));
  g_assert_nonnull (error);
}

static void
test_when_nobody_answers_it_is_said (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&pair->home.node, jkk_node_stop);
  g_assert_null (open_with (pair, "follower.pem", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_AWAY);
}

#define ADD(name) g_test_add ("/node/follow-line/" #name, Pair, NULL, pair_set_up, test_##name, pair_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (a_follower_is_greeted);
  ADD (a_follower_is_no_desk);
  ADD (another_certificate_is_not_taken);
  ADD (when_nobody_answers_it_is_said);
  return g_test_run ();
}
