#include "jkk-number-store.h"
#include "jkk-partner-store.h"
#include "store-fixture.h"

#define GUID "5b9c1f0e-0000-4000-8000-0000000000d1"

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPartner) a = jkk_partner_new ("RS-A", "RS A", "faskes"), b = jkk_partner_new ("RS-B", "RS B", "faskes");

  fixture_set_up (fixture, data);
  fixture_begin (fixture);
  fixture_insert_account (fixture->db, "sari", "Sari", JKK_ROLE_VERIFIER);
  g_assert_true (jkk_partner_store_put (fixture->db, a, NULL));
  g_assert_true (jkk_partner_store_put (fixture->db, b, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  jkk_db_rollback (fixture->db);
  fixture_tear_down (fixture, data);
}

static gboolean
reserve (Fixture *fixture, const char *number, const char *answers, JkkDay until, GError **error)
{
  const JkkReservedNumber reserved = { .number = (char *) number,
                                       .partner = (char *) "RS-A",
                                       .answers = (char *) answers,
                                       .given_day = 20000,
                                       .valid_until = until };

  return jkk_number_store_reserve (fixture->db, &reserved, error);
}

static void
test_a_number_waits_for_its_case (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkReservedNumber) by_number = NULL, by_report = NULL, of_others = NULL, used = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (reserve (fixture, "JKK-2026-000007", GUID, 20060, NULL));
  g_assert_true (jkk_number_store_find (fixture->db, "RS-A", "JKK-2026-000007", &by_number, NULL));
  g_assert_true (jkk_number_store_find_for (fixture->db, "RS-A", GUID, &by_report, NULL));
  g_assert_true (jkk_number_store_find (fixture->db, "RS-B", "JKK-2026-000007", &of_others, NULL));
  g_assert_cmpstr (by_report->number, ==, "JKK-2026-000007");
  g_assert_cmpstr (by_number->answers, ==, GUID);
  g_assert_null (of_others);
  g_assert_true (jkk_reserved_number_is_free (by_number, 20060));
  g_assert_false (jkk_reserved_number_is_free (by_number, 20061));

  gint64 id = fixture_insert_case (fixture->db, "JKK-2026-000007");
  g_assert_true (jkk_number_store_use (fixture->db, "JKK-2026-000007", id, NULL));
  g_assert_true (jkk_number_store_find (fixture->db, "RS-A", "JKK-2026-000007", &used, NULL));
  g_assert_cmpint (used->case_id, ==, id);
  g_assert_false (jkk_reserved_number_is_free (used, 20000));
  /* A number that was not given in advance is no fault. */
  g_assert_true (jkk_number_store_use (fixture->db, "JKK-2026-000008", id, &error));
}

static void
test_one_report_gets_one_number (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkReservedNumber) found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (reserve (fixture, "JKK-2026-000007", GUID, 20060, NULL));
  g_assert_true (reserve (fixture, "JKK-2026-000007", GUID, 20070, NULL));
  g_assert_true (jkk_number_store_find_for (fixture->db, "RS-A", GUID, &found, NULL));
  g_assert_cmpint (found->valid_until, ==, 20070);
  g_assert_false (reserve (fixture, "JKK-2026-000008", GUID, 20060, &error));
  g_assert_nonnull (error);
  /* Without a report as many as are asked for. */
  g_assert_true (reserve (fixture, "JKK-2026-000009", NULL, 20060, NULL));
  g_assert_true (reserve (fixture, "JKK-2026-000010", NULL, 20060, NULL));
}

static void
test_a_number_with_a_case_keeps_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = fixture_insert_case (fixture->db, "JKK-2026-000007");

  g_assert_true (reserve (fixture, "JKK-2026-000007", GUID, 20060, NULL));
  g_assert_true (jkk_number_store_use (fixture->db, "JKK-2026-000007", id, NULL));
  g_assert_false (reserve (fixture, "JKK-2026-000007", GUID, 20090, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/number-store/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("waits", test_a_number_waits_for_its_case);
  ADD ("one-report", test_one_report_gets_one_number);
  ADD ("kept", test_a_number_with_a_case_keeps_it);
  return g_test_run ();
}
