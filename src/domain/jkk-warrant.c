#include "jkk-warrant.h"

#include <string.h>

#include "jkk-field.h"
#include "jkk-signed-text.h"

static const JkkRole all_roles[] = { JKK_ROLE_VERIFIER, JKK_ROLE_SUPERVISOR, JKK_ROLE_ADMINISTRATOR, JKK_ROLE_AUDITOR };

/**
 * jkk_warrant_new:
 * @account: what the person may do
 * @public_key: by which key
 * @own: whether the person alone can open it
 *
 * Returns: (transfer full): a warrant that nobody has signed.
 */
JkkWarrant *
jkk_warrant_new (const JkkAccount *account, const char *public_key, gboolean own)
{
  JkkWarrant *warrant = g_new0 (JkkWarrant, 1);

  warrant->login = g_strdup (account->login);
  warrant->name = g_strdup (account->name);
  warrant->roles = account->disabled ? 0 : account->roles;
  warrant->money_limit = account->money_limit;
  warrant->own = own;
  warrant->public_key = g_strdup (public_key);
  return warrant;
}

/**
 * jkk_warrant_free:
 * @warrant: (transfer full): a warrant
 */
void
jkk_warrant_free (JkkWarrant *warrant)
{
  g_free (warrant->login);
  g_free (warrant->name);
  g_free (warrant->public_key);
  g_free (warrant->before);
  g_free (warrant->office);
  g_free (warrant->statement);
  g_free (warrant->signature);
  g_free (warrant);
}

static char *
roles_to_text (guint roles)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (all_roles); i++)
    if ((roles & all_roles[i]) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", jkk_role_name (all_roles[i]));
  return g_string_free (text, FALSE);
}

static guint
roles_from_text (const char *text)
{
  g_auto (GStrv) names = g_strsplit (text != NULL ? text : "", ",", -1);
  guint roles = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      JkkRole role;

      if (jkk_role_parse (names[i], &role))
        roles |= role;
    }
  return roles;
}

/**
 * jkk_warrant_to_text:
 * @warrant: a warrant
 *
 * What is signed, as jkk-signed-text.h lays it out, with these lines:
 *
 *     santun-warrant-1
 *     office      public key of the office's first warrant
 *     warrant     its number
 *     login, name
 *     roles       verifikator,penyelia,administrator,auditor; empty: the account is closed
 *     limit       rupiah that may be approved at most
 *     kind        "own" or "first"
 *     key         public key
 *     signer      number of the signer's warrant
 *     time        seconds since 1970 UTC
 *     sequence    number of the entry of the journal that tells it
 *     before      hash of the entry before that
 *
 * Returns: (transfer full): the text.
 */
char *
jkk_warrant_to_text (const JkkWarrant *warrant)
{
  GString *text = jkk_signed_text_new (JKK_WARRANT_KIND);
  g_autofree char *roles = roles_to_text (warrant->roles);

  jkk_signed_text_add (text, "office", warrant->office);
  jkk_signed_text_add_number (text, "warrant", warrant->id);
  jkk_signed_text_add (text, "login", warrant->login);
  jkk_signed_text_add (text, "name", warrant->name);
  jkk_signed_text_add (text, "roles", roles);
  jkk_signed_text_add_number (text, "limit", warrant->money_limit);
  jkk_signed_text_add (text, "kind", warrant->own ? "own" : "first");
  jkk_signed_text_add (text, "key", warrant->public_key);
  jkk_signed_text_add_number (text, "signer", warrant->signer);
  jkk_signed_text_add_number (text, "time", warrant->time);
  jkk_signed_text_add_number (text, "sequence", warrant->sequence);
  jkk_signed_text_add (text, "before", warrant->before);
  return g_string_free (text, FALSE);
}

/**
 * jkk_warrant_from_text:
 * @text: (nullable): what was signed
 *
 * Returns: (transfer full) (nullable): the warrant that says exactly this; %NULL if there is none.
 */
JkkWarrant *
jkk_warrant_from_text (const char *text)
{
  g_autoptr (JkkWarrant) warrant = NULL;

  if (!jkk_signed_text_is (text, JKK_WARRANT_KIND))
    return NULL;
  g_autofree char *roles = jkk_signed_text_get (text, "roles"), *kind = jkk_signed_text_get (text, "kind");
  warrant = g_new0 (JkkWarrant, 1);
  warrant->office = jkk_signed_text_get (text, "office");
  warrant->id = jkk_signed_text_get_number (text, "warrant");
  warrant->login = jkk_signed_text_get (text, "login");
  warrant->name = jkk_signed_text_get (text, "name");
  warrant->roles = roles_from_text (roles);
  warrant->money_limit = jkk_signed_text_get_number (text, "limit");
  warrant->own = g_strcmp0 (kind, "own") == 0;
  warrant->public_key = jkk_signed_text_get (text, "key");
  warrant->signer = jkk_signed_text_get_number (text, "signer");
  warrant->time = jkk_signed_text_get_number (text, "time");
  warrant->sequence = jkk_signed_text_get_number (text, "sequence");
  warrant->before = jkk_signed_text_get (text, "before");
  warrant->statement = jkk_warrant_to_text (warrant);
  return g_str_equal (warrant->statement, text) ? g_steal_pointer (&warrant) : NULL;
}

/**
 * jkk_warrant_is_of:
 * @warrant: a warrant
 * @account: an account as it is stored
 *
 * Returns: whether the account says what the warrant says.
 */
gboolean
jkk_warrant_is_of (const JkkWarrant *warrant, const JkkAccount *account)
{
  return g_strcmp0 (warrant->login, account->login) == 0 && g_strcmp0 (warrant->name, account->name) == 0 &&
         warrant->roles == (account->disabled ? 0 : account->roles) && warrant->money_limit == account->money_limit;
}
