#pragma once

#include "jkk-case.h"
#include "jkk-fault.h"
#include "jkk-message-kind.h"

G_BEGIN_DECLS

/* The versions of the message schema that are read; the newest one is written. */
#define JKK_MESSAGE_VERSION 2

/**
 * JkkMessage:
 * @kind: name of a #JkkMessageKind, or "case" for a whole case
 * @version: of the schema that it was written in
 * @id: GUID given by the sender, or %NULL
 * @sender: code of the sender, or %NULL
 * @recipient: code of whom it is for, or %NULL
 * @sequence: the sender's running number, or JKK_NONE
 * @edition: 1 for the first sending under its @id; a higher one replaces those before
 * @sent_at: as written, or %NULL
 * @case_number: the case it belongs to, or %NULL
 * @answers: GUID of the message that it answers, or %NULL
 * @content: what it says, as a case of which only some parts are filled
 * @parts: names of the parts that it carries (%NULL-terminated)
 * @own: the record of its kind's own type, or %NULL
 * @file: bytes of the file embedded in it, or %NULL
 * @places: (element-type utf8 utf8) (nullable): of a filled form or a message in a foreign form, where each value of
 *   @content stands there
 * @faults: (element-type JkkFault): for a receipt, what is wrong with the message it is for; or %NULL
 * @notices: (element-type JkkFault): of a message in a foreign form, what of it has no place here; or %NULL
 *
 * A message from or to a partner.
 */
typedef struct
{
  char *kind;
  int version;
  char *id;
  char *sender;
  char *recipient;
  gint64 sequence;
  gint64 edition;
  char *sent_at;
  char *case_number;
  char *answers;
  JkkCase *content;
  char **parts;
  gpointer own;
  GBytes *file;
  GHashTable *places;
  GPtrArray *faults;
  GPtrArray *notices;
} JkkMessage;

JkkMessage *jkk_message_new (const char *kind);
JkkMessage *jkk_message_copy (const JkkMessage *message);
void jkk_message_free (JkkMessage *message);
char *jkk_message_get_text (const JkkMessage *message, const char *path);
gboolean jkk_message_set_text (JkkMessage *message, const char *path, const char *text, GError **error);
char *jkk_message_path_label (const JkkMessage *message, const char *path);
char *jkk_message_path_place (const JkkMessage *message, const char *path);
char *jkk_message_header_place (const JkkMessage *message, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkMessage, jkk_message_free)

G_END_DECLS
