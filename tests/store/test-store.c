#include "jkk-case-store.h"
#include "jkk-journal.h"
#include "jkk-office-store.h"
#include "jkk-store.h"
#include "store-fixture.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path;
  JkkStore *store;
  GMainLoop *loop;
} Desk;

static void
desk_set_up (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desk->folder = make_folder ();
  desk->path = g_build_filename (desk->folder, "santun.db", NULL);
  desk->store = jkk_store_open (desk->path, JKK_DB_CREATE, &error);
  g_assert_no_error (error);
  desk->loop = g_main_loop_new (NULL, FALSE);
}

static void
desk_tear_down (Desk *desk, gconstpointer data)
{
  /* The thread ends with the store, and nothing else holds it. */
  if (desk->store != NULL)
    g_assert_finalize_object (desk->store);
  g_main_loop_unref (desk->loop);
  remove_folder (desk->folder);
  g_free (desk->folder);
  g_free (desk->path);
}

/* ---- Things done with a store */

static gpointer
get_name (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return jkk_office_store_get (db, JKK_OFFICE_NAME, error);
}

static gpointer
set_name (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  jkk_office_store_set (db, JKK_OFFICE_NAME, data, error);
  return NULL;
}

static gpointer
set_name_then_fail (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  jkk_office_store_set (db, JKK_OFFICE_NAME, data, NULL);
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED, "not now");
  return g_strdup ("of no use");
}

static gpointer
tell_thread (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return g_thread_self ();
}

static void
assert_name (Desk *desk, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = jkk_store_read (desk->store, get_name, NULL, g_free, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, expected);
}

static void
write_name (Desk *desk, const char *name)
{
  g_autoptr (GError) error = NULL;

  jkk_store_write (desk->store, set_name, (gpointer) name, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* ---- Waiting */

static gboolean
stop_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_CONTINUE;
}

/* Runs the main loop until *@condition, at most so long. */
static gboolean
wait_until (const guint *condition, guint milliseconds)
{
  gboolean late = FALSE;
  guint timeout = g_timeout_add (milliseconds, stop_cb, &late);

  while (*condition == 0 && !late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
  return *condition > 0;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

typedef struct
{
  GAsyncResult *result;
  guint done;
  GThread *thread;
} Answer;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->result = g_object_ref (result);
  answer->thread = g_thread_self ();
  answer->done++;
}

/* ---- Waiting calls */

static void
test_what_is_written_is_read (Desk *desk, gconstpointer data)
{
  assert_name (desk, NULL);
  write_name (desk, "Kantor Uji");
  assert_name (desk, "Kantor Uji");
  g_assert_cmpstr (jkk_store_get_address (desk->store), ==, desk->path);
}

static void
test_a_write_that_fails_leaves_nothing (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_name (desk, "Kantor Uji");
  g_assert_null (jkk_store_write (desk->store, set_name_then_fail, (gpointer) "Kantor Lain", g_free, NULL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  assert_name (desk, "Kantor Uji");
}

static void
test_all_is_done_on_the_stores_own_thread (Desk *desk, gconstpointer data)
{
  GThread *reader = jkk_store_read (desk->store, tell_thread, NULL, NULL, NULL, NULL);
  GThread *writer = jkk_store_write (desk->store, tell_thread, NULL, NULL, NULL, NULL);

  g_assert_true (reader != g_thread_self ());
  g_assert_true (reader == writer);
}

static gpointer
write_in_a_read (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return set_name (db, data, cancellable, error);
}

static void
test_writing_while_reading_is_a_fault_of_the_program (void)
{
  if (g_test_subprocess ())
    {
      Desk desk;

      desk_set_up (&desk, NULL);
      remove_folder (desk.folder);
      jkk_store_read (desk.store, write_in_a_read, (gpointer) "x", NULL, NULL, NULL);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*in_write*");
}

static gpointer
read_twice (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Desk *desk = data;
  g_autofree char *before = jkk_office_store_get (db, JKK_OFFICE_NAME, error);
  g_autoptr (JkkStore) other = jkk_store_open (desk->path, JKK_DB_DEFAULT, error);

  jkk_store_write (other, set_name, (gpointer) "Kantor Lain", NULL, NULL, error);
  jkk_store_close (other);
  g_autofree char *after = jkk_office_store_get (db, JKK_OFFICE_NAME, error);
  return GINT_TO_POINTER (g_strcmp0 (before, after) == 0);
}

static void
test_a_read_sees_one_state_throughout (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_name (desk, "Kantor Uji");
  g_assert_true (GPOINTER_TO_INT (jkk_store_read (desk->store, read_twice, desk, NULL, NULL, &error)));
  g_assert_no_error (error);
  assert_name (desk, "Kantor Lain");
}

static void
test_a_store_that_does_not_open_says_why (Desk *desk, gconstpointer data)
{
  g_autofree char *path = g_build_filename (desk->folder, "tidak", "ada.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_store_open (path, JKK_DB_DEFAULT, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
}

/* ---- Calls that do not wait */

static void
test_an_answer_comes_to_the_callers_thread (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Answer written = { NULL }, read = { NULL };

  jkk_store_write_async (desk->store, set_name, g_strdup ("Kantor Uji"), g_free, NULL, NULL, answered_cb, &written);
  jkk_store_read_async (desk->store, get_name, NULL, NULL, g_free, NULL, answered_cb, &read);
  g_assert_cmpuint (written.done + read.done, ==, 0);
  g_assert_true (wait_until (&read.done, 5000));
  g_assert_cmpuint (written.done, ==, 1);
  g_assert_true (written.thread == g_thread_self ());

  g_assert_null (jkk_store_finish (desk->store, written.result, &error));
  g_assert_no_error (error);
  g_autofree char *name = jkk_store_finish (desk->store, read.result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "Kantor Uji");
  g_object_unref (written.result);
  g_object_unref (read.result);
}

static void
test_an_answer_that_nobody_takes_is_freed (Desk *desk, gconstpointer data)
{
  Answer answer = { NULL };

  write_name (desk, "Kantor Uji");
  jkk_store_read_async (desk->store, get_name, NULL, NULL, g_free, NULL, NULL, NULL);
  jkk_store_read_async (desk->store, get_name, NULL, NULL, g_free, NULL, answered_cb, &answer);
  g_assert_true (wait_until (&answer.done, 5000));
  g_object_unref (answer.result);
}

static gpointer
wait_for_cancel (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  jkk_office_store_set (db, JKK_OFFICE_NAME, "Kantor Batal", NULL);
  g_atomic_int_set ((int *) data, 1);
  while (!g_cancellable_is_cancelled (cancellable))
    g_usleep (1000);
  g_cancellable_set_error_if_cancelled (cancellable, error);
  return NULL;
}

static void
test_what_is_cancelled_is_not_kept (Desk *desk, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  int started = 0;
  Answer answer = { NULL };

  jkk_store_write_async (desk->store, wait_for_cancel, &started, NULL, NULL, cancellable, answered_cb, &answer);
  while (!g_atomic_int_get (&started))
    g_usleep (1000);
  g_cancellable_cancel (cancellable);
  g_assert_true (wait_until (&answer.done, 5000));
  g_assert_null (jkk_store_finish (desk->store, answer.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_object_unref (answer.result);
  assert_name (desk, NULL);

  /* What was cancelled before its turn is not begun. */
  g_clear_error (&error);
  jkk_store_write (desk->store, set_name, (gpointer) "x", NULL, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_name (desk, NULL);
}

static void
test_closing_waits_and_later_requests_are_refused (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Answer before = { NULL }, after = { NULL };

  jkk_store_write_async (desk->store, set_name, g_strdup ("Kantor Uji"), g_free, NULL, NULL, answered_cb, &before);
  jkk_store_close (desk->store);
  jkk_store_close (desk->store);
  g_assert_null (jkk_store_read (desk->store, get_name, NULL, g_free, NULL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
  jkk_store_read_async (desk->store, get_name, NULL, NULL, g_free, NULL, answered_cb, &after);
  g_assert_true (wait_until (&before.done, 5000) && wait_until (&after.done, 5000));
  g_clear_error (&error);
  jkk_store_finish (desk->store, before.result, &error);
  g_assert_no_error (error);
  jkk_store_finish (desk->store, after.result, &error);
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
  g_object_unref (before.result);
  g_object_unref (after.result);

  g_clear_error (&error);
  g_assert_finalize_object (desk->store);
  desk->store = jkk_store_open (desk->path, JKK_DB_DEFAULT, &error);
  g_assert_no_error (error);
  assert_name (desk, "Kantor Uji");
}

/* The thread of the store that was let go still writes; what it writes last is awaited. */
static void
test_letting_go_while_work_is_waiting_loses_nothing (Desk *desk, gconstpointer data)
{
  g_autofree char *name = NULL;

  for (guint i = 0; i < 50; i++)
    jkk_store_write_async (desk->store, set_name, g_strdup_printf ("Kantor %u", i), g_free, NULL, NULL, NULL, NULL);
  g_clear_object (&desk->store);
  desk->store = jkk_store_open (desk->path, JKK_DB_DEFAULT, NULL);
  for (guint i = 0; i < 600 && g_strcmp0 (name, "Kantor 49") != 0; i++, g_usleep (50000))
    {
      g_free (name);
      name = jkk_store_read (desk->store, get_name, NULL, g_free, NULL, NULL);
    }
  g_assert_cmpstr (name, ==, "Kantor 49");
}

/* ---- "changed" */

static void
test_a_write_tells_changed_and_a_read_does_not (Desk *desk, gconstpointer data)
{
  guint n_changed = 0;

  g_signal_connect_swapped (desk->store, "changed", G_CALLBACK (count_cb), &n_changed);
  assert_name (desk, NULL);
  g_assert_false (wait_until (&n_changed, 100));
  write_name (desk, "Kantor Uji");
  g_assert_true (wait_until (&n_changed, 2000));

  n_changed = 0;
  jkk_store_write (desk->store, set_name_then_fail, (gpointer) "Kantor Lain", g_free, NULL, NULL);
  g_assert_false (wait_until (&n_changed, 1500));
}

static void
test_many_writes_are_told_together (Desk *desk, gconstpointer data)
{
  guint n_changed = 0, never = 0;

  g_signal_connect_swapped (desk->store, "changed", G_CALLBACK (count_cb), &n_changed);
  for (guint i = 0; i < 40; i++)
    write_name (desk, i % 2 == 0 ? "Kantor A" : "Kantor B");
  wait_until (&never, 200);
  g_assert_cmpuint (n_changed, ==, 1);
}

static int
write_from_elsewhere (gpointer path)
{
  JkkDb *db = jkk_db_open (path, JKK_DB_DEFAULT, NULL);

  return db != NULL && jkk_db_begin_write (db, NULL) && jkk_office_store_set (db, JKK_OFFICE_NAME, "Dari luar", NULL) &&
                 jkk_db_commit (db, NULL)
             ? 0
             : 1;
}

static void
test_a_change_by_another_program_is_noticed_within_two_seconds (Desk *desk, gconstpointer data)
{
  guint n_changed = 0;

  g_signal_connect_swapped (desk->store, "changed", G_CALLBACK (count_cb), &n_changed);
  g_assert_cmpint (run_child (write_from_elsewhere, desk->path), ==, 0);
  g_assert_true (wait_until (&n_changed, 2000));
  assert_name (desk, "Dari luar");
}

static void
test_a_change_is_told_where_the_store_was_opened (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  Desk desk;
  guint n_changed = 0;

  g_main_context_push_thread_default (context);
  desk_set_up (&desk, NULL);
  g_main_context_pop_thread_default (context);
  g_signal_connect_swapped (desk.store, "changed", G_CALLBACK (count_cb), &n_changed);
  write_name (&desk, "Kantor Uji");
  g_assert_false (wait_until (&n_changed, 100));
  while (n_changed == 0)
    g_main_context_iteration (context, TRUE);
  desk_tear_down (&desk, NULL);
}

/* ---- A deed: case and journal together, with other programs and sudden ends */

typedef struct
{
  int fd;
  guint number;
  char *person;
} Deed;

static gpointer
take_in (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Deed *deed = data;
  /* Children of one process draw the same random numbers. */
  g_autofree char *deed_id = g_strdup_printf ("%s-%d-%u", deed->person, getpid (), deed->number++);
  g_autofree char *number = jkk_case_store_next_number (db, 2026, error);
  gint64 id;

  if (number == NULL)
    return NULL;
  g_autoptr (JkkCase) jcase = sample_case (number);
  const JkkJournalEntry entry = {
    .time = FIXTURE_TIME, .person = deed->person, .workstation = "meja-1", .deed = "take-in", .deed_id = deed_id
  };
  if (jkk_case_store_insert (db, jcase, JKK_NONE, FIXTURE_TIME, &id, error))
    jkk_journal_append (db, &entry, NULL, error);
  return g_steal_pointer (&number);
}

static int
do_deeds (gpointer data, const char *path, guint n)
{
  Deed *deed = data;
  g_autoptr (JkkStore) store = jkk_store_open (path, JKK_DB_DEFAULT, NULL);

  for (guint i = 0; store != NULL && i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *number = jkk_store_write (store, take_in, deed, g_free, NULL, &error);

      if (error != NULL)
        {
          g_printerr ("# %s\n", error->message);
          return 1;
        }
      /* Only now it counts as told. */
      if (write (deed->fd, number, 15) != 15)
        return 2;
    }
  return store != NULL ? 0 : 3;
}

static gpointer
verify (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return jkk_journal_audit (db, 0, NULL, NULL, error);
}

static gpointer
find_number (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (jkk_case_store_find_number (db, data, error) > 0);
}

/* Everything that was told is there; the journal is whole and speaks of nothing else. */
static guint
assert_told_is_there (Desk *desk, int fd)
{
  Fixture behind = { .path = desk->path };
  char number[16] = { 0 };
  guint n_told = 0;

  while (read (fd, number, 15) == 15)
    {
      g_assert_true (GPOINTER_TO_INT (jkk_store_read (desk->store, find_number, number, NULL, NULL, NULL)));
      n_told++;
    }
  g_autoptr (JkkAuditReport) report = jkk_store_read (desk->store, verify, NULL, NULL, NULL, NULL);
  g_assert_true (jkk_audit_report_is_sound (report));
  g_assert_cmpint (report->last, ==, fixture_ask (&behind, "SELECT count(*) FROM cover"));
  g_assert_cmpint (report->last, >=, n_told);
  g_assert_cmpint (fixture_ask (&behind, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"),
                   ==, 0);
  return n_told;
}

static void
reopen (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  desk->store = jkk_store_open (desk->path, JKK_DB_DEFAULT, &error);
  g_assert_no_error (error);
}

static void
test_no_deed_that_was_told_is_lost_by_a_kill (Desk *desk, gconstpointer data)
{
  int pipe_fds[2];

  g_assert_cmpint (pipe (pipe_fds), ==, 0);
  g_clear_object (&desk->store);
  for (guint round = 0; round < 6; round++)
    {
      Deed deed = { .fd = pipe_fds[1], .person = (char *) "sari" };
      int status;
      pid_t child = fork ();

      if (child == 0)
        _exit (do_deeds (&deed, desk->path, 2000));
      g_usleep (g_test_rand_int_range (50000, 250000));
      kill (child, SIGKILL);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    }
  close (pipe_fds[1]);
  reopen (desk);
  guint n_told = assert_told_is_there (desk, pipe_fds[0]);
  g_test_message ("%u told", n_told);
  g_assert_cmpuint (n_told, >, 0);
  close (pipe_fds[0]);
}

static void
test_two_programs_write_one_journal (Desk *desk, gconstpointer data)
{
  pid_t children[2];
  int pipe_fds[2];

  g_assert_cmpint (pipe (pipe_fds), ==, 0);
  g_clear_object (&desk->store);
  for (guint i = 0; i < 2; i++)
    {
      Deed deed = { .fd = pipe_fds[1], .person = (char *) (i == 0 ? "sari" : "dewi") };

      children[i] = fork ();
      if (children[i] == 0)
        _exit (do_deeds (&deed, desk->path, 60));
    }
  for (guint i = 0; i < 2; i++)
    {
      int status;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_cmpint (status, ==, 0);
    }
  close (pipe_fds[1]);
  reopen (desk);
  g_assert_cmpuint (assert_told_is_there (desk, pipe_fds[0]), ==, 120);
  close (pipe_fds[0]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/store/store/" #name, Desk, NULL, desk_set_up, test_##name, desk_tear_down)
#define ADD_PLAIN(name) g_test_add_func ("/store/store/" #name, test_##name)
  ADD (what_is_written_is_read);
  ADD (a_write_that_fails_leaves_nothing);
  ADD (all_is_done_on_the_stores_own_thread);
  ADD_PLAIN (writing_while_reading_is_a_fault_of_the_program);
  ADD (a_read_sees_one_state_throughout);
  ADD (a_store_that_does_not_open_says_why);
  ADD (an_answer_comes_to_the_callers_thread);
  ADD (an_answer_that_nobody_takes_is_freed);
  ADD (what_is_cancelled_is_not_kept);
  ADD (closing_waits_and_later_requests_are_refused);
  ADD (letting_go_while_work_is_waiting_loses_nothing);
  ADD (a_write_tells_changed_and_a_read_does_not);
  ADD (many_writes_are_told_together);
  ADD (a_change_by_another_program_is_noticed_within_two_seconds);
  ADD_PLAIN (a_change_is_told_where_the_store_was_opened);
  ADD (no_deed_that_was_told_is_lost_by_a_kill);
  ADD (two_programs_write_one_journal);

  return g_test_run ();
}
