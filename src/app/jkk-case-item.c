#include "jkk-case-item.h"

struct _JkkCaseItem
{
  GObject parent_instance;

  /* Owned */
  gint64 id;
  JkkRowState *state;
  char *others;
};

G_DEFINE_FINAL_TYPE (JkkCaseItem, jkk_case_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
jkk_case_item_finalize (GObject *object)
{
  JkkCaseItem *self = JKK_CASE_ITEM (object);

  g_clear_pointer (&self->state, jkk_row_state_free);
  g_clear_pointer (&self->others, g_free);
  G_OBJECT_CLASS (jkk_case_item_parent_class)->finalize (object);
}

static void
jkk_case_item_class_init (JkkCaseItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jkk_case_item_finalize;

  signals[CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jkk_case_item_init (JkkCaseItem *self)
{
}

/**
 * jkk_case_item_new:
 * @id: id of the case, 0 as long as that is not known
 *
 * Returns: (transfer full): a line without texts.
 */
JkkCaseItem *
jkk_case_item_new (gint64 id)
{
  JkkCaseItem *self = g_object_new (JKK_TYPE_CASE_ITEM, NULL);

  self->id = id;
  return self;
}

/**
 * jkk_case_item_get_id:
 * @self: a line
 *
 * Returns: the id of its case, 0 as long as that is not known.
 */
gint64
jkk_case_item_get_id (JkkCaseItem *self)
{
  g_return_val_if_fail (JKK_IS_CASE_ITEM (self), 0);

  return self->id;
}

/**
 * jkk_case_item_set_id:
 * @self: a line whose case was not known
 * @id: id of the case
 */
void
jkk_case_item_set_id (JkkCaseItem *self, gint64 id)
{
  g_return_if_fail (JKK_IS_CASE_ITEM (self));
  g_return_if_fail (self->id == 0 && id != 0);

  self->id = id;
}

/**
 * jkk_case_item_get_state:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): its texts; %NULL as long as they are on their way.
 */
const JkkRowState *
jkk_case_item_get_state (JkkCaseItem *self)
{
  g_return_val_if_fail (JKK_IS_CASE_ITEM (self), NULL);

  return self->state;
}

/**
 * jkk_case_item_take_state:
 * @self: a line
 * @state: (transfer full): its texts
 *
 * Gives the line its texts and tells whoever shows it.
 */
void
jkk_case_item_take_state (JkkCaseItem *self, JkkRowState *state)
{
  g_return_if_fail (JKK_IS_CASE_ITEM (self));
  g_return_if_fail (state != NULL);

  g_clear_pointer (&self->state, jkk_row_state_free);
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * jkk_case_item_get_others:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): who has its case open at other desks; %NULL: nobody
 */
const char *
jkk_case_item_get_others (JkkCaseItem *self)
{
  g_return_val_if_fail (JKK_IS_CASE_ITEM (self), NULL);

  return self->others;
}

/**
 * jkk_case_item_set_others:
 * @self: a line
 * @others: (nullable): who has its case open at other desks; %NULL: nobody
 */
void
jkk_case_item_set_others (JkkCaseItem *self, const char *others)
{
  g_return_if_fail (JKK_IS_CASE_ITEM (self));

  if (jkk_set_str (&self->others, others))
    g_signal_emit (self, signals[CHANGED], 0);
}
