#include "jkk-backup-keep.h"

#include "jkk-seal.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* The newest backup of each of so many days, weeks and months in which one was made is kept. */
#define KEPT_DAYS 7
#define KEPT_WEEKS 5
#define KEPT_MONTHS 12

#define PREFIX "santun-"
#define SUFFIX ".backup"

/**
 * jkk_backup_name:
 * @made_at: seconds since 1970 UTC
 * @sequence: the last entry of the journal
 *
 * Returns: (transfer full): name of the file, such as "santun-20261121T094500Z-1234.backup"
 */
char *
jkk_backup_name (gint64 made_at, gint64 sequence)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (made_at);
  g_autofree char *stamp = g_date_time_format (time, "%Y%m%dT%H%M%SZ");

  return g_strdup_printf (PREFIX "%s-%" G_GINT64_FORMAT SUFFIX, stamp, sequence);
}

/**
 * jkk_backup_parse_name:
 * @name: name of a file
 * @made_at: (out): seconds since 1970 UTC
 * @sequence: (out): the last entry of the journal
 *
 * Returns: whether it is the name of a backup
 */
gboolean
jkk_backup_parse_name (const char *name, gint64 *made_at, gint64 *sequence)
{
  g_auto (GStrv) words = g_str_has_prefix (name, PREFIX) && g_str_has_suffix (name, SUFFIX)
                             ? g_strsplit (name + strlen (PREFIX), "-", 2)
                             : NULL;

  if (words == NULL || g_strv_length (words) != 2)
    return FALSE;
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (words[0], NULL);
  words[1][MAX (strlen (words[1]), strlen (SUFFIX)) - strlen (SUFFIX)] = '\0';
  if (time == NULL || !g_ascii_string_to_signed (words[1], 10, 0, G_MAXINT64, sequence, NULL))
    return FALSE;
  *made_at = g_date_time_to_unix (time);
  /* Only what would be written the same way: nothing more, nothing less. */
  g_autofree char *again = jkk_backup_name (*made_at, *sequence);
  return strcmp (again, name) == 0;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const JkkBackupInfo *x = *(const JkkBackupInfo *const *) a, *y = *(const JkkBackupInfo *const *) b;

  return x->made_at != y->made_at ? (x->made_at > y->made_at ? -1 : 1) : strcmp (y->path, x->path);
}

/**
 * jkk_backup_list:
 * @folder: where backups are kept
 * @error: NOT_FOUND: no such folder; STORAGE
 *
 * Returns: (transfer full) (element-type JkkBackupInfo): its backups, the newest first; what is not named as one, or
 * does not begin as one, is left out
 */
GPtrArray *
jkk_backup_list (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) backups = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_backup_info_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &failure);
  const char *name;

  if (dir == NULL)
    {
      gboolean missing = g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT);

      g_set_error (error, JKK_ERROR, missing ? JKK_ERROR_NOT_FOUND : JKK_ERROR_STORAGE,
                   _ ("The folder of backups “%s” cannot be read: %s. Check the disk, or make a first backup."), folder,
                   failure->message);
      return NULL;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (JkkBackupInfo) info = g_new0 (JkkBackupInfo, 1);
      GStatBuf status;

      info->path = g_build_filename (folder, name, NULL);
      if (!jkk_backup_parse_name (name, &info->made_at, &info->sequence) || g_stat (info->path, &status) != 0 ||
          !jkk_seal_ask (info->path, &info->is_locked, NULL))
        continue;
      info->size = status.st_size;
      g_ptr_array_add (backups, g_steal_pointer (&info));
    }
  g_ptr_array_sort (backups, compare_newest_first);
  return g_steal_pointer (&backups);
}

/* The period in which a backup falls: the same number for the same one, in local time. */
static int
period_of (gint64 made_at, char unit)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (made_at);

  switch (unit)
    {
    case 'd':
      return g_date_time_get_year (time) * 1000 + g_date_time_get_day_of_year (time);
    case 'w':
      return g_date_time_get_week_numbering_year (time) * 100 + g_date_time_get_week_of_year (time);
    default:
      return g_date_time_get_year (time) * 100 + g_date_time_get_month (time);
    }
}

/* Marks the newest one of each of the last periods in which there is one. */
static void
keep_newest (GPtrArray *backups, gboolean *kept, char unit, guint n_periods)
{
  int last = -1;

  for (guint i = 0; i < backups->len && n_periods > 0; i++)
    {
      int period = period_of (((JkkBackupInfo *) backups->pdata[i])->made_at, unit);

      if (period == last)
        continue;
      kept[i] = TRUE;
      last = period;
      n_periods--;
    }
}

/* Whatever the clock said: the one that holds the latest deed is never given up. */
static void
keep_latest_deed (GPtrArray *backups, gboolean *kept)
{
  gint64 latest = -1;
  guint at = 0;

  for (guint i = 0; i < backups->len; i++)
    if (((JkkBackupInfo *) backups->pdata[i])->sequence > latest)
      {
        latest = ((JkkBackupInfo *) backups->pdata[i])->sequence;
        at = i;
      }
  kept[at] = TRUE;
}

/**
 * jkk_backup_surplus:
 * @backups: (element-type JkkBackupInfo): the newest first
 *
 * Which backups are no longer kept: all but the newest of each of seven days, five weeks and twelve months. Periods
 * without a backup do not count, so that an office that was closed for a month loses none of what it has.
 *
 * Returns: (transfer container) (element-type JkkBackupInfo): those that may go
 */
GPtrArray *
jkk_backup_surplus (GPtrArray *backups)
{
  GPtrArray *surplus = g_ptr_array_new ();
  g_autofree gboolean *kept = g_new0 (gboolean, backups->len + 1);

  keep_newest (backups, kept, 'd', KEPT_DAYS);
  keep_newest (backups, kept, 'w', KEPT_WEEKS);
  keep_newest (backups, kept, 'm', KEPT_MONTHS);
  keep_latest_deed (backups, kept);
  for (guint i = 0; i < backups->len; i++)
    if (!kept[i])
      g_ptr_array_add (surplus, backups->pdata[i]);
  return surplus;
}
