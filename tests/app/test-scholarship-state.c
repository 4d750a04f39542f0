#include "jkk-scholarship-state.h"

#define TODAY (jkk_day_new (2026, 5, 5))

static const JkkPlannedYear plan[] = {
  { 1, "SD", 6, 20532, 1500000, 1500000 },
  { 1, "SMP", 1, 20897, 2000000, 0 },
  { 2, "PT", 2, 20532, 12000000, 5000000 },
};

static GArray *
years_new (void)
{
  GArray *years = g_array_new (FALSE, FALSE, sizeof (JkkPlannedYear));

  g_array_append_vals (years, plan, G_N_ELEMENTS (plan));
  return years;
}

static void
add_payment (JkkCase *jcase, gint64 child, const char *level, gint64 year, JkkMoney amount, const char *reference)
{
  JkkInstallment *paid = jkk_record_new (&jkk_installment_type);

  paid->child = child;
  paid->school_level = g_strdup (level);
  paid->school_year = year;
  paid->amount = amount;
  paid->paid_day = jkk_day_new (2026, 4, 1);
  paid->reference = g_strdup (reference);
  g_ptr_array_add (jcase->installments, paid);
}

static JkkCase *
case_new (void)
{
  JkkCase *jcase = jkk_case_new ();
  JkkChild *child = jkk_record_new (&jkk_child_type);

  child->name = g_strdup ("Anak Contoh");
  g_ptr_array_add (jcase->children, child);
  add_payment (jcase, 1, "SD", 6, 1500000, "B-1");
  add_payment (jcase, 2, "pelatihan", 2, 5000000, NULL);
  return jcase;
}

static void
test_a_year_says_how_it_stands (void)
{
  g_autoptr (JkkCase) jcase = case_new ();
  g_autoptr (GArray) years = years_new ();
  g_autoptr (GPtrArray) rows = jkk_scholarship_state_rows (jcase, years, TODAY);
  const JkkScholarshipRow *paid = rows->pdata[0], *later = rows->pdata[1], *part = rows->pdata[2];

  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpint (paid->open, ==, 0);
  g_assert_false (paid->due);
  g_assert_cmpstr (paid->detail, ==,
                   "paid, was due on 20-03-2026\nRp\302\240"
                   "1.500.000 paid on 01-04-2026 · B-1");
  g_assert_cmpint (later->open, ==, 2000000);
  g_assert_false (later->due);
  g_assert_cmpstr (later->detail, ==,
                   "Rp\302\240"
                   "2.000.000 open, due on 20-03-2027");
  g_assert_true (part->due);
  g_assert_cmpint (part->open, ==, 7000000);
  g_assert_cmpstr (part->detail, ==,
                   "Rp\302\240"
                   "7.000.000 open, due since 20-03-2026\nRp\302\240"
                   "5.000.000 paid on 01-04-2026");
}

static void
test_the_summary_adds_up (void)
{
  g_autoptr (GArray) years = years_new ();
  g_autofree char *text = jkk_scholarship_state_summary (years, TODAY);

  g_assert_cmpstr (text, ==,
                   "Paid Rp\302\240"
                   "6.500.000 · due Rp\302\240"
                   "7.000.000 · later Rp\302\240"
                   "2.000.000");
}

static void
test_a_child_without_a_name_has_its_number (void)
{
  g_autoptr (JkkCase) jcase = case_new ();
  g_autofree char *first = jkk_scholarship_state_child (jcase, 1), *second = jkk_scholarship_state_child (jcase, 2);

  g_assert_cmpstr (first, ==, "Anak Contoh");
  g_assert_cmpstr (second, ==, "Child 2");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scholarship-state/a-year-says-how-it-stands", test_a_year_says_how_it_stands);
  g_test_add_func ("/scholarship-state/the-summary-adds-up", test_the_summary_adds_up);
  g_test_add_func ("/scholarship-state/a-child-without-a-name-has-its-number",
                   test_a_child_without_a_name_has_its_number);
  return g_test_run ();
}
