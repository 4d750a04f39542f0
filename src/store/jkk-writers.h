#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The queue of those who want to write: who came first writes first, one at a time. */
typedef struct _JkkWriters JkkWriters;

JkkWriters *jkk_writers_new (void);
void jkk_writers_free (JkkWriters *writers);
gboolean jkk_writers_enter (JkkWriters *writers, GTimeSpan patience);
void jkk_writers_leave (JkkWriters *writers);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkWriters, jkk_writers_free)

G_END_DECLS
