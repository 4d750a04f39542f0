#include "jkk-letter-state.h"
#include "jkk-test-post.h"

#include <string.h>

static JkkLetterDeeds *
deeds_of (const JkkPostLetter *letter, const JkkOwed *owed, guint roles)
{
  g_autoptr (JkkAccount) person = jkk_account_new ("sari", "Sari", roles);

  return jkk_letter_state_deeds (letter, owed, person);
}

static void
test_a_message_stands_in_the_order_of_the_form (void)
{
  g_autoptr (JkkPostLetter) letter = jkk_test_post_letter ("kk3", JKK_POST_NEW, JKK_STATUS_VERIFYING);

  g_assert_true (jkk_message_set_text (letter->message, "report.stage", "kemajuan", NULL));
  jkk_set_str (&letter->message->content->medical.doctor_name, "dr. Contoh");
  g_autoptr (GPtrArray) blocks = jkk_letter_state_blocks (letter->message);
  const JkkLetterBlock *own = blocks->pdata[0], *doctor = blocks->pdata[1], *patient = blocks->pdata[2];

  g_assert_cmpuint (blocks->len, ==, 4); /* and the examination */
  g_assert_cmpstr (((JkkLetterLine *) own->lines->pdata[0])->path, ==, "report.stage");
  g_assert_cmpstr (((JkkLetterLine *) own->lines->pdata[0])->value, ==, "Progress report");
  g_assert_cmpstr (((JkkLetterLine *) doctor->lines->pdata[0])->value, ==, "dr. Contoh");
  g_assert_cmpstr (((JkkLetterLine *) patient->lines->pdata[0])->value, ==, "Tono Contoh");
  /* The participant of a case is no part of a doctor's letter. */
  for (guint i = 0; i < blocks->len; i++)
    {
      const JkkLetterBlock *block = blocks->pdata[i];

      for (guint j = 0; j < block->lines->len; j++)
        g_assert_cmpstr (((JkkLetterLine *) block->lines->pdata[j])->path, !=, "participant.name");
    }
}

static void
test_lists_are_told_row_by_row (void)
{
  g_autoptr (JkkPostLetter) letter = jkk_test_post_letter ("bill", JKK_POST_NEW, JKK_STATUS_VERIFYING);
  JkkExpense *expense = jkk_record_new (&jkk_expense_type);

  expense->amount = 7950000;
  g_ptr_array_add (letter->message->content->expenses, expense);
  g_autoptr (GPtrArray) blocks = jkk_letter_state_blocks (letter->message);
  const JkkLetterBlock *last = blocks->pdata[blocks->len - 1];

  g_assert_cmpuint (last->lines->len, ==, 1);
  g_assert_nonnull (strstr (((JkkLetterLine *) last->lines->pdata[0])->value, "7"));
}

static void
test_what_may_be_done_follows_message_case_and_person (void)
{
  g_autoptr (JkkPostLetter) open = jkk_test_post_letter ("suspected", JKK_POST_NEW, JKK_STATUS_VERIFYING);
  g_autoptr (JkkPostLetter) decided = jkk_test_post_letter ("bill", JKK_POST_NEW, JKK_STATUS_APPROVED);
  g_autoptr (JkkPostLetter) taken = jkk_test_post_letter ("kk3", JKK_POST_TAKEN, JKK_STATUS_VERIFYING);
  g_autoptr (JkkLetterDeeds) verifier = deeds_of (open, NULL, JKK_ROLE_VERIFIER);
  g_autoptr (JkkLetterDeeds) administrator = deeds_of (open, NULL, JKK_ROLE_ADMINISTRATOR);
  g_autoptr (JkkLetterDeeds) late = deeds_of (decided, NULL, JKK_ROLE_VERIFIER);
  g_autoptr (JkkLetterDeeds) done = deeds_of (taken, NULL, JKK_ROLE_VERIFIER);

  g_assert_true (verifier->take_over && verifier->new_case && verifier->refuse && verifier->aside);
  g_assert_null (verifier->answer); /* there is no case yet whose number could be given */
  g_assert_false (administrator->take_over || administrator->new_case || administrator->refuse || administrator->aside);
  g_assert_null (administrator->answer);
  g_assert_false (late->take_over || late->new_case);
  g_assert_true (late->file);
  g_assert_nonnull (late->why_not);
  g_assert_false (done->take_over || done->file || done->refuse || done->aside || done->other_case);
}

static void
test_faulty_files_and_owed_answers_are_settled (void)
{
  g_autoptr (JkkPostLetter) faulty = jkk_test_post_letter (NULL, JKK_POST_REFUSED, JKK_STATUS_VERIFYING);
  g_autoptr (JkkPostDesk) desk = jkk_test_post_desk ();
  g_autoptr (JkkPostLetter) nothing = g_new0 (JkkPostLetter, 1);
  g_autoptr (JkkLetterDeeds) file = deeds_of (faulty, NULL, JKK_ROLE_VERIFIER);
  g_autoptr (JkkLetterDeeds) theirs = deeds_of (nothing, desk->owed->pdata[0], JKK_ROLE_SUPERVISOR);
  g_autoptr (JkkPostLetter) taken = jkk_test_post_letter ("suspected", JKK_POST_TAKEN, JKK_STATUS_RECEIVED);
  g_autoptr (JkkLetterDeeds) ours = deeds_of (taken, desk->owed->pdata[1], JKK_ROLE_VERIFIER);

  g_assert_true (file->aside);
  g_assert_false (file->refuse || file->take_over);
  g_assert_true (theirs->settle_owed);
  g_assert_null (theirs->answer);
  g_assert_cmpstr (ours->answer, ==, "number");
}

static void
test_the_head_tells_what_whose_and_from_whom (void)
{
  g_autoptr (JkkPostDesk) desk = jkk_test_post_desk ();
  g_autoptr (JkkPostLetter) letter = jkk_test_post_letter ("kk3", JKK_POST_NEW, JKK_STATUS_VERIFYING);
  g_autoptr (JkkPostLetter) faulty = jkk_test_post_letter (NULL, JKK_POST_REFUSED, JKK_STATUS_VERIFYING);
  g_autofree char *title = jkk_letter_state_title (letter), *file = jkk_letter_state_title (faulty);
  g_autofree char *subtitle = jkk_letter_state_subtitle (letter, desk->partners);
  g_autoptr (GPtrArray) blocks = jkk_letter_state_file (letter, desk->partners);

  g_assert_cmpstr (title, ==, "Doctor’s letter (KK 3) · Tono Contoh");
  g_assert_cmpstr (file, ==, "File that cannot be read · a.xml");
  g_assert_true (g_str_has_prefix (subtitle, "RS Contoh · "));
  g_assert_cmpuint (((JkkLetterBlock *) blocks->pdata[0])->lines->len, ==, 6);
  g_assert_null (jkk_letter_state_receipt (letter));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letter-state/form", test_a_message_stands_in_the_order_of_the_form);
  g_test_add_func ("/letter-state/lists", test_lists_are_told_row_by_row);
  g_test_add_func ("/letter-state/deeds", test_what_may_be_done_follows_message_case_and_person);
  g_test_add_func ("/letter-state/settled", test_faulty_files_and_owed_answers_are_settled);
  g_test_add_func ("/letter-state/head", test_the_head_tells_what_whose_and_from_whom);
  return g_test_run ();
}
