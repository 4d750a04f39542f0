#include "jkk-looks.h"

#include <sqlite3.h>
#include <string.h>

#include "jkk-auditing.h"
#include "lock-fixture.h"

/* Longer than a desk waits before it asks whether others have changed something. */
#define A_WHILE 2500

static gboolean
time_up_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_a_while (void)
{
  gboolean up = FALSE;

  g_timeout_add (A_WHILE, time_up_cb, &up);
  while (!up)
    g_main_context_iteration (NULL, TRUE);
}

/* Who looked, as a supervisor is told; whoever sat there before has signed out. */
static GPtrArray *
looks_of (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;

  sign_in (fixture, "budi");
  GPtrArray *looks = jkk_looks_load (fixture->office, id, &error);
  g_assert_no_error (error);
  return looks;
}

static void
settle (Fixture *fixture)
{
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (JkkCase) jcase = load (fixture, 1);

      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

static void
test_once_for_each_sitting (Fixture *fixture, gconstpointer data)
{
  gint64 first = take_in (fixture), second = take_in (fixture);

  for (guint i = 0; i < 5; i++)
    jkk_looks_note (fixture->office, first);
  jkk_looks_note (fixture->office, second);
  settle (fixture);
  sign_in (fixture, "rina");
  jkk_looks_note (fixture->office, first);
  settle (fixture);
  sign_in (fixture, "sari");
  jkk_looks_note (fixture->office, first);
  settle (fixture);

  g_autoptr (GPtrArray) looks = looks_of (fixture, first), others = looks_of (fixture, second);
  g_assert_cmpuint (looks->len, ==, 3);
  g_assert_cmpuint (others->len, ==, 1);
  g_assert_cmpstr (((JkkHistoryEntry *) looks->pdata[0])->person, ==, "sari");
  g_assert_cmpstr (((JkkHistoryEntry *) looks->pdata[1])->person, ==, "rina");
  /* A node calls a computer as its administrator does. */
  const char *own = g_str_has_prefix (fixture->place, "santun://") ? "meja-1" : g_get_host_name ();
  g_assert_cmpstr (((JkkHistoryEntry *) looks->pdata[2])->workstation, ==, own);

  /* The history tells what was done; and the chain holds with all of them. */
  g_assert_cmpuint (history_length (fixture, first), ==, 1);
  g_autoptr (JkkAuditReport) report = jkk_auditing_run (fixture->office, NULL, NULL);
  g_assert_true (jkk_audit_report_is_sound (report));
}

static void
test_who_may_ask (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkAccount) auditor = jkk_account_new ("oka", "Oka", JKK_ROLE_AUDITOR);
  static const char *const others[] = { "sari", "admin" };
  gint64 id = take_in (fixture);

  g_assert_true (jkk_looks_allowed (auditor));
  g_assert_false (jkk_looks_allowed (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;

      sign_in (fixture, others[i]);
      g_assert_null (jkk_looks_load (fixture->office, id, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
    }
}

static void
changed_cb (guint *n)
{
  (*n)++;
}

static void
test_other_desks_hear_of_deeds_not_of_looks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = take_in (fixture);
  guint n_here = 0, n_there = 0;
  g_autoptr (JkkOffice) other = jkk_office_open (fixture->place, &error);

  g_assert_no_error (error);
  wait_a_while ();
  g_signal_connect_swapped (fixture->office, "changed", G_CALLBACK (changed_cb), &n_here);
  g_signal_connect_swapped (other, "changed", G_CALLBACK (changed_cb), &n_there);
  jkk_looks_note (fixture->office, id);
  wait_a_while ();
  g_assert_cmpuint (n_here, ==, 0);
  g_assert_cmpuint (n_there, ==, 0);

  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  wait_a_while ();
  g_assert_cmpuint (n_here, ==, 1);
  g_assert_cmpuint (n_there, ==, 1);
  jkk_office_close (other);
}

/* Another program is in the middle of writing: the case is read as ever, and the look is noted afterwards. */
static void
test_a_look_waits_for_a_better_moment (Fixture *fixture, gconstpointer data)
{
  sqlite3 *writer = NULL;
  gint64 id = take_in (fixture);

  g_assert_cmpint (sqlite3_open (fixture->address, &writer), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (writer, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  jkk_looks_note (fixture->office, id);
  g_autoptr (JkkCase) read = load (fixture, id);
  g_assert_nonnull (read);
  g_assert_cmpint (sqlite3_exec (writer, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (writer), ==, SQLITE_OK);
  wait_a_while ();
  wait_a_while ();
  g_autoptr (GPtrArray) looks = looks_of (fixture, id);
  g_assert_cmpuint (looks->len, ==, 1);
}

static void
test_what_is_noted_last_is_kept_when_the_office_closes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = take_in (fixture);

  jkk_looks_note (fixture->office, id);
  jkk_office_close (fixture->office);
  g_clear_object (&fixture->office);
  fixture->office = jkk_office_open (fixture->place, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) looks = looks_of (fixture, id);
  g_assert_cmpuint (looks->len, ==, 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* The store takes nothing as long as the program lives; the next one of the same person brings it along, once. */
static void
test_what_the_store_does_not_take_outlives_the_program (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *writer = NULL;
  gint64 id = take_in (fixture);

  enter (fixture, "rina");
  g_assert_cmpint (sqlite3_open (fixture->address, &writer), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (writer, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  jkk_looks_note (fixture->office, id);
  wait_a_while ();
  /* It is no case that was begun and not stored. */
  g_autoptr (GArray) kept = jkk_office_list_kept (fixture->office);
  g_assert_cmpuint (kept->len, ==, 0);
  jkk_office_close (fixture->office);
  g_clear_object (&fixture->office);
  g_assert_cmpint (sqlite3_exec (writer, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (writer), ==, SQLITE_OK);

  for (guint i = 0; i < 2; i++)
    {
      fixture->office = jkk_office_open (fixture->place, &error);
      g_assert_no_error (error);
      enter (fixture, "rina");
      wait_a_while ();
      g_autoptr (GPtrArray) looks = looks_of (fixture, id);
      g_assert_cmpuint (looks->len, ==, 1);
      g_assert_cmpstr (((JkkHistoryEntry *) looks->pdata[0])->person, ==, "rina");
      if (i == 0)
        {
          jkk_office_close (fixture->office);
          g_clear_object (&fixture->office);
        }
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/looks/once", test_once_for_each_sitting);
  fixture_test_add ("/looks/who-may-ask", test_who_may_ask);
  fixture_test_add ("/looks/no-signal", test_other_desks_hear_of_deeds_not_of_looks);
  fixture_test_add ("/looks/busy", test_a_look_waits_for_a_better_moment);
  fixture_test_add ("/looks/closing", test_what_is_noted_last_is_kept_when_the_office_closes);
  fixture_test_add ("/looks/outlive", test_what_the_store_does_not_take_outlives_the_program);
  return g_test_run ();
}
