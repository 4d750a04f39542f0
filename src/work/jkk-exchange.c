#include "jkk-exchange.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-case-xml.h"
#include "jkk-decision-xml.h"
#include "jkk-file.h"
#include "jkk-json.h"
#include "jkk-message-xml.h"
#include "jkk-schema.h"
#include "jkk-signing-private.h"
#include "jkk-xml-check.h"

/**
 * jkk_incoming_free:
 * @incoming: (transfer full): a file that was read
 */
void
jkk_incoming_free (JkkIncoming *incoming)
{
  g_free (incoming->path);
  g_clear_pointer (&incoming->message, jkk_message_free);
  g_free (incoming->sha256);
  g_free (incoming->form);
  g_clear_pointer (&incoming->values, g_ptr_array_unref);
  g_free (incoming);
}

/**
 * jkk_exchange_read:
 * @path: a message file
 * @faults: (out) (transfer full) (element-type JkkFault): what is wrong with it
 * @error: return location
 *
 * Returns: (transfer full): the message; %NULL with an error (and faults, where the file could be read at all).
 */
JkkIncoming *
jkk_exchange_read (const char *path, GPtrArray **faults, GError **error)
{
  gsize length = 0;
  g_autofree char *bytes = jkk_read_file (path, JKK_FILE_MAX, &length, error);

  *faults = NULL;
  if (bytes == NULL)
    return NULL;
  g_autoptr (JkkMessage) message = jkk_message_from_xml (bytes, length, faults, error);
  if (message == NULL)
    return NULL;

  JkkIncoming *incoming = g_new0 (JkkIncoming, 1);
  incoming->path = g_strdup (path);
  incoming->message = g_steal_pointer (&message);
  incoming->sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
  return incoming;
}

/**
 * jkk_exchange_read_case:
 * @path: a case file
 * @faults: (out) (transfer full) (element-type JkkFault): what is wrong with it
 * @error: return location
 *
 * Returns: (transfer full): the case; %NULL with an error.
 */
JkkCase *
jkk_exchange_read_case (const char *path, GPtrArray **faults, GError **error)
{
  gsize length = 0;
  g_autofree char *bytes = jkk_read_file (path, JKK_FILE_MAX, &length, error);

  *faults = NULL;
  return bytes != NULL ? jkk_case_from_xml (bytes, length, JKK_CASE_XML_NONE, faults, error) : NULL;
}

/**
 * jkk_exchange_check:
 * @path: any file of the published schemas
 * @kind: (out) (transfer none): what it is
 * @faults: (out) (transfer full) (element-type JkkFault): what is wrong with it
 * @error: return location
 *
 * Returns: whether it is faultless.
 */
gboolean
jkk_exchange_check (const char *path, const char **kind, GPtrArray **faults, GError **error)
{
  gsize length = 0;
  g_autofree char *bytes = jkk_read_file (path, JKK_FILE_MAX, &length, error);

  *faults = NULL;
  *kind = NULL;
  return bytes != NULL && jkk_xml_check (bytes, length, kind, faults, error);
}

/* Copies what the message says of one value; what it does not say stays as it was. */
static void
apply_record (
    const JkkRecordType *type, gpointer target, gconstpointer source, const char *prefix, const char *const *paths)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const JkkField *field = &type->fields[i];
      g_autofree char *path = g_strconcat (prefix, ".", field->name, NULL);

      if ((field->flags & JKK_FIELD_SYSTEM) != 0 || jkk_field_is_empty (field, source) ||
          (paths != NULL && !g_strv_contains (paths, path)))
        continue;
      if (jkk_field_is_text (field))
        jkk_field_put_string (field, target, jkk_field_get_string (field, source));
      else
        jkk_field_put_number (field, target, jkk_field_get_number (field, source));
    }
}

static gboolean
list_is_chosen (const char *name, const char *const *paths)
{
  g_autofree char *prefix = g_strconcat (name, "[", NULL);

  if (paths == NULL)
    return TRUE;
  for (guint i = 0; paths[i] != NULL; i++)
    if (g_str_has_prefix (paths[i], prefix))
      return TRUE;
  return FALSE;
}

/* Whether a line of a bill stands for this receipt: it bears the same number of the same facility. */
static gboolean
bill_has (const GPtrArray *lines, const JkkExpense *expense)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const JkkExpense *line = lines->pdata[i];

      if (g_strcmp0 (line->number, expense->number) == 0 && g_strcmp0 (line->issuer, expense->issuer) == 0 &&
          g_strcmp0 (line->kind, expense->kind) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A list comes whole: its rows in the message replace those of the case (state, not deltas). A bill is whole in itself
 * alone; the receipts of others stay. */
static void
apply_list (const JkkCasePart *part,
            JkkCase *target,
            const JkkMessage *message,
            const JkkCase *source,
            const char *const *paths)
{
  GPtrArray *from = jkk_case_part_list (source, part), *to = jkk_case_part_list (target, part);
  gboolean is_bill = g_strcmp0 (message->kind, "bill") == 0;

  if (from->len == 0 || !list_is_chosen (part->name, paths))
    return;
  for (guint i = to->len; i-- > 0;)
    if (!is_bill || bill_has (from, to->pdata[i]))
      jkk_record_free (part->type, g_ptr_array_steal_index (to, i));
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, jkk_record_dup (part->type, from->pdata[i]));
}

/**
 * jkk_exchange_apply:
 * @jcase: a case
 * @message: a message
 * @paths: (nullable): which values to take; %NULL = all that the message gives
 *
 * Returns: (transfer full): the case with what the message says; what it leaves out stays. Lists come whole.
 */
JkkCase *
jkk_exchange_apply (const JkkCase *jcase, const JkkMessage *message, const char *const *paths)
{
  JkkCase *after = jkk_case_copy (jcase);

  for (guint i = 0; message->parts[i] != NULL; i++)
    {
      const JkkCasePart *part = jkk_case_part_find (message->parts[i]);

      g_return_val_if_fail (part != NULL, after);
      if (part->is_list)
        apply_list (part, after, message, message->content, paths);
      else
        apply_record (part->type, (gpointer) jkk_case_part_record (after, part),
                      jkk_case_part_record (message->content, part), part->name, paths);
    }
  return after;
}

/**
 * jkk_exchange_differences:
 * @jcase: a case
 * @message: a message
 *
 * Returns: (transfer full) (element-type JkkChange): what taking everything over would change.
 */
GPtrArray *
jkk_exchange_differences (const JkkCase *jcase, const JkkMessage *message)
{
  g_autoptr (JkkCase) after = jkk_exchange_apply (jcase, message, NULL);

  return jkk_case_diff (jcase, after);
}

static void
fill_in (char **target, const char *text)
{
  if (*target == NULL)
    *target = g_strdup (text);
}

/* Who reported a suspected accident, and how the patient was, has no place on KK 1: it goes to the note of the case. */
static char *
suspicion_note (const JkkMessage *message)
{
  const JkkMessageKind *kind = jkk_message_kind_find (message->kind);
  GString *note = g_string_new (NULL);

  for (guint i = 0; message->own != NULL && i < kind->type->n_fields; i++)
    {
      const JkkField *field = &kind->type->fields[i];
      g_autofree char *shown = jkk_field_to_text (field, message->own);

      if (*shown != '\0')
        g_string_append_printf (note, "%s%s: %s", note->len > 0 ? "\n" : "", _ (field->label), shown);
    }
  return g_string_free (note, FALSE);
}

/**
 * jkk_exchange_new_case:
 * @message: a message that belongs to no case yet
 *
 * Returns: (transfer full): a new case with what the message says, for the deed "take-in"; a doctor's letter alone
 * gives the participant, the employer and the day as the doctor wrote them.
 */
JkkCase *
jkk_exchange_new_case (const JkkMessage *message)
{
  g_autoptr (JkkCase) blank = jkk_case_new ();
  JkkCase *jcase = jkk_exchange_apply (blank, message, NULL);
  const JkkMedical *medical = &jcase->medical;

  fill_in (&jcase->participant.name, medical->participant_name);
  fill_in (&jcase->participant.number, medical->participant_number);
  fill_in (&jcase->participant.identity, medical->participant_identity);
  fill_in (&jcase->employer.name, medical->employer_name);
  if (jcase->accident.accident_day == JKK_NONE)
    jcase->accident.accident_day = medical->accident_day;
  if (g_strcmp0 (message->kind, "suspected") == 0)
    jcase->cover.note = suspicion_note (message);
  return jcase;
}

/**
 * jkk_exchange_case_xml:
 * @jcase: a case
 * @length: (out) (optional): bytes
 *
 * Returns: (transfer full): the case as a file of santun-case-1.xsd.
 */
char *
jkk_exchange_case_xml (const JkkCase *jcase, gsize *length)
{
  return jkk_case_to_xml (jcase, length);
}

/**
 * jkk_exchange_decision_xml:
 * @file: the file of a case
 * @length: (out) (optional): bytes
 * @error: return location
 *
 * Returns: (transfer full): its decision as a file of santun-decision-1.xsd; %NULL with %JKK_ERROR_REFUSED if nothing
 * was decided yet, or if the decision bears no signature that holds.
 */
char *
jkk_exchange_decision_xml (const JkkCaseFile *file, gsize *length, GError **error)
{
  if (file->decision == NULL || jkk_case_status_is_open (jkk_case_get_status (file->jcase)))
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
                   _ ("Case %s has not been decided yet; there is no decision to export."), file->jcase->cover.number);
      return NULL;
    }
  return jkk_signing_require (file->decision, error) ? jkk_decision_to_xml (file->decision, length, error) : NULL;
}

/**
 * jkk_exchange_save:
 * @path: where to
 * @bytes: what
 * @length: how many
 * @error: return location
 *
 * Writes a file as a whole or not at all.
 *
 * Returns: whether it is safely there.
 */
gboolean
jkk_exchange_save (const char *path, const char *bytes, gsize length, GError **error)
{
  return jkk_xml_save_file (path, bytes, length, error);
}

/**
 * jkk_exchange_payout_json:
 * @payout: a payout sheet
 *
 * Returns: (transfer full): the sheet as JSON.
 */
char *
jkk_exchange_payout_json (const JkkPayout *payout)
{
  return jkk_payout_to_json (payout);
}

/**
 * jkk_exchange_template:
 * @length: (out) (optional): bytes
 *
 * Returns: (transfer full): a commented example of a case file.
 */
char *
jkk_exchange_template (gsize *length)
{
  return jkk_case_xml_template (length);
}

/**
 * jkk_exchange_schema_names:
 *
 * Returns: (transfer none) (array zero-terminated=1): the published schema files.
 */
const char *const *
jkk_exchange_schema_names (void)
{
  return jkk_schema_names ();
}

/**
 * jkk_exchange_schema:
 * @name: name of a schema file
 * @length: (out) (optional): bytes
 *
 * Returns: (transfer none) (nullable): its text.
 */
const char *
jkk_exchange_schema (const char *name, gsize *length)
{
  return jkk_schema_get (name, length);
}
