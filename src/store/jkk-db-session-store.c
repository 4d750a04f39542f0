#include "jkk-db-session-private.h"

#include "jkk-db-group.h"

/* Whether what is read here now is what was written last. */
gboolean
jkk_serving_is_sure (JkkServing *serving)
{
  const JkkSessionGroup *group = serving->session->group;

  return group == NULL || group->leads (group->data);
}

/* In a group only the node that leads answers desks, so that all who want to write wait in one queue. The others send a
 * desk there, also one of another version: while a group is upgraded, the one that leads may be of that, too. */
gboolean
jkk_serving_leads (JkkServing *serving)
{
  const JkkSessionGroup *group = serving->session->group;
  g_autofree char *leader = NULL;
  guint64 id = 0;

  if (group == NULL || (jkk_db_group_leader (group->line, &id, &leader) && id == group->id))
    return TRUE;
  serving->is_over = TRUE;
  jkk_serving_said (serving, JKK_DB_ELSEWHERE, leader);
  return FALSE;
}

gboolean
jkk_serving_open_store (JkkServing *serving)
{
  const JkkSession *session = serving->session;
  g_autoptr (GError) error = NULL;

  serving->db = session->group != NULL ? jkk_db_open_group (session->group->line, session->address, &error)
                                       : jkk_db_open (session->address, JKK_DB_DEFAULT, &error);
  if (serving->db != NULL)
    return TRUE;

  serving->is_over = TRUE;
  if (g_error_matches (error, JKK_ERROR, JKK_ERROR_AWAY))
    jkk_serving_said (serving, JKK_DB_ELSEWHERE, "");
  else
    jkk_serving_said (serving, JKK_DB_SAID, error->message);
  return FALSE;
}

/* A desk that reaches this node and not the one that leads: what it says goes there through this one, as long as either
 * wishes. */
gboolean
jkk_serving_hand_on (JkkServing *serving)
{
  const JkkSession *session = serving->session;
  const JkkSessionGroup *group = session->group;
  g_autofree char *leader = NULL;
  guint64 id = 0;

  if (group == NULL || group->hand_on == NULL)
    return jkk_serving_strange (serving);
  jkk_db_group_leader (group->line, &id, &leader);
  if (id == group->id)
    return jkk_serving_reply (serving, jkk_frame_start (JKK_FRAME_OK));
  serving->is_over = TRUE;
  if (id != 0 && group->hand_on (group->data, leader, session))
    return FALSE;
  return jkk_serving_said (serving, JKK_DB_ELSEWHERE, "");
}

/* Where else a node may be, should this one be gone. */
void
jkk_serving_add_others (JkkServing *serving, GByteArray *frame)
{
  JkkSessionHouse *house = serving->session->house;
  g_autofree char *others = house != NULL ? house->others (house->data) : NULL;

  jkk_frame_add_text (frame, others);
}

gboolean
jkk_serving_tell_version (JkkServing *serving)
{
  gint64 version = 0;
  int code = serving->db->engine->data_version (serving->db, &version);

  if (code != SQLITE_OK)
    return jkk_serving_fail (serving, code);
  /* Asked every second: so a desk knows of a stand-by soon after there is one. */
  GByteArray *frame = jkk_frame_start (JKK_FRAME_OK);
  jkk_frame_add_number (frame, version);
  jkk_serving_add_others (serving, frame);
  jkk_frame_add_number (frame, serving->db->is_damaged);
  return jkk_serving_reply (serving, frame);
}
