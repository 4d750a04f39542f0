#include "../forms/sample-case.h"
#include "jkk-kk3.h"
#include "jkk-pdf-form.h"
#include "xml-fixture.h"

#include <string.h>

static char *
write_form (const char *folder, const char *code, const JkkCase *jcase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = jkk_form_fill (code, jcase, NULL, NULL, JKK_FORM_FILLABLE, &error);
  char *path = g_strdup_printf ("%s/%s.pdf", folder, code);
  gsize length;

  g_assert_no_error (error);
  const char *data = g_bytes_get_data (pdf, &length);
  fixture_write (path, data, length);
  return path;
}

static void
test_a_filled_form (void)
{
  g_autofree char *folder = fixture_temp_folder ();
  g_autoptr (JkkCase) jcase = sample_case ();
  g_autofree char *path = write_form (folder, "KK3", jcase);
  g_autoptr (GPtrArray) unclear = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkMessage) message = jkk_kk3_read (path, &unclear, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (message->kind, ==, "kk3");
  g_assert_true (g_uuid_string_is_valid (message->id));
  g_assert_null (message->sender);
  g_assert_cmpstr (message->content->medical.doctor_name, ==, jcase->medical.doctor_name);
  g_assert_cmpstr (message->content->medical.participant_name, ==, jcase->medical.participant_name);
  g_assert_cmpint (message->content->medical.accident_day, ==, jcase->medical.accident_day);
  g_assert_true (g_strv_contains ((const char *const *) message->parts, "medical"));
  g_assert_cmpuint (unclear->len, ==, 0);
  fixture_remove_folder (folder);
}

static void
test_an_empty_form (void)
{
  g_autofree char *folder = fixture_temp_folder (), *path = g_build_filename (folder, "kosong.pdf", NULL);
  g_autoptr (GPtrArray) unclear = NULL;
  g_autoptr (GError) error = NULL, empty = NULL;

  g_assert_true (jkk_kk3_write_blank (path, &error));
  g_assert_no_error (error);
  g_assert_null (jkk_kk3_read (path, &unclear, &empty));
  g_assert_error (empty, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  fixture_remove_folder (folder);
}

static void
test_another_form (void)
{
  g_autofree char *folder = fixture_temp_folder ();
  g_autoptr (JkkCase) jcase = sample_case ();
  g_autofree char *path = write_form (folder, "KK2", jcase);
  g_autoptr (GPtrArray) unclear = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_kk3_read (path, &unclear, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
  fixture_remove_folder (folder);
}

static void
test_no_form (void)
{
  static const char *const texts[] = { "", "bukan PDF", "%PDF-1.7\nrusak" };
  g_autofree char *folder = fixture_temp_folder (), *path = g_build_filename (folder, "bukan.pdf", NULL);
  g_autofree char *gone = g_build_filename (folder, "tidak-ada.pdf", NULL);
  g_autoptr (GPtrArray) unclear = NULL;
  g_autoptr (GError) missing = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      fixture_write (path, texts[i], strlen (texts[i]));
      g_assert_null (jkk_kk3_read (path, &unclear, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
    }
  g_assert_null (jkk_kk3_read (gone, &unclear, &missing));
  g_assert_error (missing, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  fixture_remove_folder (folder);
}

static void
test_nowhere_to_write (void)
{
  g_autofree char *folder = fixture_temp_folder (), *path = g_build_filename (folder, "tidak-ada", "a.pdf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (jkk_kk3_write_blank (path, &error));
  g_assert_nonnull (error);
  fixture_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kk3/a filled form is a message", test_a_filled_form);
  g_test_add_func ("/kk3/an empty form is none", test_an_empty_form);
  g_test_add_func ("/kk3/another form is none", test_another_form);
  g_test_add_func ("/kk3/what is no form is told", test_no_form);
  g_test_add_func ("/kk3/a form needs a place", test_nowhere_to_write);
  return g_test_run ();
}
