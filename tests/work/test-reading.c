#include "jkk-reading.h"

#include <string.h>

#include "jkk-work-fixture.h"

static char *
print_fillable (Fixture *fixture, const char *form, const JkkCase *jcase)
{
  g_autoptr (GError) error = NULL;
  char *path = g_strdup_printf ("%s/%s.pdf", fixture->folder, form);
  g_autoptr (JkkPrintout) printout = jkk_printing_make (fixture->office, form, jcase, NULL, NULL, TRUE, &error);

  g_assert_no_error (error);
  g_assert_true (jkk_printout_save (printout, path, &error));
  return path;
}

static JkkIncoming *
read_good (const char *path)
{
  g_autoptr (GError) error = NULL;
  JkkIncoming *incoming = jkk_reading_open (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (jkk_reading_is (incoming));
  return incoming;
}

/* The employer's copy says otherwise than the case: taken over as a message is, once. */
static void
test_a_form_is_taken_over_once (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) jcase = load (fixture, id);
  g_autoptr (JkkCase) written = with (jkk_case_copy (jcase), "employer.name", "PT Nama Baru");
  g_autofree char *path = print_fillable (fixture, "KK1", written);
  g_autoptr (JkkIncoming) incoming = read_good (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (incoming->form, ==, "Formulir 3 KK 1");
  g_assert_cmpstr (incoming->message->case_number, ==, jcase->cover.number);
  jkk_reading_fit (incoming, jcase);
  g_autoptr (GPtrArray) changes = jkk_exchange_differences (jcase, incoming->message);
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_cmpstr (((JkkChange *) changes->pdata[0])->path, ==, "employer.name");
  JkkRequest request = {
    .case_id = id, .revision = jcase->revision, .message = incoming->message, .message_sha256 = incoming->sha256
  };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "take-over", &request, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (outcome->jcase->employer.name, ==, "PT Nama Baru");
  g_assert_cmpuint (outcome->jcase->heirs->len, ==, jcase->heirs->len);
  request.revision = 0;
  g_assert_null (jkk_office_do (fixture->office, "take-over", &request, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_CONFLICT);
}

static void
test_a_form_finds_its_case (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) jcase = load (fixture, id);
  g_autofree char *path = print_fillable (fixture, "KK1", jcase);
  g_autoptr (JkkIncoming) incoming = read_good (path);
  g_autoptr (GPtrArray) matches = jkk_exchange_match (fixture->office, incoming->message, NULL);

  g_assert_cmpuint (matches->len, ==, 1);
  g_assert_true (((JkkMatch *) matches->pdata[0])->certain);
  g_assert_cmpint (((JkkMatch *) matches->pdata[0])->case_id, ==, id);
}

static void
test_a_form_becomes_a_new_case (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) jcase = complete_case ();
  g_autofree char *path = print_fillable (fixture, "KK1", jcase);
  g_autoptr (JkkIncoming) incoming = read_good (path);
  g_autoptr (JkkCase) made = jkk_reading_new_case (incoming);
  JkkRequest request = { .edited = made };
  g_autoptr (GError) error = NULL;

  sign_in (fixture, "sari");
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "take-in", &request, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (outcome->jcase->participant.name, ==, jcase->participant.name);
  g_assert_cmpint (outcome->jcase->accident.accident_day, ==, jcase->accident.accident_day);
  g_assert_nonnull (outcome->jcase->cover.number);
}

static void
test_a_value_tells_its_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) jcase = complete_case ();
  g_autofree char *path = print_fillable (fixture, "KK1", jcase);
  g_autoptr (JkkIncoming) incoming = read_good (path);
  g_autofree char *source = jkk_reading_source (jkk_read_value_find (incoming->values, "participant.name"));

  g_assert_true (g_str_has_prefix (source, "page 1 · 2 · Nama · [participant.name] at 43, "));
}

static void
test_what_is_no_form_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) jcase = complete_case (), empty = jkk_case_new ();
  g_autofree char *flat = g_build_filename (fixture->folder, "flat.pdf", NULL);
  g_autofree char *blank = print_fillable (fixture, "KK3", empty),
                  *broken = g_build_filename (fixture->folder, "b", NULL);
  g_autoptr (JkkPrintout) printout = jkk_printing_make (NULL, "KK1", jcase, NULL, NULL, FALSE, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (jkk_printout_save (printout, flat, NULL));
  g_assert_null (jkk_reading_open (flat, NULL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (jkk_reading_open (blank, NULL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "empty"));
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (broken, "%PDF-1.7", -1, NULL));
  g_assert_null (jkk_reading_open (broken, NULL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/reading/a-form-is-taken-over-once", test_a_form_is_taken_over_once);
  fixture_test_add ("/reading/a-form-finds-its-case", test_a_form_finds_its_case);
  fixture_test_add ("/reading/a-form-becomes-a-new-case", test_a_form_becomes_a_new_case);
  fixture_test_add ("/reading/a-value-tells-its-place", test_a_value_tells_its_place);
  fixture_test_add ("/reading/what-is-no-form-is-refused", test_what_is_no_form_is_refused);
  return g_test_run ();
}
