#include "jkk-alarm.h"

#include <sys/socket.h>

typedef struct
{
  GSocket *ours;
  GSocket *theirs;
} Line;

static void
line_set_up (Line *line, gconstpointer data)
{
  int ends[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), ==, 0);
  line->ours = g_socket_new_from_fd (ends[0], NULL);
  line->theirs = g_socket_new_from_fd (ends[1], NULL);
}

static void
line_tear_down (Line *line, gconstpointer data)
{
  g_object_unref (line->ours);
  g_object_unref (line->theirs);
}

static gpointer
drip (gpointer data)
{
  while (g_socket_send (data, "x", 1, NULL, NULL) == 1)
    g_usleep (G_USEC_PER_SEC / 20);
  return NULL;
}

/* A waiting time of the socket alone would begin anew with each byte. */
static void
test_who_says_a_byte_now_and_then_is_cut_off (Line *line, gconstpointer data)
{
  GThread *dripping = g_thread_new ("drip", drip, line->theirs);
  char byte;

  g_socket_set_timeout (line->ours, 600);
  jkk_alarm_set (line->ours, 1);
  while (g_socket_receive (line->ours, &byte, 1, NULL, NULL) == 1)
    ;
  g_thread_join (dripping);
  jkk_alarm_clear (line->ours);
}

static void
test_a_cleared_alarm_does_not_ring (Line *line, gconstpointer data)
{
  g_autoptr (GSocket) other = g_object_ref (line->theirs);
  char byte;

  /* The other one rings after it would have, had it not been cleared. */
  jkk_alarm_set (line->ours, 1);
  jkk_alarm_clear (line->ours);
  jkk_alarm_set (line->ours, 600);
  jkk_alarm_clear (line->ours);
  g_usleep (G_USEC_PER_SEC * 3 / 2);
  g_assert_cmpint (g_socket_send (other, "x", 1, NULL, NULL), ==, 1);
  g_assert_cmpint (g_socket_receive (line->ours, &byte, 1, NULL, NULL), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/alarm/" #name, Line, NULL, line_set_up, test_##name, line_tear_down)
  ADD (who_says_a_byte_now_and_then_is_cut_off);
  ADD (a_cleared_alarm_does_not_ring);
  return g_test_run ();
}
