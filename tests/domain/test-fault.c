#include "jkk-fault.h"

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
test_its_place_begins_with_what_a_person_calls_it (void)
{
  g_autoptr (JkkFault) known = jkk_fault_new (13, 7, "/pesan/kk3/medical/examined_day", "value-invalid", "x", NULL);
  g_autoptr (JkkFault) unknown = jkk_fault_new (13, 0, "/pesan/a", "b", "x", NULL);
  g_autoptr (JkkFault) nowhere = jkk_fault_new (0, 0, NULL, NULL, "x", NULL);
  g_autofree char *there = jkk_fault_place (known), *somewhere = jkk_fault_place (unknown),
                  *nothing = jkk_fault_place (nowhere);

  g_autofree char *address = jkk_fault_address (known), *none = jkk_fault_address (nowhere);

  g_assert_cmpstr (there, ==, "Examined on · line 13, column 7");
  g_assert_cmpstr (somewhere, ==, "line 13");
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (address, ==, "/pesan/kk3/medical/examined_day · [value-invalid]");
  g_assert_cmpstr (none, ==, "");
}

static void
test_a_place_is_known_by_the_tables (void)
{
  g_assert_cmpstr (jkk_message_place_label ("/pesan/bill/bill_head/total"), !=, NULL);
  g_assert_cmpstr (jkk_message_place_label ("/pesan/kk3/absences/absence[2]/from_day"), !=, NULL);
  g_assert_cmpstr (jkk_message_place_label ("/pesan/header/sender"), ==, "Sender");
  g_assert_null (jkk_message_place_label ("/pesan/header/lain"));
  g_assert_null (jkk_message_place_label ("/pesan/lain/medical/diagnosis"));
  g_assert_null (jkk_message_place_label ("/pesan/kk3/medical/lain"));
  g_assert_null (jkk_message_place_label ("/pesan"));
  g_assert_null (jkk_message_place_label (""));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/text", test_a_fault_says_where_what_and_how_to_mend_it);
  g_test_add_func ("/fault/place", test_its_place_begins_with_what_a_person_calls_it);
  g_test_add_func ("/fault/label", test_a_place_is_known_by_the_tables);
  return g_test_run ();
}
