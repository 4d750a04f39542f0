#pragma once

#include "jkk-day.h"

G_BEGIN_DECLS

/**
 * JkkPeriod:
 * @from: the first day
 * @until: the day after the last one
 *
 * A half-open run of days; empty when @until is not after @from.
 */
typedef struct
{
  JkkDay from;
  JkkDay until;
} JkkPeriod;

JkkPeriod jkk_period_inclusive (JkkDay first, JkkDay last);
gint64 jkk_period_days (JkkPeriod period);
gboolean jkk_period_contains (JkkPeriod period, JkkDay day);
JkkPeriod jkk_period_intersect (JkkPeriod a, JkkPeriod b);
guint jkk_period_unite (JkkPeriod *periods, guint n);
gint64 jkk_period_days_within (const JkkPeriod *united, guint n, JkkPeriod window);

G_END_DECLS
