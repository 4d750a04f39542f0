#include "jkk-letter-value.h"

#include "sample-case.h"

static void
test_values_stand_in_their_places (void)
{
  g_autoptr (JkkCase) jcase = sample_case ();
  JkkLetter letter = { .office = "Kantor", .jcase = jcase };
  JkkLetterScope scope = { .letter = &letter };
  gboolean is_empty;
  g_autofree char *text = jkk_letter_value_expand (&scope, "{office.name}: {accident.accident_day day}", &is_empty);

  g_assert_cmpstr (text, ==, "Kantor: 12 Maret 2026");
  g_assert_false (is_empty);
  g_autofree char *nothing = jkk_letter_value_expand (&scope, "Catatan {letter.text}", &is_empty);
  g_assert_true (is_empty);
  g_assert_true (jkk_letter_value_test (&scope, "state.draft"));
  g_assert_false (jkk_letter_value_test (&scope, "state.decided"));
}

static void
test_what_no_table_knows_is_refused (void)
{
  static const char *const texts[] = { "{participant.nothing}", "{nothing}", "{participant.name loud}", "{open",
                                       "{.title}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (jkk_letter_value_check (NULL, texts[i], FALSE, &error));
      g_assert_nonnull (error);
    }
  g_assert_true (jkk_letter_value_check ("payout.lines", "{.title}", FALSE, NULL));
  g_assert_true (jkk_letter_value_check (NULL, "accident.place is lalu-lintas", TRUE, NULL));
  g_assert_false (jkk_letter_value_check (NULL, "accident.place is di-bulan", TRUE, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letter-value/places", test_values_stand_in_their_places);
  g_test_add_func ("/letter-value/refused", test_what_no_table_knows_is_refused);
  return g_test_run ();
}
