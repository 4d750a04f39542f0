#include "jkk-account.h"

/**
 * jkk_account_new:
 * @login: lower case
 * @name: as shown and printed
 * @roles: a set of #JkkRole
 *
 * Returns: (transfer full): an account that has never signed in.
 */
JkkAccount *
jkk_account_new (const char *login, const char *name, guint roles)
{
  JkkAccount *account = g_new0 (JkkAccount, 1);

  account->login = g_strdup (login);
  account->name = g_strdup (name);
  account->roles = roles;
  account->signed_in_at = JKK_NONE;
  account->money_limit = JKK_NONE;
  return account;
}

/**
 * jkk_account_copy:
 * @account: an account
 *
 * Returns: (transfer full): a copy.
 */
JkkAccount *
jkk_account_copy (const JkkAccount *account)
{
  JkkAccount *copy = g_memdup2 (account, sizeof *account);

  copy->login = g_strdup (account->login);
  copy->name = g_strdup (account->name);
  return copy;
}

/**
 * jkk_account_may_pay:
 * @account: an account
 * @amount: rupiah
 *
 * Returns: whether the amount is within what the person may approve.
 */
gboolean
jkk_account_may_pay (const JkkAccount *account, JkkMoney amount)
{
  return account->money_limit == JKK_NONE || amount <= account->money_limit;
}

/**
 * jkk_account_free:
 * @account: (transfer full): an account
 */
void
jkk_account_free (JkkAccount *account)
{
  g_free (account->login);
  g_free (account->name);
  g_free (account);
}
