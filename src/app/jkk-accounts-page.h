#pragma once

#include <adwaita.h>

#include "jkk-office.h"

G_BEGIN_DECLS

/**
 * JkkAccountsPage:
 *
 * Who may sign in. Actions: "accounts.add", "accounts.change" (login).
 */
#define JKK_TYPE_ACCOUNTS_PAGE (jkk_accounts_page_get_type ())
G_DECLARE_FINAL_TYPE (JkkAccountsPage, jkk_accounts_page, JKK, ACCOUNTS_PAGE, AdwBin)

void jkk_accounts_page_set_office (JkkAccountsPage *self, JkkOffice *office);
void jkk_accounts_page_set_accounts (JkkAccountsPage *self, GPtrArray *accounts);
void jkk_accounts_page_focus (JkkAccountsPage *self);

G_END_DECLS
