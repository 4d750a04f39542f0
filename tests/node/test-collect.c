#include "jkk-collect.h"

#include "jkk-centre-store.h"
#include "jkk-journal.h"
#include "jkk-node-role.h"
#include "node-home.h"
#include "store-fixture.h"

#include <glib/gstdio.h>

#define BRANCHES 3

typedef struct
{
  Fixture stores[BRANCHES];
  NodeHome homes[BRANCHES];
  char *folder;
  JkkCollect *collect;
} Country;

static void
add_branch (Country *country, guint i)
{
  g_autofree char *code = g_strdup_printf ("cabang-%u", i);
  g_autoptr (GError) error = NULL;

  fixture_set_up (&country->stores[i], NULL);
  g_autofree char *invitation = g_build_filename (country->stores[i].folder, "invitation", NULL);
  node_home_begin (&country->homes[i], country->stores[i].path);
  jkk_node_role_invite (country->homes[i].folder, "pusat", NULL, 0, invitation, &error);
  g_assert_no_error (error);
  jkk_collect_add (country->folder, code, invitation, &error);
  g_assert_no_error (error);
}

static void
country_set_up (Country *country, gconstpointer data)
{
  country->folder = make_folder ();
  for (guint i = 0; i < BRANCHES; i++)
    add_branch (country, i);
}

static void
country_tear_down (Country *country, gconstpointer data)
{
  g_clear_pointer (&country->collect, jkk_collect_stop);
  for (guint i = 0; i < BRANCHES; i++)
    {
      node_home_end (&country->homes[i]);
      fixture_tear_down (&country->stores[i], NULL);
    }
  remove_folder (country->folder);
  g_free (country->folder);
}

static void
begin_to_collect (Country *country)
{
  g_autoptr (GError) error = NULL;

  country->collect = jkk_collect_start (country->folder, &error);
  g_assert_no_error (error);
}

static void
take_in (Country *country, guint i, const char *number)
{
  g_autofree char *deed_id = g_uuid_string_random ();
  Fixture *store = &country->stores[i];

  fixture_begin (store);
  JkkJournalEntry entry = { .time = FIXTURE_TIME,
                            .person = "sari",
                            .workstation = "meja-1",
                            .deed = "take-in",
                            .deed_id = deed_id,
                            .case_id = fixture_insert_case (store->db, number) };
  g_assert_true (jkk_journal_append (store->db, &entry, NULL, NULL));
  fixture_commit (store);
}

static guint
count_cases (Country *country)
{
  g_autofree char *path = jkk_collect_list_path (country->folder);
  g_autoptr (JkkCentre) centre = jkk_centre_open (path, NULL);
  g_autoptr (GPtrArray) cases = jkk_centre_find (centre, NULL, 1000, NULL);

  return cases->len;
}

static void
wait_for_cases (Country *country, guint n)
{
  for (guint i = 0; count_cases (country) != n; i++)
    {
      g_assert_cmpuint (i, <, 1500);
      g_usleep (G_USEC_PER_SEC / 50);
    }
}

static void
test_all_branches_are_read_in_one_list (Country *country, gconstpointer data)
{
  gint64 n_entries = 0;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < BRANCHES; i++)
    take_in (country, i, "JKK-2026-000001");
  begin_to_collect (country);
  wait_for_cases (country, BRANCHES);
  take_in (country, 1, "JKK-2026-000002");
  wait_for_cases (country, BRANCHES + 1);
  g_assert_true (jkk_collect_verify (country->folder, "cabang-1", &n_entries, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n_entries, ==, 2);
}

/* It keeps no other waiting, and comes along when it is back. */
static void
test_a_branch_that_is_away_comes_along_later (Country *country, gconstpointer data)
{
  guint n_connected;

  take_in (country, 0, "JKK-2026-000001");
  take_in (country, 1, "JKK-2026-000001");
  g_clear_pointer (&country->homes[0].node, jkk_node_stop);
  begin_to_collect (country);
  wait_for_cases (country, 1);
  take_in (country, 0, "JKK-2026-000002");
  node_home_start (&country->homes[0]);
  wait_for_cases (country, 3);
  g_assert_cmpuint (jkk_collect_count (country->collect, &n_connected), ==, BRANCHES);
}

static void
test_the_centre_goes_on_where_it_was (Country *country, gconstpointer data)
{
  take_in (country, 0, "JKK-2026-000001");
  begin_to_collect (country);
  wait_for_cases (country, 1);
  g_clear_pointer (&country->collect, jkk_collect_stop);
  take_in (country, 0, "JKK-2026-000002");
  begin_to_collect (country);
  wait_for_cases (country, 2);
}

/* It was removed, or was damaged: from the copies, before any branch says something new. */
static void
test_a_list_that_is_gone_is_made_again (Country *country, gconstpointer data)
{
  g_autofree char *list = jkk_collect_list_path (country->folder);

  take_in (country, 0, "JKK-2026-000001");
  begin_to_collect (country);
  wait_for_cases (country, 1);
  g_clear_pointer (&country->collect, jkk_collect_stop);
  for (guint i = 0; i < BRANCHES; i++)
    g_clear_pointer (&country->homes[i].node, jkk_node_stop);
  g_assert_cmpint (g_unlink (list), ==, 0);
  begin_to_collect (country);
  wait_for_cases (country, 1);
}

static void
test_a_changed_copy_is_found (Country *country, gconstpointer data)
{
  g_autofree char *store = jkk_collect_store_path (country->folder, "cabang-0");
  g_autoptr (GError) error = NULL;
  sqlite3 *handle = NULL;
  gint64 n_entries;

  take_in (country, 0, "JKK-2026-000001");
  take_in (country, 0, "JKK-2026-000002");
  begin_to_collect (country);
  wait_for_cases (country, 2);
  g_clear_pointer (&country->collect, jkk_collect_stop);
  g_assert_cmpint (sqlite3_open (store, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle,
                                 "DROP TRIGGER journal_is_not_changed; UPDATE journal SET person = 'budi' "
                                 "WHERE sequence = 1",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (handle);
  g_assert_false (jkk_collect_verify (country->folder, "cabang-0", &n_entries, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
}

static void
test_a_code_is_taken_once (Country *country, gconstpointer data)
{
  g_autofree char *invitation = g_build_filename (country->stores[0].folder, "invitation", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (jkk_collect_add (country->folder, "cabang-1", invitation, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (jkk_collect_add (country->folder, "../lain", invitation, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
}

#define ADD(name) g_test_add ("/node/collect/" #name, Country, NULL, country_set_up, test_##name, country_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (all_branches_are_read_in_one_list);
  ADD (a_branch_that_is_away_comes_along_later);
  ADD (the_centre_goes_on_where_it_was);
  ADD (a_list_that_is_gone_is_made_again);
  ADD (a_changed_copy_is_found);
  ADD (a_code_is_taken_once);
  return g_test_run ();
}
