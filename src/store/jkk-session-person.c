#include "jkk-session-person.h"

#include "jkk-statement.h"

/**
 * jkk_session_person_refresh:
 * @db: the node's own connection
 * @guard: who is at the line
 *
 * Roles may have been taken away, or the account closed, since somebody has signed in.
 */
void
jkk_session_person_refresh (JkkDb *db, JkkSessionGuard *guard)
{
  g_autoptr (GError) error = NULL;
  JkkAccount *now = guard->person != NULL ? jkk_account_load (db, guard->person->login, &error) : NULL;

  /* A node that has just ceased to lead its group knows nothing against anybody, and keeps nothing either. */
  if (g_error_matches (error, JKK_ERROR, JKK_ERROR_AWAY))
    return;
  if (now != NULL && now->disabled)
    g_clear_pointer (&now, jkk_account_free);
  g_clear_pointer (&guard->person, jkk_account_free);
  guard->person = now;
}

/**
 * jkk_session_person_judge:
 * @db: the node's own connection, in a writing transaction
 * @session: who is at the other end
 * @login: as typed
 * @matches: whether the password is right
 * @guard: gets the person, if all is well
 * @result: (out): what became of it
 * @before: (out): when the person had signed in before
 *
 * Returns: whether it could be noted; the transaction is to be kept then
 */
gboolean
jkk_session_person_judge (JkkDb *db,
                          const JkkSession *session,
                          const char *login,
                          gboolean matches,
                          JkkSessionGuard *guard,
                          JkkSignIn *result,
                          gint64 *before)
{
  JkkAccount *account = NULL;

  if (!jkk_account_judge (db, login, matches, g_get_real_time () / G_USEC_PER_SEC, result, &account, NULL))
    return FALSE;
  /* As one line, whatever was typed. */
  g_autofree char *typed = g_strescape (login, NULL);
  g_message ("desk %s: “%s” %s", session->name, typed, account != NULL ? "has signed in" : "was not let in");
  *before = account != NULL ? account->signed_in_at : JKK_NONE;
  /* A wrong password proves nothing: who was signed in here still is. */
  if (account != NULL)
    {
      g_clear_pointer (&guard->person, jkk_account_free);
      guard->person = account;
    }
  return TRUE;
}

static char *
read_password (JkkDb *db, const char *login)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_ACCOUNT_PASSWORD);

  jkk_query_bind_text (query, 1, login);
  return jkk_query_next (query, NULL) ? jkk_query_dup_text (query, 0) : NULL;
}

/**
 * jkk_session_person_token:
 * @db: the node's own connection
 * @session: who is at the other end
 * @guard: who has signed in there
 *
 * Returns: (transfer full) (nullable): by what the person is known again after the line broke; %NULL: nobody is there
 */
char *
jkk_session_person_token (JkkDb *db, const JkkSession *session, const JkkSessionGuard *guard)
{
  g_autofree char *password = guard->person != NULL ? read_password (db, guard->person->login) : NULL;
  gint64 until = g_get_real_time () / G_USEC_PER_SEC + JKK_SESSION_SIGN_IN_SECONDS;

  return password != NULL
             ? jkk_session_token_make (session->house->secret, guard->person->login, session->name, password, until)
             : NULL;
}

/**
 * jkk_session_person_resume:
 * @db: the node's own connection
 * @session: who is at the other end
 * @token: what it shows
 * @guard: gets the person, if all is well
 *
 * Returns: whether the person is signed in again
 */
gboolean
jkk_session_person_resume (JkkDb *db, const JkkSession *session, const char *token, JkkSessionGuard *guard)
{
  g_autofree char *login = jkk_session_token_login (token);
  g_autofree char *password = read_password (db, login);

  g_clear_pointer (&guard->person, jkk_account_free);
  if (password == NULL || !jkk_session_token_is_good (session->house->secret, token, session->name, password,
                                                      g_get_real_time () / G_USEC_PER_SEC))
    return FALSE;
  guard->person = jkk_account_load (db, login, NULL);
  jkk_session_person_refresh (db, guard);
  return guard->person != NULL;
}
