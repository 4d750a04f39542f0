#include "jkk-case-selection.h"

struct _JkkCaseSelection
{
  GObject parent_instance;

  /* Owned */
  GtkSelectionModel *inner; /* remembers the lines themselves */
};

static void jkk_case_selection_list_init (GListModelInterface *iface);
static void jkk_case_selection_selection_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (JkkCaseSelection,
                               jkk_case_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, jkk_case_selection_list_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, jkk_case_selection_selection_init))

enum
{
  TOO_MANY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* GListModel */

static GType
get_item_type (GListModel *list)
{
  return g_list_model_get_item_type (G_LIST_MODEL (JKK_CASE_SELECTION (list)->inner));
}

static guint
get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (JKK_CASE_SELECTION (list)->inner));
}

static gpointer
get_item (GListModel *list, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (JKK_CASE_SELECTION (list)->inner), position);
}

static void
jkk_case_selection_list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* GtkSelectionModel */

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_selection_model_is_selected (JKK_CASE_SELECTION (model)->inner, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_selection_model_get_selection_in_range (JKK_CASE_SELECTION (model)->inner, position, n_items);
}

/* Every way to select comes down to this one. */
static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  JkkCaseSelection *self = JKK_CASE_SELECTION (model);
  g_autoptr (GtkBitset) then = gtk_bitset_copy (selected);
  g_autoptr (GtkBitset) held = gtk_selection_model_get_selection (self->inner);
  g_autoptr (GtkBitset) now = gtk_bitset_copy (held);

  gtk_bitset_intersect (then, mask);
  gtk_bitset_subtract (now, mask);
  gtk_bitset_union (then, now);
  if (gtk_bitset_get_size (then) <= JKK_CASE_SELECTION_MOST)
    return gtk_selection_model_set_selection (self->inner, selected, mask);
  g_signal_emit (self, signals[TOO_MANY], 0);
  return FALSE;
}

static void
jkk_case_selection_selection_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
}

/* GObject */

static void
jkk_case_selection_dispose (GObject *object)
{
  JkkCaseSelection *self = JKK_CASE_SELECTION (object);

  if (self->inner != NULL)
    g_signal_handlers_disconnect_by_data (self->inner, self);
  g_clear_object (&self->inner);
  G_OBJECT_CLASS (jkk_case_selection_parent_class)->dispose (object);
}

static void
jkk_case_selection_class_init (JkkCaseSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jkk_case_selection_dispose;

  signals[TOO_MANY] =
      g_signal_new ("too-many", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jkk_case_selection_init (JkkCaseSelection *self)
{
}

/**
 * jkk_case_selection_new:
 * @model: a list
 *
 * Returns: (transfer full): the same list, of which nothing is selected.
 */
JkkCaseSelection *
jkk_case_selection_new (GListModel *model)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);

  JkkCaseSelection *self = g_object_new (JKK_TYPE_CASE_SELECTION, NULL);

  self->inner = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (model)));
  g_signal_connect_swapped (self->inner, "items-changed", G_CALLBACK (g_list_model_items_changed), self);
  g_signal_connect_swapped (self->inner, "selection-changed", G_CALLBACK (gtk_selection_model_selection_changed), self);
  return self;
}
