#pragma once

#include <adwaita.h>

#include "jkk-office.h"

G_BEGIN_DECLS

/**
 * JkkOwnKeys:
 *
 * The keys by which the office signs and by which partners encrypt for it. Actions: "own-keys.make" (purpose),
 * "own-keys.save" (id), "own-keys.end" (id).
 */
#define JKK_TYPE_OWN_KEYS (jkk_own_keys_get_type ())
G_DECLARE_FINAL_TYPE (JkkOwnKeys, jkk_own_keys, JKK, OWN_KEYS, AdwPreferencesGroup)

void jkk_own_keys_set_office (JkkOwnKeys *self, JkkOffice *office);
void jkk_own_keys_set_keys (JkkOwnKeys *self, GPtrArray *keys);
gboolean jkk_own_keys_save_certificate (JkkOwnKeys *self, gint64 id, const char *path);

G_END_DECLS
