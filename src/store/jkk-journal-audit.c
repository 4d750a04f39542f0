#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-journal-private.h"
#include "jkk-statement.h"

/* Is the journal as it was written?
 *
 * An entry fits if its hash is that of all it says, its number and the stored hash of the entry before it. One that was
 * edited does not fit, but the next one does, since the stored hash is the old one. One that stands elsewhere than
 * where it was written fits behind another entry and under another number nearby: that is tried, so that it can be said
 * what was done. */

/* So far away an entry is looked for. */
/* So often the gauge is set. */
#define STEP 100

#define AROUND 4
#define N_WINDOW (2 * AROUND + 1)

/* So many entries that do not fit are looked at closely, and told; the others are counted. */
#define MOST_FAULTS 64

typedef struct
{
  gint64 sequence;
  char *hash;
} Place;

/* What is found out of an entry that does not fit. */
typedef struct
{
  gint64 sequence;
  gint64 written_as; /* 0 = it is nothing that was ever written */
} Misfit;

static JkkJournalEntry
read_entry (JkkQuery *query)
{
  gint64 case_id = jkk_query_number (query, 6);

  return (JkkJournalEntry){
    .time = jkk_query_number (query, 1),
    .person = jkk_query_text (query, 2),
    .workstation = jkk_query_text (query, 3),
    .deed = jkk_query_text (query, 4),
    .deed_id = jkk_query_text (query, 5),
    .case_id = case_id != JKK_NONE ? case_id : 0,
    .reason = jkk_query_text (query, 7),
  };
}

static gboolean
fits (JkkQuery *query, const char *before, gint64 sequence)
{
  const JkkJournalEntry entry = read_entry (query);
  g_autofree char *hash = jkk_journal_hash (before, sequence, &entry, jkk_query_text (query, 8));

  return g_strcmp0 (hash, jkk_query_text (query, 9)) == 0;
}

/* ---- Once through the whole chain */

typedef struct
{
  JkkAuditReport *report;
  GArray *misfits;
  const char *known_hash;
  gint64 known_sequence;
  JkkAuditGauge *gauge; /* or NULL */
} Walk;

static void
note_gap (Walk *walk, gint64 from, gint64 to)
{
  JkkAuditFault *fault = jkk_audit_fault_new (JKK_AUDIT_MISSING, from);

  fault->until = to;
  fault->text = from == to ? g_strdup (_ ("The entry is not there; somebody has taken it out."))
                           : g_strdup_printf (_ ("The entries up to number %lld are not there; somebody has taken them "
                                                 "out."),
                                              (long long) to);
  g_ptr_array_add (walk->report->faults, fault);
}

static void
note_misfit (Walk *walk, gint64 sequence)
{
  Misfit misfit = { sequence, 0 };

  if (walk->misfits->len < MOST_FAULTS)
    g_array_append_val (walk->misfits, misfit);
  else
    walk->report->n_more++;
}

static void
look_for_head (Walk *walk, gint64 sequence, const char *hash)
{
  if (walk->known_hash != NULL && (walk->known_sequence == 0 || walk->known_sequence == sequence) &&
      g_str_has_prefix (hash, walk->known_hash))
    walk->report->known = sequence;
}

static gboolean
walk_chain (JkkDb *db, Walk *walk, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_JOURNAL_ALL);
  JkkAuditReport *report = walk->report;
  GError *failure = NULL;
  gint64 last;

  if (!jkk_journal_head (db, &last, NULL, error))
    return FALSE;
  report->head = g_strdup (JKK_JOURNAL_NO_HASH);
  while (jkk_query_next (query, &failure))
    {
      gint64 sequence = jkk_query_number (query, 0);
      const char *hash = jkk_query_text (query, 9);

      /* What stood before the entry behind a gap is gone with it. */
      if (sequence != report->last + 1)
        note_gap (walk, report->last + 1, sequence - 1);
      else if (!fits (query, report->head, sequence))
        note_misfit (walk, sequence);
      look_for_head (walk, sequence, hash);
      g_free (report->head);
      report->head = g_strdup (hash);
      report->last = sequence;
      report->n_entries++;
      if (report->n_entries % STEP == 0)
        jkk_audit_gauge_set (walk->gauge, 0, report->n_entries, MAX (last, report->n_entries));
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

/* ---- A closer look at those that do not fit */

static JkkQuery *
query_range (JkkDb *db, gint64 from, gint64 to)
{
  JkkQuery *query = jkk_db_query (db, JKK_SQL_JOURNAL_RANGE);

  jkk_query_bind_number (query, 1, from);
  jkk_query_bind_number (query, 2, to);
  return query;
}

static void
place_clear (gpointer data)
{
  g_free (((Place *) data)->hash);
}

static GArray *
read_places (JkkDb *db, gint64 around, GError **error)
{
  g_autoptr (JkkQuery) query = query_range (db, around - AROUND, around + AROUND);
  g_autoptr (GArray) places = g_array_sized_new (FALSE, FALSE, sizeof (Place), N_WINDOW + 1);
  Place start = { 0, g_strdup (JKK_JOURNAL_NO_HASH) };
  GError *failure = NULL;

  g_array_set_clear_func (places, place_clear);
  g_array_append_val (places, start);
  while (jkk_query_next (query, &failure))
    {
      Place place = { jkk_query_number (query, 0), jkk_query_dup_text (query, 9) };

      g_array_append_val (places, place);
    }
  if (failure == NULL)
    return g_steal_pointer (&places);
  g_propagate_error (error, failure);
  return NULL;
}

/* Under which number and behind which of the hashes nearby the entry would fit; 0 = nowhere. */
static gint64
find_place (JkkQuery *query, GArray *places, gint64 sequence)
{
  for (gint64 number = MAX (sequence - AROUND, 1); number <= sequence + AROUND; number++)
    for (guint i = 0; i < places->len; i++)
      if (fits (query, g_array_index (places, Place, i).hash, number))
        return number;
  return 0;
}

static gboolean
look_closer (JkkDb *db, GArray *misfits, GError **error)
{
  for (guint i = 0; i < misfits->len; i++)
    {
      Misfit *misfit = &g_array_index (misfits, Misfit, i);
      g_autoptr (GArray) places = read_places (db, misfit->sequence, error);
      g_autoptr (JkkQuery) query = query_range (db, misfit->sequence, misfit->sequence);
      GError *failure = NULL;

      if (places == NULL)
        return FALSE;
      if (jkk_query_next (query, &failure))
        misfit->written_as = find_place (query, places, misfit->sequence);
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
    }
  return TRUE;
}

/* How far behind its place the next entry stands, if that one was moved. */
static gint64
shift_after (GArray *misfits, guint i)
{
  const Misfit *misfit = &g_array_index (misfits, Misfit, i), *next = misfit + 1;

  if (i + 1 >= misfits->len || next->sequence != misfit->sequence + 1 || next->written_as == 0)
    return 0;
  return next->sequence - next->written_as;
}

static JkkAuditFault *
moved (const Misfit *misfit)
{
  JkkAuditFault *fault = jkk_audit_fault_new (JKK_AUDIT_MOVED, misfit->sequence);

  fault->written_as = misfit->written_as;
  fault->text = g_strdup_printf (_ ("The entry was written as number %lld and has been put here."),
                                 (long long) misfit->written_as);
  return fault;
}

static JkkAuditFault *
judge (GArray *misfits, guint i)
{
  const Misfit *misfit = &g_array_index (misfits, Misfit, i);
  gint64 shift = shift_after (misfits, i);

  if (misfit->written_as != 0)
    return moved (misfit);
  JkkAuditFault *fault = jkk_audit_fault_new (shift > 0   ? JKK_AUDIT_PUT_IN
                                              : shift < 0 ? JKK_AUDIT_TAKEN_OUT
                                                          : JKK_AUDIT_CHANGED,
                                              misfit->sequence);
  fault->text = g_strdup (
      shift > 0   ? _ ("The entry was put in; those behind it have been given higher numbers.")
      : shift < 0 ? _ ("An entry was taken out in front of this one; those behind it have been given lower numbers.")
                  : _ ("The entry no longer says what was written."));
  return fault;
}

/* A run of entries that were moved together is told once. */
static gboolean
goes_on (GPtrArray *faults, const Misfit *misfit)
{
  JkkAuditFault *last = faults->len > 0 ? faults->pdata[faults->len - 1] : NULL;

  if (last == NULL || last->until + 1 != misfit->sequence || misfit->written_as == 0)
    return FALSE;
  gboolean same = last->kind == JKK_AUDIT_MOVED
                      ? last->sequence - last->written_as == misfit->sequence - misfit->written_as
                  : last->kind == JKK_AUDIT_PUT_IN    ? misfit->written_as < misfit->sequence
                  : last->kind == JKK_AUDIT_TAKEN_OUT ? misfit->written_as > misfit->sequence
                                                      : FALSE;
  if (same)
    last->until = misfit->sequence;
  return same;
}

static int
compare_faults (gconstpointer a, gconstpointer b)
{
  const JkkAuditFault *x = *(const JkkAuditFault *const *) a, *y = *(const JkkAuditFault *const *) b;

  return x->sequence < y->sequence ? -1 : x->sequence > y->sequence;
}

static void
tell_misfits (JkkAuditReport *report, GArray *misfits)
{
  g_autoptr (GPtrArray) told = g_ptr_array_new ();

  for (guint i = 0; i < misfits->len; i++)
    {
      const Misfit *misfit = &g_array_index (misfits, Misfit, i);

      /* It stands where it was written; it only misses the one before it, which is told. */
      if (misfit->written_as == misfit->sequence || goes_on (told, misfit))
        continue;
      g_ptr_array_add (told, judge (misfits, i));
    }
  for (guint i = 0; i < told->len; i++)
    g_ptr_array_add (report->faults, told->pdata[i]);
  g_ptr_array_sort (report->faults, compare_faults);
}

static void
tell_head (Walk *walk)
{
  JkkAuditReport *report = walk->report;

  if (walk->known_hash == NULL || report->known != 0)
    return;
  JkkAuditFault *fault = jkk_audit_fault_new (JKK_AUDIT_CUT, walk->known_sequence);
  if (walk->known_sequence > report->last)
    fault->text = g_strdup_printf (_ ("The journal ends with number %lld, but a paper shows that there were more "
                                      "entries: its end has been cut off."),
                                   (long long) report->last);
  else
    fault->text = g_strdup (_ ("The head on the paper is not in this journal: entries that were there when it was "
                               "printed have been cut off, or the journal has been written anew."));
  g_ptr_array_add (report->faults, fault);
}

/* ---- Whose entry it is */

static gboolean
name_fault (JkkDb *db, JkkAuditFault *fault, GError **error)
{
  g_autoptr (JkkQuery) query = query_range (db, fault->sequence, fault->sequence);
  g_autoptr (JkkQuery) number = jkk_db_query (db, JKK_SQL_CASE_NUMBER);
  GError *failure = NULL;

  if (fault->kind != JKK_AUDIT_MISSING && jkk_query_next (query, &failure))
    {
      const JkkJournalEntry entry = read_entry (query);

      fault->time = entry.time;
      fault->person = g_strdup (entry.person);
      fault->deed = g_strdup (entry.deed);
      fault->case_id = entry.case_id;
      jkk_query_bind_number (number, 1, entry.case_id);
      if (jkk_query_next (number, &failure))
        fault->case_number = jkk_query_dup_text (number, 0);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

/**
 * jkk_journal_audit:
 * @db: a connection
 * @known_sequence: number of an entry whose hash is known from elsewhere, such as a printed letter; 0 = any
 * @known_hash: (nullable): its hash, or how it begins
 * @gauge: (nullable): shows how far it is
 * @error: STORAGE
 *
 * Computes the whole chain anew. Entries that were changed, exchanged, put in or taken out are found by themselves and
 * named. That the last ones were cut off, or that somebody has written everything anew, shows only against a hash that
 * is known from elsewhere, or by the signatures of the approvals, each of which holds the head before it.
 *
 * Returns: (transfer full): what was found, or %NULL
 */
JkkAuditReport *
jkk_journal_audit (JkkDb *db, gint64 known_sequence, const char *known_hash, JkkAuditGauge *gauge, GError **error)
{
  g_autoptr (JkkAuditReport) report = jkk_audit_report_new ();
  g_autoptr (GArray) misfits = g_array_new (FALSE, FALSE, sizeof (Misfit));
  Walk walk = { report, misfits, known_hash, known_sequence, gauge };

  if (!walk_chain (db, &walk, error) || !look_closer (db, misfits, error))
    return NULL;
  tell_misfits (report, misfits);
  for (guint i = 0; i < report->faults->len; i++)
    if (!name_fault (db, report->faults->pdata[i], error))
      return NULL;
  tell_head (&walk);
  return g_steal_pointer (&report);
}
