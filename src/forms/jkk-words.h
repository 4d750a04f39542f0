#pragma once

#include "jkk-day.h"
#include "jkk-money.h"

G_BEGIN_DECLS

char *jkk_words_from_number (gint64 number);
char *jkk_words_from_rupiah (JkkMoney amount);
char *jkk_words_from_percent (gint64 hundredths);
char *jkk_words_from_day (JkkDay day);

G_END_DECLS
