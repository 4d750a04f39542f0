#include "jkk-benefit.h"

#include <glib/gi18n-lib.h>

#define END ((JkkParameter) -1)
#define MOST 12

/**
 * @code: as in data/codes and every file that leaves the program
 * @title: English title
 * @flat: a lump sum that stands for @formula where the regulation has one, or END
 * @formula: the parameters that are needed where there is no lump sum
 * @needs: the parameters that are needed in any case
 */
typedef struct
{
  const char *code;
  const char *title;
  JkkParameter flat;
  JkkParameter formula[MOST];
  JkkParameter needs[MOST];
} Row;

#define P(name) JKK_PARAMETER_##name

static const Row rows[JKK_N_BENEFITS] = {
  [JKK_BENEFIT_STMB] = {
    .code = "stmb",
    .title = N_ ("Temporary inability to work"),
    .flat = END,
    .formula = { END },
    .needs = { P (STMB_RATE_1), P (STMB_RATE_2), P (STMB_RATE_3), P (STMB_DIVISOR), P (STMB_FIRST_DAY),
               P (STMB_PERIOD_READING), P (STMB_PERIOD_MONTHS), P (STMB_PERIOD_DAYS), P (STMB_OVERLAP), P (ROUNDING), END },
  },
  [JKK_BENEFIT_DISABILITY_ANATOMICAL] = {
    .code = "disability-anatomical",
    .title = N_ ("Partial anatomical disability"),
    .flat = P (DISABILITY_FLAT),
    .formula = { P (DISABILITY_MULTIPLE), END },
    .needs = { P (DISABILITY_CAP), P (LEFT_HANDED_SWAP), P (ROUNDING), END },
  },
  [JKK_BENEFIT_DISABILITY_FUNCTIONAL] = {
    .code = "disability-functional",
    .title = N_ ("Partial functional disability"),
    .flat = P (DISABILITY_FLAT),
    .formula = { P (DISABILITY_MULTIPLE), END },
    .needs = { P (DISABILITY_CAP), P (LEFT_HANDED_SWAP), P (ROUNDING), END },
  },
  [JKK_BENEFIT_DISABILITY_TOTAL] = {
    .code = "disability-total",
    .title = N_ ("Total permanent disability"),
    .flat = P (TOTAL_FLAT),
    .formula = { P (TOTAL_RATE), P (DISABILITY_MULTIPLE), P (ROUNDING), END },
    .needs = { END },
  },
  [JKK_BENEFIT_DEATH] = {
    .code = "death",
    .title = N_ ("Death benefit"),
    .flat = P (DEATH_FLAT),
    .formula = { P (DEATH_RATE), P (DISABILITY_MULTIPLE), P (DEATH_FLOOR), P (ROUNDING), END },
    .needs = { END },
  },
  [JKK_BENEFIT_FUNERAL] = {
    .code = "funeral",
    .title = N_ ("Funeral"),
    .flat = END,
    .formula = { END },
    .needs = { P (FUNERAL), END },
  },
  [JKK_BENEFIT_PERIODIC] = {
    .code = "periodic",
    .title = N_ ("Periodic benefit in one sum"),
    .flat = END,
    .formula = { END },
    .needs = { P (PERIODIC_MONTHS), P (PERIODIC_AMOUNT), END },
  },
  [JKK_BENEFIT_SCHOLARSHIP] = {
    .code = "scholarship",
    .title = N_ ("Scholarship"),
    .flat = P (SCHOLARSHIP_ONCE),
    .formula = { P (SCHOLARSHIP_TK_SD), P (SCHOLARSHIP_SMP), P (SCHOLARSHIP_SMA), P (SCHOLARSHIP_PT),
                 P (SCHOLARSHIP_YEARS_TK), P (SCHOLARSHIP_YEARS_SD), P (SCHOLARSHIP_YEARS_SMP),
                 P (SCHOLARSHIP_YEARS_SMA), P (SCHOLARSHIP_YEARS_PT), P (SCHOLARSHIP_CHILDREN), END },
    .needs = { P (SCHOLARSHIP_AGE), END },
  },
  [JKK_BENEFIT_TRANSPORT] = {
    .code = "transport",
    .title = N_ ("Transport"),
    .flat = END,
    .formula = { END },
    .needs = { P (TRANSPORT_LAND), P (TRANSPORT_SEA), P (TRANSPORT_AIR), END },
  },
  [JKK_BENEFIT_ORTHOSIS] = {
    .code = "orthosis",
    .title = N_ ("Orthosis and prosthesis"),
    .flat = END,
    .formula = { END },
    .needs = { P (ORTHOSIS_SURCHARGE), P (ROUNDING), END },
  },
  [JKK_BENEFIT_DENTAL] = {
    .code = "dental",
    .title = N_ ("Dental prosthesis"),
    .flat = END,
    .formula = { END },
    .needs = { P (DENTAL_MAX), END },
  },
  [JKK_BENEFIT_HEARING_AID] = {
    .code = "hearing-aid",
    .title = N_ ("Hearing aid"),
    .flat = END,
    .formula = { END },
    .needs = { P (HEARING_AID_MAX), END },
  },
  [JKK_BENEFIT_GLASSES] = {
    .code = "glasses",
    .title = N_ ("Glasses"),
    .flat = END,
    .formula = { END },
    .needs = { P (GLASSES_MAX), END },
  },
  [JKK_BENEFIT_HOME_CARE] = {
    .code = "home-care",
    .title = N_ ("Home care"),
    .flat = END,
    .formula = { END },
    .needs = { P (HOME_CARE_MAX), P (HOME_CARE_MONTHS), P (HOME_CARE_ADVISED), END },
  },
  [JKK_BENEFIT_TREATMENT] = {
    .code = "treatment",
    .title = N_ ("Care and treatment"),
    .flat = END,
    .formula = { END },
    .needs = { P (TREATMENT_COVERED), P (JASA_RAHARJA_LIMIT), END },
  },
};

/**
 * jkk_benefit_code:
 * @benefit: a benefit
 *
 * Returns: its code, such as "stmb".
 */
const char *
jkk_benefit_code (JkkBenefit benefit)
{
  g_return_val_if_fail ((guint) benefit < JKK_N_BENEFITS, NULL);

  return rows[benefit].code;
}

/**
 * jkk_benefit_title:
 * @benefit: a benefit
 *
 * Returns: its English title, marked for translation.
 */
const char *
jkk_benefit_title (JkkBenefit benefit)
{
  g_return_val_if_fail ((guint) benefit < JKK_N_BENEFITS, NULL);

  return rows[benefit].title;
}

/**
 * jkk_benefit_find:
 * @code: a benefit code
 * @benefit: (out): the benefit
 *
 * Returns: whether there is such a benefit.
 */
gboolean
jkk_benefit_find (const char *code, JkkBenefit *benefit)
{
  for (guint i = 0; i < JKK_N_BENEFITS; i++)
    if (g_strcmp0 (rows[i].code, code) == 0)
      {
        *benefit = (JkkBenefit) i;
        return TRUE;
      }
  return FALSE;
}

static JkkValueState
state_of (const JkkLaw *law, const JkkParameter *list, JkkParameter *lacking)
{
  for (; *list != END; list++)
    if (law->value[*list]->state != JKK_VALUE_KNOWN)
      {
        if (lacking != NULL)
          *lacking = *list;
        return law->value[*list]->state;
      }
  return JKK_VALUE_KNOWN;
}

/**
 * jkk_benefit_state:
 * @law: a regulation pack on a day
 * @benefit: a benefit
 * @lacking: (out) (optional): the first parameter that has no number, where the state is not %JKK_VALUE_KNOWN
 *
 * Returns: whether the pack can say how much the benefit is, does not have it, or does not know the figure yet.
 */
JkkValueState
jkk_benefit_state (const JkkLaw *law, JkkBenefit benefit, JkkParameter *lacking)
{
  g_return_val_if_fail (law != NULL && (guint) benefit < JKK_N_BENEFITS, JKK_VALUE_ABSENT);

  const Row *row = &rows[benefit];
  const JkkParameter flat[] = { row->flat, END };
  gboolean is_flat = row->flat != END && law->value[row->flat]->state != JKK_VALUE_ABSENT;
  JkkValueState state = state_of (law, is_flat ? flat : row->formula, lacking);

  return state == JKK_VALUE_KNOWN ? state_of (law, row->needs, lacking) : state;
}
