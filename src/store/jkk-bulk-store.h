#pragma once

#include "jkk-db.h"
#include "jkk-journal.h"

G_BEGIN_DECLS

/**
 * JkkBulkCase:
 * @template_id: the case that it is made after
 * @id: its own
 * @number: its number
 * @name: the participant
 * @participant_number: number of the participant
 * @identity: NIK
 * @shift: so many days later than the other one, everything that has a day
 * @template_decision: the decision that its own is made after, or 0; jkk_bulk_set_sheet() has said what it rests on
 * @decision_id: id of its decision, or 0
 *
 * A case that is made after another one, as if it had happened to somebody else on another day. Borrowed for the call.
 */
typedef struct
{
  gint64 template_id;
  gint64 id;
  const char *number;
  const char *name;
  const char *participant_number;
  const char *identity;
  gint64 shift;
  gint64 template_decision;
  gint64 decision_id;
} JkkBulkCase;

/* Filling a store that nobody uses yet with millions of cases: what guards and finds single cases is taken away first,
 * and put back when all are there. Cases wait until there are some thousand; then each table is filled by one
 * statement for all of them. */
typedef struct _JkkBulk JkkBulk;

JkkBulk *jkk_bulk_begin (JkkDb *db, GError **error);
gboolean jkk_bulk_set_sheet (
    JkkBulk *bulk, gint64 template_decision, const char *facts, const char *payout, const char *hash, GError **error);
gboolean jkk_bulk_add (JkkBulk *bulk, const JkkBulkCase *made, GError **error);
gboolean jkk_bulk_note (JkkBulk *bulk, const JkkJournalEntry *entry, GError **error);
gboolean jkk_bulk_keep (JkkBulk *bulk, GError **error);
gboolean jkk_bulk_set_number (JkkBulk *bulk, int year, gint64 last, GError **error);
gboolean jkk_bulk_finish (JkkBulk *bulk, GError **error);
void jkk_bulk_free (JkkBulk *bulk);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkBulk, jkk_bulk_free)

G_END_DECLS
