#include "jkk-settings.h"

#include <glib/gstdio.h>

#include "jkk-desk-settings.h"

static void
test_a_desk_without_installed_schemas_has_settings_all_the_same (void)
{
  GSettingsSchemaSource *installed = g_settings_schema_source_get_default ();

  g_assert_true (installed == NULL || g_settings_schema_source_lookup (installed, "id.santun.Santun", TRUE) == NULL);
  g_assert_nonnull (jkk_settings ());
  g_assert_cmpint (g_settings_get_int (jkk_settings (), "window-width"), ==, 1366);
  g_assert_true (g_settings_set_int (jkk_settings (), "window-width", 1500));
  g_assert_cmpint (g_settings_get_int (jkk_settings (), "window-width"), ==, 1500);
  g_assert_nonnull (jkk_desk_settings_get ());
  g_assert_false (jkk_desk_settings_get_expanded ("nothing"));
}

static void
test_a_schema_that_nobody_has_is_no_end (void)
{
  g_assert_null (jkk_settings_open ("id.santun.Unknown"));
}

static void
test_nothing_is_left_behind (void)
{
  g_autoptr (GDir) folder = g_dir_open (g_get_tmp_dir (), 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    g_assert_false (g_str_has_prefix (name, "santun-settings-"));
}

int
main (int argc, char *argv[])
{
  g_autofree char *empty = g_dir_make_tmp ("santun-empty-XXXXXX", NULL);

  /* As on a machine where the program was only copied; temporary files go where the test can look. */
  g_unsetenv ("GSETTINGS_SCHEMA_DIR");
  g_setenv ("XDG_DATA_DIRS", empty, TRUE);
  g_setenv ("TMPDIR", empty, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settings/a-desk-without-installed-schemas-has-settings-all-the-same",
                   test_a_desk_without_installed_schemas_has_settings_all_the_same);
  g_test_add_func ("/settings/a-schema-that-nobody-has-is-no-end", test_a_schema_that_nobody_has_is_no_end);
  g_test_add_func ("/settings/nothing-is-left-behind", test_nothing_is_left_behind);
  int status = g_test_run ();

  g_assert_cmpint (g_rmdir (empty), ==, 0);
  return status;
}
