#pragma once

#include <adwaita.h>

#include "jkk-office.h"

G_BEGIN_DECLS

/**
 * JkkPartnersPage:
 *
 * With whom the office exchanges messages. Actions: "partners.add", "partners.change" (code).
 */
#define JKK_TYPE_PARTNERS_PAGE (jkk_partners_page_get_type ())
G_DECLARE_FINAL_TYPE (JkkPartnersPage, jkk_partners_page, JKK, PARTNERS_PAGE, AdwBin)

void jkk_partners_page_set_office (JkkPartnersPage *self, JkkOffice *office);
void jkk_partners_page_set_partners (JkkPartnersPage *self, GPtrArray *partners);
void jkk_partners_page_set_keys (JkkPartnersPage *self, GPtrArray *own_keys, GPtrArray *warnings);
void jkk_partners_page_focus (JkkPartnersPage *self);

G_END_DECLS
