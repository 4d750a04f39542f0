#pragma once

#include "jkk-deed-private.h"

G_BEGIN_DECLS

gboolean jkk_number_give (const JkkDeedContext *context, JkkMessage *message, const char *partner, GError **error);
char *jkk_number_for_case (const JkkDeedContext *context, int year, GError **error);

G_END_DECLS
