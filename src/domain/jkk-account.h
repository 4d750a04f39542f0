#pragma once

#include "jkk-case-status.h"
#include "jkk-money.h"

G_BEGIN_DECLS

/**
 * JkkAccount:
 * @login: lower case, the key
 * @name: as shown and printed
 * @roles: a set of #JkkRole
 * @disabled: may not sign in; kept because the journal names it
 * @must_change: the password is to be changed at the next sign-in
 * @failures: wrong passwords since the last right one
 * @locked_until: seconds since 1970 UTC, or 0
 * @created_at: seconds since 1970 UTC
 * @signed_in_at: last sign-in, or JKK_NONE
 * @money_limit: what the person may approve at most, rupiah; JKK_NONE = any amount
 *
 * A person who may sign in.
 */
typedef struct
{
  char *login;
  char *name;
  guint roles;
  gboolean disabled;
  gboolean must_change;
  gint64 failures;
  gint64 locked_until;
  gint64 created_at;
  gint64 signed_in_at;
  JkkMoney money_limit;
} JkkAccount;

JkkAccount *jkk_account_new (const char *login, const char *name, guint roles);
JkkAccount *jkk_account_copy (const JkkAccount *account);
gboolean jkk_account_may_pay (const JkkAccount *account, JkkMoney amount);
void jkk_account_free (JkkAccount *account);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkAccount, jkk_account_free)

G_END_DECLS
