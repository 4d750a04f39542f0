#include "jkk-work-fixture.h"

#include <string.h>

/* A finished paper: parts of its pages, and texts on them. */

static JkkPrintout *
paper_of (Fixture *fixture, const char *code, gboolean fillable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCase) jcase = complete_case ();
  g_autoptr (JkkPayout) payout = jkk_verification_calculate (jcase, jkk_today (), NULL);
  JkkPrintout *printout = jkk_printing_make (fixture->office, code, jcase, payout, NULL, fillable, &error);

  g_assert_no_error (error);
  return printout;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static GArray *
find (JkkPrintout *printout, const char *text)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  jkk_printout_find_async (printout, text, NULL, done_cb, &result);
  GArray *places = jkk_printout_find_finish (wait_for (&result), &error);
  g_assert_no_error (error);
  g_object_unref (result);
  return places;
}

/* The part is what the whole has there, pixel by pixel. */
static void
test_a_part_of_a_page_is_that_part_of_the_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPrintout) printout = paper_of (fixture, "KK2", FALSE);
  g_autoptr (GError) error = NULL;
  const cairo_rectangle_int_t part = { 140, 90, 300, 200 };
  GAsyncResult *result = NULL;
  guint n_dark = 0;

  jkk_printout_render_part_async (printout, 0, 1.5, &part, NULL, done_cb, &result);
  cairo_surface_t *piece = jkk_printout_render_finish (wait_for (&result), &error);
  g_assert_no_error (error);
  cairo_surface_t *whole = jkk_printout_render (printout, 0, 1.5, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cairo_image_surface_get_width (piece), ==, part.width);
  g_assert_cmpint (cairo_image_surface_get_height (piece), ==, part.height);
  for (int y = 0; y < part.height; y++)
    for (int x = 0; x < part.width; x++)
      {
        const guint32 *row = (gpointer) (cairo_image_surface_get_data (piece) +
                                         (gsize) y * (gsize) cairo_image_surface_get_stride (piece));
        const guint32 *other = (gpointer) (cairo_image_surface_get_data (whole) +
                                           (gsize) (y + part.y) * (gsize) cairo_image_surface_get_stride (whole));

        n_dark += (row[x] & 0xff) < 0x80;
        g_assert_cmphex (row[x] & 0xffffff, ==, other[x + part.x] & 0xffffff);
      }
  g_assert_cmpuint (n_dark, >, 100);
  cairo_surface_destroy (piece);
  cairo_surface_destroy (whole);
  g_object_unref (result);
}

/* How many pixels of two pictures differ by more than a little. */
static guint
compare_pictures (JkkPrintout *one, JkkPrintout *other, guint page)
{
  cairo_surface_t *left = jkk_printout_render (one, page, 1, NULL), *right = jkk_printout_render (other, page, 1, NULL);
  int width = cairo_image_surface_get_width (left), height = cairo_image_surface_get_height (left);
  const guint8 *a = cairo_image_surface_get_data (left), *b = cairo_image_surface_get_data (right);
  int stride = cairo_image_surface_get_stride (left);
  guint n_other = 0;

  g_assert_cmpint (cairo_image_surface_get_width (right), ==, width);
  g_assert_cmpint (cairo_image_surface_get_height (right), ==, height);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      n_other += ABS ((int) a[y * stride + 4 * x] - (int) b[y * stride + 4 * x]) > 0x20;
  cairo_surface_destroy (left);
  cairo_surface_destroy (right);
  return n_other;
}

static const JkkPrintoutField *
find_field (GPtrArray *fields, const JkkPrintoutField *like)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const JkkPrintoutField *field = fields->pdata[i];

      if (field->page == like->page && g_str_equal (field->path, like->path) && ABS (field->x - like->x) < 0.02 &&
          ABS (field->y - like->y) < 0.02 && ABS (field->width - like->width) < 0.02 &&
          ABS (field->height - like->height) < 0.02)
        return field;
    }
  return NULL;
}

/* What is seen of a fillable paper is its print copy; whoever opens the saved file must see the same. */
static void
test_a_fillable_paper_looks_like_what_is_saved (Fixture *fixture, gconstpointer data)
{
  guint n_kinds;
  const JkkPaperKind *kinds = jkk_printing_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      if (!kinds[i].fillable)
        continue;
      g_autoptr (GError) error = NULL;
      g_autoptr (JkkPrintout) seen = paper_of (fixture, kinds[i].code, TRUE);
      g_autoptr (JkkPrintout) saved = jkk_printout_new (jkk_printout_get_bytes (seen), kinds[i].code, "", &error);
      g_assert_no_error (error);
      GPtrArray *fields = jkk_printout_get_fields (seen), *real = jkk_printout_get_fields (saved);

      g_assert_cmpuint (jkk_printout_get_n_pages (seen), ==, jkk_printout_get_n_pages (saved));
      for (guint page = 0; page < jkk_printout_get_n_pages (seen); page++)
        g_assert_cmpuint (compare_pictures (seen, saved, page), ==, 0);
      g_assert_cmpuint (fields->len, >, 0);
      g_assert_cmpuint (fields->len, ==, real->len);
      for (guint f = 0; f < real->len; f++)
        g_assert_nonnull (find_field (fields, real->pdata[f]));
    }
}

static void
test_a_text_is_found_where_it_stands (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) jcase = complete_case ();
  g_autoptr (JkkPrintout) flat = paper_of (fixture, "KK2", FALSE);
  g_autoptr (JkkPrintout) fillable = paper_of (fixture, "KK2", TRUE);
  g_autofree char *small = g_utf8_strdown (jcase->participant.name, -1);
  g_autoptr (GArray) on_flat = find (flat, small);
  g_autoptr (GArray) on_fillable = find (fillable, small);
  gboolean in_field = FALSE;

  /* In item 2, and at the head of the second page. */
  g_assert_cmpuint (on_flat->len, ==, 2);
  g_assert_cmpuint (g_array_index (on_flat, JkkPrintoutPlace, 0).page, ==, 0);
  g_assert_cmpuint (g_array_index (on_flat, JkkPrintoutPlace, 1).page, ==, 1);
  g_assert_cmpuint (on_fillable->len, ==, 2);
  const JkkPrintoutPlace *place = &g_array_index (on_flat, JkkPrintoutPlace, 0);
  GPtrArray *fields = jkk_printout_get_fields (fillable);
  for (guint i = 0; i < fields->len; i++)
    {
      const JkkPrintoutField *field = fields->pdata[i];

      if (g_str_equal (field->path, "participant.name") && field->page == 0)
        in_field = in_field || (place->x >= field->x && place->y >= field->y - 1 &&
                                place->y + place->height <= field->y + field->height + 1);
    }
  g_assert_true (in_field);
}

static void
test_places_come_in_the_order_of_reading (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPrintout) printout = paper_of (fixture, "KK1", FALSE);
  g_autoptr (GArray) places = find (printout, "nama");

  g_assert_cmpuint (places->len, >, 3);
  for (guint i = 1; i < places->len; i++)
    {
      const JkkPrintoutPlace *before = &g_array_index (places, JkkPrintoutPlace, i - 1);
      const JkkPrintoutPlace *place = &g_array_index (places, JkkPrintoutPlace, i);

      g_assert_true (place->page > before->page || place->y + place->height > before->y);
    }
}

static void
test_what_stands_nowhere_is_not_found (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPrintout) printout = paper_of (fixture, "KK2", TRUE);
  g_autoptr (GArray) none = find (printout, "tidak tertulis di mana pun");
  g_autoptr (GArray) nothing = find (printout, "");

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (nothing->len, ==, 0);
}

static void
test_looking_can_be_given_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPrintout) printout = paper_of (fixture, "KK2", FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  g_cancellable_cancel (cancellable);
  jkk_printout_find_async (printout, "nama", cancellable, done_cb, &result);
  g_assert_null (jkk_printout_find_finish (wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_object_unref (result);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) fixture_test_add ("/printout/" path, function)
  ADD ("a-part-of-a-page-is-that-part-of-the-whole", test_a_part_of_a_page_is_that_part_of_the_whole);
  ADD ("a-fillable-paper-looks-like-what-is-saved", test_a_fillable_paper_looks_like_what_is_saved);
  ADD ("a-text-is-found-where-it-stands", test_a_text_is_found_where_it_stands);
  ADD ("places-come-in-the-order-of-reading", test_places_come_in_the_order_of_reading);
  ADD ("what-stands-nowhere-is-not-found", test_what_stands_nowhere_is_not_found);
  ADD ("looking-can-be-given-up", test_looking_can_be_given_up);
  return g_test_run ();
}
