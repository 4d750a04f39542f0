#pragma once

#include "jkk-field.h"

G_BEGIN_DECLS

/* Every figure, choice and limit that the rules read from a regulation pack. A new one is a line here, a row in
 * jkk-parameter.c and its values in data/regulations. */
typedef enum
{
  JKK_PARAMETER_ROUNDING,
  JKK_PARAMETER_WAGE_DAYS_SIX,
  JKK_PARAMETER_WAGE_DAYS_FIVE,
  JKK_PARAMETER_WAGE_DAYS_CONSTRUCTION,
  JKK_PARAMETER_WAGE_PIECE_MONTHS,
  JKK_PARAMETER_WAGE_WEATHER_MONTHS,
  JKK_PARAMETER_BPU_BASE_MIN,
  JKK_PARAMETER_BPU_BASE_MAX,
  JKK_PARAMETER_STMB_FIRST_DAY,
  JKK_PARAMETER_STMB_PERIOD_READING,
  JKK_PARAMETER_STMB_PERIOD_MONTHS,
  JKK_PARAMETER_STMB_PERIOD_DAYS,
  JKK_PARAMETER_STMB_RATE_1,
  JKK_PARAMETER_STMB_RATE_2,
  JKK_PARAMETER_STMB_RATE_3,
  JKK_PARAMETER_STMB_DIVISOR,
  JKK_PARAMETER_STMB_OVERLAP,
  JKK_PARAMETER_DISABILITY_MULTIPLE,
  JKK_PARAMETER_DISABILITY_CAP,
  JKK_PARAMETER_DISABILITY_FLAT,
  JKK_PARAMETER_LEFT_HANDED_SWAP,
  JKK_PARAMETER_TOTAL_RATE,
  JKK_PARAMETER_TOTAL_FLAT,
  JKK_PARAMETER_DEATH_RATE,
  JKK_PARAMETER_DEATH_FLOOR,
  JKK_PARAMETER_DEATH_FLAT,
  JKK_PARAMETER_FUNERAL,
  JKK_PARAMETER_PERIODIC_MONTHS,
  JKK_PARAMETER_PERIODIC_AMOUNT,
  JKK_PARAMETER_SCHOLARSHIP_ONCE,
  JKK_PARAMETER_SCHOLARSHIP_TK_SD,
  JKK_PARAMETER_SCHOLARSHIP_SMP,
  JKK_PARAMETER_SCHOLARSHIP_SMA,
  JKK_PARAMETER_SCHOLARSHIP_PT,
  JKK_PARAMETER_SCHOLARSHIP_YEARS_TK,
  JKK_PARAMETER_SCHOLARSHIP_YEARS_SD,
  JKK_PARAMETER_SCHOLARSHIP_YEARS_SMP,
  JKK_PARAMETER_SCHOLARSHIP_YEARS_SMA,
  JKK_PARAMETER_SCHOLARSHIP_YEARS_PT,
  JKK_PARAMETER_SCHOLARSHIP_CHILDREN,
  JKK_PARAMETER_SCHOLARSHIP_AGE,
  JKK_PARAMETER_TRANSPORT_LAND,
  JKK_PARAMETER_TRANSPORT_SEA,
  JKK_PARAMETER_TRANSPORT_AIR,
  JKK_PARAMETER_ORTHOSIS_SURCHARGE,
  JKK_PARAMETER_DENTAL_MAX,
  JKK_PARAMETER_HEARING_AID_MAX,
  JKK_PARAMETER_GLASSES_MAX,
  JKK_PARAMETER_HOME_CARE_MAX,
  JKK_PARAMETER_HOME_CARE_MONTHS,
  JKK_PARAMETER_HOME_CARE_ADVISED,
  JKK_PARAMETER_TREATMENT_COVERED,
  JKK_PARAMETER_JASA_RAHARJA_LIMIT,
  JKK_PARAMETER_HEIR_RANK_SPOUSE,
  JKK_PARAMETER_HEIR_RANK_CHILD,
  JKK_PARAMETER_HEIR_RANK_PARENT,
  JKK_PARAMETER_HEIR_RANK_GRANDPARENT,
  JKK_PARAMETER_HEIR_RANK_GRANDCHILD,
  JKK_PARAMETER_HEIR_RANK_SIBLING,
  JKK_PARAMETER_HEIR_RANK_PARENT_IN_LAW,
  JKK_PARAMETER_HEIR_RANK_WILL,
  JKK_PARAMETER_HEIR_SHARES,
  JKK_PARAMETER_GUARDIAN_AGE,
  JKK_PARAMETER_EXPIRY_YEARS,
  JKK_PARAMETER_PAK_YEARS,
  JKK_PARAMETER_REPORT_1_HOURS,
  JKK_PARAMETER_REPORT_2_HOURS,
  JKK_PARAMETER_LATE_EMPLOYER_FIRST,
  JKK_PARAMETER_ARREARS_MONTHS,
  JKK_PARAMETER_UNREGISTERED_EMPLOYER,
  JKK_PARAMETER_ANSWER_DAYS,
  JKK_PARAMETER_PAYMENT_DAYS,
  JKK_PARAMETER_LATE_PAYMENT_RATE,
  JKK_PARAMETER_HEARING_OFFSET,
  JKK_PARAMETER_HEARING_SLOPE,
  JKK_PARAMETER_HEARING_BETTER_WEIGHT,
  JKK_PARAMETER_HEARING_WORSE_WEIGHT,
  JKK_PARAMETER_HEARING_AGE,
  JKK_PARAMETER_HEARING_AGE_STEP,
  JKK_PARAMETER_HEARING_AGE_MAX,
  JKK_PARAMETER_VISION_BETTER_WEIGHT,
  JKK_PARAMETER_VISION_WORSE_WEIGHT,
  JKK_PARAMETER_MUSCLE_LOSS_0,
  JKK_PARAMETER_MUSCLE_LOSS_1,
  JKK_PARAMETER_MUSCLE_LOSS_2,
  JKK_PARAMETER_MUSCLE_LOSS_3,
  JKK_PARAMETER_MUSCLE_LOSS_4,
  JKK_PARAMETER_MUSCLE_LOSS_5,
} JkkParameter;

#define JKK_N_PARAMETERS (JKK_PARAMETER_MUSCLE_LOSS_5 + 1)

/* What a pack writes for JKK_PARAMETER_STMB_FIRST_DAY, _STMB_PERIOD_READING, _STMB_OVERLAP, _HEIR_SHARES and _ROUNDING.
 */
typedef enum
{
  JKK_STMB_FIRST_BY_LETTER,      /* "menurut-surat-dokter": the first day that a doctor's letter gives */
  JKK_STMB_FIRST_ACCIDENT_DAY,   /* "hari-kecelakaan": the accident day counts in any case */
  JKK_STMB_FIRST_AFTER_ACCIDENT, /* "sehari-setelah-kecelakaan": the accident day never counts */
} JkkStmbFirstDay;

typedef enum
{
  JKK_STMB_PERIOD_MONTHS, /* "bulan-kalender" */
  JKK_STMB_PERIOD_DAYS,   /* "hari" */
} JkkStmbPeriodReading;

typedef enum
{
  JKK_STMB_OVERLAP_ONCE, /* "sekali": a day that another case of the same person counts is not paid again */
  JKK_STMB_OVERLAP_BOTH, /* "pada-kedua-kasus": it is paid in each of them */
} JkkStmbOverlap;

typedef enum
{
  JKK_HEIR_SHARES_EQUAL, /* "sama-rata": heirs of the same place have equal shares */
  JKK_HEIR_SHARES_ONE,   /* "seluruhnya-kepada-satu": one of them receives all for all of them */
} JkkHeirShares;

/**
 * JkkUnit:
 *
 * How a pack writes a value, and how it is kept as a number.
 */
typedef enum
{
  JKK_UNIT_RUPIAH,  /* "rupiah": whole rupiah */
  JKK_UNIT_PERCENT, /* "persen": kept as hundredths of a percent */
  JKK_UNIT_COUNT,   /* "bilangan": a whole number without a unit */
  JKK_UNIT_DAYS,    /* "hari" */
  JKK_UNIT_HOURS,   /* "jam" */
  JKK_UNIT_MONTHS,  /* "bulan" */
  JKK_UNIT_YEARS,   /* "tahun" */
  JKK_UNIT_DECIBEL, /* "desibel": kept as hundredths of a decibel */
  JKK_UNIT_CHOICE,  /* "pilihan": one of a few words, kept as its place in JkkParameterInfo.choices */
  JKK_UNIT_FLAG,    /* "ya-tidak": 1 or 0 */
} JkkUnit;

/**
 * JkkParameterInfo:
 * @id: its name in a pack
 * @unit: its unit
 * @label: English label, marked for translation
 * @choices: for %JKK_UNIT_CHOICE the words in the order of their enum, %NULL-terminated
 */
typedef struct
{
  const char *id;
  JkkUnit unit;
  const char *label;
  const char *const *choices;
} JkkParameterInfo;

const JkkParameterInfo *jkk_parameter_info (JkkParameter parameter);
gboolean jkk_parameter_find (const char *id, JkkParameter *parameter);
JkkFieldKind jkk_parameter_kind (JkkParameter parameter);
const char *jkk_unit_name (JkkUnit unit);

G_END_DECLS
