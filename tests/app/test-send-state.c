#include "jkk-send-state.h"
#include "jkk-test-post.h"

#include <string.h>

static void
test_only_what_an_office_sends_is_offered (void)
{
  const char *const *kinds = jkk_send_state_kinds ();

  for (guint i = 0; kinds[i] != NULL; i++)
    g_assert_true ((jkk_message_kind_find (kinds[i])->ways & JKK_MESSAGE_OUT) != 0);
  g_assert_false (g_strv_contains (kinds, "receipt")); /* the office gives them by itself */
}

static void
test_kind_and_partner_fit_the_case (void)
{
  g_autoptr (JkkPostLetter) letter = jkk_test_post_letter ("kk3", JKK_POST_NEW, JKK_STATUS_VERIFYING);
  g_autoptr (GPtrArray) partners = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_partner_free);
  JkkCase *jcase = letter->jcase;

  g_assert_null (jkk_send_state_partner_for (partners, "question", jcase));
  g_ptr_array_add (partners, jkk_partner_new ("PT-A", "PT A", "pemberi-kerja"));
  g_ptr_array_add (partners, jkk_partner_new ("RS-A", "RS A", "faskes"));
  g_ptr_array_add (partners, jkk_partner_new ("RS-B", "RS B", "faskes"));
  g_assert_cmpstr (jkk_send_state_kind_for (jcase), ==, "guarantee");
  /* Nobody is guessed at. */
  g_assert_null (jkk_send_state_partner_for (partners, "guarantee", jcase));
  jkk_set_str (&jcase->medical.facility, "RS B");
  jkk_set_str (&jcase->medical.doctor_name, "dr. B");
  g_assert_cmpstr (jkk_send_state_kind_for (jcase), ==, "question");
  g_assert_cmpstr (jkk_send_state_partner_for (partners, "question", jcase), ==, "RS-B");
  g_assert_null (jkk_send_state_partner_for (partners, "stage", jcase));
  jkk_set_str (&jcase->employer.name, "pt a");
  g_assert_cmpstr (jkk_send_state_partner_for (partners, "stage", jcase), ==, "PT-A");
  jkk_set_str (&jcase->medical.facility, "RS Lain");
  g_assert_null (jkk_send_state_partner_for (partners, "question", jcase));
  jkk_set_str (&jcase->cover.status, jkk_case_status_name (JKK_STATUS_APPROVED));
  g_assert_cmpstr (jkk_send_state_kind_for (jcase), ==, "decision");
}

static void
test_the_line_of_the_ledger_is_of_the_same_case (void)
{
  g_autoptr (JkkPostDesk) desk = jkk_test_post_desk ();
  JkkOwed *owed = desk->owed->pdata[1];

  g_assert_null (jkk_send_state_owed (desk->owed, "RS-A", "number", 5));
  owed->case_id = 5;
  g_assert_true (jkk_send_state_owed (desk->owed, "RS-A", "number", 5) == owed);
  g_assert_null (jkk_send_state_owed (desk->owed, "RS-A", "number", 6));
  g_assert_null (jkk_send_state_owed (desk->owed, "RS-B", "number", 5));
  g_assert_null (jkk_send_state_owed (desk->owed, "RS-A", "payment", 5));
}

static void
test_what_is_missing_and_what_was_answered_is_told (void)
{
  g_autoptr (JkkMessage) message = jkk_message_new ("question");
  g_autoptr (JkkPostOut) sent = jkk_post_out_new ("RS-A", "question");

  message->content = jkk_case_new ();
  g_autoptr (JkkPartner) partner = jkk_partner_new ("RS-A", "RS A", "faskes");
  g_autofree char *nobody = jkk_send_state_hindrance (message, NULL);
  g_assert_cmpstr (nobody, ==, "Choose to whom it goes.");
  g_autofree char *first = jkk_send_state_hindrance (message, partner);
  g_assert_cmpstr (first, ==, "“Topic” is still missing.");
  g_assert_true (jkk_message_set_text (message, "letter.topic", "diagnosis", NULL));
  g_assert_true (jkk_message_set_text (message, "letter.text", "Jari mana?", NULL));
  g_assert_null (jkk_send_state_hindrance (message, partner));

  g_autoptr (JkkMessage) number = jkk_message_new ("number");
  number->content = jkk_case_new ();
  g_autofree char *no_case = jkk_send_state_hindrance (number, partner);
  g_assert_nonnull (strstr (no_case, "only for a case"));

  sent->delivered_at = JKK_NONE;
  g_autofree char *waits = jkk_send_state_sent (sent);
  sent->delivered_at = 1;
  g_autofree char *lies = jkk_send_state_sent (sent);
  sent->receipt_result = g_strdup ("ditolak");
  g_autofree char *refused = jkk_send_state_sent (sent);
  g_assert_true (g_str_has_suffix (waits, "waits for the outbox"));
  g_assert_true (g_str_has_suffix (lies, "no receipt yet"));
  g_assert_true (g_str_has_suffix (refused, jkk_code_list_label ("receipt_result", "ditolak")));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/send-state/kinds", test_only_what_an_office_sends_is_offered);
  g_test_add_func ("/send-state/choice", test_kind_and_partner_fit_the_case);
  g_test_add_func ("/send-state/owed", test_the_line_of_the_ledger_is_of_the_same_case);
  g_test_add_func ("/send-state/missing", test_what_is_missing_and_what_was_answered_is_told);
  return g_test_run ();
}
