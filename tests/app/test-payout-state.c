#include "jkk-payout-state.h"

/* A sheet with one line of STMB: 41 days of a wage. */
static JkkReason *
stmb_line (JkkMoney amount)
{
  JkkReason *line = jkk_reason_new ("stmb", "stmb", "STMB", "PP 82/2019");
  JkkReason *step = jkk_reason_new ("wage", NULL, "Monthly wage", "PP 44/2015");

  jkk_reason_add_input (line, "days", "Days", JKK_KIND_COUNT, 41);
  JkkInput *divisor = jkk_reason_add_input (line, "divisor", "Days of a month", JKK_KIND_COUNT, 30);
  JkkInput *wage = jkk_reason_add_input (step, "wage", "Reported wage", JKK_KIND_MONEY, 4000000);

  line->amount = amount;
  line->formula = "{days} days ÷ {divisor}";
  line->payee = "peserta";
  divisor->parameter = "stmb-divisor";
  divisor->article = "PP 82/2019 lampiran III";
  divisor->unconfirmed = TRUE;
  wage->path = "participant.wage";
  step->amount = 4000000;
  jkk_reason_take_child (line, step);
  return line;
}

static JkkPayout *
sheet_new (JkkMoney stmb)
{
  JkkPayout *sheet = jkk_payout_new ();

  sheet->total = stmb;
  sheet->pack_title = "PP 82/2019";
  sheet->law_day = jkk_day_new (2026, 3, 12);
  jkk_payout_take_line (sheet, stmb_line (stmb));
  return sheet;
}

static JkkReason *
plain_line (const char *benefit, JkkMoney amount)
{
  JkkReason *line = jkk_reason_new (benefit, benefit, benefit, NULL);

  line->amount = amount;
  return line;
}

static void
test_a_line_shows_amount_formula_article_and_payee (void)
{
  g_autoptr (JkkPayout) sheet = sheet_new (5466667);
  g_autoptr (JkkPayoutState) state = jkk_payout_state_new (sheet, NULL, NULL, NULL);
  const JkkPayoutLine *line = state->lines->pdata[0];

  g_assert_cmpstr (state->total, ==, "Rp\u00a05.466.667");
  g_assert_cmpstr (line->key, ==, "stmb");
  g_assert_cmpstr (line->amount, ==, "5.466.667");
  g_assert_cmpstr (line->formula, ==, "41 days ÷ 30");
  g_assert_cmpstr (line->article, ==, "PP 82/2019");
  g_assert_cmpstr (line->payee, ==, "Participant");
  g_assert_null (line->other);
  g_assert_false (line->changed);
  g_assert_nonnull (state->law_day);
}

static void
test_what_is_not_confirmed_is_named_at_the_line_and_counted_below (void)
{
  g_autoptr (JkkPayout) sheet = sheet_new (5466667);
  g_autoptr (JkkPayoutState) state = jkk_payout_state_new (sheet, NULL, NULL, NULL);
  const JkkPayoutLine *line = state->lines->pdata[0];

  g_assert_cmpstr (line->unconfirmed, ==, "Not confirmed yet: Days of a month");
  g_assert_cmpstr (state->unconfirmed, ==, "1 figure of the regulation is not confirmed yet");
}

static void
test_an_input_tells_where_it_comes_from (void)
{
  g_autoptr (JkkPayout) sheet = sheet_new (5466667);
  g_autoptr (JkkPayoutState) state = jkk_payout_state_new (sheet, NULL, NULL, NULL);
  const JkkPayoutLine *line = state->lines->pdata[0], *step = line->steps->pdata[0];
  const JkkPayoutInput *divisor = line->inputs->pdata[1], *wage = step->inputs->pdata[0];

  g_assert_cmpstr (divisor->source, ==, "PP 82/2019 lampiran III");
  g_assert_true (divisor->unconfirmed);
  g_assert_null (divisor->path);
  g_assert_cmpstr (wage->value, ==, "4.000.000");
  g_assert_cmpstr (wage->path, ==, "participant.wage");
  g_assert_cmpstr (wage->source, ==, "KK 1 · 3 · Reported wage");
}

static void
test_a_code_is_read_by_its_wording (void)
{
  g_autoptr (JkkPayout) sheet = jkk_payout_new ();
  JkkReason *line = plain_line ("death", 1);
  JkkInput *outcome = jkk_reason_add_input (line, "outcome", "Outcome", JKK_KIND_CODE, JKK_NONE);

  outcome->text = "meninggal-dunia";
  outcome->path = "medical.outcome";
  jkk_payout_take_line (sheet, line);
  g_autoptr (JkkPayoutState) state = jkk_payout_state_new (sheet, NULL, NULL, NULL);
  const JkkPayoutLine *shown = state->lines->pdata[0];
  g_assert_cmpstr (((JkkPayoutInput *) shown->inputs->pdata[0])->value, ==, "Died");
}

static void
test_an_amount_that_moved_is_marked (void)
{
  g_autoptr (JkkPayout) before = sheet_new (5466667), after = sheet_new (5600000), same = sheet_new (5466667);
  g_autoptr (JkkPayoutState) moved = jkk_payout_state_new (after, before, NULL, NULL);
  g_autoptr (JkkPayoutState) still = jkk_payout_state_new (same, before, NULL, NULL);

  g_assert_true (((JkkPayoutLine *) moved->lines->pdata[0])->changed);
  g_assert_true (moved->total_changed);
  g_assert_false (((JkkPayoutLine *) still->lines->pdata[0])->changed);
  g_assert_false (still->total_changed);
}

static void
test_a_new_line_is_marked_and_two_of_one_benefit_are_kept_apart (void)
{
  g_autoptr (JkkPayout) before = jkk_payout_new (), after = jkk_payout_new ();

  jkk_payout_take_line (before, plain_line ("transport", 100));
  jkk_payout_take_line (after, plain_line ("transport", 100));
  jkk_payout_take_line (after, plain_line ("transport", 200));
  g_autoptr (JkkPayoutState) state = jkk_payout_state_new (after, before, NULL, NULL);
  g_assert_false (((JkkPayoutLine *) state->lines->pdata[0])->changed);
  g_assert_true (((JkkPayoutLine *) state->lines->pdata[1])->changed);
}

static void
test_the_frozen_sheet_has_the_recalculation_beside_it (void)
{
  g_autoptr (JkkPayout) frozen = sheet_new (5466667), today = sheet_new (5600000);

  jkk_payout_take_line (frozen, plain_line ("funeral", 10000000));
  jkk_payout_take_line (today, plain_line ("transport", 250000));
  g_autoptr (JkkPayoutState) state = jkk_payout_state_new (frozen, NULL, today, NULL);
  const JkkPayoutLine *stmb = state->lines->pdata[0], *gone = state->lines->pdata[1], *new = state->lines->pdata[2];
  g_assert_cmpstr (stmb->other, ==, "5.600.000");
  g_assert_cmpstr (gone->other, ==, "—");
  g_assert_cmpstr (new->amount, ==, "—");
  g_assert_cmpstr (new->other, ==, "250.000");
  g_assert_cmpstr (state->other_total, ==, "Rp\u00a05.600.000");
}

static void
test_what_is_missing_leads_to_its_field (void)
{
  g_autoptr (JkkPayout) sheet = jkk_payout_new ();

  jkk_payout_take_missing (sheet, "participant.wage", "Enter the wage.");
  g_autoptr (JkkPayoutState) state = jkk_payout_state_new (sheet, NULL, NULL, NULL);
  const JkkPayoutGap *gap = state->gaps->pdata[0];
  g_assert_cmpstr (gap->path, ==, "participant.wage");
  g_assert_cmpstr (gap->place, ==, "KK 1 · 3");
  g_assert_cmpstr (gap->text, ==, "Enter the wage.");
}

static void
test_a_line_of_one_step_says_what_the_step_says (void)
{
  g_autoptr (JkkPayout) sheet = jkk_payout_new ();
  JkkReason *line = jkk_reason_new ("stmb", "stmb", "STMB", "PP 82/2019");

  line->amount = 5466667;
  line->formula = "{first}";
  jkk_reason_add_input (line, "first", "First six months", JKK_KIND_MONEY, 5466667);
  jkk_reason_take_child (line, stmb_line (5466667));
  jkk_payout_take_line (sheet, line);
  sheet->total = 5466667;
  g_autoptr (JkkPayoutState) state = jkk_payout_state_new (sheet, NULL, NULL, NULL);
  const JkkPayoutLine *shown = state->lines->pdata[0], *step = shown->steps->pdata[0];
  g_assert_cmpstr (shown->formula, ==, step->formula);
  g_assert_cmpstr (shown->formula, !=, "5.466.667");
}

static void
test_a_figure_that_is_not_confirmed_leads_into_the_law (void)
{
  g_autoptr (JkkPayout) sheet = sheet_new (5466667);
  g_autoptr (JkkPayoutState) state = jkk_payout_state_new (sheet, NULL, NULL, NULL);
  const JkkPayoutLine *line = state->lines->pdata[0];
  const JkkPayoutDoubt *doubt = line->doubts->pdata[0];

  g_assert_cmpuint (line->doubts->len, ==, 1);
  g_assert_cmpstr (doubt->label, ==, "Days of a month");
  g_assert_cmpstr (doubt->parameter, ==, "stmb-divisor");
  g_assert_cmpstr (((JkkPayoutInput *) line->inputs->pdata[1])->parameter, ==, "stmb-divisor");
  g_assert_null (((JkkPayoutInput *) line->inputs->pdata[0])->parameter);
}

static void
test_a_rejected_case_owes_nothing (void)
{
  g_autoptr (JkkPayout) sheet = sheet_new (5466667);
  g_autoptr (JkkPayoutState) state = jkk_payout_state_new (sheet, NULL, NULL, "Rejected.");
  g_autoptr (JkkPayoutState) paid = jkk_payout_state_new (sheet, NULL, NULL, NULL);

  g_assert_cmpstr (state->total, ==, "Rp\u00a00");
  g_assert_cmpstr (state->calculated, ==, "Rp\u00a05.466.667");
  g_assert_cmpstr (state->refusal, ==, "Rejected.");
  g_assert_null (state->split);
  g_assert_null (paid->calculated);
  g_assert_null (paid->refusal);
}

/* STMB goes to the participant, transport to nobody that is named, the funeral to the heirs. */
static void
test_what_goes_to_whom_is_summed_up (void)
{
  g_autoptr (JkkPayout) sheet = sheet_new (5466667);
  JkkReason *funeral = plain_line ("funeral", 10000000), *death = plain_line ("death", 20000000);

  g_autoptr (JkkPayoutState) one = jkk_payout_state_new (sheet, NULL, NULL, NULL);
  g_assert_null (one->split);
  funeral->payee = death->payee = "ahli-waris";
  jkk_payout_take_line (sheet, funeral);
  jkk_payout_take_line (sheet, death);
  g_autoptr (JkkPayoutState) two = jkk_payout_state_new (sheet, NULL, NULL, NULL);
  g_assert_cmpstr (two->split, ==, "Participant 5.466.667 · Heirs 30.000.000");
}

/* The agency's and the employer's side by side, as the rule says it. */
static void
test_a_wage_reported_too_low_shows_who_pays_what (void)
{
  g_autoptr (JkkPayout) sheet = sheet_new (5466667);
  JkkReason *note = jkk_reason_new ("wage-difference", NULL, "The wage was reported too low", NULL);
  JkkReason *step = jkk_reason_new ("wage-difference-benefit", NULL, "STMB", NULL);
  JkkReason *other = jkk_reason_new ("wage-difference-benefit", NULL, "Something else", NULL);

  g_autoptr (JkkPayoutState) before = jkk_payout_state_new (sheet, NULL, NULL, NULL);
  g_assert_cmpuint (before->shares->len, ==, 0);
  step->amount = 533333;
  other->amount = 1000;
  jkk_reason_take_child (note, step);
  jkk_reason_take_child (note, other);
  jkk_payout_take_line (sheet, plain_line ("transport", 300000));
  jkk_payout_take_note (sheet, note);
  sheet->total += 300000;
  g_autoptr (JkkPayoutState) state = jkk_payout_state_new (sheet, NULL, NULL, NULL);
  const JkkPayoutShare *stmb = state->shares->pdata[0], *transport = state->shares->pdata[1],
                       *extra = state->shares->pdata[2], *sum = state->shares->pdata[3];
  g_assert_cmpuint (state->shares->len, ==, 4);
  g_assert_cmpstr (stmb->agency, ==, "5.466.667");
  g_assert_cmpstr (stmb->employer, ==, "533.333");
  g_assert_cmpstr (transport->agency, ==, "300.000");
  g_assert_null (transport->employer);
  g_assert_null (extra->agency);
  g_assert_cmpstr (extra->employer, ==, "1.000");
  g_assert_cmpstr (sum->agency, ==, "5.766.667");
  g_assert_cmpstr (sum->employer, ==, "534.333");
}

static void
test_a_formula_that_repeats_the_amount_is_left_out (void)
{
  g_autoptr (JkkPayout) sheet = jkk_payout_new ();
  JkkReason *line = plain_line ("funeral", 10000000);

  jkk_reason_add_input (line, "amount", "Amount", JKK_KIND_MONEY, 10000000);
  line->formula = "{amount}";
  jkk_payout_take_line (sheet, line);
  g_autoptr (JkkPayoutState) state = jkk_payout_state_new (sheet, NULL, NULL, NULL);
  g_assert_null (((JkkPayoutLine *) state->lines->pdata[0])->formula);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/payout-state/a-line-shows-amount-formula-article-and-payee",
                   test_a_line_shows_amount_formula_article_and_payee);
  g_test_add_func ("/payout-state/what-is-not-confirmed-is-named-at-the-line-and-counted-below",
                   test_what_is_not_confirmed_is_named_at_the_line_and_counted_below);
  g_test_add_func ("/payout-state/an-input-tells-where-it-comes-from", test_an_input_tells_where_it_comes_from);
  g_test_add_func ("/payout-state/a-code-is-read-by-its-wording", test_a_code_is_read_by_its_wording);
  g_test_add_func ("/payout-state/an-amount-that-moved-is-marked", test_an_amount_that_moved_is_marked);
  g_test_add_func ("/payout-state/a-new-line-is-marked-and-two-of-one-benefit-are-kept-apart",
                   test_a_new_line_is_marked_and_two_of_one_benefit_are_kept_apart);
  g_test_add_func ("/payout-state/the-frozen-sheet-has-the-recalculation-beside-it",
                   test_the_frozen_sheet_has_the_recalculation_beside_it);
  g_test_add_func ("/payout-state/what-is-missing-leads-to-its-field", test_what_is_missing_leads_to_its_field);
  g_test_add_func ("/payout-state/one-step", test_a_line_of_one_step_says_what_the_step_says);
  g_test_add_func ("/payout-state/a-figure-that-is-not-confirmed-leads-into-the-law",
                   test_a_figure_that_is_not_confirmed_leads_into_the_law);
  g_test_add_func ("/payout-state/a-rejected-case-owes-nothing", test_a_rejected_case_owes_nothing);
  g_test_add_func ("/payout-state/what-goes-to-whom-is-summed-up", test_what_goes_to_whom_is_summed_up);
  g_test_add_func ("/payout-state/a-wage-reported-too-low-shows-who-pays-what",
                   test_a_wage_reported_too_low_shows_who_pays_what);
  g_test_add_func ("/payout-state/a-formula-that-repeats-the-amount-is-left-out",
                   test_a_formula_that_repeats_the_amount_is_left_out);
  return g_test_run ();
}
