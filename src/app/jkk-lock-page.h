#pragma once

#include <adwaita.h>

#include "jkk-office.h"

G_BEGIN_DECLS

/* What covers a desk at which nobody sits. The signal "left" comes when somebody else wants to sign in. */
#define JKK_TYPE_LOCK_PAGE (jkk_lock_page_get_type ())
G_DECLARE_FINAL_TYPE (JkkLockPage, jkk_lock_page, JKK, LOCK_PAGE, AdwBin)

void jkk_lock_page_show (JkkLockPage *self, JkkOffice *office);

G_END_DECLS
