#pragma once

#include <cairo.h>

#include "jkk-error.h"

G_BEGIN_DECLS

/* Side of the square of a mark, in points, and what it needs beside its foot line. */
#define JKK_FORM_MARK_SIDE 40.0
#define JKK_FORM_MARK_ROOM 46.0

/**
 * JkkFormMark:
 * @number: the case number
 * @form: short name of the form or letter, in capitals
 * @page: which page, from 1
 * @n_pages: how many pages the paper has
 * @hash: the first 16 hexadecimal digits, in capitals, of the fingerprint of what was printed
 *
 * What a printed page says of itself to a scanner, so that it finds its case when it comes home.
 */
typedef struct
{
  char *number;
  char *form;
  guint page;
  guint n_pages;
  char *hash;
} JkkFormMark;

JkkFormMark *
jkk_form_mark_new (const char *number, const char *form, guint page, guint n_pages, const char *content_hash);
void jkk_form_mark_free (JkkFormMark *mark);
JkkFormMark *jkk_form_mark_parse (const char *text, GError **error);
char *jkk_form_mark_to_text (const JkkFormMark *mark);
char *jkk_form_mark_to_line (const JkkFormMark *mark);

void jkk_form_mark_append (const JkkFormMark *mark, GString *ops, double right, double bottom);
void jkk_form_mark_draw (const JkkFormMark *mark, cairo_t *cr, double right, double bottom);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkFormMark, jkk_form_mark_free)

G_END_DECLS
