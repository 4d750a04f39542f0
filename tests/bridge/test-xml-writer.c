#include "jkk-xml-writer.h"

#include <string.h>

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

static void
expect (JkkXmlWriter *writer, const char *expected)
{
  gsize length = 0;
  g_autofree char *text = jkk_xml_writer_finish (writer, &length);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (strlen (text), ==, length);
}

static void
test_shape (void)
{
  g_autoptr (JkkXmlWriter) writer = jkk_xml_writer_new ("a", "urn:x");

  jkk_xml_writer_attribute (writer, "versi", "1");
  jkk_xml_writer_element (writer, "b", "text");
  jkk_xml_writer_open (writer, "c");
  jkk_xml_writer_number (writer, "d", -5);
  jkk_xml_writer_flag (writer, "e", TRUE);
  jkk_xml_writer_close (writer);
  jkk_xml_writer_open (writer, "f");
  expect (
      writer, HEAD
      "<a xmlns=\"urn:x\" versi=\"1\">\n  <b>text</b>\n  <c>\n    <d>-5</d>\n    <e>ya</e>\n  </c>\n  <f/>\n</a>\n");
}

static void
test_what_is_empty (void)
{
  g_autoptr (JkkXmlWriter) writer = jkk_xml_writer_new ("a", "urn:x");

  jkk_xml_writer_attribute (writer, "no", NULL);
  jkk_xml_writer_element (writer, "b", NULL);
  jkk_xml_writer_number (writer, "c", JKK_NONE);
  jkk_xml_writer_flag (writer, "d", FALSE);
  jkk_xml_writer_element (writer, "e", "");
  expect (writer, HEAD "<a xmlns=\"urn:x\">\n  <e></e>\n</a>\n");
}

static void
test_escapes (void)
{
  g_autoptr (JkkXmlWriter) writer = jkk_xml_writer_new ("a", "urn:\"<&>'\t\n");

  jkk_xml_writer_element (writer, "b", "<&>\"'\t\n\r]]>é");
  expect (writer,
          HEAD "<a xmlns=\"urn:&quot;&lt;&amp;&gt;'&#9;&#10;\">\n  <b>&lt;&amp;&gt;\"'\t\n&#13;]]&gt;é</b>\n</a>\n");
}

/* It stays visible that something stood there. */
static void
test_what_xml_cannot_carry (void)
{
  g_autoptr (JkkXmlWriter) writer = jkk_xml_writer_new ("a", "urn:x");

  jkk_xml_writer_element (writer, "b", "x\x01y\x1bz\xef\xbf\xbf.\xff.");
  expect (writer, HEAD "<a xmlns=\"urn:x\">\n  <b>x\ufffdy\ufffdz\ufffd.\ufffd.</b>\n</a>\n");
}

static void
test_comments (void)
{
  g_autoptr (JkkXmlWriter) writer = jkk_xml_writer_new ("a", "urn:x");

  jkk_xml_writer_comment (writer, "one -- two --- three-");
  jkk_xml_writer_open (writer, "b");
  jkk_xml_writer_comment (writer, "<c> & \x01");
  expect (writer, HEAD
          "<a xmlns=\"urn:x\">\n  <!-- one - - two - - - three- -->\n  <b>\n    <!-- <c> & \ufffd -->\n  </b>\n</a>\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xml-writer/one value has one spelling", test_shape);
  g_test_add_func ("/xml-writer/what is empty is not written", test_what_is_empty);
  g_test_add_func ("/xml-writer/signs of XML are escaped", test_escapes);
  g_test_add_func ("/xml-writer/what XML cannot carry leaves a mark", test_what_xml_cannot_carry);
  g_test_add_func ("/xml-writer/a comment ends where it should", test_comments);
  return g_test_run ();
}
