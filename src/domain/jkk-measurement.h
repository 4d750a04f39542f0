#pragma once

#include "jkk-day.h"

G_BEGIN_DECLS

/* 500, 1000, 2000 and 4000 Hz */
#define JKK_MEASURED_FREQUENCIES 4
#define JKK_MEASURED_MOVEMENTS 32

/* What a doctor measures to find how much of a function is lost. */
typedef enum
{
  JKK_MEASURE_HEARING,   /* thresholds of both ears */
  JKK_MEASURE_DECIBELS,  /* decibels lost, as the table counts them */
  JKK_MEASURE_STIFFNESS, /* degrees of the movements of a joint */
  JKK_MEASURE_MUSCLE,    /* power, 0 to 5 */
  JKK_MEASURE_VISION,    /* efficiency of both eyes */
  JKK_MEASURE_LEG,       /* by how much one leg is shorter */
  JKK_N_MEASURES,
} JkkMeasure;

/**
 * JkkMeasurement:
 * @measure: what was measured
 * @right: thresholds in whole decibels; for %JKK_MEASURE_DECIBELS and %JKK_MEASURE_VISION the first alone, in decibels
 *   or hundredths of a percent; JKK_NONE where that side was not measured
 * @left: the other side
 * @age: years of age for hearing, or JKK_NONE for no correction
 * @normal: degrees of each movement of a sound joint
 * @moved: degrees measured
 * @n_movements: how many
 * @number: muscle power, or millimetres
 *
 * Measured values. As text: "audiometri kanan 35/40/45/60 kiri 40/50/50/60 umur 45", "desibel kiri 30",
 * "sendi 175/90 45/30 180/30", "otot 3", "visus kanan 80 kiri 40", "tungkai 5,5".
 */
typedef struct
{
  JkkMeasure measure;
  gint64 right[JKK_MEASURED_FREQUENCIES];
  gint64 left[JKK_MEASURED_FREQUENCIES];
  gint64 age;
  gint64 normal[JKK_MEASURED_MOVEMENTS];
  gint64 moved[JKK_MEASURED_MOVEMENTS];
  guint n_movements;
  gint64 number;
} JkkMeasurement;

void jkk_measurement_init (JkkMeasurement *measurement, JkkMeasure measure);
gboolean jkk_measurement_parse (const char *text, JkkMeasurement *measurement, GError **error);
gboolean jkk_measurement_verify (const JkkMeasurement *measurement, GError **error);
char *jkk_measurement_to_text (const JkkMeasurement *measurement);
gboolean jkk_check_measurement (const char *text, GError **error);

G_END_DECLS
