#include "jkk-centre-store.h"

#include "follower-fixture.h"

/* Two branches whose cases have the same ids and numbers. */
typedef struct
{
  Follower one, two;
  char *list;
  JkkCentre *centre;
} National;

static void
national_set_up (National *national, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  follower_set_up (&national->one, NULL);
  follower_set_up (&national->two, NULL);
  set_name (national->one.store.db, "Cabang Jambi");
  set_name (national->two.store.db, "Cabang Bogor");
  begin_to_follow (&national->one);
  begin_to_follow (&national->two);
  national->list = g_build_filename (national->one.store.folder, "national.db", NULL);
  national->centre = jkk_centre_open (national->list, &error);
  g_assert_no_error (error);
}

static void
national_tear_down (National *national, gconstpointer data)
{
  jkk_centre_close (national->centre);
  g_free (national->list);
  follower_tear_down (&national->one, NULL);
  follower_tear_down (&national->two, NULL);
}

static void
take (National *national, Follower *follower, const char *code, gboolean all)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = read_new (follower, &error);

  g_assert_no_error (error);
  g_assert_true (jkk_replica_apply (follower->replica, changes, NULL));
  jkk_centre_take (national->centre, code, follower->copy, all ? NULL : changes, &error);
  g_assert_no_error (error);
}

static void
test_branches_do_not_clash (National *national, gconstpointer data)
{
  take_in (national->one.store.db, "JKK-2026-000001");
  take_in (national->two.store.db, "JKK-2026-000001");
  take_in (national->two.store.db, "JKK-2026-000002");
  take (national, &national->one, "jambi", TRUE);
  take (national, &national->two, "bogor", TRUE);

  g_autoptr (GPtrArray) branches = jkk_centre_branches (national->centre, NULL);
  g_assert_cmpuint (branches->len, ==, 2);
  const JkkCentreBranch *bogor = branches->pdata[0], *jambi = branches->pdata[1];
  g_assert_cmpstr (bogor->code, ==, "bogor");
  g_assert_cmpstr (bogor->name, ==, "Cabang Bogor");
  g_assert_cmpint (bogor->n_cases, ==, 2);
  g_assert_cmpint (bogor->n_open, ==, 2);
  g_assert_cmpint (jambi->n_cases, ==, 1);
  g_assert_cmpint (jambi->sequence, ==, 1);
}

static void
test_only_what_has_changed_is_taken (National *national, gconstpointer data)
{
  take_in (national->one.store.db, "JKK-2026-000001");
  take_in (national->one.store.db, "JKK-2026-000002");
  take (national, &national->one, "jambi", TRUE);
  gint64 before = jkk_centre_number (national->centre, "jambi");
  rename_case (national->one.store.db, 2, "Ratna Sembilan");
  take (national, &national->one, "jambi", FALSE);
  g_assert_cmpint (jkk_centre_number (national->centre, "jambi"), ==, before + 1);

  g_autoptr (GPtrArray) found = jkk_centre_find (national->centre, "RATNA sembilan", 10, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((JkkCentreCase *) found->pdata[0])->branch, ==, "jambi");
  g_assert_cmpstr (((JkkCentreCase *) found->pdata[0])->number, ==, "JKK-2026-000002");
  g_autoptr (GPtrArray) all = jkk_centre_find (national->centre, NULL, 1, NULL);
  g_assert_cmpuint (all->len, ==, 1);
  g_autoptr (GPtrArray) none = jkk_centre_find (national->centre, "tidak ada", 10, NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

static guint
count_found (National *national, const char *text)
{
  g_autoptr (GPtrArray) found = jkk_centre_find (national->centre, text, 10, NULL);

  return found->len;
}

static void
assert_numbers (National *national, gint64 n_cases)
{
  g_autoptr (GPtrArray) branches = jkk_centre_branches (national->centre, NULL);
  const JkkCentreBranch *jambi = branches->pdata[0];

  g_assert_cmpuint (branches->len, ==, 1);
  g_assert_cmpint (jambi->n_cases, ==, n_cases);
  g_assert_cmpint (jambi->n_open, ==, n_cases);
}

/* By what a case says now, however often it was taken; letters of an earlier name find nothing. */
static void
test_a_case_is_found_by_what_it_says_now (National *national, gconstpointer data)
{
  take_in (national->one.store.db, "JKK-2026-000001");
  take_in (national->one.store.db, "JKK-2026-000002");
  take (national, &national->one, "jambi", TRUE);
  rename_case (national->one.store.db, 2, "Ratna Sembilan");
  take (national, &national->one, "jambi", FALSE);
  rename_case (national->one.store.db, 2, "Dewi Sepuluh");
  take (national, &national->one, "jambi", FALSE);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpuint (count_found (national, "ratna"), ==, 0);
      g_assert_cmpuint (count_found (national, "SEPULUH dewi"), ==, 1);
      g_assert_cmpuint (count_found (national, "000001"), ==, 1);
      g_assert_cmpuint (count_found (national, "de"), >=, 1);
      assert_numbers (national, 2);
      take (national, &national->one, "jambi", TRUE);
    }
}

static void
test_a_list_of_an_earlier_shape_is_made_anew (National *national, gconstpointer data)
{
  sqlite3 *handle = NULL;
  g_autoptr (GError) error = NULL;

  take_in (national->one.store.db, "JKK-2026-000001");
  take (national, &national->one, "jambi", TRUE);
  jkk_centre_close (national->centre);
  g_assert_cmpint (sqlite3_open (national->list, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "PRAGMA user_version = 0", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);

  national->centre = jkk_centre_open (national->list, &error);
  g_assert_no_error (error);
  g_assert_cmpint (jkk_centre_number (national->centre, "jambi"), ==, 0);
  g_assert_cmpuint (count_found (national, NULL), ==, 0);
  take (national, &national->one, "jambi", TRUE);
  g_assert_cmpuint (count_found (national, "000001"), ==, 1);
  assert_numbers (national, 1);
}

static void
test_what_cannot_be_read_leaves_the_list (National *national, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  take_in (national->one.store.db, "JKK-2026-000001");
  take (national, &national->one, "jambi", TRUE);
  g_assert_true (g_file_set_contents (national->two.copy, "bukan penyimpanan", -1, NULL));
  g_assert_false (jkk_centre_take (national->centre, "bogor", national->two.copy, NULL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
  g_autoptr (GPtrArray) found = jkk_centre_find (national->centre, NULL, 10, NULL);
  g_assert_cmpuint (found->len, ==, 1);
}

#define ADD(name) g_test_add ("/store/centre/" #name, National, NULL, national_set_up, test_##name, national_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (branches_do_not_clash);
  ADD (only_what_has_changed_is_taken);
  ADD (a_case_is_found_by_what_it_says_now);
  ADD (a_list_of_an_earlier_shape_is_made_anew);
  ADD (what_cannot_be_read_leaves_the_list);
  return g_test_run ();
}
