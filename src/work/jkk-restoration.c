#include "jkk-restoration.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "jkk-backup-keep.h"
#include "jkk-damage.h"
#include "jkk-db-copy.h"
#include "jkk-deed-private.h"
#include "jkk-file-out.h"
#include "jkk-office.h"
#include "jkk-safekeeping-private.h"

struct _JkkRestoration
{
  char *address;
  char *path;
  char *scratch;
  gint64 made_at;
  gint64 sequence;
  gboolean is_demo;
  gboolean is_signed; /* its journal says that and by whom it is restored */
  const JkkSafekeepingKeeper *keeper;
  JkkBackupLoss *loss;
};

/* The store that would be replaced may be damaged or gone: then nothing is known of it. */
static JkkBackupLoss *
find_loss (const JkkBackup *backup, const JkkSafekeeping *keeping, const char *scratch)
{
  g_autofree char *copy = g_build_filename (scratch, "present.db", NULL);
  gboolean is_file = keeping->keeper == NULL || keeping->keeper->copy == NULL;
  g_autoptr (JkkDb) present = is_file ? jkk_db_open (keeping->address, JKK_DB_READONLY, NULL)
                                      : jkk_safekeeping_open_copy (keeping, copy, NULL, NULL);
  JkkBackupLoss *loss = present != NULL ? jkk_backup_compare (backup, present, NULL) : NULL;

  return loss != NULL ? loss : g_new0 (JkkBackupLoss, 1);
}

static gboolean
fetch_documents (JkkRestoration *self, JkkBackup *backup, JkkDb *db, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->address);
  g_autofree char *documents = g_build_filename (folder, "documents", NULL);

  return jkk_backup_fetch_documents (backup, db, documents, cancellable, error);
}

static gboolean
unpack (JkkRestoration *self, const JkkSafekeeping *keeping, GCancellable *cancellable, GError **error)
{
  g_autoptr (JkkBackup) backup = jkk_backup_open (self->path, keeping->passphrase, error);

  if (backup == NULL || (self->scratch = jkk_safekeeping_scratch (self->address, error)) == NULL)
    return FALSE;
  gint64 n_journal_faults;
  g_autoptr (JkkDb) db =
      jkk_safekeeping_unpack (backup, self->scratch, &n_journal_faults, keeping->gauge, cancellable, error);
  if (db == NULL || !fetch_documents (self, backup, db, cancellable, error))
    return FALSE;
  self->sequence = jkk_backup_get_sequence (backup);
  self->loss = find_loss (backup, keeping, self->scratch);
  return TRUE;
}

/**
 * jkk_restoration_new:
 * @keeping: which store would be replaced, and what opens the backup; its keeper is used as long as the restoration
 * @path: the backup
 * @cancellable: (nullable): to give up
 * @error: as jkk_safekeeping_verify(); what the keeper says against it
 *
 * Unpacks a backup beside the store and checks it as a whole; the store itself is not touched.
 *
 * Returns: (transfer full): what an administrator may now decide.
 */
JkkRestoration *
jkk_restoration_new (const JkkSafekeeping *keeping, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (JkkRestoration) self = g_new0 (JkkRestoration, 1);
  g_autofree char *name = g_path_get_basename (path);

  g_return_val_if_fail (keeping->address != NULL, NULL);

  if (!jkk_safekeeping_check_place (keeping, error))
    return NULL;
  if (keeping->keeper != NULL && !keeping->keeper->may_replace (keeping->keeper->data, error))
    return NULL;
  self->keeper = keeping->keeper;
  self->address = g_strdup (keeping->address);
  self->path = g_strdup (path);
  jkk_backup_parse_name (name, &self->made_at, &self->sequence);
  if (!unpack (self, keeping, cancellable, error))
    return NULL;

  g_autofree char *store = jkk_safekeeping_scratch_store (self->scratch);
  g_autoptr (JkkOffice) office = jkk_office_open (store, error);
  if (office == NULL)
    return NULL;
  self->is_demo = jkk_office_is_demo (office);
  jkk_office_close (office);
  return g_steal_pointer (&self);
}

/**
 * jkk_restoration_free:
 * @restoration: (transfer full): a restoration; what was unpacked and not used is removed
 */
void
jkk_restoration_free (JkkRestoration *restoration)
{
  if (restoration->scratch != NULL)
    jkk_file_out_remove_folder (restoration->scratch);
  g_clear_pointer (&restoration->loss, jkk_backup_loss_free);
  g_free (restoration->address);
  g_free (restoration->path);
  g_free (restoration->scratch);
  g_free (restoration);
}

/**
 * jkk_restoration_get_loss:
 * @restoration: a restoration
 *
 * Returns: (transfer none): what would be lost.
 */
const JkkBackupLoss *
jkk_restoration_get_loss (const JkkRestoration *restoration)
{
  return restoration->loss;
}

/**
 * jkk_restoration_is_demo:
 * @restoration: a restoration
 *
 * Returns: whether it is a demonstration office, where nobody is real.
 */
gboolean
jkk_restoration_is_demo (const JkkRestoration *restoration)
{
  return restoration->is_demo;
}

/**
 * jkk_restoration_tell:
 * @restoration: a restoration
 *
 * Returns: (transfer full): what would be lost, in words.
 */
char *
jkk_restoration_tell (const JkkRestoration *restoration)
{
  return jkk_backup_loss_tell (restoration->loss);
}

/* ---- Taking its place */

/* The damaged store was not written into any more: so it stands in the journal of the one that takes its place. */
static char *
tell_damage (const char *address)
{
  g_autoptr (JkkDamage) damage = jkk_damage_read (address);
  g_autoptr (GDateTime) time = damage != NULL ? g_date_time_new_from_unix_local (damage->found_at) : NULL;
  g_autofree char *text = time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M") : NULL;

  return text != NULL ? g_strdup_printf (_ ("Its file was found damaged on %s."), text) : NULL;
}

/* Signs in in the backup itself: the present store may be damaged, and whoever may restore must have been there. */
static gboolean
write_entry (JkkRestoration *self, const char *login, const char *password, GError **error)
{
  g_autofree char *store = jkk_safekeeping_scratch_store (self->scratch);
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *loss = jkk_restoration_tell (self);
  g_autofree char *damage = tell_damage (self->address);
  g_autofree char *reason =
      g_strdup_printf ("%s · %s%s%s", name, loss, damage != NULL ? " " : "", damage != NULL ? damage : "");
  g_autoptr (JkkOffice) office = jkk_office_open (store, error);
  const JkkRequest request = { .reason = reason };

  if (office == NULL || !jkk_office_sign_in (office, login, password, error))
    return FALSE;
  g_autoptr (JkkOutcome) outcome = jkk_office_do (office, "restore-backup", &request, error);
  jkk_office_close (office);
  return outcome != NULL;
}

static gboolean
move_file (const char *from, const char *folder, const char *name, GError **error)
{
  g_autofree char *source = g_build_filename (from, name, NULL);
  g_autofree char *target = g_build_filename (folder, name, NULL);

  return g_file_test (source, G_FILE_TEST_IS_DIR) || jkk_file_out_rename (source, target, error);
}

static gboolean
move_folder (const char *from, const char *to, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;
  gboolean done = TRUE;

  if (dir != NULL && g_mkdir_with_parents (to, 0700) != 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
                   _ ("The folder “%s” could not be created: %s. Choose a place where you may write."), to,
                   g_strerror (errno));
      return FALSE;
    }
  while (done && dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (from, name, NULL);
      g_autofree char *inner_to = g_build_filename (to, name, NULL);

      done = g_file_test (inner, G_FILE_TEST_IS_DIR) ? move_folder (inner, inner_to, error)
                                                     : move_file (from, to, name, error);
    }
  return done;
}

/* Documents first: they are found by their content, so that more of them harm nobody. */
static gboolean
move_documents (JkkRestoration *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->address);
  g_autofree char *from = g_build_filename (self->scratch, "documents", NULL);
  g_autofree char *to = g_build_filename (folder, "documents", NULL);

  return move_folder (from, to, error);
}

/**
 * jkk_restoration_sign:
 * @restoration: a restoration
 * @login: an administrator, as the backup knows him
 * @password: his password at that time
 * @error: REFUSED: no administrator, or wrong password; it can be tried again
 *
 * The administrator's word: it is noted in the journal of what was unpacked. The present store may be open meanwhile.
 *
 * Returns: whether it was given.
 */
gboolean
jkk_restoration_sign (JkkRestoration *restoration, const char *login, const char *password, GError **error)
{
  restoration->is_signed = restoration->is_signed || write_entry (restoration, login, password, error);
  return restoration->is_signed;
}

/**
 * jkk_restoration_replace:
 * @restoration: a restoration that was signed; nothing more can be done with it afterwards
 * @kept: (out) (transfer full) (nullable): where the replaced store lies now
 * @error: BUSY: a program has the store open; STORAGE
 *
 * Puts the backup in the place of the store. At every moment one of the two lies there.
 *
 * Returns: whether it was done; if not, the store is as it was.
 */
gboolean
jkk_restoration_replace (JkkRestoration *restoration, char **kept, GError **error)
{
  g_autofree char *store = jkk_safekeeping_scratch_store (restoration->scratch);

  *kept = NULL;
  g_return_val_if_fail (restoration->is_signed, FALSE);

  if (!move_documents (restoration, error))
    return FALSE;
  if (restoration->keeper != NULL && restoration->keeper->replace != NULL)
    return restoration->keeper->replace (restoration->keeper->data, store, kept, error);
  return jkk_db_replace (restoration->address, store, g_get_real_time () / G_USEC_PER_SEC, kept, error);
}

/**
 * jkk_restoration_run:
 * @restoration: a restoration; nothing more can be done with it afterwards
 * @login: an administrator, as the backup knows him
 * @password: his password at that time
 * @kept: (out) (transfer full) (nullable): where the replaced store lies now
 * @error: as jkk_restoration_sign() and jkk_restoration_replace()
 *
 * Both at once, for the command line.
 *
 * Returns: whether it was done; if not, the store is as it was.
 */
gboolean
jkk_restoration_run (JkkRestoration *restoration, const char *login, const char *password, char **kept, GError **error)
{
  *kept = NULL;
  return jkk_restoration_sign (restoration, login, password, error) &&
         jkk_restoration_replace (restoration, kept, error);
}

/**
 * jkk_deed_restore_backup:
 * @context: the deed's context, in the store that was unpacked from the backup
 * @error: return location
 *
 * Notes in the journal that the office goes on from a backup, and by its reason what was lost. The store takes the
 * place of the other one only afterwards, so that it never lies there without this entry.
 *
 * Returns: %NULL; the deed has no case.
 */
JkkCase *
jkk_deed_restore_backup (const JkkDeedContext *context, GError **error)
{
  return NULL;
}

/* ---- For the window */

typedef struct
{
  char *address;
  char *passphrase;
  char *path;
  JkkBackupGauge *gauge;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->address);
  g_free (wish->passphrase);
  g_free (wish->path);
  g_clear_pointer (&wish->gauge, g_atomic_rc_box_release);
  g_free (wish);
}

static void
prepare_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Wish *wish = data;
  const JkkSafekeeping keeping = { .address = wish->address, .passphrase = wish->passphrase, .gauge = wish->gauge };
  GError *error = NULL;
  JkkRestoration *restoration = jkk_restoration_new (&keeping, wish->path, cancellable, &error);

  if (restoration != NULL)
    g_task_return_pointer (task, restoration, (GDestroyNotify) jkk_restoration_free);
  else
    g_task_return_error (task, error);
}

/**
 * jkk_restoration_new_async:
 * @keeping: as for jkk_restoration_new(); copied
 * @path: the backup
 * @cancellable: (nullable): to give up
 * @callback: told when it is unpacked and checked
 * @user_data: for @callback
 */
void
jkk_restoration_new_async (const JkkSafekeeping *keeping,
                           const char *path,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Wish *wish = g_new0 (Wish, 1);

  wish->address = g_strdup (keeping->address);
  wish->passphrase = g_strdup (keeping->passphrase);
  wish->path = g_strdup (path);
  wish->gauge = keeping->gauge != NULL ? g_atomic_rc_box_acquire (keeping->gauge) : NULL;
  g_task_set_source_tag (task, jkk_restoration_new_async);
  g_task_set_task_data (task, wish, wish_free);
  g_task_run_in_thread (task, prepare_in_thread);
}

/**
 * jkk_restoration_new_finish:
 * @result: what the callback was given
 * @error: as jkk_restoration_new()
 *
 * Returns: (transfer full): the restoration.
 */
JkkRestoration *
jkk_restoration_new_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What is done with a restoration on another thread; it belongs to the caller, who lets go of it afterwards. */
typedef struct
{
  JkkRestoration *restoration;
  char *login; /* NULL: the store is replaced */
  char *password;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->login);
  g_free (order->password);
  g_free (order);
}

static void
order_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Order *order = data;
  GError *error = NULL;
  char *kept = NULL;
  gboolean done = order->login != NULL
                      ? jkk_restoration_sign (order->restoration, order->login, order->password, &error)
                      : jkk_restoration_replace (order->restoration, &kept, &error);

  if (done)
    g_task_return_pointer (task, kept != NULL ? kept : g_strdup (""), g_free);
  else
    g_task_return_error (task, error);
}

/**
 * jkk_restoration_go_on_async:
 * @restoration: a restoration; the caller keeps it until it is told
 * @login: (nullable): jkk_restoration_sign() by this administrator; %NULL: jkk_restoration_replace()
 * @password: (nullable): the password
 * @callback: told when it is done
 * @user_data: for @callback
 */
void
jkk_restoration_go_on_async (JkkRestoration *restoration,
                             const char *login,
                             const char *password,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Order *order = g_new0 (Order, 1);

  order->restoration = restoration;
  order->login = g_strdup (login);
  order->password = g_strdup (password);
  g_task_set_source_tag (task, jkk_restoration_go_on_async);
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, order_in_thread);
}

/**
 * jkk_restoration_go_on_finish:
 * @result: what the callback was given
 * @error: as jkk_restoration_sign() or jkk_restoration_replace()
 *
 * Returns: (transfer full): where the replaced store lies now, or the empty text; %NULL if it could not be done.
 */
char *
jkk_restoration_go_on_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
