#include "jkk-linked-list.h"
#include "jkk-test-window.h"

static JkkCaseRow *
row_new (gint64 id, const char *name)
{
  JkkCaseRow *row = g_new0 (JkkCaseRow, 1);

  row->id = id;
  row->number = g_strdup_printf ("JKK-2026-%06d", (int) id);
  row->participant_name = g_strdup (name);
  row->employer_name = g_strdup ("PT Contoh");
  row->accident_day = jkk_day_new (2026, 3, 12);
  row->status = JKK_STATUS_VERIFYING;
  return row;
}

/* A case whose event has so many other victims, of whom so many are known by name. */
static JkkCaseFile *
file_new (guint n_linked, guint n_known)
{
  JkkCaseFile *file = g_new0 (JkkCaseFile, 1);

  file->jcase = jkk_case_new ();
  jkk_set_str (&file->jcase->accident.event, "Ledakan ketel uap");
  file->n_linked = n_linked;
  file->linked = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_case_row_free);
  for (guint i = 0; i < n_known; i++)
    g_ptr_array_add (file->linked, row_new (i + 1, i == 0 ? "Budi" : NULL));
  return file;
}

static void
test_the_button_counts_them (void)
{
  g_autoptr (JkkCaseFile) none = file_new (0, 0), one = file_new (1, 1), many = file_new (250, 2);
  g_autofree char *of_none = jkk_linked_list_label (none), *of_one = jkk_linked_list_label (one);
  g_autofree char *of_many = jkk_linked_list_label (many);

  g_assert_null (of_none);
  g_assert_cmpstr (of_one, ==, "1 linked case");
  g_assert_cmpstr (of_many, ==, "250 linked cases");
}

static void
test_a_line_tells_them_apart (void)
{
  g_autoptr (JkkCaseRow) row = row_new (7, "Budi");
  g_autofree char *whole = jkk_linked_list_line (row);

  row->accident_day = JKK_NONE;
  g_clear_pointer (&row->employer_name, g_free);
  g_autofree char *bare = jkk_linked_list_line (row);
  g_assert_cmpstr (whole, ==, "JKK-2026-000007 · Being verified · 12-03-2026 · PT Contoh");
  g_assert_cmpstr (bare, ==, "JKK-2026-000007 · Being verified");
}

static void
test_each_is_opened_by_its_entry (void)
{
  g_autoptr (JkkCaseFile) none = file_new (0, 0), some = file_new (4, 2);
  GtkWidget *button = g_object_ref_sink (gtk_menu_button_new ());

  jkk_linked_list_fill (GTK_MENU_BUTTON (button), some);
  g_assert_true (gtk_widget_get_visible (button));
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  GtkWidget *entry = jkk_test_find (popover, GTK_TYPE_BUTTON);
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (entry)), ==, "win.open-case");
  g_assert_cmpint (g_variant_get_int64 (gtk_actionable_get_action_target_value (GTK_ACTIONABLE (entry))), ==, 1);
  g_assert_nonnull (jkk_test_find_text (popover, "Ledakan ketel uap"));
  g_assert_nonnull (jkk_test_find_text (popover, "JKK-2026-000002"));
  g_assert_nonnull (jkk_test_find_text (popover, "and 2 more"));
  jkk_linked_list_fill (GTK_MENU_BUTTON (button), none);
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_null (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  jkk_linked_list_fill (GTK_MENU_BUTTON (button), NULL); /* a new case */
  g_assert_false (gtk_widget_get_visible (button));
  g_object_unref (button);
}

int
main (int argc, char *argv[])
{
  jkk_test_init (&argc, &argv);
  g_test_add_func ("/linked-list/the-button-counts-them", test_the_button_counts_them);
  g_test_add_func ("/linked-list/a-line-tells-them-apart", test_a_line_tells_them_apart);
  g_test_add_func ("/linked-list/each-is-opened-by-its-entry", test_each_is_opened_by_its_entry);
  return g_test_run ();
}
