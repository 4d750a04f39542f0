/* Payout sheets are calculated again by data/recheck/santun-recheck, which shares no code with the rules and reads the
 * exported sheet alone. */
#include "../scratch-folder.h"
#include "golden.h"
#include "jkk-json.h"
#include "jkk-payout-xml.h"
#include "random-case.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

#define RANDOM_CASES 6000

static char *folder;

/* Runs the other program; returns its exit status and what it printed. */
static int
recheck (const char *option, const char *path, char **said)
{
  const char *program = g_getenv ("SANTUN_RECHECK");
  const char *argv[] = { g_getenv ("PYTHON"), program, option != NULL ? option : path, option != NULL ? path : NULL,
                         NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL, *complaint = NULL;
  int status = 0;

  g_assert_true (
      g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &complaint, &status, &error));
  g_assert_no_error (error);
  *said = g_strconcat (out, complaint, NULL);
  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

static char *
put (const char *name, const char *text, gssize length)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, length, NULL));
  return path;
}

static void
append_sheet (GString *lines, const JkkPayout *sheet)
{
  g_autofree char *json = jkk_payout_to_json (sheet);

  g_strdelimit (g_strchomp (json), "\n", ' ');
  g_string_append_printf (lines, "%s\n", json);
}

static void
expect_all_agree (const char *name, const GString *lines, guint n)
{
  g_autofree char *path = put (name, lines->str, (gssize) lines->len), *said = NULL;
  g_autofree char *all = g_strdup_printf ("%u/%u\n", n, n);
  int status = recheck ("--lines", path, &said);

  if (status != 0 || !g_str_has_suffix (said, all))
    g_test_fail_printf ("status %d: %.3000s", status, said);
}

static void
test_golden_cases (void)
{
  g_autoptr (GPtrArray) all = golden_read_all ();
  g_autoptr (GString) lines = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const GoldenCase *golden = all->pdata[i];
      g_autoptr (JkkPayout) sheet = jkk_calculate_explained (golden_packs (golden), golden->jcase, golden->today, NULL);

      if (sheet == NULL)
        continue;
      append_sheet (lines, sheet);
      n++;
    }
  g_assert_cmpuint (n, >, 200);
  expect_all_agree ("golden.jsonl", lines, n);
}

static void
test_random_cases (void)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  guint32 seed = (guint32) g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GHashTable) packs = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0, with_amount = 0;

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      g_autoptr (JkkCase) jcase = random_case_new (rand);
      g_autoptr (JkkPayout) sheet =
          jkk_calculate_explained (jkk_pack_set_builtin (NULL), jcase, jkk_day_new (2026, 5, 5), NULL);

      if (sheet == NULL) /* more than can be calculated with: refused */
        continue;
      append_sheet (lines, sheet);
      if (sheet->pack != NULL)
        g_hash_table_add (packs, (gpointer) sheet->pack);
      with_amount += sheet->total > 0;
      n++;
    }
  g_test_message ("%u sheets, %u with an amount, %u regulations", n, with_amount, g_hash_table_size (packs));
  g_assert_cmpuint (n, >, 5000);
  g_assert_cmpuint (with_amount, >, 1500);
  g_assert_cmpuint (g_hash_table_size (packs), >=, 3);
  expect_all_agree ("random.jsonl", lines, n);
}

static JkkPayout *
sample (void)
{
  g_autoptr (JkkCase) jcase =
      golden_case ("cover.segment = PU\naccident.accident_day = 2026-03-12\nparticipant.wage_kind = per-bulan\n"
                   "participant.wage = 4000000\nmedical.outcome = cacat-sebagian-fungsi\n"
                   "medical.treated_from = 2026-03-12\nmedical.treated_until = 2026-04-21\n"
                   "impairments[1].kind = fungsi\nimpairments[1].table_row = 17\nimpairments[1].function_loss = 50\n");

  return jkk_calculate_explained (jkk_pack_set_builtin (NULL), jcase, jkk_day_new (2026, 5, 5), NULL);
}

static char *
replaced (const char *text, const char *from, const char *to)
{
  GString *result = g_string_new (text);

  g_assert_cmpuint (g_string_replace (result, from, to, 1), ==, 1);
  return g_string_free (result, FALSE);
}

static void
expect (const char *name, const char *text, gssize length, int status, const char *piece)
{
  g_autofree char *path = put (name, text, length), *said = NULL;
  int found = recheck (NULL, path, &said);

  if (found != status || strstr (said, piece) == NULL)
    g_test_fail_printf ("%s: status %d, %s", name, found, said);
}

/* What somebody changes by hand on one side of a sheet is found. */
static void
test_a_changed_sheet_is_found (void)
{
  static const char *const rows[][3] = {
    { "\"amount\": 5466667", "\"amount\": 5466668", "stmb" },
    { "\"total\": 19866667", "\"total\": 29866667", "total" },
    { "\"path\": \"participant.wage\",\n        \"value\": \"4000000\"",
      "\"path\": \"participant.wage\",\n        \"value\": \"5000000\"", "stmb" },
    { "\"2026-04-21\"\n      }", "\"2026-04-20\"\n      }", "stmb" },
    { "\"parameter\": \"stmb-rate-1\",\n        \"unit\": \"persen\",\n        \"value\": \"100.00\"",
      "\"parameter\": \"stmb-rate-1\",\n        \"unit\": \"persen\",\n        \"value\": \"75.00\"", "stmb" },
    { "\"law_day\": \"2026-03-12\"", "\"law_day\": \"2019-03-12\"", "2019-03-12" },
    { "\"benefit\": \"stmb\"", "\"benefit\": \"death\"", "death" },
  };
  g_autoptr (JkkPayout) sheet = sample ();
  g_autofree char *json = jkk_payout_to_json (sheet);

  expect ("good.json", json, -1, 0, "agrees: Rp19.866.667");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *changed = replaced (json, rows[i][0], rows[i][1]);

      expect ("changed.json", changed, -1, 1, rows[i][2]);
    }
}

static void
test_the_xml_of_a_sheet_is_read_as_well (void)
{
  g_autoptr (JkkPayout) sheet = sample ();
  gsize length = 0;
  g_autofree char *xml = jkk_payout_to_xml (sheet, &length);
  g_autofree char *changed = replaced (xml, "<total>19866667", "<total>19866666");

  expect ("good.xml", xml, (gssize) length, 0, "agrees: Rp19.866.667");
  expect ("changed.xml", changed, -1, 1, "total");
}

static void
test_what_is_no_sheet_gets_a_sentence (void)
{
  g_autoptr (JkkPayout) sheet = sample ();
  g_autofree char *json = jkk_payout_to_json (sheet), *half = g_strndup (json, strlen (json) / 2);
  g_autofree char *twice = replaced (json, "\"total\": 19866667,", "\"total\": 19866667, \"total\": 1,");
  g_autofree char *bare = replaced (json, "\"basis\": {", "\"other\": {");
  g_autofree char *big = g_strnfill (17 * 1024 * 1024, ' ');
  g_autofree char *deep = g_strnfill (200000, '[');

  expect ("half.json", half, -1, 2, "cannot be read");
  expect ("twice.json", twice, -1, 2, "total stands in it twice");
  expect ("bare.json", bare, -1, 2, "no facts and figures");
  expect ("big.json", big, -1, 2, "larger than 16 MB");
  expect ("deep.json", deep, -1, 2, "cannot be read");
  expect ("empty.json", "", 0, 2, "cannot be read");
  expect ("latin.json", "{\"pack\": \"\xe9\"}", -1, 2, "cannot be read");
  expect ("list.json", "[1, 2]", -1, 2, "no payout sheet");
  expect ("other.xml", "<a/>", -1, 2, "no payout sheet");
  expect ("bomb.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", -1, 2, "document type");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  folder = make_folder ();
  g_test_add_func ("/recheck/golden", test_golden_cases);
  g_test_add_func ("/recheck/random", test_random_cases);
  g_test_add_func ("/recheck/changed", test_a_changed_sheet_is_found);
  g_test_add_func ("/recheck/xml", test_the_xml_of_a_sheet_is_read_as_well);
  g_test_add_func ("/recheck/no-sheet", test_what_is_no_sheet_gets_a_sentence);
  int status = g_test_run ();
  remove_folder (folder);
  g_free (folder);
  return status;
}
