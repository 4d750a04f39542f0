#include "jkk-post-fixture.h"

#include <string.h>

static void
test_a_message_is_proposed_for_a_case_with_reasons (Post *post, gconstpointer data)
{
  gint64 case_id = take_in (&post->work);
  gint64 id = post_receive_example (post, "pesan-dugaan.xml");
  g_autoptr (JkkPostDesk) desk = post_desk (post);
  g_autoptr (JkkPostLetter) found = post_letter (post, id);

  g_assert_cmpint (desk->counts.fresh, ==, 0);
  g_assert_cmpint (desk->counts.proposals, ==, 1);
  g_assert_cmpint (desk->counts.owed, ==, 1); /* the number of the case */
  g_assert_cmpint (found->entry->case_id, ==, case_id);
  g_assert_cmpint (found->entry->state, ==, JKK_POST_NEW); /* a proposal, no more */
  g_assert_cmpuint (found->matches->len, ==, 1);
  const JkkMatch *match = found->matches->pdata[0];
  g_assert_nonnull (strstr (match->reason, "same participant, the name is written otherwise"));
  g_assert_nonnull (strstr (match->reason, "same day of accident"));
  g_assert_cmpint (found->jcase->id, ==, case_id);
  g_assert_cmpstr (((JkkReceipt *) found->receipt->own)->result, ==, "diterima");
}

static void
test_a_day_near_by_is_told_and_a_far_one_no_match (Post *post, gconstpointer data)
{
  g_autofree char *text = post_example ("pesan-dugaan.xml");
  g_autofree char *near_by = post_replaced (text, "<accident_day>2026-03-12", "<accident_day>2026-03-10");
  g_autofree char *far = post_replaced (text, "<accident_day>2026-03-12", "<accident_day>2026-02-12");
  g_autofree char *other = post_replaced (far, "6513270e-", "6513270f-");

  take_in (&post->work);
  gint64 id = post_receive (post, near_by);
  g_autoptr (JkkPostLetter) found = post_letter (post, id);
  g_assert_nonnull (strstr (((JkkMatch *) found->matches->pdata[0])->reason, "2 days apart"));
  id = post_receive (post, other);
  g_autoptr (JkkPostLetter) alone = post_letter (post, id);
  g_assert_cmpuint (alone->matches->len, ==, 0);
  g_assert_cmpint (alone->entry->case_id, ==, 0);
}

static void
test_a_case_that_comes_later_is_proposed (Post *post, gconstpointer data)
{
  g_autofree char *text = post_example ("pesan-dugaan.xml");
  g_autofree char *named = post_replaced (text, "Budi Contoh Santoso", "TONO contoh");
  gint64 id = post_receive (post, named);
  g_autoptr (JkkPostDesk) before = post_desk (post);
  g_assert_cmpint (before->counts.fresh, ==, 1);
  gint64 case_id = take_in (&post->work);
  g_autoptr (JkkPostDesk) after = post_desk (post);
  g_autoptr (JkkPostLetter) found = post_letter (post, id);

  g_assert_cmpint (after->counts.fresh, ==, 0);
  g_assert_cmpint (after->counts.proposals, ==, 1);
  g_assert_cmpint (found->entry->case_id, ==, case_id);
}

int
main (int argc, char **argv)
{
  g_setenv ("SANTUN_POST_SETTLE", "0", TRUE);
  g_test_init (&argc, &argv, NULL);
  post_test_add ("/match/proposal", test_a_message_is_proposed_for_a_case_with_reasons);
  post_test_add ("/match/day", test_a_day_near_by_is_told_and_a_far_one_no_match);
  post_test_add ("/match/later", test_a_case_that_comes_later_is_proposed);
  return g_test_run ();
}
