#include "jkk-account-store.h"

#include "jkk-statement.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

/* What crypto_pwhash_str() asks of a machine: tries, and bytes of memory. */
static const struct
{
  unsigned long long tries;
  size_t memory;
} costs[] = {
  [JKK_PASSWORD_COST_MINIMAL] = { crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN },
  [JKK_PASSWORD_COST_NORMAL] = { crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE },
  [JKK_PASSWORD_COST_HIGH] = { crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE },
};

/**
 * jkk_account_check_login:
 * @login: a login to be given
 * @error: INVALID: what a login may look like
 *
 * Returns: whether it may be given
 */
gboolean
jkk_account_check_login (const char *login, GError **error)
{
  gsize length = strlen (login);
  gboolean valid = length >= 2 && length <= 60 && g_ascii_islower (*login);

  for (gsize i = 0; valid && i < length; i++)
    valid = g_ascii_islower (login[i]) || g_ascii_isdigit (login[i]) || strchr (".-_", login[i]) != NULL;
  if (!valid)
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID,
                         _ ("A login begins with a small letter and has 2 to 60 small letters, digits, points or "
                            "hyphens, such as “sari.dewi”. Change it."));
  return valid;
}

/**
 * jkk_account_check_password:
 * @password: a password to be set
 * @error: INVALID: what is missing
 *
 * Returns: whether it is long enough
 */
gboolean
jkk_account_check_password (const char *password, GError **error)
{
  if (g_utf8_validate (password, -1, NULL) && g_utf8_strlen (password, -1) >= JKK_PASSWORD_MIN_CHARS &&
      strlen (password) <= 1024)
    return TRUE;

  g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
               _ ("A password has at least %d characters; three or four words make a good one. Choose a longer one."),
               JKK_PASSWORD_MIN_CHARS);
  return FALSE;
}

/**
 * jkk_sign_in_check:
 * @result: what jkk_account_verify() found
 * @error: REFUSED: what to do
 *
 * Returns: whether the person is signed in
 */
gboolean
jkk_sign_in_check (JkkSignIn result, GError **error)
{
  switch (result)
    {
    case JKK_SIGN_IN_OK:
      return TRUE;
    case JKK_SIGN_IN_LOCKED:
      g_set_error (
          error, JKK_ERROR, JKK_ERROR_REFUSED,
          _ ("Too many wrong passwords: this login rests. Try again in %d minutes, or ask the administrator for "
             "a new password."),
          JKK_ACCOUNT_LOCK_SECONDS / 60);
      return FALSE;
    case JKK_SIGN_IN_DISABLED:
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                           _ ("This account is closed. Ask the administrator to open it again."));
      return FALSE;
    case JKK_SIGN_IN_WRONG:
    default:
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                           _ ("Login or password is wrong. Check both, also the capital letters, and try again."));
      return FALSE;
    }
}

static char *
hash_password (const char *password, JkkPasswordCost cost, GError **error)
{
  char hash[crypto_pwhash_STRBYTES];

  if (sodium_init () >= 0 &&
      crypto_pwhash_str (hash, password, strlen (password), costs[cost].tries, costs[cost].memory) == 0)
    return g_strdup (hash);

  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_STORAGE,
                       _ ("There is not enough memory to keep a password safely. Close other programs and try again."));
  return NULL;
}

static gboolean
set_unknown (const char *login, GError **error)
{
  g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("There is no account “%s”. Look at the list of accounts."),
               login);
  return FALSE;
}

/**
 * jkk_account_insert:
 * @db: a connection in a writing transaction
 * @account: login, name, roles and whether the password is to be changed
 * @password: the first password
 * @cost: how dear each try shall be
 * @time: now, seconds since 1970 UTC
 * @error: INVALID: login, name, roles or password; CONFLICT: the login is taken
 *
 * Returns: whether the account is stored
 */
gboolean
jkk_account_insert (
    JkkDb *db, const JkkAccount *account, const char *password, JkkPasswordCost cost, gint64 time, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_ACCOUNT_INSERT);

  if (!jkk_account_check_login (account->login, error) || !jkk_account_check_password (password, error))
    return FALSE;
  g_autofree char *hash = hash_password (password, cost, error);
  if (hash == NULL)
    return FALSE;

  jkk_query_bind_text (query, 1, account->login);
  jkk_query_bind_text (query, 2, account->name);
  jkk_query_bind_number (query, 3, account->roles);
  jkk_query_bind_number (query, 4, account->disabled ? 1 : 0);
  jkk_query_bind_number (query, 5, account->must_change ? 1 : 0);
  jkk_query_bind_number (query, 6, time);
  jkk_query_bind_text (query, 7, hash);
  jkk_query_bind_number (query, 8, account->money_limit);
  return jkk_query_run (query, NULL, error);
}

static JkkAccount *
read_account (JkkQuery *query)
{
  JkkAccount *account =
      jkk_account_new (jkk_query_text (query, 0), jkk_query_text (query, 1), (guint) jkk_query_number (query, 2));

  account->disabled = jkk_query_number (query, 3) != 0;
  account->must_change = jkk_query_number (query, 4) != 0;
  account->failures = jkk_query_number (query, 5);
  account->locked_until = jkk_query_number (query, 6);
  account->created_at = jkk_query_number (query, 7);
  account->signed_in_at = jkk_query_number (query, 8);
  account->money_limit = jkk_query_number (query, 9);
  return account;
}

/* The account, or NULL without an error when there is none. */
static JkkAccount *
find_account (JkkDb *db, const char *login, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_ACCOUNT_LOAD);

  jkk_query_bind_text (query, 1, login);
  return jkk_query_next (query, error) ? read_account (query) : NULL;
}

/**
 * jkk_account_load:
 * @db: a connection
 * @login: a login
 * @error: NOT_FOUND
 *
 * Returns: (transfer full): the account
 */
JkkAccount *
jkk_account_load (JkkDb *db, const char *login, GError **error)
{
  GError *failure = NULL;
  JkkAccount *account = find_account (db, login, &failure);

  if (failure != NULL)
    g_propagate_error (error, failure);
  else if (account == NULL)
    set_unknown (login, error);
  return account;
}

/**
 * jkk_account_list:
 * @db: a connection
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkAccount): all accounts by login, closed ones too
 */
GPtrArray *
jkk_account_list (JkkDb *db, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_ACCOUNT_LIST);
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_account_free);
  GError *failure = NULL;

  while (jkk_query_next (query, &failure))
    g_ptr_array_add (accounts, read_account (query));
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  return g_steal_pointer (&accounts);
}

/* An office without an administrator could not be mended from inside. */
static gboolean
check_administrators (JkkDb *db, const JkkAccount *account, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_ACCOUNT_OTHER_ADMINISTRATORS);

  if (!account->disabled && (account->roles & JKK_ROLE_ADMINISTRATOR) != 0)
    return TRUE;

  jkk_query_bind_text (query, 1, account->login);
  jkk_query_bind_number (query, 2, JKK_ROLE_ADMINISTRATOR);
  if (!jkk_query_next (query, error))
    return FALSE;
  if (jkk_query_number (query, 0) > 0)
    return TRUE;

  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                       _ ("An office needs an administrator. Give somebody else that role first."));
  return FALSE;
}

/**
 * jkk_account_update:
 * @db: a connection in a writing transaction
 * @account: name, roles and whether it is closed are kept; its login says which
 * @error: NOT_FOUND; REFUSED: the last administrator; INVALID
 *
 * Returns: whether it is stored
 */
gboolean
jkk_account_update (JkkDb *db, const JkkAccount *account, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_ACCOUNT_UPDATE);
  gint64 n_changed;

  if (!check_administrators (db, account, error))
    return FALSE;

  jkk_query_bind_text (query, 1, account->login);
  jkk_query_bind_text (query, 2, account->name);
  jkk_query_bind_number (query, 3, account->roles);
  jkk_query_bind_number (query, 4, account->disabled ? 1 : 0);
  jkk_query_bind_number (query, 5, account->money_limit);
  return jkk_query_run (query, &n_changed, error) && (n_changed == 1 || set_unknown (account->login, error));
}

/**
 * jkk_account_set_password:
 * @db: a connection in a writing transaction
 * @login: whose
 * @password: the new one
 * @cost: how dear each try shall be
 * @must_change: whether it is to be changed at the next sign-in, because somebody else has chosen it
 * @error: NOT_FOUND, INVALID
 *
 * Sets a password; an account that rests may sign in again.
 *
 * Returns: whether it is stored
 */
gboolean
jkk_account_set_password (
    JkkDb *db, const char *login, const char *password, JkkPasswordCost cost, gboolean must_change, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_ACCOUNT_SET_PASSWORD);
  gint64 n_changed;

  if (!jkk_account_check_password (password, error))
    return FALSE;
  g_autofree char *hash = hash_password (password, cost, error);
  if (hash == NULL)
    return FALSE;

  jkk_query_bind_text (query, 1, login);
  jkk_query_bind_text (query, 2, hash);
  jkk_query_bind_number (query, 3, must_change ? 1 : 0);
  return jkk_query_run (query, &n_changed, error) && (n_changed == 1 || set_unknown (login, error));
}

/* For a login that does not exist the hash of another account is tried, so that it takes as long and tells nothing. */
static char *
find_hash (JkkDb *db, const char *login, gboolean exists, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, exists ? JKK_SQL_ACCOUNT_PASSWORD : JKK_SQL_ACCOUNT_ANY_PASSWORD);

  if (exists)
    jkk_query_bind_text (query, 1, login);
  return jkk_query_next (query, error) ? jkk_query_dup_text (query, 0) : NULL;
}

static gboolean
note_success (JkkDb *db, JkkAccount *account, gint64 time, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_ACCOUNT_NOTE_SUCCESS);

  account->failures = 0;
  account->locked_until = 0;
  jkk_query_bind_text (query, 1, account->login);
  jkk_query_bind_number (query, 2, time);
  return jkk_query_run (query, NULL, error);
}

static gboolean
note_failure (JkkDb *db, const JkkAccount *account, gint64 time, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_ACCOUNT_NOTE_FAILURE);
  /* After a rest counting begins anew. */
  gint64 failures = account->locked_until != 0 ? 1 : account->failures + 1;

  jkk_query_bind_text (query, 1, account->login);
  jkk_query_bind_number (query, 2, failures);
  jkk_query_bind_number (query, 3, failures >= JKK_ACCOUNT_MAX_FAILURES ? time + JKK_ACCOUNT_LOCK_SECONDS : 0);
  return jkk_query_run (query, NULL, error);
}

static gboolean
judge (JkkDb *db, JkkAccount *account, gboolean matches, gint64 time, JkkSignIn *result, GError **error)
{
  if (account == NULL)
    *result = JKK_SIGN_IN_WRONG;
  else if (time < account->locked_until)
    *result = JKK_SIGN_IN_LOCKED;
  else if (!matches)
    {
      *result = JKK_SIGN_IN_WRONG;
      return note_failure (db, account, time, error);
    }
  else if (account->disabled)
    *result = JKK_SIGN_IN_DISABLED;
  else
    {
      *result = JKK_SIGN_IN_OK;
      return note_success (db, account, time, error);
    }
  return TRUE;
}

static gboolean
is_within (const char *text, const char *name, guint64 most)
{
  guint64 value;

  return g_str_has_prefix (text, name) && g_ascii_string_to_unsigned (text + strlen (name), 10, 1, most, &value, NULL);
}

/**
 * jkk_account_hash_is_fair:
 * @hash: (nullable): what was stored of a password
 *
 * A hash says itself how much time and memory it takes to compare with it. Whoever could write one might keep a node
 * busy for a year, so that nobody signs in.
 *
 * Returns: whether it is one of ours
 */
gboolean
jkk_account_hash_is_fair (const char *hash)
{
  g_auto (GStrv) parts = g_strsplit (hash != NULL ? hash : "", "$", 6);
  g_auto (GStrv) costs_of = g_strv_length (parts) == 6 ? g_strsplit (parts[3], ",", 3) : NULL;

  return costs_of != NULL && strlen (hash) < crypto_pwhash_STRBYTES && *parts[0] == '\0' &&
         g_str_equal (parts[1], "argon2id") && g_str_equal (parts[2], "v=19") && g_strv_length (costs_of) == 3 &&
         is_within (costs_of[0], "m=", crypto_pwhash_MEMLIMIT_SENSITIVE / 1024) &&
         is_within (costs_of[1], "t=", crypto_pwhash_OPSLIMIT_SENSITIVE) && is_within (costs_of[2], "p=", 1);
}

/**
 * jkk_account_match:
 * @db: a connection
 * @login: as typed; case and blanks around it do not matter
 * @password: as typed
 * @matches: (out): whether it is the password of that login
 * @error: STORAGE, BUSY
 *
 * Compares a password, which takes its time, and changes nothing. An unknown login takes as long as a wrong password.
 *
 * Returns: whether it could be compared
 */
gboolean
jkk_account_match (JkkDb *db, const char *login, const char *password, gboolean *matches, GError **error)
{
  g_autofree char *folded = g_utf8_strdown (login, -1);
  GError *failure = NULL;
  g_autoptr (JkkAccount) found = find_account (db, g_strstrip (folded), &failure);
  g_autofree char *hash = failure == NULL ? find_hash (db, folded, found != NULL, &failure) : NULL;

  *matches = jkk_account_hash_is_fair (hash) && sodium_init () >= 0 &&
             crypto_pwhash_str_verify (hash, password, strlen (password)) == 0;
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * jkk_account_judge:
 * @db: a connection in a writing transaction, which must be kept whatever @result is: failures are counted in it
 * @login: as typed
 * @matches: what jkk_account_match() found
 * @time: now, seconds since 1970 UTC
 * @result: (out): what became of it
 * @account: (out) (nullable): the account, when @result is %JKK_SIGN_IN_OK, as it was before
 * @error: STORAGE, BUSY
 *
 * Returns: whether it could be tried
 */
gboolean
jkk_account_judge (JkkDb *db,
                   const char *login,
                   gboolean matches,
                   gint64 time,
                   JkkSignIn *result,
                   JkkAccount **account,
                   GError **error)
{
  g_autofree char *folded = g_utf8_strdown (login, -1);
  GError *failure = NULL;
  g_autoptr (JkkAccount) found = find_account (db, g_strstrip (folded), &failure);

  *account = NULL;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (!judge (db, found, matches, time, result, error))
    return FALSE;
  if (*result == JKK_SIGN_IN_OK)
    *account = g_steal_pointer (&found);
  return TRUE;
}

/* The node compares the password and counts failures; what it tells of the account is read like all else. */
static gboolean
verify_at_node (
    JkkDb *db, const char *login, const char *password, JkkSignIn *result, JkkAccount **account, GError **error)
{
  gint64 before = JKK_NONE;
  int answer = 0;

  if (!jkk_db_sign_in (db, login, password, &answer, &before, error))
    return FALSE;
  *result = (JkkSignIn) answer;
  if (*result != JKK_SIGN_IN_OK)
    return TRUE;
  g_autofree char *folded = g_utf8_strdown (login, -1);
  *account = jkk_account_load (db, g_strstrip (folded), error);
  if (*account != NULL)
    (*account)->signed_in_at = before;
  return *account != NULL;
}

/**
 * jkk_account_verify:
 * @db: a connection in a writing transaction, which must be kept whatever @result is: failures are counted in it
 * @login: as typed; case and blanks around it do not matter
 * @password: as typed
 * @time: now, seconds since 1970 UTC
 * @result: (out): what became of it; jkk_sign_in_check() says it in words
 * @account: (out) (optional) (nullable): the account, when @result is %JKK_SIGN_IN_OK; as it was before, so that its
 *   @signed_in_at is the sign-in before this one
 * @error: STORAGE, BUSY
 *
 * Tries to sign in. An unknown login takes as long as a wrong password.
 *
 * Returns: whether it could be tried
 */
gboolean
jkk_account_verify (JkkDb *db,
                    const char *login,
                    const char *password,
                    gint64 time,
                    JkkSignIn *result,
                    JkkAccount **account,
                    GError **error)
{
  g_autoptr (JkkAccount) found = NULL;
  gboolean matches;
  gboolean tried = jkk_db_is_node (db) ? verify_at_node (db, login, password, result, &found, error)
                                       : jkk_account_match (db, login, password, &matches, error) &&
                                             jkk_account_judge (db, login, matches, time, result, &found, error);

  if (account != NULL)
    *account = g_steal_pointer (&found);
  return tried;
}
