#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/* Whole rupiah, or JKK_NONE. */
typedef gint64 JkkMoney;

/* The largest amount that the program accepts or produces: one thousand million million rupiah. */
#define JKK_MONEY_MAX G_GINT64_CONSTANT (1000000000000000)

typedef enum
{
  JKK_ROUND_DOWN,
  JKK_ROUND_HALF_UP,
  JKK_ROUND_UP,
} JkkRounding;

gboolean jkk_money_add (JkkMoney a, JkkMoney b, JkkMoney *sum);
gboolean jkk_money_multiply (JkkMoney amount, gint64 factor, JkkMoney *product);
gboolean
jkk_money_scale (JkkMoney amount, gint64 numerator, gint64 denominator, JkkRounding rounding, JkkMoney *result);
gboolean jkk_money_divides (JkkMoney amount, gint64 numerator, gint64 denominator);
JkkMoney jkk_money_parse (const char *text, GError **error);
char *jkk_money_to_text (JkkMoney amount);
char *jkk_money_to_rupiah (JkkMoney amount);

gint64 jkk_count_parse (const char *text, GError **error);
gint64 jkk_percent_parse (const char *text, GError **error);
char *jkk_percent_to_plain (gint64 hundredths);
char *jkk_percent_to_text (gint64 hundredths);

G_END_DECLS
