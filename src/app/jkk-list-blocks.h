#pragma once

#include "jkk-case-row.h"

G_BEGIN_DECLS

/**
 * JkkListBlock:
 * @start: its cases come behind this place, and before that of the next block
 * @count: how many they are
 * @ids: (nullable) (element-type gint64): which, if that is known
 *
 * A stretch of a list. Where the ids are not known the count may be off by what has changed elsewhere meanwhile; the
 * sum of all is right, and each block is counted anew when somebody looks at it.
 */
typedef struct
{
  JkkCaseCursor start;
  guint count;
  GArray *ids;
} JkkListBlock;

/* What a list says when lines of it have changed. It has changed already, and nothing else has. */
typedef void (*JkkListChanged) (guint position, guint removed, guint added, gpointer data);

GPtrArray *jkk_list_blocks_new (void);
JkkListBlock *
jkk_list_blocks_add (GPtrArray *blocks, guint index, const JkkCaseCursor *start, guint count, GArray *ids);
JkkListBlock *jkk_list_blocks_get (GPtrArray *blocks, guint index);
guint jkk_list_blocks_total (GPtrArray *blocks);
gboolean jkk_list_blocks_at (GPtrArray *blocks, guint position, guint *index, guint *first);
guint jkk_list_blocks_first (GPtrArray *blocks, guint index);
gboolean jkk_list_blocks_are_whole (GPtrArray *blocks);
gint64 jkk_list_blocks_id (GPtrArray *blocks, guint position);
gboolean jkk_list_blocks_find (GPtrArray *blocks, gint64 id, guint *position);
GArray *jkk_list_blocks_dup_near (GPtrArray *blocks, guint position, guint *first);
const JkkCaseCursor *jkk_list_blocks_until (GPtrArray *blocks, guint index);
void jkk_list_blocks_forget (GPtrArray *blocks, guint index);
void jkk_list_blocks_join (GPtrArray *blocks, guint most);
guint jkk_list_blocks_largest (GPtrArray *blocks);
void jkk_list_blocks_exchange (GPtrArray *blocks, guint index, GArray *ids, JkkListChanged changed, gpointer data);

G_END_DECLS
