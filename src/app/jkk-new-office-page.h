#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * JkkNewOfficePage:
 *
 * Makes a real, empty office. Action: "new-office.create".
 *
 * The signal "created" (address, login of the administrator) comes when it is there.
 */
#define JKK_TYPE_NEW_OFFICE_PAGE (jkk_new_office_page_get_type ())
G_DECLARE_FINAL_TYPE (JkkNewOfficePage, jkk_new_office_page, JKK, NEW_OFFICE_PAGE, AdwBin)

void jkk_new_office_page_start (JkkNewOfficePage *self, const char *address);

G_END_DECLS
