#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/**
 * JkkDamage:
 * @found_at: seconds since 1970 UTC
 * @text: what SQLite says of the first damaged page; not for people
 *
 * What was found in the file of a store. It stands beside the file and not in it: what is damaged is not written into.
 */
typedef struct
{
  gint64 found_at;
  char *text;
} JkkDamage;

void jkk_damage_free (JkkDamage *damage);
JkkDamage *jkk_damage_read (const char *path);
gboolean jkk_damage_is_known (const char *path);
void jkk_damage_note (const char *path, const char *text);
void jkk_damage_forget (const char *path);
void jkk_damage_move (const char *path, const char *kept);
gint64 jkk_damage_checked_at (const char *path);

/* Looks at all pages of a large store while people work: on a thread of its own that waits for everything else. */
typedef struct _JkkDamageWatch JkkDamageWatch;

JkkDamageWatch *jkk_damage_watch_new (const char *path, GTimeSpan delay);
void jkk_damage_watch_free (JkkDamageWatch *watch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkDamage, jkk_damage_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkDamageWatch, jkk_damage_watch_free)

G_END_DECLS
