#pragma once

#include "jkk-law.h"

G_BEGIN_DECLS

/**
 * JkkLawRow:
 * @strip: (transfer none): the figure over time
 * @current: number of the band that holds today in its strip
 * @title: what it is
 * @value: its value today
 * @mark: how far that has been checked
 * @spoken: the whole row in words, for screen readers
 *
 * A row of the picture of the law.
 */
typedef struct
{
  const JkkLawStrip *strip;
  guint current;
  char *title;
  char *value;
  JkkLawMark mark;
  char *spoken;
} JkkLawRow;

/* One line of what is said of a value: a heading and its text. */
typedef struct
{
  char *label;
  char *text;
} JkkLawLine;

GPtrArray *jkk_law_state_rows (GPtrArray *strips, const char *search, gboolean unconfirmed, JkkDay today);
GPtrArray *jkk_law_state_details (const JkkLawStrip *strip, guint band, GPtrArray *entries);
char *jkk_law_state_summary (GPtrArray *strips, GPtrArray *rows, JkkDay today);
const char *jkk_law_state_mark_icon (JkkLawMark mark);
gboolean jkk_law_state_find (GPtrArray *rows, const char *parameter, guint *row);

G_END_DECLS
