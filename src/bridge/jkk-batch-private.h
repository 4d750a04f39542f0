#pragma once

#include "jkk-batch.h"
#include "jkk-sha256.h"

G_BEGIN_DECLS

typedef enum
{
  JKK_MARKUP_START,
  JKK_MARKUP_EMPTY, /* a start tag that is its own end */
  JKK_MARKUP_END,
  JKK_MARKUP_OTHER, /* comments, instructions, CDATA */
  JKK_MARKUP_NONE,  /* the end of the file */
  JKK_MARKUP_BROKEN,
} JkkMarkupKind;

/**
 * JkkMarkup:
 * @kind: what it is
 * @text_before: whether anything but blanks stands between it and the markup before
 * @begin: its first byte, as an offset that lasts until the next piece is begun
 * @end: the byte after it
 *
 * One piece of markup in a file that is read in pieces.
 */
typedef struct
{
  JkkMarkupKind kind;
  gboolean text_before;
  gsize begin;
  gsize end;
} JkkMarkup;

typedef struct _JkkBatchScan JkkBatchScan;

JkkBatchScan *jkk_batch_scan_new (int fd);
void jkk_batch_scan_free (JkkBatchScan *scan);
gboolean jkk_batch_scan_rewind (JkkBatchScan *scan, JkkSha256 *sha256);
gboolean jkk_batch_scan_next (JkkBatchScan *scan, JkkMarkup *markup);
int jkk_batch_scan_line (JkkBatchScan *scan, const JkkMarkup *markup);
void jkk_batch_scan_keep (JkkBatchScan *scan, JkkMarkup *markup);
void jkk_batch_scan_back (JkkBatchScan *scan, const JkkMarkup *markup);
void jkk_batch_scan_let_go (JkkBatchScan *scan);
const char *jkk_batch_scan_text (JkkBatchScan *scan, gsize offset);
void jkk_batch_scan_drain (JkkBatchScan *scan);
int jkk_batch_scan_error (JkkBatchScan *scan);
gint64 jkk_batch_scan_size (JkkBatchScan *scan);
gint64 jkk_batch_scan_place (JkkBatchScan *scan, gsize offset);

G_END_DECLS
