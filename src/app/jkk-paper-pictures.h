#pragma once

#include <gtk/gtk.h>

#include "jkk-paper-source.h"

G_BEGIN_DECLS

/**
 * JkkPaperPictures:
 *
 * The pictures of those pages of a paper that are seen, or nearly so. They are drawn off the main thread; until a new
 * one is there the old one stays, so that nothing flickers. Pictures of pages far away are let go.
 *
 * Signals: "changed" (there is something new to be drawn), "failed" (number of a page, the reason).
 */
#define JKK_TYPE_PAPER_PICTURES (jkk_paper_pictures_get_type ())
G_DECLARE_FINAL_TYPE (JkkPaperPictures, jkk_paper_pictures, JKK, PAPER_PICTURES, GObject)

JkkPaperPictures *jkk_paper_pictures_new (void);
void jkk_paper_pictures_set_paper (JkkPaperPictures *self, const JkkPaperSource *source, gpointer paper, gboolean keep);
void jkk_paper_pictures_see (JkkPaperPictures *self, guint page, const graphene_rect_t *part);
void jkk_paper_pictures_want (JkkPaperPictures *self, guint first, guint last, double scale);

/**
 * JkkPaperPicture:
 * @texture: the picture, or %NULL
 * @place: what of the page it shows, in points
 * @exact: whether it is of this paper in the size that is wanted, pixel by pixel
 * @whole: whether it shows all that is seen of the page
 * @base: (nullable): an older picture of the whole page, for what @texture does not show
 *
 * What there is to be seen of a page now. All of it is borrowed.
 */
typedef struct
{
  GdkTexture *texture;
  graphene_rect_t place;
  gboolean exact;
  gboolean whole;
  GdkTexture *base;
} JkkPaperPicture;

JkkPaperPicture jkk_paper_pictures_get (JkkPaperPictures *self, guint page);
const char *jkk_paper_pictures_get_error (JkkPaperPictures *self, guint page);

G_END_DECLS
