#include "jkk-audit.h"

#include "jkk-error.h"

#include <string.h>

#define HASH "8f3a90b2c1d4e5f60718293a4b5c6d7e8f3a90b2c1d4e5f60718293a4b5c6d7e"

static void
test_a_head_reads_as_it_was_printed (void)
{
  g_autofree char *text = jkk_audit_head_text (1234, HASH), *hash = NULL;
  gint64 sequence = 0;

  g_assert_cmpstr (text, ==, "8F3A 90B2 C1D4 E5F6 0718 293A @1234");
  g_assert_true (jkk_audit_head_parse (text, &hash, &sequence, NULL));
  g_assert_cmpint (sequence, ==, 1234);
  g_assert_true (g_str_has_prefix (HASH, hash));
  g_assert_cmpuint (strlen (hash), ==, JKK_AUDIT_HEAD_DIGITS);
}

static void
test_before_the_first_entry_there_is_no_head (void)
{
  g_autofree char *text = jkk_audit_head_text (0, HASH), *none = jkk_audit_head_text (7, NULL);

  g_assert_cmpstr (text, ==, "");
  g_assert_cmpstr (none, ==, "");
}

static void
test_a_head_may_be_typed_as_one_likes (void)
{
  static const char *const good[] = { "8f3a90b2c1d4", " 8F3A-90B2-C1D4 @ 7 ", HASH, HASH "@7" };
  static const char *const bad[] = {
    "", "8f3a", "8f3a90b2c1dg", "8f3a90b2c1d4@", "8f3a90b2c1d4@0", "@7", "8f3a90b2c1d4@-7", "8f3a90b2c1d4@x", HASH "00"
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *hash = NULL;
      gint64 sequence = -1;

      g_assert_true (jkk_audit_head_parse (good[i], &hash, &sequence, NULL));
      g_assert_true (g_str_has_prefix (HASH, hash));
      g_assert_cmpint (sequence, ==, strchr (good[i], '@') != NULL ? 7 : 0);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *hash = NULL;
      g_autoptr (GError) error = NULL;
      gint64 sequence;

      g_assert_false (jkk_audit_head_parse (bad[i], &hash, &sequence, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
    }
}

static void
test_a_report_is_sound_until_something_is_found (void)
{
  g_autoptr (JkkAuditReport) report = jkk_audit_report_new ();

  g_assert_true (jkk_audit_report_is_sound (report));
  g_ptr_array_add (report->remarks, jkk_audit_fault_new (JKK_AUDIT_CHANGED, 3));
  g_assert_true (jkk_audit_report_is_sound (report));
  g_ptr_array_add (report->faults, jkk_audit_fault_new (JKK_AUDIT_CHANGED, 3));
  g_assert_false (jkk_audit_report_is_sound (report));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audit/a_head_reads_as_it_was_printed", test_a_head_reads_as_it_was_printed);
  g_test_add_func ("/audit/before_the_first_entry_there_is_no_head", test_before_the_first_entry_there_is_no_head);
  g_test_add_func ("/audit/a_head_may_be_typed_as_one_likes", test_a_head_may_be_typed_as_one_likes);
  g_test_add_func ("/audit/a_report_is_sound_until_something_is_found",
                   test_a_report_is_sound_until_something_is_found);
  return g_test_run ();
}
