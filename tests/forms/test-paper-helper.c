#include "jkk-paper-helper.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static void
test_the_file_cannot_be_changed (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("%PDF-1.7", 8);
  int fd = jkk_paper_helper_put_file (bytes, NULL);
  char read[16] = { 0 };

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pread (fd, read, sizeof read, 0), ==, 8);
  g_assert_cmpstr (read, ==, "%PDF-1.7");
  g_assert_cmpint (pwrite (fd, "x", 1, 0), ==, -1);
  g_assert_cmpint (errno, ==, EPERM);
  g_assert_cmpint (ftruncate (fd, 0), ==, -1);
  close (fd);
}

/* The helper of this build, without any answer of its own before it is asked. */
static void
test_starts_and_stops (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("Surat", 5);
  g_autoptr (GError) error = NULL;
  int fd = jkk_paper_helper_put_file (bytes, NULL);
  g_autoptr (JkkPaperHelper) helper = jkk_paper_helper_start (fd, &error);
  const JkkWireRequest request = { JKK_WIRE_MAGIC, JKK_WIRE_OPEN, 0, 0 };
  JkkWireAnswer answer = { 0 };

  g_assert_no_error (error);
  int socket = jkk_paper_helper_get_socket (helper);
  g_assert_cmpint (jkk_wire_send (socket, &request, sizeof request), ==, JKK_WIRE_DONE);
  g_assert_cmpint (jkk_wire_receive (socket, -1, -1, &answer, sizeof answer), ==, JKK_WIRE_DONE);
  g_assert_cmpuint (answer.status, ==, JKK_WIRE_NOT_UNDERSTOOD);
  g_assert_true (jkk_paper_helper_was_caged (helper));
  close (fd);
}

static void
test_a_missing_program_is_told (void)
{
  g_autoptr (GError) error = NULL;
  int fd = open ("/dev/null", O_RDONLY | O_CLOEXEC);

  jkk_paper_helper_set_program ("/nonexistent/helper");
  g_assert_null (jkk_paper_helper_start (fd, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
  jkk_paper_helper_set_program (NULL);
  close (fd);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper-helper/the-file-cannot-be-changed", test_the_file_cannot_be_changed);
  g_test_add_func ("/paper-helper/starts-and-stops", test_starts_and_stops);
  g_test_add_func ("/paper-helper/a-missing-program-is-told", test_a_missing_program_is_told);
  return g_test_run ();
}
