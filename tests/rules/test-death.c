#include "formula.h"
#include "golden.h"

#include "jkk-death.h"

#include <string.h>

#define DIED                                                                                                           \
  "cover.segment = PU\naccident.accident_day = 2026-01-01\nmedical.outcome = meninggal-dunia\n"                        \
  "medical.death_day = 2026-01-01\nparticipant.wage_kind = per-bulan\n"

static JkkMoney
at_wage (JkkMoney wage)
{
  g_autofree char *text = g_strdup_printf (DIED "participant.wage = %" G_GINT64_FORMAT, wage);

  return golden_amount (text, "death");
}

static void
test_the_floor_holds_up_to_the_wage_that_reaches_it (void)
{
  g_assert_cmpint (at_wage (0), ==, 20000000);
  g_assert_cmpint (at_wage (416666), ==, 20000000);
  g_assert_cmpint (at_wage (416667), ==, 20000016);
}

static void
test_a_higher_wage_never_pays_less (void)
{
  for (guint round = 0; round < 200; round++)
    {
      JkkMoney wage = g_test_rand_int_range (0, G_MAXINT / 2);

      g_assert_cmpint (at_wage (wage + g_test_rand_int_range (0, 1000000)), >=, at_wage (wage));
    }
}

static void
test_funeral_only_at_death (void)
{
  g_autoptr (JkkPayout) total =
      golden_sheet ("cover.segment = PU\naccident.accident_day = 2026-01-01\nmedical.outcome = "
                    "cacat-total-tetap\nparticipant.wage_kind = per-bulan\nparticipant.wage = 1");

  g_assert_null (jkk_payout_find_line (total, "funeral"));
  g_assert_null (jkk_payout_find_line (total, "death"));
  g_assert_nonnull (jkk_payout_find_line (total, "periodic"));
  g_assert_cmpstr (jkk_payout_find_line (total, "periodic")->payee, ==, "peserta");
}

/* Heirs */

static char *
first_heirs (const char *heirs)
{
  g_autofree char *text = g_strconcat (DIED "participant.wage = 1000000\n", heirs, NULL);
  g_autoptr (JkkPayout) payout = golden_sheet (text);
  const JkkReason *note = golden_note (payout, "heirs-order");
  GString *names = g_string_new (NULL);

  for (guint i = 0; note != NULL && i < note->inputs->len; i++)
    {
      const JkkInput *input = note->inputs->pdata[i];

      if (g_str_has_prefix (input->name, "heir-"))
        g_string_append_printf (names, "%s ", input->path);
    }
  return g_string_free (names, FALSE);
}

static void
assert_first (const char *heirs, const char *expected)
{
  g_autofree char *names = first_heirs (heirs);

  g_assert_cmpstr (names, ==, expected);
}

static void
test_heirs_come_in_the_order_of_the_law (void)
{
  assert_first ("heirs[1].relation = wasiat\n", "heirs[1].relation ");
  assert_first ("heirs[1].relation = wasiat\nheirs[2].relation = mertua\n", "heirs[2].relation ");
  assert_first ("heirs[1].relation = mertua\nheirs[2].relation = saudara-kandung\n", "heirs[2].relation ");
  assert_first ("heirs[1].relation = saudara-kandung\nheirs[2].relation = cucu\n", "heirs[2].relation ");
  assert_first ("heirs[1].relation = cucu\nheirs[2].relation = kakek-nenek\nheirs[3].relation = ayah-ibu\n",
                "heirs[1].relation heirs[2].relation heirs[3].relation ");
  assert_first ("heirs[1].relation = ayah-ibu\nheirs[2].relation = anak\n", "heirs[2].relation ");
  assert_first ("heirs[1].relation = anak\nheirs[2].relation = janda-duda\n", "heirs[1].relation heirs[2].relation ");
  assert_first ("heirs[1].born = 1990-01-01\n", "");
}

static gboolean
needs_guardian (const char *born, const char *more)
{
  g_autofree char *text = g_strconcat (
      DIED "participant.wage = 1000000\nheirs[1].relation = anak\nheirs[1].born = ", born, "\n", more, NULL);
  g_autoptr (JkkPayout) payout = golden_sheet (text);

  return golden_misses (payout, "heirs[1].guardian_name");
}

static void
test_minors_need_a_guardian (void)
{
  g_assert_true (needs_guardian ("2008-01-02", ""));
  g_assert_false (needs_guardian ("2008-01-01", ""));
  g_assert_false (needs_guardian ("2015-01-01", "heirs[1].guardian_name = Wali"));
}

static void
test_what_was_paid_before_is_shown_but_not_taken_off (void)
{
  g_autoptr (JkkPayout) payout = golden_sheet (DIED "participant.wage = 1000000\nclaim.disability_paid = 5000000");
  const JkkReason *note = golden_note (payout, "disability-paid");

  g_assert_cmpint (jkk_payout_find_line (payout, "death")->amount, ==, 48000000);
  g_assert_cmpint (((JkkInput *) note->inputs->pdata[0])->number, ==, 5000000);
  g_assert_cmpstr (((JkkInput *) note->inputs->pdata[0])->path, ==, "claim.disability_paid");
}

static gboolean
is_missing (const JkkPayout *payout, const char *path)
{
  for (guint i = 0; i < payout->missing->len; i++)
    if (g_strcmp0 (((JkkMissing *) payout->missing->pdata[i])->path, path) == 0)
      return TRUE;
  return FALSE;
}

static void
test_what_was_paid_before_waits_for_a_choice_with_its_ground (void)
{
  g_autoptr (JkkPayout) open = golden_sheet (DIED "participant.wage = 1000000\nclaim.disability_paid = 5000000");
  g_autoptr (JkkPayout) bare = golden_sheet (DIED "participant.wage = 1000000\nclaim.disability_paid = 5000000\n"
                                                  "claim.disability_choice = diperhitungkan");
  g_autoptr (JkkPayout) taken = golden_sheet (DIED "participant.wage = 1000000\nclaim.disability_paid = 5000000\n"
                                                   "claim.disability_choice = diperhitungkan\n"
                                                   "claim.disability_ground = Pasal 25");
  g_autoptr (JkkPayout) nothing = golden_sheet (DIED "participant.wage = 1000000\nclaim.disability_paid = 0");

  g_assert_true (is_missing (open, "claim.disability_choice"));
  g_assert_true (is_missing (bare, "claim.disability_ground"));
  g_assert_false (is_missing (taken, "claim.disability_choice"));
  g_assert_false (is_missing (taken, "claim.disability_ground"));
  g_assert_cmpint (jkk_payout_find_line (taken, "death")->amount, ==, 43000000);
  g_assert_cmpstr (golden_note (taken, "disability-paid")->article, ==, "Pasal 25");
  g_assert_null (golden_note (nothing, "disability-paid"));
  g_assert_false (is_missing (nothing, "claim.disability_choice"));
}

/* 48 wages with funeral and periodic benefit for three heirs: 118,000,001 does not divide by three. */
static void
test_shares_add_up_to_what_heirs_are_paid (void)
{
  for (guint n = 2; n < 8; n++)
    {
      g_autoptr (GString) facts =
          g_string_new ("cover.segment = PU\naccident.accident_day = 2024-02-20\nmedical.outcome = meninggal-dunia\n"
                        "medical.death_day = 2024-02-20\nparticipant.wage_kind = per-bulan\n"
                        "participant.wage = 2000033\nheirs[1].relation = mertua\n");

      for (guint i = 0; i < n; i++)
        g_string_append_printf (facts, "heirs[%u].relation = %s\n", i + 2, i == 0 ? "janda-duda" : "anak");
      g_autoptr (JkkPayout) payout = golden_sheet (facts->str);
      const JkkReason *note = golden_note (payout, "heirs-shares");
      JkkMoney sum = 0, least = G_MAXINT64, most = 0;

      g_assert_nonnull (note);
      g_assert_cmpuint (note->children->len, ==, n);
      for (guint i = 0; i < n; i++)
        {
          JkkMoney share = ((JkkReason *) note->children->pdata[i])->amount;

          sum += share;
          least = MIN (least, share);
          most = MAX (most, share);
        }
      g_assert_cmpint (sum, ==, payout->total);
      g_assert_cmpint (most - least, <, n);
      g_assert_cmpuint (formula_check (note, "shares"), ==, n);
    }
}

static void
test_one_heir_shares_with_nobody (void)
{
  g_autoptr (JkkPayout) payout =
      golden_sheet ("cover.segment = PU\naccident.accident_day = 2024-02-20\nmedical.outcome = meninggal-dunia\n"
                    "medical.death_day = 2024-02-20\nparticipant.wage_kind = per-bulan\nparticipant.wage = 2000000\n"
                    "heirs[1].relation = janda-duda\nheirs[2].relation = mertua");

  g_assert_null (golden_note (payout, "heirs-shares"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/death/the-floor-holds-up-to-the-wage-that-reaches-it",
                   test_the_floor_holds_up_to_the_wage_that_reaches_it);
  g_test_add_func ("/death/a-higher-wage-never-pays-less", test_a_higher_wage_never_pays_less);
  g_test_add_func ("/death/funeral-only-at-death", test_funeral_only_at_death);
  g_test_add_func ("/death/heirs-come-in-the-order-of-the-law", test_heirs_come_in_the_order_of_the_law);
  g_test_add_func ("/death/minors-need-a-guardian", test_minors_need_a_guardian);
  g_test_add_func ("/death/what-was-paid-before-is-shown-but-not-taken-off",
                   test_what_was_paid_before_is_shown_but_not_taken_off);
  g_test_add_func ("/death/shares-add-up-to-what-heirs-are-paid", test_shares_add_up_to_what_heirs_are_paid);
  g_test_add_func ("/death/one-heir-shares-with-nobody", test_one_heir_shares_with_nobody);
  g_test_add_func ("/death/what-was-paid-before-waits-for-a-choice-with-its-ground",
                   test_what_was_paid_before_waits_for_a_choice_with_its_ground);
  return g_test_run ();
}
