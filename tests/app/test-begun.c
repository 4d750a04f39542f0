#include "jkk-begun.h"

#include <glib/gstdio.h>

static char *
path_new (const char *login)
{
  return jkk_begun_path ("/srv/santun/office.db", login);
}

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
  g_autofree char *path = path_new ("sari");
  g_autoptr (JkkCase) blank = jkk_case_new ();
  g_autoptr (JkkDraft) draft = draft_new ();
  g_autoptr (GError) error = NULL;

  jkk_draft_set_text (draft, "cover.segment", "PU");
  jkk_draft_set_text (draft, "participant.name", "Siti\tNurhaliza \"Ä\\😀\"");
  jkk_draft_set_text (draft, "participant.wage", "4500000");
  jkk_draft_set_text (draft, "participant.identity", "12");
  jkk_draft_set_text (draft, "accident.chronology", "Baris satu\nBaris dua = [x]");
  jkk_draft_append (draft, "heirs");
  jkk_draft_append (draft, "heirs");
  jkk_draft_set_text (draft, "heirs[2].name", "Joko");
  g_assert_true (jkk_begun_keep (path, draft, &error));
  g_assert_no_error (error);

  g_assert_true (jkk_begun_exists (path));
  g_autoptr (JkkDraft) back = jkk_begun_find (path, blank);
  g_assert_nonnull (back);
  g_assert_true (jkk_case_equal (jkk_draft_get_current (back), jkk_draft_get_current (draft)));
  g_assert_cmpuint (jkk_draft_get_current (back)->heirs->len, ==, 2);
  assert_text (back, "accident.chronology", "Baris satu\nBaris dua = [x]");
  /* What is not acceptable stays what it is, with its reason. */
  assert_text (back, "participant.identity", "12");
  g_assert_nonnull (jkk_draft_get_error (back, "participant.identity"));
  jkk_begun_forget (path);
  g_assert_false (jkk_begun_exists (path));
}

static void
test_each_person_of_each_office_has_a_file_of_their_own (void)
{
  g_autofree char *sari = path_new ("sari"), *rina = path_new ("rina"), *other = jkk_begun_path ("/srv/x.db", "sari");
  g_autoptr (JkkDraft) draft = draft_new ();
  GStatBuf info;

  jkk_draft_set_text (draft, "participant.name", "Siti");
  g_assert_true (jkk_begun_keep (sari, draft, NULL));
  g_assert_cmpint (g_stat (sari, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_assert_false (jkk_begun_exists (rina));
  g_assert_false (jkk_begun_exists (other));

  /* Taken back key by key, nothing is left of it. */
  jkk_draft_set_text (draft, "participant.name", "");
  g_assert_true (jkk_begun_keep (sari, draft, NULL));
  g_assert_false (jkk_begun_exists (sari));
}

static void
test_a_file_that_is_none_of_ours_is_left_out (void)
{
  static const char *const files[] = { "", "halo", "santun-begun 2\ncover.segment\tPU\n", "santun-begun 1\n\xff\xfe" };
  static const char strange[] = "santun-begun 1\n+heirs\t4000000000\n+nichts\t2\n\n\t\nheirs[1].name\tx\ncover.status\t"
                                "approved\nparticipant.name\tSi\\ti\\\nno.such\tx\nparticipant.kpj";
  g_autofree char *path = path_new ("budi");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (JkkCase) blank = jkk_case_new ();

  g_mkdir_with_parents (folder, 0700);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_assert_true (g_file_set_contents (path, files[i], -1, NULL));
      g_assert_false (jkk_begun_exists (path));
      g_assert_null (jkk_begun_find (path, blank));
    }
  g_assert_true (g_file_set_contents (path, strange, -1, NULL));
  g_autoptr (JkkDraft) draft = jkk_begun_find (path, blank);
  g_assert_nonnull (draft);
  g_assert_cmpuint (jkk_draft_get_current (draft)->heirs->len, ==, 0);
  g_assert_cmpint (jkk_case_get_status (jkk_draft_get_current (draft)), ==, jkk_case_get_status (blank));
  jkk_begun_forget (path);
}

static void
test_a_folder_that_cannot_be_written_is_told (void)
{
  g_autoptr (JkkDraft) draft = draft_new ();
  g_autoptr (GError) error = NULL;

  jkk_draft_set_text (draft, "participant.name", "Siti");
  g_assert_false (jkk_begun_keep ("/proc/self/none/begun", draft, &error));
  g_assert_nonnull (error);
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
  ADD ("each-person-of-each-office-has-a-file-of-their-own", test_each_person_of_each_office_has_a_file_of_their_own);
  ADD ("a-file-that-is-none-of-ours-is-left-out", test_a_file_that_is_none_of_ours_is_left_out);
  ADD ("a-folder-that-cannot-be-written-is-told", test_a_folder_that_cannot_be_written_is_told);
  int failed = g_test_run ();
  g_autofree char *santun = g_build_filename (home, "santun", NULL), *begun = g_build_filename (santun, "begun", NULL);
  g_rmdir (begun);
  g_rmdir (santun);
  /* Nothing that was begun is left lying about. */
  g_assert_cmpint (g_rmdir (home), ==, 0);
  return failed;
}
