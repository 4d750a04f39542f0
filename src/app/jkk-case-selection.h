#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* So many lines may be selected: each of them is remembered, whatever comes and goes around it. */
#define JKK_CASE_SELECTION_MOST 10000

/**
 * JkkCaseSelection:
 *
 * Which lines of a list are selected: any, but of millions not all. Whoever selects too many is told, and what was
 * selected before stays.
 *
 * The signal "too-many" says that somebody wanted more.
 */
#define JKK_TYPE_CASE_SELECTION (jkk_case_selection_get_type ())
G_DECLARE_FINAL_TYPE (JkkCaseSelection, jkk_case_selection, JKK, CASE_SELECTION, GObject)

JkkCaseSelection *jkk_case_selection_new (GListModel *model);

G_END_DECLS
