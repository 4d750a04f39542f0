#include "jkk-demo-bulk.h"

#include <glib/gstdio.h>

#include "../scratch-folder.h"
#include "jkk-case-list.h"
#include "jkk-db-copy.h"
#include "jkk-journal.h"
#include "jkk-office.h"

#define PLAYED 80
#define CASES 2500
#define TODAY 20500

static void
assert_list_is_whole (JkkOffice *office)
{
  g_autoptr (GError) error = NULL;
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  g_autoptr (GArray) all = jkk_office_list (office, &query, &error);
  g_autofree JkkCaseCounts *counts = jkk_office_counts (office, &error);
  gint64 sum = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, CASES);
  for (guint i = 0; i < JKK_N_STATUS; i++)
    sum += counts->by_status[i];
  g_assert_cmpint (sum, ==, CASES);
  g_assert_cmpint (counts->by_status[JKK_STATUS_APPROVED], >, CASES / 2);
}

/* Any of them opens, and is found by three letters of its name and by its NIK. */
static void
assert_cases_are_whole (JkkOffice *office)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  g_autoptr (GArray) all = jkk_office_list (office, &query, NULL);

  for (guint i = 0; i < all->len; i += 97)
    {
      g_autoptr (GError) error = NULL;
      gint64 id = g_array_index (all, gint64, i);
      g_autoptr (JkkCaseFile) file = jkk_office_load (office, id, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (file->history->len, >, 0);
      g_assert_true (jkk_case_status_is_open (jkk_case_get_status (file->jcase)) || file->decided_payout != NULL);
      g_assert_cmpint (file->jcase->cover.received_day, <=, TODAY);
      query.search = file->jcase->participant.identity;
      g_autoptr (GArray) found = jkk_office_list (office, &query, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (found->len, >=, 1);
    }
}

static gint64
count_schema (const char *address)
{
  g_autoptr (JkkDb) db = jkk_db_open (address, JKK_DB_READONLY, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (jkk_db_check (db, TRUE, &error));
  g_assert_no_error (error);
  g_autoptr (JkkAuditReport) report = jkk_journal_audit (db, 0, NULL, NULL, &error);
  g_assert_true (jkk_audit_report_is_sound (report));
  return report->n_entries;
}

static void
test_many_cases_are_made_after_some (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = make_folder ();
  g_autofree char *address = g_build_filename (folder, "demo.db", NULL);

  g_setenv ("SANTUN_TEST_PASSWORDS", "1", TRUE);
  g_assert_true (jkk_demo_create (address, PLAYED, 7, TODAY, NULL, NULL, NULL, &error));
  gint64 before = count_schema (address);
  g_assert_true (jkk_demo_bulk (address, CASES, PLAYED, 7, TODAY, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_schema (address), >, before + CASES - PLAYED);

  g_autoptr (JkkOffice) office = jkk_office_open (address, &error);
  g_assert_no_error (error);
  assert_list_is_whole (office);
  assert_cases_are_whole (office);
  jkk_office_close (office);
  remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo-bulk/many", test_many_cases_are_made_after_some);

  return g_test_run ();
}
