#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/* A calendar day as the number of days since 1970-01-01, or JKK_NONE. A legal day has no hour and no time zone. */
typedef gint64 JkkDay;

JkkDay jkk_day_new (int year, int month, int day);
void jkk_day_split (JkkDay day, int *year, int *month, int *month_day);
JkkDay jkk_day_parse (const char *text, GError **error);
char *jkk_day_to_iso (JkkDay day);
char *jkk_day_to_text (JkkDay day);
JkkDay jkk_day_add_months (JkkDay day, int months);
int jkk_day_weekday (JkkDay day);
int jkk_day_age (JkkDay born, JkkDay on);

gint64 jkk_time_parse (const char *text, GError **error);
char *jkk_time_to_text (gint64 minutes);

G_END_DECLS
