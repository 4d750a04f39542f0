#include "jkk-attach-state.h"

static JkkHomecoming *
home_new (guint n_pages)
{
  JkkHomecoming *home = g_new0 (JkkHomecoming, 1);

  home->path = g_strdup ("/tmp/scan.pdf");
  home->bytes = g_bytes_new_static ("0123456789", 10);
  home->media_type = g_strdup ("application/pdf");
  home->n_pages = n_pages;
  home->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_home_page_free);
  return home;
}

static void
add_mark (JkkHomecoming *home, gint64 case_id, const char *number, const char *form, JkkHomeVerdict verdict)
{
  JkkHomePage *page = g_new0 (JkkHomePage, 1);

  page->case_id = case_id;
  page->number = g_strdup (number);
  page->form = g_strdup (form);
  page->verdict = verdict;
  page->text = g_strdup ("was printed before a later change");
  g_ptr_array_add (home->pages, page);
}

static JkkAttachItem *
item_of (const char *path, const char *kind, const JkkHomecoming *home)
{
  JkkAttachItem *item = jkk_attach_item_new (path, kind);

  jkk_attach_item_read (item, home, 7, NULL);
  return item;
}

static void
test_the_kind_comes_from_the_wish_the_mark_or_the_name (void)
{
  g_autoptr (JkkHomecoming) plain = home_new (1), marked = home_new (2), letter = home_new (1);

  add_mark (marked, 7, "JKK-2026-000007", "KK3", JKK_HOME_SAME);
  add_mark (letter, 7, "JKK-2026-000007", "penetapan", JKK_HOME_SAME);
  JkkAttachItem *named = item_of ("/x/KTP budi.jpg", NULL, plain), *asked = item_of ("/x/IMG.jpg", "slip-upah", plain);
  JkkAttachItem *printed = item_of ("/x/ktp.pdf", NULL, marked), *nothing = item_of ("/x/IMG.jpg", NULL, letter);
  g_assert_cmpstr (named->kind, ==, "ktp");
  g_assert_cmpstr (asked->kind, ==, "slip-upah");
  g_assert_cmpstr (printed->kind, ==, "kk3");
  g_assert_null (nothing->kind);
  g_assert_cmpint (named->stage, ==, JKK_ATTACH_READY);
  g_assert_cmpstr (printed->text, ==, "PDF, 2 pages, 10 bytes");
  g_assert_null (printed->remark);
  jkk_attach_item_free (named);
  jkk_attach_item_free (asked);
  jkk_attach_item_free (printed);
  jkk_attach_item_free (nothing);
}

static void
test_a_page_of_another_case_is_told (void)
{
  g_autoptr (JkkHomecoming) other = home_new (1), older = home_new (1);

  add_mark (other, 9, "JKK-2026-000009", "KK2", JKK_HOME_SAME);
  add_mark (older, 7, "JKK-2026-000007", "KK2", JKK_HOME_CHANGED);
  JkkAttachItem *strange = item_of ("/x/a.pdf", NULL, other), *old = item_of ("/x/b.pdf", NULL, older);
  g_assert_cmpstr (strange->remark, ==, "Page 1 was printed for case JKK-2026-000009. Does it belong here?");
  g_assert_cmpstr (old->remark, ==, "was printed before a later change");
  jkk_attach_item_free (strange);
  jkk_attach_item_free (old);
}

static void
test_nothing_goes_before_all_is_read_and_said (void)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_attach_item_free);
  g_autoptr (JkkHomecoming) home = home_new (1);
  g_autoptr (GError) error = g_error_new_literal (JKK_ERROR, JKK_ERROR_FORMAT, "“b.pdf” is damaged.");
  JkkAttachItem *first = jkk_attach_item_new ("/x/IMG.jpg", NULL), *second = jkk_attach_item_new ("/x/b.pdf", NULL);

  g_assert_false (jkk_attach_state_may_go (items));
  g_ptr_array_add (items, first);
  g_ptr_array_add (items, second);
  g_assert_true (jkk_attach_state_next (items, JKK_ATTACH_WAITING) == first);
  jkk_attach_item_read (first, home, 7, NULL);
  jkk_set_str (&first->kind, "ktp");
  g_assert_false (jkk_attach_state_may_go (items));
  jkk_attach_item_read (second, NULL, 7, error);
  g_assert_cmpstr (second->text, ==, "“b.pdf” is damaged.");
  g_assert_true (jkk_attach_state_may_go (items));
  jkk_set_str (&first->kind, NULL);
  g_assert_true (jkk_attach_state_undecided (items) == first);
  g_assert_false (jkk_attach_state_may_go (items));
}

static void
test_what_the_case_did_not_take_is_told (void)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_attach_item_free);
  g_autoptr (JkkHomecoming) home = home_new (1);
  g_autoptr (GError) error = g_error_new_literal (JKK_ERROR, JKK_ERROR_CONFLICT, "It is attached already.");

  g_ptr_array_add (items, item_of ("/x/ktp.jpg", NULL, home));
  g_ptr_array_add (items, item_of ("/x/kk1.pdf", NULL, home));
  jkk_attach_item_settle (items->pdata[0], error);
  jkk_attach_item_settle (items->pdata[1], NULL);
  g_assert_cmpuint (jkk_attach_state_count (items, JKK_ATTACH_FAILED), ==, 1);
  g_assert_cmpuint (jkk_attach_state_count (items, JKK_ATTACH_ATTACHED), ==, 1);
  g_assert_cmpstr (((JkkAttachItem *) items->pdata[0])->text, ==, "It is attached already.");
  g_assert_false (jkk_attach_state_may_go (items));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attach-state/the-kind-comes-from-the-wish-the-mark-or-the-name",
                   test_the_kind_comes_from_the_wish_the_mark_or_the_name);
  g_test_add_func ("/attach-state/a-page-of-another-case-is-told", test_a_page_of_another_case_is_told);
  g_test_add_func ("/attach-state/nothing-goes-before-all-is-read-and-said",
                   test_nothing_goes_before_all_is_read_and_said);
  g_test_add_func ("/attach-state/what-the-case-did-not-take-is-told", test_what_the_case_did_not_take_is_told);
  return g_test_run ();
}
