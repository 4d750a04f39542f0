#include "jkk-attach-dialog.h"

#include <glib/gi18n-lib.h>

#include "jkk-attach-state.h"
#include "jkk-choice.h"
#include "jkk-documents.h"
#include "jkk-text.h"

/* The kinds stand in one column, however long their names are; pixels. */
#define KIND_WIDTH 230

#define JKK_TYPE_ATTACH_DIALOG (jkk_attach_dialog_get_type ())
G_DECLARE_FINAL_TYPE (JkkAttachDialog, jkk_attach_dialog, JKK, ATTACH_DIALOG, AdwWindow)

/* What shows one file. */
typedef struct
{
  GtkWidget *row;
  GtkWidget *icon;
  GtkWidget *spinner;
  GtkWidget *text;
  GtkWidget *remark;
  GtkWidget *kind;
  GtkWidget *drop;
} Line;

struct _JkkAttachDialog
{
  AdwWindow parent_instance;

  /* Owned */
  JkkOffice *office;
  JkkCase *jcase; /* for its id; whatever revision is stored takes the file */
  GPtrArray *items;
  GPtrArray *lines; /* Line, one for each item */
  GCancellable *cancellable;
  JkkAttachDone callback;
  gpointer user_data;
  GDestroyNotify destroy;
  gboolean attaching;
  gboolean showing;

  /* Template */
  AdwWindowTitle *window_title;
  GtkButton *cancel;
  GtkButton *go;
  GtkLabel *hint;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (JkkAttachDialog, jkk_attach_dialog, ADW_TYPE_WINDOW)

static void read_next (JkkAttachDialog *self);
static void attach_next (JkkAttachDialog *self);

/* ---- Showing it -------------------------------------------------------------------------------------------------- */

static const struct
{
  const char *icon; /* NULL: a spinner */
  const char *css_class;
} looks[] = {
  [JKK_ATTACH_WAITING] = { "document-open-recent-symbolic", "dim-label" },
  [JKK_ATTACH_READING] = { NULL, "dim-label" },
  [JKK_ATTACH_READY] = { "text-x-generic-symbolic", "dim-label" },
  [JKK_ATTACH_REFUSED] = { "dialog-error-symbolic", "error" },
  [JKK_ATTACH_ATTACHED] = { "object-select-symbolic", "success" },
  [JKK_ATTACH_FAILED] = { "dialog-error-symbolic", "error" },
};

static void
refresh_line (JkkAttachDialog *self, guint index)
{
  const JkkAttachItem *item = self->items->pdata[index];
  const Line *line = self->lines->pdata[index];
  gboolean open =
      item->stage == JKK_ATTACH_WAITING || item->stage == JKK_ATTACH_READING || item->stage == JKK_ATTACH_READY;

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      gtk_widget_remove_css_class (line->text, looks[i].css_class);
      gtk_widget_remove_css_class (line->icon, looks[i].css_class);
    }
  gtk_widget_add_css_class (line->text, looks[item->stage].css_class);
  gtk_widget_add_css_class (line->icon, looks[item->stage].css_class);
  gtk_widget_set_visible (line->icon, looks[item->stage].icon != NULL);
  gtk_widget_set_visible (line->spinner, looks[item->stage].icon == NULL);
  gtk_image_set_from_icon_name (GTK_IMAGE (line->icon), looks[item->stage].icon);
  gtk_label_set_text (GTK_LABEL (line->text), item->text);
  gtk_label_set_text (GTK_LABEL (line->remark), item->remark != NULL ? item->remark : "");
  gtk_widget_set_visible (line->remark, item->remark != NULL);
  gtk_widget_set_visible (gtk_widget_get_parent (line->kind), open);
  gtk_widget_set_sensitive (line->kind, !self->attaching);
  gtk_widget_set_visible (line->drop, !self->attaching && item->stage != JKK_ATTACH_ATTACHED);
  jkk_choice_show (line->kind, item->kind, _ ("What is it?"));
}

static char *
hint_of (JkkAttachDialog *self)
{
  guint n_ready = jkk_attach_state_count (self->items, JKK_ATTACH_READY);
  guint n_bad = jkk_attach_state_count (self->items, JKK_ATTACH_REFUSED) +
                jkk_attach_state_count (self->items, JKK_ATTACH_FAILED);

  if (jkk_attach_state_undecided (self->items) != NULL)
    return g_strdup (_ ("Say of each file what kind of paper it is."));
  if (n_bad > 0 && n_ready == 0)
    return g_strdup (_ ("What could not be attached stands below with the reason; nothing of it was kept."));
  return g_strdup_printf (_ ("They are kept with case %s."), self->jcase->cover.number);
}

static void
refresh (JkkAttachDialog *self)
{
  guint n_ready = jkk_attach_state_count (self->items, JKK_ATTACH_READY);
  g_autofree char *hint = hint_of (self);
  g_autofree char *label =
      g_strdup_printf (ngettext ("_Attach %u File", "_Attach %u Files", (gulong) n_ready), n_ready);

  self->showing = TRUE;
  for (guint i = 0; i < self->items->len; i++)
    refresh_line (self, i);
  self->showing = FALSE;
  gtk_label_set_text (self->hint, hint);
  gtk_button_set_label (self->go, label);
  gtk_widget_set_visible (GTK_WIDGET (self->go), n_ready > 0);
  gtk_button_set_label (self->cancel, n_ready > 0 ? _ ("_Cancel") : _ ("_Close"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "attach.go",
                                 !self->attaching && jkk_attach_state_may_go (self->items));
}

static guint
index_of (JkkAttachDialog *self, GtkWidget *widget)
{
  guint index = 0;

  while (index < self->lines->len && !gtk_widget_is_ancestor (widget, ((Line *) self->lines->pdata[index])->row))
    index++;
  return index;
}

static void
kind_chosen_cb (GtkWidget *choice, GParamSpec *pspec, JkkAttachDialog *self)
{
  guint index = index_of (self, choice);
  const char *code = jkk_choice_get_code (choice);

  if (self->showing || index >= self->items->len)
    return;
  jkk_set_str (&((JkkAttachItem *) self->items->pdata[index])->kind, *code != '\0' ? code : NULL);
  refresh (self);
}

static void
dropped_cb (GtkWidget *button, JkkAttachDialog *self)
{
  guint index = index_of (self, button);
  JkkAttachItem *item = index < self->items->len ? self->items->pdata[index] : NULL;

  /* What is being read is let go of when that ends. */
  if (item == NULL || item->stage == JKK_ATTACH_READING || self->attaching)
    return;
  gtk_list_box_remove (self->list, ((Line *) self->lines->pdata[index])->row);
  g_ptr_array_remove_index (self->lines, index);
  g_ptr_array_remove_index (self->items, index);
  if (self->items->len == 0)
    gtk_window_close (GTK_WINDOW (self));
  else
    refresh (self);
}

static GtkWidget *
words_new (Line *line, const JkkAttachItem *item)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1), *name = jkk_text_new (item->name, "heading");

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_tooltip_text (name, item->path);
  line->text = jkk_text_new (NULL, NULL);
  line->remark = jkk_text_new (NULL, "warning");
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), line->text);
  gtk_box_append (GTK_BOX (words), line->remark);
  gtk_widget_set_hexpand (words, TRUE);
  return words;
}

static GtkWidget *
kind_new (Line *line)
{
  GtkWidget *clamp = adw_clamp_new ();

  line->kind = jkk_choice_new (jkk_code_list_get ("document_kind"));
  gtk_widget_set_valign (line->kind, GTK_ALIGN_CENTER);
  jkk_choice_name (line->kind, _ ("Kind of paper"));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), KIND_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), KIND_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), line->kind);
  gtk_widget_set_size_request (clamp, KIND_WIDTH, -1);
  return clamp;
}

static void
add_line (JkkAttachDialog *self, const JkkAttachItem *item)
{
  Line *line = g_new0 (Line, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *drop = g_strdup_printf (_ ("Do not attach %s"), item->name);

  line->icon = gtk_image_new ();
  line->spinner = g_object_new (GTK_TYPE_SPINNER, "spinning", TRUE, NULL);
  line->drop = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_set_valign (line->drop, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (line->drop, "flat");
  gtk_widget_set_tooltip_text (line->drop, drop);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line->drop), GTK_ACCESSIBLE_PROPERTY_LABEL, drop, -1);
  gtk_box_append (GTK_BOX (box), line->icon);
  gtk_box_append (GTK_BOX (box), line->spinner);
  gtk_box_append (GTK_BOX (box), words_new (line, item));
  gtk_box_append (GTK_BOX (box), kind_new (line));
  gtk_box_append (GTK_BOX (box), line->drop);
  gtk_widget_add_css_class (box, "jkk-attach-line");
  line->row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (line->row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (line->row), FALSE);
  gtk_widget_set_focusable (line->row, FALSE);
  gtk_list_box_append (self->list, line->row);
  g_ptr_array_add (self->lines, line);
  g_signal_connect (line->kind, "notify::selected", G_CALLBACK (kind_chosen_cb), self);
  g_signal_connect (line->drop, "clicked", G_CALLBACK (dropped_cb), self);
}

/* ---- Reading them, one after the other --------------------------------------------------------------------------- */

/* The hand goes on where something is to be said. */
static void
focus_next (JkkAttachDialog *self)
{
  const JkkAttachItem *undecided = jkk_attach_state_undecided (self->items);

  for (guint i = 0; i < self->items->len; i++)
    if (self->items->pdata[i] == undecided)
      {
        gtk_widget_child_focus (((Line *) self->lines->pdata[i])->kind, GTK_DIR_TAB_FORWARD);
        return;
      }
  gtk_widget_grab_focus (gtk_widget_get_visible (GTK_WIDGET (self->go)) ? GTK_WIDGET (self->go)
                                                                        : GTK_WIDGET (self->cancel));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JkkAttachDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkHomecoming) home = jkk_homecoming_read_finish (result, &error);
  JkkAttachItem *item = jkk_attach_state_next (self->items, JKK_ATTACH_READING);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || item == NULL)
    return;
  jkk_attach_item_read (item, home, self->jcase->id, error);
  read_next (self);
}

static void
read_next (JkkAttachDialog *self)
{
  JkkAttachItem *item = jkk_attach_state_next (self->items, JKK_ATTACH_WAITING);

  if (item != NULL)
    {
      item->stage = JKK_ATTACH_READING;
      jkk_set_str (&item->text, _ ("being read…"));
      jkk_homecoming_read_async (self->office, item->path, self->cancellable, read_cb, g_object_ref (self));
    }
  refresh (self);
  if (item == NULL)
    focus_next (self);
}

/* ---- Attaching them ---------------------------------------------------------------------------------------------- */

static void
finish (JkkAttachDialog *self)
{
  self->attaching = FALSE;
  if (jkk_attach_state_count (self->items, JKK_ATTACH_FAILED) == 0)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  refresh (self);
  focus_next (self);
}

static void
attached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JkkAttachDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) outcome = jkk_office_do_finish (JKK_OFFICE (source), result, &error);
  JkkAttachItem *item = jkk_attach_state_next (self->items, JKK_ATTACH_READY);

  g_assert (item != NULL);
  jkk_attach_item_settle (item, error);
  attach_next (self);
}

static void
attach_next (JkkAttachDialog *self)
{
  const JkkAttachItem *item = jkk_attach_state_next (self->items, JKK_ATTACH_READY);

  refresh (self);
  if (item != NULL)
    jkk_documents_attach_async (self->office, self->jcase, item->file, item->kind, item->name, NULL, attached_cb,
                                g_object_ref (self));
  else
    finish (self);
}

static void
go_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkAttachDialog *self = JKK_ATTACH_DIALOG (widget);

  if (self->attaching || !jkk_attach_state_may_go (self->items))
    return;
  self->attaching = TRUE;
  attach_next (self);
}

/* ---- The window -------------------------------------------------------------------------------------------------- */

static gboolean
jkk_attach_dialog_close_request (GtkWindow *window)
{
  JkkAttachDialog *self = JKK_ATTACH_DIALOG (window);
  guint n = jkk_attach_state_count (self->items, JKK_ATTACH_ATTACHED);

  /* What is on its way to the store arrives; it takes a moment. */
  if (self->attaching)
    return GDK_EVENT_STOP;
  g_cancellable_cancel (self->cancellable);
  if (n > 0 && self->callback != NULL)
    self->callback (n, self->user_data);
  return GTK_WINDOW_CLASS (jkk_attach_dialog_parent_class)->close_request (window);
}

static void
jkk_attach_dialog_dispose (GObject *object)
{
  JkkAttachDialog *self = JKK_ATTACH_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->office);
  g_clear_pointer (&self->jcase, jkk_case_unref);
  G_OBJECT_CLASS (jkk_attach_dialog_parent_class)->dispose (object);
}

static void
jkk_attach_dialog_finalize (GObject *object)
{
  JkkAttachDialog *self = JKK_ATTACH_DIALOG (object);

  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->lines);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (jkk_attach_dialog_parent_class)->finalize (object);
}

static void
jkk_attach_dialog_class_init (JkkAttachDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_attach_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_attach_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = jkk_attach_dialog_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-attach-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkAttachDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, JkkAttachDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, JkkAttachDialog, go);
  gtk_widget_class_bind_template_child (widget_class, JkkAttachDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, JkkAttachDialog, list);
  gtk_widget_class_install_action (widget_class, "attach.go", NULL, go_cb);
}

static void
jkk_attach_dialog_init (JkkAttachDialog *self)
{
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_attach_item_free);
  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Attaching contradicts nobody's changes, so whichever revision is stored will do. */
static JkkCase *
any_revision (const JkkCase *jcase)
{
  JkkCase *copy = jkk_case_copy (jcase);

  copy->id = jcase->id;
  copy->revision = 0;
  return copy;
}

/**
 * jkk_attach_dialog_open:
 * @parent: (nullable): the window that it belongs to
 * @office: the office
 * @jcase: the case to which the files shall be attached
 * @paths: (array zero-terminated=1): files
 * @kind: (nullable): a code of document_kind that the person asked for
 * @callback: called when something was attached
 * @user_data: for @callback
 * @destroy: frees @user_data
 *
 * Returns: (transfer none): the dialog, which is shown.
 */
GtkWindow *
jkk_attach_dialog_open (GtkWindow *parent,
                        JkkOffice *office,
                        const JkkCase *jcase,
                        const char *const *paths,
                        const char *kind,
                        JkkAttachDone callback,
                        gpointer user_data,
                        GDestroyNotify destroy)
{
  g_return_val_if_fail (JKK_IS_OFFICE (office) && jcase != NULL && paths != NULL, NULL);

  JkkAttachDialog *self = g_object_new (JKK_TYPE_ATTACH_DIALOG, "transient-for", parent, NULL);
  self->office = g_object_ref (office);
  self->jcase = any_revision (jcase);
  self->callback = callback;
  self->user_data = user_data;
  self->destroy = destroy;
  for (guint i = 0; paths[i] != NULL; i++)
    {
      JkkAttachItem *item = jkk_attach_item_new (paths[i], kind);

      g_ptr_array_add (self->items, item);
      add_line (self, item);
    }
  adw_window_title_set_subtitle (self->window_title, self->jcase->cover.number);
  gtk_window_present (GTK_WINDOW (self));
  read_next (self);
  return GTK_WINDOW (self);
}
