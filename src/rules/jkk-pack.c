#include "jkk-pack-private.h"

#include <glib/gi18n-lib.h>

struct _JkkPackSet
{
  GPtrArray *packs; /* JkkPack; what is extended stands before what extends it */
};

/* What the program carries; the order does not matter. */
static const char *const builtin[] = { "PER-25-2008.xml", "PERMENAKER-5-2021.xml", "PP-44-2015.xml",
                                       "PP-82-2019.xml",  "PMK-4-2023.xml",        NULL };

/* Puts @pack behind all that it extends. @path guards against regulations that extend one another in a circle. */
static gboolean
settle (JkkPackSet *packs, GPtrArray *waiting, JkkPack *pack, guint depth, GError **error)
{
  if (g_ptr_array_find (packs->packs, pack, NULL))
    return TRUE;
  for (char **name = pack->extends; *name != NULL; name++)
    {
      JkkPack *base = NULL;

      for (guint i = 0; i < waiting->len; i++)
        if (g_str_equal (((JkkPack *) waiting->pdata[i])->id, *name))
          base = waiting->pdata[i];
      if (base == NULL || depth > waiting->len || pack->n_bases == JKK_MOST_BASES)
        {
          g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
                       _ ("The regulation %s cannot be used: it extends %s, which is not there or extends it in turn."),
                       pack->id, *name);
          return FALSE;
        }
      if (!settle (packs, waiting, base, depth + 1, error))
        return FALSE;
      pack->bases[pack->n_bases++] = base;
    }
  if (!jkk_pack_resolve (pack, error))
    return FALSE;
  g_ptr_array_add (packs->packs, pack);
  return TRUE;
}

static gboolean
read_all (GPtrArray *waiting, const char *const *xml, GError **error)
{
  for (; *xml != NULL; xml++)
    {
      JkkPack *pack = jkk_pack_read (*xml, error);

      if (pack == NULL)
        return FALSE;
      g_ptr_array_add (waiting, pack);
      for (guint i = 0; i + 1 < waiting->len; i++)
        if (g_str_equal (((JkkPack *) waiting->pdata[i])->id, pack->id))
          {
            g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
                         _ ("The regulation %s is there twice. Take one of the two away."), pack->id);
            return FALSE;
          }
    }
  return TRUE;
}

static JkkPackSet *
set_new (const char *const *xml, GPtrArray *in_force, GError **error)
{
  g_autoptr (JkkPackSet) packs = g_new0 (JkkPackSet, 1);
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();

  packs->packs = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_pack_free);
  gboolean good = read_all (waiting, xml, error);
  for (guint i = 0; good && in_force != NULL && i < waiting->len; i++)
    good = jkk_pack_amend (waiting->pdata[i], in_force, error);
  for (guint i = 0; good && i < waiting->len; i++)
    good = settle (packs, waiting, waiting->pdata[i], 0, error);
  if (good)
    return g_steal_pointer (&packs);
  for (guint i = 0; i < waiting->len; i++)
    if (!g_ptr_array_find (packs->packs, waiting->pdata[i], NULL))
      jkk_pack_free (waiting->pdata[i]);
  return NULL;
}

/**
 * jkk_pack_set_new_from_xml:
 * @xml: (array zero-terminated=1): regulation files
 * @error: return location
 *
 * Returns: (transfer full): the regulations together; %NULL with %JKK_ERROR_FORMAT if one of them cannot be used.
 */
JkkPackSet *
jkk_pack_set_new_from_xml (const char *const *xml, GError **error)
{
  g_return_val_if_fail (xml != NULL, NULL);

  return set_new (xml, NULL, error);
}

/**
 * jkk_pack_set_builtin:
 * @error: return location
 *
 * Returns: (transfer none): the regulations that the program carries; they live as long as it does. %NULL with
 * %JKK_ERROR_FORMAT if they cannot be used.
 */
const JkkPackSet *
jkk_pack_set_builtin (GError **error)
{
  static gsize once = 0;
  static GError *fault = NULL;

  if (g_once_init_enter (&once))
    {
      const char *xml[G_N_ELEMENTS (builtin)] = { NULL };

      for (guint i = 0; builtin[i] != NULL; i++)
        xml[i] = jkk_rules_data (builtin[i], NULL);
      JkkPackSet *packs = jkk_pack_set_new_from_xml (xml, &fault);
      g_once_init_leave (&once, packs != NULL ? (gsize) packs : (gsize) &fault);
    }
  if (fault == NULL)
    return (const JkkPackSet *) once;
  if (error != NULL)
    *error = g_error_copy (fault);
  return NULL;
}

/**
 * jkk_pack_set_with_draft:
 * @xml: a regulation file
 * @error: return location
 *
 * Returns: (transfer full): the regulations that the program carries, with this one beside them or, if it has the name
 * of one of them, in its place; %NULL with %JKK_ERROR_FORMAT if it cannot be used.
 */
JkkPackSet *
jkk_pack_set_with_draft (const char *xml, GError **error)
{
  g_return_val_if_fail (xml != NULL, NULL);

  const JkkPackSet *carried = jkk_pack_set_builtin (error);
  return carried != NULL ? jkk_pack_set_amended (carried, xml, NULL, error) : NULL;
}

/* An entry must speak of a regulation that is there. */
static gboolean
check_entries (const JkkPackSet *packs, GPtrArray *in_force, GError **error)
{
  for (guint i = 0; i < in_force->len; i++)
    {
      const JkkLawEntry *entry = in_force->pdata[i];

      if (jkk_pack_set_find (packs, entry->pack) == NULL)
        {
          g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
                       _ ("There is no regulation “%s”. Its names stand in the list of the law."), entry->pack);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * jkk_pack_set_amended:
 * @packs: regulations
 * @draft: (nullable): a regulation file that stands beside them or, if it has the name of one of them, in its place
 * @entries: (nullable) (element-type JkkLawEntry): what an office has confirmed or corrected; of entries for the same
 *   figure and day the latest counts. Entries for the draft’s own figures are left out: it stands as it is written.
 * @error: return location
 *
 * Returns: (transfer full): the regulations with the office’s entries, each of which gives its regulation another
 * version; %NULL with %JKK_ERROR_FORMAT if the draft cannot be used, %JKK_ERROR_NOT_FOUND or %JKK_ERROR_INVALID if an
 * entry speaks of what is not there or gives no value of the unit.
 */
JkkPackSet *
jkk_pack_set_amended (const JkkPackSet *packs, const char *draft, GPtrArray *entries, GError **error)
{
  g_autofree const char **all = g_new0 (const char *, packs->packs->len + 2);
  g_autoptr (JkkPack) read = NULL;
  guint n = 0;

  if (draft != NULL && (read = jkk_pack_read (draft, error)) == NULL)
    return NULL;
  g_autoptr (GPtrArray) in_force = entries != NULL ? jkk_law_entries_in_force (entries) : g_ptr_array_new ();
  if (!check_entries (packs, in_force, error))
    return NULL;
  for (guint i = 0; i < packs->packs->len; i++)
    {
      const JkkPack *pack = packs->packs->pdata[i];

      if (read == NULL || !g_str_equal (pack->id, read->id))
        all[n++] = pack->xml;
    }
  for (guint i = in_force->len; read != NULL && i > 0; i--)
    if (g_str_equal (((JkkLawEntry *) in_force->pdata[i - 1])->pack, read->id))
      g_ptr_array_remove_index (in_force, i - 1);
  all[n] = draft;
  return set_new (all, in_force, error);
}

/**
 * jkk_pack_draft_id:
 * @xml: a regulation file
 * @error: return location
 *
 * Returns: (transfer full): the name that it gives itself; %NULL with %JKK_ERROR_FORMAT if it cannot be used.
 */
char *
jkk_pack_draft_id (const char *xml, GError **error)
{
  g_autoptr (JkkPack) pack = jkk_pack_read (xml, error);

  return pack != NULL ? g_strdup (pack->id) : NULL;
}

/**
 * jkk_pack_set_free:
 * @packs: (transfer full): a set that is not the built-in one
 */
void
jkk_pack_set_free (JkkPackSet *packs)
{
  g_clear_pointer (&packs->packs, g_ptr_array_unref);
  g_free (packs);
}

/**
 * jkk_pack_set_n:
 * @packs: a set
 *
 * Returns: how many regulations it has, with those that are only there for others.
 */
guint
jkk_pack_set_n (const JkkPackSet *packs)
{
  return packs->packs->len;
}

/**
 * jkk_pack_set_get:
 * @packs: a set
 * @index: from 0
 *
 * Returns: (transfer none): a regulation.
 */
const JkkPack *
jkk_pack_set_get (const JkkPackSet *packs, guint index)
{
  g_return_val_if_fail (index < packs->packs->len, NULL);

  return packs->packs->pdata[index];
}

/**
 * jkk_pack_set_find:
 * @packs: a set
 * @id: name of a regulation
 *
 * Returns: (transfer none) (nullable): the regulation.
 */
const JkkPack *
jkk_pack_set_find (const JkkPackSet *packs, const char *id)
{
  for (guint i = 0; i < packs->packs->len; i++)
    if (g_strcmp0 (((JkkPack *) packs->packs->pdata[i])->id, id) == 0)
      return packs->packs->pdata[i];
  return NULL;
}

/**
 * jkk_pack_set_choose:
 * @packs: a set
 * @segment: code of the segment
 * @law_day: day of the accident or diagnosis
 *
 * Returns: (transfer none) (nullable): the regulation that decides; of two whose windows hold the day, the one that
 * began later. %NULL if there is none.
 */
const JkkPack *
jkk_pack_set_choose (const JkkPackSet *packs, const char *segment, JkkDay law_day)
{
  const JkkPack *chosen = NULL;

  for (guint i = 0; i < packs->packs->len; i++)
    {
      const JkkPack *pack = packs->packs->pdata[i];

      if (jkk_period_contains (pack->window, law_day) && (chosen == NULL || pack->window.from > chosen->window.from) &&
          jkk_pack_covers (pack, segment))
        chosen = pack;
    }
  return chosen;
}

/**
 * jkk_pack_set_first:
 * @packs: a set
 * @segment: code of the segment
 *
 * Returns: (transfer none) (nullable): the oldest regulation for the segment: before its window nothing can be
 * calculated.
 */
const JkkPack *
jkk_pack_set_first (const JkkPackSet *packs, const char *segment)
{
  const JkkPack *first = NULL;

  for (guint i = 0; i < packs->packs->len; i++)
    {
      const JkkPack *pack = packs->packs->pdata[i];

      if (jkk_pack_covers (pack, segment) && (first == NULL || pack->window.from < first->window.from))
        first = pack;
    }
  return first;
}

/**
 * jkk_pack_id:
 * @pack: a regulation
 *
 * Returns: its name, such as "PP-82-2019".
 */
const char *
jkk_pack_id (const JkkPack *pack)
{
  return pack->id;
}

/**
 * jkk_pack_title:
 * @pack: a regulation
 *
 * Returns: its Indonesian title.
 */
const char *
jkk_pack_title (const JkkPack *pack)
{
  return pack->title;
}

/**
 * jkk_pack_version:
 * @pack: a regulation
 *
 * Returns: SHA-256 over its file and the files that it extends, hexadecimal.
 */
const char *
jkk_pack_version (const JkkPack *pack)
{
  return pack->version;
}

/**
 * jkk_pack_window:
 * @pack: a regulation
 *
 * Returns: the days of accident or diagnosis that it decides; empty if it is only there for others.
 */
JkkPeriod
jkk_pack_window (const JkkPack *pack)
{
  return pack->window;
}

/**
 * jkk_pack_window_source:
 * @pack: a regulation with a window
 *
 * Returns: (transfer none): article and mark of its window; the number is not used.
 */
const JkkValue *
jkk_pack_window_source (const JkkPack *pack)
{
  return &pack->window_source;
}

/**
 * jkk_pack_covers:
 * @pack: a regulation
 * @segment: (nullable): code of a segment
 *
 * Returns: whether it decides accidents of that segment.
 */
gboolean
jkk_pack_covers (const JkkPack *pack, const char *segment)
{
  return segment != NULL && g_strv_contains ((const char *const *) pack->segments, segment);
}

/**
 * jkk_pack_law:
 * @pack: a regulation
 * @day: a day
 *
 * Returns: (transfer none) (nullable): the regulation as it stands on that day; %NULL outside its window.
 */
const JkkLaw *
jkk_pack_law (const JkkPack *pack, JkkDay day)
{
  for (guint i = 0; i < pack->laws->len; i++)
    if (jkk_period_contains (((JkkLaw *) pack->laws->pdata[i])->valid, day))
      return pack->laws->pdata[i];
  return NULL;
}

/**
 * jkk_pack_n_laws:
 * @pack: a regulation
 *
 * Returns: how many runs of days its window has on which nothing changes.
 */
guint
jkk_pack_n_laws (const JkkPack *pack)
{
  return pack->laws->len;
}

/**
 * jkk_pack_nth_law:
 * @pack: a regulation
 * @index: from 0, by day
 *
 * Returns: (transfer none): the regulation as it stands in that run of days.
 */
const JkkLaw *
jkk_pack_nth_law (const JkkPack *pack, guint index)
{
  g_return_val_if_fail (index < pack->laws->len, NULL);

  return pack->laws->pdata[index];
}

/**
 * jkk_value_unconfirmed:
 * @value: a value
 *
 * Returns: whether it awaits confirmation and has to be shown as such.
 */
gboolean
jkk_value_unconfirmed (const JkkValue *value)
{
  return value->check == JKK_CHECK_NO;
}

static const char *const mark_names[] = { "no", "secondary", "yes" };
static const char *const mark_labels[] = { N_ ("to be confirmed"), N_ ("read in a secondary source"),
                                           N_ ("read in the published text") };

/**
 * jkk_check_mark_name:
 * @check: a mark
 *
 * Returns: its name in a pack.
 */
const char *
jkk_check_mark_name (JkkCheckMark check)
{
  g_return_val_if_fail ((guint) check < G_N_ELEMENTS (mark_names), NULL);

  return mark_names[check];
}

/**
 * jkk_check_mark_label:
 * @check: a mark
 *
 * Returns: English words for it, marked for translation.
 */
const char *
jkk_check_mark_label (JkkCheckMark check)
{
  g_return_val_if_fail ((guint) check < G_N_ELEMENTS (mark_labels), NULL);

  return mark_labels[check];
}
