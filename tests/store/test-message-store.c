#include "jkk-message-store.h"
#include "store-fixture.h"

#define GUID "5b9c1f0e-0000-4000-8000-00000000000a"

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, data);
  fixture_begin (fixture);
  fixture_insert_case (fixture->db, "JKK-2026-000001");
  fixture_commit (fixture);
}

static gboolean
take (Fixture *fixture, const char *id, const char *sha256, gint64 case_id, GError **error)
{
  g_autoptr (JkkMessage) message = jkk_message_new ("kk3");
  gboolean taken;

  message->id = g_strdup (id);
  message->sender = g_strdup ("RS-UJI");
  message->sequence = 7;
  fixture_begin (fixture);
  taken = jkk_message_store_take (fixture->db, message, sha256, case_id, "sari", FIXTURE_TIME, error);
  if (taken)
    fixture_commit (fixture);
  else
    jkk_db_rollback (fixture->db);
  return taken;
}

static void
test_a_new_message_is_unknown_then_known (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_message_store_find (fixture->db, GUID, 1, "ab12", &error));
  g_assert_no_error (error);
  g_assert_true (take (fixture, GUID, "ab12", 1, &error));
  g_autoptr (JkkTakenMessage) known = jkk_message_store_find (fixture->db, GUID, 1, "ab12", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (known->id, ==, GUID);
  g_assert_cmpstr (known->kind, ==, "kk3");
  g_assert_cmpstr (known->sender, ==, "RS-UJI");
  g_assert_cmpint (known->sequence, ==, 7);
  g_assert_cmpstr (known->sha256, ==, "ab12");
  g_assert_cmpint (known->case_id, ==, 1);
  g_assert_cmpint (known->taken_at, ==, FIXTURE_TIME);
  g_assert_cmpstr (known->person, ==, "sari");
}

static void
test_another_content_under_the_same_guid_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (take (fixture, GUID, "ab12", 1, NULL));
  g_assert_null (jkk_message_store_find (fixture->db, GUID, 1, "cd34", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (take (fixture, GUID, "cd34", 1, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_CONFLICT);
}

static void
test_a_message_belongs_to_a_case_that_is_there (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (take (fixture, GUID, "ab12", 99, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
  g_assert_true (take (fixture, GUID, "ab12", 1, NULL));
  g_autoptr (GPtrArray) messages = jkk_message_store_of_case (fixture->db, 1, NULL);
  g_autoptr (GPtrArray) none = jkk_message_store_of_case (fixture->db, 2, NULL);
  g_assert_cmpuint (messages->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/store/message-store/" #name, Fixture, NULL, set_up, test_##name, fixture_tear_down)
  ADD (a_new_message_is_unknown_then_known);
  ADD (another_content_under_the_same_guid_is_told);
  ADD (a_message_belongs_to_a_case_that_is_there);

  return g_test_run ();
}
