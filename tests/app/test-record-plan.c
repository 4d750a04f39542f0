#include "jkk-record-plan.h"

#include <string.h>

static guint
count_rows (const JkkCasePart *part, const JkkField *field)
{
  guint n = 0;

  for (guint p = 0; p < JKK_N_PAPERS; p++)
    {
      guint n_sections;
      const JkkSection *sections = jkk_record_plan ((JkkPaper) p, &n_sections);

      for (guint i = 0; i < n_sections; i++)
        n += sections[i].part == part && jkk_section_has (&sections[i], field) ? 1 : 0;
    }
  return n;
}

static void
test_every_field_stands_on_exactly_one_page (void)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint p = 0; p < n_parts; p++)
    for (guint f = 0; f < parts[p].type->n_fields; f++)
      {
        const JkkField *field = &parts[p].type->fields[f];
        guint expected = (field->flags & JKK_FIELD_SYSTEM) != 0 ? 0 : 1;

        g_test_message ("%s.%s", parts[p].name, field->name);
        g_assert_cmpuint (count_rows (&parts[p], field), ==, expected);
      }
}

static void
test_every_section_has_a_row (void)
{
  for (guint p = 0; p < JKK_N_PAPERS; p++)
    {
      guint n_sections, n;
      const JkkSection *sections = jkk_record_plan ((JkkPaper) p, &n_sections);

      g_assert_cmpuint (n_sections, >, 3);
      for (guint i = 0; i < n_sections; i++)
        {
          n = 0;
          for (guint f = 0; f < sections[i].part->type->n_fields; f++)
            n += jkk_section_has (&sections[i], &sections[i].part->type->fields[f]) ? 1 : 0;
          g_test_message ("%s, %s", sections[i].part->name, sections[i].group);
          g_assert_cmpuint (n, >, 0);
          g_assert_cmpstr (jkk_section_title (&sections[i]), !=, "");
        }
    }
}

static void
test_a_path_leads_to_its_page (void)
{
  static const struct
  {
    const char *path;
    JkkPaper paper;
  } rows[] = {
    { "participant.name", JKK_PAPER_KK1 },
    { "accident.accident_day", JKK_PAPER_KK1 },
    { "participant.bank_name", JKK_PAPER_KK2 },
    { "heirs[2].born", JKK_PAPER_KK2 },
    { "children", JKK_PAPER_KK2 },
    { "medical.outcome", JKK_PAPER_KK3 },
    { "impairments[1].remark", JKK_PAPER_KK3 },
    { "absences", JKK_PAPER_KK3 },
    { "installments[1].amount", JKK_PAPER_KK2 },
    { "payees[peserta].stmb", JKK_PAPER_KK2 },
  };
  JkkPaper paper;
  guint section;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].path);
      g_assert_true (jkk_record_plan_find (rows[i].path, &paper, &section));
      g_assert_cmpint (paper, ==, rows[i].paper);
    }
  g_assert_false (jkk_record_plan_find ("cover.status", &paper, &section));
  g_assert_false (jkk_record_plan_find ("nothing.at_all", &paper, &section));
  g_assert_false (jkk_record_plan_find ("medical", &paper, &section));
}

static gboolean
stands_out (const JkkCase *jcase, const char *path)
{
  const JkkField *field = NULL;
  gconstpointer record = jkk_case_find (jcase, path, &field, NULL);
  g_autofree char *name = g_strndup (path, strcspn (path, ".["));

  g_assert_nonnull (record);
  return jkk_field_stands_out (jcase, jkk_case_part_find (name), record, field);
}

static JkkCase *
with (const JkkCase *jcase, const char *path, const char *text)
{
  JkkCase *next = jkk_case_set (jcase, path, text, NULL);

  g_assert_nonnull (next);
  return next;
}

static void
test_a_field_stands_aside_until_it_matters (void)
{
  g_autoptr (JkkCase) empty = jkk_case_new ();
  g_autoptr (JkkCase) died = with (empty, "medical.outcome", "meninggal-dunia");
  g_autoptr (JkkCase) odd = with (empty, "medical.death_day", "2026-03-12");
  g_autoptr (JkkCase) daily = with (empty, "participant.wage_kind", "per-hari");

  g_assert_true (stands_out (empty, "medical.outcome"));
  g_assert_false (stands_out (empty, "medical.death_day"));
  g_assert_true (stands_out (died, "medical.death_day"));
  g_assert_true (stands_out (odd, "medical.death_day"));
  g_assert_false (stands_out (empty, "participant.working_week"));
  g_assert_true (stands_out (daily, "participant.working_week"));

  g_autoptr (JkkCase) disease = with (empty, "accident.case_kind", "penyakit-akibat-kerja");
  g_autoptr (JkkCase) paid = with (empty, "claim.disability_paid", "5000000");
  g_autoptr (JkkCase) nothing = with (empty, "claim.disability_paid", "0");
  g_assert_false (stands_out (empty, "claim.disability_choice"));
  g_assert_false (stands_out (nothing, "claim.disability_choice"));
  g_assert_true (stands_out (paid, "claim.disability_choice"));
  g_assert_false (stands_out (empty, "accident.exposure_group"));
  g_assert_true (stands_out (disease, "accident.exposure_group"));
}

static void
test_what_is_as_usual_stands_aside (void)
{
  g_autoptr (JkkCase) empty = jkk_case_new ();
  g_autoptr (JkkCase) usual = with (empty, "participant.left_handed", "tidak");
  g_autoptr (JkkCase) unusual = with (empty, "participant.left_handed", "ya");
  g_autoptr (JkkCase) none = with (empty, "employer.arrears_months", "0");
  g_autoptr (JkkCase) some = with (empty, "employer.arrears_months", "4");

  g_assert_false (stands_out (empty, "participant.left_handed"));
  g_assert_false (stands_out (usual, "participant.left_handed"));
  g_assert_true (stands_out (unusual, "participant.left_handed"));
  g_assert_false (stands_out (none, "employer.arrears_months"));
  g_assert_true (stands_out (some, "employer.arrears_months"));
}

static void
test_a_condition_looks_at_the_same_row_of_a_list (void)
{
  g_autoptr (JkkCase) empty = jkk_case_new ();
  g_autoptr (JkkCase) one = jkk_case_append (empty, "expenses", NULL);
  g_autoptr (JkkCase) two = jkk_case_append (one, "expenses", NULL);
  g_autoptr (JkkCase) set = with (two, "expenses[2].kind", "transportasi");

  g_assert_false (stands_out (set, "expenses[1].mode"));
  g_assert_true (stands_out (set, "expenses[2].mode"));
}

static void
test_an_address_is_only_shown_when_asked_for (void)
{
  g_autoptr (JkkCase) empty = jkk_case_new ();
  g_autoptr (JkkCase) filled = with (empty, "employer.address", "Jalan Merdeka 1");

  g_assert_false (stands_out (filled, "employer.address"));
}

static void
test_a_row_of_a_list_is_told_in_one_line (void)
{
  JkkPayee payee = { .payee = (char *) "peserta", .treatment = 1500000, .stmb = 5466667 };
  payee.disability = payee.orthosis = payee.dental = payee.transport = JKK_NONE;
  payee.bank_name = (char *) "Bank Nusantara";
  g_autofree char *text = jkk_record_summary (&jkk_payee_type, &payee);

  g_assert_cmpstr (text, ==, "Participant · Rp\u00a06.966.667 · Bank Nusantara");

  g_autoptr (JkkCase) empty = jkk_case_new ();
  g_autoptr (JkkCase) one = jkk_case_append (empty, "children", NULL);
  g_autofree char *nothing = jkk_record_summary (&jkk_child_type, one->children->pdata[0]);
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_a_row_named_by_its_code_is_found_by_number (void)
{
  g_autoptr (JkkCase) empty = jkk_case_new ();
  g_autoptr (JkkCase) one = jkk_case_append (empty, "payees", NULL);
  g_autoptr (JkkCase) two = jkk_case_append (one, "payees", NULL);
  g_autoptr (JkkCase) set = with (two, "payees[2].payee", "peserta");
  g_autofree char *found = jkk_record_plan_resolve (set, "payees[peserta].stmb");
  g_autofree char *absent = jkk_record_plan_resolve (set, "payees[ahli-waris].stmb");
  g_autofree char *single = jkk_record_plan_resolve (set, "claim.outcome");

  g_assert_cmpstr (found, ==, "payees[2].stmb");
  g_assert_cmpstr (absent, ==, "payees[ahli-waris].stmb");
  g_assert_cmpstr (single, ==, "claim.outcome");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record-plan/every-field-stands-on-exactly-one-page", test_every_field_stands_on_exactly_one_page);
  g_test_add_func ("/record-plan/every-section-has-a-row", test_every_section_has_a_row);
  g_test_add_func ("/record-plan/a-path-leads-to-its-page", test_a_path_leads_to_its_page);
  g_test_add_func ("/record-plan/a-field-stands-aside-until-it-matters", test_a_field_stands_aside_until_it_matters);
  g_test_add_func ("/record-plan/what-is-as-usual-stands-aside", test_what_is_as_usual_stands_aside);
  g_test_add_func ("/record-plan/a-condition-looks-at-the-same-row-of-a-list",
                   test_a_condition_looks_at_the_same_row_of_a_list);
  g_test_add_func ("/record-plan/an-address-is-only-shown-when-asked-for",
                   test_an_address_is_only_shown_when_asked_for);
  g_test_add_func ("/record-plan/a-row-of-a-list-is-told-in-one-line", test_a_row_of_a_list_is_told_in_one_line);
  g_test_add_func ("/record-plan/a-row-named-by-its-code-is-found-by-number",
                   test_a_row_named_by_its_code_is_found_by_number);
  return g_test_run ();
}
