#include "jkk-basis.h"

#include <string.h>

#include "jkk-benefit.h"
#include "jkk-measuring.h"

/* What no amount rests on: who inherits, time limits of the procedure, and how a doctor finds a percentage. */
static gboolean
matters (JkkParameter parameter)
{
  return parameter < JKK_PARAMETER_HEIR_RANK_SPOUSE || parameter == JKK_PARAMETER_EXPIRY_YEARS ||
         parameter == JKK_PARAMETER_PAK_YEARS || parameter == JKK_PARAMETER_UNREGISTERED_EMPLOYER;
}

/* The figures by which measured values lead to a percentage. */
static gboolean
measures (JkkParameter parameter)
{
  return (parameter >= JKK_PARAMETER_HEARING_OFFSET && parameter <= JKK_PARAMETER_HEARING_AGE_MAX) ||
         (parameter >= JKK_PARAMETER_MUSCLE_LOSS_0 && parameter <= JKK_PARAMETER_MUSCLE_LOSS_5);
}

static gboolean
is_measured (const JkkFacts *facts)
{
  for (guint i = 0; i < facts->n_impairments; i++)
    if (facts->impairments[i].measured != NULL)
      return TRUE;
  return FALSE;
}

static void
add_fact (JkkPayoutBasis *basis, const JkkCase *jcase, const JkkFact *fact, guint row)
{
  g_autofree char *path = jkk_fact_path (fact, row);
  const JkkField *field = NULL;
  gconstpointer record = path != NULL ? jkk_case_find (jcase, path, &field, NULL) : NULL;

  if (record == NULL || jkk_field_is_empty (field, record))
    return;
  g_autofree char *value = jkk_field_to_plain (field, record);
  jkk_payout_basis_take_fact (basis, path, value);
}

static void
add_single_facts (JkkPayoutBasis *basis, const JkkCase *jcase, const JkkFacts *facts)
{
  const JkkFact *const single[] = {
    &facts->segment,           &facts->disease,           &facts->traffic,
    &facts->law_day,           &facts->reported_day,      &facts->claimed_day,
    &facts->wage_kind,         &facts->working_week,      &facts->wage,
    &facts->wage_actual,       &facts->wage_average,      &facts->left_handed,
    &facts->registered,        &facts->employment_ended,  &facts->wage_paid_on,
    &facts->arrears_months,    &facts->outcome,           &facts->examined_day,
    &facts->death_day,         &facts->loss_percent,      &facts->facility_contracted,
    &facts->days_absent,       &facts->stmb_advanced,     &facts->disability_paid,
    &facts->disability_choice, &facts->jasa_raharja_paid, &facts->has_children,
  };

  for (guint i = 0; i < G_N_ELEMENTS (single); i++)
    add_fact (basis, jcase, single[i], 0);
}

/* How many rows a list has: an empty row is a row, too. */
static void
add_count (JkkPayoutBasis *basis, const char *part, guint n)
{
  g_autofree char *value = g_strdup_printf ("%u", n);

  if (n > 0)
    jkk_payout_basis_take_fact (basis, part, value);
}

/* What was decided about earlier payments, what was paid of the scholarship, and which days other cases count. */
static void
add_earlier_facts (JkkPayoutBasis *basis, const JkkCase *jcase, const JkkFacts *facts)
{
  const JkkFact ground = { JKK_NONE, "claim.disability_ground" };

  add_fact (basis, jcase, &ground, 0);
  for (guint i = 0; i < facts->n_installments; i++)
    {
      const JkkInstallmentFacts *row = &facts->installments[i];
      const JkkFact *const list[] = { &row->child, &row->level, &row->year, &row->amount, &row->paid_day };

      for (guint j = 0; j < G_N_ELEMENTS (list); j++)
        add_fact (basis, jcase, list[j], i + 1);
    }
  for (guint i = 0; i < facts->n_elsewhere; i++)
    {
      const JkkElsewhereFacts *row = &facts->elsewhere[i];
      const JkkFact number = { JKK_NONE, "elsewhere[#].case_number" };
      const JkkFact *const list[] = { &number, &row->from, &row->until, &row->paid };

      for (guint j = 0; j < G_N_ELEMENTS (list); j++)
        add_fact (basis, jcase, list[j], i + 1);
    }
}

static void
add_listed_facts (JkkPayoutBasis *basis, const JkkCase *jcase, const JkkFacts *facts)
{
  add_count (basis, "impairments", facts->n_impairments);
  add_count (basis, "expenses", facts->n_expenses);
  add_count (basis, "children", facts->n_children);
  add_count (basis, "installments", facts->n_installments);
  add_count (basis, "elsewhere", facts->n_elsewhere);
  for (guint i = 0; i < facts->n_ranges; i++)
    {
      add_fact (basis, jcase, &facts->ranges[i].from, facts->ranges[i].row);
      add_fact (basis, jcase, &facts->ranges[i].until, facts->ranges[i].row);
    }
  for (guint i = 0; i < facts->n_impairments; i++)
    {
      const JkkImpairmentFacts *row = &facts->impairments[i];
      const JkkFact measured = { JKK_NONE, "impairments[#].measured" };
      const JkkFact *const list[] = { &row->kind,          &row->table_row, &row->table_percent,
                                      &row->function_loss, &row->steps,     &measured };

      for (guint j = 0; j < G_N_ELEMENTS (list); j++)
        add_fact (basis, jcase, list[j], i + 1);
    }
  for (guint i = 0; i < facts->n_expenses; i++)
    {
      const JkkExpenseFacts *row = &facts->expenses[i];
      const JkkFact *const list[] = { &row->kind,   &row->mode,        &row->spent_day,
                                      &row->amount, &row->recommended, &row->reference_price };

      for (guint j = 0; j < G_N_ELEMENTS (list); j++)
        add_fact (basis, jcase, list[j], i + 1);
    }
  for (guint i = 0; i < facts->n_children; i++)
    {
      const JkkChildFacts *row = &facts->children[i];
      const JkkFact *const list[] = {
        &row->born, &row->level, &row->year, &row->entered, &row->working, &row->married
      };

      for (guint j = 0; j < G_N_ELEMENTS (list); j++)
        add_fact (basis, jcase, list[j], i + 1);
    }
}

/* The value as a regulation file writes it. */
static char *
plain_number (const JkkParameterInfo *info, gint64 number)
{
  switch (info->unit)
    {
    case JKK_UNIT_PERCENT:
    case JKK_UNIT_DECIBEL:
      return jkk_percent_to_plain (number);
    case JKK_UNIT_CHOICE:
      return g_strdup (info->choices[number]);
    case JKK_UNIT_FLAG:
      return g_strdup (number != 0 ? "ya" : "tidak");
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, number);
    }
}

static void
set_days (JkkFigure *figure, JkkPeriod valid)
{
  JkkDay first = jkk_day_new (1900, 1, 1), last = jkk_day_new (2199, 12, 31);

  figure->from = valid.from >= first && valid.from <= last ? valid.from : JKK_NONE;
  figure->until = valid.until > first && valid.until <= last ? valid.until - 1 : JKK_NONE;
}

static void
set_check (JkkFigure *figure, JkkCheckMark check, const char *by, JkkDay on, const char *source)
{
  figure->checked = g_strdup (jkk_check_mark_name (check));
  figure->by = g_strdup (by);
  figure->on = on;
  figure->source = g_strdup (source);
}

static void
add_parameter (JkkPayoutBasis *basis, const JkkLaw *law, JkkParameter parameter)
{
  const JkkParameterInfo *info = jkk_parameter_info (parameter);
  const JkkValue *value = law->value[parameter];
  JkkFigure *figure = jkk_payout_basis_add_figure (basis, info->id, jkk_unit_name (info->unit));

  if (value->state == JKK_VALUE_KNOWN)
    figure->value = plain_number (info, value->number);
  figure->article = g_strdup (value->article);
  set_days (figure, value->valid);
  set_check (figure, value->check, value->by, value->on, value->source);
}

static gboolean
has_figure (const JkkPayoutBasis *basis, const char *parameter)
{
  for (guint i = 0; i < basis->law->len; i++)
    if (strcmp (((JkkFigure *) basis->law->pdata[i])->parameter, parameter) == 0)
      return TRUE;
  return FALSE;
}

static void
add_row (JkkPayoutBasis *basis, const JkkLaw *law, gint64 number)
{
  const JkkTableRow *row = number > 0 && number < JKK_MAX_TABLE_ROW ? law->row[number] : NULL;
  g_autofree char *id = jkk_table_row_id (number);

  if (row == NULL || has_figure (basis, id))
    return;
  JkkFigure *figure = jkk_payout_basis_add_figure (basis, id, jkk_unit_name (JKK_UNIT_PERCENT));
  figure->value = jkk_percent_to_plain (row->percent);
  if (row->percent_max != row->percent)
    figure->most = jkk_percent_to_plain (row->percent_max);
  if (row->partner != 0)
    figure->partner = jkk_table_row_id (row->partner);
  figure->each = g_strdup (row->each);
  figure->degree = row->degree;
  figure->article = g_strdup (row->article);
  set_check (figure, row->check, row->by, row->on, row->source);
  if (row->partner != 0)
    add_row (basis, law, row->partner);
}

/* The row of the table to which measured values lead, which may be another than the one entered. */
static void
add_measured_row (JkkPayoutBasis *basis, const JkkLaw *law, const char *text)
{
  JkkMeasurement measurement;
  JkkMeasured measured;

  if (text == NULL || !jkk_measurement_parse (text, &measurement, NULL))
    return;
  g_autoptr (JkkReason) working = jkk_measuring_explain (law, &measurement, &measured, NULL);
  if (working != NULL && measured.table_row != JKK_NONE)
    add_row (basis, law, measured.table_row);
}

static void
add_window (JkkPayoutBasis *basis, const JkkPack *pack)
{
  const JkkValue *source = jkk_pack_window_source (pack);
  JkkFigure *figure = jkk_payout_basis_add_figure (basis, "window", "hari");

  figure->article = g_strdup (source->article);
  set_days (figure, jkk_pack_window (pack));
  set_check (figure, source->check, source->by, source->on, source->source);
}

/**
 * jkk_basis_new:
 * @jcase: a case
 * @facts: its facts
 * @law: (nullable): the law of its day
 *
 * Returns: (transfer full): the facts on which amounts rest, and every figure of the law with which they could be
 * calculated: nobody is named in it.
 */
JkkPayoutBasis *
jkk_basis_new (const JkkCase *jcase, const JkkFacts *facts, const JkkLaw *law)
{
  JkkPayoutBasis *basis = jkk_payout_basis_new ();

  g_return_val_if_fail (jcase != NULL && facts != NULL, basis);

  basis->today = facts->today;
  basis->segment = g_strdup (jkk_segment_code ((JkkSegment) facts->segment.number));
  add_single_facts (basis, jcase, facts);
  add_listed_facts (basis, jcase, facts);
  add_earlier_facts (basis, jcase, facts);
  if (law == NULL)
    return basis;
  add_window (basis, law->pack);
  gboolean measured = is_measured (facts);
  for (guint i = 0; i < JKK_N_PARAMETERS; i++)
    if (matters ((JkkParameter) i) || (measured && measures ((JkkParameter) i)))
      add_parameter (basis, law, (JkkParameter) i);
  for (guint i = 0; i < facts->n_impairments; i++)
    {
      add_row (basis, law, facts->impairments[i].table_row.number);
      add_measured_row (basis, law, facts->impairments[i].measured);
    }
  return basis;
}
