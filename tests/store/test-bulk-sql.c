#include "jkk-bulk-sql.h"

#include "jkk-db-private.h"
#include "store-fixture.h"

/* Each copy fits the schema as it is, and reads nothing of the table that it fills. */
static void
test_every_copy_fits_the_schema (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *tables = jkk_bulk_sql_tables ();
  g_autoptr (GPtrArray) copies = jkk_bulk_sql_copies ();

  g_assert_true (jkk_db_exec (fixture->db, tables, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < copies->len; i++)
    {
      g_auto (GStrv) words = g_strsplit (copies->pdata[i], " ", 4);
      g_autofree char *from = g_strdup_printf ("JOIN %s", words[2]);

      g_assert_cmpstr (words[0], ==, "INSERT");
      g_assert_true (g_str_has_prefix (words[2], "main."));
      g_assert_null (strstr (copies->pdata[i], from));
      g_assert_true (jkk_db_exec (fixture->db, copies->pdata[i], &error));
      g_assert_no_error (error);
    }
}

/* What belongs to a case is made with it, but for what was paid in others. */
static void
test_every_part_is_copied (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) copies = jkk_bulk_sql_copies ();
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint part = 0; part < n_parts; part++)
    {
      g_autofree char *begin = g_strdup_printf ("INSERT INTO main.\"%s\" ", parts[part].name);
      guint n = 0;

      for (guint i = 0; i < copies->len; i++)
        n += g_str_has_prefix (copies->pdata[i], begin);
      g_assert_cmpuint (
          n, ==, g_str_equal (parts[part].name, "elsewhere") || g_str_equal (parts[part].name, "installments") ? 0 : 1);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/store/bulk-sql/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)
  ADD (every_copy_fits_the_schema);
  ADD (every_part_is_copied);

  return g_test_run ();
}
