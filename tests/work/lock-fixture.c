#include "lock-fixture.h"

void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->good = jkk_office_sign_in_finish (JKK_OFFICE (source), result, &answer->error);
  answer->done = TRUE;
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->good = jkk_office_unlock_finish (JKK_OFFICE (source), result, &answer->error);
  answer->done = TRUE;
}

void
wait_for (Answer *answer)
{
  while (!answer->done)
    g_main_context_iteration (NULL, TRUE);
}

void
enter (Fixture *fixture, const char *login)
{
  Answer answer = { 0 };

  jkk_office_sign_in_async (fixture->office, login, PASSWORD, NULL, signed_in_cb, &answer);
  wait_for (&answer);
  g_assert_no_error (answer.error);
}

gboolean
try (Fixture *fixture, const char *password, GError **error)
{
  Answer answer = { 0 };

  jkk_office_unlock_async (fixture->office, password, unlocked_cb, &answer);
  wait_for (&answer);
  if (answer.error != NULL)
    g_propagate_error (error, answer.error);
  return answer.good;
}
