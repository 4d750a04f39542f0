#include "jkk-case.h"

static JkkCase *
with (JkkCase *jcase, const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;
  JkkCase *after = jkk_case_set (jcase, path, text, &error);

  g_assert_no_error (error);
  jkk_case_unref (jcase);
  return after;
}

static void
test_a_changed_case_leaves_the_old_one_as_it_was (void)
{
  g_autoptr (JkkCase) before = jkk_case_new ();
  g_autoptr (JkkCase) after = jkk_case_set (before, "participant.name", "Budi", NULL);
  g_autoptr (JkkCase) same = jkk_case_ref (before);

  g_assert_null (before->participant.name);
  g_assert_cmpstr (after->participant.name, ==, "Budi");
  g_assert_false (jkk_case_equal (before, after));
  g_assert_true (jkk_case_equal (before, same));
}

static void
test_rows_of_lists_are_named_by_number_or_code (void)
{
  guint index = 0;
  g_autoptr (JkkCase) empty = jkk_case_new ();
  g_autoptr (JkkCase) jcase = jkk_case_append (empty, "payees", &index);

  g_assert_cmpuint (index, ==, 1);
  jcase = with (g_steal_pointer (&jcase), "payees[1].payee", "peserta");
  jcase = with (g_steal_pointer (&jcase), "payees[peserta].stmb", "5.000");
  g_autofree char *by_number = jkk_case_get_text (jcase, "payees[1].stmb");
  g_autofree char *missing = jkk_case_get_text (jcase, "payees[ahli-waris].stmb");
  g_assert_cmpstr (by_number, ==, "5.000");
  g_assert_cmpstr (missing, ==, "");
  g_autoptr (JkkCase) removed = jkk_case_remove (jcase, "payees", 1, NULL);
  g_assert_true (jkk_case_equal (empty, removed));
  g_assert_null (jkk_case_remove (removed, "payees", 1, NULL));
}

static void
test_paths_that_cannot_be_are_refused (void)
{
  static const char *const paths[] = { "",
                                       "x",
                                       "participant",
                                       "participant.",
                                       "participant.x",
                                       ".name",
                                       "payees.stmb",
                                       "participant[1].name",
                                       "payees[1]stmb",
                                       "payees[1.stmb",
                                       "payees]1[.stmb" };
  g_autoptr (JkkCase) jcase = jkk_case_new ();

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (jkk_case_set (jcase, paths[i], "1", &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
    }
  g_autoptr (GError) error = NULL;
  g_assert_null (jkk_case_set (jcase, "payees[1].stmb", "1", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
}

static void
test_differences_name_path_before_and_after (void)
{
  g_autoptr (JkkCase) before = with (jkk_case_new (), "participant.wage", "4.000.000");
  g_autoptr (JkkCase) longer = jkk_case_append (before, "children", NULL);
  g_autoptr (JkkCase) named = jkk_case_set (longer, "children[1].name", "Ani", NULL);
  g_autoptr (JkkCase) after = jkk_case_set (named, "participant.wage", "5000000", NULL);
  g_autoptr (GPtrArray) changes = jkk_case_diff (before, after);
  const JkkChange *first = changes->pdata[0], *second = changes->pdata[1];

  g_assert_cmpuint (changes->len, ==, 2);
  g_assert_cmpstr (first->path, ==, "participant.wage");
  g_assert_cmpstr (first->before, ==, "4000000");
  g_assert_cmpstr (first->after, ==, "5000000");
  g_assert_cmpstr (second->path, ==, "children[1].name");
  g_assert_null (second->before);
  g_assert_cmpstr (second->after, ==, "Ani");
}

static void
test_a_value_knows_where_it_stands_on_paper (void)
{
  g_autofree char *label = jkk_case_path_label ("children[2].name"), *unknown = jkk_case_path_label ("no.where");

  g_assert_cmpstr (jkk_case_path_place ("accident.accident_day"), ==, "KK 1 · 4");
  g_assert_null (jkk_case_path_place ("cover.number"));
  g_assert_cmpstr (label, ==, "Child 2 · Name of child");
  g_assert_cmpstr (unknown, ==, "no.where");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case/immutable", test_a_changed_case_leaves_the_old_one_as_it_was);
  g_test_add_func ("/case/rows", test_rows_of_lists_are_named_by_number_or_code);
  g_test_add_func ("/case/bad-paths", test_paths_that_cannot_be_are_refused);
  g_test_add_func ("/case/diff", test_differences_name_path_before_and_after);
  g_test_add_func ("/case/place", test_a_value_knows_where_it_stands_on_paper);
  return g_test_run ();
}
