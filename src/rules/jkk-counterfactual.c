#include "jkk-counterfactual.h"

#include <glib/gi18n-lib.h>

/* How far away a change of the law still counts as near. */
#define REACH 31

/* Steps that a person would take as the smallest: a thousand rupiah, one percent. */
#define STEP_MONEY 1000
#define STEP_PERCENT 100

/* Wages and receipts above this are not searched. */
#define MOST_MONEY G_GINT64_CONSTANT (1000000000000)

/* What is looked for: with which other fact a line would be another. Nothing is said that was not calculated. */
typedef struct
{
  const JkkPackSet *packs;
  JkkFacts *facts; /* one of them is another while it is tried */
  const JkkLaw *law;
  const JkkRule *sheet; /* where the answer goes */
  JkkBenefit benefit;
  JkkMoney amount; /* as it is */
} Search;

/* A fact that could be another. */
typedef struct
{
  JkkFact *fact;
  guint row;
  JkkFieldKind kind;
  gint64 step;
  const char *label;
  const char *sentence;
} Turn;

static gboolean
calculate (const Search *search, JkkMoney *amount)
{
  const JkkRule rule = { search->facts, jkk_law_of_facts (search->packs, search->facts), NULL };
  JkkAssessment found;

  *amount = 0;
  if (rule.law == NULL)
    return TRUE;
  if (!jkk_assess (&rule, JKK_WAGE_REPORTED, &found, NULL))
    return FALSE;
  if (found.entitlement.payable)
    *amount = found.amounts.amount[search->benefit];
  return TRUE;
}

/* The amount with another value of the fact; the fact is as it was afterwards. */
static gboolean
with_value (const Search *search, JkkFact *fact, gint64 number, JkkMoney *amount)
{
  gint64 stated = fact->number;

  fact->number = number;
  gboolean good = calculate (search, amount);
  fact->number = stated;
  return good;
}

static JkkReason *
tell (const Search *search, const Turn *turn, gint64 number, JkkMoney amount)
{
  JkkReason *reason = jkk_rule_step (search->sheet, "counterfactual", N_ ("Nearest other fact"), NULL, turn->sentence,
                                     amount - search->amount);

  jkk_reason_add_fact (reason, "stated", turn->label, turn->kind, turn->fact, turn->row);
  jkk_reason_add_number (reason, "value", turn->label, turn->kind, number);
  jkk_reason_add_number (reason, "amount", N_ ("Amount then"), JKK_KIND_MONEY, amount);
  return reason;
}

/* One step up, else one step down. */
static JkkReason *
try_steps (const Search *search, const Turn *turn, gint64 least, gint64 most)
{
  const gint64 steps[] = { turn->step, -turn->step };
  JkkMoney amount;

  if (turn->fact->number == JKK_NONE)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gint64 number = turn->fact->number + steps[i];

      if (number >= least && number <= most && with_value (search, turn->fact, number, &amount) &&
          amount != search->amount)
        return tell (search, turn, number, amount);
    }
  return NULL;
}

/* Where a floor or a ceiling holds, one step changes nothing: the first value on the way to @end that does. The line
 * must be another at @end; in between it changes once. */
static JkkReason *
try_towards (const Search *search, const Turn *turn, gint64 end)
{
  gint64 same = turn->fact->number, other = end;
  JkkMoney amount;

  if (same == JKK_NONE || same == end || !with_value (search, turn->fact, end, &amount) || amount == search->amount)
    return NULL;
  while (ABS (other - same) > 1)
    {
      gint64 middle = same + (other - same) / 2;

      if (with_value (search, turn->fact, middle, &amount) && amount == search->amount)
        same = middle;
      else
        other = middle;
    }
  return with_value (search, turn->fact, other, &amount) ? tell (search, turn, other, amount) : NULL;
}

/* Whether the accident on that other day falls under another law, or is not paid at all. */
static gboolean
is_another_law (const Search *search)
{
  const JkkRule rule = { search->facts, jkk_law_of_facts (search->packs, search->facts), NULL };
  JkkEntitlement entitlement;

  if (rule.law != search->law)
    return TRUE;
  jkk_entitlement (&rule, &entitlement);
  return !entitlement.payable;
}

static JkkReason *
try_law_day (const Search *search, gint64 distance)
{
  JkkFact *day = &search->facts->law_day;
  gint64 stated = day->number;
  const gint64 days[] = { stated - distance, stated + distance };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      const Turn turn = { day,
                          0,
                          JKK_KIND_DAY,
                          1,
                          N_ ("Date of accident"),
                          i == 0 ? N_ ("Already on {value} instead of {stated} it would be {amount}")
                                 : N_ ("Only on {value} instead of {stated} it would be {amount}") };
      JkkMoney amount;

      day->number = days[i];
      gboolean another = is_another_law (search);
      day->number = stated;
      if (another && with_value (search, day, days[i], &amount) && amount != search->amount)
        return tell (search, &turn, days[i], amount);
    }
  return NULL;
}

static JkkFact *
wage_fact (const JkkFacts *facts)
{
  gboolean average = facts->wage_kind.number == JKK_WAGE_PIECE || facts->wage_kind.number == JKK_WAGE_WEATHER;

  return (JkkFact *) (average ? &facts->wage_average : &facts->wage);
}

static JkkReason *
try_wage (const Search *search)
{
  const Turn step = { wage_fact (search->facts),
                      0,
                      JKK_KIND_MONEY,
                      STEP_MONEY,
                      N_ ("Wage as stated"),
                      N_ ("With a wage of {value} instead of {stated} it would be {amount}") };
  const Turn floor = {
    step.fact,  0,          JKK_KIND_MONEY,
    STEP_MONEY, step.label, N_ ("The least amount is paid; from a wage of {value} on it would be {amount}")
  };
  JkkReason *reason = try_steps (search, &step, 0, MOST_MONEY);

  return reason != NULL ? reason : try_towards (search, &floor, MOST_MONEY);
}

static JkkReason *
try_stmb (const Search *search)
{
  JkkFacts *facts = search->facts;
  Turn turn = { &facts->days_absent,     0,
                JKK_KIND_COUNT,          1,
                N_ ("Days not at work"), N_ ("With {value} days instead of {stated} it would be {amount}") };
  const JkkFact *last = NULL;

  for (guint i = 0; i < facts->n_ranges; i++)
    if (facts->ranges[i].until.number != JKK_NONE && (last == NULL || facts->ranges[i].until.number > last->number))
      {
        last = &facts->ranges[i].until;
        turn = (Turn){ &facts->ranges[i].until,
                       facts->ranges[i].row,
                       JKK_KIND_DAY,
                       1,
                       N_ ("Until"),
                       N_ ("Until {value} instead of {stated} it would be {amount}") };
      }
  return try_steps (search, &turn, G_MININT32, G_MAXINT32);
}

static JkkReason *
try_impairment (const Search *search, guint number)
{
  JkkFacts *facts = search->facts;
  JkkImpairmentFacts *row = &facts->impairments[number - 1];
  gboolean own = row->function_loss.number != JKK_NONE;
  const Turn turns[] = {
    { own ? &row->function_loss : &facts->loss_percent, number, JKK_KIND_PERCENT, STEP_PERCENT, N_ ("Loss of function"),
      N_ ("With a loss of {value} instead of {stated} it would be {amount}") },
    { &row->table_percent, number, JKK_KIND_PERCENT, STEP_PERCENT, N_ ("The doctor’s figure within the range"),
      N_ ("With {value} from the doctor instead of {stated} it would be {amount}") },
    { &row->steps, number, JKK_KIND_COUNT, 1, N_ ("Steps"),
      N_ ("With {value} steps instead of {stated} it would be {amount}") },
  };
  const gint64 most[] = { 10000, 10000, 1000000 };
  JkkReason *reason = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (turns) && reason == NULL; i++)
    reason = try_steps (search, &turns[i], 0, most[i]);
  return reason;
}

static JkkReason *
try_disability (const Search *search)
{
  JkkFacts *facts = search->facts;
  JkkFact hand = facts->left_handed;
  const gboolean left = hand.number == 1;
  JkkReason *reason = NULL;
  JkkMoney amount;

  for (guint i = 1; i <= facts->n_impairments && reason == NULL; i++)
    reason = try_impairment (search, i);
  if (reason != NULL)
    return reason;
  const Turn turn = { &facts->left_handed,
                      0,
                      JKK_KIND_FLAG,
                      1,
                      N_ ("Left-handed"),
                      left ? N_ ("For a right-handed worker it would be {amount}")
                           : N_ ("For a left-handed worker it would be {amount}") };
  if (with_value (search, turn.fact, left ? 0 : 1, &amount) && amount != search->amount)
    return tell (search, &turn, left ? 0 : 1, amount);
  return NULL;
}

static JkkReason *
try_scholarship (const Search *search)
{
  JkkFacts *facts = search->facts;
  JkkReason *reason = NULL;

  for (guint i = 0; i < facts->n_children && reason == NULL; i++)
    {
      const Turn born = { &facts->children[i].born,
                          i + 1,
                          JKK_KIND_DAY,
                          1,
                          N_ ("Born on"),
                          N_ ("For a child born on {value} instead of {stated} it would be {amount}") };

      reason = try_steps (search, &born, -25567, G_MAXINT32);
    }
  for (guint i = 0; i < facts->n_children && reason == NULL; i++)
    {
      const Turn year = {
        &facts->children[i].year, i + 1,
        JKK_KIND_COUNT,           1,
        N_ ("Year of the level"), N_ ("In year {value} of the school instead of {stated} it would be {amount}")
      };

      reason = try_steps (search, &year, 1, 20);
    }
  return reason;
}

/* A receipt a little higher; where a ceiling holds, how low it would have to be to fall below it; where others have
 * paid everything, how high to rise above. */
static JkkReason *
try_receipt (const Search *search, guint number)
{
  JkkExpenseFacts *receipt = &search->facts->expenses[number - 1];
  const Turn step = { &receipt->amount, number,
                      JKK_KIND_MONEY,   STEP_MONEY,
                      N_ ("Receipt"),   N_ ("With a receipt of {value} instead of {stated} it would be {amount}") };
  const Turn limit = { &receipt->amount,
                       number,
                       JKK_KIND_MONEY,
                       STEP_MONEY,
                       N_ ("Receipt"),
                       N_ ("The limit holds; only with a receipt of {value} instead of {stated} it would be "
                           "{amount}") };
  const Turn price = { &receipt->reference_price,
                       number,
                       JKK_KIND_MONEY,
                       STEP_MONEY,
                       N_ ("Price of the government centre"),
                       N_ ("With a price of {value} instead of {stated} it would be {amount}") };
  JkkReason *reason = try_steps (search, &price, 0, MOST_MONEY);

  if (reason == NULL && receipt->amount.number != JKK_NONE)
    {
      JkkMoney amount, more = receipt->amount.number + STEP_MONEY;

      if (with_value (search, step.fact, more, &amount) && amount != search->amount)
        reason = tell (search, &step, more, amount);
    }
  if (reason == NULL)
    reason = try_towards (search, &limit, 0);
  return reason != NULL ? reason : try_towards (search, &step, MOST_MONEY);
}

static JkkReason *
try_receipts (const Search *search)
{
  JkkReason *reason = NULL;

  for (guint i = 1; i <= search->facts->n_expenses && reason == NULL; i++)
    if (search->facts->expenses[i - 1].kind.number != JKK_EXPENSE_NONE)
      reason = try_receipt (search, i);
  return reason;
}

static JkkReason *
try_benefit (const Search *search)
{
  switch (search->benefit)
    {
    case JKK_BENEFIT_STMB:
      return try_stmb (search);
    case JKK_BENEFIT_DISABILITY_ANATOMICAL:
    case JKK_BENEFIT_DISABILITY_FUNCTIONAL:
      return try_disability (search);
    case JKK_BENEFIT_SCHOLARSHIP:
      return try_scholarship (search);
    case JKK_BENEFIT_DISABILITY_TOTAL:
    case JKK_BENEFIT_DEATH:
    case JKK_BENEFIT_FUNERAL:
    case JKK_BENEFIT_PERIODIC:
      return NULL;
    default:
      return try_receipts (search);
    }
}

/* Nearest first: a day over which the law changes, then the smallest step of what the benefit itself asks, then the
 * wage, then a change of the law some days away. */
static JkkReason *
find (const Search *search)
{
  JkkReason *reason = try_law_day (search, 1);

  if (reason == NULL)
    reason = try_benefit (search);
  if (reason == NULL)
    reason = try_wage (search);
  for (gint64 distance = 2; distance <= REACH && reason == NULL; distance++)
    reason = try_law_day (search, distance);
  return reason;
}

/* The same facts, so that one of them may become another. */
static void
copy_facts (JkkFacts *copy, const JkkFacts *facts)
{
  *copy = *facts;
  copy->many = NULL;
  copy->ranges = g_memdup2 (facts->ranges, sizeof *facts->ranges * facts->n_ranges);
  copy->impairments = g_memdup2 (facts->impairments, sizeof *facts->impairments * facts->n_impairments);
  copy->expenses = g_memdup2 (facts->expenses, sizeof *facts->expenses * facts->n_expenses);
  copy->heirs = g_memdup2 (facts->heirs, sizeof *facts->heirs * facts->n_heirs);
  copy->children = g_memdup2 (facts->children, sizeof *facts->children * facts->n_children);
}

static void
free_copy (JkkFacts *copy)
{
  g_free (copy->ranges);
  g_free (copy->impairments);
  g_free (copy->expenses);
  g_free (copy->heirs);
  g_free (copy->children);
}

/**
 * jkk_counterfactual_add:
 * @packs: the regulations
 * @rule: a rule whose sheet is finished
 *
 * Puts beside each line of the sheet the nearest single fact that would change it and by how much. It is found by
 * calculating again with that fact; where nothing near changes a line, nothing is said.
 */
void
jkk_counterfactual_add (const JkkPackSet *packs, const JkkRule *rule)
{
  JkkFacts facts;

  g_return_if_fail (packs != NULL && rule != NULL && rule->sheet != NULL);

  copy_facts (&facts, rule->facts);
  for (guint i = 0; i < rule->sheet->lines->len; i++)
    {
      JkkReason *line = rule->sheet->lines->pdata[i];
      Search search = { packs, &facts, rule->law, rule, JKK_BENEFIT_STMB, line->amount };

      if (jkk_benefit_find (line->benefit, &search.benefit))
        line->counterfactual = find (&search);
    }
  free_copy (&facts);
}
