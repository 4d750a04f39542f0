#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-ctl.h"
#include "jkk-office-lock.h"

static char *person_name, *new_password_file, *limit_text;
static char **role_names;
static gint64 limit_number = -1;
static gboolean close_wanted, reopen_wanted;

static char *
roles_text (guint roles)
{
  static const JkkRole all[] = { JKK_ROLE_VERIFIER, JKK_ROLE_SUPERVISOR, JKK_ROLE_ADMINISTRATOR, JKK_ROLE_AUDITOR };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if ((roles & all[i]) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", jkk_role_label (all[i]));
  return g_string_free (text, FALSE);
}

static gboolean
run_accounts (JkkCtl *ctl, char **args, GError **error)
{
  JkkOffice *office = jkk_ctl_reading (ctl, error);
  g_autoptr (GPtrArray) accounts = office != NULL ? jkk_office_accounts (office, error) : NULL;
  g_autoptr (JkkCtlTable) table = jkk_ctl_table_new ();

  if (accounts == NULL)
    return FALSE;
  jkk_ctl_table_add_column (table, _ ("Login"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Name"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Roles"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("State"), JKK_CTL_LEFT, 0);
  for (guint i = 0; i < accounts->len; i++)
    {
      const JkkAccount *account = accounts->pdata[i];
      g_autofree char *roles = roles_text (account->roles);

      jkk_ctl_table_add_cell (table, account->login);
      jkk_ctl_table_add_cell (table, account->name);
      jkk_ctl_table_add_cell (table, roles);
      jkk_ctl_table_add_cell (table, account->disabled      ? _ ("closed")
                                     : account->must_change ? _ ("has to choose a password")
                                                            : _ ("open"));
    }
  jkk_ctl_table_print (table);
  return TRUE;
}

static gboolean
read_roles (guint *roles, GError **error)
{
  *roles = 0;
  for (guint i = 0; role_names != NULL && role_names[i] != NULL; i++)
    {
      JkkRole role;

      if (!jkk_role_parse (role_names[i], &role))
        return jkk_ctl_usage_error (
            error, _ ("There is no role “%s”. It is one of: verifikator, penyelia, administrator, auditor."),
            role_names[i]);
      *roles |= role;
    }
  return TRUE;
}

static gboolean
parse_roles (guint *roles, GError **error)
{
  if (!read_roles (roles, error))
    return FALSE;
  if (*roles == 0 || person_name == NULL)
    return jkk_ctl_usage_error (error, _ ("An account needs --person NAME and at least one --role ROLE."));
  return TRUE;
}

static gboolean
run_add_account (JkkCtl *ctl, char **args, GError **error)
{
  guint roles;

  if (!parse_roles (&roles, error) || jkk_ctl_signed_in (ctl, error) == NULL)
    return FALSE;
  g_autofree char *password = jkk_ctl_new_password (new_password_file, error);
  if (password == NULL)
    return FALSE;

  g_autoptr (JkkAccount) account = jkk_account_new (args[0], person_name, roles);
  account->money_limit = limit_number >= 0 ? limit_number : JKK_NONE;
  JkkRequest request = { .account = account, .password = password };
  g_autoptr (JkkOutcome) outcome = jkk_ctl_do (ctl, "add-account", &request, error);
  if (outcome == NULL)
    return FALSE;
  g_print (_ ("%s has an account now, and has to choose a password at the first sign-in.\n"), account->login);
  return TRUE;
}

static JkkAccount *
find_account (JkkOffice *office, const char *login, GError **error)
{
  g_autoptr (GPtrArray) accounts = jkk_office_accounts (office, error);

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    if (strcmp (((const JkkAccount *) accounts->pdata[i])->login, login) == 0)
      return jkk_account_copy (accounts->pdata[i]);
  if (accounts != NULL)
    g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("There is no account “%s”. Look at the list of accounts."),
                 login);
  return NULL;
}

/* "--limit none" takes a limit away. */
static gboolean
change_limit (JkkAccount *account, GError **error)
{
  guint64 limit;

  if (limit_text == NULL)
    return TRUE;
  if (strcmp (limit_text, "none") == 0)
    {
      account->money_limit = JKK_NONE;
      return TRUE;
    }
  if (!g_ascii_string_to_unsigned (limit_text, 10, 0, G_MAXINT64, &limit, NULL))
    return jkk_ctl_usage_error (error, _ ("“%s” is no amount. Give whole rupiah, or none."), limit_text);
  account->money_limit = (JkkMoney) limit;
  return TRUE;
}

static gboolean
run_change_account (JkkCtl *ctl, char **args, GError **error)
{
  guint roles;

  if (person_name == NULL && role_names == NULL && limit_text == NULL && !close_wanted && !reopen_wanted)
    return jkk_ctl_usage_error (error,
                                _ ("Say what is to be changed: --person, --role, --limit, --close or --reopen."));
  if (close_wanted && reopen_wanted)
    return jkk_ctl_usage_error (error, _ ("An account is closed or opened, not both."));
  if (!read_roles (&roles, error) || jkk_ctl_signed_in (ctl, error) == NULL)
    return FALSE;
  g_autoptr (JkkAccount) account = find_account (ctl->office, args[0], error);
  if (account == NULL || !change_limit (account, error))
    return FALSE;
  if (person_name != NULL)
    jkk_set_str (&account->name, person_name);
  if (roles != 0)
    account->roles = roles;
  account->disabled = close_wanted || (account->disabled && !reopen_wanted);
  JkkRequest request = { .account = account };
  g_autoptr (JkkOutcome) outcome = jkk_ctl_do (ctl, "change-account", &request, error);
  if (outcome == NULL)
    return FALSE;
  g_autofree char *named = roles_text (account->roles);
  g_print (_ ("%s: %s, %s, %s\n"), account->login, account->name, named, account->disabled ? _ ("closed") : _ ("open"));
  return TRUE;
}

static gboolean
run_idle_lock (JkkCtl *ctl, char **args, GError **error)
{
  guint64 minutes;

  if (args[0] != NULL)
    {
      if (!g_ascii_string_to_unsigned (args[0], 10, 0, JKK_LOCK_MINUTES_MAX, &minutes, NULL))
        return jkk_ctl_usage_error (error, _ ("Give minutes from 1 to %d, or 0 for never."), JKK_LOCK_MINUTES_MAX);
      JkkRequest request = { .minutes = (gint64) minutes };
      if (jkk_ctl_signed_in (ctl, error) == NULL)
        return FALSE;
      g_autoptr (JkkOutcome) outcome = jkk_ctl_do (ctl, "set-idle-lock", &request, error);
      if (outcome == NULL)
        return FALSE;
    }
  else
    {
      JkkOffice *office = jkk_ctl_reading (ctl, error);

      if (office == NULL)
        return FALSE;
      minutes = jkk_office_get_lock_minutes (office);
    }
  if (minutes == 0)
    g_print ("%s\n", _ ("Desks never lock themselves."));
  else
    g_print (ngettext ("A desk locks itself after %u minute without input.\n",
                       "A desk locks itself after %u minutes without input.\n", (gulong) minutes),
             (guint) minutes);
  return TRUE;
}

static gboolean
run_password (JkkCtl *ctl, char **args, GError **error)
{
  if (jkk_ctl_office (ctl, error) == NULL)
    return FALSE;
  if (ctl->login == NULL)
    return jkk_ctl_usage_error (error, _ ("Say who you are: --as LOGIN."));

  g_autofree char *old = jkk_ctl_read_password (ctl->password_file, _ ("Password so far:"), error);
  if (old == NULL || !jkk_office_sign_in (ctl->office, ctl->login, old, error))
    return FALSE;
  g_autofree char *password = jkk_ctl_new_password (new_password_file, error);
  if (password == NULL)
    return FALSE;
  JkkRequest request = { .password = password, .old_password = old };
  g_autoptr (JkkOutcome) outcome = jkk_ctl_do (ctl, "change-password", &request, error);
  if (outcome == NULL)
    return FALSE;
  g_print ("%s\n", _ ("The password is changed."));
  return TRUE;
}

static gboolean
run_set_password (JkkCtl *ctl, char **args, GError **error)
{
  if (jkk_ctl_signed_in (ctl, error) == NULL)
    return FALSE;
  g_autofree char *password = jkk_ctl_new_password (new_password_file, error);
  if (password == NULL)
    return FALSE;

  g_autoptr (JkkAccount) account = jkk_account_new (args[0], "", 0);
  JkkRequest request = { .account = account, .password = password };
  g_autoptr (JkkOutcome) outcome = jkk_ctl_do (ctl, "set-password", &request, error);
  if (outcome == NULL)
    return FALSE;
  g_print (_ ("%s has a new password, and has to choose another one at the next sign-in.\n"), args[0]);
  return TRUE;
}

#define NEW_PASSWORD                                                                                                   \
  {                                                                                                                    \
    "new-password-file", 0, 0, G_OPTION_ARG_FILENAME, &new_password_file,                                              \
        N_ ("Take the new password from the first line of this file"), N_ ("FILE")                                     \
  }

static const GOptionEntry add_options[] = {
  { "person", 0, 0, G_OPTION_ARG_STRING, &person_name, N_ ("Full name as shown and printed"), N_ ("NAME") },
  { "role", 0, 0, G_OPTION_ARG_STRING_ARRAY, &role_names,
    N_ ("verifikator, penyelia, administrator or auditor; may be repeated"), N_ ("ROLE") },
  { "limit", 0, 0, G_OPTION_ARG_INT64, &limit_number, N_ ("What a supervisor may approve at most"), N_ ("RUPIAH") },
  NEW_PASSWORD,
  G_OPTION_ENTRY_NULL
};

static const GOptionEntry change_options[] = {
  { "person", 0, 0, G_OPTION_ARG_STRING, &person_name, N_ ("Full name as shown and printed"), N_ ("NAME") },
  { "role", 0, 0, G_OPTION_ARG_STRING_ARRAY, &role_names,
    N_ ("verifikator, penyelia, administrator or auditor; may be repeated"), N_ ("ROLE") },
  { "limit", 0, 0, G_OPTION_ARG_STRING, &limit_text, N_ ("What a supervisor may approve at most, or none"),
    N_ ("RUPIAH") },
  { "close", 0, 0, G_OPTION_ARG_NONE, &close_wanted, N_ ("Nobody may sign in by it any more"), NULL },
  { "reopen", 0, 0, G_OPTION_ARG_NONE, &reopen_wanted, N_ ("It may be used again"), NULL },
  G_OPTION_ENTRY_NULL
};

static const GOptionEntry password_options[] = { NEW_PASSWORD, G_OPTION_ENTRY_NULL };

const JkkCtlCommand jkk_ctl_people_commands[] = {
  { "accounts", NULL, N_ ("Show who may sign in"), NULL, NULL, 0, 0, run_accounts },
  { "add-account", N_ ("LOGIN --person NAME --role ROLE"), N_ ("Add an account"),
    N_ ("Only an administrator may do this. Passwords are asked at the terminal unless files are given."), add_options,
    1, 1, run_add_account },
  { "change-account", N_ ("LOGIN"), N_ ("Change name, roles or limit of an account, close it or open it again"),
    N_ ("Only an administrator may do this. Roles that are given take the place of all that were."), change_options, 1,
    1, run_change_account },
  { "idle-lock", N_ ("[MINUTES]"), N_ ("Show or set after how many minutes without input a desk locks itself"),
    N_ ("0 = never. Only an administrator may set it."), NULL, 0, 1, run_idle_lock },
  { "password", NULL, N_ ("Change your own password"), NULL, password_options, 0, 0, run_password },
  { "set-password", N_ ("LOGIN"), N_ ("Give somebody a new password"),
    N_ ("Only an administrator may do this; the person chooses another one at the next sign-in."), password_options, 1,
    1, run_set_password },
  { NULL }
};
