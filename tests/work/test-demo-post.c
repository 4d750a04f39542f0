#include "../scratch-folder.h"
#include "jkk-demo-post.h"
#include "jkk-demo.h"
#include "jkk-postbox-desk.h"

#include <glib/gstdio.h>
#include <string.h>

#define TODAY "2026-03-12"

static void
test_the_folder_lies_beside_the_store (void)
{
  g_autofree char *made = jkk_demo_post_folder ("/data/demo.db.new"), *open = jkk_demo_post_folder ("/data/demo.db");

  g_assert_cmpstr (made, ==, "/data/demo-mitra");
  g_assert_cmpstr (open, ==, made); /* while it is made it has another name */
}

/* A newcomer finds something in every view. */
static void
test_every_view_has_something (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = make_folder ();
  g_autofree char *address = g_build_filename (folder, "demo.db", NULL);

  g_assert_true (jkk_demo_create (address, 60, JKK_DEMO_SEED, jkk_today (), NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  JkkOffice *office = jkk_office_open (address, &error);
  g_assert_no_error (error);
  g_assert_true (jkk_office_sign_in (office, "sari", "santun-demo", &error));
  g_autoptr (JkkPostDesk) before = jkk_postbox_desk (office, &error);
  g_assert_cmpint (before->counts.fresh, >=, 1);
  g_assert_cmpint (before->counts.proposals, >=, 2);
  g_assert_cmpint (before->counts.faulty, ==, 1);
  g_assert_cmpint (before->counts.overdue, >=, 1);
  g_assert_cmpuint (before->partners->len, ==, 3);
  g_assert_cmpuint (before->gaps->len, ==, 0);

  JkkPostRound round;
  g_assert_true (jkk_postbox_round (office, NULL, NULL, NULL, &round, &error));
  g_assert_cmpuint (round.accepted, ==, 2);
  g_assert_cmpuint (round.refused, ==, 0);
  jkk_office_close (office);
  g_object_unref (office);
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_setenv ("SANTUN_TODAY", TODAY, TRUE);
  g_setenv ("SANTUN_TEST_PASSWORDS", "1", TRUE);
  g_setenv ("SANTUN_POST_SETTLE", "0", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-post/folder", test_the_folder_lies_beside_the_store);
  g_test_add_func ("/demo-post/views", test_every_view_has_something);
  return g_test_run ();
}
