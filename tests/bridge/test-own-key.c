#include "jkk-own-key.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static char *
folder_new (void)
{
  return g_dir_make_tmp ("santun-key-XXXXXX", NULL);
}

static void
remove_file (const char *folder, const char *path)
{
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_a_key_is_kept_for_its_owner_alone (void)
{
  g_autofree char *folder = folder_new ();
  g_autoptr (GError) error = NULL, twice = NULL, open = NULL;
  g_autoptr (JkkOwnKey) key = jkk_own_key_generate ("Kantor Contoh", JKK_KEY_SIGNS, 20500, 21500, &error);
  GStatBuf info;

  g_assert_no_error (error);
  g_assert_cmpint (key->certificate->until_day, ==, 21500);
  g_assert_cmpuint (strlen (key->certificate->fingerprint), ==, 64);
  g_assert_null (strstr (key->certificate->pem, "PRIVATE"));
  g_autofree char *path = jkk_own_key_path (folder, key->certificate->fingerprint);
  g_assert_true (jkk_own_key_save (key, path, &error));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_false (jkk_own_key_save (key, path, &twice)); /* a key is never written over */
  g_assert_error (twice, JKK_ERROR, JKK_ERROR_STORAGE);

  g_autoptr (JkkOwnKey) loaded = jkk_own_key_load (path, JKK_KEY_SIGNS, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (loaded->certificate->fingerprint, ==, key->certificate->fingerprint);
  g_assert_cmpstr (loaded->secret, ==, key->secret);
  g_assert_cmpint (g_chmod (path, 0640), ==, 0);
  g_assert_null (jkk_own_key_load (path, JKK_KEY_SIGNS, &open));
  g_assert_error (open, JKK_ERROR, JKK_ERROR_REFUSED);
  remove_file (folder, path);
}

static void
expect_unusable (const char *path, const char *text, JkkError code)
{
  g_autoptr (GError) error = NULL;

  if (text != NULL)
    g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  g_assert_null (jkk_own_key_load (path, JKK_KEY_SIGNS, &error));
  g_assert_error (error, JKK_ERROR, (gint) code);
}

static void
test_what_is_no_key_is_told (void)
{
  g_autofree char *folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "kunci.pem", NULL);
  g_autoptr (JkkOwnKey) one = jkk_own_key_generate ("A", JKK_KEY_SIGNS, 20500, 21500, NULL);
  g_autoptr (JkkOwnKey) other = jkk_own_key_generate ("B", JKK_KEY_SIGNS, 20500, 21500, NULL);
  g_autofree char *mixed = g_strconcat (one->secret, other->certificate->pem, NULL);

  expect_unusable (path, NULL, JKK_ERROR_NOT_FOUND);
  expect_unusable (path, "", JKK_ERROR_FORMAT);
  expect_unusable (path, one->certificate->pem, JKK_ERROR_FORMAT);
  expect_unusable (path, one->secret, JKK_ERROR_FORMAT);
  expect_unusable (path, mixed, JKK_ERROR_FORMAT);
  remove_file (folder, path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/own-key/private", test_a_key_is_kept_for_its_owner_alone);
  g_test_add_func ("/own-key/none", test_what_is_no_key_is_told);
  return g_test_run ();
}
