#include "jkk-bahasa.h"

/* A copy for translation, so that the catalogue has the word whoever else uses it. */
#define KNOWN "Attachment"

static void
test_papers_speak_indonesian_in_the_locale_of_no_country (void)
{
  if (!jkk_bahasa_is_there ())
    {
      g_test_skip ("built without po/id.po");
      return;
    }
  g_assert_cmpstr (jkk_bahasa (KNOWN), ==, "Lampiran");
}

static void
test_a_text_without_translation_stays_as_it_is (void)
{
  const char *text = "a text that nobody translated";

  g_assert_true (jkk_bahasa (text) == text);
}

static void
test_the_empty_text_is_not_the_head_of_the_catalogue (void)
{
  g_assert_cmpstr (jkk_bahasa (""), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bahasa/papers-speak-indonesian-in-the-locale-of-no-country",
                   test_papers_speak_indonesian_in_the_locale_of_no_country);
  g_test_add_func ("/bahasa/a-text-without-translation-stays-as-it-is", test_a_text_without_translation_stays_as_it_is);
  g_test_add_func ("/bahasa/the-empty-text-is-not-the-head-of-the-catalogue",
                   test_the_empty_text_is_not_the_head_of_the_catalogue);
  return g_test_run ();
}
