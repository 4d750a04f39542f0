#include "jkk-backups-state.h"

#include <glib/gi18n-lib.h>

#define DAY_SECONDS (24 * 60 * 60)

/* What a stage takes of the whole, in hundredths, where there are many cases. */
static const int shares[JKK_BACKUP_N_STAGES] = {
  [JKK_BACKUP_COPYING] = 15,  [JKK_BACKUP_PAPERS] = 5,   [JKK_BACKUP_WRITING] = 15,       [JKK_BACKUP_UNPACKING] = 15,
  [JKK_BACKUP_CHECKING] = 35, [JKK_BACKUP_JOURNAL] = 10, [JKK_BACKUP_READING_PAPERS] = 5,
};

static void
row_free (gpointer data)
{
  JkkBackupRow *row = data;

  g_free (row->title);
  g_free (row->subtitle);
  g_free (row);
}

static JkkBackupRow *
row_new (const JkkBackupInfo *info)
{
  JkkBackupRow *row = g_new0 (JkkBackupRow, 1);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (info->made_at);
  g_autofree char *size = g_format_size ((guint64) info->size);
  g_autofree char *entry = g_strdup_printf ("@%" G_GINT64_FORMAT, info->sequence);

  row->title = g_date_time_format (time, "%d-%m-%Y, %H.%M");
  /* Translators: a size; number of the last entry of the journal. */
  row->subtitle = g_strdup_printf (_ ("%s, up to entry %s"), size, entry);
  if (info->is_locked)
    {
      g_autofree char *open = g_steal_pointer (&row->subtitle);

      /* Translators: what was said of a backup before. */
      row->subtitle = g_strdup_printf (_ ("%s, locked by a passphrase"), open);
    }
  return row;
}

static char *
notice_of (const JkkBackupInfo *newest, gint64 now)
{
  gint64 days = newest != NULL ? (now - newest->made_at) / DAY_SECONDS : 0;

  if (newest == NULL)
    return g_strdup (_ ("No backup of this office has been made yet."));
  if (days < JKK_BACKUP_OLD_DAYS)
    return NULL;
  return g_strdup_printf (
      ngettext ("The newest backup is %u day old.", "The newest backup is %u days old.", (gulong) days), (guint) days);
}

/**
 * jkk_backups_state_new:
 * @backups: (nullable) (element-type JkkBackupInfo): the newest first; %NULL = none was ever made
 * @now: seconds since 1970 UTC
 *
 * Returns: (transfer full): they as a person reads them.
 */
JkkBackupsState *
jkk_backups_state_new (GPtrArray *backups, gint64 now)
{
  JkkBackupsState *state = g_new0 (JkkBackupsState, 1);
  guint n = backups != NULL ? backups->len : 0;

  state->rows = g_ptr_array_new_with_free_func (row_free);
  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (state->rows, row_new (backups->pdata[i]));
      state->any_locked = state->any_locked || ((JkkBackupInfo *) backups->pdata[i])->is_locked;
    }
  state->notice = notice_of (n > 0 ? backups->pdata[0] : NULL, now);
  return state;
}

/**
 * jkk_backups_state_free:
 * @state: (transfer full): a state
 */
void
jkk_backups_state_free (JkkBackupsState *state)
{
  g_ptr_array_unref (state->rows);
  g_free (state->notice);
  g_free (state);
}

static void
read_gauge (JkkBackupGauge *gauge, int *stage, int *n_done, int *n_all)
{
  *stage = g_atomic_int_get (&gauge->stage);
  gboolean journal = *stage == JKK_BACKUP_JOURNAL;

  *n_done = g_atomic_int_get (journal ? &gauge->journal.n_done : &gauge->n_done);
  *n_all = g_atomic_int_get (journal ? &gauge->journal.n_all : &gauge->n_all);
}

/**
 * jkk_backups_state_fraction:
 * @gauge: how far it is
 * @first: with what it began
 *
 * Returns: from 0 to 1
 */
double
jkk_backups_state_fraction (JkkBackupGauge *gauge, JkkBackupStage first)
{
  int stage, n_done, n_all, before = 0, all = 0;

  read_gauge (gauge, &stage, &n_done, &n_all);
  for (int i = (int) first; i < JKK_BACKUP_N_STAGES; i++)
    {
      before += i < stage ? shares[i] : 0;
      all += shares[i];
    }
  double part = stage >= (int) first && n_all > 0 ? MIN (1.0, (double) n_done / n_all) : 0;
  return (before + part * shares[stage]) / all;
}

/**
 * jkk_backups_state_progress:
 * @gauge: how far it is
 *
 * Returns: (transfer full): the same in words.
 */
char *
jkk_backups_state_progress (JkkBackupGauge *gauge)
{
  int stage, n_done, n_all;

  read_gauge (gauge, &stage, &n_done, &n_all);
  g_autofree char *done = g_format_size ((guint64) n_done * 1024);
  g_autofree char *all = g_format_size ((guint64) n_all * 1024);
  if (n_all == 0)
    return g_strdup ("");
  switch ((JkkBackupStage) stage)
    {
    case JKK_BACKUP_COPYING:
      /* Translators: sizes, as in "45 MB of 110 MB"; so in the next ones */
      return g_strdup_printf (_ ("Copying the office: %s of %s"), done, all);
    case JKK_BACKUP_WRITING:
      return g_strdup_printf (_ ("Writing the backup: %s of %s"), done, all);
    case JKK_BACKUP_UNPACKING:
      return g_strdup_printf (_ ("Unpacking the backup: %s of %s"), done, all);
    case JKK_BACKUP_PAPERS:
      return g_strdup_printf (_ ("Putting down papers: %d of %d"), n_done, n_all);
    case JKK_BACKUP_JOURNAL:
      return g_strdup_printf (_ ("Checking the journal: %d of %d entries"), n_done, n_all);
    case JKK_BACKUP_READING_PAPERS:
      return g_strdup_printf (_ ("Reading papers: %d of %d"), n_done, n_all);
    case JKK_BACKUP_CHECKING:
    case JKK_BACKUP_N_STAGES:
    default:
      return g_strdup (_ ("Checking every page, index and reference…"));
    }
}

/**
 * jkk_backups_state_made:
 * @info: a backup that was just made
 *
 * Returns: (transfer full): what came of it, sentences.
 */
char *
jkk_backups_state_made (const JkkBackupInfo *info)
{
  g_autofree char *size = g_format_size ((guint64) info->size);
  g_autofree char *name = g_path_get_basename (info->path);
  /* Translators: name of a file, its size. */
  g_autofree char *made = g_strdup_printf (
      _ ("The backup “%s” (%s) is made, and was restored into a scratch copy without a fault."), name, size);

  if (info->n_journal_faults == 0)
    return g_steal_pointer (&made);
  return g_strdup_printf ("%s %s", made,
                          _ ("But the journal of this office is not as it was written: check the record."));
}

/**
 * jkk_backups_state_kept:
 * @path: where the replaced store lies now; the empty text if there was none
 *
 * Returns: (transfer full): what came of restoring, sentences.
 */
char *
jkk_backups_state_kept (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  if (*path == '\0')
    return g_strdup (_ ("The office is restored."));
  return g_strdup_printf (_ ("The office is restored. The replaced store lies beside it as “%s”."), name);
}
