#include "jkk-demo-names.h"

#include "jkk-check.h"

#include <string.h>

static void
test_same_person (void)
{
  g_autoptr (JkkCase) one = jkk_case_new (), again = jkk_case_new (), other = jkk_case_new ();

  jkk_demo_person (2026, 17, 2026, &one->participant);
  jkk_demo_person (2026, 17, 2026, &again->participant);
  jkk_demo_person (2027, 17, 2026, &other->participant);
  g_assert_true (jkk_case_equal (one, again));
  g_assert_false (jkk_case_equal (one, other));
}

static void
test_identity_tells_birth_and_sex (void)
{
  guint n_women = 0;

  for (guint64 i = 0; i < 500; i++)
    {
      g_autoptr (JkkCase) jcase = jkk_case_new ();
      const JkkParticipant *person = &jcase->participant;
      int year, month, day, written;

      jkk_demo_person (7, i, 2026, &jcase->participant);
      jkk_day_split (person->born, &year, &month, &day);
      gboolean female = g_str_equal (person->sex, "perempuan");
      n_women += female ? 1 : 0;
      written = (person->identity[6] - '0') * 10 + person->identity[7] - '0';
      g_assert_cmpuint (strlen (person->identity), ==, 16);
      g_assert_cmpint (written, ==, day + (female ? 40 : 0));
      g_assert_cmpint ((person->identity[8] - '0') * 10 + person->identity[9] - '0', ==, month);
      g_assert_cmpint ((person->identity[10] - '0') * 10 + person->identity[11] - '0', ==, year % 100);
      g_assert_true (g_str_has_prefix (person->identity, "99"));
    }
  g_assert_cmpuint (n_women, >, 80);
  g_assert_cmpuint (n_women, <, 220);
}

static void
test_nobody_shares_a_number (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint64 i = 0; i < 20000; i++)
    {
      g_autoptr (JkkCase) jcase = jkk_case_new ();

      jkk_demo_person (2026, i, 2026, &jcase->participant);
      g_assert_true (g_hash_table_add (seen, g_strdup (jcase->participant.number)));
    }
}

static void
test_employers_are_valid (void)
{
  static const char *const segments[] = { "PU", "BPU", "JAKON" };

  for (guint s = 0; s < G_N_ELEMENTS (segments); s++)
    for (guint64 i = 0; i < 300; i++)
      {
        g_autoptr (JkkCase) jcase = jkk_case_new (), again = jkk_case_new ();
        JkkDemoTrade trade, trade_again;

        jkk_demo_employer (2026, segments[s], i, &jcase->employer, &trade);
        jkk_demo_employer (2026, segments[s], i, &again->employer, &trade_again);
        g_assert_true (jkk_case_equal (jcase, again) && trade == trade_again);
        g_assert_cmpint (trade == JKK_DEMO_BUILDING, >=, s == 2);
        for (guint f = 0; f < jkk_employer_type.n_fields; f++)
          {
            g_autoptr (GError) error = NULL;

            jkk_field_check (&jkk_employer_type.fields[f], &jcase->employer, &error);
            g_assert_no_error (error);
          }
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-names/the same number gives the same person", test_same_person);
  g_test_add_func ("/demo-names/a NIK tells birth and sex", test_identity_tells_birth_and_sex);
  g_test_add_func ("/demo-names/nobody shares a participant number", test_nobody_shares_a_number);
  g_test_add_func ("/demo-names/employers pass all checks", test_employers_are_valid);
  return g_test_run ();
}
