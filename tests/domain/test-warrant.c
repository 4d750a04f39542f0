#include "jkk-warrant.h"

static JkkWarrant *
make (JkkMoney limit)
{
  g_autoptr (JkkAccount) account = jkk_account_new ("budi", "Budi\nHartono", JKK_ROLE_SUPERVISOR | JKK_ROLE_VERIFIER);

  account->money_limit = limit;
  JkkWarrant *warrant = jkk_warrant_new (account, "00ff", TRUE);
  warrant->id = 3;
  warrant->signer = 1;
  warrant->sequence = 17;
  warrant->time = 1767225600;
  warrant->office = g_strdup ("aa");
  warrant->before = g_strdup ("bb");
  return warrant;
}

static void
test_it_reads_as_it_was_written (void)
{
  static const JkkMoney limits[] = { JKK_NONE, 0, 250000000 };

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autoptr (JkkWarrant) warrant = make (limits[i]);
      g_autofree char *text = jkk_warrant_to_text (warrant);
      g_autoptr (JkkWarrant) read = jkk_warrant_from_text (text);

      g_assert_nonnull (read);
      g_assert_cmpstr (read->name, ==, "Budi\nHartono");
      g_assert_cmpuint (read->roles, ==, JKK_ROLE_SUPERVISOR | JKK_ROLE_VERIFIER);
      g_assert_cmpint (read->money_limit, ==, limits[i]);
      g_assert_cmpint (read->sequence, ==, 17);
      g_assert_true (read->own);
      g_assert_cmpstr (read->statement, ==, text);
    }
}

static void
test_what_no_warrant_says_is_none (void)
{
  g_autoptr (JkkWarrant) warrant = make (5);
  g_autofree char *text = jkk_warrant_to_text (warrant);
  g_autofree char *longer = g_strconcat (text, "limit=9\n", NULL), *other = g_strconcat ("x", text, NULL);
  const char *const bad[] = { "", "santun-warrant-1\n", longer, other };

  g_assert_null (jkk_warrant_from_text (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (jkk_warrant_from_text (bad[i]));
}

static void
test_an_account_says_the_same_or_not (void)
{
  g_autoptr (JkkWarrant) warrant = make (5);
  g_autoptr (JkkAccount) account = jkk_account_new ("budi", "Budi\nHartono", JKK_ROLE_SUPERVISOR | JKK_ROLE_VERIFIER);

  account->money_limit = 5;
  g_assert_true (jkk_warrant_is_of (warrant, account));
  account->money_limit = 6;
  g_assert_false (jkk_warrant_is_of (warrant, account));
  account->money_limit = 5;
  account->disabled = TRUE;
  g_assert_false (jkk_warrant_is_of (warrant, account));
  account->disabled = FALSE;
  account->roles |= JKK_ROLE_ADMINISTRATOR;
  g_assert_false (jkk_warrant_is_of (warrant, account));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/warrant/it_reads_as_it_was_written", test_it_reads_as_it_was_written);
  g_test_add_func ("/warrant/what_no_warrant_says_is_none", test_what_no_warrant_says_is_none);
  g_test_add_func ("/warrant/an_account_says_the_same_or_not", test_an_account_says_the_same_or_not);
  return g_test_run ();
}
