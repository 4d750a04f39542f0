#pragma once

#include "jkk-case.h"

G_BEGIN_DECLS

/**
 * JkkFault:
 * @line: line in the file, or 0
 * @column: column, or 0
 * @path: where in the message, such as "/pesan/medical/treated_until"
 * @code: stable name of the fault
 * @text: translated sentence
 * @repair: translated suggestion, or %NULL
 *
 * Something wrong with a file that came in.
 */
typedef struct
{
  int line;
  int column;
  char *path;
  char *code;
  char *text;
  char *repair;
} JkkFault;

JkkFault *
jkk_fault_new (int line, int column, const char *path, const char *code, const char *text, const char *repair);
void jkk_fault_free (JkkFault *fault);
char *jkk_fault_to_text (const JkkFault *fault);

/**
 * JkkMessage:
 * @kind: "kk3" for a doctor's report, "case" for a whole case
 * @id: GUID given by the sender, or %NULL
 * @sender: code of the sender, or %NULL
 * @sequence: the sender's running number, or JKK_NONE
 * @sent_at: as written, or %NULL
 * @case_number: the case it belongs to, or %NULL
 * @content: what it says, as a case of which only some parts are filled
 * @parts: names of the parts that it carries (%NULL-terminated)
 *
 * A message from or to a partner.
 */
typedef struct
{
  char *kind;
  char *id;
  char *sender;
  gint64 sequence;
  char *sent_at;
  char *case_number;
  JkkCase *content;
  char **parts;
} JkkMessage;

JkkMessage *jkk_message_new (const char *kind);
void jkk_message_free (JkkMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkFault, jkk_fault_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkMessage, jkk_message_free)

G_END_DECLS
