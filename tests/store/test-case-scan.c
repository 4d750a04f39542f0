#include "jkk-case-scan.h"
#include "jkk-case-store.h"
#include "store-fixture.h"

static const char *const all_parts[] = { "cover",     "employer",     "participant", "accident", "claim", "medical",
                                         "absences",  "impairments",  "expenses",    "payees",   "heirs", "children",
                                         "documents", "installments", "elsewhere",   NULL };

static JkkCase *
without_texts (const JkkCase *jcase)
{
  JkkCase *copy = jkk_case_copy (jcase);
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint p = 0; p < n_parts; p++)
    for (guint f = 0; f < parts[p].type->n_fields; f++)
      {
        const JkkField *field = &parts[p].type->fields[f];
        GPtrArray *list = parts[p].is_list ? jkk_case_part_list (copy, &parts[p]) : NULL;

        if (field->kind != JKK_KIND_TEXT && field->kind != JKK_KIND_LONG)
          continue;
        for (guint i = 0; list != NULL && i < list->len; i++)
          jkk_field_put_string (field, list->pdata[i], NULL);
        if (list == NULL)
          jkk_field_put_string (field, (gpointer) jkk_case_part_record (copy, &parts[p]), NULL);
      }
  return copy;
}

typedef struct
{
  JkkDb *db;
  guint n;
} Visit;

static gboolean
compare_cb (const JkkCase *jcase, gpointer data, GError **error)
{
  Visit *visit = data;
  g_autoptr (JkkCase) stored = jkk_case_store_load (visit->db, jcase->id, error);
  g_autoptr (JkkCase) expected = without_texts (stored);

  assert_case_equal (jcase, expected);
  visit->n++;
  return TRUE;
}

static void
insert (Fixture *fixture, JkkCase *jcase)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  jkk_case_store_insert (fixture->db, jcase, 1000, FIXTURE_TIME, &id, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, data);
  fixture_begin (fixture);
  for (guint i = 1; i <= 6; i++)
    {
      g_autofree char *number = g_strdup_printf ("JKK-2026-%06u", i);
      g_autoptr (JkkCase) jcase = sample_case (number);

      /* Long lists, short ones and none follow upon one another. */
      if (i % 3 == 0)
        {
          g_autoptr (JkkCase) bare = jkk_case_new ();

          jkk_set_str (&bare->cover.number, number);
          jkk_set_str (&bare->cover.status, jkk_case_status_name (JKK_STATUS_RECEIVED));
          insert (fixture, bare);
          continue;
        }
      if (i % 3 == 2)
        {
          JkkCase *shorter = jkk_case_remove (jcase, "absences", 1, NULL);

          g_assert_nonnull (shorter);
          jkk_case_unref (jcase);
          jcase = shorter;
        }
      insert (fixture, jcase);
    }
  fixture_commit (fixture);
}

static void
test_a_scan_reads_what_loading_reads_but_free_texts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Visit visit = { fixture->db, 0 };
  guint n = 0;

  g_assert_true (jkk_case_scan_open (fixture->db, all_parts, compare_cb, &visit, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (visit.n, ==, 6);
  g_assert_true (jkk_case_scan_count (fixture->db, &n, &error));
  g_assert_cmpuint (n, ==, 6);
}

static gboolean
stop_cb (const JkkCase *jcase, gpointer data, GError **error)
{
  guint *n = data;

  if (++*n < 3)
    return TRUE;
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED, "enough");
  return FALSE;
}

static void
test_a_scan_stops_when_it_is_told_to (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  static const char *const parts[] = { "cover", NULL };
  guint n = 0;

  g_assert_false (jkk_case_scan_open (fixture->db, parts, stop_cb, &n, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_assert_cmpuint (n, ==, 3);
}

static void
test_a_total_is_put_without_touching_the_case (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_true (jkk_case_scan_put_total (fixture->db, 2, 77, &error));
  g_assert_true (jkk_case_scan_put_total (fixture->db, 3, JKK_NONE, &error));
  fixture_commit (fixture);
  g_assert_cmpint (fixture_ask (fixture, "SELECT total FROM case_index WHERE case_id = 2"), ==, 77);
  g_assert_cmpint (fixture_ask (fixture, "SELECT total IS NULL FROM case_index WHERE case_id = 3"), ==, 1);
  g_assert_cmpint (fixture_ask (fixture, "SELECT total FROM case_index WHERE case_id = 1"), ==, 1000);
  g_assert_cmpint (fixture_ask (fixture, "SELECT revision FROM case_file WHERE id = 2"), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/case-scan/a_scan_reads_what_loading_reads_but_free_texts", Fixture, NULL, set_up,
              test_a_scan_reads_what_loading_reads_but_free_texts, fixture_tear_down);
  g_test_add ("/store/case-scan/a_scan_stops_when_it_is_told_to", Fixture, NULL, set_up,
              test_a_scan_stops_when_it_is_told_to, fixture_tear_down);
  g_test_add ("/store/case-scan/a_total_is_put_without_touching_the_case", Fixture, NULL, set_up,
              test_a_total_is_put_without_touching_the_case, fixture_tear_down);

  return g_test_run ();
}
