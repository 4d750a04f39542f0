#include <glib/gi18n-lib.h>

#include "jkk-calculation.h"
#include "jkk-case-xml.h"
#include "jkk-decision-store.h"
#include "jkk-deed-private.h"
#include "jkk-elsewhere.h"
#include "jkk-journal.h"
#include "jkk-origin.h"
#include "jkk-payout-xml.h"
#include "jkk-told-private.h"
#include "jkk-verification.h"

static gboolean
check_ready (const JkkDeedContext *context, const JkkCase *jcase, const JkkPayout *payout, GError **error)
{
  g_autoptr (GPtrArray) hindrances = jkk_verification_hindrances (jcase, payout, context->today);

  if (hindrances->len == 0 || context->request->refuse)
    return TRUE;
  const JkkFinding *first = hindrances->pdata[0];
  g_set_error (
      error, JKK_ERROR, JKK_ERROR_REFUSED,
      ngettext ("%d thing hinders the proposal: %s", "%d things hinder the proposal; the first: %s", hindrances->len),
      (int) hindrances->len, first->text);
  return FALSE;
}

/* The fingerprint of what was decided: facts, sheet, pack and program, each on its own line. */
static char *
fingerprint (const JkkDecision *decision)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *const texts[] = { decision->facts_xml, decision->payout_xml, decision->pack_version,
                                decision->program_version, decision->proposal };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_checksum_update (checksum, (const guchar *) (texts[i] != NULL ? texts[i] : ""), -1);
      g_checksum_update (checksum, (const guchar *) "\n", 1);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

static JkkDecision *
freeze (const JkkDeedContext *context, const JkkCase *jcase, const JkkPayout *payout)
{
  JkkDecision *decision = jkk_decision_new ();

  decision->case_id = jcase->id;
  decision->case_revision = context->stored->revision + 1;
  decision->state = g_strdup ("proposed");
  decision->proposal = g_strdup (context->request->refuse ? "refuse" : "pay");
  decision->proposed_by = g_strdup (context->person->login);
  decision->proposed_at = context->now;
  decision->proposal_note = g_strdup (context->request->reason);
  decision->total = context->request->refuse ? 0 : payout->total;
  decision->pack = g_strdup (payout->pack);
  decision->pack_version = g_strdup (payout->pack_version);
  decision->program_version = g_strdup (JKK_VERSION);
  decision->facts_xml = jkk_case_to_xml (jcase, NULL);
  decision->payout_xml = jkk_payout_to_xml (payout, NULL);
  decision->hash = fingerprint (decision);
  return decision;
}

/* Whoever reads the frozen sheet later sees whose word each value was. */
static gboolean
name_origins (const JkkDeedContext *context, JkkPayout *payout, GError **error)
{
  g_autoptr (GPtrArray) history = jkk_journal_history (context->db, context->stored->id, error);
  g_autoptr (GHashTable) origins = history != NULL ? jkk_origins_new (history) : NULL;

  if (origins != NULL)
    jkk_origins_put (origins, payout);
  return origins != NULL;
}

/**
 * jkk_deed_propose:
 * @context: the deed's context
 * @error: return location
 *
 * The verifier proposes a decision. The case as it stands, the payout sheet with its reasons, the pack and the
 * program's version are frozen; nothing of it can be changed until somebody else has decided.
 *
 * Returns: (transfer full): the case as it shall be stored.
 */
JkkCase *
jkk_deed_propose (const JkkDeedContext *context, GError **error)
{
  gint64 id;

  if (!jkk_told_check_undecided (context->db, context->stored->id, error) ||
      !jkk_told_check_case (context->db, context->stored, error))
    return NULL;
  g_autoptr (JkkCase) filled = jkk_elsewhere_fill (context->db, context->packs, context->stored, context->today, error);
  g_autoptr (JkkPayout) payout =
      filled != NULL ? jkk_calculate_explained (context->packs, filled, context->today, error) : NULL;

  if (payout == NULL || !check_ready (context, filled, payout, error) || !name_origins (context, payout, error))
    return NULL;

  g_autoptr (JkkCase) jcase = jkk_deed_moved (filled, JKK_STATUS_PROPOSED);
  jkk_set_str (&jcase->cover.proposer, context->person->login);
  jkk_set_str (&jcase->cover.hold_reason, NULL);
  g_autoptr (JkkDecision) decision = freeze (context, jcase, payout);
  if (!jkk_decision_store_propose (context->db, decision, &id, error))
    return NULL;
  return g_steal_pointer (&jcase);
}
