#include "jkk-nearest.h"

static const char *
nearest (const char *word)
{
  static const char *names[] = { "name", "number", "treated_until", "treated_from", "accident_day", "wage" };
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (list, (gpointer) names[i]);
  return jkk_nearest (word, list);
}

static void
test_slips (void)
{
  g_assert_cmpstr (nearest ("nmae"), ==, NULL); /* two letters of four: too much to guess */
  g_assert_cmpstr (nearest ("nam"), ==, "name");
  g_assert_cmpstr (nearest ("Name"), ==, "name");
  g_assert_cmpstr (nearest ("numbre"), ==, "number");
  g_assert_cmpstr (nearest ("treated_untill"), ==, "treated_until");
  g_assert_cmpstr (nearest ("treatedfrom"), ==, "treated_from");
  g_assert_cmpstr (nearest ("accident-date"), ==, "accident_day");
  g_assert_cmpstr (nearest ("wage"), ==, "wage");
}

static void
test_strangers (void)
{
  g_autofree char *endless = g_strnfill (100000, 'a');

  g_assert_null (nearest ("lahir"));
  g_assert_null (nearest (""));
  g_assert_null (nearest ("x"));
  g_assert_null (nearest (endless));
}

static void
test_no_names (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_assert_null (jkk_nearest ("name", none));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nearest/a slip of the pen finds its word", test_slips);
  g_test_add_func ("/nearest/a strange word finds none", test_strangers);
  g_test_add_func ("/nearest/of nothing nothing is near", test_no_names);
  return g_test_run ();
}
