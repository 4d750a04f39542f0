#include <glib/gi18n-lib.h>

#include "jkk-office-private.h"

/* Who else is in an office, and how its store is. */

/* So long after an office was opened its file is looked at. */
#define PAGES_DELAY (5 * G_TIME_SPAN_SECOND)

/**
 * jkk_office_be_at:
 * @office: an office
 * @case_id: the case that lies open here; 0 = none
 *
 * Other desks show it beside that case, as long as it lies open here. It is no lock, and no deed.
 */
void
jkk_office_be_at (JkkOffice *office, gint64 case_id)
{
  const JkkAccount *person = jkk_office_get_person (office);
  JkkStore *store = jkk_office_get_store (office);

  if (store != NULL)
    jkk_store_be_at (store, person != NULL ? person->name : NULL, g_get_host_name (), case_id);
}

static void
add_other (GHashTable *cases, const JkkPresent *other, const JkkAccount *person)
{
  gboolean mine = person != NULL && g_strcmp0 (other->person, person->name) == 0 &&
                  g_strcmp0 (other->place, g_get_host_name ()) == 0;
  const char *before = g_hash_table_lookup (cases, &other->case_id);
  g_autofree char *name =
      mine ? g_strdup (_ ("yourself, in another window")) : g_strdup_printf ("%s (%s)", other->person, other->place);

  g_hash_table_replace (cases, g_memdup2 (&other->case_id, sizeof other->case_id),
                        before != NULL ? g_strconcat (before, ", ", name, NULL) : g_steal_pointer (&name));
}

/**
 * jkk_office_others:
 * @office: (nullable): an office
 *
 * Asks nobody: it is what was heard last. The property "others" is notified when it may have changed.
 *
 * Returns: (transfer full) (element-type gint64 utf8): the cases that lie open at other desks now, and at whose, in
 * words
 */
GHashTable *
jkk_office_others (JkkOffice *office)
{
  GHashTable *cases = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  JkkStore *store = office != NULL ? jkk_office_get_store (office) : NULL;
  g_autoptr (GPtrArray) others = store != NULL ? jkk_store_others (store) : NULL;

  for (guint i = 0; others != NULL && i < others->len; i++)
    if (((const JkkPresent *) others->pdata[i])->case_id != 0)
      add_other (cases, others->pdata[i], jkk_office_get_person (office));
  return cases;
}

/**
 * jkk_office_others_at:
 * @office: (nullable): an office
 * @case_id: a case
 *
 * Returns: (transfer full) (nullable): who has it open at other desks now, in words; %NULL if nobody has; see
 * jkk_office_others()
 */
char *
jkk_office_others_at (JkkOffice *office, gint64 case_id)
{
  g_autoptr (GHashTable) cases = jkk_office_others (office);

  return g_strdup (g_hash_table_lookup (cases, &case_id));
}

/**
 * jkk_office_is_away:
 * @office: an office
 *
 * Returns: whether its node, or the disk of its file, does not answer just now; the property "away" is notified.
 */
gboolean
jkk_office_is_away (JkkOffice *office)
{
  JkkStore *store = jkk_office_get_store (office);

  return store != NULL && jkk_store_is_away (store);
}

/**
 * jkk_office_is_damaged:
 * @office: an office
 *
 * Returns: whether pages of its file are known to be damaged, so that nothing is written any more; the property
 * "damaged" is notified.
 */
gboolean
jkk_office_is_damaged (JkkOffice *office)
{
  JkkStore *store = jkk_office_get_store (office);

  return store != NULL && jkk_store_is_damaged (store);
}

/**
 * jkk_office_watch_pages:
 * @office: an office
 *
 * Has the file looked at as a whole while people work; for a program that stays open. A small one was looked at when it
 * was opened, and a node looks at its own.
 */
void
jkk_office_watch_pages (JkkOffice *office)
{
  if (jkk_office_get_store (office) != NULL)
    jkk_store_watch_pages (jkk_office_get_store (office), PAGES_DELAY);
}
