#pragma once

#include <adwaita.h>

#include "jkk-case.h"

G_BEGIN_DECLS

/* @chosen: the case as the person wants it, or %NULL to decide later; @theirs: what it was compared with. */
typedef void (*JkkConflictChosen) (const JkkCase *chosen, const JkkCase *theirs, gpointer user_data);

/* Two people changed the same case: shows field by field what both made of it, and lets the person choose. */
void jkk_conflict_dialog_open (GtkWindow *parent,
                               const JkkCase *base,
                               const JkkCase *mine,
                               const JkkCase *theirs,
                               JkkConflictChosen callback,
                               gpointer user_data);

/* The same for what was typed earlier and never stored: each value of it can be taken or left. */
gboolean jkk_conflict_dialog_has_offer (const JkkCase *base, const JkkCase *mine, const JkkCase *stored);
void jkk_conflict_dialog_offer (GtkWindow *parent,
                                const JkkCase *base,
                                const JkkCase *mine,
                                const JkkCase *stored,
                                JkkConflictChosen callback,
                                gpointer user_data);

G_END_DECLS
