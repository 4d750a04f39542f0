#pragma once

#include "jkk-case.h"
#include "jkk-payout.h"

G_BEGIN_DECLS

/* How it stands with the signature under a decision. */
typedef enum
{
  JKK_DECISION_SEAL_UNKNOWN, /* nobody has looked */
  JKK_DECISION_SEAL_OPEN,    /* nothing has been decided that could be signed */
  JKK_DECISION_SEAL_NONE,    /* decided before there were signatures */
  JKK_DECISION_SEAL_GOOD,    /* signed, and everything still is what was signed */
  JKK_DECISION_SEAL_VOID,    /* it was signed, or should have been, and no longer holds */
} JkkDecisionSeal;

/**
 * JkkDecision:
 *
 * What was proposed and decided, frozen: the case as it stood, the payout sheet with its reasons, the pack and the
 * program that made it. A later calculation is a second decision.
 */
typedef struct
{
  gint64 id;
  gint64 case_id;
  gint64 case_revision;
  char *state;    /* "proposed", "approved", "returned", "rejected" */
  char *proposal; /* "pay" or "refuse" */
  char *proposed_by;
  gint64 proposed_at; /* seconds since 1970 UTC */
  char *proposal_note;
  char *decided_by;
  gint64 decided_at;
  char *decision_note;
  JkkMoney total;
  char *pack;
  char *pack_version;
  char *program_version;
  char *facts_xml;  /* the case as it stood */
  char *payout_xml; /* the tree of reasons */
  char *hash;       /* over facts and payout, hexadecimal */
  JkkDecisionSeal seal;
  char *seal_text;   /* of one that does not hold: why, a sentence in the language of the interface */
  char *signed_by;   /* login of who signed, or NULL */
  gint64 signed_at;  /* seconds since 1970 UTC, or 0 */
  char *signed_name; /* name of who signed, as the warrant has it, or NULL */
} JkkDecision;

JkkDecision *jkk_decision_new (void);
JkkDecision *jkk_decision_copy (const JkkDecision *decision);
void jkk_decision_free (JkkDecision *decision);

/**
 * JkkHistoryEntry:
 *
 * One entry of the journal as a person reads it.
 */
typedef struct
{
  gint64 sequence;
  gint64 time;  /* seconds since 1970 UTC */
  char *person; /* login */
  char *person_name;
  char *workstation;
  char *deed; /* its name in the table of deeds */
  char *reason;
  GPtrArray *changes; /* JkkChange */
} JkkHistoryEntry;

void jkk_history_entry_free (JkkHistoryEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkDecision, jkk_decision_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkHistoryEntry, jkk_history_entry_free)

G_END_DECLS
