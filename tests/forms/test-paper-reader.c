#include "jkk-paper-reader.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "foreign-fixture.h"
#include "jkk-paper-wire.h"
#include "jkk-pdf-form.h"
#include "sample-case.h"

#define CODE "SANTUN1:JKK-2026-000123:KK2:1/2:0123456789abcdef"

static GBytes *
make_form (JkkFormFlags flags)
{
  g_autoptr (JkkCase) jcase = sample_case ();

  return jkk_form_fill ("KK2", jcase, NULL, NULL, flags, NULL);
}

static JkkPaperReader *
open_good (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  JkkPaperReader *reader = jkk_paper_reader_open (bytes, -1, &error);

  g_assert_no_error (error);
  return reader;
}

static void
refused (GBytes *bytes, JkkError code, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPaperReader) reader = jkk_paper_reader_open (bytes, -1, &error);

  g_assert_error (error, JKK_ERROR, (int) code);
  g_assert_null (reader);
  g_assert_nonnull (strstr (error->message, word));
}

static void
test_reads_a_form (void)
{
  g_autoptr (GBytes) bytes = make_form (JKK_FORM_FILLABLE);
  g_autoptr (JkkPaperReader) reader = open_good (bytes);
  g_autoptr (JkkPaper) paper = jkk_paper_new (bytes, NULL);
  g_autoptr (GPtrArray) fields = jkk_paper_reader_list_fields (reader, -1, NULL);
  g_autoptr (GPtrArray) expected = jkk_paper_list_fields (paper, NULL);
  g_autofree char *text = jkk_paper_reader_get_text (reader, 0, -1, NULL);
  g_autofree char *wanted = jkk_paper_get_text (paper, 0);

  g_assert_cmpstr (jkk_paper_reader_get_media_type (reader), ==, "application/pdf");
  g_assert_cmpuint (jkk_paper_reader_get_n_pages (reader), ==, 2);
  g_assert_cmpstr (text, ==, wanted);
  g_assert_cmpuint (fields->len, ==, expected->len);
  for (guint i = 0; i < fields->len; i++)
    {
      const JkkPaperField *a = fields->pdata[i], *b = expected->pdata[i];

      g_assert_cmpstr (a->name, ==, b->name);
      g_assert_cmpstr (a->text, ==, b->text);
      g_assert_cmpuint (a->page, ==, b->page);
      g_assert_cmpint (a->is_box, ==, b->is_box);
      g_assert_cmpfloat_with_epsilon (a->box.x, b->box.x, 0.001);
      g_assert_cmpfloat_with_epsilon (a->box.height, b->box.height, 0.001);
    }
}

static void
test_renders_as_poppler_does (void)
{
  g_autoptr (GBytes) bytes = make_form (JKK_FORM_FLAT);
  g_autoptr (JkkPaperReader) reader = open_good (bytes);
  g_autoptr (JkkPaper) paper = jkk_paper_new (bytes, NULL);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *one = jkk_paper_reader_render (reader, 1, 1.25, -1, &error);
  g_assert_no_error (error);
  cairo_surface_t *two = jkk_paper_render (paper, 1, 1.25, NULL);
  gsize length = (gsize) cairo_image_surface_get_stride (two) * (gsize) cairo_image_surface_get_height (two);
  guint differs = 0;

  g_assert_cmpint (cairo_image_surface_get_width (one), ==, cairo_image_surface_get_width (two));
  g_assert_cmpint (cairo_image_surface_get_height (one), ==, cairo_image_surface_get_height (two));
  for (gsize i = 0; i < length; i++)
    differs += i % 4 != 3 && cairo_image_surface_get_data (one)[i] != cairo_image_surface_get_data (two)[i];
  g_assert_cmpuint (differs, ==, 0);
  cairo_surface_destroy (one);
  cairo_surface_destroy (two);
  g_assert_null (jkk_paper_reader_render (reader, 0, 1000, -1, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
}

static void
has_code (GBytes *bytes, const char *media_type, guint n_pages)
{
  g_autoptr (JkkPaperReader) reader = open_good (bytes);
  g_autoptr (GPtrArray) codes = jkk_paper_reader_list_codes (reader, n_pages - 1, -1, NULL);
  double width, height;

  g_assert_cmpstr (jkk_paper_reader_get_media_type (reader), ==, media_type);
  g_assert_cmpuint (jkk_paper_reader_get_n_pages (reader), ==, n_pages);
  g_assert_cmpuint (codes->len, ==, 1);
  const JkkPaperCode *code = codes->pdata[0];
  g_assert_cmpstr (code->text, ==, CODE);
  jkk_paper_reader_get_size (reader, n_pages - 1, &width, &height);
  /* In the lower right corner, where it was drawn. */
  g_assert_cmpfloat (code->box.x, >, width * 0.65);
  g_assert_cmpfloat (code->box.y, >, height * 0.75);
  g_assert_cmpfloat (code->box.x + code->box.width, <, width);
}

static void
test_finds_codes_on_scans_and_photos (void)
{
  cairo_surface_t *page = scanned_page (CODE, 1654, 2339);
  g_autoptr (GBytes) png = as_png (page), jpeg = as_jpeg (page), tiff = as_tiff (page, 3), pdf = as_pdf (page, 2);

  has_code (png, "image/png", 1);
  has_code (jpeg, "image/jpeg", 1);
  has_code (tiff, "image/tiff", 3);
  has_code (pdf, "application/pdf", 2);
  cairo_surface_destroy (page);
}

static void
test_a_page_without_code_has_none (void)
{
  cairo_surface_t *page = scanned_page (NULL, 1000, 1400);
  g_autoptr (GBytes) png = as_png (page);
  g_autoptr (JkkPaperReader) reader = open_good (png);
  g_autoptr (GPtrArray) codes = jkk_paper_reader_list_codes (reader, 0, -1, NULL);
  g_autoptr (GPtrArray) fields = jkk_paper_reader_list_fields (reader, -1, NULL);

  g_assert_cmpuint (codes->len, ==, 0);
  g_assert_cmpuint (fields->len, ==, 0);
  cairo_surface_destroy (page);
}

static void
test_says_what_is_wrong (void)
{
  static const char *const lock[] = { "--encrypt", "geheim", "geheim", "256", "--", NULL };
  g_autoptr (GBytes) good = make_form (JKK_FORM_FILLABLE), locked = through_qpdf (good, lock);
  g_autoptr (GBytes) short_pdf = cut (good, 900), nothing = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) words = g_bytes_new_static ("Surat keterangan", 16);
  g_autoptr (GBytes) huge =
      g_bytes_new_take (g_malloc0 (JKK_PAPER_READER_MAX_BYTES + 1), JKK_PAPER_READER_MAX_BYTES + 1);

  g_assert_nonnull (locked);
  refused (locked, JKK_ERROR_FORMAT, "password");
  refused (short_pdf, JKK_ERROR_FORMAT, "damaged");
  refused (nothing, JKK_ERROR_FORMAT, "damaged");
  refused (words, JKK_ERROR_FORMAT, "neither");
  refused (huge, JKK_ERROR_FORMAT, "100 MB");
}

static void
test_too_many_pages_are_refused (void)
{
  cairo_surface_t *tiny = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1, 1);
  g_autoptr (GBytes) many = as_pdf (tiny, JKK_WIRE_MAX_PAGES + 1);

  refused (many, JKK_ERROR_FORMAT, "2000 pages");
  cairo_surface_destroy (tiny);
}

/* A picture that says it has 60,000 pixels a side must not be believed. */
static void
test_a_bomb_is_refused (void)
{
  cairo_surface_t *page = scanned_page (NULL, 64, 64);
  g_autoptr (GBytes) png = as_png (page);
  gsize length = 0;
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (png, &length), g_bytes_get_size (png));

  data[16] = data[20] = 0;
  data[17] = data[21] = 0;
  data[18] = data[22] = 0xea;
  data[19] = data[23] = 0x60;
  g_autoptr (GBytes) bomb = g_bytes_new (data, length);
  refused (bomb, JKK_ERROR_FORMAT, "damaged");
  cairo_surface_destroy (page);
}

static void
is_answered (gpointer answer, GError **error)
{
  if (answer == NULL)
    g_assert_error (*error, JKK_ERROR, JKK_ERROR_FORMAT);
  g_clear_error (error);
}

/* Asks all that is asked of a paper; an answer or a sentence comes to each question. */
static void
ask_everything (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPaperReader) reader = jkk_paper_reader_open (bytes, -1, &error);

  is_answered (reader, &error);
  if (reader == NULL)
    return;
  g_autofree char *text = jkk_paper_reader_get_text (reader, 0, -1, &error);
  is_answered (text, &error);
  g_autoptr (GPtrArray) fields = jkk_paper_reader_list_fields (reader, -1, &error);
  is_answered (fields, &error);
  cairo_surface_t *surface = jkk_paper_reader_render (reader, 0, 0.5, -1, &error);
  is_answered (surface, &error);
  g_clear_pointer (&surface, cairo_surface_destroy);
}

/* Poppler mends what it can; what it cannot must not harm this process. */
static void
test_damaged_files_do_no_harm (void)
{
  g_autoptr (GBytes) bytes = make_form (JKK_FORM_FILLABLE);
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  jkk_paper_reader_set_helper (NULL, 2);
  for (guint round = 0; round < 16; round++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, length);
      gsize end = round % 2 == 0 ? length : (gsize) g_rand_int_range (random, 1, (gint32) length);

      for (guint i = 0; i < 40; i++)
        copy[g_rand_int_range (random, 0, (gint32) end)] = (guint8) g_rand_int (random);
      g_autoptr (GBytes) damaged = g_bytes_new (copy, end);
      ask_everything (damaged);
    }
  jkk_paper_reader_set_helper (NULL, 0);
}

/* Like strstr(), in bytes of any kind. */
static char *
find_word (char *from, const char *end, const char *word)
{
  for (char *at = from; at + strlen (word) <= end; at++)
    if (memcmp (at, word, strlen (word)) == 0)
      return at;
  g_assert_not_reached ();
}

/* A group of fields becomes its own parent. */
static GBytes *
make_loop (void)
{
  g_autoptr (GBytes) bytes = make_form (JKK_FORM_FILLABLE);
  gsize length = g_bytes_get_size (bytes);
  char *data = g_malloc0 (length + 1), *limit = data + length;

  memcpy (data, g_bytes_get_data (bytes, NULL), length);
  char *widget = find_word (data, limit, "/Subtype /Widget");
  guint number = (guint) g_ascii_strtoull (find_word (widget, limit, "/Parent ") + strlen ("/Parent "), NULL, 10);
  g_autofree char *head = g_strdup_printf ("\n%u 0 obj\n<< /T ", number);
  g_autofree char *loop = g_strdup_printf ("() /Parent %u 0 R", number);
  char *name = find_word (data, limit, head) + strlen (head), *end = strchr (name, '>');

  g_assert_cmpuint (strlen (loop), <, (gsize) (end - name));
  memset (name, ' ', (gsize) (end - name) + 1);
  memcpy (name, loop, strlen (loop));
  return g_bytes_new_take (data, length);
}

/* Poppler 22.12 asks such a field for its name for ever. */
static void
test_fields_within_themselves_are_refused (void)
{
  g_autoptr (GBytes) bytes = make_loop ();
  g_autoptr (GError) error = NULL;

  jkk_paper_reader_set_helper (NULL, 1);
  g_autoptr (JkkPaperReader) reader = jkk_paper_reader_open (bytes, -1, &error);
  g_assert_no_error (error);
  g_assert_null (jkk_paper_reader_list_fields (reader, -1, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "too long"));
  jkk_paper_reader_set_helper (NULL, 0);
}

/* ---- A helper that fails ----------------------------------------------------------------------------------------- */

static char *
write_script (const char *text)
{
  char *path = NULL;

  close (g_file_open_tmp ("helper-XXXXXX", &path, NULL));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
  return path;
}

static void
with_helper (const char *script, JkkError code, const char *word)
{
  g_autofree char *path = write_script (script);
  g_autoptr (GBytes) bytes = make_form (JKK_FORM_FILLABLE);

  jkk_paper_reader_set_helper (path, 1);
  refused (bytes, code, word);
  jkk_paper_reader_set_helper (NULL, 0);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_a_failing_helper_gives_a_sentence (void)
{
  with_helper ("#!/bin/sh\nexit 1\n", JKK_ERROR_FORMAT, "safely");
  with_helper ("#!/bin/sh\nkill -SEGV $$\n", JKK_ERROR_FORMAT, "safely");
  with_helper ("#!/bin/sh\nexec sleep 600\n", JKK_ERROR_FORMAT, "too long");
  with_helper ("#!/bin/sh\nexec yes 1>&0\n", JKK_ERROR_FORMAT, "safely");
  with_helper ("#!/bin/sh\nexit 3\n", JKK_ERROR_STORAGE, "seccomp");
  /* An answer that promises four gigabytes. */
  with_helper ("#!/bin/sh\nprintf '1KKJ\\001\\000\\000\\000\\000\\000\\000\\000\\377\\377\\377\\377' 1>&0\nsleep 600\n",
               JKK_ERROR_FORMAT, "safely");
  /* One that ends in the middle. */
  with_helper ("#!/bin/sh\nprintf '1KKJ\\001\\000\\000\\000\\000\\000\\000\\000\\100\\000\\000\\000abc' 1>&0\n",
               JKK_ERROR_FORMAT, "safely");
  /* One whose content is nonsense. */
  with_helper (
      "#!/bin/sh\nprintf '1KKJ\\001\\000\\000\\000\\000\\000\\000\\000\\003\\000\\000\\000abc' 1>&0\nsleep 600\n",
      JKK_ERROR_FORMAT, "safely");
}

static void
test_a_missing_helper_gives_a_sentence (void)
{
  g_autoptr (GBytes) bytes = make_form (JKK_FORM_FILLABLE);

  jkk_paper_reader_set_helper ("/nonexistent/helper", 1);
  refused (bytes, JKK_ERROR_STORAGE, "Install");
  jkk_paper_reader_set_helper (NULL, 0);
}

static void
test_can_be_given_up (void)
{
  g_autofree char *path = write_script ("#!/bin/sh\nexec sleep 600\n");
  g_autoptr (GBytes) bytes = make_form (JKK_FORM_FILLABLE);
  g_autoptr (GError) error = NULL;
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_cmpint (write (ends[1], "!", 1), ==, 1);
  jkk_paper_reader_set_helper (path, 600);
  g_assert_null (jkk_paper_reader_open (bytes, ends[0], &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  jkk_paper_reader_set_helper (NULL, 0);
  close (ends[0]);
  close (ends[1]);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* A page may be asked for again after a helper was given up in the middle of an answer. */
static void
test_goes_on_after_giving_up (void)
{
  g_autoptr (GBytes) bytes = make_form (JKK_FORM_FLAT);
  g_autoptr (JkkPaperReader) reader = open_good (bytes);
  g_autoptr (GError) error = NULL;
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_cmpint (write (ends[1], "!", 1), ==, 1);
  g_assert_null (jkk_paper_reader_render (reader, 0, 4, ends[0], &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_clear_error (&error);
  cairo_surface_t *surface = jkk_paper_reader_render (reader, 0, 1, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 596);
  cairo_surface_destroy (surface);
  close (ends[0]);
  close (ends[1]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper-reader/reads-a-form", test_reads_a_form);
  g_test_add_func ("/paper-reader/renders-as-poppler-does", test_renders_as_poppler_does);
  g_test_add_func ("/paper-reader/finds-codes-on-scans-and-photos", test_finds_codes_on_scans_and_photos);
  g_test_add_func ("/paper-reader/a-page-without-code-has-none", test_a_page_without_code_has_none);
  g_test_add_func ("/paper-reader/says-what-is-wrong", test_says_what_is_wrong);
  g_test_add_func ("/paper-reader/too-many-pages-are-refused", test_too_many_pages_are_refused);
  g_test_add_func ("/paper-reader/a-bomb-is-refused", test_a_bomb_is_refused);
  g_test_add_func ("/paper-reader/damaged-files-do-no-harm", test_damaged_files_do_no_harm);
  g_test_add_func ("/paper-reader/fields-within-themselves-are-refused", test_fields_within_themselves_are_refused);
  g_test_add_func ("/paper-reader/a-failing-helper-gives-a-sentence", test_a_failing_helper_gives_a_sentence);
  g_test_add_func ("/paper-reader/a-missing-helper-gives-a-sentence", test_a_missing_helper_gives_a_sentence);
  g_test_add_func ("/paper-reader/can-be-given-up", test_can_be_given_up);
  g_test_add_func ("/paper-reader/goes-on-after-giving-up", test_goes_on_after_giving_up);
  return g_test_run ();
}
