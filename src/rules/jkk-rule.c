#include "jkk-rule.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID,
                       _ ("The amounts of this case are too large to be calculated. Check wage, receipts and days."));
  return FALSE;
}

/**
 * jkk_rule_scale:
 * @rule: the rule; its law says how to round
 * @amount: rupiah
 * @numerator: not negative
 * @denominator: above 0
 * @result: (out): @amount × @numerator ÷ @denominator, rounded to whole rupiah
 * @error: return location
 *
 * Returns: %FALSE with %JKK_ERROR_INVALID if it is too large.
 */
gboolean
jkk_rule_scale (
    const JkkRule *rule, JkkMoney amount, gint64 numerator, gint64 denominator, JkkMoney *result, GError **error)
{
  JkkRounding rounding = (JkkRounding) rule->law->number[JKK_PARAMETER_ROUNDING];

  return jkk_money_scale (amount, numerator, denominator, rounding, result) || refuse (error);
}

/**
 * jkk_rule_add:
 * @amount: rupiah
 * @sum: (inout): rupiah
 * @error: return location
 *
 * Returns: %FALSE with %JKK_ERROR_INVALID if the sum is too large.
 */
gboolean
jkk_rule_add (JkkMoney amount, JkkMoney *sum, GError **error)
{
  return jkk_money_add (*sum, amount, sum) || refuse (error);
}

/**
 * jkk_rule_multiply:
 * @amount: rupiah
 * @factor: a whole number
 * @product: (out): rupiah
 * @error: return location
 *
 * Returns: %FALSE with %JKK_ERROR_INVALID if it is too large.
 */
gboolean
jkk_rule_multiply (JkkMoney amount, gint64 factor, JkkMoney *product, GError **error)
{
  return jkk_money_multiply (amount, factor, product) || refuse (error);
}

/**
 * jkk_rule_grants:
 * @rule: the rule
 * @benefit: a benefit to which the facts would lead
 *
 * Returns: whether the regulation has every figure of it. If not, a note says why there is no amount.
 */
gboolean
jkk_rule_grants (const JkkRule *rule, JkkBenefit benefit)
{
  JkkParameter lacking;

  if ((rule->law->granted & (1u << benefit)) != 0)
    return TRUE;
  if (rule->sheet == NULL)
    return FALSE;

  gboolean absent = jkk_benefit_state (rule->law, benefit, &lacking) == JKK_VALUE_ABSENT;
  JkkReason *note = jkk_rule_note (rule, absent ? "benefit-absent" : "benefit-unknown",
                                   absent ? N_ ("This regulation has no such benefit: nothing is paid for it")
                                          : N_ ("The regulation file does not say yet how much this is: no amount"),
                                   jkk_law_article (rule->law, lacking));
  jkk_reason_take_child (note, jkk_rule_step (rule, "benefit", jkk_benefit_title (benefit), NULL, NULL, JKK_NONE));
  jkk_reason_add_parameter (note, "parameter", rule->law, lacking);
  return FALSE;
}

/* The path of the field that a fact comes from; in rows of a list it is made in the region. */
static const char *
path_in (JkkRegion *region, const JkkFact *fact, guint row)
{
  if (row == 0 || fact->path == NULL || strchr (fact->path, '#') == NULL)
    return fact->path;
  return jkk_region_numbered_text (region, fact->path, row);
}

/**
 * jkk_rule_miss:
 * @rule: the rule
 * @fact: the fact that is missing
 * @row: number of its row, if it stands in a list
 * @text: English sentence that says what to do, marked for translation
 *
 * Puts it on the list of what is missing, once.
 */
void
jkk_rule_miss (const JkkRule *rule, const JkkFact *fact, guint row, const char *text)
{
  if (rule->sheet == NULL)
    return;

  const char *path = path_in (rule->sheet->region, fact, row);
  for (guint i = 0; i < rule->sheet->missing->len; i++)
    if (strcmp (((JkkMissing *) rule->sheet->missing->pdata[i])->path, path) == 0)
      return;
  jkk_payout_take_missing (rule->sheet, path, text);
}

/**
 * jkk_rule_note:
 * @rule: a rule with a sheet
 * @name: stable name of the note
 * @title: English sentence, marked for translation
 * @article: (nullable): the article as cited
 *
 * Returns: (transfer none): a new note on the sheet.
 */
JkkReason *
jkk_rule_note (const JkkRule *rule, const char *name, const char *title, const char *article)
{
  JkkReason *note = jkk_reason_new_in (rule->sheet->region, name, NULL, title, article);

  jkk_payout_take_note (rule->sheet, note);
  return note;
}

/**
 * jkk_reason_step:
 * @rule: stable name of the rule
 * @title: English title, marked for translation
 * @article: (nullable): the article as cited
 * @formula: (nullable): English formula, marked for translation
 * @amount: rupiah, or JKK_NONE
 *
 * Returns: (transfer full): a step that stands alone.
 */
JkkReason *
jkk_reason_step (const char *rule, const char *title, const char *article, const char *formula, JkkMoney amount)
{
  JkkReason *reason = jkk_reason_new (rule, NULL, title, article);

  reason->formula = formula;
  reason->amount = amount;
  return reason;
}

/**
 * jkk_rule_step:
 * @rule: a rule with a sheet
 * @name: stable name of the step
 * @title: English title, marked for translation
 * @article: (nullable): the article as cited
 * @formula: (nullable): English formula, marked for translation
 * @amount: rupiah, or JKK_NONE
 *
 * Returns: (transfer none): a step of a line of the sheet; it lives as long as the sheet.
 */
JkkReason *
jkk_rule_step (
    const JkkRule *rule, const char *name, const char *title, const char *article, const char *formula, JkkMoney amount)
{
  JkkReason *reason = jkk_reason_new_in (rule->sheet->region, name, NULL, title, article);

  reason->formula = formula;
  reason->amount = amount;
  return reason;
}

/**
 * jkk_rule_line:
 * @rule: a rule with a sheet
 * @benefit: a benefit
 * @article: (nullable): the article as cited
 * @formula: English formula, marked for translation
 * @amount: rupiah
 *
 * Returns: (transfer none): a line for the sheet; it lives as long as the sheet.
 */
JkkReason *
jkk_rule_line (const JkkRule *rule, JkkBenefit benefit, const char *article, const char *formula, JkkMoney amount)
{
  const char *code = jkk_benefit_code (benefit);
  JkkReason *reason = jkk_reason_new_in (rule->sheet->region, code, code, jkk_benefit_title (benefit), article);

  reason->formula = formula;
  reason->amount = amount;
  return reason;
}

/**
 * jkk_reason_add_fact:
 * @reason: a reason
 * @name: its name in the formula
 * @label: English label, marked for translation
 * @kind: how it is shown
 * @fact: the fact
 * @row: number of its row, if it stands in a list
 */
void
jkk_reason_add_fact (
    JkkReason *reason, const char *name, const char *label, JkkFieldKind kind, const JkkFact *fact, guint row)
{
  JkkInput *input = jkk_reason_add_input (reason, name, label, kind, fact->number);

  input->path = path_in (jkk_region_root (reason->region), fact, row);
}

/**
 * jkk_reason_add_parameter:
 * @reason: a reason
 * @name: its name in the formula
 * @law: the law
 * @parameter: a parameter of it
 *
 * The article and whether the figure awaits confirmation come along.
 */
void
jkk_reason_add_parameter (JkkReason *reason, const char *name, const JkkLaw *law, JkkParameter parameter)
{
  const JkkParameterInfo *info = jkk_parameter_info (parameter);
  const JkkValue *value = law->value[parameter];
  JkkInput *input = jkk_reason_add_input (reason, name, info->label, jkk_parameter_kind (parameter), value->number);

  input->text = value->text;
  input->parameter = info->id;
  input->article = value->article;
  input->unconfirmed = jkk_value_unconfirmed (value);
}

/**
 * jkk_reason_add_number:
 * @reason: a reason
 * @name: its name in the formula
 * @label: English label, marked for translation
 * @kind: how it is shown
 * @number: the value, which a step of the calculation gave
 */
void
jkk_reason_add_number (JkkReason *reason, const char *name, const char *label, JkkFieldKind kind, gint64 number)
{
  jkk_reason_add_input (reason, name, label, kind, number);
}

/**
 * jkk_reason_add_text:
 * @reason: a reason
 * @name: its name in the formula
 * @label: English label, marked for translation
 * @text: the value; it is copied
 */
void
jkk_reason_add_text (JkkReason *reason, const char *name, const char *label, const char *text)
{
  JkkInput *input = jkk_reason_add_input (reason, name, label, JKK_KIND_TEXT, JKK_NONE);

  input->text = jkk_reason_text (reason, text);
}

/**
 * jkk_reason_add_outcome:
 * @reason: a reason
 * @facts: facts with an outcome
 *
 * Names the doctor's word on which a benefit rests.
 */
void
jkk_reason_add_outcome (JkkReason *reason, const JkkFacts *facts)
{
  JkkInput *input =
      jkk_reason_add_input (reason, "outcome", N_ ("Outcome of the examination"), JKK_KIND_CODE, JKK_NONE);

  input->text = jkk_outcome_code ((JkkOutcome) facts->outcome.number);
  input->path = facts->outcome.path;
}

/**
 * jkk_reason_add_rounding:
 * @reason: a reason
 * @law: the law
 * @amount: rupiah
 * @numerator: not negative
 * @denominator: above 0
 *
 * Names the rule of rounding where @amount × @numerator ÷ @denominator is no whole number of rupiah.
 */
void
jkk_reason_add_rounding (JkkReason *reason, const JkkLaw *law, JkkMoney amount, gint64 numerator, gint64 denominator)
{
  if (!jkk_money_divides (amount, numerator, denominator))
    jkk_reason_add_parameter (reason, "rounding", law, JKK_PARAMETER_ROUNDING);
}

/**
 * jkk_law_article:
 * @law: the law
 * @parameter: a parameter of it
 *
 * Returns: the legal source of its value.
 */
const char *
jkk_law_article (const JkkLaw *law, JkkParameter parameter)
{
  return law->value[parameter]->article;
}
