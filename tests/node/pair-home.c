#include "pair-home.h"

#include "free-port.h"

#include "jkk-account-store.h"
#include "jkk-journal.h"
#include "jkk-office-store.h"
#include "jkk-stream.h"

void
pair_set_up (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *const hosts[] = { "localhost", NULL };

  fixture_set_up (&pair->store, NULL);
  fixture_begin (&pair->store);
  fixture_insert_account (pair->store.db, "admin", "Ayu Admin", JKK_ROLE_ADMINISTRATOR);
  fixture_commit (&pair->store);
  node_home_begin (&pair->home, pair->store.path);
  pair->port = free_port ();
  pair->folder = g_build_filename (pair->store.folder, "stand-by", NULL);
  pair->copy = g_build_filename (pair->store.folder, "there", "copy.db", NULL);
  g_autofree char *invitation = g_build_filename (pair->store.folder, "invitation", NULL);
  jkk_node_role_invite (pair->home.folder, "cadangan", hosts, pair->port, invitation, &error);
  g_assert_no_error (error);
  jkk_node_role_stand_by (pair->folder, invitation, pair->copy, &error);
  g_assert_no_error (error);
}

void
pair_tear_down (Pair *pair, gconstpointer data)
{
  node_home_end (&pair->home);
  g_free (pair->folder);
  g_free (pair->copy);
  fixture_tear_down (&pair->store, NULL);
}

JkkFollow *
pair_follow (Pair *pair)
{
  g_autoptr (JkkNodePlan) plan = jkk_node_office_load (pair->folder, NULL);
  JkkFollowPlan follow_plan;

  jkk_node_role_fill (pair->folder, plan, &follow_plan);
  JkkFollow *follow = jkk_follow_start (&follow_plan);
  jkk_follow_plan_clear (&follow_plan);
  return follow;
}

/* Until the copy has the last change of the store. */
JkkFollowState *
pair_wait (Pair *pair, JkkFollow *follow)
{
  for (guint i = 0; i < 1500; i++)
    {
      g_autoptr (JkkFollowState) state = jkk_follow_get_state (follow);
      g_autoptr (JkkStreamChange) last = jkk_stream_last (pair->store.db, NULL);

      if (last != NULL && state->is_in_step && state->number == last->number)
        return g_steal_pointer (&state);
      g_usleep (G_USEC_PER_SEC / 50);
    }
  g_assert_not_reached ();
}

static void
tell (JkkDb *db)
{
  g_autofree char *deed_id = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;
  JkkJournalEntry entry = { .time = FIXTURE_TIME,
                            .person = "admin",
                            .workstation = jkk_db_get_workstation (db),
                            .deed = "change-office",
                            .deed_id = deed_id };

  jkk_journal_append (db, &entry, NULL, &error);
  g_assert_no_error (error);
}

/* As an administrator who signs in for it. */
void
pair_set_name (JkkDb *db, const char *name)
{
  g_autoptr (GError) error = NULL;

  jkk_db_begin_write (db, &error);
  g_assert_no_error (error);
  if (jkk_db_is_node (db))
    {
      JkkSignIn result;

      jkk_account_verify (db, "admin", "kata sandi uji", FIXTURE_TIME, &result, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (result, ==, JKK_SIGN_IN_OK);
    }
  jkk_office_store_set (db, JKK_OFFICE_NAME, name, &error);
  g_assert_no_error (error);
  tell (db);
  jkk_db_commit (db, &error);
  g_assert_no_error (error);
}

JkkDb *
pair_open (Pair *pair)
{
  g_autoptr (GError) error = NULL;
  JkkDb *db = jkk_db_open (pair->home.address, JKK_DB_DEFAULT, &error);

  g_assert_no_error (error);
  return db;
}
