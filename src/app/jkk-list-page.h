#pragma once

#include <adwaita.h>

#include "jkk-case-list-model.h"
#include "jkk-office.h"
#include "jkk-queue-state.h"

G_BEGIN_DECLS

/**
 * JkkListPage:
 *
 * The cases of a queue, or those that a search finds in it, in columns.
 *
 * The signal "opened" (id of the case, position from 0) comes when a line is chosen by Enter or a double click.
 */
#define JKK_TYPE_LIST_PAGE (jkk_list_page_get_type ())
G_DECLARE_FINAL_TYPE (JkkListPage, jkk_list_page, JKK, LIST_PAGE, AdwBin)

void jkk_list_page_set_office (JkkListPage *self, JkkOffice *office);
void jkk_list_page_set_verifiers (JkkListPage *self, GHashTable *names);
void jkk_list_page_show (JkkListPage *self, JkkQueue queue, const char *search);
void jkk_list_page_refresh (JkkListPage *self);
void jkk_list_page_open_when_listed (JkkListPage *self);

JkkCaseListModel *jkk_list_page_get_model (JkkListPage *self);
GArray *jkk_list_page_dup_ids (JkkListPage *self);
GArray *jkk_list_page_dup_selected (JkkListPage *self);
gint64 jkk_list_page_get_selected (JkkListPage *self);
void jkk_list_page_select (JkkListPage *self, gint64 case_id);
void jkk_list_page_focus (JkkListPage *self);

G_END_DECLS
