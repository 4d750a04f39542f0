#pragma once

#include <gtk/gtk.h>

#include "jkk-paper-layout.h"
#include "jkk-paper-source.h"
#include "jkk-printing.h"

G_BEGIN_DECLS

/**
 * JkkPaperView:
 *
 * The pages of a paper, one below the other, sharp at every zoom. It is the child of a scrolled window. Pages are drawn
 * off the main thread when they come into sight; until a new picture is there the old one stays, so nothing flickers.
 * On a printout a click on a value leads to its field by the action "case.jump".
 *
 * Signals: "scaled" (another size, or other pages), "failed" (number of a page, why it cannot be shown; the view shows
 * it, too).
 */
#define JKK_TYPE_PAPER_VIEW (jkk_paper_view_get_type ())
G_DECLARE_FINAL_TYPE (JkkPaperView, jkk_paper_view, JKK, PAPER_VIEW, GtkWidget)

GtkWidget *jkk_paper_view_new (void);

/* What is shown. */
void jkk_paper_view_set_paper (JkkPaperView *self, const JkkPaperSource *source, gpointer paper, const char *title);
void jkk_paper_view_set_printout (JkkPaperView *self, JkkPrintout *printout, const char *title);
const JkkPaperSource *jkk_paper_view_get_paper (JkkPaperView *self, gpointer *paper);
JkkPrintout *jkk_paper_view_get_printout (JkkPaperView *self);
guint jkk_paper_view_get_n_pages (JkkPaperView *self);
gboolean jkk_paper_view_is_sharp (JkkPaperView *self);

/* How it is shown. */
void jkk_paper_view_set_zoom (JkkPaperView *self, int percent);
int jkk_paper_view_step_zoom (JkkPaperView *self, int step);
int jkk_paper_view_get_percent (JkkPaperView *self);
void jkk_paper_view_set_turns (JkkPaperView *self, guint turns);
guint jkk_paper_view_get_turns (JkkPaperView *self);
void jkk_paper_view_set_small (JkkPaperView *self);
void jkk_paper_view_set_current (JkkPaperView *self, guint page);

/* Pages. */
guint jkk_paper_view_get_page_at (JkkPaperView *self, double y);
gboolean jkk_paper_view_get_page_place (JkkPaperView *self, guint page, graphene_rect_t *place);

/* Marks: the value in hand, and where a text was found. */
void jkk_paper_view_set_highlight (JkkPaperView *self, const char *path);
gboolean jkk_paper_view_get_place (JkkPaperView *self, const char *path, graphene_rect_t *place);
char *jkk_paper_view_find (JkkPaperView *self, double x, double y);
void jkk_paper_view_set_hits (JkkPaperView *self, GArray *hits, guint current);
gboolean jkk_paper_view_get_hit_place (JkkPaperView *self, guint hit, graphene_rect_t *place);

G_END_DECLS
