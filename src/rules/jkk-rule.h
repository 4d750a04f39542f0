#pragma once

#include "jkk-benefit.h"
#include "jkk-facts.h"
#include "jkk-pack.h"
#include "jkk-payout.h"

G_BEGIN_DECLS

/**
 * JkkRule:
 * @facts: what is known of the case
 * @law: what holds on its day
 * @sheet: where reasons, notes and missing facts go; %NULL when only amounts are wanted
 *
 * What every rule is given. A rule is two functions: one that calculates, with no memory but its result, and one that
 * explains a result; the second is never called when only amounts are wanted.
 */
typedef struct
{
  const JkkFacts *facts;
  const JkkLaw *law;
  JkkPayout *sheet;
} JkkRule;

/* Arithmetic that refuses what is too large */
gboolean jkk_rule_scale (
    const JkkRule *rule, JkkMoney amount, gint64 numerator, gint64 denominator, JkkMoney *result, GError **error);
gboolean jkk_rule_add (JkkMoney amount, JkkMoney *sum, GError **error);
gboolean jkk_rule_multiply (JkkMoney amount, gint64 factor, JkkMoney *product, GError **error);

/* What is missing, and what the reader must know */
gboolean jkk_rule_grants (const JkkRule *rule, JkkBenefit benefit);
void jkk_rule_miss (const JkkRule *rule, const JkkFact *fact, guint row, const char *text);
JkkReason *jkk_rule_note (const JkkRule *rule, const char *name, const char *title, const char *article);

/* Reasons */
JkkReason *
jkk_reason_step (const char *rule, const char *title, const char *article, const char *formula, JkkMoney amount);
JkkReason *jkk_rule_step (const JkkRule *rule,
                          const char *name,
                          const char *title,
                          const char *article,
                          const char *formula,
                          JkkMoney amount);
JkkReason *
jkk_rule_line (const JkkRule *rule, JkkBenefit benefit, const char *article, const char *formula, JkkMoney amount);
void jkk_reason_add_fact (
    JkkReason *reason, const char *name, const char *label, JkkFieldKind kind, const JkkFact *fact, guint row);
void jkk_reason_add_parameter (JkkReason *reason, const char *name, const JkkLaw *law, JkkParameter parameter);
void jkk_reason_add_number (JkkReason *reason, const char *name, const char *label, JkkFieldKind kind, gint64 number);
void jkk_reason_add_text (JkkReason *reason, const char *name, const char *label, const char *text);
void jkk_reason_add_outcome (JkkReason *reason, const JkkFacts *facts);
void
jkk_reason_add_rounding (JkkReason *reason, const JkkLaw *law, JkkMoney amount, gint64 numerator, gint64 denominator);
const char *jkk_law_article (const JkkLaw *law, JkkParameter parameter);

G_END_DECLS
