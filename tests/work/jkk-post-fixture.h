#pragma once

#include "jkk-message.h"
#include "jkk-postbox.h"
#include "jkk-work-fixture.h"

G_BEGIN_DECLS

#define PARTNER "RS-CONTOH-SEHAT"

typedef struct
{
  Fixture work;
  char *folder;
} Post;

char *post_example (const char *name);
char *post_replaced (const char *text, const char *from, const char *to);
void post_drop (Post *post, const char *name, const char *text);
guint post_count (Post *post, const char *folder);
JkkPostRound post_round (Post *post);
void post_register_partner (Post *post, gboolean must_sign);
void post_set_up (Post *post, gconstpointer data);
void post_tear_down (Post *post, gconstpointer data);
char *post_message (const char *name);
JkkPostIn *post_newest (Post *post);
JkkMessage *post_receipt_of (Post *post, const JkkPostIn *entry);
void post_expect_refused (Post *post, const char *name, const char *text, const char *code);

G_END_DECLS
