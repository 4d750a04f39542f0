#include "jkk-message.h"

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
  g_test_add_func ("/message/message", test_a_message_owns_what_it_carries);
  g_test_add_func ("/message/place", test_a_value_has_a_place_in_the_message);
  return g_test_run ();
}
