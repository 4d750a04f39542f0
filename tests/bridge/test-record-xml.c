#include "jkk-record-xml.h"
#include "jkk-record.h"
#include "jkk-schema.h"
#include "xml-fixture.h"

#include <string.h>

static const JkkXmlKind case_kind = { "kasus", JKK_NS_CASE, "santun-case-1.xsd" };
static const JkkXmlKind *const kinds[] = { &case_kind, NULL };

typedef struct
{
  JkkXmlFile *file;
  JkkCase *jcase;
  GPtrArray *faults;
} Reading;

/* Reads one part of a case of which the test writes the inside. */
static void
read_part (Reading *reading, const char *inside, gboolean with_system, const char *part)
{
  g_autofree char *text = g_strdup_printf ("<kasus xmlns='urn:santun:kasus:1' versi='1'>%s</kasus>", inside);
  g_autoptr (GError) error = NULL;

  reading->file = jkk_xml_file_read (text, strlen (text), kinds);
  reading->jcase = jkk_case_new ();
  JkkXmlNode *node = jkk_xml_node_find (jkk_xml_file_root (reading->file), part);
  g_assert_nonnull (node);
  jkk_case_part_read_xml (reading->file, node, jkk_case_part_find (part), with_system, reading->jcase);
  jkk_xml_file_finish (reading->file, &reading->faults, &error);
}

static void
reading_clear (Reading *reading)
{
  jkk_xml_file_free (reading->file);
  jkk_case_unref (reading->jcase);
  g_ptr_array_unref (reading->faults);
}

static void
test_write (void)
{
  g_autoptr (JkkXmlWriter) writer = jkk_xml_writer_new ("x", "urn:x");
  g_autoptr (JkkCase) jcase = jkk_case_new ();

  jcase->participant.name = g_strdup ("A & B");
  jcase->participant.wage = 4000000;
  jcase->participant.left_handed = 0;
  jcase->participant.born = jkk_day_new (1990, 5, 15);
  jkk_case_part_write_xml (writer, jkk_case_part_find ("participant"), jcase);
  jkk_case_part_write_xml (writer, jkk_case_part_find ("employer"), jcase);
  jkk_case_part_write_xml (writer, jkk_case_part_find ("heirs"), jcase);
  g_autofree char *text = jkk_xml_writer_finish (writer, NULL);
  g_assert_nonnull (strstr (text,
                            "  <participant>\n    <name>A &amp; B</name>\n    <born>1990-05-15</born>\n"
                            "    <left_handed>tidak</left_handed>\n    <wage>4000000</wage>\n  </participant>\n"));
  g_assert_null (strstr (text, "employer"));
  g_assert_null (strstr (text, "heirs"));
}

static void
test_read (void)
{
  Reading reading;

  read_part (&reading, "<participant><wage>4000000</wage><name> Budi </name></participant>", FALSE, "participant");
  g_assert_cmpuint (reading.faults->len, ==, 0);
  g_assert_cmpstr (reading.jcase->participant.name, ==, "Budi");
  g_assert_cmpint (reading.jcase->participant.wage, ==, 4000000);
  g_assert_cmpint (reading.jcase->participant.born, ==, JKK_NONE);
  reading_clear (&reading);
}

static void
test_lists (void)
{
  Reading reading;

  read_part (&reading, "<children><child><name>A</name></child><child/><child><name>C</name></child></children>", FALSE,
             "children");
  g_assert_cmpuint (reading.faults->len, ==, 0);
  g_assert_cmpuint (reading.jcase->children->len, ==, 3);
  g_assert_cmpstr (((JkkChild *) reading.jcase->children->pdata[2])->name, ==, "C");
  reading_clear (&reading);
}

static void
test_system_fields (void)
{
  static const char inside[] = "<cover><number>JKK-1</number><segment>PU</segment></cover>";
  Reading reading;

  read_part (&reading, inside, FALSE, "cover");
  g_assert_null (reading.jcase->cover.number);
  g_assert_cmpstr (reading.jcase->cover.segment, ==, "PU");
  reading_clear (&reading);
  read_part (&reading, inside, TRUE, "cover");
  g_assert_cmpstr (reading.jcase->cover.number, ==, "JKK-1");
  reading_clear (&reading);
}

/* Every one is found at once, in the order of the file. */
static void
test_all_faults_at_once (void)
{
  static const struct
  {
    const char *path;
    const char *code;
  } expected[] = {
    { "/kasus/participant/identity", "value-invalid" }, { "/kasus/participant/nama", "element-unexpected" },
    { "/kasus/participant/phone[1]", "value-invalid" }, { "/kasus/participant/phone[2]", "element-twice" },
    { "/kasus/participant/wage", "value-too-large" },   { "/kasus/participant/alien", "element-unexpected" },
    { "/kasus/participant/sex", "code-unknown" },
  };
  Reading reading;

  read_part (&reading,
             "<participant><identity>123</identity><nama>x</nama><phone>telepon</phone><phone>0812345</phone>"
             "<wage>1000000000000001</wage><alien xmlns='urn:mars'/><sex>x</sex></participant>",
             FALSE, "participant");
  g_assert_cmpuint (reading.faults->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const JkkFault *fault = reading.faults->pdata[i];

      g_assert_cmpstr (fault->path, ==, expected[i].path);
      g_assert_cmpstr (fault->code, ==, expected[i].code);
    }
  reading_clear (&reading);
}

/* A number that is one, but out of range, is told so by its field; what is no number by the way files write it. */
static void
test_words (void)
{
  Reading reading;

  read_part (&reading, "<children><child><school_year>99</school_year><born>x</born></child></children>", FALSE,
             "children");
  g_assert_cmpuint (reading.faults->len, ==, 2);
  g_assert_nonnull (strstr (((JkkFault *) reading.faults->pdata[0])->text, "8"));
  g_assert_nonnull (strstr (((JkkFault *) reading.faults->pdata[1])->repair, "2026-03-12"));
  reading_clear (&reading);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record-xml/what is filled is written in the order of the table", test_write);
  g_test_add_func ("/record-xml/what stands there is read in any order", test_read);
  g_test_add_func ("/record-xml/rows of a list keep their order", test_lists);
  g_test_add_func ("/record-xml/fields of deeds are read over", test_system_fields);
  g_test_add_func ("/record-xml/all faults are found at once", test_all_faults_at_once);
  g_test_add_func ("/record-xml/a value is refused in the right words", test_words);
  return g_test_run ();
}
