#pragma once

#include <gio/gio.h>

#include "jkk-account.h"
#include "jkk-case-row.h"
#include "jkk-decision.h"
#include "jkk-deed.h"
#include "jkk-payout.h"

G_BEGIN_DECLS

/**
 * JkkOffice:
 *
 * An open office: its store, and the person who has signed in. The one door of the window and of the command line.
 *
 * The signal "changed" carries nothing: whoever shows something reads it again. It comes on the thread that opened the
 * office, after a deed here and after a change by another desk. The property "person" is notified on sign-in and
 * sign-out.
 */
#define JKK_TYPE_OFFICE (jkk_office_get_type ())
G_DECLARE_FINAL_TYPE (JkkOffice, jkk_office, JKK, OFFICE, GObject)

/* Where offices lie in the user's data folder. SANTUN_STORE names another default. */
char *jkk_office_default_address (void);
char *jkk_office_demo_address (void);
gboolean jkk_office_exists (const char *address);
char *jkk_office_join (const char *path, GError **error);

/**
 * JkkOfficeSetup:
 * @name: name of the office as printed on letters
 * @city: where letters are signed
 * @login: login of the first administrator
 * @person: full name
 * @password: password
 *
 * What a new, empty office needs. Borrowed for the call.
 */
typedef struct
{
  const char *name;
  const char *city;
  const char *login;
  const char *person;
  const char *password;
} JkkOfficeSetup;

gboolean jkk_office_setup_check (const JkkOfficeSetup *setup, GError **error);
gboolean jkk_office_create (const char *address, const JkkOfficeSetup *setup, GError **error);

JkkOffice *jkk_office_open (const char *address, GError **error);
void jkk_office_open_async (const char *address, GAsyncReadyCallback callback, gpointer user_data);
JkkOffice *jkk_office_open_finish (GAsyncResult *result, GError **error);
gboolean jkk_office_is_away (JkkOffice *office);
gboolean jkk_office_is_damaged (JkkOffice *office);
void jkk_office_watch_pages (JkkOffice *office);
void jkk_office_be_at (JkkOffice *office, gint64 case_id);
GHashTable *jkk_office_others (JkkOffice *office);
char *jkk_office_others_at (JkkOffice *office, gint64 case_id);
char *jkk_office_node_name (const char *address);
void jkk_office_close (JkkOffice *office);
const char *jkk_office_get_address (JkkOffice *office);
const char *jkk_office_get_name (JkkOffice *office);
const char *jkk_office_get_code (JkkOffice *office);
const char *jkk_office_get_city (JkkOffice *office);
gboolean jkk_office_is_demo (JkkOffice *office);

/* Who is here. */
const JkkAccount *jkk_office_get_person (JkkOffice *office);
gboolean jkk_office_sign_in (JkkOffice *office, const char *login, const char *password, GError **error);
void jkk_office_sign_in_async (JkkOffice *office,
                               const char *login,
                               const char *password,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean jkk_office_sign_in_finish (JkkOffice *office, GAsyncResult *result, GError **error);
void jkk_office_sign_out (JkkOffice *office);

/* Deeds: one transaction, one entry of the journal; see jkk-deed.h for their names. */
JkkOutcome *jkk_office_do (JkkOffice *office, const char *deed, const JkkRequest *request, GError **error);
void jkk_office_do_async (JkkOffice *office,
                          const char *deed,
                          const JkkRequest *request,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
JkkOutcome *jkk_office_do_finish (JkkOffice *office, GAsyncResult *result, GError **error);

/* So many cases of one event are shown beside a case; more are counted. */
#define JKK_LINKED_MAX 100

/**
 * JkkCaseFile:
 * @jcase: the case
 * @verifier_name: full name of its verifier, or %NULL
 * @decision: the proposal that waits or the last decision, or %NULL
 * @decided_payout: the payout sheet frozen in @decision, or %NULL
 * @proposer_name: full name of who proposed, or %NULL
 * @approver_name: full name of who decided, or %NULL
 * @passed_on_by: full name of who passed the proposal on last, or %NULL
 * @passed_on_login: the same as login
 * @passed_on_note: why
 * @passed_on_at: seconds since 1970 UTC
 * @approvers: who may approve the proposal that waits, full names; empty if nobody may; %NULL if none waits
 * @history: #JkkHistoryEntry, the newest first
 * @linked: #JkkCaseRow, the cases of the other victims of the same event, at most %JKK_LINKED_MAX
 * @n_linked: how many they are
 * @law: the law that was in force in the office when it was read; for jkk_office_calculate() itself
 *
 * Everything that lies in the file of one case.
 */
typedef struct
{
  JkkCase *jcase;
  char *verifier_name;
  JkkDecision *decision;
  JkkPayout *decided_payout;
  char *proposer_name;
  char *approver_name;
  char *passed_on_by;
  char *passed_on_login;
  char *passed_on_note;
  gint64 passed_on_at;
  char *approvers;
  GPtrArray *history;
  GPtrArray *linked;
  guint n_linked;
  gconstpointer law;
} JkkCaseFile;

void jkk_case_file_free (JkkCaseFile *file);

/* Reading. Each has a synchronous form for the command line and an asynchronous one for the window. */
GArray *jkk_office_list (JkkOffice *office, const JkkCaseQuery *query, GError **error);
void jkk_office_list_async (JkkOffice *office,
                            const JkkCaseQuery *query,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GArray *jkk_office_list_finish (JkkOffice *office, GAsyncResult *result, GError **error);

GPtrArray *jkk_office_rows (JkkOffice *office, const gint64 *ids, guint n_ids, GError **error);
void jkk_office_rows_async (JkkOffice *office,
                            const gint64 *ids,
                            guint n_ids,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GPtrArray *jkk_office_rows_finish (JkkOffice *office, GAsyncResult *result, GError **error);

JkkCaseCounts *jkk_office_counts (JkkOffice *office, GError **error);
void jkk_office_counts_async (JkkOffice *office,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
JkkCaseCounts *jkk_office_counts_finish (JkkOffice *office, GAsyncResult *result, GError **error);

/* Open cases whose claim came in before this day are overdue: the working days that the law gives for payment are over.
 */
JkkDay jkk_office_overdue_before (JkkOffice *office, JkkDay today);

JkkCaseFile *jkk_office_load (JkkOffice *office, gint64 case_id, GError **error);
void jkk_office_load_async (
    JkkOffice *office, gint64 case_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JkkCaseFile *jkk_office_load_finish (JkkOffice *office, GAsyncResult *result, GError **error);
gint64 jkk_office_find_number (JkkOffice *office, const char *number, GError **error);

GPtrArray *jkk_office_accounts (JkkOffice *office, GError **error);
void jkk_office_accounts_async (JkkOffice *office,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GPtrArray *jkk_office_accounts_finish (JkkOffice *office, GAsyncResult *result, GError **error);

/* The only clock of the program. SANTUN_TODAY=2026-03-12 sets another day, for demonstrations and tests. */
JkkDay jkk_today (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkCaseFile, jkk_case_file_free)

G_END_DECLS
