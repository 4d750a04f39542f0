#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/* Numbers of objects that each of our templates has; data/forms/pdf.py gives them. */
enum
{
  JKK_PDF_CATALOG = 1,
  JKK_PDF_PAGES = 2,
  JKK_PDF_ACROFORM = 3,
  JKK_PDF_REGULAR = 4,
  JKK_PDF_INFO = 6,
  JKK_PDF_RESOURCES = 7,
};

/**
 * JkkPdfFile:
 *
 * A PDF of our own making, taken apart into its objects so that some can be replaced, added or left out. It reads only
 * what data/forms/pdf.py and it itself write; PDFs from elsewhere are a matter of Poppler.
 */
typedef struct _JkkPdfFile JkkPdfFile;

JkkPdfFile *jkk_pdf_file_new (GBytes *template, GError **error);
void jkk_pdf_file_free (JkkPdfFile *file);

char *jkk_pdf_file_get (JkkPdfFile *file, guint object);
const char *jkk_pdf_file_peek (JkkPdfFile *file, guint object, gsize *length);
void jkk_pdf_file_put (JkkPdfFile *file, guint object, char *body);
void jkk_pdf_file_put_stream (JkkPdfFile *file, guint object, const char *entries, const char *ops);
guint jkk_pdf_file_get_size (JkkPdfFile *file);
guint jkk_pdf_file_reserve (JkkPdfFile *file);
void jkk_pdf_file_drop (JkkPdfFile *file, guint object);
GBytes *jkk_pdf_file_write (JkkPdfFile *file);

void jkk_pdf_append_number (GString *out, double value);
void jkk_pdf_append_unit (GString *out, gunichar2 unit);
void jkk_pdf_append_text (GString *out, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPdfFile, jkk_pdf_file_free)

G_END_DECLS
