#include "jkk-list-columns.h"

#include <glib/gi18n-lib.h>

/* How a cell shows its text. */
typedef enum
{
  CELL_TEXT,
  CELL_PERSON,
  CELL_SEGMENT,
  CELL_STATUS,
  CELL_OVERDUE,
  CELL_WAITING,
  CELL_MONEY,
} CellKind;

typedef struct
{
  const char *title;
  JkkCaseSort sort;
  CellKind kind;
  gsize offset; /* of the text in JkkRowState */
  int width;    /* in characters; what expands has at least so many */
  gboolean expand;
} Column;

/* Pixels between the list's edges and its text, besides the padding of a cell. */
#define EDGE 12

#define TEXT(member) G_STRUCT_OFFSET (JkkRowState, member)

/* One row for each JkkColumn. A column without an order is not sorted by: the day of receipt tells the same. */
static const Column columns[JKK_N_COLUMNS] = {
  [JKK_COLUMN_NUMBER] = { N_ ("Number"), JKK_SORT_NUMBER, CELL_TEXT, TEXT (number), 15, FALSE },
  [JKK_COLUMN_PARTICIPANT] = { N_ ("Participant"), JKK_SORT_PARTICIPANT_NAME, CELL_PERSON, TEXT (participant), 11,
                               TRUE },
  [JKK_COLUMN_EMPLOYER] = { N_ ("Employer"), JKK_SORT_EMPLOYER_NAME, CELL_TEXT, TEXT (employer), 11, TRUE },
  [JKK_COLUMN_SEGMENT] = { N_ ("Segment"), JKK_SORT_SEGMENT, CELL_SEGMENT, TEXT (segment), 6, FALSE },
  [JKK_COLUMN_STATUS] = { N_ ("Status"), JKK_SORT_STATUS, CELL_STATUS, TEXT (status), 12, FALSE },
  [JKK_COLUMN_STATUS_OR_OVERDUE] = { N_ ("Status"), JKK_SORT_STATUS, CELL_OVERDUE, TEXT (status_or_overdue), 16,
                                     FALSE },
  [JKK_COLUMN_ACCIDENT_DAY] = { N_ ("Accident"), JKK_SORT_ACCIDENT_DAY, CELL_TEXT, TEXT (accident_day), 10, FALSE },
  [JKK_COLUMN_RECEIVED_DAY] = { N_ ("Received"), JKK_SORT_RECEIVED_DAY, CELL_TEXT, TEXT (received_day), 10, FALSE },
  [JKK_COLUMN_WAITING] = { N_ ("Waiting"), JKK_N_SORT, CELL_WAITING, TEXT (waiting), 9, FALSE },
  [JKK_COLUMN_VERIFIER] = { N_ ("Verifier"), JKK_SORT_VERIFIER, CELL_TEXT, TEXT (verifier), 10, TRUE },
  [JKK_COLUMN_TOTAL] = { N_ ("Amount (Rp)"), JKK_SORT_TOTAL, CELL_MONEY, TEXT (total), 11, FALSE },
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
    case CELL_OVERDUE:
    case CELL_WAITING:
      add_icon (cell);
      add_label (cell, "text", column->width);
      break;
    case CELL_PERSON:
      /* The mark keeps its place also where nobody is marked, so that no text moves when somebody comes. */
      gtk_widget_set_hexpand (add_label (cell, "text", column->width), TRUE);
      add_icon (cell);
      gtk_widget_add_css_class (cell, "opened-elsewhere");
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
  gtk_widget_set_margin_start (cell, column == &columns[0] ? EDGE : 0);
  gtk_widget_set_margin_end (cell, column == &columns[JKK_N_COLUMNS - 1] ? EDGE : 0);
  gtk_list_item_set_child (list_item, cell);
}

static void
set_icon (GtkWidget *cell, const char *name)
{
  gtk_image_set_from_icon_name (g_object_get_data (G_OBJECT (cell), "icon"), name);
}

static void
show_status (GtkWidget *cell, const JkkRowState *state, gboolean tell_overdue)
{
  const char *classes[] = { "tabular", NULL, NULL, NULL };

  if (state != NULL)
    {
      classes[1] = state->status_class;
      classes[2] = tell_overdue && state->overdue ? "overdue" : NULL;
    }
  set_icon (cell, state != NULL ? state->status_icon : NULL);
  gtk_widget_set_css_classes (cell, classes);
}

static void
show_waiting (GtkWidget *cell, const JkkRowState *state)
{
  gboolean overdue = state != NULL && state->overdue;

  set_icon (cell, overdue ? "dialog-warning-symbolic" : NULL);
  gtk_widget_set_tooltip_text (cell, overdue ? state->status_or_overdue : NULL);
  if (overdue)
    gtk_widget_add_css_class (cell, "overdue");
  else
    gtk_widget_remove_css_class (cell, "overdue");
}

/* The row has no public class in this GTK, but it is two levels above our cell. */
static GtkWidget *
row_of (GtkWidget *cell)
{
  GtkWidget *above = gtk_widget_get_parent (cell);

  return above != NULL ? gtk_widget_get_parent (above) : NULL;
}

static char *
others_text (const char *others)
{
  /* Translators: "opened by Sari Contoh (meja-3)", of a case in the list */
  return others != NULL ? g_strdup_printf (_ ("opened by %s"), others) : NULL;
}

static void
name_row (GtkWidget *cell, const JkkRowState *state, const char *others)
{
  GtkWidget *row = row_of (cell);
  g_autofree char *opened = others_text (others);
  g_autofree char *spoken = state != NULL && opened != NULL ? g_strdup_printf ("%s, %s", state->spoken, opened) : NULL;

  if (row != NULL && state != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    spoken != NULL ? spoken : state->spoken, -1);
}

/* Somebody has the case open at another desk. */
static void
show_others (GtkWidget *cell, const char *others)
{
  g_autofree char *opened = others_text (others);

  set_icon (cell, opened != NULL ? "avatar-default-symbolic" : NULL);
  gtk_widget_set_tooltip_text (g_object_get_data (G_OBJECT (cell), "icon"), opened);
}

static void
show_cell (const Column *column, GtkWidget *cell, JkkCaseItem *item)
{
  const JkkRowState *state = jkk_case_item_get_state (item);
  const char *others = jkk_case_item_get_others (item);
  GtkLabel *label = cell_label (cell, "text");
  const char *text = text_of (column, state);

  gtk_label_set_text (label, text);
  if (column->expand)
    gtk_widget_set_tooltip_text (GTK_WIDGET (label), *text != '\0' ? text : NULL);
  if (column->kind == CELL_STATUS || column->kind == CELL_OVERDUE)
    show_status (cell, state, column->kind == CELL_OVERDUE);
  else if (column->kind == CELL_WAITING)
    show_waiting (cell, state);
  else if (column->kind == CELL_PERSON)
    show_others (cell, others);
  else if (column->kind == CELL_SEGMENT && state != NULL)
    gtk_widget_set_tooltip_text (GTK_WIDGET (label), state->segment_label);
  else if (column == columns)
    name_row (cell, state, others);
}

static void
item_changed_cb (JkkCaseItem *item, GtkWidget *cell)
{
  show_cell (g_object_get_data (G_OBJECT (cell), "column"), cell, item);
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
    {
      if (row_of (cell) != NULL)
        g_object_set_data (G_OBJECT (row_of (cell)), "case-item", item);
      jkk_case_list_model_want (model, gtk_list_item_get_position (list_item));
    }
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  GtkWidget *row = row_of (gtk_list_item_get_child (list_item));

  if (data == &columns[0] && row != NULL)
    g_object_set_data (G_OBJECT (row), "case-item", NULL);
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), item_changed_cb,
                                        gtk_list_item_get_child (list_item));
}

/* The box inside the title of a column; GTK offers no other way to the place of its text. */
static GtkWidget *
title_box (GtkWidget *title)
{
  GtkWidget *box = title != NULL ? gtk_widget_get_first_child (title) : NULL;

  return GTK_IS_BOX (box) ? box : NULL;
}

/* Called while all columns are visible, so the first and last title are those of the first and last column: the titles
 * keep the margins of their cells, and numbers stand under the end of their heading, arrow before it. */
static void
place_titles (GtkColumnView *view)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget *first = header != NULL ? title_box (gtk_widget_get_first_child (header)) : NULL;
  GtkWidget *last = header != NULL ? title_box (gtk_widget_get_last_child (header)) : NULL;

  if (first == NULL || last == NULL)
    return;
  gtk_widget_set_margin_start (first, EDGE);
  gtk_widget_set_margin_end (last, EDGE);
  gtk_widget_set_halign (last, GTK_ALIGN_END);
  gtk_box_reorder_child_after (GTK_BOX (last), gtk_widget_get_first_child (last), gtk_widget_get_last_child (last));
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
      g_autoptr (GtkSorter) sorter = columns[i].sort != JKK_N_SORT
                                         ? GTK_SORTER (gtk_custom_sorter_new (asked_cb, GINT_TO_POINTER (i), NULL))
                                         : NULL;
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
  place_titles (view);
}

/**
 * jkk_list_columns_show:
 * @view: a view with the columns of a case list
 * @queue: the queue that it shows
 *
 * Leaves out the columns that tell nothing in this queue.
 */
void
jkk_list_columns_show (GtkColumnView *view, JkkQueue queue)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    gtk_column_view_column_set_visible (column_at (view, i), jkk_queue_state_shows (queue, (JkkColumn) i));
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
    if (columns[i].sort == sort && gtk_column_view_column_get_visible (column_at (view, i)))
      gtk_column_view_sort_by_column (view, column_at (view, i), descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

/**
 * jkk_list_columns_row_item:
 * @row: a row of a view with the columns of a case list
 *
 * Returns: (transfer none) (nullable): the case that it shows now.
 */
JkkCaseItem *
jkk_list_columns_row_item (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "case-item");
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
