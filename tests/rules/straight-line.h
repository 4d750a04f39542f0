#pragma once

#include "jkk-rule.h"

G_BEGIN_DECLS

#define STRAIGHT_ROWS 6
#define STRAIGHT_LAWS 32

/* What a case is for a program without reasons: plain numbers and nothing else. */
typedef struct
{
  JkkPeriod window;
  JkkPeriod valid;
  gboolean covers[4]; /* PU, BPU, JAKON, PMI */
  gint64 number[JKK_N_PARAMETERS];
  guint32 granted;
  struct
  {
    gboolean known;
    gboolean each;
    gboolean degree;
    gint64 percent;
    gint64 most;
    gint64 partner;
  } row[JKK_MAX_TABLE_ROW];
} StraightLaw;

typedef struct
{
  StraightLaw law[STRAIGHT_LAWS];
  guint n;
} StraightBook;

typedef struct
{
  gint64 kind, row, percent, loss, steps;
} StraightImpairment;

typedef struct
{
  gint64 kind, mode, day, amount, recommended, price;
} StraightReceipt;

typedef struct
{
  gint64 born, level, year, entered, working, married;
} StraightChild;

typedef struct
{
  const StraightLaw *law;
  gint64 wage_kind, wage, average, law_day, claimed, registered, disease, employment_ended;
  gint64 outcome, examined, death_day, loss, days_absent, advanced, traffic, jasa_raharja, has_children, left_handed;
  guint n_ranges, n_impairments, n_receipts, n_children;
  JkkPeriod range[STRAIGHT_ROWS];
  StraightImpairment impairment[STRAIGHT_ROWS];
  StraightReceipt receipt[STRAIGHT_ROWS];
  StraightChild child[STRAIGHT_ROWS];
} StraightCase;

void straight_book (const JkkPackSet *packs, StraightBook *book);
gboolean straight_fits (const JkkCase *jcase);
void straight_read (const JkkCase *jcase, const StraightBook *book, StraightCase *plain);
gint64 straight_total (const StraightCase *plain);

G_END_DECLS
