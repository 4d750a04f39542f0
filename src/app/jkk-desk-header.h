#pragma once

#include <adwaita.h>

#include "jkk-account.h"

G_BEGIN_DECLS

/**
 * JkkDeskHeader:
 *
 * The bar above the desk: search, whether all is saved, who sits here, menus.
 *
 * Signals: "search-changed", "search-activated" (Enter), "search-stopped" (Escape).
 */
#define JKK_TYPE_DESK_HEADER (jkk_desk_header_get_type ())
G_DECLARE_FINAL_TYPE (JkkDeskHeader, jkk_desk_header, JKK, DESK_HEADER, AdwBin)

void jkk_desk_header_show (JkkDeskHeader *self, const JkkAccount *person, gboolean at_list);
void jkk_desk_header_show_saved (JkkDeskHeader *self, gboolean at_case, gboolean pending);
void jkk_desk_header_bind_sidebar (JkkDeskHeader *self, AdwFlap *flap);
const char *jkk_desk_header_get_search (JkkDeskHeader *self);
void jkk_desk_header_clear_search (JkkDeskHeader *self);
void jkk_desk_header_focus_search (JkkDeskHeader *self);

G_END_DECLS
