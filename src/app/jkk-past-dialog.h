#pragma once

#include <adwaita.h>

#include "jkk-past.h"

G_BEGIN_DECLS

/**
 * JkkPastDialog:
 *
 * A case as it stood at a moment, to be read beside the desk: by an entry of its history or by a day. Nothing can be
 * changed in it.
 */
#define JKK_TYPE_PAST_DIALOG (jkk_past_dialog_get_type ())
G_DECLARE_FINAL_TYPE (JkkPastDialog, jkk_past_dialog, JKK, PAST_DIALOG, AdwWindow)

JkkPastDialog *
jkk_past_dialog_open (GtkWindow *parent, JkkOffice *office, gint64 case_id, const JkkMoment *moment, gboolean ask_day);

G_END_DECLS
