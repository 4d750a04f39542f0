#pragma once

#include "jkk-field.h"

G_BEGIN_DECLS

/* Whole records: what follows from the field table for every struct. */
gpointer jkk_record_new (const JkkRecordType *type);
void jkk_record_init (const JkkRecordType *type, gpointer record);
void jkk_record_clear (const JkkRecordType *type, gpointer record);
void jkk_record_copy (const JkkRecordType *type, gpointer target, gconstpointer source);
gpointer jkk_record_dup (const JkkRecordType *type, gconstpointer record);
gboolean jkk_record_equal (const JkkRecordType *type, gconstpointer a, gconstpointer b);
gboolean jkk_record_is_empty (const JkkRecordType *type, gconstpointer record);
void jkk_record_free (const JkkRecordType *type, gpointer record);
const JkkField *jkk_record_type_find (const JkkRecordType *type, const char *name);

G_END_DECLS
