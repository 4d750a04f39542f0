#pragma once

#include <adwaita.h>

#include "jkk-document-menu.h"
#include "jkk-office.h"

G_BEGIN_DECLS

/**
 * JkkDocumentsView:
 * @jcase: the case as it is edited
 * @payout: (nullable): its payout sheet
 * @history: (nullable): its journal, the newest first
 * @rights: what the person may do
 *
 * What the pane is refreshed from; borrowed for the call.
 */
typedef struct
{
  const JkkCase *jcase;
  const JkkPayout *payout;
  GPtrArray *history;
  JkkDocumentRights rights;
} JkkDocumentsView;

/**
 * JkkDocumentsPane:
 *
 * The documents of a case: which the law wants, which are there and how it stands with each; and the viewer for one of
 * them. What is done with a document is done by the actions of the case page.
 */
#define JKK_TYPE_DOCUMENTS_PANE (jkk_documents_pane_get_type ())
G_DECLARE_FINAL_TYPE (JkkDocumentsPane, jkk_documents_pane, JKK, DOCUMENTS_PANE, AdwBin)

GtkWidget *jkk_documents_pane_new (JkkOffice *office);
void jkk_documents_pane_refresh (JkkDocumentsPane *self, const JkkDocumentsView *view);
void jkk_documents_pane_show_list (JkkDocumentsPane *self);
gboolean jkk_documents_pane_view (JkkDocumentsPane *self, guint number);
gboolean jkk_documents_pane_step (JkkDocumentsPane *self, int step);
void jkk_documents_pane_do (JkkDocumentsPane *self, const char *action);
guint jkk_documents_pane_get_current (JkkDocumentsPane *self);
void jkk_documents_pane_ask_defect (JkkDocumentsPane *self);

G_END_DECLS
