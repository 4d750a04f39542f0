#pragma once

#include "jkk-calculation.h"

G_BEGIN_DECLS

/* What a golden case expects of one line of the sheet. */
typedef struct
{
  char *benefit;
  JkkMoney amount;
  char *payee; /* NULL when nobody is named */
  char *article;
} GoldenLine;

/**
 * GoldenCase:
 *
 * A case that a lawyer can read: facts, the day, and what the sheet must say, to the rupiah.
 */
typedef struct
{
  char *title;
  JkkDay today;
  JkkCase *jcase;
  char *pack; /* NULL where no regulation applies */
  GPtrArray *lines;
  JkkMoney total;
  GPtrArray *missing;     /* paths */
  GPtrArray *notes;       /* names of notes */
  GPtrArray *unconfirmed; /* parameters; NULL when the case says nothing of them */
  GPtrArray *claims;      /* other things that the law says, "… = …"; see golden-claim.c */
  GPtrArray *entries;     /* JkkLawEntry: what the office has entered beside the regulations */
  JkkPackSet *packs;      /* the regulations with these; NULL without any */
} GoldenCase;

GPtrArray *golden_read (const char *text, GError **error);
GPtrArray *golden_read_all (void);
const JkkPackSet *golden_packs (const GoldenCase *golden);
const JkkLaw *golden_law (const GoldenCase *golden);
JkkPayout *golden_calculate (const GoldenCase *golden);
char *golden_claim (const GoldenCase *golden, const char *claim, GHashTable *touched);
char *golden_expected (const GoldenCase *golden);
char *golden_actual (const GoldenCase *golden, const JkkPayout *payout);
JkkCase *golden_case (const char *facts);
JkkPayout *golden_sheet (const char *facts);
JkkMoney golden_amount (const char *facts, const char *benefit);
gboolean golden_misses (const JkkPayout *payout, const char *path);
const JkkReason *golden_note (const JkkPayout *payout, const char *name);
JkkPackSet *golden_draft (const char *id, const char *from, const char *to);
char *golden_regulation (const char *id);
JkkCase *golden_set (JkkCase *jcase, const char *path, const char *value, GError **error);

G_END_DECLS
