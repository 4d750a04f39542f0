#include "jkk-letter.h"

#include <string.h>

#include "sample-case.h"
#include "sample-paper.h"

typedef struct
{
  JkkCase *jcase;
  JkkPayout *payout;
  JkkDecision *decision;
  JkkLetter letter;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer n_lines)
{
  fixture->jcase = sample_case ();
  fixture->payout = sample_payout (GPOINTER_TO_UINT (n_lines));
  fixture->decision = sample_decision (fixture->payout);
  fixture->letter = (JkkLetter){ "Kantor Cabang Cikupa", "Tangerang",    fixture->jcase, fixture->payout,
                                 fixture->decision,      "Sari Puspita", "Budi Hartono" };
}

static void
tear_down (Fixture *fixture, gconstpointer n_lines)
{
  jkk_case_unref (fixture->jcase);
  jkk_payout_unref (fixture->payout);
  jkk_decision_free (fixture->decision);
}

static JkkPaper *
print (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = jkk_letter_print ("penetapan", &fixture->letter, NULL, &error);

  g_assert_no_error (error);
  assert_sound (bytes);
  return open_paper (bytes);
}

static char *
text_of (Fixture *fixture)
{
  g_autoptr (JkkPaper) paper = print (fixture);

  return text_of_paper (paper);
}

static void
test_the_letter_names_who_is_concerned (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = text_of (fixture);

  assert_says (text, "Kantor Cabang Cikupa");
  assert_says (text, "JKK-2026-000123");
  assert_says (text, "Łukasz Đorđević Nguyễn");
  assert_says (text, "3603121204870005");
  assert_says (text, "PT Maju Bersama Sentosa");
  assert_says (text, "12-03-2026");
  assert_says (text, "PP 44/2015 jo. PP 82/2019");
}

static void
test_each_amount_and_article_is_on_it (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = text_of (fixture);

  for (guint i = 0; i < fixture->payout->lines->len; i++)
    {
      const JkkReason *line = fixture->payout->lines->pdata[i];
      g_autofree char *amount = jkk_money_to_text (line->amount);

      assert_says (text, amount);
      assert_says (text, line->article);
    }
}

static void
test_the_total_stands_in_figures_and_in_words (Fixture *fixture, gconstpointer data)
{
  fixture->decision->total = 123000000;
  g_autofree char *text = text_of (fixture);

  assert_says (text, "Rp 123.000.000");
  assert_says (text, "Seratus dua puluh tiga juta rupiah");
}

static void
test_it_says_who_proposed_and_who_decided_and_when (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = text_of (fixture);

  assert_says (text, "Sari Puspita");
  assert_says (text, "Budi Hartono");
  assert_says (text, "24 April 2026");
  assert_says (text, "Tangerang, 25 April 2026");
  assert_says (text, "10.00");
  assert_says (text, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
}

static void
test_without_names_the_logins_stand_there (Fixture *fixture, gconstpointer data)
{
  fixture->letter.proposer = fixture->letter.approver = fixture->letter.place = NULL;
  g_autofree char *text = text_of (fixture);

  assert_says (text, "sari");
  assert_says (text, "budi");
}

static void
test_what_is_not_decided_says_so (Fixture *fixture, gconstpointer data)
{
  g_autofree char *decided = text_of (fixture);

  jkk_set_str (&fixture->decision->state, "proposed");
  g_autofree char *proposed = text_of (fixture);
  fixture->letter.decision = NULL;
  g_autofree char *draft = text_of (fixture);

  /* The warning is the only place with a long dash on the first lines. */
  g_assert_null (strstr (decided, "—"));
  g_assert_nonnull (strstr (proposed, "—"));
  g_assert_nonnull (strstr (draft, "—"));
  assert_says (proposed, "Sari Puspita");
  g_assert_null (strstr (proposed, "Budi Hartono"));
  g_assert_null (strstr (draft, "Sari Puspita"));
}

static void
test_a_refusal_pays_nothing_and_tells_why (Fixture *fixture, gconstpointer data)
{
  jkk_set_str (&fixture->decision->proposal, "refuse");
  jkk_set_str (&fixture->decision->decision_note, "Kejadian di luar hubungan kerja.");
  g_autofree char *text = text_of (fixture), *total = jkk_money_to_text (fixture->decision->total);

  assert_says (text, "Kejadian di luar hubungan kerja.");
  g_assert_null (strstr (text, " rupiah"));
  /* With more than one line the total is no amount of a line. */
  g_assert_null (strstr (text, total));
}

static void
test_a_long_sheet_breaks_between_its_lines (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPaper) paper = print (fixture);
  guint n_pages = jkk_paper_get_n_pages (paper);

  g_assert_cmpuint (n_pages, >=, 6);
  for (guint page = 0; page < n_pages; page++)
    {
      g_autofree char *text = jkk_paper_get_text (paper, page), *last = g_strdup_printf ("%u", n_pages);

      assert_says (text, "JKK-2026-000123 · ");
      g_assert_nonnull (g_strrstr (text, last));
    }
  /* The title of a line stands on one page with its formula. */
  for (guint i = 0; i < fixture->payout->lines->len; i++)
    {
      const JkkReason *line = fixture->payout->lines->pdata[i];
      g_autofree char *wage = jkk_money_to_text (4000000 + i), *amount = jkk_money_to_text (line->amount);
      guint with_both = 0;

      for (guint page = 0; page < n_pages; page++)
        {
          g_autofree char *text = jkk_paper_get_text (paper, page);

          with_both += strstr (text, amount) != NULL && strstr (text, wage) != NULL;
        }
      g_assert_cmpuint (with_both, >=, 1);
    }
}

static void
test_an_empty_case_has_a_letter_too (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) empty = jkk_case_new ();

  g_autoptr (JkkPayout) nothing = jkk_payout_new ();

  fixture->letter = (JkkLetter){ .office = "", .jcase = empty, .payout = nothing };
  g_autoptr (JkkPaper) paper = print (fixture);
  g_assert_cmpuint (jkk_paper_get_n_pages (paper), ==, 1);
}

static void
test_the_same_letter_has_the_same_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) one = jkk_letter_print ("penetapan", &fixture->letter, NULL, NULL),
                     two = jkk_letter_print ("penetapan", &fixture->letter, NULL, NULL);

  g_assert_true (g_bytes_equal (one, two));
}

/* Every letter can be made of a full and of an empty case, and names no value that nobody knows. */
static void
test_every_letter_is_whole (Fixture *fixture, gconstpointer data)
{
  const char *const *codes = jkk_letter_codes ();
  g_autoptr (JkkCase) empty = jkk_case_new ();
  g_autoptr (JkkPayout) nothing = jkk_payout_new ();
  JkkLetter bare = { .office = "", .jcase = empty, .payout = nothing };

  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) faults = jkk_letter_check (codes[i]);
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (faults->len, ==, 0);
      if (jkk_letter_is_message (codes[i]))
        continue;
      g_autofree char *hash = NULL, *again = NULL;
      g_autoptr (GBytes) full = jkk_letter_print (codes[i], &fixture->letter, &hash, &error);
      g_assert_no_error (error);
      g_autoptr (GBytes) blank = jkk_letter_print (codes[i], &bare, NULL, &error);
      g_assert_no_error (error);
      assert_sound (full);
      assert_sound (blank);
      g_autoptr (JkkPaper) paper = open_paper (full);
      g_autofree char *text = text_of_paper (paper);
      assert_says (text, "Kantor Cabang Cikupa");
      assert_says (text, "Łukasz Đorđević Nguyễn");
      g_assert_null (strchr (text, '{'));
      /* Another day is no other fact. */
      fixture->letter.day += 1;
      g_bytes_unref (jkk_letter_print (codes[i], &fixture->letter, &again, NULL));
      g_assert_cmpstr (hash, ==, again);
    }
}

static void
test_a_letter_without_a_sheet_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->letter.payout = NULL;
  g_assert_null (jkk_letter_print ("kuitansi", &fixture->letter, NULL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
}

static void
test_missing_papers_are_named (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) road = jkk_case_set (fixture->jcase, "accident.place", "lalu-lintas", NULL);
  g_autoptr (JkkCase) site = jkk_case_set (fixture->jcase, "accident.place", "dalam-lokasi-kerja", NULL);

  fixture->letter.jcase = road;
  g_autoptr (GBytes) one = jkk_letter_print ("kelengkapan", &fixture->letter, NULL, NULL);
  fixture->letter.jcase = site;
  g_autoptr (GBytes) two = jkk_letter_print ("kelengkapan", &fixture->letter, NULL, NULL);
  g_autoptr (JkkPaper) first = open_paper (one), second = open_paper (two);
  g_autofree char *on_road = text_of_paper (first), *on_site = text_of_paper (second);
  assert_says (on_road, "Laporan polisi");
  g_assert_null (strstr (on_site, "Laporan polisi"));
}

static void
test_a_message_is_short (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = jkk_letter_message ("pesan-kelengkapan", &fixture->letter, &error);

  g_assert_no_error (error);
  g_assert_cmpint (g_utf8_strlen (text, -1), <=, 306);
  assert_says (text, "JKK-2026-000123");
  assert_says (text, "Kantor Cabang Cikupa");
}

static gpointer
print_often (gpointer data)
{
  GBytes *bytes = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_clear_pointer (&bytes, g_bytes_unref);
      bytes = jkk_letter_print ("penetapan", data, NULL, NULL);
    }
  return bytes;
}

static void
test_many_threads_print_alike (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) expected = jkk_letter_print ("penetapan", &fixture->letter, NULL, NULL);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("print", print_often, &fixture->letter);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (GBytes) bytes = g_thread_join (threads[i]);

      g_assert_true (g_bytes_equal (bytes, expected));
    }
}

#define ADD(path, n_lines, func)                                                                                       \
  g_test_add ("/letter/" path, Fixture, GUINT_TO_POINTER (n_lines), set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the-letter-names-who-is-concerned", 1, test_the_letter_names_who_is_concerned);
  ADD ("each-amount-and-article-is-on-it", 6, test_each_amount_and_article_is_on_it);
  ADD ("the-total-stands-in-figures-and-in-words", 2, test_the_total_stands_in_figures_and_in_words);
  ADD ("it-says-who-proposed-and-who-decided-and-when", 1, test_it_says_who_proposed_and_who_decided_and_when);
  ADD ("without-names-the-logins-stand-there", 1, test_without_names_the_logins_stand_there);
  ADD ("what-is-not-decided-says-so", 1, test_what_is_not_decided_says_so);
  ADD ("a-refusal-pays-nothing-and-tells-why", 2, test_a_refusal_pays_nothing_and_tells_why);
  ADD ("a-long-sheet-breaks-between-its-lines", 30, test_a_long_sheet_breaks_between_its_lines);
  ADD ("an-empty-case-has-a-letter-too", 0, test_an_empty_case_has_a_letter_too);
  ADD ("the-same-letter-has-the-same-bytes", 3, test_the_same_letter_has_the_same_bytes);
  ADD ("every-letter-is-whole", 3, test_every_letter_is_whole);
  ADD ("without-a-sheet-refused", 1, test_a_letter_without_a_sheet_is_refused);
  ADD ("missing-papers-are-named", 1, test_missing_papers_are_named);
  ADD ("a-message-is-short", 1, test_a_message_is_short);
  ADD ("many-threads-print-alike", 3, test_many_threads_print_alike);
  return g_test_run ();
}
