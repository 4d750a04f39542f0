#include "jkk-backup-info.h"

#include <glib/gi18n-lib.h>

/**
 * jkk_backup_gauge_set:
 * @gauge: (nullable): a gauge
 * @stage: what is being done
 * @n_done: how much of it is done
 * @n_all: how much there is
 */
void
jkk_backup_gauge_set (JkkBackupGauge *gauge, JkkBackupStage stage, gint64 n_done, gint64 n_all)
{
  if (gauge == NULL)
    return;
  /* What is read in between is at most less than it is. */
  if (g_atomic_int_get (&gauge->stage) != (int) stage)
    g_atomic_int_set (&gauge->n_done, 0);
  g_atomic_int_set (&gauge->stage, (int) stage);
  g_atomic_int_set (&gauge->n_all, (int) CLAMP (n_all, 0, G_MAXINT));
  g_atomic_int_set (&gauge->n_done, (int) CLAMP (n_done, 0, MIN (n_all, G_MAXINT)));
}

/**
 * jkk_backup_gauge_set_bytes:
 * @gauge: (nullable): a gauge
 * @stage: what is being done with bytes
 * @n_done: how many are done
 * @n_all: how many there are
 */
void
jkk_backup_gauge_set_bytes (JkkBackupGauge *gauge, JkkBackupStage stage, gint64 n_done, gint64 n_all)
{
  jkk_backup_gauge_set (gauge, stage, n_done / 1024, n_all / 1024);
}

void
jkk_backup_info_free (JkkBackupInfo *info)
{
  g_free (info->path);
  g_free (info);
}

void
jkk_backup_loss_free (JkkBackupLoss *loss)
{
  g_clear_pointer (&loss->people, g_ptr_array_unref);
  g_free (loss);
}

static char *
say_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

  return g_date_time_format (time, "%-d %B %Y, %H:%M");
}

static char *
tell_deeds (const JkkBackupLoss *loss)
{
  g_autofree char *first = say_time (loss->first);
  g_autofree char *last = say_time (loss->last);
  g_autoptr (GString) people = g_string_new (NULL);
  g_autofree char *n_deeds = g_strdup_printf ("%" G_GINT64_FORMAT, loss->n_deeds);
  g_autofree char *n_cases = g_strdup_printf ("%" G_GINT64_FORMAT, loss->n_cases);
  g_autofree char *deeds = g_strdup_printf (ngettext ("%s deed", "%s deeds", (gulong) loss->n_deeds), n_deeds);
  g_autofree char *cases = g_strdup_printf (ngettext ("%s case", "%s cases", (gulong) loss->n_cases), n_cases);

  for (guint i = 0; i < loss->people->len; i++)
    g_string_append_printf (people, "%s%s", i > 0 ? ", " : "", (const char *) loss->people->pdata[i]);
  /* Translators: number of deeds, number of cases, time of the first and of the last deed, names */
  return g_strdup_printf (_ ("Lost would be: %s about %s, from %s to %s, by %s."), deeds, cases, first, last,
                          people->str);
}

/**
 * jkk_backup_loss_tell:
 * @loss: what would be lost
 *
 * Returns: (transfer full): it in words, for who decides.
 */
char *
jkk_backup_loss_tell (const JkkBackupLoss *loss)
{
  if (!loss->is_known)
    return g_strdup (_ ("The present store cannot be read, so that nobody can say what would be lost: at most all that "
                        "was done since the backup."));
  if (loss->is_same && loss->n_deeds == 0)
    return g_strdup (_ ("Nothing would be lost: nothing was done since the backup."));

  g_autofree char *deeds = loss->n_deeds > 0 ? tell_deeds (loss) : NULL;
  if (loss->is_same)
    return g_steal_pointer (&deeds);
  return g_strconcat (_ ("The present store does not go on from this backup: it is another office, or one that was "
                         "restored from elsewhere."),
                      deeds != NULL ? " " : "", deeds, NULL);
}
