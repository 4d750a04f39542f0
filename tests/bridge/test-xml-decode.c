#include "jkk-xml-decode.h"

#include <string.h>

/* Decodes what must be readable. */
static char *
decoded (const char *bytes, gsize length)
{
  gsize n = 0;
  JkkFault *fault = NULL;
  char *text = jkk_xml_decode (bytes, length, &n, &fault);

  g_assert_null (fault);
  g_assert_nonnull (text);
  g_assert_cmpuint (strlen (text), ==, n);
  return text;
}

static void
expect (const char *bytes, gsize length, const char *text)
{
  g_autofree char *found = decoded (bytes, length);

  g_assert_cmpstr (found, ==, text);
}

static void
expect_fault (const char *bytes, gsize length, const char *code, int line, int column)
{
  gsize n = 0;
  JkkFault *fault = NULL;

  g_assert_null (jkk_xml_decode (bytes, length, &n, &fault));
  g_assert_nonnull (fault);
  g_assert_cmpstr (fault->code, ==, code);
  g_assert_cmpint (fault->line, ==, line);
  g_assert_cmpint (fault->column, ==, column);
  jkk_fault_free (fault);
}

/* The text in another encoding, with the mark of Unicode where wanted. */
static void
expect_charset (const char *text, const char *charset, const char *mark)
{
  gsize length = 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *converted = g_convert (text, -1, charset, "UTF-8", NULL, &length, &error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_assert_no_error (error);
  g_byte_array_append (bytes, (const guint8 *) mark, (guint) strlen (mark));
  g_byte_array_append (bytes, (const guint8 *) converted, (guint) length);
  expect ((const char *) bytes->data, bytes->len, text);
}

static void
test_utf8 (void)
{
  expect ("<a>é中😀</a>", strlen ("<a>é中😀</a>"), "<a>é中😀</a>");
  expect_charset ("<a>é</a>", "UTF-8", "\xef\xbb\xbf");
  expect_charset ("<?xml version='1.0' encoding='utf-8'?><a>é</a>", "UTF-8", "");
}

static void
test_utf16 (void)
{
  static const char text[] = "<?xml version='1.0' encoding='UTF-16'?>\n<a>é中😀</a>";

  expect_charset (text, "UTF-16LE", "\xff\xfe");
  expect_charset (text, "UTF-16BE", "\xfe\xff");
  expect_charset (text, "UTF-16LE", "");
  expect_charset (text, "UTF-16BE", "");
}

static void
test_one_byte (void)
{
  expect_charset ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>é</a>", "ISO-8859-1", "");
  expect_charset ("<?xml version = '1.0' encoding = 'iso-8859-1' ?><a>é</a>", "ISO-8859-1", "");
  expect_charset ("<?xml version='1.0' encoding='Windows-1252'?><a>“é”</a>", "WINDOWS-1252", "");
  expect_charset ("<?xml version='1.0' encoding='ISO-8859-15'?><a>€</a>", "ISO-8859-15", "");
}

/* The mark is in the bytes and cannot be mistaken; the declaration is a claim. */
static void
test_mark_wins (void)
{
  expect_charset ("<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>", "UTF-8", "\xef\xbb\xbf");
}

static void
test_wrong_bytes (void)
{
  static const char latin[] = "<a>\n  <b>caf\xe9</b></a>", cut[] = "<a>\n<b>\xc3";
  static const char odd[] = "\xff\xfe<\0a\0>\0\n\0x\0y";
  static const char lie[] = "<?xml version='1.0' encoding='UTF-16'?><a/>";
  static const char hole[] = "<?xml version='1.0' encoding='windows-1252'?>\n<a>ok\x81</a>";

  expect_fault (latin, sizeof latin - 1, "encoding-wrong", 2, 9);
  expect_fault (cut, sizeof cut - 1, "encoding-wrong", 2, 4);
  expect_fault (odd, sizeof odd - 1, "encoding-wrong", 2, 2);
  expect_fault (lie, sizeof lie - 1, "encoding-wrong", 1, 1);
  expect_fault (hole, sizeof hole - 1, "encoding-wrong", 2, 6);
  expect_fault ("<a>\xed\xa0\x80</a>", 10, "encoding-wrong", 1, 4); /* half of a pair */
  expect_fault ("<a>\xc0\xbc/a>", 8, "encoding-wrong", 1, 4);       /* a "<" in two bytes */
}

static void
test_unknown_encodings (void)
{
  static const char ebcdic[] = "<?xml version='1.0' encoding='IBM037'?><a/>", seven[] = "<?xml encoding='UTF-7'?><a/>";

  expect_fault (ebcdic, sizeof ebcdic - 1, "encoding-unknown", 1, 1);
  expect_fault (seven, sizeof seven - 1, "encoding-unknown", 1, 1);
  expect_fault ("\xff\xfe\0\0<\0\0\0", 8, "encoding-unknown", 1, 1);
  expect_fault ("<\0\0\0a\0\0\0", 8, "encoding-unknown", 1, 1);
}

static void
test_forbidden_characters (void)
{
  expect_fault ("<a>\nb\0c</a>", 11, "character-forbidden", 2, 2);
  expect_fault ("<a>\x1b</a>", 8, "character-forbidden", 1, 4);
  expect_fault ("<a>é\xef\xbf\xbf</a>", 12, "character-forbidden", 1, 5);
  expect ("<a>\t\r\n\x7f</a>", 11, "<a>\t\r\n\x7f</a>");
}

static void
test_every_cut (void)
{
  static const char text[] = "<?xml version='1.0' encoding='UTF-16'?><a>é😀</a>";
  gsize length = 0;
  g_autofree char *wide = g_convert (text, -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);

  for (gsize n = 1; n < length; n++)
    {
      g_autofree char *part = g_memdup2 (wide, n);
      gsize decoded_length = 0;
      JkkFault *fault = NULL;
      g_autofree char *found = jkk_xml_decode (part, n, &decoded_length, &fault);

      g_assert_true ((found == NULL) == (fault != NULL));
      g_clear_pointer (&fault, jkk_fault_free);
    }
}

static void
test_locate (void)
{
  int line, column;

  jkk_xml_locate ("ab\ncé<", 0, &line, &column);
  g_assert_cmpint (line * 100 + column, ==, 101);
  jkk_xml_locate ("ab\ncé<", strlen ("ab\ncé"), &line, &column);
  g_assert_cmpint (line * 100 + column, ==, 203);
}

/* What is kept is UTF-8 and says so, or the next reader would look for bytes that are no longer there. */
static void
test_what_is_kept_says_what_it_is (void)
{
  static const char latin[] = "<?xml version='1.0' encoding='ISO-8859-1'?>\n<a>\xe9</a>";
  static const char plain[] = "<?xml version='1.0' encoding='utf-8'?><a>é</a>";
  g_autofree char *from_latin = jkk_xml_to_utf8 (latin, strlen (latin));
  g_autofree char *same = jkk_xml_to_utf8 (plain, strlen (plain));
  g_autofree char *bare = jkk_xml_to_utf8 ("\xef\xbb\xbf<a/>", 7);

  g_assert_cmpstr (from_latin, ==, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a>é</a>");
  g_assert_cmpstr (same, ==, plain);
  g_assert_cmpstr (bare, ==, "<a/>");
  g_assert_null (jkk_xml_to_utf8 ("\xff", 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xml-decode/UTF-8 with and without mark and claim", test_utf8);
  g_test_add_func ("/xml-decode/UTF-16 in both orders, with and without mark", test_utf16);
  g_test_add_func ("/xml-decode/encodings of one byte as declared", test_one_byte);
  g_test_add_func ("/xml-decode/the mark is believed before the declaration", test_mark_wins);
  g_test_add_func ("/xml-decode/wrong bytes have line and column", test_wrong_bytes);
  g_test_add_func ("/xml-decode/other encodings are named and refused", test_unknown_encodings);
  g_test_add_func ("/xml-decode/control characters are refused", test_forbidden_characters);
  g_test_add_func ("/xml-decode/a text cut off anywhere is text or fault", test_every_cut);
  g_test_add_func ("/xml-decode/a place is counted in characters", test_locate);
  g_test_add_func ("/xml-decode/kept", test_what_is_kept_says_what_it_is);
  return g_test_run ();
}
