#pragma once

#include <adwaita.h>

#include "jkk-office.h"

G_BEGIN_DECLS

/**
 * JkkAccountDialog:
 *
 * Adds an account, or changes one: name, roles, password, closed or not. Action: "account.save".
 */
#define JKK_TYPE_ACCOUNT_DIALOG (jkk_account_dialog_get_type ())
G_DECLARE_FINAL_TYPE (JkkAccountDialog, jkk_account_dialog, JKK, ACCOUNT_DIALOG, AdwWindow)

JkkAccountDialog *
jkk_account_dialog_open (GtkWindow *parent, JkkOffice *office, const JkkAccount *account, GPtrArray *accounts);

G_END_DECLS
