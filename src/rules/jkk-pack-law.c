#include "jkk-benefit.h"
#include "jkk-pack-private.h"

#include <glib/gi18n-lib.h>

/* Numbers that divide: 0 would be no law but a mistake. */
static const JkkParameter divisors[] = {
  JKK_PARAMETER_STMB_DIVISOR,
  JKK_PARAMETER_HEARING_BETTER_WEIGHT,
  JKK_PARAMETER_VISION_BETTER_WEIGHT,
};

static gboolean
refuse (const JkkPack *pack, JkkParameter parameter, JkkDay day, const char *why, GError **error)
{
  g_autofree char *when = jkk_day_to_text (day);

  g_set_error (
      error, JKK_ERROR, JKK_ERROR_FORMAT,
      /* Translators: regulation, day, parameter, and one of the sentences “It has no value.”, “It has two values …” */
      _ ("The regulation %s cannot be used on %s because of the parameter “%s”. %s Correct the file and load it "
         "again."),
      pack->id, when, jkk_parameter_info (parameter)->id, why);
  return FALSE;
}

/* The regulation that states a parameter for @pack: itself, or the one of those that it extends. NULL if there is none;
 * @pack->bases hold each other's values, so two different ones are a contradiction. */
static const JkkPack *
provider (const JkkPack *pack, JkkParameter parameter, gboolean *contradiction)
{
  const JkkPack *found = NULL;

  if (pack->values[parameter] != NULL)
    return pack;
  for (guint i = 0; i < pack->n_bases; i++)
    {
      const JkkPack *base = provider (pack->bases[i], parameter, contradiction);

      if (base != NULL && found != NULL && base != found)
        *contradiction = TRUE;
      found = base != NULL ? base : found;
    }
  return found;
}

static const JkkPack *
table_provider (const JkkPack *pack)
{
  for (guint i = 0; i < JKK_MAX_TABLE_ROW; i++)
    if (pack->rows[i] != NULL)
      return pack;
  for (guint i = 0; i < pack->n_bases; i++)
    {
      const JkkPack *base = table_provider (pack->bases[i]);

      if (base != NULL)
        return base;
    }
  return NULL;
}

/**
 * jkk_pack_stated_value:
 * @pack: a regulation
 * @parameter: a parameter
 * @day: a day
 *
 * Returns: (transfer none) (nullable): what the file of this regulation itself says of the parameter on that day; %NULL
 * if it says nothing, though another that it extends may.
 */
const JkkValue *
jkk_pack_stated_value (const JkkPack *pack, JkkParameter parameter, JkkDay day)
{
  const GPtrArray *values = pack->values[parameter];

  for (guint i = 0; values != NULL && i < values->len; i++)
    if (jkk_period_contains (((JkkValue *) values->pdata[i])->valid, day))
      return values->pdata[i];
  return NULL;
}

/**
 * jkk_pack_stated_row:
 * @pack: a regulation
 * @number: number of a row of the disability table
 * @day: a day
 *
 * Returns: (transfer none) (nullable): the row as the file of this regulation, or the office, has it on that day.
 */
const JkkTableRow *
jkk_pack_stated_row (const JkkPack *pack, gint64 number, JkkDay day)
{
  const JkkTableRow *row = number > 0 && number < JKK_MAX_TABLE_ROW ? pack->rows[number] : NULL;

  for (guint i = 0; pack->amended_rows != NULL && i < pack->amended_rows->len; i++)
    {
      const JkkAmendedRow *amended = pack->amended_rows->pdata[i];

      if (amended->row->number == number && amended->from <= day)
        row = amended->row;
    }
  return row;
}

static gboolean
put_parameter (JkkLaw *law, const JkkPack *pack, JkkParameter parameter, GError **error)
{
  gboolean contradiction = FALSE;
  const JkkPack *from = provider (pack, parameter, &contradiction);
  const JkkValue *value = from != NULL ? jkk_pack_stated_value (from, parameter, law->valid.from) : NULL;

  if (contradiction)
    return refuse (pack, parameter, law->valid.from,
                   _ ("It has two values, from two regulations that this one extends."), error);
  if (value == NULL)
    return refuse (pack, parameter, law->valid.from, _ ("It has no value."), error);
  law->value[parameter] = value;
  law->number[parameter] = value->number;
  for (guint i = 0; i < G_N_ELEMENTS (divisors); i++)
    if (divisors[i] == parameter && value->number == 0)
      return refuse (pack, parameter, law->valid.from, _ ("It is 0, by which nothing can be divided."), error);
  return TRUE;
}

static JkkLaw *
law_new (const JkkPack *pack, JkkPeriod valid, GError **error)
{
  g_autofree JkkLaw *law = g_new0 (JkkLaw, 1);
  const JkkPack *table = table_provider (pack);

  law->pack = pack;
  law->valid = valid;
  for (guint i = 0; i < JKK_N_PARAMETERS; i++)
    if (!put_parameter (law, pack, (JkkParameter) i, error))
      return NULL;
  law->has_table = table != NULL;
  for (guint i = 0; table != NULL && i < JKK_MAX_TABLE_ROW; i++)
    law->row[i] = jkk_pack_stated_row (table, i, valid.from);
  for (guint i = 0; i < JKK_N_BENEFITS; i++)
    if (jkk_benefit_state (law, (JkkBenefit) i, NULL) == JKK_VALUE_KNOWN)
      law->granted |= 1u << i;
  return g_steal_pointer (&law);
}

/* The first day after @day on which some value changes, at most the end of the window. */
static JkkDay
next_change (const JkkPack *pack, JkkDay day)
{
  JkkDay next = pack->window.until;

  for (guint i = 0; i < JKK_N_PARAMETERS; i++)
    {
      gboolean contradiction = FALSE;
      const JkkPack *from = provider (pack, (JkkParameter) i, &contradiction);

      for (guint j = 0; from != NULL && j < from->values[i]->len; j++)
        {
          const JkkValue *value = from->values[i]->pdata[j];

          next = value->valid.from > day ? MIN (next, value->valid.from) : next;
          next = value->valid.until > day ? MIN (next, value->valid.until) : next;
        }
    }
  const JkkPack *table = table_provider (pack);
  for (guint i = 0; table != NULL && table->amended_rows != NULL && i < table->amended_rows->len; i++)
    {
      JkkDay from = ((JkkAmendedRow *) table->amended_rows->pdata[i])->from;

      next = from > day ? MIN (next, from) : next;
    }
  return next;
}

static void
add_version (const JkkPack *pack)
{
  JkkPack *self = (JkkPack *) pack;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (sum, (const guchar *) pack->xml, -1);
  if (pack->amendments != NULL)
    g_checksum_update (sum, (const guchar *) pack->amendments, -1);
  for (guint i = 0; i < pack->n_bases; i++)
    g_checksum_update (sum, (const guchar *) pack->bases[i]->version, -1);
  self->version = g_intern_string (g_checksum_get_string (sum));
}

/**
 * jkk_pack_resolve:
 * @pack: a pack whose bases are known and resolved
 * @error: return location
 *
 * Lays out the days of its window: one #JkkLaw for each run of days on which nothing changes.
 *
 * Returns: %FALSE with %JKK_ERROR_FORMAT if on some day a parameter has no value or two.
 */
gboolean
jkk_pack_resolve (JkkPack *pack, GError **error)
{
  add_version (pack);
  pack->laws = g_ptr_array_new_with_free_func (g_free);
  for (JkkDay day = pack->window.from; day < pack->window.until;)
    {
      JkkPeriod valid = { day, next_change (pack, day) };
      JkkLaw *law = law_new (pack, valid, error);

      if (law == NULL)
        return FALSE;
      g_ptr_array_add (pack->laws, law);
      day = valid.until;
    }
  return TRUE;
}
