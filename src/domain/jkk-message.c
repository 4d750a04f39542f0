#include "jkk-message.h"

#include <glib/gi18n-lib.h>

/**
 * jkk_fault_new:
 * @line: line in the file, or 0
 * @column: column, or 0
 * @path: (nullable): where in the message
 * @code: stable name of the fault
 * @text: translated sentence
 * @repair: (nullable): translated suggestion
 *
 * Returns: (transfer full): the fault.
 */
JkkFault *
jkk_fault_new (int line, int column, const char *path, const char *code, const char *text, const char *repair)
{
  JkkFault *fault = g_new0 (JkkFault, 1);

  fault->line = line;
  fault->column = column;
  fault->path = g_strdup (path);
  fault->code = g_strdup (code);
  fault->text = g_strdup (text);
  fault->repair = g_strdup (repair);
  return fault;
}

/**
 * jkk_fault_free:
 * @fault: (transfer full): a fault
 */
void
jkk_fault_free (JkkFault *fault)
{
  g_free (fault->path);
  g_free (fault->code);
  g_free (fault->text);
  g_free (fault->repair);
  g_free (fault);
}

/**
 * jkk_fault_to_text:
 * @fault: a fault
 *
 * Returns: (transfer full): one line: where, what, how to mend it.
 */
char *
jkk_fault_to_text (const JkkFault *fault)
{
  GString *text = g_string_new (NULL);

  if (fault->line > 0)
    /* Translators: a place in a file. */
    g_string_append_printf (text, _ ("line %d"), fault->line);
  if (fault->path != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", fault->path);
  g_string_append_printf (text, "%s%s", text->len > 0 ? ": " : "", fault->text);
  if (fault->repair != NULL)
    g_string_append_printf (text, " %s", fault->repair);
  return g_string_free (text, FALSE);
}

/**
 * jkk_message_new:
 * @kind: "kk3" or "case"
 *
 * Returns: (transfer full): an empty message.
 */
JkkMessage *
jkk_message_new (const char *kind)
{
  JkkMessage *message = g_new0 (JkkMessage, 1);

  message->kind = g_strdup (kind);
  message->sequence = JKK_NONE;
  return message;
}

/**
 * jkk_message_free:
 * @message: (transfer full): a message
 */
void
jkk_message_free (JkkMessage *message)
{
  g_free (message->kind);
  g_free (message->id);
  g_free (message->sender);
  g_free (message->sent_at);
  g_free (message->case_number);
  g_clear_pointer (&message->content, jkk_case_unref);
  g_strfreev (message->parts);
  g_free (message);
}
