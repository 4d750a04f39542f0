#include "jkk-list-look.h"

#include "../scratch-folder.h"
#include "jkk-demo.h"

#include <glib/gstdio.h>

#define CASES 120

typedef struct
{
  char *folder;
  JkkOffice *office;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = make_folder ();
  g_autofree char *address = g_build_filename (fixture->folder, "demo.db", NULL);
  jkk_demo_create (address, CASES, JKK_DEMO_SEED, jkk_today (), NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->office = jkk_office_open (address, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  jkk_office_close (fixture->office);
  g_clear_object (&fixture->office);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static JkkListPiece *
add_piece (GPtrArray *pieces, const JkkCaseCursor *start, const JkkCaseCursor *until, gint64 skip, guint limit)
{
  JkkListPiece *piece = jkk_list_piece_new (start, until);

  piece->skip = skip;
  piece->limit = limit;
  g_ptr_array_add (pieces, piece);
  return piece;
}

static GPtrArray *
pieces_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_list_piece_free);
}

static void
assert_ids (JkkListPiece *piece, GArray *all, guint first, guint n)
{
  g_assert_cmpmem (piece->ids->data, piece->ids->len * sizeof (gint64), &g_array_index (all, gint64, first),
                   n * sizeof (gint64));
}

static void
test_pieces_lie_where_they_were_asked_for (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pieces = pieces_new ();
  const JkkCaseCursor none = { 0 };
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;

  query.sort = JKK_SORT_RECEIVED_DAY;
  query.descending = TRUE;
  g_autoptr (GArray) all = jkk_office_list (fixture->office, &query, &error);
  g_assert_no_error (error);
  JkkListPiece *first = add_piece (pieces, &none, NULL, 0, 10);
  JkkListPiece *middle = add_piece (pieces, &none, NULL, 40, 20);
  JkkListPiece *last = add_piece (pieces, &none, NULL, 15, 20);
  middle->rows_first = 5;
  middle->n_rows = 100;
  last->from_end = TRUE;
  g_autoptr (JkkListLook) look = jkk_office_look (fixture->office, &query, pieces, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpint (look->n, ==, CASES);
  assert_ids (first, all, 0, 10);
  assert_ids (middle, all, 40, 20);
  assert_ids (last, all, CASES - 15, 15);
  g_assert_false (first->reached || middle->reached);
  g_assert_true (last->reached);
  g_assert_cmpuint (middle->rows->len, ==, 15);
  g_assert_cmpint (((JkkCaseRow *) middle->rows->pdata[0])->id, ==, g_array_index (all, gint64, 45));

  /* Between the ends of two pieces lies what lies between them. */
  g_autoptr (GPtrArray) between = pieces_new ();
  JkkListPiece *gap = add_piece (between, &first->end, &middle->start, 0, 100);
  JkkListPiece *exact = add_piece (between, &first->end, &middle->start, 0, 30);
  JkkListPiece *beyond = add_piece (between, &first->end, &middle->start, 50, 0);
  g_autoptr (JkkListLook) again = jkk_office_look (fixture->office, &query, between, 0, &error);
  g_assert_no_error (error);
  assert_ids (gap, all, 10, 30);
  assert_ids (exact, all, 10, 30);
  g_assert_true (gap->reached && exact->reached && beyond->reached);
  g_assert_nonnull (again);
}

static void
test_what_is_searched_comes_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pieces = pieces_new ();
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;

  query.search = "jkk";
  g_autoptr (JkkListLook) look = jkk_office_look (fixture->office, &query, pieces, 30, &error);
  g_assert_no_error (error);
  g_assert_cmpint (look->n, ==, CASES);
  g_assert_cmpuint (look->found->len, ==, CASES);
  g_assert_cmpuint (look->rows->len, ==, 30);
}

int
main (int argc, char *argv[])
{
  g_setenv ("SANTUN_TODAY", "2026-03-12", TRUE);
  g_setenv ("SANTUN_TEST_PASSWORDS", "1", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/list-look/pieces-lie-where-they-were-asked-for", Fixture, NULL, set_up,
              test_pieces_lie_where_they_were_asked_for, tear_down);
  g_test_add ("/list-look/what-is-searched-comes-whole", Fixture, NULL, set_up, test_what_is_searched_comes_whole,
              tear_down);
  return g_test_run ();
}
