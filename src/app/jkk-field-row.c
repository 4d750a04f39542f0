#include "jkk-field-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-focus.h"

/* From this width on the label stands at the left. */
#define WIDE 300
#define LABEL_SHARE 0.38
#define PLACE_WIDTH 52
#define GAP 6
/* Texts of so many characters are stories: chronology, anamnesis, diagnosis … */
#define STORY 1000
/* How long a field that was jumped to is pointed out, milliseconds. */
#define POINT_OUT 1400

struct _JkkFieldRow
{
  GtkWidget parent_instance;

  const JkkField *field;
  char *path;
  JkkFieldState *state;
  guint point_out_id;
  int frames_to_wait;

  /* Children */
  GtkWidget *label;
  GtkWidget *control;
  GtkWidget *place;
  GtkWidget *message; /* made when there is first something to say */
  GtkWidget *message_icon;
  GtkWidget *message_text;
};

G_DEFINE_FINAL_TYPE (JkkFieldRow, jkk_field_row, GTK_TYPE_WIDGET)

/* ---- Where things stand ------------------------------------------------------------------------------------------ */

typedef struct
{
  int label_width;
  int control_x, control_width;
  int label_height, control_height, message_height;
  int label_y, control_y;
  int height;
} Places;

static int
height_of (GtkWidget *widget, int width, int *baseline)
{
  int height = 0, base = -1;

  if (widget != NULL && gtk_widget_should_layout (widget))
    gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, &base);
  if (baseline != NULL)
    *baseline = base;
  return height;
}

static void
place_wide (JkkFieldRow *self, int width, Places *at)
{
  int label_base, control_base;

  at->label_width = (int) (width * LABEL_SHARE);
  at->control_x = at->label_width + GAP;
  at->control_width = width - at->control_x - PLACE_WIDTH - GAP;
  at->label_height = height_of (self->label, at->label_width, &label_base);
  at->control_height = height_of (self->control, at->control_width, &control_base);
  /* The first line of the label stands on the line of the control; controls without a line begin a little above. */
  at->label_y = label_base >= 0 && control_base >= 0 ? MAX (0, control_base - label_base) : 4;
  at->control_y = 0;
  at->message_height = height_of (self->message, width - at->control_x, NULL);
  at->height = MAX (at->label_y + at->label_height, at->control_height + at->message_height);
}

static void
place_narrow (JkkFieldRow *self, int width, Places *at)
{
  at->label_width = width - PLACE_WIDTH - GAP;
  at->control_x = 0;
  at->control_width = width;
  at->label_height = height_of (self->label, at->label_width, NULL);
  at->control_height = height_of (self->control, width, NULL);
  at->label_y = 0;
  at->control_y = at->label_height + 1;
  at->message_height = height_of (self->message, width, NULL);
  at->height = at->control_y + at->control_height + at->message_height;
}

/* A story needs the whole width. */
static gboolean
is_story (const JkkField *field)
{
  return field->kind == JKK_KIND_LONG && jkk_field_limit (field) >= STORY;
}

static Places
find_places (JkkFieldRow *self, int width)
{
  Places at = { 0 };

  if (width >= WIDE && !is_story (self->field))
    place_wide (self, width, &at);
  else
    place_narrow (self, width, &at);
  return at;
}

static void
jkk_field_row_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  JkkFieldRow *self = JKK_FIELD_ROW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int control, label;

      gtk_widget_measure (self->control, orientation, -1, &control, NULL, NULL, NULL);
      gtk_widget_measure (self->label, orientation, -1, &label, NULL, NULL, NULL);
      *minimum = MAX (control, label + PLACE_WIDTH + GAP);
      *natural = MAX (*minimum, WIDE);
    }
  else
    *minimum = *natural = find_places (self, for_size >= 0 ? for_size : WIDE).height;
}

static void
put (GtkWidget *widget, int x, int y, int width, int height)
{
  GtkAllocation allocation = { x, y, MAX (width, 0), MAX (height, 0) };

  if (widget != NULL && gtk_widget_should_layout (widget))
    gtk_widget_size_allocate (widget, &allocation, -1);
}

static void
jkk_field_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  JkkFieldRow *self = JKK_FIELD_ROW (widget);
  Places at = find_places (self, width);
  int place_height = height_of (self->place, PLACE_WIDTH, NULL);
  int label_line = at.label_y + MAX (0, (height_of (self->label, -1, NULL) - place_height) / 2);

  put (self->label, 0, at.label_y, at.label_width, at.label_height);
  put (self->control, at.control_x, at.control_y, at.control_width, at.control_height);
  put (self->place, width - PLACE_WIDTH, label_line, PLACE_WIDTH, place_height);
  put (self->message, at.control_x, at.control_y + at.control_height, width - at.control_x, at.message_height);
}

static GtkSizeRequestMode
jkk_field_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* ---- What is wrong ----------------------------------------------------------------------------------------------- */

static gboolean
link_activated_cb (JkkFieldRow *self, const char *uri)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "case.jump", "s", uri);
  return TRUE;
}

static void
make_message (JkkFieldRow *self)
{
  self->message = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  self->message_icon = gtk_image_new ();
  self->message_text = gtk_label_new (NULL);
  gtk_widget_set_valign (self->message_icon, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (self->message_text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->message_text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->message_text), 0);
  gtk_widget_set_hexpand (self->message_text, TRUE);
  gtk_widget_add_css_class (self->message, "jkk-message");
  g_signal_connect_swapped (self->message_text, "activate-link", G_CALLBACK (link_activated_cb), self);
  gtk_box_append (GTK_BOX (self->message), self->message_icon);
  gtk_box_append (GTK_BOX (self->message), self->message_text);
  gtk_widget_set_parent (self->message, GTK_WIDGET (self));
}

static char *
message_markup (const JkkFieldState *state)
{
  const char *text = state->error != NULL ? state->error : state->warning;
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  if (state->other_path == NULL)
    return g_steal_pointer (&escaped);
  if (state->error == NULL && state->short_text != NULL)
    return g_markup_printf_escaped ("<a href=\"%s\">%s</a>", state->other_path, state->short_text);
  g_autofree char *label = jkk_case_path_label (state->other_path);
  g_autofree char *link = g_markup_printf_escaped ("<a href=\"%s\">%s</a>", state->other_path, label);
  return g_strdup_printf ("%s → %s", escaped, link);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
refresh_message (JkkFieldRow *self)
{
  const JkkFieldState *state = self->state;
  gboolean grave = state->error != NULL, any = grave || state->warning != NULL;
  GtkWidget *target = jkk_field_control_get_target (JKK_FIELD_CONTROL (self->control));

  if (!any && self->message == NULL)
    return;
  if (self->message == NULL)
    make_message (self);
  gtk_widget_set_visible (self->message, any);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
  if (!any)
    return;

  g_autofree char *markup = message_markup (state);
  gtk_label_set_markup (GTK_LABEL (self->message_text), markup);
  gtk_widget_set_tooltip_text (self->message, grave ? NULL : state->warning);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->message_icon),
                                grave ? "dialog-error-symbolic" : "dialog-warning-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->message_icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  grave ? _ ("Error") : _ ("Warning"), -1);
  set_class (self->message, "error", grave);
  set_class (self->message, "warning", !grave);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->message_text,
                                  NULL, -1);
}

/* "Date of accident (KK 3)" needs no "(KK 3)" where "KK 3 · 3" stands beside it. */
static char *
short_label (const JkkField *field)
{
  const char *label = jkk_field_label (field), *open = strrchr (label, '(');
  gsize length = open != NULL ? strlen (open) : 0;

  if (length <= 2 || open < label + 2 || open[length - 1] != ')')
    return g_strdup (label);
  /* A translation may keep the form's name together by a no-break space. */
  GString *tail = g_string_new_len (open + 1, (gssize) length - 2);
  g_string_replace (tail, "\u00a0", " ", 0);
  gboolean told_beside = g_str_has_prefix (field->place, tail->str);
  g_string_free (tail, TRUE);
  return told_beside ? g_strchomp (g_strndup (label, (gsize) (open - label))) : g_strdup (label);
}

/* ---- The widget -------------------------------------------------------------------------------------------------- */

static void
edited_cb (JkkFieldRow *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "case.edit", "(ss)", self->path, text);
}

static void
settled_cb (JkkFieldRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "case.settle", "s", self->path);
}

static void
visited_cb (JkkFieldRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "case.visit", "s", self->path);
}

static gboolean
jkk_field_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (jkk_field_row_get_target (JKK_FIELD_ROW (widget)));
}

static void
jkk_field_row_dispose (GObject *object)
{
  JkkFieldRow *self = JKK_FIELD_ROW (object);

  g_clear_handle_id (&self->point_out_id, g_source_remove);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->control, gtk_widget_unparent);
  g_clear_pointer (&self->place, gtk_widget_unparent);
  g_clear_pointer (&self->message, gtk_widget_unparent);
  G_OBJECT_CLASS (jkk_field_row_parent_class)->dispose (object);
}

static void
jkk_field_row_finalize (GObject *object)
{
  JkkFieldRow *self = JKK_FIELD_ROW (object);

  g_free (self->path);
  g_clear_pointer (&self->state, jkk_field_state_free);
  G_OBJECT_CLASS (jkk_field_row_parent_class)->finalize (object);
}

static void
jkk_field_row_class_init (JkkFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_field_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_field_row_finalize;
  widget_class->measure = jkk_field_row_measure;
  widget_class->size_allocate = jkk_field_row_size_allocate;
  widget_class->get_request_mode = jkk_field_row_get_request_mode;
  jkk_focus_set_entrance (widget_class, jkk_field_row_grab_focus);
  gtk_widget_class_set_css_name (widget_class, "fieldrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
jkk_field_row_init (JkkFieldRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "enter", G_CALLBACK (visited_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * jkk_field_row_new:
 * @field: a field
 * @path: where its value stands in the case
 *
 * Returns: (transfer floating): its row, empty.
 */
GtkWidget *
jkk_field_row_new (const JkkField *field, const char *path)
{
  JkkFieldRow *self = g_object_new (JKK_TYPE_FIELD_ROW, NULL);
  g_autofree char *label = short_label (field);

  self->field = field;
  self->path = g_strdup (path);
  self->label = gtk_label_new (label);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_yalign (GTK_LABEL (self->label), 0);
  gtk_widget_add_css_class (self->label, "jkk-label");
  self->place = gtk_label_new (field->place);
  gtk_label_set_xalign (GTK_LABEL (self->place), 1);
  gtk_label_set_ellipsize (GTK_LABEL (self->place), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->place, "jkk-place");
  gtk_widget_set_tooltip_text (self->place, *field->place != '\0' ? field->place : NULL);
  self->control = jkk_field_control_new (field);
  g_signal_connect_swapped (self->control, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->control, "settled", G_CALLBACK (settled_cb), self);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_parent (self->control, GTK_WIDGET (self));
  gtk_widget_set_parent (self->place, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

/**
 * jkk_field_row_get_field:
 * @self: a row
 *
 * Returns: (transfer none): its field.
 */
const JkkField *
jkk_field_row_get_field (JkkFieldRow *self)
{
  return self->field;
}

/**
 * jkk_field_row_get_path:
 * @self: a row
 *
 * Returns: (transfer none): where its value stands in the case.
 */
const char *
jkk_field_row_get_path (JkkFieldRow *self)
{
  return self->path;
}

/**
 * jkk_field_row_set_path:
 * @self: a row
 * @path: where its value stands in the case now that rows before it came or went
 */
void
jkk_field_row_set_path (JkkFieldRow *self, const char *path)
{
  g_return_if_fail (JKK_IS_FIELD_ROW (self));

  jkk_set_str (&self->path, path);
}

/**
 * jkk_field_row_take_state:
 * @self: a row
 * @state: (transfer full): what it shows now
 */
void
jkk_field_row_take_state (JkkFieldRow *self, JkkFieldState *state)
{
  g_return_if_fail (JKK_IS_FIELD_ROW (self) && state != NULL);

  gboolean same = self->state != NULL && jkk_field_state_equal (self->state, state);
  g_clear_pointer (&self->state, jkk_field_state_free);
  self->state = state;
  if (same)
    return;
  jkk_field_control_show (JKK_FIELD_CONTROL (self->control), state);
  refresh_message (self);
}

/**
 * jkk_field_row_get_state:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows.
 */
const JkkFieldState *
jkk_field_row_get_state (JkkFieldRow *self)
{
  return self->state;
}

/**
 * jkk_field_row_get_target:
 * @self: a row
 *
 * Returns: (transfer none): the widget in it that takes the keyboard focus.
 */
GtkWidget *
jkk_field_row_get_target (JkkFieldRow *self)
{
  return jkk_field_control_get_target (JKK_FIELD_CONTROL (self->control));
}

/* Not at the edge of what is seen: the fields around it and what is said of it belong to it. */
static void
scroll_into_sight (GtkWidget *widget)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;
  double page, top;

  if (scroller == NULL || !gtk_widget_compute_bounds (widget, scroller, &bounds))
    return;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  page = gtk_adjustment_get_page_size (adjustment);
  top = (double) bounds.origin.y;
  if (top < page * 0.1 || top + (double) bounds.size.height > page * 0.8)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + top - page * 0.35);
}

/* Rows may just have been made: they have their places in the frame after the next one. */
static gboolean
placed_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  JkkFieldRow *self = JKK_FIELD_ROW (widget);

  if (self->frames_to_wait-- > 0)
    return G_SOURCE_CONTINUE;
  scroll_into_sight (widget);
  return G_SOURCE_REMOVE;
}

static gboolean
pointed_out_cb (gpointer user_data)
{
  JkkFieldRow *self = user_data;

  self->point_out_id = 0;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "jkk-pointed-out");
  return G_SOURCE_REMOVE;
}

/**
 * jkk_field_row_point_out:
 * @self: a row
 *
 * Takes the keyboard focus there, and lets the row light up for a moment so that the eye finds it.
 */
void
jkk_field_row_point_out (JkkFieldRow *self)
{
  g_return_if_fail (JKK_IS_FIELD_ROW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "jkk-pointed-out");
  g_clear_handle_id (&self->point_out_id, g_source_remove);
  self->point_out_id = g_timeout_add (POINT_OUT, pointed_out_cb, self);
  self->frames_to_wait = 2;
  gtk_widget_add_tick_callback (GTK_WIDGET (self), placed_cb, NULL, NULL);
}
