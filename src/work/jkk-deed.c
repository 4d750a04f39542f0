#include "jkk-deed.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-deed-private.h"

#define ANYBODY (JKK_ROLE_VERIFIER | JKK_ROLE_SUPERVISOR | JKK_ROLE_ADMINISTRATOR)
#define READER (ANYBODY | JKK_ROLE_AUDITOR)
#define BIT(status) (1u << JKK_STATUS_##status)
#define ANY_STATUS ((1u << JKK_N_STATUS) - 1)

/* Whose case it must be for the deed. */
typedef enum
{
  WHOSE_ANY,
  WHOSE_MINE,   /* the person verifies it */
  WHOSE_OTHERS, /* somebody else verifies it, or nobody */
  FOUR_EYES,    /* somebody else proposed it */
} Whose;

typedef struct
{
  const char *name; /* of the deed */
  guint statuses;   /* the states in which it may be done; 0 = a deed without a case */
  Whose whose;
} When;

static const JkkDeed deeds[] = {
  { "take-in", N_ ("Take in"), N_ ("took the case in"), JKK_ROLE_VERIFIER, FALSE },
  { "take", N_ ("Take on"), N_ ("took the case on"), JKK_ROLE_VERIFIER, FALSE },
  { "give-back", N_ ("Give back"), N_ ("gave the case back to the queue"), JKK_ROLE_VERIFIER, FALSE },
  { "save", N_ ("Save"), N_ ("changed the facts"), JKK_ROLE_VERIFIER, FALSE },
  { "take-over", N_ ("Take over message"), N_ ("took over a message"), JKK_ROLE_VERIFIER, FALSE },
  { "hold", N_ ("Put on hold"), N_ ("put the case on hold"), JKK_ROLE_VERIFIER, TRUE },
  { "resume", N_ ("Resume"), N_ ("resumed the case"), JKK_ROLE_VERIFIER, FALSE },
  { "propose", N_ ("Propose"), N_ ("proposed a decision"), JKK_ROLE_VERIFIER, FALSE },
  { "approve", N_ ("Approve"), N_ ("approved the proposal"), JKK_ROLE_SUPERVISOR, FALSE },
  { "escalate", N_ ("Pass on"), N_ ("passed the proposal on"), JKK_ROLE_SUPERVISOR, TRUE },
  { "return", N_ ("Return"), N_ ("returned the proposal"), JKK_ROLE_SUPERVISOR, TRUE },
  { "reject", N_ ("Reject claim"), N_ ("rejected the claim"), JKK_ROLE_SUPERVISOR, TRUE },
  { "countersign", N_ ("Sign decision"), N_ ("signed the decision"), JKK_ROLE_SUPERVISOR, FALSE },
  { "open", N_ ("Open"), N_ ("looked at the case"), READER, FALSE },
  { "print", N_ ("Print"), N_ ("printed a paper"), READER, FALSE },
  { "export", N_ ("Export"), N_ ("exported a file"), ANYBODY, FALSE },
  { "add-account", N_ ("Add account"), N_ ("added an account"), JKK_ROLE_ADMINISTRATOR, FALSE },
  { "change-account", N_ ("Change account"), N_ ("changed an account"), JKK_ROLE_ADMINISTRATOR, FALSE },
  { "set-password", N_ ("Set password"), N_ ("set a password"), JKK_ROLE_ADMINISTRATOR, FALSE },
  { "change-password", N_ ("Change password"), N_ ("changed the own password"), READER, FALSE },
  { "confirm-value", N_ ("Confirm figure of the law"), N_ ("confirmed a figure of the law"),
    JKK_ROLE_SUPERVISOR | JKK_ROLE_ADMINISTRATOR, TRUE },
  { "receive", N_ ("Receive post"), N_ ("received a message"), ANYBODY, FALSE },
  { "release-post", N_ ("Release from quarantine"), N_ ("released a message from quarantine"), JKK_ROLE_ADMINISTRATOR,
    TRUE },
  { "receive-paper", N_ ("Receive a paper"), N_ ("received a paper of a message"), ANYBODY, FALSE },
  { "file-paper", N_ ("File a paper"), N_ ("filed a paper that came after its message"), ANYBODY, FALSE },
  { "receive-batch", N_ ("Receive a batch"), N_ ("received messages of a batch"), ANYBODY, FALSE },
  { "settle-post", N_ ("Lay aside"), N_ ("laid a message aside"), JKK_ROLE_VERIFIER, TRUE },
  { "refuse-post", N_ ("Refuse message"), N_ ("refused a message"), JKK_ROLE_VERIFIER, TRUE },
  { "file-post", N_ ("Keep with case"), N_ ("kept a message with the case"), JKK_ROLE_VERIFIER | JKK_ROLE_SUPERVISOR,
    FALSE },
  { "settle-owed", N_ ("Settle answer"), N_ ("settled an answer that was owed"),
    JKK_ROLE_VERIFIER | JKK_ROLE_SUPERVISOR, TRUE },
  { "send-message", N_ ("Send message"), N_ ("sent a message"), JKK_ROLE_VERIFIER | JKK_ROLE_SUPERVISOR, FALSE },
  { "register-partner", N_ ("Register partner"), N_ ("registered a partner"), JKK_ROLE_ADMINISTRATOR, FALSE },
  { "register-key", N_ ("Register key"), N_ ("registered a partner’s key"), JKK_ROLE_ADMINISTRATOR, FALSE },
  { "revoke-key", N_ ("Revoke key"), N_ ("revoked a partner’s key"), JKK_ROLE_ADMINISTRATOR, TRUE },
  { "make-key", N_ ("Make a key of the office"), N_ ("made a key of the office"), JKK_ROLE_ADMINISTRATOR, FALSE },
  { "end-key", N_ ("End a key of the office"), N_ ("ended a key of the office"), JKK_ROLE_ADMINISTRATOR, TRUE },
  { "attach", N_ ("Attach paper"), N_ ("attached a paper"), JKK_ROLE_VERIFIER, FALSE },
  { "judge-paper", N_ ("Judge paper"), N_ ("judged a paper"), JKK_ROLE_VERIFIER, FALSE },
  { "withdraw-paper", N_ ("Withdraw paper"), N_ ("withdrew a paper"), JKK_ROLE_VERIFIER, TRUE },
  { "pay-installment", N_ ("Note payment of scholarship"), N_ ("noted a payment of the scholarship"),
    JKK_ROLE_VERIFIER | JKK_ROLE_SUPERVISOR, FALSE },
  { "set-idle-lock", N_ ("Set idle lock"), N_ ("set when desks lock themselves"), JKK_ROLE_ADMINISTRATOR, FALSE },
  { "restore-backup", N_ ("Restore backup"), N_ ("restored the office from a backup"), JKK_ROLE_ADMINISTRATOR, TRUE },
};

/* The deeds that depend on the state of a case; all others have no case, or make one. */
static const When whens[] = {
  { "take", BIT (RECEIVED) | BIT (VERIFYING) | BIT (HELD), WHOSE_OTHERS },
  { "give-back", BIT (VERIFYING), WHOSE_MINE },
  { "save", BIT (VERIFYING) | BIT (HELD), WHOSE_MINE },
  { "take-over", BIT (RECEIVED) | BIT (VERIFYING) | BIT (HELD), WHOSE_ANY },
  { "hold", BIT (VERIFYING), WHOSE_MINE },
  { "resume", BIT (HELD), WHOSE_MINE },
  { "propose", BIT (VERIFYING), WHOSE_MINE },
  { "approve", BIT (PROPOSED), FOUR_EYES },
  { "escalate", BIT (PROPOSED), FOUR_EYES },
  { "return", BIT (PROPOSED), FOUR_EYES },
  { "reject", BIT (PROPOSED), FOUR_EYES },
  { "countersign", BIT (APPROVED) | BIT (REJECTED), FOUR_EYES },
  { "open", ANY_STATUS, WHOSE_ANY },
  { "print", ANY_STATUS, WHOSE_ANY },
  { "export", ANY_STATUS, WHOSE_ANY },
  { "file-post", ANY_STATUS, WHOSE_ANY },
  { "attach", BIT (RECEIVED) | BIT (VERIFYING) | BIT (HELD), WHOSE_ANY },
  { "judge-paper", BIT (RECEIVED) | BIT (VERIFYING) | BIT (HELD), WHOSE_ANY },
  { "withdraw-paper", BIT (RECEIVED) | BIT (VERIFYING) | BIT (HELD), WHOSE_ANY },
  { "pay-installment", BIT (APPROVED), WHOSE_ANY },
};

static const When *
find_when (const char *name)
{
  static const When any_time = { NULL, 0, WHOSE_ANY };

  for (guint i = 0; i < G_N_ELEMENTS (whens); i++)
    if (g_str_equal (whens[i].name, name))
      return &whens[i];
  return &any_time;
}

/**
 * jkk_deeds:
 * @n_deeds: (out): how many
 *
 * Returns: (transfer none) (array length=n_deeds): all deeds.
 */
const JkkDeed *
jkk_deeds (guint *n_deeds)
{
  *n_deeds = G_N_ELEMENTS (deeds);
  return deeds;
}

/**
 * jkk_deed_find:
 * @name: its name
 *
 * Returns: (transfer none) (nullable): the deed.
 */
const JkkDeed *
jkk_deed_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    if (g_strcmp0 (deeds[i].name, name) == 0)
      return &deeds[i];
  return NULL;
}

/**
 * jkk_deed_label:
 * @deed: a deed
 *
 * Returns: (transfer none): what its button says in the language of the interface.
 */
const char *
jkk_deed_label (const JkkDeed *deed)
{
  return _ (deed->label);
}

/**
 * jkk_deed_needs_case:
 * @deed: a deed
 *
 * Returns: whether it is done to a case that is there already.
 */
gboolean
jkk_deed_needs_case (const JkkDeed *deed)
{
  return find_when (deed->name)->name != NULL;
}

/**
 * jkk_deed_done_label:
 * @name: name of a deed as the journal keeps it
 *
 * Returns: (transfer none): what the history says, such as "approved the proposal"; an unknown name as it is.
 */
const char *
jkk_deed_done_label (const char *name)
{
  const JkkDeed *deed = jkk_deed_find (name);

  if (deed != NULL)
    return _ (deed->done);
  if (g_strcmp0 (name, "sign-in") == 0)
    return _ ("signed in");
  if (g_strcmp0 (name, "create-office") == 0)
    return _ ("made the office");
  if (g_strcmp0 (name, "begin-signatures") == 0)
    return _ ("began to sign decisions");
  return name;
}

static gboolean
refuse (GError **error, const char *text)
{
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED, text);
  return FALSE;
}

static gboolean
check_whose (Whose whose, const JkkAccount *person, const JkkCase *jcase, GError **error)
{
  gboolean mine = g_strcmp0 (jcase->cover.verifier, person->login) == 0;

  if (whose == WHOSE_MINE && !mine)
    return refuse (error, _ ("Another person verifies this case. Take it on first."));
  if (whose == WHOSE_OTHERS && mine && jkk_case_get_status (jcase) != JKK_STATUS_RECEIVED)
    return refuse (error, _ ("You have this case already."));
  if (whose == FOUR_EYES && (g_strcmp0 (jcase->cover.proposer, person->login) == 0))
    return refuse (error, _ ("You proposed this case yourself. Another person has to decide it (four eyes)."));
  return TRUE;
}

/**
 * jkk_deed_allowed:
 * @name: name of a deed
 * @person: (nullable): who wants to do it
 * @jcase: (nullable): with which case
 * @error: return location
 *
 * Returns: whether the person may do it now; else %JKK_ERROR_REFUSED says why.
 */
gboolean
jkk_deed_allowed (const char *name, const JkkAccount *person, const JkkCase *jcase, GError **error)
{
  const JkkDeed *deed = jkk_deed_find (name);

  g_return_val_if_fail (deed != NULL, FALSE);

  const When *when = find_when (name);
  if (person == NULL)
    return refuse (error, _ ("Nobody has signed in. Sign in first."));
  if ((deed->who & person->roles) == 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED, _ ("“%s” is not for your role (%s)."), _ (deed->label),
                   jkk_role_label (person->roles));
      return FALSE;
    }
  if (when->statuses == 0)
    return TRUE;
  if (jcase == NULL)
    return refuse (error, _ ("No case is open."));

  JkkCaseStatus status = jkk_case_get_status (jcase);
  if ((when->statuses & (1u << status)) == 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED, _ ("“%s” cannot be done while the case is in state “%s”."),
                   _ (deed->label), jkk_case_status_label (status));
      return FALSE;
    }
  return check_whose (when->whose, person, jcase, error);
}

/**
 * jkk_outcome_free:
 * @outcome: (transfer full): an outcome
 */
void
jkk_outcome_free (JkkOutcome *outcome)
{
  g_clear_pointer (&outcome->jcase, jkk_case_unref);
  g_clear_pointer (&outcome->signer, jkk_signer_unref);
  g_free (outcome);
}
