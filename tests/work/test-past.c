#include "jkk-past.h"

#include <glib/gstdio.h>
#include <string.h>

#include "../scratch-folder.h"
#include "jkk-audit-fixture.h"
#include "jkk-case-xml.h"
#include "jkk-demo-bulk.h"
#include "jkk-documents.h"
#include "jkk-work-fixture.h"

#define TODAY 20500

/* A version of a case, and the entry that made it. */
typedef struct
{
  gint64 sequence;
  JkkCase *jcase;
} Version;

static void
version_free (gpointer data)
{
  Version *version = data;

  jkk_case_unref (version->jcase);
  g_free (version);
}

static GPtrArray *
versions_new (void)
{
  return g_ptr_array_new_with_free_func (version_free);
}

static gint64
last_entry (Fixture *fixture, gint64 id)
{
  g_autoptr (JkkCaseFile) file = jkk_office_load (fixture->office, id, NULL);

  return ((JkkHistoryEntry *) file->history->pdata[0])->sequence;
}

static void
remember (Fixture *fixture, GPtrArray *versions, JkkCase *jcase)
{
  Version *version = g_new0 (Version, 1);

  version->sequence = last_entry (fixture, jcase->id);
  version->jcase = jcase;
  g_ptr_array_add (versions, version);
}

static void
play (Fixture *fixture, GPtrArray *versions, const char *name, gint64 id, const char *reason)
{
  remember (fixture, versions, deed (fixture, name, id, reason));
}

static void
save (Fixture *fixture, GPtrArray *versions, JkkCase *edited)
{
  g_autoptr (GError) error = NULL;
  JkkRequest request = { .case_id = edited->id, .revision = edited->revision, .edited = edited };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "save", &request, &error);

  g_assert_no_error (error);
  remember (fixture, versions, g_steal_pointer (&outcome->jcase));
  jkk_case_unref (edited);
}

static JkkCase *
newest (GPtrArray *versions)
{
  return jkk_case_copy (((Version *) versions->pdata[versions->len - 1])->jcase);
}

static JkkCase *
removed (JkkCase *jcase, const char *part, guint row)
{
  JkkCase *after = jkk_case_remove (jcase, part, row, NULL);

  g_assert_nonnull (after);
  jkk_case_unref (jcase);
  return after;
}

static JkkCase *
appended (JkkCase *jcase, const char *part)
{
  JkkCase *after = jkk_case_append (jcase, part, NULL);

  jkk_case_unref (jcase);
  return after;
}

static void
attach (Fixture *fixture, GPtrArray *versions, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strconcat ("%PDF-1.4\n%", name, "\n%%EOF\n", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (JkkCase) jcase = newest (versions);
  JkkDocument *document = jkk_record_new (&jkk_document_type);

  jkk_set_str (&document->title, name);
  jkk_set_str (&document->kind, "ktp");
  jkk_set_str (&document->media_type, "application/pdf");
  JkkRequest request = { .case_id = jcase->id, .document = document, .bytes = bytes };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "attach", &request, &error);
  g_assert_no_error (error);
  jkk_record_free (&jkk_document_type, document);
  remember (fixture, versions, g_steal_pointer (&outcome->jcase));
}

static void
judge (Fixture *fixture, GPtrArray *versions, const char *deed_name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCase) jcase = newest (versions);
  JkkDocument *document = jkk_record_new (&jkk_document_type);

  document->complete = 1;
  JkkRequest request = { .case_id = jcase->id, .document = document, .row = 1, .reason = "salah berkas" };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, deed_name, &request, &error);
  g_assert_no_error (error);
  jkk_record_free (&jkk_document_type, document);
  remember (fixture, versions, g_steal_pointer (&outcome->jcase));
}

/* Rows come, full and empty, change and go from the middle; texts are as bad as texts get. */
static void
live (Fixture *fixture, GPtrArray *versions, gint64 id)
{
  play (fixture, versions, "take", id, NULL);
  save (fixture, versions, with (newest (versions), "accident.chronology", "Baris satu\nBaris \\ dua\tselesai"));
  save (fixture, versions, with (appended (newest (versions), "children"), "children[1].name", "Ani Contoh"));
  save (fixture, versions, appended (newest (versions), "children"));
  save (fixture, versions, with (newest (versions), "children[2].name", "Badu Contoh"));
  save (fixture, versions, removed (newest (versions), "children", 1));
  save (fixture, versions, with (appended (newest (versions), "heirs"), "heirs[1].name", "Siti Contoh"));
  save (fixture, versions, appended (appended (newest (versions), "heirs"), "heirs"));
  save (fixture, versions, removed (removed (newest (versions), "heirs", 1), "heirs", 1));
  save (fixture, versions, removed (newest (versions), "children", 1));
  save (fixture, versions, removed (newest (versions), "heirs", 1));
  attach (fixture, versions, "Kartu satu");
  attach (fixture, versions, "Kartu dua");
  judge (fixture, versions, "judge-paper");
  judge (fixture, versions, "withdraw-paper");
  play (fixture, versions, "hold", id, "menunggu surat");
  play (fixture, versions, "resume", id, NULL);
  play (fixture, versions, "give-back", id, NULL);
  sign_in (fixture, "rina");
  play (fixture, versions, "take", id, NULL);
  play (fixture, versions, "propose", id, "lengkap");
  sign_in (fixture, "budi");
  play (fixture, versions, "return", id, "periksa upah");
  sign_in (fixture, "rina");
  save (fixture, versions, with (newest (versions), "participant.wage", "4500000"));
  play (fixture, versions, "propose", id, NULL);
  sign_in (fixture, "budi");
  play (fixture, versions, "approve", id, "setuju");
}

static JkkPast *
past_of (Fixture *fixture, gint64 id, const char *text, gboolean before)
{
  g_autoptr (GError) error = NULL;
  JkkMoment moment;

  g_assert_true (jkk_moment_parse (text, &moment, &error));
  moment.before = before;
  JkkPast *past = jkk_past_load (fixture->office, id, &moment, &error);
  g_assert_no_error (error);
  return past;
}

static JkkPast *
past_at (Fixture *fixture, gint64 id, gint64 entry, gboolean before)
{
  g_autofree char *text = g_strdup_printf ("@%" G_GINT64_FORMAT, entry);

  return past_of (fixture, id, text, before);
}

static void
assert_same (const JkkCase *found, const JkkCase *expected)
{
  g_autoptr (GPtrArray) changes = jkk_case_diff (expected, found);

  for (guint i = 0; i < changes->len; i++)
    {
      const JkkChange *change = changes->pdata[i];

      g_test_message ("%s: %s, but was %s", change->path, change->after, change->before);
    }
  g_assert_true (jkk_case_equal (found, expected));
}

static void
test_each_version_is_rebuilt_as_it_was_recorded (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) versions = versions_new ();
  gint64 id = take_in (fixture);

  remember (fixture, versions, load (fixture, id));
  live (fixture, versions, id);
  for (guint i = 0; i < versions->len; i++)
    {
      const Version *version = versions->pdata[i];
      g_autoptr (JkkPast) past = past_at (fixture, id, version->sequence, FALSE);

      g_test_message ("version %u", i);
      assert_same (past->file->jcase, version->jcase);
      assert_same (past->present, ((Version *) versions->pdata[versions->len - 1])->jcase);
      g_assert_cmpint (past->sequence, ==, version->sequence);
      if (i == 0)
        continue;
      g_autoptr (JkkPast) just_before = past_at (fixture, id, version->sequence, TRUE);
      assert_same (just_before->file->jcase, ((Version *) versions->pdata[i - 1])->jcase);
    }
}

/* The entry with which something was done for the nth time. */
static gint64
entry_of (Fixture *fixture, gint64 id, const char *name, guint nth)
{
  g_autoptr (JkkCaseFile) file = jkk_office_load (fixture->office, id, NULL);

  for (guint i = file->history->len; i > 0; i--)
    {
      const JkkHistoryEntry *entry = file->history->pdata[i - 1];

      if (strcmp (entry->deed, name) == 0 && --nth == 0)
        return entry->sequence;
    }
  g_assert_not_reached ();
}

static void
test_decision_and_sheet_are_those_of_the_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) versions = versions_new ();
  gint64 id = take_in (fixture);

  remember (fixture, versions, load (fixture, id));
  live (fixture, versions, id);

  g_autoptr (JkkPast) open = past_at (fixture, id, entry_of (fixture, id, "take-in", 1), FALSE);
  g_assert_null (open->file->decision);
  g_assert_false (open->payout_is_kept);
  g_assert_cmpint (open->payout->total, ==, 5466667);
  g_assert_cmpuint (open->remarks->len, ==, 1);

  g_autoptr (JkkPast) proposed = past_at (fixture, id, entry_of (fixture, id, "propose", 1), FALSE);
  g_assert_cmpstr (proposed->file->decision->state, ==, "proposed");
  g_assert_null (proposed->file->decision->decided_by);
  g_assert_true (proposed->payout_is_kept);
  g_assert_cmpint (proposed->payout->total, ==, 5466667);

  g_autoptr (JkkPast) returned = past_at (fixture, id, entry_of (fixture, id, "return", 1), FALSE);
  g_assert_cmpstr (returned->file->decision->state, ==, "returned");
  g_assert_false (returned->payout_is_kept);

  g_autoptr (JkkPast) again = past_at (fixture, id, entry_of (fixture, id, "propose", 2), FALSE);
  g_assert_cmpstr (again->file->decision->state, ==, "proposed");
  g_assert_cmpint (again->payout->total, ==, 6150000);

  g_autoptr (JkkPast) approved = past_at (fixture, id, entry_of (fixture, id, "approve", 1), FALSE);
  g_assert_cmpstr (approved->file->decision->state, ==, "approved");
  g_assert_cmpstr (approved->file->approver_name, ==, "Budi Contoh");
  g_assert_cmpuint (approved->changes->len, ==, 0);
}

static void
test_moments_that_cannot_be_are_answered_with_a_sentence (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture), other = take_in (fixture);
  g_autofree char *foreign = g_strdup_printf ("@%" G_GINT64_FORMAT, last_entry (fixture, other));
  const struct
  {
    const char *text;
    gboolean before;
    const char *says;
  } moments[] = {
    { "1999-01-01", FALSE, "history begins" },
    { "@1", FALSE, "no entry" },
    { foreign, FALSE, "no entry" },
    { NULL, TRUE, "history begins" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *first = g_strdup_printf ("@%" G_GINT64_FORMAT, last_entry (fixture, id));
      JkkMoment moment;

      g_assert_true (jkk_moment_parse (moments[i].text != NULL ? moments[i].text : first, &moment, &error));
      moment.before = moments[i].before;
      g_assert_null (jkk_past_load (fixture->office, id, &moment, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
      g_assert_nonnull (strstr (error->message, moments[i].says));
    }
  static const char *const nonsense[] = {
    "", "@", "@0", "@-3", "@x", "kemarin", "2026-02-30", "@99999999999999999999"
  };
  for (guint i = 0; i < G_N_ELEMENTS (nonsense); i++)
    {
      g_autoptr (GError) error = NULL;
      JkkMoment moment;

      g_assert_false (jkk_moment_parse (nonsense[i], &moment, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
    }
}

static void
test_a_file_edited_behind_the_program_is_not_guessed_about (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) versions = versions_new ();
  g_autoptr (GError) error = NULL;
  gint64 id = take_in (fixture), first = last_entry (fixture, id);
  const JkkMoment moment = { .day = JKK_NONE, .entry = first };

  play (fixture, versions, "take", id, NULL);
  save (fixture, versions, with (newest (versions), "participant.wage", "4500000"));
  behind (fixture, "UPDATE participant SET wage = 9000000");
  g_assert_null (jkk_past_load (fixture->office, id, &moment, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "9.000.000"));
}

/* A value that was there before the journal told of such values: when it came nobody knows. */
static void
test_a_history_that_is_not_whole_says_so (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) versions = versions_new ();
  g_autoptr (GError) error = NULL;
  gint64 id = take_in (fixture), first = last_entry (fixture, id);
  const JkkMoment moment = { .day = JKK_NONE, .entry = first };

  play (fixture, versions, "take", id, NULL);
  gint64 last = last_entry (fixture, id);
  behind (fixture, "UPDATE employer SET sector = 'lama'");
  g_assert_null (jkk_past_load (fixture->office, id, &moment, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "not whole"));
  /* What has not been changed since is known all the same. */
  g_autoptr (JkkPast) now = past_at (fixture, id, last, FALSE);
  g_assert_cmpstr (now->file->jcase->employer.sector, ==, "lama");
  /* But that it is not borne out is said. */
  g_assert_nonnull (strstr (now->remarks->pdata[0], "not whole"));
}

/* ---- A demonstration: cases with a past of months, and frozen facts to compare with */

typedef struct
{
  char *folder;
  char *address;
  JkkOffice *office;
} Demo;

static void
demo_set_up (Demo *demo, guint n_cases, guint n_more)
{
  g_autoptr (GError) error = NULL;

  g_setenv ("SANTUN_TEST_PASSWORDS", "1", TRUE);
  demo->folder = make_folder ();
  demo->address = g_build_filename (demo->folder, "demo.db", NULL);
  g_assert_true (jkk_demo_create (demo->address, n_cases, 7, TODAY, NULL, NULL, NULL, &error));
  if (n_more > 0)
    g_assert_true (jkk_demo_bulk (demo->address, n_cases + n_more, n_cases, 7, TODAY, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  demo->office = jkk_office_open (demo->address, &error);
  g_assert_no_error (error);
}

static void
demo_tear_down (Demo *demo)
{
  jkk_office_close (demo->office);
  g_clear_object (&demo->office);
  remove_folder (demo->folder);
  g_free (demo->folder);
  g_free (demo->address);
}

/* With the proposal the whole case was frozen as it stood, by other means than the journal. */
static guint
check_frozen (JkkOffice *office, const JkkCaseFile *file)
{
  guint n = 0;

  for (guint i = 0; i < file->history->len; i++)
    {
      const JkkHistoryEntry *entry = file->history->pdata[i];
      const JkkMoment moment = { .day = JKK_NONE, .entry = entry->sequence };
      g_autoptr (GError) error = NULL;
      g_autoptr (JkkPast) past = jkk_past_load (office, file->jcase->id, &moment, &error);

      g_assert_no_error (error);
      if (strcmp (entry->deed, "propose") != 0)
        continue;
      g_autofree char *rebuilt = jkk_case_to_xml (past->file->jcase, NULL);
      g_assert_cmpstr (rebuilt, ==, past->file->decision->facts_xml);
      n++;
    }
  return n;
}

static JkkDay
day_of (gint64 time)
{
  return time / 86400; /* tests run in UTC */
}

/* At the end of a day the last entry of that day counts. */
static void
check_days (JkkOffice *office, const JkkCaseFile *file)
{
  for (guint i = 0; i < file->history->len; i++)
    {
      const JkkHistoryEntry *entry = file->history->pdata[i];
      const JkkHistoryEntry *next = i > 0 ? file->history->pdata[i - 1] : NULL;
      const JkkMoment moment = { .day = day_of (entry->time) };
      g_autoptr (GError) error = NULL;
      g_autoptr (JkkPast) past = jkk_past_load (office, file->jcase->id, &moment, &error);

      g_assert_no_error (error);
      if (next == NULL || day_of (next->time) > moment.day)
        g_assert_cmpint (past->sequence, ==, entry->sequence);
      else
        g_assert_cmpint (past->sequence, >, entry->sequence);
      g_assert_cmpint (past->day, ==, moment.day);
    }
}

static void
test_the_rebuilt_case_is_the_one_that_was_frozen (void)
{
  Demo demo = { 0 };
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  guint n = 0;

  demo_set_up (&demo, 60, 0);
  g_autoptr (GArray) ids = jkk_office_list (demo.office, &query, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (JkkCaseFile) file = jkk_office_load (demo.office, g_array_index (ids, gint64, i), NULL);

      n += check_frozen (demo.office, file);
      if (i % 10 == 0)
        check_days (demo.office, file);
    }
  g_assert_cmpuint (n, >, 20);
  demo_tear_down (&demo);
}

/* Of cases that were multiplied the journal tells little: only as they are. */
static void
test_multiplied_cases_have_no_past (void)
{
  Demo demo = { 0 };
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  guint n = 0;

  demo_set_up (&demo, 60, 40);
  query.sort = JKK_SORT_NUMBER;
  g_autoptr (GArray) ids = jkk_office_list (demo.office, &query, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (JkkCaseFile) file = jkk_office_load (demo.office, g_array_index (ids, gint64, i), NULL);
      const JkkHistoryEntry *first = file->history->pdata[file->history->len - 1], *last = file->history->pdata[0];
      const JkkMoment then = { .day = JKK_NONE, .entry = first->sequence },
                      now = { .day = JKK_NONE, .entry = last->sequence };
      g_autoptr (GError) error = NULL;
      g_autoptr (JkkPast) past = NULL, present = NULL;

      if (file->jcase->id <= 60 || first == last)
        continue;
      past = jkk_past_load (demo.office, file->jcase->id, &then, &error);
      g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
      g_clear_error (&error);
      present = jkk_past_load (demo.office, file->jcase->id, &now, &error);
      g_assert_no_error (error);
      g_assert_true (jkk_case_equal (present->file->jcase, present->present));
      n++;
    }
  g_assert_cmpuint (n, >, 10);
  demo_tear_down (&demo);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/past/each-version", test_each_version_is_rebuilt_as_it_was_recorded);
  fixture_test_add ("/past/decision", test_decision_and_sheet_are_those_of_the_time);
  fixture_test_add ("/past/no-such-moment", test_moments_that_cannot_be_are_answered_with_a_sentence);
  fixture_test_add ("/past/edited-behind", test_a_file_edited_behind_the_program_is_not_guessed_about);
  fixture_test_add ("/past/not-whole", test_a_history_that_is_not_whole_says_so);
  g_test_add_func ("/past/frozen", test_the_rebuilt_case_is_the_one_that_was_frozen);
  g_test_add_func ("/past/multiplied", test_multiplied_cases_have_no_past);
  return g_test_run ();
}
