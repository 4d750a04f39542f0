#include "jkk-message-xml.h"

#include "jkk-case-xml-private.h"
#include "jkk-fhir-private.h"
#include "jkk-message-check.h"
#include "jkk-message-xml-private.h"
#include "jkk-record-xml.h"
#include "jkk-schema.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BODY_KK3 "kk3" /* all that version 1 knows */
#define KIND_CASE "case"

/* A longer one is none of ours. */
#define LONGEST_NUMBER 40

const JkkXmlKind jkk_xml_kind_message_1 = { "pesan", JKK_NS_MESSAGE_1, "santun-message-1.xsd" };
const JkkXmlKind jkk_xml_kind_message = { "pesan", JKK_NS_MESSAGE, "santun-message-2.xsd" };

static void
write_header (JkkXmlWriter *writer, const JkkMessage *message)
{
  jkk_xml_writer_open (writer, "header");
  jkk_xml_writer_element (writer, "id", message->id);
  jkk_xml_writer_element (writer, "sender", message->sender);
  if (message->version > 1)
    jkk_xml_writer_element (writer, "recipient", message->recipient);
  jkk_xml_writer_number (writer, "sequence", message->sequence);
  if (message->version > 1 && message->edition != 1)
    jkk_xml_writer_number (writer, "edition", message->edition);
  jkk_xml_writer_element (writer, "sent_at", message->sent_at);
  jkk_xml_writer_element (writer, "case_number", message->case_number);
  if (message->version > 1)
    jkk_xml_writer_element (writer, "answers", message->answers);
  jkk_xml_writer_close (writer);
}

static gboolean
carries (const JkkMessage *message, const JkkCasePart *part)
{
  const JkkMessageKind *kind = jkk_message_kind_find (message->kind);

  if (message->parts != NULL)
    return g_strv_contains ((const char *const *) message->parts, part->name);
  return kind == NULL || g_strv_contains (kind->parts, part->name);
}

static void
write_parts (JkkXmlWriter *writer, const JkkMessage *message)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint i = 0; i < n_parts; i++)
    if (carries (message, &parts[i]))
      jkk_case_part_write_xml (writer, &parts[i], message->content);
}

static void
write_faults (JkkXmlWriter *writer, const GPtrArray *faults)
{
  jkk_xml_writer_open (writer, "faults");
  for (guint i = 0; i < faults->len; i++)
    {
      const JkkFault *fault = faults->pdata[i];

      jkk_xml_writer_open (writer, "fault");
      if (fault->line > 0)
        jkk_xml_writer_number (writer, "line", fault->line);
      if (fault->column > 0)
        jkk_xml_writer_number (writer, "column", fault->column);
      jkk_xml_writer_element (writer, "path", fault->path);
      jkk_xml_writer_element (writer, "code", fault->code);
      jkk_xml_writer_element (writer, "text", fault->text);
      jkk_xml_writer_element (writer, "repair", fault->repair);
      jkk_xml_writer_close (writer);
    }
  jkk_xml_writer_close (writer);
}

/* Lines of 76 characters, so that the file stays legible for the tools of the other side. */
static void
write_content (JkkXmlWriter *writer, GBytes *file)
{
  gsize size;
  const guchar *data = g_bytes_get_data (file, &size);
  int state = 0, save = 0;
  g_autofree char *text = g_malloc ((size / 3 + 1) * 4 + (size / 57 + 2) * 2 + 8);
  gsize length = g_base64_encode_step (data, size, TRUE, text, &state, &save);

  length += g_base64_encode_close (TRUE, text + length, &state, &save);
  text[length] = '\0';
  jkk_xml_writer_element (writer, "content", g_strstrip (text));
}

static void
write_body (JkkXmlWriter *writer, const JkkMessage *message)
{
  const JkkMessageKind *kind = jkk_message_kind_find (message->kind);

  jkk_xml_writer_open (writer, message->kind);
  if (kind->type != NULL && message->version > 1 && !jkk_record_is_empty (kind->type, message->own))
    jkk_record_write_xml (writer, kind->type->name, kind->type, message->own);
  if (message->content != NULL)
    write_parts (writer, message);
  if (message->file != NULL)
    write_content (writer, message->file);
  if (message->faults != NULL && message->faults->len > 0)
    write_faults (writer, message->faults);
  jkk_xml_writer_close (writer);
}

/**
 * jkk_message_to_xml:
 * @message: a message of a known kind, or of kind "case"
 * @length: (out) (optional): length in bytes
 *
 * Writes the parts that the message names (all that its kind may carry if it names none), in the version that the
 * message says. A message of kind "case" is a case file and has no header.
 *
 * Returns: (transfer full): a document of santun-message-2.xsd, santun-message-1.xsd or santun-case-1.xsd
 */
char *
jkk_message_to_xml (const JkkMessage *message, gsize *length)
{
  g_return_val_if_fail (message != NULL, NULL);

  gboolean is_case = g_str_equal (message->kind, KIND_CASE), is_old = message->version == 1;
  const JkkXmlKind *kind = is_case ? &jkk_xml_kind_case : is_old ? &jkk_xml_kind_message_1 : &jkk_xml_kind_message;
  g_return_val_if_fail (is_case || jkk_message_kind_find (message->kind) != NULL, NULL);
  g_return_val_if_fail (!is_old || is_case || g_str_equal (message->kind, BODY_KK3), NULL);

  g_autoptr (JkkXmlWriter) writer = jkk_xml_writer_new (kind->root, kind->ns);
  jkk_xml_writer_attribute (writer, "versi", is_case || is_old ? "1" : "2");
  if (is_case)
    {
      write_parts (writer, message);
      return jkk_xml_writer_finish (writer, length);
    }
  write_header (writer, message);
  write_body (writer, message);
  return jkk_xml_writer_finish (writer, length);
}

/* How each element of the header is written, in the words of a person; the schema has the pattern. */
static const struct
{
  const char *name;
  const char *text;
  const char *repair;
} header_sayings[] = {
  { "id", N_ ("This is no GUID."),
    N_ ("It looks like 6f1c2a52-0d3e-4b7a-9c58-2f1e0a9b7c31; the sender makes a new one "
        "for each message.") },
  { "sender", N_ ("This is no code of a sender."), N_ ("Write up to 40 letters, digits, points and hyphens.") },
  { "recipient", N_ ("This is no code of a recipient."), N_ ("Write up to 40 letters, digits, points and hyphens.") },
  { "sequence", N_ ("This is no running number."),
    N_ ("Write a whole number from 1, one more than in the message before.") },
  { "edition", N_ ("This is no number of a sending."),
    N_ ("Write a whole number: 1 for the first sending, 2 for the first correction.") },
  { "sent_at", N_ ("This is no time with its zone."), N_ ("Write it as 2026-03-20T09:15:00+07:00.") },
  { "case_number", N_ ("This is no case number."), N_ ("Write it as JKK-2026-000123, or leave the element out.") },
  { "answers", N_ ("This is no GUID."), N_ ("Write the id of the message that this one answers.") },
};

static void
explain_header (JkkXmlFile *file, const JkkXmlNode *header)
{
  for (guint i = 0; i < G_N_ELEMENTS (header_sayings); i++)
    {
      JkkXmlNode *node = jkk_xml_node_find (header, header_sayings[i].name);

      if (node != NULL && node->fault != NULL)
        jkk_xml_file_add_fault (file, node, "value-invalid", _ (header_sayings[i].text), _ (header_sayings[i].repair));
    }
}

static gint64
read_number (const JkkXmlNode *header, const char *name, gint64 otherwise)
{
  g_autofree char *text = jkk_xml_node_trimmed (header, name);
  guint64 number;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL) ? (gint64) number
                                                                                             : otherwise;
}

static void
read_header (JkkMessage *message, const JkkXmlNode *header)
{
  g_free (message->id);
  message->id = jkk_xml_node_trimmed (header, "id");
  message->sender = jkk_xml_node_trimmed (header, "sender");
  message->recipient = jkk_xml_node_trimmed (header, "recipient");
  message->sequence = read_number (header, "sequence", JKK_NONE);
  message->edition = read_number (header, "edition", 1);
  message->sent_at = jkk_xml_node_trimmed (header, "sent_at");
  message->case_number = jkk_xml_node_trimmed (header, "case_number");
  message->answers = jkk_xml_node_trimmed (header, "answers");
}

static void
read_content (JkkXmlFile *file, JkkMessage *message, JkkXmlNode *node)
{
  gsize length = 0;
  guchar *bytes = g_base64_decode (node->text, &length);

  message->file = g_bytes_new_take (bytes, length);
  if (length == 0 && node->fault == NULL)
    jkk_xml_file_add_fault (file, node, "content-empty", _ ("The embedded file is empty."),
                            _ ("Embed its bytes as base64, or leave the element out and put the file beside the "
                               "message."));
}

static void
read_faults (JkkMessage *message, const JkkXmlNode *node)
{
  message->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_fault_free);
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    {
      const JkkXmlNode *one = node->children->pdata[i];
      g_autofree char *code = jkk_xml_node_trimmed (one, "code"), *text = jkk_xml_node_trimmed (one, "text");
      g_autofree char *path = jkk_xml_node_trimmed (one, "path"), *repair = jkk_xml_node_trimmed (one, "repair");

      g_ptr_array_add (message->faults,
                       jkk_fault_new ((int) MIN (read_number (one, "line", 0), G_MAXINT),
                                      (int) MIN (read_number (one, "column", 0), G_MAXINT), path, code, text, repair));
    }
}

/* What a body has beside the parts of a case is taken out of it, for those are read by their own tables. */
static void
read_own (JkkXmlFile *file, JkkMessage *message, const JkkMessageKind *kind, JkkXmlNode *body)
{
  for (guint i = body->children != NULL ? body->children->len : 0; i > 0; i--)
    {
      JkkXmlNode *child = body->children->pdata[i - 1];

      if (g_strcmp0 (child->ns, body->ns) != 0)
        continue;
      if (kind->type != NULL && strcmp (child->name, kind->type->name) == 0)
        jkk_record_read_xml (file, child, kind->type, FALSE, message->own);
      else if (kind->carries_file && strcmp (child->name, "content") == 0 && message->file == NULL)
        read_content (file, message, child);
      else if (kind->carries_faults && strcmp (child->name, "faults") == 0 && message->faults == NULL)
        read_faults (message, child);
    }
}

/* The element that names the kind of the message. */
static JkkXmlNode *
find_body (const JkkXmlNode *root, const JkkMessageKind **kind)
{
  guint n_kinds;
  const JkkMessageKind *kinds = jkk_message_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      JkkXmlNode *body = jkk_xml_node_find (root, kinds[i].name);

      *kind = &kinds[i];
      if (body != NULL)
        return body;
    }
  return NULL;
}

static gboolean
is_of_kind (const JkkXmlNode *node, gpointer data)
{
  const JkkMessageKind *kind = data;

  return (kind->type != NULL && strcmp (node->name, kind->type->name) == 0) ||
         (kind->carries_file && strcmp (node->name, "content") == 0) ||
         (kind->carries_faults && strcmp (node->name, "faults") == 0);
}

/**
 * jkk_message_read_xml:
 * @file: a file
 * @root: the root of a message
 *
 * The schema has said what is wrong where a header or a body is missing.
 *
 * Returns: (transfer full) (nullable): the message; %NULL if it has no body
 */
JkkMessage *
jkk_message_read_xml (JkkXmlFile *file, JkkXmlNode *root)
{
  const JkkXmlNode *header = jkk_xml_node_find (root, "header");
  const JkkMessageKind *kind = NULL;
  JkkXmlNode *body = find_body (root, &kind);
  g_autoptr (JkkMessage) message = jkk_message_new (body != NULL ? kind->name : BODY_KK3);

  message->version = jkk_xml_file_kind (file) == &jkk_xml_kind_message_1 ? 1 : JKK_MESSAGE_VERSION;
  if (header != NULL)
    {
      explain_header (file, header);
      read_header (message, header);
    }
  if (body == NULL)
    return NULL;
  read_own (file, message, kind, body);
  message->content = jkk_case_read_parts (file, body, FALSE, is_of_kind, (gpointer) kind, &message->parts);
  jkk_message_check_xml (file, body, message);
  return g_steal_pointer (&message);
}

/* The number of a case file is information for finding the case, as in the header of a message. */
static JkkMessage *
read_case (JkkXmlFile *file, JkkXmlNode *root)
{
  JkkMessage *message = jkk_message_new (KIND_CASE);
  const JkkXmlNode *cover = jkk_xml_node_find (root, jkk_cover_type.name);

  message->content = jkk_case_read_parts (file, root, FALSE, NULL, NULL, &message->parts);
  if (cover != NULL)
    message->case_number = jkk_xml_node_trimmed (cover, "number");
  return message;
}

/* Who sent what: of a message with faults, the header alone, as far as it is sound. */
static JkkMessage *
head_of (const JkkMessage *message)
{
  JkkMessage *head = jkk_message_new (message->kind);

  head->content = jkk_case_new ();
  head->version = message->version;
  if (message->id != NULL && g_uuid_string_is_valid (message->id))
    head->id = g_strdup (message->id);
  if (message->answers != NULL && g_uuid_string_is_valid (message->answers))
    head->answers = g_strdup (message->answers);
  if (message->case_number != NULL && strlen (message->case_number) <= LONGEST_NUMBER)
    head->case_number = g_strdup (message->case_number);
  head->sequence = message->sequence;
  head->edition = message->edition;
  head->notices = message->notices != NULL ? g_ptr_array_ref (message->notices) : NULL;
  return head;
}

/**
 * jkk_message_read:
 * @bytes: a document of santun-message-2.xsd, santun-message-1.xsd, santun-case-1.xsd or santun-fhir-1.xsd, from
 * anybody
 * @length: its length
 * @head: (out) (optional) (nullable) (transfer full): of a message with faults, its kind and header as far as they
 * could be read, so that its answer can name it and its number counts as arrived; its content is empty
 * @faults: (out) (optional) (transfer full) (element-type JkkFault): all that is wrong with it; empty when nothing is
 * @error: return location
 *
 * What of a FHIR Bundle has no place in a message stands in the notices of the message.
 * A case file is a message of kind "case": without id, sender and number, and with the case number of its cover.
 *
 * Returns: (transfer full): the message; %NULL with %JKK_ERROR_FORMAT if anything is wrong, %JKK_ERROR_TOO_NEW if it
 * was written for a newer program
 */
JkkMessage *
jkk_message_read (const char *bytes, gsize length, JkkMessage **head, GPtrArray **faults, GError **error)
{
  static const JkkXmlKind *const kinds[] = { &jkk_xml_kind_message, &jkk_xml_kind_message_1, &jkk_xml_kind_case,
                                             &jkk_xml_kind_fhir, NULL };
  g_autoptr (JkkMessage) message = NULL, fhir_head = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  g_autoptr (JkkXmlFile) file = jkk_xml_file_read (bytes, length, kinds);
  JkkXmlNode *root = jkk_xml_file_root (file);
  gboolean is_case = jkk_xml_file_kind (file) == &jkk_xml_kind_case;
  gboolean is_fhir = jkk_xml_file_kind (file) == &jkk_xml_kind_fhir;
  if (root != NULL)
    message = is_case   ? read_case (file, root)
              : is_fhir ? jkk_fhir_read (file, root, &fhir_head)
                        : jkk_message_read_xml (file, root);
  gboolean good = jkk_xml_file_finish (file, faults, error);
  if (head != NULL)
    *head = !good && message != NULL && !is_case ? head_of (message) : g_steal_pointer (&fhir_head);
  return good ? g_steal_pointer (&message) : NULL;
}

/**
 * jkk_message_from_xml:
 * @bytes: as for jkk_message_read()
 * @length: its length
 * @faults: (out) (optional) (transfer full) (element-type JkkFault): all that is wrong with it; empty when nothing is
 * @error: return location
 *
 * Returns: (transfer full): the message, or %NULL as jkk_message_read() says
 */
JkkMessage *
jkk_message_from_xml (const char *bytes, gsize length, GPtrArray **faults, GError **error)
{
  return jkk_message_read (bytes, length, NULL, faults, error);
}
