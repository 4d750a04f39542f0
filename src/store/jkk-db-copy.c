#include "jkk-db-copy.h"

#include "jkk-damage.h"
#include "jkk-db-private.h"
#include "jkk-file-out.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

/**
 * jkk_db_copy:
 * @db: a connection outside a transaction
 * @path: where; what is there is written over
 * @error: STORAGE
 *
 * Writes the store as it is at this moment into a file of its own, while others go on reading and writing. VACUUM INTO
 * and not a copy of the pages: each row is read on the way, so that damage ends it instead of being carried along, what
 * was deleted stays behind, and the copy is one file without a log.
 *
 * Returns: whether the copy lies whole and safely on the disk
 */
gboolean
jkk_db_copy (JkkDb *db, const char *path, GError **error)
{
  /* An empty private file, because SQLite would make one that others may read. */
  int fd = jkk_file_out_open (path, error);
  if (fd < 0 || !g_close (fd, error))
    return FALSE;

  int code = db->engine->copy (db, path);
  gboolean made = code == SQLITE_OK;
  if (!made)
    jkk_db_take_error (db, code, error);
  fd = made ? g_open (path, O_RDONLY | O_CLOEXEC) : -1;
  if (fd >= 0 && jkk_file_out_close (fd, path, error))
    return TRUE;
  if (made && fd < 0)
    jkk_db_take_error (db, SQLITE_IOERR, error);
  g_unlink (path);
  return FALSE;
}

static gboolean
fail_replace (const char *path, int reason, GError **error)
{
  g_set_error (
      error, JKK_ERROR, JKK_ERROR_STORAGE,
      _ ("The store “%s” could not be replaced: %s. Nothing was changed. Check the disk and your right to write "
         "there."),
      path, g_strerror (reason));
  return FALSE;
}

/* SQLite's programs hold this range of a store while they have it open: asked from outside, since one that is damaged
 * cannot be opened. Whoever holds it alone keeps everybody else out. */
static gboolean
hold_alone (int fd, const char *path, GError **error)
{
  struct flock range = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000000, .l_len = 512 };

  if (fcntl (fd, F_SETLK, &range) == 0)
    return TRUE;
  if (errno != EAGAIN && errno != EACCES)
    return fail_replace (path, errno, error);
  g_set_error (error, JKK_ERROR, JKK_ERROR_BUSY,
               _ ("A program still has the store “%s” open; nothing was changed. Close Santun everywhere on this "
                  "computer, also the post service, and try again."),
               path);
  return FALSE;
}

/* Whether nothing was found by a quick look at all pages. */
static gboolean
is_sound (sqlite3 *handle)
{
  sqlite3_stmt *statement = NULL;
  gboolean sound = sqlite3_prepare_v2 (handle, "PRAGMA quick_check (1)", -1, &statement, NULL) == SQLITE_OK &&
                   sqlite3_step (statement) == SQLITE_ROW &&
                   g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0;

  sqlite3_finalize (statement);
  return sound;
}

/* The log becomes part of the file. Of a damaged store it is left as it is, beside it: whoever mends that needs both.
 */
static void
bring_in_log (const char *path)
{
  sqlite3 *handle = NULL;

  if (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK)
    {
      sqlite3_db_config (handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
      if (is_sound (handle))
        sqlite3_wal_checkpoint_v2 (handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    }
  sqlite3_close (handle);
}

/* A name that is free, also when this is done twice in a second. */
static char *
link_aside (const char *path, gint64 now, GError **error)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now);
  g_autofree char *stamp = g_date_time_format (time, "%Y%m%d-%H%M%S");

  for (guint i = 1; i < 100; i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf ("-%u", i) : g_strdup ("");
      g_autofree char *kept = g_strconcat (path, ".replaced-", stamp, number, NULL);

      if (link (path, kept) == 0)
        return g_steal_pointer (&kept);
      if (errno != EEXIST)
        break;
    }
  fail_replace (path, errno, error);
  return NULL;
}

/* Another name for what was there, and its log, were it not for a damaged one empty by now, out of the way: the next
 * store must not find it. */
static char *
put_aside (const char *path, gint64 now, GError **error)
{
  g_autofree char *kept = link_aside (path, now, error);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *kept_log = kept != NULL ? g_strconcat (kept, "-wal", NULL) : NULL;
  g_autofree char *index = g_strconcat (path, "-shm", NULL);
  GStatBuf info;

  if (kept == NULL)
    return NULL;
  if (g_stat (log, &info) == 0 && (info.st_size == 0 ? g_unlink (log) : g_rename (log, kept_log)) != 0)
    {
      fail_replace (path, errno, error);
      g_unlink (kept);
      return NULL;
    }
  g_unlink (index);
  return g_steal_pointer (&kept);
}

/**
 * jkk_db_replace:
 * @address: path of the store that is replaced; it need not be there, nor be sound
 * @replacement: a whole store on the same disk; it is gone afterwards
 * @now: seconds since 1970 UTC, for the name of what is kept
 * @kept: (out) (transfer full) (nullable): where the replaced store lies now
 * @error: BUSY: a program has it open; STORAGE
 *
 * Puts one store in the place of another. At every moment one of the two lies there; the replaced one stays beside it.
 *
 * Returns: whether it was done
 */
gboolean
jkk_db_replace (const char *address, const char *replacement, gint64 now, char **kept, GError **error)
{
  g_autofree char *given = g_canonicalize_filename (address, NULL);
  char *real = realpath (given, NULL);
  g_autofree char *path = g_strdup (real != NULL ? real : given);

  free (real);
  *kept = NULL;
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return jkk_file_out_rename (replacement, path, error);

  bring_in_log (path);
  int fd = g_open (path, O_RDWR | O_CLOEXEC);
  if (fd < 0)
    return fail_replace (path, errno, error);
  g_autofree char *aside = hold_alone (fd, path, error) ? put_aside (path, now, error) : NULL;
  gboolean done = aside != NULL && jkk_file_out_rename (replacement, path, error);
  /* The lock ends with it: whoever waited finds that the file has moved. */
  g_close (fd, NULL);
  if (done)
    {
      jkk_damage_move (path, aside);
      *kept = g_steal_pointer (&aside);
    }
  return done;
}
