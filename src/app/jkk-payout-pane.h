#pragma once

#include <adwaita.h>

#include "jkk-payout-state.h"

G_BEGIN_DECLS

/**
 * JkkPayoutPane:
 *
 * The payout sheet as one would sign it, following every keystroke.
 */
#define JKK_TYPE_PAYOUT_PANE (jkk_payout_pane_get_type ())
G_DECLARE_FINAL_TYPE (JkkPayoutPane, jkk_payout_pane, JKK, PAYOUT_PANE, AdwBin)

GtkWidget *jkk_payout_pane_new (void);

/* Shows a sheet. @frozen is the one that was proposed or decided, if there is one: it is then the one that counts, and
 * @sheet stands beside it where it differs. @refusal is a sentence that says why nothing is owed whatever the sheet
 * comes to. @error is a sentence instead of @sheet. */
void jkk_payout_pane_show (JkkPayoutPane *self,
                           const JkkPayout *sheet,
                           const JkkPayout *frozen,
                           const char *refusal,
                           const char *error,
                           gboolean fresh);

/* A sentence at the foot on what has happened since the sheet was frozen; NULL for none. */
void jkk_payout_pane_set_remark (JkkPayoutPane *self, const char *remark);

G_END_DECLS
