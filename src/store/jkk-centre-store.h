#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/* What the centre knows of all branches: one line for each case, taken from the copies of their stores. */
typedef struct _JkkCentre JkkCentre;

/**
 * JkkCentreBranch:
 * @code: as the centre calls it
 * @name: as the branch calls itself
 * @n_cases: cases it has
 * @n_open: of which are not decided
 * @total: what its approved cases come to, rupiah
 * @sequence: the last entry of its journal
 * @changed_at: when that was, seconds since 1970 UTC
 *
 * What the centre knows of a branch.
 */
typedef struct
{
  char *code;
  char *name;
  gint64 n_cases;
  gint64 n_open;
  gint64 total;
  gint64 sequence;
  gint64 changed_at;
} JkkCentreBranch;

/**
 * JkkCentreCase:
 * @branch: code of the branch
 * @number: of the case there
 * @status: where it stands
 * @participant: whose it is
 * @employer: where the person works
 * @total: rupiah
 *
 * What the centre knows of a case.
 */
typedef struct
{
  char *branch;
  char *number;
  char *status;
  char *participant;
  char *employer;
  gint64 total;
} JkkCentreCase;

void jkk_centre_branch_free (JkkCentreBranch *branch);
void jkk_centre_case_free (JkkCentreCase *found);

JkkCentre *jkk_centre_open (const char *path, GError **error);
void jkk_centre_close (JkkCentre *centre);
gint64 jkk_centre_number (JkkCentre *centre, const char *code);
gboolean jkk_centre_take (JkkCentre *centre, const char *code, const char *store, GPtrArray *changes, GError **error);
GPtrArray *jkk_centre_branches (JkkCentre *centre, GError **error);
GPtrArray *jkk_centre_find (JkkCentre *centre, const char *text, guint limit, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkCentre, jkk_centre_close)

G_END_DECLS
