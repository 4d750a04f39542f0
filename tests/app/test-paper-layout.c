#include "jkk-paper-layout.h"

#include <math.h>

/* Where pages stand: at every zoom, turned or not, on whole device pixels. */

#define A4_WIDTH 595.28
#define A4_HEIGHT 841.89

static JkkPaperLayout *
layout_of (guint n_pages, int zoom, guint turns, int width)
{
  JkkPaperLayout *layout = jkk_paper_layout_new ();

  for (guint i = 0; i < n_pages; i++)
    jkk_paper_layout_add_page (layout, A4_WIDTH, A4_HEIGHT);
  jkk_paper_layout_set_zoom (layout, zoom);
  jkk_paper_layout_set_turns (layout, turns);
  jkk_paper_layout_allocate (layout, width);
  return layout;
}

static void
test_the_widest_page_fits_its_place (void)
{
  g_autoptr (JkkPaperLayout) layout = jkk_paper_layout_new ();

  jkk_paper_layout_add_page (layout, 300, 400);
  jkk_paper_layout_add_page (layout, 600, 400);
  jkk_paper_layout_allocate (layout, 616);
  graphene_rect_t narrow = jkk_paper_layout_get_box (layout, 0), wide = jkk_paper_layout_get_box (layout, 1);
  g_assert_cmpfloat (jkk_paper_layout_get_scale (layout), ==, 1);
  g_assert_cmpfloat (wide.size.width, ==, 600);
  g_assert_cmpfloat (wide.origin.x, ==, 8);
  g_assert_cmpfloat (narrow.size.width, ==, 300);
  g_assert_cmpfloat (narrow.origin.x, ==, 158);
  g_assert_cmpfloat (wide.origin.y, ==, narrow.origin.y + narrow.size.height + 8);
  g_assert_cmpint (jkk_paper_layout_measure_height (layout, 616), ==, 3 * 8 + 800);
}

static void
test_a_hundred_percent_is_the_size_on_paper (void)
{
  g_autoptr (JkkPaperLayout) layout = layout_of (1, 100, 0, 2000);

  g_assert_cmpint (jkk_paper_layout_get_percent (layout), ==, 100);
  g_assert_cmpfloat (jkk_paper_layout_get_box (layout, 0).size.width, ==, ceilf ((float) (A4_WIDTH * 96 / 72)));
  g_assert_cmpint (jkk_paper_layout_measure_width (layout), ==, (int) ceil (A4_WIDTH * 96 / 72) + 16);
}

/* At a scale factor of two half a CSS pixel is a whole one of the screen. */
static void
test_pages_end_on_device_pixels (void)
{
  for (int grid = 1; grid <= 3; grid++)
    for (int zoom = 25; zoom <= 400; zoom += 7)
      {
        g_autoptr (JkkPaperLayout) layout = layout_of (2, zoom, 0, 700);

        jkk_paper_layout_set_grid (layout, grid);
        jkk_paper_layout_allocate (layout, 700);
        graphene_rect_t box = jkk_paper_layout_get_box (layout, 1);
        double pixels = (double) box.size.width * grid;
        g_assert_cmpfloat_with_epsilon (pixels, round (pixels), 1e-3);
        g_assert_cmpfloat_with_epsilon (pixels, ceil (A4_WIDTH * jkk_paper_layout_get_scale (layout) * grid), 1e-3);
      }
}

static void
test_what_stands_somewhere_is_found_there_however_it_is_turned (void)
{
  for (guint turns = 0; turns < 4; turns++)
    {
      g_autoptr (JkkPaperLayout) layout = layout_of (3, 130, turns, 900);
      graphene_rect_t place = jkk_paper_layout_place (layout, 1, 100, 40, 60, 12);
      graphene_rect_t box = jkk_paper_layout_get_box (layout, 1);
      guint page = 99;
      double x = 0, y = 0;

      g_assert_cmpint (box.size.width > box.size.height, ==, turns % 2 == 1);
      g_assert_true (graphene_rect_contains_rect (&box, &place));
      g_assert_cmpint (place.size.width > place.size.height, ==, turns % 2 == 0);
      g_assert_true (jkk_paper_layout_find (layout, (double) (place.origin.x + place.size.width / 2),
                                            (double) (place.origin.y + place.size.height / 2), &page, &x, &y));
      g_assert_cmpuint (page, ==, 1);
      g_assert_cmpfloat_with_epsilon (x, 130, 0.01);
      g_assert_cmpfloat_with_epsilon (y, 46, 0.01);
    }
}

/* Clockwise: what stood at the left of the top stands at its right. */
static void
test_a_quarter_turn_is_clockwise (void)
{
  g_autoptr (JkkPaperLayout) layout = layout_of (1, 100, 1, 2000);
  graphene_rect_t box = jkk_paper_layout_get_box (layout, 0);
  graphene_rect_t corner = jkk_paper_layout_place (layout, 0, 0, 0, 10, 10);

  g_assert_cmpfloat_with_epsilon (corner.origin.x + corner.size.width, box.origin.x + box.size.width, 1);
  g_assert_cmpfloat_with_epsilon (corner.origin.y, box.origin.y, 0.01f);
}

static void
test_beside_the_pages_there_is_nothing (void)
{
  g_autoptr (JkkPaperLayout) layout = layout_of (2, 50, 0, 900);
  g_autoptr (JkkPaperLayout) empty = jkk_paper_layout_new ();
  guint page;
  double x, y;

  g_assert_false (jkk_paper_layout_find (layout, 2, 100, &page, &x, &y));
  g_assert_false (jkk_paper_layout_find (layout, 450, 3, &page, &x, &y));
  g_assert_false (jkk_paper_layout_find (layout, 450, 1e6, &page, &x, &y));
  g_assert_true (jkk_paper_layout_find (layout, 450, 100, &page, &x, &y));
  jkk_paper_layout_allocate (empty, 500);
  g_assert_false (jkk_paper_layout_find (empty, 100, 100, &page, &x, &y));
  g_assert_cmpuint (jkk_paper_layout_get_page_at (empty, 100), ==, 0);
}

static void
test_the_page_at_a_height_is_found_among_many (void)
{
  g_autoptr (JkkPaperLayout) layout = layout_of (500, 100, 0, 1000);

  for (guint i = 0; i < 500; i++)
    {
      graphene_rect_t box = jkk_paper_layout_get_box (layout, i);

      g_assert_cmpuint (jkk_paper_layout_get_page_at (layout, (double) box.origin.y), ==, i);
      g_assert_cmpuint (jkk_paper_layout_get_page_at (layout, (double) (box.origin.y + box.size.height) - 1), ==, i);
      g_assert_cmpuint (jkk_paper_layout_get_page_at (layout, (double) box.origin.y - 4), ==, i);
    }
  g_assert_cmpuint (jkk_paper_layout_get_page_at (layout, -5), ==, 0);
  g_assert_cmpuint (jkk_paper_layout_get_page_at (layout, 1e9), ==, 499);
}

static void
test_sizes_go_in_steps (void)
{
  g_assert_cmpint (jkk_paper_layout_step (100, 1), ==, 110);
  g_assert_cmpint (jkk_paper_layout_step (104, 1), ==, 110);
  g_assert_cmpint (jkk_paper_layout_step (104, -1), ==, 100);
  g_assert_cmpint (jkk_paper_layout_step (25, -1), ==, 25);
  g_assert_cmpint (jkk_paper_layout_step (12, -1), ==, 25);
  g_assert_cmpint (jkk_paper_layout_step (600, 1), ==, 600);
}

static void
test_a_page_without_a_size_is_seen_all_the_same (void)
{
  g_autoptr (JkkPaperLayout) layout = jkk_paper_layout_new ();

  jkk_paper_layout_add_page (layout, 0, 0);
  jkk_paper_layout_add_page (layout, NAN, 10);
  jkk_paper_layout_allocate (layout, 611);
  g_assert_cmpfloat (jkk_paper_layout_get_box (layout, 0).size.height, ==, 842);
  g_assert_cmpfloat (jkk_paper_layout_get_box (layout, 1).size.height, ==, 842);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/paper-layout/" path, function)
  ADD ("the-widest-page-fits-its-place", test_the_widest_page_fits_its_place);
  ADD ("a-hundred-percent-is-the-size-on-paper", test_a_hundred_percent_is_the_size_on_paper);
  ADD ("pages-end-on-device-pixels", test_pages_end_on_device_pixels);
  ADD ("what-stands-somewhere-is-found-there-however-it-is-turned",
       test_what_stands_somewhere_is_found_there_however_it_is_turned);
  ADD ("a-quarter-turn-is-clockwise", test_a_quarter_turn_is_clockwise);
  ADD ("beside-the-pages-there-is-nothing", test_beside_the_pages_there_is_nothing);
  ADD ("the-page-at-a-height-is-found-among-many", test_the_page_at_a_height_is_found_among_many);
  ADD ("sizes-go-in-steps", test_sizes_go_in_steps);
  ADD ("a-page-without-a-size-is-seen-all-the-same", test_a_page_without_a_size_is_seen_all_the_same);
  return g_test_run ();
}
