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

/* On any connection that has begun to read. */
static JkkAuditReport *
audit (JkkDb *db, const Known *known, JkkAuditGauge *gauge, GCancellable *cancellable, GError **error)
{
  g_autoptr (JkkAuditReport) report = jkk_journal_audit (db, known->sequence, known->hash, gauge, error);

  if (report == NULL || !jkk_auditing_warrants (db, report, error) ||
      !jkk_auditing_decisions (db, report, gauge, cancellable, error) ||
      !jkk_auditing_told (db, report, gauge, cancellable, error))
    return NULL;
  return g_steal_pointer (&report);
}

static gpointer
audit_read (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return audit (db, data, NULL, cancellable, error);
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

/* ---- For the window: beside the desk's own connection, so that the desk goes on reading and writing meanwhile */

typedef struct
{
  char *address;
  Known *known;
  JkkAuditGauge *gauge;
} Errand;

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_free (errand->address);
  known_free (errand->known);
  g_clear_pointer (&errand->gauge, g_atomic_rc_box_release);
  g_free (errand);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Errand *errand = data;
  GError *error = NULL;
  JkkDb *db = jkk_db_open (errand->address, JKK_DB_READONLY, &error);
  JkkAuditReport *report = NULL;

  if (db != NULL)
    {
      jkk_db_set_cancellable (db, cancellable);
      if (jkk_db_begin_read (db, &error))
        report = audit (db, errand->known, errand->gauge, cancellable, &error);
      jkk_db_rollback (db);
      jkk_db_close (db);
    }
  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) jkk_audit_report_free);
  else
    g_task_return_error (task, error);
}

/**
 * jkk_auditing_run_async:
 * @office: the office
 * @head: (nullable): the head of the journal as it is printed on a letter
 * @gauge: (nullable): shows how far it is
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_auditing_run(). It has a connection and a thread of its own.
 */
void
jkk_auditing_run_async (JkkOffice *office,
                        const char *head,
                        JkkAuditGauge *gauge,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GError *error = NULL;
  Known *known = known_new (head, &error);

  if (known == NULL)
    {
      g_task_report_error (office, callback, user_data, jkk_auditing_run_async, error);
      return;
    }
  g_autoptr (GTask) task = g_task_new (office, cancellable, callback, user_data);
  Errand *errand = g_new0 (Errand, 1);
  errand->address = g_strdup (jkk_office_get_address (office));
  errand->known = known;
  errand->gauge = gauge != NULL ? g_atomic_rc_box_acquire (gauge) : NULL;
  g_task_set_source_tag (task, jkk_auditing_run_async);
  g_task_set_task_data (task, errand, errand_free);
  g_task_run_in_thread (task, run_in_thread);
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
  g_return_val_if_fail (g_task_is_valid (result, office), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
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
