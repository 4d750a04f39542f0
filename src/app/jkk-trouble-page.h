#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * JkkTroublePage:
 *
 * What is seen instead of an office that could not be opened or made: the sentence, and what can be done now.
 */
#define JKK_TYPE_TROUBLE_PAGE (jkk_trouble_page_get_type ())
G_DECLARE_FINAL_TYPE (JkkTroublePage, jkk_trouble_page, JKK, TROUBLE_PAGE, AdwBin)

void jkk_trouble_page_show (JkkTroublePage *self, const GError *error, const char *address, gboolean about_demo);

void jkk_trouble_page_set_retrying (JkkTroublePage *self, gboolean retrying);

G_END_DECLS
