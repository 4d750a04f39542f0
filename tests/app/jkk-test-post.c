#include "jkk-test-post.h"

#define TIME G_GINT64_CONSTANT (1773300000) /* 12-03-2026 07.20 UTC */

JkkPostIn *
jkk_test_post_in (gint64 id, const char *kind, JkkPostState state, gint64 case_id)
{
  JkkPostIn *post = jkk_post_in_new ("RS-A", "a.xml");

  post->id = id;
  post->kind = g_strdup (kind);
  post->state = state;
  post->case_id = case_id;
  post->participant_name = kind != NULL ? g_strdup ("Tono Contoh") : NULL;
  post->guid = g_strdup ("g1");
  post->sha256 = g_strdup ("00");
  post->receipt = g_strdup ("r");
  post->received_at = TIME;
  post->settled_at = JKK_NONE;
  post->sequence = 7;
  post->edition = 1;
  return post;
}

static void
add_owed (JkkPostDesk *desk, gint64 id, gboolean by_office, const char *kind, JkkDay due)
{
  JkkOwed *owed = g_new0 (JkkOwed, 1);

  owed->id = id;
  owed->partner = g_strdup ("RS-A");
  owed->by_office = by_office;
  owed->kind = g_strdup (kind);
  owed->guid = g_strdup ("g1");
  owed->since = TIME;
  owed->due_day = due;
  g_ptr_array_add (desk->owed, owed);
}

JkkPostDesk *
jkk_test_post_desk (void)
{
  JkkPostDesk *desk = g_new0 (JkkPostDesk, 1);
  JkkDay today = jkk_day_new (2026, 3, 12);
  JkkPostGap *gap = g_new0 (JkkPostGap, 1);

  desk->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_post_in_free);
  desk->faulty = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_post_in_free);
  desk->settled = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_post_in_free);
  desk->owed = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_owed_free);
  desk->gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_post_gap_free);
  desk->partners = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_partner_free);
  g_ptr_array_add (desk->partners, jkk_partner_new ("RS-A", "RS Contoh", "faskes"));
  g_ptr_array_add (desk->waiting, jkk_test_post_in (3, "suspected", JKK_POST_NEW, 0));
  g_ptr_array_add (desk->waiting, jkk_test_post_in (2, "kk3", JKK_POST_NEW, 5));
  g_ptr_array_add (desk->faulty, jkk_test_post_in (4, NULL, JKK_POST_REFUSED, 0));
  ((JkkPostIn *) desk->faulty->pdata[0])->faults = 2;
  g_ptr_array_add (desk->settled, jkk_test_post_in (1, "bill", JKK_POST_TAKEN, 5));
  add_owed (desk, 11, FALSE, "answer", today - 3);
  add_owed (desk, 12, TRUE, "number", today + 1);
  gap->partner = g_strdup ("RS-A");
  gap->first = gap->last = 6;
  g_ptr_array_add (desk->gaps, gap);
  desk->counts = (JkkPostCounts){ .fresh = 1, .proposals = 1, .faulty = 1, .owed = 2, .overdue = 1 };
  return desk;
}

JkkPostLetter *
jkk_test_post_letter (const char *kind, JkkPostState state, JkkCaseStatus status)
{
  JkkPostLetter *letter = g_new0 (JkkPostLetter, 1);

  letter->entry = jkk_test_post_in (2, kind, state, 5);
  letter->matches = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_match_free);
  letter->jcase = jkk_case_new ();
  letter->jcase->id = 5;
  jkk_set_str (&letter->jcase->cover.number, "JKK-2026-000005");
  jkk_set_str (&letter->jcase->cover.status, jkk_case_status_name (status));
  if (kind == NULL)
    return letter;
  letter->message = jkk_message_new (kind);
  letter->message->content = jkk_case_new ();
  jkk_set_str (&letter->message->content->participant.name, "Tono Contoh");
  jkk_set_str (&letter->message->content->medical.participant_name, "Tono Contoh");
  jkk_set_str (&letter->message->content->medical.diagnosis, "Luka robek");
  return letter;
}
