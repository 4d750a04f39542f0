/* The printed decision (penetapan): a plain, dignified letter with the whole payout sheet. */
#include "jkk-letter.h"

#include <glib/gi18n-lib.h>

#include "jkk-bahasa.h"
#include "jkk-form-value.h"
#include "jkk-galley.h"
#include "jkk-letter-sheet.h"
#include "jkk-words.h"

#define LABEL_WIDTH 128.0
#define HALF_WIDTH (JKK_GALLEY_WIDTH / 2)
/* Room for a signature and a stamp. */
#define SIGNATURE 52.0

static gboolean
state_is (const JkkLetter *letter, const char *state)
{
  return letter->decision != NULL && g_strcmp0 (letter->decision->state, state) == 0;
}

static gboolean
is_decided (const JkkLetter *letter)
{
  return state_is (letter, "approved") || state_is (letter, "rejected");
}

static gboolean
is_refusal (const JkkLetter *letter)
{
  return letter->decision != NULL &&
         (state_is (letter, "rejected") || g_strcmp0 (letter->decision->proposal, "refuse") == 0);
}

static void
add_pair (JkkGalley *galley, const char *label, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  jkk_galley_add (galley, JKK_STYLE_LABEL, 0, LABEL_WIDTH, label);
  jkk_galley_add (galley, JKK_STYLE_TEXT, LABEL_WIDTH, JKK_GALLEY_WIDTH - LABEL_WIDTH, text);
  jkk_galley_end_block (galley, FALSE);
}

static void
add_value (JkkGalley *galley, const JkkLetter *letter, const char *label, const char *path)
{
  JkkFormFacts facts = { letter->jcase, letter->payout, letter->decision };
  g_autofree char *text = jkk_form_value_text (&facts, path);

  add_pair (galley, label, text);
}

static const char *
title_of (const JkkLetter *letter)
{
  if (is_refusal (letter))
    return jkk_bahasa (N_ ("Decision to refuse the work accident benefit"));
  return jkk_bahasa (N_ ("Decision on the work accident benefit"));
}

static const char *
warning_of (const JkkLetter *letter)
{
  if (is_decided (letter))
    return NULL;
  if (state_is (letter, "proposed"))
    return jkk_bahasa (N_ ("PROPOSAL — not yet decided, no ground for payment"));
  return jkk_bahasa (N_ ("DRAFT — not yet decided, no ground for payment"));
}

static void
add_head (JkkGalley *galley, const JkkLetter *letter)
{
  g_autofree char *number = g_strdup_printf (jkk_bahasa (N_ ("Case number: %s")),
                                             letter->jcase->cover.number != NULL ? letter->jcase->cover.number : "—");
  const char *warning = warning_of (letter);

  if (*letter->office != '\0')
    {
      jkk_galley_add (galley, JKK_STYLE_HEADING, 0, JKK_GALLEY_WIDTH, letter->office);
      jkk_galley_end_block (galley, FALSE);
    }
  jkk_galley_add (galley, JKK_STYLE_LABEL, 0, JKK_GALLEY_WIDTH, jkk_bahasa (N_ ("Work accident insurance (JKK)")));
  jkk_galley_end_block (galley, FALSE);
  jkk_galley_rule (galley, 1.2);
  jkk_galley_space (galley, 14);
  jkk_galley_add_centred (galley, JKK_STYLE_TITLE, title_of (letter));
  jkk_galley_end_block (galley, TRUE);
  jkk_galley_space (galley, 2);
  jkk_galley_add_centred (galley, JKK_STYLE_TEXT, number);
  jkk_galley_end_block (galley, FALSE);
  if (warning != NULL)
    {
      jkk_galley_space (galley, 4);
      jkk_galley_add_centred (galley, JKK_STYLE_STRONG, warning);
      jkk_galley_end_block (galley, FALSE);
    }
  jkk_galley_space (galley, 14);
}

static void
add_heading (JkkGalley *galley, const char *text)
{
  jkk_galley_space (galley, 10);
  jkk_galley_add (galley, JKK_STYLE_HEADING, 0, JKK_GALLEY_WIDTH, text);
  jkk_galley_end_block (galley, TRUE);
  jkk_galley_rule (galley, 0.5);
}

static void
add_parties (JkkGalley *galley, const JkkLetter *letter)
{
  const JkkPayout *payout = letter->payout;

  add_value (galley, letter, jkk_bahasa (N_ ("Participant")), "participant.name");
  add_value (galley, letter, jkk_bahasa (N_ ("Participant number")), "participant.number");
  add_value (galley, letter, jkk_bahasa (N_ ("NIK or passport number")), "participant.identity");
  add_value (galley, letter, jkk_bahasa (N_ ("Date of birth")), "participant.born");
  add_value (galley, letter, jkk_bahasa (N_ ("Employer")), "employer.name");
  add_value (galley, letter, jkk_bahasa (N_ ("NPP / NPW / project number")), "employer.number");
  add_value (galley, letter, jkk_bahasa (N_ ("Date of accident")), "accident.accident_day");
  add_value (galley, letter, jkk_bahasa (N_ ("Outcome by the doctor")), "medical.outcome");
  add_value (galley, letter, jkk_bahasa (N_ ("Regulation applied")), "payout.pack");
  if (payout != NULL && payout->law_day != JKK_NONE)
    {
      g_autofree char *day = jkk_words_from_day (payout->law_day);

      add_pair (galley, jkk_bahasa (N_ ("Day that decides the law")), day);
    }
}

static void
add_total (JkkGalley *galley, const char *label, JkkMoney total)
{
  g_autofree char *amount = jkk_money_to_rupiah (total), *words = jkk_words_from_rupiah (total);

  jkk_galley_rule (galley, 1.0);
  jkk_galley_add (galley, JKK_STYLE_TOTAL, 0, 300, label);
  jkk_galley_add_right (galley, JKK_STYLE_TOTAL, 300, JKK_GALLEY_WIDTH - 300, amount);
  jkk_galley_end_block (galley, TRUE);
  jkk_galley_rule (galley, 1.0);
  jkk_galley_add (galley, JKK_STYLE_LABEL, 0, 70, jkk_bahasa (N_ ("In words")));
  jkk_galley_add (galley, JKK_STYLE_STRONG, 70, JKK_GALLEY_WIDTH - 70, words);
  jkk_galley_end_block (galley, FALSE);
}

static void
add_sheet (JkkGalley *galley, const JkkLetter *letter)
{
  const JkkPayout *payout = letter->payout;

  add_heading (galley, jkk_bahasa (N_ ("Payout sheet")));
  if (payout == NULL || payout->lines->len == 0)
    {
      jkk_galley_add (galley, JKK_STYLE_TEXT, 0, JKK_GALLEY_WIDTH,
                      jkk_bahasa (N_ ("No benefit has been calculated for this case.")));
      jkk_galley_end_block (galley, FALSE);
    }
  for (guint i = 0; payout != NULL && i < payout->lines->len; i++)
    jkk_letter_sheet_add_line (galley, letter->jcase, i + 1, payout->lines->pdata[i]);
  if (is_refusal (letter))
    {
      jkk_galley_space (galley, 6);
      jkk_galley_add (galley, JKK_STYLE_STRONG, 0, JKK_GALLEY_WIDTH,
                      jkk_bahasa (N_ ("The claim is refused; nothing is paid.")));
      jkk_galley_end_block (galley, FALSE);
    }
  else if (letter->decision != NULL)
    add_total (galley, jkk_bahasa (N_ ("Total")), letter->decision->total);
  else if (payout != NULL)
    add_total (galley,
               payout->missing->len == 0 ? jkk_bahasa (N_ ("Total")) : jkk_bahasa (N_ ("So far, data still missing")),
               payout->total);
  jkk_letter_sheet_add_remarks (galley, letter->jcase, payout);
}

static char *
moment (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);
  JkkDay day =
      jkk_day_new (g_date_time_get_year (time), g_date_time_get_month (time), g_date_time_get_day_of_month (time));
  g_autofree char *words = jkk_words_from_day (day), *clock = g_date_time_format (time, "%H.%M");

  return g_strdup_printf (jkk_bahasa (N_ ("%s at %s")), words, clock);
}

static void
add_signer (JkkGalley *galley, double x, JkkStyle style, const char *text)
{
  jkk_galley_add (galley, style, x, HALF_WIDTH - 12, text != NULL ? text : "");
}

/* Who proposed on the left, who decided on the right; all of it stays on one page. */
static void
add_signatures (JkkGalley *galley, const JkkLetter *letter)
{
  const JkkDecision *decision = letter->decision;
  g_autofree char *proposed = moment (decision->proposed_at);
  g_autofree char *decided = is_decided (letter) ? moment (decision->decided_at) : NULL;
  g_autofree char *where = letter->place != NULL && decided != NULL ? g_strdup_printf ("%s, %s", letter->place, decided)
                                                                    : g_strdup (decided);

  add_heading (galley, jkk_bahasa (N_ ("Decision")));
  add_pair (galley, jkk_bahasa (N_ ("Note on the proposal")), decision->proposal_note);
  add_pair (galley, jkk_bahasa (N_ ("Reason of the decision")), decision->decision_note);
  jkk_galley_space (galley, 6);
  add_signer (galley, 0, JKK_STYLE_LABEL, jkk_bahasa (N_ ("Proposed by")));
  if (decided != NULL)
    add_signer (galley, HALF_WIDTH, JKK_STYLE_LABEL,
                is_refusal (letter) ? jkk_bahasa (N_ ("Refused by")) : jkk_bahasa (N_ ("Approved by")));
  jkk_galley_end_block (galley, TRUE);
  add_signer (galley, 0, JKK_STYLE_TEXT, proposed);
  add_signer (galley, HALF_WIDTH, JKK_STYLE_TEXT, where);
  jkk_galley_end_block (galley, TRUE);
  jkk_galley_space (galley, SIGNATURE);
  add_signer (galley, 0, JKK_STYLE_STRONG, letter->proposer != NULL ? letter->proposer : decision->proposed_by);
  if (decided != NULL)
    add_signer (galley, HALF_WIDTH, JKK_STYLE_STRONG,
                letter->approver != NULL ? letter->approver : decision->decided_by);
  jkk_galley_end_block (galley, FALSE);
}

static void
add_proof (JkkGalley *galley, const JkkLetter *letter)
{
  const JkkDecision *decision = letter->decision;
  const char *unknown = "—";

  if (decision == NULL || decision->hash == NULL)
    return;
  g_autofree char *proof = g_strdup_printf (
      jkk_bahasa (
          N_ ("Fingerprint of facts and payout sheet (SHA-256): %s. Regulation pack %s, version %s; Santun %s.")),
      decision->hash, decision->pack != NULL ? decision->pack : unknown,
      decision->pack_version != NULL ? decision->pack_version : unknown,
      decision->program_version != NULL ? decision->program_version : unknown);
  jkk_galley_space (galley, 12);
  jkk_galley_add (galley, JKK_STYLE_SMALL, 0, JKK_GALLEY_WIDTH, proof);
  jkk_galley_end_block (galley, FALSE);
}

/**
 * jkk_letter_print:
 * @letter: what it is made of
 * @error: return location
 *
 * Makes the printed decision: parties, the whole payout sheet with formulas, inputs and articles, the total in words,
 * who proposed and who decided. Without a decision it is marked as a draft. It is in Indonesian in every locale. The
 * same letter gives the same bytes. May be called from any thread.
 *
 * Returns: (transfer full): a PDF; %NULL with %JKK_ERROR_STORAGE if it cannot be made.
 */
GBytes *
jkk_letter_print (const JkkLetter *letter, GError **error)
{
  g_autoptr (JkkGalley) galley = jkk_galley_new ();
  gint64 made_at = 0;

  g_return_val_if_fail (letter != NULL && letter->office != NULL && letter->jcase != NULL, NULL);

  add_head (galley, letter);
  add_parties (galley, letter);
  add_sheet (galley, letter);
  if (letter->decision != NULL)
    {
      made_at = is_decided (letter) ? letter->decision->decided_at : letter->decision->proposed_at;
      add_signatures (galley, letter);
    }
  add_proof (galley, letter);

  const char *number = letter->jcase->cover.number != NULL ? letter->jcase->cover.number : "—";
  g_autofree char *foot =
      g_strconcat (number, " · ", title_of (letter), *letter->office != '\0' ? " · " : "", letter->office, NULL);
  return jkk_galley_print (galley, title_of (letter), foot, made_at, error);
}
