#pragma once

#include "jkk-account.h"
#include "jkk-decision.h"
#include "jkk-needed-paper.h"

G_BEGIN_DECLS

/**
 * JkkDocumentsFacts:
 * @jcase: the case
 * @needed: (element-type JkkNeededPaper): what the law wants for it
 * @history: (nullable) (element-type JkkHistoryEntry): its journal, the newest first
 * @damaged: (nullable): fingerprint → sentence, of the files that cannot be read any more
 *
 * What the list of documents is computed from; borrowed for the call.
 */
typedef struct
{
  const JkkCase *jcase;
  GPtrArray *needed;
  GPtrArray *history;
  GHashTable *damaged;
} JkkDocumentsFacts;

/**
 * JkkDocumentRow:
 * @number: number of the document in the list of the case, from 1; 0 = a paper of which nothing is there
 * @standing: how it stands with it
 * @kind: a code of document_kind, or %NULL
 * @title: what it is
 * @file: (nullable): name of the file
 * @state: how it stands with it, in words
 * @icon: name of the icon that goes with @state
 * @css_class: style class that goes with @state
 * @who: (nullable): who attached and who judged it, and when
 * @sha256: (nullable): fingerprint of its file; %NULL when no file is kept
 * @damage: (nullable): why its file cannot be read
 * @is_needed: whether the law wants this kind for the case
 * @name: what a screen reader says
 *
 * A row of the list.
 */
typedef struct
{
  guint number;
  JkkPaperStanding standing;
  char *kind;
  char *title;
  char *file;
  char *state;
  const char *icon;
  const char *css_class;
  char *who;
  char *sha256;
  char *damage;
  gboolean is_needed;
  char *name;
} JkkDocumentRow;

/**
 * JkkDocumentsState:
 * @rows: #JkkDocumentRow: the documents that are there, in the order of the law; then the papers that are missing
 * @first_missing: place in @rows where the missing ones begin
 * @n_needed: how many papers the law wants
 * @n_there: how many of them are there, and not bad
 * @n_bad: how many of them are there, but bad
 * @summary: "5 of 7 papers are there"
 * @detail: (nullable): which are missing or bad
 *
 * The documents of a case as a person sees them.
 */
typedef struct
{
  GPtrArray *rows;
  guint first_missing;
  guint n_needed;
  guint n_there;
  guint n_bad;
  char *summary;
  char *detail;
} JkkDocumentsState;

JkkDocumentsState *jkk_documents_state_new (const JkkDocumentsFacts *facts);
void jkk_documents_state_free (JkkDocumentsState *state);
const JkkDocumentRow *jkk_documents_state_find (const JkkDocumentsState *state, const char *sha256, guint number);
const JkkDocumentRow *jkk_documents_state_step (const JkkDocumentsState *state, const JkkDocumentRow *from, int step);
guint jkk_documents_state_place (const JkkDocumentsState *state, const JkkDocumentRow *row, guint *n_files);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkDocumentsState, jkk_documents_state_free)

G_END_DECLS
