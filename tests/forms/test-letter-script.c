#include "jkk-letter-script.h"

static void
test_lines_become_a_tree (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkLetterScript) script = jkk_letter_script_parse (
      "x", "# note\nletter Surat\nneeds payout\nif a\n  para b\n  each c\n    bullet d\npara e\n", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (script->name, ==, "Surat");
  g_assert_true (script->needs_payout);
  g_assert_cmpuint (script->nodes->len, ==, 2);
  const JkkLetterNode *first = script->nodes->pdata[0], *last = script->nodes->pdata[1];
  g_assert_cmpint (first->word, ==, JKK_LETTER_IF);
  g_assert_cmpuint (first->children->len, ==, 2);
  const JkkLetterNode *each = first->children->pdata[1];
  g_assert_cmpint (each->word, ==, JKK_LETTER_EACH);
  g_assert_cmpuint (each->children->len, ==, 1);
  g_assert_cmpstr (last->text, ==, "e");
  g_assert_cmpuint (last->line, ==, 8);
}

static void
test_what_cannot_be_read_is_refused (void)
{
  static const char *const sources[] = { "",
                                         "letter X\n",
                                         "letter X\nparagraph y\n",
                                         "letter X\npara y\n  para z\n",
                                         "letter X\n para y\n",
                                         "letter X\nif\n  para y\n",
                                         "para y\n" };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (jkk_letter_script_parse ("x", sources[i], &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letter-script/tree", test_lines_become_a_tree);
  g_test_add_func ("/letter-script/refused", test_what_cannot_be_read_is_refused);
  return g_test_run ();
}
