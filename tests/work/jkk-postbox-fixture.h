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

char *box_example (const char *name);
char *box_replaced (const char *text, const char *from, const char *to);
void box_drop (Post *post, const char *name, const char *text);
guint box_count (Post *post, const char *folder);
JkkPostRound box_round (Post *post);
void box_register_partner (Post *post, gboolean must_sign);
void box_set_up (Post *post, gconstpointer data);
void box_tear_down (Post *post, gconstpointer data);
char *box_message (const char *name);
JkkPostIn *box_newest (Post *post);
JkkMessage *box_receipt_of (Post *post, const JkkPostIn *entry);
void box_expect_refused (Post *post, const char *name, const char *text, const char *code);

G_END_DECLS
