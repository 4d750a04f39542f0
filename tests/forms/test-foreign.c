/* memmem () */
#define _GNU_SOURCE
#include "jkk-foreign.h"

#include <string.h>

#include "foreign-fixture.h"
#include "jkk-pdf-form.h"
#include "sample-case.h"

static void
is_refused (GBytes *bytes, JkkWireStatus expected)
{
  JkkWireStatus status = JKK_WIRE_OK;
  g_autoptr (JkkForeign) foreign = jkk_foreign_new (bytes, &status);

  g_assert_null (foreign);
  g_assert_cmpint (status, ==, expected);
}

static void
test_tells_locked_from_broken (void)
{
  static const char *const lock[] = { "--encrypt", "a", "b", "256", "--", NULL };
  static const char *const open[] = { "--encrypt", "", "b", "256", "--", NULL };
  g_autoptr (JkkCase) jcase = sample_case ();
  g_autoptr (GBytes) good = jkk_form_fill ("KK3", jcase, NULL, NULL, JKK_FORM_FILLABLE, NULL);
  g_autoptr (GBytes) locked = through_qpdf (good, lock), readable = through_qpdf (good, open), part = cut (good, 600);
  JkkWireStatus status = JKK_WIRE_DAMAGED;

  is_refused (locked, JKK_WIRE_LOCKED);
  is_refused (part, JKK_WIRE_DAMAGED);
  /* Locked against changes only. */
  g_autoptr (JkkForeign) foreign = jkk_foreign_new (readable, &status);
  g_assert_nonnull (foreign);
  g_assert_cmpint (status, ==, JKK_WIRE_OK);
}

static void
test_a_page_that_is_not_there_is_refused (void)
{
  g_autoptr (JkkCase) jcase = sample_case ();
  g_autoptr (GBytes) bytes = jkk_form_fill ("KK3", jcase, NULL, NULL, JKK_FORM_FLAT, NULL);
  JkkWireStatus status;
  g_autoptr (JkkForeign) foreign = jkk_foreign_new (bytes, &status);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  const JkkWireRequest request = { JKK_WIRE_MAGIC, JKK_WIRE_TEXT, 2, 0 };
  cairo_surface_t *surface = NULL;

  g_assert_cmpint (jkk_foreign_answer (foreign, &request, out), ==, JKK_WIRE_NOT_UNDERSTOOD);
  g_assert_cmpint (jkk_foreign_render (foreign, 2, 1, &surface), ==, JKK_WIRE_NOT_UNDERSTOOD);
  g_assert_cmpint (jkk_foreign_render (foreign, 0, 0, &surface), ==, JKK_WIRE_TOO_LARGE);
  g_assert_null (surface);
}

/* Page boxes of any size become sizes that can be drawn. */
static void
test_page_sizes_have_bounds (void)
{
  g_autoptr (JkkCase) jcase = sample_case ();
  g_autoptr (GBytes) pdf = jkk_form_fill ("KK3", jcase, NULL, NULL, JKK_FORM_FLAT, NULL);
  gsize length = 0;
  g_autofree char *data = g_memdup2 (g_bytes_get_data (pdf, &length), g_bytes_get_size (pdf));
  char *box = memmem (data, length, "[0 0 595.28 841.89 ]", 20);

  g_assert_nonnull (box);
  memcpy (box, "[0 0 9999999 0.001 ]", 20);
  g_autoptr (GBytes) odd = g_bytes_new (data, length);
  JkkWireStatus status;
  g_autoptr (JkkForeign) foreign = jkk_foreign_new (odd, &status);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  const JkkWireRequest request = { JKK_WIRE_MAGIC, JKK_WIRE_OPEN, 0, 0 };
  g_assert_nonnull (foreign);
  g_assert_cmpint (jkk_foreign_answer (foreign, &request, out), ==, JKK_WIRE_OK);
  JkkWireCursor cursor = { out->data, out->len, FALSE };
  g_autofree char *type = jkk_wire_take_text (&cursor);
  g_assert_cmpint (jkk_wire_take_number (&cursor, 2, 2), ==, 2);
  for (guint i = 0; i < 4; i++)
    jkk_wire_take_number (&cursor, 1000, 14400 * 1000);
  g_assert_true (jkk_wire_is_done (&cursor));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/foreign/tells-locked-from-broken", test_tells_locked_from_broken);
  g_test_add_func ("/foreign/a-page-that-is-not-there-is-refused", test_a_page_that_is_not_there_is_refused);
  g_test_add_func ("/foreign/page-sizes-have-bounds", test_page_sizes_have_bounds);
  return g_test_run ();
}
