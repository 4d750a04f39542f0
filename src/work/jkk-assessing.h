#pragma once

#include "jkk-measurement.h"
#include "jkk-office.h"
#include "jkk-payout.h"

G_BEGIN_DECLS

#define JKK_ASSESSING_FREQUENCIES JKK_MEASURED_FREQUENCIES

/**
 * JkkAssessing:
 * @loss: loss of function, hundredths of a percent; JKK_NONE where the method yields a row or steps instead
 * @table_row: row of annex III for the impairment, or JKK_NONE to leave it as it is
 * @steps: how often the row counts, or JKK_NONE
 * @table_percent: the doctor's figure within the row's range, hundredths of a percent, or JKK_NONE
 * @measured: the measured values as they are kept, or %NULL where nothing was measured
 * @method: what to write into "method of assessment", in Indonesian as on the forms
 * @text: the result in a sentence of the interface's language
 * @working: how it was found, with its articles
 *
 * What a measurement gives for one disability.
 */
typedef struct
{
  gint64 loss;
  gint64 table_row;
  gint64 steps;
  gint64 table_percent;
  char *measured;
  char *method;
  char *text;
  JkkReason *working;
} JkkAssessing;

void jkk_assessing_free (JkkAssessing *assessing);

/* Numbers are as a person types them: "42,5" and "42.5" are the same. @jcase chooses the law by its segment and day.
 * %JKK_ERROR_INVALID says what is wrong with which number. */

/* Both ears by PER.25/MEN/XII/2008; @age %NULL or "" = no correction for age. */
JkkAssessing *jkk_assessing_hearing (JkkOffice *office,
                                     const JkkCase *jcase,
                                     const char *const right[JKK_ASSESSING_FREQUENCIES],
                                     const char *const left[JKK_ASSESSING_FREQUENCIES],
                                     const char *age,
                                     GError **error);
/* By annex III nos. 33 and 34: decibels lost, each full 10 dB is one step. One ear may be %NULL or "". */
JkkAssessing *
jkk_assessing_decibels (JkkOffice *office, const JkkCase *jcase, const char *right, const char *left, GError **error);
/* Movements of a joint: "150/90, 45/30" = normal/measured degrees of each. */
JkkAssessing *jkk_assessing_stiffness (JkkOffice *office, const JkkCase *jcase, const char *movements, GError **error);
/* 0 to 5 */
JkkAssessing *jkk_assessing_muscle (JkkOffice *office, const JkkCase *jcase, const char *power, GError **error);
/* Efficiency of each eye in percent. */
JkkAssessing *
jkk_assessing_vision (JkkOffice *office, const JkkCase *jcase, const char *right, const char *left, GError **error);
/* By how many centimetres one leg is shorter. */
JkkAssessing *jkk_assessing_leg (JkkOffice *office, const JkkCase *jcase, const char *centimetres, GError **error);

/* The doctor's figure within the range of a row of annex III, such as 10 to 30 % for the scalp. */
JkkAssessing *jkk_assessing_range (
    JkkOffice *office, const JkkCase *jcase, const char *table_row, const char *figure, GError **error);
/* The first row of annex III that is a range, for a start; JKK_NONE if there is none. */
gint64 jkk_assessing_range_row (JkkOffice *office, const JkkCase *jcase);
/* Values as they are kept in "measured values" of a disability. */
JkkAssessing *
jkk_assessing_values (JkkOffice *office, const JkkCase *jcase, const JkkMeasurement *measurement, GError **error);

/* The case with the result in its impairment row @index (from 1; 0 = a new row). */
JkkCase *
jkk_assessing_apply (const JkkCase *jcase, guint index, const JkkAssessing *assessing, guint *written, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkAssessing, jkk_assessing_free)

G_END_DECLS
