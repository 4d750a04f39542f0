#pragma once

#include "jkk-record-rows.h"

G_BEGIN_DECLS

/**
 * JkkRecordGroup:
 *
 * A section of a page that is a group of one record: a heading, the rows that matter, and the others when asked for.
 */
#define JKK_TYPE_RECORD_GROUP (jkk_record_group_get_type ())
G_DECLARE_FINAL_TYPE (JkkRecordGroup, jkk_record_group, JKK, RECORD_GROUP, GtkBox)

GtkWidget *jkk_record_group_new (const JkkSection *section);
void jkk_record_group_refresh (JkkRecordGroup *self, const JkkRecordView *view);
JkkFieldRow *jkk_record_group_reveal (JkkRecordGroup *self, const JkkRecordView *view, const char *path);

G_END_DECLS
