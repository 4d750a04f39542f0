#pragma once

#include "jkk-account-store.h"
#include "jkk-frame.h"

G_BEGIN_DECLS

/**
 * JkkSessionGuard:
 * @person: (nullable): who has signed in over this line, as the store knows the account; %NULL: nobody
 * @workstation: what the certificate calls the computer
 * @is_demo: whether everything in the store is invented, so that anybody may read it
 * @must_tell: whether this transaction has changed what the journal must tell of
 * @has_told: whether it has written an entry
 *
 * What a node knows of who is at a line, and of what is under way there.
 */
typedef struct
{
  JkkAccount *person;
  const char *workstation;
  gboolean is_demo;
  gboolean must_tell;
  gboolean has_told;
} JkkSessionGuard;

/**
 * JkkGuardAnswer:
 * @JKK_GUARD_ALLOWED: it may be run
 * @JKK_GUARD_NOBODY: somebody has to sign in first
 * @JKK_GUARD_MUST_CHANGE: not before the person has chosen a password of the own
 * @JKK_GUARD_REFUSED: not by this person, not in another's name, not from another computer
 *
 * What a guard says.
 */
typedef enum
{
  JKK_GUARD_ALLOWED,
  JKK_GUARD_NOBODY,
  JKK_GUARD_MUST_CHANGE,
  JKK_GUARD_REFUSED,
} JkkGuardAnswer;

JkkGuardAnswer
jkk_session_guard_ask (JkkSessionGuard *guard, guint statement, const JkkFrameValue *values, guint n_values);
gboolean jkk_session_guard_has_rule (guint statement);
gboolean jkk_session_guard_may_commit (const JkkSessionGuard *guard);
gboolean jkk_session_guard_continues_chain (JkkDb *db, const JkkFrameValue *values, guint n_values, GError **error);

/* Of a node's secret, hexadecimal. */
#define JKK_SESSION_SECRET_LETTERS 64

char *jkk_session_secret_make (void);
char *jkk_session_token_make (
    const char *secret, const char *login, const char *workstation, const char *password, gint64 until);
char *jkk_session_epoch_prove (const char *secret, gint64 epoch);
gboolean jkk_session_epoch_is_proved (const char *secret, gint64 epoch, const char *proof);
char *jkk_session_token_login (const char *token);
gboolean jkk_session_token_is_good (
    const char *secret, const char *token, const char *workstation, const char *password, gint64 now);

G_END_DECLS
