#pragma once

#include "jkk-case.h"
#include "jkk-measurement.h"

G_BEGIN_DECLS

/* Ways to find a disability: what can be measured, in the order of JkkMeasure, and the doctor's figure in a range. */
typedef enum
{
  JKK_WAY_HEARING,
  JKK_WAY_DECIBELS,
  JKK_WAY_STIFFNESS,
  JKK_WAY_MUSCLE,
  JKK_WAY_VISION,
  JKK_WAY_LEG,
  JKK_WAY_RANGE,
  JKK_N_WAYS,
} JkkWay;

#define JKK_MAX_CELLS (2 * JKK_MEASURED_MOVEMENTS)

/**
 * JkkAssessEntry:
 * @way: which way is shown
 * @texts: what stands in the cells of each way, line by line; %NULL for an empty cell
 *
 * What a person has typed into the calculator; what was typed for another way stays while one looks at this one.
 */
typedef struct
{
  JkkWay way;
  char *texts[JKK_N_WAYS][JKK_MAX_CELLS];
} JkkAssessEntry;

JkkAssessEntry *jkk_assess_entry_new (const JkkCase *jcase, guint index, gint64 range_row);
void jkk_assess_entry_free (JkkAssessEntry *entry);
void jkk_assess_entry_set (JkkAssessEntry *entry, guint cell, const char *text);
const char *jkk_assess_entry_get (const JkkAssessEntry *entry, guint cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkAssessEntry, jkk_assess_entry_free)

G_END_DECLS
