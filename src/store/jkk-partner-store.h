#pragma once

#include "jkk-db.h"
#include "jkk-partner.h"

G_BEGIN_DECLS

gboolean jkk_partner_store_put (JkkDb *db, const JkkPartner *partner, GError **error);
JkkPartner *jkk_partner_store_load (JkkDb *db, const char *code, GError **error);
GPtrArray *jkk_partner_store_all (JkkDb *db, GError **error);
gboolean jkk_partner_store_add_key (JkkDb *db, const JkkPartnerKey *key, gint64 *id, GError **error);
gboolean
jkk_partner_store_revoke_key (JkkDb *db, gint64 id, JkkDay day, const char *reason, const char *person, GError **error);
GPtrArray *jkk_partner_store_keys (JkkDb *db, const char *partner, GError **error);

/* The office's own */
gboolean jkk_partner_store_end_own_key (
    JkkDb *db, gint64 id, JkkDay day, const char *reason, const char *person, GError **error);
GPtrArray *jkk_partner_store_own_keys (JkkDb *db, GError **error);
char *jkk_partner_store_key_folder (JkkDb *db);

G_END_DECLS
