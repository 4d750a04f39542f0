#pragma once

#include "jkk-field.h"

G_BEGIN_DECLS

/**
 * JkkInput:
 * @name: its name inside the formula, such as "wage"
 * @label: English label, marked for translation where it is made
 * @kind: how @number is meant (rupiah, days, hundredths of a percent …)
 * @number: the value; for texts and codes JKK_NONE
 * @text: the value of a text, or %NULL
 * @path: where it comes from in the case ("participant.wage"), or %NULL
 * @parameter: the parameter of the pack that it comes from, or %NULL
 * @article: the parameter's legal source, or %NULL
 * @unconfirmed: whether the parameter awaits confirmation
 *
 * One thing that went into an amount.
 */
typedef struct
{
  char *name;
  char *label;
  JkkFieldKind kind;
  gint64 number;
  char *text;
  char *path;
  char *parameter;
  char *article;
  gboolean unconfirmed;
} JkkInput;

/**
 * JkkReason:
 * @rule: the stable name of the rule
 * @benefit: on a line of the sheet its benefit code ("stmb", "death" …), else %NULL
 * @title: English title, marked for translation where it is made
 * @article: the article as cited, in Indonesian
 * @formula: English sentence with {names} of inputs, marked for translation where it is made, or %NULL
 * @amount: rupiah, or JKK_NONE for a reason that yields no amount
 * @payee: who receives it (code list "payee"), or %NULL
 * @inputs: #JkkInput
 * @children: #JkkReason
 *
 * A node of the tree of reasons: the payout is this tree, and everything that shows an amount prints it.
 */
typedef struct _JkkReason JkkReason;
struct _JkkReason
{
  char *rule;
  char *benefit;
  char *title;
  char *article;
  char *formula;
  JkkMoney amount;
  char *payee;
  GPtrArray *inputs;
  GPtrArray *children;
};

/**
 * JkkMissing:
 * @path: the field that is needed
 * @text: English sentence, marked for translation where it is made
 *
 * What is still missing to calculate.
 */
typedef struct
{
  char *path;
  char *text;
} JkkMissing;

/**
 * JkkPayout:
 * @pack: name of the regulation pack
 * @pack_title: its title
 * @pack_version: hash of the pack's bytes
 * @law_day: the day that decides which rules apply
 * @total: the sum of the lines, rupiah
 * @lines: #JkkReason with a benefit code, in the order of the sheet
 * @missing: #JkkMissing; the sheet is complete when this is empty
 * @notes: #JkkReason without amount: what the reader must know
 *
 * A payout sheet.
 */
typedef struct
{
  char *pack;
  char *pack_title;
  char *pack_version;
  JkkDay law_day;
  JkkMoney total;
  GPtrArray *lines;
  GPtrArray *missing;
  GPtrArray *notes;
} JkkPayout;

JkkInput *jkk_input_new (const char *name, const char *label, JkkFieldKind kind, gint64 number);
void jkk_input_free (JkkInput *input);
char *jkk_input_to_text (const JkkInput *input);

JkkReason *jkk_reason_new (const char *rule, const char *benefit, const char *title, const char *article);
void jkk_reason_free (JkkReason *reason);
void jkk_reason_take_input (JkkReason *reason, JkkInput *input);
void jkk_reason_take_child (JkkReason *reason, JkkReason *child);
char *jkk_reason_formula_text (const JkkReason *reason);
GPtrArray *jkk_reason_unconfirmed (const JkkReason *reason);

JkkPayout *jkk_payout_new (void);
JkkPayout *jkk_payout_ref (const JkkPayout *payout);
void jkk_payout_unref (JkkPayout *payout);
void jkk_payout_take_missing (JkkPayout *payout, const char *path, const char *text);
const JkkReason *jkk_payout_find_line (const JkkPayout *payout, const char *benefit);
gboolean jkk_payout_equal (const JkkPayout *a, const JkkPayout *b);
char *jkk_payout_to_text (const JkkPayout *payout);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkInput, jkk_input_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkReason, jkk_reason_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPayout, jkk_payout_unref)

G_END_DECLS
