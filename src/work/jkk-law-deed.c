#include "jkk-calculation.h"
#include "jkk-case-scan.h"
#include "jkk-deed-private.h"
#include "jkk-law-private.h"
#include "jkk-law-store.h"

/* --- The sums that lists show follow the law --- */

typedef struct
{
  gint64 case_id;
  JkkMoney total;
} Total;

typedef struct
{
  const JkkPackSet *before;
  const JkkPackSet *after;
  JkkDay today;
  GArray *changed; /* Total */
} Recount;

static gboolean
recount_cb (const JkkCase *jcase, gpointer data, GError **error)
{
  Recount *recount = data;
  JkkMoney before = jkk_law_total (recount->before, jcase, recount->today);
  Total total = { jcase->id, jkk_law_total (recount->after, jcase, recount->today) };

  if (before != total.total)
    g_array_append_val (recount->changed, total);
  return TRUE;
}

static gboolean
put_totals (const JkkDeedContext *context, const JkkPackSet *after, GError **error)
{
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (Total));
  Recount recount = { context->packs, after, context->today, changed };

  if (!jkk_case_scan_open (context->db, jkk_law_parts, recount_cb, &recount, error))
    return FALSE;
  for (guint i = 0; i < changed->len; i++)
    {
      const Total *total = &g_array_index (changed, Total, i);

      if (!jkk_case_scan_put_total (context->db, total->case_id, total->total, error))
        return FALSE;
    }
  return TRUE;
}

/* --- The deed --- */

/* What the rules read of a case: all the rest need not be loaded to calculate. */
const char *const jkk_law_parts[] = { "cover",    "employer",     "participant", "accident", "claim",
                                      "medical",  "absences",     "impairments", "expenses", "heirs",
                                      "children", "installments", "elsewhere",   NULL };

/**
 * jkk_law_total:
 * @packs: regulations
 * @jcase: a case
 * @today: the day
 *
 * Returns: the sum of its payout sheet, rupiah; JKK_NONE when it cannot be calculated.
 */
JkkMoney
jkk_law_total (const JkkPackSet *packs, const JkkCase *jcase, JkkDay today)
{
  JkkAmounts amounts;

  return jkk_calculate_amounts (packs, jcase, today, &amounts, NULL) ? amounts.total : JKK_NONE;
}

static JkkLawEntry *
signed_entry (const JkkDeedContext *context)
{
  JkkLawEntry *entry = jkk_law_entry_copy (context->request->law);
  g_autofree char *source = g_strstrip (g_strdup (context->request->reason));

  jkk_set_str (&entry->source, source);
  jkk_set_str (&entry->person, context->person->login);
  jkk_set_str (&entry->person_name, context->person->name);
  entry->time = context->now;
  return entry;
}

static char *
state_of (const JkkLawBand *band)
{
  static const char *const marks[] = { "-", "no", "secondary", "yes" };

  return g_strdup_printf ("%s (%s)", band->plain != NULL ? band->plain : "-", marks[band->mark]);
}

static void
add_change (const JkkDeedContext *context, const JkkLawEntry *entry, const JkkLawBand *before, const JkkLawBand *after)
{
  g_autofree char *day = jkk_day_to_iso (entry->from);
  JkkChange *change = g_new0 (JkkChange, 1);

  change->path = g_strdup_printf ("%s/%s@%s", entry->pack, entry->parameter, day);
  change->before = state_of (before);
  change->after = state_of (after);
  g_ptr_array_add (context->changes, change);
}

/**
 * jkk_deed_confirm_value:
 * @context: the deed's context
 * @error: return location
 *
 * A supervisor or administrator confirms or corrects a figure of the law and says in which source it was read. From
 * then on everything in this office is calculated by it; what was decided before stays as it is.
 *
 * Returns: %NULL; the deed has no case.
 */
JkkCase *
jkk_deed_confirm_value (const JkkDeedContext *context, GError **error)
{
  const JkkLawEntry *asked = context->request->law;

  g_return_val_if_fail (asked != NULL, NULL);

  g_autoptr (JkkLawBand) before = jkk_law_find_in (context->packs, asked->pack, asked->parameter, asked->from, error);
  g_autoptr (GPtrArray) entries = before != NULL ? jkk_law_store_all (context->db, error) : NULL;
  if (entries == NULL)
    return NULL;
  JkkLawEntry *entry = signed_entry (context);
  entry->id = entries->len > 0 ? ((JkkLawEntry *) entries->pdata[0])->id + 1 : 1;
  g_ptr_array_insert (entries, 0, entry);
  const JkkPackSet *packs = jkk_law_packs_of (entries, error);
  if (packs == NULL || !jkk_law_store_append (context->db, entry, NULL, error))
    return NULL;
  g_autoptr (JkkLawBand) after = jkk_law_find_in (packs, asked->pack, asked->parameter, asked->from, error);
  if (after == NULL)
    return NULL;
  add_change (context, entry, before, after);
  if (g_strcmp0 (before->plain, after->plain) != 0)
    put_totals (context, packs, error);
  return NULL;
}
