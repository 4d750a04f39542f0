#include "jkk-law-axis.h"

#include "jkk-law.h"

/* How many years apart the labels stand, so that none runs into the next. */
static int
years_apart (GtkWidget *widget, double year_width)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "2000");
  int width, apart = 1;

  pango_layout_get_pixel_size (layout, &width, NULL);
  while (year_width * apart < width + 8)
    apart++;
  return apart;
}

/**
 * jkk_law_axis_draw:
 * @area: where it is drawn
 * @cr: the drawing
 * @width: width of @area
 * @height: height of @area
 * @data: not used
 *
 * Draws the years over the strips of the law, as many as can be read.
 */
void
jkk_law_axis_draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  JkkPeriod window = jkk_law_window (jkk_today ());
  double day_width = (double) width / (double) (window.until - window.from);
  int apart = years_apart (GTK_WIDGET (area), day_width * 365), first, last;
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
  jkk_day_split (window.from, &first, NULL, NULL);
  jkk_day_split (window.until, &last, NULL, NULL);
  for (int year = first + 1; year <= last; year++)
    {
      double x = day_width * (double) (jkk_day_new (year, 1, 1) - window.from);
      g_autofree char *text = g_strdup_printf ("%d", year);
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (area), text);
      int text_width;

      pango_layout_get_pixel_size (layout, &text_width, NULL);
      cairo_move_to (cr, x + 0.5, height - 4);
      cairo_line_to (cr, x + 0.5, height);
      cairo_stroke (cr);
      if (x + text_width < width && (year - first - 1) % apart == 0)
        {
          cairo_move_to (cr, x + 2, 0);
          pango_cairo_show_layout (cr, layout);
        }
    }
}
