#pragma once

#include <glib.h>

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
JkkFault *jkk_fault_copy (const JkkFault *fault);
void jkk_fault_free (JkkFault *fault);
char *jkk_fault_to_text (const JkkFault *fault);
char *jkk_fault_place (const JkkFault *fault);
char *jkk_fault_address (const JkkFault *fault);
const char *jkk_message_place_label (const char *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkFault, jkk_fault_free)

G_END_DECLS
