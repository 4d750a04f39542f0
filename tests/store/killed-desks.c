#include "killed-desks.h"

#include "jkk-account-store.h"
#include "jkk-case-store.h"
#include "jkk-db-copy.h"
#include "jkk-db-node-private.h"
#include "jkk-journal.h"
#include "jkk-statement.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define AS_DESK "--desk"

/* Between two tries of who is told that the store is away. */
#define PAUSE (G_USEC_PER_SEC / 20)

/* What a desk says of a deed; less than a pipe takes apart. */
typedef struct
{
  gint64 begun;
  gint64 told;
  guint desk;
  char word;
  char deed_id[35];
} Word;

enum
{
  KEPT = '+',
  NOT_KEPT = '-', /* and left */
  AGAIN = '.',    /* not kept, and done again */
  DOUBT = '?',    /* nobody knows, and looked after */
  BUSY = 'b',
};

guint
killed_desks_count (guint usual)
{
  const char *given = g_getenv ("SANTUN_KILLS");
  guint64 n = usual;

  if (given != NULL)
    g_assert_true (g_ascii_string_to_unsigned (given, 10, 1, 1000000, &n, NULL));
  return (guint) n;
}

/* ---- A deed: a case and its entry of the journal, told when it lies on the disk ---------------------------------- */

gboolean
killed_desks_do_deed (JkkDb *db, const char *deed_id, gint64 time, GError **error)
{
  g_autofree char *number = NULL;
  JkkJournalEntry entry = { .time = time,
                            .person = "sari",
                            .workstation = jkk_db_is_node (db) ? jkk_db_get_workstation (db) : "meja-1",
                            .deed = "take-in",
                            .deed_id = deed_id };

  if (!jkk_db_begin_write (db, error))
    return FALSE;
  if ((number = jkk_case_store_next_number (db, 2026, error)) != NULL)
    {
      g_autoptr (JkkCase) nothing = jkk_case_new ();
      g_autoptr (JkkCase) jcase = sample_case (number);
      /* A node believes no desk that does not tell what it has changed. */
      g_autoptr (GPtrArray) changes = jkk_case_diff (nothing, jcase);

      entry.changes = changes;
      if (jkk_case_store_insert (db, jcase, JKK_NONE, time, &entry.case_id, error) &&
          jkk_journal_append (db, &entry, NULL, error))
        return jkk_db_commit (db, error);
    }
  jkk_db_rollback (db);
  return FALSE;
}

/* ---- A desk ------------------------------------------------------------------------------------------------------ */

typedef struct
{
  const char *address;
  int fd;
  guint number;
  gboolean signs_in;
} Desk;

/* The node wants to know who works there. */
gboolean
killed_desks_sign_in (JkkDb *db, GError **error)
{
  JkkSignIn result;

  if (!jkk_db_begin_write (db, error))
    return FALSE;
  if (jkk_account_verify (db, "sari", "kata sandi uji", FIXTURE_TIME, &result, NULL, error) &&
      jkk_sign_in_check (result, error))
    return jkk_db_commit (db, error);
  jkk_db_rollback (db);
  return FALSE;
}

static void
say (const Desk *desk, char what, gint64 begun, const char *deed_id)
{
  Word word = { .begun = begun, .told = g_get_monotonic_time (), .desk = desk->number, .word = what };

  g_strlcpy (word.deed_id, deed_id, sizeof word.deed_id);
  if (write (desk->fd, &word, sizeof word) != sizeof word)
    _exit (9);
}

/* Whoever is told anything of which a person does not know that he may just try again ends, and the test with him. */
static void
bear (const Desk *desk, const char *deed_id, const GError *error)
{
  if (g_error_matches (error, JKK_ERROR, JKK_ERROR_AWAY) ||
      (desk->signs_in && g_error_matches (error, JKK_ERROR, JKK_ERROR_BUSY)))
    return;
  /* Above all a conflict: it had been kept, though it was told that it was not. */
  g_printerr ("# %s: %s\n", deed_id, error->message);
  _exit (4);
}

static JkkDb *
open_when_there (const Desk *desk)
{
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      JkkDb *db = jkk_db_open (desk->address, JKK_DB_DEFAULT, &error);

      if (db != NULL && (!desk->signs_in || killed_desks_sign_in (db, &error)))
        return db;
      g_clear_pointer (&db, jkk_db_close);
      bear (desk, "opening", error);
      say (desk, AGAIN, 0, "opening");
      g_usleep (PAUSE);
    }
}

static gboolean
is_in_doubt (JkkDb *db)
{
  return db->remote != NULL && db->remote->failure.code == JKK_DB_IN_DOUBT;
}

/* As a person who is told that nothing was changed and tries again, or leaves it; who is told that nobody knows looks
 * first. Returns: the last word of it */
static char
do_until_told (const Desk *desk, JkkDb *db, const char *deed_id, gint64 *begun)
{
  gboolean doubted = FALSE;

  for (guint n_tries = 1;; n_tries++)
    {
      g_autoptr (GError) error = NULL;

      *begun = g_get_monotonic_time ();
      if (killed_desks_do_deed (db, deed_id, FIXTURE_TIME, &error) ||
          (doubted && g_error_matches (error, JKK_ERROR, JKK_ERROR_CONFLICT)))
        return KEPT;
      bear (desk, deed_id, error);
      doubted |= is_in_doubt (db);
      if (!doubted && n_tries % 2 == 0)
        return NOT_KEPT;
      say (desk, is_in_doubt (db) ? DOUBT : error->code == JKK_ERROR_BUSY ? BUSY : AGAIN, *begun, deed_id);
      g_usleep (PAUSE);
    }
}

/* Works until it is killed. */
static void
work (const Desk *desk)
{
  JkkDb *db = open_when_there (desk);

  for (guint i = 0;; i++)
    {
      g_autofree char *deed_id = g_strdup_printf ("desk-%u-deed-%u", desk->number, i);
      gint64 begun;
      char word = do_until_told (desk, db, deed_id, &begun);

      say (desk, word, begun, deed_id);
    }
}

gboolean
killed_desks_main (int argc, char **argv)
{
  if (argc != 6 || strcmp (argv[1], AS_DESK) != 0)
    return FALSE;
  Desk desk = { .address = argv[2],
                .number = (guint) g_ascii_strtoull (argv[3], NULL, 10),
                .fd = (int) g_ascii_strtoull (argv[4], NULL, 10),
                .signs_in = g_str_equal (argv[5], "1") };
  work (&desk);
  return TRUE;
}

static void
become_desk (const KilledDesks *desks, const Desk *desk)
{
  g_autofree char *number = g_strdup_printf ("%u", desk->number), *fd = g_strdup_printf ("%d", desk->fd);

  /* When the test fails, nothing of it goes on. */
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (desks->program == NULL)
    work (desk);
  execl (desks->program, desks->program, AS_DESK, desk->address, number, fd, desk->signs_in ? "1" : "0", NULL);
  _exit (127);
}

/* ---- The test's side --------------------------------------------------------------------------------------------- */

void
killed_desks_begin (KilledDesks *desks, const char *address)
{
  desks->address = address;
  desks->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  desks->not_kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  desks->last_word = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_assert_cmpint (pipe (desks->fds), ==, 0);
  g_assert_cmpint (fcntl (desks->fds[0], F_SETFL, O_NONBLOCK), ==, 0);
  g_assert_cmpint (fcntl (desks->fds[0], F_SETFD, FD_CLOEXEC), ==, 0);
}

void
killed_desks_end (KilledDesks *desks)
{
  close (desks->fds[0]);
  close (desks->fds[1]);
  g_hash_table_unref (desks->kept);
  g_hash_table_unref (desks->not_kept);
  g_hash_table_unref (desks->last_word);
}

pid_t
killed_desks_start (KilledDesks *desks)
{
  Desk desk = { desks->address, desks->fds[1], desks->n_desks++, desks->signs_in };
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    become_desk (desks, &desk);
  return child;
}

void
killed_desks_kill (pid_t desk)
{
  int status;

  g_assert_cmpint (kill (desk, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (desk, &status, 0), ==, desk);
  /* It was still at work: nothing had gone wrong before. */
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
}

static void
take_word (KilledDesks *desks, const Word *word)
{
  g_hash_table_insert (desks->last_word, GUINT_TO_POINTER (word->desk), g_memdup2 (&word->told, sizeof word->told));
  desks->n_doubts += word->word == DOUBT;
  desks->n_busy += word->word == BUSY;
  if (word->word == NOT_KEPT)
    g_assert_true (g_hash_table_add (desks->not_kept, g_strdup (word->deed_id)));
  if (word->word != KEPT)
    return;
  g_assert_true (g_hash_table_add (desks->kept, g_strdup (word->deed_id)));
  if (word->begun > desks->watched_since && (desks->first_kept == 0 || word->told < desks->first_kept))
    desks->first_kept = word->told;
}

void
killed_desks_hear (KilledDesks *desks)
{
  Word word;

  while (read (desks->fds[0], &word, sizeof word) == sizeof word)
    take_word (desks, &word);
}

/* From now on. */
void
killed_desks_watch (KilledDesks *desks)
{
  desks->watched_since = g_get_monotonic_time ();
  desks->first_kept = 0;
}

/* When a desk was last told anything; 0: never. */
gint64
killed_desks_last_word (KilledDesks *desks, guint number)
{
  const gint64 *told = g_hash_table_lookup (desks->last_word, GUINT_TO_POINTER (number));

  return told != NULL ? *told : 0;
}

static GHashTable *
read_journal (JkkDb *db)
{
  g_autoptr (GError) error = NULL;
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_JOURNAL_ALL);

  /* None is there twice. */
  while (jkk_query_next (query, &error))
    g_assert_true (g_hash_table_add (found, jkk_query_dup_text (query, 5)));
  g_assert_no_error (error);
  return found;
}

/* What was told kept is there exactly once, what was told not kept is not; what is there besides was under way. Store
 * and journal are sound; cases and entries agree. */
void
killed_desks_assert_kept (KilledDesks *desks, const char *path)
{
  g_autoptr (GError) error = NULL;
  JkkDb *db = jkk_db_open (path, JKK_DB_DEFAULT, &error);
  Fixture store = { .path = (char *) path };
  GHashTableIter iter;
  gpointer deed_id;

  g_assert_no_error (error);
  g_assert_true (jkk_db_check (db, TRUE, &error));
  g_autoptr (JkkAuditReport) report = jkk_journal_audit (db, 0, NULL, NULL, &error);
  g_assert_true (jkk_audit_report_is_sound (report));
  g_autoptr (GHashTable) found = read_journal (db);
  jkk_db_close (db);
  g_hash_table_iter_init (&iter, desks->kept);
  while (g_hash_table_iter_next (&iter, &deed_id, NULL))
    if (!g_hash_table_contains (found, deed_id))
      g_error ("%s was told kept and is not there", (char *) deed_id);
  g_hash_table_iter_init (&iter, desks->not_kept);
  while (g_hash_table_iter_next (&iter, &deed_id, NULL))
    if (g_hash_table_contains (found, deed_id))
      g_error ("%s was told not kept and is there", (char *) deed_id);
  static const char *const counts[] = {
    "SELECT count(*) FROM cover",
    "SELECT count(*) FROM case_index",
    "SELECT coalesce (sum (n), 0) FROM case_count",
    "SELECT coalesce (max (last), 0) FROM case_number",
  };
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_assert_cmpint (fixture_ask (&store, counts[i]), ==, g_hash_table_size (found));
  g_test_message ("%u told, %u there, %u told not kept, %u in doubt at first, %u told to wait",
                  g_hash_table_size (desks->kept), g_hash_table_size (found), g_hash_table_size (desks->not_kept),
                  desks->n_doubts, desks->n_busy);
}
