#include "jkk-db-node-private.h"

#include "jkk-desk-key.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
check_address (const char *address, GError **error)
{
  if (*address != '\0' && (strstr (address, "://") == NULL || jkk_desk_key_is_node (address)))
    return TRUE;

  g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
               _ ("“%s” is not the address of a store. Give the path of a file on this computer, or the address of a "
                  "node, as in santun://kantor."),
               address);
  return FALSE;
}

/* What jkk_db_open() does, with the steps of @source: tests bring their own. */
JkkDb *
jkk_db_open_with (const char *address, JkkDbFlags flags, JkkMigrationSource source, GError **error)
{
  g_autoptr (JkkDb) db = g_new0 (JkkDb, 1);

  db->address = g_strdup (address);
  db->thread = g_thread_self ();
  db->readonly = (flags & JKK_DB_READONLY) != 0;
  if (!check_address (address, error))
    return NULL;

  gboolean opened =
      jkk_desk_key_is_node (address) ? jkk_db_node_open (db, error) : jkk_db_file_open (db, flags, source, error);
  return opened ? g_steal_pointer (&db) : NULL;
}

/**
 * jkk_db_open:
 * @address: path of the store's file, or “santun://host[:port]”
 * @flags: see #JkkDbFlags; only a file can be created
 * @error: INVALID: not an address; NOT_FOUND: no store there; FORMAT: another program's file; TOO_NEW: of a newer
 *   version, left untouched; REFUSED: on a network folder, or to be migrated but opened for reading only; STORAGE:
 *   damaged, or the place cannot be written; BUSY: another program holds it; AWAY:
 *   the node does not answer
 *
 * Opens a store and brings it up to date; a copy of the older one stays beside it. The connection belongs to the
 * calling thread.
 *
 * Returns: (transfer full): the connection, or %NULL
 */
JkkDb *
jkk_db_open (const char *address, JkkDbFlags flags, GError **error)
{
  g_return_val_if_fail (address != NULL, NULL);

  return jkk_db_open_with (address, flags, jkk_migrations_text, error);
}

/**
 * jkk_db_close:
 * @db: (transfer full): a connection; a transaction that is still open is taken back
 */
void
jkk_db_close (JkkDb *db)
{
  g_assert (db->thread == g_thread_self ());

  if (db->engine != NULL)
    db->engine->close (db);
  g_free (db->address);
  g_free (db);
}

/**
 * jkk_db_get_address:
 * @db: a connection
 *
 * Returns: the address as it was given
 */
const char *
jkk_db_get_address (JkkDb *db)
{
  return db->address;
}

/**
 * jkk_db_get_folder:
 * @db: a connection
 *
 * Returns: (transfer full): the folder on this computer for what belongs to the store but does not stand in it: beside
 *   a file; for a node, this person's own
 */
char *
jkk_db_get_folder (JkkDb *db)
{
  return db->remote != NULL ? jkk_desk_key_folder (db->address) : g_path_get_dirname (db->path);
}

/**
 * jkk_db_is_node:
 * @db: a connection
 *
 * Returns: whether a node keeps the store, its documents too
 */
gboolean
jkk_db_is_node (JkkDb *db)
{
  return db->remote != NULL;
}

/**
 * jkk_db_get_workstation:
 * @db: a connection
 *
 * Returns: the name of this computer as the journal has it: a node's administrator has given it one
 */
const char *
jkk_db_get_workstation (JkkDb *db)
{
  const char *given = db->remote != NULL ? jkk_db_node_workstation (db) : NULL;

  return given != NULL ? given : g_get_host_name ();
}

/**
 * jkk_db_is_readonly:
 * @db: a connection
 *
 * Returns: whether it may only read
 */
gboolean
jkk_db_is_readonly (JkkDb *db)
{
  return db->readonly;
}

/* For tests: how long to wait for another writer. */
void
jkk_db_set_patience (JkkDb *db, GTimeSpan patience)
{
  db->patience = patience;
}

/**
 * jkk_db_set_cancellable:
 * @db: a connection
 * @cancellable: (nullable): borrowed; while it is set, cancelling it ends a running statement with
 * %G_IO_ERROR_CANCELLED
 */
void
jkk_db_set_cancellable (JkkDb *db, GCancellable *cancellable)
{
  db->cancellable = cancellable;
  db->engine->heed (db);
}

/* For what takes long: who shows how far it is is told now and then. */
void
jkk_db_set_tick (JkkDb *db, JkkDbTick tick, gpointer data)
{
  db->tick = tick;
  db->tick_data = data;
  db->engine->heed (db);
}

/* Begins a transaction; answers with a code, also for who asks on behalf of another desk. */
int
jkk_db_start (JkkDb *db, gboolean writes)
{
  int code = db->engine->begin (db, writes);

  db->in_write = writes && code == SQLITE_OK;
  return code;
}

/* Commits, or takes everything back if that cannot be. */
int
jkk_db_finish (JkkDb *db)
{
  int code = db->engine->commit (db);

  if (code != SQLITE_OK)
    db->engine->rollback (db);
  db->in_write = FALSE;
  return code;
}

static gboolean
begin (JkkDb *db, gboolean writes, GError **error)
{
  int code = jkk_db_start (db, writes);

  g_assert (db->thread == g_thread_self ());
  if (code != SQLITE_OK)
    jkk_db_take_error (db, code, error);
  return code == SQLITE_OK;
}

/**
 * jkk_db_begin_read:
 * @db: a connection
 * @error: see jkk_db_begin_write()
 *
 * Begins a transaction in which all queries see the same state of the store.
 *
 * Returns: whether it began
 */
gboolean
jkk_db_begin_read (JkkDb *db, GError **error)
{
  return begin (db, FALSE, error);
}

/**
 * jkk_db_begin_write:
 * @db: a connection
 * @error: BUSY: another program is writing; TOO_NEW: a newer program has changed the store since it was opened;
 *   REFUSED: opened for reading only; STORAGE
 *
 * Begins a transaction that may write; it waits for other writers for some seconds.
 *
 * Returns: whether it began
 */
gboolean
jkk_db_begin_write (JkkDb *db, GError **error)
{
  if (!db->readonly)
    return begin (db, TRUE, error);

  g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
               _ ("The store “%s” was opened for reading only. Open it for writing and try again."), db->address);
  return FALSE;
}

/**
 * jkk_db_begin_aside:
 * @db: a connection
 * @error: as jkk_db_begin_write(); BUSY at once where another one is writing
 *
 * As jkk_db_begin_write(), for what may wait for a better moment: nobody who comes after it is kept waiting.
 *
 * Returns: whether it began
 */
gboolean
jkk_db_begin_aside (JkkDb *db, GError **error)
{
  db->is_hurried = TRUE;
  gboolean begun = jkk_db_begin_write (db, error);
  db->is_hurried = FALSE;
  return begun;
}

/**
 * jkk_db_commit:
 * @db: a connection in a transaction
 * @error: STORAGE, above all a full disk: nothing of the transaction is then kept
 *
 * Returns: whether everything now lies safely on the disk
 */
gboolean
jkk_db_commit (JkkDb *db, GError **error)
{
  int code = jkk_db_finish (db);

  if (code != SQLITE_OK)
    jkk_db_take_error (db, code, error);
  return code == SQLITE_OK;
}

/**
 * jkk_db_rollback:
 * @db: a connection
 *
 * Takes everything of the transaction back. SQLite may have done so by itself after a grave error.
 */
void
jkk_db_rollback (JkkDb *db)
{
  jkk_db_set_cancellable (db, NULL);
  db->engine->rollback (db);
  db->in_write = FALSE;
}

/* Beside the store's file; in a group, where it would lie on the node that leads, which serves all desks. */
int
jkk_db_meet_beside (JkkDb *db, const JkkPresent *mine, GPtrArray **others)
{
  if (db->presence == NULL)
    db->presence = jkk_presence_new (db->path);
  jkk_presence_tell (db->presence, mine);
  *others = jkk_presence_others (db->presence);
  return SQLITE_OK;
}

/**
 * jkk_db_meet:
 * @db: a connection, between transactions
 * @mine: (nullable): who sits here, and which case lies open; %NULL = nobody
 *
 * Tells the other desks, and asks who sits there. It is no write: nobody hears of a change.
 *
 * Returns: (transfer full) (nullable) (element-type JkkPresent): the others; %NULL if nobody could be asked
 */
GPtrArray *
jkk_db_meet (JkkDb *db, const JkkPresent *mine)
{
  GPtrArray *others = NULL;

  return db->engine->presence (db, mine, &others) == SQLITE_OK ? others : NULL;
}

/**
 * jkk_db_is_away:
 * @db: a connection
 *
 * Returns: whether jkk_db_changed_elsewhere() found that what keeps the store does not answer
 */
gboolean
jkk_db_is_away (JkkDb *db)
{
  return db->is_away;
}

/**
 * jkk_db_is_damaged:
 * @db: a connection
 *
 * Returns: whether jkk_db_changed_elsewhere() found that pages of the store's file are known to be damaged
 */
gboolean
jkk_db_is_damaged (JkkDb *db)
{
  return db->is_damaged;
}

/**
 * jkk_db_changed_elsewhere:
 * @db: a connection outside a transaction
 *
 * Returns: whether another connection or program has changed the store since the last call
 */
gboolean
jkk_db_changed_elsewhere (JkkDb *db)
{
  gint64 version;
  int code = db->engine->data_version (db, &version);

  db->is_away = code == JKK_DB_AWAY || code == JKK_DB_IN_DOUBT || code == JKK_DB_MOVED;
  if (code != SQLITE_OK || version == db->data_version)
    return FALSE;

  db->data_version = version;
  return TRUE;
}
