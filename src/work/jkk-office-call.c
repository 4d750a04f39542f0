#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-deed-private.h"
#include "jkk-keyring-private.h"
#include "jkk-office-private.h"

/* One call to the store on behalf of the office: the answer goes to a task of the office, so that callbacks get the
 * office. */
static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  gpointer answer = jkk_store_finish (JKK_STORE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, answer, g_task_get_task_data (task));
}

static GTask *
task_new (JkkOffice *office,
          GDestroyNotify result_free,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (office, cancellable, callback, user_data);

  /* The task data is the function that frees an answer nobody takes. */
  g_task_set_task_data (task, (gpointer) result_free, NULL);
  return task;
}

/**
 * jkk_office_read:
 * @office: the office
 * @func: what to read
 * @data: for @func
 * @result_free: (nullable): frees what @func returns
 * @error: return location
 *
 * Returns: (transfer full): what @func returned.
 */
gpointer
jkk_office_read (JkkOffice *office, JkkStoreFunc func, gpointer data, GDestroyNotify result_free, GError **error)
{
  return jkk_store_read (jkk_office_get_store (office), func, data, result_free, NULL, error);
}

/**
 * jkk_office_read_async:
 * @office: the office
 * @func: what to read
 * @data: (transfer full): for @func
 * @data_free: (nullable): frees @data
 * @result_free: (nullable): frees what @func returns
 * @cancellable: (nullable): to give up
 * @callback: called when it is done, with the office as source
 * @user_data: for @callback
 *
 * See jkk_office_finish().
 */
void
jkk_office_read_async (JkkOffice *office,
                       JkkStoreFunc func,
                       gpointer data,
                       GDestroyNotify data_free,
                       GDestroyNotify result_free,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  jkk_store_read_async (jkk_office_get_store (office), func, data, data_free, result_free, cancellable, answered_cb,
                        task_new (office, result_free, cancellable, callback, user_data));
}

/**
 * jkk_office_write_async:
 * @office: the office
 * @func: what to do
 * @data: (transfer full): for @func
 * @data_free: (nullable): frees @data
 * @result_free: (nullable): frees what @func returns
 * @cancellable: (nullable): to give up
 * @callback: called when it is done, with the office as source
 * @user_data: for @callback
 *
 * See jkk_office_finish().
 */
void
jkk_office_write_async (JkkOffice *office,
                        JkkStoreFunc func,
                        gpointer data,
                        GDestroyNotify data_free,
                        GDestroyNotify result_free,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  jkk_store_write_async (jkk_office_get_store (office), func, data, data_free, result_free, cancellable, answered_cb,
                         task_new (office, result_free, cancellable, callback, user_data));
}

/**
 * jkk_office_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full): what the function returned.
 */
gpointer
jkk_office_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, office), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A request that outlives the call that made it. */
typedef struct
{
  char *deed;
  char *login;
  JkkDay today;
  JkkRequest request;
} DeedCall;

static DeedCall *
deed_call_new (JkkOffice *office, const char *deed, const JkkRequest *request)
{
  DeedCall *call = g_new0 (DeedCall, 1);
  const JkkAccount *person = jkk_office_get_person (office);

  call->deed = g_strdup (deed);
  call->login = person != NULL ? g_strdup (person->login) : NULL;
  call->today = jkk_today ();
  call->request = *request;
  call->request.edited = request->edited != NULL ? jkk_case_ref (request->edited) : NULL;
  call->request.reason = g_strdup (request->reason);
  call->request.message = request->message != NULL ? jkk_message_copy (request->message) : NULL;
  call->request.post = request->post != NULL ? jkk_post_file_ref (request->post) : NULL;
  call->request.batch = request->batch != NULL ? jkk_post_batch_copy (request->batch) : NULL;
  call->request.posts = request->posts != NULL ? g_ptr_array_ref (request->posts) : NULL;
  call->request.outgoing = request->outgoing != NULL ? jkk_message_copy (request->outgoing) : NULL;
  call->request.partner = request->partner != NULL ? jkk_partner_copy (request->partner) : NULL;
  call->request.key = request->key != NULL ? jkk_partner_key_copy (request->key) : NULL;
  call->request.document = request->document != NULL ? jkk_record_dup (&jkk_document_type, request->document) : NULL;
  call->request.installment =
      request->installment != NULL ? jkk_record_dup (&jkk_installment_type, request->installment) : NULL;
  call->request.bytes = request->bytes != NULL ? g_bytes_ref (request->bytes) : NULL;
  call->request.message_sha256 = g_strdup (request->message_sha256);
  call->request.paths = (const char *const *) g_strdupv ((char **) request->paths);
  call->request.form = g_strdup (request->form);
  call->request.fingerprint = g_strdup (request->fingerprint);
  call->request.content_hash = g_strdup (request->content_hash);
  call->request.account = request->account != NULL ? jkk_account_copy (request->account) : NULL;
  call->request.password = g_strdup (request->password);
  call->request.old_password = g_strdup (request->old_password);
  call->request.law = request->law != NULL ? jkk_law_entry_copy (request->law) : NULL;
  call->request.signer = jkk_signer_ref (jkk_office_get_signer (office));
  call->request.deed_id = request->deed_id != NULL ? g_strdup (request->deed_id) : g_uuid_string_random ();
  return call;
}

static void
deed_call_free (gpointer data)
{
  DeedCall *call = data;

  if (call->request.edited != NULL)
    jkk_case_unref ((JkkCase *) call->request.edited);
  if (call->request.message != NULL)
    jkk_message_free ((JkkMessage *) call->request.message);
  if (call->request.document != NULL)
    jkk_record_free (&jkk_document_type, (gpointer) call->request.document);
  if (call->request.installment != NULL)
    jkk_record_free (&jkk_installment_type, (gpointer) call->request.installment);
  g_clear_pointer (&call->request.bytes, g_bytes_unref);
  if (call->request.post != NULL)
    jkk_post_file_unref ((JkkPostFile *) call->request.post);
  if (call->request.batch != NULL)
    jkk_post_batch_free ((JkkPostBatch *) call->request.batch);
  g_clear_pointer (&call->request.posts, g_ptr_array_unref);
  if (call->request.outgoing != NULL)
    jkk_message_free ((JkkMessage *) call->request.outgoing);
  if (call->request.partner != NULL)
    jkk_partner_free ((JkkPartner *) call->request.partner);
  if (call->request.key != NULL)
    jkk_partner_key_free ((JkkPartnerKey *) call->request.key);
  if (call->request.account != NULL)
    jkk_account_free ((JkkAccount *) call->request.account);
  if (call->request.law != NULL)
    jkk_law_entry_free ((JkkLawEntry *) call->request.law);
  g_strfreev ((char **) call->request.paths);
  g_free ((char *) call->request.reason);
  g_free ((char *) call->request.message_sha256);
  g_free ((char *) call->request.form);
  g_free ((char *) call->request.fingerprint);
  g_free ((char *) call->request.content_hash);
  g_free ((char *) call->request.password);
  g_free ((char *) call->request.old_password);
  jkk_signer_unref ((JkkSigner *) call->request.signer);
  g_free ((char *) call->request.deed_id);
  g_free (call->deed);
  g_free (call->login);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeedCall, deed_call_free)

static gpointer
deed_write (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const DeedCall *call = data;

  return jkk_deed_run (db, call->deed, call->login, &call->request, call->today, g_get_real_time () / G_USEC_PER_SEC,
                       error);
}

static JkkOutcome *
take_outcome (JkkOffice *office, JkkOutcome *outcome)
{
  if (outcome != NULL)
    jkk_office_set_packs (office, outcome->law);
  if (outcome != NULL && outcome->signer != NULL)
    jkk_office_set_signer (office, g_steal_pointer (&outcome->signer));
  return outcome;
}

/**
 * jkk_office_do:
 * @office: the office
 * @deed: name of a deed
 * @request: what it needs
 * @error: return location
 *
 * Does a deed: one transaction, one entry of the journal.
 *
 * Returns: (transfer full): its outcome, or %NULL; then nothing was changed.
 */
JkkOutcome *
jkk_office_do (JkkOffice *office, const char *deed, const JkkRequest *request, GError **error)
{
  g_autoptr (DeedCall) call = NULL;

  g_return_val_if_fail (jkk_deed_find (deed) != NULL && request != NULL, NULL);

  call = deed_call_new (office, deed, request);
  return take_outcome (office, jkk_store_write (jkk_office_get_store (office), deed_write, call,
                                                (GDestroyNotify) jkk_outcome_free, NULL, error));
}

/**
 * jkk_office_do_async:
 * @office: the office
 * @deed: name of a deed
 * @request: what it needs; copied
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_office_do().
 */
void
jkk_office_do_async (JkkOffice *office,
                     const char *deed,
                     const JkkRequest *request,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_return_if_fail (jkk_deed_find (deed) != NULL && request != NULL);

  jkk_office_write_async (office, deed_write, deed_call_new (office, deed, request), deed_call_free,
                          (GDestroyNotify) jkk_outcome_free, cancellable, callback, user_data);
}

/**
 * jkk_office_do_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full): see jkk_office_do().
 */
JkkOutcome *
jkk_office_do_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  return take_outcome (office, jkk_office_finish (office, result, error));
}

typedef struct
{
  char *login;
  char *password;
} SignIn;

static void
sign_in_free (gpointer data)
{
  SignIn *sign_in = data;

  g_free (sign_in->login);
  explicit_bzero (sign_in->password, strlen (sign_in->password));
  g_free (sign_in->password);
  g_free (sign_in);
}

/* What the store answered; the transaction is kept in any case, since wrong passwords are counted. */
typedef struct
{
  JkkSignIn result;
  JkkAccount *account;
  JkkSigner *signer;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->account, jkk_account_free);
  g_clear_pointer (&answer->signer, jkk_signer_unref);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SignIn, sign_in_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gpointer
sign_in_write (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const SignIn *sign_in = data;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);

  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (!jkk_account_verify (db, sign_in->login, sign_in->password, now, &answer->result, &answer->account, error) ||
      (answer->account != NULL &&
       !jkk_keyring_open (db, answer->account, sign_in->password, now, &answer->signer, error)))
    return NULL;
  return g_steal_pointer (&answer);
}

static SignIn *
sign_in_new (const char *login, const char *password)
{
  SignIn *sign_in = g_new0 (SignIn, 1);

  sign_in->login = g_strstrip (g_utf8_strdown (login, -1));
  sign_in->password = g_strdup (password);
  return sign_in;
}

static gboolean
welcome (JkkOffice *office, Answer *answer, GError **error)
{
  if (!jkk_sign_in_check (answer->result, error))
    return FALSE;
  /* What was typed is kept in windows alone. */
  jkk_office_guard_clear (jkk_office_get_guard (office));
  jkk_office_set_signer (office, g_steal_pointer (&answer->signer));
  jkk_office_set_person (office, g_steal_pointer (&answer->account));
  return TRUE;
}

/**
 * jkk_office_sign_in:
 * @office: the office
 * @login: who
 * @password: password
 * @error: return location
 *
 * Returns: whether the person is signed in now; else %JKK_ERROR_REFUSED says why.
 */
gboolean
jkk_office_sign_in (JkkOffice *office, const char *login, const char *password, GError **error)
{
  g_autoptr (SignIn) sign_in = sign_in_new (login, password);
  g_autoptr (Answer) answer =
      jkk_store_write (jkk_office_get_store (office), sign_in_write, sign_in, answer_free, NULL, error);

  return answer != NULL && welcome (office, answer, error);
}

/**
 * jkk_office_verify_async:
 * @office: the office
 * @login: who
 * @password: as typed
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks the store whether it is the right password; wrong ones are counted there.
 */
void
jkk_office_verify_async (
    JkkOffice *office, const char *login, const char *password, GAsyncReadyCallback callback, gpointer user_data)
{
  jkk_office_write_async (office, sign_in_write, sign_in_new (login, password), sign_in_free, answer_free, NULL,
                          callback, user_data);
}

/**
 * jkk_office_verify_finish:
 * @office: the office
 * @result: what the callback was given
 * @account: (out) (transfer full): the account as it is now
 * @signer: (out) (transfer full) (nullable): its key, open
 * @error: REFUSED: wrong, resting or closed; AWAY, STORAGE, BUSY: it could not be asked
 *
 * Returns: whether it is right
 */
gboolean
jkk_office_verify_finish (
    JkkOffice *office, GAsyncResult *result, JkkAccount **account, JkkSigner **signer, GError **error)
{
  g_autoptr (Answer) answer = jkk_office_finish (office, result, error);

  if (answer == NULL || !jkk_sign_in_check (answer->result, error))
    return FALSE;
  *account = g_steal_pointer (&answer->account);
  *signer = g_steal_pointer (&answer->signer);
  return TRUE;
}

/* What is found out before somebody is signed in. */
typedef struct
{
  char *login;
  char *password;
  JkkAccount *account;
  JkkSigner *signer;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  explicit_bzero (entry->password, strlen (entry->password));
  g_free (entry->password);
  g_free (entry->login);
  g_clear_pointer (&entry->account, jkk_account_free);
  g_clear_pointer (&entry->signer, jkk_signer_unref);
  g_free (entry);
}

static void
guarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  JkkOffice *office = JKK_OFFICE (source);
  Entry *entry = g_task_get_task_data (task);

  jkk_office_guard_finish (office, result);
  jkk_office_set_signer (office, g_steal_pointer (&entry->signer));
  jkk_office_set_person (office, g_steal_pointer (&entry->account));
  g_task_return_boolean (task, TRUE);
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  JkkOffice *office = JKK_OFFICE (source);
  Entry *entry = g_task_get_task_data (task);

  if (jkk_office_verify_finish (office, result, &entry->account, &entry->signer, &error))
    jkk_office_guard_async (office, entry->account->login, entry->password, entry->signer, guarded_cb,
                            g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * jkk_office_sign_in_async:
 * @office: the office
 * @login: who
 * @password: password
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_office_sign_in(). What the person has typed here and could not store is at hand then, too.
 */
void
jkk_office_sign_in_async (JkkOffice *office,
                          const char *login,
                          const char *password,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (office, cancellable, callback, user_data);
  Entry *entry = g_new0 (Entry, 1);

  entry->login = g_strdup (login);
  entry->password = g_strdup (password);
  g_task_set_source_tag (task, jkk_office_sign_in_async);
  g_task_set_task_data (task, entry, entry_free);
  jkk_office_verify_async (office, login, password, verified_cb, task);
}

/**
 * jkk_office_sign_in_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: see jkk_office_sign_in().
 */
gboolean
jkk_office_sign_in_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, office), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
