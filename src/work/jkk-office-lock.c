#include "jkk-office-lock.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <time.h>

#include "jkk-account-store.h"
#include "jkk-deed-private.h"
#include "jkk-office-private.h"
#include "jkk-office-store.h"

/**
 * jkk_awake_seconds:
 *
 * Returns: seconds on a clock that nobody sets and that goes on while the computer sleeps.
 */
gint64
jkk_awake_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_BOOTTIME, &now);
  return now.tv_sec;
}

/* ---- What is kept of who has signed in --------------------------------------------------------------------------- */

void
jkk_office_guard_clear (JkkOfficeGuard *guard)
{
  if (guard->drawer != NULL)
    jkk_drawer_close (guard->drawer);
  g_clear_pointer (&guard->drawer, jkk_drawer_unref);
  g_clear_pointer (&guard->problem, g_free);
  g_clear_pointer (&guard->sealed, g_free);
  guard->locked = FALSE;
  guard->failures = 0;
  guard->rests_until = 0;
}

typedef struct
{
  char *folder;
  char *password;
  JkkSigner *signer;
  JkkDrawer *drawer; /* one that is there already, or what was opened */
  char *sealed;
  char *problem;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  explicit_bzero (opening->password, strlen (opening->password));
  g_free (opening->password);
  g_free (opening->folder);
  g_clear_pointer (&opening->signer, jkk_signer_unref);
  g_clear_pointer (&opening->drawer, jkk_drawer_unref);
  g_free (opening->sealed);
  g_free (opening->problem);
  g_free (opening);
}

static GTask *
opening_task (JkkOffice *office, const char *password, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (office, NULL, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  opening->password = g_strdup (password);
  g_task_set_task_data (task, opening, opening_free);
  return task;
}

/* A password is dear to try, also for who knows it: not on the window's thread. */
static void
open_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  g_autoptr (GError) error = NULL;
  JkkPasswordCost cost = jkk_deed_password_cost ();

  if (opening->signer != NULL)
    opening->sealed = jkk_signer_seal (opening->signer, opening->password, cost, NULL);
  opening->drawer = jkk_drawer_open (opening->folder, opening->password, opening->signer, cost, &error);
  if (error != NULL)
    opening->problem = g_strdup (error->message);
  g_task_return_boolean (task, TRUE);
}

void
jkk_office_guard_async (JkkOffice *office,
                        const char *login,
                        const char *password,
                        const JkkSigner *signer,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = opening_task (office, password, callback, user_data);
  Opening *opening = g_task_get_task_data (task);

  opening->folder = jkk_drawer_folder (jkk_office_get_address (office), login);
  opening->signer = jkk_signer_ref (signer);
  g_task_run_in_thread (task, open_cb);
}

void
jkk_office_guard_finish (JkkOffice *office, GAsyncResult *result)
{
  JkkOfficeGuard *guard = jkk_office_get_guard (office);
  Opening *opening = g_task_get_task_data (G_TASK (result));

  jkk_office_guard_clear (guard);
  guard->drawer = g_steal_pointer (&opening->drawer);
  guard->sealed = g_steal_pointer (&opening->sealed);
  guard->problem = g_steal_pointer (&opening->problem);
}

/* ---- The office's setting ---------------------------------------------------------------------------------------- */

guint
jkk_office_guard_minutes (JkkDb *db, GError **error)
{
  g_autofree char *text = jkk_office_store_get (db, JKK_OFFICE_IDLE_MINUTES, error);
  guint64 minutes;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, JKK_LOCK_MINUTES_MAX, &minutes, NULL)
             ? (guint) minutes
             : JKK_LOCK_MINUTES;
}

static gpointer
minutes_read (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return GUINT_TO_POINTER (jkk_office_guard_minutes (db, error) + 1);
}

/* An office that is closed meanwhile is not kept alive by it. */
static void
minutes_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree GWeakRef *weak = user_data;
  g_autoptr (JkkOffice) office = g_weak_ref_get (weak);
  guint minutes = GPOINTER_TO_UINT (jkk_store_finish (JKK_STORE (source), result, NULL));

  g_weak_ref_clear (weak);
  if (office == NULL || minutes == 0 || jkk_office_get_guard (office)->minutes == minutes - 1)
    return;
  jkk_office_get_guard (office)->minutes = minutes - 1;
  jkk_office_notify_lock_minutes (office);
}

/* The store has changed: an administrator may have set it. */
void
jkk_office_guard_follow (JkkOffice *office)
{
  if (jkk_office_get_person (office) == NULL)
    return;
  GWeakRef *weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, office);
  jkk_store_read_async (jkk_office_get_store (office), minutes_read, NULL, NULL, NULL, NULL, minutes_read_cb, weak);
}

/**
 * jkk_office_get_lock_minutes:
 * @office: the office
 *
 * Returns: after how many minutes without input its desks lock themselves; 0 = never.
 */
guint
jkk_office_get_lock_minutes (JkkOffice *office)
{
  return jkk_office_get_guard (office)->minutes;
}

/**
 * jkk_deed_set_idle_lock:
 * @context: the deed's context
 * @error: return location
 *
 * An administrator says after how many minutes without input desks lock themselves; 0 = never.
 *
 * Returns: %NULL; the deed has no case.
 */
JkkCase *
jkk_deed_set_idle_lock (const JkkDeedContext *context, GError **error)
{
  g_autoptr (GError) problem = NULL;
  guint before = jkk_office_guard_minutes (context->db, &problem);
  gint64 minutes = context->request->minutes;

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (minutes < 0 || minutes > JKK_LOCK_MINUTES_MAX)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("Give minutes from 1 to %d, or 0 for never."),
                   JKK_LOCK_MINUTES_MAX);
      return NULL;
    }
  JkkChange *change = g_new0 (JkkChange, 1);
  change->path = g_strdup ("office.idle-minutes");
  change->before = g_strdup_printf ("%u", before);
  change->after = g_strdup_printf ("%u", (guint) minutes);
  g_ptr_array_add (context->changes, change);
  jkk_office_store_set (context->db, JKK_OFFICE_IDLE_MINUTES, change->after, error);
  return NULL;
}

/* ---- Locking ----------------------------------------------------------------------------------------------------- */

/**
 * jkk_office_lock:
 * @office: an office in which somebody has signed in
 *
 * Wipes the person's keys from memory. Whoever keeps something must have written it before. The person stays signed in:
 * what is under way is stored under that name.
 */
void
jkk_office_lock (JkkOffice *office)
{
  JkkOfficeGuard *guard = jkk_office_get_guard (office);

  if (guard->locked || jkk_office_get_person (office) == NULL)
    return;
  guard->locked = TRUE;
  if (guard->drawer != NULL)
    jkk_drawer_close (guard->drawer);
  jkk_office_set_signer (office, NULL);
  jkk_office_notify_locked (office);
}

/**
 * jkk_office_is_locked:
 * @office: the office
 *
 * Returns: whether the password is asked for before anything else.
 */
gboolean
jkk_office_is_locked (JkkOffice *office)
{
  return jkk_office_get_guard (office)->locked;
}

static void
unlock (JkkOffice *office, JkkSigner *signer)
{
  JkkOfficeGuard *guard = jkk_office_get_guard (office);

  guard->locked = FALSE;
  guard->failures = 0;
  guard->rests_until = 0;
  jkk_office_set_signer (office, signer);
  jkk_office_notify_locked (office);
}

static gboolean
is_same (const JkkAccount *a, const JkkAccount *b)
{
  return a->roles == b->roles && a->money_limit == b->money_limit && !b->must_change &&
         g_strcmp0 (a->name, b->name) == 0;
}

/* The drawer that the pages hold sheets of is opened again, by the password or, if that was changed at another desk, by
 * the person's key. */
static void
reopen_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  JkkPasswordCost cost = jkk_deed_password_cost ();

  if (opening->signer != NULL)
    opening->sealed = jkk_signer_seal (opening->signer, opening->password, cost, NULL);
  if (opening->drawer != NULL && jkk_drawer_reopen (opening->drawer, opening->password, opening->signer, NULL))
    jkk_drawer_change (opening->drawer, opening->password, opening->signer, cost, NULL);
  g_task_return_boolean (task, TRUE);
}

typedef struct
{
  char *password;
  JkkAccount *account;
} Unlocking;

static void
unlocking_free (gpointer data)
{
  Unlocking *unlocking = data;

  explicit_bzero (unlocking->password, strlen (unlocking->password));
  g_free (unlocking->password);
  g_clear_pointer (&unlocking->account, jkk_account_free);
  g_free (unlocking);
}

static void
reopened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  JkkOffice *office = JKK_OFFICE (source);
  Opening *opening = g_task_get_task_data (G_TASK (result));
  Unlocking *unlocking = g_task_get_task_data (task);
  JkkOfficeGuard *guard = jkk_office_get_guard (office);

  if (guard->locked)
    {
      g_free (guard->sealed);
      guard->sealed = g_steal_pointer (&opening->sealed);
      unlock (office, g_steal_pointer (&opening->signer));
      /* Somebody has been given another role, or a first password that must be changed. */
      if (!is_same (jkk_office_get_person (office), unlocking->account))
        jkk_office_set_person (office, g_steal_pointer (&unlocking->account));
    }
  g_task_return_boolean (task, TRUE);
}

/* ---- … while the store is away ----------------------------------------------------------------------------------- */

static void
prove_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  g_autoptr (GError) error = NULL;
  const JkkAccount *person = jkk_office_get_person (source);
  gboolean proved = FALSE;

  if (opening->sealed != NULL)
    {
      opening->signer = jkk_signer_unseal (person->login, opening->sealed, opening->password, NULL);
      proved = opening->signer != NULL;
    }
  if (opening->drawer != NULL && (proved || opening->sealed == NULL))
    proved = jkk_drawer_reopen (opening->drawer, opening->password, opening->signer, NULL) || proved;
  g_task_return_boolean (task, proved);
}

static void
proved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  JkkOffice *office = JKK_OFFICE (source);
  JkkOfficeGuard *guard = jkk_office_get_guard (office);
  Opening *opening = g_task_get_task_data (G_TASK (result));

  if (g_task_propagate_boolean (G_TASK (result), NULL))
    {
      if (guard->locked)
        unlock (office, g_steal_pointer (&opening->signer));
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (++guard->failures >= JKK_ACCOUNT_MAX_FAILURES)
    {
      guard->failures = 0;
      guard->rests_until = jkk_awake_seconds () + JKK_ACCOUNT_LOCK_SECONDS;
    }
  g_autoptr (GError) error = NULL;
  jkk_sign_in_check (guard->rests_until > jkk_awake_seconds () ? JKK_SIGN_IN_LOCKED : JKK_SIGN_IN_WRONG, &error);
  g_task_return_error (task, g_steal_pointer (&error));
}

static void
prove (JkkOffice *office, GTask *task)
{
  JkkOfficeGuard *guard = jkk_office_get_guard (office);
  const Unlocking *unlocking = g_task_get_task_data (task);
  GError *error = NULL;

  if (guard->rests_until > jkk_awake_seconds () && !jkk_sign_in_check (JKK_SIGN_IN_LOCKED, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_autoptr (GTask) proving = opening_task (office, unlocking->password, proved_cb, task);
  Opening *opening = g_task_get_task_data (proving);
  opening->drawer = guard->drawer != NULL ? jkk_drawer_ref (guard->drawer) : NULL;
  opening->sealed = g_strdup (guard->sealed);
  g_task_run_in_thread (proving, prove_cb);
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkSigner) signer = NULL;
  JkkOffice *office = JKK_OFFICE (source);
  JkkOfficeGuard *guard = jkk_office_get_guard (office);
  Unlocking *unlocking = g_task_get_task_data (task);

  if (jkk_office_verify_finish (office, result, &unlocking->account, &signer, &error))
    {
      g_autoptr (GTask) reopening = opening_task (office, unlocking->password, reopened_cb, g_steal_pointer (&task));
      Opening *opening = g_task_get_task_data (reopening);

      opening->signer = g_steal_pointer (&signer);
      opening->drawer = guard->drawer != NULL ? jkk_drawer_ref (guard->drawer) : NULL;
      g_task_run_in_thread (reopening, reopen_cb);
    }
  else if (g_error_matches (error, JKK_ERROR, JKK_ERROR_REFUSED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    prove (office, g_steal_pointer (&task));
}

/**
 * jkk_office_unlock_async:
 * @office: a locked office
 * @password: as typed
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Opens the desk again for who has signed in. The store judges the password; where it is away, the locked keys that
 * this program remembers do.
 */
void
jkk_office_unlock_async (JkkOffice *office, const char *password, GAsyncReadyCallback callback, gpointer user_data)
{
  const JkkAccount *person = jkk_office_get_person (office);
  GTask *task = g_task_new (office, NULL, callback, user_data);
  Unlocking *unlocking = g_new0 (Unlocking, 1);

  g_return_if_fail (person != NULL && password != NULL);

  unlocking->password = g_strdup (password);
  g_task_set_task_data (task, unlocking, unlocking_free);
  jkk_office_verify_async (office, person->login, password, verified_cb, task);
}

/**
 * jkk_office_unlock_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: REFUSED: another password
 *
 * Returns: whether the desk is open again
 */
gboolean
jkk_office_unlock_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, office), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
changed_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  JkkPasswordCost cost = jkk_deed_password_cost ();

  if (opening->signer != NULL)
    opening->sealed = jkk_signer_seal (opening->signer, opening->password, cost, NULL);
  if (opening->drawer != NULL && jkk_drawer_is_open (opening->drawer))
    jkk_drawer_change (opening->drawer, opening->password, opening->signer, cost, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
password_changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  JkkOfficeGuard *guard = jkk_office_get_guard (JKK_OFFICE (source));
  Opening *opening = g_task_get_task_data (G_TASK (result));

  g_free (guard->sealed);
  guard->sealed = g_steal_pointer (&opening->sealed);
}

/**
 * jkk_office_password_changed:
 * @office: the office
 * @password: the new one of who has signed in
 *
 * It is a password of the person's own. What is kept on this computer is locked by it from now on.
 */
void
jkk_office_password_changed (JkkOffice *office, const char *password)
{
  JkkOfficeGuard *guard = jkk_office_get_guard (office);
  g_autoptr (GTask) task = opening_task (office, password, password_changed_cb, NULL);
  Opening *opening = g_task_get_task_data (task);

  jkk_office_note_own_password (office);
  opening->signer = jkk_signer_ref (jkk_office_get_signer (office));
  opening->drawer = guard->drawer != NULL ? jkk_drawer_ref (guard->drawer) : NULL;
  g_task_run_in_thread (task, changed_cb);
}
