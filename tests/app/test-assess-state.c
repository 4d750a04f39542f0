#include "jkk-assess-state.h"

#include "jkk-history-state.h"

#include <string.h>

#define TODAY jkk_day_new (2026, 5, 5)

static JkkCase *
set (JkkCase *jcase, const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;
  JkkCase *after = jkk_case_set (jcase, path, text, &error);

  g_assert_no_error (error);
  jkk_case_unref (jcase);
  return after;
}

/* A worker of 50 with one disability in row 1 of the table. */
static JkkCase *
case_new (void)
{
  g_autoptr (JkkCase) empty = jkk_case_new ();
  guint index;
  JkkCase *jcase = jkk_case_append (empty, "impairments", &index);

  jcase = set (jcase, "cover.segment", "PU");
  jcase = set (jcase, "accident.accident_day", "2026-01-01");
  jcase = set (jcase, "participant.born", "1975-06-01");
  jcase = set (jcase, "participant.wage_kind", "per-bulan");
  jcase = set (jcase, "participant.wage", "4000000");
  jcase = set (jcase, "medical.outcome", "cacat-sebagian-fungsi");
  jcase = set (jcase, "impairments[1].kind", "fungsi");
  return set (jcase, "impairments[1].table_row", "1");
}

static JkkAssessEntry *
entry_new (const JkkCase *jcase, JkkWay way)
{
  JkkAssessEntry *entry = jkk_assess_entry_new (jcase, 1, 28);

  entry->way = way;
  return entry;
}

static void
type (JkkAssessEntry *entry, const char *const *texts)
{
  for (guint i = 0; texts[i] != NULL; i++)
    jkk_assess_entry_set (entry, i, texts[i]);
}

static JkkAssessState *
compute (const JkkCase *jcase, const JkkAssessEntry *entry)
{
  return jkk_assess_state_new (NULL, jcase, 1, entry, TODAY);
}

static const JkkHistoryChange *
find_change (const JkkAssessState *state, const char *path)
{
  for (guint i = 0; i < state->changes->len; i++)
    if (strcmp (((JkkHistoryChange *) state->changes->pdata[i])->path, path) == 0)
      return state->changes->pdata[i];
  return NULL;
}

static void
test_a_stiff_shoulder_is_worked_out_step_by_step (void)
{
  static const char *const degrees[] = { "175", "90", "45", "30", "180", "30", NULL };
  g_autoptr (JkkCase) jcase = case_new ();
  g_autoptr (JkkAssessEntry) entry = jkk_assess_entry_new (jcase, 1, 28);

  g_assert_cmpint (entry->way, ==, JKK_WAY_STIFFNESS);
  type (entry, degrees);
  g_autoptr (JkkAssessState) state = compute (jcase, entry);
  g_assert_null (state->error);
  g_assert_cmpstr (state->result, ==, "Loss of function 62,5\u00a0%");
  g_assert_cmpstr (state->working->formula, ==, "(400 − 150) ÷ 400");
  g_assert_nonnull (strstr (state->working->article, "PER.25"));
  g_assert_cmpstr (find_change (state, "impairments[1].function_loss")->after, ==, "62,5\u00a0%");
  g_assert_cmpstr (find_change (state, "impairments[1].measured")->after, ==, "sendi 175/90 45/30 180/30");
  g_assert_nonnull (find_change (state, "impairments[1].method"));
  g_assert_null (find_change (state, "impairments[1].table_row"));
  g_assert_cmpstr (state->total, ==, "The sheet comes to Rp\u00a080.000.000 instead of Rp\u00a00.");
}

/* There is always a place for the next movement. */
static void
test_lines_grow_with_the_movements (void)
{
  static const char *const four[] = { "10", "5", "10", "5", "10", "5", "10", "5", NULL };
  g_autoptr (JkkCase) jcase = case_new ();
  g_autoptr (JkkAssessEntry) entry = entry_new (jcase, JKK_WAY_STIFFNESS);
  g_autoptr (JkkAssessState) before = compute (jcase, entry);

  g_assert_cmpuint (before->rows->len, ==, 3);
  type (entry, four);
  g_autoptr (JkkAssessState) after = compute (jcase, entry);
  g_assert_cmpuint (after->rows->len, ==, 5);
  g_assert_cmpuint (after->cells->len, ==, 10);
  for (guint i = 0; i < JKK_MAX_CELLS; i++)
    jkk_assess_entry_set (entry, i, "9");
  g_autoptr (JkkAssessState) full = compute (jcase, entry);
  g_assert_cmpuint (full->rows->len, ==, JKK_MEASURED_MOVEMENTS);
  g_assert_cmpstr (full->result, ==, "Loss of function 0\u00a0%");
}

static void
test_the_age_is_there_already_and_its_correction_is_marked (void)
{
  static const char *const ears[] = { "35", "40", "45", "60", "40", "50", "50", "60", NULL };
  g_autoptr (JkkCase) jcase = case_new ();
  g_autoptr (JkkAssessEntry) entry = entry_new (jcase, JKK_WAY_HEARING);

  g_assert_cmpstr (jkk_assess_entry_get (entry, 8), ==, "50");
  type (entry, ears);
  g_autoptr (JkkAssessState) state = compute (jcase, entry);
  g_assert_cmpstr (state->result, ==, "Loss of function 23,75\u00a0%");
  g_assert_cmpuint (state->working->steps->len, ==, 2);
  g_assert_nonnull (state->working->unconfirmed);
  g_assert_cmpstr (find_change (state, "impairments[1].table_row")->after, ==, "13");
  jkk_assess_entry_set (entry, 8, "");
  g_autoptr (JkkAssessState) young = compute (jcase, entry);
  g_assert_cmpstr (young->result, ==, "Loss of function 31,25\u00a0%");
  g_assert_null (young->working->unconfirmed);
  g_assert_cmpstr (((JkkAssessCell *) state->cells->pdata[5])->label, ==, "Left, 1000 Hz");
}

static void
test_every_way_has_a_result (void)
{
  static const struct
  {
    JkkWay way;
    const char *texts[4];
    const char *result;
  } ways[] = {
    { JKK_WAY_DECIBELS, { "", "35" }, "Row 34 of annex III, counted 3 times" },
    { JKK_WAY_DECIBELS, { "30", "35" }, "Row 33 of annex III, counted 3 times" },
    { JKK_WAY_MUSCLE, { "3" }, "Loss of function 40\u00a0%" },
    { JKK_WAY_VISION, { "80", "40" }, "Row 44 of annex III, counted 3 times" },
    { JKK_WAY_LEG, { "5,5" }, "Row 31 of annex III" },
    { JKK_WAY_RANGE, { "28", "20" }, "Row 28 of annex III, 20\u00a0% by the doctor" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (JkkCase) jcase = case_new ();
      g_autoptr (JkkAssessEntry) entry = entry_new (jcase, ways[i].way);

      type (entry, ways[i].texts);
      g_autoptr (JkkAssessState) state = compute (jcase, entry);
      g_assert_cmpstr (state->result, ==, ways[i].result);
      g_assert_null (state->hint);
      g_assert_nonnull (state->working->article);
      g_assert_nonnull (state->total);
      g_assert_nonnull (jkk_assess_way_label (ways[i].way));
    }
}

static void
test_what_is_missing_is_asked_for_before_anything_is_wrong (void)
{
  g_autoptr (JkkCase) jcase = case_new ();
  g_autoptr (JkkAssessEntry) entry = entry_new (jcase, JKK_WAY_STIFFNESS);
  g_autoptr (JkkAssessState) nothing = compute (jcase, entry);

  g_assert_cmpstr (nothing->hint, ==, "Fill in 2 more numbers.");
  g_assert_null (nothing->error);
  g_assert_null (nothing->assessing);
  jkk_assess_entry_set (entry, 0, "175");
  jkk_assess_entry_set (entry, 1, "90");
  jkk_assess_entry_set (entry, 3, "30");
  g_autoptr (JkkAssessState) half = compute (jcase, entry);
  g_assert_cmpstr (half->hint, ==, "Fill in 1 more number.");
  entry->way = JKK_WAY_DECIBELS;
  g_autoptr (JkkAssessState) ear = compute (jcase, entry);
  g_assert_cmpstr (ear->hint, ==, "Fill in 1 more number.");
}

static void
test_what_cannot_be_is_said_in_words (void)
{
  static const struct
  {
    JkkWay way;
    const char *texts[4];
    const char *says;
  } bad[] = {
    { JKK_WAY_MUSCLE, { "6" }, "between 0 and 5" },
    { JKK_WAY_MUSCLE, { "abc" }, "abc" },
    { JKK_WAY_VISION, { "80", "140" }, "140 cannot be measured here: it must lie between 0 and 100" },
    { JKK_WAY_LEG, { "5,55" }, "one decimal" },
    { JKK_WAY_RANGE, { "28", "40" }, "between 10\u00a0% and 30\u00a0%" },
    { JKK_WAY_RANGE, { "1", "40" }, "no range" },
    { JKK_WAY_DECIBELS, { "30", "45" }, "differ by a full ten" },
    { JKK_WAY_STIFFNESS, { "90", "175" }, "between 0 and 90" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (JkkCase) jcase = case_new ();
      g_autoptr (JkkAssessEntry) entry = entry_new (jcase, bad[i].way);

      type (entry, bad[i].texts);
      g_autoptr (JkkAssessState) state = compute (jcase, entry);
      g_assert_nonnull (state->error);
      g_assert_nonnull (strstr (state->error, bad[i].says));
      g_assert_null (state->assessing);
      g_assert_cmpuint (state->changes->len, ==, 0);
    }
  g_autoptr (JkkCase) jcase = case_new ();
  g_autoptr (JkkAssessEntry) entry = entry_new (jcase, JKK_WAY_MUSCLE);
  jkk_assess_entry_set (entry, 0, "abc");
  g_autoptr (JkkAssessState) state = compute (jcase, entry);
  g_assert_true (((JkkAssessCell *) state->cells->pdata[0])->wrong);
}

/* Steps that an earlier way left would still be multiplied. */
static void
test_another_way_takes_the_place_of_the_first (void)
{
  g_autoptr (JkkCase) jcase = case_new ();

  jcase = set (jcase, "impairments[1].steps", "4");
  jcase = set (jcase, "impairments[1].measured", "visus kanan 50 kiri 50");
  g_autoptr (JkkAssessEntry) entry = entry_new (jcase, JKK_WAY_VISION);
  g_assert_cmpstr (jkk_assess_entry_get (entry, 1), ==, "50");
  entry->way = JKK_WAY_MUSCLE;
  jkk_assess_entry_set (entry, 0, "2");
  g_autoptr (JkkAssessState) state = compute (jcase, entry);
  g_assert_cmpstr (find_change (state, "impairments[1].steps")->after, ==, "");
  g_assert_cmpstr (find_change (state, "impairments[1].measured")->after, ==, "otot 2");
  /* What was typed for the other way is still there. */
  entry->way = JKK_WAY_VISION;
  g_assert_cmpstr (jkk_assess_entry_get (entry, 0), ==, "50");
}

static void
test_the_measured_values_come_back (void)
{
  static const char *const texts[] = { "audiometri kanan 35/40/45/60 kiri 40/50/50/60 umur 45",
                                       "desibel kiri 30",
                                       "sendi 175/90 45/30",
                                       "otot 3",
                                       "visus kanan 80 kiri 12,5",
                                       "tungkai 5,5" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (JkkCase) jcase = case_new ();

      jcase = set (jcase, "impairments[1].measured", texts[i]);
      g_autoptr (JkkAssessEntry) entry = jkk_assess_entry_new (jcase, 1, 28);
      g_autoptr (JkkAssessState) state = compute (jcase, entry);
      g_assert_cmpint (entry->way, ==, (int) i);
      g_assert_null (state->error);
      g_assert_cmpstr (state->assessing->measured, ==, texts[i]);
      g_assert_null (find_change (state, "impairments[1].measured"));
    }
}

static void
test_a_new_disability_can_begin_here (void)
{
  g_autoptr (JkkCase) jcase = jkk_case_new ();
  g_autoptr (JkkAssessEntry) entry = jkk_assess_entry_new (jcase, 0, JKK_NONE);

  entry->way = JKK_WAY_MUSCLE;
  jkk_assess_entry_set (entry, 0, "0");
  g_autoptr (JkkAssessState) state = jkk_assess_state_new (NULL, jcase, 0, entry, TODAY);
  g_assert_cmpstr (state->title, ==, "New disability");
  g_assert_cmpstr (state->result, ==, "Loss of function 100\u00a0%");
  g_assert_nonnull (find_change (state, "impairments[1].kind"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/assess-state/a-stiff-shoulder-is-worked-out-step-by-step",
                   test_a_stiff_shoulder_is_worked_out_step_by_step);
  g_test_add_func ("/assess-state/lines-grow-with-the-movements", test_lines_grow_with_the_movements);
  g_test_add_func ("/assess-state/the-age-is-there-already-and-its-correction-is-marked",
                   test_the_age_is_there_already_and_its_correction_is_marked);
  g_test_add_func ("/assess-state/every-way-has-a-result", test_every_way_has_a_result);
  g_test_add_func ("/assess-state/what-is-missing-is-asked-for-before-anything-is-wrong",
                   test_what_is_missing_is_asked_for_before_anything_is_wrong);
  g_test_add_func ("/assess-state/what-cannot-be-is-said-in-words", test_what_cannot_be_is_said_in_words);
  g_test_add_func ("/assess-state/another-way-takes-the-place-of-the-first",
                   test_another_way_takes_the_place_of_the_first);
  g_test_add_func ("/assess-state/the-measured-values-come-back", test_the_measured_values_come_back);
  g_test_add_func ("/assess-state/a-new-disability-can-begin-here", test_a_new_disability_can_begin_here);
  return g_test_run ();
}
