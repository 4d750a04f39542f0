#pragma once

#include "jkk-wage.h"

G_BEGIN_DECLS

#define JKK_STMB_PERIODS 3

/**
 * JkkStmb:
 * @granted: whether there is a line
 * @n_ranges: how many runs of days were counted, after joining what overlaps
 * @last: the last counted day
 * @window: the days of the three percentage periods
 * @days: how many days are paid in each
 * @overlap: how many days of each another case of the same person counts as well
 * @amount: rupiah for each
 * @gross: their sum
 * @net: what is left after what was paid earlier
 *
 * Santunan sementara tidak mampu bekerja.
 */
typedef struct
{
  gboolean granted;
  guint n_ranges;
  JkkDay last;
  JkkPeriod window[JKK_STMB_PERIODS];
  gint64 days[JKK_STMB_PERIODS];
  gint64 overlap[JKK_STMB_PERIODS];
  JkkMoney amount[JKK_STMB_PERIODS];
  JkkMoney gross;
  JkkMoney net;
} JkkStmb;

gboolean jkk_stmb (const JkkRule *rule, const JkkWage *wage, JkkStmb *stmb, GError **error);
GArray *jkk_stmb_days (const JkkRule *rule);
JkkReason *jkk_stmb_explain (const JkkRule *rule, const JkkWage *wage, const JkkStmb *stmb);
JkkPayeeKind jkk_stmb_payee (const JkkFacts *facts);

G_END_DECLS
