#include "jkk-message.h"

static void
test_a_fault_says_where_what_and_how_to_mend_it (void)
{
  g_autoptr (JkkFault) fault = jkk_fault_new (12, 3, "/pesan/medical/nik", "nik", "Fifteen digits.", "Write sixteen.");
  g_autoptr (JkkFault) bare = jkk_fault_new (0, 0, NULL, "empty", "The file is empty.", NULL);
  g_autofree char *text = jkk_fault_to_text (fault), *bare_text = jkk_fault_to_text (bare);

  g_assert_cmpstr (text, ==, "line 12, /pesan/medical/nik: Fifteen digits. Write sixteen.");
  g_assert_cmpstr (bare_text, ==, "The file is empty.");
}

static void
test_a_message_owns_what_it_carries (void)
{
  JkkMessage *message = jkk_message_new ("kk3");

  g_assert_cmpint (message->sequence, ==, JKK_NONE);
  message->content = jkk_case_new ();
  message->parts = g_strsplit ("medical absences", " ", -1);
  message->id = g_strdup ("a");
  jkk_message_free (message);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/message/fault", test_a_fault_says_where_what_and_how_to_mend_it);
  g_test_add_func ("/message/message", test_a_message_owns_what_it_carries);
  return g_test_run ();
}
