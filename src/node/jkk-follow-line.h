#pragma once

#include "jkk-frame.h"

G_BEGIN_DECLS

/* An enciphered line to a node, of one that follows it. */
typedef struct
{
  GSocketConnection *line;
  GIOStream *stream;
  GCancellable *cancellable; /* borrowed */
  gint64 epoch;              /* of the node, as it said */
} JkkFollowLine;

JkkFollowLine *jkk_follow_line_open (
    const char *address, const char *key, const char *office, GCancellable *cancellable, GError **error);
void jkk_follow_line_close (JkkFollowLine *line);
JkkFrame *jkk_follow_line_ask (JkkFollowLine *line, GByteArray *question, JkkFrameKind expected, GError **error);
gboolean jkk_follow_line_retire (JkkFollowLine *line, gint64 epoch, gint64 *last, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkFollowLine, jkk_follow_line_close)

G_END_DECLS
