#include "jkk-fault.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-case.h"
#include "jkk-message-kind.h"

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
 * jkk_fault_copy:
 * @fault: a fault
 *
 * Returns: (transfer full): another one that says the same
 */
JkkFault *
jkk_fault_copy (const JkkFault *fault)
{
  return jkk_fault_new (fault->line, fault->column, fault->path, fault->code, fault->text, fault->repair);
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

/* What stands in the head of a message is no field of a case. */
static const char *
head_label (const char *name)
{
  static const struct
  {
    const char *name;
    const char *label;
  } labels[] = {
    { "id", N_ ("Number of the message (GUID)") },
    { "sender", N_ ("Sender") },
    { "recipient", N_ ("Recipient") },
    { "sequence", N_ ("Running number of the sender") },
    { "edition", N_ ("Which sending it is") },
    { "sent_at", N_ ("Time of sending") },
    { "case_number", N_ ("Case number") },
    { "answers", N_ ("Message that it answers") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strcmp (labels[i].name, name) == 0)
      return _ (labels[i].label);
  return NULL;
}

/* The table of an element of a message: its kind's own record, a part of a case, or a record in a list of these. */
static const JkkRecordType *
find_type (const JkkMessageKind *kind, const char *name)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  if (kind->type != NULL && strcmp (kind->type->name, name) == 0)
    return kind->type;
  for (guint i = 0; i < n_parts; i++)
    if (strcmp (parts[i].name, name) == 0 || strcmp (parts[i].type->name, name) == 0)
      return parts[i].type;
  return NULL;
}

/**
 * jkk_message_place_label:
 * @place: path of an element of a message, such as "/pesan/kk3/medical/examined_day"
 *
 * Returns: (transfer none) (nullable): what a person calls it, translated; %NULL if no table knows it
 */
const char *
jkk_message_place_label (const char *place)
{
  g_auto (GStrv) steps = g_strsplit (place, "/", -1);
  guint n_steps = g_strv_length (steps);

  for (guint i = 0; i < n_steps; i++)
    steps[i][strcspn (steps[i], "[")] = '\0';
  if (n_steps < 4 || strcmp (steps[1], "pesan") != 0)
    return NULL;
  if (strcmp (steps[2], "header") == 0)
    return n_steps == 4 ? head_label (steps[3]) : NULL;

  const JkkMessageKind *kind = jkk_message_kind_find (steps[2]);
  const JkkRecordType *type = kind != NULL && n_steps > 4 ? find_type (kind, steps[n_steps - 2]) : NULL;
  const JkkField *field = type != NULL ? jkk_record_type_find (type, steps[n_steps - 1]) : NULL;
  return field != NULL ? jkk_field_label (field) : NULL;
}

/**
 * jkk_fault_place:
 * @fault: a fault
 *
 * Returns: (transfer full): where it is, as a person looks for it: what the value is called, line and column; empty if
 *   neither is known
 */
char *
jkk_fault_place (const JkkFault *fault)
{
  const char *label = fault->path != NULL ? jkk_message_place_label (fault->path) : NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  if (label != NULL)
    g_ptr_array_add (words, g_strdup (label));
  if (fault->line > 0 && fault->column > 1)
    g_ptr_array_add (words, g_strdup_printf (_ ("line %d, column %d"), fault->line, fault->column));
  else if (fault->line > 0)
    g_ptr_array_add (words, g_strdup_printf (_ ("line %d"), fault->line));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (char **) words->pdata);
}

/**
 * jkk_fault_address:
 * @fault: a fault
 *
 * Returns: (transfer full): the path of the element and the stable name of the fault, as a program looks for them
 */
char *
jkk_fault_address (const JkkFault *fault)
{
  const char *path = fault->path != NULL ? fault->path : "";
  const char *gap = fault->path != NULL && fault->code != NULL ? " · " : "";

  return fault->code != NULL ? g_strdup_printf ("%s%s[%s]", path, gap, fault->code) : g_strdup (path);
}
