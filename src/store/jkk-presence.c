#define _GNU_SOURCE /* locks that belong to a file description */

#include "jkk-presence.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A desk that is cut off without a word is gone after so long. */
#define FRESH_SECONDS 45

/* How often a desk that has nothing new to tell shows that it is there. */
#define TOUCH_SECONDS 15

#define MOST_DESKS 500
#define LONGEST 400

struct _JkkPresence
{
  char *folder;
  char *path;
  int file; /* -1: nothing is told yet */
  char *told;
  gint64 touched_at;
};

/**
 * jkk_present_new:
 * @person: full name
 * @place: the computer
 * @case_id: which case lies open there; 0 = none
 *
 * Returns: (transfer full): somebody at a desk.
 */
JkkPresent *
jkk_present_new (const char *person, const char *place, gint64 case_id)
{
  JkkPresent *present = g_new0 (JkkPresent, 1);

  present->person = g_strdup (person);
  present->place = g_strdup (place);
  present->case_id = case_id;
  return present;
}

/**
 * jkk_present_free:
 * @present: (transfer full): somebody at a desk
 */
void
jkk_present_free (JkkPresent *present)
{
  g_free (present->person);
  g_free (present->place);
  g_free (present);
}

/**
 * jkk_presence_new:
 * @store: path of the store's file
 *
 * Returns: (transfer full): what desks tell each other beside that store; where the folder cannot be written nobody
 * tells anything
 */
JkkPresence *
jkk_presence_new (const char *store)
{
  g_return_val_if_fail (store != NULL, NULL);

  JkkPresence *presence = g_new0 (JkkPresence, 1);
  presence->folder = g_strconcat (store, "-desks", NULL);
  presence->file = -1;
  return presence;
}

static gboolean
lock (int file, short kind)
{
  struct flock whole = { .l_type = kind, .l_whence = SEEK_SET };

  return fcntl (file, F_OFD_SETLK, &whole) == 0;
}

static void
withdraw (JkkPresence *presence)
{
  if (presence->file >= 0)
    {
      g_unlink (presence->path);
      close (presence->file);
    }
  presence->file = -1;
  g_clear_pointer (&presence->path, g_free);
  g_clear_pointer (&presence->told, g_free);
}

static gboolean
appear (JkkPresence *presence)
{
  g_autofree char *name = g_uuid_string_random ();

  g_mkdir (presence->folder, 0700);
  presence->path = g_build_filename (presence->folder, name, NULL);
  presence->file = open (presence->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (presence->file >= 0 && lock (presence->file, F_WRLCK))
    return TRUE;
  withdraw (presence);
  return FALSE;
}

/* One line each: what is told must not look like more lines. */
static char *
line_of (const JkkPresent *present)
{
  g_autofree char *person = g_strdelimit (g_strndup (present->person, LONGEST / 4), "\n\t", ' ');
  g_autofree char *place = g_strdelimit (g_strndup (present->place, LONGEST / 4), "\n\t", ' ');

  return g_strdup_printf ("%" G_GINT64_FORMAT "\t%s\t%s\n", present->case_id, person, place);
}

/**
 * jkk_presence_tell:
 * @presence: what desks tell each other
 * @mine: (nullable): who sits here and what lies open; %NULL = nobody
 */
void
jkk_presence_tell (JkkPresence *presence, const JkkPresent *mine)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (mine == NULL)
    {
      withdraw (presence);
      return;
    }
  g_autofree char *line = line_of (mine);
  gboolean same = g_strcmp0 (line, presence->told) == 0;
  if ((same && ABS (now - presence->touched_at) < TOUCH_SECONDS) || (presence->file < 0 && !appear (presence)))
    return;
  presence->touched_at = now;
  if (same)
    {
      futimens (presence->file, NULL);
      return;
    }
  /* Whoever reads in between reads half a line, and then a whole one. */
  if (ftruncate (presence->file, 0) == 0 && pwrite (presence->file, line, strlen (line), 0) == (ssize_t) strlen (line))
    {
      g_free (presence->told);
      presence->told = g_steal_pointer (&line);
    }
}

static JkkPresent *
parse (const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, "\t", 3);
  gint64 case_id;

  if (g_strv_length (parts) != 3 || !g_utf8_validate (line, -1, NULL) || !g_str_has_suffix (line, "\n") ||
      !g_ascii_string_to_signed (parts[0], 10, 0, G_MAXINT64, &case_id, NULL))
    return NULL;
  return jkk_present_new (parts[1], g_strchomp (parts[2]), case_id);
}

/* A file that can be locked is that of a program that is gone. */
static JkkPresent *
read_desk (const char *path)
{
  char text[LONGEST + 1] = "";
  struct stat info;
  int file = open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);

  if (file < 0)
    return NULL;
  gboolean fresh = fstat (file, &info) == 0 && S_ISREG (info.st_mode) &&
                   ABS (g_get_real_time () / G_USEC_PER_SEC - info.st_mtim.tv_sec) <= FRESH_SECONDS;
  gboolean gone = lock (file, F_WRLCK);
  if (gone)
    g_unlink (path);
  else if (fresh && pread (file, text, LONGEST, 0) < 0)
    *text = '\0';
  close (file);
  return !gone && fresh ? parse (text) : NULL;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * jkk_presence_others:
 * @presence: what desks tell each other
 *
 * Returns: (transfer full) (element-type JkkPresent): who sits at the other desks, in a steady order
 */
GPtrArray *
jkk_presence_others (JkkPresence *presence)
{
  GPtrArray *others = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_present_free);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (presence->folder, 0, NULL);
  const char *name;

  while (dir != NULL && paths->len < MOST_DESKS && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (paths, g_build_filename (presence->folder, name, NULL));
  g_ptr_array_sort (paths, compare_paths);
  for (guint i = 0; i < paths->len; i++)
    {
      JkkPresent *other = g_strcmp0 (paths->pdata[i], presence->path) != 0 ? read_desk (paths->pdata[i]) : NULL;

      if (other != NULL)
        g_ptr_array_add (others, other);
    }
  return others;
}

/**
 * jkk_presence_free:
 * @presence: (transfer full): what desks tell each other
 *
 * Nobody sits here any more.
 */
void
jkk_presence_free (JkkPresence *presence)
{
  withdraw (presence);
  g_rmdir (presence->folder);
  g_free (presence->folder);
  g_free (presence);
}
