#pragma once

#include <gtk/gtk.h>

#include "jkk-pane-state.h"

G_BEGIN_DECLS

/**
 * JkkPaneSet:
 *
 * Four panes side by side, as many of them as have room. Their widths and which ones the person has hidden are
 * remembered.
 *
 * Signals: "changed" when other panes are seen than before.
 */
#define JKK_TYPE_PANE_SET (jkk_pane_set_get_type ())
G_DECLARE_FINAL_TYPE (JkkPaneSet, jkk_pane_set, JKK, PANE_SET, GtkWidget)

GtkWidget *jkk_pane_set_new (GtkWidget *const panes[JKK_N_PANES]);
guint jkk_pane_set_get_visible (JkkPaneSet *self);
void jkk_pane_set_raise (JkkPaneSet *self, int pane);
void jkk_pane_set_go (JkkPaneSet *self, int pane);
void jkk_pane_set_toggle (JkkPaneSet *self, int pane);
void jkk_pane_set_cycle (JkkPaneSet *self, int step);

G_END_DECLS
