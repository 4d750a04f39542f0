#include "jkk-file.h"
#include "santun-check.h"
#include "xml-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static GString *printed;
static char *folder;

static void
print_cb (const char *text)
{
  g_string_append (printed, text);
}

static const JkkCheckCommand *
find (const char *name)
{
  for (const JkkCheckCommand *command = jkk_check_commands; command->name != NULL; command++)
    if (g_str_equal (command->name, name))
      return command;
  g_assert_not_reached ();
}

/* What one run has said must not be heard by the next. */
static void
forget (const GOptionEntry *options)
{
  for (; options->long_name != NULL; options++)
    switch (options->arg)
      {
      case G_OPTION_ARG_NONE:
        *(gboolean *) options->arg_data = FALSE;
        break;
      case G_OPTION_ARG_INT64:
        *(gint64 *) options->arg_data = 0;
        break;
      case G_OPTION_ARG_STRING:
      case G_OPTION_ARG_FILENAME:
        g_clear_pointer ((char **) options->arg_data, g_free);
        break;
      case G_OPTION_ARG_FILENAME_ARRAY:
        g_clear_pointer ((char ***) options->arg_data, g_strfreev);
        break;
      default: /* the years of a key have a value of their own */
        g_assert_true (options->arg == G_OPTION_ARG_INT);
      }
}

/* Runs the words after "santun-check", in which "@" is the folder of the test. */
static gboolean
run (GError **error, const char *words)
{
  g_auto (GStrv) pieces = g_strsplit (words, "@", -1);
  g_autofree char *line = g_strjoinv (folder, pieces);
  g_auto (GStrv) all = NULL, argv = NULL;
  const JkkCheckCommand *command;
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_assert_true (g_shell_parse_argv (line, NULL, &all, NULL));
  command = find (all[0]);
  argv = g_strdupv (all);
  g_option_context_add_main_entries (context, command->options, NULL);
  g_assert_true (g_option_context_parse_strv (context, &argv, error));
  g_string_truncate (printed, 0);
  GPrintFunc before = g_set_print_handler (print_cb), before_errors = g_set_printerr_handler (print_cb);
  gboolean good = command->func (argv + 1, error);
  g_set_print_handler (before);
  g_set_printerr_handler (before_errors);
  forget (command->options);
  return good;
}

static void
expect_good (const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (run (&error, words));
  g_assert_no_error (error);
}

static void
expect_bad (const char *words, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (run (&error, words));
  g_assert_error (error, domain, code);
}

static void
copy (const char *name)
{
  g_autofree char *text = fixture_example (name), *path = g_build_filename (folder, name, NULL);

  fixture_write (path, text, strlen (text));
}

static gboolean
is_there (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

static void
test_table (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpstr (jkk_check_commands[0].name, ==, "check"); /* the one that needs no name */
  for (const JkkCheckCommand *command = jkk_check_commands; command->name != NULL; command++)
    {
      g_assert_true (g_hash_table_add (names, (gpointer) command->name));
      g_assert_true (command->usage != NULL && command->summary != NULL && command->options != NULL);
      g_assert_cmpuint (command->least, <=, command->most);
    }
}

static void
test_what_is_missing_is_told (void)
{
  static const char *const words[] = { "make kk3.pdf",
                                       "make kk3.pdf --sender RS",
                                       "make kk3.pdf --sender RS --sequence -1",
                                       "sign a.xml",
                                       "open a.xml",
                                       "key",
                                       "key --name RS",
                                       "key --name RS -o k.pem --years 11",
                                       "form" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    expect_bad (words[i], G_OPTION_ERROR, G_OPTION_ERROR_FAILED);
  expect_good ("key --name RS -o @/dua.pem --years 2");
}

static void
test_check (void)
{
  copy ("pesan-tagihan.xml");
  expect_good ("check @/pesan-tagihan.xml --unsigned");
  g_assert_nonnull (strstr (printed->str, "pesan-tagihan.xml: Accepted"));
  g_assert_false (run (NULL, "check @/pesan-tagihan.xml"));
  g_assert_nonnull (strstr (printed->str, "signature-missing"));
  expect_good ("check @/pesan-tagihan.xml --unsigned --json");
  g_assert_true (g_str_has_prefix (printed->str, "["));
  expect_bad ("check @/tidak-ada.xml", JKK_ERROR, JKK_ERROR_NOT_FOUND);
  expect_bad ("check @/pesan-tagihan.xml --certificate @/tidak-ada.crt", JKK_ERROR, JKK_ERROR_NOT_FOUND);
}

/* A key, a signature, and what they are worth to the office. */
static void
test_sign (void)
{
  copy ("pesan-tagihan.xml");
  expect_good ("key --name 'RS Contoh' -o @/kunci.pem");
  const char *certificate = strstr (printed->str, "-----BEGIN CERTIFICATE-----");
  g_assert_nonnull (certificate);
  g_assert_null (strstr (printed->str, "PRIVATE KEY"));
  g_autofree char *path = g_build_filename (folder, "kunci.crt", NULL);
  fixture_write (path, certificate, strlen (certificate));
  expect_bad ("key --name 'RS Contoh' -o @/kunci.pem", JKK_ERROR, JKK_ERROR_STORAGE); /* never written over */
  expect_good ("sign @/pesan-tagihan.xml --key @/kunci.pem -o @/signed.xml");
  expect_good ("check @/signed.xml --certificate @/kunci.crt");
  g_assert_nonnull (strstr (printed->str, "signature good"));
  expect_bad ("sign @/signed.xml --key @/kunci.pem -o @/twice.xml", JKK_ERROR, JKK_ERROR_REFUSED);
  g_assert_false (is_there ("twice.xml"));
}

static void
test_encrypt_and_open (void)
{
  copy ("pesan-tagihan.xml");
  expect_good ("key --name Kantor --encrypts -o @/kantor.pem");
  g_autofree char *path = g_build_filename (folder, "kantor.crt", NULL);
  const char *certificate = strstr (printed->str, "-----BEGIN CERTIFICATE-----");
  fixture_write (path, certificate, strlen (certificate));
  expect_good ("sign @/pesan-tagihan.xml --encrypt @/kantor.crt -o @/tertutup.xml");
  expect_good ("open @/tertutup.xml --key @/kantor.pem");
  g_assert_nonnull (strstr (printed->str, "RSCS/2026/03/0417"));
  g_autofree char *closed_path = g_build_filename (folder, "tertutup.xml", NULL), *closed = NULL;
  g_assert_true (g_file_get_contents (closed_path, &closed, NULL, NULL));
  g_assert_null (strstr (closed, "RSCS/2026/03/0417"));
}

/* There and back, and no file where nothing comes of it. */
static void
test_convert (void)
{
  copy ("pesan-tagihan.xml");
  copy ("pesan-pertanyaan.xml");
  expect_good ("convert @/pesan-tagihan.xml -o @/bundle.xml");
  expect_good ("check @/bundle.xml --unsigned");
  expect_good ("convert @/bundle.xml");
  g_assert_nonnull (strstr (printed->str, "<number>RSCS/2026/03/0417</number>"));
  expect_bad ("convert @/pesan-pertanyaan.xml -o @/tanya.xml", JKK_ERROR, JKK_ERROR_INVALID);
  g_assert_false (is_there ("tanya.xml"));
}

static void
test_form_and_make (void)
{
  expect_good ("form -o @/kosong.pdf");
  g_assert_true (is_there ("kosong.pdf"));
  expect_bad ("make @/kosong.pdf --sender RS --sequence 1 -o @/kk3.xml", JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_assert_false (is_there ("kk3.xml"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("SANTUN_TODAY", "2026-05-05", TRUE);
  folder = fixture_temp_folder ();
  printed = g_string_new (NULL);
  g_test_add_func ("/check-commands/each command has its line", test_table);
  g_test_add_func ("/check-commands/what is missing is told", test_what_is_missing_is_told);
  g_test_add_func ("/check-commands/files are checked", test_check);
  g_test_add_func ("/check-commands/messages are signed", test_sign);
  g_test_add_func ("/check-commands/messages are encrypted and opened", test_encrypt_and_open);
  g_test_add_func ("/check-commands/messages are converted", test_convert);
  g_test_add_func ("/check-commands/forms are written and read", test_form_and_make);
  int status = g_test_run ();
  g_string_free (printed, TRUE);
  fixture_remove_folder (folder);
  g_free (folder);
  return status;
}
