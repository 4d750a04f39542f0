#pragma once

#include <gtk/gtk.h>

#include "jkk-documents-state.h"

G_BEGIN_DECLS

/**
 * JkkDocumentRights:
 * @judge: may judge and withdraw documents, and attach some
 * @edit: may change what the list says of them
 *
 * What the person may do with the documents of the case that is shown.
 */
typedef struct
{
  gboolean judge;
  gboolean edit;
} JkkDocumentRights;

GMenuModel *jkk_document_menu_new (const JkkDocumentRow *row, JkkDocumentRights rights, gboolean in_viewer);
GMenuModel *jkk_document_menu_new_defects (guint number);
GVariant *jkk_document_menu_verdict (guint number, const char *defect);

G_END_DECLS
