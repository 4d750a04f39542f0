#pragma once

#include <gtk/gtk.h>

#include "jkk-document-menu.h"

G_BEGIN_DECLS

/* A row of the list of documents, with a menu of what can be done. @row must outlive it. */
GtkWidget *jkk_document_entry_new (const JkkDocumentRow *row, JkkDocumentRights rights);
const JkkDocumentRow *jkk_document_entry_get_row (GtkListBoxRow *entry);
void jkk_document_entry_pop_up (GtkListBoxRow *entry);

G_END_DECLS
