#pragma once

#include "jkk-homecoming.h"

G_BEGIN_DECLS

typedef enum
{
  JKK_ATTACH_WAITING, /* for its turn to be read */
  JKK_ATTACH_READING,
  JKK_ATTACH_READY,   /* it can be attached */
  JKK_ATTACH_REFUSED, /* it cannot be read */
  JKK_ATTACH_ATTACHED,
  JKK_ATTACH_FAILED, /* it was not taken by the case */
} JkkAttachStage;

/**
 * JkkAttachItem:
 * @path: the file
 * @name: its name, for people
 * @stage: how far it is
 * @kind: (nullable): under which kind of document it is to be kept
 * @file: (nullable): what is in it, from %JKK_ATTACH_READY on
 * @text: what is known of it, in words: its size, or why it cannot be used
 * @remark: (nullable): what speaks against attaching it, such as the number of another case on it
 *
 * A file that is to be attached to a case.
 */
typedef struct
{
  char *path;
  char *name;
  JkkAttachStage stage;
  char *kind;
  JkkPaperFile *file;
  char *text;
  char *remark;
} JkkAttachItem;

JkkAttachItem *jkk_attach_item_new (const char *path, const char *kind);
void jkk_attach_item_free (JkkAttachItem *item);
void jkk_attach_item_read (JkkAttachItem *item, const JkkHomecoming *home, gint64 case_id, const GError *error);
void jkk_attach_item_settle (JkkAttachItem *item, const GError *error);

/* All of them. */
JkkAttachItem *jkk_attach_state_next (GPtrArray *items, JkkAttachStage stage);
guint jkk_attach_state_count (GPtrArray *items, JkkAttachStage stage);
const JkkAttachItem *jkk_attach_state_undecided (GPtrArray *items);
gboolean jkk_attach_state_may_go (GPtrArray *items);

G_END_DECLS
