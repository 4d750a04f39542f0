#include "jkk-case-xml.h"

#include "jkk-case-xml-private.h"
#include "jkk-record.h"
#include "jkk-schema.h"
#include "jkk-xml-writer.h"

#include <glib/gi18n-lib.h>

const char *jkk_bridge_data (const char *name, gsize *length);

/* How a value of this field is written, for the comment beside it. */
static char *
describe_values (const JkkField *field)
{
  if (field->kind == JKK_KIND_FLAG)
    return g_strdup ("ya | tidak");
  if (field->kind != JKK_KIND_CODE)
    return NULL;

  const JkkCodeList *list = jkk_code_list_get (field->codes);
  GString *codes = g_string_new (NULL);
  for (guint i = 0; i < list->n_codes; i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? " | " : "", list->codes[i].code);
  return g_string_free (codes, FALSE);
}

static char *
describe (const JkkField *field)
{
  g_autofree char *values = describe_values (field);
  GString *text = g_string_new (jkk_field_label (field));

  if (*field->place != '\0')
    g_string_append_printf (text, " · %s", field->place);
  if (values != NULL)
    g_string_append_printf (text, " · %s", values);
  return g_string_free (text, FALSE);
}

/* Above each field what it is; a field that the example leaves out stands in the comment as an empty element. */
static void
write_field (JkkXmlWriter *writer, const JkkField *field, gconstpointer record)
{
  g_autofree char *plain = jkk_field_to_plain (field, record);
  g_autofree char *what = describe (field);
  g_autofree char *comment =
      plain != NULL ? g_strdup (what) : g_strdup_printf ("%s: <%s></%s>", what, field->name, field->name);

  if ((field->flags & JKK_FIELD_SYSTEM) != 0)
    return;
  jkk_xml_writer_comment (writer, comment);
  jkk_xml_writer_element (writer, field->name, plain);
}

static void
write_record (JkkXmlWriter *writer, const char *element, const JkkRecordType *type, gconstpointer record)
{
  jkk_xml_writer_open (writer, element);
  for (guint i = 0; i < type->n_fields; i++)
    write_field (writer, &type->fields[i], record);
  jkk_xml_writer_close (writer);
}

/* What a row would hold, for a list of which the example has none. */
static void
describe_row (JkkXmlWriter *writer, const JkkRecordType *type)
{
  gpointer empty = jkk_record_new (type);
  g_autofree char *row = g_strdup_printf ("<%s> … </%s>", type->name, type->name);

  jkk_xml_writer_comment (writer, row);
  for (guint i = 0; i < type->n_fields; i++)
    write_field (writer, &type->fields[i], empty);
  jkk_record_free (type, empty);
}

static void
write_part (JkkXmlWriter *writer, const JkkCasePart *part, const JkkCase *jcase)
{
  jkk_xml_writer_comment (writer, _ (part->type->title));
  if (!part->is_list)
    {
      write_record (writer, part->name, part->type, jkk_case_part_record (jcase, part));
      return;
    }
  const GPtrArray *list = jkk_case_part_list (jcase, part);
  jkk_xml_writer_open (writer, part->name);
  if (list->len == 0)
    describe_row (writer, part->type);
  for (guint i = 0; i < list->len; i++)
    write_record (writer, part->type->name, part->type, list->pdata[i]);
  jkk_xml_writer_close (writer);
}

/**
 * jkk_case_xml_template:
 * @length: (out) (optional): length in bytes
 *
 * Returns: (transfer full): the made-up example case with a comment at each field, in the language of the interface:
 * what it is, where it stands on the forms, which codes it knows. It is valid as it is.
 */
char *
jkk_case_xml_template (gsize *length)
{
  guint n_parts;
  gsize example_length = 0;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);
  g_autoptr (GError) error = NULL;
  const char *example = jkk_bridge_data ("kasus.xml", &example_length);
  g_autoptr (JkkCase) jcase = jkk_case_from_xml (example, example_length, JKK_CASE_XML_NONE, NULL, &error);

  if (jcase == NULL)
    g_error ("The example that the program carries is broken: %s", error->message);
  g_autoptr (JkkXmlWriter) writer = jkk_xml_writer_new (jkk_xml_kind_case.root, jkk_xml_kind_case.ns);
  jkk_xml_writer_attribute (writer, "versi", "1");
  jkk_xml_writer_comment (writer,
                          _ ("A made-up case. Change what differs, delete the elements that stay empty. "
                             "Dates: 2026-03-12, times: 07:40, amounts in whole rupiah: 4000000, percentages: 12.50."));
  for (guint i = 0; i < n_parts; i++)
    write_part (writer, &parts[i], jcase);
  return jkk_xml_writer_finish (writer, length);
}
