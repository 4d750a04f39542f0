#pragma once

#include "jkk-case.h"
#include "jkk-pack.h"

G_BEGIN_DECLS

/**
 * JkkHolidays:
 * @days: (array length=n_days): sorted days on which no work is done, beside Saturday and Sunday
 * @n_days: how many
 *
 * The public holidays as the caller knows them. It may be %NULL wherever it is asked for.
 */
typedef struct
{
  const JkkDay *days;
  guint n_days;
} JkkHolidays;

gboolean jkk_working_day (JkkDay day, const JkkHolidays *holidays);
JkkDay jkk_working_days_after (JkkDay start, gint64 n, const JkkHolidays *holidays);
gint64 jkk_working_days_between (JkkDay start, JkkDay end, const JkkHolidays *holidays);

typedef enum
{
  JKK_DEADLINE_REPORT_1, /* KK 1: 2 × 24 hours after the accident or diagnosis */
  JKK_DEADLINE_REPORT_2, /* KK 2: 2 × 24 hours after the doctor's declaration */
  JKK_DEADLINE_PAYMENT,  /* 7 working days after the requirements are met */
  JKK_DEADLINE_EXPIRY,   /* 2 or 5 years after the accident or diagnosis */
} JkkDeadlineKind;

/**
 * JkkDeadline:
 * @kind: which one
 * @title: English title, marked for translation
 * @article: legal source, in Indonesian
 * @unconfirmed: whether its length awaits confirmation
 * @start: the day it is counted from
 * @due: the last day on which it is still kept
 * @met: the day on which it was met, or JKK_NONE
 * @working_days: whether @day_number, @length and @days_left count working days
 * @length: how many days it has
 * @day_number: which day of it today is: 1 on the day after @start
 * @days_left: days left from today; negative when it has passed. For a met deadline as of the day it was met
 * @late: whether it was missed
 *
 * A time limit of a case.
 */
typedef struct
{
  JkkDeadlineKind kind;
  const char *title;
  const char *article;
  gboolean unconfirmed;
  JkkDay start;
  JkkDay due;
  JkkDay met;
  gboolean working_days;
  gint64 length;
  gint64 day_number;
  gint64 days_left;
  gboolean late;
} JkkDeadline;

gboolean jkk_deadline_get_with (const JkkPackSet *packs,
                                const JkkCase *jcase,
                                JkkDeadlineKind kind,
                                JkkDay today,
                                const JkkHolidays *holidays,
                                JkkDeadline *deadline);
gboolean jkk_deadline_get (
    const JkkCase *jcase, JkkDeadlineKind kind, JkkDay today, const JkkHolidays *holidays, JkkDeadline *deadline);
GArray *jkk_deadlines (const JkkCase *jcase, JkkDay today, const JkkHolidays *holidays);
JkkDeadline jkk_deadline_payment (const JkkLaw *law, JkkDay complete, JkkDay today, const JkkHolidays *holidays);
gboolean jkk_late_payment (const JkkLaw *law, JkkMoney benefit, gint64 days_late, JkkMoney *compensation);

G_END_DECLS
