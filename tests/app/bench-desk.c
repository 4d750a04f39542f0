/* What a desk costs over a store, however large that is:
 *
 *   bench-desk STORE
 *
 * Prints milliseconds from the start of the program to the first list that a person sees, how many of them the
 * processor worked for it, milliseconds to the other end of the longest list, and kilobytes of memory after that.
 * bench-scale runs it over a small store and a large one. */
#include "jkk-list-page.h"
#include "jkk-test-window.h"

#include <stdio.h>
#include <string.h>

typedef struct
{
  JkkWindow *window;
  guint position;
  guint at_least;
} Line;

static JkkListPage *
list_of (JkkWindow *window)
{
  return JKK_LIST_PAGE (jkk_test_find_named (window, G_TYPE_NONE, "JkkListPage"));
}

/* The line is there with its texts, and in the list that was asked for. */
static gboolean
is_seen (gpointer data)
{
  Line *line = data;
  GListModel *model = G_LIST_MODEL (jkk_list_page_get_model (list_of (line->window)));
  guint n = g_list_model_get_n_items (model);

  if (n == 0 || n < line->at_least || !jkk_case_list_model_is_listed (JKK_CASE_LIST_MODEL (model)))
    return FALSE;
  g_autoptr (JkkCaseItem) item = g_list_model_get_item (model, line->position == G_MAXUINT ? n - 1 : line->position);
  return jkk_case_item_get_state (item) != NULL;
}

static void
press (JkkWindow *window, const char *action, guint position)
{
  GtkWidget *view = jkk_test_find_named (list_of (window), G_TYPE_NONE, "GtkColumnListView");

  if (view == NULL)
    view = jkk_test_find (list_of (window), GTK_TYPE_LIST_VIEW);
  g_assert_true (gtk_widget_activate_action (view, action, "u", position));
}

static guint64
memory_kb (void)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL));
  return g_ascii_strtoull (strstr (text, "\nPss:") + strlen ("\nPss:"), NULL, 10);
}

static double
milliseconds_since (gint64 begun)
{
  return (double) (g_get_monotonic_time () - begun) / 1000;
}

int
main (int argc, char *argv[])
{
  gint64 begun = g_get_monotonic_time ();
  JkkTestOffice office = { .folder = (char *) "/nowhere", .demo = argv[argc - 1], .own = argv[argc - 1] };
  char *name[] = { argv[0], NULL };
  char **arguments = name;
  int n_arguments = 1;

  if (argc != 2)
    return 2;
  jkk_test_init (&n_arguments, &arguments);
  g_unsetenv ("SANTUN_TODAY");
  JkkWindow *window = jkk_test_window_new (&office);
  Line line = { .window = window };
  jkk_window_start (window);
  jkk_test_sign_in (window, "sari");
  jkk_test_wait_for (is_seen, &line);
  double first = milliseconds_since (begun);

  g_action_group_activate_action (G_ACTION_GROUP (window), "queue", g_variant_new_uint32 (JKK_QUEUE_ALL));
  line.at_least = 300;
  jkk_test_wait_for (is_seen, &line);
  jkk_test_settle (300);
  gint64 pressed = g_get_monotonic_time ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (jkk_list_page_get_model (list_of (window))));
  press (window, "list.scroll-to-item", n - 1);
  line.position = G_MAXUINT;
  jkk_test_wait_for (is_seen, &line);
  double end = milliseconds_since (pressed);
  press (window, "list.scroll-to-item", n / 2);
  line.position = n / 2;
  jkk_test_wait_for (is_seen, &line);
  jkk_test_settle (300);
  printf ("%.1f %.1f %" G_GUINT64_FORMAT "\n", first, end, memory_kb ());
  jkk_test_window_close (window);
  return 0;
}
