#pragma once

#include "jkk-paper-source.h"

G_BEGIN_DECLS

/**
 * JkkPaperSearch:
 *
 * Looking for a text on a paper: where it was found, and which of these places the person looks at. It needs no
 * window.
 *
 * The signal "found" comes after each search, whether or not it found anything.
 */
#define JKK_TYPE_PAPER_SEARCH (jkk_paper_search_get_type ())
G_DECLARE_FINAL_TYPE (JkkPaperSearch, jkk_paper_search, JKK, PAPER_SEARCH, GObject)

JkkPaperSearch *jkk_paper_search_new (void);
void
jkk_paper_search_run (JkkPaperSearch *self, const JkkPaperSource *source, gpointer paper, const char *text, guint page);
void jkk_paper_search_step (JkkPaperSearch *self, int step);

GArray *jkk_paper_search_get_hits (JkkPaperSearch *self);
guint jkk_paper_search_get_current (JkkPaperSearch *self);
gboolean jkk_paper_search_is_vain (JkkPaperSearch *self);
char *jkk_paper_search_describe (JkkPaperSearch *self);

G_END_DECLS
