#include "jkk-form-value.h"

#include "sample-case.h"

static void
assert_text (const JkkFormFacts *facts, const char *path, const char *expected)
{
  g_autofree char *text = jkk_form_value_text (facts, path);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_values_stand_as_on_paper (void)
{
  g_autoptr (JkkCase) jcase = sample_case ();
  JkkFormFacts facts = { jcase, NULL, NULL };

  assert_text (&facts, "participant.name", "Łukasz Đorđević Nguyễn");
  assert_text (&facts, "claim.accident_day", "12-03-2026");
  assert_text (&facts, "claim.accident_time", "07.40");
  assert_text (&facts, "payees[peserta].disability", "28.000.000");
  assert_text (&facts, "medical.loss_percent", "62,5\u00a0%");
  assert_text (&facts, "words.loss_percent", "enam puluh dua koma lima persen");
  assert_text (&facts, "claim.days_absent", "41");
}

/* The language of the interface is English here. */
static void
test_codes_are_written_in_indonesian_in_every_locale (void)
{
  g_autoptr (JkkCase) jcase = sample_case ();
  JkkFormFacts facts = { jcase, NULL, NULL };

  assert_text (&facts, "heirs[1].relation", "Janda/duda");
  assert_text (&facts, "claim.outcome", "Cacat sebagian fungsi");
}

static void
test_what_is_not_there_is_empty (void)
{
  g_autoptr (JkkCase) jcase = jkk_case_new ();
  JkkFormFacts facts = { jcase, NULL, NULL };

  assert_text (&facts, "participant.name", "");
  assert_text (&facts, "heirs[3].name", "");
  assert_text (&facts, "payees[peserta].stmb", "");
  assert_text (&facts, "medical.loss_percent", "");
  assert_text (&facts, "words.loss_percent", "");
  assert_text (&facts, "decision.amount", "");
  assert_text (&facts, "decision.status", "");
  assert_text (&facts, "decision.words", "");
  assert_text (&facts, "decision.day", "");
  assert_text (&facts, "decision.hash", "");
  assert_text (&facts, "payout.pack", "");
}

static void
test_a_box_is_ticked_by_its_code_alone (void)
{
  g_autoptr (JkkCase) jcase = sample_case ();
  JkkFormFacts facts = { jcase, NULL, NULL };

  g_assert_true (jkk_form_value_is (&facts, "claim.outcome", "cacat-sebagian-fungsi"));
  g_assert_false (jkk_form_value_is (&facts, "claim.outcome", "sembuh"));
  g_assert_true (jkk_form_value_is (&facts, "claim.has_children", "1"));
  g_assert_false (jkk_form_value_is (&facts, "claim.has_children", "0"));
  g_assert_false (jkk_form_value_is (&facts, "claim.paper_treatment", "0"));
  g_assert_false (jkk_form_value_is (&facts, "claim.paper_treatment", "1"));
  g_assert_true (jkk_form_value_is (&facts, "claim.remarks", "*"));
  g_assert_false (jkk_form_value_is (&facts, "claim.paper_other", "*"));
}

static void
test_no_is_another_answer_than_none (void)
{
  g_autoptr (JkkCase) empty = jkk_case_new ();
  g_autoptr (JkkCase) jcase = jkk_case_set (empty, "claim.has_children", "tidak", NULL);
  JkkFormFacts facts = { jcase, NULL, NULL }, none = { empty, NULL, NULL };

  g_assert_true (jkk_form_value_is (&facts, "claim.has_children", "0"));
  g_assert_false (jkk_form_value_is (&none, "claim.has_children", "0"));
}

static void
test_an_approved_amount_is_that_of_the_decision (void)
{
  g_autoptr (JkkCase) jcase = sample_case ();
  g_autoptr (JkkPayout) payout = sample_payout (1);
  g_autoptr (JkkDecision) decision = sample_decision (payout);
  JkkFormFacts facts = { jcase, payout, decision };

  decision->total = 123000000;
  assert_text (&facts, "decision.amount", "123.000.000");
  assert_text (&facts, "decision.words", "Seratus dua puluh tiga juta rupiah");
  assert_text (&facts, "decision.day", "25-04-2026");
  assert_text (&facts, "decision.hash", "9f86 d081 884c 7d65");
  assert_text (&facts, "payout.pack", "PP 44/2015 jo. PP 82/2019");
}

static void
test_a_refused_claim_shows_no_amount (void)
{
  g_autoptr (JkkCase) jcase = sample_case ();
  g_autoptr (JkkPayout) payout = sample_payout (1);
  g_autoptr (JkkDecision) decision = sample_decision (payout);
  JkkFormFacts facts = { jcase, payout, decision };

  jkk_set_str (&decision->proposal, "refuse");
  assert_text (&facts, "decision.amount", "");
  assert_text (&facts, "decision.words", "");
}

static void
test_an_incomplete_sheet_shows_no_amount (void)
{
  g_autoptr (JkkCase) jcase = sample_case ();
  g_autoptr (JkkPayout) payout = sample_payout (1);
  JkkFormFacts facts = { jcase, payout, NULL };
  g_autofree char *complete = jkk_form_value_text (&facts, "decision.status");

  assert_text (&facts, "decision.amount", "5.466.667");
  jkk_payout_take_missing (payout, "participant.wage", "Enter the wage.");
  g_autofree char *incomplete = jkk_form_value_text (&facts, "decision.status");
  assert_text (&facts, "decision.amount", "");
  g_assert_cmpstr (complete, !=, incomplete);
}

static void
test_a_sheet_without_a_law_names_none (void)
{
  g_autoptr (JkkCase) jcase = sample_case ();
  g_autoptr (JkkPayout) payout = jkk_payout_new ();
  JkkFormFacts facts = { jcase, payout, NULL };

  assert_text (&facts, "payout.pack", "");
}

static void
test_each_state_has_words_of_its_own (void)
{
  static const char *const states[] = { "proposed", "approved", "returned", "rejected" };
  g_autoptr (JkkCase) jcase = sample_case ();
  g_autoptr (JkkPayout) payout = sample_payout (1);
  g_autoptr (JkkDecision) decision = sample_decision (payout);
  JkkFormFacts facts = { jcase, payout, decision };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      jkk_set_str (&decision->state, states[i]);
      g_assert_true (g_hash_table_add (seen, jkk_form_value_text (&facts, "decision.status")));
    }
}

static void
test_an_outcome_without_a_box_is_written_out (void)
{
  g_autoptr (JkkCase) jcase = jkk_case_new ();
  JkkFormFacts facts = { jcase, NULL, NULL };

  assert_text (&facts, "words.other_outcome", "");
  jkk_set_str (&jcase->medical.outcome, "cacat-sebagian-fungsi");
  assert_text (&facts, "words.other_outcome", "");
  jkk_set_str (&jcase->medical.outcome, "cacat-total-tetap");
  g_autofree char *total = jkk_form_value_text (&facts, "words.other_outcome");
  g_assert_true (g_str_has_suffix (total, ": Cacat total tetap"));
  jkk_set_str (&jcase->medical.outcome, "masih-dalam-pengobatan");
  g_autofree char *treated = jkk_form_value_text (&facts, "words.other_outcome");
  g_assert_true (g_str_has_suffix (treated, ": Masih dalam pengobatan"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-value/values-stand-as-on-paper", test_values_stand_as_on_paper);
  g_test_add_func ("/form-value/codes-are-written-in-indonesian-in-every-locale",
                   test_codes_are_written_in_indonesian_in_every_locale);
  g_test_add_func ("/form-value/what-is-not-there-is-empty", test_what_is_not_there_is_empty);
  g_test_add_func ("/form-value/a-box-is-ticked-by-its-code-alone", test_a_box_is_ticked_by_its_code_alone);
  g_test_add_func ("/form-value/no-is-another-answer-than-none", test_no_is_another_answer_than_none);
  g_test_add_func ("/form-value/an-approved-amount-is-that-of-the-decision",
                   test_an_approved_amount_is_that_of_the_decision);
  g_test_add_func ("/form-value/a-refused-claim-shows-no-amount", test_a_refused_claim_shows_no_amount);
  g_test_add_func ("/form-value/an-incomplete-sheet-shows-no-amount", test_an_incomplete_sheet_shows_no_amount);
  g_test_add_func ("/form-value/a-sheet-without-a-law-names-none", test_a_sheet_without_a_law_names_none);
  g_test_add_func ("/form-value/each-state-has-words-of-its-own", test_each_state_has_words_of_its_own);
  g_test_add_func ("/form-value/an-outcome-without-a-box-is-written-out", test_an_outcome_without_a_box_is_written_out);
  return g_test_run ();
}
