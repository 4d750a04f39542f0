#include "jkk-assessing.h"
#include "jkk-work-fixture.h"

#include <string.h>

static const char *const right[] = { "35", "40", "45", "60" }, *const left[] = { "40", "50", "50", "60" };

/* The teaching examples P7 and P8 */
static void
test_the_published_hearing_comes_out (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkAssessing) found = jkk_assessing_hearing (NULL, NULL, right, left, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (found->loss, ==, 3125);
  g_assert_cmpint (found->table_row, ==, 13);
  g_assert_cmpint (found->steps, ==, JKK_NONE);
  g_assert_nonnull (strstr (found->method, "PER.25"));
  g_assert_cmpuint (found->working->children->len, ==, 2);
}

static void
test_age_is_taken_off (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkAssessing) young = jkk_assessing_hearing (NULL, NULL, right, left, "40", &error);
  g_autoptr (JkkAssessing) old = jkk_assessing_hearing (NULL, NULL, right, left, "50", &error);

  g_assert_no_error (error);
  g_assert_cmpint (young->loss, ==, 3125);
  /* Ten years × 0.5 dB × 1.5 % = 7.5 % less on each ear */
  g_assert_cmpint (old->loss, ==, 2375);
}

static void
test_the_published_shoulder_comes_out (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkAssessing) found = jkk_assessing_stiffness (NULL, NULL, "175/90, 45/30; 180/30", &error);

  g_assert_no_error (error);
  g_assert_cmpint (found->loss, ==, 6250);
  g_assert_cmpint (found->table_row, ==, JKK_NONE);
}

static void
test_the_other_methods (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkAssessing) muscle = jkk_assessing_muscle (NULL, NULL, "3", &error);
  g_autoptr (JkkAssessing) eyes = jkk_assessing_vision (NULL, NULL, "80", "40", &error);
  g_autoptr (JkkAssessing) leg = jkk_assessing_leg (NULL, NULL, "5,5", &error);
  g_autoptr (JkkAssessing) one = jkk_assessing_decibels (NULL, NULL, "35", NULL, &error);
  g_autoptr (JkkAssessing) both = jkk_assessing_decibels (NULL, NULL, "30", "39", &error);

  g_assert_no_error (error);
  g_assert_cmpint (muscle->loss, ==, 4000);
  /* 100 − (3 × 80 + 40) ÷ 4 = 30 % */
  g_assert_cmpint (eyes->table_row, ==, 44);
  g_assert_cmpint (eyes->steps, ==, 3);
  g_assert_cmpint (leg->table_row, ==, 31);
  g_assert_cmpint (one->table_row, ==, 34);
  g_assert_cmpint (one->steps, ==, 3);
  g_assert_cmpint (both->table_row, ==, 33);
  g_assert_cmpint (both->steps, ==, 3);
}

#define REFUSED(call)                                                                                                  \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autoptr (GError) error = NULL;                                                                                   \
    g_assert_null (call);                                                                                              \
    g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);                                                              \
  }                                                                                                                    \
  G_STMT_END

static void
test_what_cannot_be_measured_is_refused (void)
{
  static const char *const odd[] = { "35", "x", "45", "60" }, *const loud[] = { "35", "40", "45", "141" };

  REFUSED (jkk_assessing_hearing (NULL, NULL, odd, left, NULL, &error));
  REFUSED (jkk_assessing_hearing (NULL, NULL, right, loud, NULL, &error));
  REFUSED (jkk_assessing_hearing (NULL, NULL, right, left, "131", &error));
  REFUSED (jkk_assessing_stiffness (NULL, NULL, "", &error));
  REFUSED (jkk_assessing_stiffness (NULL, NULL, "175", &error));
  REFUSED (jkk_assessing_stiffness (NULL, NULL, "175/176", &error));
  REFUSED (jkk_assessing_muscle (NULL, NULL, "6", &error));
  REFUSED (jkk_assessing_muscle (NULL, NULL, NULL, &error));
  REFUSED (jkk_assessing_vision (NULL, NULL, "101", "40", &error));
  REFUSED (jkk_assessing_leg (NULL, NULL, "5,55", &error));
  REFUSED (jkk_assessing_leg (NULL, NULL, "0", &error));
  REFUSED (jkk_assessing_decibels (NULL, NULL, NULL, "", &error));
  REFUSED (jkk_assessing_decibels (NULL, NULL, "30", "40", &error));
}

static void
test_a_result_goes_into_its_row (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCase) jcase = complete_case ();
  g_autoptr (JkkAssessing) hearing = jkk_assessing_hearing (NULL, jcase, right, left, NULL, &error);
  g_autoptr (JkkAssessing) joint = jkk_assessing_stiffness (NULL, jcase, "175/90,45/30,180/30", &error);
  guint index = 0;

  g_autoptr (JkkCase) with_hearing = jkk_assessing_apply (jcase, 0, hearing, &index, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (index, ==, 1);
  g_assert_cmpuint (jcase->impairments->len, ==, 0);
  const JkkImpairment *row = with_hearing->impairments->pdata[0];
  g_assert_cmpstr (row->kind, ==, "fungsi");
  g_assert_cmpint (row->function_loss, ==, 3125);
  g_assert_cmpint (row->table_row, ==, 13);
  g_assert_cmpstr (row->method, ==, hearing->method);
  g_autoptr (JkkCase) changed = jkk_assessing_apply (with_hearing, 1, joint, &index, &error);
  g_assert_no_error (error);
  row = changed->impairments->pdata[0];
  g_assert_cmpint (row->function_loss, ==, 6250);
  g_assert_cmpint (row->table_row, ==, 13);
  g_assert_null (jkk_assessing_apply (jcase, 7, joint, NULL, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_setenv ("SANTUN_TODAY", "2026-05-05", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/assessing/the-published-hearing-comes-out", test_the_published_hearing_comes_out);
  g_test_add_func ("/assessing/age-is-taken-off", test_age_is_taken_off);
  g_test_add_func ("/assessing/the-published-shoulder-comes-out", test_the_published_shoulder_comes_out);
  g_test_add_func ("/assessing/the-other-methods", test_the_other_methods);
  g_test_add_func ("/assessing/what-cannot-be-measured-is-refused", test_what_cannot_be_measured_is_refused);
  g_test_add_func ("/assessing/a-result-goes-into-its-row", test_a_result_goes_into_its_row);
  return g_test_run ();
}
