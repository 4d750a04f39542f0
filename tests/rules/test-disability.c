#include "golden.h"

#include "jkk-disability.h"

#include <string.h>

#define WAGE 3000000
#define COMMON                                                                                                         \
  "cover.segment = PU\naccident.accident_day = 2026-01-01\nparticipant.wage_kind = per-bulan\nparticipant.wage = "     \
  "3000000\nmedical.outcome = cacat-sebagian-anatomis\n"

typedef struct
{
  gboolean functional;
  gint64 row;
  gint64 loss; /* hundredths of a percent */
} Loss;

static JkkAmounts
amounts_of (const Loss *losses, guint n, gboolean left_handed)
{
  g_autoptr (GString) text = g_string_new (COMMON);
  JkkAmounts amounts;

  g_string_append_printf (text, "participant.left_handed = %d\n", left_handed);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *loss = jkk_percent_to_plain (losses[i].loss);

      g_string_append_printf (text, "impairments[%u].kind = %s\nimpairments[%u].table_row = %d\n", i + 1,
                              losses[i].functional ? "fungsi" : "anatomis", i + 1, (int) losses[i].row);
      g_string_append_printf (text, "impairments[%u].function_loss = %s\n", i + 1, loss);
    }
  g_autoptr (JkkCase) jcase = golden_case (text->str);
  g_assert_true (jkk_calculate_amounts (jkk_pack_set_builtin (NULL), jcase, jkk_day_new (2026, 6, 1), &amounts, NULL));
  return amounts;
}

static JkkMoney
sum_of (const Loss *losses, guint n)
{
  return amounts_of (losses, n, FALSE).total;
}

/* Rows with one percentage that says nothing of a degree */
static const gint64 plain_rows[] = { 1, 2, 3, 5, 8, 10, 12, 14, 15, 16, 17, 19, 21, 24, 25, 26, 27, 35, 38, 46 };

static Loss
random_loss (void)
{
  return (Loss){ g_test_rand_int_range (0, 2) == 1, plain_rows[g_test_rand_int_range (0, G_N_ELEMENTS (plain_rows))],
                 g_test_rand_int_range (0, 10001) };
}

static void
test_every_plain_row_pays_its_percentage (void)
{
  const JkkLaw *law =
      jkk_pack_law (jkk_pack_set_find (jkk_pack_set_builtin (NULL), "PP-82-2019"), jkk_day_new (2026, 1, 1));

  for (guint i = 1; i < JKK_MAX_TABLE_ROW; i++)
    {
      const JkkTableRow *row = law->row[i];
      const Loss loss = { FALSE, i, 0 };

      if (row == NULL || row->percent != row->percent_max || row->each != NULL)
        continue;
      g_assert_cmpint (sum_of (&loss, 1), ==, WAGE / 10000 * 80 * row->percent);
    }
}

static void
test_left_handed_workers_get_the_other_side (void)
{
  const JkkLaw *law =
      jkk_pack_law (jkk_pack_set_find (jkk_pack_set_builtin (NULL), "PP-82-2019"), jkk_day_new (2026, 1, 1));

  for (guint i = 1; i < JKK_MAX_TABLE_ROW; i++)
    {
      const JkkTableRow *row = law->row[i];
      const Loss loss = { FALSE, i, 0 }, other = { FALSE, row != NULL ? row->partner : 0, 0 };

      if (row == NULL || row->partner == 0)
        continue;
      g_assert_cmpint (amounts_of (&loss, 1, TRUE).total, ==, amounts_of (&other, 1, FALSE).total);
    }
}

static void
test_the_swap_can_be_taken_out_of_the_pack (void)
{
  g_autofree char *text = golden_regulation ("PP-44-2015");
  g_autoptr (GString) xml = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  const char *value = strstr (strstr (text, "id=\"left-handed-swap\""), ">ya<");

  g_string_append_len (xml, text, value - text);
  g_string_append (xml, ">tidak<");
  g_string_append (xml, value + strlen (">ya<"));
  g_autoptr (JkkPackSet) packs = jkk_pack_set_with_draft (xml->str, &error);
  g_assert_no_error (error);
  g_autoptr (JkkCase) jcase = golden_case (COMMON "participant.left_handed = 1\nimpairments[1].kind = anatomis\n"
                                                  "impairments[1].table_row = 15");
  JkkAmounts amounts;
  g_assert_true (jkk_calculate_amounts (packs, jcase, jkk_day_new (2026, 6, 1), &amounts, NULL));
  g_assert_cmpint (amounts.total, ==, WAGE / 100 * 15 * 80);
}

static void
test_several_never_pay_more_than_the_limit (void)
{
  for (guint round = 0; round < 300; round++)
    {
      Loss losses[6];
      guint n = (guint) g_test_rand_int_range (1, 7);

      for (guint i = 0; i < n; i++)
        losses[i] = random_loss ();
      /* Two lines are rounded: half a rupiah each */
      g_assert_cmpint (sum_of (losses, n), <=, 56 * WAGE + 1);
    }
}

static void
test_a_disability_more_never_pays_less (void)
{
  for (guint round = 0; round < 300; round++)
    {
      Loss losses[6];
      guint n = (guint) g_test_rand_int_range (1, 6);

      for (guint i = 0; i <= n; i++)
        losses[i] = random_loss ();
      g_assert_cmpint (sum_of (losses, n + 1), >=, sum_of (losses, n) - 1);
    }
}

static void
test_the_order_of_disabilities_does_not_matter (void)
{
  for (guint round = 0; round < 200; round++)
    {
      Loss a[2] = { random_loss (), random_loss () }, b[2] = { a[1], a[0] };
      JkkAmounts first = amounts_of (a, 2, FALSE), second = amounts_of (b, 2, FALSE);

      g_assert_cmpmem (first.amount, sizeof first.amount, second.amount, sizeof second.amount);
    }
}

static void
test_a_loss_of_the_whole_function_is_worth_the_limb (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain_rows); i++)
    {
      const Loss limb = { FALSE, plain_rows[i], 0 }, function = { TRUE, plain_rows[i], 10000 },
                 nothing = { TRUE, plain_rows[i], 0 };

      g_assert_cmpint (sum_of (&limb, 1), ==, sum_of (&function, 1));
      g_assert_cmpint (sum_of (&nothing, 1), ==, 0);
    }
}

static void
test_more_than_the_whole_function_cannot_be_lost (void)
{
  g_autoptr (JkkCase) jcase = golden_case (
      COMMON "impairments[1].kind = fungsi\nimpairments[1].table_row = 1\nimpairments[1].function_loss = 100");
  g_autoptr (JkkCase) copy = jkk_case_copy (jcase);

  ((JkkImpairment *) copy->impairments->pdata[0])->function_loss = 10001;
  g_autoptr (JkkPayout) payout = jkk_calculate (copy, jkk_day_new (2026, 6, 1), NULL);
  g_assert_true (golden_misses (payout, "impairments[1].function_loss"));
  g_assert_cmpint (payout->total, ==, 0);
}

static void
test_a_row_is_shown_in_the_words_of_the_law (void)
{
  g_autoptr (JkkPayout) payout = golden_sheet (COMMON "participant.left_handed = 1\nimpairments[1].kind = "
                                                      "fungsi\nimpairments[1].table_row = "
                                                      "16\nimpairments[1].function_loss = 12,5");
  const JkkReason *line = jkk_payout_find_line (payout, "disability-functional"), *row = line->children->pdata[1];
  g_autofree char *formula = jkk_reason_formula_text (row), *whole = jkk_reason_formula_text (line);

  g_assert_cmpstr (row->title, ==, "Ibu jari tangan kanan");
  g_assert_cmpstr (row->article, ==, "PP 44/2015 Lampiran III, tabel persentase cacat nomor 15");
  g_assert_cmpstr (formula, ==, "15\u00a0% × 12,5\u00a0%");
  g_assert_cmpstr (whole, ==, "1,875\u00a0% × 80 × 3.000.000");
  g_assert_cmpint (line->amount, ==, 4500000);
}

static void
test_an_office_may_correct_a_row (void)
{
  g_autoptr (JkkPackSet) packs =
      golden_draft ("PP-44-2015", "number=\"25\" percent=\"5\"", "number=\"25\" percent=\"6\"");
  g_autoptr (JkkCase) jcase = golden_case (COMMON "impairments[1].kind = anatomis\nimpairments[1].table_row = 25");
  JkkAmounts amounts;

  g_assert_true (jkk_calculate_amounts (packs, jcase, jkk_day_new (2026, 6, 1), &amounts, NULL));
  g_assert_cmpint (amounts.total, ==, WAGE / 100 * 6 * 80);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/disability/every-plain-row-pays-its-percentage", test_every_plain_row_pays_its_percentage);
  g_test_add_func ("/disability/left-handed-workers-get-the-other-side", test_left_handed_workers_get_the_other_side);
  g_test_add_func ("/disability/the-swap-can-be-taken-out-of-the-pack", test_the_swap_can_be_taken_out_of_the_pack);
  g_test_add_func ("/disability/several-never-pay-more-than-the-limit", test_several_never_pay_more_than_the_limit);
  g_test_add_func ("/disability/a-disability-more-never-pays-less", test_a_disability_more_never_pays_less);
  g_test_add_func ("/disability/the-order-of-disabilities-does-not-matter",
                   test_the_order_of_disabilities_does_not_matter);
  g_test_add_func ("/disability/a-loss-of-the-whole-function-is-worth-the-limb",
                   test_a_loss_of_the_whole_function_is_worth_the_limb);
  g_test_add_func ("/disability/more-than-the-whole-function-cannot-be-lost",
                   test_more_than_the_whole_function_cannot_be_lost);
  g_test_add_func ("/disability/a-row-is-shown-in-the-words-of-the-law", test_a_row_is_shown_in_the_words_of_the_law);
  g_test_add_func ("/disability/an-office-may-correct-a-row", test_an_office_may_correct_a_row);
  return g_test_run ();
}
