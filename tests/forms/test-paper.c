#include "jkk-paper.h"

#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

#include "jkk-form.h"
#include "jkk-pdf-form.h"
#include "sample-case.h"
#include "sample-paper.h"

static GBytes *
make_kk2 (JkkFormFlags flags)
{
  g_autoptr (JkkCase) jcase = sample_case ();

  return jkk_form_fill ("KK2", jcase, NULL, NULL, flags, NULL);
}

static void
test_pages_are_a4 (void)
{
  g_autoptr (GBytes) bytes = make_kk2 (JKK_FORM_FLAT);
  g_autoptr (JkkPaper) paper = open_paper (bytes);
  double width = 0, height = 0;

  g_assert_cmpuint (jkk_paper_get_n_pages (paper), ==, 2);
  jkk_paper_get_size (paper, 1, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, 595.28, 0.01);
  g_assert_cmpfloat_with_epsilon (height, 841.89, 0.01);
  g_assert_true (jkk_paper_get_bytes (paper) == bytes);
}

static guint
count_dark (cairo_surface_t *surface, const JkkPaperBox *box, double scale)
{
  int stride = cairo_image_surface_get_stride (surface);
  const unsigned char *data = cairo_image_surface_get_data (surface);
  guint dark = 0;

  for (int y = (int) (box->y * scale) + 2; y < (int) ((box->y + box->height) * scale) - 2; y++)
    for (int x = (int) (box->x * scale) + 2; x < (int) ((box->x + box->width) * scale) - 2; x++)
      dark += data[y * stride + x * 4 + 2] < 100;
  return dark;
}

static const JkkPaperField *
field_named (GPtrArray *fields, const char *name)
{
  for (guint i = 0; i < fields->len; i++)
    if (g_str_equal (((JkkPaperField *) fields->pdata[i])->name, name))
      return fields->pdata[i];
  g_assert_not_reached ();
}

static void
test_fields_are_where_the_page_shows_them (void)
{
  g_autoptr (GBytes) bytes = make_kk2 (JKK_FORM_FILLABLE);
  g_autoptr (JkkPaper) paper = open_paper (bytes);
  g_autoptr (GPtrArray) fields = jkk_paper_list_fields (paper, "KK2");
  cairo_surface_t *surface = jkk_paper_render (paper, 0, 2, NULL);
  const JkkPaperField *name = field_named (fields, "participant.name");

  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 1191);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 1684);
  g_assert_cmpstr (name->path, ==, "participant.name");
  g_assert_cmpstr (name->text, ==, "Łukasz Đorđević Nguyễn");
  g_assert_cmpuint (name->page, ==, 0);
  g_assert_cmpuint (count_dark (surface, &name->box, 2), >, 100);
  g_assert_cmpuint (count_dark (surface, &field_named (fields, "claim.outcome=cacat-sebagian-fungsi")->box, 2), >, 10);
  g_assert_cmpuint (count_dark (surface, &field_named (fields, "claim.outcome=sembuh")->box, 2), ==, 0);
  g_assert_cmpuint (count_dark (surface, &field_named (fields, "payees[ahli-waris].stmb")->box, 2), ==, 0);
  cairo_surface_destroy (surface);
}

static void
test_fillable_and_print_copy_look_alike (void)
{
  g_autoptr (GBytes) one = make_kk2 (JKK_FORM_FILLABLE), two = make_kk2 (JKK_FORM_FLAT);
  g_autoptr (JkkPaper) fillable = open_paper (one), flat = open_paper (two);

  for (guint page = 0; page < 2; page++)
    {
      cairo_surface_t *a = jkk_paper_render (fillable, page, 1.5, NULL), *b = jkk_paper_render (flat, page, 1.5, NULL);
      const unsigned char *x = cairo_image_surface_get_data (a), *y = cairo_image_surface_get_data (b);
      int bytes = cairo_image_surface_get_stride (a) * cairo_image_surface_get_height (a), differing = 0;

      for (int i = 0; i < bytes; i++)
        differing += abs (x[i] - y[i]) > 64;
      /* Letters may fall a fraction of a pixel apart. */
      g_assert_cmpint (differing, <, bytes / 2000);
      cairo_surface_destroy (a);
      cairo_surface_destroy (b);
    }
}

static void
test_text_is_found_where_it_stands (void)
{
  g_autoptr (GBytes) bytes = make_kk2 (JKK_FORM_FLAT);
  g_autoptr (JkkPaper) paper = open_paper (bytes);
  g_autoptr (GArray) boxes = jkk_paper_find (paper, 0, "total pengajuan");
  g_autoptr (GArray) nothing = jkk_paper_find (paper, 0, "tidak tertulis di sini"),
                     empty = jkk_paper_find (paper, 0, "");

  g_assert_cmpuint (boxes->len, ==, 1);
  g_assert_cmpfloat (g_array_index (boxes, JkkPaperBox, 0).y, >, 400);
  g_assert_cmpfloat (g_array_index (boxes, JkkPaperBox, 0).y, <, 500);
  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpuint (empty->len, ==, 0);
}

static cairo_status_t
collect_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
test_a_printer_gets_letters_and_not_pixels (void)
{
  g_autoptr (GBytes) bytes = make_kk2 (JKK_FORM_FILLABLE);
  g_autoptr (JkkPaper) paper = open_paper (bytes);
  g_autoptr (GByteArray) printed = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (collect_cb, printed, 595.28, 841.89);
  cairo_t *cr = cairo_create (surface);

  jkk_paper_draw (paper, 0, cr);
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);

  g_autoptr (GBytes) again = g_bytes_new (printed->data, printed->len);
  g_autoptr (JkkPaper) copy = open_paper (again);
  g_autofree char *text = text_of_paper (copy);
  assert_says (text, "Łukasz Đorđević Nguyễn");
  g_assert_cmpuint (printed->len, <, 200000);
}

static void
test_a_page_too_large_to_show_is_refused (void)
{
  g_autoptr (GBytes) bytes = make_kk2 (JKK_FORM_FLAT);
  g_autoptr (JkkPaper) paper = open_paper (bytes);
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_paper_render (paper, 0, 1000, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
}

static void
refuse (const void *data, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_paper_new (bytes, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
}

/* Papers from elsewhere are a matter of the helper process, and so are those that are damaged within. */
static void
test_what_is_no_paper_is_refused (void)
{
  refuse ("", 0);
  refuse ("not a PDF", 9);
  refuse ("%PDF-1.7\n", 9);
}

typedef struct
{
  JkkPaper *paper;
  GBytes *bytes;
  const unsigned char *expected;
  int length;
} Work;

static void
compare (JkkPaper *paper, const Work *work)
{
  cairo_surface_t *surface = jkk_paper_render (paper, 0, 1, NULL);

  g_assert_cmpmem (cairo_image_surface_get_data (surface), work->length, work->expected, work->length);
  cairo_surface_destroy (surface);
}

static gpointer
render_often (gpointer data)
{
  const Work *work = data;
  g_autoptr (JkkPaper) own = open_paper (work->bytes);

  for (guint i = 0; i < 8; i++)
    {
      compare (work->paper, work);
      compare (own, work);
    }
  return NULL;
}

static void
test_four_threads_render_the_same_picture (void)
{
  g_autoptr (GBytes) bytes = make_kk2 (JKK_FORM_FILLABLE);
  g_autoptr (JkkPaper) paper = open_paper (bytes);
  cairo_surface_t *surface = jkk_paper_render (paper, 0, 1, NULL);
  Work work = { paper, bytes, cairo_image_surface_get_data (surface),
                cairo_image_surface_get_stride (surface) * cairo_image_surface_get_height (surface) };
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("render", render_often, &work);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/pages-are-a4", test_pages_are_a4);
  g_test_add_func ("/paper/fields-are-where-the-page-shows-them", test_fields_are_where_the_page_shows_them);
  g_test_add_func ("/paper/fillable-and-print-copy-look-alike", test_fillable_and_print_copy_look_alike);
  g_test_add_func ("/paper/text-is-found-where-it-stands", test_text_is_found_where_it_stands);
  g_test_add_func ("/paper/a-printer-gets-letters-and-not-pixels", test_a_printer_gets_letters_and_not_pixels);
  g_test_add_func ("/paper/a-page-too-large-to-show-is-refused", test_a_page_too_large_to_show_is_refused);
  g_test_add_func ("/paper/what-is-no-paper-is-refused", test_what_is_no_paper_is_refused);
  g_test_add_func ("/paper/four-threads-render-the-same-picture", test_four_threads_render_the_same_picture);
  return g_test_run ();
}
