#include "jkk-import-dialog.h"

#include <glib/gi18n-lib.h>

#include "jkk-exchange.h"
#include "jkk-import-state.h"
#include "jkk-import-view.h"
#include "jkk-reading.h"
#include "jkk-say.h"
#include "jkk-text.h"

/*  read the file ─┬─ faults
 *                 ├─ whose is it? ─┬─ one case fits in everything ─▶ what would change ─▶ take over
 *                 │                └─ several, or not quite ─▶ the person chooses ─┘ or a new case (a form)
 *                 └─ a page that was printed here ─▶ how it compares with its case ─▶ open the case
 */
#define JKK_TYPE_IMPORT_DIALOG (jkk_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (JkkImportDialog, jkk_import_dialog, JKK, IMPORT_DIALOG, AdwWindow)

struct _JkkImportDialog
{
  AdwWindow parent_instance;

  /* Owned */
  JkkOffice *office;
  JkkIncoming *incoming;
  JkkHomecoming *home; /* a paper that came back */
  GPtrArray *matches;
  JkkCase *jcase; /* the case that it belongs to */
  GPtrArray *rows;
  gboolean allowed;
  GCancellable *cancellable;
  JkkImportDone callback;
  gpointer user_data;
  GDestroyNotify destroy;
  gboolean working;

  /* Template */
  AdwWindowTitle *window_title;
  GtkButton *cancel;
  GtkButton *go;
  GtkStack *stack;
  GtkLabel *faults_text;
  GtkBox *faults;
  GtkLabel *matches_text;
  GtkBox *matches_box;
  GtkLabel *home_text;
  GtkBox *home_pages;
  GtkLabel *case_text;
  GtkBox *remarks;
  GtkWidget *refused;
  GtkLabel *refused_text;
  GtkWidget *bar;
  GtkGrid *grid;

  GPtrArray *choices; /* (borrowed) a button for each match */
};

G_DEFINE_FINAL_TYPE (JkkImportDialog, jkk_import_dialog, ADW_TYPE_WINDOW)

static gboolean
is_at (JkkImportDialog *self, const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), page) == 0;
}

static guint
count_chosen (JkkImportDialog *self)
{
  guint n = 0;

  for (guint i = 0; self->rows != NULL && i < self->rows->len; i++)
    n += ((JkkImportRow *) self->rows->pdata[i])->chosen ? 1 : 0;
  return n;
}

static void
refresh_go (JkkImportDialog *self)
{
  guint n = count_chosen (self);
  g_autofree char *take_over = g_strdup_printf (ngettext ("_Take over %u value", "_Take over %u values", n), n);
  gboolean differences = is_at (self, "differences"), matches = is_at (self, "matches");
  gboolean home = is_at (self, "home") && self->home->case_id != 0;
  gboolean may = differences ? n > 0 && self->allowed : home || (matches && self->choices->len > 0);

  gtk_button_set_label (self->go, differences ? take_over
                                  : home      ? (self->allowed ? _ ("_File to Case") : _ ("_Open Case"))
                                              : _ ("_Continue"));
  gtk_widget_set_visible (GTK_WIDGET (self->go), may || (differences && self->rows->len > 0));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.go", may && !self->working);
  gtk_button_set_label (
      self->cancel, self->go != NULL && gtk_widget_get_visible (GTK_WIDGET (self->go)) ? _ ("_Cancel") : _ ("_Close"));
}

static void
show_page (JkkImportDialog *self, const char *page)
{
  gtk_stack_set_visible_child_name (self->stack, page);
  refresh_go (self);
  /* Enter goes on, and gives up only where there is nothing to go on with. */
  if (gtk_widget_get_visible (GTK_WIDGET (self->go)))
    gtk_widget_grab_focus (GTK_WIDGET (self->go));
}

static void
show_error (JkkImportDialog *self, const GError *error, GPtrArray *faults)
{
  gboolean any = faults != NULL && faults->len > 0;

  gtk_label_set_text (self->faults_text,
                      any ? _ ("This message cannot be taken over; nothing was changed. Ask the sender to mend it.")
                          : error->message);
  jkk_box_clear (self->faults);
  for (guint i = 0; any && i < faults->len; i++)
    gtk_box_append (self->faults, jkk_import_view_fault (faults->pdata[i]));
  show_page (self, "faults");
}

/* ---- What would change ------------------------------------------------------------------------------------------- */

static void
row_toggled_cb (GtkCheckButton *button, JkkImportDialog *self)
{
  JkkImportRow *row = g_object_get_data (G_OBJECT (button), "jkk-row");

  row->chosen = gtk_check_button_get_active (button);
  refresh_go (self);
}

static void
show_differences (JkkImportDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *day = self->jcase->accident.accident_day != JKK_NONE
                             ? jkk_day_to_text (self->jcase->accident.accident_day)
                             : g_strdup ("—");
  g_autofree char *text =
      g_strdup_printf ("%s · %s · %s", self->jcase->cover.number,
                       self->jcase->participant.name != NULL ? self->jcase->participant.name : "—", day);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  if (jkk_reading_is (self->incoming))
    jkk_reading_fit (self->incoming, self->jcase);
  self->rows = jkk_import_state_rows (self->jcase, self->incoming->message);
  if (jkk_reading_is (self->incoming))
    jkk_import_state_add_sources (self->rows, self->incoming->values);
  jkk_import_view_remarks (self->remarks, self->incoming);
  self->allowed = jkk_deed_allowed ("take-over", jkk_office_get_person (self->office), self->jcase, &error);
  g_autofree char *nothing = g_strdup_printf (_ ("Case %s says all of this already."), self->jcase->cover.number);
  gtk_label_set_text (self->case_text, self->rows->len > 0 ? text : nothing);
  gtk_label_set_text (self->refused_text, error != NULL ? error->message : "");
  gtk_widget_set_visible (self->refused, error != NULL);
  gtk_widget_set_visible (self->bar, self->rows->len > 1);
  jkk_import_view_fill (self->grid, self->rows,
                        jkk_reading_is (self->incoming) ? _ ("On the form") : _ ("From the hospital"),
                        G_CALLBACK (row_toggled_cb), self);
  show_page (self, "differences");
  gtk_widget_child_focus (GTK_WIDGET (self->grid), GTK_DIR_TAB_FORWARD);
}

static void
all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkImportDialog *self = JKK_IMPORT_DIALOG (widget);

  jkk_import_view_choose (self->grid, g_str_equal (name, "import.all"));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JkkImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCaseFile) file = jkk_office_load_finish (JKK_OFFICE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (file == NULL)
    {
      show_error (self, error, NULL);
      return;
    }
  g_clear_pointer (&self->jcase, jkk_case_unref);
  self->jcase = jkk_case_ref (file->jcase);
  show_differences (self);
}

static void
load (JkkImportDialog *self, gint64 case_id)
{
  show_page (self, "working");
  jkk_office_load_async (self->office, case_id, self->cancellable, loaded_cb, g_object_ref (self));
}

/* ---- Whose it is ------------------------------------------------------------------------------------------------- */

static void
show_matches (JkkImportDialog *self)
{
  GtkWidget *first = NULL;

  g_ptr_array_set_size (self->choices, 0);
  jkk_box_clear (self->matches_box);
  gtk_label_set_text (self->matches_text,
                      jkk_reading_is (self->incoming) ? _ ("Which case does it belong to?")
                      : self->matches->len == 0
                          ? _ ("No case fits this message. Look for the participant; if the report KK 1 has not been "
                               "taken in yet, take it in first.")
                          : _ ("Which case does it belong to?"));
  for (guint i = 0; i < self->matches->len; i++)
    {
      GtkWidget *button = jkk_import_view_match (self->matches->pdata[i], first);

      first = first != NULL ? first : button;
      g_ptr_array_add (self->choices, button);
      gtk_box_append (self->matches_box, button);
    }
  /* A report that an employer filled in may be the first that the office hears of it. */
  if (jkk_reading_is (self->incoming) && jkk_deed_allowed ("take-in", jkk_office_get_person (self->office), NULL, NULL))
    {
      GtkWidget *button = jkk_import_view_new_case (first);

      first = first != NULL ? first : button;
      g_ptr_array_add (self->choices, button);
      gtk_box_append (self->matches_box, button);
    }
  if (first != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (first), TRUE);
  show_page (self, "matches");
  if (first != NULL)
    gtk_widget_grab_focus (first);
}

static void
matched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JkkImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) matches = jkk_exchange_match_finish (JKK_OFFICE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (matches == NULL)
    {
      show_error (self, error, NULL);
      return;
    }
  self->matches = g_steal_pointer (&matches);
  const JkkMatch *best = self->matches->len > 0 ? self->matches->pdata[0] : NULL;
  if (best != NULL && best->certain && (self->matches->len == 1 || !((JkkMatch *) self->matches->pdata[1])->certain))
    load (self, best->case_id);
  else
    show_matches (self);
}

/* ---- Taking it over ---------------------------------------------------------------------------------------------- */

static void
failed (JkkImportDialog *self, const GError *error)
{
  self->working = FALSE;
  jkk_say (GTK_WIDGET (self->stack), error);
  if (g_error_matches (error, JKK_ERROR, JKK_ERROR_CONFLICT) && self->jcase != NULL)
    load (self, self->jcase->id);
  else
    refresh_go (self);
}

static void
taken_over_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JkkImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) outcome = jkk_office_do_finish (JKK_OFFICE (source), result, &error);
  JkkImportDone callback = self->callback;

  if (outcome == NULL)
    {
      failed (self, error);
      return;
    }
  self->callback = NULL;
  if (callback != NULL)
    callback (outcome->case_id, self->user_data);
  gtk_window_close (GTK_WINDOW (self));
}

static void
take_over (JkkImportDialog *self)
{
  g_auto (GStrv) paths = jkk_import_state_paths (self->rows);
  JkkRequest request = { .case_id = self->jcase->id,
                         .revision = self->jcase->revision,
                         .message = self->incoming->message,
                         .message_sha256 = self->incoming->sha256,
                         .paths = (const char *const *) paths };

  self->working = TRUE;
  refresh_go (self);
  jkk_office_do_async (self->office, "take-over", &request, NULL, taken_over_cb, g_object_ref (self));
}

static void
take_in (JkkImportDialog *self)
{
  g_autoptr (JkkCase) jcase = jkk_reading_new_case (self->incoming);
  JkkRequest request = { .edited = jcase,
                         .message = self->incoming->message,
                         .message_sha256 = self->incoming->sha256 };

  self->working = TRUE;
  refresh_go (self);
  jkk_office_do_async (self->office, "take-in", &request, NULL, taken_over_cb, g_object_ref (self));
}

/* The case of a paper that came back. */
static void
open_case (JkkImportDialog *self)
{
  JkkImportDone callback = g_steal_pointer (&self->callback);

  if (callback != NULL)
    callback (self->home->case_id, self->user_data);
  gtk_window_close (GTK_WINDOW (self));
}

/* Its very file may lie there already; then there is nothing to do but to open the case. */
static void
filed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JkkImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) outcome = jkk_office_do_finish (JKK_OFFICE (source), result, &error);

  self->working = FALSE;
  if (self->office == NULL)
    return;
  if (outcome == NULL && !g_error_matches (error, JKK_ERROR, JKK_ERROR_CONFLICT))
    show_error (self, error, NULL);
  else
    open_case (self);
}

static void
file_to_case (JkkImportDialog *self)
{
  const char *kind;
  g_autoptr (JkkPaperFile) file = jkk_homecoming_get_file (self->home, &kind);

  self->working = TRUE;
  refresh_go (self);
  jkk_documents_attach_async (self->office, self->jcase, file, kind, NULL, NULL, filed_cb, g_object_ref (self));
}

static void
choose (JkkImportDialog *self)
{
  for (guint i = 0; i < self->choices->len; i++)
    if (gtk_check_button_get_active (self->choices->pdata[i]))
      {
        if (i < self->matches->len)
          load (self, ((JkkMatch *) self->matches->pdata[i])->case_id);
        else
          take_in (self);
        return;
      }
}

static void
go_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkImportDialog *self = JKK_IMPORT_DIALOG (widget);

  if (is_at (self, "differences"))
    take_over (self);
  else if (is_at (self, "matches"))
    choose (self);
  else if (is_at (self, "home"))
    (self->allowed ? file_to_case : open_case) (self);
}

/* ---- The dialog -------------------------------------------------------------------------------------------------- */

static void
jkk_import_dialog_dispose (GObject *object)
{
  JkkImportDialog *self = JKK_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->destroy != NULL)
    g_steal_pointer (&self->destroy) (self->user_data);
  self->callback = NULL;
  g_clear_object (&self->office);
  G_OBJECT_CLASS (jkk_import_dialog_parent_class)->dispose (object);
}

static void
jkk_import_dialog_finalize (GObject *object)
{
  JkkImportDialog *self = JKK_IMPORT_DIALOG (object);

  g_clear_pointer (&self->incoming, jkk_incoming_free);
  g_clear_pointer (&self->home, jkk_homecoming_free);
  g_clear_pointer (&self->matches, g_ptr_array_unref);
  g_clear_pointer (&self->jcase, jkk_case_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_ptr_array_unref (self->choices);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (jkk_import_dialog_parent_class)->finalize (object);
}

static void
jkk_import_dialog_class_init (JkkImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_import_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkImportDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, JkkImportDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, JkkImportDialog, go);
  gtk_widget_class_bind_template_child (widget_class, JkkImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, JkkImportDialog, faults_text);
  gtk_widget_class_bind_template_child (widget_class, JkkImportDialog, faults);
  gtk_widget_class_bind_template_child (widget_class, JkkImportDialog, matches_text);
  gtk_widget_class_bind_template_child_full (widget_class, "matches", FALSE,
                                             G_STRUCT_OFFSET (JkkImportDialog, matches_box));
  gtk_widget_class_bind_template_child (widget_class, JkkImportDialog, home_text);
  gtk_widget_class_bind_template_child (widget_class, JkkImportDialog, home_pages);
  gtk_widget_class_bind_template_child (widget_class, JkkImportDialog, case_text);
  gtk_widget_class_bind_template_child (widget_class, JkkImportDialog, remarks);
  gtk_widget_class_bind_template_child (widget_class, JkkImportDialog, refused);
  gtk_widget_class_bind_template_child (widget_class, JkkImportDialog, refused_text);
  gtk_widget_class_bind_template_child (widget_class, JkkImportDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, JkkImportDialog, grid);
  gtk_widget_class_install_action (widget_class, "import.go", NULL, go_cb);
  gtk_widget_class_install_action (widget_class, "import.all", NULL, all_cb);
  gtk_widget_class_install_action (widget_class, "import.none", NULL, all_cb);
}

static void
jkk_import_dialog_init (JkkImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->choices = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
}

static void
find_case (JkkImportDialog *self)
{
  g_autofree char *told = jkk_import_state_describe (self->incoming->message);

  adw_window_title_set_subtitle (self->window_title, told);
  show_page (self, "working");
  jkk_exchange_match_async (self->office, self->incoming->message, self->cancellable, matched_cb, g_object_ref (self));
}

/* ---- A paper ----------------------------------------------------------------------------------------------------- */

static void
show_home (JkkImportDialog *self, const JkkCase *jcase)
{
  jkk_import_view_home (self->home_text, self->home_pages, self->home, jcase);
  show_page (self, "home");
}

static void
home_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JkkImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCaseFile) file = jkk_office_load_finish (JKK_OFFICE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->office == NULL)
    return;
  if (file != NULL)
    self->jcase = jkk_case_ref (file->jcase);
  self->allowed =
      self->jcase != NULL && jkk_deed_allowed ("attach", jkk_office_get_person (self->office), self->jcase, NULL);
  show_home (self, self->jcase);
}

static void
came_home_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JkkImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  self->home = jkk_homecoming_read_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->office == NULL)
    return;
  if (self->home == NULL)
    show_error (self, error, NULL);
  else if (self->home->incoming != NULL)
    {
      self->incoming = g_steal_pointer (&self->home->incoming);
      adw_window_title_set_title (self->window_title, self->incoming->form);
      find_case (self);
    }
  else if (self->home->case_id != 0)
    jkk_office_load_async (self->office, self->home->case_id, self->cancellable, home_loaded_cb, g_object_ref (self));
  else
    show_home (self, NULL);
}

static void
read_paper (JkkImportDialog *self, const char *path)
{
  adw_window_title_set_title (self->window_title, _ ("Paper"));
  show_page (self, "working");
  jkk_homecoming_read_async (self->office, path, self->cancellable, came_home_cb, g_object_ref (self));
}

static void
read_file (JkkImportDialog *self, const char *path)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_basename (path);

  adw_window_title_set_subtitle (self->window_title, name);
  if (jkk_homecoming_is_paper (path))
    {
      read_paper (self, path);
      return;
    }
  self->incoming = jkk_exchange_read (path, &faults, &error);
  if (self->incoming == NULL)
    {
      show_error (self, error, faults);
      return;
    }
  find_case (self);
}

/**
 * jkk_import_dialog_open_full:
 * @parent: (nullable): the window
 * @office: the office
 * @path: a message, a filled form, or a scan or photo of a paper
 * @callback: called when it was taken over, or its case shall be opened
 * @user_data: for @callback
 * @destroy: (nullable): frees @user_data when the dialog is gone
 *
 * Reads a message or form and takes over what the person chooses; of a paper that was printed here, tells whether it
 * is still as printed.
 */
void
jkk_import_dialog_open_full (GtkWindow *parent,
                             JkkOffice *office,
                             const char *path,
                             JkkImportDone callback,
                             gpointer user_data,
                             GDestroyNotify destroy)
{
  g_return_if_fail (JKK_IS_OFFICE (office) && path != NULL);

  JkkImportDialog *self = g_object_new (JKK_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);
  self->office = g_object_ref (office);
  self->callback = callback;
  self->user_data = user_data;
  self->destroy = destroy;
  read_file (self, path);
  gtk_window_present (GTK_WINDOW (self));
}

/**
 * jkk_import_dialog_open:
 * @parent: (nullable): the window
 * @office: the office
 * @path: a message file
 * @callback: called when it was taken over
 * @user_data: for @callback
 *
 * See jkk_import_dialog_open_full().
 */
void
jkk_import_dialog_open (
    GtkWindow *parent, JkkOffice *office, const char *path, JkkImportDone callback, gpointer user_data)
{
  jkk_import_dialog_open_full (parent, office, path, callback, user_data, NULL);
}
