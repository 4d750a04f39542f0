#include "jkk-case-list-private.h"

/* A word of a search is looked up by so many letters at most; the rest is compared. */
#define MAX_PIECES 20

/* Frees what it holds. */
void
jkk_case_search_clear (JkkCaseSearch *search)
{
  for (guint i = 0; i < search->n_words; i++)
    g_free (search->words[i]);
  if (search->pieces != NULL)
    g_string_free (search->pieces, TRUE);
}

static void
add_piece (GString *pieces, const char *start, const char *end)
{
  g_string_append (pieces, pieces->len > 0 ? " AND \"" : "\"");
  for (const char *at = start; at < end; at++)
    {
      /* A quotation mark is doubled inside quotation marks. */
      if (*at == '"')
        g_string_append_c (pieces, '"');
      g_string_append_c (pieces, *at);
    }
  g_string_append_c (pieces, '"');
}

static void
add_pieces (GString *pieces, const char *word)
{
  glong n_letters = g_utf8_strlen (word, -1);
  const char *start = word;

  for (glong i = 0; i + 3 <= MIN (n_letters, MAX_PIECES + 2); i++, start = g_utf8_next_char (start))
    add_piece (pieces, start, g_utf8_offset_to_pointer (start, 3));
}

/* What somebody is looking for; %NULL: everything. */
void
jkk_case_search_parse (JkkCaseSearch *search, const char *text)
{
  g_autofree char *folded = jkk_case_list_fold (text != NULL ? text : "");
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  search->pieces = g_string_new (NULL);
  for (guint i = 0; words[i] != NULL && search->n_words < JKK_LIST_MAX_WORDS; i++)
    if (*words[i] != '\0')
      {
        /* One or two letters are the beginning of a word: anywhere else they would find nearly everything. */
        gboolean is_short = g_utf8_strlen (words[i], -1) < 3;
        char *word = g_strconcat (is_short ? " " : "", words[i], NULL);

        add_pieces (search->pieces, word);
        search->words[search->n_words++] = word;
      }
}
