#pragma once

#include <gtk/gtk.h>

#include "jkk-law.h"

G_BEGIN_DECLS

/**
 * JkkLawStripView:
 *
 * One figure of the law as bands over time. What it shows in colour stands in words in its row.
 */
#define JKK_TYPE_LAW_STRIP_VIEW (jkk_law_strip_view_get_type ())
G_DECLARE_FINAL_TYPE (JkkLawStripView, jkk_law_strip_view, JKK, LAW_STRIP_VIEW, GtkWidget)

GtkWidget *jkk_law_strip_view_new (void);
void jkk_law_strip_view_show (JkkLawStripView *self, const JkkLawStrip *strip, JkkPeriod window, JkkDay today);
void jkk_law_strip_view_choose (JkkLawStripView *self, int band);
int jkk_law_strip_view_band_at (JkkLawStripView *self, double x);

G_END_DECLS
