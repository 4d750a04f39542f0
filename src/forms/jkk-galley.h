#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  JKK_STYLE_TEXT,
  JKK_STYLE_STRONG,
  JKK_STYLE_LABEL, /* grey: what the text beside it is called */
  JKK_STYLE_SMALL,
  JKK_STYLE_HEADING,
  JKK_STYLE_TITLE,
  JKK_STYLE_TOTAL,
} JkkStyle;

/* Width of the text on the page, in points. */
#define JKK_GALLEY_WIDTH 471.0

/**
 * JkkGalley:
 *
 * Set text that is still without pages: columns side by side make a block of lines, blocks follow one another, and the
 * whole is cut into pages of A4 at the end. A block may be cut between its lines, but not behind one that keeps with
 * the next.
 */
typedef struct _JkkGalley JkkGalley;

JkkGalley *jkk_galley_new (void);
void jkk_galley_free (JkkGalley *galley);

void jkk_galley_add (JkkGalley *galley, JkkStyle style, double x, double width, const char *text);
void jkk_galley_add_right (JkkGalley *galley, JkkStyle style, double x, double width, const char *text);
void jkk_galley_add_centred (JkkGalley *galley, JkkStyle style, const char *text);
void jkk_galley_end_block (JkkGalley *galley, gboolean keep);
void jkk_galley_release (JkkGalley *galley);
void jkk_galley_space (JkkGalley *galley, double height);
void jkk_galley_rule (JkkGalley *galley, double weight);
void jkk_galley_set_mark (JkkGalley *galley, const char *number, const char *form, const char *content_hash);
GBytes *jkk_galley_print (JkkGalley *galley, const char *title, const char *foot, gint64 made_at, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkGalley, jkk_galley_free)

G_END_DECLS
