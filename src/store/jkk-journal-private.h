#pragma once

#include "jkk-journal.h"

G_BEGIN_DECLS

/* The hash before the first entry. */
#define JKK_JOURNAL_NO_HASH "0000000000000000000000000000000000000000000000000000000000000000"

/* Appends what an entry keeps of its changes. */
void jkk_journal_write_changes (GString *text, GPtrArray *changes);

/* (element-type JkkChange): what an entry keeps of its changes, read again. */
GPtrArray *jkk_journal_read_changes (const char *text);

/* The hash of an entry over all that it says, the number that it has and the hash before it. */
char *jkk_journal_hash (const char *before, gint64 sequence, const JkkJournalEntry *entry, const char *changes);

G_END_DECLS
