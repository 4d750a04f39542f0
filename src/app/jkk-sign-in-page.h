#pragma once

#include <adwaita.h>

#include "jkk-office.h"

G_BEGIN_DECLS

/**
 * JkkSignInPage:
 *
 * Who is there? In the demonstration office the accounts stand ready to be chosen. Signing in is told by the office's
 * property "person".
 *
 * Actions: "sign-in.submit", and "sign-in.as" (login) in the demonstration office.
 */
#define JKK_TYPE_SIGN_IN_PAGE (jkk_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (JkkSignInPage, jkk_sign_in_page, JKK, SIGN_IN_PAGE, AdwBin)

void jkk_sign_in_page_set_office (JkkSignInPage *self, JkkOffice *office, gboolean own_exists);
void jkk_sign_in_page_set_login (JkkSignInPage *self, const char *login);
void jkk_sign_in_page_focus (JkkSignInPage *self);

G_END_DECLS
