#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JkkIdle:
 * @limit: after so many seconds without input nobody sits here any more; 0 = somebody always does
 * @last: when there was input last, on a clock that goes on while the computer sleeps
 */
typedef struct
{
  gint64 limit;
  gint64 last;
} JkkIdle;

void jkk_idle_start (JkkIdle *idle, guint minutes, gint64 now);
gboolean jkk_idle_is_over (const JkkIdle *idle, gint64 now);
gboolean jkk_idle_note (JkkIdle *idle, gint64 now);

G_END_DECLS
