#include "jkk-row-state.h"

#include <string.h>

#define TODAY jkk_day_new (2026, 3, 12)
#define OVERDUE_BEFORE jkk_day_new (2026, 3, 3)

static JkkCaseRow
open_case (void)
{
  return (JkkCaseRow){
    .id = 1,
    .number = (char *) "JKK-2026-000123",
    .participant_name = (char *) "BUDI SANTOSO",
    .employer_name = (char *) "PT Maju",
    .segment = (char *) "PU",
    .status = JKK_STATUS_VERIFYING,
    .accident_day = jkk_day_new (2026, 3, 9),
    .received_day = jkk_day_new (2026, 3, 10),
    .claimed_day = JKK_NONE,
    .verifier = (char *) "sari",
    .total = 5466667,
  };
}

static JkkRowState *
state_of (const JkkCaseRow *row)
{
  return jkk_row_state_new (row, NULL, TODAY, OVERDUE_BEFORE);
}

static void
test_a_line_shows_what_the_store_tells (void)
{
  JkkCaseRow row = open_case ();
  g_autoptr (JkkRowState) state = state_of (&row);

  g_assert_cmpstr (state->number, ==, "JKK-2026-000123");
  g_assert_cmpstr (state->accident_day, ==, "09-03-2026");
  g_assert_cmpstr (state->received_day, ==, "10-03-2026");
  g_assert_cmpstr (state->waiting, ==, "2 days");
  g_assert_false (state->overdue);
  g_assert_cmpstr (state->total, ==, "5.466.667");
  g_assert_cmpstr (state->status, ==, "Being verified");
  g_assert_cmpstr (state->status_class, ==, "status-verifying");
  g_assert_cmpstr (state->segment_label, ==, "Wage earner");
}

static void
test_what_is_empty_is_the_empty_text (void)
{
  JkkCaseRow row = { .accident_day = JKK_NONE, .received_day = JKK_NONE, .claimed_day = JKK_NONE, .total = JKK_NONE };
  g_autoptr (JkkRowState) state = state_of (&row);

  g_assert_cmpstr (state->number, ==, "");
  g_assert_cmpstr (state->accident_day, ==, "");
  g_assert_cmpstr (state->received_day, ==, "");
  g_assert_cmpstr (state->waiting, ==, "");
  g_assert_cmpstr (state->verifier, ==, "");
  g_assert_cmpstr (state->total, ==, "");
}

static void
test_overdue_is_told_in_words (void)
{
  JkkCaseRow row = open_case ();

  row.received_day = OVERDUE_BEFORE - 30;
  row.claimed_day = OVERDUE_BEFORE;
  g_autoptr (JkkRowState) last_day = state_of (&row);
  g_assert_false (last_day->overdue);
  g_assert_cmpstr (last_day->waiting, ==, "39 days");
  g_assert_cmpstr (last_day->status_or_overdue, ==, "Being verified");

  row.claimed_day = OVERDUE_BEFORE - 1;
  g_autoptr (JkkRowState) late = state_of (&row);
  g_assert_true (late->overdue);
  g_assert_cmpstr (late->waiting, ==, "39 days");
  g_assert_nonnull (strstr (late->spoken, "overdue"));
  g_assert_cmpstr (late->status_or_overdue, ==, "Being verified, overdue");
}

static void
test_without_a_claim_nothing_is_overdue (void)
{
  JkkCaseRow row = open_case ();

  row.received_day = OVERDUE_BEFORE - 300;
  g_autoptr (JkkRowState) state = state_of (&row);

  g_assert_false (state->overdue);
  g_assert_cmpstr (state->waiting, ==, "309 days");
}

static void
test_a_decided_case_waits_no_more (void)
{
  JkkCaseRow row = open_case ();

  row.status = JKK_STATUS_APPROVED;
  row.received_day = row.claimed_day = OVERDUE_BEFORE - 100;
  g_autoptr (JkkRowState) state = state_of (&row);

  g_assert_false (state->overdue);
  g_assert_cmpstr (state->waiting, ==, "");
}

static void
test_a_case_of_today_and_one_of_tomorrow (void)
{
  JkkCaseRow row = open_case ();

  row.received_day = TODAY;
  g_autoptr (JkkRowState) today = state_of (&row);
  g_assert_cmpstr (today->waiting, ==, "today");

  row.received_day = TODAY + 1;
  g_autoptr (JkkRowState) tomorrow = state_of (&row);
  g_assert_cmpstr (tomorrow->waiting, ==, "");
}

static void
test_the_full_name_goes_before_the_login (void)
{
  JkkCaseRow row = open_case ();
  g_autoptr (JkkRowState) named = jkk_row_state_new (&row, "Sari Wulandari", TODAY, OVERDUE_BEFORE);
  g_autoptr (JkkRowState) unnamed = state_of (&row);

  g_assert_cmpstr (named->verifier, ==, "Sari Wulandari");
  g_assert_cmpstr (unnamed->verifier, ==, "sari");
}

static void
test_a_screen_reader_hears_the_line (void)
{
  JkkCaseRow row = open_case ();
  g_autoptr (JkkRowState) full = state_of (&row);

  g_assert_cmpstr (full->spoken, ==,
                   "JKK-2026-000123, BUDI SANTOSO, PT Maju, Being verified, 2 days, Rp\u00a05.466.667");
  row.employer_name = NULL;
  row.total = JKK_NONE;
  g_autoptr (JkkRowState) sparse = state_of (&row);
  g_assert_cmpstr (sparse->spoken, ==, "JKK-2026-000123, BUDI SANTOSO, Being verified, 2 days");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/row-state/a-line-shows-what-the-store-tells", test_a_line_shows_what_the_store_tells);
  g_test_add_func ("/row-state/what-is-empty-is-the-empty-text", test_what_is_empty_is_the_empty_text);
  g_test_add_func ("/row-state/overdue-is-told-in-words", test_overdue_is_told_in_words);
  g_test_add_func ("/row-state/without-a-claim-nothing-is-overdue", test_without_a_claim_nothing_is_overdue);
  g_test_add_func ("/row-state/a-decided-case-waits-no-more", test_a_decided_case_waits_no_more);
  g_test_add_func ("/row-state/a-case-of-today-and-one-of-tomorrow", test_a_case_of_today_and_one_of_tomorrow);
  g_test_add_func ("/row-state/the-full-name-goes-before-the-login", test_the_full_name_goes_before_the_login);
  g_test_add_func ("/row-state/a-screen-reader-hears-the-line", test_a_screen_reader_hears_the_line);
  return g_test_run ();
}
