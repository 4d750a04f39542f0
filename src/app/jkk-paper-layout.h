#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The zoom at which the widest page is as wide as its place. */
#define JKK_ZOOM_FIT 0

/**
 * JkkPaperLayout:
 *
 * Where the pages of a paper stand, one below the other: sizes, zoom and quarter turns in, boxes out. A plain value
 * without a widget. Points are those of the paper as it was printed, not turned; pixels are CSS pixels of the view.
 */
typedef struct _JkkPaperLayout JkkPaperLayout;

JkkPaperLayout *jkk_paper_layout_new (void);
void jkk_paper_layout_free (JkkPaperLayout *layout);

/* What is shown, and how. Each takes effect with the next jkk_paper_layout_allocate(). */
void jkk_paper_layout_clear (JkkPaperLayout *layout);
void jkk_paper_layout_add_page (JkkPaperLayout *layout, double width, double height);
void jkk_paper_layout_set_zoom (JkkPaperLayout *layout, int percent);
void jkk_paper_layout_set_least (JkkPaperLayout *layout, int width);
void jkk_paper_layout_set_turns (JkkPaperLayout *layout, guint turns);
void jkk_paper_layout_set_grid (JkkPaperLayout *layout, int scale_factor);
guint jkk_paper_layout_get_n_pages (const JkkPaperLayout *layout);
guint jkk_paper_layout_get_turns (const JkkPaperLayout *layout);
int jkk_paper_layout_step (int percent, int step);

int jkk_paper_layout_measure_width (const JkkPaperLayout *layout);
int jkk_paper_layout_measure_height (const JkkPaperLayout *layout, int width);
void jkk_paper_layout_allocate (JkkPaperLayout *layout, int width);

/* As allocated. */
double jkk_paper_layout_get_scale (const JkkPaperLayout *layout);
int jkk_paper_layout_get_percent (const JkkPaperLayout *layout);
graphene_rect_t jkk_paper_layout_get_box (const JkkPaperLayout *layout, guint page);
graphene_rect_t
jkk_paper_layout_place (const JkkPaperLayout *layout, guint page, double x, double y, double width, double height);
gboolean jkk_paper_layout_find (const JkkPaperLayout *layout, double x, double y, guint *page, double *px, double *py);
gboolean jkk_paper_layout_get_part (const JkkPaperLayout *layout,
                                    guint page,
                                    const graphene_rect_t *window,
                                    graphene_rect_t *part);
guint jkk_paper_layout_get_page_at (const JkkPaperLayout *layout, double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPaperLayout, jkk_paper_layout_free)

G_END_DECLS
