#pragma once

#include "jkk-field.h"
#include "jkk-payout-basis.h"
#include "jkk-region.h"

G_BEGIN_DECLS

/* The nodes of a sheet stand in one piece of memory, which is freed with the sheet. Their texts are not copied: they
 * are literals, interned texts of a regulation, or copies that jkk_reason_text() and jkk_payout_text() put into the
 * same memory. Nothing is formatted before it is shown: see jkk_input_to_text() and jkk_reason_formula_text(). */

/**
 * JkkNodes:
 * @pdata: the nodes in their order
 * @len: how many there are
 * @room: for how many @pdata has room
 *
 * What stands below a node. It is read like a #GPtrArray; a function of the node puts something in.
 */
typedef struct
{
  gpointer *pdata;
  guint len;
  guint room;
} JkkNodes;

/**
 * JkkInput:
 * @name: its name inside the formula, such as "wage"
 * @label: English label, marked for translation where it is made
 * @kind: how @number is meant (rupiah, days, hundredths of a percent …)
 * @number: the value; for texts and codes JKK_NONE
 * @text: the value of a text, or %NULL
 * @path: where it comes from in the case ("participant.wage"), or %NULL
 * @origin: who entered that value when, and in which message and where it was read; %NULL where no history is known
 * @parameter: the parameter of the pack that it comes from, or %NULL
 * @article: the parameter's legal source, or %NULL
 * @unconfirmed: whether the parameter awaits confirmation
 *
 * One thing that went into an amount.
 */
typedef struct
{
  const char *name;
  const char *label;
  JkkFieldKind kind;
  gint64 number;
  const char *text;
  const char *path;
  const char *origin;
  const char *parameter;
  const char *article;
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
 * @counterfactual: (nullable): on a line of the sheet the nearest single fact that would change it; its amount is the
 *   difference that it would make
 * @region: the memory in which it stands
 *
 * A node of the tree of reasons: the payout is this tree, and everything that shows an amount prints it.
 */
typedef struct _JkkReason JkkReason;
struct _JkkReason
{
  const char *rule;
  const char *benefit;
  const char *title;
  const char *article;
  const char *formula;
  JkkMoney amount;
  const char *payee;
  JkkNodes inputs[1];
  JkkNodes children[1];
  JkkReason *counterfactual;
  JkkRegion *region;
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
  const char *path;
  const char *text;
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
 * @basis: (nullable): the facts and the figures of the law that it rests on
 * @region: the memory in which all of this stands, but for the basis
 * @holders: how many hold it
 *
 * A payout sheet.
 */
typedef struct
{
  const char *pack;
  const char *pack_title;
  const char *pack_version;
  JkkDay law_day;
  JkkMoney total;
  JkkNodes lines[1];
  JkkNodes missing[1];
  JkkNodes notes[1];
  JkkPayoutBasis *basis;
  JkkRegion *region;
  gatomicrefcount holders;
} JkkPayout;

char *jkk_input_to_text (const JkkInput *input);

JkkReason *jkk_reason_new (const char *rule, const char *benefit, const char *title, const char *article);
JkkReason *
jkk_reason_new_in (JkkRegion *region, const char *rule, const char *benefit, const char *title, const char *article);
void jkk_reason_free (JkkReason *reason);
JkkInput *
jkk_reason_add_input (JkkReason *reason, const char *name, const char *label, JkkFieldKind kind, gint64 number);
void jkk_reason_take_child (JkkReason *reason, JkkReason *child);
void jkk_reason_take_counterfactual (JkkReason *reason, JkkReason *counterfactual);
const char *jkk_reason_text (JkkReason *reason, const char *text);
const char *jkk_reason_numbered_text (JkkReason *reason, const char *pattern, guint number);
char *jkk_reason_formula_text (const JkkReason *reason);
char *jkk_reason_counterfactual_text (const JkkReason *line);
GPtrArray *jkk_reason_unconfirmed (const JkkReason *reason);

JkkPayout *jkk_payout_new (void);
JkkPayout *jkk_payout_ref (const JkkPayout *payout);
void jkk_payout_unref (JkkPayout *payout);
const char *jkk_payout_text (JkkPayout *payout, const char *text);
void jkk_payout_take_line (JkkPayout *payout, JkkReason *line);
void jkk_payout_drop_lines (JkkPayout *payout);
void jkk_payout_take_note (JkkPayout *payout, JkkReason *note);
void jkk_payout_take_missing (JkkPayout *payout, const char *path, const char *text);
const JkkReason *jkk_payout_find_line (const JkkPayout *payout, const char *benefit);
gboolean jkk_payout_equal (const JkkPayout *a, const JkkPayout *b);
char *jkk_payout_to_text (const JkkPayout *payout);
char *jkk_reason_to_text (const JkkReason *reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkReason, jkk_reason_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPayout, jkk_payout_unref)

G_END_DECLS
