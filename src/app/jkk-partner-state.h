#pragma once

#include <glib.h>

#include "jkk-partner.h"

G_BEGIN_DECLS

char *jkk_partner_state_subtitle (const JkkPartner *partner);
char *jkk_partner_state_code (const char *name);
char *jkk_partner_state_key_title (const JkkPartnerKey *key, JkkDay today);
char *jkk_partner_state_key_subtitle (const JkkPartnerKey *key);
char *jkk_partner_state_own_key_subtitle (const JkkPartnerKey *key);
char *jkk_partner_state_warnings (const GPtrArray *warnings);
gboolean jkk_partner_state_may_revoke (const JkkPartnerKey *key);

G_END_DECLS
