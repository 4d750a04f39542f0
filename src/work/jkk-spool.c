#include "jkk-spool-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _JkkSpool
{
  int fd;
  goffset end;
};

/**
 * jkk_spool_new:
 * @error: STORAGE
 *
 * Papers hold personal data: nobody but this program ever sees the file, and it is gone with it.
 *
 * Returns: (transfer full): an empty file
 */
JkkSpool *
jkk_spool_new (GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GError) local = NULL;
  int fd = g_file_open_tmp ("santun-XXXXXX", &name, &local);

  if (fd < 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
                   _ ("There is no room for the papers in the folder for temporary files: %s"), local->message);
      return NULL;
    }
  g_unlink (name);
  JkkSpool *spool = g_new0 (JkkSpool, 1);
  spool->fd = fd;
  return spool;
}

/**
 * jkk_spool_free:
 * @spool: (transfer full): a file; what it holds is gone
 */
void
jkk_spool_free (JkkSpool *spool)
{
  close (spool->fd);
  g_free (spool);
}

/**
 * jkk_spool_add:
 * @spool: a file
 * @bytes: a paper
 * @offset: (out): where it begins
 * @error: STORAGE
 *
 * Returns: whether there was room for it
 */
gboolean
jkk_spool_add (JkkSpool *spool, GBytes *bytes, goffset *offset, GError **error)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);

  *offset = spool->end;
  while (length > 0)
    {
      gssize n = pwrite (spool->fd, data, length, spool->end);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
                       _ ("There is no room for the papers in the folder for temporary files: %s"), g_strerror (errno));
          return FALSE;
        }
      data += n;
      length -= (gsize) n;
      spool->end += n;
    }
  return TRUE;
}

/**
 * jkk_spool_read:
 * @spool: a file
 * @offset: where a paper begins
 * @length: how long it is
 *
 * Returns: (transfer full): the paper; shorter if the disk does not give it back. May be called from any thread.
 */
GBytes *
jkk_spool_read (JkkSpool *spool, goffset offset, gsize length)
{
  char *data = g_malloc (length);
  gsize got = 0;

  while (got < length)
    {
      gssize n = pread (spool->fd, data + got, length - got, offset + (goffset) got);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      got += (gsize) n;
    }
  return g_bytes_new_take (data, got);
}
