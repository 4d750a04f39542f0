#include "jkk-post-file.h"

static void
test_a_file_lives_as_long_as_somebody_holds_it (void)
{
  JkkPostFile *file = jkk_post_file_new ("RS-A", "a.xml");
  g_autoptr (JkkPostFile) held = jkk_post_file_ref (file);

  file->message = jkk_message_new ("kk3");
  g_ptr_array_add (file->faults, jkk_fault_new (1, 1, NULL, "code", "A sentence.", NULL));
  jkk_post_file_unref (file);
  g_assert_cmpstr (held->partner, ==, "RS-A");
  g_assert_cmpstr (held->message->kind, ==, "kk3");
  g_assert_cmpuint (held->faults->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/post-file/held", test_a_file_lives_as_long_as_somebody_holds_it);
  return g_test_run ();
}
