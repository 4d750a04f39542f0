#pragma once

#include "jkk-audit.h"
#include "jkk-db.h"
#include "jkk-decision.h"

G_BEGIN_DECLS

/**
 * JkkJournalEntry:
 * @time: seconds since 1970 UTC
 * @person: login
 * @workstation: name of the machine
 * @deed: its name in the table of deeds
 * @deed_id: a UUID made once for the deed: the second entry with it is refused, so that a repeat has one effect
 * @case_id: the case it belongs to, or 0
 * @reason: why, or %NULL
 * @changes: #JkkChange, or %NULL
 *
 * What a deed writes into the journal; borrowed for the call.
 */
typedef struct
{
  gint64 time;
  const char *person;
  const char *workstation;
  const char *deed;
  const char *deed_id;
  gint64 case_id;
  const char *reason;
  GPtrArray *changes;
} JkkJournalEntry;

/**
 * JkkJournalMark:
 * @sequence: the last entry that was there
 * @n_waiting: messages and batches that had not been delivered, which no entry tells of
 *
 * How far the journal was.
 */
typedef struct
{
  gint64 sequence;
  gint64 n_waiting;
} JkkJournalMark;

gboolean jkk_journal_only_looks (JkkDb *db, JkkJournalMark *mark);
gboolean jkk_journal_append (JkkDb *db, const JkkJournalEntry *entry, gint64 *sequence, GError **error);
gboolean jkk_journal_knows (JkkDb *db, const char *deed_id, gboolean *known, GError **error);
gboolean jkk_journal_head (JkkDb *db, gint64 *sequence, char **hash, GError **error);
JkkAuditReport *
jkk_journal_audit (JkkDb *db, gint64 known_sequence, const char *known_hash, JkkAuditGauge *gauge, GError **error);
GPtrArray *jkk_journal_history (JkkDb *db, gint64 case_id, GError **error);
GPtrArray *jkk_journal_whole (JkkDb *db, gint64 case_id, GError **error);
GPtrArray *jkk_journal_looks (JkkDb *db, gint64 case_id, GError **error);
gboolean jkk_journal_is_look (const JkkHistoryEntry *entry);
GPtrArray *jkk_journal_law (JkkDb *db, GError **error);
GPtrArray *jkk_journal_recent (JkkDb *db, guint limit, GError **error);

G_END_DECLS
