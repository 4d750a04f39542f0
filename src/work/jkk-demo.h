#pragma once

#include <gio/gio.h>

#include "jkk-account.h"
#include "jkk-case.h"

G_BEGIN_DECLS

#define JKK_DEMO_CASES 300
#define JKK_DEMO_SEED 2026

/* Accounts of the demonstration office; their passwords are no secret and are shown on its sign-in page. */
typedef struct
{
  const char *login;
  const char *name;
  guint roles;
  const char *password;
} JkkDemoAccount;

const JkkDemoAccount *jkk_demo_accounts (guint *n_accounts);

typedef void (*JkkProgress) (guint done, guint total, gpointer user_data);

/* Makes a demonstration office at @address: invented people and cases in all states, the same for the same seed and
 * day. */
gboolean jkk_demo_create (const char *address,
                          guint n_cases,
                          guint32 seed,
                          JkkDay today,
                          JkkProgress progress,
                          gpointer user_data,
                          GCancellable *cancellable,
                          GError **error);

/* A hospital's KK 3 message for a case: its doctor's letter, or an invented one where there is none. */
char *jkk_demo_kk3 (const JkkCase *jcase, JkkDay today, gsize *length);

G_END_DECLS
