/* The helper in which foreign PDFs and images are opened. It is started by the program, never by a person: the file is
 * its descriptor 3, and it talks over the socket that is its standard input. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jkk-paper-cage.h"
#include "jkk-paper-server.h"

#define FILE_FD 3
#define STATUS_CAGE 3
#define STATUS_FILE 4

#if defined(__SANITIZE_ADDRESS__)
const char *__asan_default_options (void);

/* The sanitizer keeps to a limit of memory that is really used, since it cannot keep to one of addresses. */
const char *
__asan_default_options (void)
{
  return "hard_rss_limit_mb=1536:detect_leaks=0:allocator_may_return_null=0";
}
#endif

int
main (int argc, char *argv[])
{
  const char *what = NULL;
  GMappedFile *file = g_mapped_file_new_from_fd (FILE_FD, FALSE, NULL);

  if (file == NULL)
    _exit (STATUS_FILE);
  close (FILE_FD);
  /* Nothing of the file has been looked at so far. */
  if (!jkk_paper_cage_lock (&what))
    _exit (STATUS_CAGE);
  g_autoptr (GBytes) bytes = g_mapped_file_get_bytes (file);
  /* Ending at once leaves out what libraries do at the end, and what a file could have made of it. */
  _exit (jkk_paper_server_run (bytes, STDIN_FILENO));
}
