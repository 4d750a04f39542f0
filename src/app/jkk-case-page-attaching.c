#include <glib/gi18n-lib.h>

#include "jkk-attach-dialog.h"
#include "jkk-case-page-private.h"
#include "jkk-say.h"

/* Files become documents of the case: chosen, or let fall on the page. */

static GtkWindow *
window_of (JkkCasePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

typedef struct
{
  char **paths;
  char *kind; /* nullable */
} Files;

static void
files_free (Files *files)
{
  g_strfreev (files->paths);
  g_free (files->kind);
  g_free (files);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Files, files_free)

static void
attached_cb (guint n_attached, gpointer user_data)
{
  JkkCasePage *self = user_data;
  g_autofree char *text = g_strdup_printf (
      ngettext ("%u document was attached.", "%u documents were attached.", (gulong) n_attached), n_attached);

  if (self->draft == NULL)
    return;
  jkk_say_toast (GTK_WIDGET (self), text);
  jkk_case_page_show_documents (self);
  jkk_documents_pane_show_list (JKK_DOCUMENTS_PANE (self->documents_pane));
  jkk_case_page_read_again (self);
}

static void
saved_then_attach_cb (JkkCasePage *self, gboolean saved, gpointer data)
{
  g_autoptr (Files) files = data;

  if (saved && self->draft != NULL && self->file != NULL)
    jkk_attach_dialog_open (window_of (self), self->office, jkk_draft_get_current (self->draft),
                            (const char *const *) files->paths, files->kind, attached_cb, g_object_ref (self),
                            g_object_unref);
}

static gboolean
may_attach (JkkCasePage *self, GError **error)
{
  if (self->draft == NULL || self->office == NULL)
    return FALSE;
  if (self->file == NULL)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                           _ ("Take the case in first; then documents can be attached to it."));
      return FALSE;
    }
  return jkk_deed_allowed ("attach", jkk_office_get_person (self->office), jkk_draft_get_original (self->draft), error);
}

static void
attach (JkkCasePage *self, GPtrArray *paths, const char *kind)
{
  g_autoptr (GError) error = NULL;
  Files *files;

  if (!may_attach (self, &error))
    {
      jkk_say (GTK_WIDGET (self), error);
      return;
    }
  files = g_new0 (Files, 1);
  g_ptr_array_add (paths, NULL);
  files->paths = g_strdupv ((char **) paths->pdata);
  files->kind = g_strdup (kind);
  jkk_case_page_save_then (self, saved_then_attach_cb, files);
}

static void
add_path (JkkCasePage *self, GPtrArray *paths, GFile *file)
{
  char *path = g_file_get_path (file);

  if (path != NULL)
    g_ptr_array_add (paths, path);
  else
    jkk_say_toast (GTK_WIDGET (self), _ ("Only files on this computer can be read. Copy the file here first."));
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, JkkCasePage *self)
{
  g_autoptr (JkkCasePage) keep = g_object_ref (self);
  g_autoptr (GListModel) files =
      response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *kind = g_strdup (g_object_get_data (G_OBJECT (chooser), "jkk-kind"));

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      add_path (self, paths, file);
    }
  g_clear_object (&self->chooser);
  if (paths->len > 0)
    attach (self, paths, kind);
}

static void
attach_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const endings[] = { "pdf", "png", "jpg", "jpeg", "tif", "tiff" };
  JkkCasePage *self = JKK_CASE_PAGE (widget);
  const char *kind = g_variant_get_string (parameter, NULL);
  g_autoptr (GtkFileFilter) papers = gtk_file_filter_new (), all = gtk_file_filter_new ();

  if (self->chooser != NULL || self->draft == NULL)
    return;
  gtk_file_filter_set_name (papers, _ ("Scans and PDFs"));
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    gtk_file_filter_add_suffix (papers, endings[i]);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  self->chooser = GTK_NATIVE_DIALOG (gtk_file_chooser_native_new (
      _ ("Attach Documents"), window_of (self), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Attach"), _ ("_Cancel")));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), papers);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), all);
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  g_object_set_data_full (G_OBJECT (self->chooser), "jkk-kind", *kind != '\0' ? g_strdup (kind) : NULL, g_free);
  g_signal_connect (self->chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (self->chooser);
}

static void
set_document (JkkCasePage *self, guint number, const char *field, const char *text)
{
  g_autofree char *path = g_strdup_printf ("documents[%u].%s", number, field);

  jkk_draft_set_text (self->draft, path, text);
}

/* A paper that was seen and given back is entered in the list; it can be undone like whatever is typed. */
static void
note_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);
  g_autofree char *today = jkk_day_to_iso (jkk_today ());

  if (self->draft == NULL || !self->state->editable || self->doing)
    return;
  guint number = jkk_draft_append (self->draft, "documents");
  set_document (self, number, "kind", g_variant_get_string (parameter, NULL));
  set_document (self, number, "received_day", today);
  jkk_case_page_save_soon (self);
  jkk_case_page_refresh (self);
}

/**
 * jkk_case_page_drop_files:
 * @self: a page
 * @files: (element-type GFile): what was let fall on it
 *
 * A message is taken over by its own way; everything else is a paper, or is told why it is none.
 *
 * Returns: whether the page could take them.
 */
gboolean
jkk_case_page_drop_files (JkkCasePage *self, GSList *files)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (GSList *link = files; link != NULL; link = link->next)
    add_path (self, paths, link->data);
  if (paths->len == 0 || self->draft == NULL)
    return FALSE;
  g_autofree char *folded = g_ascii_strdown (paths->pdata[0], -1);
  if (paths->len == 1 && g_str_has_suffix (folded, ".xml"))
    jkk_case_page_import_file (self, paths->pdata[0]);
  else
    attach (self, paths, NULL);
  return TRUE;
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, JkkCasePage *self)
{
  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));
  gboolean taken = jkk_case_page_drop_files (self, files);

  g_slist_free (files);
  return taken;
}

/* ---- The page ---------------------------------------------------------------------------------------------------- */

/**
 * jkk_case_page_take_drops:
 * @self: a page
 *
 * Takes files that are let fall on the page.
 */
void
jkk_case_page_take_drops (JkkCasePage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * jkk_case_page_install_attaching:
 * @widget_class: the page's class
 */
void
jkk_case_page_install_attaching (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "case.attach", "s", attach_cb);
  gtk_widget_class_install_action (widget_class, "case.note-paper", "s", note_cb);
}

/**
 * jkk_case_page_refresh_attaching:
 * @self: a page that shows a case
 *
 * Offers what the person may do now.
 */
void
jkk_case_page_refresh_attaching (JkkCasePage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "case.attach", may_attach (self, NULL));
  gtk_widget_action_set_enabled (widget, "case.note-paper", self->file != NULL && self->state->editable);
}
