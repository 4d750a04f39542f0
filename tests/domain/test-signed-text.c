#include "jkk-signed-text.h"

#include "jkk-day.h"

#include <string.h>

static char *
make (const char *name, const char *value)
{
  GString *text = jkk_signed_text_new ("santun-uji-1");

  jkk_signed_text_add (text, "first", "x");
  jkk_signed_text_add (text, name, value);
  jkk_signed_text_add_number (text, "number", -7);
  jkk_signed_text_add_number (text, "none", JKK_NONE);
  return g_string_free (text, FALSE);
}

static void
test_it_reads_as_it_was_written (void)
{
  static const char *const values[] = { "", "Siti", "a=b", "dua\nbaris\t%0a", "\xc3\xa9 100%", "\x7f" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *text = make ("value", values[i]), *value = jkk_signed_text_get (text, "value");

      g_assert_cmpstr (value, ==, values[i]);
      g_assert_cmpint (jkk_signed_text_get_number (text, "number"), ==, -7);
      g_assert_cmpint (jkk_signed_text_get_number (text, "none"), ==, JKK_NONE);
      g_assert_true (jkk_signed_text_is (text, "santun-uji-1"));
      g_assert_false (jkk_signed_text_is (text, "santun-uji"));
      /* A value cannot look like another line. */
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
      g_assert_cmpuint (g_strv_length (lines), ==, 6);
    }
}

static void
test_nothing_and_the_empty_value_are_not_the_same (void)
{
  g_autofree char *nothing = make ("value", NULL), *empty = make ("value", "");
  g_autofree char *a = jkk_signed_text_get (nothing, "value"), *b = jkk_signed_text_get (empty, "value");

  g_assert_null (a);
  g_assert_cmpstr (b, ==, "");
  g_assert_cmpstr (nothing, !=, empty);
}

static void
test_differences_are_named (void)
{
  g_autofree char *a = make ("value", "1"), *b = make ("value", "2"), *c = make ("other", "1");
  g_auto (GStrv) same = jkk_signed_text_differences (a, a), one = jkk_signed_text_differences (a, b);
  g_auto (GStrv) two = jkk_signed_text_differences (a, c);

  g_assert_cmpuint (g_strv_length (same), ==, 0);
  g_assert_cmpuint (g_strv_length (one), ==, 1);
  g_assert_cmpstr (one[0], ==, "value");
  g_assert_cmpuint (g_strv_length (two), ==, 2);
  g_assert_cmpstr (two[0], ==, "value");
  g_assert_cmpstr (two[1], ==, "other");
}

static void
test_a_long_text_is_said_by_its_hash (void)
{
  GString *text = jkk_signed_text_new ("santun-uji-1");

  jkk_signed_text_add_hash (text, "facts", "abc");
  g_autofree char *done = g_string_free (text, FALSE), *hash = jkk_signed_text_get (done, "facts");
  g_assert_cmpstr (hash, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signed-text/it_reads_as_it_was_written", test_it_reads_as_it_was_written);
  g_test_add_func ("/signed-text/nothing_and_the_empty_value", test_nothing_and_the_empty_value_are_not_the_same);
  g_test_add_func ("/signed-text/differences_are_named", test_differences_are_named);
  g_test_add_func ("/signed-text/a_long_text_is_said_by_its_hash", test_a_long_text_is_said_by_its_hash);
  return g_test_run ();
}
