/* Prints santun-records.xsd: the field tables and code lists as XML Schema. Run at build time:
 *
 *     jkk-schema-gen [PO-FILE]
 *
 * PO-FILE gives the Indonesian labels; without it only the English ones stand in the documentation. */

#include "jkk-case.h"
#include "jkk-message-kind.h"

#include <stdio.h>
#include <string.h>

typedef struct
{
  GHashTable *indonesian; /* English label -> Indonesian label */
  GHashTable *lists;      /* names of the code lists that are printed already */
  GHashTable *records;    /* the types of the messages' own records that are printed already */
} Generator;

static void G_GNUC_PRINTF (1, 2) emit (const char *format, ...)
{
  va_list values;

  va_start (values, format);
  g_autofree char *text = g_markup_vprintf_escaped (format, values);
  va_end (values);
  fputs (text, stdout);
}

/* The text between the quotes of a line of a PO file, with its escapes resolved. */
static void
append_po_string (GString *text, const char *line)
{
  const char *start = strchr (line, '"'), *end = strrchr (line, '"');

  if (start == NULL || end <= start)
    return;
  g_autofree char *escaped = g_strndup (start + 1, (gsize) (end - start - 1));
  g_autofree char *plain = g_strcompress (escaped);
  g_string_append (text, plain);
}

static void
read_po (GHashTable *table, const char *path)
{
  g_autofree char *content = NULL;
  g_autoptr (GString) id = g_string_new (NULL), text = g_string_new (NULL);
  GString *current = NULL;

  if (!g_file_get_contents (path, &content, NULL, NULL))
    return;
  g_auto (GStrv) lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];

      if (g_str_has_prefix (line, "msgid \""))
        current = g_string_truncate (id, 0);
      else if (g_str_has_prefix (line, "msgstr \""))
        current = g_string_truncate (text, 0);
      else if (line[0] != '"')
        current = NULL;
      if (current != NULL)
        append_po_string (current, line);
      if (current == text && text->len > 0)
        g_hash_table_replace (table, g_strdup (id->str), g_strdup (text->str));
    }
}

static void
emit_documentation (const Generator *generator, const char *indent, const char *english, const char *place)
{
  const char *indonesian = g_hash_table_lookup (generator->indonesian, english);
  const char *separator = place != NULL && *place != '\0' ? " · " : "";

  emit ("%s<xs:annotation>\n", indent);
  if (indonesian != NULL)
    emit ("%s  <xs:documentation xml:lang=\"id\">%s%s%s</xs:documentation>\n", indent, indonesian, separator,
          place != NULL ? place : "");
  emit ("%s  <xs:documentation xml:lang=\"en\">%s%s%s</xs:documentation>\n", indent, english, separator,
        place != NULL ? place : "");
  emit ("%s</xs:annotation>\n", indent);
}

/* What all fields of a kind have in common. The forms are those of jkk_field_to_plain(). */
static void
emit_kinds (void)
{
  fputs (
      "  <xs:simpleType name=\"text\">\n"
      "    <xs:annotation><xs:documentation xml:lang=\"id\">Teks satu baris.</xs:documentation></xs:annotation>\n"
      "    <xs:restriction base=\"xs:string\"><xs:minLength value=\"1\"/><xs:pattern value=\"[^\\n\\r\\t]*\"/>"
      "</xs:restriction>\n"
      "  </xs:simpleType>\n"
      "  <xs:simpleType name=\"long-text\">\n"
      "    <xs:annotation><xs:documentation xml:lang=\"id\">Teks beberapa baris.</xs:documentation></xs:annotation>\n"
      "    <xs:restriction base=\"xs:string\"><xs:minLength value=\"1\"/></xs:restriction>\n"
      "  </xs:simpleType>\n"
      "  <xs:simpleType name=\"day\">\n"
      "    <xs:annotation><xs:documentation xml:lang=\"id\">Tanggal tahun-bulan-hari: 2026-03-12.</xs:documentation>"
      "</xs:annotation>\n"
      "    <xs:restriction base=\"xs:date\"><xs:pattern value=\"(19|20|21)\\d\\d-\\d\\d-\\d\\d\"/></xs:restriction>\n"
      "  </xs:simpleType>\n"
      "  <xs:simpleType name=\"time\">\n"
      "    <xs:annotation><xs:documentation xml:lang=\"id\">Jam dan menit: 07:40.</xs:documentation></xs:annotation>\n"
      "    <xs:restriction base=\"xs:string\"><xs:pattern value=\"([01]\\d|2[0-3]):[0-5]\\d\"/></xs:restriction>\n"
      "  </xs:simpleType>\n"
      "  <xs:simpleType name=\"money\">\n"
      "    <xs:annotation><xs:documentation xml:lang=\"id\">Rupiah bulat tanpa tanda: 4000000.</xs:documentation>"
      "</xs:annotation>\n"
      "    <xs:restriction base=\"xs:nonNegativeInteger\"><xs:pattern value=\"0|[1-9]\\d{0,15}\"/></xs:restriction>\n"
      "  </xs:simpleType>\n"
      "  <xs:simpleType name=\"count\">\n"
      "    <xs:annotation><xs:documentation xml:lang=\"id\">Bilangan bulat.</xs:documentation></xs:annotation>\n"
      "    <xs:restriction base=\"xs:nonNegativeInteger\"><xs:pattern value=\"0|[1-9]\\d{0,17}\"/></xs:restriction>\n"
      "  </xs:simpleType>\n"
      "  <xs:simpleType name=\"percent\">\n"
      "    <xs:annotation><xs:documentation xml:lang=\"id\">Persen dengan dua desimal: 12.50.</xs:documentation>"
      "</xs:annotation>\n"
      "    <xs:restriction base=\"xs:decimal\"><xs:pattern value=\"(0|[1-9]\\d{0,4})\\.\\d\\d\"/></xs:restriction>\n"
      "  </xs:simpleType>\n"
      "  <xs:simpleType name=\"flag\">\n"
      "    <xs:annotation><xs:documentation xml:lang=\"id\">ya atau tidak.</xs:documentation></xs:annotation>\n"
      "    <xs:restriction base=\"xs:string\"><xs:enumeration value=\"ya\"/><xs:enumeration value=\"tidak\"/>"
      "</xs:restriction>\n"
      "  </xs:simpleType>\n",
      stdout);
}

static void
emit_code_list (Generator *generator, const char *name)
{
  const JkkCodeList *list = jkk_code_list_get (name);

  if (!g_hash_table_add (generator->lists, (gpointer) name))
    return;
  emit ("  <xs:simpleType name=\"code-%s\">\n", name);
  emit ("    <xs:annotation><xs:documentation xml:lang=\"id\">%s</xs:documentation></xs:annotation>\n", list->title);
  emit ("    <xs:restriction base=\"xs:string\">\n");
  for (guint i = 0; i < list->n_codes; i++)
    {
      emit ("      <xs:enumeration value=\"%s\">\n", list->codes[i].code);
      emit ("        <xs:annotation><xs:documentation xml:lang=\"id\">%s</xs:documentation>"
            "<xs:documentation xml:lang=\"en\">%s</xs:documentation></xs:annotation>\n",
            list->codes[i].label, list->codes[i].english);
      emit ("      </xs:enumeration>\n");
    }
  emit ("    </xs:restriction>\n  </xs:simpleType>\n");
}

static const char *
kind_type (JkkFieldKind kind)
{
  static const char *const types[] = {
    [JKK_KIND_TEXT] = "text",   [JKK_KIND_LONG] = "long-text", [JKK_KIND_DAY] = "day",         [JKK_KIND_TIME] = "time",
    [JKK_KIND_MONEY] = "money", [JKK_KIND_COUNT] = "count",    [JKK_KIND_PERCENT] = "percent", [JKK_KIND_FLAG] = "flag",
  };

  return types[kind];
}

/* A limit in the field's plain form. */
static char *
plain_limit (const JkkField *field, gint64 limit)
{
  JkkField alone = { .name = field->name, .kind = field->kind };

  return jkk_field_to_plain (&alone, &limit);
}

static void
emit_facets (const JkkField *field)
{
  gint64 limit = jkk_field_limit (field);

  if (jkk_field_is_text (field))
    {
      if (field->min > 1)
        emit ("<xs:minLength value=\"%d\"/>", (int) field->min);
      emit ("<xs:maxLength value=\"%d\"/>", (int) limit);
      return;
    }
  g_autofree char *low = plain_limit (field, field->min);
  g_autofree char *high = plain_limit (field, limit);
  if (field->min != 0)
    emit ("<xs:minInclusive value=\"%s\"/>", low);
  if (limit != G_MAXINT64)
    emit ("<xs:maxInclusive value=\"%s\"/>", high);
}

static void
emit_field (Generator *generator, const JkkField *field)
{
  gboolean plain = field->kind == JKK_KIND_DAY || field->kind == JKK_KIND_TIME || field->kind == JKK_KIND_FLAG;

  if (field->kind == JKK_KIND_CODE)
    emit ("      <xs:element name=\"%s\" type=\"code-%s\" minOccurs=\"0\">\n", field->name, field->codes);
  else if (plain)
    emit ("      <xs:element name=\"%s\" type=\"%s\" minOccurs=\"0\">\n", field->name, kind_type (field->kind));
  else
    emit ("      <xs:element name=\"%s\" minOccurs=\"0\">\n", field->name);
  emit_documentation (generator, "        ", field->label, field->place);
  if (field->kind != JKK_KIND_CODE && !plain)
    {
      emit ("        <xs:simpleType><xs:restriction base=\"%s\">", kind_type (field->kind));
      emit_facets (field);
      emit ("</xs:restriction></xs:simpleType>\n");
    }
  emit ("      </xs:element>\n");
}

static void
emit_record (Generator *generator, const JkkRecordType *type)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].kind == JKK_KIND_CODE)
      emit_code_list (generator, type->fields[i].codes);

  emit ("  <xs:complexType name=\"%s\">\n", type->name);
  emit_documentation (generator, "    ", type->title, NULL);
  emit ("    <xs:all>\n");
  for (guint i = 0; i < type->n_fields; i++)
    emit_field (generator, &type->fields[i]);
  emit ("    </xs:all>\n  </xs:complexType>\n");
}

static void
emit_list (const JkkCasePart *part)
{
  emit ("  <xs:complexType name=\"%s\">\n    <xs:sequence>\n", part->name);
  emit ("      <xs:element name=\"%s\" type=\"%s\" minOccurs=\"0\" maxOccurs=\"unbounded\"/>\n", part->type->name,
        part->type->name);
  emit ("    </xs:sequence>\n  </xs:complexType>\n");
}

/* The parts of a case, each at most once, in any order. */
static void
emit_case (Generator *generator)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint i = 0; i < n_parts; i++)
    {
      emit_record (generator, parts[i].type);
      if (parts[i].is_list)
        emit_list (&parts[i]);
    }
  emit ("  <xs:complexType name=\"case\">\n    <xs:all>\n");
  for (guint i = 0; i < n_parts; i++)
    emit ("      <xs:element name=\"%s\" type=\"%s\" minOccurs=\"0\"/>\n", parts[i].name, parts[i].name);
  emit ("    </xs:all>\n  </xs:complexType>\n");
}

/* What is wrong with a message, as a receipt lists it. */
static void
emit_faults (void)
{
  fputs ("  <xs:complexType name=\"faults\">\n"
         "    <xs:sequence>\n"
         "      <xs:element name=\"fault\" type=\"fault\" minOccurs=\"0\" maxOccurs=\"unbounded\"/>\n"
         "    </xs:sequence>\n"
         "  </xs:complexType>\n"
         "  <xs:complexType name=\"fault\">\n"
         "    <xs:annotation><xs:documentation xml:lang=\"id\">Satu kesalahan: baris, kolom dan letaknya dalam pesan, "
         "kode "
         "yang tetap, kalimat, dan saran perbaikan.</xs:documentation></xs:annotation>\n"
         "    <xs:sequence>\n"
         "      <xs:element name=\"line\" type=\"count\" minOccurs=\"0\"/>\n"
         "      <xs:element name=\"column\" type=\"count\" minOccurs=\"0\"/>\n"
         "      <xs:element name=\"path\" type=\"long-text\" minOccurs=\"0\"/>\n"
         "      <xs:element name=\"code\" type=\"text\"/>\n"
         "      <xs:element name=\"text\" type=\"long-text\"/>\n"
         "      <xs:element name=\"repair\" type=\"long-text\" minOccurs=\"0\"/>\n"
         "    </xs:sequence>\n"
         "  </xs:complexType>\n",
         stdout);
}

/* The record of a kind's own, and after it the parts of a case that it may carry. */
static void
emit_body (Generator *generator, const JkkMessageKind *kind)
{
  if (kind->type != NULL && g_hash_table_add (generator->records, (gpointer) kind->type))
    emit_record (generator, kind->type);
  emit ("  <xs:complexType name=\"body-%s\">\n", kind->name);
  emit_documentation (generator, "    ", kind->title, NULL);
  emit ("    <xs:all>\n");
  if (kind->type != NULL)
    emit ("      <xs:element name=\"%s\" type=\"%s\" minOccurs=\"0\"/>\n", kind->type->name, kind->type->name);
  for (guint i = 0; kind->parts[i] != NULL; i++)
    emit ("      <xs:element name=\"%s\" type=\"%s\" minOccurs=\"0\"/>\n", kind->parts[i], kind->parts[i]);
  if (kind->carries_file)
    emit ("      <xs:element name=\"content\" type=\"xs:base64Binary\" minOccurs=\"0\"/>\n");
  if (kind->carries_faults)
    emit ("      <xs:element name=\"faults\" type=\"faults\" minOccurs=\"0\"/>\n");
  emit ("    </xs:all>\n  </xs:complexType>\n");
}

/* One element for each kind of message, of which a message has one. */
static void
emit_bodies (Generator *generator)
{
  guint n_kinds;
  const JkkMessageKind *kinds = jkk_message_kinds (&n_kinds);

  emit_faults ();
  for (guint i = 0; i < n_kinds; i++)
    emit_body (generator, &kinds[i]);
  emit ("  <xs:group name=\"body\">\n    <xs:choice>\n");
  for (guint i = 0; i < n_kinds; i++)
    emit ("      <xs:element name=\"%s\" type=\"body-%s\"/>\n", kinds[i].name, kinds[i].name);
  emit ("    </xs:choice>\n  </xs:group>\n");
}

int
main (int argc, char **argv)
{
  Generator generator = {
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    g_hash_table_new (g_str_hash, g_str_equal),
    g_hash_table_new (NULL, NULL),
  };

  if (argc > 1)
    read_po (generator.indonesian, argv[1]);
  fputs (
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<!-- Made from the program's field tables and code lists. It has no namespace of its own: its definitions take\n"
      "     that of the schema that includes it. -->\n"
      "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" elementFormDefault=\"qualified\">\n",
      stdout);
  emit_kinds ();
  emit_case (&generator);
  emit_bodies (&generator);
  fputs ("</xs:schema>\n", stdout);
  g_hash_table_unref (generator.indonesian);
  g_hash_table_unref (generator.lists);
  g_hash_table_unref (generator.records);
  return 0;
}
