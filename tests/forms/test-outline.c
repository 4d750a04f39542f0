#include "jkk-outline.h"

#include <string.h>

/* DejaVu, which the desk is built with, has Arabic letters and joins them. */
#define ARABIC "محمد عبد الرحمن"
/* A character that Unicode keeps free. */
#define NOBODY_HAS 0x10fffd

static void
test_knows_which_letters_have_outlines (void)
{
  g_assert_true (jkk_outline_can_show (0x0645));
  g_assert_true (jkk_outline_can_show (0x0416));
  g_assert_true (jkk_outline_can_show (' '));
  g_assert_false (jkk_outline_can_show (NOBODY_HAS));
}

static void
test_measures_letters_as_they_are_joined (void)
{
  double width = jkk_outline_measure (JKK_TYPEFACE_REGULAR, ARABIC, 10), apart = 0;

  for (const char *at = ARABIC; *at != '\0'; at = g_utf8_next_char (at))
    {
      g_autofree char *letter = g_strndup (at, (gsize) (g_utf8_next_char (at) - at));

      apart += jkk_outline_measure (JKK_TYPEFACE_REGULAR, letter, 10);
    }
  g_assert_cmpfloat (width, >, 30);
  g_assert_cmpfloat (width, <, apart);
  g_assert_cmpfloat_with_epsilon (jkk_outline_measure (JKK_TYPEFACE_REGULAR, ARABIC, 20), 2 * width, 0.001);
  g_assert_cmpfloat (jkk_outline_measure (JKK_TYPEFACE_BOLD, "Житков", 10), >,
                     jkk_outline_measure (JKK_TYPEFACE_REGULAR, "Житков", 10));
}

static void
test_tells_letters_from_left_to_right (void)
{
  static const char line[] = "A" ARABIC;
  g_autoptr (GArray) letters = jkk_outline_letters (JKK_TYPEFACE_REGULAR, line, 10);
  const JkkOutlineLetter *all = (const JkkOutlineLetter *) (gpointer) letters->data;
  gsize length = 0;

  g_assert_cmpuint (letters->len, ==, g_utf8_strlen (line, -1));
  /* The Arabic part is read from the right: its last letter is seen next to the A. */
  g_assert_cmpuint (all[0].start, ==, 0);
  g_assert_cmpuint (all[1].start, ==, strlen (line) - 2);
  g_assert_cmpuint (all[letters->len - 1].start, ==, 1);
  for (guint i = 0; i < letters->len; i++)
    {
      g_assert_cmpfloat (all[i].width, >, 0);
      g_assert_true (i == 0 || all[i].x > all[i - 1].x);
      length += all[i].length;
    }
  g_assert_cmpuint (length, ==, strlen (line));
}

static void
test_keeps_marks_with_their_letters (void)
{
  g_autoptr (GArray) letters = jkk_outline_letters (JKK_TYPEFACE_REGULAR, "Ж\u0301б", 10);
  const JkkOutlineLetter *all = (const JkkOutlineLetter *) (gpointer) letters->data;

  g_assert_cmpuint (letters->len, ==, 2);
  g_assert_cmpuint (all[0].length, ==, 4);
  g_assert_cmpuint (all[1].start, ==, 4);
}

static void
test_fills_outlines_where_it_is_told (void)
{
  g_autoptr (GString) ops = g_string_new (NULL);

  jkk_outline_append (ops, JKK_TYPEFACE_REGULAR, ARABIC, 10, 20, 30);
  g_assert_true (g_str_has_prefix (ops->str, "q 0.010000 0 0 0.010000 20 30 cm\n"));
  g_assert_true (g_str_has_suffix (ops->str, "h\nf Q\n"));
}

static double
right_end (const char *ops)
{
  g_auto (GStrv) rows = g_strsplit (ops, "\n", -1);
  double right = 0;

  for (guint i = 0; rows[i] != NULL; i++)
    if (g_str_has_suffix (rows[i], " l") || g_str_has_suffix (rows[i], " m"))
      right = MAX (right, g_ascii_strtod (rows[i], NULL));
  return right;
}

/* cairo leaves out what is far from where it draws. */
static void
test_draws_long_lines_to_their_end (void)
{
  g_autoptr (GString) line = g_string_new ("Ж"), ops = g_string_new (NULL);

  while (line->len < 400)
    g_string_append (line, " Житков");
  double width = jkk_outline_measure (JKK_TYPEFACE_REGULAR, line->str, 1000);
  jkk_outline_append (ops, JKK_TYPEFACE_REGULAR, line->str, 1000, 0, 0);
  g_assert_cmpfloat (right_end (ops->str), >, width - 200);
  g_assert_cmpfloat (right_end (ops->str), <=, width);
}

static gpointer
measure_often (gpointer data)
{
  for (int i = 0; i < 200; i++)
    {
      g_autofree char *line = g_strdup_printf ("Ж %d", i);

      g_assert_cmpfloat (jkk_outline_measure (JKK_TYPEFACE_REGULAR, line, 10), >, 0);
    }
  return NULL;
}

static void
test_any_thread_may_ask (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("measure", measure_often, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outline/knows-which-letters-have-outlines", test_knows_which_letters_have_outlines);
  g_test_add_func ("/outline/measures-letters-as-they-are-joined", test_measures_letters_as_they_are_joined);
  g_test_add_func ("/outline/tells-letters-from-left-to-right", test_tells_letters_from_left_to_right);
  g_test_add_func ("/outline/keeps-marks-with-their-letters", test_keeps_marks_with_their_letters);
  g_test_add_func ("/outline/fills-outlines-where-it-is-told", test_fills_outlines_where_it_is_told);
  g_test_add_func ("/outline/draws-long-lines-to-their-end", test_draws_long_lines_to_their_end);
  g_test_add_func ("/outline/any-thread-may-ask", test_any_thread_may_ask);
  return g_test_run ();
}
