#include "jkk-office-store.h"
#include "store-fixture.h"

static void
set (Fixture *fixture, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  jkk_office_store_set (fixture->db, key, value, &error);
  g_assert_no_error (error);
  fixture_commit (fixture);
}

static void
assert_value (Fixture *fixture, const char *key, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = jkk_office_store_get (fixture->db, key, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (value, ==, expected);
}

static void
test_a_setting_is_kept_changed_and_taken_away (Fixture *fixture, gconstpointer data)
{
  assert_value (fixture, JKK_OFFICE_NAME, NULL);
  set (fixture, JKK_OFFICE_NAME, "Kantor Cabang Uji");
  set (fixture, JKK_OFFICE_CITY, "");
  assert_value (fixture, JKK_OFFICE_NAME, "Kantor Cabang Uji");
  assert_value (fixture, JKK_OFFICE_CITY, "");
  set (fixture, JKK_OFFICE_NAME, "Kantor “Baru”");
  fixture_reopen (fixture);
  assert_value (fixture, JKK_OFFICE_NAME, "Kantor “Baru”");
  set (fixture, JKK_OFFICE_NAME, NULL);
  set (fixture, JKK_OFFICE_NAME, NULL);
  assert_value (fixture, JKK_OFFICE_NAME, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/office-store/a_setting_is_kept_changed_and_taken_away", Fixture, NULL, fixture_set_up,
              test_a_setting_is_kept_changed_and_taken_away, fixture_tear_down);

  return g_test_run ();
}
