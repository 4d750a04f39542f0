#include "jkk-law-strip-view.h"

/* Below this width of a band, pixels, its value is not written into it. */
#define LEAST_FOR_TEXT 34
#define HEIGHT 24

struct _JkkLawStripView
{
  GtkWidget parent_instance;

  const JkkLawStrip *strip; /* borrowed from the page */
  JkkPeriod window;
  JkkDay today;
  int chosen;
};

G_DEFINE_FINAL_TYPE (JkkLawStripView, jkk_law_strip_view, GTK_TYPE_WIDGET)

static float
x_of (JkkLawStripView *self, JkkDay day)
{
  float whole = (float) (self->window.until - self->window.from);

  return (float) gtk_widget_get_width (GTK_WIDGET (self)) *
         CLAMP ((float) (day - self->window.from) / MAX (whole, 1), 0, 1);
}

/* Hatching says "not confirmed" where colours are not seen. */
static void
hatch (GtkSnapshot *snapshot, const graphene_rect_t *rect, const GdkRGBA *colour)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, rect);

  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, 1);
  for (float x = rect->origin.x - rect->size.height; x < rect->origin.x + rect->size.width; x += 6)
    {
      cairo_move_to (cr, x, rect->origin.y + rect->size.height);
      cairo_line_to (cr, x + rect->size.height, rect->origin.y);
    }
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
write_value (JkkLawStripView *self, GtkSnapshot *snapshot, const graphene_rect_t *rect, const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  GdkRGBA colour;
  int height;

  pango_layout_set_width (layout, (int) (rect->size.width - 8) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (rect->origin.x + 4, rect->origin.y + (rect->size.height - (float) height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
  g_object_unref (layout);
}

static void
draw_band (JkkLawStripView *self, GtkSnapshot *snapshot, guint number)
{
  static const float strength[] = {
    [JKK_LAW_NONE] = 0, [JKK_LAW_OPEN] = 0.06f, [JKK_LAW_SECONDARY] = 0.16f, [JKK_LAW_CONFIRMED] = 0.28f
  };
  const JkkLawBand *band = self->strip->bands->pdata[number];
  float from = x_of (self, band->valid.from), until = x_of (self, band->valid.until);
  graphene_rect_t rect = GRAPHENE_RECT_INIT (from + 0.5f, 1, MAX (until - from - 1, 1), HEIGHT - 2);
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA text, fill, line;
  GskRoundedRect outline;

  gtk_style_context_get_color (style, &text);
  if (!gtk_style_context_lookup_color (style, "accent_color", &fill))
    fill = text;
  line = text;
  line.alpha = self->chosen == (int) number ? 0.9f : 0.25f;
  fill.alpha = strength[band->mark];
  if (band->mark != JKK_LAW_NONE)
    gtk_snapshot_append_color (snapshot, &fill, &rect);
  fill.alpha = 0.35f;
  if (band->mark == JKK_LAW_OPEN)
    hatch (snapshot, &rect, &fill);
  gsk_rounded_rect_init_from_rect (&outline, &rect, 3);
  float width = self->chosen == (int) number ? 2 : 1;
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ width, width, width, width },
                              (GdkRGBA[4]){ line, line, line, line });
  if (rect.size.width >= LEAST_FOR_TEXT && band->text != NULL && band->mark != JKK_LAW_NONE)
    write_value (self, snapshot, &rect, band->text);
}

static void
jkk_law_strip_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  JkkLawStripView *self = JKK_LAW_STRIP_VIEW (widget);
  GdkRGBA colour;

  if (self->strip == NULL)
    return;
  for (guint i = 0; i < self->strip->bands->len; i++)
    draw_band (self, snapshot, i);
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "error_color", &colour))
    gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (x_of (self, self->today) - 1, 0, 2, HEIGHT));
}

static void
jkk_law_strip_view_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 200;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 520;
}

static void
jkk_law_strip_view_class_init (JkkLawStripViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = jkk_law_strip_view_snapshot;
  widget_class->measure = jkk_law_strip_view_measure;
  gtk_widget_class_set_css_name (widget_class, "jkk-law-strip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
jkk_law_strip_view_init (JkkLawStripView *self)
{
  self->chosen = -1;
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * jkk_law_strip_view_new:
 *
 * Returns: (transfer floating): an empty strip
 */
GtkWidget *
jkk_law_strip_view_new (void)
{
  return g_object_new (JKK_TYPE_LAW_STRIP_VIEW, NULL);
}

/**
 * jkk_law_strip_view_show:
 * @self: the view
 * @strip: (nullable): what it shows; it has to live as long as it is shown
 * @window: the days from its left to its right end
 * @today: where the line of today stands
 */
void
jkk_law_strip_view_show (JkkLawStripView *self, const JkkLawStrip *strip, JkkPeriod window, JkkDay today)
{
  g_return_if_fail (JKK_IS_LAW_STRIP_VIEW (self));

  self->strip = strip;
  self->window = window;
  self->today = today;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * jkk_law_strip_view_choose:
 * @self: the view
 * @band: number of the band that is marked; -1 = none
 */
void
jkk_law_strip_view_choose (JkkLawStripView *self, int band)
{
  g_return_if_fail (JKK_IS_LAW_STRIP_VIEW (self));

  self->chosen = band;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * jkk_law_strip_view_band_at:
 * @self: the view
 * @x: a place in it, pixels from its left end
 *
 * Returns: number of the band that stands there; -1 if there is none
 */
int
jkk_law_strip_view_band_at (JkkLawStripView *self, double x)
{
  g_return_val_if_fail (JKK_IS_LAW_STRIP_VIEW (self), -1);

  for (guint i = 0; self->strip != NULL && i < self->strip->bands->len; i++)
    {
      const JkkLawBand *band = self->strip->bands->pdata[i];

      if (x >= x_of (self, band->valid.from) && x < x_of (self, band->valid.until))
        return (int) i;
    }
  return -1;
}
