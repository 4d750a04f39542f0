#define _GNU_SOURCE /* locks that belong to a file description, ids of threads */

#include "jkk-damage.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "jkk-db-copy.h"
#include "jkk-db-private.h"

#define GROUP "check"

/* Somebody who comes each morning a little earlier has it done each day all the same. */
#define DUE_SECONDS (20 * 60 * 60)

/* A program that stays open for days looks so often whether it is due. */
#define PERIOD (30 * G_TIME_SPAN_MINUTE)

/* linux/ioprio.h: reads when nobody else does. */
#define IO_WHO_THREAD 1
#define IO_IDLE (3 << 13)

/*   <store>-checked: when all pages were looked at last, and whether who watched then has said goodbye. Whoever holds
 *   its lock watches; the others need not.
 */
struct _JkkDamageWatch
{
  char *path;
  int file; /* -1: another program watches */
  gboolean was_left;
  gint64 checked_at;
  GTimeSpan delay;
  GThread *thread;
  GCancellable *stopped;
  GMutex mutex;
  GCond cond;
};

static char *
record_path (const char *path)
{
  return g_strconcat (path, "-checked", NULL);
}

static gboolean
lock (int file)
{
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  return fcntl (file, F_OFD_SETLK, &whole) == 0;
}

static GKeyFile *
read_record (const char *path)
{
  GKeyFile *keys = g_key_file_new ();
  g_autofree char *record = record_path (path);

  g_key_file_load_from_file (keys, record, G_KEY_FILE_NONE, NULL);
  return keys;
}

/**
 * jkk_damage_checked_at:
 * @path: the file of a store
 *
 * Returns: when all its pages were looked at last while it was open, seconds since 1970 UTC; 0 = never
 */
gint64
jkk_damage_checked_at (const char *path)
{
  g_autoptr (GKeyFile) keys = read_record (path);

  return g_key_file_get_int64 (keys, GROUP, "at", NULL);
}

/* Into the file itself, which is locked: a record that is cut off only makes the next check come sooner. */
static void
write_record (JkkDamageWatch *watch, gboolean is_open)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  gsize length;

  g_key_file_set_int64 (keys, GROUP, "at", watch->checked_at);
  g_key_file_set_boolean (keys, GROUP, "open", is_open);
  g_autofree char *data = g_key_file_to_data (keys, &length, NULL);
  if (ftruncate (watch->file, 0) != 0 || pwrite (watch->file, data, length, 0) != (gssize) length)
    g_debug ("The record of the last check could not be written");
}

static gboolean
begin_record (JkkDamageWatch *watch)
{
  g_autofree char *record = record_path (watch->path);

  watch->file = g_open (record, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (watch->file < 0 || !lock (watch->file))
    return FALSE;
  g_autoptr (GKeyFile) keys = read_record (watch->path);
  watch->checked_at = g_key_file_get_int64 (keys, GROUP, "at", NULL);
  watch->was_left = g_key_file_get_boolean (keys, GROUP, "open", NULL);
  write_record (watch, TRUE);
  return TRUE;
}

static void
give_way (void)
{
  setpriority (PRIO_PROCESS, (id_t) gettid (), 19);
  syscall (SYS_ioprio_set, IO_WHO_THREAD, 0, IO_IDLE);
}

static gboolean
is_due (JkkDamageWatch *watch)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  return watch->was_left || ABS (now - watch->checked_at) >= DUE_SECONDS || jkk_damage_is_known (watch->path);
}

/* Where there is no write-ahead log, a long look would keep those waiting who write. */
static gboolean
may_look_long (JkkDb *db)
{
  gint64 n = 0;

  return jkk_db_pragma (db, "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'", &n, NULL) && n == 1;
}

static void
check (JkkDamageWatch *watch)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkDb) db = jkk_db_open (watch->path, JKK_DB_READONLY, &error);
  g_autofree char *text = NULL;
  gint64 began = g_get_monotonic_time ();

  if (db == NULL || !may_look_long (db))
    return;
  if (!jkk_db_find_damage (db, watch->stopped, &text, &error))
    {
      g_debug ("The pages of the store were not looked at: %s", error->message);
      return;
    }
  g_debug ("All pages of the store were looked at in %.1f s", (double) (g_get_monotonic_time () - began) / 1e6);
  if (text != NULL)
    jkk_damage_note (watch->path, text);
  else
    jkk_damage_forget (watch->path);
  watch->was_left = FALSE;
  watch->checked_at = g_get_real_time () / G_USEC_PER_SEC;
  write_record (watch, TRUE);
}

/* Returns whether it goes on. */
static gboolean
rest (JkkDamageWatch *watch, GTimeSpan span)
{
  gint64 until = g_get_monotonic_time () + span;

  g_mutex_lock (&watch->mutex);
  while (!g_cancellable_is_cancelled (watch->stopped) && g_cond_wait_until (&watch->cond, &watch->mutex, until))
    ;
  g_mutex_unlock (&watch->mutex);
  return !g_cancellable_is_cancelled (watch->stopped);
}

static gpointer
thread_func (gpointer data)
{
  JkkDamageWatch *watch = data;

  give_way ();
  for (gboolean goes_on = rest (watch, watch->delay); goes_on; goes_on = rest (watch, PERIOD))
    if (is_due (watch))
      check (watch);
  return NULL;
}

/**
 * jkk_damage_watch_new:
 * @path: the file of a store that this program has open
 * @delay: how long the first look waits, so that nobody waits for it
 *
 * Has all pages of a store looked at: once a day, and when the program that watched last did not end in an orderly way;
 * as long as damage is known, each time. What is found is noted, so that nobody writes into the file any more. Of
 * several programs that have a store open one watches.
 *
 * Returns: (transfer full): the watch; it ends at once when it is let go of
 */
JkkDamageWatch *
jkk_damage_watch_new (const char *path, GTimeSpan delay)
{
  JkkDamageWatch *watch = g_new0 (JkkDamageWatch, 1);
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  char *real = realpath (whole, NULL);

  watch->path = g_strdup (real != NULL ? real : whole);
  free (real);
  watch->delay = delay;
  watch->stopped = g_cancellable_new ();
  g_mutex_init (&watch->mutex);
  g_cond_init (&watch->cond);
  if (begin_record (watch))
    watch->thread = g_thread_new ("pages", thread_func, watch);
  return watch;
}

/**
 * jkk_damage_watch_free:
 * @watch: (transfer full): a watch; a look that is under way is broken off
 */
void
jkk_damage_watch_free (JkkDamageWatch *watch)
{
  g_mutex_lock (&watch->mutex);
  g_cancellable_cancel (watch->stopped);
  g_cond_broadcast (&watch->cond);
  g_mutex_unlock (&watch->mutex);
  if (watch->thread != NULL)
    {
      g_thread_join (watch->thread);
      write_record (watch, FALSE);
    }
  if (watch->file >= 0)
    close (watch->file);
  g_mutex_clear (&watch->mutex);
  g_cond_clear (&watch->cond);
  g_object_unref (watch->stopped);
  g_free (watch->path);
  g_free (watch);
}
