#pragma once

#include <adwaita.h>

#include "jkk-history-state.h"

G_BEGIN_DECLS

/**
 * JkkHistoryPane:
 *
 * What has happened to a case, from the journal, the newest first. A value leads to its field by "case.jump", a line to
 * the case as it stood by "case.show-past"; "case.show-looks" asks who looked.
 */
#define JKK_TYPE_HISTORY_PANE (jkk_history_pane_get_type ())
G_DECLARE_FINAL_TYPE (JkkHistoryPane, jkk_history_pane, JKK, HISTORY_PANE, AdwBin)

GtkWidget *jkk_history_pane_new (void);
void jkk_history_pane_show (JkkHistoryPane *self, GPtrArray *history);

/* Whether the person may ask who looked, and does. */
void jkk_history_pane_set_looks (JkkHistoryPane *self, gboolean may, gboolean shown);

/* One change, before and after; also for the page on which a supervisor decides. */
GtkWidget *jkk_history_change_widget (const JkkHistoryChange *change);

G_END_DECLS
