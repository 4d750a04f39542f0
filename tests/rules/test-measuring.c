#include "golden.h"

#include "jkk-measuring.h"

#include <string.h>

static const JkkLaw *
law_of (const char *pack)
{
  return jkk_pack_law (jkk_pack_set_find (jkk_pack_set_builtin (NULL), pack), jkk_day_new (2026, 1, 1));
}

static JkkMeasured
measure (const char *text)
{
  g_autoptr (GError) error = NULL;
  JkkMeasurement measurement;
  JkkMeasured found;

  g_assert_true (jkk_measurement_parse (text, &measurement, &error));
  g_autoptr (JkkReason) working = jkk_measuring_explain (law_of ("PP-82-2019"), &measurement, &found, &error);
  g_assert_no_error (error);
  g_assert_nonnull (working->article);
  return found;
}

static void
assert_refused (const char *pack, const char *text)
{
  g_autoptr (GError) error = NULL;
  JkkMeasurement measurement;
  JkkMeasured found;

  g_assert_true (jkk_measurement_parse (text, &measurement, &error));
  g_assert_null (jkk_measuring_explain (law_of (pack), &measurement, &found, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
}

static void
test_each_measure_leads_to_its_row (void)
{
  JkkMeasured found = measure ("audiometri kanan 35/40/45/60 kiri 40/50/50/60");

  g_assert_cmpint (found.loss, ==, 3125);
  g_assert_cmpint (found.table_row, ==, 13);
  g_assert_cmpint (found.steps, ==, JKK_NONE);
  found = measure ("desibel kiri 39");
  g_assert_cmpint (found.table_row, ==, 34);
  g_assert_cmpint (found.steps, ==, 3);
  g_assert_cmpint (found.loss, ==, JKK_NONE);
  found = measure ("desibel kanan 30 kiri 39");
  g_assert_cmpint (found.table_row, ==, 33);
  g_assert_cmpint (found.steps, ==, 3);
  found = measure ("sendi 175/90 45/30 180/30");
  g_assert_cmpint (found.loss, ==, 6250);
  g_assert_cmpint (found.table_row, ==, JKK_NONE);
  found = measure ("otot 2");
  g_assert_cmpint (found.loss, ==, 6000);
  found = measure ("visus kanan 80 kiri 40");
  g_assert_cmpint (found.table_row, ==, 44);
  g_assert_cmpint (found.steps, ==, 3);
  g_assert_cmpint (found.loss, ==, JKK_NONE);
  found = measure ("tungkai 7,4");
  g_assert_cmpint (found.table_row, ==, 31);
  found = measure ("tungkai 7,5");
  g_assert_cmpint (found.table_row, ==, 32);
}

static void
test_ears_that_differ_by_a_ten_are_two_rows (void)
{
  assert_refused ("PP-82-2019", "desibel kanan 30 kiri 40");
}

/* The table of migrant workers is not known yet: no row and no number is made up. */
static void
test_what_a_regulation_does_not_say_is_refused (void)
{
  assert_refused ("PMK-4-2023", "desibel kanan 30");
  assert_refused ("PMK-4-2023", "visus kanan 80 kiri 40");
  assert_refused ("PMK-4-2023", "tungkai 5");
}

#define COMMON                                                                                                         \
  "cover.segment = PU\naccident.accident_day = 2026-01-01\nparticipant.wage_kind = per-bulan\nparticipant.wage = "     \
  "4000000\nmedical.outcome = cacat-sebagian-fungsi\nimpairments[1].kind = fungsi\nimpairments[1].table_row = 1\n"

static const JkkReason *
find_step (const JkkReason *reason, const char *rule)
{
  if (strcmp (reason->rule, rule) == 0)
    return reason;
  for (guint i = 0; i < reason->children->len; i++)
    {
      const JkkReason *found = find_step (reason->children->pdata[i], rule);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_the_working_stands_on_the_sheet (void)
{
  g_autoptr (JkkPayout) sheet = golden_sheet (
      COMMON "impairments[1].function_loss = 62,5\nimpairments[1].measured = sendi 175/90 45/30 180/30\n");
  const JkkReason *line = jkk_payout_find_line (sheet, "disability-functional");
  const JkkReason *row = find_step (line, "disability-row"), *working = find_step (line, "stiffness");
  const JkkInput *values = working->inputs->pdata[working->inputs->len - 1];
  g_autofree char *formula = jkk_reason_formula_text (working);

  g_assert_true (row->children->pdata[0] == working);
  g_assert_cmpstr (values->text, ==, "sendi 175/90 45/30 180/30");
  g_assert_cmpstr (values->path, ==, "impairments[1].measured");
  g_assert_cmpstr (formula, ==, "(400 − 150) ÷ 400");
  g_assert_null (golden_note (sheet, "measured-otherwise"));
  g_assert_cmpint (line->amount, ==, 80000000);
}

static void
test_another_figure_of_the_doctor_is_named (void)
{
  g_autoptr (JkkPayout) sheet =
      golden_sheet (COMMON "impairments[1].function_loss = 50\nimpairments[1].measured = otot 2\n");
  const JkkReason *note = golden_note (sheet, "measured-otherwise");

  g_assert_nonnull (note);
  g_assert_cmpint (((JkkInput *) note->inputs->pdata[1])->number, ==, 6000);
  g_assert_cmpint (((JkkInput *) note->inputs->pdata[2])->number, ==, 5000);
  g_assert_cmpint (sheet->total, ==, 64000000);
}

/* Values that change no amount, and what they are compared with */
static void
test_measured_values_change_no_amount (void)
{
  static const char *const texts[] = { "otot 0", "sendi 90/0", "visus kanan 0 kiri 0", "tungkai 9",
                                       "desibel kiri 140" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *facts =
          g_strdup_printf ("%simpairments[1].function_loss = 50\nimpairments[1].measured = %s\n", COMMON, texts[i]);
      g_autoptr (JkkPayout) sheet = golden_sheet (facts);

      g_assert_cmpint (sheet->total, ==, 64000000);
      g_assert_cmpuint (sheet->missing->len, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measuring/each-measure-leads-to-its-row", test_each_measure_leads_to_its_row);
  g_test_add_func ("/measuring/ears-that-differ-by-a-ten-are-two-rows", test_ears_that_differ_by_a_ten_are_two_rows);
  g_test_add_func ("/measuring/what-a-regulation-does-not-say-is-refused",
                   test_what_a_regulation_does_not_say_is_refused);
  g_test_add_func ("/measuring/the-working-stands-on-the-sheet", test_the_working_stands_on_the_sheet);
  g_test_add_func ("/measuring/another-figure-of-the-doctor-is-named", test_another_figure_of_the_doctor_is_named);
  g_test_add_func ("/measuring/measured-values-change-no-amount", test_measured_values_change_no_amount);
  return g_test_run ();
}
