#pragma once

#include <cairo.h>

#include "jkk-error.h"

G_BEGIN_DECLS

/**
 * JkkPaper:
 *
 * A finished document, for the screen and for the printer. It never changes and may be shared by threads: Poppler is
 * not safe inside one document, so a paper does one thing at a time; who wants to render in parallel opens one paper
 * for each thread from the same bytes.
 */
typedef struct _JkkPaper JkkPaper;

/**
 * JkkPaperBox:
 * @x: left edge, in points from the left edge of the page
 * @y: top edge, in points from the top edge of the page
 * @width: in points
 * @height: in points
 */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} JkkPaperBox;

/**
 * JkkPaperField:
 * @page: number of the page, from 0
 * @name: name of the field inside the PDF
 * @path: path of the value in the case ("participant.name"), or %NULL
 * @text: what stands in it; of a check box "1" or "0"
 * @is_box: whether it is a check box
 * @box: where it stands
 *
 * A fillable field on a page.
 */
typedef struct
{
  guint page;
  char *name;
  char *path;
  char *text;
  gboolean is_box;
  JkkPaperBox box;
} JkkPaperField;

JkkPaper *jkk_paper_new (GBytes *bytes, GError **error);
JkkPaper *jkk_paper_ref (JkkPaper *paper);
void jkk_paper_unref (JkkPaper *paper);

GBytes *jkk_paper_get_bytes (JkkPaper *paper);
guint jkk_paper_get_n_pages (JkkPaper *paper);
void jkk_paper_get_size (JkkPaper *paper, guint page, double *width, double *height);

cairo_surface_t *jkk_paper_render (JkkPaper *paper, guint page, double scale, GError **error);
cairo_surface_t *
jkk_paper_render_part (JkkPaper *paper, guint page, double scale, const cairo_rectangle_int_t *part, GError **error);
void jkk_paper_render_into (JkkPaper *paper, guint page, double scale, cairo_surface_t *surface);
void jkk_paper_draw (JkkPaper *paper, guint page, cairo_t *cr);

char *jkk_paper_get_text (JkkPaper *paper, guint page);
GArray *jkk_paper_find (JkkPaper *paper, guint page, const char *text);
GPtrArray *jkk_paper_list_fields (JkkPaper *paper, const char *form);
void jkk_paper_field_free (JkkPaperField *field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPaper, jkk_paper_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPaperField, jkk_paper_field_free)

G_END_DECLS
