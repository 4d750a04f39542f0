/* The list of desks, of which each node of a group has one. */
#include "group-home.h"
#include "jkk-desk-key.h"
#include "jkk-node-office.h"
#include "store-fixture.h"

#include <string.h>

typedef struct
{
  Fixture store;
  GroupHome group;
} Branch;

static void
set_up (Branch *branch, gconstpointer data)
{
  fixture_set_up (&branch->store, NULL);
  g_clear_pointer (&branch->store.db, jkk_db_close);
  group_home_begin (&branch->group, branch->store.path);
}

static void
tear_down (Branch *branch, gconstpointer data)
{
  group_home_wait (&branch->group, GROUP_NODES);
  group_home_end (&branch->group);
  fixture_tear_down (&branch->store, NULL);
}

/* As an administrator does on the first computer, and then somebody at a desk. */
static void
give_key (Branch *branch, const char *name)
{
  g_autofree char *file = g_build_filename (branch->store.folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (jkk_node_office_add_desk (branch->group.folders[0], name, file, &error));
  g_assert_no_error (error);
  g_autofree char *address = jkk_desk_key_join (file, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (address, ==, branch->group.address);
}

/* Who opens it while a group finds itself tries again, as a person does. */
static JkkDb *
open_soon (Branch *branch)
{
  for (guint i = 0;; i++)
    {
      g_autoptr (GError) error = NULL;
      JkkDb *db = jkk_db_open (branch->group.address, JKK_DB_DEFAULT, &error);

      if (db != NULL)
        return db;
      g_assert_error (error, JKK_ERROR, JKK_ERROR_AWAY);
      g_assert_cmpuint (i, <, 30);
      g_usleep (G_USEC_PER_SEC / 10);
    }
}

static void
test_a_key_outlives_the_node_where_it_was_made (Branch *branch, gconstpointer data)
{
  give_key (branch, "meja-baru");
  group_home_kill (&branch->group, 0);
  g_autoptr (JkkDb) db = open_soon (branch);
  g_assert_cmpstr (jkk_db_get_workstation (db), ==, "meja-baru");
  group_home_start (&branch->group, 0);
}

static void
test_a_revoked_key_outlives_it_as_little (Branch *branch, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  give_key (branch, "meja-hilang");
  g_assert_true (jkk_node_office_bar_desk (branch->group.folders[0], "meja-hilang", &error));
  group_home_kill (&branch->group, 0);
  g_assert_null (jkk_db_open (branch->group.address, JKK_DB_DEFAULT, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "revoked"));
  group_home_start (&branch->group, 0);
}

/* It was made while the others were away: they say that they do not know it, and not that it was revoked. */
static void
test_a_key_nobody_has_heard_of_is_told_so (Branch *branch, gconstpointer data)
{
  gboolean was_told = FALSE;

  group_home_kill (&branch->group, 1);
  group_home_kill (&branch->group, 2);
  give_key (branch, "meja-muda");
  group_home_kill (&branch->group, 0);
  group_home_start (&branch->group, 1);
  group_home_start (&branch->group, 2);
  for (guint i = 0; !was_told && i < 30; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (jkk_db_open (branch->group.address, JKK_DB_DEFAULT, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_AWAY);
      was_told = strstr (error->message, "do not know the key") != NULL;
    }
  g_assert_true (was_told);
  group_home_start (&branch->group, 0);
  g_autoptr (JkkDb) db = open_soon (branch);
  g_assert_cmpstr (jkk_db_get_workstation (db), ==, "meja-muda");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/node/list/" #name, Branch, NULL, set_up, test_##name, tear_down)
  ADD (a_key_outlives_the_node_where_it_was_made);
  ADD (a_revoked_key_outlives_it_as_little);
  ADD (a_key_nobody_has_heard_of_is_told_so);

  return g_test_run ();
}
