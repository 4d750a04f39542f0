#pragma once

#include <adwaita.h>

#include "jkk-office.h"
#include "jkk-queue-state.h"

G_BEGIN_DECLS

/**
 * JkkDesk:
 *
 * What a person who has signed in works at: queues, list, case page, accounts. Whatever would leave a case first has it
 * saved, and stays if that fails.
 *
 * The signal "changed" comes when another page is shown; the window then looks anew which actions are possible.
 */
#define JKK_TYPE_DESK (jkk_desk_get_type ())
G_DECLARE_FINAL_TYPE (JkkDesk, jkk_desk, JKK, DESK, AdwBin)

void jkk_desk_set_office (JkkDesk *self, JkkOffice *office);
void jkk_desk_enter (JkkDesk *self);

gboolean jkk_desk_is_at_case (JkkDesk *self);
gboolean jkk_desk_is_at_list (JkkDesk *self);
gboolean jkk_desk_may_walk (JkkDesk *self, int step);
guint jkk_desk_count_unfinished (JkkDesk *self);

void jkk_desk_show_queue (JkkDesk *self, JkkQueue queue);
void jkk_desk_show_accounts (JkkDesk *self);
void jkk_desk_show_partners (JkkDesk *self);
void jkk_desk_show_inbox (JkkDesk *self);
void jkk_desk_show_law (JkkDesk *self, const char *figure);
void jkk_desk_open_case (JkkDesk *self, gint64 case_id);
void jkk_desk_new_case (JkkDesk *self);
void jkk_desk_walk (JkkDesk *self, int step);
void jkk_desk_back (JkkDesk *self);
void jkk_desk_search (JkkDesk *self);
void jkk_desk_focus_list (JkkDesk *self);
void jkk_desk_reload (JkkDesk *self);
void jkk_desk_toggle_sidebar (JkkDesk *self);

void jkk_desk_continue_kept (JkkDesk *self);
void jkk_desk_compare (JkkDesk *self);
void jkk_desk_keep (JkkDesk *self);
void jkk_desk_leave_async (JkkDesk *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean jkk_desk_leave_finish (JkkDesk *self, GAsyncResult *result, GError **error);

G_END_DECLS
