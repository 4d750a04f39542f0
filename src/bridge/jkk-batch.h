#pragma once

#include "jkk-post.h"

G_BEGIN_DECLS

/* What a batch may ask of this program at most; the size of its file has no limit. */
#define JKK_BATCH_MAX_MESSAGES 100000

typedef struct _JkkBatch JkkBatch;

JkkBatch *jkk_batch_open (const char *path, GError **error);
void jkk_batch_close (JkkBatch *batch);
gboolean jkk_batch_check (JkkBatch *batch, JkkPostBatch *head, GPtrArray *faults, GError **error);
void jkk_batch_skip (JkkBatch *batch, gint64 n);
char *jkk_batch_next (JkkBatch *batch, gsize *length, int *line, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkBatch, jkk_batch_close)

/**
 * JkkBatchWriter:
 *
 * A batch that is being written: nothing of it is kept in memory.
 */
typedef struct _JkkBatchWriter JkkBatchWriter;

JkkBatchWriter *jkk_batch_writer_new (const char *path, const JkkPostBatch *head, const char *sent_at, GError **error);
gboolean jkk_batch_writer_add (JkkBatchWriter *writer, const char *message, GError **error);
gboolean jkk_batch_writer_finish (JkkBatchWriter *writer, GError **error);
void jkk_batch_writer_free (JkkBatchWriter *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkBatchWriter, jkk_batch_writer_free)

G_END_DECLS
