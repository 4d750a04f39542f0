#include "golden.h"

#include "jkk-pack.h"

#include <string.h>

#define FIRST jkk_day_new (2015, 7, 1)
#define FIVE_YEARS_AHEAD jkk_day_new (2031, 12, 31)

static const JkkPackSet *
builtin (void)
{
  g_autoptr (GError) error = NULL;
  const JkkPackSet *packs = jkk_pack_set_builtin (&error);

  g_assert_no_error (error);
  return packs;
}

/* The law over the days */

static guint
count_packs (const JkkPackSet *packs, const char *segment, JkkDay day)
{
  guint n = 0;

  for (guint i = 0; i < jkk_pack_set_n (packs); i++)
    {
      const JkkPack *pack = jkk_pack_set_get (packs, i);

      n += jkk_pack_covers (pack, segment) && jkk_period_contains (jkk_pack_window (pack), day) ? 1 : 0;
    }
  return n;
}

static void
test_every_day_has_one_regulation_for_each_segment (void)
{
  static const char *const segments[] = { "PU", "BPU", "JAKON" };
  const JkkPackSet *packs = builtin ();

  for (JkkDay day = FIRST; day <= FIVE_YEARS_AHEAD; day++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (segments); i++)
        g_assert_cmpuint (count_packs (packs, segments[i], day), ==, 1);
      g_assert_cmpuint (count_packs (packs, "PMI", day), ==, day >= jkk_day_new (2023, 2, 22) ? 1 : 0);
    }
}

static guint
count_laws (const JkkPack *pack, JkkDay day)
{
  guint n = 0;

  for (guint i = 0; i < jkk_pack_n_laws (pack); i++)
    n += jkk_period_contains (jkk_pack_nth_law (pack, i)->valid, day) ? 1 : 0;
  return n;
}

static void
test_every_day_has_one_value_of_each_parameter (void)
{
  const JkkPackSet *packs = builtin ();

  for (JkkDay day = FIRST; day <= FIVE_YEARS_AHEAD; day++)
    for (guint i = 0; i < 2; i++)
      {
        const JkkPack *pack = jkk_pack_set_choose (packs, i == 0 ? "PU" : "PMI", day);

        if (pack == NULL)
          continue;
        g_assert_cmpuint (count_laws (pack, day), ==, 1);
        const JkkLaw *law = jkk_pack_law (pack, day);
        for (guint p = 0; p < JKK_N_PARAMETERS; p++)
          {
            const JkkValue *value = law->value[p];

            g_assert_nonnull (value);
            g_assert_true (jkk_period_contains (value->valid, day));
            g_assert_cmpint (law->number[p], ==, value->number);
            g_assert_cmpint (value->number == JKK_NONE, ==, value->state != JKK_VALUE_KNOWN);
          }
      }
}

static void
test_every_value_can_be_cited (void)
{
  const JkkPackSet *packs = builtin ();

  for (guint i = 0; i < jkk_pack_set_n (packs); i++)
    for (guint j = 0; j < jkk_pack_n_laws (jkk_pack_set_get (packs, i)); j++)
      for (guint p = 0; p < JKK_N_PARAMETERS; p++)
        {
          const JkkValue *value = jkk_pack_nth_law (jkk_pack_set_get (packs, i), j)->value[p];

          g_assert_cmpuint (strlen (value->article), >, 3);
          g_assert_nonnull (value->wording);
          g_assert_nonnull (jkk_pack_set_find (packs, value->pack));
          g_assert_cmpint (value->check == JKK_CHECK_NO, ==, value->by == NULL);
          g_assert_cmpint (value->check == JKK_CHECK_NO, ==, jkk_value_unconfirmed (value));
        }
}

static void
test_a_regulation_that_amends_takes_the_rest_from_the_amended (void)
{
  const JkkPackSet *packs = builtin ();
  const JkkLaw *law = jkk_pack_law (jkk_pack_set_find (packs, "PP-82-2019"), jkk_day_new (2026, 1, 1));

  g_assert_cmpint (law->number[JKK_PARAMETER_FUNERAL], ==, 10000000);
  g_assert_cmpstr (law->value[JKK_PARAMETER_FUNERAL]->pack, ==, "PP-82-2019");
  g_assert_cmpint (law->number[JKK_PARAMETER_DISABILITY_MULTIPLE], ==, 80);
  g_assert_cmpstr (law->value[JKK_PARAMETER_DISABILITY_MULTIPLE]->pack, ==, "PP-44-2015");
  g_assert_cmpint (law->number[JKK_PARAMETER_HEARING_SLOPE], ==, 150);
  g_assert_cmpstr (law->value[JKK_PARAMETER_HEARING_SLOPE]->pack, ==, "PER-25-2008");
}

static void
test_the_rule_of_2025_holds_from_its_day (void)
{
  const JkkPack *pack = jkk_pack_set_find (builtin (), "PP-82-2019");

  g_assert_cmpint (jkk_pack_law (pack, jkk_day_new (2025, 2, 23))->number[JKK_PARAMETER_LATE_EMPLOYER_FIRST], ==, 0);
  g_assert_cmpint (jkk_pack_law (pack, jkk_day_new (2025, 2, 24))->number[JKK_PARAMETER_LATE_EMPLOYER_FIRST], ==, 1);
  g_assert_cmpuint (jkk_pack_n_laws (pack), ==, 2);
}

/* The table */

static void
test_the_table_has_every_row_but_45 (void)
{
  const JkkLaw *law = jkk_pack_law (jkk_pack_set_find (builtin (), "PP-82-2019"), jkk_day_new (2026, 1, 1));

  for (guint i = 0; i < JKK_MAX_TABLE_ROW; i++)
    {
      const JkkTableRow *row = law->row[i];

      g_assert_cmpint (row != NULL, ==, i >= 1 && i <= 47 && i != 45);
      if (row == NULL)
        continue;
      g_assert_cmpint (row->number, ==, i);
      g_assert_cmpint (row->percent, >, 0);
      g_assert_cmpint (row->percent_max, <=, 7000);
      g_assert_cmpuint (strlen (row->wording), >, 5);
      g_assert_nonnull (row->article);
      if (row->partner != 0)
        g_assert_cmpint (law->row[row->partner]->partner, ==, i);
    }
}

static void
test_the_right_side_is_worth_more_than_the_left (void)
{
  const JkkLaw *law = jkk_pack_law (jkk_pack_set_find (builtin (), "PP-82-2019"), jkk_day_new (2026, 1, 1));
  guint pairs = 0;

  for (guint i = 0; i < JKK_MAX_TABLE_ROW; i++)
    if (law->row[i] != NULL && law->row[i]->side == JKK_SIDE_RIGHT)
      {
        g_assert_cmpint (law->row[i]->percent, >, law->row[law->row[i]->partner]->percent);
        pairs++;
      }
  g_assert_cmpuint (pairs, ==, 8);
}

static void
test_half_a_percent_is_kept (void)
{
  const JkkLaw *law = jkk_pack_law (jkk_pack_set_find (builtin (), "PP-44-2015"), jkk_day_new (2018, 1, 1));

  g_assert_cmpint (law->row[21]->percent, ==, 450);
  g_assert_cmpint (law->row[24]->percent, ==, 150);
  g_assert_cmpint (law->row[28]->percent, ==, 1000);
  g_assert_cmpint (law->row[28]->percent_max, ==, 3000);
  g_assert_cmpstr (law->row[33]->each, ==, "10 desibel");
}

/* Choosing */

static void
test_before_the_oldest_regulation_there_is_none (void)
{
  const JkkPackSet *packs = builtin ();

  g_assert_null (jkk_pack_set_choose (packs, "PU", jkk_day_new (2015, 6, 30)));
  g_assert_cmpstr (jkk_pack_id (jkk_pack_set_first (packs, "PU")), ==, "PP-44-2015");
  g_assert_true (jkk_value_unconfirmed (jkk_pack_window_source (jkk_pack_set_first (packs, "PU"))));
  g_assert_cmpstr (jkk_pack_id (jkk_pack_set_first (packs, "PMI")), ==, "PMK-4-2023");
  g_assert_null (jkk_pack_set_first (packs, "XYZ"));
  g_assert_null (jkk_pack_law (jkk_pack_set_find (packs, "PP-44-2015"), jkk_day_new (2019, 12, 2)));
}

static void
test_a_regulation_for_others_decides_nothing (void)
{
  const JkkPack *pack = jkk_pack_set_find (builtin (), "PER-25-2008");

  g_assert_false (jkk_pack_covers (pack, "PU"));
  g_assert_cmpuint (jkk_pack_n_laws (pack), ==, 0);
}

static void
test_the_version_changes_with_the_file_and_what_it_extends (void)
{
  g_autoptr (JkkPackSet) draft = golden_draft ("PP-44-2015", ">16200000<", ">14200000<");

  for (guint i = 0; i < jkk_pack_set_n (draft); i++)
    {
      const JkkPack *pack = jkk_pack_set_get (draft, i);
      const char *before = jkk_pack_version (jkk_pack_set_find (builtin (), jkk_pack_id (pack)));

      g_assert_cmpuint (strlen (before), ==, 64);
      g_assert_cmpint (g_str_has_prefix (jkk_pack_id (pack), "PP-"), ==,
                       !g_str_equal (before, jkk_pack_version (pack)));
    }
}

/* Drafts */

#define NEW_PACK                                                                                                       \
  "<regulation xmlns='urn:santun:peraturan:1' id='PP-X' extends='PP-82-2019' segments='PU'><title>Uji</title>"         \
  "<window from='2027-03-01' article='uji' checked='no'/>"                                                             \
  "<parameter id='funeral' unit='rupiah'><wording>Biaya pemakaman</wording>"                                           \
  "<value article='uji' checked='no'>15000000</value></parameter></regulation>"

static void
test_a_new_regulation_takes_over_on_its_day (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPackSet) packs = jkk_pack_set_with_draft (NEW_PACK, &error);
  const JkkDay day = jkk_day_new (2027, 3, 1);

  g_assert_no_error (error);
  g_assert_cmpstr (jkk_pack_id (jkk_pack_set_choose (packs, "PU", day - 1)), ==, "PP-82-2019");
  g_assert_cmpstr (jkk_pack_id (jkk_pack_set_choose (packs, "PU", day)), ==, "PP-X");
  g_assert_cmpstr (jkk_pack_id (jkk_pack_set_choose (packs, "BPU", day)), ==, "PP-82-2019");
  const JkkLaw *law = jkk_pack_law (jkk_pack_set_find (packs, "PP-X"), day);
  g_assert_cmpint (law->number[JKK_PARAMETER_FUNERAL], ==, 15000000);
  g_assert_cmpint (law->number[JKK_PARAMETER_PERIODIC_AMOUNT], ==, 500000);
}

static void
test_a_value_may_change_within_a_regulation (void)
{
  g_autoptr (GString) xml = g_string_new (NEW_PACK);
  g_autoptr (GError) error = NULL;

  g_string_replace (xml, "<value article",
                    "<value from='2028-01-01' article='baru' checked='no'>2</value>"
                    "<value until='2027-12-31' article",
                    0);
  g_autoptr (JkkPackSet) packs = jkk_pack_set_with_draft (xml->str, &error);
  g_assert_no_error (error);
  const JkkPack *pack = jkk_pack_set_find (packs, "PP-X");
  g_assert_cmpint (jkk_pack_law (pack, jkk_day_new (2027, 12, 31))->number[JKK_PARAMETER_FUNERAL], ==, 15000000);
  g_assert_cmpint (jkk_pack_law (pack, jkk_day_new (2028, 1, 1))->number[JKK_PARAMETER_FUNERAL], ==, 2);
  g_assert_cmpuint (jkk_pack_n_laws (pack), ==, 2);
}

/* Faulty files */

static void
assert_refused (const char *xml, const char *because)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPackSet) packs = jkk_pack_set_with_draft (xml, &error);

  g_assert_null (packs);
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
  if (strstr (error->message, because) == NULL)
    g_error ("“%s” does not say “%s”", error->message, because);
}

static void
assert_change_refused (const char *from, const char *to, const char *because)
{
  g_autoptr (GString) xml = g_string_new (NEW_PACK);

  g_assert_cmpuint (g_string_replace (xml, from, to, 0), >, 0);
  assert_refused (xml->str, because);
}

static void
test_a_faulty_file_is_refused_with_its_line (void)
{
  assert_refused ("", "Line 1");
  assert_refused ("<regulation", "Line 1");
  assert_refused ("<regulation", "cut off here (libxml2: ");
  assert_refused ("<other xmlns='urn:santun:peraturan:1'/>", "does not follow the schema (libxml2: ");
  assert_refused ("\n\n<other xmlns='urn:santun:peraturan:1'/>", "Line 3");
  assert_change_refused ("'funeral'", "'funerals'", "funerals");
  assert_change_refused ("unit='rupiah'", "unit='persen'", "persen");
  assert_change_refused ("unit='rupiah'", "unit='dollar'", "dollar");
  assert_change_refused (">15000000<", ">15.5<", "15.5");
  assert_change_refused (">15000000<", ">-1<", "-1");
  assert_change_refused (">15000000<", ">9999999999999999<", "9999999999999999");
  assert_change_refused (">15000000<", ">banyak<", "banyak");
  assert_change_refused ("2027-03-01", "2027-02-30", "2027-02-30");
  assert_change_refused ("2027-03-01", "2500-01-01", "1900");
  assert_change_refused ("checked='no'", "checked='maybe'", "maybe");
  assert_change_refused ("checked='no'", "checked='yes'", "by whom");
  assert_change_refused ("extends='PP-82-2019'", "extends='PP-1-1900'", "PP-1-1900");
  assert_change_refused ("extends='PP-82-2019'", "extends='PP-X'", "PP-X");
  assert_change_refused ("extends='PP-82-2019'", "extends='PP-82-2019 PMK-4-2023'", "It has two values");
  assert_change_refused ("extends='PP-82-2019'", "", "It has no value");
  assert_change_refused ("segments='PU'", "segments='PNS'", "PNS");
  assert_change_refused ("segments='PU'", "", "belong together");
}

static void
test_two_values_on_one_day_are_refused (void)
{
  assert_change_refused ("</parameter>", "<value from='2028-01-01' article='uji' checked='no'>2</value></parameter>",
                         "same day");
}

static void
test_a_day_without_a_value_is_refused (void)
{
  assert_change_refused ("<value article", "<value from='2027-03-02' article", "01-03-2027");
  assert_change_refused ("<value article", "<value until='2030-12-31' article", "01-01-2031");
}

static void
test_a_value_that_ends_before_it_begins_is_refused (void)
{
  assert_change_refused ("<value article", "<value from='2028-01-01' until='2027-12-31' article", "before");
}

static void
test_a_parameter_that_stands_twice_is_refused (void)
{
  assert_change_refused ("</regulation>",
                         "<parameter id='funeral' unit='rupiah'><wording>lagi</wording><value article='uji' "
                         "checked='no'>1</value></parameter></regulation>",
                         "Line 1");
}

static void
test_division_by_nothing_is_refused (void)
{
  assert_change_refused ("</regulation>",
                         "<parameter id='stmb-divisor' unit='hari'><wording>Pembagi</wording><value article='uji' "
                         "checked='no'>0</value></parameter></regulation>",
                         "stmb-divisor");
}

static void
test_rows_that_contradict_are_refused (void)
{
  static const char *const rows[] = {
    "<row number='1' percent='40' side='kanan' article='uji' checked='no'>Lengan</row>",
    "<row number='1' percent='40' side='kanan' partner='2' article='uji' checked='no'>Lengan</row>",
    "<row number='1' percent='30' percent-max='10' article='uji' checked='no'>Kulit</row>",
    "<row number='1' percent='101' article='uji' checked='no'>Lengan</row>",
    "<row number='100' percent='10' article='uji' checked='no'>Lengan</row>",
    "<row number='1' percent='1.555' article='uji' checked='no'>Lengan</row>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *table = g_strdup_printf ("<table>%s</table></regulation>", rows[i]);

      assert_change_refused ("</regulation>", table, "Line 1");
    }
}

static void
test_hostile_files_are_refused_quickly (void)
{
  g_autofree char *entity = g_strconcat ("<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", NEW_PACK, NULL);
  g_autofree char *bomb =
      g_strconcat ("<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
                   "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'>"
                   "<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;'>]><r>&f;&f;</r>",
                   NULL);

  assert_refused (entity, "document type");
  assert_refused (bomb, "Line 1");
}

static void
test_the_schema_accepts_every_regulation_of_the_program (void)
{
  static const char *const all[] = { "PER-25-2008", "PERMENAKER-5-2021", "PP-44-2015", "PP-82-2019", "PMK-4-2023" };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autofree char *xml = golden_regulation (all[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (JkkPackSet) packs = jkk_pack_set_with_draft (xml, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (jkk_pack_set_n (packs), ==, G_N_ELEMENTS (all));
      g_assert_cmpstr (jkk_pack_version (jkk_pack_set_find (packs, all[i])), ==,
                       jkk_pack_version (jkk_pack_set_find (builtin (), all[i])));
    }
}

static void
test_every_mark_has_words (void)
{
  g_assert_cmpstr (jkk_check_mark_name (JKK_CHECK_YES), ==, "yes");
  g_assert_cmpstr (jkk_check_mark_name (JKK_CHECK_SECONDARY), ==, "secondary");
  g_assert_cmpstr (jkk_check_mark_name (JKK_CHECK_NO), ==, "no");
  g_assert_nonnull (jkk_check_mark_label (JKK_CHECK_NO));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pack/every-day-has-one-regulation-for-each-segment",
                   test_every_day_has_one_regulation_for_each_segment);
  g_test_add_func ("/pack/every-day-has-one-value-of-each-parameter", test_every_day_has_one_value_of_each_parameter);
  g_test_add_func ("/pack/every-value-can-be-cited", test_every_value_can_be_cited);
  g_test_add_func ("/pack/a-regulation-that-amends-takes-the-rest-from-the-amended",
                   test_a_regulation_that_amends_takes_the_rest_from_the_amended);
  g_test_add_func ("/pack/the-rule-of-2025-holds-from-its-day", test_the_rule_of_2025_holds_from_its_day);
  g_test_add_func ("/pack/the-table-has-every-row-but-45", test_the_table_has_every_row_but_45);
  g_test_add_func ("/pack/the-right-side-is-worth-more-than-the-left", test_the_right_side_is_worth_more_than_the_left);
  g_test_add_func ("/pack/half-a-percent-is-kept", test_half_a_percent_is_kept);
  g_test_add_func ("/pack/before-the-oldest-regulation-there-is-none", test_before_the_oldest_regulation_there_is_none);
  g_test_add_func ("/pack/a-regulation-for-others-decides-nothing", test_a_regulation_for_others_decides_nothing);
  g_test_add_func ("/pack/the-version-changes-with-the-file-and-what-it-extends",
                   test_the_version_changes_with_the_file_and_what_it_extends);
  g_test_add_func ("/pack/a-new-regulation-takes-over-on-its-day", test_a_new_regulation_takes_over_on_its_day);
  g_test_add_func ("/pack/a-value-may-change-within-a-regulation", test_a_value_may_change_within_a_regulation);
  g_test_add_func ("/pack/a-faulty-file-is-refused-with-its-line", test_a_faulty_file_is_refused_with_its_line);
  g_test_add_func ("/pack/two-values-on-one-day-are-refused", test_two_values_on_one_day_are_refused);
  g_test_add_func ("/pack/a-day-without-a-value-is-refused", test_a_day_without_a_value_is_refused);
  g_test_add_func ("/pack/a-value-that-ends-before-it-begins-is-refused",
                   test_a_value_that_ends_before_it_begins_is_refused);
  g_test_add_func ("/pack/a-parameter-that-stands-twice-is-refused", test_a_parameter_that_stands_twice_is_refused);
  g_test_add_func ("/pack/division-by-nothing-is-refused", test_division_by_nothing_is_refused);
  g_test_add_func ("/pack/rows-that-contradict-are-refused", test_rows_that_contradict_are_refused);
  g_test_add_func ("/pack/hostile-files-are-refused-quickly", test_hostile_files_are_refused_quickly);
  g_test_add_func ("/pack/the-schema-accepts-every-regulation-of-the-program",
                   test_the_schema_accepts_every_regulation_of_the_program);
  g_test_add_func ("/pack/every-mark-has-words", test_every_mark_has_words);
  return g_test_run ();
}
