#pragma once

#include "jkk-paper-pictures.h"
#include "jkk-paper-view.h"

G_BEGIN_DECLS

/* For jkk-paper-view.c, which shows the pages, and jkk-paper-marks.c, which knows what stands where on them. */
struct _JkkPaperView
{
  GtkWidget parent_instance;

  /* Owned */
  const JkkPaperSource *source;
  gpointer paper; /* (nullable) */
  char *title;
  JkkPaperLayout *layout;
  JkkPaperPictures *pictures;
  char *highlight;
  GArray *hits; /* (nullable) JkkPaperHit */
  guint current_hit;
  gboolean small;     /* pictures of pages to choose from; values on them are out of reach */
  guint current_page; /* of these, the one that is chosen */

  /* Borrowed */
  GtkScrolledWindow *scroller; /* (nullable) while it is seen */
};

/* jkk-paper-marks.c */
void jkk_paper_view_snapshot_marks (JkkPaperView *self, GtkSnapshot *snapshot);

G_END_DECLS
