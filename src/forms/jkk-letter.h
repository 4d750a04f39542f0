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
 * @payout: (nullable): the payout sheet as it was decided
 * @decision: who decided what, or %NULL for a draft
 * @proposer: full name of who proposed, or %NULL for the login
 * @approver: full name of who decided, or %NULL for the login
 * @address: address of the office, or %NULL
 * @day: the day that stands on it; 0 or JKK_NONE for none
 * @recipient: "employer", "participant" or "facility": whom a question goes to; %NULL = the employer
 * @journal_head: the head of the office's journal when it is printed, or %NULL
 * @text: what the person who writes it asks or adds, or %NULL
 *
 * What a letter is made of. All of it is borrowed.
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
  const char *address;
  JkkDay day;
  const char *recipient;
  const char *journal_head;
  const char *text;
} JkkLetter;

const char *const *jkk_letter_codes (void);
const char *jkk_letter_title (const char *code);
gboolean jkk_letter_is_message (const char *code);
gboolean jkk_letter_needs_signature (const char *code);
GPtrArray *jkk_letter_check (const char *code);
GBytes *jkk_letter_print (const char *code, const JkkLetter *letter, char **content_hash, GError **error);
char *jkk_letter_message (const char *code, const JkkLetter *letter, GError **error);

G_END_DECLS
