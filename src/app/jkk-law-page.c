#include "jkk-law-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-focus.h"
#include "jkk-law-axis.h"
#include "jkk-law-dialog.h"
#include "jkk-law-state.h"
#include "jkk-law-strip-view.h"
#include "jkk-rehearsal-dialog.h"
#include "jkk-text.h"

struct _JkkLawPage
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkBox *segments;
  GtkEditable *search;
  GtkCheckButton *unconfirmed;
  GtkLabel *head;
  GtkDrawingArea *axis;
  GtkListBox *list;
  GtkLabel *title;
  GtkLabel *value;
  GtkWidget *mark_box;
  GtkImage *mark_icon;
  GtkLabel *mark_text;
  GtkBox *details;
  GtkWidget *buttons;
  GtkLabel *may_not;

  /* Owned */
  JkkOffice *office;
  GPtrArray *strips;  /* JkkLawStrip */
  GPtrArray *rows;    /* JkkLawRow, of the strips */
  GPtrArray *entries; /* JkkLawEntry */
  GtkSizeGroup *columns;
  char *segment;
  char *chosen; /* name of the figure that is chosen */
  guint band;   /* which of its values */
  gboolean refreshing;
};

G_DEFINE_FINAL_TYPE (JkkLawPage, jkk_law_page, ADW_TYPE_BIN)

static const char *const segment_codes[] = { "PU", "BPU", "JAKON", "PMI" };

/* ---- The value that is chosen ---------------------------------------------------------------------------------- */

static const JkkLawRow *
chosen_row (JkkLawPage *self)
{
  guint number;

  return self->rows != NULL && jkk_law_state_find (self->rows, self->chosen, &number) ? self->rows->pdata[number]
                                                                                      : NULL;
}

static const JkkLawBand *
chosen_band (JkkLawPage *self)
{
  const JkkLawRow *row = chosen_row (self);

  return row != NULL && self->band < row->strip->bands->len ? row->strip->bands->pdata[self->band] : NULL;
}

static void
add_detail (GtkBox *box, const JkkLawLine *line)
{
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = jkk_text_new (line->label, "caption-heading"), *text = jkk_text_new (line->text, NULL);

  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  /* The keyboard goes on to what can be done. */
  gtk_widget_set_can_focus (text, FALSE);
  gtk_box_append (GTK_BOX (pair), label);
  gtk_box_append (GTK_BOX (pair), text);
  gtk_box_append (box, pair);
}

static void
refresh_detail (JkkLawPage *self)
{
  const JkkLawRow *row = chosen_row (self);
  const JkkLawBand *band = chosen_band (self);
  const JkkAccount *person = self->office != NULL ? jkk_office_get_person (self->office) : NULL;
  g_autoptr (GError) refusal = NULL;
  gboolean may = band != NULL && band->pack != NULL && jkk_deed_allowed ("confirm-value", person, NULL, &refusal);

  jkk_box_clear (self->details);
  gtk_label_set_text (self->title, band != NULL ? row->title : _ ("Choose a figure."));
  gtk_label_set_text (self->value, band != NULL && band->text != NULL ? band->text : "");
  gtk_widget_set_visible (self->mark_box, band != NULL);
  gtk_widget_set_visible (self->buttons, may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "law.confirm", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "law.correct", may);
  gtk_label_set_text (self->may_not, refusal != NULL && band != NULL ? refusal->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->may_not), refusal != NULL && band != NULL);
  if (band == NULL)
    return;
  gtk_image_set_from_icon_name (self->mark_icon, jkk_law_state_mark_icon (band->mark));
  gtk_label_set_text (self->mark_text, jkk_law_mark_label (band->mark));
  g_autoptr (GPtrArray) lines = jkk_law_state_details (row->strip, self->band, self->entries);
  for (guint i = 0; i < lines->len; i++)
    add_detail (self->details, lines->pdata[i]);
}

/* ---- The rows -------------------------------------------------------------------------------------------------- */

static JkkLawStripView *
view_of (GtkListBoxRow *row)
{
  return JKK_LAW_STRIP_VIEW (gtk_widget_get_last_child (gtk_list_box_row_get_child (row)));
}

static void
mark_bands (JkkLawPage *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      const JkkLawRow *shown = self->rows->pdata[i];
      gboolean own = g_strcmp0 (shown->strip->parameter, self->chosen) == 0;

      jkk_law_strip_view_choose (view_of (row), own ? (int) self->band : -1);
    }
}

static void
choose (JkkLawPage *self, const JkkLawRow *row, int band)
{
  jkk_set_str (&self->chosen, row->strip->parameter);
  self->band = band >= 0 ? (guint) band : row->current;
  mark_bands (self);
  refresh_detail (self);
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, gpointer data)
{
  JkkLawPage *self = data;
  GtkWidget *view = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkListBoxRow *row = GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (view, GTK_TYPE_LIST_BOX_ROW));
  int band = jkk_law_strip_view_band_at (JKK_LAW_STRIP_VIEW (view), x);

  gtk_list_box_select_row (self->list, row);
  if (band >= 0)
    choose (self, self->rows->pdata[gtk_list_box_row_get_index (row)], band);
}

static GtkWidget *
row_new (JkkLawPage *self, const JkkLawRow *shown)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *view = jkk_law_strip_view_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (jkk_law_state_mark_icon (shown->mark));
  GtkWidget *title = gtk_label_new (shown->title);
  GtkGesture *click = gtk_gesture_click_new ();
  JkkDay today = jkk_today ();

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (title), 34);
  gtk_label_set_max_width_chars (GTK_LABEL (title), 34);
  gtk_widget_set_tooltip_text (title, shown->title);
  gtk_widget_set_tooltip_text (icon, jkk_law_mark_label (shown->mark));
  gtk_widget_set_opacity (icon, shown->mark == JKK_LAW_OPEN ? 1 : 0.45);
  gtk_box_append (GTK_BOX (names), icon);
  gtk_box_append (GTK_BOX (names), title);
  gtk_size_group_add_widget (self->columns, names);
  jkk_law_strip_view_show (JKK_LAW_STRIP_VIEW (view), shown->strip, jkk_law_window (today), today);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (click));
  gtk_box_append (GTK_BOX (box), names);
  gtk_box_append (GTK_BOX (box), view);
  gtk_widget_add_css_class (row, "jkk-law-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, shown->spoken, -1);
  return row;
}

static void
clear_list (JkkLawPage *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
refresh_list (JkkLawPage *self)
{
  JkkDay today = jkk_today ();
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;
  guint number = 0;

  self->refreshing = TRUE;
  clear_list (self);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  if (self->strips != NULL)
    {
      self->rows = jkk_law_state_rows (self->strips, gtk_editable_get_text (self->search),
                                       gtk_check_button_get_active (self->unconfirmed), today);
      g_autofree char *summary = jkk_law_state_summary (self->strips, self->rows, today);
      gtk_label_set_text (self->head, summary);
      for (guint i = 0; i < self->rows->len; i++)
        gtk_list_box_append (self->list, row_new (self, self->rows->pdata[i]));
    }
  self->refreshing = FALSE;
  if (self->rows != NULL && self->rows->len > 0)
    {
      gboolean known = jkk_law_state_find (self->rows, self->chosen, &number);
      guint band = self->band;

      GtkListBoxRow *chosen = gtk_list_box_get_row_at_index (self->list, known ? (int) number : 0);
      gtk_list_box_select_row (self->list, chosen);
      if (known)
        choose (self, self->rows->pdata[number], (int) band);
      if (had_focus)
        gtk_widget_grab_focus (GTK_WIDGET (chosen));
    }
  refresh_detail (self);
}

static void
on_row_selected_cb (JkkLawPage *self, GtkListBoxRow *row)
{
  if (!self->refreshing && row != NULL)
    choose (self, self->rows->pdata[gtk_list_box_row_get_index (row)], -1);
}

static void
on_filter_changed_cb (JkkLawPage *self)
{
  refresh_list (self);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer data)
{
  JkkLawPage *self = data;
  const JkkLawRow *row = chosen_row (self);
  int step = key == GDK_KEY_Right ? 1 : key == GDK_KEY_Left ? -1 : 0;

  if (row == NULL || step == 0)
    return GDK_EVENT_PROPAGATE;
  choose (self, row, CLAMP ((int) self->band + step, 0, (int) row->strip->bands->len - 1));
  return GDK_EVENT_STOP;
}

/* Lays the law out as the office knows it now. The rows look at the strips, so the old ones go last. */
static void
lay_out (JkkLawPage *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->strips);

  if (self->office != NULL && jkk_office_get_person (self->office) != NULL)
    self->strips = jkk_law_strips (self->office, self->segment, jkk_today (), NULL);
  refresh_list (self);
}

/* ---- What is done here ----------------------------------------------------------------------------------------- */

static void
open_dialog (JkkLawPage *self, gboolean correct)
{
  const JkkLawBand *band = chosen_band (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (band != NULL && band->pack != NULL && GTK_IS_WINDOW (root))
    jkk_law_dialog_open (GTK_WINDOW (root), self->office, band, correct);
}

static void
confirm_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_dialog (JKK_LAW_PAGE (widget), FALSE);
}

static void
correct_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_dialog (JKK_LAW_PAGE (widget), TRUE);
}

static void
rehearse_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkLawPage *self = JKK_LAW_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (self->office != NULL && GTK_IS_WINDOW (root))
    jkk_rehearsal_dialog_open (GTK_WINDOW (root), self->office, NULL);
}

static void
segment_toggled_cb (GtkToggleButton *button, gpointer data)
{
  JkkLawPage *self = data;

  if (!gtk_toggle_button_get_active (button) || self->refreshing)
    return;
  jkk_set_str (&self->segment, gtk_button_get_label (GTK_BUTTON (button)));
  lay_out (self);
}

static void
add_segments (JkkLawPage *self)
{
  GtkToggleButton *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (segment_codes); i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (segment_codes[i]);

      gtk_widget_set_tooltip_text (button, jkk_code_list_label ("segment", segment_codes[i]));
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      first = first != NULL ? first : GTK_TOGGLE_BUTTON (button);
      gtk_box_append (self->segments, button);
    }
  gtk_toggle_button_set_active (first, TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->segments)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    g_signal_connect (child, "toggled", G_CALLBACK (segment_toggled_cb), self);
}

/* ---- The page -------------------------------------------------------------------------------------------------- */

static void
jkk_law_page_dispose (GObject *object)
{
  JkkLawPage *self = JKK_LAW_PAGE (object);

  g_clear_object (&self->office);
  G_OBJECT_CLASS (jkk_law_page_parent_class)->dispose (object);
}

static void
jkk_law_page_finalize (GObject *object)
{
  JkkLawPage *self = JKK_LAW_PAGE (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->strips, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_object (&self->columns);
  g_free (self->segment);
  g_free (self->chosen);
  G_OBJECT_CLASS (jkk_law_page_parent_class)->finalize (object);
}

static void
jkk_law_page_class_init (JkkLawPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_law_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_law_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-law-page.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkLawPage, segments);
  gtk_widget_class_bind_template_child (widget_class, JkkLawPage, search);
  gtk_widget_class_bind_template_child (widget_class, JkkLawPage, unconfirmed);
  gtk_widget_class_bind_template_child (widget_class, JkkLawPage, head);
  gtk_widget_class_bind_template_child (widget_class, JkkLawPage, axis);
  gtk_widget_class_bind_template_child (widget_class, JkkLawPage, list);
  gtk_widget_class_bind_template_child (widget_class, JkkLawPage, title);
  gtk_widget_class_bind_template_child (widget_class, JkkLawPage, value);
  gtk_widget_class_bind_template_child (widget_class, JkkLawPage, mark_box);
  gtk_widget_class_bind_template_child (widget_class, JkkLawPage, mark_icon);
  gtk_widget_class_bind_template_child (widget_class, JkkLawPage, mark_text);
  gtk_widget_class_bind_template_child (widget_class, JkkLawPage, details);
  gtk_widget_class_bind_template_child (widget_class, JkkLawPage, buttons);
  gtk_widget_class_bind_template_child (widget_class, JkkLawPage, may_not);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_install_action (widget_class, "law.confirm", NULL, confirm_cb);
  gtk_widget_class_install_action (widget_class, "law.correct", NULL, correct_cb);
  gtk_widget_class_install_action (widget_class, "law.rehearse", NULL, rehearse_cb);
}

static void
jkk_law_page_init (JkkLawPage *self)
{
  GtkEventController *keys;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->segment = g_strdup (segment_codes[0]);
  self->columns = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_size_group_add_widget (self->columns, GTK_WIDGET (self->head));
  gtk_drawing_area_set_draw_func (self->axis, jkk_law_axis_draw, NULL, NULL);
  keys = gtk_event_controller_key_new ();
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  jkk_focus_leave_list (self->list);
  add_segments (self);
}

static void
entries_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkLawPage) self = data;
  g_autoptr (GPtrArray) entries = jkk_law_entries_finish (JKK_OFFICE (source), result, NULL);

  if (JKK_OFFICE (source) != self->office || entries == NULL)
    return;
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = g_steal_pointer (&entries);
  lay_out (self);
}

/**
 * jkk_law_page_refresh:
 * @self: the page
 *
 * Reads what the office has entered and lays the law out by it; what stands there stays until then.
 */
void
jkk_law_page_refresh (JkkLawPage *self)
{
  g_return_if_fail (JKK_IS_LAW_PAGE (self));

  if (self->strips == NULL)
    lay_out (self);
  if (self->strips != NULL)
    jkk_law_entries_async (self->office, NULL, entries_read_cb, g_object_ref (self));
}

/**
 * jkk_law_page_set_office:
 * @self: the page
 * @office: (nullable): whose law it is, or %NULL to forget all
 */
void
jkk_law_page_set_office (JkkLawPage *self, JkkOffice *office)
{
  g_return_if_fail (JKK_IS_LAW_PAGE (self));

  g_set_object (&self->office, office);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  lay_out (self);
}

/* Whether the segment that is shown has @parameter, and from the regulation @pack if that is said. */
static gboolean
segment_has (JkkLawPage *self, const char *pack, const char *parameter, guint *row)
{
  if (self->rows == NULL || !jkk_law_state_find (self->rows, parameter, row))
    return FALSE;
  const JkkLawStrip *strip = ((JkkLawRow *) self->rows->pdata[*row])->strip;
  for (guint i = 0; i < strip->bands->len; i++)
    if (pack == NULL || g_strcmp0 (((JkkLawBand *) strip->bands->pdata[i])->pack, pack) == 0)
      return TRUE;
  return FALSE;
}

/**
 * jkk_law_page_choose:
 * @self: the page
 * @figure: name of a figure, also with its regulation before it ("PP-82-2019/funeral")
 *
 * Shows it, whatever was searched for and whichever segment was shown.
 */
void
jkk_law_page_choose (JkkLawPage *self, const char *figure)
{
  const char *slash = strrchr (figure, '/'), *parameter = slash != NULL ? slash + 1 : figure;
  g_autofree char *pack = slash != NULL ? g_strndup (figure, (gsize) (slash - figure)) : NULL;
  guint row;

  g_return_if_fail (JKK_IS_LAW_PAGE (self));

  gtk_editable_set_text (self->search, "");
  gtk_check_button_set_active (self->unconfirmed, FALSE);
  refresh_list (self);
  gboolean found = segment_has (self, pack, parameter, &row);
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->segments)); button != NULL && !found;
       button = gtk_widget_get_next_sibling (button))
    {
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
      found = segment_has (self, pack, parameter, &row);
    }
  if (!found)
    return;
  GtkListBoxRow *widget = gtk_list_box_get_row_at_index (self->list, (int) row);
  gtk_list_box_select_row (self->list, widget);
  gtk_widget_grab_focus (GTK_WIDGET (widget));
}

/**
 * jkk_law_page_search:
 * @self: the page
 *
 * Gives the keyboard to the search for figures.
 */
void
jkk_law_page_search (JkkLawPage *self)
{
  g_return_if_fail (JKK_IS_LAW_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/**
 * jkk_law_page_focus:
 * @self: the page
 *
 * Gives the keyboard to the figure that is chosen.
 */
void
jkk_law_page_focus (JkkLawPage *self)
{
  g_return_if_fail (JKK_IS_LAW_PAGE (self));

  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self->search));
}
