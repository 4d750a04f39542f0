#include "jkk-db-session-private.h"

#include "jkk-db-group.h"

/* In a group only the node that leads answers desks, so that all who want to write wait in one queue. */
gboolean
jkk_serving_open_store (JkkServing *serving)
{
  const JkkSession *session = serving->session;
  g_autoptr (GError) error = NULL;
  g_autofree char *leader = NULL;
  guint64 id = 0;

  if (session->group == NULL)
    serving->db = jkk_db_open (session->address, JKK_DB_DEFAULT, &error);
  else if (jkk_db_group_leader (session->group->line, &id, &leader) && id == session->group->id)
    serving->db = jkk_db_open_group (session->group->line, session->address, &error);
  if (serving->db != NULL)
    return TRUE;

  serving->is_over = TRUE;
  if (error != NULL && !g_error_matches (error, JKK_ERROR, JKK_ERROR_AWAY))
    jkk_serving_said (serving, JKK_DB_SAID, error->message);
  else
    jkk_serving_said (serving, JKK_DB_ELSEWHERE, session->group != NULL && id != session->group->id ? leader : "");
  return FALSE;
}
