#include "jkk-typeface.h"

static void
assert_printable (const char *text, const char *expected)
{
  g_autofree char *printable = jkk_typeface_printable (text);

  g_assert_cmpstr (printable, ==, expected);
}

static void
test_shows_latin_letters_of_all_countries_as_they_are (void)
{
  assert_printable ("Łukasz Đorđević Nguyễn Ǧ €½ “…”", "Łukasz Đorđević Nguyễn Ǧ €½ “…”");
  assert_printable ("Raden Ajêng Påncåwati, ʿAbd ar-Raḥmān, Ḍiyāʾ", "Raden Ajêng Påncåwati, ʿAbd ar-Raḥmān, Ḍiyāʾ");
}

static void
test_composes_what_came_in_pieces (void)
{
  assert_printable ("Nguye\u0302\u0303n", "Nguyễn");
}

/* What no typeface of any computer has: a character that Unicode keeps free. */
#define NOBODY_HAS "\U0010fffd"

static void
test_replaces_what_no_typeface_has_by_a_square (void)
{
  assert_printable (NOBODY_HAS " Ali " NOBODY_HAS, "□ Ali □");
  assert_printable ("\xff!", "□!");
  g_assert_true (jkk_typeface_lacks ("Ali " NOBODY_HAS));
  g_assert_false (jkk_typeface_lacks ("Ali □"));
  g_assert_false (jkk_typeface_lacks ("Łukasz"));
}

#define ARABIC "محمد عبد الرحمن"

#define ARABIC "محمد عبد الرحمن"

static void
test_draws_letters_of_other_scripts_as_outlines (void)
{
  g_autoptr (GString) ops = g_string_new (NULL), own = g_string_new (NULL);

  assert_printable (ARABIC, ARABIC);
  g_assert_true (jkk_typeface_has ("Łukasz"));
  g_assert_false (jkk_typeface_has (ARABIC));
  jkk_typeface_append (ops, JKK_TYPEFACE_REGULAR, ARABIC, 10, 20, 30);
  /* What is read last is seen first. */
  g_assert_true (g_str_has_prefix (ops->str, "q BT 3 Tr /Sans 10 Tf /Span << /ActualText <FEFF0646> >> BDC "));
  g_assert_nonnull (strstr (ops->str, "EMC\nET Q\nq 0.010000 0 0 0.010000 20 30 cm\n"));
  /* A line of one's own letters is none of this. */
  jkk_typeface_append (own, JKK_TYPEFACE_REGULAR, "Ali", 10, 20, 30);
  g_assert_cmpstr (own->str, ==, "BT /Sans 10 Tf 20 30 Td <0041006C0069> Tj ET\n");
}

static void
test_keeps_what_joins_letters (void)
{
  assert_printable ("می‌خواهم", "می‌خواهم");
  assert_printable ("a\u200cb", "ab");
}

static void
test_drops_controls_and_keeps_lines (void)
{
  assert_printable ("a\r\nb\rc\td\u200be\a\ufefff", "a\nb\nc def");
}

static void
test_measures_by_the_widths_of_the_face (void)
{
  /* Figures of Liberation Sans are 556 thousandths wide, all of them. */
  g_assert_cmpfloat_with_epsilon (jkk_typeface_measure (JKK_TYPEFACE_REGULAR, "0123456789", 10), 55.6, 0.001);
  g_assert_cmpfloat (jkk_typeface_measure (JKK_TYPEFACE_BOLD, "Wali", 10), >,
                     jkk_typeface_measure (JKK_TYPEFACE_REGULAR, "Wali", 10));
}

static void
test_breaks_lines_at_spaces (void)
{
  g_autoptr (GPtrArray) lines = jkk_typeface_wrap (JKK_TYPEFACE_REGULAR, "satu dua  tiga\nempat", 10, 45);

  g_assert_cmpuint (lines->len, ==, 3);
  g_assert_cmpstr (lines->pdata[0], ==, "satu dua");
  g_assert_cmpstr (lines->pdata[1], ==, "tiga");
  g_assert_cmpstr (lines->pdata[2], ==, "empat");
}

static void
test_parts_an_address_behind_a_mark (void)
{
  g_autoptr (GPtrArray) lines = jkk_typeface_wrap (JKK_TYPEFACE_REGULAR, "personalia@maju-bersama.example", 10, 90);
  g_autoptr (GPtrArray) short_lines = jkk_typeface_wrap (JKK_TYPEFACE_REGULAR, "a@personaliabersama", 10, 60);

  g_assert_cmpstr (lines->pdata[0], ==, "personalia@maju-");
  g_assert_cmpstr (lines->pdata[1], ==, "bersama.example");
  g_assert_cmpuint (lines->len, ==, 2);
  /* Not where the line would stay half empty. */
  g_assert_cmpstr (short_lines->pdata[0], !=, "a@");
}

static void
test_breaks_a_word_only_when_it_is_wider_than_a_line (void)
{
  g_autoptr (GPtrArray) lines = jkk_typeface_wrap (JKK_TYPEFACE_REGULAR, "ya 0123456789012345", 10, 30);
  g_autoptr (GString) joined = g_string_new (NULL);

  g_assert_cmpstr (lines->pdata[0], ==, "ya");
  for (guint i = 1; i < lines->len; i++)
    {
      g_assert_cmpfloat (jkk_typeface_measure (JKK_TYPEFACE_REGULAR, lines->pdata[i], 10), <=, 30);
      g_string_append (joined, lines->pdata[i]);
    }
  g_assert_cmpstr (joined->str, ==, "0123456789012345");
}

static void
test_ends_even_when_no_letter_fits (void)
{
  g_autoptr (GPtrArray) lines = jkk_typeface_wrap (JKK_TYPEFACE_REGULAR, "WWW", 10, 1);

  g_assert_cmpuint (lines->len, ==, 3);
}

static void
test_writes_letters_as_their_unicode_numbers (void)
{
  g_autoptr (GString) ops = g_string_new (NULL);

  jkk_typeface_append (ops, JKK_TYPEFACE_BOLD, "Łễ", 9.5, 10, -2.25);
  g_assert_cmpstr (ops->str, ==, "BT /Bold 9.50 Tf 10 -2.25 Td <01411EC5> Tj ET\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/typeface/shows-latin-letters-of-all-countries-as-they-are",
                   test_shows_latin_letters_of_all_countries_as_they_are);
  g_test_add_func ("/typeface/composes-what-came-in-pieces", test_composes_what_came_in_pieces);
  g_test_add_func ("/typeface/replaces-what-no-typeface-has-by-a-square",
                   test_replaces_what_no_typeface_has_by_a_square);
  g_test_add_func ("/typeface/draws-letters-of-other-scripts-as-outlines",
                   test_draws_letters_of_other_scripts_as_outlines);
  g_test_add_func ("/typeface/keeps-what-joins-letters", test_keeps_what_joins_letters);
  g_test_add_func ("/typeface/drops-controls-and-keeps-lines", test_drops_controls_and_keeps_lines);
  g_test_add_func ("/typeface/measures-by-the-widths-of-the-face", test_measures_by_the_widths_of_the_face);
  g_test_add_func ("/typeface/breaks-lines-at-spaces", test_breaks_lines_at_spaces);
  g_test_add_func ("/typeface/breaks-a-word-only-when-it-is-wider-than-a-line",
                   test_breaks_a_word_only_when_it_is_wider_than_a_line);
  g_test_add_func ("/typeface/ends-even-when-no-letter-fits", test_ends_even_when_no_letter_fits);
  g_test_add_func ("/typeface/writes-letters-as-their-unicode-numbers", test_writes_letters_as_their_unicode_numbers);
  g_test_add_func ("/typeface/parts-an-address-behind-a-mark", test_parts_an_address_behind_a_mark);
  return g_test_run ();
}
