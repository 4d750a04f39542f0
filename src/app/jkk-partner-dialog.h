#pragma once

#include <adwaita.h>

#include "jkk-office.h"

G_BEGIN_DECLS

/**
 * JkkPartnerDialog:
 *
 * Registers a partner or changes what is known of it: name, code, folder, signatures, keys. Actions: "partner.save",
 * "partner.choose-folder", "partner.register-key" (purpose), "partner.revoke-key" (id).
 */
#define JKK_TYPE_PARTNER_DIALOG (jkk_partner_dialog_get_type ())
G_DECLARE_FINAL_TYPE (JkkPartnerDialog, jkk_partner_dialog, JKK, PARTNER_DIALOG, AdwWindow)

JkkPartnerDialog *jkk_partner_dialog_open (GtkWindow *parent, JkkOffice *office, const JkkPartner *partner);
void jkk_partner_dialog_register_key (JkkPartnerDialog *self, const char *purpose, const char *path);

G_END_DECLS
