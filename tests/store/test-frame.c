#include "jkk-frame.h"

#include <string.h>

static GByteArray *
sample (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\0\1\2", 3);
  GByteArray *frame = jkk_frame_start (JKK_FRAME_RUN);

  jkk_frame_add_number (frame, 42);
  jkk_frame_add_number (frame, G_MAXINT64);
  jkk_frame_add_number (frame, -1);
  jkk_frame_add_number (frame, JKK_NONE);
  jkk_frame_add_text (frame, "Kantor Cabang “Contoh”");
  jkk_frame_add_text (frame, "");
  jkk_frame_add_text (frame, NULL);
  jkk_frame_add_bytes (frame, bytes);
  return frame;
}

/* What goes over a line: the frame with its length. */
static GBytes *
on_the_line (GByteArray *frame)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  g_assert_true (jkk_frame_send (stream, frame, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static JkkFrame *
receive (gconstpointer data, gsize length, gsize longest, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) length, NULL);

  return jkk_frame_receive (stream, longest, NULL, error);
}

static void
test_what_is_sent_is_received (void)
{
  g_autoptr (GBytes) line = on_the_line (sample ());
  gsize length;
  gconstpointer data = g_bytes_get_data (line, &length);
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkFrame) frame = receive (data, length, 1000, &error);

  g_assert_no_error (error);
  g_assert_cmpint (frame->kind, ==, JKK_FRAME_RUN);
  g_assert_cmpint (jkk_frame_take_number (frame), ==, 42);
  g_assert_cmpint (jkk_frame_take_number (frame), ==, G_MAXINT64);
  g_assert_cmpint (jkk_frame_take_number (frame), ==, -1);
  g_assert_cmpint (jkk_frame_take_number (frame), ==, JKK_NONE);
  g_assert_cmpstr (jkk_frame_take_text (frame), ==, "Kantor Cabang “Contoh”");
  g_assert_cmpstr (jkk_frame_take_text (frame), ==, "");
  g_assert_null (jkk_frame_take_text (frame));
  g_autoptr (GBytes) bytes = jkk_frame_take_bytes (frame);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "\0\1\2", 3);
  g_assert_false (frame->is_broken);
  g_assert_cmpuint (frame->at, ==, frame->length);
}

static void
take_all (JkkFrame *frame)
{
  for (guint i = 0; i < 7; i++)
    jkk_frame_take (frame);
  g_autoptr (GBytes) bytes = jkk_frame_take_bytes (frame);
  g_assert_true (bytes != NULL || frame->is_broken);
}

static void
test_a_frame_cut_anywhere_is_refused (void)
{
  g_autoptr (GBytes) line = on_the_line (sample ());
  gsize length;
  const guint8 *data = g_bytes_get_data (line, &length);

  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JkkFrame) frame = receive (data, i, 1000, &error);

      g_assert_null (frame);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
    }
}

/* Also one that is whole by its own length, but ends in the middle of a value. */
static void
test_a_value_that_is_not_whole_breaks_its_frame (void)
{
  g_autoptr (GBytes) line = on_the_line (sample ());
  gsize length;
  const guint8 *data = g_bytes_get_data (line, &length);

  for (gsize i = 5; i < length; i++)
    {
      g_autofree guint8 *cut = g_memdup2 (data, i);
      guint32 little = GUINT32_TO_LE ((guint32) i - 4);
      memcpy (cut, &little, 4);
      g_autoptr (JkkFrame) frame = receive (cut, i, 1000, NULL);

      take_all (frame);
      g_assert_true (frame->is_broken);
    }
}

static void
test_a_changed_byte_never_reads_beyond (void)
{
  g_autoptr (GBytes) line = on_the_line (sample ());
  gsize length;
  const guint8 *data = g_bytes_get_data (line, &length);

  for (gsize i = 5; i < length; i++)
    for (guint bit = 0; bit < 8; bit++)
      {
        g_autofree guint8 *changed = g_memdup2 (data, length);
        changed[i] ^= (guint8) (1u << bit);
        g_autoptr (JkkFrame) frame = receive (changed, length, 1000, NULL);

        take_all (frame);
        g_assert_cmpuint (frame->at, <=, frame->length);
      }
}

static void
test_a_text_that_is_none_breaks_its_frame (void)
{
  static const char *const bad[] = { "\xff\xfe", "a\xc3", "\xed\xa0\x80" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      GByteArray *sent = jkk_frame_start (JKK_FRAME_OK);
      jkk_frame_add_text (sent, bad[i]);
      g_autoptr (GBytes) line = on_the_line (sent);
      g_autoptr (JkkFrame) frame = receive (g_bytes_get_data (line, NULL), g_bytes_get_size (line), 1000, NULL);

      g_assert_null (jkk_frame_take_text (frame));
      g_assert_true (frame->is_broken);
    }
}

static void
test_a_wrong_kind_of_value_breaks_its_frame (void)
{
  g_autoptr (GBytes) line = on_the_line (sample ());
  g_autoptr (JkkFrame) frame = receive (g_bytes_get_data (line, NULL), g_bytes_get_size (line), 1000, NULL);

  g_assert_null (jkk_frame_take_text (frame));
  g_assert_true (frame->is_broken);
  /* Nothing after it is believed. */
  g_assert_cmpint (jkk_frame_take_number (frame), ==, JKK_NONE);
}

static void
test_no_memory_is_taken_for_what_is_no_frame (void)
{
  static const guint8 bad[][5] = {
    { 0, 0, 0, 0, JKK_FRAME_OK },             /* no room for its kind */
    { 0xff, 0xff, 0xff, 0xff, JKK_FRAME_OK }, /* 4 GiB */
    { 0xea, 0x03, 0, 0, JKK_FRAME_OK },       /* one more than allowed */
    { 1, 0, 0, 0, 0 },                        /* of no kind */
    { 1, 0, 0, 0, JKK_FRAME_LAST + 1 },       /* of no kind */
    { 'G', 'E', 'T', ' ', '/' },              /* somebody looks for a web page */
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (receive (bad[i], 5, 1000, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/frame/what_is_sent_is_received", test_what_is_sent_is_received);
  g_test_add_func ("/store/frame/a_frame_cut_anywhere_is_refused", test_a_frame_cut_anywhere_is_refused);
  g_test_add_func ("/store/frame/a_value_that_is_not_whole_breaks_its_frame",
                   test_a_value_that_is_not_whole_breaks_its_frame);
  g_test_add_func ("/store/frame/a_changed_byte_never_reads_beyond", test_a_changed_byte_never_reads_beyond);
  g_test_add_func ("/store/frame/a_text_that_is_none_breaks_its_frame", test_a_text_that_is_none_breaks_its_frame);
  g_test_add_func ("/store/frame/a_wrong_kind_of_value_breaks_its_frame", test_a_wrong_kind_of_value_breaks_its_frame);
  g_test_add_func ("/store/frame/no_memory_is_taken_for_what_is_no_frame",
                   test_no_memory_is_taken_for_what_is_no_frame);
  return g_test_run ();
}
