#include "jkk-record-store.h"
#include "store-fixture.h"

static void
test_every_field_comes_back_as_it_was (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) written = sample_case ("JKK-2026-000001");
  g_autoptr (JkkCase) read = jkk_case_new ();
  g_autoptr (GError) error = NULL;
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  fixture_begin (fixture);
  gint64 id = fixture_insert_case (fixture->db, "JKK-2026-000001");
  fixture_commit (fixture);

  for (guint i = 0; i < n_parts; i++)
    if (parts[i].is_list)
      g_assert_true (jkk_record_store_load_list (fixture->db, i, id, jkk_case_part_list (read, &parts[i]), &error));
    else
      g_assert_true (
          jkk_record_store_load_row (fixture->db, i, id, (gpointer) jkk_case_part_record (read, &parts[i]), &error));
  g_assert_no_error (error);
  assert_case_equal (written, read);
}

static void
test_empty_stays_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  fixture_begin (fixture);
  gint64 id = fixture_insert_case (fixture->db, "JKK-2026-000001");
  for (guint i = 1; i < n_parts && !parts[i].is_list; i++)
    {
      gpointer empty = jkk_record_new (parts[i].type), read = jkk_record_new (parts[i].type);

      g_assert_true (jkk_record_store_update_row (fixture->db, i, id, empty, &error));
      g_assert_true (jkk_record_store_load_row (fixture->db, i, id, read, &error));
      g_assert_no_error (error);
      g_assert_true (jkk_record_is_empty (parts[i].type, read));
      jkk_record_free (parts[i].type, empty);
      jkk_record_free (parts[i].type, read);
    }
  fixture_commit (fixture);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count(*) FROM employer WHERE name IS NULL AND arrears_months IS NULL"),
                   ==, 1);
}

static void
test_a_list_keeps_its_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  const JkkCasePart *children = jkk_case_part_find ("children");
  guint n_parts;
  guint part = children - jkk_case_parts (&n_parts);
  g_autofree JkkChild *child = jkk_record_new (children->type);

  fixture_begin (fixture);
  gint64 id = fixture_insert_case (fixture->db, "JKK-2026-000001");
  g_assert_true (jkk_record_store_delete_rows (fixture->db, part, id, &error));
  for (gint64 ord = 12; ord > 0; ord--)
    {
      child->school_year = ord;
      g_assert_true (jkk_record_store_insert_row (fixture->db, part, id, ord, child, &error));
    }
  g_assert_true (jkk_record_store_load_list (fixture->db, part, id, list, &error));
  g_assert_no_error (error);
  fixture_commit (fixture);

  g_assert_cmpuint (list->len, ==, 12);
  for (guint i = 0; i < list->len; i++)
    {
      g_assert_cmpint (((JkkChild *) list->pdata[i])->school_year, ==, i + 1);
      jkk_record_free (children->type, list->pdata[i]);
    }
}

static void
test_a_case_without_a_row_is_told_from_a_failure (Fixture *fixture, gconstpointer data)
{
  JkkEmployer employer;
  g_autoptr (GError) error = NULL;

  jkk_record_init (&jkk_employer_type, &employer);
  g_assert_false (jkk_record_store_load_row (fixture->db, 1, 99, &employer, &error));
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name)                                                                                                      \
  g_test_add ("/store/record-store/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)
  ADD (every_field_comes_back_as_it_was);
  ADD (empty_stays_empty);
  ADD (a_list_keeps_its_order);
  ADD (a_case_without_a_row_is_told_from_a_failure);

  return g_test_run ();
}
