#pragma once

#include "jkk-record-rows.h"

G_BEGIN_DECLS

/**
 * JkkRecordCard:
 *
 * A row of a list: one line that tells it, and its fields when it is open.
 */
#define JKK_TYPE_RECORD_CARD (jkk_record_card_get_type ())
G_DECLARE_FINAL_TYPE (JkkRecordCard, jkk_record_card, JKK, RECORD_CARD, GtkBox)

GtkWidget *jkk_record_card_new (const JkkSection *section);
void jkk_record_card_refresh (JkkRecordCard *self, const JkkRecordView *view, guint index);
void jkk_record_card_set_open (JkkRecordCard *self, gboolean open, gboolean all);
JkkFieldRow *jkk_record_card_find (JkkRecordCard *self, const char *field);

G_END_DECLS
