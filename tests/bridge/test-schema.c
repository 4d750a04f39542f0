/* The schema that is published and the fields that take the values must say the same. */

#include "jkk-case-xml.h"
#include "jkk-record.h"
#include "jkk-schema-private.h"
#include "xml-fixture.h"

#include <libxml/parser.h>
#include <string.h>

static void
ignore_cb (void *data, xmlErrorPtr error)
{
}

/* Whether the schema by itself accepts the text. */
static gboolean
schema_accepts (const char *schema, const char *text)
{
  xmlDoc *document = xmlReadMemory (text, (int) strlen (text), NULL, NULL, XML_PARSE_NONET);
  xmlSchemaValidCtxt *context = xmlSchemaNewValidCtxt (jkk_schema_compiled (schema));

  g_assert_nonnull (document);
  xmlSchemaSetValidStructuredErrors (context, ignore_cb, NULL);
  int answer = xmlSchemaValidateDoc (context, document);
  xmlSchemaFreeValidCtxt (context);
  xmlFreeDoc (document);
  g_assert_cmpint (answer, >=, 0);
  return answer == 0;
}

/* A case in which nothing but this field is filled. */
static char *
case_text (const JkkCasePart *part, const JkkField *field, const char *value)
{
  g_autofree char *escaped = g_markup_escape_text (value, -1);
  g_autofree char *list_open = part->is_list ? g_strdup_printf ("<%s>", part->name) : g_strdup ("");
  g_autofree char *list_close = part->is_list ? g_strdup_printf ("</%s>", part->name) : g_strdup ("");
  const char *record = part->is_list ? part->type->name : part->name;

  return g_strdup_printf ("<kasus xmlns=\"urn:santun:kasus:1\" versi=\"1\">%s<%s><%s>%s</%s></%s>%s</kasus>", list_open,
                          record, field->name, escaped, field->name, record, list_close);
}

/* Both the schema and the field accept the value, or both refuse it. */
static void
expect (const JkkCasePart *part, const JkkField *field, const char *value, gboolean good)
{
  g_autofree char *text = case_text (part, field, value);
  gpointer record = jkk_record_new (part->type);
  gboolean taken = jkk_field_set_text (field, record, value, NULL);

  if (schema_accepts ("santun-case-1.xsd", text) != good || taken != good)
    g_test_message ("%s.%s = %.80s: schema %d, field %d, expected %d", part->name, field->name, value,
                    schema_accepts ("santun-case-1.xsd", text), taken, good);
  g_assert_true (schema_accepts ("santun-case-1.xsd", text) == good);
  g_assert_true (taken == good);
  jkk_record_free (part->type, record);
}

static void
check_text (const JkkCasePart *part, const JkkField *field)
{
  guint limit = (guint) jkk_field_limit (field);
  g_autoptr (GString) longest = g_string_new (NULL);

  if (field->check != NULL) /* its form is the check's business, and narrower */
    return;
  for (guint i = 0; i < limit; i++)
    g_string_append (longest, "é");
  expect (part, field, longest->str, TRUE);
  g_string_append_c (longest, 'x');
  expect (part, field, longest->str, FALSE);
}

static void
check_codes (const JkkCasePart *part, const JkkField *field)
{
  const JkkCodeList *list = jkk_code_list_get (field->codes);

  for (guint i = 0; i < list->n_codes; i++)
    expect (part, field, list->codes[i].code, TRUE);
  expect (part, field, "lain sekali", FALSE);
}

/* A number just at the limits and just beyond them, in the field's plain form. */
static void
check_number (const JkkCasePart *part, const JkkField *field)
{
  JkkField alone = { .name = field->name, .kind = field->kind };
  gint64 low = field->min, high = jkk_field_limit (field), beyond = high;

  g_autofree char *least = jkk_field_to_plain (&alone, &low);
  expect (part, field, least, TRUE);
  if (low > 0)
    expect (part, field, "0", FALSE);
  if (high == G_MAXINT64)
    return;
  g_autofree char *most = jkk_field_to_plain (&alone, &high);
  expect (part, field, most, TRUE);
  beyond++;
  g_autofree char *too_much = jkk_field_to_plain (&alone, &beyond);
  expect (part, field, too_much, FALSE);
  expect (part, field, "banyak", FALSE);
}

static void
check_fixed (const JkkCasePart *part, const JkkField *field, const char *const *good, const char *const *bad)
{
  for (guint i = 0; good[i] != NULL; i++)
    expect (part, field, good[i], TRUE);
  for (guint i = 0; bad[i] != NULL; i++)
    expect (part, field, bad[i], FALSE);
}

static void
check_field (const JkkCasePart *part, const JkkField *field)
{
  static const char *const days[] = { "1900-01-01", "2199-12-31", "2024-02-29", NULL };
  static const char *const no_days[] = { "1899-12-31", "2200-01-01", "2023-02-29", "2024-13-01", "besok", NULL };
  static const char *const times[] = { "00:00", "23:59", NULL };
  static const char *const no_times[] = { "24:00", "12:60", "siang", NULL };
  static const char *const flags[] = { "ya", "tidak", NULL };
  static const char *const no_flags[] = { "mungkin", NULL };

  switch (field->kind)
    {
    case JKK_KIND_TEXT:
    case JKK_KIND_LONG:
      check_text (part, field);
      break;
    case JKK_KIND_CODE:
      check_codes (part, field);
      break;
    case JKK_KIND_DAY:
      check_fixed (part, field, days, no_days);
      break;
    case JKK_KIND_TIME:
      check_fixed (part, field, times, no_times);
      break;
    case JKK_KIND_FLAG:
      check_fixed (part, field, flags, no_flags);
      break;
    case JKK_KIND_MONEY:
    case JKK_KIND_COUNT:
    case JKK_KIND_PERCENT:
      check_number (part, field);
      break;
    }
}

static void
test_agreement (void)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint i = 0; i < n_parts; i++)
    for (guint j = 0; j < parts[i].type->n_fields; j++)
      check_field (&parts[i], &parts[i].type->fields[j]);
}

/* What a field would understand from a person's hand is not what a file may say. */
static void
test_one_spelling (void)
{
  static const char *const rows[][3] = {
    { "participant", "born", "15-05-1990" }, { "participant", "born", "1990-05-15Z" },
    { "participant", "wage", "4.000.000" },  { "participant", "wage", "+4000000" },
    { "participant", "left_handed", "yes" }, { "accident", "accident_time", "7.40" },
    { "accident", "place", "Lalu lintas" },  { "medical", "loss_percent", "12,5" },
    { "participant", "name", "" },           { "participant", "name", "two\nlines" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const JkkCasePart *part = jkk_case_part_find (rows[i][0]);
      g_autofree char *text = case_text (part, jkk_record_type_find (part->type, rows[i][1]), rows[i][2]);

      g_assert_false (schema_accepts ("santun-case-1.xsd", text));
    }
}

/* Each field is documented with its place on the form, each code with its words. */
static void
test_documentation (void)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);
  const char *records = jkk_schema_get ("santun-records.xsd", NULL);

  for (guint i = 0; i < n_parts; i++)
    {
      g_autofree char *start = g_strdup_printf ("<xs:complexType name=\"%s\">", parts[i].type->name);
      const char *type = strstr (records, start);

      g_assert_nonnull (type);
      for (guint j = 0; j < parts[i].type->n_fields; j++)
        {
          const JkkField *field = &parts[i].type->fields[j];
          g_autofree char *label =
              g_strdup_printf ("%s%s%s", field->label, *field->place != '\0' ? " · " : "", field->place);
          g_autofree char *escaped = g_markup_escape_text (label, -1);
          g_autofree char *element = g_strdup_printf ("<xs:element name=\"%s\"", field->name);

          type = strstr (type, element);
          g_assert_nonnull (type);
          type = strstr (type, escaped);
          g_assert_nonnull (type);
        }
    }
  g_assert_nonnull (strstr (records, "Lalu lintas"));
  g_assert_nonnull (strstr (records, "Traffic"));
}

static void
test_files (void)
{
  const char *const *names = jkk_schema_names ();

  g_assert_cmpuint (g_strv_length ((char **) names), ==, 7);
  for (guint i = 0; names[i] != NULL; i++)
    {
      gsize length = 0;
      const char *text = jkk_schema_get (names[i], &length);

      g_assert_nonnull (text);
      g_assert_cmpuint (strlen (text), ==, length);
      g_assert_true (jkk_schema_compiled (names[i]) == jkk_schema_compiled (names[i]));
    }
  g_assert_null (jkk_schema_get ("other.xsd", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schema/schema and fields accept and refuse the same", test_agreement);
  g_test_add_func ("/schema/a value has one spelling in a file", test_one_spelling);
  g_test_add_func ("/schema/each field and code is documented", test_documentation);
  g_test_add_func ("/schema/the published files are there", test_files);
  return g_test_run ();
}
