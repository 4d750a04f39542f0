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

static void
test_a_range_that_ends_before_the_accident_is_found (void)
{
  static const char *const ends[] = { "medical.treated_until", "medical.rest_until", "absences[1].until_day" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (JkkCase) jcase = fill (good, G_N_ELEMENTS (good));
      g_autoptr (JkkCase) longer = jkk_case_append (jcase, "absences", NULL);
      g_autoptr (JkkCase) alone = jkk_case_set (longer, ends[i], "2026-03-11", NULL);
      g_autoptr (GPtrArray) findings = jkk_case_check (alone, jkk_day_new (2026, 4, 21));
      const JkkFinding *finding = find (findings, "days-out-of-order", ends[i]);

      g_assert_nonnull (finding);
      g_assert_cmpstr (finding->other_path, ==, "accident.accident_day");
    }
}

static void
test_a_payment_of_the_scholarship_names_a_child (void)
{
  g_autoptr (JkkCase) jcase = fill (good, G_N_ELEMENTS (good));
  g_autoptr (JkkCase) child = jkk_case_append (jcase, "children", NULL);
  g_autoptr (JkkCase) paid = jkk_case_append (child, "installments", NULL);
  g_autoptr (JkkCase) first = jkk_case_set (paid, "installments[1].child", "1", NULL);
  g_autoptr (JkkCase) second = jkk_case_set (paid, "installments[1].child", "2", NULL);
  g_autoptr (JkkCase) later = jkk_case_set (first, "installments[1].paid_day", "2026-04-22", NULL);
  g_autoptr (GPtrArray) fine = jkk_case_check (first, jkk_day_new (2026, 4, 21));
  g_autoptr (GPtrArray) nobody = jkk_case_check (second, jkk_day_new (2026, 4, 21));
  g_autoptr (GPtrArray) tomorrow = jkk_case_check (later, jkk_day_new (2026, 4, 21));

  g_assert_false (jkk_findings_hinder (fine));
  g_assert_nonnull (find (nobody, "installment-child", "installments[1].child"));
  g_assert_nonnull (find (tomorrow, "day-in-future", "installments[1].paid_day"));
}

static void
test_days_that_lie_in_another_case_are_told (void)
{
  g_autoptr (JkkCase) jcase = fill (good, G_N_ELEMENTS (good));
  g_autoptr (JkkCase) copy = jkk_case_append (jcase, "elsewhere", NULL);
  JkkElsewhere *other = copy->elsewhere->pdata[0];

  jkk_set_str (&other->case_number, "JKK-2026-000007");
  other->from_day = jkk_day_new (2026, 3, 1);
  other->until_day = jkk_day_new (2026, 3, 20);
  copy->medical.treated_from = jkk_day_new (2026, 3, 21);
  copy->medical.treated_until = jkk_day_new (2026, 3, 30);
  g_autoptr (GPtrArray) apart = jkk_case_check (copy, jkk_day_new (2026, 4, 21));
  g_assert_cmpuint (apart->len, ==, 0);

  copy->medical.treated_from = jkk_day_new (2026, 3, 20);
  g_autoptr (GPtrArray) met = jkk_case_check (copy, jkk_day_new (2026, 4, 21));
  const JkkFinding *finding = find (met, "stmb-elsewhere", "medical.treated_from");
  g_assert_nonnull (finding);
  g_assert_cmpint (finding->level, ==, JKK_FINDING_WARNING);
  g_assert_nonnull (strstr (finding->text, "JKK-2026-000007"));
}

static void
test_another_loss_than_the_doctors_is_asked_about (void)
{
  g_autoptr (JkkCase) plain = good_with ("medical.loss_percent", "35");
  g_autoptr (JkkCase) listed = jkk_case_append (plain, "impairments", NULL);
  g_autoptr (JkkCase) same = jkk_case_set (listed, "impairments[1].function_loss", "35", NULL);
  g_autoptr (JkkCase) other = jkk_case_set (listed, "impairments[1].function_loss", "62,5", NULL);
  g_autoptr (JkkCase) two = jkk_case_append (other, "impairments", NULL);
  g_autoptr (GPtrArray) agreed = jkk_case_check (same, jkk_day_new (2026, 4, 21));
  g_autoptr (GPtrArray) differing = jkk_case_check (other, jkk_day_new (2026, 4, 21));
  g_autoptr (GPtrArray) several = jkk_case_check (two, jkk_day_new (2026, 4, 21));
  const JkkFinding *finding = find (differing, "loss-contradicts", "impairments[1].function_loss");

  g_assert_null (find (agreed, "loss-contradicts", "impairments[1].function_loss"));
  g_assert_nonnull (finding);
  g_assert_cmpint (finding->level, ==, JKK_FINDING_WARNING);
  g_assert_nonnull (strstr (finding->text, "62,5"));
  /* What the doctor wrote of several together cannot be compared with one. */
  g_assert_null (find (several, "loss-contradicts", "impairments[1].function_loss"));
}

static void
test_a_code_outside_the_list_deserves_a_look (void)
{
  g_autoptr (JkkCase) known = good_with ("medical.diagnosis_code", "S62.6");
  g_autoptr (JkkCase) unknown = good_with ("medical.diagnosis_code", "O80.0");
  g_autoptr (GPtrArray) nothing = jkk_case_check (known, jkk_day_new (2026, 4, 21));
  g_autoptr (GPtrArray) notice = jkk_case_check (unknown, jkk_day_new (2026, 4, 21));
  const JkkFinding *finding = find (notice, "diagnosis-unlisted", "medical.diagnosis_code");

  g_assert_null (find (nothing, "diagnosis-unlisted", "medical.diagnosis_code"));
  g_assert_nonnull (finding);
  g_assert_cmpint (finding->level, ==, JKK_FINDING_NOTICE);
  g_assert_false (jkk_findings_hinder (notice));
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
  g_test_add_func ("/check/end-alone", test_a_range_that_ends_before_the_accident_is_found);
  g_test_add_func ("/check/installment", test_a_payment_of_the_scholarship_names_a_child);
  g_test_add_func ("/check/elsewhere", test_days_that_lie_in_another_case_are_told);
  g_test_add_func ("/check/another-loss-than-the-doctors-is-asked-about",
                   test_another_loss_than_the_doctors_is_asked_about);
  g_test_add_func ("/check/diagnosis", test_a_code_outside_the_list_deserves_a_look);
  return g_test_run ();
}
