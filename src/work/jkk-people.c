#include <glib/gi18n-lib.h>

#include "jkk-deed-private.h"
#include "jkk-keyring-private.h"

/**
 * jkk_deed_password_cost:
 *
 * Returns: how dear a password is to try; tests may make it cheap by SANTUN_TEST_PASSWORDS, which never weakens a
 * password that is stored already.
 */
JkkPasswordCost
jkk_deed_password_cost (void)
{
  return g_getenv ("SANTUN_TEST_PASSWORDS") != NULL ? JKK_PASSWORD_COST_MINIMAL : JKK_PASSWORD_COST_NORMAL;
}

/**
 * jkk_deed_add_account:
 * @context: the deed's context
 * @error: return location
 *
 * An administrator adds an account; its password is to be changed at the first sign-in.
 *
 * Returns: %NULL; the deed has no case.
 */
JkkCase *
jkk_deed_add_account (const JkkDeedContext *context, GError **error)
{
  const JkkRequest *request = context->request;

  g_return_val_if_fail (request->account != NULL && request->password != NULL, NULL);

  g_autoptr (JkkAccount) account = jkk_account_copy (request->account);
  account->must_change = TRUE;
  if (jkk_account_insert (context->db, account, request->password, jkk_deed_password_cost (), context->now, error))
    jkk_keyring_introduce (context->db, request->signer, account, request->password, context->now, context->changes,
                           error);
  return NULL;
}

/* An office without an administrator could never be mended again. */
static gboolean
check_administrator_left (const JkkDeedContext *context, GError **error)
{
  const JkkAccount *changed = context->request->account;
  g_autoptr (GPtrArray) accounts = jkk_account_list (context->db, error);

  if (accounts == NULL)
    return FALSE;
  for (guint i = 0; i < accounts->len; i++)
    {
      const JkkAccount *account = accounts->pdata[i];

      if (g_strcmp0 (account->login, changed->login) == 0)
        account = changed;
      if (!account->disabled && (account->roles & JKK_ROLE_ADMINISTRATOR) != 0)
        return TRUE;
    }
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                       _ ("The office needs at least one administrator. Name another one first."));
  return FALSE;
}

/**
 * jkk_deed_change_account:
 * @context: the deed's context
 * @error: return location
 *
 * An administrator changes name, roles or closes an account.
 *
 * Returns: %NULL; the deed has no case.
 */
JkkCase *
jkk_deed_change_account (const JkkDeedContext *context, GError **error)
{
  g_return_val_if_fail (context->request->account != NULL, NULL);

  if (check_administrator_left (context, error) && jkk_account_update (context->db, context->request->account, error))
    jkk_keyring_follow (context->db, context->request->signer, context->request->account, context->now,
                        context->changes, error);
  return NULL;
}

/**
 * jkk_deed_set_password:
 * @context: the deed's context
 * @error: return location
 *
 * An administrator gives somebody a new password, which that person must change at the next sign-in.
 *
 * Returns: %NULL; the deed has no case.
 */
JkkCase *
jkk_deed_set_password (const JkkDeedContext *context, GError **error)
{
  const JkkRequest *request = context->request;

  g_return_val_if_fail (request->account != NULL && request->password != NULL, NULL);

  g_autoptr (JkkAccount) account = jkk_account_load (context->db, request->account->login, error);
  if (account != NULL &&
      jkk_account_set_password (context->db, account->login, request->password, jkk_deed_password_cost (), TRUE, error))
    jkk_keyring_introduce (context->db, request->signer, account, request->password, context->now, context->changes,
                           error);
  return NULL;
}

/**
 * jkk_deed_change_password:
 * @context: the deed's context
 * @error: return location
 *
 * A person changes the own password; the one so far is asked again.
 *
 * Returns: %NULL; the deed has no case.
 */
JkkCase *
jkk_deed_change_password (const JkkDeedContext *context, GError **error)
{
  const JkkRequest *request = context->request;
  JkkSignIn result;

  g_return_val_if_fail (request->password != NULL && request->old_password != NULL, NULL);

  if (jkk_account_verify (context->db, context->person->login, request->old_password, context->now, &result, NULL,
                          error) &&
      jkk_sign_in_check (result, error) &&
      jkk_account_set_password (context->db, context->person->login, request->password, jkk_deed_password_cost (),
                                FALSE, error))
    *context->signer = jkk_keyring_change (context->db, context->person, request->old_password, request->password,
                                           context->now, context->changes, error);
  return NULL;
}
