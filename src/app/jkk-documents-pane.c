#include "jkk-documents-pane.h"

#include <glib/gi18n-lib.h>

#include "jkk-document-entry.h"
#include "jkk-document-viewer.h"
#include "jkk-documents-check.h"
#include "jkk-documents.h"
#include "jkk-focus.h"
#include "jkk-text.h"

struct _JkkDocumentsPane
{
  AdwBin parent_instance;

  /* Owned */
  JkkOffice *office;
  JkkCase *jcase;
  JkkDocumentsState *state;
  char *shown; /* what the list shows, to know whether it has to be made anew */
  JkkDocumentsCheck *check;
  GPtrArray *history;
  JkkPayout *payout;
  JkkDocumentRights rights;

  /* Template */
  GtkStack *stack;
  GtkLabel *summary;
  GtkProgressBar *progress;
  GtkLabel *detail;
  GtkWidget *ask;
  GtkListBox *list;
  AdwBin *viewer_bin;

  GtkWidget *viewer;
};

G_DEFINE_FINAL_TYPE (JkkDocumentsPane, jkk_documents_pane, ADW_TYPE_BIN)

static JkkDocumentViewer *
viewer_of (JkkDocumentsPane *self)
{
  return JKK_DOCUMENT_VIEWER (self->viewer);
}

static gboolean
is_viewing (JkkDocumentsPane *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "viewer") == 0;
}

/* ---- The list ---------------------------------------------------------------------------------------------------- */

static char *
print_list (const JkkDocumentsState *state, JkkDocumentRights rights)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%d %d\n", rights.judge, rights.edit);
  for (guint i = 0; i < state->rows->len; i++)
    {
      const JkkDocumentRow *row = state->rows->pdata[i];

      g_string_append_printf (text, "%u|%s|%s|%s|%s|%s\n", row->number, row->name, row->kind != NULL ? row->kind : "",
                              row->who != NULL ? row->who : "", row->sha256 != NULL ? row->sha256 : "",
                              row->damage != NULL ? row->damage : "");
    }
  return g_string_free (text, FALSE);
}

/* Where the person was: the same document, or else the same place. */
static void
select_again (JkkDocumentsPane *self, const char *sha256, int place, gboolean focused)
{
  const JkkDocumentRow *same = sha256 != NULL ? jkk_documents_state_find (self->state, sha256, 0) : NULL;
  GtkListBoxRow *entry = NULL;

  for (int i = 0; same != NULL && (entry = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (jkk_document_entry_get_row (entry) == same)
      break;
  if (entry == NULL)
    entry = gtk_list_box_get_row_at_index (self->list, CLAMP (place, 0, MAX ((int) self->state->rows->len - 1, 0)));
  if (entry == NULL)
    return;
  gtk_list_box_select_row (self->list, entry);
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (entry));
}

static void
fill_list (JkkDocumentsPane *self, JkkDocumentsState *state)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list), *entry;
  const JkkDocumentRow *before = selected != NULL ? jkk_document_entry_get_row (selected) : NULL;
  g_autofree char *sha256 = before != NULL ? g_strdup (before->sha256) : NULL;
  int place = selected != NULL ? gtk_list_box_row_get_index (selected) : 0;
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;

  while ((entry = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (entry));
  g_clear_pointer (&self->state, jkk_documents_state_free);
  self->state = state;
  for (guint i = 0; i < state->rows->len; i++)
    gtk_list_box_append (self->list, jkk_document_entry_new (state->rows->pdata[i], self->rights));
  select_again (self, sha256, place, focused);
}

static void
show_heading_cb (GtkListBoxRow *entry, GtkListBoxRow *before, gpointer user_data)
{
  const JkkDocumentRow *row = jkk_document_entry_get_row (entry);
  const JkkDocumentRow *above = before != NULL ? jkk_document_entry_get_row (before) : NULL;
  gboolean missing = row->standing == JKK_PAPER_MISSING;
  GtkWidget *heading = NULL;

  if (above == NULL || missing != (above->standing == JKK_PAPER_MISSING))
    heading = jkk_text_new (missing ? _ ("Still missing") : _ ("In the file"), "jkk-documents-heading");
  gtk_list_box_row_set_header (entry, heading);
}

static void
refresh_head (JkkDocumentsPane *self)
{
  const JkkDocumentsState *state = self->state;

  gtk_label_set_text (self->summary, state->summary);
  gtk_label_set_text (self->detail, state->detail != NULL ? state->detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), state->detail != NULL);
  gtk_widget_set_visible (self->ask, state->detail != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), state->n_needed > 0);
  gtk_progress_bar_set_fraction (self->progress, (double) state->n_there / MAX (state->n_needed, 1));
}

/* ---- The viewer -------------------------------------------------------------------------------------------------- */

static void
view_row (JkkDocumentsPane *self, const JkkDocumentRow *row)
{
  guint n_files, place = jkk_documents_state_place (self->state, row, &n_files);

  jkk_document_viewer_show (viewer_of (self), self->jcase->documents->pdata[row->number - 1], row, place, n_files,
                            self->rights);
}

/* What is shown may be judged, renamed or withdrawn meanwhile, here or at another desk. */
static void
refresh_viewer (JkkDocumentsPane *self)
{
  const char *sha256 = jkk_document_viewer_get_sha256 (viewer_of (self));
  const JkkDocumentRow *row = sha256 != NULL ? jkk_documents_state_find (self->state, sha256, 0) : NULL;

  if (row != NULL)
    view_row (self, row);
  else if (sha256 != NULL)
    jkk_document_viewer_set_gone (viewer_of (self));
}

/* ---- All of it --------------------------------------------------------------------------------------------------- */

static void
compute (JkkDocumentsPane *self)
{
  g_autoptr (GPtrArray) needed = jkk_documents_needed (self->jcase, self->payout);
  JkkDocumentsFacts facts = { self->jcase, needed, self->history, jkk_documents_check_get_damaged (self->check) };
  JkkDocumentsState *state = jkk_documents_state_new (&facts);
  g_autofree char *shown = print_list (state, self->rights);

  if (g_strcmp0 (shown, self->shown) != 0)
    {
      fill_list (self, state);
      g_free (self->shown);
      self->shown = g_steal_pointer (&shown);
    }
  else
    jkk_documents_state_free (state);
  refresh_head (self);
  refresh_viewer (self);
}

static void
check_files (JkkDocumentsPane *self)
{
  if (self->jcase != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    jkk_documents_check_run (self->check, self->jcase);
}

static void
unreadable_cb (JkkDocumentsPane *self, const char *sha256, const char *sentence)
{
  jkk_documents_check_note (self->check, sha256, sentence);
}

static void
jkk_documents_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (jkk_documents_pane_parent_class)->map (widget);
  check_files (JKK_DOCUMENTS_PANE (widget));
}

static void
jkk_documents_pane_unmap (GtkWidget *widget)
{
  jkk_documents_check_stop (JKK_DOCUMENTS_PANE (widget)->check);
  GTK_WIDGET_CLASS (jkk_documents_pane_parent_class)->unmap (widget);
}

/**
 * jkk_documents_pane_refresh:
 * @self: a pane
 * @view: what it shows
 *
 * Shows the documents of the case as they are now. Of another case, the list is shown first.
 */
void
jkk_documents_pane_refresh (JkkDocumentsPane *self, const JkkDocumentsView *view)
{
  g_return_if_fail (JKK_IS_DOCUMENTS_PANE (self) && view != NULL && view->jcase != NULL);

  gboolean other = self->jcase == NULL || self->jcase->id != view->jcase->id;

  g_clear_pointer (&self->jcase, jkk_case_unref);
  g_clear_pointer (&self->payout, jkk_payout_unref);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  self->jcase = jkk_case_ref (view->jcase);
  self->payout = view->payout != NULL ? jkk_payout_ref (view->payout) : NULL;
  self->history = view->history != NULL ? g_ptr_array_ref (view->history) : NULL;
  self->rights = view->rights;
  if (other)
    {
      jkk_document_viewer_clear (viewer_of (self));
      gtk_stack_set_visible_child_name (self->stack, "list");
      gtk_list_box_unselect_all (self->list);
    }
  compute (self);
  check_files (self);
}

/* ---- The hand ---------------------------------------------------------------------------------------------------- */

static const JkkDocumentRow *
selected_row (JkkDocumentsPane *self)
{
  GtkListBoxRow *entry = gtk_list_box_get_selected_row (self->list);

  return entry != NULL ? jkk_document_entry_get_row (entry) : NULL;
}

static const JkkDocumentRow *
viewed_row (JkkDocumentsPane *self)
{
  const char *sha256 = jkk_document_viewer_get_sha256 (viewer_of (self));

  return self->state != NULL && sha256 != NULL ? jkk_documents_state_find (self->state, sha256, 0) : NULL;
}

static void
select_row (JkkDocumentsPane *self, const JkkDocumentRow *row)
{
  GtkListBoxRow *entry;

  for (int i = 0; (entry = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (jkk_document_entry_get_row (entry) == row)
      gtk_list_box_select_row (self->list, entry);
}

/**
 * jkk_documents_pane_show_list:
 * @self: a pane
 *
 * Shows the list, with the keyboard on it.
 */
void
jkk_documents_pane_show_list (JkkDocumentsPane *self)
{
  g_return_if_fail (JKK_IS_DOCUMENTS_PANE (self));

  GtkListBoxRow *entry;

  gtk_stack_set_visible_child_name (self->stack, "list");
  if ((entry = gtk_list_box_get_selected_row (self->list)) == NULL)
    entry = gtk_list_box_get_row_at_index (self->list, 0);
  if (entry != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (entry));
}

/**
 * jkk_documents_pane_view:
 * @self: a pane
 * @number: number of a document, from 1
 *
 * Shows a document.
 *
 * Returns: whether it has a file that can be shown.
 */
gboolean
jkk_documents_pane_view (JkkDocumentsPane *self, guint number)
{
  g_return_val_if_fail (JKK_IS_DOCUMENTS_PANE (self), FALSE);

  const JkkDocumentRow *row = self->state != NULL ? jkk_documents_state_find (self->state, NULL, number) : NULL;
  if (row == NULL || row->sha256 == NULL)
    return FALSE;
  gtk_stack_set_visible_child_name (self->stack, "viewer");
  select_row (self, row);
  view_row (self, row);
  return TRUE;
}

/**
 * jkk_documents_pane_step:
 * @self: a pane
 * @step: 1 = the next document, -1 = the one before
 *
 * Shows another document; the first one when none is shown yet.
 *
 * Returns: whether there was another.
 */
gboolean
jkk_documents_pane_step (JkkDocumentsPane *self, int step)
{
  g_return_val_if_fail (JKK_IS_DOCUMENTS_PANE (self), FALSE);

  const JkkDocumentRow *from = is_viewing (self) ? viewed_row (self) : NULL;
  const JkkDocumentRow *row = self->state != NULL ? jkk_documents_state_step (self->state, from, step) : NULL;

  return row != NULL && jkk_documents_pane_view (self, row->number);
}

/**
 * jkk_documents_pane_do:
 * @self: a pane
 * @action: an action of the page stage, such as "paper.zoom-in"
 *
 * Does it with the document that is shown, if one is.
 */
void
jkk_documents_pane_do (JkkDocumentsPane *self, const char *action)
{
  g_return_if_fail (JKK_IS_DOCUMENTS_PANE (self));

  if (is_viewing (self))
    jkk_document_viewer_do (viewer_of (self), action);
}

/**
 * jkk_documents_pane_get_current:
 * @self: a pane
 *
 * Returns: the number of the document that is shown or selected, from 1; 0 = none.
 */
guint
jkk_documents_pane_get_current (JkkDocumentsPane *self)
{
  g_return_val_if_fail (JKK_IS_DOCUMENTS_PANE (self), 0);

  const JkkDocumentRow *row = is_viewing (self) ? viewed_row (self) : selected_row (self);
  return row != NULL ? row->number : 0;
}

/**
 * jkk_documents_pane_ask_defect:
 * @self: a pane
 *
 * Asks what is wrong with the document that is shown or selected.
 */
void
jkk_documents_pane_ask_defect (JkkDocumentsPane *self)
{
  g_return_if_fail (JKK_IS_DOCUMENTS_PANE (self));

  GtkListBoxRow *entry = gtk_list_box_get_selected_row (self->list);
  if (is_viewing (self))
    jkk_document_viewer_ask_defect (viewer_of (self));
  else if (entry != NULL)
    jkk_document_entry_pop_up (entry);
}

static void
activated_cb (GtkListBox *list, GtkListBoxRow *entry, JkkDocumentsPane *self)
{
  const JkkDocumentRow *row = jkk_document_entry_get_row (entry);

  if (row->number == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "case.attach", "s", row->kind);
  else if (jkk_documents_pane_view (self, row->number))
    gtk_widget_grab_focus (self->viewer);
}

static gboolean
key_pressed_cb (
    GtkEventControllerKey *key, guint keyval, guint keycode, GdkModifierType modifiers, JkkDocumentsPane *self)
{
  const JkkDocumentRow *row = selected_row (self);
  GtkListBoxRow *entry = gtk_list_box_get_selected_row (self->list);

  if (row == NULL || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Delete && row->number > 0)
    return gtk_widget_activate_action (GTK_WIDGET (self), "case.withdraw-paper", "u", row->number);
  if (keyval != GDK_KEY_Menu && !(keyval == GDK_KEY_F10 && (modifiers & GDK_SHIFT_MASK) != 0))
    return GDK_EVENT_PROPAGATE;
  jkk_document_entry_pop_up (entry);
  return GDK_EVENT_STOP;
}

/* ---- The widget -------------------------------------------------------------------------------------------------- */

static gboolean
jkk_documents_pane_grab_focus (GtkWidget *widget)
{
  JkkDocumentsPane *self = JKK_DOCUMENTS_PANE (widget);

  if (is_viewing (self))
    return gtk_widget_grab_focus (self->viewer);
  jkk_documents_pane_show_list (self);
  return TRUE;
}

static void
jkk_documents_pane_dispose (GObject *object)
{
  JkkDocumentsPane *self = JKK_DOCUMENTS_PANE (object);

  g_clear_object (&self->office);
  g_clear_pointer (&self->jcase, jkk_case_unref);
  g_clear_pointer (&self->payout, jkk_payout_unref);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  G_OBJECT_CLASS (jkk_documents_pane_parent_class)->dispose (object);
}

static void
jkk_documents_pane_finalize (GObject *object)
{
  JkkDocumentsPane *self = JKK_DOCUMENTS_PANE (object);

  g_clear_pointer (&self->state, jkk_documents_state_free);
  g_clear_object (&self->check);
  g_free (self->shown);
  G_OBJECT_CLASS (jkk_documents_pane_parent_class)->finalize (object);
}

static void
jkk_documents_pane_class_init (JkkDocumentsPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_documents_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_documents_pane_finalize;
  widget_class->map = jkk_documents_pane_map;
  widget_class->unmap = jkk_documents_pane_unmap;
  jkk_focus_set_entrance (widget_class, jkk_documents_pane_grab_focus);
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-documents-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkDocumentsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, JkkDocumentsPane, summary);
  gtk_widget_class_bind_template_child (widget_class, JkkDocumentsPane, progress);
  gtk_widget_class_bind_template_child (widget_class, JkkDocumentsPane, detail);
  gtk_widget_class_bind_template_child (widget_class, JkkDocumentsPane, ask);
  gtk_widget_class_bind_template_child (widget_class, JkkDocumentsPane, list);
  gtk_widget_class_bind_template_child (widget_class, JkkDocumentsPane, viewer_bin);
}

static void
jkk_documents_pane_init (JkkDocumentsPane *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, show_heading_cb, NULL, NULL);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), key);
}

/**
 * jkk_documents_pane_new:
 * @office: (nullable): the office whose documents are shown
 *
 * Returns: (transfer floating): a pane without a case.
 */
GtkWidget *
jkk_documents_pane_new (JkkOffice *office)
{
  JkkDocumentsPane *self = g_object_new (JKK_TYPE_DOCUMENTS_PANE, NULL);

  g_set_object (&self->office, office);
  self->check = jkk_documents_check_new (office);
  g_signal_connect_object (self->check, "changed", G_CALLBACK (compute), self, G_CONNECT_SWAPPED);
  self->viewer = jkk_document_viewer_new (office);
  g_signal_connect_swapped (self->viewer, "unreadable", G_CALLBACK (unreadable_cb), self);
  adw_bin_set_child (self->viewer_bin, self->viewer);
  return GTK_WIDGET (self);
}
