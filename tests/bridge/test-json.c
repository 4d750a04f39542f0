#include "jkk-json.h"
#include "xml-fixture.h"

#include <string.h>

/* The sheet as another program reads it. */
static char *
read_back (const JkkPayout *payout)
{
  g_autofree char *folder = fixture_temp_folder ();
  g_autofree char *path = g_build_filename (folder, "sheet.json", NULL);
  g_autofree char *script =
      g_build_filename (g_getenv ("SANTUN_SOURCE_ROOT"), "tests", "bridge", "check-json.py", NULL);
  g_autofree char *json = jkk_payout_to_json (payout);
  const char *argv[] = { g_getenv ("PYTHON"), "-X", "utf8", script, path, NULL };
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;
  char *answer = NULL;
  int status = -1;

  g_assert_true (g_utf8_validate (json, -1, NULL));
  fixture_write (path, json, strlen (json));
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &answer, &complaint, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_test_message ("%s", complaint);
  g_assert_cmpint (status, ==, 0);
  fixture_remove_folder (folder);
  return answer;
}

static void
expect (const char *json, const char *piece)
{
  g_test_message ("%s", piece);
  g_assert_nonnull (strstr (json, piece));
}

static void
test_values (void)
{
  g_autoptr (JkkPayout) payout = fixture_payout ();
  g_autofree char *json = read_back (payout);

  expect (json, "\"pack\": \"PP-82-2019\", \"total\": 5466667}");
  expect (json, "\"benefit\": \"stmb\"");
  expect (json, "\"amount\": 5466667");
  expect (json, "\"law\": \"PP 44/2015 pasal 25\"");
  expect (json, "\"formula\": \"Months 1 to 6: 100\u00a0% × 41 × 4.000.000 ÷ 30\"");
  expect (json,
          "\"name\": \"rate\", \"origin\": null, \"source\": \"stmb.rate\", \"unconfirmed\": true, \"value\": 100.0}");
  expect (json, "\"name\": \"wage\", \"origin\": null, \"source\": \"participant.wage\", \"unconfirmed\": false, "
                "\"value\": 4000000}");
  expect (json, "\"source\": \"medical.treated_from\", \"unconfirmed\": false, \"value\": \"2026-03-12\"}");
  expect (json, "\"source\": \"employer.wage_paid_on\", \"unconfirmed\": false, \"value\": true}");
  expect (json, "\"unconfirmed\": [\"stmb.rate\"]");
  expect (json, "\"missing\": [{\"path\": \"claim.examined_day\"");
  expect (json, "\"detail\": \"Line \\\"one\\\"\\nand a \\\\ tab\\t\"");
}

static void
test_empty_sheet (void)
{
  g_autoptr (JkkPayout) payout = jkk_payout_new ();
  g_autofree char *json = jkk_payout_to_json (payout);
  g_autofree char *again = read_back (payout);

  g_assert_cmpstr (json, ==,
                   "{\n  \"pack\": null,\n  \"law_day\": null,\n  \"total\": 0,\n  \"lines\": [],\n  \"missing\": [],\n"
                   "  \"notes\": [],\n  \"basis\": null\n}\n");
  expect (again, "\"total\": 0");
}

/* An input that a line and its steps share stands there once. */
static void
test_inputs_once (void)
{
  g_autoptr (JkkPayout) payout = jkk_payout_new ();
  JkkReason *line = jkk_reason_new ("death", "death", "Death", NULL);
  JkkReason *step = jkk_reason_new ("floor", NULL, "Floor", NULL);

  jkk_reason_add_input (line, "wage", "Wage", JKK_KIND_MONEY, 5);
  jkk_reason_add_input (step, "wage", "Wage", JKK_KIND_MONEY, 5);
  jkk_reason_add_input (step, "wage", "Wage", JKK_KIND_MONEY, 6);
  jkk_reason_take_child (line, step);
  jkk_payout_take_line (payout, line);
  g_autofree char *json = read_back (payout);
  g_auto (GStrv) parts = g_strsplit (json, "\"wage\"", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 3);
}

static void
test_anything (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (JkkPayout) payout = fixture_random_payout (rand);
      g_autofree char *json = read_back (payout);
    }
}

static void
test_broken_bytes (void)
{
  g_autoptr (JkkPayout) payout = jkk_payout_new ();

  payout->pack = "a\xff\x01\x7f z";
  g_autofree char *json = jkk_payout_to_json (payout);
  g_autofree char *again = read_back (payout);
  expect (json, "\"pack\": \"a\ufffd\\u0001\\u007f z\"");
}

static void
test_files_with_their_faults (void)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_post_file_unref);
  static const char *const results[] = { "ditolak" };
  JkkPostFile *file = jkk_post_file_new ("RS", "a\"\xff.xml");

  g_autofree char *none = jkk_post_files_to_json (files, NULL);
  g_assert_cmpstr (none, ==, "[]\n");
  g_ptr_array_add (file->faults, jkk_fault_new (3, 0, "/pesan", "x-y", "kalimat\n", NULL));
  g_ptr_array_add (files, file);
  g_autofree char *json = jkk_post_files_to_json (files, results);
  expect (json, "\"file\": \"a\\\"\ufffd.xml\"");
  expect (json, "\"result\": \"ditolak\"");
  expect (json, "\"id\": null");
  expect (json, "\"line\": 3");
  expect (json, "\"column\": null");
  expect (json, "\"text\": \"kalimat\\n\"");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/each value has its type", test_values);
  g_test_add_func ("/json/an empty sheet is whole", test_empty_sheet);
  g_test_add_func ("/json/an input stands once", test_inputs_once);
  g_test_add_func ("/json/a strict reader takes any sheet", test_anything);
  g_test_add_func ("/json/broken bytes do not leave", test_broken_bytes);
  g_test_add_func ("/json/files stand with their faults", test_files_with_their_faults);
  return g_test_run ();
}
