/* How long a draft takes over many stored cases:
 *
 *   bench-rehearsal [CASES]
 *
 * The cases are those of the demonstration office over and over; making the store is not counted. */
#include "../scratch-folder.h"
#include "jkk-case-scan.h"
#include "jkk-case-store.h"
#include "jkk-demo.h"
#include "jkk-rehearsal.h"
#include "jkk-store.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define CASES 100000
#define TARGET_SECONDS 3
#define ROUNDS 5

static const char *const parts[] = { "cover",    "employer",    "participant", "accident", "claim",    "medical",
                                     "absences", "impairments", "expenses",    "heirs",    "children", NULL };

static gboolean
collect_cb (const JkkCase *jcase, gpointer data, GError **error)
{
  GArray *ids = data;

  g_array_append_val (ids, jcase->id);
  return TRUE;
}

static gpointer
multiply_write (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  guint wanted = *(guint *) data, n = 0;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert_true (jkk_case_scan_open (db, parts, collect_cb, ids, error));
  for (guint i = ids->len; i < wanted; i++, n++)
    {
      g_autoptr (JkkCase) jcase = jkk_case_store_load (db, g_array_index (ids, gint64, i % ids->len), error);
      gint64 id;

      g_free (jcase->cover.number);
      jcase->cover.number = g_strdup_printf ("JKK-2026-9%06u", n);
      g_assert_true (jkk_case_store_insert (db, jcase, 0, 0, &id, error));
    }
  return NULL;
}

static void
make_office (const char *address, guint n_cases)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (jkk_demo_create (address, 400, 2026, jkk_today (), NULL, NULL, NULL, &error));
  g_autoptr (JkkStore) store = jkk_store_open (address, JKK_DB_DEFAULT, &error);
  jkk_store_write (store, multiply_write, &n_cases, NULL, NULL, &error);
  g_assert_no_error (error);
  jkk_store_close (store);
}

/* The regulation in force with half of the first STMB rate. */
static char *
write_draft (const char *folder)
{
  g_autofree char *source =
      g_build_filename (g_getenv ("SANTUN_SOURCE_ROOT"), "data", "regulations", "PP-82-2019.xml", NULL);
  g_autofree char *xml = NULL;
  char *path = g_build_filename (folder, "draft.xml", NULL);

  g_assert_true (g_file_get_contents (source, &xml, NULL, NULL));
  char *value = strstr (strstr (xml, "<parameter id=\"stmb-rate-1\""), ">100</value>");
  memcpy (value, ">050</value>", strlen (">050</value>"));
  g_assert_true (g_file_set_contents (path, xml, -1, NULL));
  return path;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

int
main (int argc, char **argv)
{
  guint n_cases = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : CASES;
  g_autofree char *folder = make_folder ();
  g_autofree char *address = g_build_filename (folder, "office.db", NULL), *draft = write_draft (folder);
  gint64 took[ROUNDS];
  guint changed = 0;

  g_setenv ("SANTUN_TEST_PASSWORDS", "1", TRUE);
  make_office (address, n_cases);
  g_autoptr (JkkOffice) office = jkk_office_open (address, NULL);
  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;
      g_autoptr (JkkRehearsal) rehearsal = jkk_rehearsal_run (office, draft, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (rehearsal->n_cases, ==, n_cases);
      g_assert_cmpint (rehearsal->difference, <, 0);
      took[i] = g_get_monotonic_time () - start;
      changed = rehearsal->rows->len;
    }
  qsort (took, ROUNDS, sizeof *took, compare);
  g_print ("A draft over %u stored cases, of which %u change; median of %d rounds\n\n%-42s %10s %17s\n", n_cases,
           changed, ROUNDS, "", "ms", "limit ms");
  g_print ("%-42s %10" G_GINT64_FORMAT " %17d  %s\n", "rehearsal", took[ROUNDS / 2] / 1000, TARGET_SECONDS * 1000,
           took[ROUNDS / 2] <= TARGET_SECONDS * G_TIME_SPAN_SECOND ? "within" : "OVER");
  jkk_office_close (office);
  remove_folder (folder);
  return EXIT_SUCCESS;
}
