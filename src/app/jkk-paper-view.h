#pragma once

#include <gtk/gtk.h>

#include "jkk-printing.h"

G_BEGIN_DECLS

/* The zoom at which a page is as wide as its place. */
#define JKK_ZOOM_FIT 0

/**
 * JkkPaperView:
 *
 * The pages of a paper, one below the other, sharp at every zoom. They are drawn on worker threads; until a new picture
 * is there the old one stays, so nothing flickers. A click on a value leads to its field by the action "case.jump".
 */
#define JKK_TYPE_PAPER_VIEW (jkk_paper_view_get_type ())
G_DECLARE_FINAL_TYPE (JkkPaperView, jkk_paper_view, JKK, PAPER_VIEW, GtkWidget)

GtkWidget *jkk_paper_view_new (void);
void jkk_paper_view_set_printout (JkkPaperView *self, JkkPrintout *printout, const char *title);
JkkPrintout *jkk_paper_view_get_printout (JkkPaperView *self);
void jkk_paper_view_set_zoom (JkkPaperView *self, int percent);
int jkk_paper_view_get_percent (JkkPaperView *self);
void jkk_paper_view_set_highlight (JkkPaperView *self, const char *path);
gboolean jkk_paper_view_get_place (JkkPaperView *self, const char *path, graphene_rect_t *place);
char *jkk_paper_view_find (JkkPaperView *self, double x, double y);

G_END_DECLS
