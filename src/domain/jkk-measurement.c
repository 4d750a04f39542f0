#include "jkk-measurement.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-error.h"
#include "jkk-money.h"

/* Nothing outside these can be measured; the law has no part in them. */
#define MOST_DECIBEL 140
#define MOST_AGE 130
#define MOST_DEGREES 360
#define MOST_POWER 5
#define MOST_MILLIMETRES 1000
#define WHOLE_PERCENT 10000

/* The first word of each, as a doctor would write it. */
static const char *const words[JKK_N_MEASURES] = { "audiometri", "desibel", "sendi", "otot", "visus", "tungkai" };

/**
 * jkk_measurement_init:
 * @measurement: (out caller-allocates): measured values
 * @measure: what is measured
 *
 * Nothing has been measured yet.
 */
void
jkk_measurement_init (JkkMeasurement *measurement, JkkMeasure measure)
{
  *measurement = (JkkMeasurement){ .measure = measure, .age = JKK_NONE, .number = JKK_NONE };
  for (guint i = 0; i < JKK_MEASURED_FREQUENCIES; i++)
    measurement->right[i] = measurement->left[i] = JKK_NONE;
}

/* ---- What can be ------------------------------------------------------------------------------------------------- */

static void
put_number (GString *text, gint64 number, gint64 parts)
{
  gint64 rest = number % parts;
  int digits = parts == 100 ? 2 : 1;

  for (; rest != 0 && rest % 10 == 0; rest /= 10)
    digits--;
  g_string_append_printf (text, "%" G_GINT64_FORMAT, number / parts);
  if (rest != 0)
    g_string_append_printf (text, ",%0*d", digits, (int) rest);
}

static char *
say_number (gint64 number, gint64 parts)
{
  GString *text = g_string_new (NULL);

  put_number (text, number, parts);
  return g_string_free (text, FALSE);
}

/* Into @parts one of what a person types is divided here: percent into hundredths, centimetres into millimetres. */
static gboolean
within (gint64 number, gint64 parts, gint64 least, gint64 most, GError **error)
{
  if (number != JKK_NONE && number >= least && number <= most)
    return TRUE;
  g_autofree char *low = say_number (least, parts), *high = say_number (most, parts);
  g_autofree char *given = number != JKK_NONE && number >= 0 ? say_number (number, parts) : g_strdup ("?");
  g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
               /* Translators: the measured number, the least and the most that can be measured */
               _ ("%s cannot be measured here: it must lie between %s and %s. Correct it."), given, low, high);
  return FALSE;
}

static gboolean
verify_hearing (const JkkMeasurement *measurement, GError **error)
{
  for (guint i = 0; i < JKK_MEASURED_FREQUENCIES; i++)
    if (!within (measurement->right[i], 1, 0, MOST_DECIBEL, error) ||
        !within (measurement->left[i], 1, 0, MOST_DECIBEL, error))
      return FALSE;
  return measurement->age == JKK_NONE || within (measurement->age, 1, 0, MOST_AGE, error);
}

static gboolean
verify_decibels (const JkkMeasurement *measurement, GError **error)
{
  gint64 right = measurement->right[0], left = measurement->left[0];

  if (right == JKK_NONE && left == JKK_NONE)
    return within (JKK_NONE, 1, 1, MOST_DECIBEL, error);
  return (right == JKK_NONE || within (right, 1, 1, MOST_DECIBEL, error)) &&
         (left == JKK_NONE || within (left, 1, 1, MOST_DECIBEL, error));
}

static gboolean
verify_movements (const JkkMeasurement *measurement, GError **error)
{
  if (measurement->n_movements == 0 || measurement->n_movements > JKK_MEASURED_MOVEMENTS)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("Give the degrees of 1 to %d movements of the joint."),
                   JKK_MEASURED_MOVEMENTS);
      return FALSE;
    }
  for (guint i = 0; i < measurement->n_movements; i++)
    if (!within (measurement->normal[i], 1, 1, MOST_DEGREES, error) ||
        !within (measurement->moved[i], 1, 0, measurement->normal[i], error))
      return FALSE;
  return TRUE;
}

/**
 * jkk_measurement_verify:
 * @measurement: measured values
 * @error: return location
 *
 * Returns: whether they can be; if not, %JKK_ERROR_INVALID.
 */
gboolean
jkk_measurement_verify (const JkkMeasurement *measurement, GError **error)
{
  g_return_val_if_fail (measurement != NULL, FALSE);

  switch (measurement->measure)
    {
    case JKK_MEASURE_HEARING:
      return verify_hearing (measurement, error);
    case JKK_MEASURE_DECIBELS:
      return verify_decibels (measurement, error);
    case JKK_MEASURE_STIFFNESS:
      return verify_movements (measurement, error);
    case JKK_MEASURE_MUSCLE:
      return within (measurement->number, 1, 0, MOST_POWER, error);
    case JKK_MEASURE_VISION:
      return within (measurement->right[0], 100, 0, WHOLE_PERCENT, error) &&
             within (measurement->left[0], 100, 0, WHOLE_PERCENT, error);
    case JKK_MEASURE_LEG:
      return within (measurement->number, 10, 1, MOST_MILLIMETRES, error);
    case JKK_N_MEASURES:
      break;
    }
  g_return_val_if_reached (FALSE);
}

/* ---- Reading ----------------------------------------------------------------------------------------------------- */

/* The rest of a text, word by word. */
typedef struct
{
  char **word;
} Words;

static gboolean
take_word (Words *rest, const char *word)
{
  if (*rest->word == NULL || g_ascii_strcasecmp (*rest->word, word) != 0)
    return FALSE;
  rest->word++;
  return TRUE;
}

static gboolean
take_count (Words *rest, gint64 *number)
{
  *number = *rest->word != NULL ? jkk_count_parse (*rest->word, NULL) : JKK_NONE;
  rest->word += *number != JKK_NONE ? 1 : 0;
  return *number != JKK_NONE;
}

/* "35/40/45/60": exactly @n whole numbers. */
static gboolean
take_counts (Words *rest, gint64 *numbers, guint n)
{
  g_auto (GStrv) parts = g_strsplit (*rest->word != NULL ? *rest->word : "", "/", -1);

  if (g_strv_length (parts) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if ((numbers[i] = jkk_count_parse (parts[i], NULL)) == JKK_NONE)
      return FALSE;
  rest->word++;
  return TRUE;
}

/* Hundredths: "80", "12,5". */
static gboolean
take_hundredths (Words *rest, gint64 *number)
{
  *number = *rest->word != NULL ? jkk_percent_parse (*rest->word, NULL) : JKK_NONE;
  rest->word += *number != JKK_NONE ? 1 : 0;
  return *number != JKK_NONE;
}

static gboolean
read_hearing (Words *rest, JkkMeasurement *found)
{
  return take_word (rest, "kanan") && take_counts (rest, found->right, JKK_MEASURED_FREQUENCIES) &&
         take_word (rest, "kiri") && take_counts (rest, found->left, JKK_MEASURED_FREQUENCIES) &&
         (!take_word (rest, "umur") || take_count (rest, &found->age));
}

static gboolean
read_decibels (Words *rest, JkkMeasurement *found)
{
  return (!take_word (rest, "kanan") || take_count (rest, &found->right[0])) &&
         (!take_word (rest, "kiri") || take_count (rest, &found->left[0]));
}

static gboolean
read_movements (Words *rest, JkkMeasurement *found)
{
  gint64 pair[2];

  while (*rest->word != NULL && found->n_movements < JKK_MEASURED_MOVEMENTS && take_counts (rest, pair, 2))
    {
      found->normal[found->n_movements] = pair[0];
      found->moved[found->n_movements++] = pair[1];
    }
  return TRUE;
}

static gboolean
read_leg (Words *rest, JkkMeasurement *found)
{
  gint64 hundredths = JKK_NONE;
  gboolean good = take_hundredths (rest, &hundredths) && hundredths % 10 == 0;

  found->number = good ? hundredths / 10 : JKK_NONE;
  take_word (rest, "cm");
  return good;
}

static gboolean
read_values (Words *rest, JkkMeasurement *found)
{
  switch (found->measure)
    {
    case JKK_MEASURE_HEARING:
      return read_hearing (rest, found);
    case JKK_MEASURE_DECIBELS:
      return read_decibels (rest, found);
    case JKK_MEASURE_STIFFNESS:
      return read_movements (rest, found);
    case JKK_MEASURE_MUSCLE:
      return take_count (rest, &found->number);
    case JKK_MEASURE_VISION:
      return take_word (rest, "kanan") && take_hundredths (rest, &found->right[0]) && take_word (rest, "kiri") &&
             take_hundredths (rest, &found->left[0]);
    case JKK_MEASURE_LEG:
      return read_leg (rest, found);
    case JKK_N_MEASURES:
      break;
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
read_text (const char *text, JkkMeasurement *found)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (text), "\t\n\r;:", ' ');
  g_auto (GStrv) list = g_strsplit (spaced, " ", -1);
  g_autoptr (GPtrArray) filled = g_ptr_array_new ();

  for (char **word = list; *word != NULL; word++)
    if (**word != '\0')
      g_ptr_array_add (filled, *word);
  g_ptr_array_add (filled, NULL);
  Words rest = { (char **) filled->pdata };
  for (guint i = 0; i < JKK_N_MEASURES; i++)
    if (take_word (&rest, words[i]))
      {
        jkk_measurement_init (found, (JkkMeasure) i);
        return read_values (&rest, found) && *rest.word == NULL;
      }
  return FALSE;
}

/**
 * jkk_measurement_parse:
 * @text: measured values as text
 * @measurement: (out caller-allocates): the values
 * @error: return location
 *
 * Returns: whether it could be read and can be; if not, %JKK_ERROR_INVALID with an example.
 */
gboolean
jkk_measurement_parse (const char *text, JkkMeasurement *measurement, GError **error)
{
  g_return_val_if_fail (text != NULL && measurement != NULL, FALSE);

  if (read_text (text, measurement))
    return jkk_measurement_verify (measurement, error);
  g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
               /* Translators: leave the examples as they are: they are what the program reads. */
               _ ("“%s” cannot be read as measured values. Examples: otot 3 — sendi 175/90 45/30 — visus kanan 80 "
                  "kiri 40 — tungkai 5,5 — desibel kiri 30 — audiometri kanan 35/40/45/60 kiri 40/50/50/60 umur 45."),
               text);
  return FALSE;
}

/**
 * jkk_check_measurement:
 * @text: measured values as text
 * @error: return location
 *
 * Returns: whether they can be read.
 */
gboolean
jkk_check_measurement (const char *text, GError **error)
{
  JkkMeasurement measurement;

  return jkk_measurement_parse (text, &measurement, error);
}

/* ---- Writing ----------------------------------------------------------------------------------------------------- */

static void
put_ear (GString *text, const char *side, const gint64 *numbers)
{
  g_string_append_printf (text, " %s ", side);
  for (guint i = 0; i < JKK_MEASURED_FREQUENCIES; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "/" : "", numbers[i]);
}

static void
put_side (GString *text, const char *side, gint64 number)
{
  if (number != JKK_NONE)
    g_string_append_printf (text, " %s %" G_GINT64_FORMAT, side, number);
}

static void
put_values (GString *text, const JkkMeasurement *measurement)
{
  switch (measurement->measure)
    {
    case JKK_MEASURE_HEARING:
      put_ear (text, "kanan", measurement->right);
      put_ear (text, "kiri", measurement->left);
      put_side (text, "umur", measurement->age);
      break;
    case JKK_MEASURE_DECIBELS:
      put_side (text, "kanan", measurement->right[0]);
      put_side (text, "kiri", measurement->left[0]);
      break;
    case JKK_MEASURE_STIFFNESS:
      for (guint i = 0; i < measurement->n_movements; i++)
        g_string_append_printf (text, " %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, measurement->normal[i],
                                measurement->moved[i]);
      break;
    case JKK_MEASURE_MUSCLE:
      g_string_append_printf (text, " %" G_GINT64_FORMAT, measurement->number);
      break;
    case JKK_MEASURE_VISION:
      g_string_append (text, " kanan ");
      put_number (text, measurement->right[0], 100);
      g_string_append (text, " kiri ");
      put_number (text, measurement->left[0], 100);
      break;
    case JKK_MEASURE_LEG:
      g_string_append_c (text, ' ');
      put_number (text, measurement->number, 10);
      break;
    case JKK_N_MEASURES:
      g_return_if_reached ();
    }
}

/**
 * jkk_measurement_to_text:
 * @measurement: measured values that can be
 *
 * Returns: (transfer full): them as text, in the one way in which the program writes them.
 */
char *
jkk_measurement_to_text (const JkkMeasurement *measurement)
{
  g_return_val_if_fail (jkk_measurement_verify (measurement, NULL), NULL);

  GString *text = g_string_new (words[measurement->measure]);
  put_values (text, measurement);
  return g_string_free (text, FALSE);
}
