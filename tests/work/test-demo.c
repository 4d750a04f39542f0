#include "jkk-demo.h"

#include "../scratch-folder.h"
#include "jkk-db.h"
#include "jkk-exchange.h"
#include "jkk-journal.h"
#include "jkk-office.h"
#include "jkk-verification.h"

#include <glib/gstdio.h>

#define N_CASES 100

typedef struct
{
  char *folder;
  char *address;
} Fixture;

static JkkDay
someday (void)
{
  return jkk_day_new (2026, 3, 12);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = make_folder ();
  fixture->address = g_build_filename (fixture->folder, "demo.db", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->address);
}

static JkkOffice *
make_office (const char *address, guint n_cases, guint32 seed)
{
  g_autoptr (GError) error = NULL;

  jkk_demo_create (address, n_cases, seed, someday (), NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  JkkOffice *office = jkk_office_open (address, &error);
  g_assert_no_error (error);
  return office;
}

static GArray *
all_cases (JkkOffice *office)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  g_autoptr (GError) error = NULL;
  GArray *ids = jkk_office_list (office, &query, &error);

  g_assert_no_error (error);
  return ids;
}

static char *
journal_head (const char *address)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkDb) db = jkk_db_open (address, JKK_DB_READONLY, &error);

  g_assert_no_error (error);
  g_autoptr (JkkAuditReport) report = jkk_journal_audit (db, 0, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (jkk_audit_report_is_sound (report));
  g_assert_cmpint (report->last, >, N_CASES);
  return g_strdup (report->head);
}

/* The journal's last hash stands for all that was ever done. */
static void
test_same_office (Fixture *fixture, gconstpointer data)
{
  g_autofree char *second = g_build_filename (fixture->folder, "second.db", NULL);
  g_autofree char *third = g_build_filename (fixture->folder, "third.db", NULL);
  g_autoptr (JkkOffice) one = make_office (fixture->address, N_CASES, 1);
  g_autoptr (JkkOffice) again = make_office (second, N_CASES, 1);
  g_autoptr (JkkOffice) other = make_office (third, N_CASES, 2);

  jkk_office_close (one);
  jkk_office_close (again);
  jkk_office_close (other);
  g_autofree char *first_hash = journal_head (fixture->address);
  g_autofree char *second_hash = journal_head (second);
  g_autofree char *third_hash = journal_head (third);
  g_assert_cmpstr (first_hash, ==, second_hash);
  g_assert_cmpstr (first_hash, !=, third_hash);
}

static void
check_file (const JkkCaseFile *file)
{
  const JkkCase *jcase = file->jcase;
  g_autoptr (GPtrArray) findings = jkk_case_check (jcase, someday ());
  gboolean decided = !jkk_case_status_is_open (jkk_case_get_status (jcase));

  g_assert_cmpuint (file->history->len, >=, 1);
  for (guint i = 0; i < findings->len; i++)
    g_assert_cmpstr (((JkkFinding *) findings->pdata[i])->code, !=, "invalid");
  if (!decided)
    return;
  g_assert_false (jkk_findings_hinder (findings));
  g_assert_nonnull (file->decision);
  g_assert_cmpstr (file->decision->proposed_by, !=, file->decision->decided_by);
  if (jkk_case_get_status (jcase) == JKK_STATUS_APPROVED)
    {
      g_assert_cmpint (file->decision->total, ==, file->decided_payout->total);
      g_assert_cmpuint (file->decided_payout->missing->len, ==, 0);
    }
}

static void
test_all_states (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkOffice) office = make_office (fixture->address, 300, 2026);
  g_autoptr (GArray) ids = all_cases (office);
  guint n_by_status[JKK_N_STATUS] = { 0 }, n_elsewhere = 0, n_paid = 0, n_measured = 0;

  g_assert_true (jkk_office_is_demo (office));
  g_assert_cmpuint (ids->len, ==, 300);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JkkCaseFile) file = jkk_office_load (office, g_array_index (ids, gint64, i), &error);

      g_assert_no_error (error);
      check_file (file);
      n_by_status[jkk_case_get_status (file->jcase)]++;
      n_elsewhere += file->jcase->elsewhere->len;
      n_paid += file->jcase->installments->len;
      n_measured +=
          file->jcase->impairments->len > 0 && ((JkkImpairment *) file->jcase->impairments->pdata[0])->measured != NULL;
    }
  /* What chance alone would seldom show */
  g_assert_cmpuint (n_elsewhere, >, 0);
  g_assert_cmpuint (n_paid, ==, 2);
  g_assert_cmpuint (n_measured, >, 0);
  for (guint s = 0; s < JKK_N_STATUS; s++)
    {
      g_test_message ("%s: %u", jkk_case_status_name ((JkkCaseStatus) s), n_by_status[s]);
      g_assert_cmpuint (n_by_status[s], >, 0);
    }
  jkk_office_close (office);
}

static void
test_sign_in (Fixture *fixture, gconstpointer data)
{
  guint n;
  const JkkDemoAccount *accounts = jkk_demo_accounts (&n);
  g_autoptr (JkkOffice) office = make_office (fixture->address, 1, 3);
  guint roles = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (jkk_office_sign_in (office, accounts[i].login, accounts[i].password, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (jkk_office_get_person (office)->roles, ==, accounts[i].roles);
      roles |= accounts[i].roles;
      jkk_office_sign_out (office);
    }
  g_assert_cmpuint (roles, ==, JKK_ROLE_VERIFIER | JKK_ROLE_SUPERVISOR | JKK_ROLE_ADMINISTRATOR | JKK_ROLE_AUDITOR);
  jkk_office_close (office);
}

/* The case that sari has begun and that lacks its KK 3. */
static gint64
find_waiting (JkkOffice *office)
{
  g_autoptr (GArray) ids = all_cases (office);

  for (guint i = ids->len; i > 0; i--)
    {
      gint64 id = g_array_index (ids, gint64, i - 1);
      g_autoptr (JkkCaseFile) file = jkk_office_load (office, id, NULL);

      if (g_strcmp0 (file->jcase->cover.status, "diverifikasi") == 0 &&
          g_strcmp0 (file->jcase->cover.verifier, "sari") == 0 && file->jcase->claim.days_absent > 0 &&
          file->jcase->medical.doctor_name == NULL)
        return id;
    }
  g_assert_not_reached ();
}

/* The hospital's letter of a waiting case is a good file, finds its case, and completes it. */
static void
test_hospital_letter (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkOffice) office = make_office (fixture->address, 20, 2026);
  gint64 waiting = find_waiting (office);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (JkkCaseFile) file = jkk_office_load (office, waiting, &error);
  g_autofree char *path = g_build_filename (fixture->folder, "kk3.xml", NULL);
  gsize length;

  g_assert_no_error (error);
  g_autofree char *xml = jkk_demo_kk3 (file->jcase, someday (), &length);
  g_autofree char *again = jkk_demo_kk3 (file->jcase, someday (), NULL);
  g_assert_cmpstr (xml, ==, again);
  g_assert_true (g_file_set_contents (path, xml, (gssize) length, &error));

  g_autoptr (JkkIncoming) incoming = jkk_exchange_read (path, &faults, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) matches = jkk_exchange_match (office, incoming->message, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (matches->len, >=, 1);
  g_assert_cmpint (((JkkMatch *) matches->pdata[0])->case_id, ==, waiting);
  g_assert_true (((JkkMatch *) matches->pdata[0])->certain);

  g_autoptr (JkkCase) after = jkk_exchange_apply (file->jcase, incoming->message, NULL);
  g_autoptr (JkkPayout) payout = jkk_verification_calculate (after, someday (), &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) hindrances = jkk_verification_hindrances (after, payout, someday ());
  g_assert_cmpuint (hindrances->len, ==, 0);
  g_assert_cmpint (payout->total, >, 0);
  jkk_office_close (office);
}

static void
progress_cb (guint done, guint total, gpointer user_data)
{
  guint *last = user_data;

  g_assert_cmpuint (done, >=, *last);
  g_assert_cmpuint (done, <=, total);
  *last = done;
}

static void
test_progress (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint last = 0;

  g_assert_true (jkk_demo_create (fixture->address, N_CASES, 4, someday (), progress_cb, &last, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (last, ==, N_CASES);
}

static void
test_existing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (fixture->address, "anything", -1, NULL));
  g_assert_false (jkk_demo_create (fixture->address, 1, 1, someday (), NULL, NULL, NULL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_assert_true (g_file_get_contents (fixture->address, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "anything");
}

static void
cancel_cb (guint done, guint total, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_assert_false (
      jkk_demo_create (fixture->address, N_CASES, 1, someday (), cancel_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (jkk_office_exists (fixture->address));
}

int
main (int argc, char *argv[])
{
  /* Argon2id at full cost would take most of the time and tell nothing here. */
  g_setenv ("SANTUN_TEST_PASSWORDS", "1", TRUE);
  g_setenv ("SANTUN_TODAY", "2026-03-12", TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/demo/the same seed and day give the same office, and its journal is sound", test_same_office);
  ADD ("/demo/all states occur and decisions are complete", test_all_states);
  ADD ("/demo/everybody can sign in with the password shown", test_sign_in);
  ADD ("/demo/a hospital’s letter completes a waiting case", test_hospital_letter);
  ADD ("/demo/progress goes up to the last case", test_progress);
  ADD ("/demo/an existing file is left alone", test_existing);
  ADD ("/demo/given up, nothing is left", test_cancelled);
  return g_test_run ();
}
