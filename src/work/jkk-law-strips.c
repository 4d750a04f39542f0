#include "jkk-law.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-calculation.h"
#include "jkk-law-private.h"
#include "jkk-office-private.h"

#define YEARS_AHEAD 5

/* The segment whose oldest regulation begins the picture: no regulation here is older. */
#define OLDEST "PU"

static const char *const segments[] = { "PU", "BPU", "JAKON", "PMI" };

/* --- One band --- */

/**
 * jkk_law_mark_label:
 * @mark: a mark
 *
 * Returns: (transfer none): what it means, in the language of the interface.
 */
const char *
jkk_law_mark_label (JkkLawMark mark)
{
  static const char *const labels[] = { N_ ("no regulation"), N_ ("to be confirmed"), N_ ("read in a secondary source"),
                                        N_ ("confirmed") };

  g_return_val_if_fail ((guint) mark < G_N_ELEMENTS (labels), NULL);

  return _ (labels[mark]);
}

/**
 * jkk_law_band_free:
 * @band: (transfer full): a band
 */
void
jkk_law_band_free (JkkLawBand *band)
{
  g_free (band->pack);
  g_free (band->pack_title);
  g_free (band->parameter);
  g_free (band->label);
  g_free (band->wording);
  g_free (band->unit);
  g_free (band->text);
  g_free (band->plain);
  g_free (band->article);
  g_free (band->by);
  g_free (band->source);
  g_free (band);
}

/**
 * jkk_law_strip_free:
 * @strip: (transfer full): a strip
 */
void
jkk_law_strip_free (JkkLawStrip *strip)
{
  g_free (strip->parameter);
  g_free (strip->label);
  g_free (strip->unit);
  g_ptr_array_unref (strip->bands);
  g_free (strip);
}

static JkkLawMark
mark_of (JkkCheckMark check)
{
  return check == JKK_CHECK_YES ? JKK_LAW_CONFIRMED : check == JKK_CHECK_SECONDARY ? JKK_LAW_SECONDARY : JKK_LAW_OPEN;
}

/* "menurut-surat-dokter" as words. */
static char *
words (const char *choice)
{
  return g_strdelimit (g_strdup (choice), "-", ' ');
}

static char *
counted (gint64 number, const char *text)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "\u00a0%s", number, text);
}

static char *
number_text (const JkkParameterInfo *info, gint64 number)
{
  gulong n = (gulong) number;

  switch (info->unit)
    {
    case JKK_UNIT_RUPIAH:
      return jkk_money_to_rupiah (number);
    case JKK_UNIT_PERCENT:
      return jkk_percent_to_text (number);
    case JKK_UNIT_DECIBEL:
      {
        g_autofree char *percent = jkk_percent_to_text (number);

        return g_strdup_printf ("%.*s\u00a0dB", (int) strcspn (percent, "\u00a0"), percent);
      }
    case JKK_UNIT_DAYS:
      return counted (number, ngettext ("day", "days", n));
    case JKK_UNIT_HOURS:
      return counted (number, ngettext ("hour", "hours", n));
    case JKK_UNIT_MONTHS:
      return counted (number, ngettext ("month", "months", n));
    case JKK_UNIT_YEARS:
      return counted (number, ngettext ("year", "years", n));
    case JKK_UNIT_CHOICE:
      return words (info->choices[number]);
    case JKK_UNIT_FLAG:
      return g_strdup (number != 0 ? _ ("yes") : _ ("no"));
    case JKK_UNIT_COUNT:
      break;
    }
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

/* As a regulation file writes it. */
static char *
number_plain (const JkkParameterInfo *info, gint64 number)
{
  switch (info->unit)
    {
    case JKK_UNIT_PERCENT:
    case JKK_UNIT_DECIBEL:
      return number % 100 == 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number / 100) : jkk_percent_to_plain (number);
    case JKK_UNIT_CHOICE:
      return g_strdup (info->choices[number]);
    case JKK_UNIT_FLAG:
      return g_strdup (number != 0 ? "ya" : "tidak");
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, number);
    }
}

static void
put_citation (JkkLawBand *band, const JkkPackSet *packs, const JkkValue *cited)
{
  const JkkPack *pack = jkk_pack_set_find (packs, cited->pack);

  band->pack = g_strdup (cited->pack);
  band->pack_title = g_strdup (pack != NULL ? jkk_pack_title (pack) : NULL);
  band->mark = mark_of (cited->check);
  band->article = g_strdup (cited->article);
  band->by = g_strdup (cited->by);
  band->on = cited->on;
  band->source = g_strdup (cited->source);
  band->by_office = cited->entry != 0;
}

static JkkLawBand *
value_band (const JkkPackSet *packs, JkkParameter parameter, const JkkValue *value, JkkPeriod valid)
{
  const JkkParameterInfo *info = jkk_parameter_info (parameter);
  JkkLawBand *band = g_new0 (JkkLawBand, 1);

  put_citation (band, packs, value);
  band->parameter = g_strdup (info->id);
  band->label = g_strdup (_ (info->label));
  band->wording = g_strdup (value->wording);
  band->unit = g_strdup (jkk_unit_name (info->unit));
  band->valid = valid;
  band->known = value->state == JKK_VALUE_KNOWN;
  band->text = band->known
                   ? number_text (info, value->number)
                   : g_strdup (value->state == JKK_VALUE_ABSENT ? _ ("not in this regulation") : _ ("not known yet"));
  band->plain = band->known ? number_plain (info, value->number) : NULL;
  return band;
}

static char *
row_text (const JkkTableRow *row)
{
  g_autofree char *least = jkk_percent_to_text (row->percent);
  g_autofree char *most = jkk_percent_to_text (row->percent_max);
  g_autofree char *range =
      row->percent == row->percent_max ? g_strdup (least) : g_strdup_printf ("%s – %s", least, most);

  /* Translators: a percentage, and for what it is counted, such as "6 % each 10 desibel" */
  return row->each != NULL ? g_strdup_printf (_ ("%s each %s"), range, row->each) : g_steal_pointer (&range);
}

static char *
row_plain (const JkkTableRow *row)
{
  g_autofree char *least = jkk_percent_to_plain (row->percent);
  g_autofree char *most = jkk_percent_to_plain (row->percent_max);

  return row->percent == row->percent_max ? g_steal_pointer (&least) : g_strdup_printf ("%s-%s", least, most);
}

static JkkLawBand *
row_band (const JkkPackSet *packs, const JkkTableRow *row, JkkPeriod valid)
{
  const JkkValue cited = { .article = row->article,
                           .check = row->check,
                           .by = row->by,
                           .on = row->on,
                           .source = row->source,
                           .pack = row->pack,
                           .entry = row->entry };
  JkkLawBand *band = g_new0 (JkkLawBand, 1);

  put_citation (band, packs, &cited);
  band->parameter = jkk_table_row_id (row->number);
  band->label = g_strdup_printf ("%" G_GINT64_FORMAT ". %s", row->number, row->wording);
  band->wording = g_strdup (row->wording);
  band->unit = g_strdup (jkk_unit_name (JKK_UNIT_PERCENT));
  band->valid = valid;
  band->known = TRUE;
  band->text = row_text (row);
  band->plain = row_plain (row);
  return band;
}

static JkkLawBand *
empty_band (const char *parameter, const char *label, const char *unit, JkkPeriod valid)
{
  JkkLawBand *band = g_new0 (JkkLawBand, 1);

  band->parameter = g_strdup (parameter);
  band->label = g_strdup (label);
  band->unit = g_strdup (unit);
  band->valid = valid;
  band->text = g_strdup (jkk_law_mark_label (JKK_LAW_NONE));
  band->on = JKK_NONE;
  return band;
}

/* --- The law over time --- */

/* What holds on a run of days; @law is NULL where no regulation does. */
typedef struct
{
  JkkPeriod valid;
  const JkkLaw *law;
} Run;

/* The first day after @day on which another regulation of the segment begins or ends. */
static JkkDay
next_window (const JkkPackSet *packs, const char *segment, JkkDay day)
{
  JkkDay next = G_MAXINT64;

  for (guint i = 0; i < jkk_pack_set_n (packs); i++)
    {
      const JkkPack *pack = jkk_pack_set_get (packs, i);
      JkkPeriod window = jkk_pack_window (pack);

      if (!jkk_pack_covers (pack, segment))
        continue;
      next = window.from > day ? MIN (next, window.from) : next;
      next = window.until > day ? MIN (next, window.until) : next;
    }
  return next;
}

static GArray *
list_runs (const JkkPackSet *packs, const char *segment, JkkPeriod window)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));

  for (JkkDay day = window.from; day < window.until;)
    {
      const JkkPack *pack = jkk_pack_set_choose (packs, segment, day);
      Run run = { { day, MIN (next_window (packs, segment, day), window.until) },
                  pack != NULL ? jkk_pack_law (pack, day) : NULL };

      if (run.law != NULL)
        run.valid.until = MIN (run.valid.until, run.law->valid.until);
      g_array_append_val (runs, run);
      day = run.valid.until;
    }
  return runs;
}

/* The figure that a strip is about: a parameter, or a row of the table. */
typedef struct
{
  const JkkPackSet *packs;
  guint parameter; /* JKK_N_PARAMETERS: the row */
  gint64 row;
} Figure;

static gconstpointer
figure_in (const Figure *figure, const JkkLaw *law)
{
  if (law == NULL)
    return NULL;
  return figure->parameter < JKK_N_PARAMETERS ? (gconstpointer) law->value[figure->parameter]
                                              : (gconstpointer) law->row[figure->row];
}

/* Whether the strip says anything at all: a number, or one that is still to be found out. */
static gboolean
is_worth_a_strip (const Figure *figure, const GArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    {
      gconstpointer found = figure_in (figure, g_array_index (runs, Run, i).law);

      if (found != NULL &&
          (figure->parameter == JKK_N_PARAMETERS || ((const JkkValue *) found)->state != JKK_VALUE_ABSENT))
        return TRUE;
    }
  return FALSE;
}

static void
add_band (JkkLawStrip *strip, const Figure *figure, gconstpointer found, JkkPeriod valid)
{
  if (found == NULL)
    g_ptr_array_add (strip->bands, empty_band (strip->parameter, strip->label, strip->unit, valid));
  else if (figure->parameter < JKK_N_PARAMETERS)
    g_ptr_array_add (strip->bands, value_band (figure->packs, (JkkParameter) figure->parameter, found, valid));
  else
    g_ptr_array_add (strip->bands, row_band (figure->packs, found, valid));
}

static void
put_heading (JkkLawStrip *strip, const Figure *figure, const GArray *runs)
{
  const JkkTableRow *row = NULL;

  strip->unit = g_strdup (jkk_unit_name (JKK_UNIT_PERCENT));
  if (figure->parameter < JKK_N_PARAMETERS)
    {
      const JkkParameterInfo *info = jkk_parameter_info ((JkkParameter) figure->parameter);

      strip->parameter = g_strdup (info->id);
      strip->label = g_strdup (_ (info->label));
      jkk_set_str (&strip->unit, jkk_unit_name (info->unit));
      return;
    }
  for (guint i = 0; i < runs->len && row == NULL; i++)
    row = figure_in (figure, g_array_index (runs, Run, i).law);
  strip->parameter = jkk_table_row_id (figure->row);
  strip->label = g_strdup_printf ("%" G_GINT64_FORMAT ". %s", figure->row, row->wording);
}

static JkkLawStrip *
strip_new (const Figure *figure, const GArray *runs)
{
  JkkLawStrip *strip = g_new0 (JkkLawStrip, 1);

  strip->bands = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_law_band_free);
  put_heading (strip, figure, runs);
  for (guint i = 0; i < runs->len;)
    {
      gconstpointer found = figure_in (figure, g_array_index (runs, Run, i).law);
      JkkPeriod valid = g_array_index (runs, Run, i).valid;

      /* Runs differ by some figure; what is the same value in both is one band. */
      for (i++; i < runs->len && figure_in (figure, g_array_index (runs, Run, i).law) == found; i++)
        valid.until = g_array_index (runs, Run, i).valid.until;
      add_band (strip, figure, found, valid);
    }
  return strip;
}

/**
 * jkk_law_window:
 * @today: the day
 *
 * Returns: the days that the picture of the law shows: from the oldest regulation to five years ahead.
 */
JkkPeriod
jkk_law_window (JkkDay today)
{
  const JkkPackSet *packs = jkk_pack_set_builtin (NULL);
  const JkkPack *first = packs != NULL ? jkk_pack_set_first (packs, OLDEST) : NULL;

  return jkk_period_inclusive (first != NULL ? jkk_pack_window (first).from : today,
                               jkk_day_add_months (today, YEARS_AHEAD * 12));
}

/**
 * jkk_law_strips:
 * @office: (nullable): the office
 * @segment: code of a segment: which regulation decides depends on it
 * @today: the day
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkLawStrip): every figure of the law over jkk_law_window(), the parameters in
 * the order of the law, then the rows of the disability table. What no regulation of the segment has is left out.
 */
GPtrArray *
jkk_law_strips (JkkOffice *office, const char *segment, JkkDay today, GError **error)
{
  const JkkPackSet *packs = jkk_law_packs (office, error);
  GPtrArray *strips = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_law_strip_free);

  g_return_val_if_fail (segment != NULL && today != JKK_NONE, strips);

  if (packs == NULL)
    {
      g_ptr_array_unref (strips);
      return NULL;
    }
  g_autoptr (GArray) runs = list_runs (packs, segment, jkk_law_window (today));
  for (guint i = 0; i < JKK_N_PARAMETERS + JKK_MAX_TABLE_ROW; i++)
    {
      Figure figure = { packs, MIN (i, JKK_N_PARAMETERS), i < JKK_N_PARAMETERS ? 0 : i - JKK_N_PARAMETERS };

      if (is_worth_a_strip (&figure, runs))
        g_ptr_array_add (strips, strip_new (&figure, runs));
    }
  return strips;
}

/* --- The law of one day --- */

static void
take_band (GPtrArray *bands, JkkLawBand *band, gboolean unconfirmed)
{
  if (!unconfirmed || band->mark == JKK_LAW_OPEN)
    g_ptr_array_add (bands, band);
  else
    jkk_law_band_free (band);
}

static void
list_law (const JkkPackSet *packs, const JkkLaw *law, gboolean unconfirmed, GHashTable *seen, GPtrArray *bands)
{
  for (guint i = 0; i < JKK_N_PARAMETERS; i++)
    if (g_hash_table_add (seen, (gpointer) law->value[i]))
      take_band (bands, value_band (packs, (JkkParameter) i, law->value[i], law->value[i]->valid), unconfirmed);
  for (guint i = 0; i < JKK_MAX_TABLE_ROW; i++)
    if (law->row[i] != NULL && g_hash_table_add (seen, (gpointer) law->row[i]))
      take_band (bands, row_band (packs, law->row[i], law->valid), unconfirmed);
}

/**
 * jkk_law_list:
 * @office: (nullable): the office
 * @day: a day of accident or diagnosis
 * @unconfirmed: only what awaits confirmation
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkLawBand): every figure that holds on that day for some segment, each once.
 */
GPtrArray *
jkk_law_list (JkkOffice *office, JkkDay day, gboolean unconfirmed, GError **error)
{
  const JkkPackSet *packs = jkk_law_packs (office, error);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  if (packs == NULL)
    return NULL;
  GPtrArray *bands = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_law_band_free);
  for (guint i = 0; i < G_N_ELEMENTS (segments); i++)
    {
      const JkkPack *pack = jkk_pack_set_choose (packs, segments[i], day);

      if (pack != NULL)
        list_law (packs, jkk_pack_law (pack, day), unconfirmed, seen, bands);
    }
  return bands;
}

/**
 * jkk_law_find:
 * @office: (nullable): the office
 * @pack: name of the regulation that states the figure
 * @parameter: name of the figure
 * @day: a day
 * @error: return location
 *
 * Returns: (transfer full): the value that holds on that day; %NULL with %JKK_ERROR_NOT_FOUND if the regulation itself
 * does not state it.
 */
JkkLawBand *
jkk_law_find (JkkOffice *office, const char *pack, const char *parameter, JkkDay day, GError **error)
{
  const JkkPackSet *packs = jkk_law_packs (office, error);

  return packs != NULL ? jkk_law_find_in (packs, pack, parameter, day, error) : NULL;
}

/**
 * jkk_law_find_in:
 * @packs: regulations
 * @pack: name of the regulation that states the figure
 * @parameter: name of the figure
 * @day: a day
 * @error: return location
 *
 * Returns: (transfer full): as jkk_law_find().
 */
JkkLawBand *
jkk_law_find_in (const JkkPackSet *packs, const char *pack, const char *parameter, JkkDay day, GError **error)
{
  const JkkPack *found = jkk_pack_set_find (packs, pack);
  JkkParameter number;
  gint64 row_number;

  if (found != NULL && jkk_parameter_find (parameter, &number))
    {
      const JkkValue *value = jkk_pack_stated_value (found, number, day);

      if (value != NULL)
        return value_band (packs, number, value, value->valid);
    }
  else if (found != NULL && jkk_table_row_find (parameter, &row_number))
    {
      const JkkTableRow *row = jkk_pack_stated_row (found, row_number, day);

      if (row != NULL)
        return row_band (packs, row, jkk_pack_window (found));
    }
  g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
               _ ("“%s” itself says nothing of “%s” on that day. The list of the law tells which regulation does."),
               pack, parameter);
  return NULL;
}
