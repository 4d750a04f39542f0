#include "jkk-account-state.h"

#include <glib/gi18n-lib.h>

/**
 * jkk_account_state_fault:
 * @kind: what the text is
 * @text: what was typed
 *
 * Asks the layer that makes offices about one entry alone, with faultless ones beside it, so that its sentence can
 * stand at that entry.
 *
 * Returns: (transfer full) (nullable): what is wrong with it and what to do, or %NULL.
 */
char *
jkk_account_state_fault (JkkEntryKind kind, const char *text)
{
  g_autoptr (GError) error = NULL;
  JkkOfficeSetup setup = {
    .name = "Kantor Cabang", .city = "Jakarta", .login = "admin", .person = "Administrator", .password = "xk4-Rumah-7dp"
  };

  g_return_val_if_fail (text != NULL, NULL);

  switch (kind)
    {
    case JKK_ENTRY_OFFICE:
      setup.name = text;
      break;
    case JKK_ENTRY_CITY:
      setup.city = text;
      break;
    case JKK_ENTRY_PERSON:
      setup.person = text;
      break;
    case JKK_ENTRY_LOGIN:
      setup.login = text;
      break;
    case JKK_ENTRY_PASSWORD:
      setup.password = text;
      break;
    default:
      g_return_val_if_reached (NULL);
    }
  if (jkk_office_setup_check (&setup, &error))
    return NULL;
  /* That layer knows only of an administrator. */
  return g_strdup (kind == JKK_ENTRY_PERSON ? _ ("Give the full name; it stands in the history and on letters.")
                                            : error->message);
}

/**
 * jkk_account_state_repeat_fault:
 * @password: the new password
 * @repeated: the same once more
 *
 * Returns: (transfer full) (nullable): what to do when they differ, or %NULL.
 */
char *
jkk_account_state_repeat_fault (const char *password, const char *repeated)
{
  if (g_strcmp0 (password, repeated) == 0)
    return NULL;
  if (repeated == NULL || *repeated == '\0')
    return g_strdup (_ ("Type the password once more, so that a slip of the finger is noticed."));
  return g_strdup (_ ("The two passwords differ. Type the same one twice."));
}

/**
 * jkk_account_state_roles_fault:
 * @roles: a set of #JkkRole
 *
 * Returns: (transfer full) (nullable): what to do when there is none, or %NULL.
 */
char *
jkk_account_state_roles_fault (guint roles)
{
  return roles != 0 ? NULL : g_strdup (_ ("Choose at least one role: without one a person may do nothing."));
}

/**
 * jkk_account_state_taken_fault:
 * @accounts: (nullable) (element-type JkkAccount): the accounts that there are
 * @login: the login of a new one
 *
 * Returns: (transfer full) (nullable): what to do when somebody has this login already, or %NULL.
 */
char *
jkk_account_state_taken_fault (GPtrArray *accounts, const char *login)
{
  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      const JkkAccount *account = g_ptr_array_index (accounts, i);

      if (g_strcmp0 (account->login, login) == 0)
        return g_strdup_printf (_ ("%s has this login already. Choose another one."), account->name);
    }
  return NULL;
}

/**
 * jkk_account_state_roles:
 * @roles: a set of #JkkRole
 *
 * Returns: (transfer full): their names, parted by commas.
 */
char *
jkk_account_state_roles (guint roles)
{
  GString *text = g_string_new (NULL);

  for (guint role = JKK_ROLE_VERIFIER; role <= JKK_ROLE_AUDITOR; role <<= 1)
    if ((roles & role) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", jkk_role_label ((JkkRole) role));
  return g_string_free (text, FALSE);
}

/**
 * jkk_account_state_subtitle:
 * @account: an account
 * @now: seconds since 1970 UTC
 *
 * Returns: (transfer full): what its line says below the name: login, roles, and what is special about it.
 */
char *
jkk_account_state_subtitle (const JkkAccount *account, gint64 now)
{
  g_return_val_if_fail (account != NULL, NULL);

  g_autofree char *roles = jkk_account_state_roles (account->roles);
  GString *text = g_string_new (account->login);

  g_string_append_printf (text, " · %s", roles);
  if (account->money_limit != JKK_NONE)
    {
      g_autofree char *limit = jkk_money_to_rupiah (account->money_limit);

      g_string_append_printf (text, " · ≤ %s", limit);
    }
  if (account->disabled)
    g_string_append_printf (text, " · %s", _ ("closed"));
  else if (account->locked_until > now)
    g_string_append_printf (text, " · %s", _ ("locked after wrong passwords"));
  else if (account->must_change)
    g_string_append_printf (text, " · %s", _ ("must choose a password"));
  else if (account->signed_in_at == JKK_NONE)
    g_string_append_printf (text, " · %s", _ ("has never signed in"));
  return g_string_free (text, FALSE);
}
