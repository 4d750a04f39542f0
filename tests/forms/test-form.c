#include "jkk-form.h"

#include <string.h>

#include "jkk-pdf-file.h"

static const JkkForm *
get (const char *code)
{
  g_autoptr (GError) error = NULL;
  const JkkForm *form = jkk_form_get (code, &error);

  g_assert_no_error (error);
  return form;
}

static void
test_every_form_speaks_only_of_values_that_a_case_has (void)
{
  const char *const *codes = jkk_form_codes ();

  g_assert_cmpuint (g_strv_length ((char **) codes), >=, 3);
  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) faults = jkk_form_check (get (codes[i]));

      for (guint f = 0; f < faults->len; f++)
        g_test_message ("%s: %s", codes[i], (char *) faults->pdata[f]);
      g_assert_cmpuint (faults->len, ==, 0);
    }
}

static void
test_no_form_leaves_drawing_to_its_reader (void)
{
  const char *const *codes = jkk_form_codes ();

  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autoptr (JkkPdfFile) file = jkk_pdf_file_new (get (codes[i])->template, NULL);
      g_autofree char *acroform = jkk_pdf_file_get (file, JKK_PDF_ACROFORM);

      g_assert_nonnull (strstr (acroform, "/Fields ["));
      g_assert_null (strstr (acroform, "NeedAppearances"));
    }
}

static void
test_a_form_knows_its_number_and_title_as_printed (void)
{
  const JkkForm *form = get ("KK2");

  g_assert_cmpstr (form->number, ==, "Formulir 3a KK 2");
  g_assert_cmpstr (form->title, ==, "Laporan Kasus Kecelakaan Kerja Tahap II");
  g_assert_cmpuint (form->pages->len, ==, 2);
}

static void
test_a_field_is_found_by_its_name_in_the_pdf (void)
{
  const JkkFormField *box = jkk_form_find_field (get ("KK2"), "claim.outcome=sembuh");
  const JkkFormField *amount = jkk_form_find_field (get ("KK2"), "payees[peserta].stmb");

  g_assert_cmpstr (box->path, ==, "claim.outcome");
  g_assert_cmpstr (box->code, ==, "sembuh");
  g_assert_cmpint (box->kind, ==, JKK_FORM_CHECK);
  g_assert_cmpstr (box->item, ==, "4");
  g_assert_cmpstr (amount->path, ==, "payees[peserta].stmb");
  g_assert_cmpint (amount->align, ==, JKK_FORM_RIGHT);
  g_assert_null (jkk_form_find_field (get ("KK2"), "claim.outcome=gaib"));
}

static void
test_a_form_that_is_not_there_is_named (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_form_get ("KK9", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "KK9"));
  g_assert_nonnull (strstr (error->message, "KK2"));
}

#define MAP_HEAD "form\tKK2\nnumber\tN\ntitle\tT\npage\t20\t21\t595.28\t841.89\n"
#define MAP_FIELD(name, path, code, kind)                                                                              \
  "field\t" name "\t" path "\t" code "\t" kind "\tleft\t0\t1\t2\t30\t12\t9\t0\t25\t1\tL\n"

static void
assert_fault (const char *line, const char *word)
{
  g_autofree char *map = g_strconcat (MAP_HEAD, line, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkForm) form = jkk_form_parse ("KK2", map, get ("KK2")->template, &error);
  gboolean found = FALSE;

  g_assert_no_error (error);
  g_autoptr (GPtrArray) faults = jkk_form_check (form);
  for (guint i = 0; i < faults->len; i++)
    found = found || strstr (faults->pdata[i], word) != NULL;
  g_assert_true (found);
}

static void
test_a_path_that_no_case_has_is_a_fault (void)
{
  assert_fault (MAP_FIELD ("participant.name", "participant.nama", "", "text"), "participant.nama");
  assert_fault (MAP_FIELD ("participant.name", "heirs.name", "", "text"), "heirs.name");
  assert_fault (MAP_FIELD ("participant.name", "payees[tetangga].stmb", "", "text"), "tetangga");
}

static void
test_a_box_that_can_never_be_ticked_is_a_fault (void)
{
  assert_fault (MAP_FIELD ("claim.outcome=sembuh", "claim.outcome", "sehat", "check"), "claim.outcome=sembuh");
  assert_fault (MAP_FIELD ("claim.outcome=sembuh", "claim.paper_doctor", "ya", "check"), "claim.outcome=sembuh");
  assert_fault (MAP_FIELD ("claim.outcome=sembuh", "participant.name", "Ali", "check"), "claim.outcome=sembuh");
  assert_fault (MAP_FIELD ("claim.outcome=sembuh", "decision.status", "1", "check"), "decision.status");
}

static void
test_yes_or_no_in_a_text_field_is_a_fault (void)
{
  assert_fault (MAP_FIELD ("participant.name", "claim.paper_doctor", "", "text"), "claim.paper_doctor");
}

static void
test_fields_that_only_one_side_knows_are_faults (void)
{
  assert_fault (MAP_FIELD ("participant.alias", "participant.name", "", "text"), "participant.alias");
  /* The map lacks all others of the template. */
  assert_fault (MAP_FIELD ("participant.name", "participant.name", "", "text"), "claim.remarks");
}

static void
test_a_field_named_twice_is_a_fault (void)
{
  assert_fault (MAP_FIELD ("participant.name", "participant.name", "", "text")
                    MAP_FIELD ("participant.name", "employer.name", "", "text"),
                "twice");
}

static void
test_a_map_that_cannot_be_read_is_refused (void)
{
  static const char *const maps[] = {
    "",
    MAP_HEAD,
    "form\tKK1\n",
    MAP_HEAD "field\tparticipant.name\n",
    MAP_HEAD MAP_FIELD ("participant.name", "participant.name", "", "picture"),
    "page\t1\n",
    "nonsense\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (jkk_form_parse ("KK2", maps[i], get ("KK2")->template, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form/every-form-speaks-only-of-values-that-a-case-has",
                   test_every_form_speaks_only_of_values_that_a_case_has);
  g_test_add_func ("/form/no-form-leaves-drawing-to-its-reader", test_no_form_leaves_drawing_to_its_reader);
  g_test_add_func ("/form/a-form-knows-its-number-and-title-as-printed",
                   test_a_form_knows_its_number_and_title_as_printed);
  g_test_add_func ("/form/a-field-is-found-by-its-name-in-the-pdf", test_a_field_is_found_by_its_name_in_the_pdf);
  g_test_add_func ("/form/a-form-that-is-not-there-is-named", test_a_form_that_is_not_there_is_named);
  g_test_add_func ("/form/a-path-that-no-case-has-is-a-fault", test_a_path_that_no_case_has_is_a_fault);
  g_test_add_func ("/form/a-box-that-can-never-be-ticked-is-a-fault", test_a_box_that_can_never_be_ticked_is_a_fault);
  g_test_add_func ("/form/yes-or-no-in-a-text-field-is-a-fault", test_yes_or_no_in_a_text_field_is_a_fault);
  g_test_add_func ("/form/fields-that-only-one-side-knows-are-faults", test_fields_that_only_one_side_knows_are_faults);
  g_test_add_func ("/form/a-field-named-twice-is-a-fault", test_a_field_named_twice_is_a_fault);
  g_test_add_func ("/form/a-map-that-cannot-be-read-is-refused", test_a_map_that_cannot_be_read_is_refused);
  return g_test_run ();
}
