#include "jkk-paper-layout.h"

#include <math.h>

/* Around and between the pages, pixels. */
#define MARGIN 8
/* CSS pixels for a point at 100 %. */
#define NATURAL (96.0 / 72.0)
#define LEAST_WIDTH 160

static const int steps[] = { 25, 33, 50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400, 600 };

typedef struct
{
  double width, height; /* points, as printed */
  double top;           /* pixels, as allocated */
} Page;

struct _JkkPaperLayout
{
  GArray *pages; /* Page */
  int zoom;
  guint turns;
  int grid;
  int width, least;
  double scale;
};

/**
 * jkk_paper_layout_new:
 *
 * Returns: (transfer full): a layout without pages.
 */
JkkPaperLayout *
jkk_paper_layout_new (void)
{
  JkkPaperLayout *layout = g_new0 (JkkPaperLayout, 1);

  layout->pages = g_array_new (FALSE, FALSE, sizeof (Page));
  layout->grid = 1;
  layout->least = LEAST_WIDTH;
  return layout;
}

/**
 * jkk_paper_layout_free:
 * @layout: (transfer full): a layout
 */
void
jkk_paper_layout_free (JkkPaperLayout *layout)
{
  g_array_unref (layout->pages);
  g_free (layout);
}

/**
 * jkk_paper_layout_clear:
 * @layout: a layout
 *
 * Forgets its pages.
 */
void
jkk_paper_layout_clear (JkkPaperLayout *layout)
{
  g_array_set_size (layout->pages, 0);
}

/**
 * jkk_paper_layout_add_page:
 * @layout: a layout
 * @width: points
 * @height: points
 *
 * Puts a page below the others. One without a size gets that of an A4 sheet, so that there is something to see.
 */
void
jkk_paper_layout_add_page (JkkPaperLayout *layout, double width, double height)
{
  Page page = { width, height, 0 };

  if (!(width > 0) || !(height > 0))
    page = (Page){ 595, 842, 0 };
  g_array_append_val (layout->pages, page);
}

/**
 * jkk_paper_layout_set_zoom:
 * @layout: a layout
 * @percent: size in percent of the paper's own, or %JKK_ZOOM_FIT
 */
void
jkk_paper_layout_set_zoom (JkkPaperLayout *layout, int percent)
{
  layout->zoom = percent;
}

/**
 * jkk_paper_layout_set_least:
 * @layout: a layout
 * @width: pixels
 *
 * Says how narrow it may become where it is as wide as its place.
 */
void
jkk_paper_layout_set_least (JkkPaperLayout *layout, int width)
{
  layout->least = width;
}

/**
 * jkk_paper_layout_set_turns:
 * @layout: a layout
 * @turns: quarter turns clockwise
 */
void
jkk_paper_layout_set_turns (JkkPaperLayout *layout, guint turns)
{
  layout->turns = turns % 4;
}

/**
 * jkk_paper_layout_set_grid:
 * @layout: a layout
 * @scale_factor: device pixels for a CSS pixel
 *
 * Pages end on whole device pixels, so that a picture of a page needs no stretching.
 */
void
jkk_paper_layout_set_grid (JkkPaperLayout *layout, int scale_factor)
{
  layout->grid = MAX (scale_factor, 1);
}

/**
 * jkk_paper_layout_get_n_pages:
 * @layout: a layout
 *
 * Returns: how many pages it has.
 */
guint
jkk_paper_layout_get_n_pages (const JkkPaperLayout *layout)
{
  return layout->pages->len;
}

/**
 * jkk_paper_layout_get_turns:
 * @layout: a layout
 *
 * Returns: quarter turns clockwise, 0 to 3.
 */
guint
jkk_paper_layout_get_turns (const JkkPaperLayout *layout)
{
  return layout->turns;
}

/**
 * jkk_paper_layout_step:
 * @percent: a size
 * @step: 1 larger, -1 smaller
 *
 * Returns: the next usual size; the largest and the smallest stay what they are.
 */
int
jkk_paper_layout_step (int percent, int step)
{
  for (guint i = 0; step > 0 && i < G_N_ELEMENTS (steps); i++)
    if (steps[i] > percent)
      return steps[i];
  for (guint i = G_N_ELEMENTS (steps); step < 0 && i > 0; i--)
    if (steps[i - 1] < percent)
      return steps[i - 1];
  return CLAMP (percent, steps[0], steps[G_N_ELEMENTS (steps) - 1]);
}

static const Page *
page_at (const JkkPaperLayout *layout, guint number)
{
  return &g_array_index (layout->pages, Page, number);
}

static gboolean
is_sideways (const JkkPaperLayout *layout)
{
  return layout->turns % 2 == 1;
}

static double
seen_width (const JkkPaperLayout *layout, const Page *page)
{
  return is_sideways (layout) ? page->height : page->width;
}

static double
seen_height (const JkkPaperLayout *layout, const Page *page)
{
  return is_sideways (layout) ? page->width : page->height;
}

static double
widest (const JkkPaperLayout *layout)
{
  double width = 1;

  for (guint i = 0; i < layout->pages->len; i++)
    width = MAX (width, seen_width (layout, page_at (layout, i)));
  return width;
}

static double
scale_for_width (const JkkPaperLayout *layout, int width)
{
  if (layout->zoom != JKK_ZOOM_FIT)
    return NATURAL * layout->zoom / 100;
  return MAX (width - 2 * MARGIN, 1) / widest (layout);
}

/* Up to a whole device pixel; what is a rounding error above one is no pixel of its own. */
static double
whole (const JkkPaperLayout *layout, double pixels)
{
  return ceil (pixels * layout->grid - 1e-6) / layout->grid;
}

/**
 * jkk_paper_layout_measure_width:
 * @layout: a layout
 *
 * Returns: the least width that it needs, in pixels.
 */
int
jkk_paper_layout_measure_width (const JkkPaperLayout *layout)
{
  if (layout->zoom == JKK_ZOOM_FIT)
    return layout->least;
  return (int) ceil (widest (layout) * scale_for_width (layout, 0)) + 2 * MARGIN;
}

/**
 * jkk_paper_layout_measure_height:
 * @layout: a layout
 * @width: pixels; negative = the least
 *
 * Returns: the height that it needs at this width, in pixels.
 */
int
jkk_paper_layout_measure_height (const JkkPaperLayout *layout, int width)
{
  double scale = scale_for_width (layout, width >= 0 ? width : layout->least), height = MARGIN;

  for (guint i = 0; i < layout->pages->len; i++)
    height += whole (layout, seen_height (layout, page_at (layout, i)) * scale) + MARGIN;
  return (int) ceil (height);
}

/**
 * jkk_paper_layout_allocate:
 * @layout: a layout
 * @width: pixels
 *
 * Gives each page its place.
 */
void
jkk_paper_layout_allocate (JkkPaperLayout *layout, int width)
{
  double top = MARGIN;

  layout->width = width;
  layout->scale = scale_for_width (layout, width);
  for (guint i = 0; i < layout->pages->len; i++)
    {
      Page *page = &g_array_index (layout->pages, Page, i);

      page->top = top;
      top += whole (layout, seen_height (layout, page) * layout->scale) + MARGIN;
    }
}

/**
 * jkk_paper_layout_get_scale:
 * @layout: a layout
 *
 * Returns: CSS pixels for a point; 0 before there is a place.
 */
double
jkk_paper_layout_get_scale (const JkkPaperLayout *layout)
{
  return layout->scale;
}

/**
 * jkk_paper_layout_get_percent:
 * @layout: a layout
 *
 * Returns: the size at which the paper is seen, in percent of its own.
 */
int
jkk_paper_layout_get_percent (const JkkPaperLayout *layout)
{
  return (int) round (layout->scale / NATURAL * 100);
}

/**
 * jkk_paper_layout_get_box:
 * @layout: a layout
 * @page: number of a page, from 0
 *
 * Returns: where the page stands, turned as it is seen.
 */
graphene_rect_t
jkk_paper_layout_get_box (const JkkPaperLayout *layout, guint page)
{
  g_return_val_if_fail (page < layout->pages->len, GRAPHENE_RECT_INIT (0, 0, 0, 0));

  const Page *found = page_at (layout, page);
  double width = whole (layout, seen_width (layout, found) * layout->scale);
  double height = whole (layout, seen_height (layout, found) * layout->scale);
  double x = MAX (floor ((layout->width - width) / 2), MARGIN);
  return GRAPHENE_RECT_INIT ((float) x, (float) found->top, (float) width, (float) height);
}

/* A point of the paper as it is seen after turning, still in points. */
static void
turn (const JkkPaperLayout *layout, const Page *page, double *x, double *y)
{
  double px = *x, py = *y;

  switch (layout->turns)
    {
    case 1:
      *x = page->height - py;
      *y = px;
      break;
    case 2:
      *x = page->width - px;
      *y = page->height - py;
      break;
    case 3:
      *x = py;
      *y = page->width - px;
      break;
    default:
      break;
    }
}

static void
turn_back (const JkkPaperLayout *layout, const Page *page, double *x, double *y)
{
  double sx = *x, sy = *y;

  switch (layout->turns)
    {
    case 1:
      *x = sy;
      *y = page->height - sx;
      break;
    case 2:
      *x = page->width - sx;
      *y = page->height - sy;
      break;
    case 3:
      *x = page->width - sy;
      *y = sx;
      break;
    default:
      break;
    }
}

/**
 * jkk_paper_layout_place:
 * @layout: a layout
 * @page: number of a page, from 0
 * @x: points from the left
 * @y: points from the top
 * @width: points
 * @height: points
 *
 * Returns: where that part of the page stands, turned as it is seen.
 */
graphene_rect_t
jkk_paper_layout_place (const JkkPaperLayout *layout, guint page, double x, double y, double width, double height)
{
  g_return_val_if_fail (page < layout->pages->len, GRAPHENE_RECT_INIT (0, 0, 0, 0));

  graphene_rect_t box = jkk_paper_layout_get_box (layout, page);
  double left = x, top = y, right = x + width, bottom = y + height;
  turn (layout, page_at (layout, page), &left, &top);
  turn (layout, page_at (layout, page), &right, &bottom);
  return GRAPHENE_RECT_INIT (box.origin.x + (float) (MIN (left, right) * layout->scale),
                             box.origin.y + (float) (MIN (top, bottom) * layout->scale),
                             (float) (fabs (right - left) * layout->scale),
                             (float) (fabs (bottom - top) * layout->scale));
}

/**
 * jkk_paper_layout_get_part:
 * @layout: a layout
 * @page: number of a page, from 0
 * @window: what is seen, in pixels
 * @part: (out): what is seen of the page, in points of the page as printed
 *
 * Returns: whether anything of it is seen.
 */
gboolean
jkk_paper_layout_get_part (const JkkPaperLayout *layout,
                           guint page,
                           const graphene_rect_t *window,
                           graphene_rect_t *part)
{
  g_return_val_if_fail (page < layout->pages->len, FALSE);

  graphene_rect_t box = jkk_paper_layout_get_box (layout, page), seen;
  if (layout->scale <= 0 || !graphene_rect_intersection (&box, window, &seen))
    return FALSE;
  double left = (double) (seen.origin.x - box.origin.x) / layout->scale;
  double top = (double) (seen.origin.y - box.origin.y) / layout->scale;
  double right = left + (double) seen.size.width / layout->scale;
  double bottom = top + (double) seen.size.height / layout->scale;
  turn_back (layout, page_at (layout, page), &left, &top);
  turn_back (layout, page_at (layout, page), &right, &bottom);
  *part = GRAPHENE_RECT_INIT ((float) MIN (left, right), (float) MIN (top, bottom), (float) fabs (right - left),
                              (float) fabs (bottom - top));
  return TRUE;
}

/**
 * jkk_paper_layout_find:
 * @layout: a layout
 * @x: pixels from the left
 * @y: pixels from the top
 * @page: (out): the page there
 * @px: (out): points from the left of the page as printed
 * @py: (out): points from its top
 *
 * Returns: whether there is a page.
 */
gboolean
jkk_paper_layout_find (const JkkPaperLayout *layout, double x, double y, guint *page, double *px, double *py)
{
  if (layout->pages->len == 0 || layout->scale <= 0)
    return FALSE;
  *page = jkk_paper_layout_get_page_at (layout, y);
  graphene_rect_t box = jkk_paper_layout_get_box (layout, *page);
  *px = (x - (double) box.origin.x) / layout->scale;
  *py = (y - (double) box.origin.y) / layout->scale;
  turn_back (layout, page_at (layout, *page), px, py);
  return x >= (double) box.origin.x && x < (double) (box.origin.x + box.size.width) && y >= (double) box.origin.y &&
         y < (double) (box.origin.y + box.size.height);
}

/**
 * jkk_paper_layout_get_page_at:
 * @layout: a layout
 * @y: pixels from the top
 *
 * Returns: the page that stands there; of the gap above a page, that page; the last one below all; 0 without pages.
 */
guint
jkk_paper_layout_get_page_at (const JkkPaperLayout *layout, double y)
{
  guint low = 0, high = layout->pages->len;

  /* The first page whose lower edge lies below. */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      graphene_rect_t box = jkk_paper_layout_get_box (layout, middle);

      if ((double) (box.origin.y + box.size.height) <= y)
        low = middle + 1;
      else
        high = middle;
    }
  return layout->pages->len > 0 ? MIN (low, layout->pages->len - 1) : 0;
}
