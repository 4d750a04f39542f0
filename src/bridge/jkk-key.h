#pragma once

#include "jkk-partner.h"

G_BEGIN_DECLS

JkkPartnerKey *
jkk_key_read_certificate (const char *bytes, gsize length, const char *partner, const char *purpose, GError **error);
gboolean jkk_key_check (const JkkPartnerKey *key, GError **error);

G_END_DECLS
