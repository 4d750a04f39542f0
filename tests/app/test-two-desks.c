/* What is changed at one desk is seen at the other, and nothing moves there that somebody reads or types. */
#include "desk-pair.h"

#include "jkk-case-page-private.h"
#include "jkk-list-page.h"

typedef struct
{
  DeskPair *pair;
  gint64 id;
  const char *path;
  const char *text;
  gint64 count;
} Wanted;

/* Where somebody is: what must not move. */
typedef struct
{
  double scrolled;
  GtkWidget *focus;
  guint selected;
} Standing;

static GtkAdjustment *
adjustment_of (gpointer root)
{
  GtkWidget *scroller = jkk_test_find (root, GTK_TYPE_SCROLLED_WINDOW);

  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
}

static guint
first_selected (DeskPair *pair)
{
  GtkWidget *view = jkk_test_find (desk_pair_list (pair), GTK_TYPE_COLUMN_VIEW);
  g_autoptr (GtkBitset) selected =
      gtk_selection_model_get_selection (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)));

  return gtk_bitset_is_empty (selected) ? G_MAXUINT : gtk_bitset_get_minimum (selected);
}

static Standing
stand (DeskPair *pair, gpointer root)
{
  return (Standing){ .scrolled = gtk_adjustment_get_value (adjustment_of (root)),
                     .focus = gtk_window_get_focus (GTK_WINDOW (pair->window)),
                     .selected = first_selected (pair) };
}

static void
assert_unmoved (DeskPair *pair, gpointer root, const Standing *before)
{
  Standing now = stand (pair, root);

  g_assert_cmpfloat (now.scrolled, ==, before->scrolled);
  g_assert_true (now.focus == before->focus);
  g_assert_cmpuint (now.selected, ==, before->selected);
}

static gboolean
row_says (gpointer data)
{
  const Wanted *wanted = data;
  const JkkRowState *row = desk_pair_row (wanted->pair, wanted->id);

  return row != NULL && g_strcmp0 (row->participant, wanted->text) == 0;
}

static gboolean
page_says (gpointer data)
{
  const Wanted *wanted = data;
  g_autofree char *text = desk_pair_text (wanted->pair, wanted->path);

  return g_strcmp0 (text, wanted->text) == 0;
}

static gboolean
counts_say (gpointer data)
{
  const Wanted *wanted = data;

  return wanted->pair->desk->counts.by_status[JKK_STATUS_HELD] == wanted->count;
}

#define MINE JKK_STATUS_BIT (JKK_STATUS_VERIFYING), "sari"

static void
test_a_line_of_the_list_follows_where_it_stands (DeskPair *pair, gconstpointer data)
{
  gint64 id = desk_pair_find (pair, MINE, 0);
  Wanted wanted = { pair, id, "participant.name", "Nama Dari Meja Lain", 0 };

  desk_pair_show_all (pair, id);
  Standing before = stand (pair, desk_pair_list (pair));
  desk_pair_order (pair, "open %" G_GINT64_FORMAT, id);
  desk_pair_order (pair, "write participant.name %s", wanted.text);
  jkk_test_wait_for (row_says, &wanted);
  jkk_test_settle (300);
  assert_unmoved (pair, desk_pair_list (pair), &before);
}

static void
test_the_numbers_beside_the_queues_follow (DeskPair *pair, gconstpointer data)
{
  gint64 id = desk_pair_find (pair, MINE, 0);

  desk_pair_show_all (pair, id);
  desk_pair_order (pair, "open %" G_GINT64_FORMAT, id);
  Wanted wanted = { pair, id, NULL, NULL, pair->desk->counts.by_status[JKK_STATUS_HELD] + 1 };
  Standing before = stand (pair, desk_pair_list (pair));
  desk_pair_order (pair, "do hold Menunggu kuitansi");
  jkk_test_wait_for (counts_say, &wanted);
  jkk_test_settle (300);
  assert_unmoved (pair, desk_pair_list (pair), &before);
  g_assert_cmpstr (desk_pair_row (pair, id)->status, ==, jkk_case_status_label (JKK_STATUS_HELD));
}

static void
test_an_open_case_follows (DeskPair *pair, gconstpointer data)
{
  gint64 id = desk_pair_find (pair, MINE, 0);
  Wanted wanted = { pair, id, "employer.contact", "Ibu Rani", 0 };

  desk_pair_open (pair, id);
  GtkAdjustment *view = adjustment_of (desk_pair_page (pair)->left);
  gtk_adjustment_set_value (view, 120);
  jkk_test_settle (100);
  Standing before = stand (pair, desk_pair_page (pair)->left);
  desk_pair_order (pair, "open %" G_GINT64_FORMAT, id);
  desk_pair_order (pair, "write employer.contact %s", wanted.text);
  jkk_test_wait_for (page_says, &wanted);
  jkk_test_settle (300);
  assert_unmoved (pair, desk_pair_page (pair)->left, &before);
}

static void
test_what_is_typed_stays_and_the_rest_follows (DeskPair *pair, gconstpointer data)
{
  gint64 id = desk_pair_find (pair, MINE, 0);
  Wanted wanted = { pair, id, "employer.contact", "Ibu Rani", 0 };
  Wanted typed = { pair, id, "employer.sector", "Tekst", 0 };

  desk_pair_open (pair, id);
  desk_pair_order (pair, "open %" G_GINT64_FORMAT, id);
  jkk_test_act (desk_pair_page (pair), "case.jump", "s", "employer.sector");
  jkk_test_act (desk_pair_page (pair), "case.edit", "(ss)", "employer.sector", typed.text);
  jkk_test_settle (100);
  Standing before = stand (pair, desk_pair_page (pair)->left);
  desk_pair_order (pair, "write employer.contact %s", wanted.text);
  jkk_test_wait_for (page_says, &wanted);
  g_assert_true (page_says (&typed));
  assert_unmoved (pair, desk_pair_page (pair)->left, &before);
}

static gboolean
knows_rival (gpointer data)
{
  return desk_pair_page (data)->rival != 0;
}

static GtkWindow *
find_dialog (DeskPair *pair)
{
  GType type = g_type_from_name ("JkkConflictDialog");

  return type != 0 ? jkk_test_dialog (pair->window, type) : NULL;
}

static gboolean
asks (gpointer data)
{
  return find_dialog (data) != NULL;
}

/* The person is told while he types, and asked when the hand rests; both versions are there. */
static void
test_both_versions_are_offered (DeskPair *pair, gconstpointer data)
{
  gint64 id = desk_pair_find (pair, MINE, 0);
  Wanted typed = { pair, id, "employer.sector", "Tekstil", 0 };

  desk_pair_open (pair, id);
  desk_pair_order (pair, "open %" G_GINT64_FORMAT, id);
  jkk_test_act (desk_pair_page (pair), "case.jump", "s", "employer.sector");
  jkk_test_act (desk_pair_page (pair), "case.edit", "(ss)", "employer.sector", typed.text);
  Standing before = stand (pair, desk_pair_page (pair)->left);
  desk_pair_order (pair, "write employer.sector Perikanan");
  jkk_test_wait_for (knows_rival, pair);
  g_assert_true (page_says (&typed));
  assert_unmoved (pair, desk_pair_page (pair)->left, &before);
  g_assert_nonnull (jkk_test_find_text (pair->window, "another desk"));

  jkk_test_act (pair->window, "win.compare", NULL);
  jkk_test_wait_for (asks, pair);
  GtkWindow *dialog = find_dialog (pair);
  g_assert_nonnull (jkk_test_find_text (dialog, "Tekstil"));
  g_assert_nonnull (jkk_test_find_text (dialog, "Perikanan"));
  jkk_test_act (dialog, "conflict.choose", NULL);
  jkk_test_settle (500);
  g_assert_true (page_says (&typed));
}

#define ADD(name) g_test_add ("/two-desks/" #name, DeskPair, NULL, desk_pair_set_up, test_##name, desk_pair_tear_down)

int
main (int argc, char *argv[])
{
  if (desk_pair_be_other (argc, argv))
    return 0;
  jkk_test_init (&argc, &argv);
  ADD (a_line_of_the_list_follows_where_it_stands);
  ADD (the_numbers_beside_the_queues_follow);
  ADD (an_open_case_follows);
  ADD (what_is_typed_stays_and_the_rest_follows);
  ADD (both_versions_are_offered);
  return g_test_run ();
}
