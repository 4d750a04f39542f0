#pragma once

#include "jkk-db.h"
#include "jkk-warrant.h"

G_BEGIN_DECLS

gboolean jkk_warrant_store_append (JkkDb *db, const JkkWarrant *warrant, GError **error);
GPtrArray *jkk_warrant_store_all (JkkDb *db, GError **error);

gboolean jkk_signing_key_put (JkkDb *db, const char *login, const char *sealed, GError **error);
gboolean jkk_signing_key_get (JkkDb *db, const char *login, char **sealed, GError **error);

G_END_DECLS
