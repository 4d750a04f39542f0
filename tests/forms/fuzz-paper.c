/* Any bytes as a file from elsewhere: everything that the helper does with one, in this process. Beyond not crashing:
 * an answer is one that the other end accepts, and what is read from a form can be put into a case. */

#include "jkk-foreign.h"

#include <stdint.h>

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
expect (gboolean holds)
{
  if (!holds)
    g_error ("This must not be.");
}

/* Poppler tells of each fault of a file; here they are many. */
static GLogWriterOutput
silent_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  return (level & G_LOG_LEVEL_ERROR) != 0 ? g_log_writer_default (level, fields, n_fields, user_data)
                                          : G_LOG_WRITER_HANDLED;
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  g_log_set_writer_func (silent_cb, NULL, NULL);
  return 0;
}

static guint
check_opened (JkkForeign *foreign)
{
  const JkkWireRequest request = { JKK_WIRE_MAGIC, JKK_WIRE_OPEN, 0, 0 };
  g_autoptr (GByteArray) out = g_byte_array_new ();

  expect (jkk_foreign_answer (foreign, &request, out) == JKK_WIRE_OK);
  JkkWireCursor cursor = { out->data, out->len, FALSE };
  g_autofree char *type = jkk_wire_take_text (&cursor);
  guint n_pages = (guint) jkk_wire_take_number (&cursor, 1, JKK_WIRE_MAX_PAGES);
  for (guint i = 0; i < 2 * n_pages; i++)
    jkk_wire_take_number (&cursor, 1000, 14400 * 1000);
  expect (jkk_wire_is_done (&cursor));
  return n_pages;
}

static void
check_box (JkkWireCursor *cursor)
{
  for (int i = 0; i < 4; i++)
    jkk_wire_take_number (cursor, -14400 * 1000, 14400 * 1000);
}

static void
check_text (JkkForeign *foreign)
{
  const JkkWireRequest request = { JKK_WIRE_MAGIC, JKK_WIRE_TEXT, 0, 0 };
  g_autoptr (GByteArray) out = g_byte_array_new ();

  expect (jkk_foreign_answer (foreign, &request, out) == JKK_WIRE_OK);
  JkkWireCursor cursor = { out->data, out->len, FALSE };
  g_autofree char *text = jkk_wire_take_text (&cursor);
  expect (jkk_wire_is_done (&cursor));
}

static void
check_fields (JkkForeign *foreign, guint n_pages)
{
  const JkkWireRequest request = { JKK_WIRE_MAGIC, JKK_WIRE_FIELDS, 0, 0 };
  g_autoptr (GByteArray) out = g_byte_array_new ();

  if (jkk_foreign_answer (foreign, &request, out) != JKK_WIRE_OK)
    return;
  JkkWireCursor cursor = { out->data, out->len, FALSE };
  gint64 n = jkk_wire_take_number (&cursor, 0, JKK_WIRE_MAX_FIELDS);
  for (gint64 i = 0; i < n; i++)
    {
      jkk_wire_take_number (&cursor, 0, n_pages - 1);
      g_autofree char *name = jkk_wire_take_text (&cursor), *text = jkk_wire_take_text (&cursor);
      jkk_wire_take_number (&cursor, 0, 1);
      check_box (&cursor);
    }
  expect (jkk_wire_is_done (&cursor));
}

static void
check_codes (JkkForeign *foreign)
{
  const JkkWireRequest request = { JKK_WIRE_MAGIC, JKK_WIRE_CODES, 0, 0 };
  g_autoptr (GByteArray) out = g_byte_array_new ();

  expect (jkk_foreign_answer (foreign, &request, out) == JKK_WIRE_OK);
  JkkWireCursor cursor = { out->data, out->len, FALSE };
  gint64 n = jkk_wire_take_number (&cursor, 0, JKK_WIRE_MAX_CODES);
  for (gint64 i = 0; i < n; i++)
    {
      g_autofree char *text = jkk_wire_take_text (&cursor);
      check_box (&cursor);
    }
  expect (jkk_wire_is_done (&cursor));
}

static void
check_picture (JkkForeign *foreign, guint page)
{
  cairo_surface_t *surface = NULL;
  JkkWireStatus status = jkk_foreign_render (foreign, page, JKK_WIRE_SCALE / 4, &surface);

  expect ((status == JKK_WIRE_OK) == (surface != NULL));
  g_clear_pointer (&surface, cairo_surface_destroy);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  JkkWireStatus status = JKK_WIRE_OK;
  g_autoptr (JkkForeign) foreign = jkk_foreign_new (bytes, &status);

  expect ((foreign != NULL) == (status == JKK_WIRE_OK));
  if (foreign == NULL)
    return 0;
  guint n_pages = check_opened (foreign);
  check_text (foreign);
  check_fields (foreign, n_pages);
  check_picture (foreign, 0);
  /* These take long; a part of the files is enough to find what breaks there. */
  if (size % 4 == 0)
    check_picture (foreign, n_pages - 1);
  if (size % 32 == 0)
    check_codes (foreign);
  return 0;
}
