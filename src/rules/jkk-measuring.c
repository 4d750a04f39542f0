#include "jkk-measuring.h"

#include <glib/gi18n-lib.h>

#include "jkk-impairment-method.h"
#include "jkk-rule.h"

/* Numbers of annex III that a measurement leads to; what each row is worth stands in the regulation. */
#define ROW_HEARING_BOTH 13
#define ROW_DECIBEL_BOTH 33
#define ROW_DECIBEL_ONE 34
#define ROW_ACUITY 44

#define DECIBEL_OF_A_STEP 10

static gint64
row_if_there (const JkkLaw *law, gint64 number)
{
  return law->row[number] != NULL ? number : JKK_NONE;
}

static JkkReason *
hearing (const JkkLaw *law, const JkkMeasurement *measurement, JkkMeasured *found, GError **error)
{
  JkkHearing losses;
  gint64 age = measurement->age != JKK_NONE ? measurement->age : 0;
  JkkReason *working = jkk_method_hearing (law, measurement->right, measurement->left, age, &losses, error);

  if (working == NULL)
    return NULL;
  found->loss = losses.both;
  found->table_row = row_if_there (law, ROW_HEARING_BOTH);
  return working;
}

static JkkReason *
explain_steps (const JkkTableRow *row, gint64 decibels, gint64 steps)
{
  JkkReason *working = jkk_reason_step ("decibels", row->wording, row->article, N_ ("{steps} × {percent}"), JKK_NONE);

  jkk_reason_add_number (working, "decibels", N_ ("Decibels lost"), JKK_KIND_COUNT, decibels);
  jkk_reason_add_number (working, "steps", N_ ("Full tens of decibels"), JKK_KIND_COUNT, steps);
  JkkInput *percent =
      jkk_reason_add_input (working, "percent", N_ ("Percentage of the row"), JKK_KIND_PERCENT, row->percent);
  percent->parameter = jkk_reason_numbered_text (working, "cacat-#", (guint) row->number);
  percent->article = row->article;
  percent->unconfirmed = row->check == JKK_CHECK_NO;
  return working;
}

/* The table does not say how two ears that differ are counted together: then the thresholds do, or each ear is a row of
 * its own. */
static JkkReason *
decibels (const JkkLaw *law, const JkkMeasurement *measurement, JkkMeasured *found, GError **error)
{
  gint64 right = measurement->right[0], left = measurement->left[0];
  gboolean both = right != JKK_NONE && left != JKK_NONE;
  const JkkTableRow *row = law->row[both ? ROW_DECIBEL_BOTH : ROW_DECIBEL_ONE];
  gint64 lost = right == JKK_NONE ? left : left == JKK_NONE ? right : MAX (right, left);

  if (row == NULL || (both && right / DECIBEL_OF_A_STEP != left / DECIBEL_OF_A_STEP))
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID,
                           row == NULL ? _ ("This regulation counts no decibels. Use the thresholds, or enter the "
                                            "doctor’s percentage.")
                                       : _ ("The two ears differ by a full ten decibels: assess each as a row of its "
                                            "own, or use the thresholds (PER.25)."));
      return NULL;
    }
  found->table_row = row->number;
  found->steps = lost / DECIBEL_OF_A_STEP;
  return explain_steps (row, lost, found->steps);
}

/**
 * jkk_measuring_explain:
 * @law: the law
 * @measurement: measured values
 * @found: (out caller-allocates): what they lead to
 * @error: return location
 *
 * By Permenakertrans PER.25/MEN/XII/2008 and annex III of PP 44/2015. The doctor's percentage governs; this says what
 * it would be.
 *
 * Returns: (transfer full): the working; %NULL with %JKK_ERROR_INVALID for values that cannot be or of which the
 * regulation says nothing.
 */
JkkReason *
jkk_measuring_explain (const JkkLaw *law, const JkkMeasurement *measurement, JkkMeasured *found, GError **error)
{
  g_return_val_if_fail (law != NULL && measurement != NULL && found != NULL, NULL);

  *found = (JkkMeasured){ JKK_NONE, JKK_NONE, JKK_NONE };
  if (!jkk_measurement_verify (measurement, error))
    return NULL;
  switch (measurement->measure)
    {
    case JKK_MEASURE_HEARING:
      return hearing (law, measurement, found, error);
    case JKK_MEASURE_DECIBELS:
      return decibels (law, measurement, found, error);
    case JKK_MEASURE_STIFFNESS:
      return jkk_method_stiffness (law, measurement->normal, measurement->moved, measurement->n_movements, &found->loss,
                                   error);
    case JKK_MEASURE_MUSCLE:
      return jkk_method_muscle (law, measurement->number, &found->loss, error);
    case JKK_MEASURE_VISION:
      {
        gint64 lost;

        found->table_row = row_if_there (law, ROW_ACUITY);
        return jkk_method_vision (law, measurement->right[0], measurement->left[0], &lost, &found->steps, error);
      }
    case JKK_MEASURE_LEG:
      return jkk_method_leg (law, measurement->number, &found->table_row, error);
    case JKK_N_MEASURES:
      break;
    }
  g_return_val_if_reached (NULL);
}
