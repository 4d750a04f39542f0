#pragma once

#include <adwaita.h>

#include "jkk-document-menu.h"
#include "jkk-office.h"

G_BEGIN_DECLS

/**
 * JkkDocumentViewer:
 *
 * A document of a case, opened in a caged helper process and shown page by page; beside the data, so that a person can
 * read it and type. Its turning is remembered for each file as long as the case page lives.
 *
 * It acts by the actions of the case page: "case.judge-paper", "case.step-document", "case.show-documents" …
 *
 * Signals: "unreadable" (fingerprint, sentence) when the file cannot be read from the store.
 */
#define JKK_TYPE_DOCUMENT_VIEWER (jkk_document_viewer_get_type ())
G_DECLARE_FINAL_TYPE (JkkDocumentViewer, jkk_document_viewer, JKK, DOCUMENT_VIEWER, AdwBin)

GtkWidget *jkk_document_viewer_new (JkkOffice *office);
void jkk_document_viewer_show (JkkDocumentViewer *self,
                               const JkkDocument *document,
                               const JkkDocumentRow *row,
                               guint place,
                               guint n_files,
                               JkkDocumentRights rights);
void jkk_document_viewer_set_gone (JkkDocumentViewer *self);
void jkk_document_viewer_clear (JkkDocumentViewer *self);
const char *jkk_document_viewer_get_sha256 (JkkDocumentViewer *self);
void jkk_document_viewer_do (JkkDocumentViewer *self, const char *action);
void jkk_document_viewer_ask_defect (JkkDocumentViewer *self);

G_END_DECLS
