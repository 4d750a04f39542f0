#pragma once

#include "jkk-db.h"
#include "jkk-message.h"

G_BEGIN_DECLS

/* A message that was taken over. */
typedef struct
{
  char *id; /* GUID */
  gint64 edition;
  char *kind;
  char *sender;
  gint64 sequence;
  char *sha256; /* of its bytes */
  gint64 case_id;
  gint64 taken_at; /* seconds since 1970 UTC */
  char *person;
} JkkTakenMessage;

JkkTakenMessage *jkk_message_store_find (JkkDb *db, const char *id, gint64 edition, const char *sha256, GError **error);
gboolean jkk_message_store_take (JkkDb *db,
                                 const JkkMessage *message,
                                 const char *sha256,
                                 gint64 case_id,
                                 const char *person,
                                 gint64 time,
                                 GError **error);
GPtrArray *jkk_message_store_of_case (JkkDb *db, gint64 case_id, GError **error);
void jkk_taken_message_free (JkkTakenMessage *taken);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkTakenMessage, jkk_taken_message_free)

G_END_DECLS
