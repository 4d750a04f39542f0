#include "jkk-case-selection.h"

static void
count_cb (guint *n)
{
  (*n)++;
}

static GListStore *
lines_new (guint n)
{
  GListStore *lines = g_list_store_new (G_TYPE_OBJECT);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) line = g_object_new (G_TYPE_OBJECT, NULL);

      g_list_store_append (lines, line);
    }
  return lines;
}

static guint
n_selected (GtkSelectionModel *selection)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (selection);

  return (guint) gtk_bitset_get_size (selected);
}

static void
test_not_too_many_are_selected (void)
{
  g_autoptr (GListStore) lines = lines_new (JKK_CASE_SELECTION_MOST + 50);
  g_autoptr (GtkSelectionModel) selection = GTK_SELECTION_MODEL (jkk_case_selection_new (G_LIST_MODEL (lines)));
  guint n_refused = 0, n_changed = 0;

  g_signal_connect_swapped (selection, "too-many", G_CALLBACK (count_cb), &n_refused);
  g_signal_connect_swapped (selection, "selection-changed", G_CALLBACK (count_cb), &n_changed);
  gtk_selection_model_select_item (selection, 7, TRUE);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_false (gtk_selection_model_select_all (selection));
  g_assert_cmpuint (n_refused, ==, 1);
  g_assert_cmpuint (n_selected (selection), ==, 1);
  g_assert_true (gtk_selection_model_select_range (selection, 0, JKK_CASE_SELECTION_MOST, TRUE));
  g_assert_false (gtk_selection_model_select_item (selection, JKK_CASE_SELECTION_MOST, FALSE));
  g_assert_cmpuint (n_selected (selection), ==, JKK_CASE_SELECTION_MOST);
  g_assert_cmpuint (n_refused, ==, 2);
  g_assert_true (gtk_selection_model_unselect_range (selection, 10, 20));
  g_assert_cmpuint (n_selected (selection), ==, JKK_CASE_SELECTION_MOST - 20);
}

static void
test_what_is_selected_goes_along_with_its_line (void)
{
  g_autoptr (GListStore) lines = lines_new (10);
  g_autoptr (GtkSelectionModel) selection = GTK_SELECTION_MODEL (jkk_case_selection_new (G_LIST_MODEL (lines)));
  g_autoptr (GObject) fifth = g_list_model_get_item (G_LIST_MODEL (selection), 4);
  guint n_changed = 0;

  g_signal_connect_swapped (selection, "items-changed", G_CALLBACK (count_cb), &n_changed);
  gtk_selection_model_select_item (selection, 4, TRUE);
  g_list_store_remove (lines, 0);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (selection)), ==, 9);
  g_assert_true (gtk_selection_model_is_selected (selection, 3));
  g_autoptr (GObject) fourth = g_list_model_get_item (G_LIST_MODEL (selection), 3);
  g_assert_true (fourth == fifth);
  g_assert_cmpuint (n_selected (selection), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case-selection/not-too-many-are-selected", test_not_too_many_are_selected);
  g_test_add_func ("/case-selection/what-is-selected-goes-along-with-its-line",
                   test_what_is_selected_goes_along_with_its_line);
  return g_test_run ();
}
