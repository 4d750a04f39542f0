#pragma once

#include "jkk-postbox-desk.h"

G_BEGIN_DECLS

/**
 * JkkPostWatch:
 *
 * Watches the folders of the partners while somebody is signed in, and goes a round when something appears in them, and
 * now and then where the system tells nothing (folders of other computers).
 *
 * The signal "looked" comes after each round, "progressed" now and then while one is under way. SANTUN_POST_WATCH=0
 * watches nothing; a round that is asked for is gone nevertheless.
 */
#define JKK_TYPE_POST_WATCH (jkk_post_watch_get_type ())
G_DECLARE_FINAL_TYPE (JkkPostWatch, jkk_post_watch, JKK, POST_WATCH, GObject)

JkkPostWatch *jkk_post_watch_new (void);
void jkk_post_watch_set_office (JkkPostWatch *self, JkkOffice *office);
void jkk_post_watch_set_partners (JkkPostWatch *self, GPtrArray *partners);
void jkk_post_watch_look (JkkPostWatch *self);
void jkk_post_watch_stop (JkkPostWatch *self);
void jkk_post_watch_break_off (JkkPostWatch *self);
char *jkk_post_watch_get_progress (JkkPostWatch *self, guint *done, guint *all);
char *jkk_post_watch_describe (JkkPostWatch *self);
const char *jkk_post_watch_get_trouble (JkkPostWatch *self);

G_END_DECLS
