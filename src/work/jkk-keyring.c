#include "jkk-keyring-private.h"

#include <glib/gi18n-lib.h>

#include "jkk-case.h"
#include "jkk-deed-private.h"
#include "jkk-journal.h"
#include "jkk-warrant-store.h"
#include "jkk-warrants-private.h"

static gboolean
keep_key (JkkDb *db, const JkkSigner *key, const char *password, GError **error)
{
  g_autofree char *sealed = jkk_signer_seal (key, password, jkk_deed_password_cost (), error);

  return sealed != NULL && jkk_signing_key_put (db, jkk_signer_get_login (key), sealed, error);
}

static gboolean
has_warrants (JkkDb *db, gboolean *has, GError **error)
{
  g_autoptr (JkkWarrants) warrants = jkk_warrants_read (db, error);

  *has = warrants != NULL && jkk_warrants_get_office (warrants) != NULL;
  return warrants != NULL;
}

/**
 * jkk_keyring_introduce:
 * @db: a connection in a writing transaction
 * @issuer: (nullable): the administrator's key
 * @account: who gets a password that the administrator has chosen
 * @password: that password
 * @now: seconds since 1970 UTC
 * @changes: (element-type JkkChange): gets what the journal has to hold
 * @error: REFUSED: the administrator has no key
 *
 * Makes a key that signs nothing but the one that the person gets with the first password of the own. A key that was
 * there before counts no longer; what it has signed stays good. In an office that has no warrants yet there are no
 * keys.
 *
 * Returns: whether it is done
 */
gboolean
jkk_keyring_introduce (JkkDb *db,
                       const JkkSigner *issuer,
                       const JkkAccount *account,
                       const char *password,
                       gint64 now,
                       GPtrArray *changes,
                       GError **error)
{
  gboolean has;

  if (!has_warrants (db, &has, error) || !has)
    return has;
  g_autoptr (JkkSigner) key = jkk_signer_new (account->login, NULL, error);
  return key != NULL && keep_key (db, key, password, error) &&
         jkk_warrants_issue (db, issuer, account, jkk_signer_get_public_key (key), FALSE, now, changes, error);
}

/**
 * jkk_keyring_found:
 * @db: a connection in a writing transaction
 * @key: the key
 * @issuer: who signs for it: an administrator, or, for the first of the office, the same key
 * @account: whose
 * @password: by which only that person opens it
 * @now: seconds since 1970 UTC
 * @changes: (element-type JkkChange): gets what the journal has to hold
 * @error: REFUSED: the issuer may not
 *
 * Returns: whether the person has the key as the own
 */
gboolean
jkk_keyring_found (JkkDb *db,
                   const JkkSigner *key,
                   const JkkSigner *issuer,
                   const JkkAccount *account,
                   const char *password,
                   gint64 now,
                   GPtrArray *changes,
                   GError **error)
{
  return keep_key (db, key, password, error) &&
         jkk_warrants_issue (db, issuer, account, jkk_signer_get_public_key (key), TRUE, now, changes, error);
}

/**
 * jkk_keyring_follow:
 * @db: a connection in a writing transaction
 * @issuer: (nullable): the administrator's key
 * @account: the account as it has been changed
 * @now: seconds since 1970 UTC
 * @changes: (element-type JkkChange): gets what the journal has to hold
 * @error: REFUSED: the administrator has no key
 *
 * Gives the same key another warrant: other roles, another limit, or none any more.
 *
 * Returns: whether it is done; also when the person has no key
 */
gboolean
jkk_keyring_follow (
    JkkDb *db, const JkkSigner *issuer, const JkkAccount *account, gint64 now, GPtrArray *changes, GError **error)
{
  g_autoptr (JkkWarrants) warrants = jkk_warrants_read (db, error);
  const JkkWarrant *warrant = warrants != NULL ? jkk_warrants_in_force (warrants, account->login, 0) : NULL;

  if (warrant == NULL || warrant->public_key == NULL)
    return warrants != NULL;
  return jkk_warrants_issue (db, issuer, account, warrant->public_key, warrant->own, now, changes, error);
}

static JkkSigner *
unseal (JkkDb *db, const char *login, const char *password, GError **error)
{
  g_autofree char *sealed = NULL;

  if (!jkk_signing_key_get (db, login, &sealed, error) || sealed == NULL)
    return NULL;
  return jkk_signer_unseal (login, sealed, password, error);
}

static JkkSigner *
make_own (JkkDb *db,
          const JkkSigner *first,
          const JkkAccount *account,
          const char *password,
          gint64 now,
          GPtrArray *changes,
          GError **error)
{
  g_autoptr (JkkSigner) key = jkk_signer_new (account->login, NULL, error);

  if (key == NULL || !jkk_keyring_found (db, key, first, account, password, now, changes, error))
    return NULL;
  return g_steal_pointer (&key);
}

/**
 * jkk_keyring_change:
 * @db: a connection in a writing transaction
 * @account: whose password changes
 * @old_password: the one so far
 * @password: the new one
 * @now: seconds since 1970 UTC
 * @changes: (element-type JkkChange): gets what the journal has to hold
 * @error: REFUSED: the key cannot be opened
 *
 * The key is sealed by the new password; who had one under an administrator's password gets a new key of the own.
 *
 * Returns: (transfer full) (nullable): the key, open; %NULL without an error if the person has none.
 */
JkkSigner *
jkk_keyring_change (JkkDb *db,
                    const JkkAccount *account,
                    const char *old_password,
                    const char *password,
                    gint64 now,
                    GPtrArray *changes,
                    GError **error)
{
  g_autoptr (JkkWarrants) warrants = jkk_warrants_read (db, error);
  g_autoptr (JkkSigner) key = warrants != NULL ? unseal (db, account->login, old_password, error) : NULL;
  const JkkWarrant *warrant = key != NULL ? jkk_warrants_in_force (warrants, account->login, 0) : NULL;

  if (key == NULL)
    return NULL;
  if (warrant != NULL && !warrant->own)
    return make_own (db, key, account, password, now, changes, error);
  return keep_key (db, key, password, error) ? g_steal_pointer (&key) : NULL;
}

/* The office comes from a time without signatures: the first administrator to sign in stands for it from now on. */
static JkkSigner *
found_office (JkkDb *db, const JkkAccount *account, const char *password, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_change_free);
  g_autoptr (JkkSigner) key = jkk_signer_new (account->login, NULL, error);
  g_autofree char *deed_id = g_uuid_string_random ();
  g_autoptr (JkkWarrants) none = jkk_warrants_read (db, error);
  JkkJournalEntry entry = {
    .time = now,
    .person = account->login,
    .workstation = jkk_db_get_workstation (db),
    .deed = "begin-signatures",
    .deed_id = deed_id,
    .reason = account->login,
    .changes = changes,
  };

  if (none == NULL || !jkk_warrants_check_founded (none, error))
    return NULL;
  if (key == NULL || !jkk_keyring_found (db, key, key, account, password, now, changes, error) ||
      !jkk_journal_append (db, &entry, NULL, error))
    return NULL;
  return g_steal_pointer (&key);
}

/**
 * jkk_keyring_open:
 * @db: a connection in a writing transaction
 * @account: who has signed in
 * @password: the right one
 * @now: seconds since 1970 UTC
 * @signer: (out) (transfer full) (nullable): the key, open; %NULL if the person has none that this password opens
 * @error: STORAGE, BUSY
 *
 * Returns: whether it could be tried
 */
gboolean
jkk_keyring_open (
    JkkDb *db, const JkkAccount *account, const char *password, gint64 now, JkkSigner **signer, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gboolean has;

  *signer = NULL;
  if (!has_warrants (db, &has, error))
    return FALSE;
  if (has)
    *signer = unseal (db, account->login, password, &problem);
  else if ((account->roles & JKK_ROLE_ADMINISTRATOR) != 0 && !account->must_change)
    *signer = found_office (db, account, password, now, &problem);
  /* Who cannot sign can do everything else. */
  if (problem == NULL || g_error_matches (problem, JKK_ERROR, JKK_ERROR_REFUSED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
