/* Sheets of our own drawing, in our own typefaces, to be laid over the pages of a PDF from elsewhere. */
#include "jkk-pdf-overlay.h"

#include <string.h>

#include "jkk-pdf-file.h"

/* Any of our templates has the typefaces and the tick; this is the smallest. */
#define CARRIER "F1"

/* Leaves out the pages and fields of the carrier. */
static void
empty_carrier (JkkPdfFile *file, const JkkForm *carrier)
{
  guint first = g_array_index (carrier->pages, JkkFormPage, 0).object;
  g_autofree char *catalog = jkk_pdf_file_get (file, JKK_PDF_CATALOG);

  for (guint i = 0; i < carrier->pages->len; i++)
    {
      const JkkFormPage *page = &g_array_index (carrier->pages, JkkFormPage, i);

      first = MIN (first, MIN (page->object, page->contents));
    }
  /* The pages come after what they share, and the fields after the pages. */
  for (guint object = first; object < jkk_pdf_file_get_size (file); object++)
    jkk_pdf_file_drop (file, object);
  jkk_pdf_file_drop (file, JKK_PDF_ACROFORM);
  *strrchr (catalog, '\n') = '\0';
  jkk_pdf_file_put (file, JKK_PDF_CATALOG, g_strconcat (catalog, " >>", NULL));
}

static guint
put_page (JkkPdfFile *file, const char *ops, const JkkFormPage *size)
{
  guint object = jkk_pdf_file_reserve (file), stream = jkk_pdf_file_reserve (file);
  g_autoptr (GString) body = g_string_new ("<< /Type /Page /MediaBox [0 0 ");

  jkk_pdf_file_put_stream (file, stream, "", ops);
  jkk_pdf_append_number (body, size->width);
  jkk_pdf_append_number (body, size->height);
  g_string_append_printf (body, "] /Parent %d 0 R /Resources %d 0 R /Contents %u 0 R >>", JKK_PDF_PAGES,
                          JKK_PDF_RESOURCES, stream);
  jkk_pdf_file_put (file, object, g_string_free (g_steal_pointer (&body), FALSE));
  return object;
}

/**
 * jkk_pdf_overlay_write:
 * @pages: (element-type GString): drawing operators of each page
 * @sizes: (element-type JkkFormPage): size of each page
 * @error: return location
 *
 * Returns: (transfer full): a PDF with these pages on no ground; %NULL with %JKK_ERROR_FORMAT if the program is
 * damaged.
 */
GBytes *
jkk_pdf_overlay_write (GPtrArray *pages, const GArray *sizes, GError **error)
{
  const JkkForm *carrier = jkk_form_get_built_in (CARRIER, error);
  g_autoptr (JkkPdfFile) file = carrier != NULL ? jkk_pdf_file_new (carrier->template, error) : NULL;
  g_autoptr (GString) kids = g_string_new ("<< /Type /Pages /Kids [");

  g_return_val_if_fail (pages->len > 0 && pages->len == sizes->len, NULL);

  if (file == NULL)
    return NULL;
  empty_carrier (file, carrier);
  for (guint i = 0; i < pages->len; i++)
    g_string_append_printf (
        kids, "%u 0 R ", put_page (file, ((GString *) pages->pdata[i])->str, &g_array_index (sizes, JkkFormPage, i)));
  g_string_append_printf (kids, "] /Count %u >>", pages->len);
  jkk_pdf_file_put (file, JKK_PDF_PAGES, g_string_free (g_steal_pointer (&kids), FALSE));
  return jkk_pdf_file_write (file);
}
