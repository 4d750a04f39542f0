#include "jkk-message.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * jkk_message_new:
 * @kind: name of a #JkkMessageKind, or "case"
 *
 * Returns: (transfer full): an empty message in the newest version, with an empty record of its kind's own type
 */
JkkMessage *
jkk_message_new (const char *kind)
{
  const JkkMessageKind *known = jkk_message_kind_find (kind);
  JkkMessage *message = g_new0 (JkkMessage, 1);

  message->kind = g_strdup (kind);
  message->version = JKK_MESSAGE_VERSION;
  message->sequence = JKK_NONE;
  message->edition = 1;
  if (known != NULL && known->type != NULL)
    message->own = jkk_record_new (known->type);
  return message;
}

static gpointer
copy_fault (gconstpointer fault, gpointer data)
{
  return jkk_fault_copy (fault);
}

static GPtrArray *
copy_faults (GPtrArray *faults)
{
  GPtrArray *copy = faults != NULL ? g_ptr_array_copy (faults, copy_fault, NULL) : NULL;

  if (copy != NULL)
    g_ptr_array_set_free_func (copy, (GDestroyNotify) jkk_fault_free);
  return copy;
}

/**
 * jkk_message_copy:
 * @message: a message
 *
 * Returns: (transfer full): another one that says the same
 */
JkkMessage *
jkk_message_copy (const JkkMessage *message)
{
  const JkkMessageKind *kind = jkk_message_kind_find (message->kind);
  JkkMessage *copy = jkk_message_new (message->kind);

  copy->version = message->version;
  copy->id = g_strdup (message->id);
  copy->sender = g_strdup (message->sender);
  copy->recipient = g_strdup (message->recipient);
  copy->sequence = message->sequence;
  copy->edition = message->edition;
  copy->sent_at = g_strdup (message->sent_at);
  copy->case_number = g_strdup (message->case_number);
  copy->answers = g_strdup (message->answers);
  copy->content = message->content != NULL ? jkk_case_ref (message->content) : NULL;
  copy->parts = g_strdupv (message->parts);
  if (copy->own != NULL && message->own != NULL)
    jkk_record_copy (kind->type, copy->own, message->own);
  copy->file = message->file != NULL ? g_bytes_ref (message->file) : NULL;
  copy->places = message->places != NULL ? g_hash_table_ref (message->places) : NULL;
  copy->faults = copy_faults (message->faults);
  copy->notices = copy_faults (message->notices);
  return copy;
}

/**
 * jkk_message_free:
 * @message: (transfer full): a message
 */
void
jkk_message_free (JkkMessage *message)
{
  const JkkMessageKind *kind = jkk_message_kind_find (message->kind);

  if (message->own != NULL)
    jkk_record_free (kind->type, message->own);
  g_free (message->kind);
  g_free (message->id);
  g_free (message->sender);
  g_free (message->recipient);
  g_free (message->sent_at);
  g_free (message->case_number);
  g_free (message->answers);
  g_clear_pointer (&message->content, jkk_case_unref);
  g_strfreev (message->parts);
  g_clear_pointer (&message->file, g_bytes_unref);
  g_clear_pointer (&message->places, g_hash_table_unref);
  g_clear_pointer (&message->faults, g_ptr_array_unref);
  g_clear_pointer (&message->notices, g_ptr_array_unref);
  g_free (message);
}

/* The field of a path in the record of the message's own, or in the case that it carries. */
static const JkkField *
find_field (const JkkMessage *message, const char *path, gconstpointer *record)
{
  const JkkMessageKind *kind = jkk_message_kind_find (message->kind);
  const JkkField *field = NULL;

  *record = NULL;
  if (kind != NULL && kind->type != NULL)
    {
      g_autofree char *prefix = g_strconcat (kind->type->name, ".", NULL);

      if (g_str_has_prefix (path, prefix))
        {
          field = jkk_record_type_find (kind->type, path + strlen (prefix));
          *record = message->own;
        }
    }
  if (field == NULL && message->content != NULL)
    *record = jkk_case_find (message->content, path, &field, NULL);
  return field;
}

/**
 * jkk_message_get_text:
 * @message: a message
 * @path: a value of the case that it carries ("participant.name") or of its kind's own record ("bill_head.total")
 *
 * Returns: (transfer full) (nullable): the value in its plain form; %NULL if it is empty or there is no such value
 */
char *
jkk_message_get_text (const JkkMessage *message, const char *path)
{
  gconstpointer record;
  const JkkField *field = find_field (message, path, &record);

  return field != NULL && record != NULL && !jkk_field_is_empty (field, record) ? jkk_field_to_plain (field, record)
                                                                                : NULL;
}

/**
 * jkk_message_set_text:
 * @message: a message that nobody else holds
 * @path: a value of it, see jkk_message_get_text()
 * @text: the value as a person types it
 * @error: %JKK_ERROR_INVALID or %JKK_ERROR_NOT_FOUND says what to do
 *
 * Returns: whether the message has the value now
 */
gboolean
jkk_message_set_text (JkkMessage *message, const char *path, const char *text, GError **error)
{
  gconstpointer record;
  const JkkField *field = find_field (message, path, &record);

  if (field != NULL && record == message->own)
    return jkk_field_set_text (field, message->own, text, error);
  g_autoptr (JkkCase) content = message->content != NULL ? jkk_case_ref (message->content) : jkk_case_new ();
  JkkCase *after = jkk_case_set (content, path, text, error);
  if (after == NULL)
    return FALSE;
  g_clear_pointer (&message->content, jkk_case_unref);
  message->content = after;
  return TRUE;
}

/**
 * jkk_message_path_label:
 * @message: a message
 * @path: a value of it, see jkk_message_get_text()
 *
 * Returns: (transfer full): what a person calls the value
 */
char *
jkk_message_path_label (const JkkMessage *message, const char *path)
{
  gconstpointer record;
  const JkkField *field = find_field (message, path, &record);

  return field != NULL ? g_strdup (jkk_field_label (field)) : jkk_case_path_label (path);
}

/* "absences[2].from_day" inside the element that holds the parts of a case. */
static void
append_place (GString *place, const char *path)
{
  gsize name = strcspn (path, "[.");
  const char *dot = strrchr (path, '.');

  g_string_append_c (place, '/');
  g_string_append_len (place, path, (gssize) name);
  if (path[name] == '[')
    {
      g_autofree char *part_name = g_strndup (path, name);
      const JkkCasePart *part = jkk_case_part_find (part_name);

      g_string_append_printf (place, "/%s", part != NULL ? part->type->name : "*");
      g_string_append_len (place, path + name, (gssize) strcspn (path + name, "."));
    }
  if (dot != NULL)
    g_string_append_printf (place, "/%s", dot + 1);
}

/**
 * jkk_message_path_place:
 * @message: a message
 * @path: a value of the case that it carries ("participant.name")
 *
 * Returns: (transfer full) (nullable): where the value stands in it: the path of its element
 * ("/pesan/kk3/medical/diagnosis"), or the place on the paper of a filled form; %NULL if that is not known
 */
char *
jkk_message_path_place (const JkkMessage *message, const char *path)
{
  const JkkMessageKind *kind = jkk_message_kind_find (message->kind);

  if (message->places != NULL)
    return g_strdup (g_hash_table_lookup (message->places, path));
  if (kind == NULL && strcmp (message->kind, "case") != 0)
    return NULL;

  GString *place = g_string_new (kind != NULL ? "/pesan/" : "/kasus");
  if (kind != NULL)
    g_string_append (place, kind->name);
  append_place (place, path);
  return g_string_free (place, FALSE);
}

/**
 * jkk_message_header_place:
 * @message: a message
 * @name: a value of its header ("sender")
 *
 * Returns: (transfer full) (nullable): where the value stands in it: "/pesan/header/sender", or its place in a message
 * of a foreign form; %NULL if that is not known
 */
char *
jkk_message_header_place (const JkkMessage *message, const char *name)
{
  g_autofree char *field = g_strconcat ("header.", name, NULL);

  return message->places != NULL ? g_strdup (g_hash_table_lookup (message->places, field))
                                 : g_strconcat ("/pesan/header/", name, NULL);
}
