#pragma once

#include <adwaita.h>

#include "jkk-office.h"

G_BEGIN_DECLS

/**
 * JkkPasswordDialog:
 *
 * Lets a person change the own password. Action: "password.save".
 */
#define JKK_TYPE_PASSWORD_DIALOG (jkk_password_dialog_get_type ())
G_DECLARE_FINAL_TYPE (JkkPasswordDialog, jkk_password_dialog, JKK, PASSWORD_DIALOG, AdwWindow)

JkkPasswordDialog *jkk_password_dialog_open (GtkWindow *parent, JkkOffice *office, gboolean must_change);

G_END_DECLS
