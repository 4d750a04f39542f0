#include "jkk-db-session-private.h"

#include "jkk-session-person.h"

#include <string.h>

/* Nobody types more; what is typed is written into the node's log. */
#define LONGEST_LOGIN 256

/* One password at a time: comparing it takes much memory, and nobody waits for it who writes. */
static gboolean
match (JkkServing *serving, const char *login, const char *password, gboolean *matches)
{
  static GMutex mutex;

  g_mutex_lock (&mutex);
  gboolean compared = jkk_account_match (serving->db, login, password, matches, NULL);
  g_mutex_unlock (&mutex);
  return compared;
}

/* In a transaction of its own, which is kept whatever the desk does: failures are counted. */
static int
note_try (JkkServing *serving, const char *login, gboolean matches, JkkSignIn *result, gint64 *before)
{
  if (!jkk_writers_enter (serving->session->writers, WRITER_PATIENCE))
    return SQLITE_BUSY;
  serving->has_turn = TRUE;
  int code = jkk_db_start (serving->db, TRUE);
  if (code != SQLITE_OK)
    return code;
  if (jkk_session_person_judge (serving->db, serving->session, login, matches, &serving->guard, result, before))
    return jkk_db_finish (serving->db);
  jkk_db_rollback (serving->db);
  return SQLITE_IOERR;
}

/* The desk asks within a transaction, before it has written anything: that one is left and begun anew. */
gboolean
jkk_serving_sign_in (JkkServing *serving, JkkFrame *frame)
{
  const char *login = jkk_frame_take_text (frame);
  const char *password = jkk_frame_take_text (frame);
  JkkSignIn result = JKK_SIGN_IN_WRONG;
  gint64 before = JKK_NONE;
  gboolean matches = FALSE;

  if (frame->is_broken || login == NULL || password == NULL || strlen (login) > LONGEST_LOGIN ||
      serving->write_id == NULL || serving->guard.must_tell || serving->guard.has_told ||
      serving->session->house == NULL)
    return jkk_serving_strange (serving);
  g_autofree char *write_id = g_steal_pointer (&serving->write_id);
  jkk_serving_end_transaction (serving);

  int code =
      match (serving, login, password, &matches) ? note_try (serving, login, matches, &result, &before) : SQLITE_IOERR;
  /* Who was not let in has nothing to write, and keeps nobody waiting. */
  if (serving->has_turn && serving->guard.person == NULL)
    {
      jkk_writers_leave (serving->session->writers);
      serving->has_turn = FALSE;
    }
  if (code == SQLITE_OK)
    code = jkk_serving_start (serving, FALSE);
  serving->write_id = g_steal_pointer (&write_id);
  if (code != SQLITE_OK)
    {
      gboolean sent = jkk_serving_fail (serving, code);

      jkk_serving_end_transaction (serving);
      return sent;
    }
  g_autofree char *token =
      result == JKK_SIGN_IN_OK ? jkk_session_person_token (serving->db, serving->session, &serving->guard) : NULL;
  GByteArray *answer = jkk_frame_start (JKK_FRAME_OK);
  jkk_frame_add_number (answer, result);
  jkk_frame_add_number (answer, before);
  jkk_frame_add_text (answer, token);
  return jkk_serving_reply (serving, answer);
}

gboolean
jkk_serving_resume (JkkServing *serving, JkkFrame *frame)
{
  const char *token = jkk_frame_take_text (frame);

  if (token == NULL || serving->in_transaction || serving->session->house == NULL)
    return jkk_serving_strange (serving);
  return jkk_serving_number (serving,
                             jkk_session_person_resume (serving->db, serving->session, token, &serving->guard) ? 1 : 0);
}

static void
add_present (gpointer data, gpointer frame)
{
  jkk_frame_add_text (frame, ((JkkPresent *) data)->person);
  jkk_frame_add_text (frame, ((JkkPresent *) data)->place);
  jkk_frame_add_number (frame, ((JkkPresent *) data)->case_id);
}

/* Who else is here: the same as between programs of one computer, for the desk as long as its line stands. Who sits
 * there the node knows better than the desk. */
gboolean
jkk_serving_meet (JkkServing *serving, JkkFrame *frame)
{
  const char *person = jkk_frame_take_text (frame), *place = jkk_frame_take_text (frame);
  const JkkAccount *known = serving->guard.person;
  gint64 case_id = jkk_frame_take_number (frame);

  if (frame->is_broken || serving->in_transaction || (person != NULL && place == NULL) || case_id < 0)
    return jkk_serving_strange (serving);
  /* And where it is. */
  if (jkk_serving_is_guarded (serving))
    place = serving->session->name;
  /* Where persons are not known to the node, the desk is believed. */
  const char *name = known != NULL ? known->name : jkk_serving_is_guarded (serving) ? NULL : person;
  g_autoptr (JkkPresent) mine = person != NULL && name != NULL ? jkk_present_new (name, place, case_id) : NULL;
  g_autoptr (GPtrArray) others = jkk_db_meet (serving->db, mine);
  GByteArray *answer = jkk_frame_start (JKK_FRAME_OK);
  jkk_frame_add_number (answer, name != NULL ? others->len : 0);
  if (name != NULL)
    g_ptr_array_foreach (others, add_present, answer);
  return jkk_serving_reply (serving, answer);
}
