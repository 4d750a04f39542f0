#include "sample-paper.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

JkkPaper *
open_paper (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  JkkPaper *paper = jkk_paper_new (bytes, &error);

  g_assert_no_error (error);
  return paper;
}

static void
append_folded (GString *text, const char *part)
{
  for (const char *at = part; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)))
      g_string_append_unichar (text, g_utf8_get_char (at));
    else if (text->len > 0 && text->str[text->len - 1] != ' ')
      g_string_append_c (text, ' ');
}

/* The text with one space of the usual kind between words. */
char *
fold_spaces (const char *part)
{
  GString *text = g_string_new (NULL);

  append_folded (text, part);
  return g_string_free (text, FALSE);
}

/* All text of all pages, with one space between words. */
char *
text_of_paper (JkkPaper *paper)
{
  GString *text = g_string_new (NULL);

  for (guint page = 0; page < jkk_paper_get_n_pages (paper); page++)
    {
      g_autofree char *part = jkk_paper_get_text (paper, page);

      append_folded (text, part);
      g_string_append_c (text, ' ');
    }
  return g_string_free (text, FALSE);
}

void
assert_says (const char *text, const char *phrase)
{
  if (strstr (text, phrase) == NULL)
    g_test_message ("“%s” is missing in: %s", phrase, text);
  g_assert_nonnull (strstr (text, phrase));
}

/* Asks qpdf, where it is installed, whether the file is what the standard wants. */
void
assert_sound (GBytes *bytes)
{
  g_autofree char *qpdf = g_find_program_in_path ("qpdf"), *path = NULL, *report = NULL, *faults = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  int status = 0;

  if (qpdf == NULL)
    {
      g_test_message ("qpdf is not installed");
      return;
    }
  int descriptor = g_file_open_tmp ("santun-XXXXXX.pdf", &path, &error);
  g_assert_no_error (error);
  close (descriptor);
  g_file_set_contents (path, data, (gssize) length, &error);
  g_assert_no_error (error);
  char *argv[] = { qpdf, (char *) "--check", path, NULL };
  g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &report, &faults, &status, &error);
  g_unlink (path);
  g_assert_no_error (error);
  if (status != 0)
    g_test_message ("%s%s", report, faults);
  g_assert_cmpint (status, ==, 0);
}
