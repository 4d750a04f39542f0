#include "jkk-db-node-private.h"

#include "jkk-desk-key.h"
#include "jkk-statement.h"

/* How long a desk waits for a connection. On a branch's own network that is long; of a group others can be asked. */
#define CONNECT_SECONDS 4
#define CONNECT_SECONDS_GROUP 2

/* A node that hands on what is said must first make a line itself. */
#define RELAY_SECONDS 5

/* The rest of an answer that has begun follows at once. */
#define REST_SECONDS 15

void
jkk_db_node_fail (JkkDbRemote *remote, int code, const char *detail, gboolean is_full)
{
  char *copy = g_strdup (detail);

  remote->failure.code = code;
  remote->failure.is_full = is_full;
  g_free (remote->failure.detail);
  remote->failure.detail = copy;
}

void
jkk_db_node_hang_up (JkkDbRemote *remote)
{
  if (remote->line != NULL)
    g_io_stream_close (G_IO_STREAM (remote->line), NULL, NULL);
  g_byte_array_set_size (remote->posted, 0);
  g_clear_object (&remote->stream);
  g_clear_object (&remote->line);
}

/* Its certificate was found wanting, or it found ours so, which it says over the line that was just made. While a line
 * is made a node that is killed looks as if it broke the rules of TLS. */
static gboolean
is_distrust (JkkDbRemote *remote, const GError *error)
{
  return g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE) ||
         g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED) ||
         (remote->stream != NULL && error->domain == G_TLS_ERROR && error->code != G_TLS_ERROR_EOF);
}

/* Whatever the line says, it is of no use any more. */
int
jkk_db_node_lose (JkkDbRemote *remote, const GError *error)
{
  int code = is_distrust (remote, error) ? JKK_DB_DISTRUST : JKK_DB_AWAY;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    code = JKK_DB_STRANGE;
  jkk_db_node_hang_up (remote);
  jkk_db_node_fail (remote, code, error->message, FALSE);
  return code;
}

gboolean
jkk_db_node_is_group (JkkDbRemote *remote)
{
  return remote->is_group;
}

GSocketConnection *
jkk_db_node_dial (JkkDbRemote *remote, GSocketConnectable *node, GError **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  /* The office's own network is meant, never a way round it. */
  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_timeout (client, jkk_db_node_is_group (remote) ? CONNECT_SECONDS_GROUP : CONNECT_SECONDS);

  return g_socket_client_connect (client, node, NULL, error);
}

GIOStream *
jkk_db_node_encipher (JkkDbRemote *remote, GSocketConnectable *node, GSocketConnection *line, GError **error)
{
  g_autoptr (GIOStream) stream = g_tls_client_connection_new (G_IO_STREAM (line), node, error);

  if (stream == NULL)
    return NULL;
  g_tls_connection_set_certificate (G_TLS_CONNECTION (stream), remote->key);
  g_tls_connection_set_database (G_TLS_CONNECTION (stream), remote->office);
  g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (stream), FALSE);
  return g_tls_connection_handshake (G_TLS_CONNECTION (stream), NULL, error) ? g_steal_pointer (&stream) : NULL;
}

GByteArray *
jkk_db_node_make_hello (JkkDbRemote *remote)
{
  GByteArray *hello = jkk_frame_start (JKK_FRAME_HELLO);

  jkk_frame_add_number (hello, JKK_FRAME_PROTOCOL);
  jkk_frame_add_text (hello, jkk_statement_print ());
  jkk_frame_add_text (hello, JKK_VERSION);
  jkk_frame_add_number (hello, remote->places->epoch);
  jkk_frame_add_text (hello, remote->places->proof);
  return hello;
}

/* @place: (nullable): where; %NULL: at the node's address. What is answered is remembered. */
static int
say_hello (JkkDb *db, const char *place)
{
  JkkDeskPlaces *places = db->remote->places;
  g_autoptr (JkkFrame) answer = NULL;
  int code = jkk_db_node_call (db, jkk_db_node_make_hello (db->remote), JKK_FRAME_OK, &answer);

  if (code != SQLITE_OK)
    return code;
  jkk_frame_take_text (answer);
  gint64 epoch = jkk_frame_take_number (answer);
  const char *others = jkk_frame_take_text (answer);
  const char *workstation = jkk_frame_take_text (answer);
  const char *proof = jkk_frame_take_text (answer);
  gboolean is_group = jkk_frame_take_number (answer) == 1;
  if (answer->is_broken)
    return jkk_db_node_give_up (db);
  /* It stays the same over all lines, and outlives each of them. */
  db->remote->workstation = g_intern_string (workstation);
  gboolean is_new = jkk_desk_places_learn (places, epoch, others, place);
  if (jkk_desk_places_prove (places, epoch, proof) || is_new)
    jkk_desk_places_save (places, db->address);
  /* The address may be from the time when it was a group of one. */
  is_new |= is_group && !db->remote->is_group;
  db->remote->is_group |= is_group;
  if (is_new)
    jkk_db_node_gather_hosts (db);
  return jkk_db_node_resume (db);
}

/* Over a line to another node of the group; from then on it is one to the node that was meant. */
static int
ask_to_hand_on (JkkDb *db)
{
  g_socket_set_timeout (g_socket_connection_get_socket (db->remote->line), RELAY_SECONDS);
  return jkk_db_node_call (db, jkk_frame_start (JKK_FRAME_RELAY), JKK_FRAME_OK, NULL);
}

/* One try with one node, straight or, where there is one that hands on, through that. @place: (nullable): where a node
 * that stands alone was found besides at its address */
int
jkk_db_node_connect_to (JkkDb *db, GSocketConnectable *node, const char *place)
{
  JkkDbRemote *remote = db->remote;
  GSocketConnectable *end = remote->via != NULL ? remote->via : node;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) line = jkk_db_node_dial (remote, end, &error);
  g_autoptr (GIOStream) stream = line != NULL ? jkk_db_node_encipher (remote, end, line, &error) : NULL;

  jkk_db_node_hang_up (remote);
  g_set_object (&remote->node, node);
  remote->tried_at = g_get_monotonic_time ();
  if (stream == NULL)
    return jkk_db_node_lose (remote, error);
  jkk_frame_tune_line (g_socket_connection_get_socket (line));
  if (jkk_db_node_is_group (remote))
    g_socket_set_timeout (g_socket_connection_get_socket (line), CONNECT_SECONDS_GROUP);
  remote->line = g_steal_pointer (&line);
  remote->stream = g_steal_pointer (&stream);
  remote->round++;
  /* What was seen over the line before says nothing about what has changed since. */
  db->data_version = JKK_NONE;
  int code = remote->via != NULL ? ask_to_hand_on (db) : SQLITE_OK;
  if (code == SQLITE_OK)
    code = say_hello (db, place);
  if (code == SQLITE_OK)
    remote->tried_at = 0;
  if (code == SQLITE_OK && jkk_db_node_is_group (remote))
    g_socket_set_timeout (g_socket_connection_get_socket (remote->line), REST_SECONDS);
  return code;
}

/* Who says more than that nobody answers is believed. */
static int
more_telling (int code, int next)
{
  return next == JKK_DB_AWAY || (code == JKK_DB_STANDS_BY && next == JKK_DB_SUPERSEDED) ? code : next;
}

static gboolean
is_same_place (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (a, b) == 0;
}

/* A node that serves no more says who may do so now. */
static void
add_told (GPtrArray *list, const char *told)
{
  g_auto (GStrv) places = g_strsplit (told != NULL ? told : "", ",", -1);

  for (guint i = 0; places[i] != NULL; i++)
    if (*places[i] != '\0' && !g_ptr_array_find_with_equal_func (list, places[i], is_same_place, NULL))
      g_ptr_array_add (list, g_strdup (places[i]));
}

/* Where it was last, at its address, at its stand-by: of these one serves, never two. */
int
jkk_db_node_connect (JkkDb *db)
{
  JkkDbRemote *remote = db->remote;
  g_autoptr (GPtrArray) list = jkk_desk_places_list (remote->places);
  int code = JKK_DB_AWAY;

  if (jkk_db_node_is_group (remote))
    return jkk_db_node_connect_to_group (db);
  for (guint i = 0; i < list->len; i++)
    {
      const char *place = list->pdata[i];
      g_autoptr (GSocketConnectable) node =
          place != NULL ? jkk_desk_key_parse_host (place) : g_object_ref (remote->hosts->pdata[0]);
      int next = node != NULL ? jkk_db_node_connect_to (db, node, place) : JKK_DB_AWAY;

      if (next == SQLITE_OK)
        return SQLITE_OK;
      if (next == JKK_DB_SUPERSEDED)
        add_told (list, remote->failure.detail);
      if (next == JKK_DB_ELSEWHERE)
        {
          /* The desk file is from the time when it was a group of one. */
          remote->is_group = TRUE;
          jkk_db_node_gather_hosts (db);
          return jkk_db_node_connect_to_group (db);
        }
      code = i == 0 ? next : more_telling (code, next);
      if (next != JKK_DB_AWAY && next != JKK_DB_STANDS_BY && next != JKK_DB_SUPERSEDED)
        break;
    }
  if (remote->failure.code != code)
    jkk_db_node_fail (remote, code, NULL, FALSE);
  return code;
}
