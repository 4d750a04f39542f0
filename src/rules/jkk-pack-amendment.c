#include "jkk-pack-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What an office has confirmed or corrected, laid over what a regulation file says. An entry holds from its day to the
 * next entry, at most to the end of the value that the file gives for that day:
 *
 *     file      |──────── 10 ────────|──────── 12 ────────▶
 *     entries          ▲ = 11              ▲ confirmed
 *     result    |─ 10 ─|──── 11 ─────|─ 12 ─|──── 12 ✓ ───▶
 */

#define ROW_PREFIX "cacat-"
#define ABSENT "tidak-ada"

/**
 * jkk_table_row_find:
 * @id: name of a figure
 * @number: (out): number of the row
 *
 * Returns: whether it is the name of a row of the disability table, such as "cacat-12".
 */
gboolean
jkk_table_row_find (const char *id, gint64 *number)
{
  guint64 found;

  if (!g_str_has_prefix (id, ROW_PREFIX) ||
      !g_ascii_string_to_unsigned (id + strlen (ROW_PREFIX), 10, 1, JKK_MAX_TABLE_ROW - 1, &found, NULL))
    return FALSE;
  *number = (gint64) found;
  return TRUE;
}

/**
 * jkk_table_row_id:
 * @number: number of a row of the disability table
 *
 * Returns: (transfer full): its name beside those of the parameters.
 */
char *
jkk_table_row_id (gint64 number)
{
  return g_strdup_printf (ROW_PREFIX "%" G_GINT64_FORMAT, number);
}

/* @text is taken. */
static gboolean
refuse (GError **error, JkkError code, char *text)
{
  g_set_error_literal (error, JKK_ERROR, code, text);
  g_free (text);
  return FALSE;
}

static gboolean
refuse_value (GError **error, const JkkLawEntry *entry, const char *unit)
{
  g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
               _ ("“%s” is no value for “%s” in the unit “%s”. Write it as the regulation’s file does."), entry->value,
               entry->parameter, unit);
  return FALSE;
}

static JkkDay
day_of (const JkkLawEntry *entry)
{
  return entry->time / (24 * 60 * 60);
}

static const char *
signer (const JkkLawEntry *entry)
{
  return entry->person_name != NULL ? entry->person_name : entry->person;
}

static JkkValue *
value_new (const JkkPack *pack, const JkkValue *stated, JkkPeriod valid)
{
  JkkValue *value = g_memdup2 (stated, sizeof *stated);

  value->by = g_strdup (stated->by);
  value->source = g_strdup (stated->source);
  value->valid = valid;
  value->pack = pack->id;
  return value;
}

static gboolean
put_figure (JkkValue *value, JkkParameter parameter, const JkkLawEntry *entry, GError **error)
{
  const JkkParameterInfo *info = jkk_parameter_info (parameter);

  if (entry->value == NULL)
    return value->state != JKK_VALUE_UNKNOWN ||
           refuse (error, JKK_ERROR_INVALID,
                   g_strdup_printf (
                       _ ("%s does not say yet how much “%s” is: there is nothing to confirm. Give the value."),
                       entry->pack, entry->parameter));
  gboolean absent = g_str_equal (entry->value, ABSENT);
  value->state = absent ? JKK_VALUE_ABSENT : JKK_VALUE_KNOWN;
  value->number = absent ? JKK_NONE : jkk_pack_parse_figure (parameter, entry->value);
  value->text = jkk_pack_figure_text (parameter, value->number);
  return absent || value->number != JKK_NONE || refuse_value (error, entry, jkk_unit_name (info->unit));
}

/* Adds the run of days that @entry (or, without one, the file) decides. */
static gboolean
add_run (const JkkPack *pack,
         GPtrArray *runs,
         JkkParameter parameter,
         const JkkValue *stated,
         JkkPeriod valid,
         const JkkLawEntry *entry,
         GError **error)
{
  if (jkk_period_days (valid) == 0)
    return TRUE;
  JkkValue *value = value_new (pack, stated, valid);
  g_ptr_array_add (runs, value);
  if (entry == NULL)
    return TRUE;
  g_free (value->by);
  g_free (value->source);
  value->by = g_strdup (signer (entry));
  value->source = g_strdup (entry->source);
  value->on = day_of (entry);
  value->check = JKK_CHECK_YES;
  value->entry = entry->id;
  return put_figure (value, parameter, entry, error);
}

/* Cuts one value of the file at the days of the entries. */
static gboolean
cut_value (const JkkPack *pack,
           GPtrArray *runs,
           JkkParameter parameter,
           const JkkValue *stated,
           GPtrArray *entries,
           GError **error)
{
  const JkkLawEntry *current = NULL;
  JkkDay from = stated->valid.from;

  for (guint i = 0; i < entries->len; i++)
    {
      const JkkLawEntry *entry = entries->pdata[i];

      if (!jkk_period_contains (stated->valid, entry->from))
        continue;
      if (!add_run (pack, runs, parameter, stated, (JkkPeriod){ from, entry->from }, current, error))
        return FALSE;
      from = entry->from;
      current = entry;
    }
  return add_run (pack, runs, parameter, stated, (JkkPeriod){ from, stated->valid.until }, current, error);
}

static gboolean
amend_parameter (JkkPack *pack, JkkParameter parameter, GPtrArray *entries, GError **error)
{
  GPtrArray *stated = pack->values[parameter];
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_value_free);

  for (guint i = 0; i < entries->len; i++)
    {
      const JkkLawEntry *entry = entries->pdata[i];
      g_autofree char *day = jkk_day_to_text (entry->from);

      if (jkk_pack_stated_value (pack, parameter, entry->from) == NULL)
        return refuse (error, JKK_ERROR_NOT_FOUND,
                       g_strdup_printf (_ ("%s itself says nothing of “%s” on %s. Name the regulation that states it; "
                                           "the list of the law tells which."),
                                        entry->pack, entry->parameter, day));
    }
  for (guint i = 0; i < stated->len; i++)
    if (!cut_value (pack, runs, parameter, stated->pdata[i], entries, error))
      return FALSE;
  g_ptr_array_unref (stated);
  pack->values[parameter] = g_steal_pointer (&runs);
  return TRUE;
}

/* "12.5", or "10-30" where the row is a range. */
static gboolean
put_percents (JkkTableRow *row, const JkkLawEntry *entry, GError **error)
{
  g_auto (GStrv) bounds = g_strsplit (entry->value, "-", 2);

  row->percent = jkk_percent_parse (g_strstrip (bounds[0]), NULL);
  row->percent_max = bounds[1] != NULL ? jkk_percent_parse (g_strstrip (bounds[1]), NULL) : row->percent;
  return (row->percent >= 0 && row->percent_max >= row->percent && row->percent_max <= 10000) ||
         refuse_value (error, entry, jkk_unit_name (JKK_UNIT_PERCENT));
}

static void
amended_row_free (gpointer data)
{
  JkkAmendedRow *amended = data;

  jkk_table_row_free (amended->row);
  g_free (amended);
}

static gboolean
amend_row (JkkPack *pack, gint64 number, const JkkLawEntry *entry, GError **error)
{
  const JkkTableRow *stated = pack->rows[number];

  if (stated == NULL)
    return refuse (error, JKK_ERROR_NOT_FOUND,
                   g_strdup_printf (_ ("%s itself has no row “%s”. Name the regulation that has the table."),
                                    entry->pack, entry->parameter));
  JkkAmendedRow *amended = g_new0 (JkkAmendedRow, 1);
  JkkTableRow *row = amended->row = g_memdup2 (stated, sizeof *stated);
  amended->from = entry->from;
  row->each = g_strdup (stated->each);
  row->by = g_strdup (signer (entry));
  row->source = g_strdup (entry->source);
  row->on = day_of (entry);
  row->check = JKK_CHECK_YES;
  row->entry = entry->id;
  if (pack->amended_rows == NULL)
    pack->amended_rows = g_ptr_array_new_with_free_func (amended_row_free);
  g_ptr_array_add (pack->amended_rows, amended);
  return entry->value == NULL || put_percents (row, entry, error);
}

static gboolean
amend_figure (JkkPack *pack, GPtrArray *entries, GError **error)
{
  const JkkLawEntry *first = entries->pdata[0];
  JkkParameter parameter;
  gint64 number;

  if (jkk_parameter_find (first->parameter, &parameter))
    return amend_parameter (pack, parameter, entries, error);
  if (!jkk_table_row_find (first->parameter, &number))
    return refuse (
        error, JKK_ERROR_NOT_FOUND,
        g_strdup_printf (_ ("No regulation knows “%s”. Choose a name from the list of the law."), first->parameter));
  for (guint i = 0; i < entries->len; i++)
    if (!amend_row (pack, number, entries->pdata[i], error))
      return FALSE;
  return TRUE;
}

static void
add_text (GString *text, const JkkLawEntry *entry)
{
  g_autofree char *day = jkk_day_to_iso (entry->from);

  g_string_append_printf (text, "%s\t%s\t%s\t%s\t%s\t%" G_GINT64_FORMAT "\n", entry->parameter, day,
                          entry->value != NULL ? entry->value : "=", entry->source, entry->person, entry->time);
}

/**
 * jkk_pack_amend:
 * @pack: a regulation as its file says it, before it is laid out over the days
 * @in_force: (element-type JkkLawEntry): entries by regulation, parameter and day; those of others are passed over
 * @error: return location
 *
 * Lays what an office has confirmed or corrected over the file.
 *
 * Returns: %FALSE with %JKK_ERROR_NOT_FOUND or %JKK_ERROR_INVALID if an entry cannot be.
 */
gboolean
jkk_pack_amend (JkkPack *pack, GPtrArray *in_force, GError **error)
{
  g_autoptr (GPtrArray) figure = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < in_force->len; i++)
    {
      const JkkLawEntry *entry = in_force->pdata[i];
      const JkkLawEntry *next = i + 1 < in_force->len ? in_force->pdata[i + 1] : NULL;

      if (!g_str_equal (entry->pack, pack->id))
        continue;
      add_text (text, entry);
      g_ptr_array_add (figure, (gpointer) entry);
      if (next != NULL && g_str_equal (next->pack, entry->pack) && g_str_equal (next->parameter, entry->parameter))
        continue;
      if (!amend_figure (pack, figure, error))
        return FALSE;
      g_ptr_array_set_size (figure, 0);
    }
  if (text->len > 0)
    pack->amendments = g_strdup (text->str);
  return TRUE;
}
