#include "jkk-record-xml.h"

#include "jkk-nearest.h"
#include "jkk-record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The most names that a sentence lists, and the most bytes of a number that it repeats. */
#define NAMES_MAX 12
#define VALUE_MAX 60

/**
 * jkk_record_write_xml:
 * @writer: a writer
 * @element: name of the element
 * @type: a record type
 * @record: a record of it
 *
 * Writes a record as an element with one child for each field that is not empty, in the order of the table.
 */
void
jkk_record_write_xml (JkkXmlWriter *writer, const char *element, const JkkRecordType *type, gconstpointer record)
{
  jkk_xml_writer_open (writer, element);
  for (guint i = 0; i < type->n_fields; i++)
    {
      g_autofree char *plain = jkk_field_to_plain (&type->fields[i], record);

      jkk_xml_writer_element (writer, type->fields[i].name, plain);
    }
  jkk_xml_writer_close (writer);
}

/**
 * jkk_case_part_write_xml:
 * @writer: a writer
 * @part: a part of a case
 * @jcase: a case
 *
 * Writes a part, unless it is empty. A row of a list is written even if it is empty: it is there.
 */
void
jkk_case_part_write_xml (JkkXmlWriter *writer, const JkkCasePart *part, const JkkCase *jcase)
{
  if (!part->is_list)
    {
      gconstpointer record = jkk_case_part_record (jcase, part);

      if (!jkk_record_is_empty (part->type, record))
        jkk_record_write_xml (writer, part->name, part->type, record);
      return;
    }
  const GPtrArray *list = jkk_case_part_list (jcase, part);
  if (list->len == 0)
    return;
  jkk_xml_writer_open (writer, part->name);
  for (guint i = 0; i < list->len; i++)
    jkk_record_write_xml (writer, part->type->name, part->type, list->pdata[i]);
  jkk_xml_writer_close (writer);
}

static char *
list_names (const GPtrArray *names)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < names->len && i < NAMES_MAX; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (const char *) names->pdata[i]);
  return g_string_free (text, FALSE);
}

/**
 * jkk_xml_file_refuse_element:
 * @file: a file
 * @node: an element that does not belong where it is
 * @names: (element-type utf8): the elements that do
 */
void
jkk_xml_file_refuse_element (JkkXmlFile *file, JkkXmlNode *node, const GPtrArray *names)
{
  if (jkk_xml_file_is_full (file))
    return;
  const char *nearest = jkk_nearest (node->name, names);
  g_autofree char *expected = list_names (names);
  g_autofree char *text = g_strdup_printf (_ ("“%s” does not belong here."), node->name);
  g_autofree char *repair = NULL;
  if (nearest != NULL && strcmp (nearest, node->name) != 0)
    repair = g_strdup_printf (_ ("Perhaps “%s” was meant."), nearest);
  else if (names->len > NAMES_MAX)
    repair = g_strdup_printf (_ ("Expected here: %s and others."), expected);
  else
    repair = g_strdup_printf (_ ("Expected here: %s."), expected);
  jkk_xml_file_add_fault (file, node, "element-unexpected", text, repair);
}

/**
 * jkk_xml_file_refuse_twice:
 * @file: a file
 * @node: an element that stands where it stood already
 */
void
jkk_xml_file_refuse_twice (JkkXmlFile *file, JkkXmlNode *node)
{
  g_autofree char *text = g_strdup_printf (_ ("“%s” stands here twice."), node->name);

  jkk_xml_file_add_fault (file, node, "element-twice", text, _ ("Keep one of the two."));
}

static gboolean
is_ours (const JkkXmlNode *node)
{
  return g_strcmp0 (node->ns, node->parent->ns) == 0;
}

static void
refuse_field (JkkXmlFile *file, JkkXmlNode *node, const JkkRecordType *type)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < type->n_fields; i++)
    g_ptr_array_add (names, (gpointer) type->fields[i].name);
  jkk_xml_file_refuse_element (file, node, names);
}

/* How numbers are written in a file; the field itself tells how a person types them. */
static void
refuse_number (JkkXmlFile *file, JkkXmlNode *node, JkkFieldKind kind, const char *value)
{
  g_autofree char *text = NULL;
  const char *repair = NULL;

  switch (kind)
    {
    case JKK_KIND_DAY:
      text = g_strdup_printf (_ ("“%s” is no date."), value);
      repair = _ ("Write year, month and day: 2026-03-12.");
      break;
    case JKK_KIND_TIME:
      text = g_strdup_printf (_ ("“%s” is no time of day."), value);
      repair = _ ("Write hours and minutes: 07:40.");
      break;
    case JKK_KIND_MONEY:
      text = g_strdup_printf (_ ("“%s” is no amount."), value);
      repair = _ ("Write whole rupiah without points: 4000000.");
      break;
    case JKK_KIND_COUNT:
      text = g_strdup_printf (_ ("“%s” is no whole number."), value);
      repair = _ ("Write digits only.");
      break;
    case JKK_KIND_PERCENT:
      text = g_strdup_printf (_ ("“%s” is no percentage."), value);
      repair = _ ("Write it with two decimals: 12.50.");
      break;
    case JKK_KIND_FLAG:
      text = g_strdup_printf (_ ("“%s” is neither yes nor no."), value);
      repair = _ ("Write ya or tidak.");
      break;
    case JKK_KIND_TEXT:
    case JKK_KIND_LONG:
    case JKK_KIND_CODE:
      g_assert_not_reached ();
    }
  jkk_xml_file_add_fault (file, node, "value-invalid", text, repair);
}

/* Whether the text is a value of this kind, be it out of the field's range. */
static gboolean
is_of_kind (const JkkField *field, const char *text)
{
  JkkField alone = { .name = field->name, .kind = field->kind, .label = field->label, .max = G_MAXINT64 };
  gint64 number;

  return jkk_field_set_text (&alone, &number, text, NULL);
}

static void
refuse_value (JkkXmlFile *file, JkkXmlNode *node, const JkkField *field, const char *sentence)
{
  if (jkk_field_is_text (field) || is_of_kind (field, node->text->str))
    {
      jkk_xml_file_add_fault (file, node, "value-invalid", sentence, NULL);
      return;
    }
  g_autofree char *value = g_strstrip (g_strndup (node->text->str, VALUE_MAX));
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  refuse_number (file, node, field->kind, valid);
}

/* What the schema refuses, the field may still understand, as it does when a person types it; then the file can be told
 * how to write it. */
static void
read_field (JkkXmlFile *file, JkkXmlNode *node, const JkkField *field, gpointer record)
{
  g_autoptr (GError) error = NULL;

  if (node->children != NULL) /* the schema has said it */
    return;
  if (!jkk_field_set_text (field, record, node->text->str, &error))
    {
      refuse_value (file, node, field, error->message);
      return;
    }
  g_autofree char *plain = jkk_field_to_plain (field, record);
  if (node->fault == NULL || plain == NULL || strcmp (plain, node->text->str) == 0)
    return;
  g_autofree char *text = g_strdup (node->fault->text);
  g_autofree char *repair = g_strdup_printf (_ ("Write “%s”."), plain);
  jkk_xml_file_add_fault (file, node, "value-invalid", text, repair);
}

/**
 * jkk_record_read_xml:
 * @file: a file
 * @node: the element of the record
 * @type: its type
 * @with_system: whether fields that deeds keep are taken too
 * @record: an empty record, which is filled
 *
 * Every fault goes to @file with the field's own sentence.
 */
void
jkk_record_read_xml (
    JkkXmlFile *file, JkkXmlNode *node, const JkkRecordType *type, gboolean with_system, gpointer record)
{
  g_autofree gboolean *seen = g_new0 (gboolean, type->n_fields);

  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    {
      JkkXmlNode *child = node->children->pdata[i];
      const JkkField *field = is_ours (child) ? jkk_record_type_find (type, child->name) : NULL;

      if (field == NULL)
        {
          refuse_field (file, child, type);
          continue;
        }
      if (seen[field - type->fields])
        jkk_xml_file_refuse_twice (file, child);
      else if (with_system || (field->flags & JKK_FIELD_SYSTEM) == 0)
        read_field (file, child, field, record);
      seen[field - type->fields] = TRUE;
    }
}

static void
read_list (JkkXmlFile *file, JkkXmlNode *node, const JkkCasePart *part, gboolean with_system, GPtrArray *list)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_ptr_array_add (names, (gpointer) part->type->name);
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    {
      JkkXmlNode *child = node->children->pdata[i];

      if (!is_ours (child) || strcmp (child->name, part->type->name) != 0)
        {
          jkk_xml_file_refuse_element (file, child, names);
          continue;
        }
      g_ptr_array_add (list, jkk_record_new (part->type));
      jkk_record_read_xml (file, child, part->type, with_system, list->pdata[list->len - 1]);
    }
}

/**
 * jkk_case_part_read_xml:
 * @file: a file
 * @node: the element of the part
 * @part: the part
 * @with_system: whether fields that deeds keep are taken too
 * @jcase: a case that nobody else holds yet, which is filled
 */
void
jkk_case_part_read_xml (
    JkkXmlFile *file, JkkXmlNode *node, const JkkCasePart *part, gboolean with_system, JkkCase *jcase)
{
  if (part->is_list)
    read_list (file, node, part, with_system, jkk_case_part_list (jcase, part));
  else
    jkk_record_read_xml (file, node, part->type, with_system, (gpointer) jkk_case_part_record (jcase, part));
}
