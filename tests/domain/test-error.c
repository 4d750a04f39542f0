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

static void
test_what_the_machine_said_stands_apart (void)
{
  g_autoptr (GError) storage =
      g_error_new (JKK_ERROR, JKK_ERROR_STORAGE, "Diska rusak. Periksalah.\ndisk I/O error, 10");
  g_autoptr (GError) plain = g_error_new (JKK_ERROR, JKK_ERROR_STORAGE, "Diska penuh.");
  g_autoptr (GError) list = g_error_new (JKK_ERROR, JKK_ERROR_INVALID, "Isilah:\nnama");
  g_autofree char *first = jkk_error_sentence (storage), *second = jkk_error_sentence (plain);
  g_autofree char *third = jkk_error_sentence (list);

  g_assert_cmpstr (first, ==, "Diska rusak. Periksalah.");
  g_assert_cmpstr (jkk_error_detail (storage), ==, "disk I/O error, 10");
  g_assert_cmpstr (second, ==, "Diska penuh.");
  g_assert_null (jkk_error_detail (plain));
  g_assert_cmpstr (third, ==, "Isilah:\nnama");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/set-str", test_setting_a_text_tells_whether_it_changed);
  g_test_add_func ("/error/what-the-machine-said-stands-apart", test_what_the_machine_said_stands_apart);
  return g_test_run ();
}
