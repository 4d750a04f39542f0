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

static void
test_a_value_has_a_place_in_the_message (void)
{
  g_autoptr (JkkMessage) message = jkk_message_new ("kk3");
  g_autoptr (JkkMessage) whole = jkk_message_new ("case");
  g_autoptr (JkkMessage) form = jkk_message_new ("form");
  g_autofree char *value = jkk_message_path_place (message, "medical.diagnosis");
  g_autofree char *row = jkk_message_path_place (message, "absences[2].from_day");
  g_autofree char *in_case = jkk_message_path_place (whole, "participant.name");

  g_assert_cmpstr (value, ==, "/pesan/kk3/medical/diagnosis");
  g_assert_cmpstr (row, ==, "/pesan/kk3/absences/absence[2]/from_day");
  g_assert_cmpstr (in_case, ==, "/kasus/participant/name");
  g_assert_null (jkk_message_path_place (form, "participant.name"));
  form->places = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (form->places, (gpointer) "participant.name", (gpointer) "hal. 1 · 2 · Nama");
  g_autofree char *on_paper = jkk_message_path_place (form, "participant.name");
  g_assert_cmpstr (on_paper, ==, "hal. 1 · 2 · Nama");
  g_assert_null (jkk_message_path_place (form, "participant.wage"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/message/fault", test_a_fault_says_where_what_and_how_to_mend_it);
  g_test_add_func ("/message/message", test_a_message_owns_what_it_carries);
  g_test_add_func ("/message/place", test_a_value_has_a_place_in_the_message);
  return g_test_run ();
}
