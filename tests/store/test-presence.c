#include "jkk-presence.h"

#include <glib/gstdio.h>

typedef struct
{
  char *home;
  char *store;
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->home = g_dir_make_tmp ("santun-presence-XXXXXX", NULL);
  fixture->store = g_build_filename (fixture->home, "office.db", NULL);
  fixture->folder = g_strconcat (fixture->store, "-desks", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_rmdir (fixture->folder);
  /* Nothing is left behind by desks that went. */
  g_assert_cmpint (g_rmdir (fixture->home), ==, 0);
  g_free (fixture->home);
  g_free (fixture->store);
  g_free (fixture->folder);
}

static void
assert_one (JkkPresence *presence, const char *person, const char *place, gint64 case_id)
{
  g_autoptr (GPtrArray) others = jkk_presence_others (presence);

  g_assert_cmpuint (others->len, ==, 1);
  const JkkPresent *other = others->pdata[0];
  g_assert_cmpstr (other->person, ==, person);
  g_assert_cmpstr (other->place, ==, place);
  g_assert_cmpint (other->case_id, ==, case_id);
}

static void
test_desks_see_what_the_others_have_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPresence) one = jkk_presence_new (fixture->store);
  g_autoptr (JkkPresence) two = jkk_presence_new (fixture->store);
  g_autoptr (JkkPresent) sari = jkk_present_new ("Sari Wulandari", "meja-1", 12);
  g_autoptr (JkkPresent) rina = jkk_present_new ("Rina\tKusuma\n", "meja-2", 0);

  jkk_presence_tell (one, sari);
  jkk_presence_tell (two, rina);
  assert_one (two, "Sari Wulandari", "meja-1", 12);
  assert_one (one, "Rina Kusuma ", "meja-2", 0);
  sari->case_id = 13;
  jkk_presence_tell (one, sari);
  assert_one (two, "Sari Wulandari", "meja-1", 13);
  jkk_presence_tell (one, NULL);
  g_autoptr (GPtrArray) nobody = jkk_presence_others (two);
  g_assert_cmpuint (nobody->len, ==, 0);
}

static void
test_a_desk_that_went_away_is_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPresence) one = jkk_presence_new (fixture->store);
  g_autofree char *left = g_build_filename (fixture->folder, "left-behind", NULL);
  g_autofree char *strange = g_build_filename (fixture->folder, "strange", NULL);
  g_autoptr (JkkPresent) sari = jkk_present_new ("Sari", "meja-1", 12);

  jkk_presence_tell (one, sari);
  /* A program that was killed holds no lock, whatever it wrote. */
  g_assert_true (g_file_set_contents (left, "12\tBudi\tmeja-3\n", -1, NULL));
  g_assert_true (g_file_set_contents (strange, "\xff\xfe", -1, NULL));
  g_autoptr (JkkPresence) two = jkk_presence_new (fixture->store);
  assert_one (two, "Sari", "meja-1", 12);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (strange, G_FILE_TEST_EXISTS));
}

static void
test_where_nothing_can_be_written_nobody_is_seen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPresence) one = jkk_presence_new ("/proc/self/none/office.db");
  g_autoptr (JkkPresent) sari = jkk_present_new ("Sari", "meja-1", 12);

  jkk_presence_tell (one, sari);
  g_autoptr (GPtrArray) nobody = jkk_presence_others (one);
  g_assert_cmpuint (nobody->len, ==, 0);
}

#define ADD(path, function) g_test_add ("/presence/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("desks-see-what-the-others-have-open", test_desks_see_what_the_others_have_open);
  ADD ("a-desk-that-went-away-is-gone", test_a_desk_that_went_away_is_gone);
  ADD ("where-nothing-can-be-written-nobody-is-seen", test_where_nothing_can_be_written_nobody_is_seen);
  return g_test_run ();
}
