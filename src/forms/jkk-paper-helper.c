/* memfd_create () and its seals */
#define _GNU_SOURCE
#include "jkk-paper-helper.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAM "santun-paper"
#define FILE_FD 3
/* The helper says by this that it could not be locked in. */
#define STATUS_CAGE 3

struct _JkkPaperHelper
{
  GPid pid;
  int socket;
};

static char *chosen;

/**
 * jkk_paper_helper_set_program:
 * @path: (nullable): another program than the one that was installed or built; for tests
 */
void
jkk_paper_helper_set_program (const char *path)
{
  jkk_set_str (&chosen, path);
}

/* A program that was built and not installed finds its helper in the same build; an installed one where it was put. */
static char *
find_program (void)
{
  static const char *const places[] = { "../forms", "../../src/forms" };
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;

  if (chosen != NULL)
    return g_strdup (chosen);
  for (guint i = 0; folder != NULL && i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (folder, places[i], PROGRAM, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&path);
    }
  return g_build_filename (JKK_HELPERDIR, PROGRAM, NULL);
}

/* What a stranger's file is opened with knows nothing of the person: only where fonts and tables lie. */
static char **
make_environment (void)
{
  static const char *const kept[] = { "FONTCONFIG_FILE", "FONTCONFIG_PATH", "GDK_PIXBUF_MODULE_FILE",
                                      "LD_LIBRARY_PATH" };
  char **environment = g_environ_setenv (NULL, "LC_ALL", "C.UTF-8", TRUE);

  environment = g_environ_setenv (environment, "PATH", "/usr/bin:/bin", TRUE);
  environment = g_environ_setenv (environment, "HOME", "/nonexistent", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (g_getenv (kept[i]) != NULL)
      environment = g_environ_setenv (environment, kept[i], g_getenv (kept[i]), TRUE);
  return environment;
}

static gboolean
spawn (const char *program, int socket, int file, GPid *pid, GError **error)
{
  const char *const arguments[] = { program, NULL };
  const int sources[] = { file };
  const int targets[] = { FILE_FD };
  g_auto (GStrv) environment = make_environment ();
  g_autoptr (GError) local = NULL;

  if (g_spawn_async_with_pipes_and_fds ("/", arguments, (const char *const *) environment,
                                        G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL |
                                            G_SPAWN_STDOUT_TO_DEV_NULL,
                                        NULL, NULL, socket, -1, -1, sources, targets, 1, pid, NULL, NULL, NULL, &local))
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
               _ ("The helper that opens files from elsewhere cannot be started: %s. Install the program again."),
               local->message);
  return FALSE;
}

/**
 * jkk_paper_helper_start:
 * @file: descriptor of the foreign file; the caller keeps it
 * @error: return location
 *
 * Returns: (transfer full): a helper that has the file; %NULL with %JKK_ERROR_STORAGE if it cannot be started.
 */
JkkPaperHelper *
jkk_paper_helper_start (int file, GError **error)
{
  g_autofree char *program = find_program ();
  int sockets[2];
  GPid pid = 0;

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
                   _ ("The helper that opens files from elsewhere cannot be started: %s. Install the program again."),
                   g_strerror (errno));
      return NULL;
    }
  gboolean good = spawn (program, sockets[1], file, &pid, error);
  close (sockets[1]);
  if (!good)
    {
      close (sockets[0]);
      return NULL;
    }
  JkkPaperHelper *helper = g_new0 (JkkPaperHelper, 1);
  helper->pid = pid;
  helper->socket = sockets[0];
  return helper;
}

static int
reap (JkkPaperHelper *helper)
{
  int status = 0;

  while (helper->pid > 0 && waitpid (helper->pid, &status, 0) < 0 && errno == EINTR)
    ;
  helper->pid = 0;
  return status;
}

/**
 * jkk_paper_helper_stop:
 * @helper: (transfer full): a helper
 *
 * Ends it, whatever it is doing.
 */
void
jkk_paper_helper_stop (JkkPaperHelper *helper)
{
  close (helper->socket);
  if (helper->pid > 0)
    kill (helper->pid, SIGKILL);
  reap (helper);
  g_free (helper);
}

/**
 * jkk_paper_helper_was_caged:
 * @helper: a helper that has closed its end
 *
 * Returns: whether it had been locked in. Where a system cannot do that, no foreign file is opened.
 */
gboolean
jkk_paper_helper_was_caged (JkkPaperHelper *helper)
{
  if (helper->pid <= 0)
    return TRUE;
  /* It may have closed its end and go on. */
  kill (helper->pid, SIGKILL);
  int status = reap (helper);
  return !(WIFEXITED (status) && WEXITSTATUS (status) == STATUS_CAGE);
}

/**
 * jkk_paper_helper_get_socket:
 * @helper: a helper
 *
 * Returns: the socket to it.
 */
int
jkk_paper_helper_get_socket (JkkPaperHelper *helper)
{
  return helper->socket;
}

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize length = 0;
  const guint8 *at = g_bytes_get_data (bytes, &length);

  while (length > 0)
    {
      gssize written = write (fd, at, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      at += written;
      length -= (gsize) written;
    }
  return TRUE;
}

/**
 * jkk_paper_helper_put_file:
 * @bytes: a foreign file
 * @error: return location
 *
 * Puts the bytes into a file without a name, which nobody can change any more.
 *
 * Returns: its descriptor, or -1.
 */
int
jkk_paper_helper_put_file (GBytes *bytes, GError **error)
{
  int fd = memfd_create (PROGRAM, MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (fd >= 0 && write_all (fd, bytes) &&
      fcntl (fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) == 0)
    return fd;
  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE, _ ("There is not enough memory to open the file: %s."),
               g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return -1;
}
