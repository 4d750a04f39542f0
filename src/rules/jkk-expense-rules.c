#include "jkk-expense-rules-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NUMBER(name) (rule->law->number[JKK_PARAMETER_##name])
#define WHOLE_PERCENT 10000

static const JkkBenefit benefits[] = {
  [JKK_EXPENSE_TRANSPORT] = JKK_BENEFIT_TRANSPORT, [JKK_EXPENSE_TREATMENT] = JKK_BENEFIT_TREATMENT,
  [JKK_EXPENSE_ORTHOSIS] = JKK_BENEFIT_ORTHOSIS,   [JKK_EXPENSE_PROSTHESIS] = JKK_BENEFIT_ORTHOSIS,
  [JKK_EXPENSE_DENTAL] = JKK_BENEFIT_DENTAL,       [JKK_EXPENSE_HEARING_AID] = JKK_BENEFIT_HEARING_AID,
  [JKK_EXPENSE_GLASSES] = JKK_BENEFIT_GLASSES,     [JKK_EXPENSE_HOME_CARE] = JKK_BENEFIT_HOME_CARE,
};

static const JkkParameter mode_limits[] = {
  [JKK_MODE_LAND] = JKK_PARAMETER_TRANSPORT_LAND,
  [JKK_MODE_SEA] = JKK_PARAMETER_TRANSPORT_SEA,
  [JKK_MODE_AIR] = JKK_PARAMETER_TRANSPORT_AIR,
};

/**
 * jkk_receipt_benefit:
 * @kind: what a receipt is for
 *
 * Returns: the benefit that pays it.
 */
JkkBenefit
jkk_receipt_benefit (JkkExpenseKind kind)
{
  g_assert (kind != JKK_EXPENSE_NONE);

  return benefits[kind];
}

/**
 * jkk_transport_parameter:
 * @mode: a mode of transport
 *
 * Returns: the parameter that limits it.
 */
JkkParameter
jkk_transport_parameter (JkkTransportMode mode)
{
  g_assert (mode != JKK_MODE_NONE);

  return mode_limits[mode];
}

static JkkExpenseSum *
sum_of (JkkExpenses *expenses, JkkBenefit benefit)
{
  return &expenses->sum[benefit - JKK_BENEFIT_TRANSPORT];
}

/* Everything that the benefit needs to know of the receipt; what is missing goes on the sheet. */
static gboolean
receipt_is_whole (const JkkRule *rule, guint number)
{
  const JkkExpenseFacts *receipt = &rule->facts->expenses[number - 1];
  gint64 kind = receipt->kind.number;
  gboolean whole = receipt->amount.number != JKK_NONE;

  if (!whole)
    jkk_rule_miss (rule, &receipt->amount, number, N_ ("Enter the amount of this receipt."));
  if (kind == JKK_EXPENSE_TRANSPORT && receipt->mode.number == JKK_MODE_NONE)
    {
      jkk_rule_miss (rule, &receipt->mode, number, N_ ("Say by which way the transport went."));
      whole = FALSE;
    }
  if ((kind == JKK_EXPENSE_ORTHOSIS || kind == JKK_EXPENSE_PROSTHESIS) && receipt->reference_price.number == JKK_NONE)
    {
      jkk_rule_miss (rule, &receipt->reference_price, number,
                     N_ ("Enter the price of the government rehabilitation centre: it limits what is paid."));
      whole = FALSE;
    }
  if (kind == JKK_EXPENSE_HOME_CARE && receipt->spent_day.number == JKK_NONE)
    {
      jkk_rule_miss (rule, &receipt->spent_day, number, N_ ("Enter the day of this receipt."));
      whole = FALSE;
    }
  if (kind == JKK_EXPENSE_HOME_CARE && receipt->recommended.number == JKK_NONE && NUMBER (HOME_CARE_ADVISED) == 1)
    {
      jkk_rule_miss (rule, &receipt->recommended, number, N_ ("Say whether a doctor recommended the home care."));
      whole = FALSE;
    }
  return whole;
}

static gboolean
home_care_counts (const JkkRule *rule, const JkkExpenseFacts *receipt)
{
  return NUMBER (HOME_CARE_ADVISED) != 1 || receipt->recommended.number == 1;
}

/* The price of the government centre with the surcharge limits each receipt. */
static JkkMoney
orthosis_counts (const JkkRule *rule, const JkkExpenseFacts *receipt)
{
  JkkMoney limit = JKK_MONEY_MAX;
  gint64 share = WHOLE_PERCENT + NUMBER (ORTHOSIS_SURCHARGE);

  /* A limit above all amounts limits nothing. */
  if (!jkk_rule_scale (rule, receipt->reference_price.number, share, WHOLE_PERCENT, &limit, NULL))
    limit = JKK_MONEY_MAX;
  return MIN (receipt->amount.number, limit);
}

/**
 * jkk_receipt_counts:
 * @rule: the rule
 * @expenses: of which the days of home care are known
 * @number: which receipt, from 1; its benefit is granted by the regulation
 *
 * Returns: what the receipt gives before any limit of the whole, rupiah; JKK_NONE if it does not count.
 */
JkkMoney
jkk_receipt_counts (const JkkRule *rule, const JkkExpenses *expenses, guint number)
{
  const JkkExpenseFacts *receipt = &rule->facts->expenses[number - 1];

  if (!receipt_is_whole (rule, number))
    return JKK_NONE;
  switch (receipt->kind.number)
    {
    case JKK_EXPENSE_ORTHOSIS:
    case JKK_EXPENSE_PROSTHESIS:
      return orthosis_counts (rule, receipt);
    case JKK_EXPENSE_HOME_CARE:
      return home_care_counts (rule, receipt) && jkk_period_contains (expenses->home_care, receipt->spent_day.number)
                 ? receipt->amount.number
                 : JKK_NONE;
    default:
      return receipt->amount.number;
    }
}

/* A year of home care begins with the first receipt that counts. */
static JkkPeriod
find_home_care (const JkkRule *rule)
{
  const JkkFacts *facts = rule->facts;
  JkkDay first = G_MAXINT64;

  for (guint i = 0; i < facts->n_expenses; i++)
    {
      const JkkExpenseFacts *receipt = &facts->expenses[i];

      if (receipt->kind.number == JKK_EXPENSE_HOME_CARE && receipt->spent_day.number != JKK_NONE &&
          home_care_counts (rule, receipt))
        first = MIN (first, receipt->spent_day.number);
    }
  if (first == G_MAXINT64 || NUMBER (HOME_CARE_MONTHS) == JKK_NONE)
    return (JkkPeriod){ 0, 0 };
  JkkDay end = jkk_day_add_months (first, (int) NUMBER (HOME_CARE_MONTHS));
  return (JkkPeriod){ first, end != JKK_NONE ? end : jkk_day_new (2199, 12, 31) + 1 };
}

static void
note_home_care (const JkkRule *rule, const JkkExpenses *expenses, guint number)
{
  const JkkRule quiet = { rule->facts, rule->law, NULL };
  const JkkExpenseFacts *receipt = &rule->facts->expenses[number - 1];

  if (rule->sheet == NULL || !receipt_is_whole (&quiet, number))
    return;
  JkkReason *note = jkk_rule_note (rule, "home-care-refused",
                                   home_care_counts (rule, receipt)
                                       ? N_ ("This receipt lies outside the time of home care: it is not paid")
                                       : N_ ("No doctor recommended this home care: it is not paid"),
                                   jkk_law_article (rule->law, JKK_PARAMETER_HOME_CARE_MAX));
  jkk_reason_add_fact (note, "receipt", N_ ("Receipt"), JKK_KIND_MONEY, &receipt->amount, number);
  jkk_reason_add_fact (note, "day", N_ ("Date of receipt"), JKK_KIND_DAY, &receipt->spent_day, number);
  jkk_reason_add_parameter (note, "months", rule->law, JKK_PARAMETER_HOME_CARE_MONTHS);
  jkk_reason_add_parameter (note, "advised", rule->law, JKK_PARAMETER_HOME_CARE_ADVISED);
}

static gboolean
add_receipt (const JkkRule *rule, JkkExpenses *expenses, guint number, GError **error)
{
  const JkkExpenseFacts *receipt = &rule->facts->expenses[number - 1];
  JkkExpenseSum *sum = sum_of (expenses, jkk_receipt_benefit ((JkkExpenseKind) receipt->kind.number));
  JkkMoney counts = jkk_receipt_counts (rule, expenses, number);

  if (counts == JKK_NONE)
    {
      if (receipt->kind.number == JKK_EXPENSE_HOME_CARE)
        note_home_care (rule, expenses, number);
      return TRUE;
    }
  if (!sum->granted)
    sum->payee = (JkkPayeeKind) receipt->paid_by.number;
  else if ((gint64) sum->payee != receipt->paid_by.number)
    sum->payee = JKK_PAYEE_NONE;
  sum->granted = TRUE;
  return jkk_rule_add (counts, &sum->receipts, error) &&
         (receipt->kind.number != JKK_EXPENSE_TRANSPORT ||
          jkk_rule_add (counts, &expenses->mode[receipt->mode.number], error));
}

/* Each mode by its receipts up to its own maximum: the ceiling is the sum of the maxima of the modes used. */
static gboolean
limit_transport (const JkkRule *rule, JkkExpenses *expenses, GError **error)
{
  JkkExpenseSum *sum = sum_of (expenses, JKK_BENEFIT_TRANSPORT);

  for (guint i = JKK_MODE_LAND; i < JKK_N_MODES; i++)
    if (!jkk_rule_add (MIN (expenses->mode[i], rule->law->number[mode_limits[i]]), &sum->amount, error))
      return FALSE;
  return TRUE;
}

/* After a road accident Jasa Raharja pays first; what it paid is taken off. */
static void
limit_treatment (const JkkRule *rule, JkkExpenses *expenses)
{
  const JkkFacts *facts = rule->facts;
  JkkExpenseSum *sum = sum_of (expenses, JKK_BENEFIT_TREATMENT);

  sum->amount = sum->receipts;
  if (facts->traffic.number != 1)
    return;
  if (facts->jasa_raharja_paid.number == JKK_NONE)
    {
      jkk_rule_miss (rule, &facts->jasa_raharja_paid, 0,
                     N_ ("A road accident: enter what Jasa Raharja paid for the treatment, or 0."));
      sum->granted = FALSE;
      sum->amount = 0;
    }
  else
    sum->amount = MAX (sum->receipts - facts->jasa_raharja_paid.number, 0);
}

static void
limit_others (const JkkRule *rule, JkkExpenses *expenses)
{
  static const struct
  {
    JkkBenefit benefit;
    JkkParameter limit;
  } rows[] = {
    { JKK_BENEFIT_DENTAL, JKK_PARAMETER_DENTAL_MAX },
    { JKK_BENEFIT_HEARING_AID, JKK_PARAMETER_HEARING_AID_MAX },
    { JKK_BENEFIT_GLASSES, JKK_PARAMETER_GLASSES_MAX },
    { JKK_BENEFIT_HOME_CARE, JKK_PARAMETER_HOME_CARE_MAX },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      JkkExpenseSum *sum = sum_of (expenses, rows[i].benefit);

      if (sum->granted)
        sum->amount = MIN (sum->receipts, rule->law->number[rows[i].limit]);
    }
  sum_of (expenses, JKK_BENEFIT_ORTHOSIS)->amount = sum_of (expenses, JKK_BENEFIT_ORTHOSIS)->receipts;
}

/**
 * jkk_expenses:
 * @rule: the rule
 * @expenses: (out caller-allocates): the result
 * @error: return location
 *
 * Transport by mode, orthoses and prostheses by the price of the government centre with a surcharge, teeth, hearing
 * aid, glasses and home care by their limits, treatment by need (PP 44/2015 annex III as amended). The order of the
 * receipts does not matter.
 *
 * Returns: %FALSE with %JKK_ERROR_INVALID if it is too large.
 */
gboolean
jkk_expenses (const JkkRule *rule, JkkExpenses *expenses, GError **error)
{
  const JkkFacts *facts = rule->facts;
  guint32 refused = 0;

  expenses->any = facts->n_expenses > 0;
  if (!expenses->any)
    return TRUE;
  memset (expenses, 0, sizeof *expenses);
  expenses->any = TRUE;
  expenses->home_care = find_home_care (rule);
  for (guint i = 1; i <= facts->n_expenses; i++)
    {
      const JkkFact *kind = &facts->expenses[i - 1].kind;

      if (kind->number == JKK_EXPENSE_NONE)
        {
          jkk_rule_miss (rule, kind, i, N_ ("Say what this receipt is for."));
          continue;
        }
      /* The note that a regulation lacks a benefit is made once, not for each receipt. */
      guint32 bit = 1u << benefits[kind->number];
      if ((refused & bit) == 0 && !jkk_rule_grants (rule, benefits[kind->number]))
        refused |= bit;
      if ((refused & bit) == 0 && !add_receipt (rule, expenses, i, error))
        return FALSE;
    }
  if (sum_of (expenses, JKK_BENEFIT_TRANSPORT)->granted && !limit_transport (rule, expenses, error))
    return FALSE;
  if (sum_of (expenses, JKK_BENEFIT_TREATMENT)->granted)
    limit_treatment (rule, expenses);
  limit_others (rule, expenses);
  return TRUE;
}
