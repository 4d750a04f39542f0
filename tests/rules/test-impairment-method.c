#include "jkk-impairment-method.h"

#include <string.h>

static const JkkLaw *
law_today (void)
{
  return jkk_pack_law (jkk_pack_set_find (jkk_pack_set_builtin (NULL), "PP-82-2019"), jkk_day_new (2026, 1, 1));
}

/* Hearing */

static JkkHearing
hear (const gint64 *right, const gint64 *left, gint64 age)
{
  g_autoptr (GError) error = NULL;
  JkkHearing hearing = { 0 };
  g_autoptr (JkkReason) reason = jkk_method_hearing (law_today (), right, left, age, &hearing, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reason);
  return hearing;
}

/* The teaching example P7 */
static void
test_the_published_hearing_comes_out (void)
{
  const gint64 right[] = { 35, 40, 45, 60 }, left[] = { 40, 50, 50, 60 };
  JkkHearing hearing = hear (right, left, 39);

  g_assert_cmpint (hearing.right, ==, 3000);
  g_assert_cmpint (hearing.left, ==, 3750);
  g_assert_cmpint (hearing.both, ==, 3125);
}

static void
test_ears_change_places_without_effect (void)
{
  const gint64 right[] = { 35, 40, 45, 60 }, left[] = { 40, 50, 50, 60 };

  g_assert_cmpint (hear (left, right, 39).both, ==, 3125);
}

static void
test_25_decibels_are_no_loss (void)
{
  const gint64 sound[] = { 25, 25, 25, 25 }, worse[] = { 26, 25, 25, 25 }, none[] = { 0, 0, 0, 0 };

  g_assert_cmpint (hear (sound, sound, 30).both, ==, 0);
  /* A quarter of a decibel × 1.5 % = 0.375 %, to hundredths */
  g_assert_cmpint (hear (sound, worse, 30).left, ==, 38);
  g_assert_cmpint (hear (none, none, 30).both, ==, 0);
}

static void
test_no_more_than_the_whole_hearing_is_lost (void)
{
  const gint64 deaf[] = { 140, 140, 140, 140 };

  g_assert_cmpint (hear (deaf, deaf, 30).both, ==, 10000);
}

static void
test_age_is_taken_off_above_forty_up_to_a_limit (void)
{
  const gint64 ear[] = { 45, 45, 45, 45 };

  g_assert_cmpint (hear (ear, ear, 40).right, ==, 3000);
  g_assert_cmpint (hear (ear, ear, 41).right, ==, 2925); /* 0.5 dB */
  g_assert_cmpint (hear (ear, ear, 64).right, ==, 1200); /* 12 dB */
  g_assert_cmpint (hear (ear, ear, 65).right, ==, 1125); /* 12.5 dB */
  g_assert_cmpint (hear (ear, ear, 90).right, ==, 1125);
}

static void
test_the_working_names_age_only_where_it_matters (void)
{
  const gint64 ear[] = { 45, 45, 45, 46 };
  JkkHearing hearing;
  g_autoptr (JkkReason) young = jkk_method_hearing (law_today (), ear, ear, 40, &hearing, NULL);
  g_autoptr (JkkReason) old = jkk_method_hearing (law_today (), ear, ear, 50, &hearing, NULL);
  g_autoptr (GPtrArray) sure = jkk_reason_unconfirmed (young), unsure = jkk_reason_unconfirmed (old);
  g_autofree char *formula = jkk_reason_formula_text (old->children->pdata[0]);

  g_assert_cmpuint (sure->len, ==, 0);
  g_assert_cmpuint (unsure->len, ==, 3);
  g_assert_cmpstr (formula, ==, "(45,25 dB − 5,00 dB − 25 dB) × 1,5\u00a0%, at least 0");
}

static void
test_thresholds_that_cannot_be_are_refused (void)
{
  const gint64 good[] = { 25, 25, 25, 25 };
  const gint64 bad[][4] = { { -1, 0, 0, 0 }, { 0, 141, 0, 0 }, { 0, 0, G_MAXINT64, 0 }, { 0, 0, 0, JKK_NONE } };
  JkkHearing hearing;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (jkk_method_hearing (law_today (), good, bad[i], 30, &hearing, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
    }
  g_assert_null (jkk_method_hearing (law_today (), good, good, -1, &hearing, NULL));
  g_assert_null (jkk_method_hearing (law_today (), good, good, 131, &hearing, NULL));
}

/* Joints, muscles, eyes, legs */

static gint64
stiff (const gint64 *normal, const gint64 *measured, guint n)
{
  g_autoptr (GError) error = NULL;
  gint64 loss = 0;
  g_autoptr (JkkReason) reason = jkk_method_stiffness (law_today (), normal, measured, n, &loss, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reason);
  return loss;
}

/* The teaching example P8 */
static void
test_the_published_shoulder_comes_out (void)
{
  const gint64 normal[] = { 175, 45, 180 }, measured[] = { 90, 30, 30 };

  g_assert_cmpint (stiff (normal, measured, 3), ==, 6250);
}

static void
test_a_sound_joint_loses_nothing_and_a_fixed_one_everything (void)
{
  const gint64 normal[] = { 150, 90 }, fixed[] = { 0, 0 };

  g_assert_cmpint (stiff (normal, normal, 2), ==, 0);
  g_assert_cmpint (stiff (normal, fixed, 2), ==, 10000);
}

static void
test_degrees_that_cannot_be_are_refused (void)
{
  const gint64 normal[] = { 150 }, more[] = { 151 }, negative[] = { -1 }, nothing[] = { 0 };
  gint64 loss;

  g_assert_null (jkk_method_stiffness (law_today (), normal, more, 1, &loss, NULL));
  g_assert_null (jkk_method_stiffness (law_today (), normal, negative, 1, &loss, NULL));
  g_assert_null (jkk_method_stiffness (law_today (), nothing, nothing, 1, &loss, NULL));
  g_assert_null (jkk_method_stiffness (law_today (), normal, normal, 0, &loss, NULL));
}

static void
test_muscle_power_goes_from_five_to_nothing (void)
{
  static const gint64 losses[] = { 10000, 8000, 6000, 4000, 2000, 0 };

  for (gint64 power = 0; power <= 5; power++)
    {
      gint64 loss = JKK_NONE;
      g_autoptr (JkkReason) reason = jkk_method_muscle (law_today (), power, &loss, NULL);

      g_assert_nonnull (reason);
      g_assert_cmpint (loss, ==, losses[power]);
    }
  gint64 loss;
  g_assert_null (jkk_method_muscle (law_today (), 6, &loss, NULL));
  g_assert_null (jkk_method_muscle (law_today (), -1, &loss, NULL));
}

static void
test_the_better_eye_weighs_three_times (void)
{
  gint64 loss = 0, steps = 0;
  g_autoptr (JkkReason) unequal = jkk_method_vision (law_today (), 10000, 2000, &loss, &steps, NULL);

  g_assert_cmpint (loss, ==, 2000);
  g_assert_cmpint (steps, ==, 2);
  g_autoptr (JkkReason) other = jkk_method_vision (law_today (), 1000, 9000, &loss, &steps, NULL);
  g_assert_cmpint (loss, ==, 3000);
  g_autoptr (JkkReason) sound = jkk_method_vision (law_today (), 10000, 10000, &loss, &steps, NULL);
  g_assert_cmpint (loss, ==, 0);
  g_autoptr (JkkReason) blind = jkk_method_vision (law_today (), 0, 0, &loss, &steps, NULL);
  g_assert_cmpint (loss, ==, 10000);
  g_assert_cmpint (steps, ==, 10);
  g_assert_null (jkk_method_vision (law_today (), 10001, 0, &loss, &steps, NULL));
}

static void
test_a_law_without_eyes_is_said (void)
{
  const JkkLaw *law =
      jkk_pack_law (jkk_pack_set_find (jkk_pack_set_builtin (NULL), "PMK-4-2023"), jkk_day_new (2024, 1, 1));
  g_autoptr (GError) error = NULL;
  gint64 loss, steps;

  g_assert_null (jkk_method_vision (law, 1000, 1000, &loss, &steps, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (jkk_method_leg (law, 30, &steps, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
}

static gint64
leg (gint64 millimetres)
{
  gint64 row = 0;
  g_autoptr (JkkReason) reason = jkk_method_leg (law_today (), millimetres, &row, NULL);

  return reason != NULL ? row : -1;
}

static void
test_a_shorter_leg_finds_its_row (void)
{
  g_assert_cmpint (leg (1), ==, 30);
  g_assert_cmpint (leg (49), ==, 30);
  g_assert_cmpint (leg (50), ==, 31);
  g_assert_cmpint (leg (74), ==, 31);
  g_assert_cmpint (leg (75), ==, 32);
  g_assert_cmpint (leg (400), ==, 32);
  g_assert_cmpint (leg (0), ==, -1);
  g_assert_cmpint (leg (1001), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/impairment-method/the-published-hearing-comes-out", test_the_published_hearing_comes_out);
  g_test_add_func ("/impairment-method/ears-change-places-without-effect", test_ears_change_places_without_effect);
  g_test_add_func ("/impairment-method/25-decibels-are-no-loss", test_25_decibels_are_no_loss);
  g_test_add_func ("/impairment-method/no-more-than-the-whole-hearing-is-lost",
                   test_no_more_than_the_whole_hearing_is_lost);
  g_test_add_func ("/impairment-method/age-is-taken-off-above-forty-up-to-a-limit",
                   test_age_is_taken_off_above_forty_up_to_a_limit);
  g_test_add_func ("/impairment-method/the-working-names-age-only-where-it-matters",
                   test_the_working_names_age_only_where_it_matters);
  g_test_add_func ("/impairment-method/thresholds-that-cannot-be-are-refused",
                   test_thresholds_that_cannot_be_are_refused);
  g_test_add_func ("/impairment-method/the-published-shoulder-comes-out", test_the_published_shoulder_comes_out);
  g_test_add_func ("/impairment-method/a-sound-joint-loses-nothing-and-a-fixed-one-everything",
                   test_a_sound_joint_loses_nothing_and_a_fixed_one_everything);
  g_test_add_func ("/impairment-method/degrees-that-cannot-be-are-refused", test_degrees_that_cannot_be_are_refused);
  g_test_add_func ("/impairment-method/muscle-power-goes-from-five-to-nothing",
                   test_muscle_power_goes_from_five_to_nothing);
  g_test_add_func ("/impairment-method/the-better-eye-weighs-three-times", test_the_better_eye_weighs_three_times);
  g_test_add_func ("/impairment-method/a-law-without-eyes-is-said", test_a_law_without_eyes_is_said);
  g_test_add_func ("/impairment-method/a-shorter-leg-finds-its-row", test_a_shorter_leg_finds_its_row);
  return g_test_run ();
}
