#pragma once

#include <adwaita.h>

#include "jkk-office.h"

G_BEGIN_DECLS

/**
 * JkkLawPage:
 *
 * The picture of the law: a row for each figure, a band for each of its values, a line for today; and beside it all
 * that is known of the value that is chosen.
 */
#define JKK_TYPE_LAW_PAGE (jkk_law_page_get_type ())
G_DECLARE_FINAL_TYPE (JkkLawPage, jkk_law_page, JKK, LAW_PAGE, AdwBin)

void jkk_law_page_set_office (JkkLawPage *self, JkkOffice *office);
void jkk_law_page_refresh (JkkLawPage *self);
void jkk_law_page_choose (JkkLawPage *self, const char *figure);
void jkk_law_page_search (JkkLawPage *self);
void jkk_law_page_focus (JkkLawPage *self);

G_END_DECLS
