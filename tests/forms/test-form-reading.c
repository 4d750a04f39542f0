#include "jkk-form-reading.h"

#include <glib/gstdio.h>
#include <string.h>

#include "foreign-fixture.h"
#include "jkk-form-value.h"
#include "jkk-paper-reader.h"
#include "jkk-pdf-form.h"
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
      if (field->kind == JKK_FORM_CHECK || field->kind == JKK_FORM_COMB || value == NULL)
        continue;
      g_autofree char *shown = jkk_form_value_text (&facts, field->path);
      /* A long text is broken between lines, and goes on upon the attachment; its words are all there. */
      g_autofree char *folded = fold_spaces (shown);
      g_auto (GStrv) parts = g_strsplit (folded, " ", -1);
      for (guint j = 0; parts[j] != NULL; j++)
        assert_says (text, parts[j]);
    }
}

static void
round_trip (guint32 seed, guint n_cases)
{
  static const char *const rewrite[] = { "--object-streams=generate", "--stream-data=compress", NULL };
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (JkkCase) jcase = random_case (random);
      const char *code = read_back[i % G_N_ELEMENTS (read_back)];
      g_autoptr (GBytes) bytes = fill (code, jcase);

      assert_comes_back (jcase, bytes, code);
      /* Each form is rewritten and looked at from outside in turn. */
      if (i / G_N_ELEMENTS (read_back) % 2 == 0)
        {
          g_autoptr (GBytes) rewritten = through_qpdf (bytes, rewrite);

          assert_comes_back (jcase, rewritten, code);
          assert_pdftotext_says (rewritten, jcase, code);
        }
    }
}

static void
test_what_is_filled_comes_back (void)
{
  round_trip (20260312, g_test_slow () ? 1000 : 28);
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
  g_test_add_func ("/form-reading/bad-values-are-told-and-left", test_bad_values_are_told_and_left);
  g_test_add_func ("/form-reading/rows-that-the-form-does-not-show-stay", test_rows_that_the_form_does_not_show_stay);
  g_test_add_func ("/form-reading/an-empty-form-says-nothing", test_an_empty_form_says_nothing);
  g_test_add_func ("/form-reading/a-foreign-form-is-none-of-ours", test_a_foreign_form_is_none_of_ours);
  return g_test_run ();
}
