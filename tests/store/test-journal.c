#include "jkk-journal.h"
#include "place.h"
#include "store-fixture.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static JkkChange *
make_change (const char *path, const char *before, const char *after)
{
  JkkChange *change = g_new0 (JkkChange, 1);

  change->path = g_strdup (path);
  change->before = g_strdup (before);
  change->after = g_strdup (after);
  return change;
}

static gboolean
append (Fixture *fixture, guint i, GPtrArray *changes, GError **error)
{
  g_autofree char *deed_id = g_strdup_printf ("5b9c1f0e-0000-4000-8000-%012u", i);
  const JkkJournalEntry entry = { .time = FIXTURE_TIME + i,
                                  .person = i % 2 == 0 ? "sari" : "budi",
                                  .workstation = "meja-1",
                                  .deed = "save",
                                  .deed_id = deed_id,
                                  .case_id = i % 3 == 0 ? 0 : 1,
                                  .reason = i % 2 == 0 ? "koreksi" : NULL,
                                  .changes = changes };

  return jkk_journal_append (fixture->db, &entry, NULL, error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, data);
  fixture_begin (fixture);
  fixture_insert_case (fixture->db, "JKK-2026-000001");
  fixture_insert_account (fixture->db, "sari", "Sari Dewi", JKK_ROLE_VERIFIER);
  for (guint i = 1; i <= 10; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_change_free);

      g_ptr_array_add (changes, make_change ("participant.name", "Siti", i % 2 == 0 ? "Siti\tA\\n\nB=-" : ""));
      g_ptr_array_add (changes, make_change ("children[2].born", NULL, "2019-02-28"));
      append (fixture, i, changes, &error);
      g_assert_no_error (error);
    }
  fixture_commit (fixture);
}

static void
assert_sound (Fixture *fixture, gint64 last)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkAuditReport) report = jkk_journal_audit (fixture->db, 0, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (jkk_audit_report_is_sound (report));
  g_assert_cmpint (report->last, ==, last);
  g_assert_cmpint (report->n_entries, ==, last);
}

static void
test_what_was_written_is_sound (Fixture *fixture, gconstpointer data)
{
  assert_sound (fixture, 10);
  fixture_reopen (fixture);
  assert_sound (fixture, 10);
}

static void
test_an_empty_journal_is_sound (Fixture *fixture, gconstpointer data)
{
  g_autofree char *hash = NULL;
  gint64 sequence = -1;

  assert_sound (fixture, 0);
  g_assert_true (jkk_journal_head (fixture->db, &sequence, &hash, NULL));
  g_assert_cmpint (sequence, ==, 0);
  g_assert_cmpuint (strlen (hash), ==, 64);
}

static void
test_the_head_stands_for_the_whole (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  gint64 sequence;

  g_assert_true (jkk_journal_head (fixture->db, &sequence, &before, NULL));
  g_assert_cmpint (sequence, ==, 10);
  fixture_begin (fixture);
  g_assert_true (append (fixture, 11, NULL, NULL));
  fixture_commit (fixture);
  g_assert_true (jkk_journal_head (fixture->db, &sequence, &after, NULL));
  g_assert_cmpint (sequence, ==, 11);
  g_assert_cmpstr (before, !=, after);
}

static void
test_a_deed_is_done_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean known = FALSE;

  g_assert_true (jkk_journal_knows (fixture->db, "5b9c1f0e-0000-4000-8000-000000000003", &known, NULL));
  g_assert_true (known);
  g_assert_true (jkk_journal_knows (fixture->db, "5b9c1f0e-0000-4000-8000-000000000999", &known, NULL));
  g_assert_false (known);

  fixture_begin (fixture);
  g_assert_false (append (fixture, 3, NULL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_CONFLICT);
  jkk_db_rollback (fixture->db);
  assert_sound (fixture, 10);
}

static void
test_the_history_of_a_case_reads_as_it_was_written (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) history = jkk_journal_history (fixture->db, 1, &error);

  g_assert_no_error (error);
  /* Three of ten entries belong to no case; the latest comes first. */
  g_assert_cmpuint (history->len, ==, 7);
  const JkkHistoryEntry *entry = history->pdata[0];
  g_assert_cmpint (entry->sequence, ==, 10);
  g_assert_cmpint (entry->time, ==, FIXTURE_TIME + 10);
  g_assert_cmpstr (entry->person, ==, "sari");
  g_assert_cmpstr (entry->person_name, ==, "Sari Dewi");
  g_assert_cmpstr (entry->workstation, ==, "meja-1");
  g_assert_cmpstr (entry->deed, ==, "save");
  g_assert_cmpstr (entry->reason, ==, "koreksi");
  g_assert_cmpuint (entry->changes->len, ==, 2);
  const JkkChange *change = entry->changes->pdata[0];
  g_assert_cmpstr (change->path, ==, "participant.name");
  g_assert_cmpstr (change->before, ==, "Siti");
  g_assert_cmpstr (change->after, ==, "Siti\tA\\n\nB=-");
  change = entry->changes->pdata[1];
  g_assert_cmpstr (change->before, ==, NULL);
  g_assert_cmpstr (change->after, ==, "2019-02-28");
  g_assert_cmpstr (change->source, ==, NULL);

  /* The seventh: without a reason, emptied, by somebody who has no account. */
  entry = history->pdata[2];
  g_assert_cmpint (entry->sequence, ==, 7);
  g_assert_cmpstr (entry->reason, ==, NULL);
  g_assert_cmpstr (entry->person_name, ==, "budi");
  g_assert_cmpstr (((JkkChange *) entry->changes->pdata[0])->after, ==, "");
}

static void
test_a_change_keeps_where_it_was_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_change_free);
  JkkChange *change = make_change ("medical.outcome", NULL, "sembuh");

  change->source = g_strdup ("hal. 1 · 10\tHasil");
  g_ptr_array_add (changes, change);
  fixture_begin (fixture);
  g_assert_true (append (fixture, 11, changes, NULL));
  fixture_commit (fixture);
  g_autoptr (GPtrArray) history = jkk_journal_history (fixture->db, 1, NULL);
  const JkkChange *stored = ((JkkHistoryEntry *) history->pdata[0])->changes->pdata[0];
  g_assert_cmpstr (stored->after, ==, "sembuh");
  g_assert_cmpstr (stored->source, ==, "hal. 1 · 10\tHasil");
  assert_sound (fixture, 11);
}

static void
test_recent_entries_are_those_of_the_whole_office (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) recent = jkk_journal_recent (fixture->db, 4, NULL);

  g_assert_cmpuint (recent->len, ==, 4);
  g_assert_cmpint (((JkkHistoryEntry *) recent->pdata[0])->sequence, ==, 10);
  g_assert_cmpint (((JkkHistoryEntry *) recent->pdata[3])->sequence, ==, 7);
}

static void
test_nothing_is_changed_or_taken_out_through_the_schema (Fixture *fixture, gconstpointer data)
{
  static const char *const attempts[] = {
    "UPDATE journal SET reason = 'lain' WHERE sequence = 3",
    "DELETE FROM journal WHERE sequence = 10",
    "DELETE FROM journal",
    "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE sequence = 3",
    "REPLACE INTO journal SELECT 11, time, person, workstation, deed, deed_id, case_id, reason, changes, hash "
    "FROM journal WHERE sequence = 3",
    "INSERT INTO journal SELECT 20, time, person, workstation, deed, 'baru', case_id, reason, changes, hash "
    "FROM journal WHERE sequence = 3",
  };

  fixture_begin (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    g_assert_false (fixture_attempt (fixture, attempts[i], NULL));
  fixture_commit (fixture);
  assert_sound (fixture, 10);
}

/* With the file in hand somebody can take the guards away first. */
#define WITHOUT_GUARDS                                                                                                 \
  "DROP TRIGGER journal_is_not_changed; DROP TRIGGER journal_is_kept; DROP TRIGGER journal_goes_on; "                  \
  "DROP TRIGGER journal_has_each_deed_once; "

typedef struct
{
  const char *sql;
  JkkAuditKind kind;
  gint64 where;
  gint64 until;
} Tampering;

static const Tampering tamperings[] = {
  { "UPDATE journal SET reason = 'lain' WHERE sequence = 4", JKK_AUDIT_CHANGED, 4, 4 },
  { "UPDATE journal SET reason = NULL WHERE sequence = 4", JKK_AUDIT_CHANGED, 4, 4 },
  { "UPDATE journal SET reason = '' WHERE sequence = 5", JKK_AUDIT_CHANGED, 5, 5 },
  { "UPDATE journal SET person = 'budi' WHERE sequence = 4", JKK_AUDIT_CHANGED, 4, 4 },
  /* Backdated. */
  { "UPDATE journal SET time = time - 86400 WHERE sequence = 1", JKK_AUDIT_CHANGED, 1, 1 },
  { "UPDATE journal SET case_id = NULL WHERE sequence = 5", JKK_AUDIT_CHANGED, 5, 5 },
  { "UPDATE journal SET changes = replace (changes, 'Siti', 'Sita') WHERE sequence = 9", JKK_AUDIT_CHANGED, 9, 9 },
  { "UPDATE journal SET deed = 'savem', workstation = 'eja-1' WHERE sequence = 2", JKK_AUDIT_CHANGED, 2, 2 },
  { "UPDATE journal SET reason = 'lain' WHERE sequence = 10", JKK_AUDIT_CHANGED, 10, 10 },
  { "DELETE FROM journal WHERE sequence = 6", JKK_AUDIT_MISSING, 6, 6 },
  { "DELETE FROM journal WHERE sequence BETWEEN 3 AND 5", JKK_AUDIT_MISSING, 3, 5 },
  { "DELETE FROM journal WHERE sequence = 1", JKK_AUDIT_MISSING, 1, 1 },
  { "DELETE FROM journal WHERE sequence = 6; UPDATE journal SET sequence = sequence - 1 WHERE sequence > 6",
    JKK_AUDIT_TAKEN_OUT, 6, 9 },
  { "UPDATE journal SET sequence = -sequence - 1 WHERE sequence >= 6; "
    "UPDATE journal SET sequence = -sequence WHERE sequence < 0; "
    "INSERT INTO journal SELECT 6, time, person, workstation, 'approve', 'baru', case_id, reason, changes, hash "
    "FROM journal WHERE sequence = 5",
    JKK_AUDIT_PUT_IN, 6, 11 },
};

static void
test_tampering_is_found (Fixture *fixture, gconstpointer data)
{
  const Tampering *tampering = data;
  g_autofree char *sql = g_strconcat (WITHOUT_GUARDS, tampering->sql, NULL);
  g_autoptr (GError) error = NULL;

  fixture_sql (fixture, sql);
  g_autoptr (JkkAuditReport) report = jkk_journal_audit (fixture->db, 0, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->faults->len, ==, 1);
  const JkkAuditFault *fault = report->faults->pdata[0];
  g_assert_cmpint (fault->kind, ==, tampering->kind);
  g_assert_cmpint (fault->sequence, ==, tampering->where);
  g_assert_cmpint (fault->until, ==, tampering->until);
  g_assert_cmpstr (fault->text, !=, NULL);
  /* It says whose entry it is. */
  g_assert_cmpint (fault->person != NULL, ==, tampering->kind != JKK_AUDIT_MISSING);
  g_assert_cmpint (fault->deed != NULL, ==, tampering->kind != JKK_AUDIT_MISSING);
  g_assert_cmpint (fault->time > 0, ==, tampering->kind != JKK_AUDIT_MISSING);
  g_assert_cmpstr (fault->case_number, ==, fault->case_id != 0 ? "JKK-2026-000001" : NULL);
}

/* Two entries change places: both are named, and where they were written. */
static void
test_exchanged_entries_are_named (Fixture *fixture, gconstpointer data)
{
  fixture_sql (fixture, WITHOUT_GUARDS "UPDATE journal SET sequence = 99 WHERE sequence = 3; "
                                       "UPDATE journal SET sequence = 3 WHERE sequence = 5; "
                                       "UPDATE journal SET sequence = 5 WHERE sequence = 99");
  g_autoptr (JkkAuditReport) report = jkk_journal_audit (fixture->db, 0, NULL, NULL, NULL);
  g_assert_cmpuint (report->faults->len, ==, 2);
  const JkkAuditFault *first = report->faults->pdata[0], *second = report->faults->pdata[1];
  g_assert_cmpint (first->kind, ==, JKK_AUDIT_MOVED);
  g_assert_cmpint (first->sequence, ==, 3);
  g_assert_cmpint (first->written_as, ==, 5);
  g_assert_cmpint (second->sequence, ==, 5);
  g_assert_cmpint (second->written_as, ==, 3);
}

static void
test_each_of_several_faults_is_named (Fixture *fixture, gconstpointer data)
{
  fixture_sql (fixture, WITHOUT_GUARDS "UPDATE journal SET reason = 'x' WHERE sequence IN (2, 3, 9); "
                                       "DELETE FROM journal WHERE sequence = 6");
  g_autoptr (JkkAuditReport) report = jkk_journal_audit (fixture->db, 0, NULL, NULL, NULL);
  static const gint64 where[] = { 2, 3, 6, 9 };

  g_assert_cmpuint (report->faults->len, ==, G_N_ELEMENTS (where));
  for (guint i = 0; i < G_N_ELEMENTS (where); i++)
    g_assert_cmpint (((JkkAuditFault *) report->faults->pdata[i])->sequence, ==, where[i]);
}

/* A journal in which nothing fits is not told to the last entry, but it is said how much there is. */
static void
test_very_many_faults_are_counted (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture);
  for (guint i = 20; i < 200; i++)
    g_assert_true (append (fixture, i, NULL, NULL));
  fixture_commit (fixture);
  fixture_sql (fixture, WITHOUT_GUARDS "UPDATE journal SET person = 'x' WHERE sequence > 10");
  g_autoptr (JkkAuditReport) report = jkk_journal_audit (fixture->db, 0, NULL, NULL, NULL);
  g_assert_cmpuint (report->faults->len, >, 0);
  g_assert_cmpint (report->faults->len + report->n_more, ==, 180);
}

static JkkAuditKind
cut_or (Fixture *fixture, gint64 sequence, const char *head, JkkAuditKind otherwise)
{
  g_autoptr (JkkAuditReport) report = jkk_journal_audit (fixture->db, sequence, head, NULL, NULL);

  if (jkk_audit_report_is_sound (report))
    {
      g_assert_cmpint (report->known, >, 0);
      return otherwise;
    }
  g_assert_cmpuint (report->faults->len, ==, 1);
  return ((JkkAuditFault *) report->faults->pdata[0])->kind;
}

#define SOUND ((JkkAuditKind) 99)

static void
test_a_journal_cut_at_its_end_is_found_by_its_head (Fixture *fixture, gconstpointer data)
{
  g_autofree char *head = NULL, *begin = NULL;
  gint64 sequence;

  g_assert_true (jkk_journal_head (fixture->db, &sequence, &head, NULL));
  begin = g_strndup (head, JKK_AUDIT_HEAD_DIGITS);
  g_assert_cmpint (cut_or (fixture, 10, head, SOUND), ==, SOUND);
  g_assert_cmpint (cut_or (fixture, 10, begin, SOUND), ==, SOUND);
  g_assert_cmpint (cut_or (fixture, 0, begin, SOUND), ==, SOUND);
  g_assert_cmpint (cut_or (fixture, 9, begin, SOUND), ==, JKK_AUDIT_CUT);

  fixture_sql (fixture, WITHOUT_GUARDS "DELETE FROM journal WHERE sequence > 8");
  assert_sound (fixture, 8);
  g_assert_cmpint (cut_or (fixture, 10, begin, SOUND), ==, JKK_AUDIT_CUT);
  g_assert_cmpint (cut_or (fixture, 0, begin, SOUND), ==, JKK_AUDIT_CUT);

  /* Going on from there does not hide it. */
  fixture_begin (fixture);
  for (guint i = 20; i < 24; i++)
    g_assert_true (append (fixture, i, NULL, NULL));
  fixture_commit (fixture);
  assert_sound (fixture, 12);
  g_assert_cmpint (cut_or (fixture, 10, begin, SOUND), ==, JKK_AUDIT_CUT);
}

#define N_DESKS 4
#define N_DEEDS 25

/* Another program at work in the same store. */
static void
work_at_a_desk (const char *path, guint desk)
{
  Fixture fixture = { .path = (char *) path, .db = jkk_db_open (path, JKK_DB_DEFAULT, NULL) };

  if (fixture.db == NULL)
    _exit (2);
  for (guint i = 0; i < N_DEEDS; i++)
    {
      while (!jkk_db_begin_write (fixture.db, NULL))
        g_usleep (1000);
      if (!append (&fixture, 1000 * (desk + 1) + i, NULL, NULL) || !jkk_db_commit (fixture.db, NULL))
        _exit (1);
    }
  jkk_db_close (fixture.db);
  _exit (0);
}

static void
test_one_chain_is_written_by_several_desks (Fixture *fixture, gconstpointer data)
{
  pid_t desks[N_DESKS];

  /* Programs beside the node write into its file; beside a group there is none, and its faults are tried elsewhere. */
  int engine = place_engine ();
  if (engine >= 0)
    {
      close (engine);
      g_test_skip ("no file");
      return;
    }
  for (guint i = 0; i < N_DESKS; i++)
    if ((desks[i] = fork ()) == 0)
      work_at_a_desk (fixture->path, i);
  for (guint i = 0; i < N_DESKS; i++)
    {
      int status = -1;

      g_assert_cmpint (waitpid (desks[i], &status, 0), ==, desks[i]);
      g_assert_cmpint (status, ==, 0);
    }
  assert_sound (fixture, 10 + N_DESKS * N_DEEDS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/store/journal/" #name, Fixture, NULL, set_up, test_##name, fixture_tear_down)
  ADD (what_was_written_is_sound);
  g_test_add ("/store/journal/an_empty_journal_is_sound", Fixture, NULL, fixture_set_up, test_an_empty_journal_is_sound,
              fixture_tear_down);
  ADD (the_head_stands_for_the_whole);
  ADD (a_deed_is_done_once);
  ADD (the_history_of_a_case_reads_as_it_was_written);
  ADD (a_change_keeps_where_it_was_read);
  ADD (recent_entries_are_those_of_the_whole_office);
  ADD (nothing_is_changed_or_taken_out_through_the_schema);
  for (guint i = 0; i < G_N_ELEMENTS (tamperings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/store/journal/tampering_is_found/%u", i);

      g_test_add (path, Fixture, &tamperings[i], set_up, test_tampering_is_found, fixture_tear_down);
    }
  ADD (exchanged_entries_are_named);
  ADD (each_of_several_faults_is_named);
  ADD (very_many_faults_are_counted);
  ADD (one_chain_is_written_by_several_desks);
  ADD (a_journal_cut_at_its_end_is_found_by_its_head);

  return g_test_run ();
}
