#define _GNU_SOURCE /* locks that belong to an open file, not to a program */

#include "jkk-postbox.h"

#include "jkk-file.h"
#include "jkk-office-private.h"
#include "jkk-partner-store.h"
#include "jkk-post-store.h"
#include "jkk-receipt.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Only one program at a time goes through the folders of a partner. The system lets the lock go when its program ends,
 * however it ends. */
#define LOCK_FILE ".santun-lock"

/* A file that changed within this time may still be being written. SANTUN_POST_SETTLE=0 does not wait, for tests. */
#define SETTLE_SECONDS 2

static const char *const folders[] = { JKK_FOLDER_INBOX, JKK_FOLDER_OUTBOX, JKK_FOLDER_ARCHIVE, JKK_FOLDER_REFUSED };

static gboolean
no_folder (GError **error, const JkkPartner *partner, const char *path, int reason)
{
  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
               _ ("The folder “%s” of %s cannot be used: %s. Make it available, or choose another folder."), path,
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

static int
lock_folder (const JkkPartner *partner, GError **error)
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

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The files of the inbox in the order of their names, which most senders number. */
static GPtrArray *
list_inbox (const JkkPartner *partner, JkkPostRound *round, GError **error)
{
  g_autofree char *inbox = g_build_filename (partner->folder, JKK_FOLDER_INBOX, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GDir *dir = g_dir_open (inbox, 0, NULL);
  const char *name;

  if (dir == NULL)
    {
      no_folder (error, partner, inbox, ENOENT);
      return NULL;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (inbox, name, NULL);

      if (is_ready (path, name, round))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_dir_close (dir);
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

/* Out of the inbox, under a name that no other file has: the day and the beginning of the fingerprint tell files of one
 * name apart. Moving is one step of the file system: at each moment the file lies in exactly one folder. */
static gboolean
put_away (
    const JkkPartner *partner, const char *name, const char *folder, const char *sha256, JkkDay today, GError **error)
{
  g_autofree char *from = g_build_filename (partner->folder, JKK_FOLDER_INBOX, name, NULL);
  g_autofree char *iso = jkk_day_to_iso (today);
  g_autofree char *new_name = g_strdup_printf ("%s-%.12s-%s", iso, sha256, name);
  g_autofree char *to = g_build_filename (partner->folder, folder, new_name, NULL);

  if (g_rename (from, to) == 0 || errno == ENOENT)
    return TRUE;
  return no_folder (error, partner, to, errno);
}

/* --- Reading, before anything is answered --- */

static gpointer
read_partners (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return jkk_partner_store_all (db, error);
}

/**
 * jkk_postbox_partners:
 * @office: the office
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkPartner): all partners
 */
GPtrArray *
jkk_postbox_partners (JkkOffice *office, GError **error)
{
  return jkk_office_read (office, read_partners, NULL, (GDestroyNotify) g_ptr_array_unref, error);
}

static gpointer
read_waiting (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return jkk_post_store_waiting (db, data, error);
}

typedef struct
{
  GArray *ids;
  gint64 time;
} Delivered;

static gpointer
note_delivered (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Delivered *delivered = data;

  for (guint i = 0; i < delivered->ids->len; i++)
    if (!jkk_post_store_delivered (db, g_array_index (delivered->ids, gint64, i), delivered->time, error))
      return NULL;
  return NULL;
}

/* Lays what waits into the outbox, then notes it: after a power cut in between the same file is laid there again under
 * the same name. */
static gboolean
deliver (JkkOffice *office, const JkkPartner *partner, JkkPostRound *round, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) problem = NULL;
  g_autoptr (GPtrArray) waiting =
      jkk_office_read (office, read_waiting, (gpointer) partner->code, (GDestroyNotify) g_ptr_array_unref, error);

  if (waiting == NULL)
    return FALSE;
  for (guint i = 0; i < waiting->len && problem == NULL; i++)
    {
      const JkkPostOut *post = waiting->pdata[i];
      g_autofree char *path = g_build_filename (partner->folder, JKK_FOLDER_OUTBOX, post->file_name, NULL);

      if (jkk_xml_save_file (path, post->content, strlen (post->content), &problem))
        g_array_append_val (ids, post->id);
    }
  round->delivered += ids->len;
  Delivered delivered = { ids, g_get_real_time () / G_USEC_PER_SEC };
  if (ids->len > 0 && problem == NULL)
    jkk_store_write (jkk_office_get_store (office), note_delivered, &delivered, NULL, NULL, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* --- One file --- */

static gboolean
take (JkkOffice *office, const JkkPartner *partner, const char *name, JkkPostRound *round, GError **error)
{
  JkkDay today = jkk_today ();
  g_autofree char *path = g_build_filename (partner->folder, JKK_FOLDER_INBOX, name, NULL);
  g_autoptr (GError) problem = NULL;
  g_autoptr (JkkPostFile) file = jkk_post_file_read (partner->code, path, today, &problem);

  if (file == NULL && (g_error_matches (problem, JKK_ERROR, JKK_ERROR_BUSY) ||
                       g_error_matches (problem, JKK_ERROR, JKK_ERROR_NOT_FOUND)))
    {
      round->later++;
      return TRUE;
    }
  if (file == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  JkkRequest request = { .post = file };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (office, "receive", &request, error);
  g_autoptr (JkkPostIn) entry = outcome != NULL ? jkk_postbox_load (office, outcome->made, error) : NULL;
  if (entry == NULL)
    return FALSE;
  gboolean refused = entry->state == JKK_POST_REFUSED || entry->state == JKK_POST_QUARANTINED;
  if (outcome->again)
    round->again++;
  else if (refused)
    round->refused++;
  else
    round->accepted++;
  return put_away (partner, name, refused ? JKK_FOLDER_REFUSED : JKK_FOLDER_ARCHIVE, file->sha256, today, error);
}

typedef struct
{
  gboolean take_in;
  JkkPostProgress progress;
  gpointer data;
} Round;

static gboolean
go_through (JkkOffice *office, const JkkPartner *partner, const Round *how, JkkPostRound *round, GError **error)
{
  if (!how->take_in)
    return deliver (office, partner, round, error);

  g_autoptr (GPtrArray) names = list_inbox (partner, round, error);
  if (names == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      if (how->progress != NULL && !how->progress (i, names->len, names->pdata[i], how->data))
        break;
      if (!take (office, partner, names->pdata[i], round, error))
        return FALSE;
    }
  return deliver (office, partner, round, error);
}

static gboolean
for_partners (JkkOffice *office, const char *partner, const Round *how, JkkPostRound *round, GError **error)
{
  g_autoptr (GError) first = NULL;
  g_autoptr (GPtrArray) partners = jkk_postbox_partners (office, error);

  *round = (JkkPostRound){ 0 };
  if (partners == NULL)
    return FALSE;
  for (guint i = 0; i < partners->len; i++)
    {
      const JkkPartner *one = partners->pdata[i];
      g_autoptr (GError) problem = NULL;
      int lock = -1;

      if (!one->active || one->folder == NULL || (partner != NULL && strcmp (partner, one->code) != 0))
        continue;
      if (jkk_postbox_prepare (one, &problem) && (lock = lock_folder (one, &problem)) >= 0)
        go_through (office, one, how, round, &problem);
      if (lock >= 0)
        close (lock);
      if (problem != NULL && first == NULL)
        first = g_steal_pointer (&problem);
    }
  if (first == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

/**
 * jkk_postbox_round:
 * @office: the office, with a person signed in
 * @partner: (nullable): code of a partner; %NULL = all active ones that have a folder
 * @progress: (nullable): told before each file
 * @data: for @progress
 * @round: (out): what was done, also when it ends with an error
 * @error: return location; one partner's folder that cannot be used does not keep the others from being looked at
 *
 * Goes through the folders of the partners: takes in and answers what lies in the inboxes, and lays what waits into
 * the outboxes. It may be ended at any moment: each file then lies in exactly one folder, and has had no effect or
 * one; the next round goes on.
 *
 * Returns: whether all could be done
 */
gboolean
jkk_postbox_round (JkkOffice *office,
                   const char *partner,
                   JkkPostProgress progress,
                   gpointer data,
                   JkkPostRound *round,
                   GError **error)
{
  const Round how = { TRUE, progress, data };

  return for_partners (office, partner, &how, round, error);
}

/**
 * jkk_postbox_deliver:
 * @office: the office
 * @partner: (nullable): code of a partner; %NULL = all active ones that have a folder
 * @round: (out): what was done
 * @error: return location
 *
 * Lays what waits into the outboxes, and takes nothing in.
 *
 * Returns: whether all could be done
 */
gboolean
jkk_postbox_deliver (JkkOffice *office, const char *partner, JkkPostRound *round, GError **error)
{
  const Round how = { FALSE, NULL, NULL };

  return for_partners (office, partner, &how, round, error);
}
