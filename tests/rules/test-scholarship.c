#include "golden.h"

#include "jkk-scholarship.h"

#include <string.h>

#define DIED                                                                                                           \
  "cover.segment = PU\naccident.accident_day = 2024-02-20\nmedical.outcome = meninggal-dunia\n"                        \
  "medical.death_day = 2024-02-20\nparticipant.wage_kind = per-bulan\nparticipant.wage = 2000000\n"

static guint
plan_of (const char *child, JkkSchoolYear *years)
{
  g_autofree char *text = g_strconcat (DIED, child, NULL);
  g_autoptr (JkkCase) jcase = golden_case (text);
  g_auto (JkkFacts) facts = { 0 };

  g_assert_true (jkk_facts_init (&facts, jcase, jkk_day_new (2026, 6, 1), NULL));
  const JkkRule rule = {
    &facts, jkk_pack_law (jkk_pack_set_find (jkk_pack_set_builtin (NULL), "PP-82-2019"), facts.law_day.number), NULL
  };
  return jkk_scholarship_plan (&rule, &facts.children[0], years);
}

static void
test_a_child_goes_through_all_levels (void)
{
  JkkSchoolYear years[JKK_MOST_SCHOOL_YEARS];
  guint n =
      plan_of ("children[1].born = 2020-01-10\nchildren[1].school_level = TK\nchildren[1].school_year = 1\n", years);
  static const struct
  {
    JkkSchoolLevel level;
    guint years;
    JkkMoney amount;
  } stages[] = { { JKK_LEVEL_TK, 2, 1500000 },
                 { JKK_LEVEL_SD, 6, 1500000 },
                 { JKK_LEVEL_SMP, 3, 2000000 },
                 { JKK_LEVEL_SMA, 3, 3000000 },
                 { JKK_LEVEL_PT, 5, 12000000 } };
  guint at = 0;

  g_assert_cmpuint (n, ==, 19);
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    for (guint year = 1; year <= stages[i].years; year++, at++)
      {
        g_assert_cmpint (years[at].level, ==, stages[i].level);
        g_assert_cmpuint (years[at].year, ==, year);
        g_assert_cmpint (years[at].amount, ==, stages[i].amount);
        g_assert_cmpint (years[at].day, ==, jkk_day_new (2024 + (int) at, 2, 20));
      }
}

static void
test_no_year_begins_at_23 (void)
{
  for (int age = 3; age < 23; age++)
    {
      JkkSchoolYear years[JKK_MOST_SCHOOL_YEARS];
      g_autofree char *born = jkk_day_to_iso (jkk_day_add_months (jkk_day_new (2024, 2, 20), -12 * age));
      g_autofree char *child =
          g_strdup_printf ("children[1].born = %s\nchildren[1].school_level = TK\nchildren[1].school_year = 1\n", born);
      guint n = plan_of (child, years);

      g_assert_cmpuint (n, ==, (guint) MIN (19, 23 - age));
    }
}

static void
test_entering_school_later_moves_the_plan (void)
{
  JkkSchoolYear years[JKK_MOST_SCHOOL_YEARS];
  guint n = plan_of ("children[1].born = 2018-01-10\nchildren[1].school_level = SD\nchildren[1].school_year = 1\n"
                     "children[1].school_entered = 2024-07-15\n",
                     years);

  g_assert_cmpuint (n, ==, 17);
  g_assert_cmpint (years[0].day, ==, jkk_day_new (2024, 7, 15));
  g_assert_cmpint (years[16].day, ==, jkk_day_new (2040, 7, 15));
}

static void
test_having_entered_before_changes_nothing (void)
{
  JkkSchoolYear years[JKK_MOST_SCHOOL_YEARS];

  plan_of ("children[1].born = 2014-01-10\nchildren[1].school_level = SD\nchildren[1].school_year = 4\n"
           "children[1].school_entered = 2020-07-15\n",
           years);
  g_assert_cmpint (years[0].day, ==, jkk_day_new (2024, 2, 20));
}

static void
test_the_line_is_a_plan_for_each_child (void)
{
  g_autoptr (JkkPayout) payout =
      golden_sheet (DIED "children[1].born = 2005-01-10\nchildren[1].school_level = PT\nchildren[1].school_year = 2\n"
                         "children[2].born = 2012-01-10\nchildren[2].school_level = SD\nchildren[2].school_year = 6\n");
  const JkkReason *line = jkk_payout_find_line (payout, "scholarship");
  const JkkReason *note = golden_note (payout, "scholarship-yearly");

  g_assert_cmpuint (line->children->len, ==, 2);
  g_assert_cmpuint (((JkkReason *) line->children->pdata[0])->children->len, ==, 4);
  g_assert_cmpuint (((JkkReason *) line->children->pdata[1])->children->len, ==, 11);
  g_assert_cmpint (line->amount, ==, 4 * 12000000 + 1500000 + 6000000 + 9000000 + 48000000);
  g_assert_cmpint (((JkkInput *) note->inputs->pdata[0])->number, ==, 13500000);
}

static void
test_the_limit_of_children_is_the_packs (void)
{
  g_autofree char *text = golden_regulation ("PP-82-2019");
  g_autoptr (GString) xml = g_string_new (NULL);
  const char *value = strstr (strstr (text, "id=\"scholarship-children\""), ">2<");
  g_autoptr (GError) error = NULL;

  g_string_append_len (xml, text, value - text);
  g_string_append_printf (xml, ">1<%s", value + strlen (">2<"));
  g_autoptr (JkkPackSet) packs = jkk_pack_set_with_draft (xml->str, &error);
  g_assert_no_error (error);
  g_autoptr (JkkCase) jcase =
      golden_case (DIED "children[1].born = 2005-01-10\nchildren[1].school_level = PT\nchildren[1].school_year = 5\n"
                        "children[2].born = 2005-01-10\nchildren[2].school_level = PT\nchildren[2].school_year = 5\n");
  g_autoptr (JkkPayout) payout = jkk_calculate_with (packs, jcase, jkk_day_new (2024, 6, 1), &error);
  g_assert_cmpint (jkk_payout_find_line (payout, "scholarship")->amount, ==, 12000000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scholarship/a-child-goes-through-all-levels", test_a_child_goes_through_all_levels);
  g_test_add_func ("/scholarship/no-year-begins-at-23", test_no_year_begins_at_23);
  g_test_add_func ("/scholarship/entering-school-later-moves-the-plan", test_entering_school_later_moves_the_plan);
  g_test_add_func ("/scholarship/having-entered-before-changes-nothing", test_having_entered_before_changes_nothing);
  g_test_add_func ("/scholarship/the-line-is-a-plan-for-each-child", test_the_line_is_a_plan_for_each_child);
  g_test_add_func ("/scholarship/the-limit-of-children-is-the-packs", test_the_limit_of_children_is_the_packs);
  return g_test_run ();
}
