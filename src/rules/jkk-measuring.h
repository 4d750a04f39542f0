#pragma once

#include "jkk-measurement.h"
#include "jkk-pack.h"
#include "jkk-payout.h"

G_BEGIN_DECLS

/**
 * JkkMeasured:
 * @loss: loss of function, hundredths of a percent; JKK_NONE where the method yields a row or steps instead
 * @table_row: row of annex III that the method leads to, or JKK_NONE
 * @steps: how often the row counts, or JKK_NONE
 *
 * What measured values lead to.
 */
typedef struct
{
  gint64 loss;
  gint64 table_row;
  gint64 steps;
} JkkMeasured;

JkkReason *
jkk_measuring_explain (const JkkLaw *law, const JkkMeasurement *measurement, JkkMeasured *found, GError **error);

G_END_DECLS
