#pragma once

#include "jkk-office.h"

G_BEGIN_DECLS

/* What is typed in when an office is set up, an account made or a password changed. */
typedef enum
{
  JKK_ENTRY_OFFICE,
  JKK_ENTRY_CITY,
  JKK_ENTRY_PERSON,
  JKK_ENTRY_LOGIN,
  JKK_ENTRY_PASSWORD,
} JkkEntryKind;

char *jkk_account_state_fault (JkkEntryKind kind, const char *text);
char *jkk_account_state_repeat_fault (const char *password, const char *repeated);
char *jkk_account_state_roles_fault (guint roles);
char *jkk_account_state_taken_fault (GPtrArray *accounts, const char *login);
char *jkk_account_state_roles (guint roles);
char *jkk_account_state_subtitle (const JkkAccount *account, gint64 now);

G_END_DECLS
