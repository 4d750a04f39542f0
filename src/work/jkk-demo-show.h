#pragma once

#include "jkk-case.h"

G_BEGIN_DECLS

/**
 * JkkDemoShow:
 * @JKK_DEMO_SHOWS_NOTHING: a case like any other
 * @JKK_DEMO_SHOWS_FIRST: an accident with a long rest
 * @JKK_DEMO_SHOWS_SECOND: the same person has another accident during that rest
 * @JKK_DEMO_SHOWS_SCHOLARSHIP: a death that leaves two children at school; their scholarship is paid year by year
 *
 * What chance alone would seldom show in an office of some size.
 */
typedef enum
{
  JKK_DEMO_SHOWS_NOTHING,
  JKK_DEMO_SHOWS_FIRST,
  JKK_DEMO_SHOWS_SECOND,
  JKK_DEMO_SHOWS_SCHOLARSHIP,
} JkkDemoShow;

/* Of the first accident's rest so many days are left when its papers come in; the second one happens before. */
#define JKK_DEMO_FIRST_DAYS 60
#define JKK_DEMO_SECOND_DAYS 9

JkkDemoShow jkk_demo_shows (guint index, guint n_cases);
guint jkk_demo_first_of_pair (guint n_cases);
void jkk_demo_show_first (JkkCase *jcase);
void jkk_demo_show_second (JkkCase *jcase, JkkDay first_received);
JkkInstallment *jkk_demo_show_payment (const JkkCase *jcase, guint child, JkkDay day);
char *jkk_demo_show_measured (gint64 loss);

G_END_DECLS
