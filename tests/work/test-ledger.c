#include "jkk-postbox-fixture.h"

#include "jkk-postbox.h"

#include <string.h>

/* The file is a text; that it is no picture is found only when it is opened. */
static const char letter[] = "%PDF-1.4 rekaan";

static char *
fingerprint (void)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, letter, -1);
}

/* The example of a paper: with its text inside, or naming a file beside it. */
static char *
paper_message (guint edition, const char *sha256)
{
  g_autofree char *text = box_message ("pesan-dokumen.xml");
  g_autofree char *stated = g_strdup_printf ("</sent_at><edition>%u</edition>", edition);
  g_autofree char *number = g_strdup_printf ("<sequence>%u<", 58 + edition);
  g_autofree char *edited = box_replaced (text, "</sent_at>", stated),
                  *whole = box_replaced (edited, "<sequence>59<", number);
  g_autoptr (GRegex) content = g_regex_new ("\\s*<content>.*</content>", G_REGEX_DOTALL, 0, NULL);

  if (sha256 == NULL)
    return g_steal_pointer (&whole);
  g_autofree char *bare = g_regex_replace_literal (content, whole, -1, 0, "", 0, NULL);
  return box_replaced (bare, "ccd1d0526500d8153e353749b605c237cdb5f52014592eb8f9bffd29901f0d84", sha256);
}

static guint
count_owed (Post *post, const char *kind)
{
  g_autoptr (JkkPostOverview) overview = jkk_postbox_overview (post->work.office, NULL);
  guint n = 0;

  for (guint i = 0; i < overview->owed->len; i++)
    n += g_str_equal (((const JkkOwed *) overview->owed->pdata[i])->kind, kind);
  return n;
}

static void
take (Post *post, const char *name, const char *text)
{
  box_drop (post, name, text);
  g_assert_cmpuint (box_round (post).accepted, ==, 1);
}

static void
test_a_bill_is_owed_an_answer (Post *post, gconstpointer data)
{
  g_autofree char *bill = box_message ("pesan-tagihan.xml");

  g_assert_cmpuint (count_owed (post, "payment"), ==, 0);
  take (post, "058.xml", bill);
  g_assert_cmpuint (count_owed (post, "payment"), ==, 1);
}

/* What was named before and never came is not waited for when the correction holds the file itself. */
static void
test_a_file_inside_settles_what_was_owed (Post *post, gconstpointer data)
{
  g_autofree char *sha256 = fingerprint ();
  g_autofree char *naming = paper_message (1, sha256), *holding = paper_message (2, NULL);

  take (post, "059.xml", naming);
  g_assert_cmpuint (count_owed (post, "document"), ==, 1);
  take (post, "060.xml", holding);
  g_assert_cmpuint (count_owed (post, "document"), ==, 0);
}

/* A later sending that names another file: that one is owed, though the first has come. */
static void
test_a_correction_is_owed_its_own_file (Post *post, gconstpointer data)
{
  g_autofree char *sha256 = fingerprint (), *other = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "lain", -1);
  g_autofree char *first = paper_message (1, NULL), *same = paper_message (2, sha256);
  g_autofree char *corrected = paper_message (3, other), *again = paper_message (4, other);

  take (post, "059.xml", first);
  g_assert_cmpuint (count_owed (post, "document"), ==, 0);
  take (post, "060.xml", same);
  g_assert_cmpuint (count_owed (post, "document"), ==, 1);
  take (post, "061.xml", corrected);
  take (post, "062.xml", again);
  g_assert_cmpuint (count_owed (post, "document"), ==, 1);
}

#define ADD(name, func) g_test_add (name, Post, NULL, box_set_up, func, box_tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("SANTUN_POST_SETTLE", "0", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("/ledger/answer", test_a_bill_is_owed_an_answer);
  ADD ("/ledger/inside", test_a_file_inside_settles_what_was_owed);
  ADD ("/ledger/correction", test_a_correction_is_owed_its_own_file);
  return g_test_run ();
}
