#include "jkk-message-check.h"

static void
test_names_that_lead_elsewhere (void)
{
  static const char *const bad[] = {
    "",
    ".",
    "..",
    "../x",
    "/etc/passwd",
    "a/b",
    "a\\b",
    "C:x",
    ".hidden",
    "-rf",
    " x",
    "a\nb",
    "a\tb",
    "a\x01",
    "a?b",
    "\xff\xfe",
    "a\xe2\x80\xae"
    "fdp.exe" /* right-to-left override */,
    "con",
    "NUL.pdf",
    "Aux .txt",
    "com1.xml",
    "LPT9",
    "a.pdf.",
    "a.pdf ",
  };
  static const char *const good[] = { "resume medis.pdf", "KK-3_2026.xml", "surat istirahat (2).jpg",
                                      "données.png",      "contoh.pdf",    "com10.xml",
                                      "nul-1.pdf" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (jkk_message_file_name_is_safe (bad[i]));
  g_assert_false (jkk_message_file_name_is_safe (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (jkk_message_file_name_is_safe (good[i]));
  g_autofree char *longest = g_strnfill (200, 'a'), *longer = g_strnfill (201, 'a');
  g_assert_true (jkk_message_file_name_is_safe (longest));
  g_assert_false (jkk_message_file_name_is_safe (longer));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/message-check/a name names a file in a folder and nothing else", test_names_that_lead_elsewhere);
  return g_test_run ();
}
