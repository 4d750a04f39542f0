#include "jkk-case-picker.h"

#include <glib/gi18n-lib.h>

#include "jkk-say.h"
#include "jkk-text.h"

#define ROWS_MAX 30

#define JKK_TYPE_CASE_PICKER (jkk_case_picker_get_type ())
G_DECLARE_FINAL_TYPE (JkkCasePicker, jkk_case_picker, JKK, CASE_PICKER, AdwWindow)

struct _JkkCasePicker
{
  AdwWindow parent_instance;

  /* Template */
  GtkSearchEntry *search;
  GtkListBox *list;

  /* Owned */
  JkkOffice *office;
  GPtrArray *rows; /* JkkCaseRow */
  GCancellable *cancellable;
  JkkCasePicked callback;
  gpointer user_data;
  GDestroyNotify destroy;
};

G_DEFINE_FINAL_TYPE (JkkCasePicker, jkk_case_picker, ADW_TYPE_WINDOW)

static GtkWidget *
row_new (const JkkCaseRow *row)
{
  GtkWidget *line = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *day = row->accident_day != JKK_NONE ? jkk_day_to_text (row->accident_day) : g_strdup ("—");
  g_autofree char *title =
      g_strdup_printf ("%s · %s", row->number, row->participant_name != NULL ? row->participant_name : "—");
  g_autofree char *rest = g_strdup_printf ("%s · %s · %s", day, row->employer_name != NULL ? row->employer_name : "—",
                                           jkk_case_status_label (row->status));
  g_autofree char *spoken = g_strdup_printf ("%s, %s", title, rest);

  gtk_box_append (GTK_BOX (box), jkk_text_new (title, "heading"));
  gtk_box_append (GTK_BOX (box), jkk_text_new (rest, "jkk-source"));
  gtk_widget_add_css_class (box, "jkk-letter-line");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (line), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return line;
}

static void
refresh (JkkCasePicker *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL && GTK_IS_LIST_BOX_ROW (child))
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < self->rows->len; i++)
    gtk_list_box_append (self->list, row_new (self->rows->pdata[i]));
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
rows_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkCasePicker) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = jkk_office_rows_finish (JKK_OFFICE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (rows == NULL)
    {
      jkk_say (GTK_WIDGET (self), error);
      return;
    }
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = g_steal_pointer (&rows);
  refresh (self);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkCasePicker) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = jkk_office_list_finish (JKK_OFFICE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (ids == NULL)
    jkk_say (GTK_WIDGET (self), error);
  else
    jkk_office_rows_async (self->office, (const gint64 *) (gpointer) ids->data, MIN (ids->len, ROWS_MAX),
                           self->cancellable, rows_read_cb, g_object_ref (self));
}

static void
on_search_changed_cb (JkkCasePicker *self)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  query.search = gtk_editable_get_text (GTK_EDITABLE (self->search));
  query.descending = TRUE;
  query.limit = ROWS_MAX;
  jkk_office_list_async (self->office, &query, self->cancellable, listed_cb, g_object_ref (self));
}

static void
on_row_activated_cb (JkkCasePicker *self, GtkListBoxRow *line)
{
  int at = gtk_list_box_row_get_index (line);

  if (self->rows == NULL || at < 0 || (guint) at >= self->rows->len)
    return;
  self->callback (((JkkCaseRow *) self->rows->pdata[at])->id, self->user_data);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_search_activated_cb (JkkCasePicker *self)
{
  GtkListBoxRow *line = gtk_list_box_get_selected_row (self->list);

  if (line != NULL)
    on_row_activated_cb (self, line);
}

static void
jkk_case_picker_dispose (GObject *object)
{
  JkkCasePicker *self = JKK_CASE_PICKER (object);

  g_cancellable_cancel (self->cancellable);
  if (self->destroy != NULL)
    g_steal_pointer (&self->destroy) (self->user_data);
  G_OBJECT_CLASS (jkk_case_picker_parent_class)->dispose (object);
}

static void
jkk_case_picker_finalize (GObject *object)
{
  JkkCasePicker *self = JKK_CASE_PICKER (object);

  g_clear_object (&self->office);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (jkk_case_picker_parent_class)->finalize (object);
}

static void
jkk_case_picker_class_init (JkkCasePickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_case_picker_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_case_picker_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-case-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkCasePicker, search);
  gtk_widget_class_bind_template_child (widget_class, JkkCasePicker, list);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
jkk_case_picker_init (JkkCasePicker *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * jkk_case_picker_open:
 * @parent: (nullable): the window
 * @office: the office
 * @search: (nullable): what is looked for first
 * @callback: called when a case was chosen
 * @user_data: for @callback
 * @destroy: (nullable): frees @user_data
 *
 * Asks for a case.
 */
void
jkk_case_picker_open (GtkWindow *parent,
                      JkkOffice *office,
                      const char *search,
                      JkkCasePicked callback,
                      gpointer user_data,
                      GDestroyNotify destroy)
{
  JkkCasePicker *self = g_object_new (JKK_TYPE_CASE_PICKER, "transient-for", parent, NULL);

  self->office = g_object_ref (office);
  self->callback = callback;
  self->user_data = user_data;
  self->destroy = destroy;
  gtk_editable_set_text (GTK_EDITABLE (self->search), search != NULL ? search : "");
  on_search_changed_cb (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
