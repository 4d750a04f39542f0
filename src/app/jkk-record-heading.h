#pragma once

#include <gtk/gtk.h>

#include "jkk-case.h"

G_BEGIN_DECLS

/**
 * JkkRecordHeading:
 *
 * The heading of a section: its title, how much is folded away, and for lists a button that adds a row.
 *
 * Signals: "toggled" when the person wants to see more or less.
 */
#define JKK_TYPE_RECORD_HEADING (jkk_record_heading_get_type ())
G_DECLARE_FINAL_TYPE (JkkRecordHeading, jkk_record_heading, JKK, RECORD_HEADING, GtkBox)

GtkWidget *jkk_record_heading_new (const char *title, const JkkCasePart *list);
void jkk_record_heading_show_fold (JkkRecordHeading *self, gboolean expanded, guint hidden);
void jkk_record_heading_show_list (JkkRecordHeading *self, guint n_rows, gboolean editable);

G_END_DECLS
