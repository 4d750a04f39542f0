#include "jkk-message-xml.h"

#include "jkk-case-xml-private.h"
#include "jkk-message-xml-private.h"
#include "jkk-record-xml.h"
#include "jkk-schema.h"

#include <glib/gi18n-lib.h>

#define BODY_KK3 "kk3"
#define KIND_CASE "case"

const JkkXmlKind jkk_xml_kind_message = { "pesan", JKK_NS_MESSAGE, "santun-message-1.xsd" };

static void
write_header (JkkXmlWriter *writer, const JkkMessage *message)
{
  jkk_xml_writer_open (writer, "header");
  jkk_xml_writer_element (writer, "id", message->id);
  jkk_xml_writer_element (writer, "sender", message->sender);
  jkk_xml_writer_number (writer, "sequence", message->sequence);
  jkk_xml_writer_element (writer, "sent_at", message->sent_at);
  jkk_xml_writer_element (writer, "case_number", message->case_number);
  jkk_xml_writer_close (writer);
}

static gboolean
carries (const JkkMessage *message, const JkkCasePart *part)
{
  return message->parts == NULL || g_strv_contains ((const char *const *) message->parts, part->name);
}

/**
 * jkk_message_to_xml:
 * @message: a message of kind "kk3" or "case"
 * @length: (out) (optional): length in bytes
 *
 * Writes the parts that the message names (all that are not empty if it names none). A message of kind "case" is a case
 * file and has no header.
 *
 * Returns: (transfer full): a document of santun-message-1.xsd or santun-case-1.xsd
 */
char *
jkk_message_to_xml (const JkkMessage *message, gsize *length)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  g_return_val_if_fail (message != NULL && message->content != NULL, NULL);

  gboolean is_case = g_str_equal (message->kind, KIND_CASE);
  const JkkXmlKind *kind = is_case ? &jkk_xml_kind_case : &jkk_xml_kind_message;
  g_autoptr (JkkXmlWriter) writer = jkk_xml_writer_new (kind->root, kind->ns);
  jkk_xml_writer_attribute (writer, "versi", "1");
  if (!is_case)
    {
      write_header (writer, message);
      jkk_xml_writer_open (writer, message->kind);
    }
  for (guint i = 0; i < n_parts; i++)
    if (carries (message, &parts[i]))
      jkk_case_part_write_xml (writer, &parts[i], message->content);
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
  { "sequence", N_ ("This is no running number."),
    N_ ("Write a whole number from 1, one more than in the message before.") },
  { "sent_at", N_ ("This is no time with its zone."), N_ ("Write it as 2026-03-20T09:15:00+07:00.") },
  { "case_number", N_ ("This is no case number."), N_ ("Write it as JKK-2026-000123, or leave the element out.") },
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

static void
read_header (JkkMessage *message, const JkkXmlNode *header)
{
  g_autofree char *sequence = jkk_xml_node_trimmed (header, "sequence");
  guint64 number;

  message->id = jkk_xml_node_trimmed (header, "id");
  message->sender = jkk_xml_node_trimmed (header, "sender");
  message->sent_at = jkk_xml_node_trimmed (header, "sent_at");
  message->case_number = jkk_xml_node_trimmed (header, "case_number");
  if (sequence != NULL && g_ascii_string_to_unsigned (sequence, 10, 1, G_MAXINT64, &number, NULL))
    message->sequence = (gint64) number;
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
  JkkXmlNode *body = jkk_xml_node_find (root, BODY_KK3);
  g_autoptr (JkkMessage) message = jkk_message_new (BODY_KK3);

  if (header != NULL)
    {
      explain_header (file, header);
      read_header (message, header);
    }
  if (body == NULL)
    return NULL;
  message->content = jkk_case_read_parts (file, body, FALSE, &message->parts);
  return g_steal_pointer (&message);
}

/* The number of a case file is information for finding the case, as in the header of a message. */
static JkkMessage *
read_case (JkkXmlFile *file, JkkXmlNode *root)
{
  JkkMessage *message = jkk_message_new (KIND_CASE);
  const JkkXmlNode *cover = jkk_xml_node_find (root, jkk_cover_type.name);

  message->content = jkk_case_read_parts (file, root, FALSE, &message->parts);
  if (cover != NULL)
    message->case_number = jkk_xml_node_trimmed (cover, "number");
  return message;
}

/**
 * jkk_message_from_xml:
 * @bytes: a document of santun-message-1.xsd or santun-case-1.xsd, from anybody
 * @length: its length
 * @faults: (out) (optional) (transfer full) (element-type JkkFault): all that is wrong with it; empty when nothing is
 * @error: return location
 *
 * A case file is a message of kind "case": without id, sender and number, and with the case number of its cover.
 *
 * Returns: (transfer full): the message; %NULL with %JKK_ERROR_FORMAT if anything is wrong, %JKK_ERROR_TOO_NEW if it
 * was written for a newer program
 */
JkkMessage *
jkk_message_from_xml (const char *bytes, gsize length, GPtrArray **faults, GError **error)
{
  static const JkkXmlKind *const kinds[] = { &jkk_xml_kind_message, &jkk_xml_kind_case, NULL };
  g_autoptr (JkkMessage) message = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  g_autoptr (JkkXmlFile) file = jkk_xml_file_read (bytes, length, kinds);
  JkkXmlNode *root = jkk_xml_file_root (file);
  if (root != NULL)
    message =
        jkk_xml_file_kind (file) == &jkk_xml_kind_case ? read_case (file, root) : jkk_message_read_xml (file, root);
  return jkk_xml_file_finish (file, faults, error) ? g_steal_pointer (&message) : NULL;
}
