#include "jkk-disability-private.h"

#include <glib/gi18n-lib.h>

#define NUMBER(name) (rule->law->number[JKK_PARAMETER_##name])

/* Left-handed workers: right and left change places. */
static const JkkTableRow *
row_for_hand (const JkkRule *rule, const JkkTableRow *row, gboolean *swapped)
{
  *swapped = row->partner != 0 && rule->facts->left_handed.number == 1 && NUMBER (LEFT_HANDED_SWAP) == 1;
  return *swapped ? rule->law->row[row->partner] : row;
}

/* The percentage of the row: as it stands, for so many steps, or the doctor's figure within the row's range. */
static gboolean
find_percent (const JkkRule *rule, guint number, JkkImpaired *impaired)
{
  const JkkImpairmentFacts *facts = impaired->facts;
  const JkkTableRow *row = impaired->row;

  if (row->each != NULL && facts->steps.number == JKK_NONE)
    jkk_rule_miss (rule, &facts->steps, number, N_ ("Enter how many steps (each 10 dB or 10 %) the doctor found."));
  else if (row->each != NULL)
    impaired->percent = row->percent * facts->steps.number;
  else if (row->percent == row->percent_max)
    impaired->percent = row->percent;
  else if (facts->table_percent.number == JKK_NONE)
    jkk_rule_miss (rule, &facts->table_percent, number, N_ ("This row is a range: enter the doctor’s figure."));
  else if (facts->table_percent.number < row->percent || facts->table_percent.number > row->percent_max)
    jkk_rule_miss (rule, &facts->table_percent, number,
                   N_ ("The doctor’s figure lies outside the range of this row: correct it or the row."));
  else
    impaired->percent = facts->table_percent.number;
  return impaired->percent != JKK_NONE;
}

/* The loss of function is the doctor's (KK 3 item 10). A row that itself says how much is lost needs none. */
static gboolean
find_loss (const JkkRule *rule, guint number, JkkImpaired *impaired)
{
  const JkkFacts *facts = rule->facts;
  const JkkFact *loss = &impaired->facts->function_loss;

  impaired->loss = JKK_WHOLE_PERCENT;
  if (impaired->facts->kind.number == JKK_IMPAIRMENT_ANATOMICAL)
    return TRUE;
  if (loss->number == JKK_NONE && facts->n_impairments == 1 && !impaired->row->degree)
    loss = &facts->loss_percent;
  if (loss->number == JKK_NONE && impaired->row->degree)
    return TRUE;
  if (loss->number == JKK_NONE)
    jkk_rule_miss (rule, &impaired->facts->function_loss, number,
                   N_ ("Enter how much of the function is lost (KK 3 item 10)."));
  else if (loss->number > JKK_WHOLE_PERCENT)
    jkk_rule_miss (rule, loss, number, N_ ("No function can be lost by more than 100 %: correct the figure."));
  if (loss->number == JKK_NONE || loss->number > JKK_WHOLE_PERCENT)
    return FALSE;
  impaired->loss = loss->number;
  impaired->loss_fact = loss;
  return TRUE;
}

/**
 * jkk_impaired_find:
 * @rule: the rule
 * @number: which disability, from 1
 * @impaired: (out caller-allocates): what the table says of it
 *
 * Returns: whether everything is known; if not, what is missing is put on the sheet.
 */
gboolean
jkk_impaired_find (const JkkRule *rule, guint number, JkkImpaired *impaired)
{
  const JkkImpairmentFacts *facts = &rule->facts->impairments[number - 1];
  gint64 row = facts->table_row.number;

  *impaired = (JkkImpaired){ .facts = facts, .percent = JKK_NONE };
  if (facts->kind.number == JKK_IMPAIRMENT_NONE)
    jkk_rule_miss (rule, &facts->kind, number, N_ ("Say whether a limb or a function was lost."));
  if (row == JKK_NONE)
    jkk_rule_miss (rule, &facts->table_row, number, N_ ("Enter the row of annex III."));
  else if (row >= JKK_MAX_TABLE_ROW || rule->law->row[row] == NULL)
    jkk_rule_miss (rule, &facts->table_row, number,
                   N_ ("Annex III has no such row with a percentage: correct the number."));
  else if (facts->kind.number != JKK_IMPAIRMENT_NONE)
    {
      impaired->row = row_for_hand (rule, rule->law->row[row], &impaired->swapped);
      return find_percent (rule, number, impaired) && find_loss (rule, number, impaired);
    }
  return FALSE;
}
