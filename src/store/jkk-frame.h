#pragma once

#include "jkk-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Both ends must speak the same; it is told before anything else. */
#define JKK_FRAME_PROTOCOL 3

/* A longer frame is refused before any memory is taken for it. */
#define JKK_FRAME_LONGEST (256u * 1024 * 1024)

/**
 * JkkFrameKind:
 * @JKK_FRAME_HELLO: protocol, print of the statements, version of the program, epoch, its proof ─▶ OK: version of the
 * node's program, epoch, other places of the node, name of the desk, proof of the epoch, 1 in a group
 * @JKK_FRAME_BEGIN: how (#JkkFrameWay), id of the write ─▶ OK
 * @JKK_FRAME_COMMIT: ─▶ OK
 * @JKK_FRAME_ROLLBACK: no answer
 * @JKK_FRAME_RUN: number of the query, number of the statement, values ─▶ ROWS
 * @JKK_FRAME_POST: number of a statement that writes, values; no answer: what is asked next is answered by its failure
 * @JKK_FRAME_MORE: number of the query ─▶ ROWS
 * @JKK_FRAME_END: number of the query; no answer
 * @JKK_FRAME_VERSION: ─▶ OK: a number that changes when others have written, other places of the node, whether the
 *   file of the store is damaged
 * @JKK_FRAME_KEPT: id of a write ─▶ OK: 1 when it was kept
 * @JKK_FRAME_PUT: bytes of a document ─▶ OK: its hash
 * @JKK_FRAME_GET: hash of a document ─▶ OK: its bytes
 * @JKK_FRAME_HAS: hash of a document ─▶ OK: 1 when it is there
 * @JKK_FRAME_FOLLOW: number and hash of the last change that a follower has, print of its list of desks ─▶ CHANGES
 * @JKK_FRAME_COPY: id of a whole copy or empty, from where on ─▶ OK: id, size, hash at its end, bytes
 * @JKK_FRAME_NAMES: first two letters ─▶ OK: hashes of the documents that begin with them, a line each
 * @JKK_FRAME_RETIRE: epoch in which another node serves ─▶ OK: the last change
 * @JKK_FRAME_SIGN_IN: login, password ─▶ OK: what became of it, token
 * @JKK_FRAME_RESUME: token ─▶ OK: whether it still counts
 * @JKK_FRAME_SIGN_OUT: no answer
 * @JKK_FRAME_CHANGES: epoch, list of desks or empty, how many or -1: a whole copy is needed, the changes
 * @JKK_FRAME_OK: an answer
 * @JKK_FRAME_ROWS: whether more follow, rows changed, columns, rows, values
 * @JKK_FRAME_PRESENCE: person or empty, computer, case ─▶ OK: how many, and the same of each other desk
 * @JKK_FRAME_FAIL: code, whether a disk is full, detail
 * @JKK_FRAME_TUNNEL: from here on the line is one of the engine; no answer
 * @JKK_FRAME_LIST: list of the desks ─▶ OK: the other one's list
 * @JKK_FRAME_JOIN: number and address of a new node ─▶ OK once it counts
 * @JKK_FRAME_STATUS: ─▶ OK: number, who leads as far as it knows, entries in its journal, version of the program,
 * whether it counts
 * @JKK_FRAME_CHANGE: what is to become of a node (“remove”, “lead”), its number ─▶ OK
 * @JKK_FRAME_RELAY: before HELLO, of a desk that cannot reach the node that leads ─▶ OK: from here on the line is one
 * to it
 * @JKK_FRAME_GUEST: number of a desk's certificate ─▶ OK: from here on the line is that of the desk
 * @JKK_FRAME_LEADS: ─▶ OK: number of the node that leads as far as it knows, 0: nobody
 *
 * What a desk asks of a node, and what it is answered; after FAIL, what one node of a group asks of another.
 */
typedef enum
{
  JKK_FRAME_HELLO = 1,
  JKK_FRAME_BEGIN,
  JKK_FRAME_COMMIT,
  JKK_FRAME_ROLLBACK,
  JKK_FRAME_RUN,
  JKK_FRAME_MORE,
  JKK_FRAME_END,
  JKK_FRAME_VERSION,
  JKK_FRAME_KEPT,
  JKK_FRAME_PUT,
  JKK_FRAME_GET,
  JKK_FRAME_HAS,
  JKK_FRAME_FOLLOW,
  JKK_FRAME_COPY,
  JKK_FRAME_NAMES,
  JKK_FRAME_RETIRE,
  JKK_FRAME_SIGN_IN,
  JKK_FRAME_RESUME,
  JKK_FRAME_SIGN_OUT,
  JKK_FRAME_CHANGES,
  JKK_FRAME_OK,
  JKK_FRAME_ROWS,
  JKK_FRAME_FAIL,
  JKK_FRAME_PRESENCE,
  JKK_FRAME_TUNNEL,
  JKK_FRAME_LIST,
  JKK_FRAME_JOIN,
  JKK_FRAME_STATUS,
  JKK_FRAME_CHANGE,
  JKK_FRAME_RELAY,
  JKK_FRAME_GUEST,
  JKK_FRAME_POST,
  JKK_FRAME_LEADS,
  JKK_FRAME_LAST = JKK_FRAME_LEADS,
} JkkFrameKind;

/* How a transaction is begun; one aside does not wait behind others. */
typedef enum
{
  JKK_FRAME_READS = 0,
  JKK_FRAME_WRITES = 1,
  JKK_FRAME_WRITES_ASIDE = 2,
} JkkFrameWay;

/* A value on the wire: empty, a number or a text; it lies in its frame. */
typedef struct
{
  const char *text; /* NULL: it is a number */
  gint64 number;    /* JKK_NONE: empty */
} JkkFrameValue;

/* A frame that was received. A value that is not there makes it broken, and every later one empty. */
typedef struct
{
  guint8 *bytes;
  gsize length;
  gsize at;
  JkkFrameKind kind;
  gboolean is_broken;
} JkkFrame;

void jkk_frame_tune_line (GSocket *line);
GByteArray *jkk_frame_start (JkkFrameKind kind);
void jkk_frame_add_number (GByteArray *frame, gint64 number);
void jkk_frame_add_text (GByteArray *frame, const char *text);
void jkk_frame_add_bytes (GByteArray *frame, GBytes *bytes);
void jkk_frame_queue (GByteArray *queue, GByteArray *frame);
gboolean jkk_frame_send (GOutputStream *stream, GByteArray *frame, GCancellable *cancellable, GError **error);

JkkFrame *jkk_frame_receive (GInputStream *stream, gsize longest, GCancellable *cancellable, GError **error);
void jkk_frame_free (JkkFrame *frame);
JkkFrameValue jkk_frame_take (JkkFrame *frame);
gint64 jkk_frame_take_number (JkkFrame *frame);
const char *jkk_frame_take_text (JkkFrame *frame);
GBytes *jkk_frame_take_bytes (JkkFrame *frame);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkFrame, jkk_frame_free)

G_END_DECLS
