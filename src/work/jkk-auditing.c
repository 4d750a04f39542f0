#include "jkk-auditing.h"

#include "jkk-auditing-private.h"
#include "jkk-journal.h"
#include "jkk-office-private.h"

/* What is known from elsewhere. */
typedef struct
{
  char *hash; /* or NULL */
  gint64 sequence;
} Known;

static void
known_free (gpointer data)
{
  Known *known = data;

  g_free (known->hash);
  g_free (known);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Known, known_free)

static Known *
known_new (const char *head, GError **error)
{
  g_autoptr (Known) known = g_new0 (Known, 1);

  if (head != NULL && !jkk_audit_head_parse (head, &known->hash, &known->sequence, error))
    return NULL;
  return g_steal_pointer (&known);
}

static gpointer
audit_read (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Known *known = data;
  g_autoptr (JkkAuditReport) report = jkk_journal_audit (db, known->sequence, known->hash, error);

  if (report == NULL || !jkk_auditing_warrants (db, report, error) ||
      !jkk_auditing_decisions (db, report, cancellable, error))
    return NULL;
  return g_steal_pointer (&report);
}

/**
 * jkk_auditing_run:
 * @office: the office
 * @head: (nullable): the head of the journal as it is printed on a letter
 * @error: INVALID: @head is none
 *
 * Checks whether the record of the office still is as it was written: the whole chain of the journal, who may sign
 * what, and the signature under each decision with all that it stands for. Nothing is changed; whoever may read the
 * store may check it.
 *
 * Returns: (transfer full): what was found
 */
JkkAuditReport *
jkk_auditing_run (JkkOffice *office, const char *head, GError **error)
{
  g_autoptr (Known) known = known_new (head, error);

  return known != NULL ? jkk_office_read (office, audit_read, known, (GDestroyNotify) jkk_audit_report_free, error)
                       : NULL;
}

/**
 * jkk_auditing_run_async:
 * @office: the office
 * @head: (nullable): the head of the journal as it is printed on a letter
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_auditing_run().
 */
void
jkk_auditing_run_async (
    JkkOffice *office, const char *head, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GError *error = NULL;
  Known *known = known_new (head, &error);

  if (known == NULL)
    {
      g_task_report_error (office, callback, user_data, jkk_auditing_run_async, error);
      return;
    }
  jkk_office_read_async (office, audit_read, known, known_free, (GDestroyNotify) jkk_audit_report_free, cancellable,
                         callback, user_data);
}

/**
 * jkk_auditing_run_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full): see jkk_auditing_run().
 */
JkkAuditReport *
jkk_auditing_run_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  return jkk_office_finish (office, result, error);
}

static gpointer
head_read (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *hash = NULL;
  gint64 sequence;

  return jkk_journal_head (db, &sequence, &hash, error) ? jkk_audit_head_text (sequence, hash) : NULL;
}

/**
 * jkk_auditing_head:
 * @office: the office
 * @error: return location
 *
 * Returns: (transfer full): the head of its journal as it is printed on letters; the empty text before the first entry.
 */
char *
jkk_auditing_head (JkkOffice *office, GError **error)
{
  return jkk_office_read (office, head_read, NULL, g_free, error);
}
