#pragma once

#include "jkk-frame.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A line to a session of the node, without the enciphered one between: who tests says what it likes. */
typedef struct
{
  GSocketConnection *here, *node;
  GThread *thread;
} Line;

void line_open (Line *line, GThreadFunc serve, gpointer data);
void line_hang_up (Line *line);
void line_say (Line *line, GByteArray *frame);
JkkFrame *line_hear (Line *line);
JkkFrame *line_ask (Line *line, GByteArray *frame);

G_END_DECLS
