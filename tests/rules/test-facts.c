#include "golden.h"

#include "jkk-facts.h"

#include <string.h>

#define TODAY jkk_day_new (2026, 6, 1)

static void
read_facts (JkkFacts *facts, const char *text)
{
  g_autoptr (JkkCase) jcase = golden_case (text);
  g_autoptr (GError) error = NULL;

  g_assert_true (jkk_facts_init (facts, jcase, TODAY, &error));
  g_assert_no_error (error);
}

static void
assert_fact (JkkFact fact, gint64 number, const char *path)
{
  g_assert_cmpint (fact.number, ==, number);
  g_assert_cmpstr (fact.path, ==, path);
}

static void
test_an_empty_case_has_no_facts (void)
{
  g_auto (JkkFacts) facts = { 0 };

  read_facts (&facts, "");
  assert_fact (facts.segment, JKK_SEGMENT_NONE, "cover.segment");
  assert_fact (facts.law_day, JKK_NONE, "accident.accident_day");
  assert_fact (facts.outcome, JKK_OUTCOME_NONE, "medical.outcome");
  assert_fact (facts.wage, JKK_NONE, "participant.wage");
  assert_fact (facts.disease, 0, "accident.case_kind");
  g_assert_cmpuint (facts.n_ranges + facts.n_expenses + facts.n_impairments + facts.n_heirs + facts.n_children, ==, 0);
  g_assert_cmpint (facts.today, ==, TODAY);
}

/* The facts are not cleared before they are read: what was in their place must not be left in any of them. */
static void
test_nothing_is_left_of_what_stood_there_before (void)
{
  g_autoptr (JkkCase) jcase = golden_case ("cover.segment = PU");
  g_autofree JkkFacts *a = g_malloc (sizeof *a), *b = g_malloc (sizeof *b);
  const guint64 *x = (const guint64 *) (gconstpointer) a, *y = (const guint64 *) (gconstpointer) b;

  memset (a, 0x00, sizeof *a);
  memset (b, 0xff, sizeof *b);
  g_assert_true (jkk_facts_init (a, jcase, TODAY, NULL));
  g_assert_true (jkk_facts_init (b, jcase, TODAY, NULL));
  for (gsize i = 0; i < G_STRUCT_OFFSET (JkkFacts, few) / sizeof *x; i++)
    g_assert_false (x[i] == 0 && y[i] == G_MAXUINT64);
  jkk_facts_clear (a);
  jkk_facts_clear (b);
}

static void
test_each_fact_says_where_it_stands (void)
{
  g_auto (JkkFacts) facts = { 0 };

  read_facts (&facts,
              "cover.segment = JAKON\nclaim.accident_day = 2026-01-02\nmedical.accident_day = 2026-01-03\n"
              "claim.outcome = meninggal-dunia\ncover.received_day = 2026-02-01\nclaim.examined_day = 2026-03-01");
  assert_fact (facts.segment, JKK_SEGMENT_JAKON, "cover.segment");
  assert_fact (facts.law_day, jkk_day_new (2026, 1, 2), "claim.accident_day");
  assert_fact (facts.outcome, JKK_OUTCOME_DEATH, "claim.outcome");
  assert_fact (facts.claimed_day, jkk_day_new (2026, 2, 1), "cover.received_day");
  assert_fact (facts.examined_day, jkk_day_new (2026, 3, 1), "claim.examined_day");
}

static void
test_the_form_whose_word_counts_is_taken (void)
{
  g_auto (JkkFacts) facts = { 0 };

  read_facts (&facts,
              "accident.accident_day = 2026-01-01\nclaim.accident_day = 2026-01-02\nmedical.outcome = sembuh\n"
              "claim.outcome = meninggal-dunia\nclaim.claimed_day = 2026-02-02\ncover.received_day = 2026-02-01");
  assert_fact (facts.law_day, jkk_day_new (2026, 1, 1), "accident.accident_day");
  assert_fact (facts.outcome, JKK_OUTCOME_HEALED, "medical.outcome");
  assert_fact (facts.claimed_day, jkk_day_new (2026, 2, 2), "claim.claimed_day");
}

static JkkWageKind
wage_kind_of (const char *text)
{
  g_auto (JkkFacts) facts = { 0 };

  read_facts (&facts, text);
  return (JkkWageKind) facts.wage_kind.number;
}

static void
test_a_daily_wage_is_told_by_week_and_segment (void)
{
  g_assert_cmpint (wage_kind_of ("participant.wage_kind = per-hari"), ==, JKK_WAGE_DAILY);
  g_assert_cmpint (wage_kind_of ("participant.wage_kind = per-hari\nparticipant.working_week = 6"), ==,
                   JKK_WAGE_DAILY_SIX);
  g_assert_cmpint (wage_kind_of ("participant.wage_kind = per-hari\nparticipant.working_week = 5"), ==,
                   JKK_WAGE_DAILY_FIVE);
  g_assert_cmpint (wage_kind_of ("participant.wage_kind = per-hari\ncover.segment = JAKON"), ==,
                   JKK_WAGE_DAILY_CONSTRUCTION);
  g_assert_cmpint (wage_kind_of ("participant.wage_kind = borongan\ncover.segment = JAKON"), ==, JKK_WAGE_PIECE);
  g_assert_cmpint (wage_kind_of ("participant.wage_kind = cuaca"), ==, JKK_WAGE_WEATHER);
  g_assert_cmpint (wage_kind_of ("participant.wage_kind = golongan-bpu"), ==, JKK_WAGE_BPU);
  g_assert_cmpint (wage_kind_of ("participant.wage_kind = per-bulan\nparticipant.working_week = 5"), ==,
                   JKK_WAGE_MONTHLY);
}

static void
test_rows_of_lists_keep_their_number (void)
{
  g_auto (JkkFacts) facts = { 0 };

  read_facts (&facts,
              "medical.rest_from = 2026-01-05\nabsences[1].letter = tanpa hari\nabsences[2].from_day = 2026-01-09\n"
              "expenses[2].kind = kacamata\nheirs[1].guardian_name = Wali\nchildren[1].school_level = pelatihan");
  g_assert_cmpuint (facts.n_ranges, ==, 2);
  g_assert_cmpuint (facts.ranges[0].row, ==, 0);
  g_assert_cmpuint (facts.ranges[1].row, ==, 2);
  g_autofree char *path = jkk_fact_path (&facts.ranges[1].from, facts.ranges[1].row);
  g_assert_cmpstr (path, ==, "absences[2].from_day");
  g_autofree char *plain = jkk_fact_path (&facts.ranges[0].from, 7);
  g_assert_cmpstr (plain, ==, "medical.rest_from");
  g_assert_cmpint (facts.expenses[0].kind.number, ==, JKK_EXPENSE_NONE);
  g_assert_cmpint (facts.expenses[1].kind.number, ==, JKK_EXPENSE_GLASSES);
  g_assert_true (facts.heirs[0].has_guardian);
  g_assert_cmpint (facts.children[0].level.number, ==, JKK_LEVEL_TRAINING);
}

/* Every term of a code list that the rules know must be known to them, or its facts would silently be lost. */
static void
test_every_code_of_the_forms_is_known (void)
{
  static const struct
  {
    const char *list;
    const char *path;
  } codes[] = {
    { "segment", "cover.segment" },
    { "outcome", "medical.outcome" },
    { "wage_kind", "participant.wage_kind" },
    { "expense_kind", "expenses[1].kind" },
    { "transport_mode", "expenses[1].mode" },
    { "payee", "expenses[1].paid_by" },
    { "impairment_kind", "impairments[1].kind" },
    { "relation", "heirs[1].relation" },
    { "school_level", "children[1].school_level" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const JkkCodeList *list = jkk_code_list_get (codes[i].list);

      for (guint j = 0; j < list->n_codes; j++)
        {
          g_autofree char *text = g_strdup_printf ("%s = %s", codes[i].path, list->codes[j].code);
          g_auto (JkkFacts) facts = { 0 };
          gint64 sum;

          read_facts (&facts, text);
          sum = facts.segment.number + facts.outcome.number + facts.wage_kind.number;
          if (facts.n_expenses > 0)
            sum += facts.expenses[0].kind.number + facts.expenses[0].mode.number + facts.expenses[0].paid_by.number;
          if (facts.n_impairments > 0)
            sum += facts.impairments[0].kind.number;
          if (facts.n_heirs > 0)
            sum += facts.heirs[0].relation.number;
          if (facts.n_children > 0)
            sum += facts.children[0].level.number;
          if (sum == 0)
            g_error ("the rules do not know %s", text);
        }
    }
}

static void
test_a_number_outside_all_limits_names_its_field (void)
{
  g_autoptr (JkkCase) jcase = golden_case ("expenses[1].amount = 5");
  g_autoptr (JkkCase) copy = jkk_case_copy (jcase);
  g_auto (JkkFacts) facts = { 0 };
  g_autoptr (GError) error = NULL;

  ((JkkExpense *) copy->expenses->pdata[0])->amount = -5;
  g_assert_false (jkk_facts_init (&facts, copy, TODAY, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
  g_assert_nonnull (g_strstr_len (error->message, -1, "expenses[#].amount"));
}

static void
test_the_first_and_the_last_day_of_the_calendar_are_let_in (void)
{
  g_auto (JkkFacts) facts = { 0 };

  read_facts (&facts, "accident.accident_day = 1900-01-01\nmedical.death_day = 2199-12-31");
  g_assert_cmpint (facts.law_day.number, ==, jkk_day_new (1900, 1, 1));
  g_assert_cmpint (facts.death_day.number, ==, jkk_day_new (2199, 12, 31));
}

static void
test_codes_come_back_as_they_went_in (void)
{
  g_assert_cmpstr (jkk_segment_code (JKK_SEGMENT_PMI), ==, "PMI");
  g_assert_null (jkk_segment_code (JKK_SEGMENT_NONE));
  g_assert_cmpstr (jkk_payee_code (JKK_PAYEE_HEIRS), ==, "ahli-waris");
  g_assert_null (jkk_payee_code (JKK_PAYEE_NONE));
  g_assert_cmpstr (jkk_outcome_code (JKK_OUTCOME_TREATED), ==, "masih-dalam-pengobatan");
  g_assert_null (jkk_outcome_code (JKK_OUTCOME_NONE));
  g_assert_cmpstr (jkk_relation_code (JKK_RELATION_WILL), ==, "wasiat");
  g_assert_null (jkk_relation_code (JKK_RELATION_NONE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/facts/an-empty-case-has-no-facts", test_an_empty_case_has_no_facts);
  g_test_add_func ("/facts/nothing-is-left-of-what-stood-there-before",
                   test_nothing_is_left_of_what_stood_there_before);
  g_test_add_func ("/facts/each-fact-says-where-it-stands", test_each_fact_says_where_it_stands);
  g_test_add_func ("/facts/the-form-whose-word-counts-is-taken", test_the_form_whose_word_counts_is_taken);
  g_test_add_func ("/facts/a-daily-wage-is-told-by-week-and-segment", test_a_daily_wage_is_told_by_week_and_segment);
  g_test_add_func ("/facts/rows-of-lists-keep-their-number", test_rows_of_lists_keep_their_number);
  g_test_add_func ("/facts/every-code-of-the-forms-is-known", test_every_code_of_the_forms_is_known);
  g_test_add_func ("/facts/a-number-outside-all-limits-names-its-field",
                   test_a_number_outside_all_limits_names_its_field);
  g_test_add_func ("/facts/the-first-and-the-last-day-of-the-calendar-are-let-in",
                   test_the_first_and_the_last_day_of_the_calendar_are_let_in);
  g_test_add_func ("/facts/codes-come-back-as-they-went-in", test_codes_come_back_as_they_went_in);
  return g_test_run ();
}
