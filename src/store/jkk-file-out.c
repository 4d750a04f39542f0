#include "jkk-file-out.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

static gboolean
set_failure (const char *path, int reason, GError **error)
{
  if (reason == ENOSPC || reason == EDQUOT || reason == EFBIG)
    g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
                 _ ("The disk that holds “%s” is full; what was there before is unchanged. Free some space, or choose "
                    "another folder."),
                 path != NULL ? path : "…");
  else
    g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
                 _ ("“%s” could not be written: %s. Check the disk and your right to write there."),
                 path != NULL ? path : "…", g_strerror (reason));
  return FALSE;
}

/**
 * jkk_file_out_open:
 * @path: a draft; what is there is written over
 * @error: STORAGE
 *
 * Returns: a descriptor of a file that nobody else may read, or -1
 */
int
jkk_file_out_open (const char *path, GError **error)
{
  int fd = g_open (path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);

  if (fd < 0)
    set_failure (path, errno, error);
  return fd;
}

/**
 * jkk_file_out_write:
 * @fd: a descriptor
 * @path: (nullable): what the sentence names
 * @data: (array length=length): what is written
 * @length: how much
 * @error: STORAGE
 *
 * Returns: whether all of it was written
 */
gboolean
jkk_file_out_write (int fd, const char *path, gconstpointer data, gsize length, GError **error)
{
  const guint8 *from = data;

  while (length > 0)
    {
      gssize n = write (fd, from, length);

      if (n < 0 && errno != EINTR)
        return set_failure (path, errno, error);
      from += MAX (n, 0);
      length -= (gsize) MAX (n, 0);
    }
  return TRUE;
}

/**
 * jkk_file_out_close:
 * @fd: a descriptor
 * @path: what the sentence names
 * @error: STORAGE
 *
 * Returns: whether what was written lies on the disk
 */
gboolean
jkk_file_out_close (int fd, const char *path, GError **error)
{
  int reason = fsync (fd) == 0 ? 0 : errno;

  if (close (fd) != 0 && reason == 0)
    reason = errno;
  return reason == 0 || set_failure (path, reason, error);
}

/**
 * jkk_file_out_sync_folder:
 * @folder: a folder
 * @error: STORAGE
 *
 * Returns: whether its names lie on the disk
 */
gboolean
jkk_file_out_sync_folder (const char *folder, GError **error)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int reason = fd >= 0 && fsync (fd) == 0 ? 0 : errno;

  if (fd >= 0)
    g_close (fd, NULL);
  /* Some network folders cannot be asked this. */
  return reason == 0 || reason == EINVAL || reason == ENOTSUP || set_failure (folder, reason, error);
}

/**
 * jkk_file_out_rename:
 * @draft: a file that is whole
 * @path: its name from now on; what is there is replaced at once
 * @error: STORAGE
 *
 * Returns: whether it has that name, also after a power cut
 */
gboolean
jkk_file_out_rename (const char *draft, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_rename (draft, path) != 0)
    return set_failure (path, errno, error);
  return jkk_file_out_sync_folder (folder, error);
}

/**
 * jkk_file_out_remove_folder:
 * @folder: a folder of drafts, which is removed with all that lies in it; no link in it is followed
 */
void
jkk_file_out_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        jkk_file_out_remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

/**
 * jkk_file_out_hash:
 * @path: a file
 *
 * Reads a file as it lies on the disk, after all that was written into it has got there.
 *
 * Returns: (transfer full): its SHA-256, hexadecimal; "" when it cannot be read
 */
char *
jkk_file_out_hash (const char *path)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const gsize at_once = 1024 * 1024;
  g_autofree guint8 *bytes = g_malloc (at_once);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC);
  gssize n_read = -1;

  while (fd >= 0 && (n_read = read (fd, bytes, at_once)) > 0)
    g_checksum_update (sum, bytes, n_read);
  if (fd >= 0 && fsync (fd) != 0)
    n_read = -1;
  if (fd >= 0)
    g_close (fd, NULL);
  return g_strdup (n_read == 0 ? g_checksum_get_string (sum) : "");
}
