#include "jkk-error.h"

static void
test_setting_a_text_tells_whether_it_changed (void)
{
  g_autofree char *text = NULL;

  g_assert_false (jkk_set_str (&text, NULL));
  g_assert_false (jkk_set_str (&text, ""));
  g_assert_true (jkk_set_str (&text, "satu"));
  g_assert_false (jkk_set_str (&text, "satu"));
  g_assert_true (jkk_set_str (&text, text + 2));
  g_assert_cmpstr (text, ==, "tu");
  g_assert_true (jkk_set_str (&text, ""));
  g_assert_null (text);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/set-str", test_setting_a_text_tells_whether_it_changed);
  return g_test_run ();
}
