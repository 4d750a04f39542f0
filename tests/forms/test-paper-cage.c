#include "jkk-paper-cage.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* Does something in a process that is locked in, and tells its exit status. */
static int
inside (int (*func) (void))
{
  pid_t pid = fork ();
  int status = 0;

  if (pid == 0)
    {
      const char *what = NULL;

      _exit (jkk_paper_cage_lock (&what) ? func () : 99);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static int
write_a_file (void)
{
  return open ("/tmp/santun-cage-test", O_WRONLY | O_CREAT, 0600) < 0 ? errno : 0;
}

static int
open_for_both (void)
{
  return open ("/dev/null", O_RDWR) < 0 ? errno : 0;
}

static int
read_a_file (void)
{
  return open ("/proc/self/status", O_RDONLY) < 0 ? errno : 0;
}

static int
connect_somewhere (void)
{
  return socket (AF_INET, SOCK_STREAM, 0) < 0 ? errno : 0;
}

static int
start_a_process (void)
{
  pid_t pid = fork ();

  if (pid == 0)
    _exit (0);
  return pid < 0 ? errno : 0;
}

static int
become_another_program (void)
{
  execl ("/bin/true", "true", NULL);
  return errno;
}

static int
remove_a_file (void)
{
  return unlink ("/tmp/santun-cage-test") < 0 ? errno : 0;
}

static int
lift_a_limit (void)
{
  const struct rlimit none = { RLIM_INFINITY, RLIM_INFINITY };

  return setrlimit (RLIMIT_CPU, &none) < 0 ? errno : 0;
}

static int
has_limits (void)
{
  struct rlimit cpu, size;

  return getrlimit (RLIMIT_CPU, &cpu) == 0 && getrlimit (RLIMIT_FSIZE, &size) == 0 &&
                 cpu.rlim_max == JKK_CAGE_SECONDS && size.rlim_max == 0
             ? 0
             : 1;
}

G_GNUC_UNUSED static int
take_much_memory (void)
{
  void *block = mmap (NULL, JKK_CAGE_MEMORY, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return block == MAP_FAILED ? errno : 0;
}

static void
test_memory_has_a_limit (void)
{
#if defined(__SANITIZE_ADDRESS__)
  g_test_skip ("the sanitizer reserves more addresses than any limit allows, and keeps to a limit of its own");
#else
  g_assert_cmpint (inside (take_much_memory), ==, ENOMEM);
#endif
}

static void
test_reading_works (void)
{
  g_assert_cmpint (inside (read_a_file), ==, 0);
  g_assert_cmpint (inside (has_limits), ==, 0);
}

static void
test_all_else_is_refused (void)
{
  g_assert_cmpint (inside (write_a_file), ==, EPERM);
  g_assert_cmpint (inside (open_for_both), ==, EPERM);
  g_assert_cmpint (inside (connect_somewhere), ==, EPERM);
  g_assert_cmpint (inside (start_a_process), ==, EPERM);
  g_assert_cmpint (inside (become_another_program), ==, EPERM);
  g_assert_cmpint (inside (remove_a_file), ==, EPERM);
  g_assert_cmpint (inside (lift_a_limit), ==, EPERM);
  g_assert_false (g_file_test ("/tmp/santun-cage-test", G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper-cage/reading-works", test_reading_works);
  g_test_add_func ("/paper-cage/memory-has-a-limit", test_memory_has_a_limit);
  g_test_add_func ("/paper-cage/all-else-is-refused", test_all_else_is_refused);
  return g_test_run ();
}
