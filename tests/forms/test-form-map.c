#include "jkk-form-map.h"

#include <string.h>

static JkkForm *
parse (const char *text, GPtrArray **faults)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) template = g_bytes_new_static ("%PDF", 4);
  g_autoptr (GError) error = NULL;

  *faults = g_ptr_array_new_with_free_func (g_free);
  JkkForm *form = jkk_form_map_parse ("OWN", bytes, template, *faults, &error);
  g_assert_no_error (error);
  return form;
}

static void
test_words_become_fields (void)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (JkkForm) form = parse ("form OWN\r\n"
                                    "number Formulir 9\n"
                                    "\n"
                                    "text \"Nama Peserta\" participant.name size=8 align=right Nama = lengkap\n"
                                    "comb nik participant.identity cells=16\n"
                                    "check ya#2 claim.has_children=1 Ada\n"
                                    "skip \"Tanda Tangan\"\n"
                                    "mark 50 20\n",
                                    &faults);
  const JkkFormField *name = form->fields->pdata[0], *nik = form->fields->pdata[1], *yes = form->fields->pdata[2];

  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpuint (form->fields->len, ==, 3);
  g_assert_cmpstr (form->number, ==, "Formulir 9");
  g_assert_cmpstr (form->title, ==, "Formulir 9");
  g_assert_cmpstr (name->name, ==, "Nama Peserta");
  g_assert_cmpstr (name->path, ==, "participant.name");
  g_assert_cmpstr (name->label, ==, "Nama = lengkap");
  g_assert_cmpfloat (name->size, ==, 8);
  g_assert_cmpint (name->align, ==, JKK_FORM_RIGHT);
  g_assert_cmpuint (name->line, ==, 4);
  g_assert_cmpuint (nik->cells, ==, 16);
  /* Without a label it is called as in the PDF. */
  g_assert_cmpstr (nik->label, ==, "nik");
  g_assert_cmpint (yes->kind, ==, JKK_FORM_CHECK);
  g_assert_cmpstr (yes->code, ==, "1");
  g_assert_cmpstr (form->skipped->pdata[0], ==, "Tanda Tangan");
  g_assert_cmpfloat (form->mark_right, ==, 50);
  g_assert_cmpfloat (form->mark_bottom, ==, 20);
}

static void
test_a_mark_can_be_left_out (void)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (JkkForm) form = parse ("text a participant.name\nmark none\n", &faults);

  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpfloat (form->mark_right, ==, 0);
}

static void
test_each_fault_is_told (void)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (JkkForm) form = parse ("text a participant.nose\nbanana\nmark 1e9 0\n", &faults);

  g_assert_nonnull (form);
  g_assert_cmpuint (faults->len, ==, 3);
  for (guint i = 0; i < faults->len; i++)
    {
      g_autofree char *line = g_strdup_printf ("Line %u: ", i + 1);

      g_assert_true (g_str_has_prefix (faults->pdata[i], line));
    }
}

static void
test_no_text_is_refused (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("text \xff\n", 7);
  g_autoptr (GBytes) template = g_bytes_new_static ("%PDF", 4);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_form_map_parse ("OWN", bytes, template, faults, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
  g_clear_error (&error);
  g_autoptr (JkkForm) form = jkk_form_map_parse ("OWN", empty, template, faults, &error);
  g_assert_true (form == NULL || faults->len == 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-map/words-become-fields", test_words_become_fields);
  g_test_add_func ("/form-map/a-mark-can-be-left-out", test_a_mark_can_be_left_out);
  g_test_add_func ("/form-map/each-fault-is-told", test_each_fault_is_told);
  g_test_add_func ("/form-map/no-text-is-refused", test_no_text_is_refused);
  return g_test_run ();
}
