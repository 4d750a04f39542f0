#include "jkk-account.h"

static void
test_a_copy_stands_on_its_own (void)
{
  JkkAccount *account = jkk_account_new ("sari", "Sari Wulandari", JKK_ROLE_VERIFIER | JKK_ROLE_SUPERVISOR);
  g_autoptr (JkkAccount) copy = jkk_account_copy (account);

  jkk_account_free (account);
  g_assert_cmpstr (copy->login, ==, "sari");
  g_assert_cmpstr (copy->name, ==, "Sari Wulandari");
  g_assert_cmpuint (copy->roles, ==, JKK_ROLE_VERIFIER | JKK_ROLE_SUPERVISOR);
  g_assert_cmpint (copy->signed_in_at, ==, JKK_NONE);
  g_assert_cmpstr (jkk_role_label (copy->roles), ==, "Supervisor");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account/copy", test_a_copy_stands_on_its_own);
  return g_test_run ();
}
