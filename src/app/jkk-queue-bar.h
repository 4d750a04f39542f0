#pragma once

#include <adwaita.h>

#include "jkk-queue-state.h"

G_BEGIN_DECLS

/**
 * JkkQueueBar:
 *
 * The sidebar: queues with their numbers, the post, the law, and partners and accounts for administrators.
 *
 * Signals: "chosen" (JkkQueue), "post-chosen", "law-chosen", "partners-chosen" and "accounts-chosen", when the person
 * chooses another line.
 */
#define JKK_TYPE_QUEUE_BAR (jkk_queue_bar_get_type ())
G_DECLARE_FINAL_TYPE (JkkQueueBar, jkk_queue_bar, JKK, QUEUE_BAR, AdwBin)

void jkk_queue_bar_show (JkkQueueBar *self, const JkkCaseCounts *counts, guint roles);
void jkk_queue_bar_set_office (JkkQueueBar *self, const char *name, gboolean is_demo);
void jkk_queue_bar_select (JkkQueueBar *self, JkkQueue queue);
void jkk_queue_bar_select_accounts (JkkQueueBar *self);
void jkk_queue_bar_show_post (JkkQueueBar *self, const JkkQueueRow *row);
void jkk_queue_bar_select_law (JkkQueueBar *self);
void jkk_queue_bar_select_partners (JkkQueueBar *self);
void jkk_queue_bar_select_post (JkkQueueBar *self);
void jkk_queue_bar_focus (JkkQueueBar *self);

G_END_DECLS
