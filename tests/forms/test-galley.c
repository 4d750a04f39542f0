#include "jkk-galley.h"

#include <string.h>

#include "sample-paper.h"

static JkkPaper *
print (JkkGalley *galley)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = jkk_galley_print (galley, "Judul", "Kaki", 1777111200, &error);

  g_assert_no_error (error);
  assert_sound (bytes);
  return open_paper (bytes);
}

static void
add_line (JkkGalley *galley, const char *name, guint number, gboolean keep)
{
  g_autofree char *text = g_strdup_printf ("%s-%u-", name, number);

  jkk_galley_add (galley, JKK_STYLE_TEXT, 0, JKK_GALLEY_WIDTH, text);
  jkk_galley_end_block (galley, keep);
}

static JkkPaperBox
find_one (JkkPaper *paper, guint page, const char *text)
{
  g_autoptr (GArray) boxes = jkk_paper_find (paper, page, text);

  g_assert_cmpuint (boxes->len, ==, 1);
  return g_array_index (boxes, JkkPaperBox, 0);
}

static guint
page_of (JkkPaper *paper, const char *text)
{
  for (guint page = 0; page < jkk_paper_get_n_pages (paper); page++)
    {
      g_autoptr (GArray) boxes = jkk_paper_find (paper, page, text);

      if (boxes->len > 0)
        return page;
    }
  g_test_message ("“%s” is on no page", text);
  g_assert_not_reached ();
}

static void
test_columns_stand_side_by_side (void)
{
  g_autoptr (JkkGalley) galley = jkk_galley_new ();

  jkk_galley_add (galley, JKK_STYLE_LABEL, 0, 80, "Peserta");
  jkk_galley_add (galley, JKK_STYLE_TEXT, 100, 200, "Siti");
  jkk_galley_add_right (galley, JKK_STYLE_STRONG, 300, 171, "5.466.667");
  jkk_galley_end_block (galley, FALSE);
  jkk_galley_add_right (galley, JKK_STYLE_STRONG, 300, 171, "350.000");
  jkk_galley_end_block (galley, FALSE);

  g_autoptr (JkkPaper) paper = print (galley);
  JkkPaperBox label = find_one (paper, 0, "Peserta"), name = find_one (paper, 0, "Siti");
  JkkPaperBox large = find_one (paper, 0, "5.466.667"), small = find_one (paper, 0, "350.000");
  g_assert_cmpfloat_with_epsilon (label.y, name.y, 4);
  g_assert_cmpfloat_with_epsilon (name.x - label.x, 100, 1.5);
  /* Amounts end on one line, figure under figure. */
  g_assert_cmpfloat_with_epsilon (large.x + large.width, small.x + small.width, 0.5);
  g_assert_cmpfloat (small.y, >, large.y);
}

static void
test_long_texts_break_into_lines_of_their_column (void)
{
  g_autoptr (JkkGalley) galley = jkk_galley_new ();

  jkk_galley_add (galley, JKK_STYLE_TEXT, 0, 60, "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh");
  jkk_galley_end_block (galley, FALSE);
  g_autoptr (JkkPaper) paper = print (galley);
  JkkPaperBox last = find_one (paper, 0, "sepuluh");
  g_assert_cmpfloat (last.y, >, find_one (paper, 0, "satu").y + 30);
  g_assert_cmpfloat (last.x + last.width, <, 62 + 61);
}

static void
test_every_line_is_on_some_page (void)
{
  g_autoptr (JkkGalley) galley = jkk_galley_new ();

  for (guint i = 0; i < 200; i++)
    add_line (galley, "baris", i, FALSE);
  g_autoptr (JkkPaper) paper = print (galley);
  g_assert_cmpuint (jkk_paper_get_n_pages (paper), ==, 4);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *text = g_strdup_printf ("baris-%u-", i);
      JkkPaperBox box = find_one (paper, page_of (paper, text), text);

      g_assert_cmpfloat (box.y + box.height, <, 842 - 44);
    }
}

static void
test_a_heading_is_not_left_behind (void)
{
  for (guint before = 40; before < 64; before++)
    {
      g_autoptr (JkkGalley) galley = jkk_galley_new ();

      for (guint i = 0; i < before; i++)
        add_line (galley, "baris", i, FALSE);
      add_line (galley, "kepala", 1, TRUE);
      jkk_galley_rule (galley, 1);
      add_line (galley, "pokok", 1, FALSE);
      g_autoptr (JkkPaper) paper = print (galley);
      g_assert_cmpuint (page_of (paper, "kepala-1-"), ==, page_of (paper, "pokok-1-"));
    }
}

static void
test_what_keeps_together_longer_than_a_page_is_cut_all_the_same (void)
{
  g_autoptr (JkkGalley) galley = jkk_galley_new ();

  for (guint i = 0; i < 150; i++)
    add_line (galley, "baris", i, TRUE);
  g_autoptr (JkkPaper) paper = print (galley);
  g_assert_cmpuint (jkk_paper_get_n_pages (paper), ==, 3);
  g_assert_cmpuint (page_of (paper, "baris-149-"), ==, 2);
}

static void
test_white_space_vanishes_at_the_head_of_a_page (void)
{
  g_autoptr (JkkGalley) galley = jkk_galley_new ();

  for (guint i = 0; i < 40; i++)
    {
      add_line (galley, "baris", i, FALSE);
      jkk_galley_space (galley, 40);
    }
  g_autoptr (JkkPaper) paper = print (galley);
  g_autofree char *text = jkk_paper_get_text (paper, 1);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 2);
  g_assert_cmpfloat (find_one (paper, 1, lines[0]).y, <, 60);
}

static void
test_pages_are_counted_at_their_foot (void)
{
  g_autoptr (JkkGalley) galley = jkk_galley_new ();

  for (guint i = 0; i < 70; i++)
    add_line (galley, "baris", i, FALSE);
  g_autoptr (JkkPaper) paper = print (galley);
  for (guint page = 0; page < 2; page++)
    {
      g_autofree char *text = jkk_paper_get_text (paper, page), *count = g_strdup_printf ("%u", page + 1);

      assert_says (text, "Kaki");
      g_assert_nonnull (g_strrstr (text, count));
    }
}

static void
test_no_text_gives_no_crash (void)
{
  g_autoptr (JkkGalley) galley = jkk_galley_new ();

  jkk_galley_add (galley, JKK_STYLE_TEXT, 0, 100, "");
  jkk_galley_add (galley, JKK_STYLE_TEXT, 100, 100, "\xff\xfe rusak");
  jkk_galley_end_block (galley, FALSE);
  g_autoptr (JkkPaper) paper = print (galley);
  g_assert_cmpuint (jkk_paper_get_n_pages (paper), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/galley/columns-stand-side-by-side", test_columns_stand_side_by_side);
  g_test_add_func ("/galley/long-texts-break-into-lines-of-their-column",
                   test_long_texts_break_into_lines_of_their_column);
  g_test_add_func ("/galley/every-line-is-on-some-page", test_every_line_is_on_some_page);
  g_test_add_func ("/galley/a-heading-is-not-left-behind", test_a_heading_is_not_left_behind);
  g_test_add_func ("/galley/what-keeps-together-longer-than-a-page-is-cut-all-the-same",
                   test_what_keeps_together_longer_than_a_page_is_cut_all_the_same);
  g_test_add_func ("/galley/white-space-vanishes-at-the-head-of-a-page",
                   test_white_space_vanishes_at_the_head_of_a_page);
  g_test_add_func ("/galley/pages-are-counted-at-their-foot", test_pages_are_counted_at_their_foot);
  g_test_add_func ("/galley/no-text-gives-no-crash", test_no_text_gives_no_crash);
  return g_test_run ();
}
