#pragma once

#include <glib.h>

/* What data/embed.py made: templates, maps, metrics of the faces, the Indonesian catalogue. */
const char *jkk_forms_data (const char *name, gsize *length);
