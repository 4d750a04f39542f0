#pragma once

#include "jkk-money.h"

G_BEGIN_DECLS

/* What was found amiss in the record of an office. */
typedef enum
{
  JKK_AUDIT_CHANGED,   /* an entry of the journal says something else than what was written */
  JKK_AUDIT_MISSING,   /* numbers are not there: @sequence to @until */
  JKK_AUDIT_MOVED,     /* an entry stands elsewhere than where it was written: as @written_as */
  JKK_AUDIT_PUT_IN,    /* an entry was put in, and those behind it moved down */
  JKK_AUDIT_TAKEN_OUT, /* an entry was taken out, and those behind it moved up */
  JKK_AUDIT_CUT,       /* the head that is known from elsewhere is not in the journal */
  JKK_AUDIT_WARRANT,   /* who may sign what no longer is what an administrator signed */
  JKK_AUDIT_ACCOUNT,   /* an account says something else than what an administrator signed */
  JKK_AUDIT_APPROVAL,  /* the signature under a decision does not hold */
  JKK_AUDIT_UNHELD,    /* the journal tells of a warrant or a signature that is not there any more */
  JKK_AUDIT_CASE,      /* a case says something else than the journal tells */
  JKK_AUDIT_LAW,       /* a figure of the law says something else than the journal tells */
  JKK_AUDIT_SCHEMA,    /* tables or rules of the store are not as the program made them */
} JkkAuditKind;

/**
 * JkkAuditFault:
 * @kind: what it is
 * @sequence: number of the entry of the journal, or 0
 * @until: of a run of entries the last one; else @sequence
 * @written_as: number as which the entry was written, or 0
 * @time: when that entry says it was done, seconds since 1970 UTC, or 0
 * @person: login that it names, or %NULL
 * @deed: name of its deed, or %NULL
 * @case_id: the case, or 0
 * @case_number: its number, or %NULL
 * @text: what is wrong, a sentence in the language of the interface
 *
 * One thing that is not as it was written.
 */
typedef struct
{
  JkkAuditKind kind;
  gint64 sequence;
  gint64 until;
  gint64 written_as;
  gint64 time;
  char *person;
  char *deed;
  gint64 case_id;
  char *case_number;
  char *text;
} JkkAuditFault;

/**
 * JkkAuditReport:
 * @n_entries: entries of the journal that were read
 * @last: number of the last one, 0 of an empty journal
 * @head: its hash
 * @known: number of the entry that has the hash which is known from elsewhere, or 0
 * @n_warrants: warrants that were checked
 * @n_signed: decisions whose signature holds
 * @n_unsigned: decisions from before there were signatures
 * @office: public key that stands for the office, or %NULL before there were signatures
 * @faults: (element-type JkkAuditFault): what is wrong, in order; empty if all is as it was written
 * @n_more: how many more faults there are than are told
 * @remarks: (element-type JkkAuditFault): what is no fault but should be known
 *
 * What the check of an office's record came to.
 */
typedef struct
{
  gint64 n_entries;
  gint64 last;
  char *head;
  gint64 known;
  gint64 n_warrants;
  gint64 n_signed;
  gint64 n_unsigned;
  char *office;
  GPtrArray *faults;
  gint64 n_more;
  GPtrArray *remarks;
} JkkAuditReport;

/**
 * JkkAuditGauge:
 * @phase: 0: entries of the journal; 1: decisions; 2: cases
 * @n_done: how many of them were checked
 * @n_all: how many there are
 *
 * How far a check is: atomic numbers, so that a window may read them while another thread checks. Let go of with
 * g_atomic_rc_box_release().
 */
typedef struct
{
  int phase;
  int n_done;
  int n_all;
} JkkAuditGauge;

/* So many digits of a head are printed: enough that nobody finds another journal with the same. */
#define JKK_AUDIT_HEAD_DIGITS 24

void jkk_audit_gauge_set (JkkAuditGauge *gauge, int phase, gint64 n_done, gint64 n_all);
JkkAuditFault *jkk_audit_fault_new (JkkAuditKind kind, gint64 sequence);
void jkk_audit_fault_free (JkkAuditFault *fault);
JkkAuditReport *jkk_audit_report_new (void);
void jkk_audit_report_free (JkkAuditReport *report);
gboolean jkk_audit_report_is_sound (const JkkAuditReport *report);
char *jkk_audit_head_text (gint64 sequence, const char *hash);
gboolean jkk_audit_head_parse (const char *text, char **hash, gint64 *sequence, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkAuditFault, jkk_audit_fault_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkAuditReport, jkk_audit_report_free)

G_END_DECLS
