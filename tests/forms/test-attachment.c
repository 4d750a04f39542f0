#include "jkk-attachment.h"

#include <string.h>

static const JkkForm *
form (void)
{
  return jkk_form_get ("KK2", NULL);
}

/* A text as the operators of a page hold it. */
static char *
as_drawn (const char *text)
{
  GString *codes = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    g_string_append_printf (codes, "%04X", g_utf8_get_char (at));
  return g_string_free (codes, FALSE);
}

static guint
count (GPtrArray *sheets, const char *text)
{
  g_autofree char *codes = as_drawn (text);
  guint n = 0;

  for (guint i = 0; i < sheets->len; i++)
    for (const char *at = strstr (((GString *) sheets->pdata[i])->str, codes); at != NULL; at = strstr (at + 1, codes))
      n++;
  return n;
}

static void
test_without_entries_there_is_no_sheet (void)
{
  g_autoptr (JkkAttachment) attachment = jkk_attachment_new (form ());

  jkk_attachment_set_subject (attachment, "JKK-2026-000123", "Siti");
  g_assert_true (jkk_attachment_is_empty (attachment));
  g_assert_cmpuint (jkk_attachment_finish (attachment)->len, ==, 0);
}

static void
test_each_sheet_says_where_it_belongs (void)
{
  g_autoptr (JkkAttachment) attachment = jkk_attachment_new (form ());

  jkk_attachment_set_subject (attachment, "JKK-2026-000123", "Siti");
  for (guint i = 0; i < 100; i++)
    jkk_attachment_add (attachment, "Keterangan", "Isi");
  GPtrArray *sheets = jkk_attachment_finish (attachment);
  g_assert_cmpuint (sheets->len, >, 1);
  g_assert_cmpuint (count (sheets, "JKK-2026-000123 · Siti"), ==, sheets->len);
  g_assert_cmpuint (count (sheets, "Formulir 3a KK 2 —"), ==, sheets->len);
  g_assert_cmpuint (count (sheets, "Isi"), ==, 100);
}

static void
test_a_text_of_many_pages_is_there_to_its_last_word (void)
{
  g_autoptr (JkkAttachment) attachment = jkk_attachment_new (form ());
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, "kata ");
  g_string_append (text, "penghabisan");
  jkk_attachment_add (attachment, "9", text->str);
  GPtrArray *sheets = jkk_attachment_finish (attachment);
  g_assert_cmpuint (sheets->len, >=, 4);
  g_assert_cmpuint (count (sheets, "kata"), ==, 5000);
  g_assert_cmpuint (count (sheets, "penghabisan"), ==, 1);
}

static void
test_a_long_label_is_not_cut (void)
{
  g_autoptr (JkkAttachment) attachment = jkk_attachment_new (form ());

  jkk_attachment_add (attachment, "Tanggal dan tempat serta keadaan sekitar kejadian menurut saksi pertama", "Isi");
  GPtrArray *sheets = jkk_attachment_finish (attachment);
  g_assert_cmpuint (count (sheets, "Tanggal dan tempat"), ==, 1);
  g_assert_cmpuint (count (sheets, "pertama"), ==, 1);
}

/* No drawing below the foot line, whatever comes. */
static void
test_nothing_falls_off_a_sheet (void)
{
  for (guint n = 1; n < 60; n++)
    {
      g_autoptr (JkkAttachment) attachment = jkk_attachment_new (form ());

      for (guint i = 0; i < n; i++)
        {
          jkk_attachment_add_heading (attachment, "Butir", 1);
          jkk_attachment_add (attachment, "Nama", "Isi\nlagi\nlagi");
        }
      GPtrArray *sheets = jkk_attachment_finish (attachment);
      for (guint s = 0; s < sheets->len; s++)
        for (const char *at = strstr (((GString *) sheets->pdata[s])->str, " Td "); at != NULL;
             at = strstr (at + 1, " Td "))
          {
            const char *y = at;

            while (y[-1] != ' ')
              y--;
            g_assert_cmpfloat (g_ascii_strtod (y, NULL), >=, 26);
          }
    }
}

/* An heir whose account stands on the next sheet is paid wrongly. */
static void
test_a_group_stays_together (void)
{
  for (guint before = 0; before < 40; before++)
    {
      g_autoptr (JkkAttachment) attachment = jkk_attachment_new (form ());

      for (guint i = 0; i < before; i++)
        jkk_attachment_add (attachment, "Keterangan", "Isi");
      jkk_attachment_add_heading (attachment, "Ahli waris", 5);
      for (guint i = 0; i < 5; i++)
        jkk_attachment_add (attachment, "Nama", "Zainab");
      GPtrArray *sheets = jkk_attachment_finish (attachment);
      guint n_sheets = 0;
      for (guint i = 0; i < sheets->len; i++)
        {
          g_autoptr (GPtrArray) one = g_ptr_array_new ();

          g_ptr_array_add (one, sheets->pdata[i]);
          n_sheets += count (one, "Zainab") > 0;
        }
      g_assert_cmpuint (n_sheets, ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attachment/without-entries-there-is-no-sheet", test_without_entries_there_is_no_sheet);
  g_test_add_func ("/attachment/each-sheet-says-where-it-belongs", test_each_sheet_says_where_it_belongs);
  g_test_add_func ("/attachment/a-text-of-many-pages-is-there-to-its-last-word",
                   test_a_text_of_many_pages_is_there_to_its_last_word);
  g_test_add_func ("/attachment/a-long-label-is-not-cut", test_a_long_label_is_not_cut);
  g_test_add_func ("/attachment/a-group-stays-together", test_a_group_stays_together);
  g_test_add_func ("/attachment/nothing-falls-off-a-sheet", test_nothing_falls_off_a_sheet);
  return g_test_run ();
}
