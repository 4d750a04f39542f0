#include "jkk-batch-store.h"
#include "jkk-partner-store.h"
#include "jkk-post-store.h"
#include "store-fixture.h"

#define GUID "5b9c1f0e-0000-4000-8000-0000000000b1"

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPartner) partner = jkk_partner_new ("RS-A", "RS A", "faskes");

  fixture_set_up (fixture, data);
  fixture_begin (fixture);
  fixture_insert_account (fixture->db, "sari", "Sari", JKK_ROLE_VERIFIER);
  g_assert_true (jkk_partner_store_put (fixture->db, partner, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  jkk_db_rollback (fixture->db);
  fixture_tear_down (fixture, data);
}

static JkkPostBatch *
begin (Fixture *fixture, const char *guid, gint64 messages, GError **error)
{
  g_autoptr (JkkPostBatch) batch = jkk_post_batch_new ("RS-A", "kiriman.xml");
  gint64 id;

  batch->guid = g_strdup (guid);
  batch->event = g_strdup ("Ledakan");
  batch->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, guid, -1);
  batch->size = 1000;
  batch->messages = messages;
  batch->received_at = FIXTURE_TIME;
  batch->answer = g_strdup_printf ("jawaban-%s", guid);
  return jkk_batch_store_begin (fixture->db, batch, &id, error) ? jkk_batch_store_load (fixture->db, id, error) : NULL;
}

static void
send_receipt (Fixture *fixture, gint64 batch, gint64 sequence)
{
  g_autoptr (JkkPostOut) out = jkk_post_out_new ("RS-A", "receipt");
  g_autoptr (GError) error = NULL;

  out->guid = g_strdup_printf ("tanda-terima-%d", (int) sequence);
  out->edition = 1;
  out->sequence = sequence;
  out->file_name = g_strdup (out->guid);
  out->content = g_strdup ("<pesan/>");
  out->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, out->guid, -1);
  out->made_at = FIXTURE_TIME;
  out->made_by = g_strdup ("sari");
  out->batch_id = batch;
  g_assert_true (jkk_post_store_send (fixture->db, out, NULL, &error));
  g_assert_no_error (error);
}

static void
test_a_batch_goes_on_where_it_stopped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL, other = NULL;
  g_autoptr (JkkPostBatch) first = begin (fixture, GUID, 5, &error);

  g_assert_no_error (error);
  g_assert_cmpint (first->done, ==, 0);
  g_assert_cmpstr (first->event, ==, "Ledakan");
  g_assert_true (jkk_batch_store_advance (fixture->db, first, 2, 1, 0, FIXTURE_TIME, &error));
  /* Another program that knew the same state comes too late. */
  g_assert_false (jkk_batch_store_advance (fixture->db, first, 2, 1, 0, FIXTURE_TIME, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_CONFLICT);
  g_autoptr (JkkPostBatch) second = jkk_batch_store_find (fixture->db, "RS-A", GUID, NULL);
  g_assert_cmpint (second->done, ==, 3);
  g_assert_cmpint (second->finished_at, ==, JKK_NONE);
  g_assert_null (jkk_batch_store_waiting (fixture->db, "RS-A", NULL));
  g_assert_true (jkk_batch_store_advance (fixture->db, second, 1, 0, 1, FIXTURE_TIME + 9, NULL));
  g_autoptr (JkkPostBatch) third = jkk_batch_store_load (fixture->db, first->id, NULL);
  g_assert_cmpint (third->finished_at, ==, FIXTURE_TIME + 9);
  g_assert_cmpint (third->accepted, ==, 3);
  g_assert_cmpint (third->again, ==, 1);
  g_assert_false (jkk_batch_store_advance (fixture->db, third, 1, 0, 0, FIXTURE_TIME, &other)); /* more than it has */
  g_assert_nonnull (other);
}

static void
test_a_name_is_used_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPostBatch) first = begin (fixture, GUID, 5, NULL);

  g_assert_null (begin (fixture, GUID, 5, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_CONFLICT);
  g_assert_null (jkk_batch_store_find (fixture->db, "RS-A", "lain", NULL));
  g_clear_error (&error);
  g_assert_null (jkk_batch_store_load (fixture->db, first->id + 1, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
}

/* While it is not finished its receipts wait; afterwards they go out together, and one alone when it is asked again. */
static void
test_receipts_go_out_together (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPostBatch) batch = begin (fixture, GUID, 2, NULL);

  send_receipt (fixture, batch->id, 1);
  send_receipt (fixture, batch->id, 2);
  send_receipt (fixture, 0, 3);
  g_autoptr (GPtrArray) alone = jkk_post_store_waiting (fixture->db, "RS-A", NULL);
  g_assert_cmpuint (alone->len, ==, 1);
  g_assert_true (jkk_batch_store_advance (fixture->db, batch, 2, 0, 0, FIXTURE_TIME, NULL));
  g_autoptr (JkkPostBatch) waiting = jkk_batch_store_waiting (fixture->db, "RS-A", NULL);
  g_assert_cmpint (waiting->id, ==, batch->id);
  g_assert_cmpint (jkk_batch_store_count_receipts (fixture->db, batch->id, NULL), ==, 2);
  g_autoptr (GPtrArray) receipts = jkk_batch_store_receipts (fixture->db, batch->id, 0, NULL);
  g_assert_cmpuint (receipts->len, ==, 2);
  g_autoptr (GPtrArray) rest =
      jkk_batch_store_receipts (fixture->db, batch->id, ((JkkPostOut *) receipts->pdata[1])->id, NULL);
  g_assert_cmpuint (rest->len, ==, 0);
  g_assert_true (jkk_batch_store_delivered (fixture->db, batch->id, TRUE, FIXTURE_TIME, NULL));
  g_assert_null (jkk_batch_store_waiting (fixture->db, "RS-A", NULL));
  g_assert_true (jkk_post_store_send_again (fixture->db, "tanda-terima-1", NULL));
  g_autoptr (GPtrArray) again = jkk_post_store_waiting (fixture->db, "RS-A", NULL);
  g_assert_cmpuint (again->len, ==, 2);
  g_assert_true (jkk_batch_store_send_again (fixture->db, batch->id, NULL));
  g_autoptr (JkkPostBatch) anew = jkk_batch_store_waiting (fixture->db, "RS-A", NULL);
  g_assert_nonnull (anew);
}

static void
test_a_message_knows_its_event (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPostBatch) batch = begin (fixture, GUID, 2, NULL);
  g_autoptr (JkkPostIn) post = jkk_post_in_new ("RS-A", "kiriman.xml#1");
  g_autofree char *event = NULL, *none = NULL;
  gint64 id;

  post->guid = g_strdup ("5b9c1f0e-0000-4000-8000-0000000000b2");
  post->edition = 1;
  post->kind = g_strdup ("suspected");
  post->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "b2", -1);
  post->content = g_strdup ("<pesan/>");
  post->received_at = FIXTURE_TIME;
  post->receipt = g_strdup ("");
  post->batch_id = batch->id;
  g_assert_true (jkk_post_store_receive (fixture->db, post, &id, NULL));
  g_assert_true (jkk_batch_store_event (fixture->db, id, &event, NULL));
  g_assert_cmpstr (event, ==, "Ledakan");
  g_assert_true (jkk_batch_store_event (fixture->db, id + 1, &none, NULL));
  g_assert_null (none);
  g_autoptr (JkkPostIn) loaded = jkk_post_store_load (fixture->db, id, NULL);
  g_assert_cmpint (loaded->batch_id, ==, batch->id);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/batch-store/goes-on", test_a_batch_goes_on_where_it_stopped);
  ADD ("/batch-store/once", test_a_name_is_used_once);
  ADD ("/batch-store/together", test_receipts_go_out_together);
  ADD ("/batch-store/event", test_a_message_knows_its_event);
  return g_test_run ();
}
