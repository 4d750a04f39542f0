#include "jkk-node-engine.h"

#include "jkk-db-group.h"

#include <dqlite.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* After so many writes the whole store is written beside the log, and so many of them are kept, in memory too and read
 * again at each start, for a node that was away; one that has missed more gets the whole store. A case that comes in is
 * some 600 kB there: dqlite's own 8192 would be gigabytes. */
#define SNAPSHOT_AFTER 512
#define KEPT_AFTER_SNAPSHOT 512

struct _JkkNodeEngine
{
  dqlite_node *node;
  char *line;
  JkkNodeDialler dial;
  gpointer data;
};

static int
dial_cb (void *data, const char *address, int *fd)
{
  JkkNodeEngine *engine = data;

  return engine->dial (address, fd, engine->data) ? 0 : DQLITE_ERROR;
}

/* An abstract name: whoever connects from another process is sent away by dqlite before a word was said. So nobody but
 * this program can send the engine anything. */
static char *
choose_line (void)
{
  static gint n_engines;

  return g_strdup_printf ("@santun-%d-%d", getpid (), g_atomic_int_add (&n_engines, 1));
}

/**
 * jkk_node_engine_start:
 * @folder: where it keeps its log
 * @number: of this node; 1 begins a group
 * @address: by which the others of the group call this node
 * @latency_ms: how far the others are; decides how soon a silent leader is replaced
 * @dial: how the others are reached
 * @data: for @dial
 * @error: STORAGE
 *
 * Starts the engine on a thread of its own.
 *
 * Returns: (transfer full): the running engine
 */
JkkNodeEngine *
jkk_node_engine_start (const char *folder,
                       guint64 number,
                       const char *address,
                       guint latency_ms,
                       JkkNodeDialler dial,
                       gpointer data,
                       GError **error)
{
  g_return_val_if_fail (jkk_db_group_prepare (), NULL);

  JkkNodeEngine *engine = g_new0 (JkkNodeEngine, 1);

  engine->line = choose_line ();
  engine->dial = dial;
  engine->data = data;
  if (g_mkdir_with_parents (folder, 0700) == 0 && dqlite_node_create (number, address, folder, &engine->node) == 0 &&
      dqlite_node_set_bind_address (engine->node, engine->line) == 0 &&
      dqlite_node_set_connect_func (engine->node, dial_cb, engine) == 0 &&
      dqlite_node_set_network_latency_ms (engine->node, latency_ms) == 0 &&
      dqlite_node_set_snapshot_params (engine->node, SNAPSHOT_AFTER, KEPT_AFTER_SNAPSHOT) == 0 &&
      dqlite_node_start (engine->node) == 0)
    return engine;

  g_set_error (
      error, JKK_ERROR, JKK_ERROR_STORAGE,
      _ ("The part of the group in “%s” could not be started (%s). Check the free space and your right to write "
         "there, and that no other node runs from it."),
      folder,
      engine->node != NULL ? dqlite_node_errmsg (engine->node)
      : errno != 0         ? g_strerror (errno)
                           : _ ("its files are damaged, or do not fit on the disk"));
  if (engine->node != NULL)
    dqlite_node_destroy (engine->node);
  g_free (engine->line);
  g_free (engine);
  return NULL;
}

/**
 * jkk_node_engine_recover:
 * @folder: where an engine that is stopped keeps its log
 * @number: of this node
 * @address: by which it is called
 *
 * Makes it the only one of its group: when it starts it leads, with all that stands in its log.
 *
 * Returns: whether it was done
 */
gboolean
jkk_node_engine_recover (const char *folder, guint64 number, const char *address)
{
  dqlite_node_info alone = { .id = number, .address = address };
  dqlite_node *node = NULL;

  g_return_val_if_fail (jkk_db_group_prepare (), FALSE);

  gboolean recovered =
      dqlite_node_create (number, address, folder, &node) == 0 && dqlite_node_recover (node, &alone, 1) == 0;
  if (node != NULL)
    dqlite_node_destroy (node);
  return recovered;
}

/**
 * jkk_node_engine_stop:
 * @engine: (transfer full): the engine; what has been kept lies on the disk
 */
void
jkk_node_engine_stop (JkkNodeEngine *engine)
{
  dqlite_node_stop (engine->node);
  dqlite_node_destroy (engine->node);
  g_free (engine->line);
  g_free (engine);
}

/**
 * jkk_node_engine_line:
 * @engine: an engine
 *
 * Returns: the name under which it listens, for lines from this process alone
 */
const char *
jkk_node_engine_line (JkkNodeEngine *engine)
{
  return engine->line;
}
