#include "jkk-record-pane.h"

#include <glib/gi18n-lib.h>

#include "jkk-focus.h"
#include "jkk-record-group.h"
#include "jkk-record-list.h"

struct _JkkRecordPane
{
  AdwBin parent_instance;

  JkkPaper paper;
  GtkWidget *scroller;
  GPtrArray *sections; /* (borrowed) JkkRecordGroup or JkkRecordList */
};

G_DEFINE_FINAL_TYPE (JkkRecordPane, jkk_record_pane, ADW_TYPE_BIN)

static void
jkk_record_pane_finalize (GObject *object)
{
  g_ptr_array_unref (JKK_RECORD_PANE (object)->sections);
  G_OBJECT_CLASS (jkk_record_pane_parent_class)->finalize (object);
}

static GtkWidget *
first_row (GtkWidget *root)
{
  GtkWidget *found = JKK_IS_FIELD_ROW (root) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      found = first_row (child);
  return found;
}

/* Whoever comes here wants to type, not to fold. */
static gboolean
jkk_record_pane_grab_focus (GtkWidget *widget)
{
  GtkWidget *row = first_row (widget);

  return row != NULL && gtk_widget_grab_focus (row);
}

static void
jkk_record_pane_class_init (JkkRecordPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jkk_record_pane_finalize;
  jkk_focus_set_entrance (GTK_WIDGET_CLASS (klass), jkk_record_pane_grab_focus);
}

static void
jkk_record_pane_init (JkkRecordPane *self)
{
  self->sections = g_ptr_array_new ();
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  adw_bin_set_child (ADW_BIN (self), self->scroller);
}

/**
 * jkk_record_pane_new:
 * @paper: a paper
 *
 * Returns: (transfer floating): its page, empty.
 */
GtkWidget *
jkk_record_pane_new (JkkPaper paper)
{
  JkkRecordPane *self = g_object_new (JKK_TYPE_RECORD_PANE, NULL);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  guint n_sections;
  const JkkSection *sections = jkk_record_plan (paper, &n_sections);

  self->paper = paper;
  gtk_widget_add_css_class (column, "jkk-paper");
  for (guint i = 0; i < n_sections; i++)
    {
      GtkWidget *section =
          sections[i].part->is_list ? jkk_record_list_new (&sections[i]) : jkk_record_group_new (&sections[i]);

      g_ptr_array_add (self->sections, section);
      gtk_box_append (GTK_BOX (column), section);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), column);
  return GTK_WIDGET (self);
}

static void
scroll_to_top (JkkRecordPane *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  gtk_adjustment_set_value (adjustment, 0);
}

/**
 * jkk_record_pane_refresh:
 * @self: a page
 * @view: the case
 */
void
jkk_record_pane_refresh (JkkRecordPane *self, const JkkRecordView *view)
{
  g_return_if_fail (JKK_IS_RECORD_PANE (self));

  for (guint i = 0; i < self->sections->len; i++)
    if (JKK_IS_RECORD_LIST (self->sections->pdata[i]))
      jkk_record_list_refresh (self->sections->pdata[i], view);
    else
      jkk_record_group_refresh (self->sections->pdata[i], view);
  if (view->fresh)
    scroll_to_top (self);
}

/**
 * jkk_record_pane_reveal:
 * @self: a page
 * @view: the case
 * @path: a field that stands on it
 *
 * Returns: (transfer none) (nullable): the field's row, made visible.
 */
JkkFieldRow *
jkk_record_pane_reveal (JkkRecordPane *self, const JkkRecordView *view, const char *path)
{
  JkkPaper paper;
  guint section;

  g_return_val_if_fail (JKK_IS_RECORD_PANE (self), NULL);

  if (!jkk_record_plan_find (path, &paper, &section) || paper != self->paper)
    return NULL;
  if (JKK_IS_RECORD_LIST (self->sections->pdata[section]))
    return jkk_record_list_reveal (self->sections->pdata[section], view, path);
  return jkk_record_group_reveal (self->sections->pdata[section], view, path);
}
