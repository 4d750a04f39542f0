#include "jkk-document-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define HASH_LETTERS 64

/* A hash comes from outside (a message, a row): it must not be able to name another file. */
static gboolean
is_hash (const char *text)
{
  gsize n_letters = strspn (text, "0123456789abcdef");

  return n_letters == HASH_LETTERS && text[n_letters] == '\0';
}

/* documents/ab/cdef… beside the store: no folder grows too large. */
static char *
find_folder (const char *beside, const char *sha256)
{
  const char first[] = { sha256[0], sha256[1], '\0' };

  return g_build_filename (beside, "documents", first, NULL);
}

static char *
find_path (const char *beside, const char *sha256)
{
  g_autofree char *folder = find_folder (beside, sha256);

  return g_build_filename (folder, sha256 + 2, NULL);
}

static gboolean
fail_write (const char *path, int reason, GError **error)
{
  g_set_error (
      error, JKK_ERROR, JKK_ERROR_STORAGE,
      _ ("The document could not be kept at “%s”: %s. Check the free space and your right to write there, then "
         "try again."),
      path, g_strerror (reason));
  return FALSE;
}

static gboolean
write_all (int fd, const guint8 *data, gsize length)
{
  while (length > 0)
    {
      gssize n_written = write (fd, data, length);

      if (n_written < 0 && errno != EINTR)
        return FALSE;
      if (n_written > 0)
        {
          data += n_written;
          length -= n_written;
        }
    }
  return TRUE;
}

/* After this the names in the folder are on the disk too. */
static gboolean
sync_folder (const char *folder)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced = fd >= 0 && fsync (fd) == 0;
  int reason = errno;

  if (fd >= 0)
    g_close (fd, NULL);
  errno = reason;
  return synced;
}

/* Writes beside the final name, so that a file under that name is always whole. */
static gboolean
write_file (const char *folder, const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *draft = g_build_filename (folder, ".new-XXXXXX", NULL);
  g_autofree char *root = g_path_get_dirname (folder);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail_write (folder, errno, error);
  int fd = g_mkstemp_full (draft, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail_write (folder, errno, error);

  gboolean written = write_all (fd, data, length) && fsync (fd) == 0;
  int reason = errno;
  if (close (fd) != 0 && written)
    {
      written = FALSE;
      reason = errno;
    }
  if (written && (g_rename (draft, path) != 0 || !sync_folder (folder) || !sync_folder (root)))
    {
      written = FALSE;
      reason = errno;
    }
  if (written)
    return TRUE;

  g_unlink (draft);
  return fail_write (path, reason, error);
}

static GBytes *
read_checked (const char *path, const char *sha256, GError **error)
{
  g_autofree char *data = NULL;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, error))
    return NULL;

  g_autofree char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *) data, length);
  if (g_str_equal (hash, sha256))
    return g_bytes_new_take (g_steal_pointer (&data), length);

  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
               _ ("The document %s has been changed or damaged on the disk (“%s”). Take it in again from the paper, or "
                  "bring back the last copy."),
               sha256, path);
  return NULL;
}

/**
 * jkk_document_store_put:
 * @db: a connection
 * @bytes: a document
 * @error: STORAGE
 *
 * Keeps a document under the hash of its bytes; the same one is kept once. It lies safely on the disk when this
 * returns, so a transaction that names it may follow.
 *
 * Returns: (transfer full): its SHA-256, hexadecimal, which is its name from now on
 */
char *
jkk_document_store_put (JkkDb *db, GBytes *bytes, GError **error)
{
  if (jkk_db_is_node (db))
    return jkk_db_put_document (db, bytes, error);

  g_autofree char *beside = jkk_db_get_folder (db);
  return jkk_document_store_keep (beside, bytes, error);
}

/**
 * jkk_document_store_keep:
 * @beside: folder of a store's file
 * @bytes: a document
 * @error: STORAGE
 *
 * As jkk_document_store_put(), for a store that nobody has open.
 *
 * Returns: (transfer full): its SHA-256, hexadecimal
 */
char *
jkk_document_store_keep (const char *beside, GBytes *bytes, GError **error)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *folder = find_folder (beside, sha256);
  g_autofree char *path = find_path (beside, sha256);
  g_autoptr (GBytes) present = read_checked (path, sha256, NULL);

  if (present == NULL && !write_file (folder, path, bytes, error))
    return NULL;
  return g_steal_pointer (&sha256);
}

static gboolean
check_hash (const char *sha256, GError **error)
{
  if (is_hash (sha256))
    return TRUE;

  g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("“%s” does not name a document. Take the document in again."),
               sha256);
  return FALSE;
}

/**
 * jkk_document_store_get:
 * @db: a connection
 * @sha256: hash of a document
 * @error: NOT_FOUND: it is missing; STORAGE: it cannot be read, or is not what was put
 *
 * Returns: (transfer full): the document as it was put
 */
GBytes *
jkk_document_store_get (JkkDb *db, const char *sha256, GError **error)
{
  if (!check_hash (sha256, error))
    return NULL;
  if (jkk_db_is_node (db))
    return jkk_db_get_document (db, sha256, error);

  g_autofree char *beside = jkk_db_get_folder (db);
  return jkk_document_store_read (beside, sha256, error);
}

/**
 * jkk_document_store_read:
 * @beside: folder of a store's file
 * @sha256: hash of a document
 * @error: as jkk_document_store_get()
 *
 * As jkk_document_store_get(), for a store that nobody has open.
 *
 * Returns: (transfer full): the document as it was put
 */
GBytes *
jkk_document_store_read (const char *beside, const char *sha256, GError **error)
{
  GError *failure = NULL;

  if (!check_hash (sha256, error))
    return NULL;

  g_autofree char *path = find_path (beside, sha256);
  GBytes *bytes = read_checked (path, sha256, &failure);
  if (bytes != NULL)
    return bytes;

  if (g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_set_error (
        error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
        _ ("The document %s is missing in “%s”. Take it in again from the paper, or bring back the last copy."), sha256,
        path);
  else if (failure->domain == G_FILE_ERROR)
    g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
                 _ ("The document %s cannot be read: %s. Check the disk and your right to read there."), sha256,
                 failure->message);
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  g_clear_error (&failure);
  return NULL;
}

/**
 * jkk_document_store_has:
 * @db: a connection
 * @sha256: hash of a document
 *
 * Returns: whether a file is there under this name; jkk_document_store_get() also looks at what it says
 */
gboolean
jkk_document_store_has (JkkDb *db, const char *sha256)
{
  if (jkk_db_is_node (db))
    return is_hash (sha256) && jkk_db_has_document (db, sha256);

  g_autofree char *beside = jkk_db_get_folder (db);
  return jkk_document_store_lies (beside, sha256);
}

/**
 * jkk_document_store_lies:
 * @beside: folder of a store's file
 * @sha256: hash of a document
 *
 * Returns: as jkk_document_store_has(), for a store that nobody has open
 */
gboolean
jkk_document_store_lies (const char *beside, const char *sha256)
{
  g_autofree char *path = is_hash (sha256) ? find_path (beside, sha256) : NULL;

  return path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/**
 * jkk_document_store_names:
 * @beside: folder of a store's file
 * @first: the first two letters of their hashes
 *
 * Returns: (transfer full): the hashes of all documents that begin so, a line each
 */
char *
jkk_document_store_names (const char *beside, const char *first)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (strspn (first, "0123456789abcdef") != 2 || first[2] != '\0')
    return g_strdup ("");
  g_autofree char *folder = find_folder (beside, first);
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *sha256 = g_strconcat (first, name, NULL);

      if (is_hash (sha256))
        g_string_append_printf (names, "%s\n", sha256);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}
