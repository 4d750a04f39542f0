#pragma once

#include "jkk-case.h"
#include "jkk-decision.h"
#include "jkk-payout.h"

G_BEGIN_DECLS

/**
 * JkkLetter:
 * @office: name of the office, or the empty text
 * @place: where it is signed, or %NULL
 * @jcase: the case as it was decided
 * @payout: the payout sheet as it was decided
 * @decision: who decided what, or %NULL for a draft
 * @proposer: full name of who proposed, or %NULL for the login
 * @approver: full name of who decided, or %NULL for the login
 *
 * What a decision letter (penetapan) is made of. All of it is borrowed.
 */
typedef struct
{
  const char *office;
  const char *place;
  const JkkCase *jcase;
  const JkkPayout *payout;
  const JkkDecision *decision;
  const char *proposer;
  const char *approver;
} JkkLetter;

GBytes *jkk_letter_print (const JkkLetter *letter, GError **error);

G_END_DECLS
