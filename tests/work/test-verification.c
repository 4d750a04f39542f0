#include "jkk-law.h"
#include "jkk-work-fixture.h"

static void
test_what_is_missing_hinders_once (void)
{
  g_autoptr (JkkCase) jcase = with (complete_case (), "participant.wage", NULL);
  g_autoptr (JkkPayout) payout = jkk_verification_calculate (jcase, jkk_day_new (2026, 5, 5), NULL);
  g_autoptr (GPtrArray) hindrances = jkk_verification_hindrances (jcase, payout, jkk_day_new (2026, 5, 5));

  g_assert_cmpuint (hindrances->len, ==, 1);
  g_assert_cmpstr (((JkkFinding *) hindrances->pdata[0])->path, ==, "participant.wage");
}

static void
test_a_complete_case_has_no_hindrance (void)
{
  g_autoptr (JkkCase) jcase = complete_case ();
  g_autoptr (JkkPayout) payout = jkk_verification_calculate (jcase, jkk_day_new (2026, 5, 5), NULL);
  g_autoptr (GPtrArray) hindrances = jkk_verification_hindrances (jcase, payout, jkk_day_new (2026, 5, 5));

  g_assert_cmpint (payout->total, ==, 5466667);
  g_assert_cmpuint (hindrances->len, ==, 0);
}

static void
test_the_clock_counts_working_days (void)
{
  g_autoptr (JkkCase) jcase = complete_case ();
  JkkClock clock;

  /* Received on Tuesday 28 April. */
  g_assert_true (jkk_office_clock (NULL, jcase, jkk_day_new (2026, 5, 5), &clock));
  g_assert_cmpint (clock.day_number, ==, 5);
  g_assert_cmpint (clock.length, ==, 7);
  g_assert_cmpint (clock.due, ==, jkk_day_new (2026, 5, 7));
  g_assert_false (clock.late);
  g_assert_true (jkk_office_clock (NULL, jcase, jkk_day_new (2026, 5, 8), &clock));
  g_assert_true (clock.late);
  jkk_set_str (&jcase->cover.status, "disetujui");
  g_assert_false (jkk_office_clock (NULL, jcase, jkk_day_new (2026, 5, 5), &clock));
}

static const JkkMergeRow *
find (GPtrArray *rows, const char *path)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (((JkkMergeRow *) rows->pdata[i])->path, path))
      return rows->pdata[i];
  return NULL;
}

static void
test_changes_of_two_desks_come_together (void)
{
  g_autoptr (JkkCase) base = complete_case ();
  g_autoptr (JkkCase) mine = with (with (jkk_case_copy (base), "participant.wage", "5000000"), "heirs[1].name", "Ani");
  g_autoptr (JkkCase) theirs = with (jkk_case_copy (base), "employer.name", "PT Lain");
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (JkkCase) merged = jkk_verification_merge (base, mine, theirs, TRUE, &rows);

  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_false (find (rows, "participant.wage")->conflict);
  g_assert_cmpint (merged->participant.wage, ==, 5000000);
  g_assert_cmpstr (merged->employer.name, ==, "PT Lain");
  g_assert_cmpuint (merged->heirs->len, ==, 1);
  g_assert_cmpstr (((JkkHeir *) merged->heirs->pdata[0])->name, ==, "Ani");
}

static void
test_a_value_that_both_changed_is_shown_with_both (void)
{
  g_autoptr (JkkCase) base = complete_case ();
  g_autoptr (JkkCase) mine = with (jkk_case_copy (base), "participant.wage", "5000000");
  g_autoptr (JkkCase) theirs = with (jkk_case_copy (base), "participant.wage", "6000000");
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (JkkCase) prefer_mine = jkk_verification_merge (base, mine, theirs, TRUE, &rows);
  g_autoptr (JkkCase) prefer_theirs = jkk_verification_merge (base, mine, theirs, FALSE, NULL);
  const JkkMergeRow *row = find (rows, "participant.wage");

  g_assert_true (row->conflict);
  g_assert_cmpstr (row->base, ==, "4000000");
  g_assert_cmpstr (row->mine, ==, "5000000");
  g_assert_cmpstr (row->theirs, ==, "6000000");
  g_assert_cmpint (prefer_mine->participant.wage, ==, 5000000);
  g_assert_cmpint (prefer_theirs->participant.wage, ==, 6000000);
}

static JkkCase *
three_heirs (void)
{
  JkkCase *jcase = complete_case ();
  static const char *const names[] = { "Ani", "Beni", "Cici" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JkkCase *longer = jkk_case_append (jcase, "heirs", NULL);

      jkk_set_str (&((JkkHeir *) longer->heirs->pdata[i])->name, names[i]);
      jkk_case_unref (jcase);
      jcase = longer;
    }
  return jcase;
}

static void
assert_heirs (const JkkCase *jcase, const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < jcase->heirs->len; i++)
    g_string_append_printf (names, "%s ", ((JkkHeir *) jcase->heirs->pdata[i])->name);
  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_a_row_removed_here_stays_removed (void)
{
  g_autoptr (JkkCase) base = three_heirs ();
  g_autoptr (JkkCase) mine = jkk_case_remove (base, "heirs", 1, NULL);
  g_autoptr (JkkCase) theirs = with (jkk_case_copy (base), "participant.wage", "6000000");
  g_autoptr (JkkCase) longer = jkk_case_append (theirs, "heirs", NULL);
  g_autoptr (JkkCase) same = jkk_case_remove (theirs, "heirs", 1, NULL);
  g_autoptr (JkkCase) merged = jkk_verification_merge (base, mine, theirs, TRUE, NULL);

  jkk_set_str (&((JkkHeir *) longer->heirs->pdata[3])->name, "Dedi");
  assert_heirs (merged, "Beni Cici ");
  g_assert_cmpint (merged->participant.wage, ==, 6000000);

  g_autoptr (JkkCase) with_another = jkk_verification_merge (base, mine, longer, TRUE, NULL);
  assert_heirs (with_another, "Beni Cici Dedi ");
  g_autoptr (JkkCase) both = jkk_verification_merge (base, mine, same, TRUE, NULL);
  assert_heirs (both, "Beni Cici ");
  g_autoptr (JkkCase) theirs_only = jkk_verification_merge (base, base, same, TRUE, NULL);
  assert_heirs (theirs_only, "Beni Cici ");
}

static void
test_saving_leaves_alone_what_deeds_keep (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  g_autoptr (JkkCase) edited = with (jkk_case_copy (taken), "cover.note", "Catatan");
  JkkRequest request = { .case_id = id, .edited = edited };

  jkk_set_str (&edited->cover.status, "disetujui");
  jkk_set_str (&edited->cover.verifier, "rina");
  g_autoptr (JkkOutcome) saved = jkk_office_do (fixture->office, "save", &request, NULL);
  g_assert_cmpstr (saved->jcase->cover.note, ==, "Catatan");
  g_assert_cmpstr (saved->jcase->cover.status, ==, "diverifikasi");
  g_assert_cmpstr (saved->jcase->cover.verifier, ==, "sari");
}

static void
test_a_held_case_says_why_until_it_is_resumed (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  g_autoptr (JkkCase) held = deed (fixture, "hold", id, "Menunggu slip upah");
  g_autoptr (JkkCase) resumed = deed (fixture, "resume", id, NULL);

  g_assert_cmpstr (held->cover.hold_reason, ==, "Menunggu slip upah");
  g_assert_null (resumed->cover.hold_reason);
  g_assert_cmpint (jkk_case_get_status (resumed), ==, JKK_STATUS_VERIFYING);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verification/missing", test_what_is_missing_hinders_once);
  g_test_add_func ("/verification/complete", test_a_complete_case_has_no_hindrance);
  g_test_add_func ("/verification/clock", test_the_clock_counts_working_days);
  g_test_add_func ("/verification/merge", test_changes_of_two_desks_come_together);
  g_test_add_func ("/verification/conflict", test_a_value_that_both_changed_is_shown_with_both);
  g_test_add_func ("/verification/removed-row", test_a_row_removed_here_stays_removed);
  fixture_test_add ("/verification/save", test_saving_leaves_alone_what_deeds_keep);
  fixture_test_add ("/verification/hold", test_a_held_case_says_why_until_it_is_resumed);
  return g_test_run ();
}
