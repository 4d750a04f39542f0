#pragma once

#include "jkk-case.h"
#include "jkk-payout.h"

G_BEGIN_DECLS

/* One thing that went into an amount, as a person reads it; @path leads to the field, @origin says who entered it when
 * and from what. */
typedef struct
{
  char *label;
  char *value;
  char *source;
  char *origin;
  char *path;
  char *parameter; /* the figure of the law that it is, or NULL */
  gboolean unconfirmed;
} JkkPayoutInput;

/* A figure of the law that awaits confirmation. */
typedef struct
{
  char *label;
  char *parameter; /* nullable */
} JkkPayoutDoubt;

/**
 * JkkPayoutLine:
 * @key: what it is, steady from one sheet to the next
 * @title: its title
 * @amount: rupiah, or %NULL
 * @other: the amount of the sheet beside it where that differs, or %NULL; "—" where that has no such line
 * @formula: the formula with the values, or %NULL
 * @article: the article, or %NULL
 * @payee: who receives it, or %NULL
 * @counterfactual: the nearest single fact that would change the line and by how much, or %NULL
 * @unconfirmed: a sentence that names the figures that await confirmation, or %NULL
 * @doubts: #JkkPayoutDoubt: these figures, each once
 * @changed: whether the amount is another one than on the sheet before
 * @inputs: #JkkPayoutInput
 * @steps: #JkkPayoutLine
 *
 * A line of the payout sheet, or a step of one.
 */
typedef struct
{
  char *key;
  char *title;
  char *amount;
  char *other;
  char *formula;
  char *article;
  char *payee;
  char *counterfactual;
  char *unconfirmed;
  GPtrArray *doubts;
  gboolean changed;
  GPtrArray *inputs;
  GPtrArray *steps;
} JkkPayoutLine;

/* What is still missing to calculate. */
typedef struct
{
  char *text;
  char *path;
  char *place;
} JkkPayoutGap;

/* What the agency pays and what the employer owes for one benefit, or in all; NULL for nothing. */
typedef struct
{
  char *title;
  char *agency;
  char *employer;
} JkkPayoutShare;

/**
 * JkkPayoutState:
 * @total: what is owed, in rupiah
 * @calculated: what the sheet comes to where nothing is owed, or %NULL
 * @refusal: why nothing is owed, or %NULL
 * @split: how much goes to whom where it goes to several, or %NULL
 * @other_total: the sum of the sheet beside it where that differs, or %NULL
 * @total_changed: whether the sum is another one than on the sheet before
 * @pack: title of the regulation pack, or %NULL
 * @law_day: a sentence with the day that decides which rules apply, or %NULL
 * @unconfirmed: a sentence with the number of figures that await confirmation, or %NULL
 * @shares: #JkkPayoutShare: who pays what where the wage was reported too low, the sum at the end; else empty
 * @lines: #JkkPayoutLine
 * @gaps: #JkkPayoutGap
 * @notes: #JkkPayoutLine without amounts
 *
 * The payout sheet as the pane shows it.
 */
typedef struct
{
  char *total;
  char *calculated;
  char *refusal;
  char *split;
  char *other_total;
  gboolean total_changed;
  char *pack;
  char *law_day;
  char *unconfirmed;
  GPtrArray *shares;
  GPtrArray *lines;
  GPtrArray *gaps;
  GPtrArray *notes;
} JkkPayoutState;

/* A reason that stands alone, with its steps. */
JkkPayoutLine *jkk_payout_line_new (const JkkReason *reason);
void jkk_payout_line_free (JkkPayoutLine *line);

JkkPayoutState *
jkk_payout_state_new (const JkkPayout *sheet, const JkkPayout *before, const JkkPayout *beside, const char *refusal);
void jkk_payout_state_free (JkkPayoutState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPayoutState, jkk_payout_state_free)

G_END_DECLS
