#include "jkk-pdf-form.h"

#include <string.h>

#include "jkk-form-value.h"
#include "jkk-form.h"
#include "sample-case.h"
#include "sample-paper.h"

#define ROUNDS 100

static GBytes *
fill (const char *form, const JkkCase *jcase, const JkkPayout *payout, const JkkDecision *decision, JkkFormFlags flags)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = jkk_form_fill (form, jcase, payout, decision, flags, &error);

  g_assert_no_error (error);
  return bytes;
}

static char *
value_of (const JkkFormFacts *facts, const JkkFormField *field)
{
  g_autofree char *text = jkk_form_value_text (facts, field->path);

  if (field->kind == JKK_FORM_CHECK)
    return g_strdup (jkk_form_value_is (facts, field->path, field->code) ? "1" : "0");
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  /* A space of the usual kind before the sign: other programs mistake the one that does not break. */
  char *space = strstr (composed, "\u00a0%");
  return space != NULL ? g_strdup_printf ("%.*s %%", (int) (space - composed), composed) : g_strdup (composed);
}

/* Every field of the form reads back as what the case says. */
static void
assert_reads_back (JkkPaper *paper, const char *form, const JkkFormFacts *facts)
{
  const JkkForm *found = jkk_form_get (form, NULL);
  g_autoptr (GPtrArray) fields = jkk_paper_list_fields (paper, form);

  g_assert_cmpuint (fields->len, ==, found->fields->len);
  for (guint i = 0; i < fields->len; i++)
    {
      const JkkPaperField *field = fields->pdata[i];
      const JkkFormField *known = jkk_form_find_field (found, field->name);
      g_autofree char *expected = value_of (facts, known);

      g_assert_cmpstr (field->path, ==, known->path);
      if (g_strcmp0 (field->text, expected) != 0)
        g_test_message ("%s", field->name);
      g_assert_cmpstr (field->text, ==, expected);
    }
}

/* Every word of every value can be found on the paper or its attachment. */
static void
assert_words_are_there (JkkPaper *paper, const char *form, const JkkFormFacts *facts)
{
  const JkkForm *found = jkk_form_get (form, NULL);
  g_autofree char *text = text_of_paper (paper);

  for (guint i = 0; i < found->fields->len; i++)
    {
      const JkkFormField *field = found->fields->pdata[i];
      g_autofree char *value = field->kind != JKK_FORM_CHECK ? value_of (facts, field) : g_strdup ("");
      g_autofree char *folded = fold_spaces (value);
      g_auto (GStrv) words = g_strsplit (folded, " ", -1);

      for (guint w = 0; words[w] != NULL; w++)
        assert_says (text, words[w]);
    }
}

static void
test_filled_fields_read_back_as_they_were (void)
{
  const char *const *codes = jkk_form_codes ();
  g_autoptr (GRand) random = g_rand_new_with_seed (20260312);

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (JkkCase) jcase = sample_case_random (random);
      JkkFormFacts facts = { jcase, NULL, NULL };
      const char *form = codes[round % g_strv_length ((char **) codes)];
      g_autoptr (GBytes) bytes = fill (form, jcase, NULL, NULL, JKK_FORM_FILLABLE);
      g_autoptr (JkkPaper) paper = open_paper (bytes);

      assert_reads_back (paper, form, &facts);
      assert_words_are_there (paper, form, &facts);
    }
}

static void
test_a_print_copy_says_all_and_has_no_fields (void)
{
  const char *const *codes = jkk_form_codes ();
  g_autoptr (GRand) random = g_rand_new_with_seed (20260424);

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (JkkCase) jcase = sample_case_random (random);
      JkkFormFacts facts = { jcase, NULL, NULL };
      const char *form = codes[round % g_strv_length ((char **) codes)];
      g_autoptr (GBytes) bytes = fill (form, jcase, NULL, NULL, JKK_FORM_FLAT);
      g_autoptr (JkkPaper) paper = open_paper (bytes);
      g_autoptr (GPtrArray) fields = jkk_paper_list_fields (paper, form);

      g_assert_cmpuint (fields->len, ==, 0);
      assert_words_are_there (paper, form, &facts);
    }
}

static void
test_both_kinds_are_sound_pdf (void)
{
  const char *const *codes = jkk_form_codes ();
  JkkCase *cases[] = { sample_case (), sample_case_full (), jkk_case_new () };

  for (guint form = 0; codes[form] != NULL; form++)
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      for (JkkFormFlags flags = JKK_FORM_FLAT; flags <= JKK_FORM_FILLABLE; flags++)
        {
          g_autoptr (GBytes) bytes = fill (codes[form], cases[i], NULL, NULL, flags);

          assert_sound (bytes);
        }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_clear_pointer (&cases[i], jkk_case_unref);
}

static void
test_names_from_everywhere_and_the_approved_amount_are_on_kk2 (void)
{
  g_autoptr (JkkCase) jcase = sample_case ();
  g_autoptr (JkkPayout) payout = sample_payout (3);
  g_autoptr (JkkDecision) decision = sample_decision (payout);
  g_autoptr (GBytes) bytes = fill ("KK2", jcase, payout, decision, JKK_FORM_FLAT);
  g_autoptr (JkkPaper) paper = open_paper (bytes);
  g_autofree char *text = text_of_paper (paper), *amount = jkk_money_to_text (decision->total);

  assert_says (text, "Łukasz Đorđević Nguyễn");
  assert_says (text, "3603121204870005");
  assert_says (text, "Jalan Raya Serang KM 12 No. 45 Cikupa");
  assert_says (text, "Diisi oleh BPJS Ketenagakerjaan");
  assert_says (text, amount);
  assert_says (text, "Dua puluh juta seratus tiga ribu tujuh ratus dua rupiah");
  assert_says (text, "JKK-2026-000123");
  assert_says (text, "PP 44/2015 jo. PP 82/2019");
}

static void
test_a_text_without_room_continues_on_an_attachment (void)
{
  g_autoptr (JkkCase) jcase = sample_case ();
  g_autoptr (GString) remarks = g_string_new (NULL);

  for (guint i = 0; i < 240; i++)
    g_string_append_printf (remarks, "kalimat%u ", i);
  g_strchomp (remarks->str);
  jkk_set_str (&jcase->claim.remarks, remarks->str);
  g_autoptr (GBytes) short_bytes = fill ("KK1", jcase, NULL, NULL, JKK_FORM_FLAT);
  g_autoptr (JkkPaper) short_paper = open_paper (short_bytes);
  g_assert_cmpuint (jkk_paper_get_n_pages (short_paper), ==, 2);

  for (JkkFormFlags flags = JKK_FORM_FLAT; flags <= JKK_FORM_FILLABLE; flags++)
    {
      g_autoptr (GBytes) bytes = fill ("KK2", jcase, NULL, NULL, flags);
      g_autoptr (JkkPaper) paper = open_paper (bytes);
      g_autofree char *text = text_of_paper (paper), *form_page = jkk_paper_get_text (paper, 1);

      assert_sound (bytes);
      g_assert_cmpuint (jkk_paper_get_n_pages (paper), ==, 3);
      /* A fillable field keeps the whole text as its value. */
      g_assert_true ((strstr (form_page, "kalimat239") == NULL) == (flags == JKK_FORM_FLAT));
      g_assert_nonnull (g_strrstr (text, "kalimat238 kalimat239"));
      g_assert_cmpint (g_strrstr (text, "kalimat239") - g_strrstr (text, "kalimat238"), ==, 11);
    }
}

static void
test_a_value_in_several_fields_is_attached_once (void)
{
  g_autoptr (JkkCase) jcase = jkk_case_new ();
  g_autoptr (GString) name = g_string_new (NULL);
  guint found = 0;

  for (guint i = 0; i < 60; i++)
    g_string_append (name, "Panjang ");
  g_string_append (name, "Ujungnya");
  jkk_set_str (&jcase->participant.name, name->str);
  g_autoptr (GBytes) bytes = fill ("KK2", jcase, NULL, NULL, JKK_FORM_FLAT);
  g_autoptr (JkkPaper) paper = open_paper (bytes);
  for (guint page = 0; page < jkk_paper_get_n_pages (paper); page++)
    {
      g_autoptr (GArray) boxes = jkk_paper_find (paper, page, "Ujungnya");

      found += boxes->len;
    }
  /* Once as the entry, once at the head of the sheet. */
  g_assert_cmpuint (found, ==, 2);
}

static guint
count_bytes (GBytes *bytes, const char *word)
{
  gsize length = 0, n = strlen (word);
  const char *data = g_bytes_get_data (bytes, &length);
  guint count = 0;

  for (gsize i = 0; i + n <= length; i++)
    count += memcmp (data + i, word, n) == 0;
  return count;
}

static void
test_a_number_longer_than_its_comb_is_not_cut (void)
{
  g_autoptr (JkkCase) jcase = jkk_case_new ();

  jkk_set_str (&jcase->participant.identity, "PASPOR-1234567890-XYZ");
  JkkFormFacts facts = { jcase, NULL, NULL };
  g_autoptr (GBytes) bytes = fill ("KK2", jcase, NULL, NULL, JKK_FORM_FILLABLE);
  g_autoptr (JkkPaper) paper = open_paper (bytes);
  g_autofree char *text = text_of_paper (paper);

  assert_sound (bytes);
  assert_says (text, "PASPOR-1234567890-XYZ");
  assert_reads_back (paper, "KK2", &facts);
  /* A reader must not cut it either when somebody goes on typing. */
  g_assert_cmpuint (count_bytes (bytes, "/MaxLen 21 "), ==, 1);
  g_assert_cmpuint (count_bytes (bytes, "/MaxLen 16 "), ==, 2);
}

static void
test_names_in_other_scripts_are_drawn_and_found (void)
{
  static const char *const words[] = { "محمد", "عبد", "الرحمن", "الحسن" };
  g_autofree char *name = g_strjoin (" ", words[0], words[1], words[2], words[3], NULL);
  g_autoptr (JkkCase) jcase = jkk_case_new ();

  jkk_set_str (&jcase->participant.name, name);
  jkk_set_str (&jcase->participant.identity, "МХ 7654321");
  JkkFormFacts facts = { jcase, NULL, NULL };
  for (JkkFormFlags flags = JKK_FORM_FLAT; flags <= JKK_FORM_FILLABLE; flags++)
    {
      g_autoptr (GBytes) bytes = fill ("KK2", jcase, NULL, NULL, flags);
      g_autoptr (JkkPaper) paper = open_paper (bytes);
      g_autofree char *text = text_of_paper (paper);

      assert_sound (bytes);
      /* Poppler tells the words of a line from left to right. */
      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        assert_says (text, words[i]);
      assert_says (text, "МХ 7654321");
      g_autoptr (GArray) found = jkk_paper_find (paper, 0, words[1]);
      g_assert_cmpuint (found->len, >, 0);
      /* It needs no sheet that explains anything. */
      g_assert_cmpuint (jkk_paper_get_n_pages (paper), ==, 2);
      if (flags == JKK_FORM_FILLABLE)
        assert_reads_back (paper, "KK2", &facts);
    }
}

/* A character that Unicode keeps free. */
#define NOBODY_HAS "\U0010fffd"

static void
test_letters_that_no_typeface_has_are_told_and_stay_in_the_value (void)
{
  g_autoptr (JkkCase) jcase = jkk_case_new (), other = jkk_case_new ();

  jkk_set_str (&jcase->participant.name, NOBODY_HAS NOBODY_HAS " (Li Xiaolong) " NOBODY_HAS);
  jkk_set_str (&other->participant.name, "(Li Xiaolong)");
  JkkFormFacts facts = { jcase, NULL, NULL };
  g_autoptr (GBytes) bytes = fill ("KK2", jcase, NULL, NULL, JKK_FORM_FILLABLE);
  g_autoptr (GBytes) flat_bytes = fill ("KK2", jcase, NULL, NULL, JKK_FORM_FLAT);
  g_autoptr (GBytes) other_bytes = fill ("KK2", other, NULL, NULL, JKK_FORM_FLAT);
  g_autoptr (JkkPaper) paper = open_paper (bytes), flat = open_paper (flat_bytes), plain = open_paper (other_bytes);
  g_autofree char *text = text_of_paper (flat);

  assert_reads_back (paper, "KK2", &facts);
  assert_says (text, "□□ (Li Xiaolong) □");
  /* Each page points to the sheet that says why there are squares. */
  g_assert_cmpuint (jkk_paper_get_n_pages (flat), ==, jkk_paper_get_n_pages (plain) + 1);
  assert_says (text, "Dengan lampiran: 1 lembar");
}

static void
test_bytes_that_are_no_text_do_no_harm (void)
{
  g_autoptr (JkkCase) jcase = jkk_case_new ();

  jkk_set_str (&jcase->participant.name, "Ali \xff\xfe\x80 ) >> endobj");
  jkk_set_str (&jcase->claim.remarks, "\\) Tj ET Q endstream endobj\n\tTab\r\nBaris");
  for (JkkFormFlags flags = JKK_FORM_FLAT; flags <= JKK_FORM_FILLABLE; flags++)
    {
      g_autoptr (GBytes) bytes = fill ("KK2", jcase, NULL, NULL, flags);
      g_autoptr (JkkPaper) paper = open_paper (bytes);
      g_autofree char *text = text_of_paper (paper);

      assert_sound (bytes);
      assert_says (text, ") >> endobj");
      assert_says (text, "\\) Tj ET Q endstream endobj Tab Baris");
    }
}

static void
test_an_empty_case_gives_an_empty_form (void)
{
  g_autoptr (JkkCase) jcase = jkk_case_new ();
  JkkFormFacts facts = { jcase, NULL, NULL };
  g_autoptr (GBytes) bytes = fill ("KK2", jcase, NULL, NULL, JKK_FORM_FILLABLE);
  g_autoptr (JkkPaper) paper = open_paper (bytes);
  g_autoptr (GPtrArray) fields = jkk_paper_list_fields (paper, "KK2");

  g_assert_cmpuint (jkk_paper_get_n_pages (paper), ==, 2);
  assert_reads_back (paper, "KK2", &facts);
  for (guint i = 0; i < fields->len; i++)
    {
      const JkkPaperField *field = fields->pdata[i];

      g_assert_true (g_str_equal (field->text, "") || g_str_equal (field->text, "0"));
    }
}

static void
test_the_same_facts_give_the_same_bytes (void)
{
  g_autoptr (JkkCase) jcase = sample_case_full ();

  for (JkkFormFlags flags = JKK_FORM_FLAT; flags <= JKK_FORM_FILLABLE; flags++)
    {
      g_autoptr (GBytes) one = fill ("KK2", jcase, NULL, NULL, flags), two = fill ("KK2", jcase, NULL, NULL, flags);

      g_assert_true (g_bytes_equal (one, two));
    }
}

static void
test_a_print_copy_carries_its_fonts_and_no_pictures (void)
{
  g_autoptr (JkkCase) jcase = sample_case ();
  g_autoptr (GBytes) bytes = fill ("KK2", jcase, NULL, NULL, JKK_FORM_FLAT);

  g_assert_cmpuint (count_bytes (bytes, "/FontFile2 "), ==, 2);
  g_assert_cmpuint (count_bytes (bytes, "/Subtype /Image"), ==, 0);
}

static void
test_there_is_no_form_of_that_name (void)
{
  g_autoptr (JkkCase) jcase = jkk_case_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_form_fill ("KK7", jcase, NULL, NULL, JKK_FORM_FLAT, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
}

static gpointer
fill_often (gpointer data)
{
  const JkkCase *jcase = data;
  GBytes *last = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_clear_pointer (&last, g_bytes_unref);
      last = fill ("KK2", jcase, NULL, NULL, i % 2 == 0 ? JKK_FORM_FILLABLE : JKK_FORM_FLAT);
    }
  return last;
}

static void
test_many_threads_fill_alike (void)
{
  g_autoptr (JkkCase) jcase = sample_case_full ();
  g_autoptr (GBytes) expected = fill ("KK2", jcase, NULL, NULL, JKK_FORM_FLAT);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("fill", fill_often, jcase);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (GBytes) bytes = g_thread_join (threads[i]);

      g_assert_true (g_bytes_equal (bytes, expected));
    }
}

static void
test_a_print_copy_keeps_what_an_archive_asks_for (void)
{
  g_autoptr (JkkCase) jcase = sample_case ();
  const char *const *codes = jkk_form_codes ();

  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autoptr (GBytes) bytes = fill (codes[i], jcase, NULL, NULL, JKK_FORM_FLAT);

      g_assert_cmpuint (count_bytes (bytes, "/Type /Metadata"), ==, 1);
      g_assert_cmpuint (count_bytes (bytes, "<pdfaid:part>2</pdfaid:part>"), ==, 1);
      g_assert_cmpuint (count_bytes (bytes, "/OutputIntents ["), ==, 1);
      g_assert_cmpuint (count_bytes (bytes, "/AcroForm"), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf-form/filled-fields-read-back-as-they-were", test_filled_fields_read_back_as_they_were);
  g_test_add_func ("/pdf-form/a-print-copy-says-all-and-has-no-fields", test_a_print_copy_says_all_and_has_no_fields);
  g_test_add_func ("/pdf-form/both-kinds-are-sound-pdf", test_both_kinds_are_sound_pdf);
  g_test_add_func ("/pdf-form/names-from-everywhere-and-the-approved-amount-are-on-kk2",
                   test_names_from_everywhere_and_the_approved_amount_are_on_kk2);
  g_test_add_func ("/pdf-form/a-text-without-room-continues-on-an-attachment",
                   test_a_text_without_room_continues_on_an_attachment);
  g_test_add_func ("/pdf-form/a-value-in-several-fields-is-attached-once",
                   test_a_value_in_several_fields_is_attached_once);
  g_test_add_func ("/pdf-form/a-number-longer-than-its-comb-is-not-cut", test_a_number_longer_than_its_comb_is_not_cut);
  g_test_add_func ("/pdf-form/names-in-other-scripts-are-drawn-and-found",
                   test_names_in_other_scripts_are_drawn_and_found);
  g_test_add_func ("/pdf-form/letters-that-no-typeface-has-are-told-and-stay-in-the-value",
                   test_letters_that_no_typeface_has_are_told_and_stay_in_the_value);
  g_test_add_func ("/pdf-form/bytes-that-are-no-text-do-no-harm", test_bytes_that_are_no_text_do_no_harm);
  g_test_add_func ("/pdf-form/an-empty-case-gives-an-empty-form", test_an_empty_case_gives_an_empty_form);
  g_test_add_func ("/pdf-form/the-same-facts-give-the-same-bytes", test_the_same_facts_give_the_same_bytes);
  g_test_add_func ("/pdf-form/a-print-copy-carries-its-fonts-and-no-pictures",
                   test_a_print_copy_carries_its_fonts_and_no_pictures);
  g_test_add_func ("/pdf-form/there-is-no-form-of-that-name", test_there_is_no_form_of_that_name);
  g_test_add_func ("/pdf-form/many-threads-fill-alike", test_many_threads_fill_alike);
  g_test_add_func ("/pdf-form/a-print-copy-keeps-what-an-archive-asks-for",
                   test_a_print_copy_keeps_what_an_archive_asks_for);
  return g_test_run ();
}
