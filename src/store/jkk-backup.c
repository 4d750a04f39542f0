#include "jkk-backup.h"

#include "jkk-backup-private.h"
#include "jkk-db-copy.h"
#include "jkk-db-private.h"
#include "jkk-file-out.h"
#include "jkk-journal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*     folder/santun-20261121T094500Z-1234.backup    list of contents and the store, sealed
 *     folder/documents/ab/abcdef…                   each document once, sealed; shared by all backups
 *     folder/santun-backups.key                     the key, so that the next backup has the same
 *
 * The list of contents: lines of words, ended by an empty one; then the store's bytes. */
#define BUFFER (64 * 1024)

/* While the store is copied its copy is looked at so seldom that it costs nothing. */
#define TICKS_BETWEEN_LOOKS 50

static gboolean
make_folder (const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;

  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
               _ ("The folder “%s” could not be created: %s. Choose a place where you may write."), folder,
               g_strerror (errno));
  return FALSE;
}

/* ---- The key of the folder */

static JkkSeal *
write_key (const JkkBackupOrder *order, const char *path, GError **error)
{
  g_autofree char *draft = g_strdup_printf ("%s.part", path);
  g_autoptr (JkkSeal) seal = jkk_seal_new (order->passphrase, order->cost, error);
  g_autoptr (JkkSealWriter) writer = seal != NULL ? jkk_seal_writer_new (seal, draft, error) : NULL;

  if (writer != NULL && jkk_seal_writer_end (writer, error) && jkk_file_out_rename (draft, path, error))
    return g_steal_pointer (&seal);
  return NULL;
}

/* The key file may be gone: every backup carries the key, too. */
static char *
find_key (const char *folder)
{
  char *path = g_build_filename (folder, JKK_BACKUP_KEY, NULL);
  g_autoptr (GPtrArray) backups = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS) || (backups = jkk_backup_list (folder, NULL)) == NULL || backups->len == 0)
    return path;
  g_free (path);
  return g_strdup (((JkkBackupInfo *) backups->pdata[0])->path);
}

static JkkSeal *
take_key (const JkkBackupOrder *order, GError **error)
{
  g_autofree char *path = find_key (order->folder);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return write_key (order, path, error);

  g_autoptr (JkkSeal) seal = jkk_seal_read (path, order->passphrase, error);
  if (seal == NULL || jkk_seal_is_locked (seal) || order->passphrase == NULL)
    return g_steal_pointer (&seal);
  g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
               _ ("The backups in “%s” were begun without a passphrase. Choose an empty folder for those with one."),
               order->folder);
  return NULL;
}

/* ---- Documents */

/* One document, sealed, under a name that only the key can make. Documents never change: what is there stays. */
static gboolean
keep_document (const JkkSeal *seal, const char *folder, const char *sha256, GBytes *bytes, GError **error)
{
  g_autofree char *path = jkk_backup_document_path (seal, folder, sha256);
  g_autofree char *draft = g_strdup_printf ("%s.%d.part", path, getpid ());
  g_autofree char *parent = g_path_get_dirname (path);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (!make_folder (parent, error))
    return FALSE;
  g_autoptr (JkkSealWriter) writer = jkk_seal_writer_new (seal, draft, error);
  if (writer != NULL && jkk_seal_writer_add (writer, data, length, error) && jkk_seal_writer_end (writer, error) &&
      jkk_file_out_rename (draft, path, error))
    return TRUE;
  g_unlink (draft);
  return FALSE;
}

typedef struct
{
  const char *beside; /* folder of the store */
  const JkkSeal *seal;
  const char *folder;
  GString *list;
  GCancellable *cancellable;
  JkkBackupGauge *gauge;
  guint n_done;
  guint n_all;
} Collection;

/* A document that is damaged at home is not put over a sound copy: it is left out, as a missing one is. */
static gboolean
collect_document (Collection *into, const char *sha256, GError **error)
{
  g_autofree char *path = jkk_backup_document_path (into->seal, into->folder, sha256);
  g_autoptr (GBytes) bytes = NULL;

  if (g_cancellable_set_error_if_cancelled (into->cancellable, error))
    return FALSE;
  jkk_backup_gauge_set (into->gauge, JKK_BACKUP_PAPERS, into->n_done++, into->n_all);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      if ((bytes = jkk_document_store_read (into->beside, sha256, NULL)) == NULL)
        return TRUE;
      if (!keep_document (into->seal, into->folder, sha256, bytes, error))
        return FALSE;
    }
  g_string_append_printf (into->list, "document %s\n", sha256);
  return TRUE;
}

static gboolean
is_name (const char *sha256)
{
  return strlen (sha256) == 64 && strspn (sha256, "0123456789abcdef") == 64;
}

/* All documents that are there now: they are put down before the entry that names them, so that those of the copied
 * store are among them. */
static GPtrArray *
list_documents (const char *beside)
{
  g_autofree char *root = g_build_filename (beside, "documents", NULL);
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *first, *name;

  while (dir != NULL && (first = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (root, first, NULL);
      g_autoptr (GDir) inner = strlen (first) == 2 ? g_dir_open (folder, 0, NULL) : NULL;

      while (inner != NULL && (name = g_dir_read_name (inner)) != NULL)
        {
          g_autofree char *sha256 = g_strconcat (first, name, NULL);

          if (is_name (sha256))
            g_ptr_array_add (names, g_steal_pointer (&sha256));
        }
    }
  return names;
}

static gboolean
collect_documents (Collection *into, GError **error)
{
  g_autoptr (GPtrArray) names = list_documents (into->beside);

  into->n_all = names->len;
  for (guint i = 0; i < names->len; i++)
    if (!collect_document (into, names->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* ---- The backup */

static gboolean
seal_file (
    JkkSealWriter *writer, int fd, const char *path, JkkBackupGauge *gauge, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (BUFFER);
  struct stat status;
  gint64 all = fstat (fd, &status) == 0 ? status.st_size : 0, done = 0;
  gssize n;

  while ((n = read (fd, buffer, BUFFER)) > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !jkk_seal_writer_add (writer, buffer, n, error))
        return FALSE;
      jkk_backup_gauge_set_bytes (gauge, JKK_BACKUP_WRITING, done += n, all);
    }
  if (n == 0)
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE, _ ("“%s” cannot be read: %s. Check the disk."), path,
               g_strerror (errno));
  return FALSE;
}

/* What the copy says of itself: its place in the journal. */
static gboolean
describe (const char *copy, GString *list, gint64 *sequence, gint64 *size, GError **error)
{
  g_autoptr (JkkDb) db = jkk_db_open (copy, JKK_DB_READONLY, error);
  g_autofree char *hash = NULL;
  GStatBuf status;

  if (db == NULL || !jkk_journal_head (db, sequence, &hash, error))
    return FALSE;
  *size = g_stat (copy, &status) == 0 ? status.st_size : 0;
  g_string_append_printf (list, "santun-backup 1\nstore %" G_GINT64_FORMAT "\nsequence %" G_GINT64_FORMAT "\nhash %s\n",
                          *size, *sequence, hash != NULL ? hash : "-");
  return TRUE;
}

static gboolean
write_backup (const JkkSeal *seal,
              const char *draft,
              const char *copy,
              const GString *list,
              JkkBackupGauge *gauge,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (JkkSealWriter) writer = jkk_seal_writer_new (seal, draft, error);
  int fd = g_open (copy, O_RDONLY | O_CLOEXEC);
  gboolean done = writer != NULL && fd >= 0 && jkk_seal_writer_add (writer, list->str, list->len, error) &&
                  seal_file (writer, fd, copy, gauge, cancellable, error) && jkk_seal_writer_end (writer, error);

  if (fd >= 0)
    g_close (fd, NULL);
  return done;
}

static JkkBackupInfo *
pack (const char *store, const JkkBackupOrder *order, const char *copy, GCancellable *cancellable, GError **error)
{
  g_autofree char *beside = g_path_get_dirname (store);
  g_autoptr (JkkSeal) seal = take_key (order, error);
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (JkkBackupInfo) info = g_new0 (JkkBackupInfo, 1);
  Collection into = { beside, seal, order->folder, list, cancellable, order->gauge };

  if (seal == NULL || !describe (copy, list, &info->sequence, &info->size, error) || !collect_documents (&into, error))
    return NULL;
  g_string_append_c (list, '\n');

  g_autofree char *name = jkk_backup_name (order->now, info->sequence);
  g_autofree char *draft = g_strdup_printf ("%s/.%s.%d.part", order->folder, name, getpid ());
  info->path = g_build_filename (order->folder, name, NULL);
  info->made_at = order->now;
  info->is_locked = jkk_seal_is_locked (seal);
  if (write_backup (seal, draft, copy, list, order->gauge, cancellable, error) &&
      jkk_file_out_rename (draft, info->path, error))
    return g_steal_pointer (&info);
  g_unlink (draft);
  return NULL;
}

/* The copy, as it grows. */
typedef struct
{
  const char *path;
  JkkBackupGauge *gauge;
  gint64 all;
  guint n_ticks;
} Growth;

static void
grow_cb (gpointer data)
{
  Growth *growth = data;
  GStatBuf info;

  if (growth->n_ticks++ % TICKS_BETWEEN_LOOKS == 0 && g_stat (growth->path, &info) == 0)
    jkk_backup_gauge_set_bytes (growth->gauge, JKK_BACKUP_COPYING, info.st_size, growth->all);
}

static gboolean
copy_store (JkkDb *db, const char *copy, JkkBackupGauge *gauge, GCancellable *cancellable, GError **error)
{
  GStatBuf info;
  Growth growth = { copy, gauge, g_stat (db->path, &info) == 0 ? info.st_size : 0, 0 };

  jkk_db_set_cancellable (db, cancellable);
  if (gauge != NULL)
    jkk_db_set_tick (db, grow_cb, &growth);
  gboolean copied = jkk_db_copy (db, copy, error);
  jkk_db_set_tick (db, NULL, NULL);
  jkk_db_set_cancellable (db, NULL);
  return copied;
}

/**
 * jkk_backup_make_by:
 * @store: path of the store: its documents lie beside it, and its copy for a while
 * @copier: copies it
 * @data: for @copier
 * @order: where to, and how
 * @cancellable: (nullable): to give up; nothing is left then
 * @error: as jkk_backup_make(), and what @copier says
 *
 * As jkk_backup_make(), of a store that is no file.
 *
 * Returns: (transfer full): the backup
 */
JkkBackupInfo *
jkk_backup_make_by (const char *store,
                    JkkBackupCopier copier,
                    gpointer data,
                    const JkkBackupOrder *order,
                    GCancellable *cancellable,
                    GError **error)
{
  /* Beside the store, and not where the backups go: that may be a stick that everybody can read. */
  g_autofree char *copy = g_strdup_printf ("%s.backup-%d", store, getpid ());
  JkkBackupInfo *info = NULL;

  if (!make_folder (order->folder, error))
    return NULL;
  jkk_backup_sweep (store);
  if (copier (copy, data, cancellable, error))
    info = pack (store, order, copy, cancellable, error);
  g_unlink (copy);
  return info;
}

typedef struct
{
  JkkDb *db;
  JkkBackupGauge *gauge;
} Copying;

static gboolean
copy_cb (const char *copy, gpointer data, GCancellable *cancellable, GError **error)
{
  const Copying *copying = data;

  return copy_store (copying->db, copy, copying->gauge, cancellable, error);
}

/**
 * jkk_backup_make:
 * @db: a connection outside a transaction
 * @order: where to, and how
 * @cancellable: (nullable): to give up; nothing is left then
 * @error: REFUSED: other passphrase; STORAGE: no space, or the store is damaged
 *
 * Copies the store and its documents as they are at this moment, while others go on working. The backup has its name
 * only when all of it lies safely on the disk.
 *
 * Returns: (transfer full): the backup
 */
JkkBackupInfo *
jkk_backup_make (JkkDb *db, const JkkBackupOrder *order, GCancellable *cancellable, GError **error)
{
  Copying copying = { db, order->gauge };

  return jkk_backup_make_by (db->path, copy_cb, &copying, order, cancellable, error);
}
