#include "follower-fixture.h"

#include "jkk-case-store.h"
#include "jkk-db-copy.h"
#include "jkk-journal.h"
#include "jkk-office-store.h"

void
follower_set_up (Follower *follower, gconstpointer data)
{
  fixture_set_up (&follower->store, NULL);
  follower->copy = g_build_filename (follower->store.folder, "copy.db", NULL);
}

void
follower_tear_down (Follower *follower, gconstpointer data)
{
  g_clear_pointer (&follower->replica, jkk_replica_close);
  g_free (follower->copy);
  fixture_tear_down (&follower->store, NULL);
}

void
begin_to_follow (Follower *follower)
{
  g_autoptr (GError) error = NULL;

  jkk_stream_start (follower->store.db, &error);
  g_assert_no_error (error);
  g_assert_true (jkk_db_copy (follower->store.db, follower->copy, NULL));
  follower->replica = jkk_replica_open (follower->copy, &error);
  g_assert_no_error (error);
}

GPtrArray *
read_new (Follower *follower, GError **error)
{
  const JkkStreamChange *last = jkk_replica_last (follower->replica);

  return jkk_stream_after (follower->store.db, last->number, last->hash, G_MAXSIZE, error);
}

guint
follow (Follower *follower)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = read_new (follower, &error);

  g_assert_no_error (error);
  jkk_replica_apply (follower->replica, changes, &error);
  g_assert_no_error (error);
  return changes->len;
}

void
assert_same (Follower *follower)
{
  g_autofree char *here = store_print (follower->store.path);
  g_autofree char *there = store_print (follower->copy);

  g_assert_cmpstr (here, ==, there);
}

void
set_name (JkkDb *db, const char *name)
{
  g_assert_true (jkk_db_begin_write (db, NULL));
  g_assert_true (jkk_office_store_set (db, JKK_OFFICE_NAME, name, NULL));
  g_assert_true (jkk_db_commit (db, NULL));
}

void
take_in (JkkDb *db, const char *number)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (jkk_db_begin_write (db, NULL));
  JkkJournalEntry entry = { .time = FIXTURE_TIME,
                            .person = "sari",
                            .workstation = "meja-1",
                            .deed = "take-in",
                            .deed_id = number,
                            .case_id = fixture_insert_case (db, number) };
  jkk_journal_append (db, &entry, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (jkk_db_commit (db, NULL));
}

void
rename_case (JkkDb *db, gint64 id, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCase) jcase = jkk_case_store_load (db, id, &error);
  g_autoptr (JkkCase) changed = jkk_case_copy (jcase);

  jkk_set_str (&changed->participant.name, name);
  g_assert_true (jkk_db_begin_write (db, NULL));
  jkk_case_store_update (db, changed, jcase->revision, 0, FIXTURE_TIME, &error);
  g_assert_no_error (error);
  g_assert_true (jkk_db_commit (db, NULL));
}
