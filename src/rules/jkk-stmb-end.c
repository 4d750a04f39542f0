#include "jkk-stmb-end.h"

#include <glib/gi18n-lib.h>

/* Healed, or disabled: the words that end the inability to work. Death ends it by itself: no day after it counts. */
static gboolean
has_ended (const JkkFacts *facts)
{
  return facts->outcome.number == JKK_OUTCOME_HEALED || facts->outcome.number == JKK_OUTCOME_FUNCTIONAL ||
         facts->outcome.number == JKK_OUTCOME_ANATOMICAL || facts->outcome.number == JKK_OUTCOME_TOTAL;
}

/**
 * jkk_stmb_note_end:
 * @rule: a rule with a sheet
 * @stmb: the result
 *
 * STMB is paid until the doctor declares the worker healed or disabled (PP 44/2015 annex III). A letter may still give
 * rest after the day of that examination: its days count, and the sheet says that somebody should look.
 */
void
jkk_stmb_note_end (const JkkRule *rule, const JkkStmb *stmb)
{
  const JkkFacts *facts = rule->facts;

  if (!stmb->granted || !has_ended (facts) || facts->examined_day.number == JKK_NONE ||
      stmb->last <= facts->examined_day.number)
    return;
  JkkReason *note = jkk_rule_note (
      rule, "stmb-after-outcome",
      N_ ("Days after the doctor’s word on the outcome count, as the letters say: check whether treatment had ended"),
      jkk_law_article (rule->law, JKK_PARAMETER_STMB_RATE_3));
  jkk_reason_add_outcome (note, facts);
  jkk_reason_add_fact (note, "examined", N_ ("Date of examination"), JKK_KIND_DAY, &facts->examined_day, 0);
  jkk_reason_add_number (note, "last", N_ ("Last day counted"), JKK_KIND_DAY, stmb->last);
}
