#include "jkk-case-status.h"

#include <glib/gi18n-lib.h>

/*                    ┌───────────◀── give back ───────────┐
 *                    ▼                                    │
 *   (take in) ──▶ RECEIVED ── take ──▶ VERIFYING ── propose ──▶ PROPOSED ── approve ──▶ APPROVED
 *                                      │   ▲  ▲                  │  │
 *                                    hold  │  └──── return ──────┘  └────── reject ──▶ REJECTED
 *                                      ▼   │ resume
 *                                      HELD┘
 *
 * What has legal effect (APPROVED, REJECTED) is never left again: it is corrected by a new case or a later decision.
 */
typedef struct
{
  const char *name; /* as stored and exchanged: the Indonesian word */
  const char *label;
  const char *icon;
  gboolean open;
  gboolean editable;
} StatusRow;

static const StatusRow statuses[JKK_N_STATUS] = {
  [JKK_STATUS_RECEIVED] = { "masuk", N_ ("Received"), "mail-unread-symbolic", TRUE, TRUE },
  [JKK_STATUS_VERIFYING] = { "diverifikasi", N_ ("Being verified"), "document-edit-symbolic", TRUE, TRUE },
  [JKK_STATUS_HELD] = { "ditahan", N_ ("On hold"), "media-playback-pause-symbolic", TRUE, TRUE },
  [JKK_STATUS_PROPOSED] = { "diajukan", N_ ("Proposed"), "mail-send-symbolic", TRUE, FALSE },
  [JKK_STATUS_APPROVED] = { "disetujui", N_ ("Approved"), "emblem-ok-symbolic", FALSE, FALSE },
  [JKK_STATUS_REJECTED] = { "ditolak", N_ ("Rejected"), "action-unavailable-symbolic", FALSE, FALSE },
};

typedef struct
{
  JkkCaseStatus from;
  JkkCaseStatus to;
  JkkRole who;
} Move;

static const Move moves[] = {
  { JKK_STATUS_RECEIVED, JKK_STATUS_VERIFYING, JKK_ROLE_VERIFIER },
  { JKK_STATUS_VERIFYING, JKK_STATUS_RECEIVED, JKK_ROLE_VERIFIER },
  { JKK_STATUS_VERIFYING, JKK_STATUS_HELD, JKK_ROLE_VERIFIER },
  { JKK_STATUS_HELD, JKK_STATUS_VERIFYING, JKK_ROLE_VERIFIER },
  { JKK_STATUS_VERIFYING, JKK_STATUS_PROPOSED, JKK_ROLE_VERIFIER },
  { JKK_STATUS_PROPOSED, JKK_STATUS_VERIFYING, JKK_ROLE_SUPERVISOR },
  { JKK_STATUS_PROPOSED, JKK_STATUS_APPROVED, JKK_ROLE_SUPERVISOR },
  { JKK_STATUS_PROPOSED, JKK_STATUS_REJECTED, JKK_ROLE_SUPERVISOR },
};

/**
 * jkk_case_status_name:
 * @status: a status
 *
 * Returns: (transfer none): its word in the store and in messages.
 */
const char *
jkk_case_status_name (JkkCaseStatus status)
{
  g_return_val_if_fail ((guint) status < JKK_N_STATUS, NULL);

  return statuses[status].name;
}

/**
 * jkk_case_status_label:
 * @status: a status
 *
 * Returns: (transfer none): its word in the language of the interface.
 */
const char *
jkk_case_status_label (JkkCaseStatus status)
{
  g_return_val_if_fail ((guint) status < JKK_N_STATUS, NULL);

  return _ (statuses[status].label);
}

/**
 * jkk_case_status_icon:
 * @status: a status
 *
 * Returns: (transfer none): the name of its symbolic icon.
 */
const char *
jkk_case_status_icon (JkkCaseStatus status)
{
  g_return_val_if_fail ((guint) status < JKK_N_STATUS, NULL);

  return statuses[status].icon;
}

/**
 * jkk_case_status_parse:
 * @name: (nullable): a word as stored
 * @status: (out): the status
 *
 * Returns: whether there is such a status.
 */
gboolean
jkk_case_status_parse (const char *name, JkkCaseStatus *status)
{
  for (guint i = 0; i < JKK_N_STATUS; i++)
    if (g_strcmp0 (statuses[i].name, name) == 0)
      {
        *status = (JkkCaseStatus) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * jkk_case_status_is_open:
 * @status: a status
 *
 * Returns: whether somebody still has to do something.
 */
gboolean
jkk_case_status_is_open (JkkCaseStatus status)
{
  g_return_val_if_fail ((guint) status < JKK_N_STATUS, FALSE);

  return statuses[status].open;
}

/**
 * jkk_case_status_is_editable:
 * @status: a status
 *
 * Returns: whether a verifier may change the facts: not once they were proposed.
 */
gboolean
jkk_case_status_is_editable (JkkCaseStatus status)
{
  g_return_val_if_fail ((guint) status < JKK_N_STATUS, FALSE);

  return statuses[status].editable;
}

/**
 * jkk_case_status_may_move:
 * @from: where the case is
 * @to: where it should go
 * @role: what the person is (a set)
 *
 * Returns: whether this person may move it so.
 */
gboolean
jkk_case_status_may_move (JkkCaseStatus from, JkkCaseStatus to, JkkRole role)
{
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    if (moves[i].from == from && moves[i].to == to)
      return (moves[i].who & role) != 0;
  return FALSE;
}

static const struct
{
  JkkRole role;
  const char *name;
  const char *label;
} roles[] = {
  { JKK_ROLE_VERIFIER, "verifikator", N_ ("Verifier") },
  { JKK_ROLE_SUPERVISOR, "penyelia", N_ ("Supervisor") },
  { JKK_ROLE_ADMINISTRATOR, "administrator", N_ ("Administrator") },
  { JKK_ROLE_AUDITOR, "auditor", N_ ("Auditor") },
};

/**
 * jkk_role_name:
 * @role: one role
 *
 * Returns: (transfer none): its word in the store and on the command line.
 */
const char *
jkk_role_name (JkkRole role)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (roles[i].role == role)
      return roles[i].name;
  g_return_val_if_reached (NULL);
}

/**
 * jkk_role_label:
 * @role: a role; of a set the highest is told
 *
 * Returns: (transfer none): its word in the language of the interface.
 */
const char *
jkk_role_label (JkkRole role)
{
  for (guint i = G_N_ELEMENTS (roles); i > 0; i--)
    if ((role & roles[i - 1].role) != 0)
      return _ (roles[i - 1].label);
  return "";
}

/**
 * jkk_role_parse:
 * @name: a role as stored
 * @role: (out): the role
 *
 * Returns: whether there is such a role.
 */
gboolean
jkk_role_parse (const char *name, JkkRole *role)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_strcmp0 (roles[i].name, name) == 0)
      {
        *role = roles[i].role;
        return TRUE;
      }
  return FALSE;
}
