#include "jkk-session-guard.h"

#include "jkk-journal-private.h"
#include "jkk-office-store.h"
#include "jkk-statement.h"

#include <sodium.h>
#include <string.h>

#define V JKK_ROLE_VERIFIER
#define S JKK_ROLE_SUPERVISOR
#define A JKK_ROLE_ADMINISTRATOR
#define WORKER (V | S | A)
#define READER (WORKER | JKK_ROLE_AUDITOR)

/* Beside roles. */
#define NEVER 0u            /* the node does it itself, no desk */
#define ANYBODY 0x10000000u /* also while nobody has signed in */
#define OWN 0x20000000u     /* everybody for himself: the first value, or the one that is named, is the login */

/* Which of the values must be the person, or the computer: nobody writes in another's name. */
typedef struct
{
  guint who;
  guint8 person;
  guint8 workstation;
  guint8 own;
  gboolean is_told; /* the journal must tell of it in the same transaction */
} Rule;

#define TOLD .is_told = TRUE

/* Which value of an entry is the deed. */
#define JOURNAL_DEED 5

/* All that writes, and what is not for everybody to read. What reads and is not named here is for who has signed in. */
static const Rule rules[JKK_N_FIXED_SQL] = {
  [JKK_SQL_OFFICE_GET] = { ANYBODY | READER },
  [JKK_SQL_LAW_ALL] = { ANYBODY | READER },
  [JKK_SQL_SIGNING_KEY_GET] = { OWN },

  [JKK_SQL_JOURNAL_APPEND] = { READER, .person = 3, .workstation = 4 },

  [JKK_SQL_CASE_INSERT] = { WORKER, TOLD },
  [JKK_SQL_CASE_ADVANCE] = { WORKER, TOLD },
  [JKK_SQL_NUMBER_TAKE] = { WORKER, TOLD },
  [JKK_SQL_RESERVED_PUT] = { WORKER, TOLD },
  [JKK_SQL_RESERVED_USE] = { WORKER, TOLD },
  [JKK_SQL_INDEX_PUT] = { WORKER, TOLD },
  [JKK_SQL_INDEX_TOUCH] = { WORKER, TOLD },
  [JKK_SQL_INDEX_TOTAL] = { WORKER, TOLD },
  [JKK_SQL_SEARCH_REMOVE] = { WORKER, TOLD },
  [JKK_SQL_SEARCH_ADD] = { WORKER, TOLD },
  [JKK_SQL_MESSAGE_INSERT] = { WORKER, .person = 9, TOLD },

  [JKK_SQL_DECISION_INSERT] = { V, .person = 5, TOLD },
  [JKK_SQL_DECISION_DECIDE] = { S, .person = 3, TOLD },
  [JKK_SQL_ESCALATION_ADD] = { S, .person = 2, TOLD },
  [JKK_SQL_APPROVAL_APPEND] = { S, .person = 4, TOLD },
  [JKK_SQL_WARRANT_APPEND] = { A | OWN, .own = 2, TOLD },
  [JKK_SQL_SIGNING_KEY_PUT] = { A | OWN, TOLD },
  [JKK_SQL_ACCOUNT_INSERT] = { A, TOLD },
  [JKK_SQL_ACCOUNT_UPDATE] = { A, TOLD },
  [JKK_SQL_ACCOUNT_SET_PASSWORD] = { A | OWN, TOLD },
  [JKK_SQL_OFFICE_SET] = { A, TOLD },
  [JKK_SQL_OFFICE_UNSET] = { A, TOLD },
  [JKK_SQL_LAW_APPEND] = { S | A, .person = 7, TOLD },

  [JKK_SQL_PARTNER_PUT] = { A, TOLD },
  [JKK_SQL_PARTNER_KEY_ADD] = { A, .person = 8, TOLD },
  [JKK_SQL_PARTNER_KEY_REVOKE] = { A, .person = 4, TOLD },
  [JKK_SQL_OFFICE_KEY_ADD] = { A, .person = 8, TOLD },
  [JKK_SQL_OFFICE_KEY_REVOKE] = { A, .person = 4, TOLD },

  [JKK_SQL_POST_IN_INSERT] = { WORKER, TOLD },
  [JKK_SQL_POST_IN_REPLACE] = { WORKER, TOLD },
  [JKK_SQL_POST_IN_SETTLE] = { WORKER, .person = 5, TOLD },
  [JKK_SQL_POST_IN_RELEASE] = { A, .person = 3, TOLD },
  [JKK_SQL_POST_IN_PROPOSE] = { WORKER, TOLD },
  [JKK_SQL_POST_IN_SEEN] = { WORKER, .person = 3, TOLD },
  [JKK_SQL_POST_OUT_INSERT] = { WORKER, .person = 12, TOLD },
  [JKK_SQL_POST_OUT_DELIVERED] = { WORKER },
  [JKK_SQL_POST_OUT_RECEIPTED] = { WORKER, TOLD },
  [JKK_SQL_POST_OUT_AGAIN] = { WORKER },
  [JKK_SQL_BATCH_INSERT] = { WORKER, TOLD },
  [JKK_SQL_BATCH_ADVANCE] = { WORKER, TOLD },
  [JKK_SQL_BATCH_DELIVERED] = { WORKER },
  [JKK_SQL_BATCH_RECEIPTS_DELIVERED] = { WORKER },
  [JKK_SQL_BATCH_AGAIN] = { WORKER },
  [JKK_SQL_OWED_ADD] = { WORKER, TOLD },
  [JKK_SQL_OWED_SETTLE] = { WORKER, TOLD },
  [JKK_SQL_OWED_SETTLE_ONE] = { WORKER, TOLD },
  [JKK_SQL_OWED_REOPEN] = { WORKER, TOLD },
  [JKK_SQL_OWED_FORGIVE] = { WORKER, TOLD },
};

static const guint closed[] = { JKK_SQL_ACCOUNT_PASSWORD,
                                JKK_SQL_ACCOUNT_ANY_PASSWORD,
                                JKK_SQL_ACCOUNT_NOTE_SUCCESS,
                                JKK_SQL_ACCOUNT_NOTE_FAILURE,
                                JKK_SQL_KEPT_ADD,
                                JKK_SQL_KEPT_FIND,
                                JKK_SQL_KEPT_FORGET };

static gboolean
is_closed (guint statement)
{
  for (guint i = 0; i < G_N_ELEMENTS (closed); i++)
    if (closed[i] == statement)
      return TRUE;
  return FALSE;
}

/**
 * jkk_session_guard_has_rule:
 * @statement: number of a registered statement
 *
 * Returns: whether the table above names it; each that writes and is no part of a case must be there
 */
gboolean
jkk_session_guard_has_rule (guint statement)
{
  return is_closed (statement) || (statement < JKK_N_FIXED_SQL && rules[statement].who != NEVER);
}

/* What has no rule is a part of a case, or belongs to one: who works on cases writes it, and the journal tells. */
static Rule
find_rule (guint statement)
{
  if (is_closed (statement))
    return (Rule){ NEVER };
  if (statement < JKK_N_FIXED_SQL && rules[statement].who != NEVER)
    return rules[statement];
  return jkk_statement_writes (statement) ? (Rule){ WORKER, TOLD } : (Rule){ READER };
}

static gboolean
says (const JkkFrameValue *values, guint n_values, guint index, const char *text)
{
  return index == 0 || (index <= n_values && g_strcmp0 (values[index - 1].text, text) == 0);
}

static gboolean
may (const JkkAccount *person, const Rule *rule, const JkkFrameValue *values, guint n_values)
{
  if ((rule->who & person->roles) != 0)
    return TRUE;
  return (rule->who & OWN) != 0 && says (values, n_values, MAX (1, rule->own), person->login);
}

/* Whoever has still the password that an administrator has given is known to two persons. Beside reading, what such a
 * person looks at is noted, and the password can be changed; the deed that does it also makes the own key. */
static gboolean
fits_given_password (const JkkAccount *person, guint statement, const JkkFrameValue *values, guint n_values)
{
  static const struct
  {
    guint statement;
    guint8 own;
  } open[] = { { JKK_SQL_ACCOUNT_SET_PASSWORD, 1 }, { JKK_SQL_SIGNING_KEY_PUT, 1 }, { JKK_SQL_WARRANT_APPEND, 2 } };

  if (!person->must_change || !jkk_statement_writes (statement))
    return TRUE;
  if (statement == JKK_SQL_JOURNAL_APPEND)
    return n_values > JOURNAL_DEED &&
           (says (values, n_values, JOURNAL_DEED, "open") || says (values, n_values, JOURNAL_DEED, "change-password"));
  for (guint i = 0; i < G_N_ELEMENTS (open); i++)
    if (open[i].statement == statement)
      return says (values, n_values, open[i].own, person->login);
  return FALSE;
}

/* That somebody looked is no word about a change. */
static gboolean
tells_of_a_deed (const JkkFrameValue *values, guint n_values)
{
  static const char *const looks[] = { "open", "check", "sign-in", NULL };

  return n_values > 4 && values[4].text != NULL && !g_strv_contains (looks, values[4].text);
}

/* What the roles alone do not say: a hash that would keep the node busy for ever; and a real office is not for
 * everybody to read, as a demonstration is. */
static gboolean
is_fair (guint statement, const JkkFrameValue *values, guint n_values)
{
  switch (statement)
    {
    case JKK_SQL_ACCOUNT_INSERT:
      return n_values > 6 && jkk_account_hash_is_fair (values[6].text);
    case JKK_SQL_ACCOUNT_SET_PASSWORD:
      return n_values > 1 && jkk_account_hash_is_fair (values[1].text);
    case JKK_SQL_OFFICE_SET:
    case JKK_SQL_OFFICE_UNSET:
      return n_values > 0 && g_strcmp0 (values[0].text, JKK_OFFICE_IS_DEMO) != 0;
    default:
      return TRUE;
    }
}

/**
 * jkk_session_guard_ask:
 * @guard: who is at the line; it notes what the transaction must still tell
 * @statement: number of a registered statement
 * @values: what it is to be run with
 * @n_values: how many
 *
 * Returns: whether it may be run by who is there
 */
JkkGuardAnswer
jkk_session_guard_ask (JkkSessionGuard *guard, guint statement, const JkkFrameValue *values, guint n_values)
{
  Rule rule = find_rule (statement);
  gboolean reads = !jkk_statement_writes (statement);

  if (rule.who == NEVER)
    return JKK_GUARD_REFUSED;
  if ((rule.who & ANYBODY) != 0 || (guard->is_demo && reads && rule.who == READER))
    return JKK_GUARD_ALLOWED;
  if (guard->person == NULL)
    return JKK_GUARD_NOBODY;
  if (!may (guard->person, &rule, values, n_values) || !says (values, n_values, rule.person, guard->person->login) ||
      !says (values, n_values, rule.workstation, guard->workstation))
    return JKK_GUARD_REFUSED;
  if (!fits_given_password (guard->person, statement, values, n_values))
    return JKK_GUARD_MUST_CHANGE;
  if (!is_fair (statement, values, n_values))
    return JKK_GUARD_REFUSED;
  guard->must_tell |= rule.is_told;
  guard->has_told |= statement == JKK_SQL_JOURNAL_APPEND && tells_of_a_deed (values, n_values);
  return JKK_GUARD_ALLOWED;
}

/**
 * jkk_session_guard_may_commit:
 * @guard: who is at the line
 *
 * Returns: whether the journal tells of what the transaction has changed
 */
gboolean
jkk_session_guard_may_commit (const JkkSessionGuard *guard)
{
  return !guard->must_tell || guard->has_told;
}

/**
 * jkk_session_guard_continues_chain:
 * @db: the node's own connection, in the transaction
 * @values: those of %JKK_SQL_JOURNAL_APPEND
 * @n_values: how many
 * @error: AWAY, STORAGE: the last one could not be read
 *
 * A desk computes the hash of its entry. One that is wrong would make the whole journal after it unbelievable.
 *
 * Returns: whether the entry comes after the last one and its hash is that of what it says
 */
gboolean
jkk_session_guard_continues_chain (JkkDb *db, const JkkFrameValue *values, guint n_values, GError **error)
{
  g_autofree char *before = NULL;
  gint64 last;

  if (n_values != 10 || !jkk_journal_head (db, &last, &before, error) || values[0].number != last + 1)
    return FALSE;
  JkkJournalEntry entry = {
    .time = values[1].number,
    .person = values[2].text,
    .workstation = values[3].text,
    .deed = values[4].text,
    .deed_id = values[5].text,
    .case_id = values[6].number != JKK_NONE ? values[6].number : 0,
    .reason = values[7].text,
  };
  g_autofree char *hash = jkk_journal_hash (before, last + 1, &entry, values[8].text);
  return g_strcmp0 (hash, values[9].text) == 0;
}

/* ---- Tokens ------------------------------------------------------------------------------------------------------ */

/* Who has signed in is known again after the line broke, or the node was started anew, without a password: by what the
 * node has given out, which it alone can make. It ends with the password that it was given for. */
#define MAC_BYTES 32

static char *
make_mac (const char *secret, const char *text, const char *password)
{
  crypto_generichash_state state;
  guint8 bytes[MAC_BYTES];
  char hex[2 * MAC_BYTES + 1];

  crypto_generichash_init (&state, (const guint8 *) secret, MIN (strlen (secret), crypto_generichash_KEYBYTES_MAX),
                           MAC_BYTES);
  /* With the zero between them, so that no two pairs read alike. */
  crypto_generichash_update (&state, (const guint8 *) text, strlen (text) + 1);
  crypto_generichash_update (&state, (const guint8 *) password, strlen (password) + 1);
  crypto_generichash_final (&state, bytes, MAC_BYTES);
  return g_strdup (sodium_bin2hex (hex, sizeof hex, bytes, MAC_BYTES));
}

/**
 * jkk_session_secret_make:
 *
 * Returns: (transfer full): a secret for a node, of which it alone makes tokens
 */
char *
jkk_session_secret_make (void)
{
  guint8 bytes[JKK_SESSION_SECRET_LETTERS / 2];
  char hex[JKK_SESSION_SECRET_LETTERS + 1];

  randombytes_buf (bytes, sizeof bytes);
  return g_strdup (sodium_bin2hex (hex, sizeof hex, bytes, sizeof bytes));
}

static char *
make_token (const char *secret, const char *login, const char *workstation, const char *password, const char *until)
{
  g_autofree char *text = g_strjoin (" ", login, workstation, until, NULL);
  g_autofree char *mac = make_mac (secret, text, password);

  return g_strjoin (" ", text, mac, NULL);
}

/**
 * jkk_session_token_make:
 * @secret: the node's own
 * @login: who has signed in
 * @workstation: at which computer
 * @password: the hash of the password as it is stored
 * @until: how long it counts, seconds since 1970 UTC
 *
 * Returns: (transfer full): by what a node knows the person again
 */
char *
jkk_session_token_make (
    const char *secret, const char *login, const char *workstation, const char *password, gint64 until)
{
  g_autofree char *end = g_strdup_printf ("%" G_GINT64_FORMAT, until);

  return make_token (secret, login, workstation, password, end);
}

/**
 * jkk_session_token_login:
 * @token: what a desk has shown
 *
 * Returns: (transfer full): whose it says it is; whether that is so says jkk_session_token_is_good()
 */
char *
jkk_session_token_login (const char *token)
{
  return g_strndup (token, strcspn (token, " "));
}

/**
 * jkk_session_token_is_good:
 * @secret: the node's own
 * @token: what a desk has shown
 * @workstation: which computer it is
 * @password: the hash of the person's password as it is stored now
 * @now: seconds since 1970 UTC
 *
 * Returns: whether this node has given it to that person at that computer, and it still counts
 */
gboolean
jkk_session_token_is_good (
    const char *secret, const char *token, const char *workstation, const char *password, gint64 now)
{
  g_auto (GStrv) words = g_strsplit (token, " ", 5);

  if (g_strv_length (words) != 4 || strcmp (words[1], workstation) != 0 || g_ascii_strtoll (words[2], NULL, 10) <= now)
    return FALSE;
  g_autofree char *own = make_token (secret, words[0], workstation, password, words[2]);
  return strlen (own) == strlen (token) && sodium_memcmp (own, token, strlen (own)) == 0;
}

/* ---- Epochs ------------------------------------------------------------------------------------------------------ */

/**
 * jkk_session_epoch_prove:
 * @secret: that of a node and its stand-bys
 * @epoch: in which the node serves
 *
 * Returns: (transfer full): what a desk can show to another of them, which then knows that there is such an epoch
 */
char *
jkk_session_epoch_prove (const char *secret, gint64 epoch)
{
  g_autofree char *text = g_strdup_printf ("epoch %" G_GINT64_FORMAT, epoch);

  return make_mac (secret, text, "");
}

/**
 * jkk_session_epoch_is_proved:
 * @secret: that of a node and its stand-bys
 * @epoch: what a desk says
 * @proof: (nullable): what it shows
 *
 * Returns: whether one of them has served in that epoch; a desk cannot make it up
 */
gboolean
jkk_session_epoch_is_proved (const char *secret, gint64 epoch, const char *proof)
{
  g_autofree char *own = jkk_session_epoch_prove (secret, epoch);

  return proof != NULL && strlen (proof) == strlen (own) && sodium_memcmp (own, proof, strlen (own)) == 0;
}
