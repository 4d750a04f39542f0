#include "jkk-dqlite.h"

#include <sqlite3.h>
#include <string.h>

/* After each write dqlite 1.11 makes a connection on every node, to see how long the log has become, and closes it
 * again. It begins with "PRAGMA synchronous=OFF" and "PRAGMA journal_mode=WAL", for which SQLite reads the whole schema
 * first: a millisecond or more on each node for each write, more than all else together. So connections to dqlite's
 * files are looked after here: their log is open before these two are asked, and their files, which lie in memory, say
 * for themselves that it is so. Nothing of this touches what lies on the disk: that is written by raft. */

/* How SQLite and we know the files of an engine. */
#define VFS_PREFIX "dqlite-"

static sqlite3_io_methods in_memory; /* what dqlite's files do, and nobody syncs them */
static sqlite3_io_methods in_step;   /* of a store whose log is open as well */
static const sqlite3_io_methods *dqlite_methods;

static int
sync_nothing (sqlite3_file *file, int flags)
{
  return SQLITE_OK;
}

/* No log is filled up to whole sectors, since nobody cuts power between memory and memory. */
static int
tell_nature (sqlite3_file *file)
{
  return dqlite_methods->xDeviceCharacteristics (file) | SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

/* Whether a pragma asks for what is the case anyway. */
static gboolean
is_so (const char *name, const char *value)
{
  return name != NULL && value != NULL &&
         ((g_ascii_strcasecmp (name, "synchronous") == 0 && g_ascii_strcasecmp (value, "off") == 0) ||
          (g_ascii_strcasecmp (name, "journal_mode") == 0 && g_ascii_strcasecmp (value, "wal") == 0));
}

static int
control (sqlite3_file *file, int operation, void *argument)
{
  char **words = argument;

  if (operation == SQLITE_FCNTL_PRAGMA && is_so (words[1], words[2]))
    return SQLITE_OK;
  return dqlite_methods->xFileControl (file, operation, argument);
}

static gboolean
is_of_engine (sqlite3 *handle)
{
  sqlite3_vfs *vfs = NULL;

  return sqlite3_file_control (handle, "main", SQLITE_FCNTL_VFS_POINTER, &vfs) == SQLITE_OK && vfs != NULL &&
         g_str_has_prefix (vfs->zName, VFS_PREFIX);
}

/* All files of all engines do the same. */
static void
learn (const sqlite3_io_methods *methods)
{
  static gsize is_known;

  if (!g_once_init_enter (&is_known))
    return;
  dqlite_methods = methods;
  in_memory = *methods;
  in_memory.xSync = sync_nothing;
  in_memory.xDeviceCharacteristics = tell_nature;
  in_step = in_memory;
  in_step.xFileControl = control;
  g_once_init_leave (&is_known, 1);
}

static int
note_opened (sqlite3 *handle, char **message, const struct sqlite3_api_routines *routines)
{
  sqlite3_file *store = NULL, *log = NULL;

  if (!is_of_engine (handle) || sqlite3_file_control (handle, "main", SQLITE_FCNTL_FILE_POINTER, &store) != SQLITE_OK ||
      store->pMethods == NULL)
    return SQLITE_OK;
  learn (store->pMethods);
  if (store->pMethods != dqlite_methods)
    return SQLITE_OK;
  store->pMethods = &in_memory;
  /* It reads the first page alone, and opens the log for that. Of a store that is not there yet there is none. */
  sqlite3_exec (handle, "PRAGMA user_version", NULL, NULL, NULL);
  sqlite3_file_control (handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
  if (log == NULL || log->pMethods != dqlite_methods)
    return SQLITE_OK;
  log->pMethods = &in_memory;
  store->pMethods = &in_step;
  return SQLITE_OK;
}

/**
 * jkk_dqlite_files_prepare:
 *
 * To be called before an engine runs: spares it the reading of the schema at each write.
 */
void
jkk_dqlite_files_prepare (void)
{
  sqlite3_auto_extension ((void (*) (void)) note_opened);
}
