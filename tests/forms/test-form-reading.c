#include "jkk-form-reading.h"

#include <glib/gstdio.h>
#include <string.h>

#include "foreign-fixture.h"
#include "jkk-form-value.h"
#include "jkk-paper-reader.h"
#include "jkk-pdf-form.h"
#include "jkk-poppler.h"
#include "sample-case.h"
#include "sample-paper.h"

static GPtrArray *
fields_of (GBytes *bytes)
{
  g_autoptr (JkkPaper) paper = open_paper (bytes);

  return jkk_paper_list_fields (paper, NULL);
}

static JkkFormReading *
read_form (GBytes *bytes)
{
  g_autoptr (GPtrArray) fields = fields_of (bytes);
  g_autoptr (GError) error = NULL;
  JkkFormReading *reading = jkk_form_reading_new (fields, &error);

  g_assert_no_error (error);
  return reading;
}

static GBytes *
fill (const char *form, const JkkCase *jcase)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = jkk_form_fill (form, jcase, NULL, NULL, JKK_FORM_FILLABLE, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
test_each_form_is_recognised (void)
{
  const char *const *codes = jkk_form_codes ();
  g_autoptr (JkkCase) jcase = sample_case ();

  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autoptr (GBytes) bytes = fill (codes[i], jcase);
      g_autoptr (JkkFormReading) reading = read_form (bytes);

      /* Two covers differ in their titles only, and read alike. */
      g_assert_true (g_str_equal (reading->form->code, codes[i]) || codes[i][0] == 'F');
      g_assert_cmpuint (reading->form->fields->len, ==, jkk_form_get (codes[i], NULL)->fields->len);
      g_assert_cmpuint (reading->n_missing, ==, 0);
    }
}

static void
test_a_value_has_its_place (void)
{
  g_autoptr (JkkCase) jcase = sample_case ();
  g_autoptr (GBytes) bytes = fill ("KK2", jcase);
  g_autoptr (JkkFormReading) reading = read_form (bytes);
  const JkkReadValue *name = jkk_read_value_find (reading->values, "participant.name");

  g_assert_cmpstr (reading->case_number, ==, "JKK-2026-000123");
  g_assert_cmpstr (name->text, ==, "Łukasz Đorđević Nguyễn");
  g_assert_cmpstr (name->source, ==, "participant.name");
  g_assert_cmpstr (name->label, ==, "2 · Nama");
  g_assert_cmpuint (name->page, ==, 0);
  g_assert_cmpint (name->width, >, 300000);
  g_assert_null (name->remark);
  const JkkReadValue *outcome = jkk_read_value_find (reading->values, "claim.outcome");
  g_assert_cmpstr (outcome->text, ==, "cacat-sebagian-fungsi");
  g_assert_cmpstr (outcome->label, ==, "4 · Peserta dinyatakan");
  /* What the office fills in is not read. */
  g_assert_null (jkk_read_value_find (reading->values, "cover.number"));
}

/* ---- Round trip -------------------------------------------------------------------------------------------------- */

/* Whether the form shows the same of both cases, field by field. */
static void
assert_shows_same (const JkkForm *form, const JkkCase *before, const JkkCase *after)
{
  const JkkFormFacts old = { before, NULL, NULL }, new = { after, NULL, NULL };
  guint n_compared = 0;

  for (guint i = 0; i < form->fields->len; i++)
    {
      const JkkFormField *field = form->fields->pdata[i];
      const JkkField *value = NULL;

      jkk_case_find (before, field->path, &value, NULL);
      if (value == NULL || (value->flags & JKK_FIELD_SYSTEM) != 0)
        continue;
      n_compared++;
      if (field->kind == JKK_FORM_CHECK)
        g_assert_cmpint (jkk_form_value_is (&new, field->path, field->code), ==,
                         jkk_form_value_is (&old, field->path, field->code));
      else
        {
          g_autofree char *one = jkk_form_value_text (&old, field->path);
          g_autofree char *two = jkk_form_value_text (&new, field->path);

          g_assert_cmpstr (two, ==, one);
        }
    }
  g_assert_cmpuint (n_compared, >, 3);
}

/* Values as a case has them, where the random ones break a field's own limits. */
static void
make_acceptable (GRand *random, const JkkRecordType *type, gpointer record)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const JkkField *field = &type->fields[i];
      g_autofree char *text = jkk_field_to_plain (field, record);

      while (text != NULL && !jkk_field_set_text (field, record, text, NULL))
        {
          char *space = strrchr (text, ' ');

          if (space != NULL)
            *space = '\0';
          else
            {
              g_free (text);
              text = field->check != NULL
                         ? g_strdup_printf ("%08u%08u", (guint) g_rand_int_range (random, 11011101, 94000000),
                                            (guint) g_rand_int_range (random, 10000000, 99999999))
                         : NULL;
              if (text == NULL || !jkk_field_set_text (field, record, text, NULL))
                {
                  jkk_field_set_text (field, record, NULL, NULL);
                  g_clear_pointer (&text, g_free);
                }
            }
        }
    }
}

static JkkCase *
random_case (GRand *random)
{
  JkkCase *jcase = sample_case_random (random);
  guint n_parts = 0;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint i = 0; i < n_parts; i++)
    if (!parts[i].is_list)
      make_acceptable (random, parts[i].type, (gpointer) jkk_case_part_record (jcase, &parts[i]));
    else
      {
        GPtrArray *list = jkk_case_part_list (jcase, &parts[i]);

        for (guint j = 0; j < list->len; j++)
          make_acceptable (random, parts[i].type, list->pdata[j]);
      }
  return jcase;
}

static const char *const read_back[] = { "KK1", "KK2", "KK3", "PAK1", "PAK2", "PAK3", "BEASISWA" };

static void
assert_comes_back (const JkkCase *jcase, GBytes *bytes, const char *code)
{
  g_autoptr (JkkFormReading) reading = read_form (bytes);
  g_autoptr (JkkCase) empty = jkk_case_new (), after = jkk_form_reading_apply (reading->values, empty);

  g_assert_cmpstr (reading->form->code, ==, code);
  for (guint i = 0; i < reading->values->len; i++)
    if (((JkkReadValue *) reading->values->pdata[i])->is_bad)
      g_error ("%s: %s", ((JkkReadValue *) reading->values->pdata[i])->path,
               ((JkkReadValue *) reading->values->pdata[i])->remark);
  assert_shows_same (reading->form, jcase, after);
  /* Into the case itself it changes nothing, not even rows that the form does not show. */
  g_autoptr (JkkCase) same = jkk_form_reading_apply (reading->values, jcase);
  g_assert_true (jkk_case_equal (same, jcase));
}

/* pdftotext sees what is in the fields, as any program does that is not ours. */
static void
assert_pdftotext_says (GBytes *bytes, const JkkCase *jcase, const char *code)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "round-trip-XXXXXX", NULL), *out = NULL;
  const char *const words[] = { "pdftotext", "-enc", "UTF-8", "-raw", path, "-", NULL };
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  const JkkForm *form = jkk_form_get (code, NULL);
  const JkkFormFacts facts = { jcase, NULL, NULL };
  int fd = g_mkstemp (path);

  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
  g_assert_true (g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                               NULL, &out, NULL, NULL, NULL));
  g_remove (path);
  g_autofree char *text = fold_spaces (out);
  for (guint i = 0; i < form->fields->len; i++)
    {
      const JkkFormField *field = form->fields->pdata[i];
      const JkkField *value = NULL;

      jkk_case_find (jcase, field->path, &value, NULL);
      if (field->kind == JKK_FORM_CHECK || value == NULL)
        continue;
      g_autofree char *shown = jkk_form_value_text (&facts, field->path);
      /* A long text is broken between lines, and goes on upon the attachment; its words are all there. */
      g_autofree char *folded = fold_spaces (shown);
      g_auto (GStrv) parts = g_strsplit (folded, " ", -1);
      for (guint j = 0; parts[j] != NULL; j++)
        assert_says (text, parts[j]);
    }
}

/* Each case is looked at by ourselves; each @nth of them, of each form in turn, also from outside and rewritten. */
static void
round_trip (guint32 seed, guint n_cases, guint nth)
{
  static const char *const rewrite[] = { "--object-streams=generate", "--stream-data=compress", NULL };
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (JkkCase) jcase = random_case (random);
      const char *code = read_back[i % G_N_ELEMENTS (read_back)];
      g_autoptr (GBytes) bytes = fill (code, jcase);

      assert_comes_back (jcase, bytes, code);
      if (i / G_N_ELEMENTS (read_back) % nth > 0)
        continue;
      g_autoptr (GBytes) rewritten = through_qpdf (bytes, rewrite);
      assert_pdftotext_says (bytes, jcase, code);
      assert_comes_back (jcase, rewritten, code);
      assert_pdftotext_says (rewritten, jcase, code);
    }
}

static void
test_what_is_filled_comes_back (void)
{
  round_trip (20260312, g_test_slow () ? 1000 : 28, g_test_slow () ? 1 : 2);
}

/* ---- Filled elsewhere -------------------------------------------------------------------------------------------- */

/* In the folder lie a form as it shall be filled, and an empty one. */
static char *
prepare_folder (const char *code, const JkkCase *jcase)
{
  g_autoptr (JkkCase) empty = jkk_case_new ();
  g_autoptr (GBytes) filled = fill (code, jcase), blank = fill (code, empty);
  char *folder = g_dir_make_tmp ("fillers-XXXXXX", NULL);
  g_autofree char *first = g_build_filename (folder, "filled.pdf", NULL);
  g_autofree char *second = g_build_filename (folder, "blank.pdf", NULL);

  g_assert_true (
      g_file_set_contents (first, g_bytes_get_data (filled, NULL), (gssize) g_bytes_get_size (filled), NULL));
  g_assert_true (g_file_set_contents (second, g_bytes_get_data (blank, NULL), (gssize) g_bytes_get_size (blank), NULL));
  return folder;
}

static void
clear_folder (char *folder)
{
  static const char *const names[] = { "filled.pdf", "blank.pdf", "values.fdf", "other.pdf" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (folder);
}

static void
run_in (const char *folder, const char *const *words)
{
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;
  int status = 1;

  g_spawn_sync (folder, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &complaint, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_test_message ("%s: %s", words[0], complaint);
  g_assert_cmpint (status, ==, 0);
}

static void
assert_other_comes_back (const char *folder, const JkkCase *jcase, const char *code)
{
  g_autofree char *path = g_build_filename (folder, "other.pdf", NULL), *data = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  assert_comes_back (jcase, bytes, code);
}

static void
fill_by_pdftk (const char *folder)
{
  static const char *const take[] = { "pdftk", "filled.pdf", "generate_fdf", "output", "values.fdf", NULL };
  static const char *const give[] = { "pdftk", "blank.pdf", "fill_form", "values.fdf", "output", "other.pdf", NULL };

  run_in (folder, take);
  run_in (folder, give);
}

static void
fill_by_mutool (const char *folder)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "forms", "fill-form.js", NULL);
  const char *const words[] = { "mutool", "run", script, NULL };

  run_in (folder, words);
}

static void
fill_field (PopplerFormField *blank, PopplerFormField *filled)
{
  g_autofree char *text = NULL;

  switch (poppler_form_field_get_field_type (blank))
    {
    case POPPLER_FORM_FIELD_TEXT:
      text = poppler_form_field_text_get_text (filled);
      if (text != NULL && *text != '\0')
        poppler_form_field_text_set_text (blank, text);
      break;
    case POPPLER_FORM_FIELD_BUTTON:
      if (poppler_form_field_button_get_state (filled))
        poppler_form_field_button_set_state (blank, TRUE);
      break;
    default:
      g_assert_not_reached ();
    }
}

static PopplerDocument *
open_in (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL), *uri = g_filename_to_uri (path, NULL, NULL);
  PopplerDocument *document = poppler_document_new_from_file (uri, NULL, NULL);

  g_assert_nonnull (document);
  return document;
}

/* What readers of the desktop do. */
static void
fill_by_poppler (const char *folder)
{
  g_autoptr (PopplerDocument) filled = open_in (folder, "filled.pdf"), blank = open_in (folder, "blank.pdf");
  g_autofree char *path = g_build_filename (folder, "other.pdf", NULL), *uri = g_filename_to_uri (path, NULL, NULL);

  for (int p = 0; p < poppler_document_get_n_pages (blank); p++)
    {
      g_autoptr (PopplerPage) from = poppler_document_get_page (filled, p), to = poppler_document_get_page (blank, p);
      g_autoptr (JkkPopplerFieldMappings) values = poppler_page_get_form_field_mapping (from);
      g_autoptr (JkkPopplerFieldMappings) fields = poppler_page_get_form_field_mapping (to);

      g_assert_cmpuint (g_list_length (values), ==, g_list_length (fields));
      for (GList *a = fields, *b = values; a != NULL; a = a->next, b = b->next)
        fill_field (((PopplerFormFieldMapping *) a->data)->field, ((PopplerFormFieldMapping *) b->data)->field);
    }
  g_assert_true (poppler_document_save (blank, uri, NULL));
}

static void
test_what_another_program_fills_in_comes_back (gconstpointer data)
{
  static const struct
  {
    const char *name;
    void (*fill) (const char *folder);
  } fillers[] = { { "poppler", fill_by_poppler }, { "pdftk", fill_by_pdftk }, { "mutool", fill_by_mutool } };
  guint which = GPOINTER_TO_UINT (data);
  g_autofree char *program = which > 0 ? g_find_program_in_path (fillers[which].name) : NULL;
  g_autoptr (JkkCase) jcase = sample_case ();

  if (which > 0 && program == NULL)
    {
      g_test_skip ("it is not installed");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (read_back); i++)
    {
      char *folder = prepare_folder (read_back[i], jcase);

      fillers[which].fill (folder);
      assert_other_comes_back (folder, jcase, read_back[i]);
      clear_folder (folder);
    }
}

/* ---- What people do to a form ------------------------------------------------------------------------------------ */

static JkkPaperField *
field_named (GPtrArray *fields, const char *name)
{
  for (guint i = 0; i < fields->len; i++)
    if (g_str_equal (((JkkPaperField *) fields->pdata[i])->name, name))
      return fields->pdata[i];
  g_assert_not_reached ();
}

static void
type_into (GPtrArray *fields, const char *name, const char *text)
{
  jkk_set_str (&field_named (fields, name)->text, text);
}

static void
test_bad_values_are_told_and_left (void)
{
  g_autoptr (JkkCase) jcase = sample_case ();
  g_autoptr (GBytes) bytes = fill ("KK2", jcase);
  g_autoptr (GPtrArray) fields = fields_of (bytes);

  type_into (fields, "claim.accident_day", "kemarin");
  type_into (fields, "claim.outcome=sembuh", "1");
  type_into (fields, "participant.name", "Łukasz D. Nguyễn");
  g_autoptr (JkkFormReading) reading = jkk_form_reading_new (fields, NULL);
  const JkkReadValue *day = jkk_read_value_find (reading->values, "claim.accident_day");
  const JkkReadValue *outcome = jkk_read_value_find (reading->values, "claim.outcome");
  const JkkReadValue *name = jkk_read_value_find (reading->values, "participant.name");
  g_assert_true (day->is_bad && outcome->is_bad);
  g_assert_nonnull (strstr (day->remark, "kemarin"));
  g_assert_nonnull (strstr (outcome->remark, "More than one"));
  /* The repeat at the head of the second page still has the old name. */
  g_assert_false (name->is_bad);
  g_assert_nonnull (strstr (name->remark, "Łukasz Đorđević Nguyễn"));
  g_autoptr (JkkCase) after = jkk_form_reading_apply (reading->values, jcase);
  g_autoptr (GPtrArray) changes = jkk_case_diff (jcase, after);
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_cmpstr (((JkkChange *) changes->pdata[0])->path, ==, "participant.name");
}

static void
test_rows_that_the_form_does_not_show_stay (void)
{
  g_autoptr (JkkCase) jcase = sample_case_full ();
  g_autoptr (GBytes) bytes = fill ("KK2", jcase);
  g_autoptr (GPtrArray) fields = fields_of (bytes);

  type_into (fields, "heirs[1].phone", "0811000111");
  type_into (fields, "payees[pemberi-kerja].stmb", "1.500.000");
  g_autoptr (JkkFormReading) reading = jkk_form_reading_new (fields, NULL);
  g_autoptr (JkkCase) after = jkk_form_reading_apply (reading->values, jcase);
  g_autofree char *second = jkk_case_get_text (after, "heirs[2].name"),
                  *phone = jkk_case_get_text (after, "heirs[1].phone");
  g_autofree char *stmb = jkk_case_get_text (after, "payees[pemberi-kerja].stmb");
  g_assert_cmpstr (second, ==, "Budi Kartono");
  g_assert_cmpstr (phone, ==, "0811000111");
  g_assert_cmpstr (stmb, ==, "1.500.000");
  g_assert_cmpuint (after->payees->len, ==, 3);
}

static void
test_an_empty_form_says_nothing (void)
{
  const JkkForm *form = jkk_form_get ("KK3", NULL);
  g_autoptr (JkkFormReading) reading = read_form (form->template);

  g_assert_cmpstr (reading->form->code, ==, "KK3");
  g_assert_cmpuint (reading->values->len, ==, 0);
  g_assert_null (reading->case_number);
}

static void
test_a_foreign_form_is_none_of_ours (void)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_paper_field_free);
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_form_reading_new (fields, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_clear_error (&error);
  for (guint i = 0; i < 300; i++)
    {
      JkkPaperField *field = g_new0 (JkkPaperField, 1);

      field->name = i == 0 ? g_strdup ("participant.name") : g_strdup_printf ("Text%u", i);
      field->text = g_strdup ("x");
      g_ptr_array_add (fields, field);
    }
  g_assert_null (jkk_form_reading_new (fields, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-reading/each-form-is-recognised", test_each_form_is_recognised);
  g_test_add_func ("/form-reading/a-value-has-its-place", test_a_value_has_its_place);
  g_test_add_func ("/form-reading/what-is-filled-comes-back", test_what_is_filled_comes_back);
  g_test_add_data_func ("/form-reading/poppler-fills-in", GUINT_TO_POINTER (0),
                        test_what_another_program_fills_in_comes_back);
  g_test_add_data_func ("/form-reading/pdftk-fills-in", GUINT_TO_POINTER (1),
                        test_what_another_program_fills_in_comes_back);
  g_test_add_data_func ("/form-reading/mutool-fills-in", GUINT_TO_POINTER (2),
                        test_what_another_program_fills_in_comes_back);
  g_test_add_func ("/form-reading/bad-values-are-told-and-left", test_bad_values_are_told_and_left);
  g_test_add_func ("/form-reading/rows-that-the-form-does-not-show-stay", test_rows_that_the_form_does_not_show_stay);
  g_test_add_func ("/form-reading/an-empty-form-says-nothing", test_an_empty_form_says_nothing);
  g_test_add_func ("/form-reading/a-foreign-form-is-none-of-ours", test_a_foreign_form_is_none_of_ours);
  return g_test_run ();
}
