#include "golden.h"

#define FACTS                                                                                                          \
  "cover.segment = PU\naccident.accident_day = 2024-03-04\nparticipant.wage_kind = per-bulan\n"                        \
  "participant.wage = 3000000\nmedical.rest_from = 2024-03-04\nmedical.rest_until = 2024-03-10\n"

static const JkkReason *
note_of (const char *facts, JkkPayout **payout)
{
  g_autofree char *all = g_strconcat (FACTS, facts, NULL);

  *payout = golden_sheet (all);
  return golden_note (*payout, "stmb-after-outcome");
}

static void
test_days_after_the_outcome_are_noted_and_paid (void)
{
  static const char *const outcomes[] = { "sembuh", "cacat-sebagian-fungsi", "cacat-sebagian-anatomis",
                                          "cacat-total-tetap" };

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_autofree char *facts = g_strdup_printf ("medical.examined_day = 2024-03-09\nmedical.outcome = %s", outcomes[i]);
      g_autoptr (JkkPayout) payout = NULL;
      const JkkReason *note = note_of (facts, &payout);

      g_assert_nonnull (note);
      g_assert_cmpint (((JkkInput *) note->inputs->pdata[2])->number, ==, jkk_day_new (2024, 3, 10));
      g_assert_cmpint (jkk_payout_find_line (payout, "stmb")->amount, ==, 700000);
    }
}

static void
test_nothing_is_noted_where_nothing_ended (void)
{
  static const char *const facts[] = {
    "medical.examined_day = 2024-03-09\nmedical.outcome = masih-dalam-pengobatan",
    "medical.examined_day = 2024-03-10\nmedical.outcome = sembuh",
    "medical.outcome = sembuh",
    "medical.examined_day = 2024-03-09",
    "medical.examined_day = 2024-03-09\nmedical.outcome = meninggal-dunia\nmedical.death_day = 2024-03-10",
  };

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_autoptr (JkkPayout) payout = NULL;

      g_assert_null (note_of (facts[i], &payout));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stmb-end/days-after-the-outcome-are-noted-and-paid",
                   test_days_after_the_outcome_are_noted_and_paid);
  g_test_add_func ("/stmb-end/nothing-is-noted-where-nothing-ended", test_nothing_is_noted_where_nothing_ended);
  return g_test_run ();
}
