#include "jkk-lines.h"

#include <string.h>

#define MOST_LINES "1\n2\n3\n4\n5\n6"
#define SIDE 6
#define EDGE 4

struct _JkkLines
{
  GtkWidget parent_instance;

  /* Children */
  GtkWidget *frame;
  GtkWidget *view;
  GtkWidget *placeholder;
};

G_DEFINE_FINAL_TYPE (JkkLines, jkk_lines, GTK_TYPE_WIDGET)

/* A text view knows its height only after it has been given its width; a form must know it before. */
static int
text_height (JkkLines *self, const char *text, int width)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (self->view, text);
  int height;

  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width > 0)
    pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

static void
jkk_lines_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  JkkLines *self = JKK_LINES (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (self->frame, orientation, -1, minimum, natural, NULL, NULL);
      return;
    }
  g_autofree char *text = jkk_lines_get_text (self);
  int width = for_size >= 0 ? MAX (for_size - 2 * SIDE, 1) : -1;
  int least = text_height (self, "X", -1), most = text_height (self, MOST_LINES, -1);
  *minimum = *natural = CLAMP (text_height (self, text, width), least, most) + 2 * EDGE;
}

static void
jkk_lines_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  JkkLines *self = JKK_LINES (widget);
  int placeholder_height;

  gtk_widget_size_allocate (self->frame, &(GtkAllocation){ 0, 0, width, height }, -1);
  gtk_widget_measure (self->placeholder, GTK_ORIENTATION_VERTICAL, -1, &placeholder_height, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->placeholder,
                            &(GtkAllocation){ SIDE, EDGE, MAX (width - 2 * SIDE, 0), placeholder_height }, -1);
}

static GtkSizeRequestMode
jkk_lines_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
jkk_lines_dispose (GObject *object)
{
  JkkLines *self = JKK_LINES (object);

  g_clear_pointer (&self->frame, gtk_widget_unparent);
  g_clear_pointer (&self->placeholder, gtk_widget_unparent);
  G_OBJECT_CLASS (jkk_lines_parent_class)->dispose (object);
}

static void
jkk_lines_class_init (JkkLinesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_lines_dispose;
  widget_class->measure = jkk_lines_measure;
  widget_class->size_allocate = jkk_lines_size_allocate;
  widget_class->get_request_mode = jkk_lines_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "lines");
}

static void
changed_cb (JkkLines *self, GtkTextBuffer *buffer)
{
  gtk_widget_set_visible (self->placeholder, gtk_text_buffer_get_char_count (buffer) == 0);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static GtkWidget *
make_view (void)
{
  GtkWidget *widget = gtk_text_view_new ();
  GtkTextView *view = GTK_TEXT_VIEW (widget);

  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_left_margin (view, SIDE);
  gtk_text_view_set_right_margin (view, SIDE);
  gtk_text_view_set_top_margin (view, EDGE);
  gtk_text_view_set_bottom_margin (view, EDGE);
  /* The draft undoes, over all fields. */
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (view), FALSE);
  return widget;
}

static void
jkk_lines_init (JkkLines *self)
{
  self->view = make_view ();
  self->frame = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->frame), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->frame), self->view);
  self->placeholder = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->placeholder), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->placeholder), PANGO_ELLIPSIZE_END);
  gtk_widget_set_can_target (self->placeholder, FALSE);
  gtk_widget_add_css_class (self->placeholder, "placeholder");
  gtk_widget_set_parent (self->frame, GTK_WIDGET (self));
  gtk_widget_set_parent (self->placeholder, GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
}

/**
 * jkk_lines_new:
 *
 * Returns: (transfer floating): an empty text.
 */
GtkWidget *
jkk_lines_new (void)
{
  return g_object_new (JKK_TYPE_LINES, NULL);
}

/**
 * jkk_lines_get_view:
 * @self: a text
 *
 * Returns: (transfer none): the widget in it that takes the keyboard focus.
 */
GtkTextView *
jkk_lines_get_view (JkkLines *self)
{
  g_return_val_if_fail (JKK_IS_LINES (self), NULL);

  return GTK_TEXT_VIEW (self->view);
}

/**
 * jkk_lines_get_text:
 * @self: a text
 *
 * Returns: (transfer full): all of it.
 */
char *
jkk_lines_get_text (JkkLines *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (JKK_IS_LINES (self), NULL);

  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/**
 * jkk_lines_show:
 * @self: a text
 * @text: what it shows
 * @placeholder: what stands there while it is empty
 * @editable: whether it may be changed
 */
void
jkk_lines_show (JkkLines *self, const char *text, const char *placeholder, gboolean editable)
{
  g_return_if_fail (JKK_IS_LINES (self));

  g_autofree char *before = jkk_lines_get_text (self);
  if (strcmp (before, text) != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), text, -1);
  gtk_label_set_text (GTK_LABEL (self->placeholder), placeholder);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), editable);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (self->view), editable);
}
