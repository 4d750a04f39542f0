#pragma once

#include <adwaita.h>

#include "jkk-paper-view.h"

G_BEGIN_DECLS

/**
 * JkkPaperStage:
 *
 * A paper to be looked at: its pages, beside them small pictures of all pages if wanted, a bar to look for a text.
 * Above them is room for a bar of its owner, whose buttons name the actions of the stage: "paper.zoom-in",
 * "paper.zoom-out", "paper.fit", "paper.rotate-left", "paper.rotate-right", "paper.next-page", "paper.previous-page",
 * "paper.thumbnails", "paper.find", "paper.find-next", "paper.find-previous".
 *
 * Properties: "zoom" (in percent, %JKK_ZOOM_FIT = as wide as its place), "thumbnails" (whether they are seen), "page"
 * (the page that is seen, from 0).
 */
#define JKK_TYPE_PAPER_STAGE (jkk_paper_stage_get_type ())
G_DECLARE_FINAL_TYPE (JkkPaperStage, jkk_paper_stage, JKK, PAPER_STAGE, AdwBin)

GtkWidget *jkk_paper_stage_new (void);
JkkPaperView *jkk_paper_stage_get_view (JkkPaperStage *self);
void jkk_paper_stage_set_bar (JkkPaperStage *self, GtkWidget *bar);

/* Instead of those of the view: what stands beside and above the pages follows. */
void jkk_paper_stage_set_paper (JkkPaperStage *self, const JkkPaperSource *source, gpointer paper, const char *title);
void jkk_paper_stage_set_printout (JkkPaperStage *self, JkkPrintout *printout, const char *title);

void jkk_paper_stage_zoom (JkkPaperStage *self, int step);
void jkk_paper_stage_go_to_page (JkkPaperStage *self, guint page);
void jkk_paper_stage_show_place (JkkPaperStage *self, const graphene_rect_t *place);
void jkk_paper_stage_find (JkkPaperStage *self);
guint jkk_paper_stage_get_n_hits (JkkPaperStage *self);

G_END_DECLS
