#pragma once

#include "jkk-record-rows.h"

G_BEGIN_DECLS

/**
 * JkkRecordPane:
 *
 * The page of one paper: all its sections, from top to bottom.
 *
 * What is typed in it goes out by the actions "case.edit", "case.settle", "case.append", "case.remove", "case.jump" and
 * "case.refresh" of the page around it.
 */
#define JKK_TYPE_RECORD_PANE (jkk_record_pane_get_type ())
G_DECLARE_FINAL_TYPE (JkkRecordPane, jkk_record_pane, JKK, RECORD_PANE, AdwBin)

GtkWidget *jkk_record_pane_new (JkkPaper paper);
void jkk_record_pane_refresh (JkkRecordPane *self, const JkkRecordView *view);
JkkFieldRow *jkk_record_pane_reveal (JkkRecordPane *self, const JkkRecordView *view, const char *path);

G_END_DECLS
