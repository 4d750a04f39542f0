#include "jkk-case-list.h"
#include "jkk-case-store.h"
#include "store-fixture.h"

#include <string.h>

#define N_CASES 120

static const char *const names[] = { "Budi Santoso",  "Siti Müller-Aminah", "ŠIMIĆ Đorđe",    "budi hartono",
                                     "Nguyễn Văn An", "Wayan  Sudiarta",    "O'Brien \"Bob\"" };
static const char *const employers[] = { "PT Maju Jaya", "CV Bünga", "PT maju terus" };
static const char *const segments[] = { "PU", "BPU", "JAKON", "PMI" };
static const char *const verifiers[] = { "sari", "dewi", NULL };

/* Cases of all kinds; the closed ones are written as if decided, which only somebody with the file in hand can do. */
static JkkCase *
make_case (guint i)
{
  JkkCase *jcase = jkk_case_new ();
  g_autofree char *number = g_strdup_printf ("JKK-2026-%06u", i);
  g_autofree char *participant = g_strdup_printf ("120%08u", (i * 7919) % 100000);
  g_autofree char *identity = g_strdup_printf ("3671%012u", (i * 104729) % 1000003);

  jkk_set_str (&jcase->cover.number, number);
  jkk_set_str (&jcase->cover.status, jkk_case_status_name (i % (JKK_STATUS_PROPOSED + 1)));
  jkk_set_str (&jcase->cover.segment, segments[i % G_N_ELEMENTS (segments)]);
  jkk_set_str (&jcase->cover.verifier, verifiers[i % G_N_ELEMENTS (verifiers)]);
  jcase->cover.received_day = i % 11 == 0 ? JKK_NONE : (JkkDay) (20000 + (i * 31) % 90);
  jcase->claim.claimed_day = i % 13 == 0 ? JKK_NONE : (JkkDay) (20000 + (i * 17) % 90);
  jkk_set_str (&jcase->participant.name, names[i % G_N_ELEMENTS (names)]);
  jkk_set_str (&jcase->participant.number, participant);
  jkk_set_str (&jcase->participant.identity, identity);
  jkk_set_str (&jcase->employer.name, employers[i % G_N_ELEMENTS (employers)]);
  jcase->accident.accident_day = 19990 + (i * 17) % 60;
  jkk_set_str (&jcase->medical.outcome, i % 5 == 0 ? NULL : "sembuh");
  jkk_set_str (&jcase->claim.outcome, i % 4 == 0 ? "meninggal" : NULL);
  return jcase;
}

static JkkMoney
total_of (guint i)
{
  return i % 6 == 0 ? JKK_NONE : (JkkMoney) (i * 1000003 % 50000000);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, data);
  fixture_begin (fixture);
  for (guint i = 0; i < N_CASES; i++)
    {
      g_autoptr (JkkCase) jcase = make_case (i);
      g_autoptr (GError) error = NULL;
      gint64 id;

      jkk_case_store_insert (fixture->db, jcase, total_of (i), FIXTURE_TIME + i, &id, &error);
      g_assert_no_error (error);
      g_assert_cmpint (id, ==, i + 1);
    }
  fixture_commit (fixture);
  /* A few are closed. */
  fixture_sql (fixture, "UPDATE case_index SET status = 'disetujui' WHERE case_id % 10 = 3;"
                        "UPDATE case_index SET status = 'ditolak' WHERE case_id % 10 = 6");
}

static GPtrArray *
list (Fixture *fixture, const JkkCaseQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = jkk_case_list_ids (fixture->db, query, &error);
  GPtrArray *rows;

  g_assert_no_error (error);
  rows = jkk_case_list_rows (fixture->db, (const gint64 *) ids->data, ids->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, ids->len);
  return rows;
}

static const JkkCaseRow *
row (GPtrArray *rows, guint i)
{
  return g_ptr_array_index (rows, i);
}

/* ---- What a row shows */

static void
test_a_row_shows_what_the_case_says (Fixture *fixture, gconstpointer data)
{
  const gint64 ids[] = { 9, 5 };
  g_autoptr (GPtrArray) rows = jkk_case_list_rows (fixture->db, ids, 2, NULL);
  g_autoptr (JkkCase) jcase = make_case (8);
  const JkkCaseRow *first = row (rows, 0);

  g_assert_cmpint (first->id, ==, 9);
  g_assert_cmpstr (first->number, ==, jcase->cover.number);
  g_assert_cmpstr (first->participant_name, ==, "Siti Müller-Aminah");
  g_assert_cmpstr (first->employer_name, ==, jcase->employer.name);
  g_assert_cmpstr (first->participant_number, ==, jcase->participant.number);
  g_assert_cmpstr (first->segment, ==, "PU");
  g_assert_cmpint (first->status, ==, JKK_STATUS_RECEIVED);
  g_assert_cmpint (first->accident_day, ==, jcase->accident.accident_day);
  g_assert_cmpint (first->received_day, ==, jcase->cover.received_day);
  g_assert_cmpint (first->claimed_day, ==, jcase->claim.claimed_day);
  g_assert_cmpstr (first->verifier, ==, NULL);
  g_assert_cmpint (first->total, ==, total_of (8));
  /* The claim's outcome goes before the doctor's. */
  g_assert_cmpstr (first->outcome, ==, "meninggal");
  g_assert_cmpint (first->updated_at, ==, FIXTURE_TIME + 8);
  g_assert_cmpint (row (rows, 1)->id, ==, 5);
}

static void
test_a_row_that_is_not_there_is_told (Fixture *fixture, gconstpointer data)
{
  const gint64 ids[] = { 1, 4711 };
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_case_list_rows (fixture->db, ids, 2, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
}

/* ---- Order */

static int
compare_numbers (gint64 a, gint64 b)
{
  /* What was not entered stands before everything else: JKK_NONE is the smallest number. */
  return (a > b) - (a < b);
}

static int
compare_texts (const char *a, const char *b)
{
  return g_strcmp0 (a, b);
}

static int
compare_folded (const char *a, const char *b)
{
  g_autofree char *key_a = jkk_case_list_fold (a), *key_b = jkk_case_list_fold (b);

  return strcmp (key_a, key_b);
}

static int
compare_rows (const JkkCaseRow *a, const JkkCaseRow *b, JkkCaseSort sort)
{
  switch (sort)
    {
    case JKK_SORT_NUMBER:
      return compare_texts (a->number, b->number);
    case JKK_SORT_PARTICIPANT_NAME:
      return compare_folded (a->participant_name, b->participant_name);
    case JKK_SORT_EMPLOYER_NAME:
      return compare_folded (a->employer_name, b->employer_name);
    case JKK_SORT_PARTICIPANT_NUMBER:
      return compare_texts (a->participant_number, b->participant_number);
    case JKK_SORT_SEGMENT:
      return compare_texts (a->segment, b->segment);
    case JKK_SORT_STATUS:
      return compare_texts (jkk_case_status_name (a->status), jkk_case_status_name (b->status));
    case JKK_SORT_ACCIDENT_DAY:
      return compare_numbers (a->accident_day, b->accident_day);
    case JKK_SORT_RECEIVED_DAY:
      return compare_numbers (a->received_day, b->received_day);
    case JKK_SORT_VERIFIER:
      return compare_texts (a->verifier, b->verifier);
    case JKK_SORT_TOTAL:
      return compare_numbers (a->total, b->total);
    case JKK_SORT_OUTCOME:
      return compare_texts (a->outcome, b->outcome);
    case JKK_SORT_UPDATED_AT:
      return compare_numbers (a->updated_at, b->updated_at);
    case JKK_N_SORT:
    default:
      g_assert_not_reached ();
    }
}

static void
test_each_column_sorts_both_ways_through_each_filter (Fixture *fixture, gconstpointer data)
{
  const JkkCaseQuery filters[] = {
    { .claimed_before = JKK_NONE },
    { .claimed_before = JKK_NONE, .statuses = JKK_STATUS_OPEN },
    { .claimed_before = JKK_NONE, .search = "budi" },
    { .claimed_before = JKK_NONE, .search = "b" },
  };
  const guint expected[] = { N_CASES, 96, 35, 0 };

  for (guint filter = 0; filter < G_N_ELEMENTS (filters); filter++)
    for (guint sort = 0; sort < JKK_N_SORT; sort++)
      for (guint descending = 0; descending < 2; descending++)
        {
          JkkCaseQuery query = filters[filter];

          query.sort = sort;
          query.descending = descending == 1;
          g_autoptr (GPtrArray) rows = list (fixture, &query);
          if (expected[filter] > 0)
            g_assert_cmpuint (rows->len, ==, expected[filter]);
          g_assert_cmpuint (rows->len, >, 10);
          for (guint i = 1; i < rows->len; i++)
            {
              int order = compare_rows (row (rows, i - 1), row (rows, i), sort);

              if (order == 0)
                order = compare_numbers (row (rows, i - 1)->id, row (rows, i)->id);
              g_assert_cmpint (descending == 1 ? -order : order, <, 0);
            }
        }
}

/* ---- Filters: compared with a look at every row */

typedef struct
{
  guint statuses;
  const char *verifier;
  JkkDay claimed_before;
} Filter;

static gboolean
fits (const JkkCaseRow *jcase, const Filter *filter)
{
  return (filter->statuses == 0 || (filter->statuses & JKK_STATUS_BIT (jcase->status)) != 0) &&
         (filter->verifier == NULL || g_strcmp0 (jcase->verifier, filter->verifier) == 0) &&
         (filter->claimed_before == JKK_NONE ||
          (jcase->claimed_day != JKK_NONE && jcase->claimed_day < filter->claimed_before));
}

static void
test_filters_show_what_fits_and_nothing_else (Fixture *fixture, gconstpointer data)
{
  const Filter filters[] = {
    { 0, NULL, JKK_NONE },
    { JKK_STATUS_BIT (JKK_STATUS_HELD), NULL, JKK_NONE },
    { JKK_STATUS_BIT (JKK_STATUS_APPROVED) | JKK_STATUS_BIT (JKK_STATUS_REJECTED), NULL, JKK_NONE },
    { JKK_STATUS_OPEN, "sari", JKK_NONE },
    { 0, "dewi", JKK_NONE },
    { JKK_STATUS_OPEN, NULL, 20030 },
    { 0, "sari", 20050 },
    { JKK_STATUS_OPEN, "niemand", JKK_NONE },
  };
  const JkkCaseQuery everything = JKK_CASE_QUERY_INIT;
  g_autoptr (GPtrArray) all = list (fixture, &everything);

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      const JkkCaseQuery query = { .statuses = filters[i].statuses,
                                   .verifier = filters[i].verifier,
                                   .claimed_before = filters[i].claimed_before };
      g_autoptr (GPtrArray) rows = list (fixture, &query);
      guint n_fit = 0;

      for (guint j = 0; j < all->len; j++)
        n_fit += fits (row (all, j), &filters[i]) ? 1 : 0;
      for (guint j = 0; j < rows->len; j++)
        g_assert_true (fits (row (rows, j), &filters[i]));
      g_assert_cmpuint (rows->len, ==, n_fit);
      g_assert_true ((n_fit > 0) == (i < G_N_ELEMENTS (filters) - 1));
    }
}

static void
test_a_limit_gives_the_first_ones (Fixture *fixture, gconstpointer data)
{
  const JkkCaseQuery query = { .claimed_before = JKK_NONE, .sort = JKK_SORT_NUMBER, .descending = TRUE, .limit = 3 };
  g_autoptr (GPtrArray) rows = list (fixture, &query);

  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpstr (row (rows, 0)->number, ==, "JKK-2026-000119");
  g_assert_cmpstr (row (rows, 2)->number, ==, "JKK-2026-000117");
}

/* ---- Search */

static guint
count_found (Fixture *fixture, const char *search)
{
  const JkkCaseQuery query = { .claimed_before = JKK_NONE, .search = search };
  g_autoptr (GPtrArray) rows = list (fixture, &query);

  return rows->len;
}

static void
test_words_and_fragments_are_found (Fixture *fixture, gconstpointer data)
{
  /* 120 cases, seven names in turn: the first names come 18 times, the last six 17 times. */
  g_assert_cmpuint (count_found (fixture, "Budi Santoso"), ==, 18);
  g_assert_cmpuint (count_found (fixture, "  SANTOSO   budi "), ==, 18);
  g_assert_cmpuint (count_found (fixture, "antos"), ==, 18);
  g_assert_cmpuint (count_found (fixture, "budi"), ==, 35);
  g_assert_cmpuint (count_found (fixture, "muller"), ==, 17);
  g_assert_cmpuint (count_found (fixture, "MÜLLER-AMINAH"), ==, 17);
  g_assert_cmpuint (count_found (fixture, "simic"), ==, 17);
  g_assert_cmpuint (count_found (fixture, "nguyen van"), ==, 17);
  g_assert_cmpuint (count_found (fixture, "2026-000042"), ==, 1);
  g_assert_cmpuint (count_found (fixture, "jkk-2026-00004"), ==, 10);
  g_assert_cmpuint (count_found (fixture, "bunga"), ==, 40);
  g_assert_cmpuint (count_found (fixture, "budi bunga"), >, 0);
  g_assert_cmpuint (count_found (fixture, "budi tidakada"), ==, 0);
  g_assert_cmpuint (count_found (fixture, ""), ==, N_CASES);
  g_assert_cmpuint (count_found (fixture, "   "), ==, N_CASES);
}

static void
test_a_fragment_of_an_identity_is_found (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) jcase = make_case (77);
  const char *middle = jcase->participant.identity + 7;

  g_assert_cmpuint (count_found (fixture, middle), ==, 1);
  g_assert_cmpuint (count_found (fixture, jcase->participant.number), >=, 1);
}

static void
test_one_or_two_letters_are_the_beginning_of_a_word (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (count_found (fixture, "sa"), ==, 18);
  g_assert_cmpuint (count_found (fixture, "si"), ==, 34);
  g_assert_cmpuint (count_found (fixture, "ud"), ==, 0);
  g_assert_cmpuint (count_found (fixture, "w"), ==, 17);
  g_assert_cmpuint (count_found (fixture, "w su"), ==, 17);
  g_assert_cmpuint (count_found (fixture, "b sant"), ==, 18);
  g_assert_cmpuint (count_found (fixture, "z"), ==, 0);
}

static void
test_signs_with_a_meaning_elsewhere_are_only_signs (Fixture *fixture, gconstpointer data)
{
  static const char *const nothing[] = { "%%%",  "___",  "* OR *", "\"\"\"", "NOT budi", "case_search : x",
                                         "bud*", "^bud", "-- ;",   "'''" };

  g_assert_cmpuint (count_found (fixture, "o'brien"), ==, 17);
  g_assert_cmpuint (count_found (fixture, "\"bob\""), ==, 17);
  for (guint i = 0; i < G_N_ELEMENTS (nothing); i++)
    g_assert_cmpuint (count_found (fixture, nothing[i]), ==, 0);
}

static void
test_a_very_long_search_is_borne (Fixture *fixture, gconstpointer data)
{
  g_autofree char *word = g_strnfill (100000, 'a');
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    g_string_append (words, "budi ");
  g_assert_cmpuint (count_found (fixture, word), ==, 0);
  g_assert_cmpuint (count_found (fixture, words->str), ==, 35);
}

static void
test_a_search_goes_together_with_a_filter (Fixture *fixture, gconstpointer data)
{
  const JkkCaseQuery query = {
    .claimed_before = JKK_NONE, .search = "budi", .statuses = JKK_STATUS_BIT (JKK_STATUS_HELD), .verifier = "sari"
  };
  g_autoptr (GPtrArray) rows = list (fixture, &query);

  g_assert_cmpuint (rows->len, >, 0);
  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *name = jkk_case_list_fold (row (rows, i)->participant_name);

      g_assert_true (g_str_has_prefix (name, "budi"));
      g_assert_cmpint (row (rows, i)->status, ==, JKK_STATUS_HELD);
      g_assert_cmpstr (row (rows, i)->verifier, ==, "sari");
    }
}

static void
test_a_changed_name_is_found_and_the_old_one_no_more (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) stored = jkk_case_store_load (fixture->db, 1, NULL);
  g_autoptr (JkkCase) edited = jkk_case_set (stored, "participant.name", "Łucja Wiśniewska", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_found (fixture, "santoso 2026-000000"), ==, 1);
  fixture_begin (fixture);
  jkk_case_store_update (fixture->db, edited, 1, 99, FIXTURE_TIME + 999, &error);
  g_assert_no_error (error);
  fixture_commit (fixture);
  g_assert_cmpuint (count_found (fixture, "lucja wisniewska"), ==, 1);
  g_assert_cmpuint (count_found (fixture, "santoso 2026-000000"), ==, 0);
  fixture_sql (fixture, "INSERT INTO case_search (case_search) VALUES ('integrity-check')");
}

static void
test_folding_makes_alike_what_looks_alike (void)
{
  static const struct
  {
    const char *text;
    const char *folded;
  } rows[] = {
    { NULL, "" },
    { "", "" },
    { "   ", "" },
    { "  Siti \t MÜLLER\n", "siti muller" },
    { "ŠIMIĆ Đorđe", "simic dorde" },
    { "Łucja ØSTBY", "lucja ostby" },
    { "Nguyễn", "nguyen" },
    { "ＰＴ　Ｍａｊｕ", "pt maju" },
    { "Straße", "strasse" },
    { "ﬁrma", "firma" },
    { "3671-01", "3671-01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *folded = jkk_case_list_fold (rows[i].text);

      g_assert_cmpstr (folded, ==, rows[i].folded);
    }
}

/* ---- Counts */

static void
assert_counts_are_right (Fixture *fixture, const char *verifier, JkkDay day)
{
  JkkCaseCounts counts;
  const JkkCaseQuery everything = JKK_CASE_QUERY_INIT;
  const JkkCaseQuery mine = { .claimed_before = JKK_NONE, .statuses = JKK_STATUS_OPEN, .verifier = verifier };
  const JkkCaseQuery overdue = { .claimed_before = day, .statuses = JKK_STATUS_OPEN };
  g_autoptr (GPtrArray) all = list (fixture, &everything), my_rows = list (fixture, &mine),
                        late = list (fixture, &overdue);
  gint64 by_status[JKK_N_STATUS] = { 0 };

  for (guint i = 0; i < all->len; i++)
    by_status[row (all, i)->status]++;
  g_assert_true (jkk_case_list_counts (fixture->db, verifier, day, &counts, NULL));
  for (guint i = 0; i < JKK_N_STATUS; i++)
    g_assert_cmpint (counts.by_status[i], ==, by_status[i]);
  g_assert_cmpint (counts.mine, ==, my_rows->len);
  g_assert_cmpint (counts.overdue, ==, late->len);
  g_assert_cmpint (counts.mine, >, 0);
  g_assert_cmpint (counts.overdue, >, 0);
}

static void
test_counts_follow_every_change (Fixture *fixture, gconstpointer data)
{
  assert_counts_are_right (fixture, "sari", 20040);
  for (gint64 id = 1; id <= 40; id += 3)
    {
      g_autoptr (JkkCase) stored = jkk_case_store_load (fixture->db, id, NULL);
      g_autoptr (JkkCase) edited = jkk_case_copy (stored);
      g_autoptr (GError) error = NULL;

      jkk_set_str (&edited->cover.status, jkk_case_status_name (JKK_STATUS_HELD));
      jkk_set_str (&edited->cover.verifier, id % 2 == 0 ? "dewi" : NULL);
      fixture_begin (fixture);
      jkk_case_store_update (fixture->db, edited, 1, JKK_NONE, FIXTURE_TIME, &error);
      g_assert_no_error (error);
      fixture_commit (fixture);
    }
  assert_counts_are_right (fixture, "dewi", 20040);
  assert_counts_are_right (fixture, "sari", 20090);
}

static void
test_nobody_and_no_day_count_nothing (Fixture *fixture, gconstpointer data)
{
  JkkCaseCounts counts;

  g_assert_true (jkk_case_list_counts (fixture->db, NULL, JKK_NONE, &counts, NULL));
  g_assert_cmpint (counts.mine, ==, 0);
  g_assert_cmpint (counts.overdue, ==, 0);
}

static gint64
insert_of_event (Fixture *fixture, guint i, const char *event)
{
  g_autoptr (JkkCase) jcase = make_case (i);
  g_autoptr (GError) error = NULL;
  gint64 id;

  jkk_set_str (&jcase->accident.event, event);
  jkk_case_store_insert (fixture->db, jcase, JKK_NONE, FIXTURE_TIME, &id, &error);
  g_assert_no_error (error);
  return id;
}

static void
test_cases_of_one_event_know_each_other (Fixture *fixture, gconstpointer data)
{
  gint64 ids[3];
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = insert_of_event (fixture, N_CASES + i, "Ledakan ketel uap");
  gint64 alone = insert_of_event (fixture, N_CASES + 3, "Ledakan ketel");
  fixture_commit (fixture);

  g_autoptr (GArray) others = jkk_case_list_of_event (fixture->db, ids[1], &error);
  g_autoptr (GArray) none = jkk_case_list_of_event (fixture->db, alone, &error);
  g_autoptr (GArray) ordinary = jkk_case_list_of_event (fixture->db, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (others->len, ==, 2);
  g_assert_cmpint (g_array_index (others, gint64, 0), ==, ids[0]);
  g_assert_cmpint (g_array_index (others, gint64, 1), ==, ids[2]);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (ordinary->len, ==, 0); /* that no event is named links nothing */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/store/case-list/" #name, Fixture, NULL, set_up, test_##name, fixture_tear_down)
  ADD (cases_of_one_event_know_each_other);
  ADD (a_row_shows_what_the_case_says);
  ADD (a_row_that_is_not_there_is_told);
  ADD (each_column_sorts_both_ways_through_each_filter);
  ADD (filters_show_what_fits_and_nothing_else);
  ADD (a_limit_gives_the_first_ones);
  ADD (words_and_fragments_are_found);
  ADD (a_fragment_of_an_identity_is_found);
  ADD (one_or_two_letters_are_the_beginning_of_a_word);
  ADD (signs_with_a_meaning_elsewhere_are_only_signs);
  ADD (a_very_long_search_is_borne);
  ADD (a_search_goes_together_with_a_filter);
  ADD (a_changed_name_is_found_and_the_old_one_no_more);
  g_test_add_func ("/store/case-list/folding_makes_alike_what_looks_alike", test_folding_makes_alike_what_looks_alike);
  ADD (counts_follow_every_change);
  ADD (nobody_and_no_day_count_nothing);

  return g_test_run ();
}
