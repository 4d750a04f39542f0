#include "jkk-print-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-print-preview.h"
#include "jkk-print.h"
#include "jkk-say.h"

/* What is done with the papers once they are made. */
typedef enum
{
  THEN_PRINT,
  THEN_PREVIEW,
  THEN_CHOOSE_FILE,
  THEN_SAVE,
} Then;

struct _JkkPrintDialog
{
  AdwWindow parent_instance;

  JkkOffice *office;         /* (owned) */
  GArray *selected, *all;    /* (owned) (nullable) gint64 */
  char *name;                /* (owned) (nullable) of the case, where it is one */
  GPtrArray *rows;           /* (owned) AdwActionRow of each copy that the paper names */
  GPtrArray *checks;         /* (owned) GtkCheckButton of the same */
  GCancellable *cancellable; /* (owned) (nullable) of what is being done */
  GtkPrintOperation *operation;
  JkkPrintRun *run; /* (owned) (nullable) the papers as they were made last */
  Then then;
  char *path; /* (owned) (nullable) where to save them */
  GtkNativeDialog *chooser;

  /* Template */
  GtkStack *stack;
  AdwComboRow *kinds;
  AdwComboRow *scopes;
  AdwPreferencesGroup *copies;
  GtkButton *print;
  GtkLabel *doing;
  GtkProgressBar *bar;
  GtkLabel *progress;
  GtkLabel *told_title;
  GtkLabel *told;
  GtkWidget *save_instead;
  GtkWidget *go_on;
};

G_DEFINE_FINAL_TYPE (JkkPrintDialog, jkk_print_dialog, ADW_TYPE_WINDOW)

static void proceed (JkkPrintDialog *self);

static const JkkPaperKind *
kind_of (JkkPrintDialog *self)
{
  guint n_kinds, selected = adw_combo_row_get_selected (self->kinds);
  const JkkPaperKind *kinds = jkk_printing_kinds (&n_kinds);

  return &kinds[selected < n_kinds ? selected : 0];
}

static const GArray *
cases_of (JkkPrintDialog *self)
{
  if (self->selected == NULL || self->all == NULL)
    return self->selected != NULL ? self->selected : self->all;
  return adw_combo_row_get_selected (self->scopes) == 0 ? self->selected : self->all;
}

static GtkWidget *
say_where (JkkPrintDialog *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  return parent != NULL ? GTK_WIDGET (parent) : GTK_WIDGET (self);
}

/* ---- What is seen ------------------------------------------------------------------------------------------------ */

static void
show_busy (JkkPrintDialog *self, const char *doing)
{
  gtk_label_set_text (self->doing, doing);
  gtk_label_set_text (self->progress, "");
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_stack_set_visible_child_name (self->stack, "busy");
}

static void
progress_cb (guint n_done, guint n, gpointer user_data)
{
  JkkPrintDialog *self = user_data;
  g_autofree char *text = g_strdup_printf (_ ("%u of %u"), n_done, n);

  gtk_progress_bar_set_fraction (self->bar, (double) n_done / MAX (n, 1));
  gtk_label_set_text (self->progress, text);
}

static void
show_told (JkkPrintDialog *self, const char *title, const char *text, gboolean can_go_on, gboolean can_save)
{
  gtk_label_set_text (self->told_title, title);
  gtk_label_set_text (self->told, text);
  gtk_widget_set_visible (self->go_on, can_go_on);
  gtk_widget_set_visible (self->save_instead, can_save);
  gtk_stack_set_visible_child_name (self->stack, "told");
}

static void
show_choice (JkkPrintDialog *self)
{
  g_clear_object (&self->cancellable);
  gtk_stack_set_visible_child_name (self->stack, "choose");
}

static void
show_error (JkkPrintDialog *self, const GError *error, gboolean can_save)
{
  g_clear_object (&self->cancellable);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_choice (self);
  else
    show_told (self, jkk_say_heading (error), error->message, FALSE, can_save);
}

/* ---- Copies ------------------------------------------------------------------------------------------------------ */

static void
refresh_copies (JkkPrintDialog *self)
{
  g_auto (GStrv) lines = jkk_printing_copies (kind_of (self)->code);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->copies, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->checks, 0);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), lines[i]);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
      gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, lines[i], -1);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
      adw_preferences_group_add (self->copies, row);
      g_ptr_array_add (self->rows, row);
      g_ptr_array_add (self->checks, check);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->copies), lines[0] != NULL);
}

/* Without a tick one copy is printed that is for nobody by name. */
static guint
wanted_copies (JkkPrintDialog *self)
{
  guint copies = 0;

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      copies |= 1u << (i + 1);
  return copies;
}

/* ---- Making the papers ------------------------------------------------------------------------------------------- */

static void
tell_refused (JkkPrintDialog *self, GPtrArray *refused)
{
  g_autofree char *title = g_strdup_printf (
      ngettext ("%u case cannot be printed", "%u cases cannot be printed", refused->len), refused->len);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < refused->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) refused->pdata[i]);
  show_told (self, title, text->str, jkk_print_run_get_n_pages (self->run) > 0, FALSE);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JkkPrintDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->run, jkk_print_run_unref);
  self->run = jkk_print_run_make_finish (result, &error);
  if (self->run == NULL)
    show_error (self, error, FALSE);
  else if (jkk_print_run_get_refused (self->run)->len > 0)
    tell_refused (self, jkk_print_run_get_refused (self->run));
  else
    proceed (self);
}

static void
start (JkkPrintDialog *self, Then then)
{
  const GArray *cases = cases_of (self);
  JkkPrintOrder order = { kind_of (self)->code, (const gint64 *) (gpointer) cases->data, cases->len,
                          wanted_copies (self) };

  if (self->cancellable != NULL)
    return;
  self->then = then;
  self->cancellable = g_cancellable_new ();
  show_busy (self, _ ("The papers are being made"));
  jkk_print_run_make_async (self->office, &order, progress_cb, self, self->cancellable, made_cb, g_object_ref (self));
}

/* ---- Noting, and the end ----------------------------------------------------------------------------------------- */

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JkkPrintDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!jkk_print_run_note_finish (result, &error))
    jkk_say (say_where (self), error);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
end (JkkPrintDialog *self, const gboolean *pages, const char *said)
{
  jkk_say_toast (say_where (self), said);
  show_busy (self, _ ("What was printed is being noted"));
  /* It was printed: that cannot be given up any more. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "print.cancel", FALSE);
  jkk_print_run_note_async (self->run, self->office, pages, progress_cb, self, noted_cb, g_object_ref (self));
}

/* ---- Into a file ------------------------------------------------------------------------------------------------- */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JkkPrintDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!jkk_print_run_save_finish (result, &error))
    {
      show_error (self, error, TRUE);
      return;
    }
  g_autofree char *name = g_filename_display_basename (self->path);
  g_autofree char *text = g_strdup_printf (_ ("Saved: %s"), name);
  end (self, NULL, text);
}

static void
save_now (JkkPrintDialog *self)
{
  if (self->cancellable == NULL)
    self->cancellable = g_cancellable_new ();
  show_busy (self, _ ("The PDF is being written"));
  jkk_print_run_save_async (self->run, self->path, progress_cb, self, self->cancellable, saved_cb, g_object_ref (self));
}

static char *
file_name (JkkPrintDialog *self)
{
  guint n = cases_of (self)->len;

  if (n == 1 && self->name != NULL)
    return g_strdup_printf ("%s %s.pdf", kind_of (self)->code, self->name);
  /* Translators: name of a file with the papers of many cases: "KK2 34 cases.pdf" */
  return g_strdup_printf (ngettext ("%s %u case.pdf", "%s %u cases.pdf", n), kind_of (self)->code, n);
}

static char *
job_title (JkkPrintDialog *self)
{
  g_autofree char *file = file_name (self);

  return g_strndup (file, strlen (file) - strlen (".pdf"));
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, JkkPrintDialog *self)
{
  g_autoptr (GFile) file =
      response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  g_clear_object (&self->chooser);
  if (path != NULL)
    {
      jkk_set_str (&self->path, path);
      save_now (self);
      return;
    }
  show_choice (self);
  if (file != NULL)
    jkk_say_toast (say_where (self), _ ("Only folders of this computer can be written to. Choose another place."));
}

static void
choose_file (JkkPrintDialog *self)
{
  g_autofree char *name = file_name (self);

  self->chooser = GTK_NATIVE_DIALOG (gtk_file_chooser_native_new (
      _ ("Save the Paper as PDF"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel")));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  g_signal_connect (self->chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (self->chooser);
}

/* ---- To a printer ------------------------------------------------------------------------------------------------ */

static void
printed_cb (JkkPrintResult result, const char *message, const gboolean *pages, gpointer user_data)
{
  g_autoptr (JkkPrintDialog) self = user_data;
  guint n = jkk_print_run_get_papers (self->run)->len;
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u paper went to the printer", "%u papers went to the printer", n), n);

  g_clear_object (&self->operation);
  g_clear_object (&self->cancellable);
  if (result == JKK_PRINT_DONE)
    end (self, pages, text);
  else if (result == JKK_PRINT_FAILED)
    show_told (self, _ ("The paper could not be printed"), message != NULL ? message : _ ("No printer answered."),
               FALSE, TRUE);
  else
    show_choice (self);
}

static void
print_now (JkkPrintDialog *self)
{
  g_autofree char *title = job_title (self);

  show_busy (self, _ ("The papers go to the printer"));
  g_autoptr (GtkPrintOperation) operation =
      jkk_print (GTK_WINDOW (self), self->run, title, progress_cb, printed_cb, g_object_ref (self));
  /* It may have come to its end before it returned. */
  if (gtk_print_operation_is_finished (operation))
    return;
  g_set_object (&self->operation, operation);
}

static void
proceed (JkkPrintDialog *self)
{
  g_autofree char *title = job_title (self);

  switch (self->then)
    {
    case THEN_PRINT:
      print_now (self);
      break;
    case THEN_PREVIEW:
      show_choice (self);
      jkk_print_preview_open (GTK_WINDOW (self), self->run, title);
      break;
    case THEN_CHOOSE_FILE:
      choose_file (self);
      break;
    case THEN_SAVE:
      save_now (self);
      break;
    }
}

/* ---- Actions ----------------------------------------------------------------------------------------------------- */

static void
start_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  start (JKK_PRINT_DIALOG (widget), g_str_equal (name, "print.print")     ? THEN_PRINT
                                    : g_str_equal (name, "print.preview") ? THEN_PREVIEW
                                                                          : THEN_CHOOSE_FILE);
}

static void
cancel_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkPrintDialog *self = JKK_PRINT_DIALOG (widget);

  g_cancellable_cancel (self->cancellable);
  if (self->operation != NULL)
    gtk_print_operation_cancel (self->operation);
}

static void
told_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkPrintDialog *self = JKK_PRINT_DIALOG (widget);

  if (g_str_equal (name, "print.go-on"))
    proceed (self);
  else if (g_str_equal (name, "print.save-made"))
    choose_file (self);
  else
    show_choice (self);
}

/* While something is done, closing means Cancel. */
static gboolean
jkk_print_dialog_close_request (GtkWindow *window)
{
  JkkPrintDialog *self = JKK_PRINT_DIALOG (window);

  if (!jkk_print_dialog_is_busy (self))
    return GTK_WINDOW_CLASS (jkk_print_dialog_parent_class)->close_request (window);
  cancel_cb (GTK_WIDGET (self), NULL, NULL);
  return TRUE;
}

/* ---- The widget -------------------------------------------------------------------------------------------------- */

static void
jkk_print_dialog_dispose (GObject *object)
{
  JkkPrintDialog *self = JKK_PRINT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->operation);
  if (self->chooser != NULL)
    g_signal_handlers_disconnect_by_data (self->chooser, self);
  g_clear_object (&self->chooser);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (jkk_print_dialog_parent_class)->dispose (object);
}

static void
jkk_print_dialog_finalize (GObject *object)
{
  JkkPrintDialog *self = JKK_PRINT_DIALOG (object);

  g_clear_pointer (&self->selected, g_array_unref);
  g_clear_pointer (&self->all, g_array_unref);
  g_clear_pointer (&self->run, jkk_print_run_unref);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->checks);
  g_free (self->name);
  g_free (self->path);
  G_OBJECT_CLASS (jkk_print_dialog_parent_class)->finalize (object);
}

static void
jkk_print_dialog_class_init (JkkPrintDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_print_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_print_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = jkk_print_dialog_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-print-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkPrintDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, JkkPrintDialog, kinds);
  gtk_widget_class_bind_template_child (widget_class, JkkPrintDialog, scopes);
  gtk_widget_class_bind_template_child (widget_class, JkkPrintDialog, copies);
  gtk_widget_class_bind_template_child (widget_class, JkkPrintDialog, print);
  gtk_widget_class_bind_template_child (widget_class, JkkPrintDialog, doing);
  gtk_widget_class_bind_template_child (widget_class, JkkPrintDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, JkkPrintDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, JkkPrintDialog, told_title);
  gtk_widget_class_bind_template_child (widget_class, JkkPrintDialog, told);
  gtk_widget_class_bind_template_child (widget_class, JkkPrintDialog, save_instead);
  gtk_widget_class_bind_template_child (widget_class, JkkPrintDialog, go_on);
  gtk_widget_class_bind_template_callback (widget_class, refresh_copies);
  gtk_widget_class_install_action (widget_class, "print.print", NULL, start_cb);
  gtk_widget_class_install_action (widget_class, "print.preview", NULL, start_cb);
  gtk_widget_class_install_action (widget_class, "print.save", NULL, start_cb);
  gtk_widget_class_install_action (widget_class, "print.cancel", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "print.back", NULL, told_cb);
  gtk_widget_class_install_action (widget_class, "print.save-made", NULL, told_cb);
  gtk_widget_class_install_action (widget_class, "print.go-on", NULL, told_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
jkk_print_dialog_init (JkkPrintDialog *self)
{
  self->rows = g_ptr_array_new ();
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->print));
}

static void
fill_choices (JkkPrintDialog *self, const char *code)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) scopes = gtk_string_list_new (NULL);
  guint n_kinds, chosen = 0;
  const JkkPaperKind *kinds = jkk_printing_kinds (&n_kinds);
  const GArray *arrays[] = { self->selected, self->all };
  const char *texts[] = { N_ ("Selected: %u"), N_ ("All: %u") };

  for (guint i = 0; i < n_kinds; i++)
    {
      gtk_string_list_append (titles, kinds[i].title);
      if (g_strcmp0 (kinds[i].code, code) == 0)
        chosen = i;
    }
  adw_combo_row_set_model (self->kinds, G_LIST_MODEL (titles));
  adw_combo_row_set_selected (self->kinds, chosen);
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    if (arrays[i] != NULL)
      {
        g_autoptr (GString) text = g_string_new (_ (texts[i]));
        g_autofree char *number = g_strdup_printf ("%u", arrays[i]->len);

        g_string_replace (text, "%u", number, 1);
        gtk_string_list_append (scopes, text->str);
      }
  adw_combo_row_set_model (self->scopes, G_LIST_MODEL (scopes));
  gtk_widget_set_visible (GTK_WIDGET (self->scopes), self->all != NULL);
}

/**
 * jkk_print_dialog_open:
 * @parent: (nullable): the window over which it stands
 * @office: an open office
 * @code: (nullable): which paper is offered first
 * @selected: (nullable) (element-type gint64): the cases that are selected, or the one that is seen
 * @all: (nullable) (element-type gint64): all cases of the list
 * @name: (nullable): number of the case, where it is one
 *
 * Returns: (transfer none): the dialog, which is seen; it goes by itself.
 */
JkkPrintDialog *
jkk_print_dialog_open (
    GtkWindow *parent, JkkOffice *office, const char *code, GArray *selected, GArray *all, const char *name)
{
  g_return_val_if_fail (JKK_IS_OFFICE (office) && (selected != NULL || all != NULL), NULL);

  JkkPrintDialog *self = g_object_new (JKK_TYPE_PRINT_DIALOG, "transient-for", parent, NULL);
  self->office = g_object_ref (office);
  self->selected = selected != NULL ? g_array_ref (selected) : NULL;
  self->all = all != NULL ? g_array_ref (all) : NULL;
  self->name = g_strdup (name);
  fill_choices (self, code);
  refresh_copies (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

/**
 * jkk_print_dialog_save_to:
 * @self: a dialog
 * @path: a PDF file to write
 *
 * Does what “Save as PDF” does, to a file that is known already.
 */
void
jkk_print_dialog_save_to (JkkPrintDialog *self, const char *path)
{
  g_return_if_fail (JKK_IS_PRINT_DIALOG (self) && path != NULL);

  jkk_set_str (&self->path, path);
  start (self, THEN_SAVE);
}

/**
 * jkk_print_dialog_is_busy:
 * @self: a dialog
 *
 * Returns: whether papers are being made, printed or saved.
 */
gboolean
jkk_print_dialog_is_busy (JkkPrintDialog *self)
{
  g_return_val_if_fail (JKK_IS_PRINT_DIALOG (self), FALSE);

  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "busy") == 0;
}
