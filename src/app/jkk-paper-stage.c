#include "jkk-paper-stage.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "jkk-paper-search.h"

/* The small pictures follow when the hand rests, milliseconds. */
#define STRIP_CALM 300
/* Above a page that is gone to, pixels. */
#define PAGE_AIR 4

struct _JkkPaperStage
{
  AdwBin parent_instance;

  int zoom;
  guint page;
  guint strip_id;
  gboolean strip_stale;
  JkkPaperSearch *search_run; /* (owned) */

  /* Template */
  AdwBin *bar;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search;
  GtkLabel *matches;
  GtkRevealer *strip_revealer;
  GtkScrolledWindow *strip_scroller;
  GtkScrolledWindow *scroller;

  JkkPaperView *view;
  JkkPaperView *strip;
};

G_DEFINE_FINAL_TYPE (JkkPaperStage, jkk_paper_stage, ADW_TYPE_BIN)

enum
{
  PROP_ZOOM = 1,
  PROP_THUMBNAILS,
  PROP_PAGE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static GtkAdjustment *
adjustment_of (JkkPaperStage *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scroller);
}

/* ---- Pages ------------------------------------------------------------------------------------------------------- */

/* The page of which most is seen begins above the middle. */
static void
scrolled_cb (JkkPaperStage *self)
{
  GtkAdjustment *adjustment = adjustment_of (self);
  guint page = jkk_paper_view_get_page_at (self->view, gtk_adjustment_get_value (adjustment) +
                                                           gtk_adjustment_get_page_size (adjustment) / 3);
  graphene_rect_t place;

  jkk_paper_view_set_current (self->strip, page);
  if (page == self->page)
    return;
  self->page = page;
  if (jkk_paper_view_get_page_place (self->strip, page, &place))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (self->strip_scroller), (double) place.origin.y,
                               (double) (place.origin.y + place.size.height));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

/**
 * jkk_paper_stage_go_to_page:
 * @self: a stage
 * @page: number of a page, from 0; beyond the last one nothing happens
 */
void
jkk_paper_stage_go_to_page (JkkPaperStage *self, guint page)
{
  graphene_rect_t place;

  g_return_if_fail (JKK_IS_PAPER_STAGE (self));

  if (jkk_paper_view_get_page_place (self->view, page, &place))
    gtk_adjustment_set_value (adjustment_of (self), (double) place.origin.y - PAGE_AIR);
}

/**
 * jkk_paper_stage_show_place:
 * @self: a stage
 * @place: a place in the view, pixels
 *
 * Brings it into sight; what is seen already stays where it is.
 */
void
jkk_paper_stage_show_place (JkkPaperStage *self, const graphene_rect_t *place)
{
  g_return_if_fail (JKK_IS_PAPER_STAGE (self));

  GtkAdjustment *vertical = adjustment_of (self);
  GtkAdjustment *horizontal = gtk_scrolled_window_get_hadjustment (self->scroller);
  double top = (double) place->origin.y, bottom = top + (double) place->size.height;
  double from = gtk_adjustment_get_value (vertical), page = gtk_adjustment_get_page_size (vertical);

  if (top < from || bottom > from + page)
    gtk_adjustment_set_value (vertical, top - page / 3);
  gtk_adjustment_clamp_page (horizontal, (double) place->origin.x, (double) (place->origin.x + place->size.width));
}

static void
page_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkPaperStage *self = JKK_PAPER_STAGE (widget);
  GtkAdjustment *adjustment = adjustment_of (self);
  /* The page at the upper edge, not the one of which most is seen: each press goes on. */
  guint page = jkk_paper_view_get_page_at (self->view, gtk_adjustment_get_value (adjustment) + 2 * PAGE_AIR + 1);

  if (g_str_equal (name, "paper.next-page"))
    jkk_paper_stage_go_to_page (self, page + 1);
  else if (page > 0)
    jkk_paper_stage_go_to_page (self, page - 1);
  else
    gtk_adjustment_set_value (adjustment, 0);
}

/* ---- Small pictures ---------------------------------------------------------------------------------------------- */

static gboolean
has_strip (JkkPaperStage *self)
{
  return gtk_revealer_get_reveal_child (self->strip_revealer);
}

static void
refresh_strip (JkkPaperStage *self)
{
  gpointer paper;
  const JkkPaperSource *source = jkk_paper_view_get_paper (self->view, &paper);

  g_clear_handle_id (&self->strip_id, g_source_remove);
  self->strip_stale = FALSE;
  jkk_paper_view_set_paper (self->strip, source, paper, _ ("Pages"));
  jkk_paper_view_set_current (self->strip, self->page);
}

static gboolean
strip_calm_cb (gpointer data)
{
  JkkPaperStage *self = data;

  self->strip_id = 0;
  if (has_strip (self))
    refresh_strip (self);
  return G_SOURCE_REMOVE;
}

static void
touch_strip (JkkPaperStage *self)
{
  self->strip_stale = TRUE;
  g_clear_handle_id (&self->strip_id, g_source_remove);
  self->strip_id = g_timeout_add (STRIP_CALM, strip_calm_cb, self);
}

static void
strip_pressed_cb (JkkPaperStage *self, int n_press, double x, double y)
{
  jkk_paper_stage_go_to_page (self, jkk_paper_view_get_page_at (self->strip, y));
}

static void
set_thumbnails (JkkPaperStage *self, gboolean shown)
{
  if (shown == has_strip (self))
    return;
  gtk_revealer_set_reveal_child (self->strip_revealer, shown);
  if (shown && self->strip_stale)
    refresh_strip (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_THUMBNAILS]);
}

/* ---- Size and turns ---------------------------------------------------------------------------------------------- */

/**
 * jkk_paper_stage_zoom:
 * @self: a stage
 * @step: 1 larger, -1 smaller, 0 as wide as its place
 */
void
jkk_paper_stage_zoom (JkkPaperStage *self, int step)
{
  g_return_if_fail (JKK_IS_PAPER_STAGE (self));

  self->zoom = jkk_paper_view_step_zoom (self->view, step);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}

static void
zoom_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  int step = g_str_equal (name, "paper.zoom-in") ? 1 : g_str_equal (name, "paper.zoom-out") ? -1 : 0;

  jkk_paper_stage_zoom (JKK_PAPER_STAGE (widget), step);
}

static void
rotate_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkPaperStage *self = JKK_PAPER_STAGE (widget);
  guint turns = jkk_paper_view_get_turns (self->view) + (g_str_equal (name, "paper.rotate-right") ? 1 : 3);

  jkk_paper_view_set_turns (self->view, turns);
  jkk_paper_view_set_turns (self->strip, turns);
}

static gboolean
wheel_cb (JkkPaperStage *self, double dx, double dy, GtkEventController *controller)
{
  if ((gtk_event_controller_get_current_event_state (controller) & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  if (fabs (dy) > 0)
    jkk_paper_stage_zoom (self, dy < 0 ? 1 : -1);
  return GDK_EVENT_STOP;
}

/* ---- Looking for a text ------------------------------------------------------------------------------------------ */

static void
show_hit (JkkPaperStage *self)
{
  guint current = jkk_paper_search_get_current (self->search_run);
  graphene_rect_t place;
  g_autofree char *text = jkk_paper_search_describe (self->search_run);

  gtk_label_set_text (self->matches, text);
  jkk_paper_view_set_hits (self->view, jkk_paper_search_get_hits (self->search_run), current);
  if (jkk_paper_view_get_hit_place (self->view, current, &place))
    jkk_paper_stage_show_place (self, &place);
}

static void
found_cb (JkkPaperStage *self)
{
  gboolean nothing = jkk_paper_search_is_vain (self->search_run);

  if (nothing)
    gtk_widget_add_css_class (GTK_WIDGET (self->search), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->search), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_STATE_INVALID,
                               nothing ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  show_hit (self);
}

static void
run_search (JkkPaperStage *self)
{
  gpointer paper;
  const JkkPaperSource *source = jkk_paper_view_get_paper (self->view, &paper);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  jkk_paper_search_run (self->search_run, source, paper, gtk_search_bar_get_search_mode (self->search_bar) ? text : "",
                        self->page);
}

static void
step_hit (JkkPaperStage *self, int step)
{
  if (!gtk_search_bar_get_search_mode (self->search_bar))
    {
      jkk_paper_stage_find (self);
      return;
    }
  jkk_paper_search_step (self->search_run, step);
  show_hit (self);
}

static void
find_next (JkkPaperStage *self)
{
  step_hit (self, 1);
}

static void
on_search_stopped_cb (JkkPaperStage *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/**
 * jkk_paper_stage_find:
 * @self: a stage
 *
 * Takes the keyboard to the bar in which one looks for a text.
 */
void
jkk_paper_stage_find (JkkPaperStage *self)
{
  g_return_if_fail (JKK_IS_PAPER_STAGE (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

static void
find_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkPaperStage *self = JKK_PAPER_STAGE (widget);

  if (g_str_equal (name, "paper.find"))
    jkk_paper_stage_find (self);
  else
    step_hit (self, g_str_equal (name, "paper.find-next") ? 1 : -1);
}

/**
 * jkk_paper_stage_get_n_hits:
 * @self: a stage
 *
 * Returns: in how many places the text that is looked for was found.
 */
guint
jkk_paper_stage_get_n_hits (JkkPaperStage *self)
{
  g_return_val_if_fail (JKK_IS_PAPER_STAGE (self), 0);

  GArray *hits = jkk_paper_search_get_hits (self->search_run);
  return hits != NULL ? hits->len : 0;
}

/* ---- The widget -------------------------------------------------------------------------------------------------- */

static void
jkk_paper_stage_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  JkkPaperStage *self = JKK_PAPER_STAGE (object);

  switch (id)
    {
    case PROP_ZOOM:
      g_value_set_int (value, self->zoom);
      break;
    case PROP_THUMBNAILS:
      g_value_set_boolean (value, has_strip (self));
      break;
    case PROP_PAGE:
      g_value_set_uint (value, self->page);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
jkk_paper_stage_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  JkkPaperStage *self = JKK_PAPER_STAGE (object);

  switch (id)
    {
    case PROP_ZOOM:
      if (self->zoom == g_value_get_int (value))
        break;
      self->zoom = g_value_get_int (value);
      jkk_paper_view_set_zoom (self->view, self->zoom);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_THUMBNAILS:
      set_thumbnails (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
jkk_paper_stage_dispose (GObject *object)
{
  JkkPaperStage *self = JKK_PAPER_STAGE (object);

  g_clear_handle_id (&self->strip_id, g_source_remove);
  if (self->search_run != NULL)
    g_signal_handlers_disconnect_by_data (self->search_run, self);
  g_clear_object (&self->search_run);
  G_OBJECT_CLASS (jkk_paper_stage_parent_class)->dispose (object);
}

static const struct
{
  const char *name;
  GtkWidgetActionActivateFunc func;
} actions[] = {
  { "paper.zoom-in", zoom_action_cb },
  { "paper.zoom-out", zoom_action_cb },
  { "paper.fit", zoom_action_cb },
  { "paper.rotate-left", rotate_action_cb },
  { "paper.rotate-right", rotate_action_cb },
  { "paper.next-page", page_action_cb },
  { "paper.previous-page", page_action_cb },
  { "paper.find", find_action_cb },
  { "paper.find-next", find_action_cb },
  { "paper.find-previous", find_action_cb },
};

static const struct
{
  const char *trigger;
  const char *action;
} keys[] = {
  { "<Control>plus|<Control>equal|<Control>KP_Add", "paper.zoom-in" },
  { "<Control>minus|<Control>KP_Subtract", "paper.zoom-out" },
  { "<Control>0|<Control>KP_0", "paper.fit" },
  { "<Control>Page_Down|<Control>KP_Page_Down", "paper.next-page" },
  { "<Control>Page_Up|<Control>KP_Page_Up", "paper.previous-page" },
  { "<Control>r", "paper.rotate-right" },
  { "<Control><Shift>r", "paper.rotate-left" },
  { "F4", "paper.thumbnails" },
  { "<Control><Shift>f", "paper.find" },
  { "F3|<Control>g", "paper.find-next" },
  { "<Shift>F3|<Control><Shift>g", "paper.find-previous" },
};

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_ZOOM] = g_param_spec_int ("zoom", NULL, NULL, JKK_ZOOM_FIT, 1000, JKK_ZOOM_FIT,
                                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_THUMBNAILS] = g_param_spec_boolean (
      "thumbnails", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_PAGE] =
      g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-paper-stage.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkPaperStage, bar);
  gtk_widget_class_bind_template_child (widget_class, JkkPaperStage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, JkkPaperStage, search);
  gtk_widget_class_bind_template_child (widget_class, JkkPaperStage, matches);
  gtk_widget_class_bind_template_child (widget_class, JkkPaperStage, strip_revealer);
  gtk_widget_class_bind_template_child (widget_class, JkkPaperStage, strip_scroller);
  gtk_widget_class_bind_template_child (widget_class, JkkPaperStage, scroller);
  gtk_widget_class_bind_template_callback (widget_class, run_search);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped_cb);
}

static void
jkk_paper_stage_class_init (JkkPaperStageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = jkk_paper_stage_dispose;
  object_class->get_property = jkk_paper_stage_get_property;
  object_class->set_property = jkk_paper_stage_set_property;
  install_properties (object_class);
  bind_template (widget_class);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].func);
  gtk_widget_class_install_property_action (widget_class, "paper.thumbnails", "thumbnails");
}

static void
add_keys (JkkPaperStage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger), gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
add_hands (JkkPaperStage *self)
{
  GtkEventController *wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (wheel, "scroll", G_CALLBACK (wheel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), wheel);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (strip_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->strip), GTK_EVENT_CONTROLLER (click));
}

static void
jkk_paper_stage_init (JkkPaperStage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->view = JKK_PAPER_VIEW (jkk_paper_view_new ());
  self->strip = JKK_PAPER_VIEW (jkk_paper_view_new ());
  jkk_paper_view_set_small (self->strip);
  gtk_widget_set_focusable (GTK_WIDGET (self->view), TRUE);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->view));
  gtk_scrolled_window_set_child (self->strip_scroller, GTK_WIDGET (self->strip));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search));
  self->search_run = jkk_paper_search_new ();
  g_signal_connect_swapped (self->search_run, "found", G_CALLBACK (found_cb), self);
  /* Enter, Ctrl+G and Ctrl+Shift+G in the entry. */
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (find_next), self);
  g_signal_connect_swapped (self->search, "next-match", G_CALLBACK (find_next), self);
  g_signal_connect_swapped (self->search_bar, "notify::search-mode-enabled", G_CALLBACK (run_search), self);
  g_signal_connect_object (adjustment_of (self), "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->view, "scaled", G_CALLBACK (scrolled_cb), self);
  add_keys (self);
  add_hands (self);
}

/**
 * jkk_paper_stage_new:
 *
 * Returns: (transfer floating): a stage without a paper.
 */
GtkWidget *
jkk_paper_stage_new (void)
{
  return g_object_new (JKK_TYPE_PAPER_STAGE, NULL);
}

/**
 * jkk_paper_stage_get_view:
 * @self: a stage
 *
 * Returns: (transfer none): its pages.
 */
JkkPaperView *
jkk_paper_stage_get_view (JkkPaperStage *self)
{
  g_return_val_if_fail (JKK_IS_PAPER_STAGE (self), NULL);

  return self->view;
}

/**
 * jkk_paper_stage_set_bar:
 * @self: a stage
 * @bar: (nullable): what stands above the pages
 */
void
jkk_paper_stage_set_bar (JkkPaperStage *self, GtkWidget *bar)
{
  g_return_if_fail (JKK_IS_PAPER_STAGE (self));

  adw_bin_set_child (self->bar, bar);
}

/* What stands around the pages follows them. */
static void
follow (JkkPaperStage *self)
{
  touch_strip (self);
  if (gtk_search_bar_get_search_mode (self->search_bar))
    run_search (self);
}

/**
 * jkk_paper_stage_set_paper:
 * @self: a stage
 * @source: (nullable): what the paper can do
 * @paper: (nullable): a paper, or %NULL for none
 * @title: what it is, for screen readers
 *
 * Shows another paper, from its beginning.
 */
void
jkk_paper_stage_set_paper (JkkPaperStage *self, const JkkPaperSource *source, gpointer paper, const char *title)
{
  g_return_if_fail (JKK_IS_PAPER_STAGE (self));

  jkk_paper_view_set_paper (self->view, source, paper, title);
  gtk_adjustment_set_value (adjustment_of (self), 0);
  follow (self);
}

/**
 * jkk_paper_stage_set_printout:
 * @self: a stage
 * @printout: (nullable): a paper
 * @title: what it is, see jkk_paper_view_set_printout()
 */
void
jkk_paper_stage_set_printout (JkkPaperStage *self, JkkPrintout *printout, const char *title)
{
  g_return_if_fail (JKK_IS_PAPER_STAGE (self));

  jkk_paper_view_set_printout (self->view, printout, title);
  follow (self);
}
