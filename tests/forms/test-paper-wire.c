#include "jkk-paper-wire.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void
test_numbers_and_texts_come_back (void)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();

  jkk_wire_put_number (out, -7);
  jkk_wire_put_text (out, "Łukasz");
  jkk_wire_put_text (out, NULL);
  JkkWireCursor cursor = { out->data, out->len, FALSE };
  g_assert_cmpint (jkk_wire_take_number (&cursor, -10, 10), ==, -7);
  g_autofree char *name = jkk_wire_take_text (&cursor), *empty = jkk_wire_take_text (&cursor);
  g_assert_cmpstr (name, ==, "Łukasz");
  g_assert_cmpstr (empty, ==, "");
  g_assert_true (jkk_wire_is_done (&cursor));
}

static void
test_bounds_are_kept (void)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();

  jkk_wire_put_number (out, 11);
  jkk_wire_put_number (out, 5);
  JkkWireCursor cursor = { out->data, out->len, FALSE };
  g_assert_cmpint (jkk_wire_take_number (&cursor, 0, 10), ==, 0);
  g_assert_true (cursor.broken);
  /* Nothing after that counts any more. */
  g_assert_cmpint (jkk_wire_take_number (&cursor, 0, 10), ==, 0);
  g_assert_false (jkk_wire_is_done (&cursor));
}

static void
test_a_text_longer_than_the_answer_is_broken (void)
{
  const gint64 promised = 40000;
  JkkWireCursor cursor = { (const guint8 *) &promised, sizeof promised, FALSE };
  g_autofree char *text = jkk_wire_take_text (&cursor);

  g_assert_cmpstr (text, ==, "");
  g_assert_true (cursor.broken);
}

static void
test_long_texts_are_cut_between_characters (void)
{
  g_autoptr (GString) text = g_string_new ("x");
  g_autoptr (GByteArray) out = g_byte_array_new ();

  while (text->len < JKK_WIRE_MAX_TEXT + 100)
    g_string_append (text, "é");
  jkk_wire_put_text (out, text->str);
  JkkWireCursor cursor = { out->data, out->len, FALSE };
  g_autofree char *taken = jkk_wire_take_text (&cursor);
  g_assert_true (jkk_wire_is_done (&cursor));
  g_assert_cmpuint (strlen (taken), ==, JKK_WIRE_MAX_TEXT - 1);
  g_assert_true (g_str_has_prefix (text->str, taken));
}

static void
test_a_closed_end_is_told (void)
{
  int ends[2];
  char byte = 0;

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, ends), ==, 0);
  g_assert_cmpint (jkk_wire_receive (ends[0], -1, g_get_monotonic_time () + 1, &byte, 1), ==, JKK_WIRE_LATE);
  g_assert_cmpint (jkk_wire_send (ends[1], "a", 1), ==, JKK_WIRE_DONE);
  g_assert_cmpint (jkk_wire_receive (ends[0], -1, -1, &byte, 1), ==, JKK_WIRE_DONE);
  g_assert_cmpint (byte, ==, 'a');
  close (ends[1]);
  g_assert_cmpint (jkk_wire_receive (ends[0], -1, -1, &byte, 1), ==, JKK_WIRE_CLOSED);
  /* No SIGPIPE. */
  g_assert_cmpint (jkk_wire_send (ends[0], "a", 1), ==, JKK_WIRE_CLOSED);
  close (ends[0]);
}

static void
test_pixels_have_limits (void)
{
  guint width = 0, height = 0;

  g_assert_true (jkk_wire_pixel_size (595.28, 841.89, 2 * JKK_WIRE_SCALE, &width, &height));
  g_assert_cmpuint (width, ==, 1191);
  g_assert_cmpuint (height, ==, 1684);
  g_assert_false (jkk_wire_pixel_size (14400, 100, JKK_WIRE_SCALE, &width, &height));
  g_assert_false (jkk_wire_pixel_size (8000, 8000, JKK_WIRE_SCALE, &width, &height));
  g_assert_true (jkk_wire_pixel_size (1, 1, 1, &width, &height));
  g_assert_cmpuint (width, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper-wire/numbers-and-texts-come-back", test_numbers_and_texts_come_back);
  g_test_add_func ("/paper-wire/bounds-are-kept", test_bounds_are_kept);
  g_test_add_func ("/paper-wire/a-text-longer-than-the-answer-is-broken", test_a_text_longer_than_the_answer_is_broken);
  g_test_add_func ("/paper-wire/long-texts-are-cut-between-characters", test_long_texts_are_cut_between_characters);
  g_test_add_func ("/paper-wire/a-closed-end-is-told", test_a_closed_end_is_told);
  g_test_add_func ("/paper-wire/pixels-have-limits", test_pixels_have_limits);
  return g_test_run ();
}
