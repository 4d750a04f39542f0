#include "jkk-check.h"

#include <string.h>

static JkkCase *
fill (const char *const rows[][2], guint n)
{
  g_autoptr (JkkCase) jcase = jkk_case_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *part = g_strndup (rows[i][0], strcspn (rows[i][0], "["));
      JkkCase *next;

      if (strchr (rows[i][0], '[') != NULL && jkk_case_find (jcase, rows[i][0], NULL, NULL) == NULL)
        {
          next = jkk_case_append (jcase, part, NULL);
          jkk_case_unref (jcase);
          jcase = next;
        }
      next = jkk_case_set (jcase, rows[i][0], rows[i][1], &error);
      g_assert_no_error (error);
      jkk_case_unref (jcase);
      jcase = next;
    }
  return g_steal_pointer (&jcase);
}

/* A case to which nothing can be said. */
static const char *const good[][2] = {
  { "cover.segment", "PU" },
  { "cover.received_day", "2026-03-14" },
  { "employer.name", "PT Contoh Maju" },
  { "employer.number", "JJ000001" },
  { "participant.name", "Budi Contoh" },
  { "participant.number", "12000000001" },
  { "participant.identity", "3171011203900001" },
  { "participant.born", "1990-03-12" },
  { "participant.wage_kind", "per-bulan" },
  { "participant.wage", "4000000" },
  { "accident.accident_day", "2026-03-12" },
  { "accident.place", "dalam-lokasi-kerja" },
  { "accident.chronology", "Tangan terjepit mesin." },
  { "accident.reported_day", "2026-03-13" },
  { "medical.doctor_name", "dr. Contoh" },
  { "medical.facility", "RS Contoh" },
  { "medical.examined_day", "2026-04-20" },
  { "medical.diagnosis", "Fraktur" },
  { "medical.outcome", "sembuh" },
};

static JkkCase *
good_with (const char *path, const char *text)
{
  g_autoptr (JkkCase) jcase = fill (good, G_N_ELEMENTS (good));
  JkkCase *after = jkk_case_set (jcase, path, text, NULL);

  g_assert_nonnull (after);
  return after;
}

static const JkkFinding *
find (GPtrArray *findings, const char *code, const char *path)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const JkkFinding *finding = findings->pdata[i];

      if (g_str_equal (finding->code, code) && g_str_equal (finding->path, path))
        return finding;
    }
  return NULL;
}

static void
test_nothing_is_said_of_a_good_case (void)
{
  g_autoptr (JkkCase) jcase = fill (good, G_N_ELEMENTS (good));
  g_autoptr (GPtrArray) findings = jkk_case_check (jcase, jkk_day_new (2026, 4, 21));

  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_false (jkk_findings_hinder (findings));
}

static void
test_each_needed_field_is_asked_for (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (JkkCase) jcase = good_with (good[i][0], NULL);
      g_autoptr (GPtrArray) findings = jkk_case_check (jcase, jkk_day_new (2026, 4, 21));

      if (!g_str_equal (good[i][0], "participant.wage"))
        g_assert_nonnull (find (findings, "missing", good[i][0]));
    }
}

static void
test_a_death_before_the_accident_is_found (void)
{
  g_autoptr (JkkCase) alive = good_with ("medical.outcome", "meninggal-dunia");
  g_autoptr (JkkCase) jcase = jkk_case_set (alive, "medical.death_day", "2026-03-11", NULL);
  g_autoptr (GPtrArray) findings = jkk_case_check (jcase, jkk_day_new (2026, 4, 21));
  const JkkFinding *finding = find (findings, "days-out-of-order", "medical.death_day");

  g_assert_nonnull (finding);
  g_assert_cmpint (finding->level, ==, JKK_FINDING_ERROR);
  g_assert_cmpstr (finding->other_path, ==, "accident.accident_day");
  g_assert_nonnull (strstr (finding->text, "11-03-2026"));
  g_assert_true (jkk_findings_hinder (findings));
}

static void
test_papers_that_disagree_are_a_warning_with_both_values (void)
{
  g_autoptr (JkkCase) jcase = good_with ("medical.accident_day", "2026-03-11");
  g_autoptr (GPtrArray) findings = jkk_case_check (jcase, jkk_day_new (2026, 4, 21));
  const JkkFinding *finding = find (findings, "accident-day-differs", "accident.accident_day");

  g_assert_nonnull (finding);
  g_assert_cmpint (finding->level, ==, JKK_FINDING_WARNING);
  g_assert_nonnull (strstr (finding->text, "12-03-2026"));
  g_assert_nonnull (strstr (finding->text, "11-03-2026"));
  g_assert_false (jkk_findings_hinder (findings));
}

static void
test_names_that_only_look_different_agree (void)
{
  g_autoptr (JkkCase) jcase = good_with ("medical.employer_name", "PT. CONTOH-MAJU");
  g_autoptr (GPtrArray) findings = jkk_case_check (jcase, jkk_day_new (2026, 4, 21));

  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_a_minor_heir_needs_a_guardian (void)
{
  g_autoptr (JkkCase) died = good_with ("medical.outcome", "meninggal-dunia");
  g_autoptr (JkkCase) dead = jkk_case_set (died, "medical.death_day", "2026-03-13", NULL);
  g_autoptr (JkkCase) longer = jkk_case_append (dead, "heirs", NULL);
  g_autoptr (JkkCase) jcase = jkk_case_set (longer, "heirs[1].born", "2008-04-22", NULL);
  g_autoptr (GPtrArray) before = jkk_case_check (jcase, jkk_day_new (2026, 4, 21));
  g_autoptr (GPtrArray) on = jkk_case_check (jcase, jkk_day_new (2026, 4, 22));

  g_assert_nonnull (find (before, "guardian-missing", "heirs[1].guardian_name"));
  g_assert_null (find (on, "guardian-missing", "heirs[1].guardian_name"));
}

static void
test_a_day_to_come_is_found (void)
{
  g_autoptr (JkkCase) jcase = good_with ("medical.examined_day", "2026-04-22");
  g_autoptr (GPtrArray) findings = jkk_case_check (jcase, jkk_day_new (2026, 4, 21));

  g_assert_nonnull (find (findings, "day-in-future", "medical.examined_day"));
}

static void
test_a_partial_disability_needs_its_row (void)
{
  g_autoptr (JkkCase) jcase = good_with ("medical.outcome", "cacat-sebagian-anatomis");
  g_autoptr (GPtrArray) findings = jkk_case_check (jcase, jkk_day_new (2026, 4, 21));

  g_assert_nonnull (find (findings, "impairment-missing", "medical.outcome"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/good", test_nothing_is_said_of_a_good_case);
  g_test_add_func ("/check/needed", test_each_needed_field_is_asked_for);
  g_test_add_func ("/check/death", test_a_death_before_the_accident_is_found);
  g_test_add_func ("/check/disagree", test_papers_that_disagree_are_a_warning_with_both_values);
  g_test_add_func ("/check/alike", test_names_that_only_look_different_agree);
  g_test_add_func ("/check/minor", test_a_minor_heir_needs_a_guardian);
  g_test_add_func ("/check/future", test_a_day_to_come_is_found);
  g_test_add_func ("/check/partial", test_a_partial_disability_needs_its_row);
  return g_test_run ();
}
