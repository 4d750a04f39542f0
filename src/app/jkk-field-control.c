#include "jkk-field-control.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-choice.h"
#include "jkk-lines.h"

/* A line of so many characters does not fit into a narrow pane. */
#define LONG_LINE 18

/* So many buttons at most stand between two fields. */
#define MOST_STEPS 12

struct _JkkFieldControl
{
  AdwBin parent_instance;

  const JkkField *field;
  gboolean showing; /* refresh is at work; what changes now was not typed */

  /* Children */
  GtkWidget *target;   /* has the keyboard focus and the accessible name */
  GtkWidget *typing;   /* what is seen while the case may be edited */
  GtkWidget *reading;  /* a selectable text, instead of it */
  GtkWidget *yes, *no; /* a flag */
};

G_DEFINE_FINAL_TYPE (JkkFieldControl, jkk_field_control, ADW_TYPE_BIN)

enum
{
  EDITED,
  SETTLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* How each kind of field is made, and shows a text. */
typedef struct
{
  GtkWidget *(*build) (JkkFieldControl *self);
  void (*show) (JkkFieldControl *self, const JkkFieldState *state);
} ControlKind;

static void
emit_edited (JkkFieldControl *self, const char *text)
{
  if (!self->showing)
    g_signal_emit (self, signals[EDITED], 0, text);
}

static void
emit_settled (JkkFieldControl *self)
{
  if (!self->showing)
    g_signal_emit (self, signals[SETTLED], 0);
}

static void
follow_focus (JkkFieldControl *self, GtkWidget *widget)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "leave", G_CALLBACK (emit_settled), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, focus);
}

/* ---- One line ---------------------------------------------------------------------------------------------------- */

static void
entry_changed_cb (JkkFieldControl *self)
{
  emit_edited (self, gtk_editable_get_text (GTK_EDITABLE (self->target)));
}

/* Enter goes on to the next field, as on a typewriter; what only folds and adds is passed over. */
static void
entry_activated_cb (JkkFieldControl *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = NULL;

  for (guint i = 0; root != NULL && i < MOST_STEPS; i++)
    {
      if (!gtk_widget_child_focus (GTK_WIDGET (root), GTK_DIR_TAB_FORWARD))
        return;
      focus = gtk_root_get_focus (root);
      if (focus != NULL && gtk_widget_get_ancestor (focus, JKK_TYPE_FIELD_CONTROL) != NULL)
        return;
    }
}

static const char *
hint_of (JkkFieldKind kind)
{
  switch (kind)
    {
    case JKK_KIND_DAY:
      return _ ("day-month-year");
    case JKK_KIND_TIME:
      return _ ("hour.minute");
    case JKK_KIND_TEXT:
    case JKK_KIND_LONG:
    case JKK_KIND_CODE:
    case JKK_KIND_MONEY:
    case JKK_KIND_COUNT:
    case JKK_KIND_PERCENT:
    case JKK_KIND_FLAG:
      break;
    }
  return "";
}

static GtkWidget *
build_entry (JkkFieldControl *self)
{
  GtkWidget *entry = gtk_entry_new ();

  self->target = entry;
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 12);
  /* The draft undoes, over all fields. */
  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), FALSE);
  if (self->field->kind == JKK_KIND_MONEY)
    gtk_editable_set_alignment (GTK_EDITABLE (entry), 1);
  if (!jkk_field_is_text (self->field))
    {
      gtk_widget_add_css_class (entry, "tabular");
      gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_FREE_FORM);
    }
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (entry_changed_cb), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (entry_activated_cb), self);
  follow_focus (self, entry);
  return entry;
}

static void
show_reading (JkkFieldControl *self, const JkkFieldState *state, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->reading), text != NULL && *text != '\0' ? text : "—");
  gtk_widget_set_visible (self->reading, !state->editable);
  gtk_widget_set_visible (self->typing, state->editable);
}

static void
show_entry (JkkFieldControl *self, const JkkFieldState *state)
{
  GtkEditable *entry = GTK_EDITABLE (self->target);
  const char *hint = state->needed ? _ ("to be filled in") : hint_of (self->field->kind);

  if (strcmp (gtk_editable_get_text (entry), state->text) != 0)
    {
      gtk_editable_set_text (entry, state->text);
      /* Of a long text the beginning is seen, except where somebody types. */
      gtk_editable_set_position (entry, gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (entry))) ? -1 : 0);
    }
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), hint);
  gtk_widget_set_tooltip_text (self->target, g_utf8_strlen (state->text, -1) > LONG_LINE ? state->text : NULL);
  show_reading (self, state, state->text);
}

/* ---- Several lines ----------------------------------------------------------------------------------------------- */

static void
lines_changed_cb (JkkFieldControl *self)
{
  g_autofree char *text = jkk_lines_get_text (JKK_LINES (self->typing));

  emit_edited (self, text);
}

static GtkWidget *
build_lines (JkkFieldControl *self)
{
  GtkWidget *lines = jkk_lines_new ();
  GtkTextView *view = jkk_lines_get_view (JKK_LINES (lines));

  self->target = GTK_WIDGET (view);
  g_signal_connect_object (gtk_text_view_get_buffer (view), "changed", G_CALLBACK (lines_changed_cb), self,
                           G_CONNECT_SWAPPED);
  follow_focus (self, self->target);
  return lines;
}

static void
show_lines (JkkFieldControl *self, const JkkFieldState *state)
{
  const char *hint = state->needed && state->editable ? _ ("to be filled in") : state->editable ? "" : "—";

  jkk_lines_show (JKK_LINES (self->typing), state->text, hint, state->editable);
}

/* ---- A term of a list -------------------------------------------------------------------------------------------- */

static void
choice_changed_cb (JkkFieldControl *self)
{
  emit_edited (self, jkk_choice_get_code (self->target));
  emit_settled (self);
}

static GtkWidget *
build_choice (JkkFieldControl *self)
{
  self->target = jkk_choice_new (jkk_code_list_get (self->field->codes));
  g_signal_connect_swapped (self->target, "notify::selected", G_CALLBACK (choice_changed_cb), self);
  return self->target;
}

static void
show_choice (JkkFieldControl *self, const JkkFieldState *state)
{
  const char *code = *state->text != '\0' ? state->text : NULL;

  jkk_choice_show (self->target, code, state->needed ? _ ("to be filled in") : "—");
  jkk_choice_name (self->target, jkk_field_label (self->field));
  show_reading (self, state, jkk_code_list_label (self->field->codes, code));
}

/* ---- Yes, no, not stated ----------------------------------------------------------------------------------------- */

static void
flag_toggled_cb (JkkFieldControl *self, GtkToggleButton *button)
{
  GtkWidget *other = GTK_WIDGET (button) == self->yes ? self->no : self->yes;

  if (self->showing)
    return;
  if (gtk_toggle_button_get_active (button))
    {
      self->showing = TRUE;
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (other), FALSE);
      self->showing = FALSE;
      emit_edited (self, GTK_WIDGET (button) == self->yes ? "ya" : "tidak");
    }
  else
    emit_edited (self, "");
  emit_settled (self);
}

static GtkWidget *
flag_button (JkkFieldControl *self, GtkWidget *box, const char *text)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (text);
  g_autofree char *name = g_strdup_printf ("%s: %s", jkk_field_label (self->field), text);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (flag_toggled_cb), self);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
build_flag (JkkFieldControl *self)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  self->yes = flag_button (self, box, _ ("Yes"));
  self->no = flag_button (self, box, _ ("No"));
  self->target = self->yes;
  return box;
}

static void
show_flag (JkkFieldControl *self, const JkkFieldState *state)
{
  gboolean yes = strcmp (state->text, "ya") == 0, no = strcmp (state->text, "tidak") == 0;

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->yes), yes);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->no), no);
  show_reading (self, state, yes ? _ ("Yes") : no ? _ ("No") : NULL);
}

/* ---- The widget -------------------------------------------------------------------------------------------------- */

static const ControlKind kinds[] = {
  [JKK_KIND_TEXT] = { build_entry, show_entry },   [JKK_KIND_LONG] = { build_lines, show_lines },
  [JKK_KIND_CODE] = { build_choice, show_choice }, [JKK_KIND_DAY] = { build_entry, show_entry },
  [JKK_KIND_TIME] = { build_entry, show_entry },   [JKK_KIND_MONEY] = { build_entry, show_entry },
  [JKK_KIND_COUNT] = { build_entry, show_entry },  [JKK_KIND_PERCENT] = { build_entry, show_entry },
  [JKK_KIND_FLAG] = { build_flag, show_flag },
};

static void
jkk_field_control_class_init (JkkFieldControlClass *klass)
{
  signals[EDITED] = g_signal_new ("edited", JKK_TYPE_FIELD_CONTROL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_STRING);
  signals[SETTLED] =
      g_signal_new ("settled", JKK_TYPE_FIELD_CONTROL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jkk_field_control_init (JkkFieldControl *self)
{
}

/* Beside the control stands its text, for a case that may not be edited: whole, and to be selected. */
static GtkWidget *
with_reading (JkkFieldControl *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->reading = gtk_label_new (NULL);
  gtk_label_set_selectable (GTK_LABEL (self->reading), TRUE);
  gtk_label_set_wrap (GTK_LABEL (self->reading), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->reading), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->reading), self->field->kind == JKK_KIND_MONEY ? 1 : 0);
  gtk_widget_add_css_class (self->reading, "jkk-reading");
  gtk_widget_add_css_class (self->reading, "tabular");
  gtk_widget_set_visible (self->reading, FALSE);
  gtk_widget_set_hexpand (self->reading, TRUE);
  gtk_widget_set_hexpand (self->typing, self->field->kind != JKK_KIND_FLAG);
  gtk_box_append (GTK_BOX (box), self->typing);
  gtk_box_append (GTK_BOX (box), self->reading);
  return box;
}

/**
 * jkk_field_control_new:
 * @field: a field
 *
 * Returns: (transfer floating): its control, empty.
 */
GtkWidget *
jkk_field_control_new (const JkkField *field)
{
  JkkFieldControl *self = g_object_new (JKK_TYPE_FIELD_CONTROL, NULL);
  const char *label = jkk_field_label (field);

  self->field = field;
  self->typing = kinds[field->kind].build (self);
  adw_bin_set_child (ADW_BIN (self), field->kind == JKK_KIND_LONG ? self->typing : with_reading (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (field->kind == JKK_KIND_FLAG ? self->typing : self->target),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}

static void
set_css_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/**
 * jkk_field_control_show:
 * @self: a control
 * @state: what it shows
 *
 * The only place that sets its widgets. What is being typed stays as it is when it is the same text.
 */
void
jkk_field_control_show (JkkFieldControl *self, const JkkFieldState *state)
{
  g_return_if_fail (JKK_IS_FIELD_CONTROL (self));

  self->showing = TRUE;
  kinds[self->field->kind].show (self, state);
  self->showing = FALSE;
  set_css_class (self->typing, "error", state->error != NULL);
  set_css_class (self->typing, "jkk-warned", state->error == NULL && state->warning != NULL);
  set_css_class (self->typing, "jkk-needed", state->needed && state->editable);
  set_css_class (self->typing, "jkk-reading", !state->editable);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->target), GTK_ACCESSIBLE_STATE_INVALID,
                               state->error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/**
 * jkk_field_control_get_target:
 * @self: a control
 *
 * Returns: (transfer none): the widget that takes the keyboard focus.
 */
GtkWidget *
jkk_field_control_get_target (JkkFieldControl *self)
{
  g_return_val_if_fail (JKK_IS_FIELD_CONTROL (self), NULL);

  return gtk_widget_get_visible (self->typing) ? self->target : self->reading;
}
