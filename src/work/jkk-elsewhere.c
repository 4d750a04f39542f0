#include "jkk-elsewhere.h"

#include <string.h>

#include "jkk-calculation.h"
#include "jkk-case-store.h"
#include "jkk-decision-store.h"
#include "jkk-payout-xml.h"
#include "jkk-period.h"

/* Which of two cases of one person comes first: the one that has been decided, since its days are paid; else the one
 * of the earlier accident. A rejected case pays no day. */
static gboolean
comes_first (const JkkCase *other, const JkkCase *jcase)
{
  JkkCaseStatus its = jkk_case_get_status (other);
  gboolean decided = its == JKK_STATUS_APPROVED, mine_decided = jkk_case_get_status (jcase) == JKK_STATUS_APPROVED;
  JkkDay day = other->accident.accident_day;

  if (its == JKK_STATUS_REJECTED || day == JKK_NONE)
    return FALSE;
  if (decided != mine_decided)
    return decided;
  if (day != jcase->accident.accident_day)
    return day < jcase->accident.accident_day;
  return jcase->id == 0 || other->id < jcase->id;
}

/* What was decided for STMB in an approved case; JKK_NONE where nothing was. */
static gboolean
read_paid (JkkDb *db, const JkkCase *other, JkkMoney *paid, GError **error)
{
  *paid = JKK_NONE;
  if (jkk_case_get_status (other) != JKK_STATUS_APPROVED)
    return TRUE;

  g_autoptr (JkkDecision) decision = jkk_decision_store_current (db, other->id, error);
  if (decision == NULL)
    return FALSE;
  g_autoptr (JkkPayout) payout = jkk_payout_from_xml (decision->payout_xml, strlen (decision->payout_xml), error);
  if (payout == NULL)
    return FALSE;
  const JkkReason *line = jkk_payout_find_line (payout, "stmb");
  *paid = line != NULL ? line->amount : 0;
  return TRUE;
}

static void
add_run (JkkCase *jcase, const JkkCase *other, JkkPeriod run, JkkMoney paid)
{
  JkkElsewhere *row = jkk_record_new (&jkk_elsewhere_type);

  jkk_set_str (&row->case_number, other->cover.number);
  jkk_set_str (&row->status, other->cover.status);
  row->accident_day = other->accident.accident_day;
  row->from_day = run.from;
  row->until_day = run.until - 1;
  row->stmb_paid = paid;
  g_ptr_array_add (jcase->elsewhere, row);
}

static gboolean
add_case (JkkDb *db, const JkkPackSet *packs, JkkCase *jcase, gint64 id, JkkDay today, GError **error)
{
  JkkMoney paid;

  if (id == jcase->id)
    return TRUE;
  g_autoptr (JkkCase) other = jkk_case_store_load (db, id, error);
  if (other == NULL)
    return FALSE;
  if (!comes_first (other, jcase))
    return TRUE;
  /* A case of which nothing can be calculated counts no day yet. */
  g_autoptr (GArray) days = jkk_calculate_stmb_days (packs, other, today, NULL);
  if (days == NULL || days->len == 0)
    return TRUE;
  if (!read_paid (db, other, &paid, error))
    return FALSE;
  for (guint i = 0; i < days->len; i++)
    add_run (jcase, other, g_array_index (days, JkkPeriod, i), i == 0 ? paid : JKK_NONE);
  return TRUE;
}

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  const JkkElsewhere *x = *(JkkElsewhere *const *) a, *y = *(JkkElsewhere *const *) b;

  if (x->from_day != y->from_day)
    return x->from_day < y->from_day ? -1 : 1;
  return g_strcmp0 (x->case_number, y->case_number);
}

/**
 * jkk_elsewhere_is_open:
 * @jcase: a case
 *
 * Returns: whether the days that lie in other cases still follow the store: what is proposed or decided stays as it
 * was frozen.
 */
gboolean
jkk_elsewhere_is_open (const JkkCase *jcase)
{
  JkkCaseStatus status = jkk_case_get_status (jcase);

  return status == JKK_STATUS_RECEIVED || status == JKK_STATUS_VERIFYING || status == JKK_STATUS_HELD;
}

/**
 * jkk_elsewhere_fill:
 * @db: a connection
 * @packs: the law as the office has it
 * @jcase: a case
 * @today: the day
 * @error: STORAGE, FORMAT
 *
 * Looks for the other cases of the same person (by participant number or NIK) that come before this one, and puts the
 * days for which they pay STMB into the case, so that the rules see them.
 *
 * Returns: (transfer full): the case with these days
 */
JkkCase *
jkk_elsewhere_fill (JkkDb *db, const JkkPackSet *packs, const JkkCase *jcase, JkkDay today, GError **error)
{
  g_autoptr (JkkCase) filled = jkk_case_copy (jcase);
  const JkkParticipant *person = &jcase->participant;

  for (guint i = 0; i < filled->elsewhere->len; i++)
    jkk_record_free (&jkk_elsewhere_type, filled->elsewhere->pdata[i]);
  g_ptr_array_set_size (filled->elsewhere, 0);
  if (jcase->accident.accident_day == JKK_NONE || (person->number == NULL && person->identity == NULL))
    return g_steal_pointer (&filled);

  g_autoptr (GArray) ids =
      jkk_case_store_find_candidates (db, person->number, person->identity, jcase->accident.accident_day, error);
  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    if (!add_case (db, packs, filled, g_array_index (ids, gint64, i), today, error))
      return NULL;
  g_ptr_array_sort (filled->elsewhere, compare_runs);
  return g_steal_pointer (&filled);
}
