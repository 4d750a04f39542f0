#include "jkk-office-clock.h"

#include <glib/gi18n-lib.h>

#include "jkk-journal.h"
#include "jkk-office-private.h"

/* Desks differ by minutes, and nobody wants to hear of it. */
#define TOLERANCE (60 * 60)

/* What was done with a clock that went wrong may have hidden the entry before. */
#define LOOK_BACK 200

static gpointer
newest_read (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) entries = jkk_journal_recent (db, LOOK_BACK, error);
  gint64 *newest = entries != NULL ? g_new0 (gint64, 1) : NULL;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    *newest = MAX (*newest, ((JkkHistoryEntry *) entries->pdata[i])->time);
  return newest;
}

static char *
time_to_text (gint64 time)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (time);

  return moment != NULL ? g_date_time_format (moment, "%d-%m-%Y %H.%M") : g_strdup ("—");
}

/**
 * jkk_office_doubt_clock_async:
 * @office: the office
 * @cancellable: (nullable): to give up
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Compares the clock of this computer with what was done last in the office.
 */
void
jkk_office_doubt_clock_async (JkkOffice *office,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (JKK_IS_OFFICE (office));

  jkk_office_read_async (office, newest_read, NULL, NULL, g_free, cancellable, callback, user_data);
}

/**
 * jkk_office_doubt_clock_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: STORAGE
 *
 * Returns: (transfer full) (nullable): a sentence if the clock is behind, so that deadlines would be reckoned and
 * decisions dated by a wrong day; %NULL if there is nothing to say, or with @error.
 */
char *
jkk_office_doubt_clock_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *newest = jkk_office_finish (office, result, error);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  /* A demonstration plays on the day that it was made for. */
  if (newest == NULL || jkk_office_is_demo (office) || *newest <= now + TOLERANCE)
    return NULL;
  g_autofree char *shown = time_to_text (now), *last = time_to_text (*newest);
  return g_strdup_printf (_ ("The clock of this computer says %s, but something was done in this office at %s. "
                             "Deadlines would be reckoned and decisions dated by a wrong day. Set the clock before you "
                             "go on."),
                          shown, last);
}
