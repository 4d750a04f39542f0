#include "jkk-xml-fault.h"
#include "jkk-xml-private.h"

#include <libxml/parser.h>
#include <string.h>

static JkkFault *
from_parser (int code, const char *message, gboolean at_end)
{
  const xmlError error = { .domain = XML_FROM_PARSER, .code = code, .message = (char *) message, .line = 3, .int2 = 7 };

  return jkk_xml_fault_from_parser (&error, at_end);
}

static void
expect_parser (int code, gboolean at_end, const char *expected)
{
  JkkFault *fault = from_parser (code, "Raw words\n", at_end);

  g_assert_cmpstr (fault->code, ==, expected);
  g_assert_cmpint (fault->line, ==, 3);
  g_assert_cmpint (fault->column, ==, 7);
  g_assert_nonnull (fault->repair);
  jkk_fault_free (fault);
}

static void
test_parser (void)
{
  expect_parser (XML_ERR_TAG_NAME_MISMATCH, FALSE, "tag-mismatch");
  expect_parser (XML_ERR_TAG_NAME_MISMATCH, TRUE, "truncated");
  expect_parser (XML_ERR_GT_REQUIRED, TRUE, "truncated");
  expect_parser (XML_ERR_GT_REQUIRED, FALSE, "not-well-formed");
  expect_parser (XML_ERR_DOCUMENT_EMPTY, TRUE, "not-xml");
  expect_parser (XML_ERR_UNDECLARED_ENTITY, FALSE, "entity-unknown");
  expect_parser (XML_ERR_ATTRIBUTE_REDEFINED, FALSE, "attribute-twice");
}

/* The words of libxml2 stand only behind ours, and only where ours are general. */
static void
test_raw_words (void)
{
  JkkFault *general = from_parser (XML_ERR_GT_REQUIRED, "Couldn't find end of Start Tag\n", FALSE);
  JkkFault *exact = from_parser (XML_ERR_TAG_NAME_MISMATCH, "Opening and ending tag mismatch\n", FALSE);

  g_assert_nonnull (strstr (general->text, "(libxml2: Couldn't find end of Start Tag)"));
  g_assert_false (g_str_has_prefix (general->text, "Couldn't"));
  g_assert_null (strstr (exact->text, "mismatch"));
  jkk_fault_free (general);
  jkk_fault_free (exact);
}

static JkkFault *
from_schema (int code, const char *message, JkkXmlNode *node)
{
  const xmlError error = { .domain = XML_FROM_SCHEMASV, .code = code, .message = (char *) message };

  return jkk_xml_fault_from_schema (&error, node);
}

static void
expect_schema (
    int code, const char *message, const char *value, const char *expected, const char *text, const char *repair)
{
  JkkXmlNode *node = jkk_xml_node_new (NULL, "wage", "urn:x");

  node->line = 5;
  node->column = 9;
  jkk_xml_node_set_text (node, value, strlen (value));
  JkkFault *fault = from_schema (code, message, node);
  g_assert_cmpstr (fault->code, ==, expected);
  g_assert_cmpint (fault->line, ==, 5);
  g_assert_cmpint (fault->column, ==, 9);
  g_assert_nonnull (strstr (fault->text, text));
  g_assert_nonnull (strstr (fault->repair, repair));
  g_assert_null (strchr (fault->text, '{'));
  jkk_fault_free (fault);
  jkk_xml_node_free (node);
}

static void
test_schema (void)
{
  expect_schema (XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1,
                 "Element '{urn:x}wage', attribute 'cur': The attribute 'cur' is not allowed.\n", "1",
                 "attribute-unknown", "“cur”", "");
  expect_schema (XML_SCHEMAV_CVC_COMPLEX_TYPE_4,
                 "Element '{urn:x}wage': The attribute 'versi' is required but missing.\n", "1", "attribute-missing",
                 "“versi”", "");
  expect_schema (XML_SCHEMAV_CVC_ENUMERATION_VALID,
                 "Element '{urn:x}wage', attribute 'versi': [facet 'enumeration'] …\n", "1", "attribute-value",
                 "“versi”", "");
  expect_schema (XML_SCHEMAV_CVC_ENUMERATION_VALID, "Element '{urn:x}wage': [facet 'enumeration'] The value …\n", "abc",
                 "code-unknown", "“abc”", "");
  expect_schema (XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1, "Element '{urn:x}wage': 'x' is not a valid value …\n", "x",
                 "value-invalid", "“x”", "");
  expect_schema (XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1, "Element '{urn:x}wage': ' ' is not a valid value …\n", " \n",
                 "value-empty", "wage", "");
  expect_schema (XML_SCHEMAV_ELEMENT_CONTENT,
                 "Element '{urn:x}wage': This element is not expected. Expected is ( {urn:x}header ).\n", "",
                 "element-unexpected", "“wage”", "header");
  expect_schema (XML_SCHEMAV_ELEMENT_CONTENT, "Element '{urn:x}wage': This element is not expected.\n", "",
                 "element-unexpected", "“wage”", "");
  expect_schema (XML_SCHEMAV_ELEMENT_CONTENT,
                 "Element '{urn:x}wage': Missing child element(s). Expected is one of ( {urn:x}id, {urn:x}sender ).\n",
                 "", "element-missing", "id, sender", "");
  expect_schema (XML_SCHEMAV_MISC, "Something else.\n", "", "schema", "(libxml2: Something else.)", "");
}

/* A value is repeated in a sentence, so it must not be endless nor break the line. */
static void
test_long_values (void)
{
  JkkXmlNode *node = jkk_xml_node_new (NULL, "name", "urn:x");

  g_autoptr (GString) value = g_string_new (NULL);

  for (guint i = 0; i < 10000; i++)
    g_string_append (value, "é\n");
  jkk_xml_node_set_text (node, value->str, value->len);
  JkkFault *fault = from_schema (XML_SCHEMAV_CVC_PATTERN_VALID, "Element '{urn:x}name': …", node);
  g_assert_cmpint (g_utf8_strlen (fault->text, -1), <, 200);
  g_assert_null (strchr (fault->text, '\n'));
  g_assert_nonnull (strstr (fault->text, "…"));
  jkk_fault_free (fault);
  jkk_xml_node_free (node);
}

/* A mark in a value is only a value. */
static void
test_marks_in_values (void)
{
  JkkXmlNode *node = jkk_xml_node_new (NULL, "name", "urn:x");

  jkk_xml_node_set_text (node, "{name}{detail}%s%n", strlen ("{name}{detail}%s%n"));
  JkkFault *fault = from_schema (XML_SCHEMAV_CVC_PATTERN_VALID, "Element '{urn:x}name': …", node);
  g_assert_nonnull (strstr (fault->text, "“{name}{detail}%s%n”"));
  jkk_fault_free (fault);
  jkk_xml_node_free (node);
}

static void
test_replaceable (void)
{
  const xmlError value = { .code = XML_SCHEMAV_CVC_PATTERN_VALID,
                           .message = (char *) "Element '{urn:x}a': [facet 'pattern'] …" };
  const xmlError attribute = { .code = XML_SCHEMAV_CVC_PATTERN_VALID,
                               .message = (char *) "Element '{urn:x}a', attribute 'b': [facet 'pattern'] …" };
  const xmlError missing = { .code = XML_SCHEMAV_ELEMENT_CONTENT,
                             .message = (char *) "Element 'a': Missing child element(s)." };
  const xmlError unexpected = { .code = XML_SCHEMAV_ELEMENT_CONTENT,
                                .message = (char *) "Element 'a': This element is not expected." };

  g_assert_true (jkk_xml_fault_is_replaceable (&value));
  g_assert_true (jkk_xml_fault_is_replaceable (&unexpected));
  g_assert_false (jkk_xml_fault_is_replaceable (&attribute));
  g_assert_false (jkk_xml_fault_is_replaceable (&missing));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xml-fault/errors of the parser have codes of their own", test_parser);
  g_test_add_func ("/xml-fault/raw words never stand alone", test_raw_words);
  g_test_add_func ("/xml-fault/errors of the schema name element, attribute and value", test_schema);
  g_test_add_func ("/xml-fault/a long value is cut", test_long_values);
  g_test_add_func ("/xml-fault/a value with marks is repeated as it is", test_marks_in_values);
  g_test_add_func ("/xml-fault/only sentences about values may be replaced", test_replaceable);
  return g_test_run ();
}
