#pragma once

#include "jkk-pack.h"
#include "jkk-payout.h"

G_BEGIN_DECLS

/* 500, 1000, 2000 and 4000 Hz */
#define JKK_N_FREQUENCIES 4

/**
 * JkkHearing:
 * @right: loss of the right ear, hundredths of a percent
 * @left: loss of the left ear, hundredths of a percent
 * @both: loss of both ears together, hundredths of a percent
 *
 * What jkk_method_hearing() finds.
 */
typedef struct
{
  gint64 right;
  gint64 left;
  gint64 both;
} JkkHearing;

/* How a doctor finds the loss of a function (Permenakertrans PER.25/MEN/XII/2008). Each returns the working as a
 * reason. */
JkkReason *jkk_method_hearing (const JkkLaw *law,
                               const gint64 right[JKK_N_FREQUENCIES],
                               const gint64 left[JKK_N_FREQUENCIES],
                               gint64 age,
                               JkkHearing *hearing,
                               GError **error);
JkkReason *jkk_method_stiffness (
    const JkkLaw *law, const gint64 *normal, const gint64 *measured, guint n, gint64 *loss, GError **error);
JkkReason *jkk_method_muscle (const JkkLaw *law, gint64 power, gint64 *loss, GError **error);
JkkReason *
jkk_method_vision (const JkkLaw *law, gint64 right, gint64 left, gint64 *loss, gint64 *steps, GError **error);
JkkReason *jkk_method_leg (const JkkLaw *law, gint64 millimetres, gint64 *table_row, GError **error);

G_END_DECLS
