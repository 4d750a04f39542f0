#include "jkk-partner-store.h"
#include "jkk-post-store.h"
#include "store-fixture.h"

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPartner) one = jkk_partner_new ("RS-A", "RS A", "faskes");
  g_autoptr (JkkPartner) other = jkk_partner_new ("RS-B", "RS B", "lain");

  fixture_set_up (fixture, data);
  fixture_begin (fixture);
  fixture_insert_account (fixture->db, "sari", "Sari", JKK_ROLE_VERIFIER);
  g_assert_true (jkk_partner_store_put (fixture->db, one, NULL));
  g_assert_true (jkk_partner_store_put (fixture->db, other, NULL));
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
receive (Fixture *fixture,
         const char *partner,
         const char *guid,
         gint64 edition,
         gint64 sequence,
         JkkPostState state,
         GError **error)
{
  g_autofree char *file = g_strdup_printf ("%s-%d.xml", guid != NULL ? guid : "rusak", (int) edition);
  g_autoptr (JkkPostIn) post = jkk_post_in_new (partner, file);
  gboolean good = state != JKK_POST_REFUSED && state != JKK_POST_QUARANTINED;
  gint64 id = 0;

  post->guid = g_strdup (guid);
  post->edition = edition;
  post->sequence = sequence;
  post->kind = g_strdup ("kk3");
  post->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, file, -1);
  post->size = 8;
  post->content = good ? g_strdup ("<pesan/>") : NULL;
  post->state = state;
  post->received_at = FIXTURE_TIME;
  post->receipt = g_strdup ("r");
  return jkk_post_store_receive (fixture->db, post, &id, error) ? id : 0;
}

static void
test_a_sending_is_received_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) again = NULL, error = NULL;
  gint64 id = receive (fixture, "RS-A", "g1", 1, 1, JKK_POST_NEW, &error);

  g_assert_no_error (error);
  g_assert_cmpint (receive (fixture, "RS-A", "g1", 1, 1, JKK_POST_NEW, &again), ==, 0);
  g_assert_error (again, JKK_ERROR, JKK_ERROR_CONFLICT);
  /* Another partner may use the same GUID by chance, and a refused file takes no number away. */
  g_assert_cmpint (receive (fixture, "RS-B", "g1", 1, 1, JKK_POST_NEW, &error), >, id);
  g_assert_cmpint (receive (fixture, "RS-A", "g2", 1, 2, JKK_POST_REFUSED, &error), >, 0);
  g_assert_cmpint (receive (fixture, "RS-A", "g2", 1, 3, JKK_POST_NEW, &error), >, 0);

  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "g1-1.xml", -1);
  g_autoptr (JkkPostIn) same = jkk_post_store_find_file (fixture->db, "RS-A", sha256, &error);
  g_assert_cmpint (same->id, ==, id);
  g_assert_null (same->content);
  g_autoptr (JkkPostIn) whole = jkk_post_store_load (fixture->db, id, &error);
  g_assert_cmpstr (whole->content, ==, "<pesan/>");
  g_assert_cmpstr (whole->receipt, ==, "r");
  g_assert_null (jkk_post_store_find_file (fixture->db, "RS-A", "00", &error));
  g_assert_no_error (error);
}

static void
test_a_higher_edition_replaces_what_waits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL, settled = NULL;
  gint64 first = receive (fixture, "RS-A", "g1", 1, 1, JKK_POST_NEW, NULL);
  gint64 second = receive (fixture, "RS-A", "g1", 2, 2, JKK_POST_NEW, NULL);

  g_assert_true (jkk_post_store_replace (fixture->db, "RS-A", "g1", 2, &error));
  g_autoptr (JkkPostIn) old = jkk_post_store_load (fixture->db, first, NULL);
  g_autoptr (JkkPostIn) highest = jkk_post_store_find_guid (fixture->db, "RS-A", "g1", NULL);
  g_assert_cmpint (old->state, ==, JKK_POST_REPLACED);
  g_assert_cmpint (highest->id, ==, second);
  g_assert_false (jkk_post_store_settle (fixture->db, first, JKK_POST_DONE, 0, "sari", FIXTURE_TIME, &settled));
  g_assert_error (settled, JKK_ERROR, JKK_ERROR_CONFLICT);

  gint64 case_id = fixture_insert_case (fixture->db, "JKK-2026-000001");
  g_assert_true (jkk_post_store_settle (fixture->db, second, JKK_POST_TAKEN, case_id, "sari", FIXTURE_TIME, &error));
  g_autoptr (GPtrArray) of_case = jkk_post_store_of_case (fixture->db, case_id, NULL);
  g_assert_cmpuint (of_case->len, ==, 1);
  gint64 counts[JKK_N_POST_STATES];
  g_assert_true (jkk_post_store_count (fixture->db, counts, NULL));
  g_assert_cmpint (counts[JKK_POST_TAKEN], ==, 1);
  g_assert_cmpint (counts[JKK_POST_REPLACED], ==, 1);
  g_assert_cmpint (counts[JKK_POST_NEW], ==, 0);
}

/* What was in quarantine stays as it came; the new reading stands beside it and is the one that is found. */
static void
test_a_quarantined_file_is_released_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL, again = NULL, settled = NULL;
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "q-1.xml", -1);
  gint64 held = receive (fixture, "RS-A", "q", 1, 1, JKK_POST_QUARANTINED, &error);

  g_assert_no_error (error);
  g_assert_false (jkk_post_store_settle (fixture->db, held, JKK_POST_DONE, 0, "sari", FIXTURE_TIME, &settled));
  g_assert_error (settled, JKK_ERROR, JKK_ERROR_CONFLICT);
  g_assert_true (jkk_post_store_release (fixture->db, held, "sari", FIXTURE_TIME, &error));
  g_assert_false (jkk_post_store_release (fixture->db, held, "sari", FIXTURE_TIME, &again));
  g_assert_error (again, JKK_ERROR, JKK_ERROR_CONFLICT);
  gint64 read = receive (fixture, "RS-A", "q", 1, 1, JKK_POST_NEW, &error);
  g_assert_no_error (error);
  g_autoptr (JkkPostIn) old = jkk_post_store_load (fixture->db, held, NULL);
  g_autoptr (JkkPostIn) found = jkk_post_store_find_file (fixture->db, "RS-A", sha256, NULL);
  g_autoptr (GPtrArray) released = jkk_post_store_list (fixture->db, 1u << JKK_POST_RELEASED, JKK_NONE, 9, NULL);
  g_assert_cmpint (old->state, ==, JKK_POST_RELEASED);
  g_assert_cmpstr (old->settled_by, ==, "sari");
  g_assert_cmpint (found->id, ==, read);
  g_assert_cmpuint (released->len, ==, 1);
}

static void
test_numbers_that_never_came_are_found (Fixture *fixture, gconstpointer data)
{
  receive (fixture, "RS-A", "a", 1, 1, JKK_POST_NEW, NULL);
  receive (fixture, "RS-A", "b", 1, 4, JKK_POST_NEW, NULL);
  receive (fixture, "RS-A", "c", 1, 5, JKK_POST_REFUSED, NULL);
  receive (fixture, "RS-A", "d", 1, 7, JKK_POST_NEW, NULL);
  receive (fixture, "RS-B", "e", 1, 1, JKK_POST_NEW, NULL);
  g_autoptr (GPtrArray) gaps = jkk_post_store_gaps (fixture->db, NULL);
  const JkkPostGap *first = gaps->pdata[0], *second = gaps->pdata[1];

  g_assert_cmpuint (gaps->len, ==, 2);
  g_assert_cmpstr (first->partner, ==, "RS-A");
  g_assert_cmpint (first->first, ==, 2);
  g_assert_cmpint (first->last, ==, 3);
  g_assert_cmpint (second->first, ==, 6);
  g_assert_cmpint (second->last, ==, 6);
}

static void
test_the_list_goes_back_page_by_page (Fixture *fixture, gconstpointer data)
{
  for (guint i = 1; i <= 5; i++)
    {
      g_autofree char *guid = g_strdup_printf ("g%u", i);

      receive (fixture, "RS-A", guid, 1, i, i == 3 ? JKK_POST_REFUSED : JKK_POST_NEW, NULL);
    }
  g_autoptr (GPtrArray) page = jkk_post_store_list (fixture->db, 1u << JKK_POST_NEW, JKK_NONE, 2, NULL);
  g_assert_cmpuint (page->len, ==, 2);
  g_assert_cmpstr (((JkkPostIn *) page->pdata[0])->guid, ==, "g5");
  g_autoptr (GPtrArray) next =
      jkk_post_store_list (fixture->db, 1u << JKK_POST_NEW, ((JkkPostIn *) page->pdata[1])->id, 2, NULL);
  g_assert_cmpstr (((JkkPostIn *) next->pdata[0])->guid, ==, "g2");
  g_autoptr (GPtrArray) bad = jkk_post_store_list (fixture->db, 1u << JKK_POST_REFUSED, JKK_NONE, 9, NULL);
  g_assert_cmpuint (bad->len, ==, 1);
}

static void
test_what_came_in_cannot_be_changed (Fixture *fixture, gconstpointer data)
{
  static const char *const attempts[] = {
    "UPDATE post_in SET content = '<x/>'",
    "UPDATE post_in SET sha256 = upper (sha256)",
    "DELETE FROM post_in",
  };

  receive (fixture, "RS-A", "a", 1, 1, JKK_POST_NEW, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (fixture_attempt (fixture, attempts[i], &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
    }
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/post-store/once", test_a_sending_is_received_once);
  ADD ("/post-store/edition", test_a_higher_edition_replaces_what_waits);
  ADD ("/post-store/gaps", test_numbers_that_never_came_are_found);
  ADD ("/post-store/list", test_the_list_goes_back_page_by_page);
  ADD ("/post-store/kept", test_what_came_in_cannot_be_changed);
  ADD ("/post-store/release", test_a_quarantined_file_is_released_once);
  return g_test_run ();
}
