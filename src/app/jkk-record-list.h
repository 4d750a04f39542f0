#pragma once

#include "jkk-record-rows.h"

G_BEGIN_DECLS

/**
 * JkkRecordList:
 *
 * A section of a page that is a list: a heading with a button that adds, and each row as a card that tells itself in
 * one line until it is opened.
 */
#define JKK_TYPE_RECORD_LIST (jkk_record_list_get_type ())
G_DECLARE_FINAL_TYPE (JkkRecordList, jkk_record_list, JKK, RECORD_LIST, GtkBox)

GtkWidget *jkk_record_list_new (const JkkSection *section);
void jkk_record_list_refresh (JkkRecordList *self, const JkkRecordView *view);
JkkFieldRow *jkk_record_list_reveal (JkkRecordList *self, const JkkRecordView *view, const char *path);

G_END_DECLS
