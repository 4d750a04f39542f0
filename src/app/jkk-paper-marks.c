#include "jkk-paper-view-private.h"
#include "jkk-printout-source.h"

/* What stands where: pages, values of the case, and where a text was found. */

/* As wide as a strip of small pictures is, pixels. */
#define SMALL_WIDTH 96

static const GdkRGBA highlight_colour = { 0.2f, 0.5f, 0.9f, 0.22f };
static const GdkRGBA highlight_edge = { 0.1f, 0.35f, 0.8f, 0.9f };
static const GdkRGBA hit_colour = { 1, 0.8f, 0, 0.35f };
static const GdkRGBA current_hit_colour = { 1, 0.5f, 0, 0.5f };

static GPtrArray *
fields (JkkPaperView *self)
{
  return self->source == &jkk_printout_source && self->paper != NULL && !self->small
             ? jkk_printout_get_fields (self->paper)
             : NULL;
}

/**
 * jkk_paper_view_get_printout:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the paper that is shown, if it is a printout.
 */
JkkPrintout *
jkk_paper_view_get_printout (JkkPaperView *self)
{
  g_return_val_if_fail (JKK_IS_PAPER_VIEW (self), NULL);

  return self->source == &jkk_printout_source ? self->paper : NULL;
}

/**
 * jkk_paper_view_get_n_pages:
 * @self: a view
 *
 * Returns: how many pages are shown.
 */
guint
jkk_paper_view_get_n_pages (JkkPaperView *self)
{
  g_return_val_if_fail (JKK_IS_PAPER_VIEW (self), 0);

  return jkk_paper_layout_get_n_pages (self->layout);
}

/**
 * jkk_paper_view_get_page_at:
 * @self: a view
 * @y: pixels from the top of the view
 *
 * Returns: number of the page there, from 0.
 */
guint
jkk_paper_view_get_page_at (JkkPaperView *self, double y)
{
  g_return_val_if_fail (JKK_IS_PAPER_VIEW (self), 0);

  return jkk_paper_layout_get_page_at (self->layout, y);
}

/**
 * jkk_paper_view_get_page_place:
 * @self: a view
 * @page: number of a page, from 0
 * @place: (out): where it stands in the view, pixels
 *
 * Returns: whether there is such a page.
 */
gboolean
jkk_paper_view_get_page_place (JkkPaperView *self, guint page, graphene_rect_t *place)
{
  g_return_val_if_fail (JKK_IS_PAPER_VIEW (self), FALSE);

  if (page >= jkk_paper_layout_get_n_pages (self->layout))
    return FALSE;
  *place = jkk_paper_layout_get_box (self->layout, page);
  return TRUE;
}

/**
 * jkk_paper_view_get_place:
 * @self: a view
 * @path: a value
 * @place: (out): where it stands in the view, pixels
 *
 * Returns: whether it stands on the paper.
 */
gboolean
jkk_paper_view_get_place (JkkPaperView *self, const char *path, graphene_rect_t *place)
{
  g_return_val_if_fail (JKK_IS_PAPER_VIEW (self), FALSE);

  GPtrArray *all = fields (self);
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const JkkPrintoutField *field = all->pdata[i];

      if (field->page >= jkk_paper_layout_get_n_pages (self->layout) || g_strcmp0 (field->path, path) != 0)
        continue;
      *place = jkk_paper_layout_place (self->layout, field->page, field->x, field->y, field->width, field->height);
      return TRUE;
    }
  return FALSE;
}

/**
 * jkk_paper_view_set_highlight:
 * @self: a view
 * @path: (nullable): the value to mark on the paper, the one that is being edited
 */
void
jkk_paper_view_set_highlight (JkkPaperView *self, const char *path)
{
  g_return_if_fail (JKK_IS_PAPER_VIEW (self));

  if (jkk_set_str (&self->highlight, path))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * jkk_paper_view_set_hits:
 * @self: a view
 * @hits: (nullable) (element-type JkkPaperHit): where a text was found on the paper that is shown
 * @current: which of them is the one that the person looks at
 *
 * Another paper has none.
 */
void
jkk_paper_view_set_hits (JkkPaperView *self, GArray *hits, guint current)
{
  g_return_if_fail (JKK_IS_PAPER_VIEW (self));

  GArray *before = self->hits;
  self->hits = hits != NULL ? g_array_ref (hits) : NULL;
  self->current_hit = current;
  g_clear_pointer (&before, g_array_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * jkk_paper_view_get_hit_place:
 * @self: a view
 * @hit: which one, from 0
 * @place: (out): where it stands in the view, pixels
 *
 * Returns: whether there is such a hit.
 */
gboolean
jkk_paper_view_get_hit_place (JkkPaperView *self, guint hit, graphene_rect_t *place)
{
  g_return_val_if_fail (JKK_IS_PAPER_VIEW (self), FALSE);

  const JkkPaperHit *found =
      self->hits != NULL && hit < self->hits->len ? &g_array_index (self->hits, JkkPaperHit, hit) : NULL;
  if (found == NULL || found->page >= jkk_paper_layout_get_n_pages (self->layout))
    return FALSE;
  *place = jkk_paper_layout_place (self->layout, found->page, found->x, found->y, found->width, found->height);
  return TRUE;
}

/**
 * jkk_paper_view_find:
 * @self: a view
 * @x: pixels from the left
 * @y: pixels from the top
 *
 * Returns: (transfer full) (nullable): the path of the value that stands there.
 */
char *
jkk_paper_view_find (JkkPaperView *self, double x, double y)
{
  guint page;
  double px, py;

  g_return_val_if_fail (JKK_IS_PAPER_VIEW (self), NULL);

  GPtrArray *all = fields (self);
  if (all == NULL || !jkk_paper_layout_find (self->layout, x, y, &page, &px, &py))
    return NULL;
  for (guint i = 0; i < all->len; i++)
    {
      const JkkPrintoutField *field = all->pdata[i];

      if (field->page == page && px >= field->x && py >= field->y && px <= field->x + field->width &&
          py <= field->y + field->height)
        return g_strdup (field->path);
    }
  return NULL;
}

/**
 * jkk_paper_view_set_small:
 * @self: a view
 *
 * Makes it a strip of small pictures to choose a page from: what stands on them is out of reach, and the page that is
 * chosen has a frame.
 */
void
jkk_paper_view_set_small (JkkPaperView *self)
{
  g_return_if_fail (JKK_IS_PAPER_VIEW (self));

  self->small = TRUE;
  jkk_paper_layout_set_least (self->layout, SMALL_WIDTH);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), FALSE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
}

/**
 * jkk_paper_view_set_current:
 * @self: a view of small pictures
 * @page: the page that is chosen, from 0
 */
void
jkk_paper_view_set_current (JkkPaperView *self, guint page)
{
  g_return_if_fail (JKK_IS_PAPER_VIEW (self));

  if (self->current_page == page)
    return;
  self->current_page = page;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---- Seeing them */

static void
snapshot_highlight (JkkPaperView *self, GtkSnapshot *snapshot)
{
  GPtrArray *all = fields (self);

  for (guint i = 0; all != NULL && self->highlight != NULL && i < all->len; i++)
    {
      const JkkPrintoutField *field = all->pdata[i];
      graphene_rect_t mark;
      GskRoundedRect outline;

      if (field->page >= jkk_paper_layout_get_n_pages (self->layout) || g_strcmp0 (field->path, self->highlight) != 0)
        continue;
      mark = jkk_paper_layout_place (self->layout, field->page, field->x, field->y, field->width, field->height);
      graphene_rect_inset (&mark, -1, -1);
      gtk_snapshot_append_color (snapshot, &highlight_colour, &mark);
      gsk_rounded_rect_init_from_rect (&outline, &mark, 1);
      gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 1, 1, 1, 1 },
                                  (GdkRGBA[4]){ highlight_edge, highlight_edge, highlight_edge, highlight_edge });
    }
}

static void
snapshot_hits (JkkPaperView *self, GtkSnapshot *snapshot)
{
  for (guint i = 0; self->hits != NULL && i < self->hits->len; i++)
    {
      graphene_rect_t mark;

      if (jkk_paper_view_get_hit_place (self, i, &mark))
        gtk_snapshot_append_color (snapshot, i == self->current_hit ? &current_hit_colour : &hit_colour, &mark);
    }
}

static void
snapshot_current (JkkPaperView *self, GtkSnapshot *snapshot)
{
  graphene_rect_t box;
  GskRoundedRect outline;

  if (!self->small || !jkk_paper_view_get_page_place (self, self->current_page, &box))
    return;
  gsk_rounded_rect_init_from_rect (&outline, &box, 2);
  gsk_rounded_rect_shrink (&outline, -3, -3, -3, -3);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 3, 3, 3, 3 },
                              (GdkRGBA[4]){ highlight_edge, highlight_edge, highlight_edge, highlight_edge });
}

/**
 * jkk_paper_view_snapshot_marks:
 * @self: a view
 * @snapshot: where to draw
 */
void
jkk_paper_view_snapshot_marks (JkkPaperView *self, GtkSnapshot *snapshot)
{
  snapshot_highlight (self, snapshot);
  snapshot_hits (self, snapshot);
  snapshot_current (self, snapshot);
}
