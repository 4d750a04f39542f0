#include "jkk-note.h"

#include <glib/gi18n-lib.h>

#include "jkk-focus.h"
#include "jkk-lines.h"
#include "jkk-text.h"

struct _JkkNote
{
  GtkBox parent_instance;

  GtkWidget *label;
  GtkWidget *lines;
  GtkWidget *error;
  GtkWidget *error_text;
};

G_DEFINE_FINAL_TYPE (JkkNote, jkk_note, GTK_TYPE_BOX)

static gboolean
jkk_note_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (jkk_lines_get_view (JKK_LINES (JKK_NOTE (widget)->lines))));
}

static void
jkk_note_class_init (JkkNoteClass *klass)
{
  jkk_focus_set_entrance (GTK_WIDGET_CLASS (klass), jkk_note_grab_focus);
}

/* Whoever goes on writing is not scolded any longer. */
static void
changed_cb (JkkNote *self)
{
  jkk_note_show_error (self, NULL);
}

static void
jkk_note_init (JkkNote *self)
{
  GtkTextView *view;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
  gtk_widget_add_css_class (GTK_WIDGET (self), "jkk-note");
  self->label = jkk_text_new (NULL, NULL);
  self->lines = jkk_lines_new ();
  self->error = jkk_icon_text_new ("dialog-error-symbolic", "error", &self->error_text);
  gtk_widget_set_visible (self->error, FALSE);
  gtk_box_append (GTK_BOX (self), self->label);
  gtk_box_append (GTK_BOX (self), self->lines);
  gtk_box_append (GTK_BOX (self), self->error);
  view = jkk_lines_get_view (JKK_LINES (self->lines));
  g_signal_connect_object (gtk_text_view_get_buffer (view), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * jkk_note_new:
 * @label: what is to be written
 *
 * Returns: (transfer floating): an empty note.
 */
GtkWidget *
jkk_note_new (const char *label)
{
  JkkNote *self = g_object_new (JKK_TYPE_NOTE, NULL);

  gtk_label_set_text (GTK_LABEL (self->label), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (jkk_lines_get_view (JKK_LINES (self->lines))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}

/**
 * jkk_note_set_text:
 * @self: a note
 * @text: (nullable): what stands there to begin with
 */
void
jkk_note_set_text (JkkNote *self, const char *text)
{
  g_return_if_fail (JKK_IS_NOTE (self));

  jkk_lines_show (JKK_LINES (self->lines), text != NULL ? text : "", "", TRUE);
}

/**
 * jkk_note_get_text:
 * @self: a note
 *
 * Returns: (transfer full) (nullable): what was written, without space around it; %NULL for nothing.
 */
char *
jkk_note_get_text (JkkNote *self)
{
  g_return_val_if_fail (JKK_IS_NOTE (self), NULL);

  g_autofree char *text = g_strstrip (jkk_lines_get_text (JKK_LINES (self->lines)));
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/**
 * jkk_note_show_error:
 * @self: a note
 * @error: (nullable): a sentence that says what is wrong with it
 */
void
jkk_note_show_error (JkkNote *self, const char *error)
{
  g_return_if_fail (JKK_IS_NOTE (self));

  GtkAccessible *view = GTK_ACCESSIBLE (jkk_lines_get_view (JKK_LINES (self->lines)));
  gtk_label_set_text (GTK_LABEL (self->error_text), error != NULL ? error : "");
  gtk_widget_set_visible (self->error, error != NULL);
  if (error != NULL)
    gtk_widget_add_css_class (self->lines, "error");
  else
    gtk_widget_remove_css_class (self->lines, "error");
  gtk_accessible_update_state (view, GTK_ACCESSIBLE_STATE_INVALID,
                               error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/**
 * jkk_note_require:
 * @self: a note
 * @error: what to say when nothing was written
 *
 * Returns: whether something was written; if not, the person is told so there.
 */
gboolean
jkk_note_require (JkkNote *self, const char *error)
{
  g_autofree char *text = jkk_note_get_text (self);

  if (text != NULL)
    return TRUE;
  jkk_note_show_error (self, error);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return FALSE;
}
