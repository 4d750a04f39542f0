#include "jkk-file.h"
#include "xml-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define LIMIT 1000

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fixture_temp_folder ();
  fixture->path = g_build_filename (fixture->folder, "kasus.xml", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_chmod (fixture->folder, 0700);
  fixture_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
expect_error (const char *path, JkkError code)
{
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_null (jkk_read_file (path, LIMIT, &length, &error));
  g_assert_error (error, JKK_ERROR, (int) code);
}

static void
expect_content (Fixture *fixture, const char *content)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  g_autofree char *bytes = jkk_read_file (fixture->path, LIMIT, &length, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (bytes, length + 1, content, strlen (content) + 1);
}

static void
test_read (Fixture *fixture, gconstpointer data)
{
  fixture_write (fixture->path, "hello", 5);
  expect_content (fixture, "hello");
  fixture_write (fixture->path, "", 0);
  expect_content (fixture, "");
}

static void
test_size (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = g_strnfill (LIMIT + 1, 'x');

  fixture_write (fixture->path, bytes, LIMIT + 1);
  expect_error (fixture->path, JKK_ERROR_FORMAT);
  bytes[LIMIT] = '\0';
  fixture_write (fixture->path, bytes, LIMIT);
  expect_content (fixture, bytes);
}

static void
test_no_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *below = g_build_filename (fixture->path, "below", NULL);

  expect_error (fixture->path, JKK_ERROR_NOT_FOUND);
  expect_error (fixture->folder, JKK_ERROR_FORMAT);
  fixture_write (fixture->path, "", 0);
  expect_error (below, JKK_ERROR_NOT_FOUND);
}

/* A pipe to which nobody writes holds nobody up. */
static void
test_pipe (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  expect_error (fixture->path, JKK_ERROR_FORMAT);
  expect_error ("/dev/zero", JKK_ERROR_FORMAT);
}

/* The administrator of the machine may read and write everything, so he takes off his hat. */
static uid_t
become_nobody (void)
{
  uid_t before = geteuid ();

  if (before == 0)
    g_assert_cmpint (seteuid (65534), ==, 0);
  return before;
}

static void
test_not_allowed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_write (fixture->path, "x", 1);
  g_chmod (fixture->path, 0);
  g_chmod (fixture->folder, 0555);
  uid_t before = become_nobody ();
  char *bytes = jkk_read_file (fixture->path, LIMIT, NULL, &error);
  g_assert_cmpint (seteuid (before), ==, 0);
  g_assert_null (bytes);
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
}

static void
test_read_only_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_chmod (fixture->folder, 0555);
  uid_t before = become_nobody ();
  gboolean saved = jkk_xml_save_file (fixture->path, "x", 1, &error);
  g_assert_cmpint (seteuid (before), ==, 0);
  g_assert_false (saved);
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  struct stat info;

  g_assert_true (jkk_xml_save_file (fixture->path, "one", 3, &error));
  expect_content (fixture, "one");
  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07, ==, 0); /* nothing for the others */
  g_assert_true (jkk_xml_save_file (fixture->path, "two!", 4, &error));
  expect_content (fixture, "two!");
  g_assert_no_error (error);
}

static void
expect_unsaved (const char *path)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (jkk_xml_save_file (path, "x", 1, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
}

static void
test_no_place_to_save (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "none", "kasus.xml", NULL);

  expect_unsaved (nowhere);
  expect_unsaved (fixture->folder);
  expect_unsaved ("/proc/kasus.xml");
}

/* What stood there stands there still, and nothing beside it. */
static void
expect_only_old (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);

  expect_content (fixture, "old");
  g_assert_cmpstr (g_dir_read_name (dir), ==, "kasus.xml");
  g_assert_null (g_dir_read_name (dir));
}

/* A limit on the size of files does what a full disk does. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = g_strnfill (100000, 'x');
  struct rlimit before, small;

  fixture_write (fixture->path, "old", 3);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 4096;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_autoptr (GError) error = NULL;
  gboolean saved = jkk_xml_save_file (fixture->path, bytes, 100000, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_false (saved);
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
  expect_only_old (fixture);
}

#define TEST(name, function) g_test_add ("/file/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("a file is read whole", test_read);
  TEST ("a file that is too large is refused", test_size);
  TEST ("a missing file and a folder are told apart", test_no_file);
  TEST ("pipes and devices are refused at once", test_pipe);
  TEST ("a file that may not be read is refused", test_not_allowed);
  TEST ("a folder that may not be written in keeps what it has", test_read_only_folder);
  TEST ("saving replaces the file, and others cannot read it", test_save);
  TEST ("without a place to save there is an error", test_no_place_to_save);
  TEST ("a full disk leaves the old file alone", test_full_disk);
  return g_test_run ();
}
