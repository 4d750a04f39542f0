#include "jkk-letter-view.h"

#include "jkk-test-window.h"

/* How wide a message stands beside its receipt on a small screen. */
#define NARROW 420

static GtkWidget *
value_at (GtkWidget *box, const char *text, double *x)
{
  GtkWidget *value = jkk_test_find_text (box, text);
  double y;

  g_assert_nonnull (value);
  g_assert_true (gtk_widget_translate_coordinates (value, box, 0, 0, x, &y));
  return value;
}

/* Numbers of messages have no blanks at which they could be broken. */
static void
test_values_stand_in_one_column_and_none_is_cut_off (void)
{
  JkkLetterLine lines[] = {
    { (char *) "a", (char *) "Dari", NULL, (char *) "RSUD Kertasana", FALSE },
    { (char *) "b", (char *) "Nama berkas", NULL, (char *) "000001-question-30432b70-48c2-4682-bcdd-50a0bd17028b.xml",
      FALSE },
    { (char *) "c", (char *) "Pesan", (char *) "KK 1 · 2", (char *) "6c243e0b-59d3-4762-be7d-47f4a4f310d5", FALSE },
    { (char *) "d", (char *) "Diletakkan di kotak keluar", NULL, (char *) "21-11-2026", FALSE },
  };
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  JkkLetterBlock block = { (char *) "Berkas", all };
  GtkWidget *window = gtk_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_ptr_array_add (all, &lines[i]);
  jkk_letter_view_block (GTK_BOX (box), &block);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), NARROW, 300);
  gtk_window_present (GTK_WINDOW (window));
  jkk_test_settle (200);

  double first;
  value_at (box, lines[0].value, &first);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      double x;
      GtkWidget *value = value_at (box, lines[i].value, &x);

      g_assert_cmpfloat (x, ==, first);
      g_assert_cmpint ((int) x + gtk_widget_get_width (value), <=, NARROW);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  jkk_test_init (&argc, &argv);
  g_test_add_func ("/letter-view/values-stand-in-one-column-and-none-is-cut-off",
                   test_values_stand_in_one_column_and_none_is_cut_off);
  return g_test_run ();
}
