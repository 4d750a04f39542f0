#pragma once

#include "jkk-day.h"

G_BEGIN_DECLS

/**
 * JkkStated:
 * @path: the field of the case, such as "children[1].born"
 * @value: its value as it stands in files
 *
 * A fact that the rules looked at.
 */
typedef struct
{
  char *path;
  char *value;
} JkkStated;

/**
 * JkkFigure:
 * @parameter: its name in the regulation; "cacat-12" for row 12 of the disability table, "window" for the days on which
 *   the regulation is in force
 * @unit: its unit as a regulation file writes it
 * @value: the value as a regulation file writes it; %NULL where the regulation has no number
 * @most: of a row that is a range the highest percentage, or %NULL
 * @partner: of a row that speaks of one side the row of the other, or %NULL
 * @each: of a row whose percentage counts for each of so many steps what a step is, or %NULL
 * @degree: whether a row itself says how much of a function is lost
 * @article: its legal source
 * @from: the first day on which it holds, or JKK_NONE
 * @until: the last day on which it holds, or JKK_NONE
 * @checked: "yes", "secondary" or "no"
 * @by: who checked it, or %NULL
 * @on: when, or JKK_NONE
 * @source: in what, or %NULL
 *
 * A figure of the law that the rules could use.
 */
typedef struct
{
  char *parameter;
  char *unit;
  char *value;
  char *most;
  char *partner;
  char *each;
  gboolean degree;
  char *article;
  JkkDay from;
  JkkDay until;
  char *checked;
  char *by;
  JkkDay on;
  char *source;
} JkkFigure;

/**
 * JkkPayoutBasis:
 * @today: the day of the calculation, for time limits that still run
 * @segment: the segment that chose the regulation ("PU"), or %NULL
 * @facts: #JkkStated
 * @law: #JkkFigure
 *
 * Everything that a payout sheet rests on, so that somebody else can calculate it again from the sheet alone.
 */
typedef struct
{
  JkkDay today;
  char *segment;
  GPtrArray *facts;
  GPtrArray *law;
} JkkPayoutBasis;

JkkPayoutBasis *jkk_payout_basis_new (void);
void jkk_payout_basis_free (JkkPayoutBasis *basis);
void jkk_payout_basis_take_fact (JkkPayoutBasis *basis, const char *path, const char *value);
JkkFigure *jkk_payout_basis_add_figure (JkkPayoutBasis *basis, const char *parameter, const char *unit);
gboolean jkk_payout_basis_equal (const JkkPayoutBasis *a, const JkkPayoutBasis *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPayoutBasis, jkk_payout_basis_free)

G_END_DECLS
