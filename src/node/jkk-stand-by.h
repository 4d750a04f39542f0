#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/* What a computer with a node's folder does, whichever part it has: it serves, or follows and may be promoted. */
typedef struct _JkkStandBy JkkStandBy;

JkkStandBy *jkk_stand_by_start (const char *folder, GError **error);
void jkk_stand_by_stop (JkkStandBy *self);
gboolean jkk_stand_by_look (JkkStandBy *self);
guint16 jkk_stand_by_get_port (JkkStandBy *self);

int jkk_stand_by_lock (const char *folder);
gboolean jkk_stand_by_promote (const char *folder, gboolean alone, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkStandBy, jkk_stand_by_stop)

G_END_DECLS
