#pragma once

#include "jkk-db.h"
#include "jkk-signed-approval.h"

G_BEGIN_DECLS

gboolean jkk_approval_store_append (JkkDb *db, const JkkApproval *approval, GError **error);
GPtrArray *jkk_approval_store_of_decision (JkkDb *db, gint64 decision_id, GError **error);
GArray *jkk_approval_store_decided (JkkDb *db, GError **error);

/**
 * JkkApprovalEntry:
 * @sequence: number of the entry of the journal
 * @before: hash of the entry before it, or %NULL
 * @time, @person, @deed, @case_id, @changes: what it says
 *
 * An entry of the journal that is to tell a signature.
 */
typedef struct
{
  gint64 sequence;
  char *before;
  gint64 time;
  char *person;
  char *deed;
  gint64 case_id;
  char *changes;
} JkkApprovalEntry;

void jkk_approval_entry_free (JkkApprovalEntry *entry);
gboolean jkk_approval_store_entry (JkkDb *db, gint64 sequence, JkkApprovalEntry **entry, GError **error);
gboolean jkk_approval_store_decided_at (JkkDb *db, gint64 case_id, gint64 time, gint64 *sequence, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkApprovalEntry, jkk_approval_entry_free)

G_END_DECLS
