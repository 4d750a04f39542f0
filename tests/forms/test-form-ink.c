#include "jkk-form-ink.h"

#include <stdlib.h>
#include <string.h>

static JkkFormField
field_of (JkkFormFieldKind kind, double width, double height)
{
  return (JkkFormField){ .kind = kind, .width = width, .height = height, .size = 9.6, .cells = 4 };
}

/* Sizes and lines that a text was set in. */
static guint
count_lines (const char *ops, double *size)
{
  guint lines = 0;

  for (const char *at = strstr (ops, "/Sans "); at != NULL; at = strstr (at + 1, "/Sans "))
    {
      *size = g_ascii_strtod (at + strlen ("/Sans "), NULL);
      lines++;
    }
  return lines;
}

static void
assert_set (const JkkFormField *field, const char *text, gboolean whole, guint lines, double smallest, double largest)
{
  g_autoptr (GString) ops = g_string_new (NULL);
  double size = 0;

  g_assert_cmpint (jkk_form_ink_text (ops, field, text), ==, whole);
  g_assert_cmpuint (count_lines (ops->str, &size), ==, lines);
  g_assert_cmpfloat (size, >=, smallest);
  g_assert_cmpfloat (size, <=, largest);
}

static void
test_a_short_text_has_the_size_of_its_field (void)
{
  JkkFormField field = field_of (JKK_FORM_TEXT, 100, 16);

  assert_set (&field, "Siti Aminah", TRUE, 1, 9.6, 9.6);
}

static void
test_a_long_text_shrinks (void)
{
  JkkFormField field = field_of (JKK_FORM_TEXT, 100, 12);

  assert_set (&field, "Siti Aminah binti Kartono", TRUE, 1, 7.0, 9.0);
}

static void
test_a_longer_text_takes_two_lines_where_there_is_room (void)
{
  JkkFormField field = field_of (JKK_FORM_TEXT, 100, 16);

  assert_set (&field, "Siti Aminah binti Kartono bin Sumarno", TRUE, 2, 7.0, 7.0);
}

static void
test_what_does_not_fit_is_marked (void)
{
  JkkFormField field = field_of (JKK_FORM_TEXT, 100, 12), lines = field_of (JKK_FORM_LINES, 100, 26);

  assert_set (&field, "Siti Aminah binti Kartono bin Sumarno", FALSE, 1, 7.0, 7.0);
  assert_set (&lines, "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas dua belas tiga belas",
              FALSE, 3, 7.0, 7.0);
}

static void
test_lines_break_where_the_writer_broke_them (void)
{
  JkkFormField field = field_of (JKK_FORM_LINES, 200, 60);

  assert_set (&field, "Jalan Raya\nCikupa\n\nBanten", TRUE, 4, 9.6, 9.6);
}

static void
test_one_line_has_no_breaks (void)
{
  JkkFormField field = field_of (JKK_FORM_TEXT, 200, 16);

  assert_set (&field, "Jalan Raya\nCikupa", TRUE, 1, 9.6, 9.6);
}

static void
test_a_comb_has_a_letter_in_each_cell_and_is_read_as_one_word (void)
{
  JkkFormField field = field_of (JKK_FORM_COMB, 60, 14);
  g_autoptr (GString) ops = g_string_new (NULL);
  double size = 0;

  g_assert_true (jkk_form_ink_text (ops, &field, "12Đ4"));
  g_assert_cmpuint (count_lines (ops->str, &size), ==, 4);
  g_assert_nonnull (strstr (ops->str, "/ActualText <FEFF0031003201100034>"));
}

static void
test_a_comb_that_is_too_short_becomes_a_line (void)
{
  JkkFormField field = field_of (JKK_FORM_COMB, 60, 14);

  assert_set (&field, "12345", TRUE, 1, 9.6, 9.6);
}

static void
test_amounts_end_at_the_right (void)
{
  JkkFormField left = field_of (JKK_FORM_TEXT, 100, 16), right = left;
  g_autoptr (GString) one = g_string_new (NULL), other = g_string_new (NULL);

  right.align = JKK_FORM_RIGHT;
  jkk_form_ink_text (one, &left, "350");
  jkk_form_ink_text (other, &right, "350");
  /* Three figures of 0.556 em, two points from the edge. */
  g_assert_nonnull (strstr (one->str, "Tf 2 "));
  g_assert_nonnull (strstr (other->str, "Tf 81.99 "));
}

static void
test_an_empty_text_draws_nothing (void)
{
  JkkFormField field = field_of (JKK_FORM_TEXT, 100, 16);
  g_autoptr (GString) ops = g_string_new (NULL);

  g_assert_true (jkk_form_ink_text (ops, &field, ""));
  g_assert_cmpstr (ops->str, ==, "");
}

static void
test_a_tick_is_as_large_as_its_box (void)
{
  JkkFormField field = field_of (JKK_FORM_CHECK, 8.2, 8.2);
  g_autoptr (GString) ops = g_string_new (NULL);

  jkk_form_ink_tick (ops, &field);
  g_assert_cmpstr (ops->str, ==, "q 0.82 0 0 0.82 0 0 cm /Ticked Do Q\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-ink/a-short-text-has-the-size-of-its-field", test_a_short_text_has_the_size_of_its_field);
  g_test_add_func ("/form-ink/a-long-text-shrinks", test_a_long_text_shrinks);
  g_test_add_func ("/form-ink/a-longer-text-takes-two-lines-where-there-is-room",
                   test_a_longer_text_takes_two_lines_where_there_is_room);
  g_test_add_func ("/form-ink/what-does-not-fit-is-marked", test_what_does_not_fit_is_marked);
  g_test_add_func ("/form-ink/lines-break-where-the-writer-broke-them", test_lines_break_where_the_writer_broke_them);
  g_test_add_func ("/form-ink/one-line-has-no-breaks", test_one_line_has_no_breaks);
  g_test_add_func ("/form-ink/a-comb-has-a-letter-in-each-cell-and-is-read-as-one-word",
                   test_a_comb_has_a_letter_in_each_cell_and_is_read_as_one_word);
  g_test_add_func ("/form-ink/a-comb-that-is-too-short-becomes-a-line", test_a_comb_that_is_too_short_becomes_a_line);
  g_test_add_func ("/form-ink/amounts-end-at-the-right", test_amounts_end_at_the_right);
  g_test_add_func ("/form-ink/an-empty-text-draws-nothing", test_an_empty_text_draws_nothing);
  g_test_add_func ("/form-ink/a-tick-is-as-large-as-its-box", test_a_tick_is_as_large_as_its_box);
  return g_test_run ();
}
