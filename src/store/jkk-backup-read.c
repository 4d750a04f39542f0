#include "jkk-backup.h"

#include "jkk-backup-private.h"
#include "jkk-db-private.h"
#include "jkk-file-out.h"
#include "jkk-statement.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#define BUFFER (64 * 1024)

/* No line of a list of contents is longer. */
#define MAX_LINE 200

/* A document that no backup names may be one of a backup that is being made: it stays for a day. */
#define SPARED_SECONDS (24 * 60 * 60)

struct _JkkBackup
{
  char *path;
  char *folder;
  JkkSeal *seal;
  JkkSealReader *reader; /* at the beginning of the store's bytes */
  gint64 size;
  gint64 sequence;
  char *hash;
  GPtrArray *documents;
  JkkBackupGauge *gauge; /* borrowed */
};

/**
 * jkk_backup_document_path:
 * @seal: the key of a folder with backups
 * @folder: that folder
 * @sha256: a document
 *
 * Returns: (transfer full): where it lies, sealed
 */
char *
jkk_backup_document_path (const JkkSeal *seal, const char *folder, const char *sha256)
{
  g_autofree char *name = jkk_seal_name (seal, sha256);
  const char first[] = { name[0], name[1], '\0' };

  return g_build_filename (folder, "documents", first, name, NULL);
}

/**
 * jkk_backup_sweep:
 * @store: path of a store
 *
 * Removes the copies beside it that a backup left behind when it was killed: those of processes that are no more.
 */
void
jkk_backup_sweep (const char *store)
{
  g_autofree char *folder = g_path_get_dirname (store);
  g_autofree char *base = g_path_get_basename (store);
  g_autofree char *prefix = g_strconcat (base, ".backup-", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      /* Also the rollback journal of such a copy: “store.db.backup-1234-journal”. */
      guint64 id = g_str_has_prefix (name, prefix) ? g_ascii_strtoull (name + strlen (prefix), NULL, 10) : 0;
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (id > 1 && id < G_MAXINT && kill ((pid_t) id, 0) != 0 && errno == ESRCH)
        g_unlink (path);
    }
}

static gboolean
set_damaged (const JkkBackup *backup, GError **error)
{
  g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
               _ ("“%s” is cut off or damaged and is not used. Take another backup, and check the disk it lies on."),
               backup->path);
  return FALSE;
}

/* ---- The list of contents */

/* A line without its end; empty after the last one. */
static gboolean
read_line (JkkBackup *backup, char line[MAX_LINE], GError **error)
{
  for (guint i = 0; i < MAX_LINE; i++)
    {
      gssize n = jkk_seal_reader_take (backup->reader, &line[i], 1, error);

      if (n < 0)
        return FALSE;
      if (n == 1 && line[i] == '\n')
        {
          line[i] = '\0';
          return TRUE;
        }
      if (n == 0)
        break;
    }
  return set_damaged (backup, error);
}

static gboolean
take_line (JkkBackup *backup, const char *line)
{
  const char *value = strchr (line, ' ');

  if (value == NULL)
    return FALSE;
  value++;
  if (g_str_has_prefix (line, "store "))
    return g_ascii_string_to_signed (value, 10, 1, G_MAXINT64, &backup->size, NULL);
  if (g_str_has_prefix (line, "sequence "))
    return g_ascii_string_to_signed (value, 10, 0, G_MAXINT64, &backup->sequence, NULL);
  if (g_str_has_prefix (line, "hash "))
    backup->hash = g_strdup (value);
  else if (g_str_has_prefix (line, "document "))
    g_ptr_array_add (backup->documents, g_strdup (value));
  return TRUE;
}

static gboolean
read_contents (JkkBackup *backup, GError **error)
{
  char line[MAX_LINE];

  if (!read_line (backup, line, error))
    return FALSE;
  if (strcmp (line, "santun-backup 1") != 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_TOO_NEW,
                   _ ("The backup “%s” was made by a newer version of Santun. Install that version."), backup->path);
      return FALSE;
    }
  do
    if (!read_line (backup, line, error) || (*line != '\0' && !take_line (backup, line) && set_damaged (backup, error)))
      return FALSE;
  while (*line != '\0');
  return (backup->size > 0 && backup->hash != NULL) || set_damaged (backup, error);
}

/**
 * jkk_backup_open:
 * @path: the file
 * @passphrase: (nullable): opens it
 * @error: REFUSED: no passphrase or the wrong one; FORMAT: no backup, cut off or damaged; NOT_FOUND, TOO_NEW, STORAGE
 *
 * Returns: (transfer full): the backup; its list of contents has been read
 */
JkkBackup *
jkk_backup_open (const char *path, const char *passphrase, GError **error)
{
  g_autoptr (JkkBackup) backup = g_new0 (JkkBackup, 1);

  backup->path = g_strdup (path);
  backup->folder = g_path_get_dirname (path);
  backup->documents = g_ptr_array_new_with_free_func (g_free);
  if ((backup->seal = jkk_seal_read (path, passphrase, error)) == NULL ||
      (backup->reader = jkk_seal_reader_new (backup->seal, path, error)) == NULL || !read_contents (backup, error))
    return NULL;
  return g_steal_pointer (&backup);
}

void
jkk_backup_free (JkkBackup *backup)
{
  g_clear_pointer (&backup->reader, jkk_seal_reader_free);
  g_clear_pointer (&backup->seal, jkk_seal_free);
  g_clear_pointer (&backup->documents, g_ptr_array_unref);
  g_free (backup->path);
  g_free (backup->folder);
  g_free (backup->hash);
  g_free (backup);
}

/**
 * jkk_backup_set_gauge:
 * @backup: a backup
 * @gauge: (nullable): borrowed; shows how far it is unpacked and its documents are read
 */
void
jkk_backup_set_gauge (JkkBackup *backup, JkkBackupGauge *gauge)
{
  backup->gauge = gauge;
}

/**
 * jkk_backup_get_sequence:
 * @backup: a backup
 *
 * Returns: the last entry of the journal that is in it
 */
gint64
jkk_backup_get_sequence (const JkkBackup *backup)
{
  return backup->sequence;
}

/**
 * jkk_backup_get_hash:
 * @backup: a backup
 *
 * Returns: (transfer none): the hash of that entry
 */
const char *
jkk_backup_get_hash (const JkkBackup *backup)
{
  return backup->hash;
}

/**
 * jkk_backup_get_n_documents:
 * @backup: a backup
 *
 * Returns: how many documents belong to it
 */
guint
jkk_backup_get_n_documents (const JkkBackup *backup)
{
  return backup->documents->len;
}

/* ---- The store */

static gboolean
copy_out (JkkBackup *backup, int fd, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (BUFFER);
  gint64 left = backup->size;
  gssize n = 1;

  while (left > 0 && n > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      n = jkk_seal_reader_take (backup->reader, buffer, (gsize) MIN (left, BUFFER), error);
      if (n < 0 || !jkk_file_out_write (fd, path, buffer, (gsize) MAX (n, 0), error))
        return FALSE;
      left -= n;
      jkk_backup_gauge_set_bytes (backup->gauge, JKK_BACKUP_UNPACKING, backup->size - left, backup->size);
    }
  /* Nothing may be left over, either. */
  n = left == 0 ? jkk_seal_reader_take (backup->reader, buffer, 1, error) : 1;
  return n == 0 || (n > 0 && set_damaged (backup, error));
}

/**
 * jkk_backup_unpack:
 * @backup: a backup of which the store was not yet unpacked
 * @path: where the store goes; private to this person
 * @cancellable: (nullable): to give up
 * @error: FORMAT: cut off or damaged; STORAGE: no space
 *
 * Returns: whether the store lies there whole; what failed is removed again
 */
gboolean
jkk_backup_unpack (JkkBackup *backup, const char *path, GCancellable *cancellable, GError **error)
{
  int fd = jkk_file_out_open (path, error);

  if (fd < 0)
    return FALSE;
  gboolean done = copy_out (backup, fd, path, cancellable, error);
  done = jkk_file_out_close (fd, path, done ? error : NULL) && done;
  if (!done)
    g_unlink (path);
  return done;
}

/* ---- Documents */

static GBytes *
read_sealed (JkkBackup *backup, const char *path, GError **error)
{
  g_autoptr (JkkSealReader) reader = jkk_seal_reader_new (backup->seal, path, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (BUFFER);
  gssize n = BUFFER;

  if (reader == NULL)
    return NULL;
  while (n == BUFFER && (n = jkk_seal_reader_take (reader, buffer, BUFFER, error)) > 0)
    g_byte_array_append (bytes, buffer, (guint) n);
  return n >= 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

/* The document as it was backed up. A damaged one is put aside, so that the next backup keeps it anew. */
static GBytes *
read_document (JkkBackup *backup, const char *sha256, GError **error)
{
  g_autofree char *path = jkk_backup_document_path (backup->seal, backup->folder, sha256);
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) bytes = read_sealed (backup, path, &failure);
  g_autofree char *hash = bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;

  if (g_strcmp0 (hash, sha256) == 0)
    return g_steal_pointer (&bytes);
  if (bytes != NULL || g_error_matches (failure, JKK_ERROR, JKK_ERROR_FORMAT))
    g_rename (path, aside);
  g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
               _ ("The document %s of the backup “%s” is missing or damaged. Make a new backup; it takes the document "
                  "along again."),
               sha256, backup->path);
  return NULL;
}

static gboolean
is_present (const char *folder, const char *sha256)
{
  const char first[] = { sha256[0], sha256[1], '\0' };
  g_autofree char *path = folder != NULL ? g_build_filename (folder, first, sha256 + 2, NULL) : NULL;
  g_autoptr (GMappedFile) file = path != NULL ? g_mapped_file_new (path, FALSE, NULL) : NULL;
  g_autoptr (GBytes) bytes = file != NULL ? g_mapped_file_get_bytes (file) : NULL;
  g_autofree char *hash = bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;

  return g_strcmp0 (hash, sha256) == 0;
}

/**
 * jkk_backup_fetch_documents:
 * @backup: a backup
 * @into: (nullable): a store beside which the documents are put; %NULL = they are only read and checked
 * @present: (nullable): a folder of documents; those that lie there sound are not fetched
 * @cancellable: (nullable): to give up
 * @error: FORMAT: one is missing or damaged; STORAGE: no space
 *
 * Returns: whether all documents of the backup are there
 */
gboolean
jkk_backup_fetch_documents (
    JkkBackup *backup, JkkDb *into, const char *present, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < backup->documents->len; i++)
    {
      const char *sha256 = backup->documents->pdata[i];

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      jkk_backup_gauge_set (backup->gauge, JKK_BACKUP_READING_PAPERS, i, backup->documents->len);
      if (is_present (present, sha256))
        continue;
      g_autoptr (GBytes) bytes = read_document (backup, sha256, error);
      g_autofree char *kept = bytes != NULL && into != NULL ? jkk_document_store_put (into, bytes, error) : NULL;
      if (bytes == NULL || (into != NULL && kept == NULL))
        return FALSE;
    }
  return TRUE;
}

/* ---- What is no longer kept */

/* The names of the documents that the backups still need; none when one of them cannot be read. */
static GHashTable *
list_needed (GPtrArray *backups, GPtrArray *surplus, const char *passphrase)
{
  g_autoptr (GHashTable) needed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < backups->len; i++)
    {
      const JkkBackupInfo *info = backups->pdata[i];

      if (g_ptr_array_find (surplus, info, NULL))
        continue;
      g_autoptr (JkkBackup) backup = jkk_backup_open (info->path, passphrase, NULL);
      if (backup == NULL)
        return NULL;
      for (guint j = 0; j < backup->documents->len; j++)
        g_hash_table_add (needed, jkk_seal_name (backup->seal, backup->documents->pdata[j]));
    }
  return g_steal_pointer (&needed);
}

static void
prune_documents (const char *folder, GHashTable *needed)
{
  g_autofree char *root = g_build_filename (folder, "documents", NULL);
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *first, *name;

  while (dir != NULL && (first = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *part = g_build_filename (root, first, NULL);
      g_autoptr (GDir) names = g_dir_open (part, 0, NULL);

      while (names != NULL && (name = g_dir_read_name (names)) != NULL)
        {
          g_autofree char *path = g_build_filename (part, name, NULL);
          GStatBuf status;

          if (!g_hash_table_contains (needed, name) && g_stat (path, &status) == 0 &&
              status.st_mtime < now - SPARED_SECONDS)
            g_unlink (path);
        }
    }
}

/**
 * jkk_backup_prune:
 * @folder: where backups are kept
 * @passphrase: (nullable): opens them
 * @n_removed: (out): how many backups were removed
 * @error: STORAGE
 *
 * Removes the backups that are no longer kept (jkk_backup_surplus()), and then the documents that none needs.
 *
 * Returns: whether it was done
 */
gboolean
jkk_backup_prune (const char *folder, const char *passphrase, guint *n_removed, GError **error)
{
  g_autoptr (GPtrArray) backups = jkk_backup_list (folder, error);
  g_autoptr (GPtrArray) surplus = backups != NULL ? jkk_backup_surplus (backups) : NULL;

  *n_removed = 0;
  if (backups == NULL)
    return FALSE;
  g_autoptr (GHashTable) needed = surplus->len > 0 ? list_needed (backups, surplus, passphrase) : NULL;
  for (guint i = 0; i < surplus->len; i++)
    *n_removed += g_unlink (((JkkBackupInfo *) surplus->pdata[i])->path) == 0 ? 1 : 0;
  if (needed != NULL)
    prune_documents (folder, needed);
  return TRUE;
}

/* ---- What would be lost */

static gboolean
goes_on_from (const JkkBackup *backup, JkkDb *present)
{
  g_autoptr (JkkQuery) query = jkk_db_query (present, JKK_SQL_JOURNAL_HASH_AT);

  jkk_query_bind_number (query, 1, backup->sequence);
  return jkk_query_next (query, NULL) && g_strcmp0 (jkk_query_text (query, 0), backup->hash) == 0;
}

/**
 * jkk_backup_compare:
 * @backup: a backup
 * @present: the store that it would replace
 * @error: STORAGE
 *
 * Returns: (transfer full): what would be lost; of a store that went another way, everything
 */
JkkBackupLoss *
jkk_backup_compare (const JkkBackup *backup, JkkDb *present, GError **error)
{
  g_autoptr (JkkBackupLoss) loss = g_new0 (JkkBackupLoss, 1);
  g_autoptr (JkkQuery) count = jkk_db_query (present, JKK_SQL_JOURNAL_COUNT_AFTER);
  g_autoptr (JkkQuery) people = jkk_db_query (present, JKK_SQL_JOURNAL_PEOPLE_AFTER);
  GError *failure = NULL;

  loss->people = g_ptr_array_new_with_free_func (g_free);
  loss->is_known = TRUE;
  loss->is_same = goes_on_from (backup, present);
  gint64 after = loss->is_same ? backup->sequence : 0;
  jkk_query_bind_number (count, 1, after);
  if (!jkk_query_next (count, error))
    return NULL;
  loss->n_deeds = jkk_query_number (count, 0);
  loss->n_cases = jkk_query_number (count, 1);
  loss->first = jkk_query_number (count, 2);
  loss->last = jkk_query_number (count, 3);
  jkk_query_bind_number (people, 1, after);
  while (jkk_query_next (people, &failure))
    g_ptr_array_add (loss->people, jkk_query_dup_text (people, 0));
  if (failure == NULL)
    return g_steal_pointer (&loss);
  g_propagate_error (error, failure);
  return NULL;
}
