#include "jkk-exchange.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-case-store.h"
#include "jkk-case-xml.h"
#include "jkk-decision-xml.h"
#include "jkk-file.h"
#include "jkk-json.h"
#include "jkk-message-xml.h"
#include "jkk-office-private.h"
#include "jkk-schema.h"
#include "jkk-xml-check.h"

/* A message that names no case may be this many days off the accident's day to be offered. */
#define MATCH_DAYS 7

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
 * jkk_match_free:
 * @match: (transfer full): a match
 */
void
jkk_match_free (JkkMatch *match)
{
  g_free (match->number);
  g_free (match->participant_name);
  g_free (match->reason);
  g_free (match);
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

typedef struct
{
  char *number;
  char *participant_number;
  char *identity;
  char *name;
  JkkDay accident_day;
} MatchArgs;

static void
match_args_free (gpointer data)
{
  MatchArgs *args = data;

  g_free (args->number);
  g_free (args->participant_number);
  g_free (args->identity);
  g_free (args->name);
  g_free (args);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatchArgs, match_args_free)

/* The doctor's letter names the person as the doctor wrote it; every other kind of message in the parts of the case. */
static MatchArgs *
match_args_new (const JkkMessage *message)
{
  const JkkMedical *medical = &message->content->medical;
  const JkkParticipant *participant = &message->content->participant;
  const JkkAccident *accident = &message->content->accident;
  MatchArgs *args = g_new0 (MatchArgs, 1);

  args->number = g_strdup (message->case_number);
  args->participant_number = g_strdup (participant->number != NULL ? participant->number : medical->participant_number);
  args->identity = g_strdup (participant->identity != NULL ? participant->identity : medical->participant_identity);
  args->name = g_strdup (participant->name != NULL ? participant->name : medical->participant_name);
  args->accident_day = accident->accident_day != JKK_NONE ? accident->accident_day : medical->accident_day;
  return args;
}

static gboolean
same_text (const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return FALSE;
  g_autofree char *x = g_utf8_casefold (a, -1), *y = g_utf8_casefold (b, -1);
  return strcmp (x, y) == 0;
}

/* In words why the case may be the one, and whether everything agrees. */
static JkkMatch *
match_new (const JkkCase *jcase, const MatchArgs *args)
{
  JkkMatch *match = g_new0 (JkkMatch, 1);
  g_autoptr (GPtrArray) reasons = g_ptr_array_new ();
  gboolean number = same_text (jcase->cover.number, args->number);
  gboolean person = same_text (jcase->participant.identity, args->identity) ||
                    same_text (jcase->participant.number, args->participant_number);
  gboolean day = args->accident_day != JKK_NONE && jcase->accident.accident_day == args->accident_day;

  if (number)
    g_ptr_array_add (reasons, (gpointer) _ ("same case number"));
  g_ptr_array_add (reasons, (gpointer) (person ? _ ("same participant") : _ ("another participant!")));
  g_ptr_array_add (reasons, (gpointer) (day ? _ ("same day of accident") : _ ("another day of accident")));
  g_ptr_array_add (reasons, NULL);
  match->case_id = jcase->id;
  match->number = g_strdup (jcase->cover.number);
  match->participant_name = g_strdup (jcase->participant.name);
  match->accident_day = jcase->accident.accident_day;
  match->certain = person && day && (number || args->number == NULL);
  match->reason = g_strjoinv (" · ", (char **) reasons->pdata);
  return match;
}

static gboolean
add_match (JkkDb *db, gint64 case_id, const MatchArgs *args, GPtrArray *matches, GError **error)
{
  g_autoptr (JkkCase) jcase = NULL;

  for (guint i = 0; i < matches->len; i++)
    if (((JkkMatch *) matches->pdata[i])->case_id == case_id)
      return TRUE;
  if ((jcase = jkk_case_store_load (db, case_id, error)) == NULL)
    return FALSE;
  JkkMatch *match = match_new (jcase, args);
  gboolean far = jcase->accident.accident_day != JKK_NONE && args->accident_day != JKK_NONE &&
                 ABS (jcase->accident.accident_day - args->accident_day) > MATCH_DAYS;
  if (far && !same_text (jcase->cover.number, args->number))
    jkk_match_free (match);
  else
    g_ptr_array_insert (matches, match->certain ? 0 : -1, match);
  return TRUE;
}

static gpointer
match_read (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const MatchArgs *args = data;
  g_autoptr (GPtrArray) matches = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_match_free);
  g_autoptr (GArray) ids = NULL;

  if (args->number != NULL)
    {
      g_autoptr (GError) unknown = NULL;
      gint64 id = jkk_case_store_find_number (db, args->number, &unknown);

      if (id != 0 && !add_match (db, id, args, matches, error))
        return NULL;
    }
  ids = jkk_case_store_find_candidates (db, args->participant_number, args->identity, args->accident_day, error);
  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    if (!add_match (db, g_array_index (ids, gint64, i), args, matches, error))
      return NULL;
  return g_steal_pointer (&matches);
}

/**
 * jkk_exchange_match:
 * @office: the office
 * @message: a message
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkMatch): cases that it may belong to, the best first; a proposal, never
 * more.
 */
GPtrArray *
jkk_exchange_match (JkkOffice *office, const JkkMessage *message, GError **error)
{
  g_autoptr (MatchArgs) args = match_args_new (message);

  return jkk_office_read (office, match_read, args, (GDestroyNotify) g_ptr_array_unref, error);
}

/**
 * jkk_exchange_match_async:
 * @office: the office
 * @message: a message
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_exchange_match().
 */
void
jkk_exchange_match_async (JkkOffice *office,
                          const JkkMessage *message,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  jkk_office_read_async (office, match_read, match_args_new (message), match_args_free,
                         (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * jkk_exchange_match_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkMatch): see jkk_exchange_match().
 */
GPtrArray *
jkk_exchange_match_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  return jkk_office_finish (office, result, error);
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

/* A list comes whole: its rows in the message replace those of the case (state, not deltas). */
static void
apply_list (const JkkCasePart *part, JkkCase *target, const JkkCase *source, const char *const *paths)
{
  GPtrArray *from = jkk_case_part_list (source, part), *to = jkk_case_part_list (target, part);

  if (from->len == 0 || !list_is_chosen (part->name, paths))
    return;
  for (guint i = 0; i < to->len; i++)
    jkk_record_free (part->type, to->pdata[i]);
  g_ptr_array_set_size (to, 0);
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
        apply_list (part, after, message->content, paths);
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
 * was decided yet.
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
  return jkk_decision_to_xml (file->decision, length, error);
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
