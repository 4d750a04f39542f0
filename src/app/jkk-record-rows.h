#pragma once

#include "jkk-field-row.h"
#include "jkk-record-plan.h"

G_BEGIN_DECLS

/**
 * JkkRecordView:
 * @draft: the case
 * @findings: (element-type JkkFinding): what was found wrong with it
 * @editable: whether the person may change it now
 * @fresh: whether this is another case than the one shown before
 *
 * What the pages of a case are refreshed from.
 */
typedef struct
{
  const JkkDraft *draft;
  GPtrArray *findings;
  gboolean editable;
  gboolean fresh;
} JkkRecordView;

/**
 * JkkRecordRows:
 *
 * The rows of one record that stand in one section. A row is made when it is first seen, and stays while the case is
 * shown, so that nothing vanishes from under the hand.
 */
#define JKK_TYPE_RECORD_ROWS (jkk_record_rows_get_type ())
G_DECLARE_FINAL_TYPE (JkkRecordRows, jkk_record_rows, JKK, RECORD_ROWS, GtkBox)

GtkWidget *jkk_record_rows_new (const JkkSection *section);
guint
jkk_record_rows_refresh (JkkRecordRows *self, const JkkRecordView *view, guint index, gboolean folded, gboolean all);
JkkFieldRow *jkk_record_rows_find (JkkRecordRows *self, const char *field);

G_END_DECLS
