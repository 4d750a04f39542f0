#include "jkk-migrations.h"

#include "jkk-db-copy.h"
#include "jkk-db-private.h"
#include "jkk-file-out.h"
#include "jkk-stream-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

const char *jkk_store_data (const char *name, gsize *length);

/**
 * jkk_migrations_text:
 * @name: number of a step, "1", "2" …
 * @length: (out) (optional): its length
 *
 * The program's own steps: the files of src/store/migrations.
 *
 * Returns: (nullable): its SQL
 */
const char *
jkk_migrations_text (const char *name, gsize *length)
{
  return jkk_store_data (name, length);
}

static const char *
step_text (JkkMigrationSource source, int step)
{
  g_autofree char *name = g_strdup_printf ("%d", step);

  return source (name, NULL);
}

/**
 * jkk_migrations_newest:
 * @source: where the steps come from
 *
 * Returns: the number of the last step, which is the version that this program reads and writes
 */
int
jkk_migrations_newest (JkkMigrationSource source)
{
  int step = 0;

  while (step_text (source, step + 1) != NULL)
    step++;
  return step;
}

/* A whole copy of the store as it is, beside it, named for its version; nothing is migrated without one. */
static gboolean
copy_store (JkkDb *db, gint64 version, GError **error)
{
  g_autofree char *copy = g_strdup_printf ("%s.version-%" G_GINT64_FORMAT, db->path, version);
  g_autofree char *draft = g_strdup_printf ("%s.%d", copy, getpid ());

  if (!jkk_db_copy (db, draft, error))
    {
      g_prefix_error (error, "%s ", _ ("Before the store is brought up to date a copy is made; nothing was changed."));
      return FALSE;
    }
  if (jkk_file_out_rename (draft, copy, error))
    return TRUE;
  g_unlink (draft);
  return FALSE;
}

static gboolean
check_references (JkkDb *db, GError **error)
{
  gint64 n_broken;

  if (!jkk_db_pragma (db, "SELECT count(*) FROM pragma_foreign_key_check", &n_broken, error))
    return FALSE;
  if (n_broken > 0)
    g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
                 _ ("The store “%s” could not be brought up to date because some of its entries refer to missing ones. "
                    "Nothing was changed. Keep the file and ask for help."),
                 db->path);
  return n_broken == 0;
}

/* Steps are not told as changes: who follows takes a whole copy. Nobody follows a group. */
static gboolean
break_stream (JkkDb *db, GError **error)
{
  int code = db->handle != NULL ? jkk_stream_break (db) : SQLITE_OK;

  if (code != SQLITE_OK)
    jkk_db_take_error (db, code, error);
  return code == SQLITE_OK;
}

static gboolean
write_version (JkkDb *db, int step, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("PRAGMA user_version = %d; PRAGMA application_id = %d", step, JKK_DB_APPLICATION_ID);

  return jkk_db_exec (db, sql, error);
}

/* One step in one transaction. Another program may have taken it while this one waited: then there is nothing to do. */
static gboolean
take_step (JkkDb *db, JkkMigrationSource source, int step, GError **error)
{
  gint64 version;

  if (!jkk_db_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;

  gboolean done = jkk_db_pragma (db, "PRAGMA user_version", &version, error);
  if (done && version < step)
    done = jkk_db_exec (db, step_text (source, step), error) && check_references (db, error) &&
           break_stream (db, error) && write_version (db, step, error);
  if (done && jkk_db_commit (db, error))
    return TRUE;

  jkk_db_rollback (db);
  return FALSE;
}

/**
 * jkk_migrations_run:
 * @db: a connection that may write
 * @source: the steps
 * @error: STORAGE, BUSY
 *
 * Takes the steps that the store has not yet taken, each in a transaction, after a copy was made of a store that holds
 * something.
 *
 * Returns: whether the store is now of the newest version
 */
gboolean
jkk_migrations_run (JkkDb *db, JkkMigrationSource source, GError **error)
{
  int newest = jkk_migrations_newest (source);
  gint64 version;

  if (!jkk_db_pragma (db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version >= newest)
    return TRUE;
  if (version > 0 && !copy_store (db, version, error))
    return FALSE;

  /* A step may build a table anew; references are checked at its end instead. */
  gboolean done = jkk_db_exec (db, "PRAGMA foreign_keys = OFF", error);
  for (int step = (int) version + 1; done && step <= newest; step++)
    done = take_step (db, source, step, error);
  return jkk_db_exec (db, "PRAGMA foreign_keys = ON", done ? error : NULL) && done;
}
