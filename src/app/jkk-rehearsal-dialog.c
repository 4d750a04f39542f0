#include "jkk-rehearsal-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-exchange.h"
#include "jkk-rehearsal.h"
#include "jkk-say.h"

#define JKK_TYPE_REHEARSAL_DIALOG (jkk_rehearsal_dialog_get_type ())
G_DECLARE_FINAL_TYPE (JkkRehearsalDialog, jkk_rehearsal_dialog, JKK, REHEARSAL_DIALOG, AdwWindow)

/* What a draft of a regulation would change, case by case. */
struct _JkkRehearsalDialog
{
  AdwWindow parent_instance;

  /* Template */
  GtkStack *stack;
  AdwStatusPage *start;
  GtkLabel *progress_text;
  GtkProgressBar *progress;
  GtkLabel *summary;
  GtkColumnView *table;

  /* Owned */
  JkkOffice *office;
  JkkRehearsal *rehearsal;
  GCancellable *cancellable; /* while it runs */
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (JkkRehearsalDialog, jkk_rehearsal_dialog, ADW_TYPE_WINDOW)

/* ---- The table ------------------------------------------------------------------------------------------------- */

typedef enum
{
  COLUMN_NUMBER,
  COLUMN_NAME,
  COLUMN_BEFORE,
  COLUMN_AFTER,
  COLUMN_DIFFERENCE,
  N_COLUMNS,
} Column;

static char *
signed_text (gint64 amount)
{
  g_autofree char *text = jkk_money_to_text (amount);

  return g_strdup_printf ("%s%s", amount > 0 ? "+" : "", text);
}

static char *
cell_text (const JkkRehearsalRow *row, Column column)
{
  switch (column)
    {
    case COLUMN_NUMBER:
      return g_strdup (row->number);
    case COLUMN_NAME:
      return g_strdup (row->participant_name != NULL ? row->participant_name : "—");
    case COLUMN_BEFORE:
      return row->before != JKK_NONE ? jkk_money_to_text (row->before) : g_strdup ("—");
    case COLUMN_AFTER:
      return row->after != JKK_NONE ? jkk_money_to_text (row->after) : g_strdup ("—");
    default:
      return row->problem != NULL ? g_strdup (row->problem) : signed_text (row->difference);
    }
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Column column = GPOINTER_TO_UINT (data);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column >= COLUMN_BEFORE ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (column >= COLUMN_BEFORE)
    gtk_widget_add_css_class (label, "tabular");
  gtk_list_item_set_child (item, label);
}

/* The model holds the numbers of the rows; what they say is read from the rehearsal itself. */
static const JkkRehearsalRow *
row_of (JkkRehearsalDialog *self, GtkStringObject *number)
{
  guint64 index = g_ascii_strtoull (gtk_string_object_get_string (number), NULL, 10);

  return self->rehearsal != NULL && index < self->rehearsal->rows->len ? self->rehearsal->rows->pdata[index] : NULL;
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  JkkRehearsalDialog *self = g_object_get_data (G_OBJECT (factory), "dialog");
  const JkkRehearsalRow *row = row_of (self, gtk_list_item_get_item (item));
  g_autofree char *text = row != NULL ? cell_text (row, GPOINTER_TO_UINT (data)) : NULL;
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_tooltip_text (label, row != NULL && row->problem != NULL ? row->problem : NULL);
}

static void
add_columns (JkkRehearsalDialog *self)
{
  const char *titles[N_COLUMNS] = { _ ("Case"), _ ("Participant"), _ ("By the law as it is"), _ ("With the draft"),
                                    _ ("Difference") };

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

      g_object_set_data (G_OBJECT (factory), "dialog", self);
      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (i));
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (i));
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (titles[i], factory);
      gtk_column_view_column_set_expand (column, i == COLUMN_NAME || i == COLUMN_DIFFERENCE);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_append_column (self->table, column);
    }
}

static void
fill_table (JkkRehearsalDialog *self)
{
  GtkStringList *numbers = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->rehearsal->rows->len; i++)
    {
      char text[16];

      g_snprintf (text, sizeof text, "%u", i);
      gtk_string_list_append (numbers, text);
    }
  g_autoptr (GtkSelectionModel) model = GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (numbers)));
  gtk_column_view_set_model (self->table, model);
  gtk_widget_set_visible (GTK_WIDGET (self->table), self->rehearsal->rows->len > 0);
}

static void
on_row_activated_cb (JkkRehearsalDialog *self, guint position)
{
  const JkkRehearsalRow *row = position < self->rehearsal->rows->len ? self->rehearsal->rows->pdata[position] : NULL;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (row == NULL || parent == NULL)
    return;
  gtk_widget_activate_action (GTK_WIDGET (parent), "win.open-case", "x", row->case_id);
  gtk_window_present (parent);
}

/* ---- Running --------------------------------------------------------------------------------------------------- */

static void
refresh (JkkRehearsalDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rehearsal.choose", self->cancellable == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rehearsal.export",
                                 self->cancellable == NULL && self->rehearsal != NULL);
}

static void
show_result (JkkRehearsalDialog *self)
{
  const JkkRehearsal *rehearsal = self->rehearsal;
  g_autofree char *before = jkk_money_to_rupiah (rehearsal->before), *after = jkk_money_to_rupiah (rehearsal->after);
  g_autofree char *difference = signed_text (rehearsal->difference);
  g_autofree char *text = g_strdup_printf (
      _ ("%s (%s)\n%u open cases: %u would get more, %u less, %u cannot be calculated, all others stay as they are.\n"
         "Sum %s → %s (%s). Nothing was stored."),
      rehearsal->pack_title, rehearsal->pack, rehearsal->n_cases, rehearsal->n_more, rehearsal->n_less,
      rehearsal->n_failed, before, after, difference);

  gtk_label_set_text (self->summary, text);
  fill_table (self);
  gtk_stack_set_visible_child_name (self->stack, "result");
}

static void
progress_cb (guint done, guint total, gpointer data)
{
  JkkRehearsalDialog *self = data;
  g_autofree char *text = g_strdup_printf (_ ("%u of %u cases"), done, total);

  gtk_label_set_text (self->progress_text, text);
  gtk_progress_bar_set_fraction (self->progress, total > 0 ? (double) done / (double) total : 0);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkRehearsalDialog) self = data;
  g_autoptr (GError) error = NULL;
  JkkRehearsal *rehearsal = jkk_rehearsal_run_finish (JKK_OFFICE (source), result, &error);

  g_clear_object (&self->cancellable);
  if (rehearsal != NULL)
    {
      g_clear_pointer (&self->rehearsal, jkk_rehearsal_free);
      self->rehearsal = rehearsal;
      show_result (self);
    }
  else
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_autofree char *text = g_markup_escape_text (error->message, -1);

          adw_status_page_set_icon_name (self->start, "dialog-warning-symbolic");
          adw_status_page_set_title (self->start, _ ("This Draft Cannot Be Rehearsed"));
          adw_status_page_set_description (self->start, text);
        }
      gtk_stack_set_visible_child_name (self->stack, "start");
    }
  refresh (self);
}

static void
run (JkkRehearsalDialog *self, const char *path)
{
  if (self->cancellable != NULL || path == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  progress_cb (0, 0, self);
  gtk_label_set_text (self->progress_text, _ ("Reading the draft…"));
  gtk_stack_set_visible_child_name (self->stack, "working");
  refresh (self);
  jkk_rehearsal_run_async (self->office, path, progress_cb, g_object_ref (self), g_object_unref, self->cancellable,
                           ran_cb, g_object_ref (self));
}

/* ---- Files ----------------------------------------------------------------------------------------------------- */

static void
chosen_cb (JkkRehearsalDialog *self, int response)
{
  g_autoptr (GFile) file =
      response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  g_clear_object (&self->chooser);
  run (self, path);
}

static void
choose_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkRehearsalDialog *self = JKK_REHEARSAL_DIALOG (widget);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Regulations (XML)"));
  gtk_file_filter_add_pattern (filter, "*.xml");
  g_set_object (&self->chooser, NULL);
  self->chooser =
      gtk_file_chooser_native_new (_ ("Choose Draft"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
export_chosen_cb (JkkRehearsalDialog *self, int response)
{
  g_autoptr (GFile) file =
      response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->chooser);
  if (path == NULL)
    return;
  g_autofree char *csv = jkk_rehearsal_to_csv (self->rehearsal);
  if (!jkk_exchange_save (path, csv, strlen (csv), &error))
    {
      jkk_say (GTK_WIDGET (self), error);
      return;
    }
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = g_strdup_printf (_ ("Exported to “%s”."), name);
  jkk_say_toast (GTK_WIDGET (self), text);
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkRehearsalDialog *self = JKK_REHEARSAL_DIALOG (widget);
  g_autofree char *file_name = g_strdup_printf ("%s.csv", self->rehearsal->pack);

  self->chooser =
      gtk_file_chooser_native_new (_ ("Export Rehearsal"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), file_name);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (export_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  g_autoptr (GFile) file = g_value_dup_object (value);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  run (data, path);
  return path != NULL;
}

static void
stop_or_close_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkRehearsalDialog *self = JKK_REHEARSAL_DIALOG (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* ---- The dialog ------------------------------------------------------------------------------------------------ */

static gboolean
jkk_rehearsal_dialog_close_request (GtkWindow *window)
{
  JkkRehearsalDialog *self = JKK_REHEARSAL_DIALOG (window);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  return GTK_WINDOW_CLASS (jkk_rehearsal_dialog_parent_class)->close_request (window);
}

static void
jkk_rehearsal_dialog_finalize (GObject *object)
{
  JkkRehearsalDialog *self = JKK_REHEARSAL_DIALOG (object);

  g_clear_object (&self->office);
  g_clear_object (&self->chooser);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->rehearsal, jkk_rehearsal_free);
  G_OBJECT_CLASS (jkk_rehearsal_dialog_parent_class)->finalize (object);
}

static void
jkk_rehearsal_dialog_class_init (JkkRehearsalDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = jkk_rehearsal_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = jkk_rehearsal_dialog_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-rehearsal-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkRehearsalDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, JkkRehearsalDialog, start);
  gtk_widget_class_bind_template_child (widget_class, JkkRehearsalDialog, progress_text);
  gtk_widget_class_bind_template_child (widget_class, JkkRehearsalDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, JkkRehearsalDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, JkkRehearsalDialog, table);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_install_action (widget_class, "rehearsal.choose", NULL, choose_cb);
  gtk_widget_class_install_action (widget_class, "rehearsal.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "rehearsal.stop-or-close", NULL, stop_or_close_cb);
}

static void
jkk_rehearsal_dialog_init (JkkRehearsalDialog *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  add_columns (self);
  refresh (self);
}

/**
 * jkk_rehearsal_dialog_open:
 * @parent: the window
 * @office: the office
 * @path: (nullable): a draft that is rehearsed at once
 *
 * Opens the rehearsal of a draft beside the desk, which stays usable.
 */
void
jkk_rehearsal_dialog_open (GtkWindow *parent, JkkOffice *office, const char *path)
{
  JkkRehearsalDialog *self = g_object_new (JKK_TYPE_REHEARSAL_DIALOG, "transient-for", parent, NULL);

  self->office = g_object_ref (office);
  gtk_window_present (GTK_WINDOW (self));
  run (self, path);
}
