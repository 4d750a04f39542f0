#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Ends lines whose other end takes too long, whatever it does meanwhile: also one that says a byte now and then. */
void jkk_alarm_set (GSocket *line, guint seconds);
void jkk_alarm_clear (GSocket *line);

G_END_DECLS
