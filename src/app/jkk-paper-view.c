#include "jkk-paper-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "jkk-paper-view-private.h"
#include "jkk-printout-source.h"

/* Pages on which nothing is seen yet stand out from the desk all the same. */
static const GdkRGBA paper_colour = { 1, 1, 1, 1 };
static const GdkRGBA shadow_colour = { 0, 0, 0, 0.35f };

G_DEFINE_FINAL_TYPE (JkkPaperView, jkk_paper_view, GTK_TYPE_WIDGET)

enum
{
  SCALED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
n_pages (JkkPaperView *self)
{
  return jkk_paper_layout_get_n_pages (self->layout);
}

/* ---- Pictures ---------------------------------------------------------------------------------------------------- */

/* What is seen through the scrolled window; without one, all. */
static graphene_rect_t
get_window (JkkPaperView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (self->scroller == NULL)
    return GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget));
  GtkAdjustment *vertical = gtk_scrolled_window_get_vadjustment (self->scroller);
  GtkAdjustment *horizontal = gtk_scrolled_window_get_hadjustment (self->scroller);
  return GRAPHENE_RECT_INIT ((float) gtk_adjustment_get_value (horizontal), (float) gtk_adjustment_get_value (vertical),
                             (float) gtk_adjustment_get_page_size (horizontal),
                             (float) gtk_adjustment_get_page_size (vertical));
}

static void
get_seen (JkkPaperView *self, guint *first, guint *last)
{
  graphene_rect_t window = get_window (self);

  *first = jkk_paper_layout_get_page_at (self->layout, (double) window.origin.y);
  *last = MAX (jkk_paper_layout_get_page_at (self->layout, (double) (window.origin.y + window.size.height)), *first);
}

static void
ask_for_pictures (JkkPaperView *self)
{
  graphene_rect_t window = get_window (self), part;
  guint first, last;

  if (n_pages (self) == 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  get_seen (self, &first, &last);
  for (guint i = first; i <= last; i++)
    if (jkk_paper_layout_get_part (self->layout, i, &window, &part))
      jkk_paper_pictures_see (self->pictures, i, &part);
  jkk_paper_pictures_want (self->pictures, first, last,
                           jkk_paper_layout_get_scale (self->layout) * gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

static void
failed_cb (JkkPaperView *self, guint page, const char *reason)
{
  g_signal_emit (self, signals[FAILED], 0, page, reason);
}

static void
scale_factor_changed_cb (JkkPaperView *self)
{
  jkk_paper_layout_set_grid (self->layout, gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* ---- Place ------------------------------------------------------------------------------------------------------- */

static void
jkk_paper_view_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  JkkPaperView *self = JKK_PAPER_VIEW (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL
                            ? jkk_paper_layout_measure_width (self->layout)
                            : jkk_paper_layout_measure_height (self->layout, for_size);
}

static void
jkk_paper_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  JkkPaperView *self = JKK_PAPER_VIEW (widget);
  double before = jkk_paper_layout_get_scale (self->layout);

  jkk_paper_layout_allocate (self->layout, width);
  ask_for_pictures (self);
  if (fabs (before - jkk_paper_layout_get_scale (self->layout)) > 1e-9)
    g_signal_emit (self, signals[SCALED], 0);
}

static GtkSizeRequestMode
jkk_paper_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Gives pages their places now, so that whoever scrolls before the next frame gets there. */
static void
allocate_now (JkkPaperView *self)
{
  int width, height;

  if (self->scroller == NULL)
    return;
  GtkAdjustment *vertical = gtk_scrolled_window_get_vadjustment (self->scroller);
  GtkAdjustment *horizontal = gtk_scrolled_window_get_hadjustment (self->scroller);
  width = MAX (jkk_paper_layout_measure_width (self->layout), (int) gtk_adjustment_get_page_size (horizontal));
  jkk_paper_layout_allocate (self->layout, width);
  height = MAX (jkk_paper_layout_measure_height (self->layout, width), (int) gtk_adjustment_get_page_size (vertical));
  gtk_adjustment_set_upper (vertical, height);
  gtk_adjustment_set_upper (horizontal, width);
}

/* What is seen in the middle stays there when the size changes: both adjustments follow before the next frame. */
static void
relayout (JkkPaperView *self)
{
  graphene_rect_t window = get_window (self), place;
  double x, y, middle_x = (double) (window.origin.x + window.size.width / 2);
  double middle_y = (double) (window.origin.y + window.size.height / 2);
  guint page = 0;

  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (self->scroller == NULL || gtk_widget_get_width (GTK_WIDGET (self)) == 0 || n_pages (self) == 0)
    return;
  jkk_paper_layout_find (self->layout, middle_x, middle_y, &page, &x, &y);
  allocate_now (self);
  place = jkk_paper_layout_place (self->layout, page, x, y, 0, 0);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller),
                            (double) (place.origin.y - window.size.height / 2));
  gtk_adjustment_set_value (gtk_scrolled_window_get_hadjustment (self->scroller),
                            (double) (place.origin.x - window.size.width / 2));
  g_signal_emit (self, signals[SCALED], 0);
}

/* ---- Seeing ------------------------------------------------------------------------------------------------------ */

/* Pictures are of the page as printed; turning them is the snapshot's business. */
static void
snapshot_picture (JkkPaperView *self, GtkSnapshot *snapshot, guint page, const graphene_rect_t *box)
{
  JkkPaperPicture picture = jkk_paper_pictures_get (self->pictures, page);
  guint turns = jkk_paper_layout_get_turns (self->layout);
  float scale = (float) jkk_paper_layout_get_scale (self->layout);
  float grid = (float) gtk_widget_get_scale_factor (GTK_WIDGET (self));
  float width = turns % 2 == 0 ? box->size.width : box->size.height;
  float height = turns % 2 == 0 ? box->size.height : box->size.width;
  /* The corner in which the page as printed begins. */
  float x = turns == 1 || turns == 2 ? box->origin.x + box->size.width : box->origin.x;
  float y = turns == 2 || turns == 3 ? box->origin.y + box->size.height : box->origin.y;

  if (picture.texture == NULL)
    return;
  graphene_rect_t place;
  graphene_rect_scale (&picture.place, scale, scale, &place);
  /* One pixel of the picture on one of the screen. */
  if (picture.exact)
    place = GRAPHENE_RECT_INIT (roundf (place.origin.x * grid) / grid, roundf (place.origin.y * grid) / grid,
                                (float) gdk_texture_get_width (picture.texture) / grid,
                                (float) gdk_texture_get_height (picture.texture) / grid);
  gtk_snapshot_push_clip (snapshot, box);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_rotate (snapshot, 90 * (float) turns);
  if (picture.base != NULL && !picture.whole)
    gtk_snapshot_append_texture (snapshot, picture.base, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gtk_snapshot_append_texture (snapshot, picture.texture, &place);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
snapshot_error (JkkPaperView *self, GtkSnapshot *snapshot, const char *sentence, const graphene_rect_t *box)
{
  static const GdkRGBA ink = { 0.25f, 0.25f, 0.25f, 1 };
  g_autoptr (PangoLayout) text = gtk_widget_create_pango_layout (GTK_WIDGET (self), sentence);
  float margin = box->size.width / 8;

  pango_layout_set_width (text, (int) (box->size.width - 2 * margin) * PANGO_SCALE);
  pango_layout_set_alignment (text, PANGO_ALIGN_CENTER);
  pango_layout_set_wrap (text, PANGO_WRAP_WORD_CHAR);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (box->origin.x + margin, box->origin.y + margin));
  gtk_snapshot_append_layout (snapshot, text, &ink);
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_page (JkkPaperView *self, GtkSnapshot *snapshot, guint page)
{
  graphene_rect_t box = jkk_paper_layout_get_box (self->layout, page);
  const char *error = jkk_paper_pictures_get_error (self->pictures, page);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &box, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shadow_colour, 0, 1, 0, 3);
  gtk_snapshot_append_color (snapshot, &paper_colour, &box);
  if (error != NULL)
    snapshot_error (self, snapshot, error, &box);
  else
    snapshot_picture (self, snapshot, page, &box);
}

static void
jkk_paper_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  JkkPaperView *self = JKK_PAPER_VIEW (widget);
  guint first, last;

  if (n_pages (self) == 0)
    return;
  get_seen (self, &first, &last);
  for (guint i = first; i <= last; i++)
    snapshot_page (self, snapshot, i);
  jkk_paper_view_snapshot_marks (self, snapshot);
}

/* ---- The hand ---------------------------------------------------------------------------------------------------- */

static void
pressed_cb (JkkPaperView *self, int n_press, double x, double y)
{
  g_autofree char *path = jkk_paper_view_find (self, x, y);

  if (path != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "case.jump", "s", path);
}

static void
moved_cb (JkkPaperView *self, double x, double y)
{
  g_autofree char *path = self->small ? NULL : jkk_paper_view_find (self, x, y);

  if (!self->small)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self), path != NULL ? "pointer" : NULL);
}

static gboolean
jkk_paper_view_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  g_autofree char *path = keyboard ? NULL : jkk_paper_view_find (JKK_PAPER_VIEW (widget), x, y);
  g_autofree char *label = path != NULL ? jkk_case_path_label (path) : NULL;

  if (label != NULL)
    gtk_tooltip_set_text (tooltip, label);
  return label != NULL;
}

/* ---- The widget -------------------------------------------------------------------------------------------------- */

static void
scrolled_cb (JkkPaperView *self)
{
  ask_for_pictures (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_scroller (JkkPaperView *self)
{
  if (self->scroller == NULL)
    return;
  g_signal_handlers_disconnect_by_data (gtk_scrolled_window_get_vadjustment (self->scroller), self);
  g_signal_handlers_disconnect_by_data (gtk_scrolled_window_get_hadjustment (self->scroller), self);
  self->scroller = NULL;
}

static void
follow_adjustment (JkkPaperView *self, GtkAdjustment *adjustment)
{
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  g_signal_connect_swapped (adjustment, "changed", G_CALLBACK (scrolled_cb), self);
}

static void
jkk_paper_view_map (GtkWidget *widget)
{
  JkkPaperView *self = JKK_PAPER_VIEW (widget);
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);

  GTK_WIDGET_CLASS (jkk_paper_view_parent_class)->map (widget);
  leave_scroller (self);
  if (scroller != NULL)
    {
      self->scroller = GTK_SCROLLED_WINDOW (scroller);
      follow_adjustment (self, gtk_scrolled_window_get_vadjustment (self->scroller));
      follow_adjustment (self, gtk_scrolled_window_get_hadjustment (self->scroller));
    }
  ask_for_pictures (self);
}

static void
jkk_paper_view_unmap (GtkWidget *widget)
{
  leave_scroller (JKK_PAPER_VIEW (widget));
  GTK_WIDGET_CLASS (jkk_paper_view_parent_class)->unmap (widget);
}

static void
forget_paper (JkkPaperView *self)
{
  if (self->paper != NULL)
    g_clear_pointer (&self->paper, self->source->unref);
  g_clear_pointer (&self->hits, g_array_unref);
}

static void
jkk_paper_view_dispose (GObject *object)
{
  JkkPaperView *self = JKK_PAPER_VIEW (object);

  leave_scroller (self);
  if (self->pictures != NULL)
    g_signal_handlers_disconnect_by_data (self->pictures, self);
  g_clear_object (&self->pictures);
  forget_paper (self);
  G_OBJECT_CLASS (jkk_paper_view_parent_class)->dispose (object);
}

static void
jkk_paper_view_finalize (GObject *object)
{
  JkkPaperView *self = JKK_PAPER_VIEW (object);

  jkk_paper_layout_free (self->layout);
  g_free (self->highlight);
  g_free (self->title);
  G_OBJECT_CLASS (jkk_paper_view_parent_class)->finalize (object);
}

static void
jkk_paper_view_class_init (JkkPaperViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_paper_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_paper_view_finalize;
  widget_class->measure = jkk_paper_view_measure;
  widget_class->size_allocate = jkk_paper_view_size_allocate;
  widget_class->get_request_mode = jkk_paper_view_get_request_mode;
  widget_class->snapshot = jkk_paper_view_snapshot;
  widget_class->query_tooltip = jkk_paper_view_query_tooltip;
  widget_class->map = jkk_paper_view_map;
  widget_class->unmap = jkk_paper_view_unmap;
  signals[SCALED] =
      g_signal_new ("scaled", JKK_TYPE_PAPER_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", JKK_TYPE_PAPER_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_UINT, G_TYPE_STRING);
  gtk_widget_class_set_css_name (widget_class, "paperview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
jkk_paper_view_init (JkkPaperView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->layout = jkk_paper_layout_new ();
  self->pictures = jkk_paper_pictures_new ();
  g_signal_connect_swapped (self->pictures, "changed", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_connect_swapped (self->pictures, "failed", G_CALLBACK (failed_cb), self);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (moved_cb), self);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_factor_changed_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

/**
 * jkk_paper_view_new:
 *
 * Returns: (transfer floating): a view without a paper.
 */
GtkWidget *
jkk_paper_view_new (void)
{
  return g_object_new (JKK_TYPE_PAPER_VIEW, NULL);
}

/* ---- What is shown ----------------------------------------------------------------------------------------------- */

static void
add_pages (JkkPaperView *self)
{
  guint n = self->paper != NULL ? self->source->get_n_pages (self->paper) : 0;

  jkk_paper_layout_clear (self->layout);
  for (guint i = 0; i < n; i++)
    {
      double width = 0, height = 0;

      self->source->get_size (self->paper, i, &width, &height);
      jkk_paper_layout_add_page (self->layout, width, height);
    }
  jkk_paper_layout_allocate (self->layout, gtk_widget_get_width (GTK_WIDGET (self)));
  if (n > 0)
    allocate_now (self);
}

static void
set_paper (JkkPaperView *self, const JkkPaperSource *source, gpointer paper, const char *title, gboolean keep)
{
  gpointer given = paper != NULL ? source->ref (paper) : NULL;

  forget_paper (self);
  self->source = source;
  self->paper = given;
  jkk_set_str (&self->title, title);
  jkk_paper_pictures_set_paper (self->pictures, source, paper, keep);
  add_pages (self);
  ask_for_pictures (self);
  g_autofree char *name =
      g_strdup_printf (ngettext ("%s, %u page", "%s, %u pages", n_pages (self)), title, n_pages (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_signal_emit (self, signals[SCALED], 0);
}

/**
 * jkk_paper_view_set_paper:
 * @self: a view
 * @source: (nullable): what the paper can do
 * @paper: (nullable): a paper, or %NULL for none
 * @title: what it is, for screen readers
 */
void
jkk_paper_view_set_paper (JkkPaperView *self, const JkkPaperSource *source, gpointer paper, const char *title)
{
  g_return_if_fail (JKK_IS_PAPER_VIEW (self) && (paper == NULL || source != NULL));

  set_paper (self, source, paper, title, FALSE);
}

/**
 * jkk_paper_view_set_printout:
 * @self: a view
 * @printout: (nullable): a paper
 * @title: what it is, for screen readers; under the same title it is a later state of the paper before, whose pictures
 * are seen until the new ones are there
 */
void
jkk_paper_view_set_printout (JkkPaperView *self, JkkPrintout *printout, const char *title)
{
  g_return_if_fail (JKK_IS_PAPER_VIEW (self));

  gboolean keep = self->source == &jkk_printout_source && self->paper != NULL && g_strcmp0 (self->title, title) == 0;
  set_paper (self, &jkk_printout_source, printout, title, keep);
}

/**
 * jkk_paper_view_get_paper:
 * @self: a view
 * @paper: (out) (transfer none) (nullable): the paper that is shown
 *
 * Returns: (nullable): what it can do.
 */
const JkkPaperSource *
jkk_paper_view_get_paper (JkkPaperView *self, gpointer *paper)
{
  g_return_val_if_fail (JKK_IS_PAPER_VIEW (self), NULL);

  *paper = self->paper;
  return self->source;
}

/**
 * jkk_paper_view_is_sharp:
 * @self: a view
 *
 * Returns: whether what is seen is this paper in this size; %FALSE while pictures are on their way.
 */
gboolean
jkk_paper_view_is_sharp (JkkPaperView *self)
{
  guint first, last;

  g_return_val_if_fail (JKK_IS_PAPER_VIEW (self), FALSE);

  if (n_pages (self) == 0)
    return FALSE;
  get_seen (self, &first, &last);
  for (guint i = first; i <= last; i++)
    {
      JkkPaperPicture picture = jkk_paper_pictures_get (self->pictures, i);

      if (!picture.exact || !picture.whole)
        return FALSE;
    }
  return TRUE;
}

/* ---- How it is shown --------------------------------------------------------------------------------------------- */

/**
 * jkk_paper_view_set_zoom:
 * @self: a view
 * @percent: the size in percent of the paper's own, or %JKK_ZOOM_FIT
 */
void
jkk_paper_view_set_zoom (JkkPaperView *self, int percent)
{
  g_return_if_fail (JKK_IS_PAPER_VIEW (self) && percent >= 0);

  jkk_paper_layout_set_zoom (self->layout, percent);
  relayout (self);
}

/**
 * jkk_paper_view_step_zoom:
 * @self: a view
 * @step: 1 larger, -1 smaller, 0 as wide as its place
 *
 * Returns: the zoom that it has now, for jkk_paper_view_set_zoom() at another time.
 */
int
jkk_paper_view_step_zoom (JkkPaperView *self, int step)
{
  g_return_val_if_fail (JKK_IS_PAPER_VIEW (self), JKK_ZOOM_FIT);

  int zoom = step == 0 ? JKK_ZOOM_FIT : jkk_paper_layout_step (jkk_paper_view_get_percent (self), step);
  jkk_paper_view_set_zoom (self, zoom);
  return zoom;
}

/**
 * jkk_paper_view_get_percent:
 * @self: a view
 *
 * Returns: the size at which the paper is seen now, in percent of its own.
 */
int
jkk_paper_view_get_percent (JkkPaperView *self)
{
  g_return_val_if_fail (JKK_IS_PAPER_VIEW (self), 100);

  return jkk_paper_layout_get_percent (self->layout);
}

/**
 * jkk_paper_view_set_turns:
 * @self: a view
 * @turns: quarter turns clockwise, of the whole paper
 */
void
jkk_paper_view_set_turns (JkkPaperView *self, guint turns)
{
  g_return_if_fail (JKK_IS_PAPER_VIEW (self));

  jkk_paper_layout_set_turns (self->layout, turns);
  relayout (self);
}

/**
 * jkk_paper_view_get_turns:
 * @self: a view
 *
 * Returns: quarter turns clockwise, 0 to 3.
 */
guint
jkk_paper_view_get_turns (JkkPaperView *self)
{
  g_return_val_if_fail (JKK_IS_PAPER_VIEW (self), 0);

  return jkk_paper_layout_get_turns (self->layout);
}
