#include "jkk-expense.h"

static void
test_a_receipt_has_a_kind_a_day_and_an_amount (void)
{
  JkkExpense *expense = g_new (JkkExpense, 1);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < jkk_expense_type.n_fields; i++)
    if (jkk_field_is_text (&jkk_expense_type.fields[i]))
      *(char **) G_STRUCT_MEMBER_P (expense, jkk_expense_type.fields[i].offset) = NULL;
  for (guint i = 0; i < jkk_expense_type.n_fields; i++)
    if (g_str_equal (jkk_expense_type.fields[i].name, "amount"))
      {
        g_assert_true (jkk_field_set_text (&jkk_expense_type.fields[i], expense, "1.250.000", &error));
        g_assert_cmpint (expense->amount, ==, 1250000);
        g_assert_false (jkk_field_set_text (&jkk_expense_type.fields[i], expense, "satu juta", &error));
        g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
        g_assert_cmpint (expense->amount, ==, 1250000);
      }
    else if (g_str_equal (jkk_expense_type.fields[i].name, "kind"))
      {
        g_assert_true (jkk_field_set_text (&jkk_expense_type.fields[i], expense, "Transport", NULL));
        g_assert_cmpstr (expense->kind, ==, "transportasi");
        jkk_field_put_string (&jkk_expense_type.fields[i], expense, NULL);
      }
  g_free (expense);
}

static void
test_only_deeds_keep_the_fingerprint_of_a_paper (void)
{
  guint n = 0;

  for (guint i = 0; i < jkk_document_type.n_fields; i++)
    if ((jkk_document_type.fields[i].flags & JKK_FIELD_SYSTEM) != 0)
      n++;
  g_assert_cmpuint (n, ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/expense/receipt", test_a_receipt_has_a_kind_a_day_and_an_amount);
  g_test_add_func ("/expense/paper", test_only_deeds_keep_the_fingerprint_of_a_paper);
  return g_test_run ();
}
