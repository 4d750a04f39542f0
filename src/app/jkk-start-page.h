#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * JkkStartPage:
 *
 * Makes the demonstration office and shows how far it is.
 *
 * The signal "done" (GError or %NULL) comes at the end; a person who cancels is an error of the domain G_IO_ERROR.
 */
#define JKK_TYPE_START_PAGE (jkk_start_page_get_type ())
G_DECLARE_FINAL_TYPE (JkkStartPage, jkk_start_page, JKK, START_PAGE, AdwBin)

void jkk_start_page_make (JkkStartPage *self, const char *address, guint n_cases);
void jkk_start_page_cancel (JkkStartPage *self);

G_END_DECLS
