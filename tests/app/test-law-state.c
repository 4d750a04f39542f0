#include "jkk-law-state.h"

#define TODAY (jkk_day_new (2026, 3, 12))

static JkkLawBand *
add_band (JkkLawStrip *strip, JkkDay from, JkkDay until, const char *text, JkkLawMark mark)
{
  JkkLawBand *band = g_new0 (JkkLawBand, 1);

  band->pack = g_strdup ("PP-82-2019");
  band->pack_title = g_strdup ("Peraturan Pemerintah Nomor 82 Tahun 2019");
  band->parameter = g_strdup (strip->parameter);
  band->label = g_strdup (strip->label);
  band->valid = (JkkPeriod){ from, until };
  band->text = g_strdup (text);
  band->mark = mark;
  band->article = g_strdup ("lampiran II");
  band->on = JKK_NONE;
  g_ptr_array_add (strip->bands, band);
  return band;
}

static JkkLawStrip *
add_strip (GPtrArray *strips, const char *parameter, const char *label)
{
  JkkLawStrip *strip = g_new0 (JkkLawStrip, 1);

  strip->parameter = g_strdup (parameter);
  strip->label = g_strdup (label);
  strip->bands = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_law_band_free);
  g_ptr_array_add (strips, strip);
  return strip;
}

/* The funeral allowance changed in 2019; the rounding awaits confirmation. */
static GPtrArray *
law_new (void)
{
  GPtrArray *strips = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_law_strip_free);
  JkkLawStrip *funeral = add_strip (strips, "funeral", "Biaya pemakaman");
  JkkLawStrip *rounding = add_strip (strips, "rounding", "Pembulatan");
  JkkDay begin = jkk_day_new (2015, 7, 1), change = jkk_day_new (2019, 12, 2), end = jkk_day_new (2031, 3, 13);

  add_band (funeral, begin, change, "Rp3.000.000", JKK_LAW_CONFIRMED);
  add_band (funeral, change, end, "Rp10.000.000", JKK_LAW_CONFIRMED);
  add_band (rounding, begin, end, "setengah ke atas", JKK_LAW_OPEN);
  return strips;
}

static const char *
line_of (GPtrArray *lines, const char *label)
{
  for (guint i = 0; i < lines->len; i++)
    if (g_str_equal (((JkkLawLine *) lines->pdata[i])->label, label))
      return ((JkkLawLine *) lines->pdata[i])->text;
  return NULL;
}

static void
test_a_row_says_what_holds_today (void)
{
  g_autoptr (GPtrArray) strips = law_new ();
  g_autoptr (GPtrArray) rows = jkk_law_state_rows (strips, NULL, FALSE, TODAY);
  const JkkLawRow *funeral = rows->pdata[0];

  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (funeral->title, ==, "Biaya pemakaman");
  g_assert_cmpstr (funeral->value, ==, "Rp10.000.000");
  g_assert_cmpuint (funeral->current, ==, 1);
  g_assert_cmpstr (funeral->spoken, ==,
                   "Biaya pemakaman; 01-07-2015 – 01-12-2019: Rp3.000.000, confirmed; since 02-12-2019: Rp10.000.000, "
                   "confirmed");
}

static void
test_the_day_decides_which_value_is_current (void)
{
  g_autoptr (GPtrArray) strips = law_new ();
  g_autoptr (GPtrArray) before = jkk_law_state_rows (strips, NULL, FALSE, jkk_day_new (2019, 12, 1));
  g_autoptr (GPtrArray) after = jkk_law_state_rows (strips, NULL, FALSE, jkk_day_new (2019, 12, 2));

  g_assert_cmpstr (((JkkLawRow *) before->pdata[0])->value, ==, "Rp3.000.000");
  g_assert_cmpstr (((JkkLawRow *) after->pdata[0])->value, ==, "Rp10.000.000");
}

static void
test_a_search_looks_into_name_value_and_article (void)
{
  g_autoptr (GPtrArray) strips = law_new ();
  static const struct
  {
    const char *search;
    guint n;
  } cases[] = { { "PEMAKAMAN", 1 }, { "10.000", 1 }, { "rounding", 1 }, { "lampiran", 2 }, { "gigi", 0 }, { "", 2 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) rows = jkk_law_state_rows (strips, cases[i].search, FALSE, TODAY);

      g_assert_cmpuint (rows->len, ==, cases[i].n);
    }
}

static void
test_only_what_awaits_confirmation (void)
{
  g_autoptr (GPtrArray) strips = law_new ();
  g_autoptr (GPtrArray) rows = jkk_law_state_rows (strips, NULL, TRUE, TODAY);
  g_autofree char *summary = jkk_law_state_summary (strips, rows, TODAY);
  guint row;

  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpint (((JkkLawRow *) rows->pdata[0])->mark, ==, JKK_LAW_OPEN);
  g_assert_cmpstr (summary, ==, "1 of 2 figures · 1 await confirmation today");
  g_assert_true (jkk_law_state_find (rows, "rounding", &row));
  g_assert_false (jkk_law_state_find (rows, "funeral", &row));
}

static JkkLawEntry *
entry_new (const char *parameter, const char *value)
{
  JkkLawEntry *entry = g_new0 (JkkLawEntry, 1);

  entry->pack = g_strdup ("PP-82-2019");
  entry->parameter = g_strdup (parameter);
  entry->value = g_strdup (value);
  entry->source = g_strdup ("Salinan lembaran negara");
  entry->person = g_strdup ("budi");
  entry->person_name = g_strdup ("Budi Hartono");
  entry->time = 1773990300;
  return entry;
}

static void
test_a_value_is_told_with_its_source_and_neighbours (void)
{
  g_autoptr (GPtrArray) strips = law_new ();
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_law_entry_free);

  g_ptr_array_add (entries, entry_new ("funeral", NULL));
  g_ptr_array_add (entries, entry_new ("rounding", "ke bawah"));
  g_autoptr (GPtrArray) lines = jkk_law_state_details (strips->pdata[0], 1, entries);
  g_assert_cmpstr (line_of (lines, "Valid"), ==, "since 02-12-2019");
  g_assert_cmpstr (line_of (lines, "Article"), ==, "lampiran II");
  g_assert_cmpstr (line_of (lines, "Checked"), ==, "confirmed");
  g_assert_cmpstr (line_of (lines, "Before and after"), ==, "01-07-2015 – 01-12-2019: Rp3.000.000 (confirmed)");
  g_assert_cmpstr (line_of (lines, "Entries of this office"), ==,
                   "20-03-2026 07:05 · Budi Hartono: confirmed as it is — Salinan lembaran negara");
  g_assert_null (line_of (lines, "Source"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/law-state/a-row-says-what-holds-today", test_a_row_says_what_holds_today);
  g_test_add_func ("/law-state/the-day-decides-which-value-is-current", test_the_day_decides_which_value_is_current);
  g_test_add_func ("/law-state/a-search-looks-into-name-value-and-article",
                   test_a_search_looks_into_name_value_and_article);
  g_test_add_func ("/law-state/only-what-awaits-confirmation", test_only_what_awaits_confirmation);
  g_test_add_func ("/law-state/a-value-is-told-with-its-source-and-neighbours",
                   test_a_value_is_told_with_its_source_and_neighbours);
  return g_test_run ();
}
