#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/* A private file without a name, to which papers are added. */
typedef struct _JkkSpool JkkSpool;

JkkSpool *jkk_spool_new (GError **error);
void jkk_spool_free (JkkSpool *spool);
gboolean jkk_spool_add (JkkSpool *spool, GBytes *bytes, goffset *offset, GError **error);
GBytes *jkk_spool_read (JkkSpool *spool, goffset offset, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkSpool, jkk_spool_free)

G_END_DECLS
