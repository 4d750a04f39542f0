#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

typedef enum
{
  JKK_STATUS_RECEIVED,
  JKK_STATUS_VERIFYING,
  JKK_STATUS_HELD,
  JKK_STATUS_PROPOSED,
  JKK_STATUS_APPROVED,
  JKK_STATUS_REJECTED,
} JkkCaseStatus;

#define JKK_N_STATUS 6

/* What a person is in the office; a set. */
typedef enum
{
  JKK_ROLE_VERIFIER = 1 << 0,
  JKK_ROLE_SUPERVISOR = 1 << 1,
  JKK_ROLE_ADMINISTRATOR = 1 << 2,
  JKK_ROLE_AUDITOR = 1 << 3, /* reads everything and changes nothing; goes with no other role */
} JkkRole;

const char *jkk_case_status_name (JkkCaseStatus status);
const char *jkk_case_status_label (JkkCaseStatus status);
const char *jkk_case_status_icon (JkkCaseStatus status);
gboolean jkk_case_status_parse (const char *name, JkkCaseStatus *status);
gboolean jkk_case_status_is_open (JkkCaseStatus status);
gboolean jkk_case_status_is_editable (JkkCaseStatus status);
gboolean jkk_case_status_may_move (JkkCaseStatus from, JkkCaseStatus to, JkkRole role);

const char *jkk_role_name (JkkRole role);
const char *jkk_role_label (JkkRole role);
gboolean jkk_role_parse (const char *name, JkkRole *role);

G_END_DECLS
