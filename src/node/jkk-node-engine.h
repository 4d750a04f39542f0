#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/**
 * JkkNodeDialler:
 * @address: of another member
 * @fd: (out): a socket over which the engine speaks to it
 * @data: as given
 *
 * Makes a line to another member; must not wait.
 *
 * Returns: whether there will be one
 */
typedef gboolean (*JkkNodeDialler) (const char *address, int *fd, gpointer data);

/* The engine of a node in a group: dqlite, which keeps the store together with the others. */
typedef struct _JkkNodeEngine JkkNodeEngine;

JkkNodeEngine *jkk_node_engine_start (const char *folder,
                                      guint64 number,
                                      const char *address,
                                      guint latency_ms,
                                      JkkNodeDialler dial,
                                      gpointer data,
                                      GError **error);
gboolean jkk_node_engine_recover (const char *folder, guint64 number, const char *address);
void jkk_node_engine_stop (JkkNodeEngine *engine);
const char *jkk_node_engine_line (JkkNodeEngine *engine);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkNodeEngine, jkk_node_engine_stop)

G_END_DECLS
