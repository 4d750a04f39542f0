#pragma once

#include "jkk-db.h"

G_BEGIN_DECLS

char *jkk_document_store_put (JkkDb *db, GBytes *bytes, GError **error);
GBytes *jkk_document_store_get (JkkDb *db, const char *sha256, GError **error);
gboolean jkk_document_store_has (JkkDb *db, const char *sha256);
char *jkk_document_store_keep (const char *beside, GBytes *bytes, GError **error);
gboolean jkk_document_store_lies (const char *beside, const char *sha256);
GBytes *jkk_document_store_read (const char *beside, const char *sha256, GError **error);
char *jkk_document_store_names (const char *beside, const char *first);

G_END_DECLS
