#include "jkk-read-value.h"

static void
test_a_copy_stands_alone (void)
{
  g_autoptr (JkkReadValue) value = jkk_read_value_new ("participant.name", "Siti");

  value->source = g_strdup ("participant.name#2");
  value->label = g_strdup ("Nama");
  value->remark = g_strdup ("two boxes are ticked");
  value->page = 1;
  value->x = 43600;
  g_autoptr (JkkReadValue) copy = jkk_read_value_copy (value);
  g_free (value->text);
  value->text = g_strdup ("Budi");
  g_assert_cmpstr (copy->text, ==, "Siti");
  g_assert_cmpstr (copy->source, ==, "participant.name#2");
  g_assert_cmpstr (copy->remark, ==, "two boxes are ticked");
  g_assert_cmpstr (copy->label, ==, "Nama");
  g_assert_cmpuint (copy->page, ==, 1);
  g_assert_cmpint (copy->x, ==, 43600);
}

static void
test_is_found_by_path (void)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_read_value_free);

  g_ptr_array_add (values, jkk_read_value_new ("participant.name", "Siti"));
  g_ptr_array_add (values, jkk_read_value_new ("heirs[1].name", "Budi"));
  g_assert_cmpstr (jkk_read_value_find (values, "heirs[1].name")->text, ==, "Budi");
  g_assert_null (jkk_read_value_find (values, "heirs[2].name"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/read-value/a-copy-stands-alone", test_a_copy_stands_alone);
  g_test_add_func ("/read-value/is-found-by-path", test_is_found_by_path);
  return g_test_run ();
}
