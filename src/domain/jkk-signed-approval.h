#pragma once

#include "jkk-decision.h"

G_BEGIN_DECLS

#define JKK_APPROVAL_KIND "santun-approval-1"

/**
 * JkkApproval:
 * @id: its number
 * @decision_id: what it approves, or rejects
 * @case_id: the case
 * @person: login of who signed
 * @warrant: number of the warrant by which the person may
 * @sequence: number of the entry of the journal that tells it
 * @before: hash of the entry before that
 * @time: seconds since 1970 UTC
 * @office: public key of the office's first warrant
 * @n_law: how many entries about the law the office had made
 * @law: fingerprint of all those
 * @statement: what was signed, see jkk_approval_to_text()
 * @signature: Ed25519, 128 hexadecimal digits
 *
 * The signature under a decision. There may be a later one, if the first no longer holds.
 */
typedef struct
{
  gint64 id;
  gint64 decision_id;
  gint64 case_id;
  char *person;
  gint64 warrant;
  gint64 sequence;
  char *before;
  gint64 time;
  char *office;
  gint64 n_law;
  char *law;
  char *statement;
  char *signature;
} JkkApproval;

JkkApproval *jkk_approval_new (void);
void jkk_approval_free (JkkApproval *approval);
char *jkk_approval_to_text (const JkkApproval *approval, const JkkDecision *decision, const JkkCase *jcase);
char *jkk_approval_law_text (GPtrArray *entries, gint64 n);
char *jkk_approval_changed_text (const char *signed_then, const char *now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkApproval, jkk_approval_free)

G_END_DECLS
