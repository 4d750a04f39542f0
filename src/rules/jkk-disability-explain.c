#include "jkk-disability-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-measuring.h"

#define NUMBER(name) (rule->law->number[JKK_PARAMETER_##name])

/**
 * jkk_disability_explain_total:
 * @rule: a rule with a sheet
 * @wage: the monthly wage
 * @disability: a result that grants total permanent disability
 *
 * Returns: (transfer full): the line of the sheet.
 */
JkkReason *
jkk_disability_explain_total (const JkkRule *rule, const JkkWage *wage, const JkkDisability *disability)
{
  gboolean flat = NUMBER (TOTAL_FLAT) != JKK_NONE;
  JkkParameter source = flat ? JKK_PARAMETER_TOTAL_FLAT : JKK_PARAMETER_TOTAL_RATE;
  JkkReason *line =
      jkk_rule_line (rule, JKK_BENEFIT_DISABILITY_TOTAL, jkk_law_article (rule->law, source),
                     flat ? N_ ("{amount}") : N_ ("{rate} × {multiple} × {wage}"), disability->total_amount);

  line->payee = jkk_payee_code (JKK_PAYEE_WORKER);
  jkk_reason_add_outcome (line, rule->facts);
  if (flat)
    {
      jkk_reason_add_parameter (line, "amount", rule->law, JKK_PARAMETER_TOTAL_FLAT);
      return line;
    }
  jkk_reason_add_parameter (line, "rate", rule->law, JKK_PARAMETER_TOTAL_RATE);
  jkk_reason_add_parameter (line, "multiple", rule->law, JKK_PARAMETER_DISABILITY_MULTIPLE);
  jkk_reason_add_number (line, "wage", N_ ("Monthly wage"), JKK_KIND_MONEY, wage->monthly);
  jkk_reason_add_rounding (line, rule->law, wage->monthly, NUMBER (TOTAL_RATE) * NUMBER (DISABILITY_MULTIPLE),
                           JKK_WHOLE_PERCENT);
  jkk_reason_take_child (line, jkk_wage_explain (rule, wage));
  return line;
}

static void
add_table_percent (JkkReason *step, const JkkTableRow *row)
{
  JkkInput *input =
      jkk_reason_add_input (step, "percent", N_ ("Percentage of the table"), JKK_KIND_PERCENT, row->percent);

  input->parameter = jkk_reason_numbered_text (step, "cacat-#", (guint) row->number);
  input->article = row->article;
  input->unconfirmed = row->check == JKK_CHECK_NO;
}

static const char *
row_formula (gboolean range, gboolean steps, gboolean loss)
{
  if (range)
    return loss ? N_ ("{figure} × {loss}") : N_ ("{figure}");
  if (steps)
    return loss ? N_ ("{percent} × {steps} × {loss}") : N_ ("{percent} × {steps}");
  return loss ? N_ ("{percent} × {loss}") : N_ ("{percent}");
}

/* "21,875 %": no needless zeros at its end. */
static const char *
share_text (JkkReason *reason, gint64 share)
{
  static const char tail[] = "\u00a0%";
  gint64 whole = JKK_DISABILITY_WHOLE / 100, rest = share % whole;
  char text[40], *at = text + sizeof text - sizeof tail;
  int decimals = 6;

  memcpy (at, tail, sizeof tail);
  for (; decimals > 0 && rest % 10 == 0; decimals--)
    rest /= 10;
  for (; decimals > 0; decimals--, rest /= 10)
    *--at = (char) ('0' + rest % 10);
  *--at = ',';
  for (share /= whole; share > 0 || at[0] == ','; share /= 10)
    *--at = (char) ('0' + share % 10);
  return jkk_reason_text (reason, at);
}

/* A percentage of a percentage has up to six decimals; only what fits into hundredths is given as a number. */
static void
add_share (JkkReason *reason, const char *name, const char *label, gint64 share)
{
  JkkInput *input = jkk_reason_add_input (reason, name, label, JKK_KIND_PERCENT, share / JKK_WHOLE_PERCENT);

  if (share % JKK_WHOLE_PERCENT == 0)
    return;
  input->number = JKK_NONE;
  input->text = share_text (reason, share);
}

/* What the doctor entered where the measured values lead elsewhere; JKK_NONE where they agree. */
static gint64
entered_otherwise (const JkkImpairmentFacts *facts, const JkkMeasured *measured, JkkFieldKind *kind, gint64 *found)
{
  const struct
  {
    JkkFieldKind kind;
    gint64 found, entered;
  } pairs[] = {
    { JKK_KIND_PERCENT, measured->loss, facts->function_loss.number },
    { JKK_KIND_COUNT, measured->steps, facts->steps.number },
    { JKK_KIND_COUNT, measured->loss == JKK_NONE ? measured->table_row : JKK_NONE, facts->table_row.number },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i].found != JKK_NONE && pairs[i].entered != JKK_NONE && pairs[i].found != pairs[i].entered)
      {
        *kind = pairs[i].kind;
        *found = pairs[i].found;
        return pairs[i].entered;
      }
  return JKK_NONE;
}

/* The doctor's figure governs (KK 3 item 10); that it is another one is said, not mended. */
static void
compare (const JkkRule *rule, guint number, const JkkReason *working, const JkkMeasured *measured)
{
  const JkkImpairmentFacts *facts = &rule->facts->impairments[number - 1];
  JkkFieldKind kind = JKK_KIND_COUNT;
  gint64 found = JKK_NONE, entered = entered_otherwise (facts, measured, &kind, &found);

  if (entered == JKK_NONE)
    return;
  JkkReason *note = jkk_rule_note (rule, "measured-otherwise",
                                   N_ ("The measured values lead to another figure than the one entered. The one "
                                       "entered counts: it is the doctor’s"),
                                   working->article);
  jkk_reason_add_number (note, "disability", N_ ("Disability"), JKK_KIND_COUNT, number);
  jkk_reason_add_number (note, "measured", N_ ("By the measured values"), kind, found);
  jkk_reason_add_number (note, "entered", N_ ("Entered"), kind, entered);
}

/* How the doctor's figure was found, where the values are known. It changes no amount. */
static void
add_working (const JkkRule *rule, JkkReason *step, guint number)
{
  const char *text = rule->facts->impairments[number - 1].measured;
  JkkMeasurement measurement;
  JkkMeasured measured;

  if (text == NULL || !jkk_measurement_parse (text, &measurement, NULL))
    return;
  JkkReason *working = jkk_measuring_explain (rule->law, &measurement, &measured, NULL);
  if (working == NULL)
    return;
  jkk_reason_add_text (working, "measured-values", N_ ("Measured values"), text);
  ((JkkInput *) working->inputs->pdata[working->inputs->len - 1])->path =
      jkk_reason_numbered_text (working, "impairments[#].measured", number);
  compare (rule, number, working, &measured);
  jkk_reason_take_child (step, working);
}

/* A row yields a percentage, no amount: the line makes one amount of all of them. */
static JkkReason *
explain_row (const JkkRule *rule, guint number, const JkkImpaired *found)
{
  const JkkImpairmentFacts *facts = found->facts;
  const JkkTableRow *row = found->row;
  gboolean range = row->percent != row->percent_max, steps = row->each != NULL, loss = found->loss_fact != NULL;
  JkkReason *step =
      jkk_rule_step (rule, "disability-row", row->wording, row->article, row_formula (range, steps, loss), JKK_NONE);

  jkk_reason_add_fact (step, "row", N_ ("Row of the table"), JKK_KIND_COUNT, &facts->table_row, number);
  if (found->swapped)
    {
      jkk_reason_add_fact (step, "hand", N_ ("Left-handed"), JKK_KIND_FLAG, &rule->facts->left_handed, 0);
      jkk_reason_add_parameter (step, "swap", rule->law, JKK_PARAMETER_LEFT_HANDED_SWAP);
      jkk_reason_add_number (step, "other-row", N_ ("Row of the other side"), JKK_KIND_COUNT, row->number);
    }
  add_table_percent (step, row);
  if (steps)
    jkk_reason_add_fact (step, "steps", N_ ("Steps"), JKK_KIND_COUNT, &facts->steps, number);
  if (range)
    jkk_reason_add_fact (step, "figure", N_ ("The doctor’s figure within the range"), JKK_KIND_PERCENT,
                         &facts->table_percent, number);
  if (loss)
    jkk_reason_add_fact (step, "loss", N_ ("Loss of function"), JKK_KIND_PERCENT, found->loss_fact, number);
  add_share (step, "result", N_ ("Result"), found->percent * found->loss);
  add_working (rule, step, number);
  return step;
}

/* The percentage that the line multiplies: what the rows add up to or, where the limit cuts it, what the limit leaves.
 */
static const char *
add_shares (JkkReason *line, const JkkRule *rule, const JkkDisability *disability, JkkImpairmentKind kind)
{
  gboolean anatomical = kind == JKK_IMPAIRMENT_ANATOMICAL;
  gint64 found = anatomical ? disability->anatomical_found : disability->functional_found;
  gint64 share = anatomical ? disability->anatomical_share : disability->functional_share;
  gboolean flat = NUMBER (DISABILITY_FLAT) != JKK_NONE;

  add_share (line, "share", N_ ("Sum of the rows"), found);
  if (found == share)
    return flat ? N_ ("{share} × {base}") : N_ ("{share} × {multiple} × {wage}");
  jkk_reason_add_parameter (line, "limit", rule->law, JKK_PARAMETER_DISABILITY_CAP);
  if (anatomical || disability->anatomical_share == 0)
    return flat ? N_ ("{limit} × {base}") : N_ ("{limit} × {multiple} × {wage}");
  add_share (line, "anatomical", N_ ("Anatomical loss, which counts first"), disability->anatomical_share);
  return flat ? N_ ("({limit} − {anatomical}) × {base}") : N_ ("({limit} − {anatomical}) × {multiple} × {wage}");
}

static void
add_base (JkkReason *line, const JkkRule *rule, const JkkWage *wage, gint64 share)
{
  if (NUMBER (DISABILITY_FLAT) != JKK_NONE)
    {
      jkk_reason_add_parameter (line, "base", rule->law, JKK_PARAMETER_DISABILITY_FLAT);
      jkk_reason_add_rounding (line, rule->law, NUMBER (DISABILITY_FLAT), share, JKK_DISABILITY_WHOLE);
      return;
    }
  jkk_reason_add_parameter (line, "multiple", rule->law, JKK_PARAMETER_DISABILITY_MULTIPLE);
  jkk_reason_add_number (line, "wage", N_ ("Monthly wage"), JKK_KIND_MONEY, wage->monthly);
  jkk_reason_add_rounding (line, rule->law, wage->monthly, share * NUMBER (DISABILITY_MULTIPLE), JKK_DISABILITY_WHOLE);
  jkk_reason_take_child (line, jkk_wage_explain (rule, wage));
}

/**
 * jkk_disability_explain_partial:
 * @rule: a rule with a sheet
 * @wage: the monthly wage
 * @disability: a result that grants it
 * @kind: anatomical or functional
 *
 * Returns: (transfer full): the line of the sheet.
 */
JkkReason *
jkk_disability_explain_partial (const JkkRule *rule,
                                const JkkWage *wage,
                                const JkkDisability *disability,
                                JkkImpairmentKind kind)
{
  gboolean anatomical = kind == JKK_IMPAIRMENT_ANATOMICAL;
  gboolean flat = NUMBER (DISABILITY_FLAT) != JKK_NONE;
  /* Explaining finds the rows once more; what is missing of them is on the sheet already. */
  const JkkRule quiet = { rule->facts, rule->law, NULL };
  JkkReason *line = jkk_rule_line (
      rule, anatomical ? JKK_BENEFIT_DISABILITY_ANATOMICAL : JKK_BENEFIT_DISABILITY_FUNCTIONAL,
      jkk_law_article (rule->law, flat ? JKK_PARAMETER_DISABILITY_FLAT : JKK_PARAMETER_DISABILITY_MULTIPLE), NULL,
      anatomical ? disability->anatomical_amount : disability->functional_amount);

  line->payee = jkk_payee_code (JKK_PAYEE_WORKER);
  line->formula = add_shares (line, rule, disability, kind);
  add_base (line, rule, wage, anatomical ? disability->anatomical_share : disability->functional_share);
  for (guint i = 1; i <= rule->facts->n_impairments; i++)
    {
      JkkImpaired found;

      if (jkk_impaired_find (&quiet, i, &found) && found.facts->kind.number == (gint64) kind)
        jkk_reason_take_child (line, explain_row (rule, i, &found));
    }
  return line;
}
