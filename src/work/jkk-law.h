#pragma once

#include "jkk-law-entry.h"
#include "jkk-office.h"
#include "jkk-period.h"
#include "jkk-verification.h"

G_BEGIN_DECLS

/* How far a figure of the law has been checked; shown by word and icon, never by colour alone. */
typedef enum
{
  JKK_LAW_NONE,      /* no regulation holds on these days */
  JKK_LAW_OPEN,      /* to be confirmed */
  JKK_LAW_SECONDARY, /* read in a secondary source only */
  JKK_LAW_CONFIRMED, /* read in the published text, or confirmed by the office */
} JkkLawMark;

const char *jkk_law_mark_label (JkkLawMark mark);

/**
 * JkkLawBand:
 * @pack: name of the regulation that states it ("PP-44-2015"); %NULL on days without a regulation
 * @pack_title: its title
 * @parameter: its name in the regulation ("funeral"); "cacat-12" for row 12 of the disability table
 * @label: what it is, in the language of the interface; of a row of the table its Indonesian wording
 * @wording: the Indonesian wording that the regulation gives it, or %NULL
 * @unit: its unit as a regulation file writes it ("rupiah", "persen" …)
 * @valid: the days on which it holds
 * @known: whether there is a number
 * @text: the value for a person to read ("Rp10.000.000", "100 %", "tidak ada")
 * @plain: the value as a regulation file writes it, or %NULL; what an editor starts from
 * @mark: how far it has been checked
 * @article: its legal source
 * @by: who checked it, or %NULL
 * @on: when, or JKK_NONE
 * @source: in what, or %NULL
 * @by_office: whether this office has confirmed or corrected it
 *
 * One dated value of one figure of the law.
 */
typedef struct
{
  char *pack;
  char *pack_title;
  char *parameter;
  char *label;
  char *wording;
  char *unit;
  JkkPeriod valid;
  gboolean known;
  char *text;
  char *plain;
  JkkLawMark mark;
  char *article;
  char *by;
  JkkDay on;
  char *source;
  gboolean by_office;
} JkkLawBand;

/**
 * JkkLawStrip:
 * @parameter: name of the figure
 * @label: what it is
 * @unit: its unit
 * @bands: #JkkLawBand by day, without gap and without overlap
 *
 * One row of the picture of the law over time.
 */
typedef struct
{
  char *parameter;
  char *label;
  char *unit;
  GPtrArray *bands;
} JkkLawStrip;

void jkk_law_band_free (JkkLawBand *band);
void jkk_law_strip_free (JkkLawStrip *strip);

/* Plain arithmetic over what the office keeps in memory: quick, and safe on the main thread. @office may be %NULL: then
 * the regulations as the program carries them. */
JkkPeriod jkk_law_window (JkkDay today);
GPtrArray *jkk_law_strips (JkkOffice *office, const char *segment, JkkDay today, GError **error);
GPtrArray *jkk_law_list (JkkOffice *office, JkkDay day, gboolean unconfirmed, GError **error);
JkkLawBand *jkk_law_find (JkkOffice *office, const char *pack, const char *parameter, JkkDay day, GError **error);

/* Whether the entry could be made: the figure exists, the value is one of its unit. The deed "confirm-value" (request:
 * law, reason = the source) asks it again. */
gboolean jkk_law_check (JkkOffice *office, const JkkLawEntry *entry, GError **error);

/* What the office has confirmed and corrected, the latest first (element-type JkkLawEntry). */
GPtrArray *jkk_law_entries (JkkOffice *office, GError **error);
void
jkk_law_entries_async (JkkOffice *office, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *jkk_law_entries_finish (JkkOffice *office, GAsyncResult *result, GError **error);

/* Calculations by the law as this office has it. */
JkkPayout *jkk_office_calculate (JkkOffice *office, const JkkCase *jcase, JkkDay today, GError **error);
JkkPayout *jkk_office_calculate_file (
    JkkOffice *office, const JkkCaseFile *file, const JkkCase *jcase, JkkDay today, GError **error);
GArray *jkk_office_scholarship_years (JkkOffice *office, const JkkCase *jcase, JkkDay today, GError **error);
gboolean jkk_office_clock (JkkOffice *office, const JkkCase *jcase, JkkDay today, JkkClock *clock);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkLawBand, jkk_law_band_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkLawStrip, jkk_law_strip_free)

G_END_DECLS
