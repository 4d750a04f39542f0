#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define JKK_N_PANES 4

/* Which panes are seen: as many as have room, and of those the ones that were used last. */
guint jkk_pane_state_room (int width);
guint jkk_pane_state_visible (const int order[JKK_N_PANES], guint hidden, guint room);
void jkk_pane_state_raise (int order[JKK_N_PANES], int pane);
void jkk_pane_state_share (const int weights[JKK_N_PANES], guint visible, int width, int widths[JKK_N_PANES]);
int jkk_pane_state_next (guint visible, int pane, int step);

G_END_DECLS
