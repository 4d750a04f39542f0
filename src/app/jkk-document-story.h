#pragma once

#include "jkk-decision.h"

G_BEGIN_DECLS

typedef enum
{
  JKK_DOCUMENT_ATTACHED,
  JKK_DOCUMENT_JUDGED,
  JKK_DOCUMENT_WITHDRAWN,
} JkkDocumentEvent;

/**
 * JkkDocumentTurn:
 * @event: what happened
 * @entry: the entry of the journal that tells it
 * @document: (owned) the paper after it, or as it was when it was withdrawn
 *
 * Something that happened to a paper of the case.
 */
typedef struct
{
  JkkDocumentEvent event;
  const JkkHistoryEntry *entry;
  JkkDocument *document;
} JkkDocumentTurn;

/* What happened to the papers of a case, the oldest first. The turns borrow from the history. */
GPtrArray *jkk_document_story_new (GPtrArray *history);
char *jkk_document_story_tell (const JkkDocumentTurn *turn);
char *jkk_document_story_name (const JkkDocument *document);

G_END_DECLS
