#include "jkk-demo-case.h"

#include "jkk-check.h"

#define ALL_KNOWN (JKK_DEMO_KNOWS_CLAIM | JKK_DEMO_KNOWS_LETTER | JKK_DEMO_KNOWS_REST | JKK_DEMO_KNOWS_PAPERS)
#define MANY 20000

static JkkDay
someday (void)
{
  return jkk_day_new (2026, 3, 12);
}

static void
test_same_case (void)
{
  g_autoptr (JkkDemoCase) one = jkk_demo_case_new (2026, 41, 300, someday ());
  g_autoptr (JkkDemoCase) again = jkk_demo_case_new (2026, 41, 300, someday ());
  g_autoptr (JkkDemoCase) other = jkk_demo_case_new (2027, 41, 300, someday ());

  g_assert_true (jkk_case_equal (one->jcase, again->jcase));
  g_assert_false (jkk_case_equal (one->jcase, other->jcase));
}

static void
assert_sound (const JkkDemoCase *demo, const JkkCase *jcase, JkkDay today)
{
  g_autoptr (GPtrArray) findings = jkk_case_check (jcase, today);

  if (jkk_findings_hinder (findings))
    {
      const JkkFinding *finding = findings->pdata[0];

      g_error ("%s (%s): %s", demo->scene->diagnosis, finding->path, finding->text);
    }
}

/* When everything has come in, nothing hinders a proposal. */
static void
test_no_errors (void)
{
  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (JkkDemoCase) demo = jkk_demo_case_new (2026, i, 3000, someday ());
      g_autoptr (JkkCase) jcase = jkk_demo_case_as_known (demo, NULL, ALL_KNOWN);

      assert_sound (demo, jcase, MAX (someday (), demo->letter_day));
      g_assert_cmpint (jcase->accident.accident_day, <=, jcase->accident.reported_day);
      g_assert_cmpint (jcase->accident.reported_day, <=, jcase->cover.received_day);
      g_assert_cmpint (jcase->cover.received_day, <, someday ());
      g_assert_cmpint (jkk_day_weekday (jcase->cover.received_day), <=, 5);
    }
}

/* What comes in first is less, and no field of it is wrong. */
static void
test_first_papers (void)
{
  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (JkkDemoCase) demo = jkk_demo_case_new (5, i, 1000, someday ());
      g_autoptr (JkkCase) jcase = jkk_demo_case_as_known (demo, NULL, JKK_DEMO_KNOWS_REPORT);
      g_autoptr (GPtrArray) findings = jkk_case_check (jcase, someday ());

      for (guint f = 0; f < findings->len; f++)
        g_assert_cmpstr (((JkkFinding *) findings->pdata[f])->code, !=, "invalid");
      g_assert_null (jcase->medical.diagnosis);
      g_assert_null (jcase->claim.outcome);
      g_assert_null (jcase->participant.bank_account);
      g_assert_cmpuint (jcase->documents->len, <=, 4);
    }
}

static void
test_order_of_receipt (void)
{
  JkkDay last = 0;

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (JkkDemoCase) demo = jkk_demo_case_new (9, i, 2000, someday ());

      g_assert_cmpint (demo->jcase->cover.received_day, >=, last);
      last = demo->jcase->cover.received_day;
    }
}

static void
assert_share (const char *what, guint n, double least, double most)
{
  double percent = 100.0 * n / MANY;

  g_test_message ("%s: %.2f %%", what, percent);
  g_assert_cmpfloat (percent, >=, least);
  g_assert_cmpfloat (percent, <=, most);
}

static void
count (GHashTable *counts, const char *what)
{
  g_hash_table_insert (counts, (gpointer) g_intern_string (what),
                       GUINT_TO_POINTER (1 + GPOINTER_TO_UINT (g_hash_table_lookup (counts, g_intern_string (what)))));
}

static guint
counted (GHashTable *counts, const char *what)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (counts, g_intern_string (what)));
}

static void
test_proportions (void)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  guint n_morning = 0, n_fingers_least = 0;

  for (guint i = 0; i < MANY; i++)
    {
      g_autoptr (JkkDemoCase) demo = jkk_demo_case_new (2026, i, MANY, someday ());
      const JkkCase *jcase = demo->jcase;

      count (counts, jcase->cover.segment);
      count (counts, jcase->medical.outcome);
      count (counts, jcase->accident.place);
      count (counts, jcase->accident.case_kind);
      count (counts, jcase->accident.body_part);
      n_morning += jcase->accident.accident_time >= 6 * 60 && jcase->accident.accident_time < 12 * 60;
    }
  assert_share ("PU", counted (counts, "PU"), 90, 94);
  assert_share ("BPU", counted (counts, "BPU"), 5.4, 8.4);
  assert_share ("JAKON", counted (counts, "JAKON"), 0.6, 1.2);
  assert_share ("healed", counted (counts, "sembuh"), 90, 96);
  assert_share ("partial disability",
                counted (counts, "cacat-sebagian-fungsi") + counted (counts, "cacat-sebagian-anatomis"), 2, 4);
  assert_share ("total disability", counted (counts, "cacat-total-tetap"), 0.01, 0.1);
  assert_share ("death", counted (counts, "meninggal-dunia"), 2, 3);
  assert_share ("workplace", counted (counts, "dalam-lokasi-kerja"), 60, 65);
  assert_share ("traffic", counted (counts, "lalu-lintas"), 25, 30);
  assert_share ("disease", counted (counts, "penyakit-akibat-kerja"), 0.05, 0.9);
  assert_share ("from 6 to 12", n_morning, 50, 75);

  /* Hands and fingers are hurt most. */
  const JkkCodeList *parts = jkk_code_list_get ("body_part");
  guint hands = counted (counts, "jari-tangan") + counted (counts, "tangan");
  for (guint i = 0; i < parts->n_codes; i++)
    if (!g_strv_contains (((const char *[]){ "jari-tangan", "tangan", NULL }), parts->codes[i].code))
      n_fingers_least = MAX (n_fingers_least, counted (counts, parts->codes[i].code));
  g_assert_cmpuint (hands, >, n_fingers_least);
}

static void
test_youngest_wait (void)
{
  for (guint32 seed = 0; seed < 50; seed++)
    {
      g_autoptr (JkkDemoCase) last = jkk_demo_case_new (seed, 29, 30, someday ());
      g_autoptr (JkkDemoCase) last_but_one = jkk_demo_case_new (seed, 28, 30, someday ());

      g_assert_true (last->waits && last->untouched);
      g_assert_true (last_but_one->waits && !last_but_one->untouched);
      g_assert_cmpuint (last->lacking, ==, 0);
      g_assert_cmpstr (last->jcase->medical.outcome, ==, "sembuh");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-case/seed and number give the same case", test_same_case);
  g_test_add_func ("/demo-case/nothing hinders a case that is complete", test_no_errors);
  g_test_add_func ("/demo-case/a first report has no wrong field", test_first_papers);
  g_test_add_func ("/demo-case/cases are numbered in order of receipt", test_order_of_receipt);
  g_test_add_func ("/demo-case/proportions are those of the programme", test_proportions);
  g_test_add_func ("/demo-case/the youngest two wait for their KK 3", test_youngest_wait);
  return g_test_run ();
}
