#include "jkk-law-store.h"
#include "store-fixture.h"

static void
append (Fixture *fixture, const char *parameter, const char *value, gint64 expected)
{
  g_autoptr (JkkLawEntry) entry = jkk_law_entry_new ("PP-82-2019", parameter, 18232, value, "naskah, halaman 31");
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  entry->person = g_strdup ("budi");
  entry->time = FIXTURE_TIME;
  jkk_law_store_append (fixture->db, entry, &id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, ==, expected);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, data);
  fixture_begin (fixture);
  fixture_insert_account (fixture->db, "budi", "Budi Hartono", JKK_ROLE_SUPERVISOR);
  append (fixture, "funeral", "12000000", 1);
  append (fixture, "funeral", NULL, 2);
  fixture_commit (fixture);
}

static void
test_entries_are_read_as_they_were_written (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_reopen (fixture);
  g_autoptr (GPtrArray) entries = jkk_law_store_all (fixture->db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 2);
  const JkkLawEntry *latest = entries->pdata[0], *first = entries->pdata[1];
  g_assert_cmpint (latest->id, ==, 2);
  g_assert_null (latest->value);
  g_assert_cmpstr (first->pack, ==, "PP-82-2019");
  g_assert_cmpstr (first->parameter, ==, "funeral");
  g_assert_cmpint (first->from, ==, 18232);
  g_assert_cmpstr (first->value, ==, "12000000");
  g_assert_cmpstr (first->source, ==, "naskah, halaman 31");
  g_assert_cmpstr (first->person, ==, "budi");
  g_assert_cmpstr (first->person_name, ==, "Budi Hartono");
  g_assert_cmpint (first->time, ==, FIXTURE_TIME);
}

static void
refused (Fixture *fixture, const char *sql, JkkError code)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_false (fixture_attempt (fixture, sql, &error));
  g_assert_error (error, JKK_ERROR, (int) code);
  jkk_db_rollback (fixture->db);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count(*) FROM law_entry WHERE source = 'naskah, halaman 31'"), ==, 2);
}

static void
test_entries_can_neither_be_changed_nor_taken_away (Fixture *fixture, gconstpointer data)
{
  refused (fixture, "UPDATE law_entry SET value = '1'", JKK_ERROR_REFUSED);
  refused (fixture, "DELETE FROM law_entry", JKK_ERROR_REFUSED);
  refused (fixture,
           "INSERT OR REPLACE INTO law_entry (id, pack, parameter, from_day, source, person, time) "
           "VALUES (1, 'PP-82-2019', 'funeral', 0, 'x', 'budi', 0)",
           JKK_ERROR_REFUSED);
}

static void
test_an_entry_needs_a_source_and_a_person (Fixture *fixture, gconstpointer data)
{
  refused (fixture,
           "INSERT INTO law_entry (id, pack, parameter, from_day, source, person, time) "
           "VALUES (3, 'PP-82-2019', 'funeral', 0, ' ', 'budi', 0)",
           JKK_ERROR_INVALID);
  refused (fixture,
           "INSERT INTO law_entry (id, pack, parameter, from_day, source, person, time) "
           "VALUES (3, 'PP-82-2019', 'funeral', 0, 'x', 'entah', 0)",
           JKK_ERROR_INVALID);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/law-store/entries_are_read_as_they_were_written", Fixture, NULL, set_up,
              test_entries_are_read_as_they_were_written, fixture_tear_down);
  g_test_add ("/store/law-store/entries_can_neither_be_changed_nor_taken_away", Fixture, NULL, set_up,
              test_entries_can_neither_be_changed_nor_taken_away, fixture_tear_down);
  g_test_add ("/store/law-store/an_entry_needs_a_source_and_a_person", Fixture, NULL, set_up,
              test_an_entry_needs_a_source_and_a_person, fixture_tear_down);

  return g_test_run ();
}
