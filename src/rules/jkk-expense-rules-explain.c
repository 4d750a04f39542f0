#include "jkk-expense-rules-private.h"

#include <glib/gi18n-lib.h>

#define NUMBER(name) (rule->law->number[JKK_PARAMETER_##name])
#define WHOLE_PERCENT 10000

static const char *const mode_titles[JKK_N_MODES] = {
  [JKK_MODE_LAND] = N_ ("Land, river, lake"),
  [JKK_MODE_SEA] = N_ ("Sea"),
  [JKK_MODE_AIR] = N_ ("Air"),
};

/* Names each receipt that counts; with a mode only its receipts. */
static void
add_receipts (
    JkkReason *step, const JkkRule *rule, const JkkExpenses *expenses, JkkBenefit benefit, JkkTransportMode mode)
{
  const JkkRule quiet = { rule->facts, rule->law, NULL };

  for (guint i = 1; i <= rule->facts->n_expenses; i++)
    {
      const JkkExpenseFacts *receipt = &rule->facts->expenses[i - 1];

      if (receipt->kind.number == JKK_EXPENSE_NONE ||
          jkk_receipt_benefit ((JkkExpenseKind) receipt->kind.number) != benefit ||
          (mode != JKK_MODE_NONE && receipt->mode.number != (gint64) mode) ||
          jkk_receipt_counts (&quiet, expenses, i) == JKK_NONE)
        continue;
      jkk_reason_add_fact (step, jkk_reason_numbered_text (step, "receipt-#", i), N_ ("Receipt"), JKK_KIND_MONEY,
                           &receipt->amount, i);
    }
}

static void
explain_transport (JkkReason *line, const JkkRule *rule, const JkkExpenses *expenses)
{
  for (guint i = JKK_MODE_LAND; i < JKK_N_MODES; i++)
    {
      JkkParameter limit = jkk_transport_parameter ((JkkTransportMode) i);

      if (expenses->mode[i] == 0)
        continue;
      JkkReason *step =
          jkk_rule_step (rule, "transport-mode", mode_titles[i], jkk_law_article (rule->law, limit),
                         N_ ("{receipts}, at most {limit}"), MIN (expenses->mode[i], rule->law->number[limit]));
      jkk_reason_add_number (step, "receipts", N_ ("Sum of the receipts"), JKK_KIND_MONEY, expenses->mode[i]);
      jkk_reason_add_parameter (step, "limit", rule->law, limit);
      add_receipts (step, rule, expenses, JKK_BENEFIT_TRANSPORT, (JkkTransportMode) i);
      jkk_reason_take_child (line, step);
    }
}

static void
explain_orthosis (JkkReason *line, const JkkRule *rule, const JkkExpenses *expenses)
{
  const JkkRule quiet = { rule->facts, rule->law, NULL };

  for (guint i = 1; i <= rule->facts->n_expenses; i++)
    {
      const JkkExpenseFacts *receipt = &rule->facts->expenses[i - 1];

      if (receipt->kind.number == JKK_EXPENSE_NONE ||
          jkk_receipt_benefit ((JkkExpenseKind) receipt->kind.number) != JKK_BENEFIT_ORTHOSIS)
        continue;
      JkkMoney counts = jkk_receipt_counts (&quiet, expenses, i);
      if (counts == JKK_NONE)
        continue;
      JkkReason *step = jkk_rule_step (rule, "orthosis-receipt", N_ ("Receipt"),
                                       jkk_law_article (rule->law, JKK_PARAMETER_ORTHOSIS_SURCHARGE),
                                       N_ ("{receipt}, at most {price} × (100 % + {surcharge})"), counts);
      jkk_reason_add_fact (step, "receipt", N_ ("Receipt"), JKK_KIND_MONEY, &receipt->amount, i);
      jkk_reason_add_fact (step, "price", N_ ("Price of the government centre"), JKK_KIND_MONEY,
                           &receipt->reference_price, i);
      jkk_reason_add_parameter (step, "surcharge", rule->law, JKK_PARAMETER_ORTHOSIS_SURCHARGE);
      jkk_reason_add_rounding (step, rule->law, receipt->reference_price.number,
                               WHOLE_PERCENT + NUMBER (ORTHOSIS_SURCHARGE), WHOLE_PERCENT);
      jkk_reason_take_child (line, step);
    }
}

/* Jasa Raharja pays first: while it has paid neither all of it nor as much as it pays at most, it should be asked. */
static void
note_jasa_raharja (const JkkRule *rule, JkkMoney receipts)
{
  const JkkFact *paid = &rule->facts->jasa_raharja_paid;
  gint64 limit = NUMBER (JASA_RAHARJA_LIMIT);

  if (paid->number >= MIN (receipts, limit))
    return;
  JkkReason *note =
      jkk_rule_note (rule, "jasa-raharja-below",
                     N_ ("A road accident: Jasa Raharja pays first, but has paid less than it could. Ask it first"),
                     jkk_law_article (rule->law, JKK_PARAMETER_JASA_RAHARJA_LIMIT));
  jkk_reason_add_number (note, "receipts", N_ ("Sum of the receipts"), JKK_KIND_MONEY, receipts);
  jkk_reason_add_fact (note, "paid", N_ ("Paid by Jasa Raharja"), JKK_KIND_MONEY, paid, 0);
  jkk_reason_add_parameter (note, "limit", rule->law, JKK_PARAMETER_JASA_RAHARJA_LIMIT);
}

static void
explain_treatment (JkkReason *line, const JkkRule *rule, JkkMoney receipts)
{
  const JkkFacts *facts = rule->facts;

  jkk_reason_add_parameter (line, "covered", rule->law, JKK_PARAMETER_TREATMENT_COVERED);
  if (facts->traffic.number == 1)
    {
      jkk_reason_add_fact (line, "paid", N_ ("Paid by Jasa Raharja"), JKK_KIND_MONEY, &facts->jasa_raharja_paid, 0);
      jkk_reason_add_parameter (line, "limit", rule->law, JKK_PARAMETER_JASA_RAHARJA_LIMIT);
      note_jasa_raharja (rule, receipts);
    }
  if (facts->facility_contracted.number == 1)
    {
      JkkReason *note = jkk_rule_note (
          rule, "treatment-contracted",
          N_ ("The facility is contracted (PLKK) and bills the agency itself: check why there are receipts"), NULL);

      jkk_reason_add_fact (note, "contracted", N_ ("Contracted facility (PLKK)"), JKK_KIND_FLAG,
                           &facts->facility_contracted, 0);
    }
}

static void
explain_home_care (JkkReason *line, const JkkRule *rule, const JkkExpenses *expenses)
{
  jkk_reason_add_parameter (line, "months", rule->law, JKK_PARAMETER_HOME_CARE_MONTHS);
  jkk_reason_add_parameter (line, "advised", rule->law, JKK_PARAMETER_HOME_CARE_ADVISED);
  jkk_reason_add_number (line, "from", N_ ("First day of home care"), JKK_KIND_DAY, expenses->home_care.from);
  jkk_reason_add_number (line, "until", N_ ("Last day on which receipts count"), JKK_KIND_DAY,
                         expenses->home_care.until - 1);
}

/* How each benefit is worked out: its formula and the parameter whose article stands on the line. */
static const struct
{
  const char *formula;
  JkkParameter source;
} lines[JKK_N_BENEFITS] = {
  [JKK_BENEFIT_TRANSPORT] = { N_ ("sum of the steps"), JKK_PARAMETER_TRANSPORT_LAND },
  [JKK_BENEFIT_ORTHOSIS] = { N_ ("sum of the steps"), JKK_PARAMETER_ORTHOSIS_SURCHARGE },
  [JKK_BENEFIT_DENTAL] = { N_ ("{receipts}, at most {limit}"), JKK_PARAMETER_DENTAL_MAX },
  [JKK_BENEFIT_HEARING_AID] = { N_ ("{receipts}, at most {limit}"), JKK_PARAMETER_HEARING_AID_MAX },
  [JKK_BENEFIT_GLASSES] = { N_ ("{receipts}, at most {limit}"), JKK_PARAMETER_GLASSES_MAX },
  [JKK_BENEFIT_HOME_CARE] = { N_ ("{receipts}, at most {limit}"), JKK_PARAMETER_HOME_CARE_MAX },
  [JKK_BENEFIT_TREATMENT] = { N_ ("{receipts}"), JKK_PARAMETER_TREATMENT_COVERED },
};

/**
 * jkk_expenses_explain:
 * @rule: a rule with a sheet
 * @expenses: a result
 * @benefit: a benefit that it grants
 *
 * Returns: (transfer full): the line of the sheet.
 */
JkkReason *
jkk_expenses_explain (const JkkRule *rule, const JkkExpenses *expenses, JkkBenefit benefit)
{
  const JkkExpenseSum *sum = jkk_expenses_sum (expenses, benefit);
  gboolean traffic = benefit == JKK_BENEFIT_TREATMENT && rule->facts->traffic.number == 1;
  JkkReason *line =
      jkk_rule_line (rule, benefit, jkk_law_article (rule->law, lines[benefit].source),
                     traffic ? N_ ("{receipts} − {paid}, at least 0") : lines[benefit].formula, sum->amount);

  line->payee = jkk_payee_code (sum->payee);
  jkk_reason_add_number (line, "receipts", N_ ("Sum of the receipts"), JKK_KIND_MONEY, sum->receipts);
  if (benefit == JKK_BENEFIT_TRANSPORT)
    explain_transport (line, rule, expenses);
  else if (benefit == JKK_BENEFIT_ORTHOSIS)
    explain_orthosis (line, rule, expenses);
  else if (benefit == JKK_BENEFIT_TREATMENT)
    explain_treatment (line, rule, sum->receipts);
  else
    jkk_reason_add_parameter (line, "limit", rule->law, lines[benefit].source);
  if (benefit == JKK_BENEFIT_HOME_CARE)
    explain_home_care (line, rule, expenses);
  if (benefit != JKK_BENEFIT_TRANSPORT && benefit != JKK_BENEFIT_ORTHOSIS)
    add_receipts (line, rule, expenses, benefit, JKK_MODE_NONE);
  return line;
}
