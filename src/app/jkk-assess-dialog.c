#include "jkk-assess-dialog.h"

#include <glib/gi18n-lib.h>

#include "jkk-assess-state.h"
#include "jkk-history-pane.h"
#include "jkk-payout-row.h"
#include "jkk-text.h"

#define JKK_TYPE_ASSESS_DIALOG (jkk_assess_dialog_get_type ())
G_DECLARE_FINAL_TYPE (JkkAssessDialog, jkk_assess_dialog, JKK, ASSESS_DIALOG, AdwWindow)

struct _JkkAssessDialog
{
  AdwWindow parent_instance;

  /* Owned */
  JkkOffice *office;
  JkkCase *jcase;
  JkkAssessEntry *entry;
  JkkAssessState *state;
  guint index;
  JkkAssessed callback;
  gpointer user_data;
  GDestroyNotify destroy;

  /* Template */
  AdwWindowTitle *window_title;
  GtkDropDown *way;
  GtkLabel *about;
  GtkGrid *cells;
  GtkLabel *result;
  GtkLabel *hint;
  GtkWidget *error_box;
  GtkLabel *error_text;
  GtkLabel *total;
  GtkWidget *working_heading;
  AdwBin *working;
  GtkWidget *changes_heading;
  GtkBox *changes;

  GPtrArray *entries;  /* (borrowed) one for each cell */
  GPtrArray *headings; /* (borrowed) of the lines */
  GtkWidget *row;      /* (borrowed) the working */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (JkkAssessDialog, jkk_assess_dialog, ADW_TYPE_WINDOW)

static void refresh (JkkAssessDialog *self);

/* ---- The table --------------------------------------------------------------------------------------------------- */

static guint
number_of (JkkAssessDialog *self, GtkWidget *entry)
{
  guint number = 0;

  g_ptr_array_find (self->entries, entry, &number);
  return number;
}

static void
typed_cb (GtkEditable *editable, JkkAssessDialog *self)
{
  if (self->filling)
    return;
  jkk_assess_entry_set (self->entry, number_of (self, GTK_WIDGET (editable)), gtk_editable_get_text (editable));
  refresh (self);
}

/* Enter goes on like Tab does, and at last to the button. */
static void
entered_cb (GtkWidget *entry, JkkAssessDialog *self)
{
  guint next = number_of (self, entry) + 1;

  if (next < self->entries->len && self->state->assessing == NULL)
    gtk_widget_grab_focus (self->entries->pdata[next]);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
add_entry (JkkAssessDialog *self, const JkkAssessCell *cell)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 5);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 7);
  gtk_entry_set_alignment (GTK_ENTRY (entry), 1);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_widget_add_css_class (entry, "tabular");
  gtk_widget_set_hexpand (entry, self->state->columns->len > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, cell->label, -1);
  gtk_editable_set_text (GTK_EDITABLE (entry), cell->text);
  gtk_grid_attach (self->cells, entry, (int) cell->column + 1, (int) cell->row + 1, 1, 1);
  g_ptr_array_add (self->entries, entry);
  g_signal_connect (entry, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect (entry, "activate", G_CALLBACK (entered_cb), self);
}

static void
add_heading (JkkAssessDialog *self, guint row)
{
  GtkWidget *label = jkk_text_new (self->state->rows->pdata[row], NULL);

  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (label, self->state->columns->len == 0);
  gtk_grid_attach (self->cells, label, 0, (int) row + 1, 1, 1);
  g_ptr_array_add (self->headings, label);
}

static void
clear_table (JkkAssessDialog *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->entries, 0);
  g_ptr_array_set_size (self->headings, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cells))) != NULL)
    gtk_grid_remove (self->cells, child);
  for (guint i = 0; i < self->state->columns->len; i++)
    {
      GtkWidget *label = gtk_label_new (self->state->columns->pdata[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_widget_add_css_class (label, "jkk-source");
      gtk_grid_attach (self->cells, label, (int) i + 1, 0, 1, 1);
    }
}

/* What has been typed stays; lines are added as they are needed. */
static void
refresh_table (JkkAssessDialog *self)
{
  self->filling = TRUE;
  for (guint i = self->headings->len; i < self->state->rows->len; i++)
    add_heading (self, i);
  for (guint i = self->entries->len; i < self->state->cells->len; i++)
    add_entry (self, self->state->cells->pdata[i]);
  for (guint i = 0; i < self->state->cells->len; i++)
    {
      const JkkAssessCell *cell = self->state->cells->pdata[i];

      if (cell->wrong)
        gtk_widget_add_css_class (self->entries->pdata[i], "error");
      else
        gtk_widget_remove_css_class (self->entries->pdata[i], "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->entries->pdata[i]), GTK_ACCESSIBLE_STATE_INVALID,
                                   cell->wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
    }
  self->filling = FALSE;
}

/* ---- What it comes to -------------------------------------------------------------------------------------------- */

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
refresh_result (JkkAssessDialog *self)
{
  const JkkAssessState *state = self->state;

  show_text (self->result, state->result);
  show_text (self->hint, state->hint);
  show_text (self->total, state->total);
  gtk_label_set_text (self->error_text, state->error != NULL ? state->error : "");
  gtk_widget_set_visible (self->error_box, state->error != NULL);
  gtk_widget_set_visible (self->working_heading, state->working != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->working), state->working != NULL);
  if (state->working != NULL)
    jkk_payout_row_show (JKK_PAYOUT_ROW (self->row), state->working);
  jkk_box_clear (self->changes);
  for (guint i = 0; i < state->changes->len; i++)
    {
      GtkWidget *change = jkk_history_change_widget (state->changes->pdata[i]);

      /* It leads nowhere yet. */
      gtk_widget_set_sensitive (change, FALSE);
      gtk_box_append (self->changes, change);
    }
  gtk_widget_set_visible (self->changes_heading, state->changes->len > 0);
}

static void
refresh (JkkAssessDialog *self)
{
  g_clear_pointer (&self->state, jkk_assess_state_free);
  self->state = jkk_assess_state_new (self->office, self->jcase, self->index, self->entry, jkk_today ());
  adw_window_title_set_subtitle (self->window_title, self->state->title);
  gtk_label_set_text (self->about, self->state->about);
  refresh_table (self);
  refresh_result (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assess.take", self->state->assessing != NULL);
}

static void
way_cb (JkkAssessDialog *self)
{
  if (self->entry == NULL || gtk_drop_down_get_selected (self->way) >= JKK_N_WAYS)
    return;
  self->entry->way = (JkkWay) gtk_drop_down_get_selected (self->way);
  g_clear_pointer (&self->state, jkk_assess_state_free);
  self->state = jkk_assess_state_new (self->office, self->jcase, self->index, self->entry, jkk_today ());
  clear_table (self);
  refresh (self);
}

static void
take_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkAssessDialog *self = JKK_ASSESS_DIALOG (widget);

  if (self->state->assessing == NULL)
    return;
  self->callback (self->index, self->state->assessing, self->user_data);
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- The window -------------------------------------------------------------------------------------------------- */

static void
jkk_assess_dialog_finalize (GObject *object)
{
  JkkAssessDialog *self = JKK_ASSESS_DIALOG (object);

  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_clear_object (&self->office);
  g_clear_pointer (&self->jcase, jkk_case_unref);
  g_clear_pointer (&self->entry, jkk_assess_entry_free);
  g_clear_pointer (&self->state, jkk_assess_state_free);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->headings);
  G_OBJECT_CLASS (jkk_assess_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-assess-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkAssessDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, JkkAssessDialog, way);
  gtk_widget_class_bind_template_child (widget_class, JkkAssessDialog, about);
  gtk_widget_class_bind_template_child (widget_class, JkkAssessDialog, cells);
  gtk_widget_class_bind_template_child (widget_class, JkkAssessDialog, result);
  gtk_widget_class_bind_template_child (widget_class, JkkAssessDialog, hint);
  gtk_widget_class_bind_template_child_full (widget_class, "error", FALSE,
                                             G_STRUCT_OFFSET (JkkAssessDialog, error_box));
  gtk_widget_class_bind_template_child (widget_class, JkkAssessDialog, error_text);
  gtk_widget_class_bind_template_child (widget_class, JkkAssessDialog, total);
  gtk_widget_class_bind_template_child (widget_class, JkkAssessDialog, working_heading);
  gtk_widget_class_bind_template_child (widget_class, JkkAssessDialog, working);
  gtk_widget_class_bind_template_child (widget_class, JkkAssessDialog, changes_heading);
  gtk_widget_class_bind_template_child (widget_class, JkkAssessDialog, changes);
}

static void
jkk_assess_dialog_class_init (JkkAssessDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = jkk_assess_dialog_finalize;
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "assess.take", NULL, take_cb);
}

static void
jkk_assess_dialog_init (JkkAssessDialog *self)
{
  g_autoptr (GtkStringList) ways = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->entries = g_ptr_array_new ();
  self->headings = g_ptr_array_new ();
  for (guint i = 0; i < JKK_N_WAYS; i++)
    gtk_string_list_append (ways, jkk_assess_way_label ((JkkWay) i));
  gtk_drop_down_set_model (self->way, G_LIST_MODEL (ways));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->way), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Method"), -1);
  self->row = jkk_payout_row_new ();
  jkk_payout_row_set_open (JKK_PAYOUT_ROW (self->row), TRUE);
  adw_bin_set_child (self->working, self->row);
}

/**
 * jkk_assess_dialog_open:
 * @parent: (nullable): the window
 * @office: (nullable): the office
 * @jcase: the case as it is being edited
 * @index: number of the disability, from 1; 0 = a new one
 * @callback: called when the result is taken over
 * @user_data: for @callback
 * @destroy: (nullable): frees @user_data
 *
 * Works out a disability from what the doctor measured.
 */
void
jkk_assess_dialog_open (GtkWindow *parent,
                        JkkOffice *office,
                        const JkkCase *jcase,
                        guint index,
                        JkkAssessed callback,
                        gpointer user_data,
                        GDestroyNotify destroy)
{
  JkkAssessDialog *self = g_object_new (JKK_TYPE_ASSESS_DIALOG, "transient-for", parent, NULL);

  self->office = office != NULL ? g_object_ref (office) : NULL;
  self->jcase = jkk_case_ref (jcase);
  self->index = index;
  self->entry = jkk_assess_entry_new (jcase, index, jkk_assessing_range_row (office, jcase));
  self->callback = callback;
  self->user_data = user_data;
  self->destroy = destroy;
  gtk_drop_down_set_selected (self->way, self->entry->way);
  g_signal_connect_swapped (self->way, "notify::selected", G_CALLBACK (way_cb), self);
  way_cb (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->entries->pdata[0]);
}
