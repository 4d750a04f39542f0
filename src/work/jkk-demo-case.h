#pragma once

#include "jkk-demo-scene.h"
#include "jkk-demo-show.h"

G_BEGIN_DECLS

/**
 * JkkDemoCase:
 * @jcase: all that is ever known of the case, still in state "masuk" and without a number
 * @show: what it shows beside that
 * @end: how it ends
 * @scene: what happened
 * @dice: dice for what comes after
 * @early: it came in with KK 1 alone; claim and doctor's letter follow
 * @waits: it waits for the hospital's KK 3 and nothing else
 * @untouched: it waits in the queue; nobody has taken it on
 * @by_message: the doctor's letter comes as a message, not on paper
 * @claim_day: when KK 2 reaches the office
 * @letter_day: when KK 3 reaches the office
 * @lacking: number of the paper that is missing or bad at first (from 1), or 0
 * @defect: what is wrong with it, or %NULL: it is missing
 * @refusal: why the claim is refused, or %NULL
 *
 * An invented case.
 */
typedef struct
{
  JkkCase *jcase;
  JkkDemoShow show;
  JkkDemoEnd end;
  const JkkDemoScene *scene;
  JkkDice dice;
  gboolean early;
  gboolean waits;
  gboolean untouched;
  gboolean by_message;
  JkkDay claim_day;
  JkkDay letter_day;
  guint lacking;
  const char *defect;
  const char *refusal;
} JkkDemoCase;

/* What of it is known to the office; a set. */
typedef enum
{
  JKK_DEMO_KNOWS_REPORT = 0,      /* KK 1 */
  JKK_DEMO_KNOWS_CLAIM = 1 << 0,  /* KK 2 */
  JKK_DEMO_KNOWS_LETTER = 1 << 1, /* KK 3 */
  JKK_DEMO_KNOWS_REST = 1 << 2,   /* heirs, children, receipts, accounts */
  JKK_DEMO_KNOWS_PAPERS = 1 << 3, /* what was lacking */
} JkkDemoKnown;

JkkDemoCase *jkk_demo_case_new (guint32 seed, guint index, guint n_cases, JkkDay today);
void jkk_demo_case_free (JkkDemoCase *demo);
JkkCase *jkk_demo_case_as_known (const JkkDemoCase *demo, const JkkCase *stored, guint known);

/* The parts of it; for jkk_demo_case_new() and jkk_demo_kk3(). */
void jkk_demo_case_add_letter (JkkCase *jcase, const JkkDemoScene *scene, guint days, JkkDice *dice);
void jkk_demo_case_add_claim (JkkDemoCase *demo, guint days, const JkkDemoTown *town);
void jkk_demo_case_add_papers (JkkDemoCase *demo);
JkkMoney jkk_demo_case_monthly_wage (const JkkParticipant *participant);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkDemoCase, jkk_demo_case_free)

G_END_DECLS
