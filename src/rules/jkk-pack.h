#pragma once

#include "jkk-law-entry.h"
#include "jkk-parameter.h"
#include "jkk-period.h"

G_BEGIN_DECLS

/* How far a figure of a pack has been checked against its source. */
typedef enum
{
  JKK_CHECK_NO,        /* "no": to be confirmed; shown as such wherever it matters */
  JKK_CHECK_SECONDARY, /* "secondary": read in a secondary source only */
  JKK_CHECK_YES,       /* "yes": read in the published text */
} JkkCheckMark;

typedef enum
{
  JKK_VALUE_KNOWN,   /* it has a number */
  JKK_VALUE_ABSENT,  /* the regulation has no such thing */
  JKK_VALUE_UNKNOWN, /* the regulation has it, but the pack does not say how much yet */
} JkkValueState;

/**
 * JkkValue:
 * @state: whether there is a number
 * @number: the value in the parameter's unit; JKK_NONE unless @state is %JKK_VALUE_KNOWN
 * @text: a choice or decibels in words, interned; %NULL for other units
 * @article: the legal source as cited, in Indonesian; interned, so that a sheet can name it as long as it likes
 * @valid: the days on which it holds
 * @check: how far it has been checked
 * @by: who checked it, or %NULL
 * @on: when it was checked, or JKK_NONE
 * @source: in what, or %NULL
 * @pack: name of the regulation whose file holds it
 * @wording: the Indonesian label that the pack gives the parameter
 * @entry: number of the office's entry that confirmed or corrected it, or 0
 *
 * One dated value of a parameter.
 */
typedef struct
{
  JkkValueState state;
  gint64 number;
  const char *text;
  const char *article;
  JkkPeriod valid;
  JkkCheckMark check;
  char *by;
  JkkDay on;
  char *source;
  const char *pack;
  const char *wording;
  gint64 entry;
} JkkValue;

/* Which hand or side a row of the disability table speaks of: left-handed workers change them. */
typedef enum
{
  JKK_SIDE_NONE,
  JKK_SIDE_RIGHT,
  JKK_SIDE_LEFT,
} JkkSide;

/**
 * JkkTableRow:
 * @number: its number in annex III
 * @wording: Indonesian wording; interned
 * @state: %JKK_VALUE_KNOWN or %JKK_VALUE_UNKNOWN
 * @percent: hundredths of a percent; the lowest where the row is a range
 * @percent_max: the highest; the same as @percent where the row is no range
 * @each: the step that @percent counts for ("10 desibel"), or %NULL
 * @degree: whether the row itself says how much of the function is lost, so that no loss of function needs to be given
 * @side: right, left or none
 * @partner: number of the row of the other side, or 0
 * @from_mm: leg shortening: from how many millimetres the row applies; −1 where the row is about something else
 * @article: legal source; interned
 * @check: how far it has been checked
 * @by: who checked it, or %NULL
 * @on: when, or JKK_NONE
 * @source: in what, or %NULL
 * @pack: name of the regulation whose file holds it
 * @entry: number of the office's entry that confirmed or corrected it, or 0
 *
 * A row of the disability table.
 */
typedef struct
{
  gint64 number;
  const char *wording;
  gint64 percent;
  gint64 percent_max;
  char *each;
  gboolean degree;
  JkkSide side;
  gint64 partner;
  gint64 from_mm;
  const char *article;
  JkkCheckMark check;
  char *by;
  JkkDay on;
  char *source;
  const char *pack;
  gint64 entry;
} JkkTableRow;

/* Numbers of rows are below this, so that a row is found by its number at once. */
#define JKK_MAX_TABLE_ROW 100

typedef struct _JkkPack JkkPack;
typedef struct _JkkPackSet JkkPackSet;

/**
 * JkkLaw:
 * @pack: the regulation pack
 * @valid: the days on which it stands like this
 * @number: for each parameter its number, JKK_NONE when there is none
 * @value: for each parameter the value that holds, never %NULL
 * @row: the disability table by number; %NULL where there is no row
 * @has_table: whether it has any row
 * @granted: bits `1 << JkkBenefit` of the benefits for which the pack has every figure
 *
 * A pack as it stands on one day: what the rules read. It belongs to its pack.
 */
typedef struct
{
  const JkkPack *pack;
  JkkPeriod valid;
  gint64 number[JKK_N_PARAMETERS];
  const JkkValue *value[JKK_N_PARAMETERS];
  const JkkTableRow *row[JKK_MAX_TABLE_ROW];
  gboolean has_table;
  guint32 granted;
} JkkLaw;

/* A set of packs that are in force together: the ones that the program carries, or these with a draft beside them. */
const JkkPackSet *jkk_pack_set_builtin (GError **error);
JkkPackSet *jkk_pack_set_new_from_xml (const char *const *xml, GError **error);
JkkPackSet *jkk_pack_set_with_draft (const char *xml, GError **error);
JkkPackSet *jkk_pack_set_amended (const JkkPackSet *packs, const char *draft, GPtrArray *entries, GError **error);
char *jkk_pack_draft_id (const char *xml, GError **error);
void jkk_pack_set_free (JkkPackSet *packs);
guint jkk_pack_set_n (const JkkPackSet *packs);
const JkkPack *jkk_pack_set_get (const JkkPackSet *packs, guint index);
const JkkPack *jkk_pack_set_find (const JkkPackSet *packs, const char *id);
const JkkPack *jkk_pack_set_choose (const JkkPackSet *packs, const char *segment, JkkDay law_day);
const JkkPack *jkk_pack_set_first (const JkkPackSet *packs, const char *segment);

/* One pack */
const char *jkk_pack_id (const JkkPack *pack);
const char *jkk_pack_title (const JkkPack *pack);
const char *jkk_pack_version (const JkkPack *pack);
JkkPeriod jkk_pack_window (const JkkPack *pack);
const JkkValue *jkk_pack_window_source (const JkkPack *pack);
gboolean jkk_pack_covers (const JkkPack *pack, const char *segment);
const JkkLaw *jkk_pack_law (const JkkPack *pack, JkkDay day);
guint jkk_pack_n_laws (const JkkPack *pack);
const JkkLaw *jkk_pack_nth_law (const JkkPack *pack, guint index);
const JkkValue *jkk_pack_stated_value (const JkkPack *pack, JkkParameter parameter, JkkDay day);
const JkkTableRow *jkk_pack_stated_row (const JkkPack *pack, gint64 number, JkkDay day);
gboolean jkk_table_row_find (const char *id, gint64 *number);
char *jkk_table_row_id (gint64 number);

gboolean jkk_value_unconfirmed (const JkkValue *value);
const char *jkk_check_mark_name (JkkCheckMark check);
const char *jkk_check_mark_label (JkkCheckMark check);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPackSet, jkk_pack_set_free)

G_END_DECLS
