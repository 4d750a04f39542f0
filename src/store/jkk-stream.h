#pragma once

#include "jkk-db.h"

G_BEGIN_DECLS

/* So much is kept for who follows, weeks of a branch's work; who is further behind takes a whole copy. Each backup has
 * it along. */
#define JKK_STREAM_MOST_CHANGES 200000
#define JKK_STREAM_MOST_BYTES (G_GINT64_CONSTANT (32) * 1024 * 1024)

/**
 * JkkStreamChange:
 * @number: running number
 * @time: when it was written, seconds since 1970 UTC
 * @sequence: number of the journal's last entry after it
 * @head: hash of that entry
 * @bytes: how much was streamed so far, in bytes
 * @hash: of all this and of the change before: the stream's own chain
 * @changes: (nullable): an SQLite changeset; %NULL: a whole copy is needed here
 *
 * What one transaction has changed.
 */
typedef struct
{
  gint64 number;
  gint64 time;
  gint64 sequence;
  char *head;
  gint64 bytes;
  char *hash;
  GBytes *changes;
} JkkStreamChange;

void jkk_stream_change_free (JkkStreamChange *change);
char *jkk_stream_hash (const char *before, const JkkStreamChange *change);

gboolean jkk_stream_start (JkkDb *db, GError **error);
JkkStreamChange *jkk_stream_last (JkkDb *db, GError **error);
GPtrArray *jkk_stream_after (JkkDb *db, gint64 number, const char *hash, gsize most_bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkStreamChange, jkk_stream_change_free)

G_END_DECLS
