#include <glib/gi18n-lib.h>

#include "jkk-auditing-private.h"
#include "jkk-case-store.h"
#include "jkk-tables.h"
#include "jkk-told-private.h"
#include "jkk-told-store.h"

/* So many faults of one kind are told; the others are counted. */
#define MOST_FAULTS 64

/* What the journal tells beside what the tables hold. */

static gboolean
name_case (JkkDb *db, JkkAuditFault *fault, GError **error)
{
  g_autoptr (JkkCase) jcase = fault->case_id != 0 ? jkk_case_store_load (db, fault->case_id, error) : NULL;

  if (jcase != NULL)
    fault->case_number = g_strdup (jcase->cover.number);
  return fault->case_id == 0 || jcase != NULL;
}

static void
take (JkkAuditReport *report, guint *n_told, JkkAuditFault *fault)
{
  if ((*n_told)++ < MOST_FAULTS)
    g_ptr_array_add (report->faults, fault);
  else
    {
      report->n_more++;
      jkk_audit_fault_free (fault);
    }
}

static gboolean
add_unheld (JkkDb *db, JkkAuditReport *report, GError **error)
{
  g_autoptr (GPtrArray) unheld = jkk_told_store_unheld (db, error);
  guint n_told = 0;

  while (unheld != NULL && unheld->len > 0)
    {
      JkkAuditFault *fault = g_ptr_array_steal_index (unheld, 0);

      fault->text = g_strdup (_ ("What was signed with this entry has been taken away from the store."));
      if (!name_case (db, fault, error))
        {
          jkk_audit_fault_free (fault);
          return FALSE;
        }
      take (report, &n_told, fault);
    }
  return unheld != NULL;
}

static gboolean
add_undecided (JkkDb *db, JkkAuditReport *report, GError **error)
{
  g_autoptr (GArray) ids = jkk_told_store_undecided (db, error);
  guint n_told = 0;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (JkkAuditFault) fault = jkk_audit_fault_new (JKK_AUDIT_CASE, 0);

      fault->case_id = g_array_index (ids, gint64, i);
      fault->text = g_strdup (_ ("The case is closed, but nobody has decided it."));
      if (!name_case (db, fault, error))
        return FALSE;
      take (report, &n_told, g_steal_pointer (&fault));
    }
  return ids != NULL;
}

static void
add_law (JkkDb *db, JkkAuditReport *report)
{
  g_autoptr (GError) wrong = NULL;
  guint n_told = 0;

  if (jkk_told_check_law (db, &wrong))
    return;
  JkkAuditFault *fault = jkk_audit_fault_new (JKK_AUDIT_LAW, 0);
  fault->text = g_strdup (wrong->message);
  take (report, &n_told, fault);
}

typedef struct
{
  JkkAuditReport *report;
  guint n_told;
} Schema;

static void
add_schema (JkkTablesFault kind, const char *name, gpointer data)
{
  Schema *schema = data;
  JkkAuditFault *fault = jkk_audit_fault_new (JKK_AUDIT_SCHEMA, 0);

  if (kind == JKK_TABLES_FOREIGN)
    fault->text = g_strdup_printf (_ ("Somebody has put a rule of his own into the store: “%s”."), name);
  else if (kind == JKK_TABLES_CHANGED)
    fault->text = g_strdup_printf (_ ("A table or rule of the store is not as the program made it: “%s”."), name);
  else
    fault->text = g_strdup_printf (_ ("A table or rule of the store has been taken away: “%s”."), name);
  take (schema->report, &schema->n_told, fault);
}

static gboolean
check_case (JkkDb *db, gint64 id, JkkAuditReport *report, guint *n_told, GError **error)
{
  g_autoptr (JkkCase) jcase = jkk_case_store_load (db, id, error);
  g_autofree char *what = jcase != NULL ? jkk_told_differences_text (db, jcase, error) : NULL;

  if (what == NULL || *what == '\0')
    return what != NULL;
  JkkAuditFault *fault = jkk_audit_fault_new (JKK_AUDIT_CASE, 0);
  fault->case_id = id;
  fault->case_number = g_strdup (jcase->cover.number);
  fault->text = g_strdup_printf (_ ("The journal does not tell of what stands in the case now: %s."), what);
  take (report, n_told, fault);
  return TRUE;
}

/**
 * jkk_auditing_told:
 * @db: a connection
 * @report: gets what is found
 * @gauge: (nullable): shows how far it is
 * @cancellable: (nullable): to give up
 * @error: STORAGE
 *
 * Compares the rules of the store with those that the program makes, and what the journal tells with the tables:
 * nothing that was signed may have been taken away, and each case and each figure of the law must be what was told of
 * it last.
 *
 * Returns: whether it could be read
 */
gboolean
jkk_auditing_told (JkkDb *db, JkkAuditReport *report, JkkAuditGauge *gauge, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = jkk_told_store_cases (db, error);
  Schema schema = { report, 0 };
  guint n_told = 0;

  if (ids == NULL || !jkk_tables_compare (db, jkk_migrations_text, add_schema, &schema, error) ||
      !add_unheld (db, report, error) || !add_undecided (db, report, error))
    return FALSE;
  add_law (db, report);
  for (guint i = 0; i < ids->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      jkk_audit_gauge_set (gauge, 2, i, ids->len);
      if (!check_case (db, g_array_index (ids, gint64, i), report, &n_told, error))
        return FALSE;
    }
  return TRUE;
}
