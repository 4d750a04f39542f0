#include "jkk-document-store.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

static GBytes *
make_bytes (gsize length, guint8 seed)
{
  guint8 *data = g_malloc (MAX (length, 1));

  for (gsize i = 0; i < length; i++)
    data[i] = (guint8) (i * 31 + seed);
  return g_bytes_new_take (data, length);
}

static char *
put (Fixture *fixture, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  char *sha256 = jkk_document_store_put (fixture->db, bytes, &error);

  g_assert_no_error (error);
  return sha256;
}

static char *
path_of (Fixture *fixture, const char *sha256)
{
  g_autofree char *first = g_strndup (sha256, 2);

  return g_build_filename (fixture->folder, "documents", first, sha256 + 2, NULL);
}

static guint
mode_of (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

static void
test_a_document_comes_back_as_it_was (Fixture *fixture, gconstpointer data)
{
  static const gsize lengths[] = { 0, 1, 4096, 3000000 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = make_bytes (lengths[i], 7);
      g_autofree char *expected = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
      g_autofree char *sha256 = put (fixture, bytes);
      g_autoptr (GBytes) read = jkk_document_store_get (fixture->db, sha256, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (sha256, ==, expected);
      g_assert_true (g_bytes_equal (bytes, read));
      g_assert_true (jkk_document_store_has (fixture->db, sha256));
    }
}

static void
test_it_lies_beside_the_store_and_is_private (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = make_bytes (100, 1);
  mode_t mask = umask (0);
  g_autofree char *sha256 = put (fixture, bytes);
  g_autofree char *path = path_of (fixture, sha256);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *root = g_path_get_dirname (folder);

  umask (mask);
  g_assert_cmpuint (mode_of (path), ==, 0600);
  g_assert_cmpuint (mode_of (folder), ==, 0700);
  g_assert_cmpuint (mode_of (root), ==, 0700);
}

static void
test_the_same_document_is_kept_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = make_bytes (100, 1);
  g_autofree char *first = put (fixture, bytes);
  g_autofree char *second = put (fixture, bytes);
  g_autofree char *path = path_of (fixture, first);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  g_assert_cmpstr (first, ==, second);
  g_assert_nonnull (g_dir_read_name (dir));
  g_assert_null (g_dir_read_name (dir));
}

static void
test_damage_is_told_and_mended_by_putting_it_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = make_bytes (100, 1);
  g_autofree char *sha256 = put (fixture, bytes);
  g_autofree char *path = path_of (fixture, sha256);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "rusak", -1, NULL));
  g_assert_null (jkk_document_store_get (fixture->db, sha256, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, sha256));

  g_autofree char *again = put (fixture, bytes);
  g_autoptr (GBytes) read = jkk_document_store_get (fixture->db, again, NULL);
  g_assert_true (g_bytes_equal (bytes, read));
}

static void
test_a_missing_document_is_told_by_its_name (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sha256 = g_strnfill (64, 'a');
  g_autoptr (GError) error = NULL;

  g_assert_false (jkk_document_store_has (fixture->db, sha256));
  g_assert_null (jkk_document_store_get (fixture->db, sha256, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, sha256));
}

static void
test_a_name_cannot_lead_elsewhere (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "", "a", "../santun.db",
                                       "../../../../../../../../../../../../../../../../../../etc/passwd",
                                       "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (jkk_document_store_has (fixture->db, names[i]));
      g_assert_null (jkk_document_store_get (fixture->db, names[i], &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
    }
}

static int
put_on_full_disk (gpointer data)
{
  const struct rlimit limit = { 1000000, 1000000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = make_bytes (2000000, 3);
  JkkDb *db = jkk_db_open (data, JKK_DB_READONLY, NULL);

  signal (SIGXFSZ, SIG_IGN);
  if (db == NULL || setrlimit (RLIMIT_FSIZE, &limit) != 0 || jkk_document_store_put (db, bytes, &error) != NULL)
    return 1;
  return g_error_matches (error, JKK_ERROR, JKK_ERROR_STORAGE) ? 0 : 2;
}

static void
test_a_full_disk_leaves_no_piece_behind (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = make_bytes (2000000, 3);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *path = path_of (fixture, sha256);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (run_child (put_on_full_disk, fixture->path), ==, 0);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name)                                                                                                      \
  g_test_add ("/store/document-store/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)
  ADD (a_document_comes_back_as_it_was);
  ADD (it_lies_beside_the_store_and_is_private);
  ADD (the_same_document_is_kept_once);
  ADD (damage_is_told_and_mended_by_putting_it_again);
  ADD (a_missing_document_is_told_by_its_name);
  ADD (a_name_cannot_lead_elsewhere);
  ADD (a_full_disk_leaves_no_piece_behind);

  return g_test_run ();
}
