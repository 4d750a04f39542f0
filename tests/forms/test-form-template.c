#include "jkk-form-template.h"

#include "jkk-form-map.h"
#include "sample-paper.h"

static void
test_names_are_counted (void)
{
  g_assert_true (jkk_form_template_is_called ("nama", "nama", 1));
  g_assert_true (jkk_form_template_is_called ("nama", "nama", 2));
  g_assert_true (jkk_form_template_is_called ("nama#2", "nama", 2));
  g_assert_false (jkk_form_template_is_called ("nama#2", "nama", 1));
  g_assert_false (jkk_form_template_is_called ("nama#2", "nam", 2));
  g_assert_false (jkk_form_template_is_called ("nama", "nama peserta", 1));
  /* Where the sign belongs to the name itself. */
  g_assert_true (jkk_form_template_is_called ("no#1", "no#1", 1));
}

static void
test_fields_are_read_line_by_line (void)
{
  g_assert_cmpint (jkk_form_template_compare (100, 10, 200, 5), <, 0);
  g_assert_cmpint (jkk_form_template_compare (200, 5, 100, 10), >, 0);
  g_assert_cmpint (jkk_form_template_compare (100, 10, 101, 5), >, 0);
  g_assert_cmpint (jkk_form_template_compare (100, 5, 100, 5), ==, 0);
}

static JkkForm *
form_of (GBytes *template)
{
  static const char text[] = "text participant.name participant.name Nama\n";
  g_autoptr (GBytes) map = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  return jkk_form_map_parse ("OWN", map, template, faults, NULL);
}

/* One of our own templates is as good as any. */
static void
test_a_good_template_is_proven (void)
{
  g_autoptr (JkkForm) form = form_of (jkk_form_get_built_in ("KK1", NULL)->template);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) surplus = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (jkk_form_template_check (form, faults, surplus, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpuint (surplus->len, >, 20);
  g_assert_true (jkk_form_template_prove (form, &error));
  g_assert_true (jkk_form_template_prove (form, &error));
}

static void
test_a_broken_template_is_never_proven (void)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (jkk_form_get_built_in ("KK1", NULL)->template, &length);
  g_autoptr (GBytes) half = g_bytes_new (data, 100);
  g_autoptr (JkkForm) form = form_of (half);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (jkk_form_template_prove (form, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-template/names-are-counted", test_names_are_counted);
  g_test_add_func ("/form-template/fields-are-read-line-by-line", test_fields_are_read_line_by_line);
  g_test_add_func ("/form-template/a-good-template-is-proven", test_a_good_template_is_proven);
  g_test_add_func ("/form-template/a-broken-template-is-never-proven", test_a_broken_template_is_never_proven);
  return g_test_run ();
}
