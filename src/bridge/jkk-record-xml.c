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
    repair =
        g_strdup_printf (_ ("Perhaps “%s” was meant: change the name in the opening and in the closing tag."), nearest);
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

/* What is wrong with a text that the field does not take. */
static const char *
find_code (const JkkField *field, const char *text)
{
  gint64 number = JKK_NONE;
  JkkField alone = { .name = field->name, .kind = field->kind, .label = field->label, .max = G_MAXINT64 };

  if (field->kind == JKK_KIND_CODE)
    return "code-unknown";
  if (jkk_field_is_text (field))
    return g_utf8_strlen (text, -1) > jkk_field_limit (field) ? "value-too-long" : "value-invalid";
  if (!jkk_field_set_text (&alone, &number, text, NULL))
    return "value-invalid";
  return number > jkk_field_limit (field) ? "value-too-large" : "value-too-small";
}

/* More digits than any figure of a case has. */
static void
refuse_size (JkkXmlFile *file, JkkXmlNode *node, const char *value)
{
  g_autofree char *text = g_strdup_printf (_ ("“%s” is too large."), value);

  jkk_xml_file_add_fault (file, node, "value-too-large", text, _ ("Compare the value with the paper."));
}

/* A field says in one sentence what is wrong, and in the next what to do. */
static void
refuse_sentence (JkkXmlFile *file, JkkXmlNode *node, const char *code, const char *sentence)
{
  const char *end = strstr (sentence, ". ");
  g_autofree char *text = end != NULL ? g_strndup (sentence, (gsize) (end - sentence) + 1) : g_strdup (sentence);

  jkk_xml_file_add_fault (file, node, code, text, end != NULL ? end + 2 : NULL);
}

static void
refuse_value (JkkXmlFile *file, JkkXmlNode *node, const JkkField *field, const char *text, const char *sentence)
{
  const char *code = find_code (field, text);

  if (jkk_field_is_text (field) || !g_str_equal (code, "value-invalid"))
    {
      refuse_sentence (file, node, code, sentence);
      return;
    }
  g_autofree char *head = g_strndup (text, VALUE_MAX);
  g_autofree char *value = g_utf8_make_valid (head, -1);
  if (strspn (text, "0123456789") == strlen (text) && (field->kind == JKK_KIND_MONEY || field->kind == JKK_KIND_COUNT))
    refuse_size (file, node, value);
  else
    refuse_number (file, node, field->kind, value);
}

static void
refuse_empty (JkkXmlFile *file, JkkXmlNode *node)
{
  g_autofree char *text = g_strdup_printf (_ ("“%s” is empty."), node->name);

  jkk_xml_file_add_fault (file, node, "value-empty", text, _ ("Write its value, or leave the element out."));
}

static void
refuse_spelling (JkkXmlFile *file, JkkXmlNode *node, const JkkField *field, const char *text, const char *plain)
{
  const char *code = field->kind == JKK_KIND_CODE ? "code-unknown" : "value-invalid";
  g_autofree char *head = g_strndup (text, VALUE_MAX);
  g_autofree char *value = g_utf8_make_valid (head, -1);
  g_autofree char *sentence =
      g_strdup_printf (_ ("“%s” is not written as “%s” has to be."), value, jkk_field_label (field));
  g_autofree char *repair =
      g_strdup_printf (field->kind == JKK_KIND_DAY ? _ ("Write year, month and day: “%s”.") : _ ("Write “%s”."), plain);

  jkk_xml_file_add_fault (file, node, code, sentence, repair);
}

/* Whether a text is spelled as files spell values of this kind, as far as that can be told without the value. */
static gboolean
is_plain (const JkkField *field, const char *text)
{
  gsize digits = strspn (text, "0123456789");

  switch (field->kind)
    {
    case JKK_KIND_TEXT:
    case JKK_KIND_LONG:
      return TRUE;
    case JKK_KIND_MONEY:
    case JKK_KIND_COUNT:
      return text[digits] == '\0' && (*text != '0' || digits == 1);
    case JKK_KIND_DAY:
      return digits == 4 && strlen (text) == strlen ("2026-03-12") && text[4] == '-' && text[7] == '-' &&
             strspn (text + 5, "0123456789") == 2 && strspn (text + 8, "0123456789") == 2;
    case JKK_KIND_CODE:
    case JKK_KIND_TIME:
    case JKK_KIND_PERCENT:
    case JKK_KIND_FLAG:
      break;
    }
  return FALSE;
}

/* A value has one spelling in a file. What the schema passed over, since it stops at the first element that it does not
 * know, is judged here by the same rule. */
static gboolean
is_spelled (const JkkXmlNode *node, const JkkField *field, const char *text, const char *plain)
{
  if (node->fault != NULL)
    return FALSE;
  if (field->kind == JKK_KIND_TEXT)
    return strpbrk (node->text, "\n\r\t") == NULL;
  return plain == NULL || strcmp (text, plain) == 0;
}

/* What is spelled otherwise the field may still understand, as it does when a person types it; then the file can be
 * told how to write it. */
static void
read_field (JkkXmlFile *file, JkkXmlNode *node, const JkkField *field, gpointer record)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strstrip (g_strdup (node->text));

  if (node->children != NULL) /* the schema has said it */
    return;
  if (*text == '\0')
    {
      refuse_empty (file, node);
      return;
    }
  if (!jkk_field_set_text (field, record, text, &error))
    {
      refuse_value (file, node, field, text, error->message);
      return;
    }
  g_autofree char *plain = is_plain (field, text) ? NULL : jkk_field_to_plain (field, record);
  if (is_spelled (node, field, text, plain))
    return;
  if (plain == NULL)
    plain = jkk_field_to_plain (field, record);
  refuse_spelling (file, node, field, text, plain);
}

/* Most files write the fields in the order of the table, so that it is looked for from the one before on. */
static const JkkField *
find_next (const JkkRecordType *type, const char *name, guint *next)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      guint at = (*next + i) % type->n_fields;

      if (strcmp (type->fields[at].name, name) != 0)
        continue;
      *next = at + 1;
      return &type->fields[at];
    }
  return NULL;
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
  guint next = 0;

  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    {
      JkkXmlNode *child = node->children->pdata[i];
      const JkkField *field = is_ours (child) ? find_next (type, child->name, &next) : NULL;

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

static gboolean
is_system (const JkkRecordType *type)
{
  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & JKK_FIELD_SYSTEM) == 0)
      return FALSE;
  return TRUE;
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
  /* A list that deeds keep is checked as it is read, but without their word it brings no rows. */
  g_autoptr (JkkCase) nothing = part->is_list && !with_system && is_system (part->type) ? jkk_case_new () : NULL;

  if (part->is_list)
    read_list (file, node, part, with_system, jkk_case_part_list (nothing != NULL ? nothing : jcase, part));
  else
    jkk_record_read_xml (file, node, part->type, with_system, (gpointer) jkk_case_part_record (jcase, part));
}
