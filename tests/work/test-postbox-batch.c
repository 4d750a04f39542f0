#include "jkk-postbox-desk.h"
#include "jkk-postbox-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* --- Batches --- */

typedef struct
{
  guint calls;
  guint stop_at;
} Watching;

static gboolean
watch_cb (guint done, guint all, const char *file_name, gpointer data)
{
  Watching *watching = data;

  return ++watching->calls != watching->stop_at;
}

/* So many bills; one in a hundred does not add up, which only a person can mend. */
static char *
batch_of (guint n, const char *id)
{
  g_autofree char *bill = box_message ("pesan-tagihan.xml");
  GString *text = g_string_new ("<kiriman xmlns=\"urn:santun:kiriman:1\" versi=\"1\"><header><id>");

  g_string_append_printf (text, "%s</id><sender>" PARTNER "</sender><sent_at>2026-03-20T09:15:00Z</sent_at></header>\n",
                          id);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *guid = g_strdup_printf ("<id>%08x-0000-4000-8000-000000000000</id>", i);
      g_autofree char *number = g_strdup_printf ("<sequence>%u</sequence>", i + 1);
      g_autofree char *one = box_replaced (bill, "<id>8d116ece-1738-47d9-bd9c-172411e20b8f</id>", guid);
      g_autofree char *two = box_replaced (one, "<sequence>56</sequence>", number);
      g_autofree char *three = i % 100 == 7 ? box_replaced (two, "<total>18450000", "<total>1") : g_strdup (two);

      g_string_append (text, strstr (three, "<pesan"));
    }
  g_string_append (text, "</kiriman>");
  return g_string_free (text, FALSE);
}

static gint64
count_entries (Post *post, guint state)
{
  g_autoptr (JkkPostOverview) overview = jkk_postbox_overview (post->work.office, NULL);

  return overview->counts[state];
}

/* Each message has its own receipt, and all receipts come as one batch. */
static void
test_a_batch_is_answered_message_by_message (Post *post, gconstpointer data)
{
  g_autofree char *text = batch_of (250, "11111111-0000-4000-8000-000000000000");
  g_autofree char *outbox = g_build_filename (post->folder, JKK_FOLDER_OUTBOX, NULL);

  box_drop (post, "kiriman.xml", text);
  JkkPostRound round = box_round (post);
  g_assert_cmpuint (round.accepted, ==, 247);
  g_assert_cmpuint (round.refused, ==, 3);
  g_assert_cmpuint (round.delivered, ==, 1);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_ARCHIVE), ==, 1);
  g_assert_cmpint (count_entries (post, JKK_POST_NEW), ==, 247);
  g_assert_cmpint (count_entries (post, JKK_POST_REFUSED), ==, 3);

  g_autoptr (GDir) dir = g_dir_open (outbox, 0, NULL);
  g_autofree char *path = g_build_filename (outbox, g_dir_read_name (dir), NULL), *answer = NULL;
  g_assert_true (g_file_get_contents (path, &answer, NULL, NULL));
  g_auto (GStrv) receipts = g_strsplit (answer, "<of_id>", -1);
  g_assert_cmpuint (g_strv_length (receipts), ==, 251);
  g_assert_nonnull (strstr (answer, "<answers>11111111-0000-4000-8000-000000000000</answers>"));
  g_assert_nonnull (strstr (receipts[8], "sum-differs"));

  /* The same file again: no effect, the same answer. */
  box_drop (post, "lagi.xml", text);
  g_assert_cmpint (g_unlink (path), ==, 0);
  round = box_round (post);
  g_assert_cmpuint (round.again, ==, 1);
  g_assert_cmpint (count_entries (post, JKK_POST_NEW), ==, 247);
  g_autofree char *answer_again = NULL;
  g_assert_true (g_file_get_contents (path, &answer_again, NULL, NULL));
  g_assert_cmpstr (answer_again, ==, answer);
}

static void
test_a_cancelled_batch_goes_on_without_doubles (Post *post, gconstpointer data)
{
  g_autofree char *text = batch_of (500, "22222222-0000-4000-8000-000000000000");
  Watching watching = { 0, 3 }; /* the file, 250 messages, and then enough */
  JkkPostRound round;

  box_drop (post, "kiriman.xml", text);
  g_assert_true (jkk_postbox_round (post->work.office, NULL, watch_cb, &watching, &round, NULL));
  g_assert_cmpuint (round.accepted + round.refused, ==, 250);
  g_assert_cmpuint (round.delivered, ==, 0);
  g_assert_cmpuint (box_count (post, ".taking"), ==, 1);
  round = box_round (post);
  g_assert_cmpuint (round.accepted + round.refused, ==, 250);
  g_assert_cmpuint (round.again, ==, 0);
  g_assert_cmpuint (round.delivered, ==, 1);
  g_assert_cmpint (count_entries (post, JKK_POST_NEW), ==, 495);
  g_assert_cmpuint (box_count (post, ".taking"), ==, 0);
}

static void
got_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* As the window does it: it sees how far the round is, and the person has had enough. */
static void
test_a_batch_is_broken_off_in_the_window (Post *post, gconstpointer data)
{
  g_autofree char *text = batch_of (1000, "55555555-0000-4000-8000-000000000000");
  g_autoptr (JkkPostStanding) standing = jkk_post_standing_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  JkkPostRound round;
  guint most = 0;

  box_drop (post, "kiriman.xml", text);
  jkk_postbox_round_async (post->work.office, standing, cancellable, got_cb, &result);
  while (result == NULL)
    {
      guint done, all;
      g_autofree char *file_name = jkk_post_standing_get (standing, &done, &all);

      if (all == 1000)
        {
          g_assert_cmpstr (file_name, ==, "kiriman.xml");
          g_assert_cmpuint (done, >=, most);
          most = done;
          if (done > 0)
            g_cancellable_cancel (cancellable);
        }
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_false (jkk_postbox_round_finish (post->work.office, result, &round, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  gint64 n_entries = count_entries (post, JKK_POST_NEW) + count_entries (post, JKK_POST_REFUSED);
  g_assert_cmpint (n_entries, >=, 250);
  g_assert_cmpint (n_entries, <, 1000);

  round = box_round (post);
  g_assert_cmpint (n_entries + round.accepted + round.refused, ==, 1000);
  g_assert_cmpuint (round.delivered, ==, 1);
}

/* A message that came alone before is known again in a batch, and a batch that claims another's name is refused. */
static void
test_batches_and_single_messages_know_one_another (Post *post, gconstpointer data)
{
  g_autofree char *text = batch_of (3, "33333333-0000-4000-8000-000000000000");
  g_autofree char *other = batch_of (4, "33333333-0000-4000-8000-000000000000");
  g_autofree char *again = batch_of (4, "44444444-0000-4000-8000-000000000000");
  g_autofree char *torn = g_strndup (other, strlen (other) - 20);

  box_drop (post, "a.xml", text);
  g_assert_cmpuint (box_round (post).accepted, ==, 3);
  box_expect_refused (post, "b.xml", other, "id-conflict");
  box_expect_refused (post, "c.xml", torn, "message-unended");
  box_drop (post, "d.xml", again);
  JkkPostRound round = box_round (post);
  g_assert_cmpuint (round.again, ==, 3);
  g_assert_cmpuint (round.accepted, ==, 1);
  g_assert_cmpuint (round.delivered, ==, 4); /* three receipts once more, and the batch of the new one */
  g_autofree char *stranger = box_replaced (again, "<sender>" PARTNER, "<sender>RS-LAIN");
  box_expect_refused (post, "e.xml", stranger, "sender-differs");
}

/* One event with several victims: their cases are linked by its name. */
static void
test_an_event_with_victims_links_its_cases (Post *post, gconstpointer data)
{
  g_autofree char *text = box_example ("kiriman.xml");
  g_autofree char *ours = box_replaced (text, "    <recipient>CABANG-CONTOH</recipient>\n", "");
  g_autoptr (GError) error = NULL;
  gint64 first = 0;

  box_drop (post, "kiriman.xml", ours);
  g_assert_cmpuint (box_round (post).accepted, ==, 2);
  g_autoptr (GPtrArray) list = jkk_postbox_list (post->work.office, 1u << JKK_POST_NEW, JKK_NONE, 9, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  for (guint i = 0; i < list->len; i++)
    {
      g_autoptr (JkkPostIn) entry = jkk_postbox_load (post->work.office, ((JkkPostIn *) list->pdata[i])->id, NULL);
      g_autoptr (JkkMessage) message = jkk_postbox_read (entry->content, NULL);
      JkkRequest request = {
        .edited = message->content, .message = message, .message_sha256 = entry->sha256, .post_id = entry->id
      };
      g_autoptr (JkkOutcome) outcome = jkk_office_do (post->work.office, "take-in", &request, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (outcome->jcase->accident.event, ==, "Ledakan ketel uap PT Contoh Maju Bersama, 12 Maret 2026");
      g_autoptr (JkkCaseFile) file = jkk_office_load (post->work.office, outcome->case_id, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (file->n_linked, ==, i);
      g_assert_cmpuint (file->linked->len, ==, i);
      if (i > 0)
        g_assert_cmpint (((JkkCaseRow *) file->linked->pdata[0])->id, ==, first);
      else
        first = outcome->case_id;
    }
}

#define ADD(name, func) g_test_add (name, Post, NULL, box_set_up, func, box_tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("SANTUN_POST_SETTLE", "0", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("/postbox-batch/answered", test_a_batch_is_answered_message_by_message);
  ADD ("/postbox-batch/cancelled", test_a_cancelled_batch_goes_on_without_doubles);
  ADD ("/postbox-batch/broken off in the window", test_a_batch_is_broken_off_in_the_window);
  ADD ("/postbox-batch/known", test_batches_and_single_messages_know_one_another);
  ADD ("/postbox-batch/event", test_an_event_with_victims_links_its_cases);
  return g_test_run ();
}
