#pragma once

#include "jkk-desk-private.h"
#include "jkk-test-window.h"

G_BEGIN_DECLS

/* Two desks at one office, each a program with a window of its own: the one that looks, which is the test, and the one
 * that changes something, which is told to by lines. */
typedef struct
{
  JkkTestOffice *files;
  char *address; /* where both open the office */
  JkkWindow *window;
  JkkDesk *desk;
  GSubprocess *other;
  GDataInputStream *answers;
} DeskPair;

/* To be called first in main(): whether the program was started as the other desk, and has been it. */
gboolean desk_pair_be_other (int argc, char **argv);

void desk_pair_set_up (DeskPair *pair, gconstpointer data);
void desk_pair_tear_down (DeskPair *pair, gconstpointer data);
gint64 desk_pair_order (DeskPair *pair, const char *format, ...) G_GNUC_PRINTF (2, 3);
JkkListPage *desk_pair_list (DeskPair *pair);
JkkCasePage *desk_pair_page (DeskPair *pair);
gint64 desk_pair_find (DeskPair *pair, guint statuses, const char *verifier, guint which);
void desk_pair_show_all (DeskPair *pair, gint64 id);
const JkkRowState *desk_pair_row (DeskPair *pair, gint64 id);
void desk_pair_open (DeskPair *pair, gint64 id);
char *desk_pair_text (DeskPair *pair, const char *path);

G_END_DECLS
