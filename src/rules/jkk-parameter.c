#include "jkk-parameter.h"

#include <glib/gi18n-lib.h>

static const char *const rounding_choices[] = { "ke-bawah", "setengah-ke-atas", "ke-atas", NULL };
static const char *const first_day_choices[] = { "menurut-surat-dokter", "hari-kecelakaan", "sehari-setelah-kecelakaan",
                                                 NULL };
static const char *const share_choices[] = { "sama-rata", "seluruhnya-kepada-satu", NULL };
static const char *const overlap_choices[] = { "sekali", "pada-kedua-kasus", NULL };
static const char *const period_choices[] = { "bulan-kalender", "hari", NULL };

#define ROW(parameter, id_, unit_, label_) [JKK_PARAMETER_##parameter] = { id_, JKK_UNIT_##unit_, label_, NULL }
#define CHOICE(parameter, id_, label_, choices_)                                                                       \
  [JKK_PARAMETER_##parameter] = { id_, JKK_UNIT_CHOICE, label_, choices_ }

static const JkkParameterInfo infos[JKK_N_PARAMETERS] = {
  CHOICE (ROUNDING, "rounding", N_ ("Rounding to whole rupiah"), rounding_choices),

  ROW (WAGE_DAYS_SIX, "wage-days-six", DAYS, N_ ("Days of a month, six-day week")),
  ROW (WAGE_DAYS_FIVE, "wage-days-five", DAYS, N_ ("Days of a month, five-day week")),
  ROW (WAGE_DAYS_CONSTRUCTION, "wage-days-construction", DAYS, N_ ("Days of a month, construction")),
  ROW (WAGE_PIECE_MONTHS, "wage-piece-months", MONTHS, N_ ("Months averaged, piece work")),
  ROW (WAGE_WEATHER_MONTHS, "wage-weather-months", MONTHS, N_ ("Months averaged, work that depends on the weather")),
  ROW (BPU_BASE_MIN, "bpu-base-min", RUPIAH, N_ ("Lowest income base of the self-employed")),
  ROW (BPU_BASE_MAX, "bpu-base-max", RUPIAH, N_ ("Highest income base of the self-employed")),

  CHOICE (STMB_FIRST_DAY, "stmb-first-day", N_ ("First day that counts"), first_day_choices),
  CHOICE (STMB_PERIOD_READING, "stmb-period-reading", N_ ("How six months are counted"), period_choices),
  ROW (STMB_PERIOD_MONTHS, "stmb-period-months", MONTHS, N_ ("Length of a percentage period in months")),
  ROW (STMB_PERIOD_DAYS, "stmb-period-days", DAYS, N_ ("Length of a percentage period in days")),
  ROW (STMB_RATE_1, "stmb-rate-1", PERCENT, N_ ("Rate of the first six months")),
  ROW (STMB_RATE_2, "stmb-rate-2", PERCENT, N_ ("Rate of the second six months")),
  ROW (STMB_RATE_3, "stmb-rate-3", PERCENT, N_ ("Rate from the third six months on")),
  ROW (STMB_DIVISOR, "stmb-divisor", DAYS, N_ ("Days of a month for the daily rate")),
  CHOICE (STMB_OVERLAP, "stmb-overlap", N_ ("Days that two cases of one person count"), overlap_choices),

  ROW (DISABILITY_MULTIPLE, "disability-multiple", COUNT, N_ ("Monthly wages")),
  ROW (DISABILITY_CAP, "disability-cap", PERCENT, N_ ("Most that disabilities add up to")),
  ROW (DISABILITY_FLAT, "disability-flat", RUPIAH, N_ ("Flat base of partial disability")),
  ROW (LEFT_HANDED_SWAP, "left-handed-swap", FLAG, N_ ("Right and left change places for left-handed workers")),
  ROW (TOTAL_RATE, "total-rate", PERCENT, N_ ("Rate of total permanent disability")),
  ROW (TOTAL_FLAT, "total-flat", RUPIAH, N_ ("Flat amount of total permanent disability")),
  ROW (DEATH_RATE, "death-rate", PERCENT, N_ ("Rate at death")),
  ROW (DEATH_FLOOR, "death-floor", RUPIAH, N_ ("Least amount at death")),
  ROW (DEATH_FLAT, "death-flat", RUPIAH, N_ ("Flat amount at death")),
  ROW (FUNERAL, "funeral", RUPIAH, N_ ("Funeral amount")),
  ROW (PERIODIC_MONTHS, "periodic-months", MONTHS, N_ ("Months of the periodic benefit")),
  ROW (PERIODIC_AMOUNT, "periodic-amount", RUPIAH, N_ ("Periodic benefit of a month")),

  ROW (SCHOLARSHIP_ONCE, "scholarship-once", RUPIAH, N_ ("Scholarship in a single sum")),
  ROW (SCHOLARSHIP_TK_SD, "scholarship-tk-sd", RUPIAH, N_ ("Kindergarten and primary school, a year")),
  ROW (SCHOLARSHIP_SMP, "scholarship-smp", RUPIAH, N_ ("Junior secondary school, a year")),
  ROW (SCHOLARSHIP_SMA, "scholarship-sma", RUPIAH, N_ ("Senior secondary school, a year")),
  ROW (SCHOLARSHIP_PT, "scholarship-pt", RUPIAH, N_ ("Higher education or training, a year")),
  ROW (SCHOLARSHIP_YEARS_TK, "scholarship-years-tk", YEARS, N_ ("Most years of kindergarten")),
  ROW (SCHOLARSHIP_YEARS_SD, "scholarship-years-sd", YEARS, N_ ("Most years of primary school")),
  ROW (SCHOLARSHIP_YEARS_SMP, "scholarship-years-smp", YEARS, N_ ("Most years of junior secondary school")),
  ROW (SCHOLARSHIP_YEARS_SMA, "scholarship-years-sma", YEARS, N_ ("Most years of senior secondary school")),
  ROW (SCHOLARSHIP_YEARS_PT, "scholarship-years-pt", YEARS, N_ ("Most years of higher education or training")),
  ROW (SCHOLARSHIP_CHILDREN, "scholarship-children", COUNT, N_ ("Most children with a scholarship")),
  ROW (SCHOLARSHIP_AGE, "scholarship-age", YEARS, N_ ("Age at which the scholarship ends")),

  ROW (TRANSPORT_LAND, "transport-land", RUPIAH, N_ ("Most for land, river and lake")),
  ROW (TRANSPORT_SEA, "transport-sea", RUPIAH, N_ ("Most for sea")),
  ROW (TRANSPORT_AIR, "transport-air", RUPIAH, N_ ("Most for air")),
  ROW (ORTHOSIS_SURCHARGE, "orthosis-surcharge", PERCENT, N_ ("Surcharge on the government centre's price")),
  ROW (DENTAL_MAX, "dental-max", RUPIAH, N_ ("Most for dental prostheses")),
  ROW (HEARING_AID_MAX, "hearing-aid-max", RUPIAH, N_ ("Most for hearing aids")),
  ROW (GLASSES_MAX, "glasses-max", RUPIAH, N_ ("Most for glasses")),
  ROW (HOME_CARE_MAX, "home-care-max", RUPIAH, N_ ("Most for home care")),
  ROW (HOME_CARE_MONTHS, "home-care-months", MONTHS, N_ ("Longest home care")),
  ROW (HOME_CARE_ADVISED, "home-care-advised", FLAG, N_ ("Home care only on a doctor's recommendation")),
  ROW (TREATMENT_COVERED, "treatment-covered", FLAG, N_ ("Treatment by medical need")),
  ROW (JASA_RAHARJA_LIMIT, "jasa-raharja-limit", RUPIAH, N_ ("Most that Jasa Raharja pays to the hospital")),

  ROW (HEIR_RANK_SPOUSE, "heir-rank-spouse", COUNT, N_ ("Rank of the widow or widower")),
  ROW (HEIR_RANK_CHILD, "heir-rank-child", COUNT, N_ ("Rank of children")),
  ROW (HEIR_RANK_PARENT, "heir-rank-parent", COUNT, N_ ("Rank of parents")),
  ROW (HEIR_RANK_GRANDPARENT, "heir-rank-grandparent", COUNT, N_ ("Rank of grandparents")),
  ROW (HEIR_RANK_GRANDCHILD, "heir-rank-grandchild", COUNT, N_ ("Rank of grandchildren")),
  ROW (HEIR_RANK_SIBLING, "heir-rank-sibling", COUNT, N_ ("Rank of siblings")),
  ROW (HEIR_RANK_PARENT_IN_LAW, "heir-rank-parent-in-law", COUNT, N_ ("Rank of parents-in-law")),
  ROW (HEIR_RANK_WILL, "heir-rank-will", COUNT, N_ ("Rank of the person named in the will")),
  CHOICE (HEIR_SHARES, "heir-shares", N_ ("How heirs of the same place share"), share_choices),
  ROW (GUARDIAN_AGE, "guardian-age", YEARS, N_ ("Age below which an heir needs a guardian")),

  ROW (EXPIRY_YEARS, "expiry-years", YEARS, N_ ("Years after which the claim expires")),
  ROW (PAK_YEARS, "pak-years", YEARS, N_ ("Years after employment for an occupational disease")),
  ROW (REPORT_1_HOURS, "report-1-hours", HOURS, N_ ("Hours for the stage I report")),
  ROW (REPORT_2_HOURS, "report-2-hours", HOURS, N_ ("Hours for the stage II report")),
  ROW (LATE_EMPLOYER_FIRST, "late-employer-first", FLAG, N_ ("After a late report the employer pays first")),
  ROW (ARREARS_MONTHS, "arrears-months", MONTHS, N_ ("Months of arrears above which the employer pays first")),
  ROW (UNREGISTERED_EMPLOYER, "unregistered-employer", FLAG, N_ ("For unregistered workers the employer pays")),
  ROW (ANSWER_DAYS, "answer-days", DAYS, N_ ("Working days for the employer's answer")),
  ROW (PAYMENT_DAYS, "payment-days", DAYS, N_ ("Working days for the payment")),
  ROW (LATE_PAYMENT_RATE, "late-payment-rate", PERCENT, N_ ("Compensation for each day of late payment")),

  ROW (HEARING_OFFSET, "hearing-offset", DECIBEL, N_ ("Threshold without loss")),
  ROW (HEARING_SLOPE, "hearing-slope", PERCENT, N_ ("Loss for each decibel above it")),
  ROW (HEARING_BETTER_WEIGHT, "hearing-better-weight", COUNT, N_ ("Weight of the better ear")),
  ROW (HEARING_WORSE_WEIGHT, "hearing-worse-weight", COUNT, N_ ("Weight of the worse ear")),
  ROW (HEARING_AGE, "hearing-age", YEARS, N_ ("Age above which hearing is corrected")),
  ROW (HEARING_AGE_STEP, "hearing-age-step", DECIBEL, N_ ("Correction for each year above it")),
  ROW (HEARING_AGE_MAX, "hearing-age-max", DECIBEL, N_ ("Largest correction for age")),
  ROW (VISION_BETTER_WEIGHT, "vision-better-weight", COUNT, N_ ("Weight of the better eye")),
  ROW (VISION_WORSE_WEIGHT, "vision-worse-weight", COUNT, N_ ("Weight of the worse eye")),
  ROW (MUSCLE_LOSS_0, "muscle-loss-0", PERCENT, N_ ("Loss at muscle power 0")),
  ROW (MUSCLE_LOSS_1, "muscle-loss-1", PERCENT, N_ ("Loss at muscle power 1")),
  ROW (MUSCLE_LOSS_2, "muscle-loss-2", PERCENT, N_ ("Loss at muscle power 2")),
  ROW (MUSCLE_LOSS_3, "muscle-loss-3", PERCENT, N_ ("Loss at muscle power 3")),
  ROW (MUSCLE_LOSS_4, "muscle-loss-4", PERCENT, N_ ("Loss at muscle power 4")),
  ROW (MUSCLE_LOSS_5, "muscle-loss-5", PERCENT, N_ ("Loss at muscle power 5")),
};

static const char *const unit_names[] = {
  [JKK_UNIT_RUPIAH] = "rupiah", [JKK_UNIT_PERCENT] = "persen",  [JKK_UNIT_COUNT] = "bilangan",
  [JKK_UNIT_DAYS] = "hari",     [JKK_UNIT_HOURS] = "jam",       [JKK_UNIT_MONTHS] = "bulan",
  [JKK_UNIT_YEARS] = "tahun",   [JKK_UNIT_DECIBEL] = "desibel", [JKK_UNIT_CHOICE] = "pilihan",
  [JKK_UNIT_FLAG] = "ya-tidak",
};

/**
 * jkk_parameter_info:
 * @parameter: a parameter
 *
 * Returns: its row of the table; it lives as long as the program.
 */
const JkkParameterInfo *
jkk_parameter_info (JkkParameter parameter)
{
  g_return_val_if_fail (parameter >= 0 && parameter < JKK_N_PARAMETERS, NULL);

  return &infos[parameter];
}

/**
 * jkk_parameter_find:
 * @id: the name that a pack uses
 * @parameter: (out): the parameter
 *
 * Returns: whether there is such a parameter.
 */
gboolean
jkk_parameter_find (const char *id, JkkParameter *parameter)
{
  g_return_val_if_fail (id != NULL, FALSE);

  for (guint i = 0; i < JKK_N_PARAMETERS; i++)
    if (g_str_equal (infos[i].id, id))
      {
        *parameter = (JkkParameter) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * jkk_parameter_kind:
 * @parameter: a parameter
 *
 * Returns: how its number is shown. A choice is shown as a text.
 */
JkkFieldKind
jkk_parameter_kind (JkkParameter parameter)
{
  g_return_val_if_fail (parameter >= 0 && parameter < JKK_N_PARAMETERS, JKK_KIND_COUNT);

  switch (infos[parameter].unit)
    {
    case JKK_UNIT_RUPIAH:
      return JKK_KIND_MONEY;
    case JKK_UNIT_PERCENT:
      return JKK_KIND_PERCENT;
    case JKK_UNIT_FLAG:
      return JKK_KIND_FLAG;
    case JKK_UNIT_CHOICE:
      return JKK_KIND_TEXT;
    default:
      return JKK_KIND_COUNT;
    }
}

/**
 * jkk_unit_name:
 * @unit: a unit
 *
 * Returns: its name in a pack.
 */
const char *
jkk_unit_name (JkkUnit unit)
{
  g_return_val_if_fail ((guint) unit < G_N_ELEMENTS (unit_names), NULL);

  return unit_names[unit];
}
