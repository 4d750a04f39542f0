#include "jkk-xml-scan.h"
#include "jkk-xml.h"

#include <string.h>

static GArray *
scan (const char *text, char **root_tag)
{
  JkkFault *fault = NULL;
  GArray *places = jkk_xml_scan (text, strlen (text), root_tag, &fault);

  g_assert_null (fault);
  return places;
}

static void
expect_places (const char *text, guint n, const JkkXmlPlace *expected)
{
  g_autofree char *root_tag = NULL;
  g_autoptr (GArray) places = scan (text, &root_tag);

  g_assert_cmpuint (places->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (g_array_index (places, JkkXmlPlace, i).line, ==, expected[i].line);
      g_assert_cmpint (g_array_index (places, JkkXmlPlace, i).column, ==, expected[i].column);
    }
}

static void
test_places (void)
{
  static const JkkXmlPlace nested[] = { { 1, 1 }, { 2, 3 }, { 3, 1 } };
  static const JkkXmlPlace beside[] = { { 1, 1 }, { 1, 5 }, { 1, 10 } };

  expect_places ("<a>\n  <b x='1'>é</b>\n<c/></a>", 3, nested);
  expect_places ("<a>é<b/>😀<c/></a>", 3, beside);
}

/* What looks like a tag inside of these is none. */
static void
test_disguises (void)
{
  static const JkkXmlPlace one[] = { { 1, 1 } };
  static const JkkXmlPlace late[] = { { 2, 1 } };

  expect_places ("<a><!-- <b> --><![CDATA[<c>]]><?pi <d>?></a>", 1, one);
  expect_places ("<a x='<b>' y=\"/><c>\"></a>", 1, one);
  expect_places ("<?xml version='1.0'?><!-- <x> -->\n<a/>", 1, late);
}

static void
test_root_tag (void)
{
  g_autofree char *root_tag = NULL, *none = NULL;
  g_autoptr (GArray) places = scan ("<?xml version='1.0'?>\n<k:a xmlns:k='u' v='>'/>", &root_tag);
  g_autoptr (GArray) nothing = scan ("no tag at all", &none);

  g_assert_cmpstr (root_tag, ==, "<k:a xmlns:k='u' v='>'/");
  g_assert_null (none);
  g_assert_cmpuint (nothing->len, ==, 0);
}

static void
expect_fault (const char *text, const char *code, int line, int column)
{
  JkkFault *fault = NULL;
  g_autofree char *root_tag = NULL;
  g_autoptr (GArray) places = jkk_xml_scan (text, strlen (text), &root_tag, &fault);

  g_assert_null (places);
  g_assert_nonnull (fault);
  g_assert_cmpstr (fault->code, ==, code);
  g_assert_cmpint (fault->line, ==, line);
  g_assert_cmpint (fault->column, ==, column);
  jkk_fault_free (fault);
}

static void
test_declarations (void)
{
  expect_fault ("<?xml version='1.0'?>\n <!DOCTYPE a><a/>", "doctype", 2, 2);
  expect_fault ("<!ENTITY a 'b'>", "doctype", 1, 1);
  expect_fault ("<!", "doctype", 1, 1);
}

static char *
nested (guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, "<a>");
  for (guint i = 0; i < depth; i++)
    g_string_append (text, "</a>");
  return g_string_free (text, FALSE);
}

static char *
with_attributes (guint n)
{
  GString *text = g_string_new ("<a");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, " b%u='='", i);
  return g_string_free (g_string_append (text, "/>"), FALSE);
}

/* What is allowed is allowed to the last, and one more is refused. */
static void
test_limits (void)
{
  g_autofree char *deep = nested (JKK_XML_MAX_DEPTH), *deeper = nested (JKK_XML_MAX_DEPTH + 1);
  g_autofree char *wide = with_attributes (JKK_XML_MAX_ATTRIBUTES),
                  *wider = with_attributes (JKK_XML_MAX_ATTRIBUTES + 1);
  g_autofree char *one = NULL, *two = NULL;
  g_autoptr (GArray) deep_places = scan (deep, &one);
  g_autoptr (GArray) wide_places = scan (wide, &two);

  g_assert_cmpuint (deep_places->len, ==, JKK_XML_MAX_DEPTH);
  g_assert_cmpuint (wide_places->len, ==, 1);
  expect_fault (deeper, "too-deep", 1, JKK_XML_MAX_DEPTH * 3 + 1);
  expect_fault (wider, "tag-too-long", 1, 1);
}

/* Broken texts are the parser's; the scan must only come to its end, inside the memory that it was given. */
static void
test_broken (void)
{
  static const char *const texts[] = { "<",  "<a",     "<a b='",     "</",  "</a", "<!--", "<![CDATA[",
                                       "<?", "<a <b>", "<a b=\"x'>", "]]>", "<>",  "< a>" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gsize length = strlen (texts[i]);
      g_autofree char *exact = g_memdup2 (texts[i], length);
      g_autofree char *root_tag = NULL;
      JkkFault *fault = NULL;
      g_autoptr (GArray) places = jkk_xml_scan (exact, length, &root_tag, &fault);

      g_assert_true ((places == NULL) == (fault != NULL));
      g_clear_pointer (&fault, jkk_fault_free);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xml-scan/each element has its line and column", test_places);
  g_test_add_func ("/xml-scan/what looks like a tag is none inside comments and quotes", test_disguises);
  g_test_add_func ("/xml-scan/the first tag is found behind the prolog", test_root_tag);
  g_test_add_func ("/xml-scan/declarations are refused on sight", test_declarations);
  g_test_add_func ("/xml-scan/limits hold to the last one allowed", test_limits);
  g_test_add_func ("/xml-scan/broken texts come to their end", test_broken);
  return g_test_run ();
}
