#pragma once

#include "jkk-message.h"
#include "jkk-postbox-desk.h"
#include "jkk-work-fixture.h"

G_BEGIN_DECLS

#define PARTNER "RS-CONTOH-SEHAT"

/* The office of the tests with a hospital as its partner, whose folders lie beside the store. */
typedef struct
{
  Fixture work;
  char *folder;
} Post;

void post_set_up (Post *post, gconstpointer data);
void post_tear_down (Post *post, gconstpointer data);
char *post_example (const char *name);
void post_drop (Post *post, const char *name, const char *text);
JkkPostRound post_round (Post *post);
JkkPostDesk *post_desk (Post *post);
JkkPostLetter *post_letter (Post *post, gint64 id);
gint64 post_receive_example (Post *post, const char *name);
gint64 post_receive (Post *post, const char *text);
JkkOutcome *post_do (Post *post, const char *deed_name, const JkkPostLetter *found, JkkRequest request, GError **error);
char *post_replaced (const char *text, const char *from, const char *to);

#define post_test_add(name, func) g_test_add (name, Post, NULL, post_set_up, func, post_tear_down)

G_END_DECLS
