#include "jkk-tables.h"

#include "store-fixture.h"

#include <string.h>

static void
note (JkkTablesFault fault, const char *name, gpointer data)
{
  static const char signs[] = { [JKK_TABLES_FOREIGN] = '+', [JKK_TABLES_CHANGED] = '~', [JKK_TABLES_MISSING] = '-' };

  g_string_append_printf (data, "%c%s ", signs[fault], name);
}

static char *
faults (Fixture *fixture)
{
  GString *text = g_string_new (NULL);

  g_assert_true (jkk_tables_compare (fixture->db, jkk_migrations_text, note, text, NULL));
  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *sql;
  const char *faults;
} Attack;

static const Attack attacks[] = {
  { "SELECT 1", "" },
  { "CREATE TABLE own (a); CREATE INDEX own_index ON journal (deed)", "" },
  { "CREATE TRIGGER own AFTER INSERT ON approval BEGIN UPDATE participant SET bank_account = '666'; END", "+own " },
  { "CREATE VIEW own AS SELECT 1", "+own " },
  { "DROP TRIGGER cover_stays_closed", "-cover_stays_closed " },
  { "DROP TRIGGER cover_stays_closed; CREATE TRIGGER cover_stays_closed AFTER UPDATE ON cover BEGIN SELECT 1; END",
    "~cover_stays_closed " },
  { "ALTER TABLE heirs ADD COLUMN own TEXT GENERATED ALWAYS AS (name)", "~heirs " },
  { "DROP INDEX approval_of_decision; CREATE INDEX approval_of_decision ON approval (decision_id) WHERE id < 3",
    "~approval_of_decision " },
};

static void
test_what_was_put_in_or_taken_away_is_named (Fixture *fixture, gconstpointer data)
{
  const Attack *attack = data;

  fixture_sql (fixture, attack->sql);
  g_autofree char *found = faults (fixture);
  g_assert_cmpstr (found, ==, attack->faults);
}

/* It would run when the program writes: so nothing is written. */
static void
test_a_store_with_a_foreign_rule_is_not_opened (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_sql (fixture, "CREATE TRIGGER own AFTER INSERT ON journal BEGIN UPDATE participant SET bank_account = '666'; "
                        "END");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (JkkDb) db = jkk_db_open (fixture->path, i == 0 ? JKK_DB_DEFAULT : JKK_DB_READONLY, &error);

      g_assert_null (db);
      g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, "own"));
      g_clear_error (&error);
    }
  fixture_sql (fixture, "DROP TRIGGER own");
  g_autoptr (JkkDb) db = jkk_db_open (fixture->path, JKK_DB_DEFAULT, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/tables/what_was_put_in_or_taken_away_is_named/%u", i);

      g_test_add (path, Fixture, &attacks[i], fixture_set_up, test_what_was_put_in_or_taken_away_is_named,
                  fixture_tear_down);
    }
  g_test_add ("/tables/a_store_with_a_foreign_rule_is_not_opened", Fixture, NULL, fixture_set_up,
              test_a_store_with_a_foreign_rule_is_not_opened, fixture_tear_down);
  return g_test_run ();
}
