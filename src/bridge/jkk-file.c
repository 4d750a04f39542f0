#include "jkk-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
set_open_error (GError **error, const char *name, int number)
{
  if (number == ENOENT || number == ENOTDIR)
    g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("There is no file “%s”. Check its name and folder."), name);
  else if (number == EACCES || number == EPERM)
    g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
                 _ ("You are not allowed to read “%s”. Ask the owner of the file, or copy it to a folder of your own."),
                 name);
  else
    g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE, _ ("“%s” cannot be opened: %s."), name, g_strerror (number));
}

static gboolean
check_kind (const struct stat *info, const char *name, gsize max_bytes, GError **error)
{
  if (S_ISDIR (info->st_mode))
    g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT, _ ("“%s” is a folder. Choose a file in it."), name);
  else if (!S_ISREG (info->st_mode))
    g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT, _ ("“%s” is no ordinary file. Save it as a file first."), name);
  else if ((guint64) info->st_size > max_bytes)
    {
      g_autofree char *limit = g_format_size (max_bytes);

      g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT, _ ("“%s” is larger than %s, the most that is read."), name,
                   limit);
    }
  else
    return TRUE;
  return FALSE;
}

/* Reads to the end; a file that grows meanwhile is cut off by the caller's check of one byte more. */
static char *
read_all (int fd, gsize max_bytes, gsize size, gsize *length)
{
  g_autofree char *bytes = g_malloc (MIN (size, max_bytes) + 2);
  gsize room = MIN (size, max_bytes) + 1;

  for (*length = 0; *length < room;)
    {
      ssize_t n = read (fd, bytes + *length, room - *length);

      if (n == 0)
        break;
      if (n > 0)
        *length += (gsize) n;
      else if (errno != EINTR)
        return NULL;
    }
  bytes[*length] = '\0';
  return g_steal_pointer (&bytes);
}

/**
 * jkk_read_file:
 * @path: a file
 * @max_bytes: the most that is read
 * @length: (out) (optional): its length
 * @error: return location
 *
 * Returns: (transfer full): its bytes and a NUL after them; %NULL with %JKK_ERROR_NOT_FOUND, %JKK_ERROR_REFUSED (not
 *   allowed), %JKK_ERROR_FORMAT (a folder, a device, too large) or %JKK_ERROR_STORAGE
 */
char *
jkk_read_file (const char *path, gsize max_bytes, gsize *length, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  struct stat info;
  gsize n = 0;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe nobody writes to would hold us for ever */

  if (fd < 0)
    {
      set_open_error (error, name, errno);
      return NULL;
    }
  g_autofree char *bytes = NULL;
  if (fstat (fd, &info) != 0)
    set_open_error (error, name, errno);
  else if (check_kind (&info, name, max_bytes, error))
    {
      bytes = read_all (fd, max_bytes, (gsize) info.st_size, &n);
      if (bytes == NULL)
        set_open_error (error, name, errno);
    }
  close (fd);
  if (bytes != NULL && n > (gsize) info.st_size)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_BUSY, _ ("“%s” is still being written. Try again in a moment."), name);
      return NULL;
    }
  if (length != NULL)
    *length = n;
  return g_steal_pointer (&bytes);
}

static void
set_save_error (GError **error, const char *path, const GError *cause)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *folder = g_filename_display_name (parent);

  if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
                 _ ("“%s” was not saved: the disk is full. Make room, or choose another folder."), name);
  else if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_ACCES) ||
           g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_PERM) ||
           g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_ROFS))
    g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
                 _ ("“%s” was not saved: you may not write in the folder “%s”. Choose another folder."), name, folder);
  else if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
           g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
    g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
                 _ ("“%s” was not saved: there is no folder “%s”. Choose another folder."), name, folder);
  else if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_ISDIR))
    g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE, _ ("“%s” was not saved: it is a folder. Choose another name."),
                 name);
  else
    g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE, _ ("“%s” was not saved: %s"), name, cause->message);
}

/**
 * jkk_xml_save_file:
 * @path: where to
 * @bytes: what
 * @length: its length
 * @error: return location
 *
 * Writes beside the target, waits for the disk and renames: at every moment the old file or the new one stands there
 * whole. What leaves the office is personal data, so only the owner and his group can read it.
 *
 * Returns: %FALSE with %JKK_ERROR_STORAGE if nothing was changed
 */
gboolean
jkk_xml_save_file (const char *path, const char *bytes, gsize length, GError **error)
{
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (path != NULL && (bytes != NULL || length == 0), FALSE);

  if (g_file_set_contents_full (path, bytes, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0660, &cause))
    return TRUE;
  set_save_error (error, path, cause);
  return FALSE;
}
