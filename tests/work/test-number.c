#include "jkk-message-kind.h"
#include "jkk-outgoing.h"
#include "jkk-post-fixture.h"

#include <string.h>

/* Asks for a number for a report; returns the message as it went out. */
static JkkMessage *
give (Post *post, const char *answers, JkkDay until, GError **error)
{
  g_autoptr (JkkMessage) message = jkk_message_new ("number");
  g_autoptr (JkkPartner) partner = jkk_partner_new (PARTNER, "", "faskes");
  JkkRequest request = { .outgoing = message, .partner = partner };

  message->content = jkk_case_new ();
  message->answers = g_strdup (answers);
  message->id = g_uuid_string_random ();
  ((JkkNumberNotice *) message->own)->valid_until = until;
  g_autoptr (JkkOutcome) outcome = jkk_office_do (post->work.office, "send-message", &request, error);
  if (outcome == NULL)
    return NULL;
  g_autoptr (JkkPostOut) sent = jkk_postbox_load_sent (post->work.office, message->id, error);
  g_assert_nonnull (sent);
  return jkk_postbox_read (sent->content, error);
}

static char *
make_case_of (Post *post, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPostLetter) found = post_letter (post, id);
  g_autoptr (JkkCase) fresh = jkk_exchange_new_case (found->message);
  g_autoptr (JkkOutcome) outcome = post_do (post, "take-in", found, (JkkRequest){ .edited = fresh }, &error);

  g_assert_no_error (error);
  return g_strdup (outcome->jcase->cover.number);
}

/* A report whose sender names the number already. */
static char *
report_under (const char *number)
{
  g_autofree char *text = post_example ("pesan-dugaan.xml");
  g_autofree char *header = g_strdup_printf ("</sent_at>\n    <case_number>%s</case_number>", number);

  return post_replaced (text, "</sent_at>", header);
}

static void
set_day (const char *day)
{
  g_setenv ("SANTUN_TODAY", day, TRUE);
}

static void
test_the_case_gets_the_number_of_its_report (Post *post, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = post_receive_example (post, "pesan-dugaan.xml");
  g_autoptr (JkkPostLetter) report = post_letter (post, id);
  g_autoptr (JkkMessage) first = give (post, report->message->id, jkk_today () + JKK_NUMBER_DAYS, &error);

  g_assert_no_error (error);
  g_assert_nonnull (first->case_number);
  /* Asked for once more, the report has the same number still. */
  g_autoptr (JkkMessage) again = give (post, report->message->id, jkk_today () + 10, NULL);
  g_assert_cmpstr (again->case_number, ==, first->case_number);
  /* Nobody else gets it meanwhile. */
  g_autoptr (JkkMessage) other = give (post, NULL, jkk_today () + 10, NULL);
  g_assert_cmpstr (other->case_number, !=, first->case_number);
  g_autofree char *number = make_case_of (post, id);
  g_assert_cmpstr (number, ==, first->case_number);
  /* And when the case is there, that is its number. */
  g_autoptr (JkkMessage) late = give (post, report->message->id, jkk_today () + 10, NULL);
  g_assert_cmpstr (late->case_number, ==, number);
}

static gboolean
says (const JkkMessage *receipt, const char *code)
{
  for (guint i = 0; receipt->faults != NULL && i < receipt->faults->len; i++)
    if (g_str_equal (((JkkFault *) receipt->faults->pdata[i])->code, code))
      return TRUE;
  return FALSE;
}

static void
test_a_number_may_be_used_before_its_case (Post *post, gconstpointer data)
{
  g_autoptr (JkkMessage) given = give (post, NULL, jkk_today () + 10, NULL);
  g_autofree char *named = report_under (given->case_number);
  gint64 id = post_receive (post, named);
  g_autoptr (JkkPostLetter) letter = post_letter (post, id);

  g_assert_false (says (letter->receipt, "case-unknown"));
  g_autofree char *number = make_case_of (post, id);
  g_assert_cmpstr (number, ==, given->case_number);
}

static void
test_a_number_ends_with_its_last_day (Post *post, gconstpointer data)
{
  g_autofree char *before = g_strdup (g_getenv ("SANTUN_TODAY"));
  g_autoptr (JkkMessage) given = give (post, NULL, jkk_today () + 10, NULL);
  g_autofree char *named = report_under (given->case_number);
  g_autofree char *late = jkk_day_to_iso (jkk_today () + 11);

  set_day (late);
  gint64 id = post_receive (post, named);
  g_autoptr (JkkPostLetter) letter = post_letter (post, id);
  g_assert_true (says (letter->receipt, "number-expired"));
  g_autofree char *number = make_case_of (post, id);
  g_assert_cmpstr (number, !=, given->case_number);
  set_day (before);
}

static void
test_a_number_is_valid_for_60_days_at_most (Post *post, gconstpointer data)
{
  g_autoptr (GError) late = NULL, over = NULL;

  g_assert_null (give (post, NULL, jkk_today () + JKK_NUMBER_DAYS + 1, &late));
  g_assert_error (late, JKK_ERROR, JKK_ERROR_INVALID);
  g_assert_null (give (post, NULL, jkk_today () - 1, &over));
  g_assert_error (over, JKK_ERROR, JKK_ERROR_INVALID);
  g_autoptr (JkkMessage) last = give (post, NULL, jkk_today () + JKK_NUMBER_DAYS, NULL);
  g_assert_nonnull (last);
}

int
main (int argc, char *argv[])
{
  g_setenv ("SANTUN_POST_SETTLE", "0", TRUE);
  g_test_init (&argc, &argv, NULL);
  post_test_add ("/number/report", test_the_case_gets_the_number_of_its_report);
  post_test_add ("/number/before-the-case", test_a_number_may_be_used_before_its_case);
  post_test_add ("/number/last-day", test_a_number_ends_with_its_last_day);
  post_test_add ("/number/60-days", test_a_number_is_valid_for_60_days_at_most);
  return g_test_run ();
}
