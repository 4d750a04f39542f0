#pragma once

#include "jkk-accident.h"
#include "jkk-case-status.h"
#include "jkk-claim.h"
#include "jkk-expense.h"
#include "jkk-medical.h"
#include "jkk-person.h"
#include "jkk-record.h"

G_BEGIN_DECLS

/* The cover of a case. All but segment and received_day is kept by deeds. */
typedef struct
{
  char *number;  /* JKK-2026-000123 */
  char *status;  /* jkk_case_status_name () */
  char *segment; /* PU, BPU, JAKON, PMI */
  JkkDay received_day;
  char *verifier; /* login of the person who works on it */
  char *proposer;
  char *approver;
  char *hold_reason;
  char *note;
} JkkCover;

extern const JkkRecordType jkk_cover_type;

/**
 * JkkCase:
 *
 * One case as a value: nobody changes one that is shared; see jkk_case_set(). The lists hold records of the type that
 * their #JkkCasePart names, in the order of the paper.
 */
typedef struct
{
  gint64 id;       /* 0 = not stored yet */
  gint64 revision; /* counts the stored versions */
  JkkCover cover;
  JkkEmployer employer;
  JkkParticipant participant;
  JkkAccident accident;
  JkkClaim claim;
  JkkMedical medical;
  GPtrArray *absences;     /* JkkAbsence */
  GPtrArray *impairments;  /* JkkImpairment */
  GPtrArray *expenses;     /* JkkExpense */
  GPtrArray *payees;       /* JkkPayee */
  GPtrArray *heirs;        /* JkkHeir */
  GPtrArray *children;     /* JkkChild */
  GPtrArray *documents;    /* JkkDocument */
  GPtrArray *installments; /* JkkInstallment */
  GPtrArray *elsewhere;    /* JkkElsewhere, kept by deeds */
} JkkCase;

/**
 * JkkCasePart:
 * @name: table, XML element and first word of a path
 * @type: its field table
 * @offset: where it stands in #JkkCase: the struct itself, or a pointer to a list
 * @is_list: whether it is a list
 */
typedef struct
{
  const char *name;
  const JkkRecordType *type;
  gsize offset;
  gboolean is_list;
} JkkCasePart;

/* The parts of a case in the order of the file: cover first. */
const JkkCasePart *jkk_case_parts (guint *n_parts);
const JkkCasePart *jkk_case_part_find (const char *name);
gconstpointer jkk_case_part_record (const JkkCase *jcase, const JkkCasePart *part);
GPtrArray *jkk_case_part_list (const JkkCase *jcase, const JkkCasePart *part);

JkkCase *jkk_case_new (void);
JkkCase *jkk_case_ref (const JkkCase *jcase);
void jkk_case_unref (JkkCase *jcase);
JkkCase *jkk_case_copy (const JkkCase *jcase);
gboolean jkk_case_equal (const JkkCase *a, const JkkCase *b);
JkkCaseStatus jkk_case_get_status (const JkkCase *jcase);

/* One value, named by its path: "accident.accident_day", "children[2].name" (from 1), "payees[peserta].stmb" (by the
 * first code of the row). */
gconstpointer jkk_case_find (const JkkCase *jcase, const char *path, const JkkField **field, GError **error);
JkkCase *jkk_case_set (const JkkCase *jcase, const char *path, const char *text, GError **error);
JkkCase *jkk_case_append (const JkkCase *jcase, const char *part, guint *index);
JkkCase *jkk_case_remove (const JkkCase *jcase, const char *part, guint index, GError **error);
char *jkk_case_get_text (const JkkCase *jcase, const char *path);
char *jkk_case_path_label (const char *path);
const char *jkk_case_path_place (const char *path);
const JkkField *jkk_case_path_field (const char *path);

/**
 * JkkChange:
 * @path: which value
 * @before: plain text before, or %NULL
 * @after: plain text after, or %NULL
 * @source: where the value was read: the path in a message, or the place on a paper; %NULL when a person entered it
 */
typedef struct
{
  char *path;
  char *before;
  char *after;
  char *source;
} JkkChange;

void jkk_change_free (JkkChange *change);
GPtrArray *jkk_case_diff (const JkkCase *before, const JkkCase *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkCase, jkk_case_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkChange, jkk_change_free)

G_END_DECLS
