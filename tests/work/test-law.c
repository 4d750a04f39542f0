#include "jkk-law.h"
#include "jkk-work-fixture.h"

#include <string.h>

#define SINCE_2019 jkk_day_new (2019, 12, 2)
#define SOURCE "Naskah PP 82/2019, lampiran"

static JkkDay
today (void)
{
  return jkk_day_new (2026, 5, 5);
}

static JkkOutcome *
confirm (Fixture *fixture, const char *pack, const char *parameter, const char *value, GError **error)
{
  g_autoptr (JkkLawEntry) entry = jkk_law_entry_new (pack, parameter, SINCE_2019, value, NULL);
  JkkRequest request = { .law = entry, .reason = SOURCE };

  return jkk_office_do (fixture->office, "confirm-value", &request, error);
}

static void
confirmed (Fixture *fixture, const char *pack, const char *parameter, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) outcome = confirm (fixture, pack, parameter, value, &error);

  g_assert_no_error (error);
  g_assert_nonnull (outcome);
}

static JkkLawBand *
find (Fixture *fixture, const char *pack, const char *parameter)
{
  g_autoptr (GError) error = NULL;
  JkkLawBand *band = jkk_law_find (fixture->office, pack, parameter, today (), &error);

  g_assert_no_error (error);
  return band;
}

static JkkMoney
sum (Fixture *fixture, const JkkCase *jcase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPayout) payout = jkk_office_calculate (fixture->office, jcase, today (), &error);

  g_assert_no_error (error);
  return payout->total;
}

static void
test_a_confirmed_figure_loses_its_mark (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) before = NULL, after = NULL;

  sign_in (fixture, "budi");
  g_autoptr (JkkLawBand) open = find (fixture, "PP-44-2015", "disability-cap");
  g_assert_cmpint (open->mark, ==, JKK_LAW_OPEN);
  before = jkk_law_list (fixture->office, today (), TRUE, NULL);
  confirmed (fixture, "PP-44-2015", "disability-cap", NULL);
  g_autoptr (JkkLawBand) done = find (fixture, "PP-44-2015", "disability-cap");
  g_assert_cmpint (done->mark, ==, JKK_LAW_CONFIRMED);
  g_assert_true (done->by_office);
  g_assert_cmpstr (done->by, ==, "Budi Contoh");
  g_assert_cmpstr (done->source, ==, SOURCE);
  g_assert_cmpstr (done->text, ==, open->text);
  after = jkk_law_list (fixture->office, today (), TRUE, NULL);
  g_assert_cmpuint (after->len, ==, before->len - 1);
}

static void
test_every_calculation_of_the_office_follows_a_correction (Fixture *fixture, gconstpointer data)
{
  gint64 id = 0;
  g_autoptr (GError) error = NULL;

  sign_in (fixture, "sari");
  id = take_in (fixture);
  g_autoptr (JkkCase) jcase = load (fixture, id);
  g_assert_cmpint (sum (fixture, jcase), ==, 5466667);
  sign_in (fixture, "budi");
  confirmed (fixture, "PP-82-2019", "stmb-rate-1", "50");
  g_assert_cmpint (sum (fixture, jcase), ==, 2733333);
  /* The list, too, though nobody touched the case. */
  g_autoptr (GPtrArray) rows = jkk_office_rows (fixture->office, &id, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (((JkkCaseRow *) rows->pdata[0])->total, ==, 2733333);
  /* What is proposed is frozen with the version of the law that it was made by. */
  sign_in (fixture, "sari");
  g_clear_pointer (&jcase, jkk_case_unref);
  jcase = deed (fixture, "take", id, NULL);
  g_clear_pointer (&jcase, jkk_case_unref);
  jcase = deed (fixture, "propose", id, NULL);
  g_autoptr (JkkCaseFile) file = jkk_office_load (fixture->office, id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (file->decision->total, ==, 2733333);
  g_autoptr (JkkPayout) plain = jkk_verification_calculate (file->jcase, today (), &error);
  g_assert_cmpstr (file->decision->pack_version, !=, plain->pack_version);
  g_autofree char *version = g_strdup (file->decision->pack_version);
  sign_in (fixture, "budi");
  confirmed (fixture, "PP-82-2019", "stmb-rate-1", NULL);
  g_assert_cmpint (sum (fixture, file->jcase), ==, 5466667);
  g_autoptr (JkkCaseFile) later = jkk_office_load (fixture->office, id, &error);
  g_assert_cmpint (later->decision->total, ==, 2733333);
  g_assert_cmpstr (later->decision->pack_version, ==, version);
}

static void
test_the_office_keeps_its_law_when_it_is_opened_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sign_in (fixture, "admin");
  confirmed (fixture, "PP-82-2019", "funeral", "12000000");
  jkk_office_close (fixture->office);
  g_clear_object (&fixture->office);
  fixture->office = jkk_office_open (fixture->place, &error);
  g_assert_no_error (error);
  g_autoptr (JkkLawBand) band = find (fixture, "PP-82-2019", "funeral");
  g_assert_cmpstr (band->plain, ==, "12000000");
  g_autoptr (GPtrArray) entries = jkk_law_entries (fixture->office, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (((JkkLawEntry *) entries->pdata[0])->person_name, ==, "Ayu Admin");
}

static void
assert_refused (
    Fixture *fixture, const char *login, const char *pack, const char *parameter, const char *value, JkkError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  sign_in (fixture, login);
  g_assert_null (confirm (fixture, pack, parameter, value, &error));
  g_assert_error (error, JKK_ERROR, (int) code);
  entries = jkk_law_entries (fixture->office, NULL);
  g_assert_cmpuint (entries->len, ==, 0);
}

static void
test_what_may_not_or_cannot_be_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkLawEntry) entry = jkk_law_entry_new ("PP-82-2019", "funeral", SINCE_2019, NULL, NULL);
  JkkRequest silent = { .law = entry, .reason = " " };
  g_autoptr (GError) error = NULL;

  assert_refused (fixture, "sari", "PP-82-2019", "funeral", NULL, JKK_ERROR_REFUSED);
  assert_refused (fixture, "budi", "PP-82-2019", "funeral", "sepuluh", JKK_ERROR_INVALID);
  assert_refused (fixture, "budi", "PP-82-2019", "disability-cap", NULL, JKK_ERROR_NOT_FOUND);
  assert_refused (fixture, "budi", "PP-44-2015", "stmb-divisor", "0", JKK_ERROR_FORMAT);
  g_assert_null (jkk_office_do (fixture->office, "confirm-value", &silent, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (jkk_law_check (fixture->office, entry, &error));
  g_assert_no_error (error);
  jkk_set_str (&entry->value, "banyak");
  g_assert_false (jkk_law_check (fixture->office, entry, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
}

/* Every day of every strip has exactly one band. */
static void
check_strips (JkkOffice *office)
{
  static const char *const segments[] = { "PU", "BPU", "JAKON", "PMI" };
  JkkPeriod window = jkk_law_window (today ());

  g_assert_cmpint (window.from, ==, jkk_day_new (2015, 7, 1));
  g_assert_cmpint (window.until, ==, jkk_day_new (2031, 5, 6));
  for (guint s = 0; s < G_N_ELEMENTS (segments); s++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) strips = jkk_law_strips (office, segments[s], today (), &error);

      g_assert_no_error (error);
      g_assert_cmpuint (strips->len, >, 40);
      for (guint i = 0; i < strips->len; i++)
        {
          const JkkLawStrip *strip = strips->pdata[i];
          JkkDay day = window.from;

          g_assert_cmpstr (strip->label, !=, "");
          for (guint j = 0; j < strip->bands->len; j++)
            {
              const JkkLawBand *band = strip->bands->pdata[j];

              g_assert_cmpint (band->valid.from, ==, day);
              g_assert_cmpint (jkk_period_days (band->valid), >, 0);
              g_assert_cmpstr (band->parameter, ==, strip->parameter);
              g_assert_cmpstr (band->text, !=, "");
              g_assert_cmpint (band->pack == NULL, ==, band->mark == JKK_LAW_NONE);
              day = band->valid.until;
            }
          g_assert_cmpint (day, ==, window.until);
        }
    }
}

static const JkkLawStrip *
strip_of (GPtrArray *strips, const char *parameter)
{
  for (guint i = 0; i < strips->len; i++)
    if (strcmp (((JkkLawStrip *) strips->pdata[i])->parameter, parameter) == 0)
      return strips->pdata[i];
  g_assert_not_reached ();
}

static void
test_every_day_of_the_picture_has_one_band_of_each_figure (Fixture *fixture, gconstpointer data)
{
  check_strips (NULL);
  sign_in (fixture, "budi");
  confirmed (fixture, "PP-82-2019", "funeral", "12000000");
  confirmed (fixture, "PP-44-2015", "cacat-15", "16");
  confirmed (fixture, "PP-44-2015", "disability-cap", NULL);
  check_strips (fixture->office);
}

static void
test_the_picture_shows_a_band_for_each_value (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) strips = jkk_law_strips (fixture->office, "PU", today (), NULL);
  const JkkLawStrip *funeral = strip_of (strips, "funeral"), *row = strip_of (strips, "cacat-1");

  g_assert_cmpuint (funeral->bands->len, ==, 2);
  g_assert_cmpstr (((JkkLawBand *) funeral->bands->pdata[0])->plain, ==, "3000000");
  g_assert_cmpstr (((JkkLawBand *) funeral->bands->pdata[1])->plain, ==, "10000000");
  g_assert_cmpint (((JkkLawBand *) funeral->bands->pdata[1])->valid.from, ==, SINCE_2019);
  g_assert_cmpuint (row->bands->len, ==, 1);
  g_assert_cmpstr (((JkkLawBand *) row->bands->pdata[0])->text, ==, "40\u00a0%");
  g_autoptr (GPtrArray) migrants = jkk_law_strips (fixture->office, "PMI", today (), NULL);
  const JkkLawBand *first = strip_of (migrants, "payment-days")->bands->pdata[0];
  g_assert_cmpint (first->mark, ==, JKK_LAW_NONE);
  g_assert_cmpint (first->valid.until, ==, jkk_day_new (2023, 2, 22));
}

static void
test_a_clock_follows_the_office (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) jcase = complete_case ();
  JkkClock clock;

  jkk_set_str (&jcase->cover.status, "diverifikasi");
  g_assert_true (jkk_office_clock (fixture->office, jcase, today (), &clock));
  g_assert_cmpint (clock.length, ==, 7);
  sign_in (fixture, "admin");
  g_autoptr (GPtrArray) all = jkk_law_list (fixture->office, today (), FALSE, NULL);
  for (guint i = 0; i < all->len; i++)
    if (strcmp (((JkkLawBand *) all->pdata[i])->parameter, "payment-days") == 0)
      {
        confirmed (fixture, ((JkkLawBand *) all->pdata[i])->pack, "payment-days", "9");
        break;
      }
  g_assert_true (jkk_office_clock (fixture->office, jcase, today (), &clock));
  g_assert_cmpint (clock.length, ==, 9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/law/a-confirmed-figure-loses-its-mark", test_a_confirmed_figure_loses_its_mark);
  fixture_test_add ("/law/every-calculation-of-the-office-follows-a-correction",
                    test_every_calculation_of_the_office_follows_a_correction);
  fixture_test_add ("/law/the-office-keeps-its-law-when-it-is-opened-again",
                    test_the_office_keeps_its_law_when_it_is_opened_again);
  fixture_test_add ("/law/what-may-not-or-cannot-be-is-refused", test_what_may_not_or_cannot_be_is_refused);
  fixture_test_add ("/law/every-day-of-the-picture-has-one-band-of-each-figure",
                    test_every_day_of_the_picture_has_one_band_of_each_figure);
  fixture_test_add ("/law/the-picture-shows-a-band-for-each-value", test_the_picture_shows_a_band_for_each_value);
  fixture_test_add ("/law/a-clock-follows-the-office", test_a_clock_follows_the_office);
  return g_test_run ();
}
