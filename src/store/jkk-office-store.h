#pragma once

#include "jkk-db.h"

G_BEGIN_DECLS

/* Keys that the program itself uses; others may be added freely. */
#define JKK_OFFICE_NAME "name"
#define JKK_OFFICE_BRANCH_CODE "branch-code"
#define JKK_OFFICE_NO_CODE "KANTOR" /* of an office that was given none */
#define JKK_OFFICE_CITY "city"
#define JKK_OFFICE_ADDRESS "address"
#define JKK_OFFICE_IS_DEMO "is-demo"
#define JKK_OFFICE_IDLE_MINUTES "idle-minutes"

char *jkk_office_store_get (JkkDb *db, const char *key, GError **error);
gboolean jkk_office_store_set (JkkDb *db, const char *key, const char *value, GError **error);

G_END_DECLS
