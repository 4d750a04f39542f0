#pragma once

#include <gio/gio.h>

#include "jkk-case-item.h"
#include "jkk-office.h"

G_BEGIN_DECLS

/**
 * JkkCaseListModel:
 *
 * The cases of a queue as a list model of #JkkCaseItem: it knows how many they are, but which only around the places
 * that were looked at; a small list and what was searched for it knows whole. Texts are fetched in chunks. Whoever
 * shows a line says so with jkk_case_list_model_want().
 *
 * The signal "listed" comes after each listing, whether or not it changed anything.
 */
#define JKK_TYPE_CASE_LIST_MODEL (jkk_case_list_model_get_type ())
G_DECLARE_FINAL_TYPE (JkkCaseListModel, jkk_case_list_model, JKK, CASE_LIST_MODEL, GObject)

/* A list of so many is known whole; of longer ones so many are read around a place. */
#define JKK_CASE_LIST_MODEL_PART 1000

JkkCaseListModel *jkk_case_list_model_new (void);
void jkk_case_list_model_set_office (JkkCaseListModel *self, JkkOffice *office);
void jkk_case_list_model_set_query (JkkCaseListModel *self, const JkkCaseQuery *query);
void jkk_case_list_model_set_verifiers (JkkCaseListModel *self, GHashTable *names);
void jkk_case_list_model_refresh (JkkCaseListModel *self);

void jkk_case_list_model_want (JkkCaseListModel *self, guint position);
void jkk_case_list_model_look_at (JkkCaseListModel *self, guint position);
guint jkk_case_list_model_get_n_cases (JkkCaseListModel *self);
gboolean jkk_case_list_model_find (JkkCaseListModel *self, gint64 id, guint *position);
gint64 jkk_case_list_model_get_id (JkkCaseListModel *self, guint position);
gboolean jkk_case_list_model_is_whole (JkkCaseListModel *self);
GArray *jkk_case_list_model_dup_ids (JkkCaseListModel *self);
GArray *jkk_case_list_model_dup_near (JkkCaseListModel *self, guint position, guint *first);
gboolean jkk_case_list_model_is_listed (JkkCaseListModel *self);
gboolean jkk_case_list_model_is_loading (JkkCaseListModel *self);
const JkkCaseQuery *jkk_case_list_model_get_query (JkkCaseListModel *self);
const GError *jkk_case_list_model_get_error (JkkCaseListModel *self);

G_END_DECLS
