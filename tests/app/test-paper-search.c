#include "jkk-paper-search.h"

#include <string.h>

/* Looking for a text, on a paper of three pages that says "nama" twice on the first and once on the third. */

static const JkkPaperHit known[] = { { 0, 10, 10, 20, 8 }, { 0, 10, 30, 20, 8 }, { 2, 10, 10, 20, 8 } };

static void
find_async (
    gpointer paper, const char *text, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (JkkPaperHit));

  if (strcmp (text, "nama") == 0)
    g_array_append_vals (hits, known, G_N_ELEMENTS (known));
  g_task_return_pointer (task, hits, (GDestroyNotify) g_array_unref);
}

static GArray *
find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static const JkkPaperSource source = { .find_async = find_async, .find_finish = find_finish };
static const JkkPaperSource mute = { 0 };
static int paper;

static void
found_cb (JkkPaperSearch *search, guint *n_found)
{
  (*n_found)++;
}

static JkkPaperSearch *
search_new (guint *n_found)
{
  JkkPaperSearch *search = jkk_paper_search_new ();

  g_signal_connect (search, "found", G_CALLBACK (found_cb), n_found);
  return search;
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
assert_says (JkkPaperSearch *search, const char *expected)
{
  g_autofree char *text = jkk_paper_search_describe (search);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_places_are_walked_through_in_a_ring (void)
{
  guint n_found = 0;
  g_autoptr (JkkPaperSearch) search = search_new (&n_found);

  jkk_paper_search_run (search, &source, &paper, " nama ", 0);
  settle ();
  g_assert_cmpuint (n_found, ==, 1);
  assert_says (search, "1 of 3");
  jkk_paper_search_step (search, 1);
  jkk_paper_search_step (search, 1);
  assert_says (search, "3 of 3");
  jkk_paper_search_step (search, 1);
  assert_says (search, "1 of 3");
  jkk_paper_search_step (search, -1);
  assert_says (search, "3 of 3");
}

static void
test_looking_begins_on_the_page_that_is_seen (void)
{
  guint n_found = 0;
  g_autoptr (JkkPaperSearch) search = search_new (&n_found);

  jkk_paper_search_run (search, &source, &paper, "nama", 1);
  settle ();
  g_assert_cmpuint (jkk_paper_search_get_current (search), ==, 2);
}

/* The paper follows what is typed; who looks at the second place goes on looking at it. */
static void
test_on_a_later_state_of_the_paper_the_place_stays (void)
{
  guint n_found = 0;
  g_autoptr (JkkPaperSearch) search = search_new (&n_found);

  jkk_paper_search_run (search, &source, &paper, "nama", 0);
  settle ();
  jkk_paper_search_step (search, 1);
  jkk_paper_search_run (search, &source, &paper, "nama", 0);
  settle ();
  g_assert_cmpuint (jkk_paper_search_get_current (search), ==, 1);
  jkk_paper_search_run (search, &source, &paper, "namanya", 0);
  settle ();
  jkk_paper_search_run (search, &source, &paper, "nama", 0);
  settle ();
  g_assert_cmpuint (jkk_paper_search_get_current (search), ==, 0);
}

static void
test_what_stands_nowhere_is_said (void)
{
  guint n_found = 0;
  g_autoptr (JkkPaperSearch) search = search_new (&n_found);

  jkk_paper_search_run (search, &source, &paper, "alamat", 0);
  g_assert_false (jkk_paper_search_is_vain (search));
  settle ();
  g_assert_true (jkk_paper_search_is_vain (search));
  assert_says (search, "Not found");
  jkk_paper_search_step (search, 1);
  g_assert_cmpuint (jkk_paper_search_get_current (search), ==, 0);
}

static void
test_of_two_searches_the_later_one_counts (void)
{
  guint n_found = 0;
  g_autoptr (JkkPaperSearch) search = search_new (&n_found);

  jkk_paper_search_run (search, &source, &paper, "nam", 0);
  jkk_paper_search_run (search, &source, &paper, "nama", 0);
  settle ();
  g_assert_cmpuint (n_found, ==, 1);
  assert_says (search, "1 of 3");
}

static void
test_nothing_is_looked_for_without_a_text_or_a_paper (void)
{
  guint n_found = 0;
  g_autoptr (JkkPaperSearch) search = search_new (&n_found);

  jkk_paper_search_run (search, &source, &paper, "  ", 0);
  jkk_paper_search_run (search, &source, NULL, "nama", 0);
  jkk_paper_search_run (search, &mute, &paper, "nama", 0);
  g_assert_cmpuint (n_found, ==, 3);
  g_assert_null (jkk_paper_search_get_hits (search));
  g_assert_false (jkk_paper_search_is_vain (search));
  assert_says (search, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/paper-search/" path, function)
  ADD ("places-are-walked-through-in-a-ring", test_places_are_walked_through_in_a_ring);
  ADD ("looking-begins-on-the-page-that-is-seen", test_looking_begins_on_the_page_that_is_seen);
  ADD ("on-a-later-state-of-the-paper-the-place-stays", test_on_a_later_state_of_the_paper_the_place_stays);
  ADD ("what-stands-nowhere-is-said", test_what_stands_nowhere_is_said);
  ADD ("of-two-searches-the-later-one-counts", test_of_two_searches_the_later_one_counts);
  ADD ("nothing-is-looked-for-without-a-text-or-a-paper", test_nothing_is_looked_for_without_a_text_or_a_paper);
  return g_test_run ();
}
