#include "jkk-writers.h"

/* The order in which five who came one after the other got their turn. */
typedef struct
{
  JkkWriters *writers;
  GMutex mutex;
  GString *order;
} Line;

typedef struct
{
  Line *line;
  char name;
  GTimeSpan patience;
} Person;

static gpointer
write_once (gpointer data)
{
  Person *person = data;
  gboolean entered = jkk_writers_enter (person->line->writers, person->patience);

  if (entered)
    {
      g_mutex_lock (&person->line->mutex);
      g_string_append_c (person->line->order, person->name);
      g_mutex_unlock (&person->line->mutex);
      jkk_writers_leave (person->line->writers);
    }
  return GINT_TO_POINTER (entered);
}

static void
stand_in_line (Person *people, guint n_people, GThread **threads)
{
  for (guint i = 0; i < n_people; i++)
    {
      threads[i] = g_thread_new ("person", write_once, &people[i]);
      /* The next comes when this one certainly waits. */
      g_usleep (50 * 1000);
    }
}

static void
test_who_came_first_writes_first (void)
{
  Line line = { .writers = jkk_writers_new (), .order = g_string_new (NULL) };
  Person people[5];
  GThread *threads[5];

  for (guint i = 0; i < 5; i++)
    people[i] = (Person){ &line, (char) ('a' + i), G_TIME_SPAN_MINUTE };
  g_assert_true (jkk_writers_enter (line.writers, 0));
  stand_in_line (people, 5, threads);
  jkk_writers_leave (line.writers);
  for (guint i = 0; i < 5; i++)
    g_assert_true (GPOINTER_TO_INT (g_thread_join (threads[i])));

  g_assert_cmpstr (line.order->str, ==, "abcde");
  g_string_free (line.order, TRUE);
  jkk_writers_free (line.writers);
}

static void
test_who_gives_up_stops_nobody (void)
{
  Line line = { .writers = jkk_writers_new (), .order = g_string_new (NULL) };
  Person people[2] = { { &line, 'a', G_TIME_SPAN_MILLISECOND }, { &line, 'b', G_TIME_SPAN_MINUTE } };
  GThread *threads[2];

  g_assert_true (jkk_writers_enter (line.writers, 0));
  stand_in_line (people, 2, threads);
  g_assert_false (GPOINTER_TO_INT (g_thread_join (threads[0])));
  jkk_writers_leave (line.writers);
  g_assert_true (GPOINTER_TO_INT (g_thread_join (threads[1])));

  g_assert_cmpstr (line.order->str, ==, "b");
  /* The next one as well. */
  g_assert_true (jkk_writers_enter (line.writers, 0));
  jkk_writers_leave (line.writers);
  g_string_free (line.order, TRUE);
  jkk_writers_free (line.writers);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/writers/who_came_first_writes_first", test_who_came_first_writes_first);
  g_test_add_func ("/store/writers/who_gives_up_stops_nobody", test_who_gives_up_stops_nobody);
  return g_test_run ();
}
