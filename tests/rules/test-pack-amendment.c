#include "golden.h"

#include "jkk-benefit.h"

#define FIRST jkk_day_new (2015, 7, 1)
#define FIVE_YEARS_AHEAD jkk_day_new (2031, 12, 31)
#define SINCE_2019 jkk_day_new (2019, 12, 2)

static const JkkPackSet *
builtin (void)
{
  g_autoptr (GError) error = NULL;
  const JkkPackSet *packs = jkk_pack_set_builtin (&error);

  g_assert_no_error (error);
  return packs;
}

static void
add (GPtrArray *entries, const char *pack, const char *parameter, JkkDay from, const char *value)
{
  JkkLawEntry *entry = jkk_law_entry_new (pack, parameter, from, value, "naskah yang diterbitkan, halaman 31");

  entry->id = (gint64) entries->len + 1;
  entry->person = g_strdup ("budi");
  entry->person_name = g_strdup ("Budi Hartono");
  entry->time = G_GINT64_CONSTANT (1780000000) + entry->id;
  g_ptr_array_add (entries, entry);
}

static GPtrArray *
entries_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_law_entry_free);
}

static JkkPackSet *
amended (GPtrArray *entries)
{
  g_autoptr (GError) error = NULL;
  JkkPackSet *packs = jkk_pack_set_amended (builtin (), NULL, entries, &error);

  g_assert_no_error (error);
  return packs;
}

static const JkkValue *
value (const JkkPackSet *packs, JkkParameter parameter, int year, int month, int day)
{
  JkkDay on = jkk_day_new (year, month, day);

  return jkk_pack_law (jkk_pack_set_choose (packs, "PU", on), on)->value[parameter];
}

static void
test_no_entries_leave_the_law_as_it_is (void)
{
  g_autoptr (GPtrArray) entries = entries_new ();
  g_autoptr (JkkPackSet) packs = amended (entries);

  for (guint i = 0; i < jkk_pack_set_n (packs); i++)
    {
      const JkkPack *pack = jkk_pack_set_get (packs, i);

      g_assert_cmpstr (jkk_pack_version (pack), ==,
                       jkk_pack_version (jkk_pack_set_find (builtin (), jkk_pack_id (pack))));
    }
}

static void
test_confirming_changes_the_mark_and_not_the_value (void)
{
  g_autoptr (GPtrArray) entries = entries_new ();
  const JkkValue *before = value (builtin (), JKK_PARAMETER_DENTAL_MAX, 2026, 1, 1);

  g_assert_true (jkk_value_unconfirmed (before));
  add (entries, before->pack, "dental-max", before->valid.from, NULL);
  g_autoptr (JkkPackSet) packs = amended (entries);
  const JkkValue *after = value (packs, JKK_PARAMETER_DENTAL_MAX, 2026, 1, 1);
  g_assert_false (jkk_value_unconfirmed (after));
  g_assert_cmpint (after->number, ==, before->number);
  g_assert_cmpstr (after->by, ==, "Budi Hartono");
  g_assert_cmpstr (after->source, ==, "naskah yang diterbitkan, halaman 31");
  g_assert_cmpstr (after->article, ==, before->article);
  g_assert_cmpint (after->entry, ==, 1);
}

static void
test_a_correction_holds_from_its_day_to_the_end_of_the_value (void)
{
  g_autoptr (GPtrArray) entries = entries_new ();

  add (entries, "PP-82-2019", "funeral", jkk_day_new (2026, 3, 1), "12000000");
  g_autoptr (JkkPackSet) packs = amended (entries);
  g_assert_cmpint (value (packs, JKK_PARAMETER_FUNERAL, 2026, 2, 28)->number, ==, 10000000);
  g_assert_cmpint (value (packs, JKK_PARAMETER_FUNERAL, 2026, 3, 1)->number, ==, 12000000);
  g_assert_cmpint (value (packs, JKK_PARAMETER_FUNERAL, 2031, 3, 1)->number, ==, 12000000);
  g_assert_cmpint (value (packs, JKK_PARAMETER_FUNERAL, 2019, 12, 1)->number, ==, 3000000);
}

static void
test_two_entries_cut_a_value_into_three (void)
{
  g_autoptr (GPtrArray) entries = entries_new ();

  add (entries, "PP-82-2019", "funeral", jkk_day_new (2027, 1, 1), NULL);
  add (entries, "PP-82-2019", "funeral", jkk_day_new (2026, 3, 1), "12000000");
  g_autoptr (JkkPackSet) packs = amended (entries);
  g_assert_cmpint (value (packs, JKK_PARAMETER_FUNERAL, 2026, 2, 28)->number, ==, 10000000);
  g_assert_cmpint (value (packs, JKK_PARAMETER_FUNERAL, 2026, 12, 31)->number, ==, 12000000);
  g_assert_cmpint (value (packs, JKK_PARAMETER_FUNERAL, 2027, 1, 1)->number, ==, 10000000);
}

static void
test_a_later_entry_for_the_same_day_takes_back_a_correction (void)
{
  g_autoptr (GPtrArray) entries = entries_new ();

  add (entries, "PP-82-2019", "funeral", SINCE_2019, "12000000");
  add (entries, "PP-82-2019", "funeral", SINCE_2019, NULL);
  g_autoptr (JkkPackSet) packs = amended (entries);
  g_assert_cmpint (value (packs, JKK_PARAMETER_FUNERAL, 2026, 1, 1)->number, ==, 10000000);
  g_assert_cmpint (value (packs, JKK_PARAMETER_FUNERAL, 2026, 1, 1)->entry, ==, 2);
}

static void
test_an_entry_gives_its_regulation_and_those_that_extend_it_another_version (void)
{
  static const char *const changed[] = { "PP-44-2015", "PP-82-2019" };
  g_autoptr (GPtrArray) entries = entries_new ();

  add (entries, "PP-44-2015", "disability-cap", FIRST, NULL);
  g_autoptr (JkkPackSet) packs = amended (entries);
  for (guint i = 0; i < G_N_ELEMENTS (changed); i++)
    g_assert_cmpstr (jkk_pack_version (jkk_pack_set_find (packs, changed[i])), !=,
                     jkk_pack_version (jkk_pack_set_find (builtin (), changed[i])));
  g_assert_cmpstr (jkk_pack_version (jkk_pack_set_find (packs, "PER-25-2008")), ==,
                   jkk_pack_version (jkk_pack_set_find (builtin (), "PER-25-2008")));
}

static void
test_a_row_of_the_table_can_be_confirmed_and_corrected (void)
{
  g_autoptr (GPtrArray) entries = entries_new ();

  add (entries, "PP-44-2015", "cacat-15", FIRST, NULL);
  add (entries, "PP-44-2015", "cacat-21", SINCE_2019, "5");
  add (entries, "PP-44-2015", "cacat-28", FIRST, "10-25,5");
  g_autoptr (JkkPackSet) packs = amended (entries);
  const JkkLaw *old = jkk_pack_law (jkk_pack_set_find (packs, "PP-44-2015"), SINCE_2019 - 1);
  const JkkLaw *new = jkk_pack_law (jkk_pack_set_find (packs, "PP-82-2019"), SINCE_2019);
  g_assert_cmpint (new->row[15]->check, ==, JKK_CHECK_YES);
  g_assert_cmpint (new->row[15]->percent, ==, 1500);
  g_assert_cmpint (old->row[21]->percent, ==, 450);
  g_assert_cmpint (new->row[21]->percent, ==, 500);
  g_assert_cmpint (new->row[21]->percent_max, ==, 500);
  g_assert_cmpint (new->row[28]->percent_max, ==, 2550);
  g_assert_cmpint (new->row[15]->partner, ==, 16);
}

static void
test_an_amount_follows_the_correction (void)
{
  g_autoptr (GPtrArray) entries = entries_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCase) jcase = golden_case ("cover.segment = PU\naccident.accident_day = 2026-04-01\n"
                                           "participant.wage_kind = per-bulan\nparticipant.wage = 4000000\n"
                                           "medical.outcome = meninggal-dunia\nmedical.death_day = 2026-04-02\n");

  add (entries, "PP-82-2019", "funeral", SINCE_2019, "12500000");
  g_autoptr (JkkPackSet) packs = amended (entries);
  g_autoptr (JkkPayout) payout = jkk_calculate_with (packs, jcase, jkk_day_new (2026, 5, 1), &error);
  g_assert_no_error (error);
  g_assert_cmpint (jkk_payout_find_line (payout, jkk_benefit_code (JKK_BENEFIT_FUNERAL))->amount, ==, 12500000);
  g_assert_cmpstr (payout->pack_version, ==, jkk_pack_version (jkk_pack_set_find (packs, "PP-82-2019")));
}

static void
refused (const char *pack, const char *parameter, JkkDay from, const char *text, JkkError code)
{
  g_autoptr (GPtrArray) entries = entries_new ();
  g_autoptr (GError) error = NULL;

  add (entries, pack, parameter, from, text);
  g_autoptr (JkkPackSet) packs = jkk_pack_set_amended (builtin (), NULL, entries, &error);
  g_test_message ("%s", error != NULL ? error->message : "no error");
  g_assert_error (error, JKK_ERROR, (int) code);
  g_assert_null (packs);
}

static void
test_what_cannot_be_is_refused (void)
{
  refused ("PP-1-1900", "funeral", FIRST, NULL, JKK_ERROR_NOT_FOUND);
  refused ("PP-82-2019", "funerall", FIRST, NULL, JKK_ERROR_NOT_FOUND);
  refused ("PP-82-2019", "disability-cap", FIRST, NULL, JKK_ERROR_NOT_FOUND);
  refused ("PP-82-2019", "cacat-15", FIRST, NULL, JKK_ERROR_NOT_FOUND);
  refused ("PP-44-2015", "cacat-45", FIRST, NULL, JKK_ERROR_NOT_FOUND);
  refused ("PP-82-2019", "funeral", SINCE_2019, "sepuluh juta", JKK_ERROR_INVALID);
  refused ("PP-82-2019", "funeral", SINCE_2019, "", JKK_ERROR_INVALID);
  refused ("PP-82-2019", "stmb-rate-3", SINCE_2019, "50.555", JKK_ERROR_INVALID);
  refused ("PP-82-2019", "stmb-rate-3", SINCE_2019, ".", JKK_ERROR_INVALID);
  refused ("PP-44-2015", "stmb-first-day", FIRST, "besok", JKK_ERROR_INVALID);
  refused ("PP-44-2015", "cacat-28", FIRST, "30-10", JKK_ERROR_INVALID);
  refused ("PP-44-2015", "cacat-28", FIRST, "101", JKK_ERROR_INVALID);
  refused ("PP-44-2015", "stmb-divisor", FIRST, "0", JKK_ERROR_FORMAT);
}

static void
test_an_unknown_value_needs_a_number (void)
{
  const JkkPack *pmk = jkk_pack_set_find (builtin (), "PMK-4-2023");
  JkkDay day = jkk_pack_window (pmk).from;
  guint n = 0;

  for (guint i = 0; i < JKK_N_PARAMETERS; i++)
    {
      const JkkValue *stated = jkk_pack_stated_value (pmk, (JkkParameter) i, day);

      if (stated == NULL || stated->state != JKK_VALUE_UNKNOWN)
        continue;
      refused ("PMK-4-2023", jkk_parameter_info ((JkkParameter) i)->id, day, NULL, JKK_ERROR_INVALID);
      n++;
    }
  g_test_message ("%u unknown values", n);
}

static void
test_a_draft_stands_as_it_is_written (void)
{
  g_autoptr (GPtrArray) entries = entries_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *draft = golden_regulation ("PP-82-2019");

  add (entries, "PP-82-2019", "funeral", SINCE_2019, "12000000");
  add (entries, "PP-44-2015", "disability-cap", FIRST, "75");
  g_autoptr (JkkPackSet) packs = jkk_pack_set_amended (builtin (), draft, entries, &error);
  g_assert_no_error (error);
  g_assert_cmpint (value (packs, JKK_PARAMETER_FUNERAL, 2026, 1, 1)->number, ==, 10000000);
  g_assert_cmpint (value (packs, JKK_PARAMETER_DISABILITY_CAP, 2026, 1, 1)->number, ==, 7500);
}

/* The law over the days, with entries at many places */
static void
test_every_day_still_has_one_value_of_each_parameter (void)
{
  g_autoptr (GPtrArray) entries = entries_new ();
  GRand *dice = g_rand_new_with_seed (20260505);

  for (guint i = 0; i < 200; i++)
    {
      JkkDay day = FIRST + g_rand_int_range (dice, 0, (gint32) (FIVE_YEARS_AHEAD - FIRST));
      const JkkLaw *law = jkk_pack_law (jkk_pack_set_choose (builtin (), "PU", day), day);
      guint p = (guint) g_rand_int_range (dice, 0, JKK_N_PARAMETERS);
      const JkkParameterInfo *info = jkk_parameter_info ((JkkParameter) p);
      gboolean number = info->unit != JKK_UNIT_CHOICE && info->unit != JKK_UNIT_FLAG;

      if (law->value[p]->state == JKK_VALUE_KNOWN)
        add (entries, law->value[p]->pack, info->id, day, number && i % 2 == 0 ? "7" : NULL);
    }
  g_rand_free (dice);
  g_assert_cmpuint (entries->len, >, 100);
  g_autoptr (JkkPackSet) packs = amended (entries);
  for (JkkDay day = FIRST; day <= FIVE_YEARS_AHEAD; day++)
    {
      const JkkPack *pack = jkk_pack_set_choose (packs, "PU", day);
      guint n = 0;

      for (guint i = 0; i < jkk_pack_n_laws (pack); i++)
        n += jkk_period_contains (jkk_pack_nth_law (pack, i)->valid, day) ? 1 : 0;
      g_assert_cmpuint (n, ==, 1);
      for (guint p = 0; p < JKK_N_PARAMETERS; p++)
        g_assert_true (jkk_period_contains (jkk_pack_law (pack, day)->value[p]->valid, day));
    }
}

static void
test_rows_have_names_beside_the_parameters (void)
{
  g_autofree char *id = jkk_table_row_id (12);
  gint64 number = 0;

  g_assert_cmpstr (id, ==, "cacat-12");
  g_assert_true (jkk_table_row_find (id, &number));
  g_assert_cmpint (number, ==, 12);
  g_assert_false (jkk_table_row_find ("cacat-0", &number));
  g_assert_false (jkk_table_row_find ("cacat-100", &number));
  g_assert_false (jkk_table_row_find ("cacat-1x", &number));
  g_assert_false (jkk_table_row_find ("funeral", &number));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pack-amendment/no-entries-leave-the-law-as-it-is", test_no_entries_leave_the_law_as_it_is);
  g_test_add_func ("/pack-amendment/confirming-changes-the-mark-and-not-the-value",
                   test_confirming_changes_the_mark_and_not_the_value);
  g_test_add_func ("/pack-amendment/a-correction-holds-from-its-day-to-the-end-of-the-value",
                   test_a_correction_holds_from_its_day_to_the_end_of_the_value);
  g_test_add_func ("/pack-amendment/two-entries-cut-a-value-into-three", test_two_entries_cut_a_value_into_three);
  g_test_add_func ("/pack-amendment/a-later-entry-for-the-same-day-takes-back-a-correction",
                   test_a_later_entry_for_the_same_day_takes_back_a_correction);
  g_test_add_func ("/pack-amendment/an-entry-gives-its-regulation-and-those-that-extend-it-another-version",
                   test_an_entry_gives_its_regulation_and_those_that_extend_it_another_version);
  g_test_add_func ("/pack-amendment/a-row-of-the-table-can-be-confirmed-and-corrected",
                   test_a_row_of_the_table_can_be_confirmed_and_corrected);
  g_test_add_func ("/pack-amendment/an-amount-follows-the-correction", test_an_amount_follows_the_correction);
  g_test_add_func ("/pack-amendment/what-cannot-be-is-refused", test_what_cannot_be_is_refused);
  g_test_add_func ("/pack-amendment/an-unknown-value-needs-a-number", test_an_unknown_value_needs_a_number);
  g_test_add_func ("/pack-amendment/a-draft-stands-as-it-is-written", test_a_draft_stands_as_it_is_written);
  g_test_add_func ("/pack-amendment/every-day-still-has-one-value-of-each-parameter",
                   test_every_day_still_has_one_value_of_each_parameter);
  g_test_add_func ("/pack-amendment/rows-have-names-beside-the-parameters", test_rows_have_names_beside_the_parameters);
  return g_test_run ();
}
