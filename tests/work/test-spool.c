#include "jkk-spool-private.h"

static void
test_papers_come_back_as_they_were (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkSpool) spool = jkk_spool_new (&error);
  g_autoptr (GBytes) first = g_bytes_new_static ("satu", 4), second = g_bytes_new_static ("kedua", 5);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  goffset at[3];

  g_assert_no_error (error);
  g_assert_true (jkk_spool_add (spool, first, &at[0], &error));
  g_assert_true (jkk_spool_add (spool, empty, &at[1], &error));
  g_assert_true (jkk_spool_add (spool, second, &at[2], &error));
  g_autoptr (GBytes) again = jkk_spool_read (spool, at[2], 5), before = jkk_spool_read (spool, at[0], 4);
  g_assert_true (g_bytes_equal (again, second));
  g_assert_true (g_bytes_equal (before, first));

  /* What is not there is not made up. */
  g_autoptr (GBytes) beyond = jkk_spool_read (spool, at[2], 100);
  g_assert_cmpuint (g_bytes_get_size (beyond), ==, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spool/read", test_papers_come_back_as_they_were);
  return g_test_run ();
}
