#include "jkk-begun.h"

#include <glib/gstdio.h>
#include <string.h>

static JkkDraft *
draft_new (void)
{
  g_autoptr (JkkCase) blank = jkk_case_new ();

  return jkk_draft_new (blank);
}

static void
assert_text (JkkDraft *draft, const char *path, const char *expected)
{
  g_autofree char *text = jkk_draft_get_text (draft, path);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_what_was_typed_comes_back_as_it_was_typed (void)
{
  g_autoptr (JkkCase) blank = jkk_case_new ();
  g_autoptr (JkkDraft) draft = draft_new ();

  jkk_draft_set_text (draft, "cover.segment", "PU");
  jkk_draft_set_text (draft, "participant.name", "Siti\tNurhaliza \"Ä\\😀\"");
  jkk_draft_set_text (draft, "participant.wage", "4500000");
  jkk_draft_set_text (draft, "participant.identity", "12");
  jkk_draft_set_text (draft, "accident.chronology", "Baris satu\nBaris dua = [x]");
  jkk_draft_append (draft, "heirs");
  jkk_draft_append (draft, "heirs");
  jkk_draft_set_text (draft, "heirs[2].name", "Joko");
  g_autofree char *kept = jkk_begun_to_text (draft);
  g_autoptr (JkkDraft) back = jkk_begun_from_text (kept, blank);
  g_assert_nonnull (back);
  g_assert_true (jkk_case_equal (jkk_draft_get_current (back), jkk_draft_get_current (draft)));
  g_assert_cmpuint (jkk_draft_get_current (back)->heirs->len, ==, 2);
  assert_text (back, "accident.chronology", "Baris satu\nBaris dua = [x]");
  /* What is not acceptable stays what it is, with its reason. */
  assert_text (back, "participant.identity", "12");
  g_assert_nonnull (jkk_draft_get_error (back, "participant.identity"));
  g_assert_null (jkk_begun_base (kept));
}

static void
test_of_a_stored_case_it_is_known_how_it_was_stored (void)
{
  g_autoptr (JkkCase) blank = jkk_case_new ();
  g_autoptr (JkkCase) first = jkk_case_set (blank, "participant.name", "SITI", NULL);
  g_autoptr (JkkCase) named = jkk_case_set (first, "employer.name", "PT Maju", NULL);
  JkkCase *stored = jkk_case_copy (named);
  g_autoptr (JkkDraft) draft = NULL;

  stored->id = 12;
  draft = jkk_draft_new (stored);
  jkk_case_unref (stored);
  jkk_draft_set_text (draft, "participant.name", "SITI N");
  jkk_draft_set_text (draft, "employer.name", "");
  jkk_draft_set_text (draft, "participant.identity", "12");
  g_autofree char *kept = jkk_begun_to_text (draft);
  g_autoptr (JkkCase) base = jkk_begun_base (kept);
  g_autoptr (JkkDraft) back = jkk_begun_from_text (kept, blank);
  g_assert_cmpstr (base->participant.name, ==, "SITI");
  g_assert_cmpstr (base->employer.name, ==, "PT Maju");
  assert_text (back, "participant.name", "SITI N");
  assert_text (back, "employer.name", "");
  assert_text (back, "participant.identity", "12");
}

static void
test_where_nothing_was_typed_nothing_is_kept (void)
{
  g_autoptr (JkkDraft) draft = draft_new ();

  g_assert_null (jkk_begun_to_text (draft));
  jkk_draft_set_text (draft, "participant.name", "Siti");
  g_autofree char *kept = jkk_begun_to_text (draft);
  g_assert_nonnull (kept);
  /* Taken back key by key, nothing is left of it. */
  jkk_draft_set_text (draft, "participant.name", "");
  g_assert_null (jkk_begun_to_text (draft));
}

static void
test_a_text_that_is_none_of_ours_is_left_out (void)
{
  static const char *const texts[] = { "", "halo", "santun-begun 2\ncover.segment\tPU\n", "santun-begun 1\n\xff\xfe" };
  static const char strange[] = "santun-begun 1\n+heirs\t4000000000\n+nichts\t2\n\n\t\nheirs[1].name\tx\ncover.status\t"
                                "approved\nparticipant.name\tSi\\ti\\\nno.such\tx\nparticipant.kpj";
  g_autoptr (JkkCase) blank = jkk_case_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_null (jkk_begun_from_text (texts[i], blank));
      g_assert_null (jkk_begun_base (texts[i]));
    }
  g_autoptr (JkkDraft) draft = jkk_begun_from_text (strange, blank);
  g_assert_nonnull (draft);
  g_assert_cmpuint (jkk_draft_get_current (draft)->heirs->len, ==, 0);
  g_assert_cmpint (jkk_case_get_status (jkk_draft_get_current (draft)), ==, jkk_case_get_status (blank));
}

/* A program of earlier left it open to whoever has the disk. */
static void
test_what_was_not_sealed_is_taken_and_taken_away (void)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "/srv/santun/office.db\nsari", -1);
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "santun", "begun", NULL);
  g_autofree char *path = g_build_filename (folder, sum, NULL);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, "santun-begun 1\nparticipant.name\tSiti\n", -1, NULL));
  g_assert_null (jkk_begun_take_unsealed ("/srv/santun/office.db", "rina"));
  g_autofree char *text = jkk_begun_take_unsealed ("/srv/santun/office.db", "sari");
  g_assert_nonnull (strstr (text, "Siti"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  g_autofree char *home = g_dir_make_tmp ("santun-begun-XXXXXX", NULL);

  g_assert_nonnull (home);
  g_setenv ("XDG_STATE_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/begun/" path, function)
  ADD ("what-was-typed-comes-back-as-it-was-typed", test_what_was_typed_comes_back_as_it_was_typed);
  ADD ("of-a-stored-case-it-is-known-how-it-was-stored", test_of_a_stored_case_it_is_known_how_it_was_stored);
  ADD ("where-nothing-was-typed-nothing-is-kept", test_where_nothing_was_typed_nothing_is_kept);
  ADD ("a-text-that-is-none-of-ours-is-left-out", test_a_text_that_is_none_of_ours_is_left_out);
  ADD ("what-was-not-sealed-is-taken-and-taken-away", test_what_was_not_sealed_is_taken_and_taken_away);
  int failed = g_test_run ();
  g_autofree char *santun = g_build_filename (home, "santun", NULL), *begun = g_build_filename (santun, "begun", NULL);
  g_rmdir (begun);
  g_rmdir (santun);
  /* Nothing that was begun is left lying about. */
  g_assert_cmpint (g_rmdir (home), ==, 0);
  return failed;
}
