#include "jkk-list-blocks.h"

/* A list as whoever shows it believes it to be: it follows what it is told and nothing else. */
typedef struct
{
  GPtrArray *blocks;
  GArray *shown;
  guint n_changes;
} Follower;

static GArray *
numbers (const char *text)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (const char *at = text; *at != '\0'; at++)
    {
      gint64 id = *at;

      g_array_append_val (ids, id);
    }
  return ids;
}

static void
changed_cb (guint position, guint removed, guint added, gpointer data)
{
  Follower *follower = data;

  follower->n_changes++;
  if (removed > 0)
    g_array_remove_range (follower->shown, position, removed);
  for (guint i = 0; i < added; i++)
    {
      gint64 id = jkk_list_blocks_id (follower->blocks, position + i);

      g_array_insert_val (follower->shown, position + i, id);
    }
  g_assert_cmpuint (jkk_list_blocks_total (follower->blocks), ==, follower->shown->len);
}

/* Returns how many times something changed; each case that stays must never have been taken away. */
static guint
exchange (const char *before, const char *after)
{
  const JkkCaseCursor start = { 0 };
  g_autoptr (GPtrArray) blocks = jkk_list_blocks_new ();
  g_autoptr (GArray) old = numbers (before);
  g_autoptr (GArray) new = numbers (after);
  g_autoptr (GArray) shown = numbers (before);
  Follower follower = { blocks, shown, 0 };

  jkk_list_blocks_add (blocks, 0, &start, old->len, old);
  jkk_list_blocks_exchange (blocks, 0, new, changed_cb, &follower);
  g_assert_cmpmem (shown->data, shown->len * sizeof (gint64), new->data, new->len * sizeof (gint64));
  g_assert_cmpuint (old->len, ==, strlen (before));
  return follower.n_changes;
}

static void
test_what_stays_is_left_alone (void)
{
  g_assert_cmpuint (exchange ("abcdef", "abcdef"), ==, 0);
  g_assert_cmpuint (exchange ("abcdef", "bcdef"), ==, 1);
  g_assert_cmpuint (exchange ("abcdef", "abcXdef"), ==, 1);
  g_assert_cmpuint (exchange ("abcdef", "bcdefa"), ==, 2);
  g_assert_cmpuint (exchange ("abcdef", "fabcde"), ==, 2);
  g_assert_cmpuint (exchange ("abcdef", "XbYdfZ"), >=, 3);
  g_assert_cmpuint (exchange ("abcdef", "uvwxyz"), ==, 1);
  g_assert_cmpuint (exchange ("abcdef", ""), ==, 1);
  g_assert_cmpuint (exchange ("", "abcdef"), ==, 1);
  g_assert_cmpuint (exchange ("", ""), ==, 0);
}

static void
test_any_change_is_followed (void)
{
  for (guint round = 0; round < 500; round++)
    {
      char before[31], after[31];
      guint n = (guint) g_test_rand_int_range (0, 30), m = (guint) g_test_rand_int_range (0, 30);
      g_autofree char *letters = g_strdup ("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

      for (char *text = before; text != NULL; text = text == before ? after : NULL)
        {
          for (guint i = 0; i < 30; i++)
            {
              guint k = (guint) g_test_rand_int_range ((gint32) i, 52);
              char letter = letters[i];

              letters[i] = letters[k];
              letters[k] = letter;
            }
          memcpy (text, letters, 30);
        }
      before[n] = after[m] = '\0';
      exchange (before, after);
    }
}

static void
test_places_are_found_in_a_list_of_many_parts (void)
{
  JkkCaseCursor start = { 0 };
  g_autoptr (GPtrArray) blocks = jkk_list_blocks_new ();
  g_autoptr (GArray) known = numbers ("xyz");
  guint index, first;

  jkk_list_blocks_add (blocks, 0, &start, 1000000, NULL);
  start.begun = TRUE;
  jkk_list_blocks_add (blocks, 1, &start, known->len, known);
  jkk_list_blocks_add (blocks, 2, &start, 500, NULL);
  jkk_list_blocks_add (blocks, 3, &start, 0, NULL);
  g_assert_cmpuint (jkk_list_blocks_total (blocks), ==, 1000503);
  g_assert_true (jkk_list_blocks_at (blocks, 1000000, &index, &first));
  g_assert_cmpuint (index, ==, 1);
  g_assert_cmpint (jkk_list_blocks_id (blocks, 1000001), ==, 'y');
  g_assert_cmpint (jkk_list_blocks_id (blocks, 7), ==, 0);
  g_assert_false (jkk_list_blocks_at (blocks, 1000503, &index, &first));
  g_assert_true (jkk_list_blocks_find (blocks, 'z', &first));
  g_assert_cmpuint (first, ==, 1000002);
  g_assert_false (jkk_list_blocks_are_whole (blocks));
  g_assert_cmpuint (jkk_list_blocks_largest (blocks), ==, 0);
  g_autoptr (GArray) near = jkk_list_blocks_dup_near (blocks, 1000002, &first);
  g_assert_cmpuint (near->len, ==, 3);
  g_assert_cmpuint (first, ==, 1000000);
  jkk_list_blocks_forget (blocks, 1);
  jkk_list_blocks_join (blocks, 600);
  g_assert_cmpuint (blocks->len, ==, 2);
  g_assert_cmpuint (jkk_list_blocks_total (blocks), ==, 1000503);
  g_assert_null (jkk_list_blocks_until (blocks, 1));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-blocks/what-stays-is-left-alone", test_what_stays_is_left_alone);
  g_test_add_func ("/list-blocks/any-change-is-followed", test_any_change_is_followed);
  g_test_add_func ("/list-blocks/places-are-found-in-a-list-of-many-parts",
                   test_places_are_found_in_a_list_of_many_parts);
  return g_test_run ();
}
