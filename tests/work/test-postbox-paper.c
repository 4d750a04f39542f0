#include "jkk-postbox-fixture.h"

#include "jkk-postbox.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <utime.h>

/* A picture of one point. */
static const guint8 png[] = { 137, 80, 78,  71, 13, 10, 26, 10,  0,   0,  0,   13, 73,  72,  68,  82, 0,
                              0,   0,  1,   0,  0,  0,  1,  8,   0,   0,  0,   0,  58,  126, 155, 85, 0,
                              0,   0,  10,  73, 68, 65, 84, 120, 156, 99, 248, 15, 0,   1,   1,   1,  0,
                              177, 56, 246, 20, 0,  0,  0,  0,   73,  69, 78,  68, 174, 66,  96,  130 };

static char *
fingerprint (void)
{
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, png, sizeof png);
}

/* The example of a paper, which names the picture instead of carrying a text. */
static char *
naming_message (void)
{
  g_autofree char *text = box_message ("pesan-dokumen.xml"), *sha256 = fingerprint ();
  g_autofree char *size = g_strdup_printf ("<size>%u<", (guint) sizeof png);
  g_autoptr (GRegex) content = g_regex_new ("\\s*<content>.*</content>", G_REGEX_DOTALL, 0, NULL);
  g_autofree char *bare = g_regex_replace_literal (content, text, -1, 0, "", 0, NULL);
  g_autofree char *named =
      box_replaced (bare, "ccd1d0526500d8153e353749b605c237cdb5f52014592eb8f9bffd29901f0d84", sha256);
  g_autofree char *typed = box_replaced (named, "text/plain", "image/png");

  return box_replaced (typed, "<size>68<", size);
}

static char *
drop_paper (Post *post, const char *name)
{
  char *path = g_build_filename (post->folder, JKK_FOLDER_INBOX, name, NULL);

  g_assert_true (g_file_set_contents (path, (const char *) png, sizeof png, NULL));
  return path;
}

static guint
count_owed (Post *post)
{
  g_autoptr (JkkPostOverview) overview = jkk_postbox_overview (post->work.office, NULL);
  guint n = 0;

  for (guint i = 0; i < overview->owed->len; i++)
    n += g_str_equal (((const JkkOwed *) overview->owed->pdata[i])->kind, "document");
  return n;
}

static guint
count_receipts (Post *post, const char *sha256)
{
  g_autoptr (GPtrArray) sent = jkk_postbox_sent (post->work.office, 0, JKK_NONE, 100, NULL);
  guint n = 0;

  for (guint i = 0; i < sent->len; i++)
    {
      g_autoptr (JkkPostOut) out =
          jkk_postbox_load_sent (post->work.office, ((JkkPostOut *) sent->pdata[i])->guid, NULL);
      g_autofree char *said = g_strdup_printf ("<of_sha256>%s<", sha256);

      n += strstr (out->content, said) != NULL;
    }
  return n;
}

static JkkOutcome *
take_over (Post *post, gint64 case_id)
{
  g_autoptr (JkkPostIn) entry = box_newest (post);
  g_autoptr (JkkMessage) message = jkk_postbox_read (entry->content, NULL);
  g_autoptr (GError) error = NULL;
  JkkRequest request = {
    .case_id = case_id, .message = message, .message_sha256 = entry->sha256, .post_id = entry->id
  };
  JkkOutcome *outcome = jkk_office_do (post->work.office, "take-over", &request, &error);

  g_assert_no_error (error);
  return outcome;
}

static void
assert_has_paper (const JkkCase *jcase)
{
  g_autofree char *sha256 = fingerprint ();
  const JkkDocument *document;

  g_assert_cmpuint (jcase->documents->len, >, 0);
  document = jcase->documents->pdata[jcase->documents->len - 1];
  g_assert_cmpstr (document->sha256, ==, sha256);
  g_assert_cmpstr (document->kind, ==, "surat-istirahat");
  g_assert_cmpstr (document->media_type, ==, "image/png");
}

static void
test_a_paper_comes_after_its_message (Post *post, gconstpointer data)
{
  g_autofree char *text = naming_message (), *sha256 = fingerprint ();
  gint64 id = take_in (&post->work);

  box_drop (post, "059.xml", text);
  g_assert_cmpuint (box_round (post).accepted, ==, 1);
  g_assert_cmpuint (count_owed (post), ==, 1);
  g_autofree char *path = drop_paper (post, "surat.png");
  g_assert_cmpuint (box_round (post).accepted, ==, 1);
  g_assert_cmpuint (count_owed (post), ==, 0);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_INBOX), ==, 0);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_ARCHIVE), ==, 2);

  /* Its sender hears of it by the paper's own fingerprint. */
  g_autoptr (GPtrArray) sent = jkk_postbox_sent (post->work.office, 0, JKK_NONE, 1, NULL);
  g_autoptr (JkkPostOut) out = jkk_postbox_load_sent (post->work.office, ((JkkPostOut *) sent->pdata[0])->guid, NULL);
  g_assert_nonnull (strstr (out->content, sha256));
  g_assert_nonnull (strstr (out->content, "surat.png"));
  g_autoptr (JkkOutcome) outcome = take_over (post, id);
  assert_has_paper (outcome->jcase);
}

static void
test_a_paper_waits_for_its_message (Post *post, gconstpointer data)
{
  g_autofree char *text = naming_message (), *path = drop_paper (post, "a.png");
  JkkPostRound round = box_round (post);

  g_assert_cmpuint (round.accepted + round.refused + round.later, ==, 0);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_INBOX), ==, 1);
  box_drop (post, "z.xml", text); /* by its name after the paper */
  g_assert_cmpuint (box_round (post).accepted, ==, 2);
  g_assert_cmpuint (count_owed (post), ==, 0);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_INBOX), ==, 0);
}

/* Somebody has taken the message over meanwhile: the paper goes to the case by itself, once. */
static void
test_a_paper_finds_the_case_of_its_message (Post *post, gconstpointer data)
{
  g_autofree char *text = naming_message (), *taking = NULL;
  gint64 id = take_in (&post->work);

  box_drop (post, "059.xml", text);
  box_round (post);
  g_autoptr (JkkOutcome) outcome = take_over (post, id);
  guint before = outcome->jcase->documents->len;
  g_assert_cmpuint (count_owed (post), ==, 1);
  g_autofree char *path = drop_paper (post, "surat.png");
  g_assert_cmpuint (box_round (post).accepted, ==, 1);
  g_autoptr (JkkCase) after = load (&post->work, id);
  g_assert_cmpuint (after->documents->len, ==, before + 1);
  assert_has_paper (after);

  /* As if the power had failed before it was put away. */
  taking = g_build_filename (post->folder, ".taking", "surat.png", NULL);
  g_assert_true (g_file_set_contents (taking, (const char *) png, sizeof png, NULL));
  JkkPostRound round = box_round (post);
  g_assert_cmpuint (round.again, ==, 1);
  g_assert_cmpuint (round.accepted + round.refused, ==, 0);
  g_autoptr (JkkCase) once = load (&post->work, id);
  g_assert_cmpuint (once->documents->len, ==, before + 1);

  /* One receipt, given twice. */
  g_autofree char *sha256 = fingerprint ();
  g_assert_cmpuint (count_receipts (post, sha256), ==, 1);
}

/* A later sending that names another file: that one is owed, though the first has come. */
static void
test_a_correction_asks_for_its_own_paper (Post *post, gconstpointer data)
{
  g_autofree char *text = naming_message (), *sha256 = fingerprint ();
  g_autofree char *other = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "lain", -1);
  g_autofree char *second = box_replaced (text, "</sent_at>", "</sent_at><edition>2</edition>");
  g_autofree char *same = box_replaced (second, "<sequence>59<", "<sequence>60<");
  g_autofree char *third = box_replaced (text, "</sent_at>", "</sent_at><edition>3</edition>");
  g_autofree char *renumbered = box_replaced (third, "<sequence>59<", "<sequence>61<");
  g_autofree char *corrected = box_replaced (renumbered, sha256, other);
  g_autofree char *path = NULL, *again = NULL;

  box_drop (post, "059.xml", text);
  path = drop_paper (post, "surat.png");
  box_round (post);
  g_assert_cmpuint (count_owed (post), ==, 0);
  box_drop (post, "060.xml", same);
  g_assert_cmpuint (box_round (post).accepted, ==, 1);
  g_assert_cmpuint (count_owed (post), ==, 0);
  box_drop (post, "061.xml", corrected);
  g_assert_cmpuint (box_round (post).accepted, ==, 1);
  g_assert_cmpuint (count_owed (post), ==, 1);

  /* The first paper once more settles nothing; it gets the receipt that it had. */
  again = drop_paper (post, "lagi.png");
  g_assert_cmpuint (box_round (post).again, ==, 1);
  g_assert_cmpuint (count_owed (post), ==, 1);
  g_assert_cmpuint (count_receipts (post, sha256), ==, 1);
}

/* The office has the paper from elsewhere: its sender hears that, too. */
static void
test_a_known_paper_gets_its_receipt (Post *post, gconstpointer data)
{
  g_autofree char *sha256 = fingerprint (), *path = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (png, sizeof png);
  const JkkDocument document = {
    .kind = (char *) "lain", .title = (char *) "Foto", .complete = JKK_NONE, .media_type = (char *) "image/png"
  };
  JkkRequest request = { .case_id = take_in (&post->work), .bytes = bytes, .document = &document };
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) attached = jkk_office_do (post->work.office, "attach", &request, &error);

  g_assert_no_error (error);
  path = drop_paper (post, "surat.png");
  g_assert_cmpuint (box_round (post).again, ==, 1);
  g_assert_cmpuint (count_receipts (post, sha256), ==, 1);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_OUTBOX), ==, 1);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_ARCHIVE), ==, 1);
}

static void
test_a_paper_that_nobody_names_is_refused (Post *post, gconstpointer data)
{
  g_autofree char *path = drop_paper (post, "tanpa-pesan.png");
  const struct utimbuf long_ago = { 1700000000, 1700000000 };

  g_assert_cmpint (g_utime (path, (struct utimbuf *) &long_ago), ==, 0);
  g_assert_cmpuint (box_round (post).refused, ==, 1);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_REFUSED), ==, 1);
  g_autoptr (JkkPostIn) entry = box_newest (post);
  g_autoptr (JkkMessage) receipt = box_receipt_of (post, entry);
  g_assert_cmpstr (((JkkFault *) receipt->faults->pdata[0])->code, ==, "paper-unnamed");
}

/* What stands in the name of a file, and what only looks like a paper. */
static void
test_hostile_papers_are_refused (Post *post, gconstpointer data)
{
  g_autofree char *text = naming_message ();
  g_autofree char *link = g_build_filename (post->folder, JKK_FOLDER_INBOX, "tautan.png", NULL);
  g_autofree char *path = drop_paper (post, "surat\nistirahat.png");

  g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);
  box_drop (post, "059.xml", text);
  JkkPostRound round = box_round (post);
  g_assert_cmpuint (round.accepted, ==, 1);
  g_assert_cmpuint (round.refused, ==, 1);
  g_assert_cmpuint (count_owed (post), ==, 1);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_INBOX), ==, 1); /* the link, which nobody follows */
  g_autoptr (JkkPostIn) entry = box_newest (post);
  g_autoptr (JkkMessage) receipt = box_receipt_of (post, entry);
  g_assert_cmpstr (((JkkFault *) receipt->faults->pdata[0])->code, ==, "file-name-unsafe");
}

/* Of a message that is laid aside nobody waits for the paper. */
static void
test_a_paper_is_forgiven_with_its_message (Post *post, gconstpointer data)
{
  g_autofree char *text = naming_message ();
  g_autoptr (GError) error = NULL;

  box_drop (post, "059.xml", text);
  box_round (post);
  g_autoptr (JkkPostIn) entry = box_newest (post);
  JkkRequest request = { .post_id = entry->id, .reason = "bukan untuk kami" };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (post->work.office, "settle-post", &request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_owed (post), ==, 0);
}

#define ADD(name, func) g_test_add (name, Post, NULL, box_set_up, func, box_tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("SANTUN_POST_SETTLE", "0", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("/postbox-paper/after", test_a_paper_comes_after_its_message);
  ADD ("/postbox-paper/before", test_a_paper_waits_for_its_message);
  ADD ("/postbox-paper/case", test_a_paper_finds_the_case_of_its_message);
  ADD ("/postbox-paper/correction", test_a_correction_asks_for_its_own_paper);
  ADD ("/postbox-paper/known", test_a_known_paper_gets_its_receipt);
  ADD ("/postbox-paper/unnamed", test_a_paper_that_nobody_names_is_refused);
  ADD ("/postbox-paper/hostile", test_hostile_papers_are_refused);
  ADD ("/postbox-paper/forgiven", test_a_paper_is_forgiven_with_its_message);
  return g_test_run ();
}
