#pragma once

#include "jkk-demo-dice.h"
#include "jkk-message.h"

G_BEGIN_DECLS

char *jkk_demo_uuid (JkkDice *dice);
char *jkk_demo_sender (const char *facility);
JkkMessage *
jkk_demo_message_new (const JkkCase *letter, JkkDice *dice, gint64 sequence, gint64 sent_at, const char *case_number);

JkkMessage *jkk_demo_kk3_message (const JkkCase *jcase, JkkDay today);

G_END_DECLS
