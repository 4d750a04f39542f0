#include "jkk-demo-course.h"

#include "jkk-deed.h"

#include <string.h>

static JkkDay
someday (void)
{
  return jkk_day_new (2026, 3, 12);
}

/* Where the steps lead: the state of the case as the table of moves has it. */
static JkkCaseStatus
walk (const JkkDemoCourse *course)
{
  static const struct
  {
    const char *deed;
    JkkCaseStatus to;
    JkkRole role;
  } moves[] = {
    { "take", JKK_STATUS_VERIFYING, JKK_ROLE_VERIFIER },     { "hold", JKK_STATUS_HELD, JKK_ROLE_VERIFIER },
    { "resume", JKK_STATUS_VERIFYING, JKK_ROLE_VERIFIER },   { "propose", JKK_STATUS_PROPOSED, JKK_ROLE_VERIFIER },
    { "return", JKK_STATUS_VERIFYING, JKK_ROLE_SUPERVISOR }, { "approve", JKK_STATUS_APPROVED, JKK_ROLE_SUPERVISOR },
    { "reject", JKK_STATUS_REJECTED, JKK_ROLE_SUPERVISOR },
  };
  JkkCaseStatus status = JKK_STATUS_RECEIVED;

  for (guint i = 0; i < course->n_steps; i++)
    for (guint m = 0; m < G_N_ELEMENTS (moves); m++)
      if (strcmp (moves[m].deed, course->steps[i].deed) == 0)
        {
          g_assert_true (jkk_case_status_may_move (status, moves[m].to, moves[m].role));
          status = moves[m].to;
        }
  return status;
}

static void
assert_course (const JkkDemoCourse *course)
{
  const char *proposer = NULL;

  g_assert_cmpuint (course->n_steps, >=, 1);
  g_assert_cmpstr (course->steps[0].deed, ==, "take-in");
  for (guint i = 0; i < course->n_steps; i++)
    {
      const JkkDemoStep *step = &course->steps[i];
      const JkkDeed *deed = jkk_deed_find (step->deed);

      g_assert_nonnull (deed);
      g_assert_true (!deed->needs_reason || step->reason != NULL);
      g_assert_cmpint (step->time, <, someday () * 86400);
      if (i > 0)
        g_assert_cmpint (step->time, >, course->steps[i - 1].time);
      if (strcmp (step->deed, "propose") == 0)
        proposer = step->person;
      if ((deed->who & JKK_ROLE_SUPERVISOR) != 0 && deed->who == JKK_ROLE_SUPERVISOR)
        g_assert_cmpstr (step->person, !=, proposer);
    }
}

static void
test_allowed (void)
{
  guint n_by_status[JKK_N_STATUS] = { 0 };

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (JkkDemoCase) demo = jkk_demo_case_new (2026, i, 3000, someday ());
      g_autoptr (JkkDemoCourse) course = jkk_demo_course_new (demo, someday ());

      assert_course (course);
      n_by_status[walk (course)]++;
    }
  for (guint s = 0; s < JKK_N_STATUS; s++)
    {
      g_test_message ("%s: %u", jkk_case_status_name ((JkkCaseStatus) s), n_by_status[s]);
      g_assert_cmpuint (n_by_status[s], >, 10);
    }
  g_assert_cmpuint (n_by_status[JKK_STATUS_APPROVED], >, 1800);
}

static void
test_waiting (void)
{
  g_autoptr (JkkDemoCase) last = jkk_demo_case_new (2026, 299, 300, someday ());
  g_autoptr (JkkDemoCase) last_but_one = jkk_demo_case_new (2026, 298, 300, someday ());
  g_autoptr (JkkDemoCourse) queued = jkk_demo_course_new (last, someday ());
  g_autoptr (JkkDemoCourse) taken = jkk_demo_course_new (last_but_one, someday ());

  g_assert_cmpint (walk (queued), ==, JKK_STATUS_RECEIVED);
  g_assert_cmpint (walk (taken), ==, JKK_STATUS_VERIFYING);
  g_assert_cmpstr (taken->steps[taken->n_steps - 1].person, ==, "sari");
  g_assert_cmpuint (taken->steps[taken->n_steps - 1].known & JKK_DEMO_KNOWS_LETTER, ==, 0);
}

static void
test_checked_anew (void)
{
  guint n = 0;

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (JkkDemoCase) demo = jkk_demo_case_new (2026, i, 300, someday ());
      g_autoptr (JkkDemoCourse) course = jkk_demo_course_new (demo, someday ());
      guint at = 0;

      while (at < course->n_steps && strcmp (course->steps[at].deed, "approve") != 0)
        at++;
      if (at == course->n_steps || !jkk_demo_course_check_anew (course, at, "Hitung ulang."))
        continue;
      n++;
      assert_course (course);
      g_assert_cmpint (walk (course), ==, JKK_STATUS_APPROVED);
      g_assert_cmpstr (course->steps[at].deed, ==, "return");
      g_assert_cmpstr (course->steps[at].reason, ==, "Hitung ulang.");
      g_assert_false (jkk_demo_course_check_anew (course, at + 2, "Hitung ulang.")); /* once is enough */
    }
  g_assert_cmpuint (n, >, 100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-course/each course is allowed and all states occur", test_allowed);
  g_test_add_func ("/demo-course/two cases wait for their KK 3", test_waiting);
  g_test_add_func ("/demo-course/a proposal that no longer holds is checked anew", test_checked_anew);
  return g_test_run ();
}
