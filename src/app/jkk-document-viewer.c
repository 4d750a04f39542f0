#include "jkk-document-viewer.h"

#include <glib/gi18n-lib.h>

#include "jkk-choice.h"
#include "jkk-documents.h"
#include "jkk-focus.h"
#include "jkk-paper-stage.h"
#include "jkk-viewing-source.h"

struct _JkkDocumentViewer
{
  AdwBin parent_instance;

  /* Owned */
  JkkOffice *office;
  char *sha256; /* of the document that is shown or being opened */
  char *title;
  GCancellable *cancellable; /* of the document that is being opened */
  GHashTable *turns;         /* fingerprint → quarter turns to the right */
  guint number;
  gboolean showing;

  /* Template */
  GtkLabel *place;
  AdwBin *kind_bin;
  GtkMenuButton *menu;
  GtkWidget *gone;
  GtkStack *stack;
  AdwBin *stage_bin;
  GtkSpinner *spinner;
  GtkLabel *error;
  GtkImage *verdict_icon;
  GtkLabel *verdict;
  GtkLabel *who;
  GtkButton *good;
  GtkMenuButton *bad;

  GtkWidget *stage;
  GtkWidget *kind;
  GtkWidget *page;
};

G_DEFINE_FINAL_TYPE (JkkDocumentViewer, jkk_document_viewer, ADW_TYPE_BIN)

enum
{
  UNREADABLE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static JkkPaperView *
view_of (JkkDocumentViewer *self)
{
  return jkk_paper_stage_get_view (JKK_PAPER_STAGE (self->stage));
}

/* ---- Opening the file -------------------------------------------------------------------------------------------- */

static void
show_page (JkkDocumentViewer *self, const char *page)
{
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (page, "opening"));
}

static void
show_error (JkkDocumentViewer *self, const GError *error)
{
  gtk_label_set_text (self->error, error->message);
  show_page (self, "error");
}

static void
remember_turns (JkkDocumentViewer *self)
{
  gpointer paper = NULL;

  if (self->sha256 != NULL && jkk_paper_view_get_paper (view_of (self), &paper) != NULL && paper != NULL)
    g_hash_table_replace (self->turns, g_strdup (self->sha256),
                          GUINT_TO_POINTER (jkk_paper_view_get_turns (view_of (self))));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JkkDocumentViewer) self = user_data;
  gboolean given_up = g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result)));
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkViewing) viewing = jkk_viewing_open_finish (result, &error);

  if (given_up)
    return;
  if (viewing == NULL)
    {
      show_error (self, error);
      return;
    }
  jkk_paper_stage_set_paper (JKK_PAPER_STAGE (self->stage), &jkk_viewing_source, viewing, self->title);
  jkk_paper_view_set_turns (view_of (self), GPOINTER_TO_UINT (g_hash_table_lookup (self->turns, self->sha256)));
  show_page (self, "paper");
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JkkDocumentViewer) self = user_data;
  g_autoptr (GCancellable) cancellable = g_object_ref (g_task_get_cancellable (G_TASK (result)));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = jkk_documents_load_finish (JKK_OFFICE (source), result, &error);

  if (g_cancellable_is_cancelled (cancellable))
    return;
  if (bytes != NULL)
    {
      jkk_viewing_open_async (bytes, cancellable, opened_cb, g_object_ref (self));
      return;
    }
  show_error (self, error);
  g_signal_emit (self, signals[UNREADABLE], 0, self->sha256, error->message);
}

static void
give_up (JkkDocumentViewer *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
open_document (JkkDocumentViewer *self, const JkkDocument *document, const char *title)
{
  remember_turns (self);
  give_up (self);
  jkk_set_str (&self->sha256, document->sha256);
  jkk_set_str (&self->title, title);
  jkk_paper_stage_set_paper (JKK_PAPER_STAGE (self->stage), NULL, NULL, title);
  show_page (self, "opening");
  self->cancellable = g_cancellable_new ();
  jkk_documents_load_async (self->office, document, self->cancellable, loaded_cb, g_object_ref (self));
}

/* ---- What stands around it --------------------------------------------------------------------------------------- */

static void
kind_chosen_cb (JkkDocumentViewer *self)
{
  g_autofree char *path = g_strdup_printf ("documents[%u].kind", self->number);

  if (!self->showing && self->number > 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "case.edit", "(ss)", path, jkk_choice_get_code (self->kind));
}

static void
show_verdict (JkkDocumentViewer *self, const JkkDocumentRow *row)
{
  static const char *const all[] = { "jkk-paper-bad", "jkk-paper-there", "jkk-paper-good" };
  g_autofree char *text =
      row->file != NULL ? g_strdup_printf ("%s · %s", row->state, row->file) : g_strdup (row->state);

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->verdict_icon), all[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->verdict_icon), row->css_class);
  gtk_image_set_from_icon_name (self->verdict_icon, row->icon);
  gtk_label_set_text (self->verdict, text);
  gtk_label_set_text (self->who, row->who != NULL ? row->who : "");
  gtk_widget_set_visible (GTK_WIDGET (self->who), row->who != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->who), row->who);
}

static void
show_menus (JkkDocumentViewer *self, const JkkDocumentRow *row, JkkDocumentRights rights)
{
  g_autoptr (GMenuModel) menu = jkk_document_menu_new (row, rights, TRUE);
  g_autoptr (GMenuModel) defects = jkk_document_menu_new_defects (row->number);

  gtk_menu_button_set_menu_model (self->menu, menu);
  gtk_menu_button_set_menu_model (self->bad, defects);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->good), jkk_document_menu_verdict (row->number, NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->good), rights.judge);
  gtk_widget_set_visible (GTK_WIDGET (self->bad), rights.judge);
}

/**
 * jkk_document_viewer_show:
 * @self: a viewer
 * @document: a document that has a file
 * @row: its row of the list
 * @place: the how manieth file of the case it is, from 1
 * @n_files: how many there are
 * @rights: what the person may do
 *
 * Opens the document, unless it is shown already; then only what stands around it follows.
 */
void
jkk_document_viewer_show (JkkDocumentViewer *self,
                          const JkkDocument *document,
                          const JkkDocumentRow *row,
                          guint place,
                          guint n_files,
                          JkkDocumentRights rights)
{
  g_return_if_fail (JKK_IS_DOCUMENT_VIEWER (self) && document != NULL && document->sha256 != NULL && row != NULL);

  g_autofree char *where = g_strdup_printf ("%u/%u", place, n_files);
  gboolean moved = self->number != row->number;

  gtk_label_set_text (self->place, where);
  gtk_widget_set_visible (self->gone, FALSE);
  self->number = row->number;
  self->showing = TRUE;
  jkk_choice_show (self->kind, row->kind, _ ("What is it?"));
  jkk_choice_name (self->kind, _ ("Kind of paper"));
  gtk_widget_set_sensitive (self->kind, rights.edit);
  gtk_widget_set_tooltip_text (self->kind, row->file);
  self->showing = FALSE;
  show_verdict (self, row);
  /* A menu that is open stays as long as nothing changes in it. */
  if (moved || rights.judge != gtk_widget_get_visible (GTK_WIDGET (self->good)) ||
      gtk_menu_button_get_menu_model (self->menu) == NULL)
    show_menus (self, row, rights);
  if (g_strcmp0 (self->sha256, document->sha256) != 0)
    open_document (self, document, row->name);
}

/**
 * jkk_document_viewer_set_gone:
 * @self: a viewer
 *
 * The document is not in the case any more: it stays to be seen, and says so; nothing can be done with it.
 */
void
jkk_document_viewer_set_gone (JkkDocumentViewer *self)
{
  g_return_if_fail (JKK_IS_DOCUMENT_VIEWER (self));

  self->number = 0;
  gtk_label_set_text (self->place, "—");
  gtk_widget_set_visible (self->gone, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->good), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->bad), FALSE);
  gtk_widget_set_sensitive (self->kind, FALSE);
  gtk_menu_button_set_menu_model (self->menu, NULL);
  gtk_label_set_text (self->verdict, _ ("withdrawn"));
  gtk_widget_set_visible (GTK_WIDGET (self->who), FALSE);
}

/**
 * jkk_document_viewer_clear:
 * @self: a viewer
 *
 * Lets go of the document that is shown.
 */
void
jkk_document_viewer_clear (JkkDocumentViewer *self)
{
  g_return_if_fail (JKK_IS_DOCUMENT_VIEWER (self));

  remember_turns (self);
  give_up (self);
  g_clear_pointer (&self->sha256, g_free);
  self->number = 0;
  jkk_paper_stage_set_paper (JKK_PAPER_STAGE (self->stage), NULL, NULL, "");
  show_page (self, "opening");
  gtk_spinner_set_spinning (self->spinner, FALSE);
}

/**
 * jkk_document_viewer_get_sha256:
 * @self: a viewer
 *
 * Returns: (transfer none) (nullable): the fingerprint of what is shown or being opened.
 */
const char *
jkk_document_viewer_get_sha256 (JkkDocumentViewer *self)
{
  g_return_val_if_fail (JKK_IS_DOCUMENT_VIEWER (self), NULL);

  return self->sha256;
}

/**
 * jkk_document_viewer_do:
 * @self: a viewer
 * @action: an action of its page stage, such as "paper.next-page"
 *
 * For keys that are pressed elsewhere, while the person types what stands here.
 */
void
jkk_document_viewer_do (JkkDocumentViewer *self, const char *action)
{
  g_return_if_fail (JKK_IS_DOCUMENT_VIEWER (self));

  gtk_widget_activate_action (self->stage, action, NULL);
}

/**
 * jkk_document_viewer_ask_defect:
 * @self: a viewer
 *
 * Asks what is wrong with the document.
 */
void
jkk_document_viewer_ask_defect (JkkDocumentViewer *self)
{
  g_return_if_fail (JKK_IS_DOCUMENT_VIEWER (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self->bad)))
    gtk_menu_button_popup (self->bad);
}

/* ---- The widget -------------------------------------------------------------------------------------------------- */

static void
jkk_document_viewer_dispose (GObject *object)
{
  JkkDocumentViewer *self = JKK_DOCUMENT_VIEWER (object);

  give_up (self);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (jkk_document_viewer_parent_class)->dispose (object);
}

static void
jkk_document_viewer_finalize (GObject *object)
{
  JkkDocumentViewer *self = JKK_DOCUMENT_VIEWER (object);

  g_hash_table_unref (self->turns);
  g_free (self->sha256);
  g_free (self->title);
  G_OBJECT_CLASS (jkk_document_viewer_parent_class)->finalize (object);
}

static gboolean
jkk_document_viewer_grab_focus (GtkWidget *widget)
{
  JkkDocumentViewer *self = JKK_DOCUMENT_VIEWER (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (view_of (self))) ||
         gtk_widget_child_focus (gtk_widget_get_first_child (widget), GTK_DIR_TAB_FORWARD);
}

static void
jkk_document_viewer_class_init (JkkDocumentViewerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_document_viewer_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_document_viewer_finalize;
  jkk_focus_set_entrance (widget_class, jkk_document_viewer_grab_focus);
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-document-viewer.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkDocumentViewer, place);
  gtk_widget_class_bind_template_child (widget_class, JkkDocumentViewer, kind_bin);
  gtk_widget_class_bind_template_child (widget_class, JkkDocumentViewer, menu);
  gtk_widget_class_bind_template_child (widget_class, JkkDocumentViewer, gone);
  gtk_widget_class_bind_template_child (widget_class, JkkDocumentViewer, stack);
  gtk_widget_class_bind_template_child (widget_class, JkkDocumentViewer, stage_bin);
  gtk_widget_class_bind_template_child (widget_class, JkkDocumentViewer, spinner);
  gtk_widget_class_bind_template_child (widget_class, JkkDocumentViewer, error);
  gtk_widget_class_bind_template_child (widget_class, JkkDocumentViewer, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, JkkDocumentViewer, verdict);
  gtk_widget_class_bind_template_child (widget_class, JkkDocumentViewer, who);
  gtk_widget_class_bind_template_child (widget_class, JkkDocumentViewer, good);
  gtk_widget_class_bind_template_child (widget_class, JkkDocumentViewer, bad);
  signals[UNREADABLE] = g_signal_new ("unreadable", JKK_TYPE_DOCUMENT_VIEWER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

/* The buttons above the paper; they act on the stage that they stand in. */
static GtkWidget *
bar_new (void)
{
  static const struct
  {
    const char *icon;
    const char *action;
    const char *tip;
  } buttons[] = {
    { "object-rotate-left-symbolic", "paper.rotate-left", N_ ("Turn to the left (Ctrl+[)") },
    { "object-rotate-right-symbolic", "paper.rotate-right", N_ ("Turn to the right (Ctrl+])") },
    { "zoom-out-symbolic", "paper.zoom-out", N_ ("Smaller (Ctrl+−)") },
    { "zoom-fit-best-symbolic", "paper.fit", N_ ("As wide as the pane (Ctrl+0)") },
    { "zoom-in-symbolic", "paper.zoom-in", N_ ("Larger (Ctrl++)") },
    { "go-up-symbolic", "paper.previous-page", N_ ("Previous page (Alt+Page Up)") },
    { "go-down-symbolic", "paper.next-page", N_ ("Next page (Alt+Page Down)") },
    { "edit-find-symbolic", "paper.find", N_ ("Find a text (Ctrl+Shift+F)") },
  };
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);

  gtk_widget_add_css_class (bar, "jkk-paper-bar");
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      GtkWidget *button = gtk_button_new_from_icon_name (buttons[i].icon);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, _ (buttons[i].tip));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (buttons[i].tip), -1);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), buttons[i].action);
      gtk_box_append (GTK_BOX (bar), button);
    }
  return bar;
}

static void
show_page_number (JkkDocumentViewer *self)
{
  guint page = 0, n_pages = jkk_paper_view_get_n_pages (view_of (self));
  g_autofree char *text = NULL;

  g_object_get (self->stage, "page", &page, NULL);
  text = n_pages > 1 ? g_strdup_printf ("%u/%u", page + 1, n_pages) : g_strdup ("");
  gtk_label_set_text (GTK_LABEL (self->page), text);
}

static void
make_stage (JkkDocumentViewer *self)
{
  GtkWidget *bar = bar_new ();

  self->stage = jkk_paper_stage_new ();
  self->page = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->page, "jkk-source");
  gtk_widget_add_css_class (self->page, "tabular");
  gtk_widget_set_tooltip_text (self->page, _ ("Page that is seen"));
  gtk_box_append (GTK_BOX (bar), self->page);
  jkk_paper_stage_set_bar (JKK_PAPER_STAGE (self->stage), bar);
  adw_bin_set_child (self->stage_bin, self->stage);
  g_signal_connect_swapped (self->stage, "notify::page", G_CALLBACK (show_page_number), self);
  g_signal_connect_swapped (view_of (self), "scaled", G_CALLBACK (show_page_number), self);
}

static void
jkk_document_viewer_init (JkkDocumentViewer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->turns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  make_stage (self);
  self->kind = jkk_choice_new (jkk_code_list_get ("document_kind"));
  adw_bin_set_child (self->kind_bin, self->kind);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (kind_chosen_cb), self);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->good), jkk_document_menu_verdict (0, NULL));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->good), "case.judge-paper");
  show_page (self, "opening");
  gtk_spinner_set_spinning (self->spinner, FALSE);
}

/**
 * jkk_document_viewer_new:
 * @office: (nullable): the office whose documents are shown
 *
 * Returns: (transfer floating): a viewer without a document.
 */
GtkWidget *
jkk_document_viewer_new (JkkOffice *office)
{
  JkkDocumentViewer *self = g_object_new (JKK_TYPE_DOCUMENT_VIEWER, NULL);

  g_set_object (&self->office, office);
  return GTK_WIDGET (self);
}
