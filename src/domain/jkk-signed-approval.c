#include "jkk-signed-approval.h"

#include <glib/gi18n-lib.h>

#include "jkk-law-entry.h"
#include "jkk-signed-text.h"

/**
 * jkk_approval_new:
 *
 * Returns: (transfer full): an approval of nothing.
 */
JkkApproval *
jkk_approval_new (void)
{
  return g_new0 (JkkApproval, 1);
}

/**
 * jkk_approval_free:
 * @approval: (transfer full): an approval
 */
void
jkk_approval_free (JkkApproval *approval)
{
  g_free (approval->person);
  g_free (approval->before);
  g_free (approval->office);
  g_free (approval->law);
  g_free (approval->statement);
  g_free (approval->signature);
  g_free (approval);
}

/* Every paper with its kind, its fingerprint and its size, a line each. */
static char *
documents_text (const JkkCase *jcase)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < jcase->documents->len; i++)
    {
      const JkkDocument *document = jcase->documents->pdata[i];

      g_string_append_printf (text, "%s %s %" G_GINT64_FORMAT "\n", document->kind != NULL ? document->kind : "-",
                              document->sha256 != NULL ? document->sha256 : "-",
                              document->sha256 != NULL ? document->size : 0);
    }
  return g_string_free (text, FALSE);
}

/**
 * jkk_approval_to_text:
 * @approval: who signs, when, in which office, after which entry of the journal; its statement has no meaning
 * @decision: what is decided
 * @jcase: the case
 *
 * What is signed, as jkk-signed-text.h lays it out, with these lines (hash: SHA-256, hexadecimal):
 *
 *     santun-approval-1
 *     office                  public key of the office's first warrant
 *     case, revision          number of the case; revision that was proposed
 *     decision                number of the decision in the store
 *     verdict, proposal       "approved" or "rejected"; "pay" or "refuse"
 *     total                   rupiah
 *     proposer, proposed-at, proposal-note (hash)
 *     decider, decided-at, decision-note (hash)
 *     facts (hash)            of the frozen case as XML of santun-case-1.xsd
 *     payout (hash)           of the frozen payout sheet with all reasons
 *     pack, pack-version      the regulation, and the SHA-256 of its file, the files it extends and what the office has
 *                             confirmed or corrected in them
 *     law-entries, law (hash) how many figures the office had confirmed or corrected, and all of them
 *     program                 version of the program that calculated
 *     documents (hash)        of a line "KIND SHA256 SIZE" for each paper of the case
 *     approver, warrant       who signs, and the number of the warrant by which
 *     time                    seconds since 1970 UTC
 *     sequence, before        number of the entry of the journal that tells it, and the hash of the entry before
 *
 * The bytes that Ed25519 signs are "Santun", a zero byte and this text.
 *
 * Returns: (transfer full): the text.
 */
char *
jkk_approval_to_text (const JkkApproval *approval, const JkkDecision *decision, const JkkCase *jcase)
{
  GString *text = jkk_signed_text_new (JKK_APPROVAL_KIND);
  g_autofree char *documents = documents_text (jcase);

  jkk_signed_text_add (text, "office", approval->office);
  jkk_signed_text_add (text, "case", jcase->cover.number);
  jkk_signed_text_add_number (text, "revision", decision->case_revision);
  jkk_signed_text_add_number (text, "decision", decision->id);
  jkk_signed_text_add (text, "verdict", decision->state);
  jkk_signed_text_add (text, "proposal", decision->proposal);
  jkk_signed_text_add_number (text, "total", decision->total);
  jkk_signed_text_add (text, "proposer", decision->proposed_by);
  jkk_signed_text_add_number (text, "proposed-at", decision->proposed_at);
  jkk_signed_text_add_hash (text, "proposal-note", decision->proposal_note);
  jkk_signed_text_add (text, "decider", decision->decided_by);
  jkk_signed_text_add_number (text, "decided-at", decision->decided_at);
  jkk_signed_text_add_hash (text, "decision-note", decision->decision_note);
  jkk_signed_text_add_hash (text, "facts", decision->facts_xml);
  jkk_signed_text_add_hash (text, "payout", decision->payout_xml);
  jkk_signed_text_add (text, "pack", decision->pack);
  jkk_signed_text_add (text, "pack-version", decision->pack_version);
  jkk_signed_text_add_number (text, "law-entries", approval->n_law);
  jkk_signed_text_add_hash (text, "law", approval->law);
  jkk_signed_text_add (text, "program", decision->program_version);
  jkk_signed_text_add_hash (text, "documents", documents);
  jkk_signed_text_add (text, "approver", approval->person);
  jkk_signed_text_add_number (text, "warrant", approval->warrant);
  jkk_signed_text_add_number (text, "time", approval->time);
  jkk_signed_text_add_number (text, "sequence", approval->sequence);
  jkk_signed_text_add (text, "before", approval->before);
  return g_string_free (text, FALSE);
}

/**
 * jkk_approval_law_text:
 * @entries: (element-type JkkLawEntry): what the office has confirmed or corrected, in any order
 * @n: how many of them count, by their numbers from 1
 *
 * Returns: (transfer full): all that they say, a line each in order; names of people may change and are not in it.
 */
char *
jkk_approval_law_text (GPtrArray *entries, gint64 n)
{
  GString *text = g_string_new (NULL);

  for (gint64 id = 1; id <= n; id++)
    for (guint i = 0; i < entries->len; i++)
      {
        const JkkLawEntry *entry = entries->pdata[i];

        if (entry->id == id)
          g_string_append_printf (
              text, "%" G_GINT64_FORMAT "\t%s\t%s\t%" G_GINT64_FORMAT "\t%s\t%s\t%s\t%" G_GINT64_FORMAT "\n", entry->id,
              entry->pack, entry->parameter, entry->from, entry->value != NULL ? entry->value : "=", entry->source,
              entry->person, entry->time);
      }
  return g_string_free (text, FALSE);
}

static const struct
{
  const char *name;
  const char *what;
} lines[] = {
  { "office", N_ ("the office") },
  { "case", N_ ("the number of the case") },
  { "revision", N_ ("the revision") },
  { "decision", N_ ("the decision") },
  { "verdict", N_ ("the verdict") },
  { "proposal", N_ ("what was proposed") },
  { "total", N_ ("the amount") },
  { "proposer", N_ ("the proposer") },
  { "proposed-at", N_ ("the time of the proposal") },
  { "proposal-note", N_ ("the note of the proposal") },
  { "decider", N_ ("who decided") },
  { "decided-at", N_ ("the time of the decision") },
  { "decision-note", N_ ("the note of the decision") },
  { "facts", N_ ("the facts of the case") },
  { "payout", N_ ("the payout sheet") },
  { "pack", N_ ("the regulation") },
  { "pack-version", N_ ("the version of the regulation") },
  { "law-entries", N_ ("the figures of the law that the office has confirmed") },
  { "law", N_ ("the figures of the law that the office has confirmed") },
  { "program", N_ ("the version of the program") },
  { "documents", N_ ("the papers") },
  { "approver", N_ ("who signed") },
  { "warrant", N_ ("the warrant of who signed") },
  { "time", N_ ("the time of the signature") },
  { "sequence", N_ ("the place in the journal") },
  { "before", N_ ("the journal before it") },
};

static const char *
line_label (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (g_str_equal (lines[i].name, name))
      return _ (lines[i].what);
  return name;
}

/**
 * jkk_approval_changed_text:
 * @signed_then: what was signed
 * @now: what jkk_approval_to_text() says now
 *
 * Returns: (transfer full) (nullable): in words what is something else now, such as "the amount, the papers"; %NULL if
 *   nothing is.
 */
char *
jkk_approval_changed_text (const char *signed_then, const char *now)
{
  g_auto (GStrv) names = jkk_signed_text_differences (signed_then, now);
  g_autoptr (GPtrArray) told = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *label = line_label (names[i]);

      if (g_ptr_array_find_with_equal_func (told, label, g_str_equal, NULL))
        continue;
      g_ptr_array_add (told, (gpointer) label);
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", label);
    }
  return g_string_free (text, text->len == 0);
}
