/* What a helper that opens foreign files may do once it is locked in: read, compute, and answer. It can make no file,
 * no process and no connection, so that a file which takes it over gains nothing. */
#include "jkk-paper-cage.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#define MAX_OPEN 48

#if defined(__SANITIZE_ADDRESS__)
#define UNDER_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_SANITIZER 1
#endif
#endif

static gboolean
limit (int resource, gint64 value)
{
  struct rlimit both = { (rlim_t) value, (rlim_t) value };

  return setrlimit ((__rlimit_resource_t) resource, &both) == 0;
}

static gboolean
limit_all (void)
{
  gboolean good = limit (RLIMIT_CPU, JKK_CAGE_SECONDS) && limit (RLIMIT_FSIZE, 0) && limit (RLIMIT_CORE, 0) &&
                  limit (RLIMIT_NOFILE, MAX_OPEN);

#ifndef UNDER_SANITIZER
  /* The sanitizer reserves terabytes of addresses; it has a limit of its own, see santun-paper.c. */
  good = good && limit (RLIMIT_AS, JKK_CAGE_MEMORY);
#endif
  return good;
}

/* What libraries need to read files, to compute and to end. Everything else fails as if it were not permitted. */
static const int allowed[] = {
  SCMP_SYS (access),          SCMP_SYS (arch_prctl),    SCMP_SYS (brk),
  SCMP_SYS (clock_getres),    SCMP_SYS (clock_gettime), SCMP_SYS (clock_nanosleep),
  SCMP_SYS (close),           SCMP_SYS (dup),           SCMP_SYS (exit),
  SCMP_SYS (exit_group),      SCMP_SYS (faccessat),     SCMP_SYS (faccessat2),
  SCMP_SYS (fadvise64),       SCMP_SYS (fcntl),         SCMP_SYS (fstat),
  SCMP_SYS (fstatfs),         SCMP_SYS (futex),         SCMP_SYS (getcwd),
  SCMP_SYS (getdents64),      SCMP_SYS (getegid),       SCMP_SYS (geteuid),
  SCMP_SYS (getgid),          SCMP_SYS (getpid),        SCMP_SYS (getrandom),
  SCMP_SYS (getrusage),       SCMP_SYS (gettid),        SCMP_SYS (gettimeofday),
  SCMP_SYS (getuid),          SCMP_SYS (lseek),         SCMP_SYS (lstat),
  SCMP_SYS (madvise),         SCMP_SYS (mmap),          SCMP_SYS (mprotect),
  SCMP_SYS (mremap),          SCMP_SYS (munmap),        SCMP_SYS (nanosleep),
  SCMP_SYS (newfstatat),      SCMP_SYS (poll),          SCMP_SYS (ppoll),
  SCMP_SYS (pread64),         SCMP_SYS (read),          SCMP_SYS (readlink),
  SCMP_SYS (readlinkat),      SCMP_SYS (readv),         SCMP_SYS (recvfrom),
  SCMP_SYS (restart_syscall), SCMP_SYS (rseq),          SCMP_SYS (rt_sigaction),
  SCMP_SYS (rt_sigprocmask),  SCMP_SYS (rt_sigreturn),  SCMP_SYS (sched_getaffinity),
  SCMP_SYS (sched_yield),     SCMP_SYS (sendto),        SCMP_SYS (set_robust_list),
  SCMP_SYS (sigaltstack),     SCMP_SYS (stat),          SCMP_SYS (statfs),
  SCMP_SYS (statx),           SCMP_SYS (sysinfo),       SCMP_SYS (time),
  SCMP_SYS (tgkill),          SCMP_SYS (uname),         SCMP_SYS (write),
  SCMP_SYS (writev),
};

/* Fonts and tables are opened for reading, and nothing is opened for anything else. */
static gboolean
allow_reading (scmp_filter_ctx filter)
{
  const scmp_datum_t writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;

  return seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (openat), 1, SCMP_A2 (SCMP_CMP_MASKED_EQ, writing, 0)) ==
             0 &&
         seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (open), 1, SCMP_A1 (SCMP_CMP_MASKED_EQ, writing, 0)) == 0 &&
         /* Asking for a limit, not setting one. */
         seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (prlimit64), 1, SCMP_A2 (SCMP_CMP_EQ, 0)) == 0;
}

static gboolean
filter_calls (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));
  gboolean good = filter != NULL && allow_reading (filter);

  for (guint i = 0; good && i < G_N_ELEMENTS (allowed); i++)
    {
      int result = seccomp_rule_add (filter, SCMP_ACT_ALLOW, allowed[i], 0);

      /* Some calls exist on some processors only. */
      good = result == 0 || result == -EDOM || result == -EINVAL;
    }
  good = good && seccomp_load (filter) == 0;
  if (filter != NULL)
    seccomp_release (filter);
  return good;
}

/**
 * jkk_paper_cage_lock:
 * @what: (out): which part of the cage could not be closed
 *
 * Locks this process in, for the rest of its life: memory, processor time, files, privileges and system calls.
 *
 * Returns: whether all of it is closed; if not, no foreign file may be opened.
 */
gboolean
jkk_paper_cage_lock (const char **what)
{
  *what = "limits";
  if (!limit_all ())
    return FALSE;
  *what = "privileges";
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
    return FALSE;
  *what = "calls";
  return filter_calls ();
}
