#include "jkk-law.h"

#include <glib/gi18n-lib.h>

#include "jkk-calculation.h"
#include "jkk-deadline.h"
#include "jkk-law-private.h"
#include "jkk-law-store.h"
#include "jkk-office-private.h"
#include "jkk-origin.h"

/* --- The regulations with the office's entries --- */

/* All that entries say, so that the same entries lead to the same regulations. */
static char *
fingerprint (GPtrArray *entries)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < entries->len; i++)
    {
      const JkkLawEntry *entry = entries->pdata[i];
      g_autofree char *text = g_strdup_printf (
          "%" G_GINT64_FORMAT "\t%s\t%s\t%" G_GINT64_FORMAT "\t%s\t%s\t%s\t%s\t%" G_GINT64_FORMAT "\n", entry->id,
          entry->pack, entry->parameter, entry->from, entry->value != NULL ? entry->value : "=", entry->source,
          entry->person, entry->person_name != NULL ? entry->person_name : "", entry->time);

      g_checksum_update (checksum, (const guchar *) text, -1);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

/**
 * jkk_law_packs_of:
 * @entries: (element-type JkkLawEntry): what an office has confirmed or corrected
 * @error: return location
 *
 * Lays the law out once for each state of the entries and keeps it, since payout sheets and time limits borrow from it.
 * May be called on any thread.
 *
 * Returns: (transfer none): the regulations with these entries; %NULL if an entry cannot be.
 */
const JkkPackSet *
jkk_law_packs_of (GPtrArray *entries, GError **error)
{
  static GMutex lock;
  static GHashTable *kept = NULL;
  const JkkPackSet *carried = jkk_pack_set_builtin (error);

  if (carried == NULL || entries->len == 0)
    return carried;
  g_autofree char *key = fingerprint (entries);
  g_mutex_lock (&lock);
  if (kept == NULL)
    kept = g_hash_table_new (g_str_hash, g_str_equal);
  JkkPackSet *packs = g_hash_table_lookup (kept, key);
  if (packs == NULL && (packs = jkk_pack_set_amended (carried, NULL, entries, error)) != NULL)
    g_hash_table_insert (kept, g_steal_pointer (&key), packs);
  g_mutex_unlock (&lock);
  return packs;
}

/**
 * jkk_law_read:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer none): the regulations as the office of this store has them.
 */
const JkkPackSet *
jkk_law_read (JkkDb *db, GError **error)
{
  g_autoptr (GPtrArray) entries = jkk_law_store_all (db, error);

  return entries != NULL ? jkk_law_packs_of (entries, error) : NULL;
}

/**
 * jkk_law_packs:
 * @office: (nullable): the office
 * @error: return location
 *
 * Returns: (transfer none): the regulations as the office had them when it last read its store; without an office those
 * that the program carries.
 */
const JkkPackSet *
jkk_law_packs (JkkOffice *office, GError **error)
{
  const JkkPackSet *packs = office != NULL ? jkk_office_get_packs (office) : NULL;

  return packs != NULL ? packs : jkk_pack_set_builtin (error);
}

/* --- Calculations by it --- */

/**
 * jkk_office_calculate:
 * @office: (nullable): the office
 * @jcase: a case
 * @today: the day
 * @error: return location
 *
 * Returns: (transfer full): its payout sheet by the law as this office has it, as jkk_verification_calculate().
 */
JkkPayout *
jkk_office_calculate (JkkOffice *office, const JkkCase *jcase, JkkDay today, GError **error)
{
  const JkkPackSet *packs = jkk_law_packs (office, error);

  return packs != NULL ? jkk_calculate_explained (packs, jcase, today, error) : NULL;
}

/**
 * jkk_office_calculate_file:
 * @office: (nullable): the office
 * @file: (nullable): the file of a case, or %NULL while the case is not stored
 * @jcase: the case as it is shown, with what was typed since
 * @today: the day
 * @error: return location
 *
 * Returns: (transfer full): its payout sheet as jkk_office_calculate(), and with each value where it came from.
 */
JkkPayout *
jkk_office_calculate_file (
    JkkOffice *office, const JkkCaseFile *file, const JkkCase *jcase, JkkDay today, GError **error)
{
  JkkPayout *payout = jkk_office_calculate (office, jcase, today, error);

  if (payout == NULL || file == NULL || file->history == NULL)
    return payout;
  g_autoptr (GHashTable) origins = jkk_origins_new (file->history);
  g_autoptr (GPtrArray) typed = jkk_case_equal (file->jcase, jcase) ? NULL : jkk_case_diff (file->jcase, jcase);
  if (typed != NULL)
    jkk_origins_forget (origins, typed);
  jkk_origins_put (origins, payout);
  return payout;
}

/**
 * jkk_office_scholarship_years:
 * @office: (nullable): the office
 * @jcase: a case
 * @today: the day
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkPlannedYear): the plan of its scholarship, year by year, with what was
 * paid; empty where the law gives one sum or nothing
 */
GArray *
jkk_office_scholarship_years (JkkOffice *office, const JkkCase *jcase, JkkDay today, GError **error)
{
  const JkkPackSet *packs = jkk_law_packs (office, error);

  return packs != NULL ? jkk_calculate_scholarship_years (packs, jcase, today, error) : NULL;
}

/**
 * jkk_office_clock:
 * @office: (nullable): the office
 * @jcase: a case
 * @today: the day
 * @clock: (out): how it stands with the working days that the law gives for payment
 *
 * Returns: whether a clock runs, by the law as this office has it.
 */
gboolean
jkk_office_clock (JkkOffice *office, const JkkCase *jcase, JkkDay today, JkkClock *clock)
{
  const JkkPackSet *packs = jkk_law_packs (office, NULL);
  JkkDeadline deadline;

  if (packs == NULL || !jkk_case_status_is_open (jkk_case_get_status (jcase)) ||
      !jkk_deadline_get_with (packs, jcase, JKK_DEADLINE_PAYMENT, today, NULL, &deadline))
    return FALSE;
  *clock = (JkkClock){
    .title = _ (deadline.title),
    .article = deadline.article,
    .unconfirmed = deadline.unconfirmed,
    .due = deadline.due,
    .day_number = deadline.day_number,
    .length = deadline.length,
    .days_left = deadline.days_left,
    .late = deadline.late,
  };
  return TRUE;
}

/* --- What the office has entered --- */

/**
 * jkk_law_check:
 * @office: the office
 * @entry: an entry as somebody would make it
 * @error: return location
 *
 * Returns: whether it could be made; else %JKK_ERROR_NOT_FOUND or %JKK_ERROR_INVALID says why not.
 */
gboolean
jkk_law_check (JkkOffice *office, const JkkLawEntry *entry, GError **error)
{
  const JkkPackSet *carried = jkk_pack_set_builtin (error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_law_entry_free);
  g_autoptr (JkkLawBand) stated = jkk_law_find (office, entry->pack, entry->parameter, entry->from, error);

  if (carried == NULL || stated == NULL)
    return FALSE;
  JkkLawEntry *tried = jkk_law_entry_copy (entry);
  g_ptr_array_add (entries, tried);
  jkk_set_str (&tried->source, entry->source != NULL ? entry->source : "—");
  jkk_set_str (&tried->person, entry->person != NULL ? entry->person : "—");
  g_autoptr (JkkPackSet) packs = jkk_pack_set_amended (carried, NULL, entries, error);
  return packs != NULL;
}

/* The entries, and the law that follows from them. */
typedef struct
{
  GPtrArray *entries;
  const JkkPackSet *packs;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->entries, g_ptr_array_unref);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static gpointer
entries_read (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (Reading) reading = g_new0 (Reading, 1);

  if ((reading->entries = jkk_law_store_all (db, error)) == NULL ||
      (reading->packs = jkk_law_packs_of (reading->entries, error)) == NULL)
    return NULL;
  return g_steal_pointer (&reading);
}

static GPtrArray *
take_reading (JkkOffice *office, Reading *reading)
{
  g_autoptr (Reading) taken = reading;

  if (taken == NULL)
    return NULL;
  jkk_office_set_packs (office, taken->packs);
  return g_steal_pointer (&taken->entries);
}

/**
 * jkk_law_entries:
 * @office: the office
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkLawEntry): what the office has confirmed and corrected, the latest first.
 */
GPtrArray *
jkk_law_entries (JkkOffice *office, GError **error)
{
  return take_reading (office, jkk_office_read (office, entries_read, NULL, reading_free, error));
}

/**
 * jkk_law_entries_async:
 * @office: the office
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_law_entries(). From then on jkk_law_strips() and jkk_law_list() show what other desks entered, too.
 */
void
jkk_law_entries_async (JkkOffice *office, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  jkk_office_read_async (office, entries_read, NULL, NULL, reading_free, cancellable, callback, user_data);
}

/**
 * jkk_law_entries_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkLawEntry): see jkk_law_entries().
 */
GPtrArray *
jkk_law_entries_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  return take_reading (office, jkk_office_finish (office, result, error));
}
