#pragma once

#include <adwaita.h>

#include "jkk-printing.h"

G_BEGIN_DECLS

/**
 * JkkFormPane:
 *
 * A paper filled with the case, following what is typed: a form, or the letter with the decision.
 *
 * Its stage has the actions "paper.…", see #JkkPaperStage. Printing and saving are the page's: "case.print",
 * "case.save-paper", "case.save-fillable", "case.save-blank".
 */
#define JKK_TYPE_FORM_PANE (jkk_form_pane_get_type ())
G_DECLARE_FINAL_TYPE (JkkFormPane, jkk_form_pane, JKK, FORM_PANE, AdwBin)

GtkWidget *jkk_form_pane_new (JkkOffice *office);
void jkk_form_pane_show (JkkFormPane *self, const JkkCase *jcase, const JkkPayout *payout, const JkkDecision *decision);
void jkk_form_pane_set_highlight (JkkFormPane *self, const char *path);
void jkk_form_pane_set_code (JkkFormPane *self, const char *code);
const char *jkk_form_pane_get_code (JkkFormPane *self);
const char *jkk_form_pane_get_title (JkkFormPane *self);
JkkPrintout *jkk_form_pane_get_printout (JkkFormPane *self);
void jkk_form_pane_zoom (JkkFormPane *self, int step);
void jkk_form_pane_find (JkkFormPane *self);

G_END_DECLS
