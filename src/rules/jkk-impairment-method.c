#include "jkk-impairment-method.h"

#include "jkk-rule.h"

#include <glib/gi18n-lib.h>

#define NUMBER(name) (law->number[JKK_PARAMETER_##name])
#define WHOLE_PERCENT 10000
#define MOST_DECIBEL 140
#define MOST_AGE 130
#define MOST_DEGREES 360
#define MOST_MOVEMENTS 32
#define MOST_MILLIMETRES 1000

/* The field of the form takes hundredths of a percent; what lies between is rounded half up. */
static gint64
rounded (gint64 numerator, gint64 denominator)
{
  return (numerator * 2 + denominator) / (denominator * 2);
}

static gboolean
within (gint64 number, gint64 least, gint64 most, GError **error)
{
  if (number >= least && number <= most)
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("The measured value must lie between %d and %d. Correct it."),
               (int) least, (int) most);
  return FALSE;
}

/* What a regulation does not say cannot be counted with. */
static gboolean
says (const JkkLaw *law, JkkParameter first, JkkParameter last, GError **error)
{
  for (guint i = first; i <= last; i++)
    if (law->number[i] == JKK_NONE)
      {
        g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID,
                             _ ("This regulation does not say how this is counted. Enter the doctor’s percentage."));
        return FALSE;
      }
  return TRUE;
}

/* Above an age each year takes some decibels off, up to a limit; hundredths of a decibel. */
static gint64
age_correction (const JkkLaw *law, gint64 age)
{
  return CLAMP ((age - NUMBER (HEARING_AGE)) * NUMBER (HEARING_AGE_STEP), 0, NUMBER (HEARING_AGE_MAX));
}

/* (mean threshold − 25 dB) × 1.5 % for each decibel, in hundredths of a hundredth of a percent so that nothing is lost.
 */
static gint64
ear_loss (const JkkLaw *law, const gint64 *threshold, gint64 correction)
{
  gint64 sum = 0;

  for (guint i = 0; i < JKK_N_FREQUENCIES; i++)
    sum += threshold[i];
  gint64 mean = sum * 100 / JKK_N_FREQUENCIES;
  gint64 excess = mean - correction - NUMBER (HEARING_OFFSET);
  return CLAMP (excess * NUMBER (HEARING_SLOPE), 0, WHOLE_PERCENT * 100);
}

static char *
mean_text (const gint64 *threshold)
{
  gint64 sum = threshold[0] + threshold[1] + threshold[2] + threshold[3];
  int rest = (int) (sum % 4) * 25;

  return rest == 0 ? g_strdup_printf ("%" G_GINT64_FORMAT " dB", sum / 4)
                   : g_strdup_printf ("%" G_GINT64_FORMAT ",%02d dB", sum / 4, rest);
}

static JkkReason *
explain_ear (const JkkLaw *law, const char *title, const gint64 *threshold, gint64 age, gint64 loss)
{
  g_autofree char *mean = mean_text (threshold);
  gint64 correction = age_correction (law, age);
  JkkReason *step = jkk_reason_step ("hearing-ear", title, jkk_law_article (law, JKK_PARAMETER_HEARING_SLOPE),
                                     correction > 0 ? N_ ("({mean} − {correction} − {offset}) × {slope}, at least 0")
                                                    : N_ ("({mean} − {offset}) × {slope}, at least 0"),
                                     JKK_NONE);

  jkk_reason_add_text (step, "mean", N_ ("Mean threshold at 500, 1000, 2000 and 4000 Hz"), mean);
  jkk_reason_add_parameter (step, "offset", law, JKK_PARAMETER_HEARING_OFFSET);
  jkk_reason_add_parameter (step, "slope", law, JKK_PARAMETER_HEARING_SLOPE);
  if (correction > 0)
    {
      g_autofree char *text = g_strdup_printf ("%d,%02d dB", (int) (correction / 100), (int) (correction % 100));

      jkk_reason_add_text (step, "correction", N_ ("Correction for age"), text);
      jkk_reason_add_number (step, "age", N_ ("Age"), JKK_KIND_COUNT, age);
      jkk_reason_add_parameter (step, "from-age", law, JKK_PARAMETER_HEARING_AGE);
      jkk_reason_add_parameter (step, "step", law, JKK_PARAMETER_HEARING_AGE_STEP);
      jkk_reason_add_parameter (step, "most", law, JKK_PARAMETER_HEARING_AGE_MAX);
    }
  jkk_reason_add_number (step, "result", N_ ("Loss of this ear"), JKK_KIND_PERCENT, loss);
  return step;
}

static gboolean
check_ears (const gint64 *right, const gint64 *left, gint64 age, GError **error)
{
  for (guint i = 0; i < JKK_N_FREQUENCIES; i++)
    if (!within (right[i], 0, MOST_DECIBEL, error) || !within (left[i], 0, MOST_DECIBEL, error))
      return FALSE;
  return within (age, 0, MOST_AGE, error);
}

/**
 * jkk_method_hearing:
 * @law: the law
 * @right: thresholds of the right ear in whole decibels
 * @left: thresholds of the left ear
 * @age: years of age
 * @hearing: (out caller-allocates): the losses
 * @error: return location
 *
 * One ear: (mean threshold − 25 dB) × 1.5 %; both: (5 × better + worse) ÷ 6. The loss of both ears is the loss of
 * function for the row of both ears in the table.
 *
 * Returns: (transfer full): the working; %NULL with %JKK_ERROR_INVALID for a threshold or an age that cannot be.
 */
JkkReason *
jkk_method_hearing (const JkkLaw *law,
                    const gint64 right[JKK_N_FREQUENCIES],
                    const gint64 left[JKK_N_FREQUENCIES],
                    gint64 age,
                    JkkHearing *hearing,
                    GError **error)
{
  g_return_val_if_fail (law != NULL && hearing != NULL, NULL);

  if (!check_ears (right, left, age, error) ||
      !says (law, JKK_PARAMETER_HEARING_OFFSET, JKK_PARAMETER_HEARING_AGE_MAX, error))
    return NULL;
  gint64 a = ear_loss (law, right, age_correction (law, age)), b = ear_loss (law, left, age_correction (law, age));
  gint64 better = NUMBER (HEARING_BETTER_WEIGHT), worse = NUMBER (HEARING_WORSE_WEIGHT);
  gint64 both = MIN (a, b) * better + MAX (a, b) * worse;

  *hearing = (JkkHearing){ rounded (a, 100), rounded (b, 100), rounded (both, (better + worse) * 100) };
  JkkReason *reason = jkk_reason_step (
      "hearing", N_ ("Hearing of both ears"), jkk_law_article (law, JKK_PARAMETER_HEARING_BETTER_WEIGHT),
      N_ ("({better-weight} × {better} + {worse-weight} × {worse}) ÷ ({better-weight} + {worse-weight})"), JKK_NONE);
  jkk_reason_add_parameter (reason, "better-weight", law, JKK_PARAMETER_HEARING_BETTER_WEIGHT);
  jkk_reason_add_number (reason, "better", N_ ("Better ear"), JKK_KIND_PERCENT, MIN (hearing->right, hearing->left));
  jkk_reason_add_parameter (reason, "worse-weight", law, JKK_PARAMETER_HEARING_WORSE_WEIGHT);
  jkk_reason_add_number (reason, "worse", N_ ("Worse ear"), JKK_KIND_PERCENT, MAX (hearing->right, hearing->left));
  jkk_reason_add_number (reason, "result", N_ ("Loss of both ears"), JKK_KIND_PERCENT, hearing->both);
  jkk_reason_take_child (reason, explain_ear (law, N_ ("Right ear"), right, age, hearing->right));
  jkk_reason_take_child (reason, explain_ear (law, N_ ("Left ear"), left, age, hearing->left));
  return reason;
}

static gboolean
check_movements (const gint64 *normal, const gint64 *measured, guint n, GError **error)
{
  if (!within (n, 1, MOST_MOVEMENTS, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!within (normal[i], 1, MOST_DEGREES, error) || !within (measured[i], 0, normal[i], error))
      return FALSE;
  return TRUE;
}

/**
 * jkk_method_stiffness:
 * @law: the law
 * @normal: (array length=n): degrees of each movement of a sound joint
 * @measured: (array length=n): degrees measured
 * @n: how many movements
 * @loss: (out): loss of function, hundredths of a percent
 * @error: return location
 *
 * Lost degrees ÷ normal degrees over all movements of the joint.
 *
 * Returns: (transfer full): the working; %NULL with %JKK_ERROR_INVALID for degrees that cannot be.
 */
JkkReason *
jkk_method_stiffness (
    const JkkLaw *law, const gint64 *normal, const gint64 *measured, guint n, gint64 *loss, GError **error)
{
  gint64 whole = 0, left = 0;

  g_return_val_if_fail (law != NULL && loss != NULL, NULL);

  if (!check_movements (normal, measured, n, error))
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      whole += normal[i];
      left += measured[i];
    }
  *loss = rounded ((whole - left) * WHOLE_PERCENT, whole);
  /* The method has no figure of its own to cite; it stands in the regulation that has the muscles' figures. */
  JkkReason *reason =
      jkk_reason_step ("stiffness", N_ ("Stiff joint"), jkk_law_article (law, JKK_PARAMETER_MUSCLE_LOSS_0),
                       N_ ("({normal} − {measured}) ÷ {normal}"), JKK_NONE);
  for (guint i = 0; n > 1 && i < n; i++)
    {
      g_autofree char *degrees = g_strdup_printf ("%d° / %d°", (int) measured[i], (int) normal[i]);

      jkk_reason_add_text (reason, jkk_reason_numbered_text (reason, "movement-#", i + 1),
                           N_ ("A movement: measured / normal"), degrees);
    }
  jkk_reason_add_number (reason, "normal", N_ ("Normal degrees, all movements"), JKK_KIND_COUNT, whole);
  jkk_reason_add_number (reason, "measured", N_ ("Measured degrees, all movements"), JKK_KIND_COUNT, left);
  jkk_reason_add_number (reason, "result", N_ ("Loss of function"), JKK_KIND_PERCENT, *loss);
  return reason;
}

/**
 * jkk_method_muscle:
 * @law: the law
 * @power: muscle power, 0 to 5
 * @loss: (out): loss of function, hundredths of a percent
 * @error: return location
 *
 * Returns: (transfer full): the working; %NULL with %JKK_ERROR_INVALID for a power that cannot be.
 */
JkkReason *
jkk_method_muscle (const JkkLaw *law, gint64 power, gint64 *loss, GError **error)
{
  g_return_val_if_fail (law != NULL && loss != NULL, NULL);

  JkkParameter parameter = (JkkParameter) (JKK_PARAMETER_MUSCLE_LOSS_0 + power);
  if (!within (power, 0, 5, error) || !says (law, parameter, parameter, error))
    return NULL;
  *loss = law->number[parameter];
  JkkReason *reason =
      jkk_reason_step ("muscle", N_ ("Muscle power"), jkk_law_article (law, parameter), N_ ("{loss}"), JKK_NONE);
  jkk_reason_add_number (reason, "power", N_ ("Muscle power, 0 to 5"), JKK_KIND_COUNT, power);
  jkk_reason_add_parameter (reason, "loss", law, parameter);
  jkk_reason_add_number (reason, "result", N_ ("Loss of function"), JKK_KIND_PERCENT, *loss);
  return reason;
}

/**
 * jkk_method_vision:
 * @law: the law; its annex must say how two eyes are weighed
 * @right: efficiency of the right eye, hundredths of a percent
 * @left: efficiency of the left eye
 * @loss: (out): loss of both eyes together, hundredths of a percent
 * @steps: (out): full tens of percent lost, as the table counts them
 * @error: return location
 *
 * Binocular efficiency = (3 × better + worse) ÷ 4 (annex III no. 45).
 *
 * Returns: (transfer full): the working; %NULL with %JKK_ERROR_INVALID for an efficiency that cannot be, or if the
 * regulation does not say.
 */
JkkReason *
jkk_method_vision (const JkkLaw *law, gint64 right, gint64 left, gint64 *loss, gint64 *steps, GError **error)
{
  g_return_val_if_fail (law != NULL && loss != NULL && steps != NULL, NULL);

  gint64 better = NUMBER (VISION_BETTER_WEIGHT), worse = NUMBER (VISION_WORSE_WEIGHT);
  if (!within (right, 0, WHOLE_PERCENT, error) || !within (left, 0, WHOLE_PERCENT, error))
    return NULL;
  if (better == JKK_NONE || worse == JKK_NONE)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID,
                           _ ("This regulation does not say how two eyes are weighed. Enter the doctor’s percentage."));
      return NULL;
    }
  *loss = WHOLE_PERCENT - rounded (MAX (right, left) * better + MIN (right, left) * worse, better + worse);
  *steps = *loss / 1000;
  JkkReason *reason = jkk_reason_step (
      "vision", N_ ("Vision of both eyes"), jkk_law_article (law, JKK_PARAMETER_VISION_BETTER_WEIGHT),
      N_ ("100 % − ({better-weight} × {better} + {worse-weight} × {worse}) ÷ ({better-weight} + {worse-weight})"),
      JKK_NONE);
  jkk_reason_add_parameter (reason, "better-weight", law, JKK_PARAMETER_VISION_BETTER_WEIGHT);
  jkk_reason_add_number (reason, "better", N_ ("Better eye"), JKK_KIND_PERCENT, MAX (right, left));
  jkk_reason_add_parameter (reason, "worse-weight", law, JKK_PARAMETER_VISION_WORSE_WEIGHT);
  jkk_reason_add_number (reason, "worse", N_ ("Worse eye"), JKK_KIND_PERCENT, MIN (right, left));
  jkk_reason_add_number (reason, "result", N_ ("Loss of vision"), JKK_KIND_PERCENT, *loss);
  jkk_reason_add_number (reason, "steps", N_ ("Full tens of percent"), JKK_KIND_COUNT, *steps);
  return reason;
}

/**
 * jkk_method_leg:
 * @law: the law
 * @millimetres: by how much one leg is shorter
 * @table_row: (out): number of the row of the table
 * @error: return location
 *
 * Returns: (transfer full): the working; %NULL with %JKK_ERROR_INVALID for a length that cannot be, or if the table has
 * no row for it.
 */
JkkReason *
jkk_method_leg (const JkkLaw *law, gint64 millimetres, gint64 *table_row, GError **error)
{
  const JkkTableRow *found = NULL;

  g_return_val_if_fail (law != NULL && table_row != NULL, NULL);

  if (!within (millimetres, 1, MOST_MILLIMETRES, error))
    return NULL;
  for (guint i = 0; i < JKK_MAX_TABLE_ROW; i++)
    {
      const JkkTableRow *row = law->row[i];

      if (row != NULL && row->from_mm >= 0 && row->from_mm <= millimetres &&
          (found == NULL || row->from_mm > found->from_mm))
        found = row;
    }
  if (found == NULL)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID,
                           _ ("This regulation has no row for a shorter leg. Enter the row of the table yourself."));
      return NULL;
    }
  *table_row = found->number;
  JkkReason *reason = jkk_reason_step ("leg", found->wording, found->article, NULL, JKK_NONE);
  jkk_reason_add_number (reason, "shorter", N_ ("Shorter by, millimetres"), JKK_KIND_COUNT, millimetres);
  jkk_reason_add_number (reason, "row", N_ ("Row of the table"), JKK_KIND_COUNT, found->number);
  return reason;
}
