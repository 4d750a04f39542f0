#pragma once

#include "jkk-case.h"

G_BEGIN_DECLS

/* Needs no office: an invented case, and one with another value. */
JkkCase *complete_case (void);
JkkCase *with (JkkCase *jcase, const char *path, const char *text);

G_END_DECLS
