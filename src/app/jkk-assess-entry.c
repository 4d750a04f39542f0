#include "jkk-assess-entry.h"

#include <string.h>

static void
set (JkkAssessEntry *entry, JkkWay way, guint cell, const char *text)
{
  g_assert (cell < JKK_MAX_CELLS);
  jkk_set_str (&entry->texts[way][cell], text != NULL && *text != '\0' ? text : NULL);
}

static void
set_number (JkkAssessEntry *entry, JkkWay way, guint cell, gint64 number)
{
  g_autofree char *text = number != JKK_NONE ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;

  set (entry, way, cell, text);
}

/* Hundredths of a percent as somebody types them: "80", "12,5". */
static void
set_percent (JkkAssessEntry *entry, JkkWay way, guint cell, gint64 hundredths)
{
  g_autofree char *text = hundredths != JKK_NONE ? jkk_percent_to_text (hundredths) : NULL;
  char *end = text != NULL ? strstr (text, "\u00a0%") : NULL;

  if (end != NULL)
    *end = '\0';
  set (entry, way, cell, text);
}

static void
set_measurement (JkkAssessEntry *entry, const JkkMeasurement *from)
{
  JkkWay way = (JkkWay) from->measure;

  switch (from->measure)
    {
    case JKK_MEASURE_HEARING:
      for (guint i = 0; i < JKK_MEASURED_FREQUENCIES; i++)
        {
          set_number (entry, way, i, from->right[i]);
          set_number (entry, way, JKK_MEASURED_FREQUENCIES + i, from->left[i]);
        }
      set_number (entry, way, 2 * JKK_MEASURED_FREQUENCIES, from->age);
      break;
    case JKK_MEASURE_DECIBELS:
      set_number (entry, way, 0, from->right[0]);
      set_number (entry, way, 1, from->left[0]);
      break;
    case JKK_MEASURE_STIFFNESS:
      for (guint i = 0; i < from->n_movements; i++)
        {
          set_number (entry, way, 2 * i, from->normal[i]);
          set_number (entry, way, 2 * i + 1, from->moved[i]);
        }
      break;
    case JKK_MEASURE_MUSCLE:
      set_number (entry, way, 0, from->number);
      break;
    case JKK_MEASURE_VISION:
      set_percent (entry, way, 0, from->right[0]);
      set_percent (entry, way, 1, from->left[0]);
      break;
    case JKK_MEASURE_LEG:
      set_percent (entry, way, 0, from->number * 10);
      break;
    case JKK_N_MEASURES:
      g_assert_not_reached ();
    }
  entry->way = way;
}

/* The age at the examination, or else at the accident. */
static void
set_age (JkkAssessEntry *entry, const JkkCase *jcase)
{
  JkkDay day = jcase->medical.examined_day != JKK_NONE ? jcase->medical.examined_day : jcase->accident.accident_day;
  JkkDay born = jcase->participant.born;

  if (born != JKK_NONE && day != JKK_NONE && day >= born)
    set_number (entry, JKK_WAY_HEARING, 2 * JKK_MEASURED_FREQUENCIES, jkk_day_age (born, day));
}

/* Which way a row of annex III is usually found; only what is shown first depends on it. */
static JkkWay
usual_way (gint64 row)
{
  static const struct
  {
    gint64 row;
    JkkWay way;
  } rows[] = {
    { 12, JKK_WAY_VISION },   { 13, JKK_WAY_HEARING }, { 14, JKK_WAY_HEARING }, { 28, JKK_WAY_RANGE },
    { 30, JKK_WAY_LEG },      { 31, JKK_WAY_LEG },     { 32, JKK_WAY_LEG },     { 33, JKK_WAY_DECIBELS },
    { 34, JKK_WAY_DECIBELS }, { 44, JKK_WAY_VISION },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].row == row)
      return rows[i].way;
  return JKK_WAY_STIFFNESS;
}

static void
take_row (JkkAssessEntry *entry, const JkkImpairment *row)
{
  JkkMeasurement measurement;

  entry->way = usual_way (row->table_row);
  if (entry->way == JKK_WAY_RANGE)
    set_number (entry, JKK_WAY_RANGE, 0, row->table_row);
  set_percent (entry, JKK_WAY_RANGE, 1, row->table_percent);
  if (row->measured != NULL && jkk_measurement_parse (row->measured, &measurement, NULL))
    set_measurement (entry, &measurement);
}

/**
 * jkk_assess_entry_new:
 * @jcase: a case
 * @index: number of a disability, from 1; 0 = a new one
 * @range_row: a row of the table that is a range, or JKK_NONE
 *
 * Returns: (transfer full): what stands in the calculator at first: the values that were measured, or the way in which
 * the row of the table is usually found.
 */
JkkAssessEntry *
jkk_assess_entry_new (const JkkCase *jcase, guint index, gint64 range_row)
{
  g_return_val_if_fail (jcase != NULL, NULL);

  JkkAssessEntry *entry = g_new0 (JkkAssessEntry, 1);
  set_age (entry, jcase);
  set_number (entry, JKK_WAY_RANGE, 0, range_row);
  entry->way = JKK_WAY_STIFFNESS;
  if (index >= 1 && index <= jcase->impairments->len)
    take_row (entry, jcase->impairments->pdata[index - 1]);
  return entry;
}

/**
 * jkk_assess_entry_free:
 * @entry: (transfer full): an entry
 */
void
jkk_assess_entry_free (JkkAssessEntry *entry)
{
  for (guint way = 0; way < JKK_N_WAYS; way++)
    for (guint cell = 0; cell < JKK_MAX_CELLS; cell++)
      g_free (entry->texts[way][cell]);
  g_free (entry);
}

/**
 * jkk_assess_entry_set:
 * @entry: an entry
 * @cell: number of a cell of the way that is shown
 * @text: what was typed
 */
void
jkk_assess_entry_set (JkkAssessEntry *entry, guint cell, const char *text)
{
  g_return_if_fail (cell < JKK_MAX_CELLS);

  set (entry, entry->way, cell, text);
}

/**
 * jkk_assess_entry_get:
 * @entry: an entry
 * @cell: number of a cell of the way that is shown
 *
 * Returns: (transfer none): what stands there.
 */
const char *
jkk_assess_entry_get (const JkkAssessEntry *entry, guint cell)
{
  g_return_val_if_fail (cell < JKK_MAX_CELLS, "");

  return entry->texts[entry->way][cell] != NULL ? entry->texts[entry->way][cell] : "";
}
