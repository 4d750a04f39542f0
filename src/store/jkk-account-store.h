#pragma once

#include "jkk-account.h"
#include "jkk-db.h"

G_BEGIN_DECLS

/* After so many wrong passwords in a row an account rests for so long. */
#define JKK_ACCOUNT_MAX_FAILURES 5
#define JKK_ACCOUNT_LOCK_SECONDS 300

/* What a password must have; jkk_account_check_password() says it in words. */
#define JKK_PASSWORD_MIN_CHARS 10

/* How dear it is to try a password (Argon2id): MINIMAL is for tests only. */
typedef enum
{
  JKK_PASSWORD_COST_MINIMAL,
  JKK_PASSWORD_COST_NORMAL,
  JKK_PASSWORD_COST_HIGH,
} JkkPasswordCost;

typedef enum
{
  JKK_SIGN_IN_OK,
  JKK_SIGN_IN_WRONG,    /* no such login, or wrong password: never told apart */
  JKK_SIGN_IN_LOCKED,   /* too many wrong passwords */
  JKK_SIGN_IN_DISABLED, /* the password was right, but the account is closed */
} JkkSignIn;

gboolean jkk_account_check_login (const char *login, GError **error);
gboolean jkk_account_check_password (const char *password, GError **error);
gboolean jkk_sign_in_check (JkkSignIn result, GError **error);

gboolean jkk_account_insert (
    JkkDb *db, const JkkAccount *account, const char *password, JkkPasswordCost cost, gint64 time, GError **error);
JkkAccount *jkk_account_load (JkkDb *db, const char *login, GError **error);
GPtrArray *jkk_account_list (JkkDb *db, GError **error);
gboolean jkk_account_update (JkkDb *db, const JkkAccount *account, GError **error);
gboolean jkk_account_set_password (
    JkkDb *db, const char *login, const char *password, JkkPasswordCost cost, gboolean must_change, GError **error);
gboolean jkk_account_hash_is_fair (const char *hash);
gboolean jkk_account_match (JkkDb *db, const char *login, const char *password, gboolean *matches, GError **error);
gboolean jkk_account_judge (JkkDb *db,
                            const char *login,
                            gboolean matches,
                            gint64 time,
                            JkkSignIn *result,
                            JkkAccount **account,
                            GError **error);
gboolean jkk_account_verify (JkkDb *db,
                             const char *login,
                             const char *password,
                             gint64 time,
                             JkkSignIn *result,
                             JkkAccount **account,
                             GError **error);

G_END_DECLS
