#pragma once

#include "jkk-office.h"

G_BEGIN_DECLS

/**
 * JkkDocumentsCheck:
 *
 * Compares the files of a case with their fingerprints, one after the other and each once, while the person looks at
 * the list: what is damaged is known before it is needed.
 *
 * Signals: "changed" when a file was found damaged.
 */
#define JKK_TYPE_DOCUMENTS_CHECK (jkk_documents_check_get_type ())
G_DECLARE_FINAL_TYPE (JkkDocumentsCheck, jkk_documents_check, JKK, DOCUMENTS_CHECK, GObject)

JkkDocumentsCheck *jkk_documents_check_new (JkkOffice *office);
void jkk_documents_check_run (JkkDocumentsCheck *self, const JkkCase *jcase);
void jkk_documents_check_stop (JkkDocumentsCheck *self);
void jkk_documents_check_note (JkkDocumentsCheck *self, const char *sha256, const char *sentence);
GHashTable *jkk_documents_check_get_damaged (JkkDocumentsCheck *self);

G_END_DECLS
