#include "jkk-case.h"

static void
test_a_copy_is_equal_until_one_field_differs (void)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint p = 0; p < n_parts; p++)
    for (guint f = 0; f < parts[p].type->n_fields; f++)
      {
        const JkkRecordType *type = parts[p].type;
        const JkkField *field = &type->fields[f];
        gpointer record = jkk_record_new (type);

        g_assert_true (jkk_record_is_empty (type, record));
        if (jkk_field_is_text (field))
          jkk_field_put_string (field, record, "x");
        else
          jkk_field_put_number (field, record, 1);
        gpointer copy = jkk_record_dup (type, record);
        g_assert_true (jkk_record_equal (type, record, copy));
        g_assert_false (jkk_record_is_empty (type, copy));
        jkk_record_clear (type, copy);
        g_assert_false (jkk_record_equal (type, record, copy));
        g_assert_true (jkk_record_is_empty (type, copy));
        jkk_record_free (type, record);
        jkk_record_free (type, copy);
      }
}

static void
test_a_field_is_found_by_its_name (void)
{
  g_assert_nonnull (jkk_record_type_find (&jkk_medical_type, "treated_from"));
  g_assert_null (jkk_record_type_find (&jkk_medical_type, "nothing"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/copy", test_a_copy_is_equal_until_one_field_differs);
  g_test_add_func ("/record/find", test_a_field_is_found_by_its_name);
  return g_test_run ();
}
