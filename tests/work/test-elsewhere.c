#include "jkk-law.h"
#include "jkk-work-fixture.h"

/* The first accident: 2026-03-12, with rest until @until; approved where @decided. */
static gint64
first_case (Fixture *fixture, const char *until, gboolean decided)
{
  g_autoptr (JkkCase) jcase = with (complete_case (), "medical.treated_until", until);
  JkkRequest request = { .edited = jcase };
  g_autoptr (JkkOutcome) taken = NULL;
  g_autoptr (GError) error = NULL;

  sign_in (fixture, "sari");
  taken = jkk_office_do (fixture->office, "take-in", &request, &error);
  g_assert_no_error (error);
  if (!decided)
    return taken->case_id;

  g_autoptr (JkkCase) mine = deed (fixture, "take", taken->case_id, NULL);
  g_autoptr (JkkCase) proposed = deed (fixture, "propose", taken->case_id, NULL);
  sign_in (fixture, "budi");
  g_autoptr (JkkCase) approved = deed (fixture, "approve", taken->case_id, NULL);
  sign_in (fixture, "sari");
  return taken->case_id;
}

/* A second accident of the same person, with treatment from its day on. */
static gint64
second_case (Fixture *fixture, const char *day, const char *until)
{
  g_autoptr (JkkCase) jcase = complete_case ();
  static const char *const days[] = { "accident.accident_day", "accident.reported_day", "medical.treated_from" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    jcase = with (jcase, days[i], day);
  jcase = with (jcase, "medical.accident_day", NULL);
  jcase = with (jcase, "claim.accident_day", NULL);
  jcase = with (jcase, "medical.rest_from", NULL);
  jcase = with (jcase, "medical.rest_until", NULL);
  jcase = with (jcase, "medical.treated_until", until);
  JkkRequest request = { .edited = jcase };
  g_autoptr (JkkOutcome) taken = jkk_office_do (fixture->office, "take-in", &request, &error);
  g_assert_no_error (error);
  return taken->case_id;
}

static JkkMoney
stmb_of (Fixture *fixture, gint64 id)
{
  g_autoptr (JkkCase) jcase = load (fixture, id);
  g_autoptr (JkkPayout) payout = jkk_office_calculate (fixture->office, jcase, jkk_day_new (2026, 5, 5), NULL);
  const JkkReason *line = jkk_payout_find_line (payout, "stmb");

  return line != NULL ? line->amount : JKK_NONE;
}

static void
test_a_second_accident_sees_the_days_of_the_first (Fixture *fixture, gconstpointer data)
{
  gint64 one = first_case (fixture, "2026-03-31", FALSE), two = second_case (fixture, "2026-03-22", "2026-04-10");
  g_autoptr (JkkCase) first = load (fixture, one), second = load (fixture, two);

  g_assert_cmpuint (first->elsewhere->len, ==, 0);
  g_assert_cmpuint (second->elsewhere->len, >=, 1);

  const JkkElsewhere *run = second->elsewhere->pdata[0];
  g_assert_cmpstr (run->case_number, ==, first->cover.number);
  g_assert_cmpint (run->accident_day, ==, first->accident.accident_day);
  g_assert_cmpint (run->stmb_paid, ==, JKK_NONE);

  g_autoptr (GPtrArray) findings = jkk_case_check (second, jkk_day_new (2026, 5, 5));
  gboolean told = FALSE;
  for (guint i = 0; i < findings->len; i++)
    told = told || g_str_equal (((JkkFinding *) findings->pdata[i])->code, "stmb-elsewhere");
  g_assert_true (told);
}

static void
test_what_was_decided_comes_first (Fixture *fixture, gconstpointer data)
{
  gint64 one = first_case (fixture, "2026-03-31", TRUE), earlier = second_case (fixture, "2026-03-01", "2026-03-20");
  g_autoptr (JkkCase) first = load (fixture, one), second = load (fixture, earlier);

  g_assert_cmpuint (first->elsewhere->len, ==, 0);
  g_assert_cmpuint (second->elsewhere->len, >=, 1);

  const JkkElsewhere *run = second->elsewhere->pdata[0];
  g_assert_cmpstr (run->status, ==, "disetujui");
  g_assert_cmpint (run->stmb_paid, >, 0);
}

static void
test_letters_of_the_first_change_the_second (Fixture *fixture, gconstpointer data)
{
  gint64 one = first_case (fixture, "2026-03-14", FALSE), two = second_case (fixture, "2026-04-22", "2026-05-01");

  /* Ten days of 4,000,000 ÷ 30; five of them then lie in the first case. */
  g_assert_cmpint (stmb_of (fixture, two), ==, 1333333);
  g_autoptr (JkkCase) mine = deed (fixture, "take", one, NULL);
  g_autoptr (JkkCase) longer = with (jkk_case_copy (mine), "medical.treated_until", "2026-04-26");
  JkkRequest request = { .case_id = one, .edited = longer };
  g_autoptr (JkkOutcome) saved = jkk_office_do (fixture->office, "save", &request, NULL);
  g_assert_nonnull (saved);
  g_assert_cmpint (stmb_of (fixture, two), ==, 666667);
}

static void
test_a_proposal_freezes_the_days_and_approval_looks_again (Fixture *fixture, gconstpointer data)
{
  gint64 one = first_case (fixture, "2026-03-14", FALSE), two = second_case (fixture, "2026-04-22", "2026-05-01");
  g_autoptr (JkkCase) mine = deed (fixture, "take", two, NULL);
  g_autoptr (JkkCase) proposed = deed (fixture, "propose", two, NULL);

  g_assert_cmpstr (proposed->cover.status, ==, "diajukan");
  g_autoptr (JkkCase) taken = deed (fixture, "take", one, NULL);
  g_autoptr (JkkCase) longer = with (jkk_case_copy (taken), "medical.treated_until", "2026-04-26");
  JkkRequest request = { .case_id = one, .edited = longer };
  g_autoptr (JkkOutcome) saved = jkk_office_do (fixture->office, "save", &request, NULL);
  g_assert_nonnull (saved);
  g_autoptr (JkkCase) frozen = load (fixture, two);
  g_assert_true (jkk_case_equal (frozen, proposed));
  sign_in (fixture, "budi");
  refused (fixture, "approve", two, NULL, JKK_ERROR_REFUSED);
}

static void
test_nobody_types_the_days (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) complete = complete_case ();
  g_autoptr (JkkCase) jcase = jkk_case_append (complete, "elsewhere", NULL);
  JkkElsewhere *run = jcase->elsewhere->pdata[0];
  JkkRequest request = { .edited = jcase };

  run->from_day = jcase->accident.accident_day;
  run->until_day = run->from_day + 10;
  sign_in (fixture, "sari");
  g_autoptr (JkkOutcome) taken = jkk_office_do (fixture->office, "take-in", &request, NULL);
  g_assert_cmpuint (taken->jcase->elsewhere->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/elsewhere/second", test_a_second_accident_sees_the_days_of_the_first);
  fixture_test_add ("/elsewhere/decided", test_what_was_decided_comes_first);
  fixture_test_add ("/elsewhere/letters", test_letters_of_the_first_change_the_second);
  fixture_test_add ("/elsewhere/frozen", test_a_proposal_freezes_the_days_and_approval_looks_again);
  fixture_test_add ("/elsewhere/typed", test_nobody_types_the_days);
  return g_test_run ();
}
