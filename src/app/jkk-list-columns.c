#include "jkk-list-columns.h"

#include <glib/gi18n-lib.h>

/* How a cell shows its text. */
typedef enum
{
  CELL_TEXT,
  CELL_SEGMENT,
  CELL_STATUS,
  CELL_WAITING,
  CELL_MONEY,
} CellKind;

typedef struct
{
  const char *title;
  JkkCaseSort sort;
  CellKind kind;
  gsize offset; /* of the text in JkkRowState */
  int width;    /* natural width in characters */
  gboolean expand;
} Column;

#define TEXT(member) G_STRUCT_OFFSET (JkkRowState, member)

static const Column columns[] = {
  { N_ ("Number"), JKK_SORT_NUMBER, CELL_TEXT, TEXT (number), 15, FALSE },
  { N_ ("Participant"), JKK_SORT_PARTICIPANT_NAME, CELL_TEXT, TEXT (participant), 16, TRUE },
  { N_ ("Employer"), JKK_SORT_EMPLOYER_NAME, CELL_TEXT, TEXT (employer), 16, TRUE },
  { N_ ("Segment"), JKK_SORT_SEGMENT, CELL_SEGMENT, TEXT (segment), 6, FALSE },
  { N_ ("Status"), JKK_SORT_STATUS, CELL_STATUS, TEXT (status), 13, FALSE },
  { N_ ("Accident"), JKK_SORT_ACCIDENT_DAY, CELL_TEXT, TEXT (accident_day), 10, FALSE },
  { N_ ("Received"), JKK_SORT_RECEIVED_DAY, CELL_WAITING, TEXT (received_day), 24, FALSE },
  { N_ ("Verifier"), JKK_SORT_VERIFIER, CELL_TEXT, TEXT (verifier), 12, FALSE },
  { N_ ("Amount (Rp)"), JKK_SORT_TOTAL, CELL_MONEY, TEXT (total), 11, FALSE },
};

/* Which column a view is sorted by: GtkColumnViewSorter tells it only from GTK 4.10 on. But it asks the sorter of the
 * first column first; so each column has a sorter that never sorts and only says that it was asked. */
static int asked_column = -1;

static int
asked_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  asked_column = GPOINTER_TO_INT (data);
  return GTK_ORDERING_SMALLER;
}

static const char *
text_of (const Column *column, const JkkRowState *state)
{
  return state != NULL ? *(char *const *) ((const char *) state + column->offset) : "";
}

/* What a cell is made of: a label, with an icon and a second label in some columns. */
static GtkLabel *
cell_label (GtkWidget *cell, const char *name)
{
  return g_object_get_data (G_OBJECT (cell), name);
}

static GtkWidget *
add_label (GtkWidget *cell, const char *name, int width)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), width);
  gtk_label_set_max_width_chars (GTK_LABEL (label), width);
  gtk_box_append (GTK_BOX (cell), label);
  g_object_set_data (G_OBJECT (cell), name, label);
  return label;
}

static void
add_icon (GtkWidget *cell)
{
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_box_append (GTK_BOX (cell), icon);
  g_object_set_data (G_OBJECT (cell), "icon", icon);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  const Column *column = data;
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  switch (column->kind)
    {
    case CELL_STATUS:
      add_icon (cell);
      add_label (cell, "text", column->width);
      break;
    case CELL_WAITING:
      add_label (cell, "text", 10);
      add_icon (cell);
      add_label (cell, "waiting", column->width - 10);
      break;
    case CELL_MONEY:
      gtk_label_set_xalign (GTK_LABEL (add_label (cell, "text", column->width)), 1);
      gtk_widget_set_hexpand (GTK_WIDGET (cell_label (cell, "text")), TRUE);
      break;
    default:
      gtk_widget_set_hexpand (add_label (cell, "text", column->width), column->expand);
      break;
    }
  gtk_widget_add_css_class (cell, "tabular");
  gtk_list_item_set_child (list_item, cell);
}

static void
show_status (GtkWidget *cell, const JkkRowState *state)
{
  static const char *const plain[] = { NULL };
  const char *classes[] = { "status", state != NULL ? state->status_class : NULL, NULL };

  gtk_image_set_from_icon_name (g_object_get_data (G_OBJECT (cell), "icon"), state != NULL ? state->status_icon : NULL);
  gtk_widget_set_css_classes (cell, state != NULL ? classes : (const char **) plain);
}

static void
show_waiting (GtkWidget *cell, const JkkRowState *state)
{
  GtkLabel *label = cell_label (cell, "waiting");
  gboolean overdue = state != NULL && state->overdue;

  gtk_label_set_text (label, state != NULL ? state->waiting : "");
  gtk_image_set_from_icon_name (g_object_get_data (G_OBJECT (cell), "icon"),
                                overdue ? "dialog-warning-symbolic" : NULL);
  if (overdue)
    gtk_widget_add_css_class (cell, "overdue");
  else
    gtk_widget_remove_css_class (cell, "overdue");
}

/* The row has no public class in this GTK, but it is two levels above our cell and can be given a name. */
static void
name_row (GtkWidget *cell, const JkkRowState *state)
{
  GtkWidget *above = gtk_widget_get_parent (cell);
  GtkWidget *row = above != NULL ? gtk_widget_get_parent (above) : NULL;

  if (row != NULL && state != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, state->spoken, -1);
}

static void
show_cell (const Column *column, GtkWidget *cell, const JkkRowState *state)
{
  GtkLabel *label = cell_label (cell, "text");
  const char *text = text_of (column, state);

  gtk_label_set_text (label, text);
  if (column->expand)
    gtk_widget_set_tooltip_text (GTK_WIDGET (label), *text != '\0' ? text : NULL);
  if (column->kind == CELL_STATUS)
    show_status (cell, state);
  else if (column->kind == CELL_WAITING)
    show_waiting (cell, state);
  else if (column->kind == CELL_SEGMENT && state != NULL)
    gtk_widget_set_tooltip_text (GTK_WIDGET (label), state->segment_label);
  else if (column == columns)
    name_row (cell, state);
}

static void
item_changed_cb (JkkCaseItem *item, GtkWidget *cell)
{
  show_cell (g_object_get_data (G_OBJECT (cell), "column"), cell, jkk_case_item_get_state (item));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  GtkWidget *cell = gtk_list_item_get_child (list_item);
  JkkCaseItem *item = gtk_list_item_get_item (list_item);
  JkkCaseListModel *model = g_object_get_data (G_OBJECT (factory), "model");

  g_object_set_data (G_OBJECT (cell), "column", data);
  g_signal_connect_object (item, "changed", G_CALLBACK (item_changed_cb), cell, 0);
  item_changed_cb (item, cell);
  if (data == &columns[0])
    jkk_case_list_model_want (model, gtk_list_item_get_position (list_item));
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), item_changed_cb,
                                        gtk_list_item_get_child (list_item));
}

static GtkColumnViewColumn *
column_at (GtkColumnView *view, guint position)
{
  /* Borrowed: the view holds it. */
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (view), position);

  return column;
}

/**
 * jkk_list_columns_add:
 * @view: a view without columns
 * @model: the model behind it, which is asked for the texts of lines that come into sight
 *
 * Gives the view the columns of a case list.
 */
void
jkk_list_columns_add (GtkColumnView *view, JkkCaseListModel *model)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (asked_cb, GINT_TO_POINTER (i), NULL));
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (_ (columns[i].title), factory);

      g_object_set_data_full (G_OBJECT (factory), "model", g_object_ref (model), g_object_unref);
      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) &columns[i]);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), (gpointer) &columns[i]);
      g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), (gpointer) &columns[i]);
      gtk_column_view_column_set_sorter (column, sorter);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, columns[i].expand);
      gtk_column_view_append_column (view, column);
    }
}

/**
 * jkk_list_columns_sort:
 * @view: a view with the columns of a case list
 * @sort: a column
 * @descending: the other way round
 *
 * Shows the arrow at this column, as if its heading had been clicked.
 */
void
jkk_list_columns_sort (GtkColumnView *view, JkkCaseSort sort, gboolean descending)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (columns[i].sort == sort)
      gtk_column_view_sort_by_column (view, column_at (view, i), descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

/**
 * jkk_list_columns_get_sort:
 * @view: a view with the columns of a case list
 * @sort: (out): the column that the person chose
 * @descending: (out): whether the other way round
 *
 * Returns: whether it is sorted by a column at all.
 */
gboolean
jkk_list_columns_get_sort (GtkColumnView *view, JkkCaseSort *sort, gboolean *descending)
{
  g_autoptr (GObject) a = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) b = g_object_new (G_TYPE_OBJECT, NULL);

  asked_column = -1;
  GtkOrdering order = gtk_sorter_compare (gtk_column_view_get_sorter (view), a, b);
  if (asked_column < 0)
    return FALSE;
  *sort = columns[asked_column].sort;
  *descending = order == GTK_ORDERING_LARGER;
  return TRUE;
}
