#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-account-store.h"
#include "jkk-case-list.h"
#include "jkk-case-store.h"
#include "jkk-deadline.h"
#include "jkk-decision-store.h"
#include "jkk-deed-private.h"
#include "jkk-elsewhere.h"
#include "jkk-journal.h"
#include "jkk-law-private.h"
#include "jkk-office-private.h"
#include "jkk-payout-xml.h"
#include "jkk-signing-private.h"

/* --- Which cases --- */

static JkkCaseQuery *
query_copy (const JkkCaseQuery *query)
{
  JkkCaseQuery *copy = g_memdup2 (query, sizeof *query);

  copy->verifier = g_strdup (query->verifier);
  copy->search = g_strdup (query->search);
  copy->passed_on_to = g_strdup (query->passed_on_to);
  return copy;
}

static void
query_free (gpointer data)
{
  JkkCaseQuery *query = data;

  g_free ((char *) query->verifier);
  g_free ((char *) query->search);
  g_free ((char *) query->passed_on_to);
  g_free (query);
}

static gpointer
list_read (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return jkk_case_list_ids (db, data, error);
}

/**
 * jkk_office_list:
 * @office: the office
 * @query: which cases, in what order
 * @error: return location
 *
 * Returns: (transfer full) (element-type gint64): their ids in order.
 */
GArray *
jkk_office_list (JkkOffice *office, const JkkCaseQuery *query, GError **error)
{
  return jkk_office_read (office, list_read, (gpointer) query, (GDestroyNotify) g_array_unref, error);
}

/**
 * jkk_office_list_async:
 * @office: the office
 * @query: which cases, in what order; copied
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_office_list().
 */
void
jkk_office_list_async (JkkOffice *office,
                       const JkkCaseQuery *query,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  jkk_office_read_async (office, list_read, query_copy (query), query_free, (GDestroyNotify) g_array_unref, cancellable,
                         callback, user_data);
}

/**
 * jkk_office_list_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (element-type gint64): see jkk_office_list().
 */
GArray *
jkk_office_list_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  return jkk_office_finish (office, result, error);
}

/* --- What a list shows of them --- */

static gpointer
rows_read (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  GArray *ids = data;

  return jkk_case_list_rows (db, (const gint64 *) (gpointer) ids->data, ids->len, error);
}

static GArray *
ids_new (const gint64 *ids, guint n_ids)
{
  GArray *array = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_ids);

  return g_array_append_vals (array, ids, n_ids);
}

/**
 * jkk_office_rows:
 * @office: the office
 * @ids: (array length=n_ids): which cases
 * @n_ids: how many
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkCaseRow): their rows in the same order; a case that is gone is left out.
 */
GPtrArray *
jkk_office_rows (JkkOffice *office, const gint64 *ids, guint n_ids, GError **error)
{
  g_autoptr (GArray) array = ids_new (ids, n_ids);

  return jkk_office_read (office, rows_read, array, (GDestroyNotify) g_ptr_array_unref, error);
}

/**
 * jkk_office_rows_async:
 * @office: the office
 * @ids: (array length=n_ids): which cases; copied
 * @n_ids: how many
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_office_rows().
 */
void
jkk_office_rows_async (JkkOffice *office,
                       const gint64 *ids,
                       guint n_ids,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  jkk_office_read_async (office, rows_read, ids_new (ids, n_ids), (GDestroyNotify) g_array_unref,
                         (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * jkk_office_rows_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkCaseRow): see jkk_office_rows().
 */
GPtrArray *
jkk_office_rows_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  return jkk_office_finish (office, result, error);
}

/* --- How many wait where --- */

/**
 * jkk_office_overdue_before:
 * @office: (nullable): whose law counts; %NULL = as the program carries it
 * @today: the day
 *
 * Returns: the first day on which a claim may have come in without being overdue: the working days that the law gives
 * for payment are counted back from @today.
 */
JkkDay
jkk_office_overdue_before (JkkOffice *office, JkkDay today)
{
  const JkkPackSet *packs = jkk_law_packs (office, NULL);
  g_autoptr (JkkCase) probe = jkk_case_new ();

  for (JkkDay day = today; day > today - 60; day--)
    {
      JkkDeadline deadline;

      probe->claim.claimed_day = day;
      jkk_set_str (&probe->cover.segment, "PU");
      probe->accident.accident_day = day;
      if (packs != NULL && jkk_deadline_get_with (packs, probe, JKK_DEADLINE_PAYMENT, today, NULL, &deadline) &&
          deadline.late)
        return day + 1;
    }
  return today - 60;
}

typedef struct
{
  char *login;
  JkkDay overdue_before;
} CountArgs;

static void
count_args_free (gpointer data)
{
  CountArgs *args = data;

  g_free (args->login);
  g_free (args);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CountArgs, count_args_free)

static CountArgs *
count_args_new (JkkOffice *office)
{
  CountArgs *args = g_new0 (CountArgs, 1);
  const JkkAccount *person = jkk_office_get_person (office);

  args->login = person != NULL ? g_strdup (person->login) : NULL;
  args->overdue_before = jkk_office_overdue_before (office, jkk_today ());
  return args;
}

static gpointer
counts_read (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const CountArgs *args = data;
  g_autofree JkkCaseCounts *counts = g_new0 (JkkCaseCounts, 1);

  if (!jkk_case_list_counts (db, args->login, args->overdue_before, counts, error))
    return NULL;
  return g_steal_pointer (&counts);
}

/**
 * jkk_office_counts:
 * @office: the office
 * @error: return location
 *
 * Returns: (transfer full): how many cases wait where, to be freed by g_free().
 */
JkkCaseCounts *
jkk_office_counts (JkkOffice *office, GError **error)
{
  g_autoptr (CountArgs) args = count_args_new (office);

  return jkk_office_read (office, counts_read, args, g_free, error);
}

/**
 * jkk_office_counts_async:
 * @office: the office
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_office_counts().
 */
void
jkk_office_counts_async (JkkOffice *office, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  jkk_office_read_async (office, counts_read, count_args_new (office), count_args_free, g_free, cancellable, callback,
                         user_data);
}

/**
 * jkk_office_counts_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full): see jkk_office_counts().
 */
JkkCaseCounts *
jkk_office_counts_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  return jkk_office_finish (office, result, error);
}

/* --- The file of one case --- */

/**
 * jkk_case_file_free:
 * @file: (transfer full): a file
 */
void
jkk_case_file_free (JkkCaseFile *file)
{
  g_clear_pointer (&file->jcase, jkk_case_unref);
  g_clear_pointer (&file->decision, jkk_decision_free);
  g_clear_pointer (&file->decided_payout, jkk_payout_unref);
  g_clear_pointer (&file->history, g_ptr_array_unref);
  g_clear_pointer (&file->linked, g_ptr_array_unref);
  g_free (file->verifier_name);
  g_free (file->proposer_name);
  g_free (file->approver_name);
  g_free (file->passed_on_by);
  g_free (file->passed_on_login);
  g_free (file->passed_on_note);
  g_free (file->approvers);
  g_free (file);
}

/* The full name to a login; the login itself when the account is gone. */
static char *
name_of (JkkDb *db, const char *login)
{
  g_autoptr (JkkAccount) account = login != NULL ? jkk_account_load (db, login, NULL) : NULL;

  return g_strdup (account != NULL ? account->name : login);
}

static gboolean
load_escalation (JkkDb *db, JkkCaseFile *file, GError **error)
{
  if (g_strcmp0 (file->decision->state, "proposed") != 0)
    return TRUE;
  file->approvers = jkk_approval_names_above (db, file->decision, NULL);
  if (!jkk_escalation_last (db, file->decision->id, &file->passed_on_login, &file->passed_on_at, &file->passed_on_note,
                            error))
    return FALSE;
  file->passed_on_by = name_of (db, file->passed_on_login);
  return TRUE;
}

static gboolean
load_decision (JkkDb *db, JkkCaseFile *file, GError **error)
{
  g_autoptr (GError) problem = NULL;

  file->decision = jkk_decision_store_current (db, file->jcase->id, &problem);
  if (file->decision == NULL)
    {
      if (problem == NULL || g_error_matches (problem, JKK_ERROR, JKK_ERROR_NOT_FOUND))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  file->proposer_name = name_of (db, file->decision->proposed_by);
  file->approver_name = name_of (db, file->decision->decided_by);
  if (!load_escalation (db, file, error))
    return FALSE;
  file->decided_payout = jkk_payout_from_xml (file->decision->payout_xml, strlen (file->decision->payout_xml), error);
  return file->decided_payout != NULL && jkk_signing_check (db, NULL, file->decision, file->jcase, FALSE, error);
}

/* Whoever opens an open case sees at once which of its days another case has come to count. */
static gboolean
look_elsewhere (JkkDb *db, JkkCaseFile *file, GError **error)
{
  if (!jkk_elsewhere_is_open (file->jcase))
    return TRUE;

  JkkCase *filled = jkk_elsewhere_fill (db, file->law, file->jcase, jkk_today (), error);
  if (filled == NULL)
    return FALSE;
  jkk_case_unref (file->jcase);
  file->jcase = filled;
  return TRUE;
}

static gboolean
load_linked (JkkDb *db, JkkCaseFile *file, GError **error)
{
  g_autoptr (GArray) ids = jkk_case_list_of_event (db, file->jcase->id, error);

  if (ids == NULL)
    return FALSE;
  file->n_linked = ids->len;
  file->linked = jkk_case_list_rows (db, (const gint64 *) (gpointer) ids->data, MIN (ids->len, JKK_LINKED_MAX), error);
  return file->linked != NULL;
}

static gpointer
file_read (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (JkkCaseFile) file = g_new0 (JkkCaseFile, 1);

  if ((file->jcase = jkk_case_store_load (db, *(gint64 *) data, error)) == NULL || !load_decision (db, file, error) ||
      (file->history = jkk_journal_history (db, *(gint64 *) data, error)) == NULL ||
      (file->law = jkk_law_read (db, error)) == NULL || !look_elsewhere (db, file, error) ||
      !load_linked (db, file, error))
    return NULL;
  file->verifier_name = name_of (db, file->jcase->cover.verifier);
  return g_steal_pointer (&file);
}

static JkkCaseFile *
take_file (JkkOffice *office, JkkCaseFile *file)
{
  if (file != NULL)
    jkk_office_set_packs (office, file->law);
  return file;
}

/**
 * jkk_office_load:
 * @office: the office
 * @case_id: which case
 * @error: return location
 *
 * Returns: (transfer full): everything in its file; %NULL with %JKK_ERROR_NOT_FOUND if there is none.
 */
JkkCaseFile *
jkk_office_load (JkkOffice *office, gint64 case_id, GError **error)
{
  return take_file (office, jkk_office_read (office, file_read, &case_id, (GDestroyNotify) jkk_case_file_free, error));
}

/**
 * jkk_office_load_async:
 * @office: the office
 * @case_id: which case
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_office_load().
 */
void
jkk_office_load_async (
    JkkOffice *office, gint64 case_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  jkk_office_read_async (office, file_read, g_memdup2 (&case_id, sizeof case_id), g_free,
                         (GDestroyNotify) jkk_case_file_free, cancellable, callback, user_data);
}

/**
 * jkk_office_load_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full): see jkk_office_load().
 */
JkkCaseFile *
jkk_office_load_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  return take_file (office, jkk_office_finish (office, result, error));
}

static gpointer
number_read (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 id = jkk_case_store_find_number (db, data, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

/**
 * jkk_office_find_number:
 * @office: the office
 * @number: a case number
 * @error: return location
 *
 * Returns: the id of the case; 0 with %JKK_ERROR_NOT_FOUND if there is none.
 */
gint64
jkk_office_find_number (JkkOffice *office, const char *number, GError **error)
{
  g_autofree gint64 *id = jkk_office_read (office, number_read, (gpointer) number, g_free, error);

  return id != NULL ? *id : 0;
}

/* --- The accounts --- */

static gpointer
accounts_read (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return jkk_account_list (db, error);
}

/**
 * jkk_office_accounts:
 * @office: the office
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkAccount): all accounts.
 */
GPtrArray *
jkk_office_accounts (JkkOffice *office, GError **error)
{
  return jkk_office_read (office, accounts_read, NULL, (GDestroyNotify) g_ptr_array_unref, error);
}

/**
 * jkk_office_accounts_async:
 * @office: the office
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_office_accounts().
 */
void
jkk_office_accounts_async (JkkOffice *office,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  jkk_office_read_async (office, accounts_read, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, cancellable, callback,
                         user_data);
}

/**
 * jkk_office_accounts_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkAccount): see jkk_office_accounts().
 */
GPtrArray *
jkk_office_accounts_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  return jkk_office_finish (office, result, error);
}
