#include "jkk-postbox-fixture.h"

#include <string.h>

#define SHA256 "ccd1d0526500d8153e353749b605c237cdb5f52014592eb8f9bffd29901f0d84" /* of the paper in the example */

/* The example of a paper, which lies beside its message. */
static void
drop_message (Post *post)
{
  g_autofree char *text = box_message ("pesan-dokumen.xml");
  g_autoptr (GRegex) content = g_regex_new ("\\s*<content>.*</content>", G_REGEX_DOTALL, 0, NULL);
  g_autofree char *bare = g_regex_replace_literal (content, text, -1, 0, "", 0, NULL);

  box_drop (post, "059.xml", bare);
  g_assert_cmpuint (box_round (post).accepted, ==, 1);
}

static JkkOutcome *
do_paper (Post *post, const char *deed, const char *sha256, gint64 case_id, GError **error)
{
  g_autofree char *text = box_example ("pesan-dokumen.xml");
  g_autoptr (JkkMessage) example = jkk_postbox_read (text, NULL);
  g_autoptr (JkkPostFile) file = jkk_post_file_new (PARTNER, "surat-istirahat-2.txt");
  const JkkDocument document = { .media_type = (char *) "text/plain" };
  JkkRequest request = { .post = file, .bytes = example->file, .document = &document, .case_id = case_id };

  file->sha256 = g_strdup (sha256);
  return jkk_office_do (post->work.office, deed, &request, error);
}

/* Only what a message waits for is taken, and only where that message is. */
static void
test_a_paper_goes_where_its_message_is (Post *post, gconstpointer data)
{
  g_autofree char *other = g_strnfill (64, 'a');
  g_autoptr (GError) nobody = NULL, unknown = NULL, elsewhere = NULL, twice = NULL, error = NULL;
  gint64 id = take_in (&post->work);

  g_assert_null (do_paper (post, "receive-paper", SHA256, 0, &nobody));
  g_assert_error (nobody, JKK_ERROR, JKK_ERROR_CONFLICT);
  drop_message (post);
  g_assert_null (do_paper (post, "receive-paper", other, 0, &unknown));
  g_assert_error (unknown, JKK_ERROR, JKK_ERROR_CONFLICT);
  g_assert_null (do_paper (post, "file-paper", SHA256, id, &elsewhere));
  g_assert_error (elsewhere, JKK_ERROR, JKK_ERROR_CONFLICT);
  g_autoptr (JkkCase) untouched = load (&post->work, id);
  g_assert_cmpuint (untouched->documents->len, ==, 0);

  g_autoptr (JkkPostIn) entry = box_newest (post);
  g_autoptr (JkkOutcome) outcome = do_paper (post, "receive-paper", SHA256, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome->made, ==, entry->id);
  g_assert_null (do_paper (post, "receive-paper", SHA256, 0, &twice));
  g_assert_error (twice, JKK_ERROR, JKK_ERROR_CONFLICT);
}

#define ADD(name, func) g_test_add (name, Post, NULL, box_set_up, func, box_tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("SANTUN_POST_SETTLE", "0", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("/paper-deed/where", test_a_paper_goes_where_its_message_is);
  return g_test_run ();
}
