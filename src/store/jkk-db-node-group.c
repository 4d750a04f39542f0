#include "jkk-db-node-private.h"

#include "jkk-desk-key.h"

/*   desk ──▶ the node that leads                 who that is, any of them says
 *   desk ──▶ another ──▶ the node that leads     where only the desk does not reach it
 */

/* How long a group is given to agree on who leads, and how long a desk waits before it asks all of it again. */
#define GROUP_PATIENCE (6 * G_TIME_SPAN_SECOND)
#define ROUND_PAUSE (50 * G_TIME_SPAN_MILLISECOND)

/* Who is still said to lead so long after it has fallen silent does so: the others hear it. */
#define SILENCE G_TIME_SPAN_SECOND

/* How long it is waited for a node of which no other says that it leads: longer than it lets anybody wait for his turn.
 */
#define LONGEST_SILENCE (25 * G_TIME_SPAN_SECOND)

static gboolean
is_same (GSocketConnectable *a, GSocketConnectable *b)
{
  return a != NULL && b != NULL &&
         g_ascii_strcasecmp (g_network_address_get_hostname (G_NETWORK_ADDRESS (a)),
                             g_network_address_get_hostname (G_NETWORK_ADDRESS (b))) == 0 &&
         g_network_address_get_port (G_NETWORK_ADDRESS (a)) == g_network_address_get_port (G_NETWORK_ADDRESS (b));
}

/* ---- Where it is ------------------------------------------------------------------------------------------------- */

static void
add_host (GPtrArray *hosts, GSocketConnectable *host)
{
  gboolean is_known = host == NULL;

  for (guint i = 0; i < hosts->len && !is_known; i++)
    is_known = is_same (hosts->pdata[i], host);
  if (!is_known)
    g_ptr_array_add (hosts, g_object_ref (host));
}

/* Nodes of a group come and go: first those that it named last, then those of the desk file. */
void
jkk_db_node_gather_hosts (JkkDb *db)
{
  JkkDbRemote *remote = db->remote;
  g_autoptr (GPtrArray) named = jkk_desk_key_parse_hosts (db->address, NULL);
  g_autoptr (GPtrArray) hosts = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) others = g_strsplit (remote->places->others != NULL ? remote->places->others : "", ",", -1);

  for (guint i = 0; remote->is_group && others[i] != NULL; i++)
    {
      g_autoptr (GSocketConnectable) host = jkk_desk_key_parse_host (others[i]);

      add_host (hosts, host);
    }
  for (guint i = 0; i < named->len; i++)
    add_host (hosts, named->pdata[i]);
  g_ptr_array_unref (remote->hosts);
  remote->hosts = g_steal_pointer (&hosts);
}

/* ---- A line to the node that leads ------------------------------------------------------------------------------- */

/* The search for it. */
typedef struct
{
  gint64 since;
  GSocketConnectable *silent; /* (nullable): who did not answer */
  gint64 silent_since;        /* or never, for one that may only have ended its line */
  guint n_tries;
} Search;

static void
search_clear (Search *search)
{
  g_clear_object (&search->silent);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

/* Who was told of, once; else the next of those who are known. */
static GSocketConnectable *
choose (JkkDbRemote *remote)
{
  GSocketConnectable *told = g_steal_pointer (&remote->told);

  if (told != NULL)
    return told;
  return g_object_ref (remote->hosts->pdata[remote->next_host++ % remote->hosts->len]);
}

/* What the next node would say as well; of a key that it does not know it has asked the others. */
static gboolean
is_final (int code)
{
  return code == SQLITE_OK || code == JKK_DB_BARRED || code == JKK_DB_UNKNOWN_KEY || code == JKK_DB_OTHER_VERSION ||
         code == JKK_DB_SAID;
}

static void
note_silence (Search *search, GSocketConnectable *node, gint64 since)
{
  if (!is_same (search->silent, node) || search->silent_since == G_MAXINT64)
    search->silent_since = since;
  g_set_object (&search->silent, node);
}

/* The node that leads is heard by @node, and not here. */
static int
go_through (JkkDb *db, GSocketConnectable *node)
{
  JkkDbRemote *remote = db->remote;
  g_autoptr (GSocketConnectable) leader = g_steal_pointer (&remote->told);

  g_set_object (&remote->via, node);
  int code = jkk_db_node_connect_to (db, leader, NULL);
  if (code != SQLITE_OK)
    g_clear_object (&remote->via);
  return code;
}

/* One try. The others say who leads; for a moment after it was lost they still name the one that does not answer any
 * more, and nobody waits for that twice. */
static int
try_next (JkkDb *db, Search *search)
{
  JkkDbRemote *remote = db->remote;
  g_autoptr (GSocketConnectable) node = choose (remote);
  gint64 begun = g_get_monotonic_time ();
  int code = jkk_db_node_connect_to (db, node, NULL);

  if (code == JKK_DB_AWAY)
    note_silence (search, node, begun);
  if (code == JKK_DB_ELSEWHERE && *remote->failure.detail != '\0')
    remote->told = jkk_desk_key_parse_host (remote->failure.detail);
  if (!is_same (remote->told, search->silent))
    return code;
  if (search->silent_since != G_MAXINT64 && g_get_monotonic_time () - search->silent_since > SILENCE)
    return go_through (db, node);
  if (search->n_tries <= 3 * remote->hosts->len)
    g_clear_object (&remote->told);
  return code;
}

/* Makes a line to that node of a group which leads. */
int
jkk_db_node_connect_to_group (JkkDb *db)
{
  JkkDbRemote *remote = db->remote;
  gint64 since = g_get_monotonic_time ();
  g_auto (Search) search = { since, remote->node != NULL ? g_object_ref (remote->node) : NULL,
                             remote->is_silent ? 0 : G_MAXINT64, 0 };
  int code;

  remote->is_silent = FALSE;
  g_clear_object (&remote->via);
  do
    {
      if (search.n_tries++ >= remote->hosts->len)
        g_usleep (ROUND_PAUSE);
      code = try_next (db, &search);
    }
  while (!is_final (code) && (remote->told != NULL || g_get_monotonic_time () < since + GROUP_PATIENCE));

  if (code == JKK_DB_ELSEWHERE)
    {
      code = JKK_DB_AWAY;
      jkk_db_node_fail (remote, code, "no node leads", FALSE);
    }
  g_clear_object (&remote->told);
  return code;
}

/* ---- While an answer is owed ------------------------------------------------------------------------------------- */

/* What another node of the group says about who leads; %NULL: nothing. */
static GSocketConnectable *
ask_who_leads (JkkDbRemote *remote, GSocketConnectable *node)
{
  g_autoptr (GSocketConnection) line = jkk_db_node_dial (remote, node, NULL);
  g_autoptr (GIOStream) stream = line != NULL ? jkk_db_node_encipher (remote, node, line, NULL) : NULL;
  g_autoptr (JkkFrame) answer = NULL;

  if (stream == NULL ||
      !jkk_frame_send (g_io_stream_get_output_stream (stream), jkk_db_node_make_hello (remote), NULL, NULL))
    return NULL;
  answer = jkk_frame_receive (g_io_stream_get_input_stream (stream), JKK_FRAME_LONGEST, NULL, NULL);
  if (answer != NULL && answer->kind == JKK_FRAME_OK)
    return g_object_ref (node);
  if (answer == NULL || answer->kind != JKK_FRAME_FAIL || jkk_frame_take_number (answer) != JKK_DB_ELSEWHERE)
    return NULL;
  jkk_frame_take_number (answer);
  const char *leader = jkk_frame_take_text (answer);
  return leader != NULL ? jkk_desk_key_parse_host (leader) : NULL;
}

/* What the others say of the node that owes an answer: a computer that sleeps keeps its lines open. */
typedef enum
{
  IT_LEADS,
  ANOTHER_LEADS,
  NOBODY_KNOWS,
} Word;

static Word
ask_others (JkkDbRemote *remote)
{
  for (guint i = 0; i < remote->hosts->len; i++)
    {
      g_autoptr (GSocketConnectable) leader =
          is_same (remote->hosts->pdata[i], remote->node) ? NULL : ask_who_leads (remote, remote->hosts->pdata[i]);

      if (leader != NULL)
        return is_same (leader, remote->node) ? IT_LEADS : ANOTHER_LEADS;
    }
  return NOBODY_KNOWS;
}

static gboolean
is_doubted_long (JkkDbRemote *remote, Word word)
{
  gint64 now = g_get_monotonic_time ();

  if (word != NOBODY_KNOWS)
    remote->doubted_since = 0;
  else if (remote->doubted_since == 0)
    remote->doubted_since = now;
  return remote->doubted_since != 0 && now - remote->doubted_since > LONGEST_SILENCE;
}

/* A computer that is busy takes a call all the same; a cable that was pulled does not. */
static gboolean
is_reached (JkkDbRemote *remote)
{
  g_autoptr (GSocketConnection) line =
      jkk_db_node_dial (remote, remote->via != NULL ? remote->via : remote->node, NULL);

  return line != NULL;
}

/* Whether it makes sense to wait for an answer that is owed. @n_times: how often that was asked, this time included.
 * The first time the others may still name a node that has just failed; later they hear it. */
gboolean
jkk_db_node_may_answer (JkkDb *db, guint n_times)
{
  JkkDbRemote *remote = db->remote;

  if (n_times == 1)
    remote->doubted_since = 0;
  Word word = ask_others (remote);
  if (word == ANOTHER_LEADS || is_doubted_long (remote, word))
    return FALSE;
  if (n_times % 4 != 2)
    return TRUE;
  remote->is_silent = !is_reached (remote);
  return !remote->is_silent;
}
