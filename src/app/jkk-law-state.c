#include "jkk-law-state.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
row_free (gpointer data)
{
  JkkLawRow *row = data;

  g_free (row->title);
  g_free (row->value);
  g_free (row->spoken);
  g_free (row);
}

static void
line_free (gpointer data)
{
  JkkLawLine *line = data;

  g_free (line->label);
  g_free (line->text);
  g_free (line);
}

static guint
band_on (const JkkLawStrip *strip, JkkDay day)
{
  for (guint i = 0; i < strip->bands->len; i++)
    if (jkk_period_contains (((JkkLawBand *) strip->bands->pdata[i])->valid, day))
      return i;
  return 0;
}

static gboolean
is_open (const JkkLawStrip *strip)
{
  for (guint i = 0; i < strip->bands->len; i++)
    if (((JkkLawBand *) strip->bands->pdata[i])->mark == JKK_LAW_OPEN)
      return TRUE;
  return FALSE;
}

static gboolean
holds (const char *text, const char *needle)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, needle) != NULL;
}

/* A word of the search stands in the name, the label, the wording or an article of the figure. */
static gboolean
fits (const JkkLawStrip *strip, const char *search)
{
  if (search == NULL || *search == '\0')
    return TRUE;
  g_autofree char *needle = g_utf8_casefold (search, -1);
  if (holds (strip->label, needle) || holds (strip->parameter, needle))
    return TRUE;
  for (guint i = 0; i < strip->bands->len; i++)
    {
      const JkkLawBand *band = strip->bands->pdata[i];

      if (holds (band->wording, needle) || holds (band->article, needle) || holds (band->text, needle))
        return TRUE;
    }
  return FALSE;
}

/* The picture ends somewhere, the law does not: a value that reaches the end of @strip has no last day. */
static char *
days_of (const JkkLawStrip *strip, const JkkLawBand *band)
{
  g_autofree char *from = jkk_day_to_text (band->valid.from), *until = jkk_day_to_text (band->valid.until - 1);
  gboolean last = strip->bands->pdata[strip->bands->len - 1] == band;

  return last ? g_strdup_printf (_ ("since %s"), from) : g_strdup_printf ("%s – %s", from, until);
}

static char *
spoken (const JkkLawStrip *strip)
{
  GString *text = g_string_new (strip->label);

  for (guint i = 0; i < strip->bands->len; i++)
    {
      const JkkLawBand *band = strip->bands->pdata[i];
      g_autofree char *days = days_of (strip, band);

      g_string_append_printf (text, "; %s: %s, %s", days, band->text != NULL ? band->text : "—",
                              jkk_law_mark_label (band->mark));
    }
  return g_string_free (text, FALSE);
}

static JkkLawRow *
row_new (const JkkLawStrip *strip, JkkDay today)
{
  JkkLawRow *row = g_new0 (JkkLawRow, 1);
  guint current = band_on (strip, today);
  const JkkLawBand *band = strip->bands->pdata[current];

  row->strip = strip;
  row->current = current;
  row->title = g_strdup (strip->label);
  row->value = g_strdup (band->text != NULL ? band->text : "—");
  row->mark = band->mark;
  row->spoken = spoken (strip);
  return row;
}

/**
 * jkk_law_state_rows:
 * @strips: (element-type JkkLawStrip): the law over time
 * @search: (nullable): only figures with this text
 * @unconfirmed: only figures of which some value awaits confirmation
 * @today: the day
 *
 * Returns: (transfer full) (element-type JkkLawRow): the rows of the picture; they live no longer than @strips
 */
GPtrArray *
jkk_law_state_rows (GPtrArray *strips, const char *search, gboolean unconfirmed, JkkDay today)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);

  for (guint i = 0; i < strips->len; i++)
    {
      const JkkLawStrip *strip = strips->pdata[i];

      if (strip->bands->len > 0 && fits (strip, search) && (!unconfirmed || is_open (strip)))
        g_ptr_array_add (rows, row_new (strip, today));
    }
  return rows;
}

static void
add (GPtrArray *lines, const char *label, const char *text)
{
  JkkLawLine *line;

  if (text == NULL || *text == '\0')
    return;
  line = g_new0 (JkkLawLine, 1);
  line->label = g_strdup (label);
  line->text = g_strdup (text);
  g_ptr_array_add (lines, line);
}

static char *
checked_text (const JkkLawBand *band)
{
  GString *text = g_string_new (jkk_law_mark_label (band->mark));

  if (band->by != NULL)
    g_string_append_printf (text, " · %s", band->by);
  if (band->on != JKK_NONE)
    {
      g_autofree char *day = jkk_day_to_text (band->on);

      g_string_append_printf (text, " · %s", day);
    }
  if (band->by_office)
    g_string_append_printf (text, " · %s", _ ("by this office"));
  return g_string_free (text, FALSE);
}

static void
add_others (GPtrArray *lines, const JkkLawStrip *strip, guint chosen)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < strip->bands->len; i++)
    {
      const JkkLawBand *band = strip->bands->pdata[i];
      g_autofree char *days = days_of (strip, band);

      if (i != chosen)
        g_string_append_printf (text, "%s%s: %s (%s)", text->len > 0 ? "\n" : "", days,
                                band->text != NULL ? band->text : "—", jkk_law_mark_label (band->mark));
    }
  add (lines, _ ("Before and after"), text->str);
  g_string_free (text, TRUE);
}

static void
add_entries (GPtrArray *lines, const JkkLawBand *band, GPtrArray *entries)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const JkkLawEntry *entry = entries->pdata[i];
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (entry->time);
      g_autofree char *moment = g_date_time_format (time, "%d-%m-%Y %H:%M");

      if (g_strcmp0 (entry->pack, band->pack) != 0 || g_strcmp0 (entry->parameter, band->parameter) != 0)
        continue;
      g_string_append_printf (text, "%s%s · %s: %s — %s", text->len > 0 ? "\n" : "", moment,
                              entry->person_name != NULL ? entry->person_name : entry->person,
                              entry->value != NULL ? entry->value : _ ("confirmed as it is"), entry->source);
    }
  add (lines, _ ("Entries of this office"), text->str);
  g_string_free (text, TRUE);
}

/**
 * jkk_law_state_details:
 * @strip: a figure over time
 * @band: number of one of its values
 * @entries: (nullable) (element-type JkkLawEntry): what the office has entered
 *
 * Returns: (transfer full) (element-type JkkLawLine): all that is known of that value
 */
GPtrArray *
jkk_law_state_details (const JkkLawStrip *strip, guint band, GPtrArray *entries)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  const JkkLawBand *chosen = strip->bands->pdata[band];
  g_autofree char *days = days_of (strip, chosen), *checked = checked_text (chosen);

  add (lines, _ ("Regulation"), chosen->pack_title != NULL ? chosen->pack_title : _ ("No regulation holds then."));
  add (lines, _ ("Wording"), chosen->wording);
  add (lines, _ ("Article"), chosen->article);
  add (lines, _ ("Valid"), days);
  if (chosen->pack != NULL)
    add (lines, _ ("Checked"), checked);
  add (lines, _ ("Source"), chosen->source);
  add_others (lines, strip, band);
  if (chosen->pack != NULL)
    add_entries (lines, chosen, entries);
  return lines;
}

/**
 * jkk_law_state_summary:
 * @strips: (element-type JkkLawStrip): the law over time
 * @rows: (element-type JkkLawRow): the rows that are shown
 * @today: the day
 *
 * Returns: (transfer full): how many figures there are and how many of them await confirmation today
 */
char *
jkk_law_state_summary (GPtrArray *strips, GPtrArray *rows, JkkDay today)
{
  guint open = 0;

  for (guint i = 0; i < strips->len; i++)
    {
      const JkkLawStrip *strip = strips->pdata[i];

      if (strip->bands->len > 0)
        open += ((JkkLawBand *) strip->bands->pdata[band_on (strip, today)])->mark == JKK_LAW_OPEN ? 1 : 0;
    }
  return g_strdup_printf (_ ("%u of %u figures · %u await confirmation today"), rows->len, strips->len, open);
}

/**
 * jkk_law_state_mark_icon:
 * @mark: how far a figure has been checked
 *
 * Returns: (transfer none): name of its icon
 */
const char *
jkk_law_state_mark_icon (JkkLawMark mark)
{
  static const char *const icons[] = {
    [JKK_LAW_NONE] = "list-remove-symbolic",
    [JKK_LAW_OPEN] = "dialog-question-symbolic",
    [JKK_LAW_SECONDARY] = "dialog-information-symbolic",
    [JKK_LAW_CONFIRMED] = "emblem-ok-symbolic",
  };

  return icons[mark];
}

/**
 * jkk_law_state_find:
 * @rows: (element-type JkkLawRow): rows
 * @parameter: name of a figure
 * @row: (out): where it stands
 *
 * Returns: whether it is among them
 */
gboolean
jkk_law_state_find (GPtrArray *rows, const char *parameter, guint *row)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (((JkkLawRow *) rows->pdata[i])->strip->parameter, parameter) == 0)
      {
        *row = i;
        return TRUE;
      }
  return FALSE;
}
