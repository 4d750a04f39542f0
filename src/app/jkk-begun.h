#pragma once

#include "jkk-draft.h"

G_BEGIN_DECLS

/* A case that was begun and not taken in yet is in no store. It is kept in a private file of the person's, so that a
 * power cut costs nothing that was typed. */
char *jkk_begun_path (const char *address, const char *login);
gboolean jkk_begun_keep (const char *path, const JkkDraft *draft, GError **error);
gboolean jkk_begun_exists (const char *path);
JkkDraft *jkk_begun_find (const char *path, const JkkCase *blank);
void jkk_begun_forget (const char *path);

G_END_DECLS
