#include "jkk-node-group-private.h"

#include "jkk-db-group.h"

#include <string.h>

/* A node that slept, or whose cable was cut, believes for a moment that it still leads, while the others have agreed on
 * another one. What is written through it then is not kept; but what is read from it would be old. So before it reads
 * for a desk, most nodes have to say now that it leads: none of them says so once it has voted for another. */
#define ANSWER_SECONDS 1
#define PATIENCE (2 * G_TIME_SPAN_SECOND)
#define PAUSE (20 * G_TIME_SPAN_MILLISECOND)

struct _JkkNodeLead
{
  JkkNodeGroup *group;
  gint is_handing_over; /* atomic: the next one may be chosen while this one still leads */

  GMutex mutex;
  GHashTable *peers; /* address -> JkkNodePeer; under the mutex, as all below */
  char *last;        /* (nullable): address of who said it last; it is asked first */
  gint64 asked_at;
  gboolean leads; /* what was found then */
};

/* Returns: (transfer full): what says whether @group leads */
JkkNodeLead *
jkk_node_lead_new (JkkNodeGroup *group)
{
  JkkNodeLead *lead = g_new0 (JkkNodeLead, 1);

  lead->group = group;
  g_mutex_init (&lead->mutex);
  lead->peers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) jkk_node_peer_free);
  return lead;
}

/* @lead: (transfer full): nobody asks it any more */
void
jkk_node_lead_free (JkkNodeLead *lead)
{
  g_hash_table_unref (lead->peers);
  g_mutex_clear (&lead->mutex);
  g_free (lead->last);
  g_free (lead);
}

/* While it is being handed over nothing is read here. */
void
jkk_node_lead_hand_over (JkkNodeLead *lead, gboolean begins)
{
  g_atomic_int_set (&lead->is_handing_over, begins);
}

static gboolean
leads_by_itself (JkkNodeLead *lead)
{
  g_autofree char *leader = NULL;
  guint64 id = 0;

  return !g_atomic_int_get (&lead->is_handing_over) && jkk_db_group_leader (lead->group->session.line, &id, &leader) &&
         id == lead->group->plan->number;
}

static gboolean
says_so (JkkNodeLead *lead, const char *address)
{
  JkkNodeGroup *group = lead->group;
  JkkNodePeer *peer = g_hash_table_lookup (lead->peers, address);

  if (peer == NULL)
    {
      peer = jkk_node_peer_new (address, group->key, group->office);
      g_hash_table_insert (lead->peers, g_strdup (address), peer);
    }
  g_autoptr (JkkFrame) answer =
      jkk_node_peer_ask (peer, jkk_frame_start (JKK_FRAME_LEADS), ANSWER_SECONDS, group->stopped);
  gboolean so =
      answer != NULL && answer->kind == JKK_FRAME_OK && jkk_frame_take_number (answer) == (gint64) group->plan->number;

  if (so && g_strcmp0 (lead->last, address) != 0)
    {
      g_free (lead->last);
      lead->last = g_strdup (address);
    }
  return so;
}

/* Returns how many of @members say so beside this node, as soon as they are @enough. */
static guint
count_others (JkkNodeLead *lead, GPtrArray *members, guint enough)
{
  g_autofree char *first = g_strdup (lead->last);
  guint n = 0;

  for (guint turn = 0; turn < 2; turn++)
    for (guint i = 0; n < enough && i < members->len; i++)
      {
        const JkkDqliteMember *member = members->pdata[i];
        gboolean is_first = g_strcmp0 (member->address, first) == 0;

        if (member->role == JKK_DQLITE_VOTER && member->id != lead->group->plan->number && is_first == (turn == 0))
          n += says_so (lead, member->address);
      }
  return n;
}

static gboolean
ask_all (JkkNodeLead *lead)
{
  g_autoptr (GPtrArray) members = jkk_node_group_members (lead->group);
  guint n_voters = 0;

  for (guint i = 0; i < members->len; i++)
    n_voters += ((JkkDqliteMember *) members->pdata[i])->role == JKK_DQLITE_VOTER;
  return n_voters > 0 && leads_by_itself (lead) && count_others (lead, members, n_voters / 2) == n_voters / 2;
}

/* What was asked after somebody came holds for him, too. */
static gboolean
ask_once (JkkNodeLead *lead)
{
  gint64 came_at = g_get_monotonic_time ();

  g_mutex_lock (&lead->mutex);
  if (lead->asked_at <= came_at)
    {
      lead->asked_at = g_get_monotonic_time ();
      lead->leads = ask_all (lead);
    }
  gboolean leads = lead->leads;
  g_mutex_unlock (&lead->mutex);
  return leads;
}

/* Whether this node leads the group, since it was asked: FALSE as well when most of the others cannot be heard. */
gboolean
jkk_node_lead_is_sure (JkkNodeLead *lead)
{
  gint64 until = g_get_monotonic_time () + PATIENCE;

  while (!ask_once (lead))
    {
      if (!leads_by_itself (lead) || g_get_monotonic_time () > until ||
          g_cancellable_is_cancelled (lead->group->stopped))
        return FALSE;
      g_usleep (PAUSE);
    }
  return TRUE;
}
