#include "jkk-verification.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-calculation.h"
#include "jkk-deadline.h"
#include "jkk-deed-private.h"

/**
 * jkk_verification_calculate:
 * @jcase: a case
 * @today: the day
 * @error: return location
 *
 * Returns: (transfer full): its payout sheet with all reasons; an incomplete case gives what can be said and what is
 * missing. %NULL with %JKK_ERROR_INVALID if an amount leaves all bounds.
 */
JkkPayout *
jkk_verification_calculate (const JkkCase *jcase, JkkDay today, GError **error)
{
  const JkkPackSet *packs = jkk_pack_set_builtin (error);

  return packs != NULL ? jkk_calculate_explained (packs, jcase, today, error) : NULL;
}

static void
add_missing (GPtrArray *findings, const JkkMissing *missing)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_strcmp0 (((JkkFinding *) findings->pdata[i])->path, missing->path) == 0)
      return;

  JkkFinding *finding = g_new0 (JkkFinding, 1);
  finding->level = JKK_FINDING_ERROR;
  finding->code = g_strdup ("missing");
  finding->path = g_strdup (missing->path);
  finding->text = g_strdup (_ (missing->text));
  g_ptr_array_add (findings, finding);
}

/**
 * jkk_verification_hindrances:
 * @jcase: a case
 * @payout: (nullable): its payout sheet
 * @today: the day
 *
 * Returns: (transfer full) (element-type JkkFinding): what stands in the way of a proposal to pay; empty when nothing
 * does.
 */
GPtrArray *
jkk_verification_hindrances (const JkkCase *jcase, const JkkPayout *payout, JkkDay today)
{
  g_autoptr (GPtrArray) findings = jkk_case_check (jcase, today);
  GPtrArray *hindrances = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_finding_free);

  /* The gravest come first, so the errors are the head of the list. */
  while (findings->len > 0 && ((JkkFinding *) findings->pdata[0])->level == JKK_FINDING_ERROR)
    g_ptr_array_add (hindrances, g_ptr_array_steal_index (findings, 0));
  for (guint i = 0; payout != NULL && i < payout->missing->len; i++)
    add_missing (hindrances, payout->missing->pdata[i]);
  return hindrances;
}

/**
 * jkk_merge_row_free:
 * @row: (transfer full): a row
 */
void
jkk_merge_row_free (JkkMergeRow *row)
{
  g_free (row->path);
  g_free (row->base);
  g_free (row->mine);
  g_free (row->theirs);
  g_free (row);
}

static JkkMergeRow *
find_row (GPtrArray *rows, const char *path)
{
  for (guint i = 0; i < rows->len; i++)
    if (strcmp (((JkkMergeRow *) rows->pdata[i])->path, path) == 0)
      return rows->pdata[i];

  JkkMergeRow *row = g_new0 (JkkMergeRow, 1);
  row->path = g_strdup (path);
  g_ptr_array_add (rows, row);
  return row;
}

/* All values that one of the two changed, with what each made of them. */
static GPtrArray *
compare_three (const JkkCase *base, const JkkCase *mine, const JkkCase *theirs)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_merge_row_free);
  g_autoptr (GPtrArray) my_changes = jkk_case_diff (base, mine);
  g_autoptr (GPtrArray) their_changes = jkk_case_diff (base, theirs);

  for (guint i = 0; i < my_changes->len; i++)
    {
      const JkkChange *change = my_changes->pdata[i];
      JkkMergeRow *row = find_row (rows, change->path);

      row->base = g_strdup (change->before);
      row->mine = g_strdup (change->after);
      row->theirs = g_strdup (change->before);
      row->conflict = FALSE;
    }
  for (guint i = 0; i < their_changes->len; i++)
    {
      const JkkChange *change = their_changes->pdata[i];
      JkkMergeRow *row = find_row (rows, change->path);
      gboolean mine_too = g_strcmp0 (row->mine, row->theirs) != 0;

      if (!mine_too)
        {
          jkk_set_str (&row->base, change->before);
          jkk_set_str (&row->mine, change->before);
        }
      jkk_set_str (&row->theirs, change->after);
      row->conflict = mine_too && g_strcmp0 (row->mine, row->theirs) != 0;
    }
  return rows;
}

/* Makes the row of a list exist that @path names. */
static JkkCase *
with_row (JkkCase *jcase, const char *path)
{
  const char *open = strchr (path, '[');
  g_autofree char *name = open != NULL ? g_strndup (path, (gsize) (open - path)) : NULL;

  if (open == NULL)
    return jcase;
  while (jkk_case_find (jcase, path, NULL, NULL) == NULL)
    {
      JkkCase *longer = jkk_case_append (jcase, name, NULL);

      jkk_case_unref (jcase);
      jcase = longer;
    }
  return jcase;
}

/* Rows that were removed here were emptied one value after the other: what is empty of them goes, what somebody else
 * wrote into one stays. */
static void
drop_removed_rows (const JkkCase *base, const JkkCase *mine, JkkCase *merged)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint p = 0; p < n_parts; p++)
    if (parts[p].is_list)
      {
        GPtrArray *rows = jkk_case_part_list (merged, &parts[p]);
        guint kept = jkk_case_part_list (mine, &parts[p])->len;

        for (guint i = MIN (jkk_case_part_list (base, &parts[p])->len, rows->len); i > kept; i--)
          if (jkk_record_is_empty (parts[p].type, rows->pdata[i - 1]))
            jkk_record_free (parts[p].type, g_ptr_array_remove_index (rows, i - 1));
      }
}

/**
 * jkk_verification_merge:
 * @base: the case that both started from
 * @mine: the case as this desk edited it
 * @theirs: the case as it is stored now
 * @prefer_mine: what a value becomes that both changed
 * @rows: (out) (optional) (transfer full) (element-type JkkMergeRow): what the two changed
 *
 * Returns: (transfer full): @theirs with what was changed here; it carries the revision of @theirs.
 */
JkkCase *
jkk_verification_merge (
    const JkkCase *base, const JkkCase *mine, const JkkCase *theirs, gboolean prefer_mine, GPtrArray **rows)
{
  g_autoptr (GPtrArray) all = compare_three (base, mine, theirs);
  g_autoptr (JkkCase) merged = jkk_case_copy (theirs);

  for (guint i = 0; i < all->len; i++)
    {
      const JkkMergeRow *row = all->pdata[i];
      gboolean take_mine = g_strcmp0 (row->mine, row->base) != 0 && (!row->conflict || prefer_mine);

      if (!take_mine)
        continue;
      merged = with_row (g_steal_pointer (&merged), row->path);
      g_autoptr (JkkCase) next = jkk_case_set (merged, row->path, row->mine, NULL);
      if (next != NULL)
        {
          jkk_case_unref (merged);
          merged = g_steal_pointer (&next);
          merged->id = theirs->id;
          merged->revision = theirs->revision;
        }
    }
  drop_removed_rows (base, mine, merged);
  if (rows != NULL)
    *rows = g_steal_pointer (&all);
  return g_steal_pointer (&merged);
}

/**
 * jkk_deed_save:
 * @context: the deed's context
 * @error: return location
 *
 * The verifier's changes of the facts. What only deeds may change stays as it is stored.
 *
 * Returns: (transfer full): the case as it shall be stored.
 */
JkkCase *
jkk_deed_save (const JkkDeedContext *context, GError **error)
{
  g_return_val_if_fail (context->request->edited != NULL, NULL);

  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);
  g_autoptr (JkkCase) jcase = jkk_case_copy (context->request->edited);

  jcase->id = context->stored->id;
  jcase->revision = context->stored->revision;
  for (guint p = 0; p < n_parts; p++)
    for (guint f = 0; !parts[p].is_list && f < parts[p].type->n_fields; f++)
      {
        const JkkField *field = &parts[p].type->fields[f];
        gpointer record = (gpointer) jkk_case_part_record (jcase, &parts[p]);
        gconstpointer stored = jkk_case_part_record (context->stored, &parts[p]);

        if ((field->flags & JKK_FIELD_SYSTEM) != 0 && jkk_field_is_text (field))
          jkk_field_put_string (field, record, jkk_field_get_string (field, stored));
        else if ((field->flags & JKK_FIELD_SYSTEM) != 0)
          jkk_field_put_number (field, record, jkk_field_get_number (field, stored));
        else if (!jkk_field_check (field, record, error))
          return NULL;
      }
  return g_steal_pointer (&jcase);
}

/**
 * jkk_deed_hold:
 * @context: the deed's context
 * @error: return location
 *
 * The case waits for something; the reason says for what.
 *
 * Returns: (transfer full): the case as it shall be stored.
 */
JkkCase *
jkk_deed_hold (const JkkDeedContext *context, GError **error)
{
  JkkCase *jcase = jkk_deed_moved (context->stored, JKK_STATUS_HELD);

  jkk_set_str (&jcase->cover.hold_reason, context->request->reason);
  return jcase;
}

/**
 * jkk_deed_resume:
 * @context: the deed's context
 * @error: return location
 *
 * The case no longer waits.
 *
 * Returns: (transfer full): the case as it shall be stored.
 */
JkkCase *
jkk_deed_resume (const JkkDeedContext *context, GError **error)
{
  JkkCase *jcase = jkk_deed_moved (context->stored, JKK_STATUS_VERIFYING);

  jkk_set_str (&jcase->cover.hold_reason, NULL);
  return jcase;
}
