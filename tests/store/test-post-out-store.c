#include "jkk-partner-store.h"
#include "jkk-post-store.h"
#include "store-fixture.h"

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPartner) partner = jkk_partner_new ("RS-A", "RS A", "faskes");

  fixture_set_up (fixture, data);
  fixture_begin (fixture);
  fixture_insert_account (fixture->db, "sari", "Sari", JKK_ROLE_VERIFIER);
  g_assert_true (jkk_partner_store_put (fixture->db, partner, NULL));
  fixture_commit (fixture);
  fixture_begin (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  jkk_db_rollback (fixture->db);
  fixture_tear_down (fixture, data);
}

static gint64
post_message (Fixture *fixture, const char *guid, GError **error)
{
  g_autoptr (JkkPostOut) post = jkk_post_out_new ("RS-A", "receipt");
  gint64 id = 0;

  g_assert_true (jkk_post_store_next_sequence (fixture->db, "RS-A", &post->sequence, NULL));
  post->guid = g_strdup (guid);
  post->file_name = g_strdup_printf ("%s.xml", guid);
  post->content = g_strdup ("<pesan/>");
  post->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, guid, -1);
  post->made_at = FIXTURE_TIME;
  post->made_by = g_strdup ("sari");
  return jkk_post_store_send (fixture->db, post, &id, error) ? id : 0;
}

static void
test_the_offices_numbers_have_no_gap (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL, again = NULL;

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *guid = g_strdup_printf ("g%u", i);

      g_assert_cmpint (post_message (fixture, guid, &error), ==, i);
      g_autoptr (JkkPostOut) stored = jkk_post_store_load_out (fixture->db, guid, &error);
      g_assert_cmpint (stored->sequence, ==, i);
    }
  g_assert_cmpint (post_message (fixture, "g3", &again), ==, 0);
  g_assert_error (again, JKK_ERROR, JKK_ERROR_CONFLICT);
}

static void
test_a_message_waits_until_it_lies_in_the_outbox (Fixture *fixture, gconstpointer data)
{
  gint64 id = post_message (fixture, "g1", NULL);

  post_message (fixture, "g2", NULL);
  g_autoptr (GPtrArray) waiting = jkk_post_store_waiting (fixture->db, "RS-A", NULL);
  g_assert_cmpuint (waiting->len, ==, 2);
  g_assert_cmpstr (((JkkPostOut *) waiting->pdata[0])->content, ==, "<pesan/>");
  g_assert_true (jkk_post_store_delivered (fixture->db, id, FIXTURE_TIME, NULL));
  g_assert_true (jkk_post_store_delivered (fixture->db, id, FIXTURE_TIME + 9, NULL));
  g_autoptr (GPtrArray) rest = jkk_post_store_waiting (fixture->db, "RS-A", NULL);
  g_assert_cmpuint (rest->len, ==, 1);
  g_assert_true (jkk_post_store_receipted (fixture->db, "g1", "diterima", FIXTURE_TIME + 5, NULL));
  g_autoptr (JkkPostOut) first = jkk_post_store_load_out (fixture->db, "g1", NULL);
  g_assert_cmpint (first->delivered_at, ==, FIXTURE_TIME);
  g_assert_cmpstr (first->receipt_result, ==, "diterima");
  g_autoptr (GPtrArray) list = jkk_post_store_list_out (fixture->db, 0, JKK_NONE, 10, NULL);
  g_assert_cmpstr (((JkkPostOut *) list->pdata[0])->guid, ==, "g2");
}

static void
owe (Fixture *fixture, gboolean by_office, const char *kind, const char *guid, JkkDay due)
{
  JkkOwed owed = { 0, (char *) "RS-A", by_office, (char *) kind, (char *) guid, 0, FIXTURE_TIME, due };

  g_assert_true (jkk_post_store_owe (fixture->db, &owed, NULL));
}

static void
test_the_ledger_shows_only_what_is_owed (Fixture *fixture, gconstpointer data)
{
  owe (fixture, FALSE, "receipt", "g1", 20010);
  owe (fixture, TRUE, "payment", "g2", 20005);
  owe (fixture, FALSE, "answer", "g3", JKK_NONE);
  owe (fixture, FALSE, "receipt", "g1", 20999); /* a repeat changes nothing */
  g_autoptr (GPtrArray) all = jkk_post_store_owed (fixture->db, NULL);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_true (((JkkOwed *) all->pdata[0])->by_office);
  g_assert_cmpint (((JkkOwed *) all->pdata[1])->due_day, ==, 20010);
  g_assert_cmpint (((JkkOwed *) all->pdata[2])->due_day, ==, JKK_NONE);

  g_assert_true (jkk_post_store_owed_settle (fixture->db, "g1", "receipt", "r1", FIXTURE_TIME, NULL));
  g_assert_true (jkk_post_store_owed_settle (fixture->db, "g9", "receipt", "r1", FIXTURE_TIME, NULL));
  g_autoptr (GPtrArray) rest = jkk_post_store_owed (fixture->db, NULL);
  g_assert_cmpuint (rest->len, ==, 2);
}

static void
test_what_went_out_cannot_be_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) changed = NULL, gone = NULL;

  post_message (fixture, "g1", NULL);
  g_assert_false (fixture_attempt (fixture, "UPDATE post_out SET content = '<x/>'", &changed));
  g_assert_error (changed, JKK_ERROR, JKK_ERROR_REFUSED);
  g_assert_false (fixture_attempt (fixture, "DELETE FROM post_out", &gone));
  g_assert_error (gone, JKK_ERROR, JKK_ERROR_REFUSED);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/post-out-store/sequence", test_the_offices_numbers_have_no_gap);
  ADD ("/post-out-store/waiting", test_a_message_waits_until_it_lies_in_the_outbox);
  ADD ("/post-out-store/owed", test_the_ledger_shows_only_what_is_owed);
  ADD ("/post-out-store/kept", test_what_went_out_cannot_be_changed);
  return g_test_run ();
}
