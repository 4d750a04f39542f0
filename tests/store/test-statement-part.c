#include "jkk-statement-private.h"

#include <string.h>

static void
test_a_list_is_put_in_anew_and_a_record_changed (void)
{
  const JkkCasePart *one = jkk_case_part_find ("medical"), *many = jkk_case_part_find ("absences");
  g_autofree char *update = jkk_statement_part_text (one, JKK_PART_UPDATE);
  g_autofree char *remove = jkk_statement_part_text (many, JKK_PART_DELETE);
  g_autofree char *insert = jkk_statement_part_text (many, JKK_PART_INSERT);
  g_autofree char *select = jkk_statement_part_text (many, JKK_PART_SELECT);

  g_assert_true (g_str_has_prefix (update, "UPDATE \"medical\" SET "));
  g_assert_cmpstr (remove, ==, "DELETE FROM \"absences\" WHERE case_id = ?1");
  g_assert_true (g_str_has_prefix (insert, "INSERT INTO \"absences\" (case_id, ord, "));
  g_assert_true (g_str_has_suffix (select, " ORDER BY ord"));
}

/* What many cases are read for needs no name and no sentence of anybody. */
static void
test_a_scan_reads_no_free_text (void)
{
  g_autofree char *scan = jkk_statement_part_text (jkk_case_part_find ("medical"), JKK_PART_SCAN);

  g_assert_nonnull (strstr (scan, "\"examined_day\""));
  g_assert_null (strstr (scan, "\"diagnosis\""));
  g_assert_null (strstr (scan, "\"doctor_name\""));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/statement-part/deeds", test_a_list_is_put_in_anew_and_a_record_changed);
  g_test_add_func ("/statement-part/scan", test_a_scan_reads_no_free_text);
  return g_test_run ();
}
