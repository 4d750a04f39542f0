#include "jkk-account-state.h"

static void
test_a_good_entry_has_no_fault (void)
{
  const char *good[] = {
    [JKK_ENTRY_OFFICE] = "Kantor Cabang Jambi", [JKK_ENTRY_CITY] = "Jambi",
    [JKK_ENTRY_PERSON] = "Sari Wulandari",      [JKK_ENTRY_LOGIN] = "sari",
    [JKK_ENTRY_PASSWORD] = "panjang sekali 7",
  };

  for (guint kind = 0; kind < G_N_ELEMENTS (good); kind++)
    {
      g_autofree char *fault = jkk_account_state_fault ((JkkEntryKind) kind, good[kind]);

      g_assert_cmpstr (fault, ==, NULL);
    }
}

static void
test_an_empty_entry_is_explained_at_its_place (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint kind = JKK_ENTRY_OFFICE; kind <= JKK_ENTRY_PASSWORD; kind++)
    {
      char *fault = jkk_account_state_fault ((JkkEntryKind) kind, "");

      g_assert_nonnull (fault);
      g_assert_true (g_hash_table_add (seen, fault));
    }
}

static void
test_a_short_password_and_a_login_with_spaces_are_refused (void)
{
  g_autofree char *password = jkk_account_state_fault (JKK_ENTRY_PASSWORD, "abc");
  g_autofree char *login = jkk_account_state_fault (JKK_ENTRY_LOGIN, "Sari Wulandari");

  g_assert_nonnull (password);
  g_assert_nonnull (login);
}

static void
test_a_password_is_typed_twice (void)
{
  g_autofree char *same = jkk_account_state_repeat_fault ("rahasia besar", "rahasia besar");
  g_autofree char *missing = jkk_account_state_repeat_fault ("rahasia besar", "");
  g_autofree char *other = jkk_account_state_repeat_fault ("rahasia besar", "rahasia kecil");

  g_assert_null (same);
  g_assert_nonnull (missing);
  g_assert_nonnull (other);
  g_assert_cmpstr (missing, !=, other);
}

static void
test_an_account_needs_a_role (void)
{
  g_autofree char *none = jkk_account_state_roles_fault (0);
  g_autofree char *one = jkk_account_state_roles_fault (JKK_ROLE_SUPERVISOR);

  g_assert_nonnull (none);
  g_assert_null (one);
}

static void
test_no_login_is_given_twice (void)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_account_free);

  g_ptr_array_add (accounts, jkk_account_new ("sari", "Sari Wulandari", JKK_ROLE_VERIFIER));
  g_autofree char *taken = jkk_account_state_taken_fault (accounts, "sari");
  g_autofree char *free_one = jkk_account_state_taken_fault (accounts, "sari2");
  g_autofree char *unknown = jkk_account_state_taken_fault (NULL, "sari");

  g_assert_cmpstr (taken, ==, "Sari Wulandari has this login already. Choose another one.");
  g_assert_null (free_one);
  g_assert_null (unknown);
}

static void
test_roles_are_told_in_order (void)
{
  g_autofree char *all = jkk_account_state_roles (JKK_ROLE_ADMINISTRATOR | JKK_ROLE_VERIFIER | JKK_ROLE_SUPERVISOR);
  g_autofree char *none = jkk_account_state_roles (0);

  g_assert_cmpstr (all, ==, "Verifier, Supervisor, Administrator");
  g_assert_cmpstr (none, ==, "");
}

static void
test_a_line_says_what_is_special (void)
{
  g_autoptr (JkkAccount) account = jkk_account_new ("sari", "Sari", JKK_ROLE_VERIFIER);
  g_autofree char *fresh = jkk_account_state_subtitle (account, 1000);

  account->signed_in_at = 900;
  g_autofree char *usual = jkk_account_state_subtitle (account, 1000);

  account->must_change = TRUE;
  g_autofree char *must_change = jkk_account_state_subtitle (account, 1000);

  account->locked_until = 1001;
  g_autofree char *locked = jkk_account_state_subtitle (account, 1000);

  account->disabled = TRUE;
  g_autofree char *closed = jkk_account_state_subtitle (account, 1000);

  g_assert_cmpstr (fresh, ==, "sari · Verifier · has never signed in");
  g_assert_cmpstr (usual, ==, "sari · Verifier");
  g_assert_cmpstr (must_change, ==, "sari · Verifier · must choose a password");
  g_assert_cmpstr (locked, ==, "sari · Verifier · locked after wrong passwords");
  g_assert_cmpstr (closed, ==, "sari · Verifier · closed");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account-state/a-good-entry-has-no-fault", test_a_good_entry_has_no_fault);
  g_test_add_func ("/account-state/an-empty-entry-is-explained-at-its-place",
                   test_an_empty_entry_is_explained_at_its_place);
  g_test_add_func ("/account-state/a-short-password-and-a-login-with-spaces-are-refused",
                   test_a_short_password_and_a_login_with_spaces_are_refused);
  g_test_add_func ("/account-state/a-password-is-typed-twice", test_a_password_is_typed_twice);
  g_test_add_func ("/account-state/an-account-needs-a-role", test_an_account_needs_a_role);
  g_test_add_func ("/account-state/no-login-is-given-twice", test_no_login_is_given_twice);
  g_test_add_func ("/account-state/roles-are-told-in-order", test_roles_are_told_in_order);
  g_test_add_func ("/account-state/a-line-says-what-is-special", test_a_line_says_what_is_special);
  return g_test_run ();
}
