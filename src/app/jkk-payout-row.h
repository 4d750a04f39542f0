#pragma once

#include <gtk/gtk.h>

#include "jkk-payout-state.h"

G_BEGIN_DECLS

/**
 * JkkPayoutRow:
 *
 * A line of the payout sheet: title and amount, the formula with its values, the article; and when it is opened, what
 * went into it and the steps. What comes from a field leads there by the action "case.jump".
 */
#define JKK_TYPE_PAYOUT_ROW (jkk_payout_row_get_type ())
G_DECLARE_FINAL_TYPE (JkkPayoutRow, jkk_payout_row, JKK, PAYOUT_ROW, GtkBox)

GtkWidget *jkk_payout_row_new (void);
void jkk_payout_row_show (JkkPayoutRow *self, const JkkPayoutLine *line);

void jkk_payout_row_set_open (JkkPayoutRow *self, gboolean open);

G_END_DECLS
