#define _GNU_SOURCE /* locks that belong to an open file, not to a program; renaming that never replaces */

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jkk-file.h"
#include "jkk-postbox-private.h"

/*   inbox ── claim ──▶ .taking ── read, judge, one transaction ──▶ archive, refused or quarantine
 *
 * Each arrow is one step of the file system, so that after a power cut a file lies in exactly one folder. One that was
 * answered and still lies in .taking is taken once more, and the store knows it by its fingerprint. */

/* Only one program at a time goes through the folders of a partner. The system lets the lock go when its program ends,
 * however it ends. Where a network's file system does not keep locks, claiming a file still has one winner. */
#define LOCK_FILE ".santun-lock"

/* A file that changed within this time may still be being written. SANTUN_POST_SETTLE=0 does not wait, for tests. */
#define SETTLE_SECONDS 2

/* What stands before the name of a file that is put away, and what a name may have of bytes at most. */
#define PREFIX_LENGTH 24
#define NAME_LENGTH 255

static const char *const folders[] = { JKK_FOLDER_INBOX,      JKK_FOLDER_OUTBOX, JKK_FOLDER_ARCHIVE, JKK_FOLDER_REFUSED,
                                       JKK_FOLDER_QUARANTINE, JKK_FOLDER_TAKING, JKK_FOLDER_SENDING };

static gboolean
no_folder (GError **error, const JkkPartner *partner, const char *path, int reason)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
               _ ("The folder “%s” of %s cannot be used: %s. Make it available, or choose another folder."), shown,
               partner->name, g_strerror (reason));
  return FALSE;
}

/**
 * jkk_postbox_prepare:
 * @partner: a partner with a folder
 * @error: %JKK_ERROR_STORAGE
 *
 * Returns: whether its inbox, outbox, archive and the folder of refused files are there
 */
gboolean
jkk_postbox_prepare (const JkkPartner *partner, GError **error)
{
  g_return_val_if_fail (partner->folder != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (partner->folder, folders[i], NULL);

      if (g_mkdir_with_parents (path, 0770) != 0)
        return no_folder (error, partner, path, errno);
    }
  return TRUE;
}

/**
 * jkk_postbox_lock:
 * @partner: a partner with a folder
 * @error: %JKK_ERROR_BUSY: another program goes through it; %JKK_ERROR_STORAGE
 *
 * Returns: a file descriptor; closing it ends the lock. -1 with an error
 */
int
jkk_postbox_lock (const JkkPartner *partner, GError **error)
{
  g_autofree char *path = g_build_filename (partner->folder, LOCK_FILE, NULL);
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);

  if (fd < 0)
    {
      no_folder (error, partner, path, errno);
      return -1;
    }
  if (fcntl (fd, F_OFD_SETLK, &lock) == 0)
    return fd;
  close (fd);
  g_set_error (error, JKK_ERROR, JKK_ERROR_BUSY,
               _ ("Another program goes through the folder of %s just now; nothing is lost."), partner->name);
  return -1;
}

/* --- What waits --- */

static gint64
settle_seconds (void)
{
  const char *text = g_getenv ("SANTUN_POST_SETTLE");

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : SETTLE_SECONDS;
}

/* Hidden and temporary names are those under which others write; links may lead elsewhere. */
static gboolean
is_ready (const char *path, const char *name, JkkPostRound *round)
{
  GStatBuf info;

  if (*name == '.' || g_str_has_suffix (name, ".tmp") || g_str_has_suffix (name, ".part"))
    return FALSE;
  if (g_lstat (path, &info) != 0 || !S_ISREG (info.st_mode))
    return FALSE;
  if (info.st_mtime + settle_seconds () <= g_get_real_time () / G_USEC_PER_SEC)
    return TRUE;
  round->later++;
  return FALSE;
}

static void
name_free (gpointer data)
{
  JkkPostName *name = data;

  g_free (name->name);
  g_free (name);
}

/* What an earlier round has claimed comes first, then the files in the order of their names, which most senders
 * number; papers come after the messages that name them. */
static int
compare_names (gconstpointer a, gconstpointer b)
{
  const JkkPostName *x = *(const JkkPostName *const *) a, *y = *(const JkkPostName *const *) b;

  if (x->paper != y->paper)
    return x->paper ? 1 : -1;
  return x->taking != y->taking ? (x->taking ? -1 : 1) : strcmp (x->name, y->name);
}

static gboolean
list_folder (const JkkPartner *partner, gboolean taking, GPtrArray *names, JkkPostRound *round, GError **error)
{
  g_autofree char *folder = g_build_filename (partner->folder, taking ? JKK_FOLDER_TAKING : JKK_FOLDER_INBOX, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (dir == NULL)
    return no_folder (error, partner, folder, ENOENT);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!taking && !is_ready (path, name, round))
        continue;
      JkkPostName *one = g_new0 (JkkPostName, 1);
      one->name = g_strdup (name);
      one->taking = taking;
      one->paper = jkk_postbox_is_paper (path);
      g_ptr_array_add (names, one);
    }
  return TRUE;
}

/**
 * jkk_postbox_waiting_names:
 * @partner: a partner, whose lock is held
 * @round: counts the files that are not ready yet
 * @error: %JKK_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type JkkPostName): what waits to be taken, in the order in which it shall be
 */
GPtrArray *
jkk_postbox_waiting_names (const JkkPartner *partner, JkkPostRound *round, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (name_free);

  if (!list_folder (partner, TRUE, names, round, error) || !list_folder (partner, FALSE, names, round, error))
    return NULL;
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

/* --- Moving --- */

/* Never replaces a file. Some file systems do not know that; there the lock has to do. */
static gboolean
rename_new (const char *from, const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;
  if (!g_file_test (to, G_FILE_TEST_EXISTS))
    return g_rename (from, to) == 0;
  errno = EEXIST;
  return FALSE;
}

/* Waits until the disk has it; what cannot be synced (some network folders) is as safe as the folder is. */
static void
sync_path (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW, 0);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

/**
 * jkk_postbox_sync:
 * @partner: a partner
 * @folder: one of its folders
 *
 * Waits until the disk knows what lies in the folder.
 */
void
jkk_postbox_sync (const JkkPartner *partner, const char *folder)
{
  g_autofree char *path = g_build_filename (partner->folder, folder, NULL);

  sync_path (path);
}

/**
 * jkk_postbox_claim:
 * @partner: a partner, whose lock is held
 * @name: a file that waits
 * @round: counts a file that has to wait for the next round
 * @error: %JKK_ERROR_STORAGE
 *
 * Takes a file out of the partner's reach and makes sure that its bytes are on the disk.
 *
 * Returns: (transfer full) (nullable): its path now; %NULL without an error if it is gone, or has to wait
 */
char *
jkk_postbox_claim (const JkkPartner *partner, const JkkPostName *name, JkkPostRound *round, GError **error)
{
  g_autofree char *from = g_build_filename (partner->folder, JKK_FOLDER_INBOX, name->name, NULL);
  g_autofree char *to = g_build_filename (partner->folder, JKK_FOLDER_TAKING, name->name, NULL);

  if (!name->taking && !rename_new (from, to))
    {
      if (errno == EEXIST)
        round->later++;
      else if (errno != ENOENT)
        no_folder (error, partner, from, errno);
      return NULL;
    }
  sync_path (to);
  return g_steal_pointer (&to);
}

/* A name that no other file has: the day and the beginning of the fingerprint tell files of one name apart. Of a very
 * long name the end is kept, where its kind stands. */
static char *
name_away (const char *name, const char *sha256, JkkDay today)
{
  g_autofree char *iso = jkk_day_to_iso (today);
  gsize length = strlen (name), room = NAME_LENGTH - PREFIX_LENGTH;
  const char *end = length > room ? name + (length - room) : name;

  while (((guchar) *end & 0xc0) == 0x80) /* no half character */
    end++;
  return g_strdup_printf ("%s-%.12s-%s", iso, sha256, end);
}

/**
 * jkk_postbox_put_away:
 * @partner: a partner, whose lock is held
 * @name: name of a file that was claimed and answered
 * @folder: JKK_FOLDER_ARCHIVE or another one
 * @sha256: fingerprint of the file
 * @today: the day
 * @error: %JKK_ERROR_STORAGE
 *
 * Returns: whether it lies there now, also after a power cut
 */
gboolean
jkk_postbox_put_away (
    const JkkPartner *partner, const char *name, const char *folder, const char *sha256, JkkDay today, GError **error)
{
  g_autofree char *from = g_build_filename (partner->folder, JKK_FOLDER_TAKING, name, NULL);
  g_autofree char *new_name = name_away (name, sha256, today);
  g_autofree char *to = g_build_filename (partner->folder, folder, new_name, NULL);

  if (g_rename (from, to) != 0 && errno != ENOENT)
    return no_folder (error, partner, to, errno);
  jkk_postbox_sync (partner, folder);
  jkk_postbox_sync (partner, JKK_FOLDER_TAKING);
  return TRUE;
}

/* --- Sending --- */

/**
 * jkk_postbox_clear_sending:
 * @partner: a partner, whose lock is held
 *
 * Takes away what an interrupted round was just writing; the store has it whole.
 */
void
jkk_postbox_clear_sending (const JkkPartner *partner)
{
  g_autofree char *folder = g_build_filename (partner->folder, JKK_FOLDER_SENDING, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
}

/**
 * jkk_postbox_hand_out:
 * @partner: a partner, whose lock is held
 * @name: a file that was written whole into JKK_FOLDER_SENDING
 * @error: %JKK_ERROR_STORAGE
 *
 * Returns: whether it lies in the outbox now, in place of an earlier one of this name
 */
gboolean
jkk_postbox_hand_out (const JkkPartner *partner, const char *name, GError **error)
{
  g_autofree char *from = g_build_filename (partner->folder, JKK_FOLDER_SENDING, name, NULL);
  g_autofree char *to = g_build_filename (partner->folder, JKK_FOLDER_OUTBOX, name, NULL);

  if (g_rename (from, to) != 0)
    return no_folder (error, partner, to, errno);
  return TRUE;
}

/**
 * jkk_postbox_lay_out:
 * @partner: a partner, whose lock is held
 * @name: name in the outbox
 * @bytes: what
 * @length: its length
 * @error: %JKK_ERROR_STORAGE
 *
 * Returns: whether it lies in the outbox now, whole
 */
gboolean
jkk_postbox_lay_out (const JkkPartner *partner, const char *name, const char *bytes, gsize length, GError **error)
{
  g_autofree char *path = g_build_filename (partner->folder, JKK_FOLDER_SENDING, name, NULL);

  return jkk_xml_save_file (path, bytes, length, error) && jkk_postbox_hand_out (partner, name, error);
}
