#include "jkk-calculation.h"

#include "jkk-assessment.h"
#include "jkk-basis.h"
#include "jkk-counterfactual.h"
#include "jkk-deadline.h"
#include "jkk-stmb-end.h"
#include "jkk-stmb.h"

#include <glib/gi18n-lib.h>

/* What the sheet says where there is no regulation: before the oldest one, or none for this segment. */
static void
note_no_law (const JkkPackSet *packs, const JkkFacts *facts, JkkPayout *sheet)
{
  const JkkPack *first = jkk_pack_set_first (packs, jkk_segment_code ((JkkSegment) facts->segment.number));
  gboolean before = first != NULL && facts->law_day.number < jkk_pack_window (first).from;
  const JkkRule rule = { facts, NULL, sheet };
  JkkReason *note = jkk_rule_note (
      &rule, before ? "before-first-regulation" : "no-regulation",
      before ? N_ ("The accident lies before the oldest regulation that is kept here: nothing is calculated")
             : N_ ("No regulation for this segment and day is kept here: nothing is calculated"),
      before ? jkk_pack_window_source (first)->article : NULL);

  jkk_reason_add_fact (note, "accident", N_ ("Date of accident"), JKK_KIND_DAY, &facts->law_day, 0);
  if (!before)
    return;
  JkkInput *input = jkk_reason_add_input (note, "from", N_ ("First day of the regulation"), JKK_KIND_DAY,
                                          jkk_pack_window (first).from);
  input->parameter = jkk_pack_id (first);
  input->article = jkk_pack_window_source (first)->article;
  input->unconfirmed = jkk_value_unconfirmed (jkk_pack_window_source (first));
}

/* The self-employed pay on one of the declared income bases. */
static void
note_income_base (const JkkRule *rule, const JkkWage *wage)
{
  const JkkLaw *law = rule->law;

  if (rule->facts->segment.number != JKK_SEGMENT_BPU || !wage->known ||
      law->number[JKK_PARAMETER_BPU_BASE_MIN] == JKK_NONE || law->number[JKK_PARAMETER_BPU_BASE_MAX] == JKK_NONE ||
      (wage->monthly >= law->number[JKK_PARAMETER_BPU_BASE_MIN] &&
       wage->monthly <= law->number[JKK_PARAMETER_BPU_BASE_MAX]))
    return;
  JkkReason *note =
      jkk_rule_note (rule, "income-base", N_ ("The wage is none of the income bases of the self-employed"),
                     jkk_law_article (law, JKK_PARAMETER_BPU_BASE_MIN));
  jkk_reason_add_fact (note, "wage", N_ ("Wage as stated"), JKK_KIND_MONEY, wage->fact, 0);
  jkk_reason_add_parameter (note, "least", law, JKK_PARAMETER_BPU_BASE_MIN);
  jkk_reason_add_parameter (note, "most", law, JKK_PARAMETER_BPU_BASE_MAX);
}

/* A wage that was reported too low: the agency pays on what was reported, the employer owes what is missing. */
static gboolean
note_difference (const JkkRule *rule, const JkkAssessment *reported, GError **error)
{
  const JkkFacts *facts = rule->facts;
  const JkkRule quiet = { facts, rule->law, NULL };
  JkkAssessment actual;

  if (facts->wage_actual.number == JKK_NONE || facts->segment.number == JKK_SEGMENT_BPU || !reported->wage.known)
    return TRUE;
  if (!jkk_assess (&quiet, JKK_WAGE_ACTUAL, &actual, error))
    return FALSE;
  if (!actual.wage.known || actual.wage.monthly <= reported->wage.monthly)
    return TRUE;

  JkkReason *note = jkk_rule_note (
      rule, "wage-difference",
      N_ ("The wage was reported too low: the agency pays on the reported wage, the employer owes the rest"), NULL);
  jkk_reason_add_number (note, "reported", N_ ("Monthly wage as reported"), JKK_KIND_MONEY, reported->wage.monthly);
  jkk_reason_add_fact (note, "actual", N_ ("Wage really paid"), JKK_KIND_MONEY, &facts->wage_actual, 0);
  jkk_reason_add_number (note, "agency", N_ ("Due on the reported wage"), JKK_KIND_MONEY, reported->amounts.total);
  jkk_reason_add_number (note, "full", N_ ("Due on the wage really paid"), JKK_KIND_MONEY, actual.amounts.total);
  jkk_reason_add_number (note, "employer", N_ ("Owed by the employer"), JKK_KIND_MONEY,
                         actual.amounts.total - reported->amounts.total);
  for (guint i = 0; i < JKK_N_BENEFITS; i++)
    if (actual.amounts.amount[i] != reported->amounts.amount[i])
      {
        JkkReason *step =
            jkk_rule_step (rule, "wage-difference-benefit", jkk_benefit_title ((JkkBenefit) i), NULL,
                           N_ ("{full} − {agency}"), actual.amounts.amount[i] - reported->amounts.amount[i]);

        jkk_reason_add_number (step, "full", N_ ("On the wage really paid"), JKK_KIND_MONEY, actual.amounts.amount[i]);
        jkk_reason_add_number (step, "agency", N_ ("On the reported wage"), JKK_KIND_MONEY,
                               reported->amounts.amount[i]);
        jkk_reason_take_child (note, step);
      }
  return TRUE;
}

/* A late report or arrears: the agency pays the employer back. */
static void
pay_employer (const JkkNodes *lines)
{
  for (guint i = 0; i < lines->len; i++)
    ((JkkReason *) lines->pdata[i])->payee = jkk_payee_code (JKK_PAYEE_EMPLOYER);
}

static gboolean
fill_sheet (const JkkRule *rule, GError **error)
{
  JkkAssessment found;
  JkkPayout *sheet = rule->sheet;

  if (rule->facts->outcome.number == JKK_OUTCOME_NONE)
    jkk_rule_miss (rule, &rule->facts->outcome, 0, N_ ("Enter the outcome of the examination (KK 3 item 10)."));
  if (!jkk_assess (rule, JKK_WAGE_REPORTED, &found, error))
    return FALSE;
  jkk_assess_explain (rule, &found);
  jkk_stmb_note_end (rule, &found.stmb);
  note_income_base (rule, &found.wage);
  if (!note_difference (rule, &found, error))
    return FALSE;
  if (rule->facts->outcome.number == JKK_OUTCOME_DEATH)
    jkk_death_note_heirs (rule, found.entitlement.payable);
  if (found.entitlement.late_report || found.entitlement.arrears)
    pay_employer (sheet->lines);
  jkk_entitlement_note (rule, &found.entitlement);
  sheet->total = found.entitlement.payable ? found.amounts.total : 0;
  return TRUE;
}

/**
 * jkk_law_of_facts:
 * @packs: the regulations
 * @facts: the facts
 *
 * Segment and day of the accident choose the regulation; without them nothing can be said.
 *
 * Returns: (transfer none) (nullable): the law of the case.
 */
const JkkLaw *
jkk_law_of_facts (const JkkPackSet *packs, const JkkFacts *facts)
{
  const char *segment = jkk_segment_code ((JkkSegment) facts->segment.number);
  const JkkPack *pack = segment != NULL && facts->law_day.number != JKK_NONE
                            ? jkk_pack_set_choose (packs, segment, facts->law_day.number)
                            : NULL;

  return pack != NULL ? jkk_pack_law (pack, facts->law_day.number) : NULL;
}

static void
explain_no_law (const JkkPackSet *packs, const JkkFacts *facts, JkkPayout *sheet)
{
  const JkkRule rule = { facts, NULL, sheet };

  if (facts->law_day.number == JKK_NONE)
    jkk_rule_miss (&rule, &facts->law_day, 0,
                   N_ ("Enter the day of the accident or diagnosis: it decides which law applies."));
  if (facts->segment.number == JKK_SEGMENT_NONE)
    jkk_rule_miss (&rule, &facts->segment, 0,
                   N_ ("Enter the segment (PU, BPU, JAKON, PMI): it decides which law applies."));
  if (sheet->missing->len == 0)
    note_no_law (packs, facts, sheet);
}

/* While the limit for the payment has passed and the case is not decided, the sheet says what the agency owes beside
 * the benefit if it were paid today: for each day that the calendar has after the limit. */
static void
note_late_payment (const JkkRule *rule, const JkkCase *jcase)
{
  JkkDay claimed = jcase->claim.claimed_day, today = rule->facts->today;
  JkkMoney compensation, total = rule->sheet->total;

  if (claimed == JKK_NONE || total <= 0 || !jkk_case_status_is_open (jkk_case_get_status (jcase)))
    return;
  JkkDeadline deadline = jkk_deadline_payment (rule->law, claimed, today, NULL);
  if (deadline.due == JKK_NONE || !deadline.late ||
      !jkk_late_payment (rule->law, total, today - deadline.due, &compensation))
    return;
  JkkReason *note = jkk_rule_note (rule, "late-payment",
                                   N_ ("The limit for the payment has passed: beside the benefit the agency owes for "
                                       "each day"),
                                   jkk_law_article (rule->law, JKK_PARAMETER_LATE_PAYMENT_RATE));
  note->formula = N_ ("{total} × {rate} × {days} = {compensation}, if it is paid on this day");
  jkk_reason_add_number (note, "total", N_ ("Benefit"), JKK_KIND_MONEY, total);
  jkk_reason_add_parameter (note, "rate", rule->law, JKK_PARAMETER_LATE_PAYMENT_RATE);
  jkk_reason_add_number (note, "days", N_ ("Days after the limit"), JKK_KIND_COUNT, today - deadline.due);
  jkk_reason_add_number (note, "compensation", N_ ("Owed beside the benefit"), JKK_KIND_MONEY, compensation);
  jkk_reason_add_number (note, "due", N_ ("Last day for the payment"), JKK_KIND_DAY, deadline.due);
}

static JkkPayout *
calculate (const JkkPackSet *packs, const JkkCase *jcase, JkkDay today, gboolean whole, GError **error)
{
  g_auto (JkkFacts) facts;
  g_autoptr (JkkPayout) sheet = jkk_payout_new ();

  if (!jkk_facts_init (&facts, jcase, today, error))
    return NULL;
  const JkkRule rule = { &facts, jkk_law_of_facts (packs, &facts), sheet };
  sheet->law_day = facts.law_day.number;
  if (rule.law == NULL)
    explain_no_law (packs, &facts, sheet);
  else
    {
      sheet->pack = jkk_pack_id (rule.law->pack);
      sheet->pack_title = jkk_pack_title (rule.law->pack);
      sheet->pack_version = jkk_pack_version (rule.law->pack);
      if (!fill_sheet (&rule, error))
        return NULL;
      if (whole)
        {
          jkk_counterfactual_add (packs, &rule);
          note_late_payment (&rule, jcase);
        }
    }
  if (whole)
    sheet->basis = jkk_basis_new (jcase, &facts, rule.law);
  return g_steal_pointer (&sheet);
}

/**
 * jkk_calculate_with:
 * @packs: the regulations
 * @jcase: a case
 * @today: the day of the calculation
 * @error: return location
 *
 * Returns: (transfer full): the payout sheet with its reasons, however incomplete the case is; %NULL with
 * %JKK_ERROR_INVALID if a number is outside all that can be calculated with.
 */
JkkPayout *
jkk_calculate_with (const JkkPackSet *packs, const JkkCase *jcase, JkkDay today, GError **error)
{
  g_return_val_if_fail (packs != NULL && jcase != NULL && today != JKK_NONE, NULL);

  return calculate (packs, jcase, today, FALSE, error);
}

/**
 * jkk_calculate_explained:
 * @packs: the regulations
 * @jcase: a case
 * @today: the day of the calculation
 * @error: return location
 *
 * The sheet of jkk_calculate_with() as a person needs it who decides: beside each line the nearest fact that would
 * change it, and with the sheet the facts and the figures of the law that it rests on.
 *
 * Returns: (transfer full): the sheet, or %NULL as there.
 */
JkkPayout *
jkk_calculate_explained (const JkkPackSet *packs, const JkkCase *jcase, JkkDay today, GError **error)
{
  g_return_val_if_fail (packs != NULL && jcase != NULL && today != JKK_NONE, NULL);

  return calculate (packs, jcase, today, TRUE, error);
}

/**
 * jkk_calculate:
 * @jcase: a case
 * @today: the day of the calculation
 * @error: return location
 *
 * Returns: (transfer full): the payout sheet by the regulations that the program carries, as jkk_calculate_with();
 * %JKK_ERROR_FORMAT if these cannot be used.
 */
JkkPayout *
jkk_calculate (const JkkCase *jcase, JkkDay today, GError **error)
{
  const JkkPackSet *packs = jkk_pack_set_builtin (error);

  return packs != NULL ? jkk_calculate_with (packs, jcase, today, error) : NULL;
}

/**
 * jkk_calculate_amounts:
 * @packs: the regulations
 * @jcase: a case
 * @today: the day of the calculation
 * @amounts: (out caller-allocates): the amounts; all 0 where nothing can be calculated
 * @error: return location
 *
 * The amounts of jkk_calculate_with() without reasons, for many cases at a time.
 *
 * Returns: %FALSE with %JKK_ERROR_INVALID if a number is outside all that can be calculated with.
 */
gboolean
jkk_calculate_amounts (const JkkPackSet *packs, const JkkCase *jcase, JkkDay today, JkkAmounts *amounts, GError **error)
{
  JkkAssessment found;

  g_return_val_if_fail (packs != NULL && jcase != NULL && today != JKK_NONE && amounts != NULL, FALSE);

  g_auto (JkkFacts) facts;
  *amounts = (JkkAmounts){ 0 };
  if (!jkk_facts_init (&facts, jcase, today, error))
    return FALSE;
  const JkkRule rule = { &facts, jkk_law_of_facts (packs, &facts), NULL };
  if (rule.law == NULL)
    return TRUE;
  if (!jkk_assess (&rule, JKK_WAGE_REPORTED, &found, error))
    return FALSE;
  if (found.entitlement.payable)
    *amounts = found.amounts;
  return TRUE;
}

/**
 * jkk_calculate_stmb_days:
 * @packs: the regulations
 * @jcase: a case
 * @today: the day of the calculation
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkPeriod): the days for which the case pays STMB, in order and apart; none
 * where no regulation applies. %NULL with %JKK_ERROR_INVALID if a number is outside all that can be calculated with.
 */
GArray *
jkk_calculate_stmb_days (const JkkPackSet *packs, const JkkCase *jcase, JkkDay today, GError **error)
{
  g_auto (JkkFacts) facts = { 0 };

  g_return_val_if_fail (packs != NULL && jcase != NULL && today != JKK_NONE, NULL);

  if (!jkk_facts_init (&facts, jcase, today, error))
    return NULL;
  const JkkRule rule = { &facts, jkk_law_of_facts (packs, &facts), NULL };
  return rule.law != NULL ? jkk_stmb_days (&rule) : g_array_new (FALSE, FALSE, sizeof (JkkPeriod));
}

/**
 * jkk_calculate_scholarship:
 * @packs: the regulations
 * @jcase: a case
 * @today: the day of the calculation
 * @open: (out): rupiah still to pay, of all children and years
 * @excess: (out): rupiah that were paid above what is due, or for a year that is in no plan
 * @error: return location
 *
 * Returns: %FALSE with %JKK_ERROR_REFUSED if the case has no scholarship, with %JKK_ERROR_INVALID if it cannot be
 * calculated.
 */
gboolean
jkk_calculate_scholarship (
    const JkkPackSet *packs, const JkkCase *jcase, JkkDay today, JkkMoney *open, JkkMoney *excess, GError **error)
{
  g_auto (JkkFacts) facts;
  JkkScholarship scholarship = { 0 };

  if (!jkk_facts_init (&facts, jcase, today, error))
    return FALSE;
  const JkkRule rule = { &facts, jkk_law_of_facts (packs, &facts), NULL };
  if (rule.law != NULL && !jkk_scholarship (&rule, &scholarship, error))
    return FALSE;
  *open = scholarship.amount;
  *excess = scholarship.excess;
  if (scholarship.granted)
    return TRUE;
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                       _ ("No regulation gives a scholarship for this case. Look at its payout sheet."));
  return FALSE;
}

/**
 * jkk_calculate_scholarship_years:
 * @packs: the regulations
 * @jcase: a case
 * @today: the day of the calculation
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkPlannedYear): the plan of the scholarship, year by year; empty where the
 * law gives one sum or nothing. %NULL with %JKK_ERROR_INVALID if it cannot be calculated.
 */
GArray *
jkk_calculate_scholarship_years (const JkkPackSet *packs, const JkkCase *jcase, JkkDay today, GError **error)
{
  g_auto (JkkFacts) facts;
  JkkScholarship scholarship = { 0 };
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (JkkPlannedYear));

  if (!jkk_facts_init (&facts, jcase, today, error))
    return NULL;
  const JkkRule rule = { &facts, jkk_law_of_facts (packs, &facts), NULL };
  if (rule.law != NULL && !jkk_scholarship (&rule, &scholarship, error))
    return NULL;
  if (scholarship.granted && !scholarship.once && !jkk_scholarship_years (&rule, years, error))
    return NULL;
  return g_steal_pointer (&years);
}
