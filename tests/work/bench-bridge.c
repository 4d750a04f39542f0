/* What a batch of doctor's letters costs beside xmllint, which checks the same file with the same schema:
 *
 *   bench-bridge [MESSAGES]
 *
 * Reading is cutting the file into its messages, checking each with its schema and understanding it. The whole is a
 * round of the postbox: read, matched with the cases of the demonstration office, stored durably, and answered with one
 * receipt each. */
#include "../scratch-folder.h"
#include "jkk-batch.h"
#include "jkk-demo.h"
#include "jkk-message-xml.h"
#include "jkk-office.h"
#include "jkk-postbox.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define MESSAGES 10000
#define PARTNER "RS-CONTOH-SEHAT"
#define MOST_READING 2.0
#define MOST_WHOLE 3.0
#define MOST_MEMORY 100

static double
cpu_seconds (int who)
{
  struct rusage usage;

  getrusage (who, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static char *
letter (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("SANTUN_SOURCE_ROOT"), "data", "schema", "examples", "pesan-kk3.xml", NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  GString *letter = g_string_new (strstr (text, "<pesan"));
  g_free (text);
  g_string_replace (letter, "urn:santun:pesan:1\" versi=\"1\"", "urn:santun:pesan:2\" versi=\"2\"", 1);
  g_string_replace (letter, "    <case_number>JKK-2026-000123</case_number>\n", "", 1);
  return g_string_free (letter, FALSE);
}

/* Ten thousand different people of one hospital. */
static void
write_batch (const char *path, guint n)
{
  const JkkPostBatch head = { .guid = (char *) "00000000-0000-4000-8000-0000000000ff",
                              .sender = (char *) PARTNER,
                              .messages = n };
  g_autoptr (JkkBatchWriter) writer = jkk_batch_writer_new (path, &head, "2026-03-26T11:00:00+07:00", NULL);
  g_autofree char *text = letter ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GString) one = g_string_new (text);
      g_autofree char *guid = g_strdup_printf ("%08x-0000-4000-8000-000000000000", i);
      g_autofree char *sequence = g_strdup_printf ("<sequence>%u<", i + 1);
      g_autofree char *number = g_strdup_printf ("98%09u", i), *identity = g_strdup_printf ("9998%012u", i);

      g_string_replace (one, "6f1c2a52-0d3e-4b7a-9c58-2f1e0a9b7c31", guid, 1);
      g_string_replace (one, "<sequence>57<", sequence, 1);
      g_string_replace (one, "99001234567", number, 1);
      g_string_replace (one, "9999011505900001", identity, 1);
      g_assert_true (jkk_batch_writer_add (writer, one->str, NULL));
    }
  g_assert_true (jkk_batch_writer_finish (writer, NULL));
}

static double
run_xmllint (const char *path)
{
  g_autofree char *schema = g_build_filename (g_getenv ("SANTUN_SCHEMA_FOLDER"), "santun-batch-1.xsd", NULL);
  char *command[] = { (char *) g_getenv ("XMLLINT"),
                      (char *) "--noout",
                      (char *) "--nonet",
                      (char *) "--stream",
                      (char *) "--schema",
                      schema,
                      (char *) path,
                      NULL };
  double before = cpu_seconds (RUSAGE_CHILDREN);
  int status = 0;

  g_assert_true (g_spawn_sync (NULL, command, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  return cpu_seconds (RUSAGE_CHILDREN) - before;
}

static double
read_batch (const char *path, guint n)
{
  double before = cpu_seconds (RUSAGE_SELF);
  g_autoptr (GPtrArray) faults = g_ptr_array_new ();
  g_autoptr (JkkPostBatch) head = jkk_post_batch_new (PARTNER, "batch.xml");
  g_autoptr (JkkBatch) batch = jkk_batch_open (path, NULL);

  g_assert_true (jkk_batch_check (batch, head, faults, NULL));
  g_assert_cmpint (head->messages, ==, n);
  for (guint i = 0; i < n; i++)
    {
      gsize length;
      int line;
      g_autofree char *text = jkk_batch_next (batch, &length, &line, NULL);
      g_autoptr (JkkMessage) message = jkk_message_from_xml (text, length, NULL, NULL);

      g_assert_nonnull (message);
    }
  return cpu_seconds (RUSAGE_SELF) - before;
}

static JkkOffice *
open_office (const char *folder)
{
  g_autofree char *address = g_build_filename (folder, "office.db", NULL);
  g_autoptr (JkkPartner) partner = jkk_partner_new (PARTNER, "RS Contoh Sehat", "faskes");
  g_autoptr (GError) error = NULL;
  guint n_accounts;
  const JkkDemoAccount *accounts = jkk_demo_accounts (&n_accounts);

  g_assert_true (jkk_demo_create (address, 300, 2026, jkk_today (), NULL, NULL, NULL, &error));
  JkkOffice *office = jkk_office_open (address, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n_accounts; i++)
    if (strcmp (accounts[i].login, "admin") == 0)
      g_assert_true (jkk_office_sign_in (office, "admin", accounts[i].password, NULL));
  partner->folder = g_build_filename (folder, "mitra", NULL);
  partner->must_sign = FALSE;
  JkkRequest request = { .partner = partner };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (office, "register-partner", &request, &error);
  g_assert_no_error (error);
  g_assert_true (jkk_postbox_prepare (partner, NULL));
  return office;
}

static double
go_round (JkkOffice *office, const char *folder, const char *path, guint n, double *seconds)
{
  g_autofree char *inbox = g_build_filename (folder, "mitra", JKK_FOLDER_INBOX, "batch.xml", NULL);
  g_autoptr (GError) error = NULL;
  JkkPostRound round;

  g_assert_cmpint (g_rename (path, inbox), ==, 0);
  double before = cpu_seconds (RUSAGE_SELF);
  gint64 start = g_get_monotonic_time ();
  jkk_postbox_round (office, PARTNER, NULL, NULL, &round, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (round.accepted, ==, n);
  *seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  return cpu_seconds (RUSAGE_SELF) - before;
}

static void
tell (const char *what, double seconds, double reference, double most)
{
  g_print ("%-44s %8.2f s   %5.2f ×", what, seconds, seconds / reference);
  if (most > 0)
    g_print ("   at most %.1f ×  %s", most, seconds / reference <= most ? "kept" : "MISSED");
  g_print ("\n");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  guint n = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : MESSAGES;
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "batch.xml", NULL);
  double wall = 0;
  struct rusage usage;

  g_setenv ("SANTUN_TEST_PASSWORDS", "1", TRUE);
  g_setenv ("SANTUN_POST_SETTLE", "0", TRUE);
  write_batch (path, n);
  g_print ("%u doctor’s letters in one file; processor time\n\n", n);
  run_xmllint (path);
  double reference = run_xmllint (path), reading = read_batch (path, n);
  JkkOffice *office = open_office (folder);
  double whole = go_round (office, folder, path, n, &wall);
  tell ("xmllint --stream --schema", reference, reference, 0);
  tell ("reading: cut, check, understand", reading, reference, MOST_READING);
  tell ("whole: and match, store, one receipt each", whole, reference, MOST_WHOLE);
  getrusage (RUSAGE_SELF, &usage);
  g_print ("%-44s %8.2f s\n", "by the clock, with the disk", wall);
  g_print ("%-44s %8ld MB            at most %d MB  %s\n", "most memory, of the office and the file",
           usage.ru_maxrss / 1024, MOST_MEMORY, usage.ru_maxrss / 1024 <= MOST_MEMORY ? "kept" : "MISSED");
  jkk_office_close (office);
  g_object_unref (office);
  remove_folder (folder);
  return 0;
}
