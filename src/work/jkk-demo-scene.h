#pragma once

#include "jkk-demo-names.h"

G_BEGIN_DECLS

/* How an invented accident ends. */
typedef enum
{
  JKK_DEMO_HEALED,
  JKK_DEMO_FUNCTIONAL,
  JKK_DEMO_ANATOMICAL,
  JKK_DEMO_TOTAL,
  JKK_DEMO_DEATH,
} JkkDemoEnd;

#define JKK_DEMO_N_ENDS 5

/* Where it happens, in the order of the code list "place". */
typedef enum
{
  JKK_DEMO_INSIDE,
  JKK_DEMO_OUTSIDE,
  JKK_DEMO_TRAFFIC,
} JkkDemoPlace;

/**
 * JkkDemoScene:
 * @end: how it ends
 * @place: where it happens
 * @trades: to whom it can happen (a set of #JkkDemoTrade)
 * @weight: how often, beside the others
 * @body: code of the part of the body
 * @type: code of the type of accident
 * @source: code of the source of the injury
 * @chronology: what KK 1 tells; {jam} is the time, {arah} the way to or from work
 * @code: ICD-10
 * @diagnosis: in words
 * @findings: physical examination
 * @treatment: what was done
 * @days_min: shortest rest
 * @days_max: longest rest
 * @table_row: row of annex III, or 0
 * @loss_min: smallest loss of function, percent
 * @loss_max: largest loss of function, percent
 * @disease: whether it is an occupational disease
 *
 * An invented accident with what a doctor writes about it.
 */
typedef struct
{
  JkkDemoEnd end;
  JkkDemoPlace place;
  guint trades;
  guint weight;
  const char *body;
  const char *type;
  const char *source;
  const char *chronology;
  const char *code;
  const char *diagnosis;
  const char *findings;
  const char *treatment;
  guint days_min;
  guint days_max;
  guint table_row;
  guint loss_min;
  guint loss_max;
  gboolean disease;
} JkkDemoScene;

const JkkDemoScene *jkk_demo_scenes (guint *n_scenes);
const JkkDemoScene *jkk_demo_scene_pick (JkkDice *dice, JkkDemoEnd end, JkkDemoPlace place, JkkDemoTrade trade);
const JkkDemoScene *jkk_demo_scene_for_body (const char *body_part);

G_END_DECLS
