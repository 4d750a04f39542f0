#include "jkk-draft.h"

static JkkDraft *
draft_new (void)
{
  g_autoptr (JkkCase) empty = jkk_case_new ();
  g_autoptr (JkkCase) named = jkk_case_set (empty, "participant.name", "Budi Santoso", NULL);
  g_autoptr (JkkCase) paid = jkk_case_set (named, "participant.wage", "4000000", NULL);

  return jkk_draft_new (paid);
}

static void
expect_text (JkkDraft *draft, const char *path, const char *expected)
{
  g_autofree char *text = jkk_draft_get_text (draft, path);

  g_assert_cmpstr (text, ==, expected);
}

static void
expect_undo (JkkDraft *draft, const char *expected)
{
  g_autofree char *path = jkk_draft_undo (draft);

  g_assert_cmpstr (path, ==, expected);
}

static void
expect_redo (JkkDraft *draft, const char *expected)
{
  g_autofree char *path = jkk_draft_redo (draft);

  g_assert_cmpstr (path, ==, expected);
}

static void
test_a_new_draft_has_nothing_to_save (void)
{
  g_autoptr (JkkDraft) draft = draft_new ();

  g_assert_false (jkk_draft_is_dirty (draft));
  g_assert_false (jkk_draft_can_undo (draft));
  g_assert_cmpuint (jkk_draft_count_invalid (draft), ==, 0);
  g_assert_null (jkk_draft_undo (draft));
  expect_text (draft, "participant.wage", "4.000.000");
  expect_text (draft, "participant.wage_kind", "");
}

static void
test_a_good_text_goes_into_the_case_at_once_and_stays_as_typed (void)
{
  g_autoptr (JkkDraft) draft = draft_new ();

  g_assert_true (jkk_draft_set_text (draft, "participant.wage", "5000000"));
  g_assert_cmpint (jkk_draft_get_current (draft)->participant.wage, ==, 5000000);
  g_assert_cmpint (jkk_draft_get_original (draft)->participant.wage, ==, 4000000);
  g_assert_true (jkk_draft_is_dirty (draft));
  expect_text (draft, "participant.wage", "5000000");
}

static void
test_leaving_a_control_tidies_its_text (void)
{
  g_autoptr (JkkDraft) draft = draft_new ();

  jkk_draft_set_text (draft, "participant.wage", "5000000");
  g_assert_true (jkk_draft_settle (draft, "participant.wage"));
  expect_text (draft, "participant.wage", "5.000.000");
  g_assert_false (jkk_draft_settle (draft, "participant.wage"));
}

static void
test_a_bad_text_stays_with_its_reason_beside_the_good_value (void)
{
  g_autoptr (JkkDraft) draft = draft_new ();

  g_assert_false (jkk_draft_set_text (draft, "participant.wage", "empat juta"));
  g_assert_cmpint (jkk_draft_get_current (draft)->participant.wage, ==, 4000000);
  g_assert_false (jkk_draft_is_dirty (draft));
  g_assert_nonnull (jkk_draft_get_error (draft, "participant.wage"));
  g_assert_cmpuint (jkk_draft_count_invalid (draft), ==, 1);
  g_assert_false (jkk_draft_settle (draft, "participant.wage"));
  expect_text (draft, "participant.wage", "empat juta");

  g_assert_true (jkk_draft_set_text (draft, "participant.wage", "4 000 000"));
  g_assert_null (jkk_draft_get_error (draft, "participant.wage"));
  g_assert_cmpuint (jkk_draft_count_invalid (draft), ==, 0);
}

static void
test_codes_and_flags_are_shown_as_stored (void)
{
  g_autoptr (JkkDraft) draft = draft_new ();

  jkk_draft_set_text (draft, "accident.place", "lalu-lintas");
  jkk_draft_set_text (draft, "participant.left_handed", "ya");
  jkk_draft_settle (draft, "accident.place");
  jkk_draft_settle (draft, "participant.left_handed");
  expect_text (draft, "accident.place", "lalu-lintas");
  expect_text (draft, "participant.left_handed", "ya");
  jkk_draft_set_text (draft, "participant.left_handed", "");
  g_assert_true (jkk_draft_get_current (draft)->participant.left_handed == JKK_NONE);
}

static void
test_typing_in_one_field_is_undone_word_by_word (void)
{
  g_autoptr (JkkDraft) draft = draft_new ();
  static const char *const keys[] = {
    "J", "Ja", "Jat", "Jatu", "Jatuh", "Jatuh ", "Jatuh d", "Jatuh da", "Jatuh dari"
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    jkk_draft_set_text (draft, "accident.chronology", keys[i]);
  expect_undo (draft, "accident.chronology");
  expect_text (draft, "accident.chronology", "Jatuh");
  expect_undo (draft, "accident.chronology");
  expect_text (draft, "accident.chronology", "");
  g_assert_false (jkk_draft_can_undo (draft));
  expect_redo (draft, "accident.chronology");
  expect_redo (draft, "accident.chronology");
  expect_text (draft, "accident.chronology", "Jatuh dari");
  g_assert_false (jkk_draft_can_redo (draft));
}

static void
test_undo_brings_back_a_bad_text_and_its_reason (void)
{
  g_autoptr (JkkDraft) draft = draft_new ();

  jkk_draft_set_text (draft, "participant.identity", "123");
  jkk_draft_settle (draft, "participant.identity");
  jkk_draft_set_text (draft, "participant.identity", "3273010101900001");
  expect_undo (draft, "participant.identity");
  expect_text (draft, "participant.identity", "123");
  g_assert_nonnull (jkk_draft_get_error (draft, "participant.identity"));
  expect_redo (draft, "participant.identity");
  g_assert_null (jkk_draft_get_error (draft, "participant.identity"));
}

static void
test_a_change_after_undo_forgets_the_way_forward (void)
{
  g_autoptr (JkkDraft) draft = draft_new ();

  jkk_draft_set_text (draft, "employer.name", "PT Satu");
  expect_undo (draft, "employer.name");
  jkk_draft_set_text (draft, "employer.name", "PT Dua");
  g_assert_false (jkk_draft_can_redo (draft));
}

static void
test_typing_what_stands_there_is_no_change (void)
{
  g_autoptr (JkkDraft) draft = draft_new ();

  g_assert_true (jkk_draft_set_text (draft, "participant.name", "Budi Santoso"));
  g_assert_false (jkk_draft_can_undo (draft));
}

static void
test_rows_are_added_and_taken_away_and_both_can_be_undone (void)
{
  g_autoptr (JkkDraft) draft = draft_new ();

  g_assert_cmpuint (jkk_draft_append (draft, "children"), ==, 1);
  g_assert_cmpuint (jkk_draft_append (draft, "children"), ==, 2);
  jkk_draft_set_text (draft, "children[2].name", "Sari");
  g_assert_true (jkk_draft_remove (draft, "children", 1));
  expect_text (draft, "children[1].name", "Sari");
  expect_undo (draft, "children");
  expect_text (draft, "children[2].name", "Sari");
  g_assert_false (jkk_draft_remove (draft, "children", 3));
  expect_undo (draft, "children[2].name");
  expect_undo (draft, "children");
  g_assert_cmpuint (jkk_draft_get_current (draft)->children->len, ==, 1);
}

static void
test_bad_texts_move_with_their_row (void)
{
  g_autoptr (JkkDraft) draft = draft_new ();

  for (guint i = 0; i < 3; i++)
    jkk_draft_append (draft, "children");
  jkk_draft_set_text (draft, "children[1].born", "kemarin");
  jkk_draft_set_text (draft, "children[3].born", "besok");
  jkk_draft_remove (draft, "children", 1);
  g_assert_cmpuint (jkk_draft_count_invalid (draft), ==, 1);
  expect_text (draft, "children[2].born", "besok");
  g_assert_nonnull (jkk_draft_get_error (draft, "children[2].born"));
}

static void
test_after_saving_the_way_back_is_still_there (void)
{
  g_autoptr (JkkDraft) draft = draft_new ();

  jkk_draft_set_text (draft, "employer.name", "PT Maju");
  jkk_draft_set_text (draft, "participant.born", "besok");
  g_autoptr (JkkCase) stored = jkk_case_copy (jkk_draft_get_current (draft));
  stored->id = 7;
  stored->revision = 2;
  jkk_draft_rebase (draft, stored, jkk_draft_get_current (draft));
  g_assert_false (jkk_draft_is_dirty (draft));
  g_assert_cmpint (jkk_draft_get_current (draft)->id, ==, 7);
  g_assert_cmpint (jkk_draft_get_current (draft)->revision, ==, 2);
  expect_text (draft, "participant.born", "besok");
  expect_undo (draft, "participant.born");
  expect_undo (draft, "employer.name");
  g_assert_true (jkk_draft_is_dirty (draft));
}

static void
test_what_others_did_cannot_be_undone_by_mistake (void)
{
  g_autoptr (JkkDraft) draft = draft_new ();

  jkk_draft_set_text (draft, "employer.name", "PT Maju");
  g_autoptr (JkkCase) theirs =
      jkk_case_set (jkk_draft_get_original (draft), "participant.phone", "0812 3456 7890", NULL);
  g_autoptr (JkkCase) merged = jkk_case_set (theirs, "employer.name", "PT Maju", NULL);
  jkk_draft_rebase (draft, theirs, merged);
  g_assert_false (jkk_draft_can_undo (draft));
  g_assert_true (jkk_draft_is_dirty (draft));
  expect_text (draft, "participant.phone", "0812 3456 7890");
}

static void
test_what_was_typed_gives_way_when_its_value_is_another_one_now (void)
{
  g_autoptr (JkkDraft) draft = draft_new ();

  jkk_draft_set_text (draft, "participant.wage", "5000000");
  jkk_draft_set_text (draft, "employer.name", "PT  Maju ");
  g_autoptr (JkkCase) named = jkk_case_set (jkk_draft_get_original (draft), "employer.name", "PT  Maju", NULL);
  g_autoptr (JkkCase) paid = jkk_case_set (named, "participant.wage", "6000000", NULL);
  jkk_draft_rebase (draft, paid, paid);
  expect_text (draft, "participant.wage", "6.000.000");
  expect_text (draft, "employer.name", "PT  Maju ");
}

static void
test_bad_texts_can_be_typed_again_when_the_case_is_opened_again (void)
{
  g_autoptr (JkkDraft) draft = draft_new (), again = draft_new ();

  jkk_draft_set_text (draft, "participant.identity", "123");
  jkk_draft_append (draft, "heirs");
  jkk_draft_set_text (draft, "heirs[1].born", "dulu");
  jkk_draft_retype (again, draft);
  expect_text (again, "participant.identity", "123");
  g_assert_cmpuint (jkk_draft_count_invalid (again), ==, 1);
}

static void
test_the_way_back_is_long_but_not_endless (void)
{
  g_autoptr (JkkDraft) draft = draft_new ();
  guint n = 0;

  for (guint i = 0; i < 250; i++)
    jkk_draft_append (draft, "absences");
  while (jkk_draft_can_undo (draft))
    {
      expect_undo (draft, "absences");
      n++;
    }
  g_assert_cmpuint (n, ==, 200);
  g_assert_cmpuint (jkk_draft_get_current (draft)->absences->len, ==, 50);
}

static void
test_values_that_belong_together_are_one_step (void)
{
  g_autoptr (JkkCase) empty = jkk_case_new ();
  g_autoptr (JkkDraft) draft = jkk_draft_new (empty);

  jkk_draft_append (draft, "impairments");
  jkk_draft_set_text (draft, "impairments[1].function_loss", "abc");
  jkk_draft_set_text (draft, "impairments[1].table_row", "xyz");
  g_autoptr (JkkCase) half = jkk_case_set (jkk_draft_get_current (draft), "impairments[1].function_loss", "40", NULL);
  g_autoptr (JkkCase) whole = jkk_case_set (half, "impairments[1].method", "otot", NULL);
  jkk_draft_take (draft, "impairments[1].function_loss", whole);
  g_autofree char *loss = jkk_draft_get_text (draft, "impairments[1].function_loss");
  g_autofree char *row = jkk_draft_get_text (draft, "impairments[1].table_row");
  g_assert_cmpstr (loss, ==, "40\u00a0%");
  /* What stands elsewhere and cannot be saved is not lost. */
  g_assert_cmpstr (row, ==, "xyz");
  g_assert_cmpuint (jkk_draft_count_invalid (draft), ==, 1);
  g_autofree char *path = jkk_draft_undo (draft);
  g_autofree char *before = jkk_draft_get_text (draft, "impairments[1].method");
  g_autofree char *typed = jkk_draft_get_text (draft, "impairments[1].function_loss");
  g_assert_cmpstr (path, ==, "impairments[1].function_loss");
  g_assert_cmpstr (before, ==, "");
  g_assert_cmpstr (typed, ==, "abc");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draft/a-new-draft-has-nothing-to-save", test_a_new_draft_has_nothing_to_save);
  g_test_add_func ("/draft/a-good-text-goes-into-the-case-at-once-and-stays-as-typed",
                   test_a_good_text_goes_into_the_case_at_once_and_stays_as_typed);
  g_test_add_func ("/draft/leaving-a-control-tidies-its-text", test_leaving_a_control_tidies_its_text);
  g_test_add_func ("/draft/a-bad-text-stays-with-its-reason-beside-the-good-value",
                   test_a_bad_text_stays_with_its_reason_beside_the_good_value);
  g_test_add_func ("/draft/codes-and-flags-are-shown-as-stored", test_codes_and_flags_are_shown_as_stored);
  g_test_add_func ("/draft/typing-in-one-field-is-undone-word-by-word",
                   test_typing_in_one_field_is_undone_word_by_word);
  g_test_add_func ("/draft/undo-brings-back-a-bad-text-and-its-reason",
                   test_undo_brings_back_a_bad_text_and_its_reason);
  g_test_add_func ("/draft/a-change-after-undo-forgets-the-way-forward",
                   test_a_change_after_undo_forgets_the_way_forward);
  g_test_add_func ("/draft/typing-what-stands-there-is-no-change", test_typing_what_stands_there_is_no_change);
  g_test_add_func ("/draft/rows-are-added-and-taken-away-and-both-can-be-undone",
                   test_rows_are_added_and_taken_away_and_both_can_be_undone);
  g_test_add_func ("/draft/bad-texts-move-with-their-row", test_bad_texts_move_with_their_row);
  g_test_add_func ("/draft/after-saving-the-way-back-is-still-there", test_after_saving_the_way_back_is_still_there);
  g_test_add_func ("/draft/what-others-did-cannot-be-undone-by-mistake",
                   test_what_others_did_cannot_be_undone_by_mistake);
  g_test_add_func ("/draft/what-was-typed-gives-way-when-its-value-is-another-one-now",
                   test_what_was_typed_gives_way_when_its_value_is_another_one_now);
  g_test_add_func ("/draft/bad-texts-can-be-typed-again-when-the-case-is-opened-again",
                   test_bad_texts_can_be_typed_again_when_the_case_is_opened_again);
  g_test_add_func ("/draft/the-way-back-is-long-but-not-endless", test_the_way_back_is_long_but_not_endless);
  g_test_add_func ("/draft/values-that-belong-together-are-one-step", test_values_that_belong_together_are_one_step);
  return g_test_run ();
}
