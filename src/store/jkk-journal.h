#pragma once

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

typedef enum
{
  JKK_JOURNAL_SOUND,
  JKK_JOURNAL_CHANGED, /* an entry is not what was written after the one before it: altered, exchanged or put in */
  JKK_JOURNAL_MISSING, /* a sequence number is not there */
  JKK_JOURNAL_CUT,     /* the head that was known elsewhere is not in the chain */
} JkkJournalState;

gboolean jkk_journal_append (JkkDb *db, const JkkJournalEntry *entry, gint64 *sequence, GError **error);
gboolean jkk_journal_knows (JkkDb *db, const char *deed_id, gboolean *known, GError **error);
gboolean jkk_journal_head (JkkDb *db, gint64 *sequence, char **hash, GError **error);
gboolean jkk_journal_verify (
    JkkDb *db, gint64 known_sequence, const char *known_hash, JkkJournalState *state, gint64 *sequence, GError **error);
GPtrArray *jkk_journal_history (JkkDb *db, gint64 case_id, GError **error);
GPtrArray *jkk_journal_recent (JkkDb *db, guint limit, GError **error);

G_END_DECLS
