#include "jkk-demo-bulk.h"

#include <string.h>

#include "jkk-bulk-store.h"
#include "jkk-case-list.h"
#include "jkk-decision-store.h"
#include "jkk-demo-names.h"
#include "jkk-journal.h"
#include "jkk-statement.h"

/* The cases of so many years; those of the last weeks are open still. */
#define YEARS 6
#define OPEN_DAYS 60
#define DECIDED_AFTER (21 * 86400)

/* So many cases in one transaction. */
#define BATCH 20000

enum
{
  DICE_BULK = 9,
};

/* A case that others are made after. */
typedef struct
{
  gint64 id;
  JkkDay received;
  gboolean is_closed;
  const char *deed; /* that closed it */
  char *person;
  char *approver;
  gint64 decision_id;
  char *facts, *payout, *hash;
} Template;

typedef struct
{
  GPtrArray *open, *closed; /* Template */
  GQueue pending;           /* Decided, in the order of their time */
  gint64 last_numbers[YEARS + 3];
  int first_year;
  gint64 next_id, next_decision, next_deed;
  JkkDay first_day, today;
  guint n_cases;
  guint32 seed;
} Maker;

/* A decision that is noted in the journal when its time has come. */
typedef struct
{
  gint64 time;
  gint64 case_id;
  const Template *template;
} Decided;

static void
template_free (gpointer data)
{
  Template *template = data;

  g_free (template->person);
  g_free (template->approver);
  g_free (template->facts);
  g_free (template->payout);
  g_free (template->hash);
  g_free (template);
}

static void
maker_clear (Maker *maker)
{
  g_clear_pointer (&maker->open, g_ptr_array_unref);
  g_clear_pointer (&maker->closed, g_ptr_array_unref);
  g_queue_clear_full (&maker->pending, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Maker, maker_clear)

static int
year_of (JkkDay day)
{
  int year, month, month_day;

  jkk_day_split (day, &year, &month, &month_day);
  return year;
}

/* ---- What others are made after */

/* A frozen sheet without its reasons: whole ones of millions of cases would fill the disk. */
static char *
shorten (const char *payout)
{
  const char *end = strstr (payout, "</total>");

  return end == NULL ? g_strdup (payout)
                     : g_strdup_printf ("%.*s</total>\n</santunan>\n", (int) (end - payout), payout);
}

static char *
fingerprint (const Template *template, const JkkDecision *decision)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *const texts[] = { template->facts, template->payout, decision->pack_version, decision->program_version,
                                decision->proposal };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_checksum_update (checksum, (const guchar *) (texts[i] != NULL ? texts[i] : ""), -1);
      g_checksum_update (checksum, (const guchar *) "\n", 1);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

static gboolean
read_decision (JkkDb *db, Template *template, GError **error)
{
  g_autoptr (JkkDecision) decision = jkk_decision_store_current (db, template->id, error);

  if (decision == NULL)
    return FALSE;
  template->facts = g_strdup ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                              "<kasus xmlns=\"urn:santun:kasus:1\" versi=\"1\"/>\n");
  template->payout = shorten (decision->payout_xml);
  template->hash = fingerprint (template, decision);
  template->approver = g_strdup (decision->decided_by);
  template->decision_id = decision->id;
  return TRUE;
}

static Template *
read_template (JkkDb *db, const JkkCaseRow *row, GError **error)
{
  Template *template = g_new0 (Template, 1);

  template->id = row->id;
  template->received = row->received_day;
  template->person = g_strdup (row->verifier != NULL ? row->verifier : "sari");
  template->is_closed = !jkk_case_status_is_open (row->status);
  template->deed = row->status == JKK_STATUS_REJECTED ? "reject" : "approve";
  if (!template->is_closed || read_decision (db, template, error))
    return template;
  template_free (template);
  return NULL;
}

static gboolean
read_templates (Maker *maker, JkkDb *db, GError **error)
{
  const JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  g_autoptr (GArray) ids = jkk_case_list_ids (db, &query, error);
  g_autoptr (GPtrArray) rows =
      ids != NULL ? jkk_case_list_rows (db, (const gint64 *) (gpointer) ids->data, ids->len, error) : NULL;

  maker->open = g_ptr_array_new_with_free_func (template_free);
  maker->closed = g_ptr_array_new_with_free_func (template_free);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const JkkCaseRow *row = rows->pdata[i];
      maker->next_id = MAX (maker->next_id, row->id);
      JkkDay latest = MAX (MAX (row->received_day, row->claimed_day), row->updated_at / 86400);
      /* What waits for an answer has one proposal, which is no decision yet; what took years is no example. */
      if (row->status == JKK_STATUS_PROPOSED || row->received_day == JKK_NONE || latest - row->received_day > 365)
        continue;
      Template *template = read_template (db, row, error);
      if (template == NULL)
        return FALSE;
      g_ptr_array_add (template->is_closed ? maker->closed : maker->open, template);
    }
  return rows != NULL && maker->open->len > 0 && maker->closed->len > 0;
}

static void
read_numbers (Maker *maker, JkkDb *db)
{
  for (guint i = 0; i < G_N_ELEMENTS (maker->last_numbers); i++)
    {
      g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_NUMBER_LAST);

      jkk_query_bind_number (query, 1, maker->first_year + (int) i);
      maker->last_numbers[i] = jkk_query_next (query, NULL) ? jkk_query_number (query, 0) : 0;
    }
}

/* ---- The journal, in the order of time */

/* In rising order, which is how the index of the deeds likes them; the first digits say that they were made together.
 */
static gboolean
note (Maker *maker,
      JkkBulk *bulk,
      const char *deed,
      const char *person,
      gint64 case_id,
      gint64 time,
      GPtrArray *changes,
      GError **error)
{
  char deed_id[37];
  JkkJournalEntry entry = { .time = time,
                            .person = person,
                            .workstation = "meja-1",
                            .deed = deed,
                            .deed_id = deed_id,
                            .case_id = case_id,
                            .changes = changes };
  guint64 n = (guint64) maker->next_deed++;

  g_snprintf (deed_id, sizeof deed_id, "%08x-%04x-8%03x-8%03x-%012" G_GINT64_MODIFIER "x", maker->seed,
              (guint) (n >> 24) & 0xffff, (guint) (n >> 12) & 0xfff, (guint) n & 0xfff, n);
  return jkk_bulk_note (bulk, &entry, error);
}

static gboolean
note_decided (Maker *maker, JkkBulk *bulk, gint64 until, GError **error)
{
  JkkChange status = { (char *) "cover.status", (char *) "diajukan", NULL };
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  Decided *decided;

  g_ptr_array_add (changes, &status);
  while ((decided = g_queue_peek_head (&maker->pending)) != NULL && decided->time <= until)
    {
      status.after = (char *) (strcmp (decided->template->deed, "reject") == 0 ? "ditolak" : "disetujui");
      gboolean done = note (maker, bulk, decided->template->deed, decided->template->approver, decided->case_id,
                            decided->time, changes, error);

      g_free (g_queue_pop_head (&maker->pending));
      if (!done)
        return FALSE;
    }
  return TRUE;
}

static gboolean
note_taken_in (
    Maker *maker, JkkBulk *bulk, const Template *template, const JkkBulkCase *made, gint64 time, GError **error)
{
  JkkChange number = { (char *) "cover.number", NULL, (char *) made->number };
  JkkChange name = { (char *) "participant.name", NULL, (char *) made->name };
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();

  g_ptr_array_add (changes, &number);
  g_ptr_array_add (changes, &name);
  return note (maker, bulk, "take-in", template->person, made->id, time, changes, error);
}

/* ---- The cases */

static char *
next_number (Maker *maker, JkkDay day)
{
  int year = year_of (day);
  gint64 last = ++maker->last_numbers[CLAMP (year - maker->first_year, 0, YEARS + 2)];

  return g_strdup_printf ("JKK-%04d-%06" G_GINT64_FORMAT, year, last);
}

static gboolean
make_case (Maker *maker, JkkBulk *bulk, guint index, GError **error)
{
  JkkDay received = maker->first_day + (gint64) index * (maker->today - maker->first_day) / maker->n_cases;
  JkkDice dice = jkk_dice_new (maker->seed, DICE_BULK, index);
  GPtrArray *templates = received > maker->today - OPEN_DAYS ? maker->open : maker->closed;
  const Template *template = templates->pdata[jkk_dice_below (&dice, templates->len)];
  gboolean female = jkk_dice_chance (&dice, 2800);
  g_autofree char *number = next_number (maker, received);
  g_autofree char *name = jkk_demo_name (&dice, female);
  g_autofree char *identity =
      jkk_demo_identity (&dice, received - jkk_dice_between (&dice, 20 * 365, 55 * 365), female, index);
  g_autofree char *participant_number = g_strdup_printf ("%02u%09u", 15 + jkk_dice_below (&dice, 10),
                                                         (guint) ((index * G_GUINT64_CONSTANT (7919)) % 1000000000));
  gint64 time = received * 86400 + 2 * 3600 + (gint64) index % 200 * 120;
  JkkBulkCase made = { .template_id = template->id,
                       .id = ++maker->next_id,
                       .number = number,
                       .name = name,
                       .participant_number = participant_number,
                       .identity = identity,
                       .shift = received - template->received };

  if (template->is_closed)
    {
      Decided *decided = g_new0 (Decided, 1);

      made.decision_id = ++maker->next_decision;
      made.template_decision = template->decision_id;
      *decided = (Decided){ time + DECIDED_AFTER, made.id, template };
      g_queue_push_tail (&maker->pending, decided);
    }
  return jkk_bulk_add (bulk, &made, error) && note_decided (maker, bulk, time, error) &&
         note_taken_in (maker, bulk, template, &made, time, error);
}

static gboolean
set_sheets (const Maker *maker, JkkBulk *bulk, GError **error)
{
  for (guint i = 0; i < maker->closed->len; i++)
    {
      const Template *template = maker->closed->pdata[i];

      if (!jkk_bulk_set_sheet (bulk, template->decision_id, template->facts, template->payout, template->hash, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
make_cases (Maker *maker,
            JkkBulk *bulk,
            guint n_there,
            JkkProgress progress,
            gpointer user_data,
            GCancellable *cancellable,
            GError **error)
{
  for (guint i = 0; i < maker->n_cases; i++)
    {
      if (!make_case (maker, bulk, i, error))
        return FALSE;
      if ((i + 1) % BATCH != 0)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !jkk_bulk_keep (bulk, error))
        return FALSE;
      if (progress != NULL)
        progress (n_there + i + 1, n_there + maker->n_cases, user_data);
    }
  if (!note_decided (maker, bulk, G_MAXINT64, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (maker->last_numbers); i++)
    if (maker->last_numbers[i] > 0 &&
        !jkk_bulk_set_number (bulk, maker->first_year + (int) i, maker->last_numbers[i], error))
      return FALSE;
  return TRUE;
}

/**
 * jkk_demo_bulk:
 * @address: a demonstration office that nobody has open
 * @n_cases: how many cases it shall have
 * @n_there: how many it has
 * @seed: which office
 * @today: the day
 * @progress: (nullable): called now and then
 * @user_data: for @progress
 * @cancellable: (nullable): to give up; the office is then not whole
 * @error: STORAGE
 *
 * Adds cases of the last six years by the hundred thousand: each after one that was played, with another person and
 * other days, and with its entries in the journal's chain. Of what was decided the sheets are kept without their
 * reasons.
 *
 * Returns: whether they are there.
 */
gboolean
jkk_demo_bulk (const char *address,
               guint n_cases,
               guint n_there,
               guint32 seed,
               JkkDay today,
               JkkProgress progress,
               gpointer user_data,
               GCancellable *cancellable,
               GError **error)
{
  g_auto (Maker) maker = { .n_cases = n_cases - n_there, .seed = seed, .today = today };
  g_autoptr (JkkDb) db = jkk_db_open (address, JKK_DB_DEFAULT, error);

  maker.first_day = today - YEARS * 365;
  maker.first_year = year_of (maker.first_day) - 1;
  maker.next_decision = 100000000;
  if (db == NULL || !read_templates (&maker, db, error))
    return FALSE;
  read_numbers (&maker, db);
  g_autoptr (JkkBulk) bulk = jkk_bulk_begin (db, error);
  return bulk != NULL && set_sheets (&maker, bulk, error) &&
         make_cases (&maker, bulk, n_there, progress, user_data, cancellable, error) && jkk_bulk_finish (bulk, error);
}
