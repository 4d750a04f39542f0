#include "jkk-field-state.h"

#define TODAY jkk_day_new (2026, 3, 20)

static JkkDraft *
draft_with (const char *const *values)
{
  g_autoptr (JkkCase) jcase = jkk_case_new ();

  for (guint i = 0; values[i] != NULL; i += 2)
    {
      JkkCase *next = jkk_case_set (jcase, values[i], values[i + 1], NULL);

      g_assert_nonnull (next);
      jkk_case_unref (jcase);
      jcase = next;
    }
  return jkk_draft_new (jcase);
}

static JkkFieldState *
state_of (JkkDraft *draft, const char *path)
{
  g_autoptr (GPtrArray) findings = jkk_case_check (jkk_draft_get_current (draft), TODAY);

  return jkk_field_state_new (draft, findings, path, TRUE);
}

static void
test_an_empty_field_that_is_needed_is_marked_but_not_scolded (void)
{
  static const char *const values[] = { NULL };
  g_autoptr (JkkDraft) draft = draft_with (values);
  g_autoptr (JkkFieldState) needed = state_of (draft, "participant.name"),
                            other = state_of (draft, "participant.phone");

  g_assert_true (needed->needed);
  g_assert_null (needed->error);
  g_assert_cmpstr (needed->text, ==, "");
  g_assert_false (other->needed);
}

static void
test_what_two_papers_disagree_about_stands_at_both_and_links_them (void)
{
  static const char *const values[] = { "accident.accident_day", "2026-03-12", "medical.accident_day", "2026-03-13",
                                        NULL };
  g_autoptr (JkkDraft) draft = draft_with (values);
  g_autoptr (JkkFieldState) one = state_of (draft, "accident.accident_day");
  g_autoptr (JkkFieldState) other = state_of (draft, "medical.accident_day");

  g_assert_nonnull (one->warning);
  g_assert_cmpstr (one->warning, ==, other->warning);
  g_assert_null (one->error);
  g_assert_cmpstr (one->other_path, ==, "medical.accident_day");
  g_assert_cmpstr (other->other_path, ==, "accident.accident_day");
  g_assert_cmpstr (one->short_text, ==, "KK 3 · 3 says “13-03-2026”");
  g_assert_cmpstr (other->short_text, ==, "KK 1 · 4 says “12-03-2026”");
}

static void
test_days_out_of_order_are_an_error_at_one_and_a_warning_at_the_other (void)
{
  static const char *const values[] = { "medical.rest_from", "2026-03-15", "medical.rest_until", "2026-03-12", NULL };
  g_autoptr (JkkDraft) draft = draft_with (values);
  g_autoptr (JkkFieldState) until = state_of (draft, "medical.rest_until"),
                            from = state_of (draft, "medical.rest_from");

  g_assert_nonnull (until->error);
  g_assert_null (until->warning);
  g_assert_cmpstr (until->other_path, ==, "medical.rest_from");
  g_assert_null (until->short_text);
  g_assert_null (from->error);
  g_assert_nonnull (from->warning);
}

static void
test_a_text_that_is_not_acceptable_speaks_before_everything_else (void)
{
  static const char *const values[] = { "medical.rest_from", "2026-03-15", "medical.rest_until", "2026-03-12", NULL };
  g_autoptr (JkkDraft) draft = draft_with (values);

  jkk_draft_set_text (draft, "medical.rest_until", "besok");
  g_autoptr (JkkFieldState) state = state_of (draft, "medical.rest_until");
  g_assert_cmpstr (state->text, ==, "besok");
  g_assert_cmpstr (state->error, ==, jkk_draft_get_error (draft, "medical.rest_until"));
  g_assert_null (state->other_path);
}

static void
test_a_day_of_death_that_is_missing_is_told_in_words (void)
{
  static const char *const values[] = { "medical.outcome", "meninggal-dunia", NULL };
  g_autoptr (JkkDraft) draft = draft_with (values);
  g_autoptr (JkkFieldState) state = state_of (draft, "medical.death_day");

  g_assert_nonnull (state->error);
  g_assert_false (state->needed);
}

static void
test_states_differ_when_a_row_would_look_different (void)
{
  static const char *const values[] = { "participant.name", "Budi", NULL };
  g_autoptr (JkkDraft) draft = draft_with (values);
  g_autoptr (JkkFieldState) a = state_of (draft, "participant.name"), b = state_of (draft, "participant.name");

  g_assert_true (jkk_field_state_equal (a, b));
  b->editable = FALSE;
  g_assert_false (jkk_field_state_equal (a, b));
}

static void
test_what_deeds_keep_is_never_editable (void)
{
  static const char *const values[] = { NULL };
  g_autoptr (JkkDraft) draft = draft_with (values);
  g_autoptr (JkkFieldState) state = state_of (draft, "cover.number");

  g_assert_false (state->editable);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/field-state/an-empty-field-that-is-needed-is-marked-but-not-scolded",
                   test_an_empty_field_that_is_needed_is_marked_but_not_scolded);
  g_test_add_func ("/field-state/what-two-papers-disagree-about-stands-at-both-and-links-them",
                   test_what_two_papers_disagree_about_stands_at_both_and_links_them);
  g_test_add_func ("/field-state/days-out-of-order-are-an-error-at-one-and-a-warning-at-the-other",
                   test_days_out_of_order_are_an_error_at_one_and_a_warning_at_the_other);
  g_test_add_func ("/field-state/a-text-that-is-not-acceptable-speaks-before-everything-else",
                   test_a_text_that_is_not_acceptable_speaks_before_everything_else);
  g_test_add_func ("/field-state/a-day-of-death-that-is-missing-is-told-in-words",
                   test_a_day_of_death_that_is_missing_is_told_in_words);
  g_test_add_func ("/field-state/states-differ-when-a-row-would-look-different",
                   test_states_differ_when_a_row_would_look_different);
  g_test_add_func ("/field-state/what-deeds-keep-is-never-editable", test_what_deeds_keep_is_never_editable);
  return g_test_run ();
}
