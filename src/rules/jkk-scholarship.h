#pragma once

#include "jkk-rule.h"

G_BEGIN_DECLS

/* 2 + 6 + 3 + 3 + 5 years in the law of today; a pack may say more. */
#define JKK_MOST_SCHOOL_YEARS 40

/**
 * JkkSchoolYear:
 * @day: the day from which the year counts
 * @level: the level
 * @year: which year of that level, from 1
 * @amount: rupiah
 * @paid: what was paid for it so far
 *
 * A year of a child's plan.
 */
typedef struct
{
  JkkDay day;
  JkkSchoolLevel level;
  guint year;
  JkkMoney amount;
  JkkMoney paid;
} JkkSchoolYear;

/**
 * JkkScholarship:
 * @granted: whether there is a line
 * @once: whether it is one sum for the participant, as PP 44/2015 had it
 * @n_children: how many children have a part in it
 * @amount: rupiah still to pay, of all years
 * @counted: what was paid and is taken off
 * @excess: what was paid above what is due, or for a year that is in no plan
 *
 * Beasiswa.
 */
typedef struct
{
  gboolean granted;
  gboolean once;
  guint n_children;
  JkkMoney amount;
  JkkMoney counted;
  JkkMoney excess;
} JkkScholarship;

gboolean jkk_scholarship (const JkkRule *rule, JkkScholarship *scholarship, GError **error);
guint jkk_scholarship_plan (const JkkRule *rule, const JkkChildFacts *child, JkkSchoolYear *years);
gboolean jkk_scholarship_years (const JkkRule *rule, GArray *years, GError **error);
JkkReason *jkk_scholarship_explain (const JkkRule *rule, const JkkScholarship *scholarship);

G_END_DECLS
